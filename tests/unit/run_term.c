/*
 * The day when an owner's time comes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "cabut/run.h"

#include "cabut/banned.h"

static struct civil
day(int year, int month, int of)
{
	return (struct civil){ .year = year, .month = month, .day = of };
}

static void
retirement_begins_on_the_first_of_the_next_month(void **state)
{
	static const struct {
		const char *nip;
		unsigned age;
		const char *date;
	} rows[] = {
		{ "196811201990031001", 58, "2026-12-01" },
		{ "196812011990031001", 58, "2027-01-01" }, /* born on a 1st */
		{ "196812311990031001", 58, "2027-01-01" },
		{ "196602282000032002", 60, "2026-03-01" },
		{ "196802292000032002", 58, "2026-03-01" }, /* leap day */
		{ "196811202023211001", 58, "2026-12-01" }, /* PPPK */
		{ "196811201990031001", 0, "1968-12-01" },
	};
	char date[TERM_DATE_ROOM];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(term_retirement(rows[i].nip, rows[i].age, date));
		assert_string_equal(date, rows[i].date);
	}
}

static void
without_a_nip_nobody_retires(void **state)
{
	static const char *const bad[] = { NULL, "", "19681120",
		"19681120199003100", "1968112019900310010",
		"196813201990031001", "196802301990031001",
		"19681120199003100x" };
	char date[TERM_DATE_ROOM] = "as it was";

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(term_retirement(bad[i], 58, date));
	assert_string_equal(date, "as it was");
}

static void
a_window_counts_months(void **state)
{
	static const struct {
		int year, month, day;
		unsigned months;
		const char *until, *whole_month;
	} rows[] = {
		{ 2026, 11, 20, 2, "2027-01-20", "2027-01-31" },
		{ 2026, 11, 30, 3, "2027-02-28", "2027-02-28" },
		{ 2027, 12, 31, 2, "2028-02-29", "2028-02-29" },
		{ 2026, 12, 1, 0, "2026-12-01", "2026-12-31" },
		{ 2026, 1, 31, 120, "2036-01-31", "2036-01-31" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct civil today =
		    day(rows[i].year, rows[i].month, rows[i].day);
		struct term_window w;

		term_window_from_day(&today, rows[i].months, &w);
		assert_string_equal(w.until, rows[i].until);
		term_window_of_month(&today, rows[i].months, &w);
		assert_string_equal(w.until, rows[i].whole_month);
	}
}

static void
a_month_has_one_window(void **state)
{
	struct term_window first, w;
	struct civil today = day(2028, 2, 1);

	(void)state;
	term_window_of_month(&today, 2, &first);
	assert_string_equal(first.today, "2028-02-01");
	assert_string_equal(first.past, "2026-02-01");
	for (today.day = 2; today.day <= 29; today.day++) {
		term_window_of_month(&today, 2, &w);
		assert_memory_equal(w.until, first.until, 11);
		assert_memory_equal(w.today, first.today, 11);
		assert_memory_equal(w.past, first.past, 11);
	}
}

/* "retirement 2026-12-01, term 2026-12-31" */
static const char *
events_text(
    struct arena *a, const char *nip, const char *term, const char *certificate)
{
	struct register_owner o = {
		.nip = nip, .term_until = term, .certificate_until = certificate
	};
	struct term_event events[TERM_EVENTS_MAX];
	struct civil today = day(2026, 11, 20);
	struct term_window w;
	const char *text = "";

	term_window_from_day(&today, 2, &w);
	size_t count = term_events(&o, 58, &w, events);

	for (size_t i = 0; i < count; i++)
		text = arena_printf(a, "%s%s%s %s", text, i ? ", " : "",
		    term_why_name(events[i].why), events[i].date);
	return text;
}

static void
each_reason_counts_in_its_window(void **state)
{
	static const struct {
		const char *nip, *term, *certificate, *want;
	} rows[] = {
		{ NULL, NULL, NULL, "" },
		{ "196811201990031001", NULL, NULL, "retirement 2026-12-01" },
		{ "196901201990031001", NULL, NULL, "" }, /* 2027-02-01 */
		/* past, and too long past */
		{ "196710201990031001", NULL, NULL, "retirement 2025-11-01" },
		{ "196609201990031001", NULL, NULL, "" },
		{ NULL, "2026-11-19", NULL, "term 2026-11-19" },
		{ NULL, "2024-11-20", NULL, "term 2024-11-20" },
		{ NULL, "2024-11-19", NULL, "" },
		{ NULL, "2027-01-20", NULL, "term 2027-01-20" },
		{ NULL, "2027-01-21", NULL, "" },
		{ NULL, NULL, "2026-11-20", "certificate 2026-11-20" },
		{ NULL, NULL, "2026-11-19", "" },
		{ NULL, NULL, "2027-01-21", "" },
		{ "196811201990031001", "2026-12-01", "2026-11-25",
		    "certificate 2026-11-25, retirement 2026-12-01, "
		    "term 2026-12-01" },
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(events_text(a, rows[i].nip, rows[i].term,
					rows[i].certificate),
		    rows[i].want);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    retirement_begins_on_the_first_of_the_next_month),
		cmocka_unit_test(without_a_nip_nobody_retires),
		cmocka_unit_test(a_window_counts_months),
		cmocka_unit_test(a_month_has_one_window),
		cmocka_unit_test(each_reason_counts_in_its_window),
	};

	return cmocka_run_group_tests_name("run term", tests, NULL, NULL);
}
