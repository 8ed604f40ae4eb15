/*
 * working_hours and holidays of an agency's file: what is written becomes a
 * calendar, and each slip of the pen is told by line and key.
 */
#include "config_help.h"

#include "cabut/banned.h"

#define SAMPLE_HOURS                                                           \
	"  - days: mon-thu\n    open: 07:30-12:00 13:00-16:00\n"               \
	"  - days: fri\n    open: 07:30-11:30 13:00-16:30\n"
#define NO_HOLIDAYS "# holidays: ../libur.ics\n"

static bool
load(const struct folder *d, const char *agency, struct config *c,
    struct fault *f)
{
	put_file(d, "agencies.d/contoh.yaml", agency, 0644);
	return config_load(path_of(d, "cabut.yaml"), d->arena, c, f);
}

/* "mon 07:30-12:00 13:00-16:00;" for each day that is worked. */
static const char *
hours_text(struct arena *a, const struct calendar *cal)
{
	static const char days[] = "sunmontuewedthufrisat";
	const char *text = "";

	for (size_t i = 0; i < 7; i++) {
		if (!cal->span_count[i])
			continue;
		text = arena_printf(a, "%s%.3s", text, days + 3 * i);
		for (size_t k = 0; k < cal->span_count[i]; k++) {
			const struct work_hours *h = &cal->hours[i][k];

			text = arena_printf(a, "%s %02d:%02d-%02d:%02d", text,
			    h->from_min / 60, h->from_min % 60,
			    h->until_min / 60, h->until_min % 60);
		}
		text = arena_printf(a, "%s;", text);
	}
	return text;
}

struct row {
	const char *hours, *want; /* or what the fault says */
};

static const struct row rows[] = {
	{ "  - { days: mon, open: \"07:30-16:00\" }\n", "mon 07:30-16:00;" },
	{ "  - { days: Mon, open: 7.30-16.00 }\n", "mon 07:30-16:00;" },
	{ "  - { days: \"sat, sun\", open: 0:00-24:00 }\n",
	    "sun 00:00-24:00;sat 00:00-24:00;" },
	{ "  - { days: fri-mon, open: 08:00-09:00 }\n",
	    "sun 08:00-09:00;mon 08:00-09:00;fri 08:00-09:00;"
	    "sat 08:00-09:00;" },
	{ "  - { days: mon wed-thu, open: 08:00-09:00 }\n",
	    "mon 08:00-09:00;wed 08:00-09:00;thu 08:00-09:00;" },
	{ "  - days: tue\n    open: 08:00-10:00 10:00-11:00 12:00-12:01\n",
	    "tue 08:00-10:00 10:00-11:00 12:00-12:01;" },
};

static const struct row broken[] = {
	{ "  - { days: mon-thu }\n",
	    ": working_hours[1]: key open is missing" },
	{ "  - { days: senin, open: 08:00-09:00 }\n",
	    ":88: working_hours[1].days: \"senin\"; expected days, as in "
	    "mon-thu" },
	{ "  - { days: mon-, open: 08:00-09:00 }\n",
	    ":88: working_hours[1].days: \"mon-\"; expected days" },
	{ "  - { days: \" , \", open: 08:00-09:00 }\n",
	    ":88: working_hours[1].days: names no day" },
	{ "  - { days: mon-wed, open: 08:00-09:00 }\n"
	  "  - { days: wed, open: 08:00-09:00 }\n",
	    ":89: working_hours[2].days: wed stands twice" },
	{ "  - { days: mon, open: tutup }\n",
	    ":88: working_hours[1].open: \"tutup\"; expected hours, as in "
	    "07:30-12:00" },
	{ "  - { days: mon, open: \" \" }\n",
	    ":88: working_hours[1].open: names no hour" },
	{ "  - { days: mon, open: 07:30 }\n",
	    ":88: working_hours[1].open: \"07:30\"; expected hours" },
	{ "  - { days: mon, open: 07:30 - 16:00 }\n",
	    ":88: working_hours[1].open: \"07:30\"; expected hours" },
	{ "  - { days: mon, open: 16:00-07:30 }\n",
	    ":88: working_hours[1].open: \"16:00-07:30\"; expected hours" },
	{ "  - { days: mon, open: 08:00-08:00 }\n",
	    ":88: working_hours[1].open: \"08:00-08:00\"; expected hours" },
	{ "  - { days: mon, open: 08:60-09:00 }\n", "\"08:60-09:00\"" },
	{ "  - { days: mon, open: 08:00-24:01 }\n", "\"08:00-24:01\"" },
	{ "  - { days: mon, open: 08:0-09:00 }\n", "\"08:0-09:00\"" },
	{ "  - { days: mon, open: 008:00-09:00 }\n", "\"008:00-09:00\"" },
	{ "  - { days: mon, open: 08:00-09:00:00 }\n", "expected hours" },
	{ "  - { days: mon, open: 08:00-12:00 11:59-16:00 }\n",
	    "\"11:59-16:00\" begins before the span in front of it ends" },
	{ "  - { days: mon, open: 1:00-2:00 3:00-4:00 5:00-6:00 7:00-8:00 }\n",
	    ":88: working_hours[1].open: more than 3 spans" },
	{ "  []\n", ": working_hours: the list is empty" },
};

