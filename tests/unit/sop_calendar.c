/*
 * Working time, row by row over a calendar that an office could have: Mon-Thu
 * 07.30-16.00, Friday 07.30-16.30 with the longer break, Lebaran, half days,
 * the turn of a year; and what must hold whatever the moment is.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>

#include "cabut/calendar.h"

#include "cabut/banned.h"

#define HM(hour, minute) ((hour)*60 + (minute))

/* Invented but shaped like a decree of three ministers. */
static const struct holiday {
	int year, month, day;
	unsigned short from_min, until_min;
} holidays[] = {
	{ 2025, 12, 24, 0, HM(12, 0) }, /* closes at noon */
	{ 2025, 12, 25, 0, 0 }, { 2025, 12, 26, 0, 0 }, { 2026, 1, 1, 0, 0 },
	{ 2026, 2, 17, 0, 0 },
	{ 2026, 2, 18, HM(10, 0), HM(24, 0) }, /* opens at ten */
	{ 2026, 3, 18, 0, 0 },		       /* Wed: Nyepi, then Lebaran */
	{ 2026, 3, 19, 0, 0 }, { 2026, 3, 20, 0, 0 },
	{ 2026, 3, 21, 0, 0 }, /* Sat */
	{ 2026, 3, 23, 0, 0 }, { 2026, 3, 24, 0, 0 },
	{ 2026, 5, 1, 0, 0 },		       /* Fri */
	{ 2026, 8, 17, 0, 0 },		       /* Mon */
	{ 2026, 11, 6, HM(13, 0), HM(14, 0) }, /* Fri: one hour is worked */
	{ 2028, 2, 28, 0, 0 },		       /* Mon before a leap day */
};

enum { HOLIDAYS = sizeof holidays / sizeof *holidays };

static struct calendar
office(enum zone zone, struct calendar_day days[HOLIDAYS])
{
	struct calendar cal = {
		.zone = zone, .days = days, .day_count = HOLIDAYS
	};

	for (size_t i = 0; i < HOLIDAYS; i++)
		days[i] = (struct calendar_day){
			.day = calendar_day_of_date(holidays[i].year,
			    holidays[i].month, holidays[i].day),
			.from_min = holidays[i].from_min,
			.until_min = holidays[i].until_min
		};
	for (size_t i = 1; i <= 4; i++) {
		cal.hours[i][0] = (struct work_hours){ HM(7, 30), HM(16, 0) };
		cal.span_count[i] = 1;
	}
	cal.hours[5][0] = (struct work_hours){ HM(7, 30), HM(11, 30) };
	cal.hours[5][1] = (struct work_hours){ HM(13, 0), HM(16, 30) };
	cal.span_count[5] = 2;
	return cal;
}

/* "2026-11-20 09:15" or with seconds, by the wall clock of the zone. */
static time_s
at(const char *text, enum zone zone)
{
	struct civil c = { 0 };

	if (sscanf(text, "%d-%d-%d %d:%d:%d", &c.year, &c.month, &c.day,
		&c.hour, &c.minute, &c.second) < 5)
		fail_msg("\"%s\" is no time", text);
	return civil_to_time(&c, zone);
}

static bool
is_same(
    const char *what, size_t row, const char *want, time_s got, enum zone zone)
{
	struct civil c = civil_of(got, zone);

	if (got == at(want, zone))
		return true;
	print_error("%s, row %zu in %s: want %s, got %04d-%02d-%02d "
		    "%02d:%02d:%02d\n",
	    what, row, zone_name(zone), want, c.year, c.month, c.day, c.hour,
	    c.minute, c.second);
	return false;
}

static const enum zone zones[] = { ZONE_WIB, ZONE_WITA, ZONE_WIT };

/* ---- deadlines ---- */

struct due {
	const char *from;
	unsigned value;
	enum sop_unit unit;
	const char *due;
};

