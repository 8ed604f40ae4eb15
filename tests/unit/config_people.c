/*
 * Who fills a role on a day: the substitute from the first to the last day by
 * the agency's own calendar, and never somebody whose address only resembles.
 */
#include "config_help.h"

#include "cabut/banned.h"

static const struct config_person kadis = { .name = "Ratna",
	.address = "ratna@dinas.contohkab.go.id" };
static const struct config_person plh = { .name = "Made",
	.address = "made@dinas.contohkab.go.id" };

/* The agency with its officials in `o`, of which there are two. */
static struct config_agency
agency_with(struct config_official o[2], const char *from, const char *until)
{
	o[0] = (struct config_official){ .role = "kepala-dinas",
		.person = kadis,
		.has_substitute = true,
		.substitute = plh,
		.substitute_from = from,
		.substitute_until = until };
	o[1] = (struct config_official){ .role = "verifikator",
		.person = { .name = "Yosef",
		    .address = "yosef@dinas.contohkab.go.id" } };
	return (struct config_agency){
		.officials = o, .official_count = 2, .zone = ZONE_WITA
	};
}

static time_s
at(const char *iso)
{
	time_s t;

	assert_true(time_parse_iso(iso, &t));
	return t;
}

struct day {
	const char *from, *until, *now;
	bool is_substitute;
};

static const struct day days[] = {
	/* WITA is UTC+8: the day begins at 16.00 UTC of the day before */
	{ "2026-11-01", "2026-11-14", "2026-10-31T15:59:59Z", false },
	{ "2026-11-01", "2026-11-14", "2026-10-31T16:00:00Z", true },
	{ "2026-11-01", "2026-11-14", "2026-11-14T15:59:59Z", true },
	{ "2026-11-01", "2026-11-14", "2026-11-14T16:00:00Z", false },
	{ "2026-11-01", NULL, "2031-01-01T00:00:00Z", true },
	{ "2026-11-01", NULL, "2026-01-01T00:00:00Z", false },
	{ "2026-11-01", "2026-11-01", "2026-11-01T04:00:00Z", true },
	{ NULL, NULL, "2026-11-01T04:00:00Z", false },
	{ NULL, "2026-11-14", "2026-11-01T04:00:00Z", false },
};

static void
a_substitute_acts_from_the_first_to_the_last_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct config_official o[2];
		struct config_agency a =
		    agency_with(o, days[i].from, days[i].until);
		bool is_substitute = !days[i].is_substitute;
		const struct config_person *p = config_actor(
		    &a, "kepala-dinas", at(days[i].now), &is_substitute);

		if (is_substitute != days[i].is_substitute)
			fail_msg("row %zu: at %s", i, days[i].now);
		assert_string_equal(
		    p->name, days[i].is_substitute ? "Made" : "Ratna");
		assert_int_equal(config_holds_role(&a, "kepala-dinas",
				     plh.address, at(days[i].now)),
		    days[i].is_substitute);
		assert_true(config_holds_role(
		    &a, "kepala-dinas", kadis.address, at(days[i].now)));
	}
}

struct address {
	const char *role, *address;
	bool holds;
};

static const struct address addresses[] = {
	{ "kepala-dinas", "ratna@dinas.contohkab.go.id", true },
	{ "kepala-dinas", "ratna@Dinas.ContohKab.GO.ID", true },
	{ "kepala-dinas", "Ratna@dinas.contohkab.go.id", false },
	{ "kepala-dinas", "ratna@contohkab.go.id", false },
	{ "kepala-dinas", "ratna@dinas.contohkab.go.id.example", false },
	{ "kepala-dinas", "xratna@dinas.contohkab.go.id", false },
	{ "kepala-dinas", "ratna+x@dinas.contohkab.go.id", false },
	{ "kepala-dinas", "yosef@dinas.contohkab.go.id", false },
	{ "kepala-dinas", "ratna", false },
	{ "kepala-dinas", "", false },
	{ "kepala-dinas", NULL, false },
	{ "verifikator", "yosef@dinas.contohkab.go.id", true },
	{ "verifikator", "ratna@dinas.contohkab.go.id", false },
	{ "sandiman", "ratna@dinas.contohkab.go.id", false },
	{ NULL, "ratna@dinas.contohkab.go.id", false },
};

static void
a_role_is_held_by_its_exact_address(void **state)
{
	struct config_official o[2];
	struct config_agency a = agency_with(o, NULL, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
		if (config_holds_role(&a, addresses[i].role,
			addresses[i].address, 0) != addresses[i].holds)
			fail_msg("row %zu: %s", i, addresses[i].address);
}

static void
a_role_that_nobody_fills_has_no_actor(void **state)
{
	struct config_official o[2];
	struct config_agency a = agency_with(o, NULL, NULL);
	bool is_substitute;

	(void)state;
	assert_null(config_actor(&a, "sandiman", 0, &is_substitute));
	assert_null(config_actor(&a, NULL, 0, &is_substitute));
}

static void
each_of_a_team_holds_its_role(void **state)
{
	struct config_official o[4];
	struct config_agency a = agency_with(o, "2026-11-01", "2026-11-14");
	time_s in_force = at("2026-11-02T04:00:00Z");
	bool is_substitute = true;

	(void)state;
	o[2] = o[0];
	o[2].role = "verifikator";
	o[3] = o[1];
	o[3].person.address = "nurul@dinas.contohkab.go.id";
	a.official_count = 4;
	assert_int_equal(config_role_people(&a, "verifikator"), 3);
	assert_int_equal(config_role_people(&a, "kepala-dinas"), 1);
	assert_int_equal(config_role_people(&a, "sandiman"), 0);
	assert_int_equal(config_role_people(&a, NULL), 0);
	assert_ptr_equal(config_official_at(&a, "verifikator", 0), &o[1]);
	assert_ptr_equal(config_official_at(&a, "verifikator", 1), &o[2]);
	assert_ptr_equal(config_official_at(&a, "verifikator", 2), &o[3]);
	assert_null(config_official_at(&a, "verifikator", 3));
	assert_ptr_equal(
	    config_actor(&a, "verifikator", in_force, &is_substitute),
	    &o[1].person);
	assert_false(is_substitute);
	assert_true(config_holds_role(
	    &a, "verifikator", "yosef@dinas.contohkab.go.id", 0));
	assert_true(config_holds_role(
	    &a, "verifikator", "nurul@dinas.contohkab.go.id", 0));
	assert_true(config_holds_role(&a, "verifikator", kadis.address, 0));
	assert_false(config_holds_role(&a, "verifikator", plh.address, 0));
	assert_true(
	    config_holds_role(&a, "verifikator", plh.address, in_force));
	assert_false(config_holds_role(
	    &a, "kepala-dinas", "nurul@dinas.contohkab.go.id", 0));
}

static void
a_substitute_without_dates_is_not_in_force_by_date(void **state)
{
	struct config_official o[2];
	struct config_agency a = agency_with(o, NULL, NULL);
	time_s now = at("2026-11-02T04:00:00Z");

	(void)state;
	assert_false(config_substitute_in_force(&a, &o[0], now));
	assert_false(config_substitute_in_force(&a, &o[1], now));
	o[0].substitute_from = "2026-11-01";
	assert_true(config_substitute_in_force(&a, &o[0], now));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_substitute_acts_from_the_first_to_the_last_day),
		cmocka_unit_test(a_role_is_held_by_its_exact_address),
		cmocka_unit_test(a_role_that_nobody_fills_has_no_actor),
		cmocka_unit_test(each_of_a_team_holds_its_role),
		cmocka_unit_test(
		    a_substitute_without_dates_is_not_in_force_by_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
