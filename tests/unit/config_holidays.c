/*
 * Days off from an .ics file, as the programs that people use write it; and
 * each way in which such a file would silently shift a deadline is refused.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "holidays.h"

#include "cabut/banned.h"

#define HM(hour, minute) ((hour)*60 + (minute))
#define CALENDAR(events)                                                       \
	"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//contoh//ID\r\n" events    \
	"END:VCALENDAR\r\n"
#define EVENT(lines)                                                           \
	"BEGIN:VEVENT\r\nSUMMARY:Uji\r\n" lines "\r\nEND:VEVENT\r\n"
#define ONE(lines) CALENDAR(EVENT(lines))

#define GOOGLE                                                                 \
	"BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar "            \
	"70.9054//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n"                 \
	"METHOD:PUBLISH\r\nX-WR-CALNAME:Libur\r\n"                             \
	"X-WR-TIMEZONE:Asia/Makassar\r\nBEGIN:VEVENT\r\n"                      \
	"DTSTART;VALUE=DATE:20260319\r\nDTEND;VALUE=DATE:20260320\r\n"         \
	"DTSTAMP:20251101T010203Z\r\nUID:a@google.com\r\nCLASS:PUBLIC\r\n"     \
	"CREATED:20251101T010203Z\r\nDESCRIPTION:Hari libur nasional\r\n"      \
	"LAST-MODIFIED:20251101T010203Z\r\nLOCATION:\r\nSEQUENCE:0\r\n"        \
	"STATUS:CONFIRMED\r\nSUMMARY:Hari Suci Nyepi\r\n"                      \
	"TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"                 \
	"DTSTART:20261224T040000Z\r\nDTEND:20261224T080000Z\r\n"               \
	"DTSTAMP:20251101T010203Z\r\nUID:b@google.com\r\n"                     \
	"SUMMARY:Tutup lebih awal\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
#define THUNDERBIRD                                                            \
	"BEGIN:VCALENDAR\r\nPRODID:-//Mozilla.org/NONSGML Mozilla Calendar "   \
	"V1.1//EN\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\n"                       \
	"TZID:Asia/Makassar\r\nX-TZINFO:Asia/Makassar[2025b]\r\n"              \
	"BEGIN:STANDARD\r\nTZOFFSETTO:+080000\r\nTZOFFSETFROM:+090000\r\n"     \
	"TZNAME:WITA\r\nDTSTART:19450923T000000\r\nRDATE:19450923T000000\r\n"  \
	"END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n"                    \
	"CREATED:20251101T010203Z\r\nLAST-MODIFIED:20251101T010203Z\r\n"       \
	"DTSTAMP:20251101T010203Z\r\nUID:c\r\nSUMMARY:Buka pukul 10\r\n"       \
	"DTSTART;TZID=Asia/Makassar:20260218T073000\r\n"                       \
	"DTEND;TZID=Asia/Makassar:20260218T100000\r\nX-MOZ-GENERATION:1\r\n"   \
	"END:VEVENT\r\nEND:VCALENDAR\r\n"

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

/* WITA, Mon-Fri 07.30-12.00 and 13.00-16.00. */
static struct calendar
office(void)
{
	struct calendar cal = { .zone = ZONE_WITA };

	for (size_t i = 1; i <= 5; i++) {
		cal.hours[i][0] = (struct work_hours){ HM(7, 30), HM(12, 0) };
		cal.hours[i][1] = (struct work_hours){ HM(13, 0), HM(16, 0) };
		cal.span_count[i] = 2;
	}
	return cal;
}

static bool
parse(struct arena *a, struct slice text, struct holidays *out, struct fault *f)
{
	struct calendar hours = office();
	char *exact = malloc(text.len ? text.len : 1); /* no NUL behind */

	memcpy(exact, text.at, text.len);
	bool ok = holidays_parse(
	    (struct slice){ exact, text.len }, "libur.ics", &hours, a, out, f);

	free(exact);
	return ok;
}

