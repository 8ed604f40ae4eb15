/*
 * Mailboxes and the ledger: the work list, attempts, ends, duplicates, flags
 * owed to the server.
 */
#include <time.h>

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
a_mailbox_is_found_again_and_renumbered(void **state)
{
	static const struct {
		const char *agency, *name;
		uint32_t validity, first;
		bool is_new, was_renumbered;
		uint32_t want_first;
	} rows[] = {
		{ "contohkab", "a/INBOX", 7, 50, true, false, 50 },
		{ "contohkab", "a/INBOX", 7, 90, false, false, 50 },
		{ "contohkab", "b/INBOX", 7, 1, true, false, 1 },
		{ "contohkab", "a/INBOX", 8, 90, false, true, 1 },
		{ "contohkab", "a/INBOX", 8, 90, false, false, 1 },
		{ "namabaru", "a/INBOX", 8, 90, false, false, 1 },
	};
	struct world *w = *state;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct mailbox_row m;
		must(w, store_mailbox(w->s, rows[i].agency, rows[i].name,
			    rows[i].validity, rows[i].first, w->a, &m, &w->f));
		print_message("row %zu\n", i);
		assert_int_equal(m.id, rows[i].name[0] == 'a' ? 1 : 2);
		assert_int_equal(m.uidvalidity, rows[i].validity);
		assert_int_equal(m.first_uid, rows[i].want_first);
		assert_int_equal(m.is_new, rows[i].is_new);
		assert_int_equal(m.was_renumbered, rows[i].was_renumbered);
	}
	must_fail(w,
	    store_mailbox(w->s, "contohkab", "c", 0, 1, w->a,
		&(struct mailbox_row){ 0 }, &w->f),
	    SCOPE_RUN, "CHECK");
}

static void
expect_left(struct world *w, const struct mailbox_row *m, const uint32_t *uids,
    size_t count, const uint32_t *want, const unsigned *want_attempts,
    size_t want_count)
{
	uint32_t got[64];
	unsigned attempts[64];

	memcpy(got, uids, count * sizeof *uids);
	must(w, ledger_subtract(w->s, m, got, attempts, &count, &w->f));
	assert_int_equal(count, want_count);
	for (size_t i = 0; i < want_count; i++) {
		assert_int_equal(got[i], want[i]);
		assert_int_equal(attempts[i], want_attempts[i]);
	}
}

static void
the_work_list_is_the_folder_without_the_ledger(void **state)
{
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w);
	const uint32_t all[] = { 1, 5, 6, 7, 9, 12 };
	const uint32_t far[] = { 1, 5, 6, 7, 9, 12, 4000000000u };
	const uint32_t mixed[] = { 12, 1, 7, 5, 9, 6 };

	m.first_uid = 5;
	must(w,
	    ledger_attempt(w->s, &m, (uint32_t[]){ 6, 7, 9 }, 3, noon, &w->f));
	must(w, ledger_attempt(w->s, &m, (uint32_t[]){ 7 }, 1, noon, &w->f));
	struct ledger_row nine = sample_mail(&m, 9, LEDGER_UNRELATED, "x");
	must(w, ledger_settle(w->s, &nine, &w->f));
	/* Walked in order, looked up one by one, and out of order. */
	expect_left(w, &m, all, 6, (uint32_t[]){ 5, 6, 7, 12 },
	    (unsigned[]){ 0, 1, 2, 0 }, 4);
	expect_left(w, &m, far, 7, (uint32_t[]){ 5, 6, 7, 12, 4000000000u },
	    (unsigned[]){ 0, 1, 2, 0, 0 }, 5);
	expect_left(w, &m, mixed, 6, (uint32_t[]){ 12, 7, 5, 6 },
	    (unsigned[]){ 0, 2, 0, 1 }, 4);
	expect_left(w, &m, all, 0, NULL, NULL, 0);
	expect_left(w, &m, all, 1, NULL, NULL, 0); /* only UID 1 */
	struct mailbox_row other = m;
	other.uidvalidity = 8;
	expect_left(w, &other, all, 6, (uint32_t[]){ 5, 6, 7, 9, 12 },
	    (unsigned[]){ 0, 0, 0, 0, 0 }, 5);
}