static void
hours_are_read_as_they_are_written(void **state)
{
	const struct folder *d = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct config c;
		struct fault f = { 0 };

		if (!load(d,
			changed(d, config_sample_agency(), SAMPLE_HOURS,
			    rows[i].hours),
			&c, &f))
			fail_msg("row %zu: %s", i, f.text);
		assert_string_equal(
		    hours_text(d->arena, &c.agencies->calendar), rows[i].want);
	}
}

static void
a_slip_in_the_hours_is_told_by_line_and_key(void **state)
{
	const struct folder *d = *state;
	int wrong = 0;

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct config c;
		struct fault f = { 0 };
		bool ok = load(d,
		    changed(d, config_sample_agency(), SAMPLE_HOURS,
			broken[i].hours),
		    &c, &f);

		if (!ok && f.scope == SCOPE_CONFIG &&
		    strstr(f.text, broken[i].want))
			continue;
		wrong++;
		print_error("row %zu: want \"%s\"\n   got \"%s\"\n", i,
		    broken[i].want, ok ? "accepted" : f.text);
	}
	assert_int_equal(wrong, 0);
}

static void
holidays_are_read_from_the_file_beside(void **state)
{
	const struct folder *d = *state;
	const char *agency = changed(
	    d, config_sample_agency(), NO_HOLIDAYS, "holidays: ../libur.ics\n");
	struct config c;
	struct fault f = { 0 };

	assert_false(load(d, agency, &c, &f));
	assert_non_null(strstr(f.text, ":94: holidays: "));
	assert_non_null(strstr(f.text, "libur.ics cannot be read"));
	put_file(d, "libur.ics",
	    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Nyepi\n"
	    "DTSTART;VALUE=DATE:20260319\nEND:VEVENT\n"
	    "BEGIN:VEVENT\nSUMMARY:Kemerdekaan\nRRULE:FREQ=YEARLY;COUNT=9\n"
	    "DTSTART;VALUE=DATE:20250817\nEND:VEVENT\nEND:VCALENDAR\n",
	    0644);
	if (!load(d, agency, &c, &f))
		fail_msg("%s", f.text);
	const struct config_agency *a = c.agencies;

	assert_string_equal(a->holidays, path_of(d, "agencies.d/../libur.ics"));
	assert_int_equal(a->calendar.day_count, 10);
	assert_string_equal(a->calendar.days[1].name, "Nyepi");
	assert_int_equal(a->holidays_until, calendar_day_of_date(2026, 3, 19));
	put_file(d, "libur.ics", "BEGIN:VCALENDAR\n", 0644);
	assert_false(load(d, agency, &c, &f));
	assert_non_null(strstr(f.text, "libur.ics:1: what begins here"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(hours_are_read_as_they_are_written),
		TEST(a_slip_in_the_hours_is_told_by_line_and_key),
		TEST(holidays_are_read_from_the_file_beside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
