/*
 * What the register of owners asks of an agency: the superior of a unit, the
 * age at which a position ends, who is told and when.
 */
#include "config_help.h"

#include "cabut/banned.h"

static struct config_agency
load_or_fail(const struct folder *d)
{
	struct config c;
	struct fault f = { 0 };

	if (!config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f))
		fail_msg("%s", f.text);
	return c.agencies[0];
}

struct row {
	const char *asked, *want;
};

static const struct row units[] = {
	{ "Dinas Kesehatan", "dr. Wayan Sudarma, M.Kes." },
	{ "DINAS  KESEHATAN", "dr. Wayan Sudarma, M.Kes." },
	{ " \tdinas\n kesehatan ", "dr. Wayan Sudarma, M.Kes." },
	{ "Dinas Kesehatan Hewan", NULL },
	{ "Dinas Kesehata", NULL },
	{ "DinasKesehatan", NULL },
	{ "Dinas", NULL },
	{ " ", NULL },
	{ "", NULL },
	{ NULL, NULL },
};

static void
a_unit_has_its_superior_however_it_is_typed(void **state)
{
	struct config_agency a = load_or_fail(*state);

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		const struct config_person *p =
		    config_superior(&a, units[i].asked);

		if (!p != !units[i].want ||
		    (p && strcmp(p->name, units[i].want) != 0))
			fail_msg("row %zu: got %s", i, p ? p->name : "none");
	}
}

static const struct {
	const char *position;
	unsigned age;
} ages[] = {
	{ "Guru Ahli Muda", 60 },
	{ "GURU KELAS", 60 },
	{ "Guru Besar Ilmu Hukum", 70 },
	{ "guru  besar", 70 },
	{ "Kepala Seksi Perguruan Tinggi", 58 },
	{ "Gurun", 58 },
	{ "Calon-Guru", 60 },
	{ "Gur\xc3\xbau", 58 },
	{ "Guru\xc3\xa9", 58 },
	{ "Pranata Komputer Ahli Madya", 60 },
	{ "Sandiman Ahli Utama", 65 },
	{ "Sandiman Ahli Muda", 58 },
	{ "Kepala Dinas Kesehatan", 60 },
	{ "Kepala", 58 },
	{ "", 58 },
	{ NULL, 58 },
};

static void
a_position_ends_at_the_age_of_its_first_rule(void **state)
{
	struct config_agency a = load_or_fail(*state);

	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
		unsigned got = config_retirement_age(&a, ages[i].position);

		if (got != ages[i].age)
			fail_msg("row %zu: %u years", i, got);
	}
}

struct broken {
	const char *from, *to, *says;
};

static const struct broken broken[] = {
	{ "  - unit: Dinas Kesehatan\n",
	    "  - unit: Dinas Kesehatan\n    name: A\n"
	    "    address: a@contohkab.go.id\n"
	    "  - unit: \"dinas  KESEHATAN \"\n",
	    ": superiors[2].unit: \"dinas KESEHATAN\" stands twice" },
	{ "unit: Dinas Kesehatan", "unit: \"  \"",
	    ": superiors[1].unit: is empty" },
	{ "wayan.sudarma@", "wayan.sudarma@@",
	    ": superiors[1].address: \"wayan.sudarma@@" },
	{ "  - unit: Dinas Kesehatan\n",
	    "  - unit: Dinas Kesehatan\n    nip: \"1975\"\n",
	    ": superiors[1].nip: \"1975\"; expected 18 digits" },
	{ "siti.rahmawati@", "siti rahmawati@",
	    ": escalation.address: \"siti rahmawati@" },
	{ "  name: Siti Rahmawati, S.Sos.\n", "",
	    ": escalation: key name is missing" },
	{ "default: 58", "default: 49",
	    ": retirement.default: \"49\"; expected a number from 50 to 75" },
	{ "age: 70", "age: 7o",
	    ": retirement.by_title[1].age: \"7o\"; expected a number" },
	{ "contains: Guru Besar", "contains: \" \"",
	    ": retirement.by_title[1].contains: is empty" },
	{ "  role: verifikator\n  day", "  role: verifikatur\n  day",
	    ": register_notice.role: \"verifikatur\"; expected a role of "
	    "officials" },
	{ "  day: 1\n", "  day: 29\n",
	    ": register_notice.day: \"29\"; expected a number from 1 to 28" },
	{ "months_ahead: 2", "months_ahead: 0",
	    ": register_notice.months_ahead: \"0\"; expected a number from 1 "
	    "to 24" },
	{ "# helpdesk_role: helpdesk", "helpdesk_role: helpdesk",
	    ": helpdesk_role: \"helpdesk\"; expected a role of officials" },
};

static void
each_mistake_names_line_and_key(void **state)
{
	const struct folder *d = *state;
	int wrong = 0;

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		const struct broken *b = &broken[i];
		struct config c;
		struct fault f = { 0 };

		put_file(d, "agencies.d/contoh.yaml",
		    changed(d, config_sample_agency(), b->from, b->to), 0644);
		bool ok =
		    config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f);

		if (!ok && strstr(f.text, b->says))
			continue;
		wrong++;
		print_error("row %zu: want \"%s\"\n   got \"%s\"\n", i, b->says,
		    ok ? "accepted" : f.text);
	}
	assert_int_equal(wrong, 0);
}

static void
a_role_that_is_filled_may_be_named(void **state)
{
	const struct folder *d = *state;

	put_file(d, "agencies.d/contoh.yaml",
	    changed(d,
		changed(d, config_sample_agency(), "# helpdesk_role: helpdesk",
		    "helpdesk_role: sandiman"),
		"  role: verifikator\n  day: 1", "  role: sandiman\n  day: 28"),
	    0644);
	struct config_agency a = load_or_fail(d);

	assert_string_equal(a.helpdesk_role, "sandiman");
	assert_string_equal(a.register_notice.role, "sandiman");
	assert_int_equal(a.register_notice.day, 28);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_unit_has_its_superior_however_it_is_typed),
		TEST(a_position_ends_at_the_age_of_its_first_rule),
		TEST(each_mistake_names_line_and_key),
		TEST(a_role_that_is_filled_may_be_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