/* "2026-03-18" or, of a half day, "2026-12-24 00:00-12:00", parted by ";". */
static const char *
days_text(struct arena *a, const struct holidays *h)
{
	const char *text = "";

	for (size_t i = 0; i < h->count; i++) {
		const struct calendar_day *d = &h->days[i];
		struct civil c = civil_of((time_s)d->day * 86400, (enum zone)0);

		text = arena_printf(a, "%s%s%04d-%02d-%02d", text, i ? ";" : "",
		    c.year, c.month, c.day);
		if (d->until_min)
			text = arena_printf(a, "%s %02d:%02d-%02d:%02d", text,
			    d->from_min / 60, d->from_min % 60,
			    d->until_min / 60, d->until_min % 60);
	}
	return text;
}

struct row {
	const char *text, *days;
};

static const struct row rows[] = {
	{ CALENDAR(""), "" },
	{ ONE("DTSTART;VALUE=DATE:20260319"), "2026-03-19" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nDTEND;VALUE=DATE:20260320"),
	    "2026-03-19" },
	/* some programs end a day on itself */
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nDTEND;VALUE=DATE:20260319"),
	    "2026-03-19" },
	{ ONE("DTSTART;VALUE=DATE:20260320\r\nDTEND;VALUE=DATE:20260325"),
	    "2026-03-20;2026-03-21;2026-03-22;2026-03-23;2026-03-24" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nDURATION:P2D"),
	    "2026-03-19;2026-03-20" },
	{ ONE("DTSTART;VALUE=DATE:20251231\r\nDTEND;VALUE=DATE:20260102"),
	    "2025-12-31;2026-01-01" },
	{ ONE("DTSTART;VALUE=DATE:20280229"), "2028-02-29" },
	/* events in any order, one of them twice, one cancelled */
	{ CALENDAR(EVENT("DTSTART;VALUE=DATE:20260501") EVENT(
	      "DTSTART;VALUE=DATE:20260101") EVENT("DTSTART;VALUE=DATE:"
						   "20260501")
		  EVENT("DTSTART;VALUE=DATE:20260601\r\nSTATUS:CANCELLED")),
	    "2026-01-01;2026-05-01" },
	/* lines as LF, folded, empty properties, an alarm, a BOM */
	{ "\xef\xbb\xbf"
	  "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=\n DATE:20260319\n"
	  "LOCATION:\nDESCRIPTION:\nTRANSP:TRANSPARENT\nBEGIN:VALARM\n"
	  "ACTION:DISPLAY\nTRIGGER:-P1D\nEND:VALARM\nEND:VEVENT\n"
	  "END:VCALENDAR\n\n",
	    "2026-03-19" },
	{ GOOGLE, "2026-03-19;2026-12-24 00:00-12:00" },
	{ THUNDERBIRD, "2026-02-18 10:00-24:00" },
	/* half days: closed from noon, closed until ten */
	{ ONE("DTSTART:20261224T120000\r\nDTEND:20261224T160000"),
	    "2026-12-24 00:00-12:00" },
	{ ONE("DTSTART:20261224T120000\r\nDTEND:20261224T235900"),
	    "2026-12-24 00:00-12:00" },
	{ ONE("DTSTART:20261224T120000\r\nDTEND:20261225T000000"),
	    "2026-12-24 00:00-12:00" },
	{ ONE("DTSTART:20260218T073000\r\nDTEND:20260218T100000"),
	    "2026-02-18 10:00-24:00" },
	{ ONE("DTSTART:20260218T000000\r\nDURATION:PT10H"),
	    "2026-02-18 10:00-24:00" },
	{ ONE("DTSTART:20260218T073000\r\nDTEND:20260218T160000"),
	    "2026-02-18" },
	/* after hours, and on a Sunday */
	{ ONE("DTSTART:20260218T190000\r\nDTEND:20260218T210000"), "" },
	{ ONE("DTSTART:20260218T050000\r\nDTEND:20260218T073000"), "" },
	{ ONE("DTSTART:20260215T090000\r\nDTEND:20260215T100000"), "" },
	/* the zones of Google Calendar (UTC), Thunderbird and Outlook */
	{ ONE("DTSTART:20261224T040000Z\r\nDTEND:20261224T080000Z"),
	    "2026-12-24 00:00-12:00" },
	{ ONE("DTSTART;TZID=Asia/Makassar:20261224T120000\r\n"
	      "DTEND;TZID=Asia/Makassar:20261224T160000"),
	    "2026-12-24 00:00-12:00" },
	{ ONE("DTSTART;TZID=Asia/Jakarta:20261224T110000\r\n"
	      "DTEND;TZID=SE Asia Standard Time:20261224T150000"),
	    "2026-12-24 00:00-12:00" },
	{ ONE("DTSTART;TZID=/x.example/Asia/Jayapura:20261224T130000\r\n"
	      "DTEND;TZID=Asia/Jayapura:20261224T170000"),
	    "2026-12-24 00:00-12:00" },
	/* 23.00 UTC of the 23rd is the morning of the 24th */
	{ ONE("DTSTART:20261223T230000Z\r\nDTEND:20261224T020000Z"),
	    "2026-12-24 10:00-24:00" },
	/* two events on one day: what both leave */
	{ CALENDAR(EVENT("DTSTART:20261224T120000\r\nDTEND:20261224T160000")
		  EVENT("DTSTART:20261224T073000\r\nDTEND:20261224T090000")),
	    "2026-12-24 09:00-12:00" },
	{ CALENDAR(EVENT("DTSTART:20261224T090000\r\nDTEND:20261224T160000")
		  EVENT("DTSTART:20261224T073000\r\nDTEND:20261224T100000")),
	    "2026-12-24" },
	{ CALENDAR(EVENT("DTSTART:20261224T120000\r\nDTEND:20261224T160000")
		  EVENT("DTSTART;VALUE=DATE:20261224")),
	    "2026-12-24" },
	/* every year, with an end */
	{ ONE("DTSTART;VALUE=DATE:20240817\r\nRRULE:FREQ=YEARLY;COUNT=3"),
	    "2024-08-17;2025-08-17;2026-08-17" },
	{ ONE("DTSTART;VALUE=DATE:20240817\r\n"
	      "RRULE:FREQ=YEARLY;UNTIL=20260817"),
	    "2024-08-17;2025-08-17;2026-08-17" },
	{ ONE("DTSTART;VALUE=DATE:20260817\r\n"
	      "RRULE:FREQ=YEARLY;INTERVAL=20"),
	    "2026-08-17;2046-08-17;2066-08-17" },
	{ ONE("DTSTART;VALUE=DATE:20241231\r\nDTEND;VALUE=DATE:20250102\r\n"
	      "RRULE:FREQ=YEARLY;COUNT=2"),
	    "2024-12-31;2025-01-01;2025-12-31;2026-01-01" },
	/* 24 December of 2026 is a Thursday, of 2027 a Friday, of 2028 a
	 * Sunday */
	{ ONE("DTSTART:20261224T120000\r\nDTEND:20261224T160000\r\n"
	      "RRULE:FREQ=YEARLY;COUNT=3"),
	    "2026-12-24 00:00-12:00;2027-12-24 00:00-12:00" },
	{ ONE("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY;COUNT=2"),
	    "2024-02-29;2028-02-29" },
};