static void
an_attempt_is_taken_back_when_the_mail_is_not_to_blame(void **state)
{
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w), other = m;
	const uint32_t uids[] = { 5, 6, 7 };
	struct ledger_row seven = sample_mail(&m, 7, LEDGER_REPLY, "x"), got;

	must(w, ledger_attempt(w->s, &m, uids, 3, noon, &w->f));
	must(w, ledger_attempt(w->s, &m, uids + 1, 2, noon, &w->f));
	must(w, ledger_settle(w->s, &seven, &w->f));
	other.uidvalidity = 8;
	must(w, ledger_unattempt(w->s, &other, uids, 3, &w->f));
	expect_left(w, &m, uids, 3, uids, (unsigned[]){ 1, 2 }, 2);
	must(w, ledger_unattempt(w->s, &m, uids, 3, &w->f));
	expect_left(w, &m, uids, 3, uids, (unsigned[]){ 0, 1 }, 2);
	/* never below 0; a UID that was never seen makes no row */
	must(w, ledger_unattempt(w->s, &m, (uint32_t[]){ 5, 99 }, 2, &w->f));
	expect_left(w, &m, (uint32_t[]){ 5, 6, 99 }, 3,
	    (uint32_t[]){ 5, 6, 99 }, (unsigned[]){ 0, 1, 0 }, 3);
	must(w, ledger_load(w->s, seven.id, w->a, &got, &w->f));
	assert_int_equal(got.attempts, 2); /* settled: left alone */
	must(w, ledger_attempt(w->s, &m, uids, 1, noon, &w->f));
	expect_left(w, &m, uids, 1, uids, (unsigned[]){ 1 }, 1);
	must(w, store_end(w->s, true, &w->f));
	must_fail(w, ledger_unattempt(w->s, &m, uids, 1, &w->f), SCOPE_RUN,
	    "outside a transaction");
	must(w, store_begin(w->s, &w->f));
}

static void
a_hundred_thousand_known_mails_are_subtracted_quickly(void **state)
{
	enum { MANY = 100000 };
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w);
	uint32_t *uids = arena_array(w->a, MANY, sizeof *uids);
	unsigned *attempts = arena_array(w->a, MANY, sizeof *attempts);
	size_t count = MANY;

	must(w, store_end(w->s, true, &w->f));
	stranger(w->path,
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < 100000) INSERT INTO ledger (mailbox_id, uidvalidity, "
	    "uid, class, attempts, received_at, is_filed) SELECT 1, 7, i, "
	    "iif(i = 77, 'attempting', 'unrelated'), 2, 0, 0 FROM n "
	    "WHERE i NOT IN (5, 99999)");
	for (uint32_t i = 0; i < MANY; i++)
		uids[i] = i + 1;
	clock_t before = clock();
	must(w, ledger_subtract(w->s, &m, uids, attempts, &count, &w->f));
	double ms = (double)(clock() - before) * 1000 / CLOCKS_PER_SEC;
	print_message("100,000 UIDs: %.1f ms\n", ms);
	assert_int_equal(count, 3);
	assert_int_equal(uids[0], 5);
	assert_int_equal(uids[1], 77);
	assert_int_equal(attempts[1], 2);
	assert_int_equal(uids[2], 99999);
	assert_true(ms < 2000); /* 15 ms without sanitizers */
	must(w, store_begin(w->s, &w->f));
}

static void
a_settled_mail_reads_back_whole(void **state)
{
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w);
	struct casefile c = insert_casefile(w);
	struct ledger_row got;

	must(w, ledger_attempt(w->s, &m, (uint32_t[]){ 3 }, 1, noon, &w->f));
	struct ledger_row row =
	    sample_mail(&m, 3, LEDGER_REQUEST, "From: a\r\n\r\nIsi");
	row.casefile_id = c.id;
	must(w, ledger_settle(w->s, &row, &w->f));
	assert_int_equal(row.attempts, 1);
	must(w, ledger_load(w->s, row.id, w->a, &got, &w->f));
	assert_int_equal(got.id, row.id);
	assert_int_equal(got.mailbox_id, m.id);
	assert_int_equal(got.uidvalidity, 7);
	assert_int_equal(got.uid, 3);
	assert_string_equal(got.sha256, row.sha256);
	assert_string_equal(got.message_id, row.message_id);
	assert_int_equal(got.class, LEDGER_REQUEST);
	assert_int_equal(got.casefile_id, c.id);
	assert_string_equal(got.why, "a letter");
	assert_true(slice_equal(got.raw, SLICE("From: a\r\n\r\nIsi")));
	assert_int_equal(got.received_at, noon);
	assert_false(got.is_filed);
	must(w, ledger_load(w->s, 99, w->a, &got, &w->f));
	assert_int_equal(got.id, 0);
}

