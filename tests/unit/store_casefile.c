/*
 * Casefiles, their owners, thread and papers.
 */
#include "store_fixture.h"
#include "cabut/banned.h"

static int
setup(void **state)
{
	world_setup(state);
	struct world *w = *state;
	must(w, store_begin(w->s, &w->f));
	return 0;
}

static void
assert_text(const char *got, const char *want)
{
	if (want == NULL)
		assert_null(got);
	else
		assert_string_equal(got ? got : "NULL", want);
}

static void
assert_same_owner(
    const struct casefile_owner *got, const struct casefile_owner *want)
{
	assert_text(got->name, want->name);
	assert_text(got->nip, want->nip);
	assert_text(got->nik, want->nik);
	assert_text(got->position, want->position);
	assert_text(got->institution, want->institution);
	assert_text(got->unit, want->unit);
	assert_text(got->email, want->email);
	assert_text(got->reason, want->reason);
	assert_text(got->serial, want->serial);
}

static void
assert_same(const struct casefile *got, const struct casefile *want)
{
	assert_int_equal(got->id, want->id);
	assert_text(got->number, want->number);
	assert_text(got->agency, want->agency);
	assert_text(got->service, want->service);
	assert_text(got->sop_hash, want->sop_hash);
	assert_int_equal(got->status, want->status);
	assert_text(got->step, want->step);
	assert_text(got->return_to, want->return_to);
	assert_int_equal(got->step_since, want->step_since);
	assert_int_equal(got->opened_at, want->opened_at);
	assert_int_equal(got->closed_at, want->closed_at);
	assert_int_equal(got->held_until, want->held_until);
	assert_int_equal(got->is_urgent, want->is_urgent);
	assert_text(got->reason, want->reason);
	assert_text(got->applicant_address, want->applicant_address);
	assert_text(got->applicant_name, want->applicant_name);
	assert_int_equal(got->applicant_assurance, want->applicant_assurance);
	assert_text(got->letter_number, want->letter_number);
	assert_text(got->letter_date, want->letter_date);
	assert_text(got->letter_kind, want->letter_kind);
	assert_text(got->first_message_id, want->first_message_id);
	assert_text(got->subject, want->subject);
	assert_text(got->last_message_id, want->last_message_id);
	assert_text(got->facts_hash, want->facts_hash);
	assert_text(got->doubts, want->doubts);
	assert_int_equal(got->owner_count, want->owner_count);
	for (size_t i = 0; i < want->owner_count; i++)
		assert_same_owner(&got->owners[i], &want->owners[i]);
}

static void
a_casefile_reads_back_whole(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w), got;
	struct slice text;

	assert_string_equal(c.number, "CABUT-2026-0001");
	must(w, casefile_load(w->s, c.id, w->a, &got, &w->f));
	assert_same(&got, &c);
	must(w, casefile_by_number(w->s, c.number, w->a, &got, &w->f));
	assert_same(&got, &c);
	must(w, casefile_sop_text(w->s, c.sop_hash, w->a, &text, &w->f));
	assert_true(slice_equal(text, SLICE("<sop/>")));
	must_fail(w, casefile_sop_text(w->s, "beef", w->a, &text, &w->f),
	    SCOPE_RUN, "SOP text beef is not kept");
	must(w, casefile_load(w->s, 99, w->a, &got, &w->f));
	assert_int_equal(got.id, 0);
	must(w, casefile_by_number(w->s, "CABUT-2026-0099", w->a, &got, &w->f));
	assert_int_equal(got.id, 0);
}