static void
events_become_the_days_that_they_close(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct holidays h = { 0 };
		struct fault f = { 0 };
		bool ok = parse(*state, slice_of(rows[i].text), &h, &f);
		const char *got = ok ? days_text(*state, &h) : f.text;

		if (ok && strcmp(got, rows[i].days) == 0)
			continue;
		wrong++;
		print_error(
		    "row %zu: want %s\n   got %s\n", i, rows[i].days, got);
	}
	assert_int_equal(wrong, 0);
}

static void
a_yearly_day_stands_in_each_year_that_is_kept(void **state)
{
	struct holidays h;
	struct fault f;

	assert_true(parse(*state,
	    SLICE(ONE("DTSTART;VALUE=DATE:19450817\r\nRRULE:FREQ=YEARLY")), &h,
	    &f));
	assert_int_equal(h.count,
	    CONFIG_HOLIDAYS_YEAR_LAST - CONFIG_HOLIDAYS_YEAR_FIRST + 1);
	assert_int_equal(h.days[0].day, calendar_day_of_date(2020, 8, 17));
	assert_string_equal(h.days[0].name, "Uji");
	/* and says nothing about how far the decrees reach */
	assert_int_equal(h.until, 0);
	assert_true(parse(*state,
	    SLICE(CALENDAR(
		EVENT("DTSTART;VALUE=DATE:19450817\r\nRRULE:FREQ=YEARLY")
		    EVENT("DTSTART;VALUE=DATE:20260320\r\n"
			  "DTEND;VALUE=DATE:20260325")
			EVENT("DTSTART;VALUE=DATE:20260101"))),
	    &h, &f));
	assert_int_equal(h.until, calendar_day_of_date(2026, 3, 24));
}