static void
a_mail_is_settled_once(void **state)
{
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w);
	struct ledger_row row = sample_mail(&m, 3, LEDGER_AWAITING, "x");

	must(w, ledger_settle(w->s, &row, &w->f));
	must_fail(
	    w, ledger_settle(w->s, &row, &w->f), SCOPE_RUN, "settled before");
	must(w, ledger_attempt(w->s, &m, (uint32_t[]){ 3 }, 1, noon, &w->f));
	must(w, ledger_load(w->s, row.id, w->a, &row, &w->f));
	assert_int_equal(row.class, LEDGER_AWAITING);
	assert_int_equal(row.attempts, 0);
}

static void
of_unrelated_mail_no_bytes_are_kept(void **state)
{
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w);
	struct ledger_row a = sample_mail(&m, 1, LEDGER_UNRELATED, "rahasia");
	struct ledger_row b = sample_mail(&m, 2, LEDGER_QUARANTINE, "teka");

	must(w, ledger_settle(w->s, &a, &w->f));
	must(w, ledger_settle(w->s, &b, &w->f));
	must(w, ledger_load(w->s, a.id, w->a, &a, &w->f));
	assert_int_equal(a.raw.len, 0);
	must(w, ledger_load(w->s, b.id, w->a, &b, &w->f));
	assert_true(slice_equal(b.raw, SLICE("teka")));
	must(w, ledger_reclass(w->s, b.id, LEDGER_UNRELATED, 0, "spam", &w->f));
	must(w, ledger_load(w->s, b.id, w->a, &b, &w->f));
	assert_int_equal(b.class, LEDGER_UNRELATED);
	assert_string_equal(b.why, "spam");
	assert_int_equal(b.raw.len, 0);
}

static void
a_letter_that_awaited_becomes_a_request_of_its_case(void **state)
{
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w);
	struct casefile c = insert_casefile(w);
	struct ledger_row row = sample_mail(&m, 1, LEDGER_AWAITING, "surat");
	int64_t found;

	row.message_id = "surat-2@contohkab.go.id";
	must(w, ledger_settle(w->s, &row, &w->f));
	must(w, casefile_by_message_id(w->s, row.message_id, &found, &w->f));
	assert_int_equal(found, 0);
	must(w, ledger_reclass(
		    w->s, row.id, LEDGER_REQUEST, c.id, "confirmed", &w->f));
	must(w, ledger_load(w->s, row.id, w->a, &row, &w->f));
	assert_int_equal(row.class, LEDGER_REQUEST);
	assert_int_equal(row.casefile_id, c.id);
	assert_true(slice_equal(row.raw, SLICE("surat")));
	must(w, casefile_by_message_id(w->s, row.message_id, &found, &w->f));
	assert_int_equal(found, c.id);
	must_fail(w, ledger_reclass(w->s, 99, LEDGER_EXPIRED, 0, "", &w->f),
	    SCOPE_RUN, "no ledger row 99");
}

static void
the_same_mail_is_known_by_id_and_content_together(void **state)
{
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w);
	struct ledger_row row = sample_mail(&m, 1, LEDGER_AWAITING, "surat");
	struct ledger_row bare = sample_mail(&m, 2, LEDGER_AWAITING, "lain");
	char other[SHA256_HEX_LEN + 1];

	bare.message_id = NULL;
	must(w, ledger_settle(w->s, &row, &w->f));
	must(w, ledger_settle(w->s, &bare, &w->f));
	must(w, ledger_attempt(w->s, &m, (uint32_t[]){ 4 }, 1, noon, &w->f));
	sha256_hex_text("tidak ada", other);
	const struct {
		const char *id, *hash;
		int64_t want;
	} rows[] = {
		{ row.message_id, row.sha256, row.id },
		{ row.message_id, other, 0 },
		{ "lain@contohkab.go.id", row.sha256, 0 },
		{ NULL, row.sha256, 0 },
		{ NULL, bare.sha256, bare.id },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int64_t got = -1;
		must(w, ledger_find_same(
			    w->s, rows[i].id, rows[i].hash, &got, &w->f));
		print_message("row %zu\n", i);
		assert_int_equal(got, rows[i].want);
	}
}