static void
numbers_run_per_prefix_and_year_without_gaps(void **state)
{
	static const struct {
		const char *prefix;
		int year;
		bool is_kept;
		const char *want;
	} rows[] = {
		{ "CABUT", 2026, true, "CABUT-2026-0001" },
		{ "CABUT", 2026, false, "CABUT-2026-0002" },
		{ "CABUT", 2026, true, "CABUT-2026-0002" },
		{ "TERBIT", 2026, true, "TERBIT-2026-0001" },
		{ "CABUT", 2027, true, "CABUT-2027-0001" },
		{ "CABUT", 2026, true, "CABUT-2026-0003" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct casefile c = sample_casefile();
		must(w, store_savepoint(w->s, &w->f));
		must(w, casefile_insert(w->s, &c, rows[i].prefix, rows[i].year,
			    SLICE("<sop/>"), w->a, &w->f));
		assert_string_equal(c.number, rows[i].want);
		assert_int_equal(
		    store_savepoint_end(w->s, rows[i].is_kept, &w->f),
		    rows[i].is_kept);
	}
}

static void
an_update_writes_all_but_the_birth(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w), got;
	struct casefile_owner only = { .name = "Puti Bungsu",
		.nip = "199002022015022002",
		.nik = "1371014202900002",
		.position = "Analis",
		.institution = "Diskominfo",
		.unit = "Persandian",
		.email = "puti@contohkab.go.id",
		.reason = "pensiun",
		.serial = "0A1B" };

	c.status = CASEFILE_DONE;
	c.step = "selesai";
	c.return_to = "disposisi-kadis";
	c.step_since = noon + 1;
	c.closed_at = noon + 2;
	c.held_until = noon + 3;
	c.is_urgent = true;
	c.reason = "pensiun";
	c.applicant_address = "puti@contohkab.go.id";
	c.applicant_name = "Puti Bungsu";
	c.applicant_assurance = 4;
	c.letter_number = "1";
	c.letter_date = "2026-11-19";
	c.letter_kind = "lain";
	c.subject = "Baru";
	c.last_message_id = "kami@cabut.contohkab.go.id";
	sha256_hex_text("facts", c.facts_hash);
	c.doubts = NULL;
	c.owners = &only;
	c.owner_count = 1;
	must(w, casefile_update(w->s, &c, &w->f));
	must(w, casefile_load(w->s, c.id, w->a, &got, &w->f));
	assert_same(&got, &c);
	struct casefile changed = c;
	changed.number = "CABUT-2026-9999";
	changed.agency = "lainkab";
	changed.opened_at = 1;
	must(w, casefile_update(w->s, &changed, &w->f));
	must(w, casefile_load(w->s, c.id, w->a, &got, &w->f));
	assert_same(&got, &c);
	changed.id = 99;
	must_fail(w, casefile_update(w->s, &changed, &w->f), SCOPE_RUN,
	    "no casefile 99");
}

static void
the_schema_guards_the_casefile(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);

	c.closed_at = noon; /* and still open */
	must_fail(w, casefile_update(w->s, &c, &w->f), SCOPE_RUN, "CHECK");
	c = sample_casefile();
	c.doubts = "no list";
	must_fail(w,
	    casefile_insert(
		w->s, &c, "CABUT", 2026, SLICE("<sop/>"), w->a, &w->f),
	    SCOPE_RUN, "not a JSON array");
	c = sample_casefile();
	must_fail(w,
	    casefile_insert(
		w->s, &c, "CA BUT", 2026, SLICE("<sop/>"), w->a, &w->f),
	    SCOPE_RUN, "CHECK");
	assert_int_equal(c.id, 0);
	assert_null(c.number);
}