static const struct row broken[] = {
	{ "", "libur.ics:1: empty" },
	{ "\r\n\r\n", "libur.ics:1: empty" },
	{ "tanggal,nama\n2026-01-01,Tahun Baru\n",
	    "libur.ics:1: expected an iCalendar file" },
	{ "\x89PNG\r\n\x1a\n", "libur.ics:1: not UTF-8 text" },
	{ "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\nEND:VEVENT\r\n",
	    "libur.ics:1: expected BEGIN:VCALENDAR" },
	{ "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\n"
	  "END:VCALENDAR\r\n",
	    "libur.ics:4: this END has no BEGIN" },
	{ "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\n"
	  "BEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
	    "libur.ics:4: BEGIN:VEVENT inside another part" },
	{ "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n",
	    "libur.ics:1: what begins here is not ended" },
	{ CALENDAR("") CALENDAR(""), "libur.ics:5: a second calendar" },
	{ CALENDAR("BEGIN:A\r\nBEGIN:B\r\nBEGIN:C\r\nBEGIN:D\r\n"),
	    "libur.ics:7: nested too deep" },
	{ ONE("DESCRIPTION:x"), "libur.ics: event \"Uji\": has no DTSTART" },
	{ ONE("DTSTART;VALUE=DATE:20261345"), "2026-13-45 is not a day" },
	{ ONE("DTSTART;VALUE=DATE:20260229"), "2026-02-29 is not a day" },
	{ ONE("DTSTART;VALUE=DATE:besok"),
	    "libur.ics:6: DTSTART cannot be read; expected a date" },
	{ ONE("DTSTART;VALUE=DATE:2026032x"), ":6: DTSTART cannot be read" },
	{ ONE("DTSTART;VALUE=DATE:202603200"), ":6: DTSTART cannot be read" },
	{ ONE("DTSTART;VALUE=DATE:2026\r\n 032x"), ":6: DTSTART cannot" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nRR\"LE:FREQ=YEARLY"),
	    "event \"Uji\": Got a data line" },
	{ CALENDAR("DTSTART;VALUE=DATE:20260319\r\n"),
	    ":4: a date outside of an event" },
	{ ONE("DTSTART"), ":6: DTSTART cannot be read" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nDTEDN;VALUE=DATE:20260325"),
	    "event \"Uji\": DTEDN is not a name of iCalendar" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nEND;X=1:VEVENT"),
	    "libur.ics:7: expected a ':' behind BEGIN or END" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nDTEND;VALUE=DATE:lusa"),
	    "DTEND cannot be read" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nDTEND;VALUE=DATE:20260231"),
	    "2026-02-31 is not a day" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nDTEND;VALUE=DATE:20260301"),
	    "lasts -18 days; expected 1 to 366" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nDTEND;VALUE=DATE:20360319"),
	    "days; expected 1 to 366" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nDTEND:20260319T160000"),
	    "DTSTART and DTEND differ in kind" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nDTSTART;VALUE=DATE:20260320"),
	    "DTSTART, DTEND or RRULE stands twice" },
	{ ONE("DTSTART:20260319T120000"), "has no DTEND" },
	{ ONE("DTSTART:20260319T090000\r\nDTEND:20260319T110000"),
	    "closes the middle of a working day" },
	{ ONE("DTSTART:20260319T120000\r\nDTEND:20260320T160000"),
	    "expected hours of one day, or an all-day event" },
	{ ONE("DTSTART:20260319T120000\r\nDTEND:20260319T110000"),
	    "expected hours of one day" },
	{ ONE("DTSTART;TZID=Europe/Berlin:20260319T120000\r\n"
	      "DTEND;TZID=Europe/Berlin:20260319T160000"),
	    "time zone Europe/Berlin is not known" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nRRULE:FREQ=WEEKLY"),
	    "expected a rule of FREQ=YEARLY" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nRRULE:FREQ=TAHUNAN"),
	    "RRULE cannot be read" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nRRULE:FREQ=YEARLY;BYMONTH=2;"
	      "BYMONTHDAY=30"),
	    "expected a rule of FREQ=YEARLY" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nRRULE:FREQ=YEARLY;BYMONTH=1,2,3,"
	      "4,5,6,7,8,9,10,11,12;BYDAY=MO,TU,WE,TH,FR,SA,SU"),
	    "repeats too often" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nRRULE:FREQ=YEARLY\r\n"
	      "EXDATE;VALUE=DATE:20270319"),
	    "EXDATE, an exception to a rule" },
	{ ONE("DTSTART;VALUE=DATE:20260319\r\nRRULE:FREQ=YEARLY\r\n"
	      "RRULE:FREQ=YEARLY;COUNT=2"),
	    "stands twice" },
};