static const struct due dues[] = {
	/* minutes: an ordinary Tuesday */
	{ "2026-11-10 09:00", 10, UNIT_MINUTE, "2026-11-10 09:10" },
	{ "2026-11-10 05:00", 10, UNIT_MINUTE, "2026-11-10 07:40" },
	{ "2026-11-10 07:29:59", 10, UNIT_MINUTE, "2026-11-10 07:40" },
	{ "2026-11-10 07:30", 10, UNIT_MINUTE, "2026-11-10 07:40" },
	{ "2026-11-10 15:50", 10, UNIT_MINUTE, "2026-11-10 16:00" },
	{ "2026-11-10 15:50:01", 10, UNIT_MINUTE, "2026-11-11 07:30" },
	{ "2026-11-10 15:55", 10, UNIT_MINUTE, "2026-11-11 07:30" },
	{ "2026-11-10 15:59:59", 1, UNIT_MINUTE, "2026-11-11 07:30" },
	{ "2026-11-10 16:00", 10, UNIT_MINUTE, "2026-11-11 07:40" },
	{ "2026-11-10 23:59", 10, UNIT_MINUTE, "2026-11-11 07:40" },
	/* Friday and its break, the weekend */
	{ "2026-11-13 11:25", 5, UNIT_MINUTE, "2026-11-13 11:30" },
	{ "2026-11-13 11:25", 10, UNIT_MINUTE, "2026-11-13 13:00" },
	{ "2026-11-13 11:30", 10, UNIT_MINUTE, "2026-11-13 13:10" },
	{ "2026-11-13 12:15", 10, UNIT_MINUTE, "2026-11-13 13:10" },
	{ "2026-11-13 16:15", 15, UNIT_MINUTE, "2026-11-13 16:30" },
	{ "2026-11-13 16:25", 10, UNIT_MINUTE, "2026-11-16 07:30" },
	{ "2026-11-13 17:00", 10, UNIT_MINUTE, "2026-11-16 07:40" },
	{ "2026-11-14 10:00", 10, UNIT_MINUTE, "2026-11-16 07:40" },
	{ "2026-11-15 23:59:59", 10, UNIT_MINUTE, "2026-11-16 07:40" },
	/* hours on the wall clock */
	{ "2026-11-10 09:00", 2, UNIT_HOUR, "2026-11-10 11:00" },
	{ "2026-11-10 14:00", 2, UNIT_HOUR, "2026-11-10 16:00" },
	{ "2026-11-10 14:30", 2, UNIT_HOUR, "2026-11-11 07:30" },
	{ "2026-11-10 09:00", 24, UNIT_HOUR, "2026-11-11 09:00" },
	{ "2026-11-13 09:00", 24, UNIT_HOUR, "2026-11-16 07:30" },
	{ "2026-11-13 10:30", 2, UNIT_HOUR, "2026-11-13 13:00" },
	/* days on the wall clock */
	{ "2026-11-10 09:00", 1, UNIT_DAY, "2026-11-11 09:00" },
	{ "2026-11-10 18:00", 1, UNIT_DAY, "2026-11-12 07:30" },
	{ "2026-11-12 09:00", 2, UNIT_DAY, "2026-11-16 07:30" },
	{ "2026-11-12 12:00", 1, UNIT_DAY, "2026-11-13 13:00" },
	{ "2026-11-09 09:00", 7, UNIT_DAY, "2026-11-16 09:00" },
	/* working hours */
	{ "2026-11-10 09:00", 2, UNIT_WORKHOUR, "2026-11-10 11:00" },
	{ "2026-11-10 14:00", 2, UNIT_WORKHOUR, "2026-11-10 16:00" },
	{ "2026-11-10 15:00", 2, UNIT_WORKHOUR, "2026-11-11 08:30" },
	{ "2026-11-10 20:00", 2, UNIT_WORKHOUR, "2026-11-11 09:30" },
	{ "2026-11-13 10:30", 2, UNIT_WORKHOUR, "2026-11-13 14:00" },
	{ "2026-11-13 16:00", 2, UNIT_WORKHOUR, "2026-11-16 09:00" },
	{ "2026-11-13 12:00", 4, UNIT_WORKHOUR, "2026-11-16 08:00" },
	/* 4 * 8.5 h and Friday's 7.5 h make a week */
	{ "2026-11-09 07:30", 83, UNIT_WORKHOUR, "2026-11-20 16:30" },
	{ "2026-11-09 07:30", 84, UNIT_WORKHOUR, "2026-11-23 08:30" },
	/* working days */
	{ "2026-11-10 09:00", 1, UNIT_WORKDAY, "2026-11-11 09:00" },
	{ "2026-11-12 09:00", 1, UNIT_WORKDAY, "2026-11-13 09:00" },
	{ "2026-11-12 12:00", 1, UNIT_WORKDAY, "2026-11-13 13:00" },
	{ "2026-11-13 09:00", 1, UNIT_WORKDAY, "2026-11-16 09:00" },
	{ "2026-11-13 16:20", 1, UNIT_WORKDAY, "2026-11-17 07:30" },
	{ "2026-11-14 09:00", 1, UNIT_WORKDAY, "2026-11-17 07:30" },
	{ "2026-11-15 09:00", 1, UNIT_WORKDAY, "2026-11-17 07:30" },
	{ "2026-11-10 16:00", 1, UNIT_WORKDAY, "2026-11-12 07:30" },
	{ "2026-11-10 06:00", 1, UNIT_WORKDAY, "2026-11-11 07:30" },
	{ "2026-11-10 09:00", 5, UNIT_WORKDAY, "2026-11-17 09:00" },
	{ "2026-11-10 09:00", 10, UNIT_WORKDAY, "2026-11-24 09:00" },
	/* Friday half day: one hour, 13.00 to 14.00 */
	{ "2026-11-05 09:00", 1, UNIT_WORKDAY, "2026-11-06 13:00" },
	{ "2026-11-05 15:00", 1, UNIT_WORKDAY, "2026-11-09 07:30" },
	{ "2026-11-05 15:00", 2, UNIT_WORKHOUR, "2026-11-06 14:00" },
	{ "2026-11-05 15:00", 3, UNIT_WORKHOUR, "2026-11-09 08:30" },
	{ "2026-11-06 08:00", 30, UNIT_MINUTE, "2026-11-06 13:30" },
	/* Lebaran: Tuesday's close to Wednesday of the next week */
	{ "2026-03-17 15:00", 2, UNIT_WORKHOUR, "2026-03-25 08:30" },
	{ "2026-03-17 15:00", 1, UNIT_WORKDAY, "2026-03-25 15:00" },
	{ "2026-03-17 15:00", 1, UNIT_DAY, "2026-03-25 07:30" },
	{ "2026-03-17 16:00", 1, UNIT_WORKDAY, "2026-03-26 07:30" },
	{ "2026-03-19 10:00", 10, UNIT_MINUTE, "2026-03-25 07:40" },
	{ "2026-03-21 10:00", 1, UNIT_WORKDAY, "2026-03-26 07:30" },
	{ "2026-03-16 09:00", 3, UNIT_WORKDAY, "2026-03-26 09:00" },
	/* a long weekend, a holiday on Monday */
	{ "2026-04-30 15:00", 1, UNIT_WORKDAY, "2026-05-04 15:00" },
	{ "2026-04-30 15:30", 1, UNIT_WORKHOUR, "2026-05-04 08:00" },
	{ "2026-08-14 16:00", 1, UNIT_WORKDAY, "2026-08-18 16:00" },
	{ "2026-08-14 16:00", 1, UNIT_WORKHOUR, "2026-08-18 08:00" },
	/* half days of the other two kinds */
	{ "2025-12-24 11:00", 2, UNIT_WORKHOUR, "2025-12-29 08:30" },
	{ "2025-12-24 11:00", 1, UNIT_WORKHOUR, "2025-12-24 12:00" },
	{ "2025-12-24 11:55", 10, UNIT_MINUTE, "2025-12-29 07:30" },
	{ "2025-12-24 12:00", 10, UNIT_MINUTE, "2025-12-29 07:40" },
	{ "2026-02-16 15:00", 2, UNIT_WORKHOUR, "2026-02-18 11:00" },
	{ "2026-02-16 09:00", 1, UNIT_WORKDAY, "2026-02-18 10:00" },
	{ "2026-02-18 08:00", 10, UNIT_MINUTE, "2026-02-18 10:10" },
	/* year ends */
	{ "2025-12-31 15:00", 1, UNIT_WORKDAY, "2026-01-02 15:00" },
	{ "2025-12-31 15:00", 2, UNIT_WORKHOUR, "2026-01-02 08:30" },
	{ "2025-12-31 23:59:59", 1, UNIT_MINUTE, "2026-01-02 07:31" },
	{ "2026-12-31 15:00", 1, UNIT_WORKDAY, "2027-01-01 15:00" },
	{ "2026-12-31 15:30", 1, UNIT_WORKHOUR, "2027-01-01 08:00" },
	/* leap day, and the year that has none */
	{ "2028-02-25 09:00", 1, UNIT_WORKDAY, "2028-02-29 09:00" },
	{ "2028-02-25 09:00", 2, UNIT_WORKDAY, "2028-03-01 09:00" },
	{ "2028-02-29 15:00", 2, UNIT_WORKHOUR, "2028-03-01 08:30" },
	{ "2027-02-26 09:00", 1, UNIT_WORKDAY, "2027-03-01 09:00" },
	/* none at all is the next opening */
	{ "2026-11-14 09:00", 0, UNIT_WORKDAY, "2026-11-16 07:30" },
	{ "2026-11-14 09:00", 0, UNIT_WORKHOUR, "2026-11-16 07:30" },
	{ "2026-11-10 09:00", 0, UNIT_MINUTE, "2026-11-10 09:00" },
};