static void
a_second_letter_for_the_same_thing_is_seen(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	const char *me = "sutan@contohkab.go.id", *svc = "pencabutan";
	const char *nip = "198501012010011001", *nik = "1371010101850001";
	const struct {
		const char *agency, *service, *address, *nip, *nik;
		bool is_same;
	} rows[] = {
		{ "contohkab", svc, me, nip, NULL, true },
		{ "contohkab", svc, me, NULL, nik, true },
		{ "contohkab", svc, me, "1", nik, true },
		{ "contohkab", svc, me, "1", "2", false },
		{ "contohkab", svc, me, NULL, NULL, false },
		{ "contohkab", svc, "a@contohkab.go.id", nip, NULL, false },
		{ "contohkab", "penerbitan", me, nip, NULL, false },
		{ "lainkab", svc, me, nip, NULL, false },
	};
	int64_t got;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		got = -1;
		must(w, casefile_find_similar(w->s, rows[i].agency,
			    rows[i].service, rows[i].address, rows[i].nip,
			    rows[i].nik, &got, &w->f));
		print_message("row %zu\n", i);
		assert_int_equal(got, rows[i].is_same ? c.id : 0);
	}
	c.status = CASEFILE_CANCELLED;
	c.closed_at = noon;
	must(w, casefile_update(w->s, &c, &w->f));
	must(w, casefile_find_similar(
		    w->s, "contohkab", svc, me, nip, NULL, &got, &w->f));
	assert_int_equal(got, 0);
}

static void
lists_are_by_status_agency_step_and_hold(void **state)
{
	struct world *w = *state;
	struct casefile c[4], *list;
	int64_t *ids;
	size_t count;

	for (int i = 0; i < 4; i++) {
		c[i] = sample_casefile();
		c[i].agency = i == 3 ? "lainkab" : "contohkab";
		must(w, casefile_insert(w->s, &c[i], "CABUT", 2026,
			    SLICE("<sop/>"), w->a, &w->f));
	}
	c[1].step = "verifikasi";
	c[1].held_until = noon + 60;
	must(w, casefile_update(w->s, &c[1], &w->f));
	c[2].status = CASEFILE_DONE;
	c[2].closed_at = noon;
	c[2].held_until = noon;
	must(w, casefile_update(w->s, &c[2], &w->f));
	must(w, casefile_list(w->s, CASEFILE_STATUS_ANY, NULL, w->a, &list,
		    &count, &w->f));
	assert_int_equal(count, 4);
	assert_same(&list[1], &c[1]);
	must(w, casefile_list(w->s, CASEFILE_OPEN, "contohkab", w->a, &list,
		    &count, &w->f));
	assert_int_equal(count, 2);
	assert_int_equal(list[1].id, c[1].id);
	must(w, casefile_list(
		    w->s, CASEFILE_REJECTED, NULL, w->a, &list, &count, &w->f));
	assert_int_equal(count, 0);
	must(w, casefile_in_step(w->s, "contohkab", "disposisi-kadis", w->a,
		    &ids, &count, &w->f));
	assert_int_equal(count, 1);
	assert_int_equal(ids[0], c[0].id);
	must(w, casefile_held_due(w->s, noon + 59, w->a, &ids, &count, &w->f));
	assert_int_equal(count, 0);
	must(w, casefile_held_due(w->s, noon + 60, w->a, &ids, &count, &w->f));
	assert_int_equal(count, 1);
	assert_int_equal(ids[0], c[1].id);
}

static void
the_thread_leads_to_the_case_that_was_first(void **state)
{
	struct world *w = *state;
	struct casefile one = insert_casefile(w), two = insert_casefile(w);
	char bytes[256];
	struct outbox_row owed =
	    sample_owed("kami-1@cabut.contohkab.go.id", bytes, sizeof bytes);
	int64_t got;

	must(w, casefile_by_message_id(
		    w->s, "surat-1@contohkab.go.id", &got, &w->f));
	assert_int_equal(got, one.id); /* both were opened by it */
	owed.casefile_id = two.id;
	must(w, outbox_put(w->s, &owed, &w->f));
	must(w, casefile_by_message_id(w->s, owed.message_id, &got, &w->f));
	assert_int_equal(got, two.id);
	must(w, casefile_message_add(w->s, one.id, owed.message_id, &w->f));
	must(w, casefile_message_add(w->s, one.id, owed.message_id, &w->f));
	must(w, casefile_by_message_id(w->s, owed.message_id, &got, &w->f));
	assert_int_equal(got, two.id);
	must(
	    w, casefile_by_message_id(w->s, "asing@contoh.go.id", &got, &w->f));
	assert_int_equal(got, 0);
	must_fail(w, casefile_message_add(w->s, 99, "x@contoh.go.id", &w->f),
	    SCOPE_RUN, "FOREIGN KEY");
}