static void
what_would_shift_a_deadline_is_refused(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct holidays h = { .count = 77 };
		struct fault f = { 0 };
		bool ok = parse(*state, slice_of(broken[i].text), &h, &f);

		if (!ok && f.scope == SCOPE_CONFIG && h.count == 77 &&
		    strstr(f.text, broken[i].days))
			continue;
		wrong++;
		print_error("row %zu: want \"%s\"\n   got \"%s\"\n", i,
		    broken[i].days, ok ? "accepted" : f.text);
	}
	assert_int_equal(wrong, 0);
}

static void
a_file_cut_anywhere_is_refused(void **state)
{
	static const char text[] = CALENDAR(
	    EVENT("DTSTART;VALUE=DATE:20260320\r\nDTEND;VALUE=DATE:20260325")
		EVENT("DTSTART:20261224T120000\r\nDTEND:20261224T160000")
		    EVENT("DTSTART;VALUE=DATE:20200817\r\nRRULE:FREQ=YEARLY"));
	size_t whole = sizeof text - 1;

	for (size_t len = 0; len <= whole; len++) {
		struct holidays h;
		struct fault f = { 0 };
		bool ok = parse(*state, (struct slice){ text, len }, &h, &f);

		/* the last line end may be missing */
		if (ok != (len >= whole - 2))
			fail_msg("cut at %zu of %zu: %s", len, whole, f.text);
		if (!ok)
			assert_int_equal(f.scope, SCOPE_CONFIG);
	}
}

