/*
 * The owner register: one row for each person, whichever number names them.
 */
#include "store_fixture.h"
#include "cabut/banned.h"

static const char agency[] = "contohkab";
static const char nip_sari[] = "196604121992032007";
static const char nip_budi[] = "198503122010011004";
static const char nik_sari[] = "1371015204660001";
static const char nik_budi[] = "1371011203850002";

static int
setup(void **state)
{
	world_setup(state);
	struct world *w = *state;
	must(w, store_begin(w->s, &w->f));
	return 0;
}

static struct register_owner
sari(void)
{
	return (struct register_owner){ .agency = agency,
		.nip = nip_sari,
		.name = "Sari Dewi",
		.address = "sari@contohkab.go.id",
		.position = "Camat",
		.institution = "Kecamatan Rimba",
		.unit = "Sekretariat",
		.superior_name = "Hasan Wirawan",
		.superior_nip = "197005121995031901",
		.superior_address = "hasan@contohkab.go.id",
		.term_from = "2022-01-03",
		.term_until = "2027-01-02",
		.certificate_until = "2027-03-01",
		.imported_at = noon };
}

static struct register_owner
budi(void)
{
	return (struct register_owner){ .agency = agency,
		.nik = nik_budi,
		.name = "Budi Santoso",
		.imported_at = noon };
}

static enum register_change
put(struct world *w, struct register_owner o)
{
	enum register_change change, wanted;

	must(w, register_compare(w->s, &o, w->a, &wanted, &w->f));
	must(w, register_put(w->s, &o, w->a, &change, &w->f));
	assert_int_equal(change, wanted);
	return change;
}

static struct register_owner
find(struct world *w, const char *nip, const char *nik, const char *address)
{
	struct register_owner o;

	must(
	    w, register_find(w->s, agency, nip, nik, address, w->a, &o, &w->f));
	return o;
}

static size_t
count(struct world *w, const char *of)
{
	size_t n = 99;

	must(w, register_count(w->s, of, &n, &w->f));
	return n;
}

static void
an_owner_reads_back_whole(void **state)
{
	struct world *w = *state;
	struct register_owner want = sari(), got;

	assert_int_equal(put(w, want), REGISTER_NEW);
	got = find(w, nip_sari, NULL, NULL);
	assert_true(got.id > 0);
	assert_string_equal(got.agency, want.agency);
	assert_string_equal(got.nip, want.nip);
	assert_null(got.nik);
	assert_string_equal(got.name, want.name);
	assert_string_equal(got.address, want.address);
	assert_string_equal(got.position, want.position);
	assert_string_equal(got.institution, want.institution);
	assert_string_equal(got.unit, want.unit);
	assert_string_equal(got.superior_name, want.superior_name);
	assert_string_equal(got.superior_nip, want.superior_nip);
	assert_string_equal(got.superior_address, want.superior_address);
	assert_string_equal(got.term_from, want.term_from);
	assert_string_equal(got.term_until, want.term_until);
	assert_string_equal(got.certificate_until, want.certificate_until);
	assert_int_equal(got.imported_at, noon);
	assert_null(got.told_month);
}

static void
the_same_row_again_changes_nothing(void **state)
{
	struct world *w = *state;
	struct register_owner later = sari();

	later.imported_at += 60;
	put(w, sari());
	assert_int_equal(put(w, later), REGISTER_UNCHANGED);
	assert_int_equal(count(w, agency), 1);
	assert_int_equal(find(w, nip_sari, NULL, NULL).imported_at, noon);
}

static void
each_column_that_differs_is_a_change(void **state)
{
	static const size_t columns[] = { offsetof(struct register_owner, nik),
		offsetof(struct register_owner, name),
		offsetof(struct register_owner, address),
		offsetof(struct register_owner, position),
		offsetof(struct register_owner, institution),
		offsetof(struct register_owner, unit),
		offsetof(struct register_owner, superior_name),
		offsetof(struct register_owner, superior_nip),
		offsetof(struct register_owner, superior_address),
		offsetof(struct register_owner, term_from),
		offsetof(struct register_owner, term_until),
		offsetof(struct register_owner, certificate_until) };
	struct world *w = *state;
	struct register_owner o = sari();

	put(w, o);
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		*(const char **)((char *)&o + columns[i]) = "lain";
		assert_int_equal(put(w, o), REGISTER_CHANGED);
		assert_int_equal(put(w, o), REGISTER_UNCHANGED);
	}
	o.address = NULL;
	assert_int_equal(put(w, o), REGISTER_CHANGED);
	assert_null(find(w, nip_sari, NULL, NULL).address);
	assert_int_equal(count(w, NULL), 1);
}

static void
a_person_known_by_nik_gets_their_nip(void **state)
{
	struct world *w = *state;
	struct register_owner o = budi();

	assert_int_equal(put(w, o), REGISTER_NEW);
	o.nip = nip_budi;
	assert_int_equal(put(w, o), REGISTER_CHANGED);
	assert_int_equal(count(w, agency), 1);
	o.nik = NULL;
	assert_int_equal(put(w, o), REGISTER_UNCHANGED);
	assert_string_equal(find(w, nip_budi, NULL, NULL).nik, nik_budi);
}