static void
a_later_paper_takes_the_place_of_the_earlier(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	struct mailbox_row m = sample_mailbox(w);
	struct ledger_row mail = sample_mail(&m, 1, LEDGER_AWAITING, "x");
	must(w, ledger_settle(w->s, &mail, &w->f));
	struct casefile_paper from_mail = { .casefile_id = c.id,
		.paper = "surat-permohonan",
		.name = "surat.pdf",
		.type = "application/pdf",
		.bytes_len = 12345,
		.ledger_id = mail.id,
		.part = 2,
		.filed_at = noon,
		.how = "ocr" };
	struct casefile_paper made = { .casefile_id = c.id,
		.paper = "surat-permohonan",
		.bytes = SLICE("%PDF-1.7"),
		.bytes_len = 8,
		.part = -1,
		.filed_at = noon + 1 };
	struct casefile_paper *list;
	size_t count;

	sha256_hex_text("surat", from_mail.sha256);
	sha256_hex_text("%PDF-1.7", made.sha256);
	must(w, paper_file(w->s, &from_mail, &w->f));
	assert_true(from_mail.is_current);
	must(w, paper_file(w->s, &made, &w->f));
	must(w, paper_list(w->s, c.id, w->a, &list, &count, &w->f));
	assert_int_equal(count, 2);
	assert_int_equal(list[0].id, from_mail.id);
	assert_false(list[0].is_current);
	assert_string_equal(list[0].name, "surat.pdf");
	assert_string_equal(list[0].type, "application/pdf");
	assert_string_equal(list[0].sha256, from_mail.sha256);
	assert_int_equal(list[0].bytes_len, 12345);
	assert_int_equal(list[0].ledger_id, mail.id);
	assert_int_equal(list[0].part, 2);
	assert_int_equal(list[0].filed_at, noon);
	assert_string_equal(list[0].how, "ocr");
	assert_int_equal(list[0].bytes.len, 0);
	assert_true(list[1].is_current);
	assert_int_equal(list[1].ledger_id, 0);
	assert_true(slice_equal(list[1].bytes, SLICE("%PDF-1.7")));
	must(w, paper_list(w->s, 99, w->a, &list, &count, &w->f));
	assert_int_equal(count, 0);
}

static void
the_birth_of_a_casefile_is_not_rewritten_by_hand(void **state)
{
	struct world *w = *state;

	insert_casefile(w);
	must(w, store_end(w->s, true, &w->f));
	sqlite3 *db;
	assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
	const char *const edits[] = {
		"UPDATE casefile SET number = 'CABUT-2026-0007'",
		"UPDATE casefile SET opened_at = 1",
		"UPDATE sop_text SET text = 'other'",
	};
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(sqlite3_exec(db, edits[i], NULL, NULL, NULL),
		    SQLITE_CONSTRAINT);
	sqlite3_close(db);
	must(w, store_begin(w->s, &w->f));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_casefile_reads_back_whole),
		TEST(numbers_run_per_prefix_and_year_without_gaps),
		TEST(an_update_writes_all_but_the_birth),
		TEST(the_schema_guards_the_casefile),
		TEST(a_second_letter_for_the_same_thing_is_seen),
		TEST(lists_are_by_status_agency_step_and_hold),
		TEST(the_thread_leads_to_the_case_that_was_first),
		TEST(a_later_paper_takes_the_place_of_the_earlier),
		TEST(the_birth_of_a_casefile_is_not_rewritten_by_hand),
	};
	return cmocka_run_group_tests_name(
	    "store casefiles", tests, NULL, NULL);
}