static void
each_deadline_is_where_the_calendar_says(void **state)
{
	struct calendar_day days[HOLIDAYS];
	int wrong = 0;

	(void)state;
	for (size_t z = 0; z < 3; z++) {
		struct calendar cal = office(zones[z], days);

		for (size_t i = 0; i < sizeof dues / sizeof *dues; i++) {
			struct sop_duration d = { dues[i].value, dues[i].value,
				dues[i].unit };

			wrong += !is_same("due", i, dues[i].due,
			    calendar_due(
				&cal, at(dues[i].from, zones[z]), &d, false),
			    zones[z]);
		}
	}
	assert_int_equal(wrong, 0);
}

static void
the_longer_end_of_a_range_is_taken_when_asked_for(void **state)
{
	struct calendar_day days[HOLIDAYS];
	struct calendar cal = office(ZONE_WITA, days);
	struct sop_duration d = { 1, 2, UNIT_WORKDAY };
	time_s from = at("2026-11-12 09:00", ZONE_WITA);

	(void)state;
	assert_true(is_same("least", 0, "2026-11-13 09:00",
	    calendar_due(&cal, from, &d, false), ZONE_WITA));
	assert_true(is_same("most", 0, "2026-11-16 09:00",
	    calendar_due(&cal, from, &d, true), ZONE_WITA));
}