static void
a_changed_byte_is_refused_or_changes_no_day(void **state)
{
	static const char text[] = CALENDAR(
	    EVENT("DTSTART;VALUE=DATE:20260320\r\nDTEND;VALUE=DATE:20260325\r\n"
		  "RRULE:FREQ=YEARLY;COUNT=3"));
	static const char whole[] =
	    "2026-03-20;2026-03-21;2026-03-22;2026-03-23;2026-03-24;"
	    "2027-03-20;2027-03-21;2027-03-22;2027-03-23;2027-03-24;"
	    "2028-03-20;2028-03-21;2028-03-22;2028-03-23;2028-03-24";
	struct entropy luck = entropy_of_seed(3);

	for (int i = 0; i < 5000; i++) {
		char copy[sizeof text];
		unsigned char dice[6];
		struct holidays h;
		struct fault f = { 0 };

		memcpy(copy, text, sizeof text);
		luck.fill(&luck, dice, sizeof dice);
		for (size_t k = 0; k < 2; k++)
			copy[(dice[k] * 256u + dice[k + 2]) %
			     (sizeof text - 1)] = (char)dice[k + 4];
		bool ok = parse(
		    *state, (struct slice){ copy, sizeof text - 1 }, &h, &f);

		if (!ok)
			assert_true(strlen(f.text) > 10);
		/* only other digits can say something else */
		else if (!ascii_is_digit((char)dice[4]) &&
			 !ascii_is_digit((char)dice[5]))
			assert_string_equal(days_text(*state, &h), whole);
		arena_reset(*state);
	}
}

static void
a_flood_has_its_limit(void **state)
{
	struct arena *a = *state;
	struct strbuf text;
	struct holidays h;
	struct fault f;

	strbuf_init(&text, CONFIG_HOLIDAYS_BYTES_MAX + 2000);
	strbuf_text(&text, "BEGIN:VCALENDAR\n");
	for (int i = 0; i <= CONFIG_HOLIDAYS_EVENTS_MAX; i++)
		strbuf_text(&text,
		    "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nEND:VEVENT\n");
	strbuf_text(&text, "END:VCALENDAR\n");
	assert_false(parse(a, (struct slice){ text.at, text.len }, &h, &f));
	assert_non_null(strstr(f.text, "too many events"));
	strbuf_clear(&text);
	strbuf_text(&text, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < 60; i++)
		strbuf_text(&text,
		    EVENT("DTSTART;VALUE=DATE:20200101\r\n"
			  "DTEND;VALUE=DATE:20201231\r\nRRULE:FREQ=YEARLY"));
	strbuf_text(&text, "END:VCALENDAR\n");
	assert_false(parse(a, (struct slice){ text.at, text.len }, &h, &f));
	assert_non_null(strstr(f.text, "more than 20000 days off"));
	strbuf_clear(&text);
	while (text.len <= CONFIG_HOLIDAYS_BYTES_MAX)
		strbuf_text(&text, "BEGIN:VEVENT\n");
	assert_false(parse(a, (struct slice){ text.at, text.len }, &h, &f));
	assert_non_null(strstr(f.text, "larger than 1 MB"));
	strbuf_release(&text);
}

static void
a_name_is_one_line_and_not_long(void **state)
{
	struct holidays h;
	struct fault f;

	assert_true(parse(*state,
	    SLICE(CALENDAR(
		"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\n"
		"SUMMARY:Tahun\\nBaru\\, 2026\r\nEND:VEVENT\r\n"
		"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260102\r\n"
		"END:VEVENT\r\n"
		"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260103\r\nSUMMARY:"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r"
		"\n"
		" aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xc3\xa9\r\n"
		"END:VEVENT\r\n")),
	    &h, &f));
	assert_string_equal(h.days[0].name, "Tahun Baru, 2026");
	assert_string_equal(h.days[1].name, "");
	assert_int_equal(strlen(h.days[2].name), 99);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(events_become_the_days_that_they_close),
		TEST(a_yearly_day_stands_in_each_year_that_is_kept),
		TEST(what_would_shift_a_deadline_is_refused),
		TEST(a_file_cut_anywhere_is_refused),
		TEST(a_changed_byte_is_refused_or_changes_no_day),
		TEST(a_flood_has_its_limit),
		TEST(a_name_is_one_line_and_not_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