static void
two_rows_for_one_person_are_a_fault_that_names_both(void **state)
{
	struct world *w = *state;
	struct register_owner o = sari();
	enum register_change change = REGISTER_NEW;

	put(w, sari());
	put(w, budi());
	o.nik = nik_budi;
	must_fail(w, register_compare(w->s, &o, w->a, &change, &w->f),
	    SCOPE_MESSAGE, "\"Sari Dewi\"");
	must_fail(w, register_put(w->s, &o, w->a, &change, &w->f),
	    SCOPE_MESSAGE, "\"Budi Santoso\"");
	assert_null(strstr(w->f.text, nik_budi));
	assert_int_equal(change, REGISTER_NEW);
	assert_null(find(w, nip_sari, NULL, NULL).nik);
}

static void
agencies_do_not_share_people(void **state)
{
	struct world *w = *state;
	struct register_owner o = sari(), *list;
	size_t n;

	put(w, o);
	o.agency = "rimbakab";
	assert_int_equal(put(w, o), REGISTER_NEW);
	put(w, budi());
	assert_int_equal(count(w, NULL), 3);
	assert_int_equal(count(w, "rimbakab"), 1);
	must(w, register_list(w->s, agency, w->a, &list, &n, &w->f));
	assert_int_equal(n, 2);
	assert_string_equal(list[0].name, "Budi Santoso");
	assert_string_equal(list[1].name, "Sari Dewi");
	must(w, register_list(w->s, NULL, w->a, &list, &n, &w->f));
	assert_int_equal(n, 3);
	assert_string_equal(list[2].agency, "rimbakab");
}

static void
who_is_meant_is_never_guessed(void **state)
{
	struct world *w = *state;
	struct register_owner o = budi();

	put(w, sari());
	o.address = "sari@contohkab.go.id";
	put(w, o);
	assert_string_equal(find(w, NULL, nik_budi, NULL).name, o.name);
	assert_string_equal(find(w, nip_budi, nik_budi, NULL).name, o.name);
	assert_int_equal(find(w, nip_sari, nik_budi, NULL).id, 0);
	assert_int_equal(find(w, NULL, NULL, NULL).id, 0);
	assert_int_equal(find(w, nip_budi, nik_sari, NULL).id, 0);
	/* An address of two. */
	assert_int_equal(find(w, NULL, NULL, o.address).id, 0);
	o.address = "budi@contohkab.go.id";
	put(w, o);
	assert_string_equal(
	    find(w, nip_budi, NULL, "budi@ContohKab.go.id").name, o.name);
	assert_int_equal(find(w, NULL, NULL, "BUDI@contohkab.go.id").id, 0);
}

static void
who_was_told_stays_told(void **state)
{
	struct world *w = *state;
	struct register_owner o = sari();

	put(w, o);
	must(w, register_mark_told(
		    w->s, find(w, nip_sari, NULL, NULL).id, "2026-11", &w->f));
	o.position = "Sekretaris Daerah";
	assert_int_equal(put(w, o), REGISTER_CHANGED);
	assert_string_equal(
	    find(w, nip_sari, NULL, NULL).told_month, "2026-11");
	must_fail(w, register_mark_told(w->s, 4711, "2026-11", &w->f),
	    SCOPE_RUN, "register row");
}

static bool
has_case(struct world *w, const char *nip, const char *nik)
{
	struct register_owner o = { .agency = agency, .nip = nip, .nik = nik };
	bool has = false;

	must(w, register_has_casefile(w->s, &o, "pencabutan", &has, &w->f));
	return has;
}

static void
a_case_open_or_done_is_seen_by_either_number(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);

	assert_true(has_case(w, "198501012010011001", NULL));
	assert_true(has_case(w, nip_sari, "1371010101850001"));
	assert_false(has_case(w, nip_sari, NULL));
	assert_false(has_case(w, NULL, NULL));
	c.status = CASEFILE_DONE;
	c.closed_at = noon;
	must(w, casefile_update(w->s, &c, &w->f));
	assert_true(has_case(w, "198501012010011001", NULL));
	c.status = CASEFILE_REJECTED;
	must(w, casefile_update(w->s, &c, &w->f));
	assert_false(has_case(w, "198501012010011001", NULL));
}

static void
nothing_is_written_outside_a_transaction(void **state)
{
	struct world *w = *state;
	struct register_owner o = sari();
	enum register_change change;

	put(w, o);
	must(w, store_end(w->s, true, &w->f));
	must_fail(w, register_put(w->s, &o, w->a, &change, &w->f), SCOPE_RUN,
	    "transaction");
	must_fail(w, register_mark_told(w->s, 1, "2026-11", &w->f), SCOPE_RUN,
	    "transaction");
}

#define test(name) cmocka_unit_test_setup_teardown(name, setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(an_owner_reads_back_whole),
		test(the_same_row_again_changes_nothing),
		test(each_column_that_differs_is_a_change),
		test(a_person_known_by_nik_gets_their_nip),
		test(two_rows_for_one_person_are_a_fault_that_names_both),
		test(agencies_do_not_share_people),
		test(who_is_meant_is_never_guessed),
		test(who_was_told_stays_told),
		test(a_case_open_or_done_is_seen_by_either_number),
		test(nothing_is_written_outside_a_transaction),
	};

	return cmocka_run_group_tests_name("store register", tests, NULL, NULL);
}