/* ---- open, or when ---- */

struct opening {
	const char *now;
	bool is_open;
	const char *next;
};

static const struct opening openings[] = {
	{ "2026-11-10 07:29:59", false, "2026-11-10 07:30" },
	{ "2026-11-10 07:30", true, "2026-11-10 07:30" },
	{ "2026-11-10 15:59:59", true, "2026-11-10 15:59:59" },
	{ "2026-11-10 16:00", false, "2026-11-11 07:30" },
	{ "2026-11-13 11:29:59", true, "2026-11-13 11:29:59" },
	{ "2026-11-13 11:30", false, "2026-11-13 13:00" },
	{ "2026-11-13 13:00", true, "2026-11-13 13:00" },
	{ "2026-11-13 16:29:59", true, "2026-11-13 16:29:59" },
	{ "2026-11-13 16:30", false, "2026-11-16 07:30" },
	{ "2026-11-14 10:00", false, "2026-11-16 07:30" },
	{ "2026-11-15 10:00", false, "2026-11-16 07:30" },
	{ "2026-03-18 10:00", false, "2026-03-25 07:30" },
	{ "2025-12-24 11:59:59", true, "2025-12-24 11:59:59" },
	{ "2025-12-24 12:00", false, "2025-12-29 07:30" },
	{ "2026-02-18 09:59:59", false, "2026-02-18 10:00" },
	{ "2026-02-18 10:00", true, "2026-02-18 10:00" },
	{ "2026-11-06 08:00", false, "2026-11-06 13:00" },
	{ "2026-11-06 14:00", false, "2026-11-09 07:30" },
};

static void
the_office_is_open_within_its_hours_only(void **state)
{
	struct calendar_day days[HOLIDAYS];
	int wrong = 0;

	(void)state;
	for (size_t z = 0; z < 3; z++) {
		struct calendar cal = office(zones[z], days);

		for (size_t i = 0; i < sizeof openings / sizeof *openings;
		     i++) {
			const struct opening *o = &openings[i];
			time_s now = at(o->now, zones[z]);

			wrong += calendar_is_open(&cal, now) != o->is_open;
			wrong += !is_same("next", i, o->next,
			    calendar_next_open(&cal, now), zones[z]);
		}
	}
	assert_int_equal(wrong, 0);
}

struct between {
	const char *from, *until;
	int64_t minutes;
	size_t workdays;
};