static void
flags_are_owed_until_the_server_was_told(void **state)
{
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w);
	const enum ledger_class classes[] = { LEDGER_AWAITING, LEDGER_UNRELATED,
		LEDGER_UNCLEAR, LEDGER_QUARANTINE };
	uint32_t *uids;
	size_t count;

	for (uint32_t i = 0; i < 4; i++) {
		struct ledger_row row =
		    sample_mail(&m, 10 - i, classes[i], "x");
		must(w, ledger_settle(w->s, &row, &w->f));
	}
	must(w, ledger_attempt(w->s, &m, (uint32_t[]){ 2 }, 1, noon, &w->f));
	must(w, ledger_unfiled(w->s, &m, w->a, &uids, &count, &w->f));
	assert_int_equal(count, 3);
	assert_int_equal(uids[0], 7);
	assert_int_equal(uids[1], 8);
	assert_int_equal(uids[2], 10);
	must(w, ledger_filed(w->s, &m, uids, 2, &w->f));
	must(w, ledger_filed(w->s, &m, uids, 2, &w->f)); /* repeatable */
	must(w, ledger_unfiled(w->s, &m, w->a, &uids, &count, &w->f));
	assert_int_equal(count, 1);
	assert_int_equal(uids[0], 10);
	struct mailbox_row other = m;
	other.uidvalidity++;
	must(w, ledger_unfiled(w->s, &other, w->a, &uids, &count, &w->f));
	assert_int_equal(count, 0);
}

static void
counts_and_lists_are_by_class(void **state)
{
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w);
	struct casefile c = insert_casefile(w);
	struct ledger_row *rows;
	size_t count;

	for (uint32_t uid = 1; uid <= 20; uid++) {
		struct ledger_row row = sample_mail(
		    &m, uid, uid % 2 ? LEDGER_UNRELATED : LEDGER_REPLY, "x");
		row.casefile_id = uid % 2 ? 0 : c.id;
		must(w, ledger_settle(w->s, &row, &w->f));
	}
	must(w, ledger_count(w->s, LEDGER_REPLY, &count, &w->f));
	assert_int_equal(count, 10);
	must(w, ledger_count(w->s, LEDGER_CLASS_COUNT, &count, &w->f));
	assert_int_equal(count, 20);
	must(w, ledger_list(w->s, LEDGER_REPLY, 3, w->a, &rows, &count, &w->f));
	assert_int_equal(count, 3);
	assert_int_equal(rows[0].uid, 20);
	assert_int_equal(rows[2].uid, 16);
	assert_int_equal(rows[0].raw.len, 0);
	must(w, ledger_list(w->s, LEDGER_CLASS_COUNT, SIZE_MAX, w->a, &rows,
		    &count, &w->f));
	assert_int_equal(count, 20);
	assert_int_equal(rows[19].uid, 1);
	must(w, ledger_of_casefile(w->s, c.id, w->a, &rows, &count, &w->f));
	assert_int_equal(count, 10);
	assert_int_equal(rows[0].uid, 2);
}

static void
the_schema_guards_the_ledger(void **state)
{
	struct world *w = *state;
	struct mailbox_row m = sample_mailbox(w);
	struct ledger_row row = sample_mail(&m, 1, LEDGER_REPLY, "x");

	row.casefile_id = 77;
	must_fail(
	    w, ledger_settle(w->s, &row, &w->f), SCOPE_RUN, "FOREIGN KEY");
	row.mailbox_id = 77;
	row.casefile_id = 0;
	must_fail(
	    w, ledger_settle(w->s, &row, &w->f), SCOPE_RUN, "FOREIGN KEY");
	row = sample_mail(&m, 1, LEDGER_REQUEST, "x"); /* of no case */
	must_fail(w, ledger_settle(w->s, &row, &w->f), SCOPE_RUN, "CHECK");
	row = sample_mail(&m, 0, LEDGER_REPLY, "x");
	must_fail(w, ledger_settle(w->s, &row, &w->f), SCOPE_RUN, "CHECK");
	row = sample_mail(&m, 1, LEDGER_REPLY, "x");
	row.sha256[0] = '\0';
	must_fail(w, ledger_settle(w->s, &row, &w->f), SCOPE_RUN, "CHECK");
	row = sample_mail(&m, 1, LEDGER_QUARANTINE, ""); /* never fetched */
	row.sha256[0] = '\0';
	must(w, ledger_settle(w->s, &row, &w->f));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_mailbox_is_found_again_and_renumbered),
		TEST(the_work_list_is_the_folder_without_the_ledger),
		TEST(an_attempt_is_taken_back_when_the_mail_is_not_to_blame),
		TEST(a_hundred_thousand_known_mails_are_subtracted_quickly),
		TEST(a_settled_mail_reads_back_whole),
		TEST(a_mail_is_settled_once),
		TEST(of_unrelated_mail_no_bytes_are_kept),
		TEST(a_letter_that_awaited_becomes_a_request_of_its_case),
		TEST(the_same_mail_is_known_by_id_and_content_together),
		TEST(flags_are_owed_until_the_server_was_told),
		TEST(counts_and_lists_are_by_class),
		TEST(the_schema_guards_the_ledger),
	};
	return cmocka_run_group_tests_name("store ledger", tests, NULL, NULL);
}