static const struct between betweens[] = {
	{ "2026-11-10 09:00", "2026-11-10 11:00", 120, 0 },
	{ "2026-11-10 11:00", "2026-11-10 09:00", 0, 0 },
	{ "2026-11-10 09:00", "2026-11-10 09:00", 0, 0 },
	{ "2026-11-10 00:00", "2026-11-11 00:00", 510, 1 },
	{ "2026-11-13 00:00", "2026-11-14 00:00", 450, 0 },
	{ "2026-11-14 00:00", "2026-11-16 00:00", 0, 0 },
	{ "2026-11-09 00:00", "2026-11-16 00:00", 4 * 510 + 450, 5 },
	{ "2026-11-14 09:00", "2026-11-17 07:30", 510, 1 },
	{ "2026-03-17 15:00", "2026-03-25 08:30", 120, 1 },
	{ "2025-12-24 00:00", "2025-12-29 07:30", 270, 1 },
	{ "2025-12-31 15:00", "2026-01-02 08:30", 120, 1 },
	{ "2026-11-06 00:00", "2026-11-07 00:00", 60, 0 },
};

static void
working_time_between_two_moments_is_counted(void **state)
{
	struct calendar_day days[HOLIDAYS];
	struct calendar cal = office(ZONE_WIT, days);

	(void)state;
	for (size_t i = 0; i < sizeof betweens / sizeof *betweens; i++) {
		const struct between *b = &betweens[i];
		time_s from = at(b->from, ZONE_WIT);
		time_s until = at(b->until, ZONE_WIT);
		int64_t got = calendar_work_between(&cal, from, until);
		size_t count = calendar_workdays_between(&cal, from, until);

		if (got != b->minutes * 60 || count != b->workdays)
			fail_msg("row %zu: %lld s, %zu days", i, (long long)got,
			    count);
	}
}

static void
the_zones_close_one_hour_apart(void **state)
{
	struct calendar_day days[HOLIDAYS];
	time_s t = at("2026-11-10 15:30", ZONE_WIB); /* 17.30 WIT */

	(void)state;
	struct calendar cal = office(ZONE_WIB, days);

	assert_true(calendar_is_open(&cal, t));
	cal.zone = ZONE_WITA;
	assert_false(calendar_is_open(&cal, t));
	cal.zone = ZONE_WIT;
	assert_false(calendar_is_open(&cal, t));
	assert_true(is_same("next", 0, "2026-11-11 07:30",
	    calendar_next_open(&cal, t), ZONE_WIT));
}

/* ---- whatever the moment ---- */

static uint64_t
draw(struct entropy *luck, uint64_t count)
{
	uint64_t number;

	luck->fill(luck, &number, sizeof number);
	return number % count;
}

static void
adding_work_and_counting_it_agree_everywhere(void **state)
{
	struct entropy luck = entropy_of_seed(7);
	struct calendar_day days[HOLIDAYS];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		enum zone zone = zones[draw(&luck, 3)];
		struct calendar cal = office(zone, days);
		time_s from = at("2025-12-01 00:00", zone) +
			      (time_s)draw(&luck, 900 * 86400);
		int64_t n = 1 + (int64_t)draw(&luck, 60 * 3600);
		time_s end = calendar_add_work(&cal, from, n);
		unsigned count = (unsigned)draw(&luck, 30);
		time_s open = calendar_next_open(&cal, from);
		time_s later = calendar_add_workdays(&cal, from, count);

		assert_int_equal(calendar_work_between(&cal, from, end), n);
		assert_int_equal(
		    calendar_work_between(&cal, from, end - 1), n - 1);
		assert_true(calendar_is_open(&cal, end - 1));
		assert_true(calendar_is_open(&cal, open));
		assert_int_equal(calendar_work_between(&cal, from, open), 0);
		assert_int_equal(
		    calendar_workdays_between(&cal, from, later), count);
	}
}

static void
later_starts_and_longer_times_are_never_due_sooner(void **state)
{
	struct entropy luck = entropy_of_seed(11);
	struct calendar_day days[HOLIDAYS];
	struct calendar cal = office(ZONE_WITA, days);

	(void)state;
	for (int i = 0; i < 20000; i++) {
		time_s from = at("2025-12-01 00:00", ZONE_WITA) +
			      (time_s)draw(&luck, 900 * 86400);
		struct sop_duration d = { .value = (unsigned)draw(&luck, 40),
			.unit = (enum sop_unit)draw(&luck, UNIT_WORKDAY + 1) };

		d.value_max = d.value + (unsigned)draw(&luck, 10);
		time_s due = calendar_due(&cal, from, &d, false);
		time_s most = calendar_due(&cal, from, &d, true);
		time_s then = calendar_due(
		    &cal, from + (time_s)draw(&luck, 86400), &d, false);

		assert_true(due >= calendar_next_open(&cal, from));
		assert_true(most >= due);
		assert_true(then >= due);
		assert_true(calendar_is_open(&cal, due) ||
			    calendar_is_open(&cal, due - 1));
	}
}

/* ---- calendars that nobody could work by ---- */

static void
an_office_that_never_opens_gets_the_plain_duration(void **state)
{
	struct calendar cal = { .zone = ZONE_WIB };
	struct sop_duration d = { 3, 3, UNIT_WORKDAY };
	time_s from = at("2026-11-10 09:00", ZONE_WIB);

	(void)state;
	assert_false(calendar_is_ever_open(&cal));
	assert_false(calendar_is_open(&cal, from));
	assert_true(calendar_next_open(&cal, from) == from);
	assert_true(calendar_due(&cal, from, &d, true) == from + 3 * 86400);
	d.unit = UNIT_WORKHOUR;
	assert_true(calendar_due(&cal, from, &d, true) == from + 3 * 3600);
	assert_int_equal(
	    calendar_work_between(&cal, from, from + 400000 * 86400LL), 0);
}

static void
an_office_closed_for_two_years_is_not_searched_for_ever(void **state)
{
	static struct calendar_day days[800];
	struct calendar cal = office(ZONE_WIB, days);
	time_s from = at("2026-11-10 09:00", ZONE_WIB);

	(void)state;
	for (size_t i = 0; i < 800; i++)
		days[i] = (struct calendar_day){
			.day = calendar_day_of_date(2026, 11, 10) + (int)i
		};
	cal.day_count = 800;
	assert_true(calendar_next_open(&cal, from) == from);
	assert_true(calendar_add_work(&cal, from, 60) == from + 60);
	assert_true(calendar_add_workdays(&cal, from, 2) == from + 2 * 86400);
}

static void
the_longest_duration_ends_in_any_calendar(void **state)
{
	struct calendar_day days[HOLIDAYS];
	struct calendar cal = office(ZONE_WIB, days);
	struct sop_duration d = { SOP_DURATION_MAX, SOP_DURATION_MAX,
		UNIT_WORKHOUR };
	time_s from = at("2026-11-10 09:00", ZONE_WIB);
	time_s due = calendar_due(&cal, from, &d, true);

	(void)state;
	assert_int_equal(calendar_work_between(&cal, from, due),
	    (int64_t)SOP_DURATION_MAX * 3600);
	/* one minute a week: longer than the walk */
	struct calendar slow = { .zone = ZONE_WIB,
		.span_count = { 1 },
		.hours = { { { HM(9, 0), HM(9, 1) } } } };

	assert_true(calendar_add_work(&slow, from, 9999 * 3600LL) ==
		    from + 9999 * 3600LL);
}

static void
a_watch_that_never_sleeps_is_always_open(void **state)
{
	struct calendar cal = { .zone = ZONE_WIB };
	time_s from = at("2026-11-14 23:30", ZONE_WIB);

	(void)state;
	for (size_t i = 0; i < 7; i++) {
		cal.hours[i][0] = (struct work_hours){ 0, HM(24, 0) };
		cal.span_count[i] = 1;
	}
	assert_true(calendar_is_open(&cal, from));
	assert_true(calendar_add_work(&cal, from, 7200) == from + 7200);
	assert_true(calendar_next_open(&cal, from + 1800) == from + 1800);
	assert_int_equal(
	    calendar_work_between(&cal, from, from + 90000), 90000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_deadline_is_where_the_calendar_says),
		cmocka_unit_test(
		    the_longer_end_of_a_range_is_taken_when_asked_for),
		cmocka_unit_test(the_office_is_open_within_its_hours_only),
		cmocka_unit_test(working_time_between_two_moments_is_counted),
		cmocka_unit_test(the_zones_close_one_hour_apart),
		cmocka_unit_test(adding_work_and_counting_it_agree_everywhere),
		cmocka_unit_test(
		    later_starts_and_longer_times_are_never_due_sooner),
		cmocka_unit_test(
		    an_office_that_never_opens_gets_the_plain_duration),
		cmocka_unit_test(
		    an_office_closed_for_two_years_is_not_searched_for_ever),
		cmocka_unit_test(the_longest_duration_ends_in_any_calendar),
		cmocka_unit_test(a_watch_that_never_sleeps_is_always_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
