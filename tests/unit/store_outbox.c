/*
 * The outbox: what is due, what became of it, when it is tried again.
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

static int64_t
put(struct world *w, const char *message_id, enum outbox_state as,
    time_s next_at)
{
	char bytes[256];
	struct outbox_row row = sample_owed(message_id, bytes, sizeof bytes);

	row.state = as;
	row.next_at = next_at;
	must(w, outbox_put(w->s, &row, &w->f));
	return row.id;
}

static void
an_owed_mail_reads_back_whole(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	char bytes[256];
	struct outbox_row row = sample_owed("a@x.example", bytes, sizeof bytes),
			  got;
	int64_t id;

	row.casefile_id = c.id;
	must(w, outbox_put(w->s, &row, &w->f));
	must(w, outbox_load(w->s, row.id, w->a, &got, &w->f));
	assert_int_equal(got.id, row.id);
	assert_int_equal(got.casefile_id, c.id);
	assert_string_equal(got.agency, "contohkab");
	assert_string_equal(got.kind, "mohon-keputusan");
	assert_string_equal(got.message_id, "a@x.example");
	assert_string_equal(got.recipient, "kadis@contohkab.go.id");
	assert_true(slice_equal(got.bytes, row.bytes));
	assert_int_equal(got.state, OUTBOX_PENDING);
	assert_int_equal(got.attempts, 0);
	assert_int_equal(got.created_at, noon);
	assert_int_equal(got.next_at, noon);
	assert_int_equal(got.sent_at, 0);
	assert_null(got.last_error);
	must(w, outbox_by_message_id(w->s, "a@x.example", &id, &w->f));
	assert_int_equal(id, row.id);
	must(w, outbox_by_message_id(w->s, "b@x.example", &id, &w->f));
	assert_int_equal(id, 0);
	must(w, outbox_load(w->s, 99, w->a, &got, &w->f));
	assert_int_equal(got.id, 0);
}

static void
due_is_what_may_be_sent_now_longest_due_first(void **state)
{
	static const struct {
		enum outbox_state state;
		time_s next_at;
		int want; /* its place, from 1; 0: not due */
	} rows[] = {
		{ OUTBOX_PENDING, noon, 3 },
		{ OUTBOX_PENDING, noon + 1, 0 },
		{ OUTBOX_SENDING, noon - 9, 1 },
		{ OUTBOX_SENT, noon - 9, 0 },
		{ OUTBOX_UNCERTAIN, noon - 5, 2 },
		{ OUTBOX_FAILED, noon - 9, 0 },
		{ OUTBOX_BOUNCED, noon - 9, 0 },
		{ OUTBOX_HELD, noon - 9, 0 },
		{ OUTBOX_PENDING, noon, 4 },
	};
	enum { ROWS = sizeof rows / sizeof rows[0] };
	struct world *w = *state;
	int64_t ids[ROWS];
	struct outbox_row *due;
	size_t count;

	for (size_t i = 0; i < ROWS; i++) {
		char id[32];
		snprintf(id, sizeof id, "%zu@x.example", i);
		ids[i] = put(w, id, rows[i].state, rows[i].next_at);
	}
	must(w, outbox_due(
		    w->s, "contohkab", noon, 100, w->a, &due, &count, &w->f));
	assert_int_equal(count, 4);
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].want)
			assert_int_equal(due[rows[i].want - 1].id, ids[i]);
	assert_int_equal(due[0].state, OUTBOX_SENDING);
	assert_int_equal(due[0].bytes.len, 0);
	must(w,
	    outbox_due(w->s, "contohkab", noon, 2, w->a, &due, &count, &w->f));
	assert_int_equal(count, 2);
	must(w,
	    outbox_due(w->s, "lainkab", noon, 100, w->a, &due, &count, &w->f));
	assert_int_equal(count, 0);
}

static void
every_state_can_be_marked_and_listed(void **state)
{
	struct world *w = *state;
	int64_t id = put(w, "a@x.example", OUTBOX_PENDING, noon);
	struct outbox_row *list;
	size_t count;

	put(w, "b@x.example", OUTBOX_PENDING, noon);
	for (int i = 0; i < OUTBOX_STATE_COUNT; i++) {
		enum outbox_state as = (enum outbox_state)i;
		must(w, outbox_mark(w->s, id, as, 3, noon + 5, noon + 6,
			    "451 busy", &w->f));
		must(w, outbox_list(w->s, i, 10, w->a, &list, &count, &w->f));
		assert_int_equal(count, as == OUTBOX_PENDING ? 2 : 1);
		assert_int_equal(list[count - 1].id, id);
		assert_int_equal(list[count - 1].state, as);
		assert_int_equal(list[count - 1].attempts, 3);
		assert_int_equal(list[count - 1].next_at, noon + 5);
		assert_int_equal(list[count - 1].sent_at, noon + 6);
		assert_string_equal(list[count - 1].last_error, "451 busy");
	}
	must(w, outbox_list(w->s, -1, 10, w->a, &list, &count, &w->f));
	assert_int_equal(count, 2);
	assert_int_equal(list[1].id, id); /* newest first */
	must(w, outbox_list(w->s, -1, 1, w->a, &list, &count, &w->f));
	assert_int_equal(count, 1);
	must_fail(w,
	    outbox_mark(w->s, 99, OUTBOX_SENT, 1, 0, noon, NULL, &w->f),
	    SCOPE_RUN, "no outbox row 99");
}

static void
a_mail_held_during_a_run_is_not_sent(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < OUTBOX_STATE_COUNT; i++) {
		enum outbox_state as = (enum outbox_state)i;
		bool want = as == OUTBOX_PENDING || as == OUTBOX_UNCERTAIN ||
			    as == OUTBOX_SENDING;
		bool took = !want;
		struct outbox_row got;
		char name[32];

		snprintf(name, sizeof name, "%d@x.example", i);
		int64_t id = put(w, name, OUTBOX_PENDING, noon);
		must(w, outbox_mark(w->s, id, as, 3, noon + 5, noon + 6,
			    "451 busy", &w->f));
		must(w, outbox_mark_sending(w->s, id, &took, &w->f));
		print_message("from %s\n", outbox_state_name(as));
		assert_int_equal(took, want);
		must(w, outbox_load(w->s, id, w->a, &got, &w->f));
		assert_int_equal(got.state, want ? OUTBOX_SENDING : as);
		assert_int_equal(got.attempts, 3);
		assert_int_equal(got.next_at, noon + 5);
		assert_int_equal(got.sent_at, noon + 6);
		assert_string_equal(got.last_error, "451 busy");
	}
	bool took = true;
	must(w, outbox_mark_sending(w->s, 99, &took, &w->f));
	assert_false(took);
	must(w, store_end(w->s, true, &w->f));
	took = true;
	must_fail(w, outbox_mark_sending(w->s, 1, &took, &w->f), SCOPE_RUN,
	    "outside a transaction");
	assert_true(took); /* outputs are written only on success */
	must(w, store_begin(w->s, &w->f));
}

static void
rate_limits_count_recipient_kind_and_time(void **state)
{
	struct world *w = *state;
	char bytes[256];
	size_t count;

	for (int i = 0; i < 6; i++) {
		char id[32];
		snprintf(id, sizeof id, "%d@x.example", i);
		struct outbox_row row = sample_owed(id, bytes, sizeof bytes);
		row.created_at = noon + i;
		row.kind = i % 2 ? "tanya-balik" : "tanda-terima";
		if (i == 5)
			row.recipient = "kabid@contohkab.go.id";
		must(w, outbox_put(w->s, &row, &w->f));
	}
	const struct {
		const char *recipient, *kind;
		time_s since;
		size_t want;
	} rows[] = {
		{ "kadis@contohkab.go.id", NULL, noon, 5 },
		{ "kadis@contohkab.go.id", NULL, noon + 3, 2 },
		{ "kadis@contohkab.go.id", "tanya-balik", noon, 2 },
		{ "kadis@contohkab.go.id", "tanya-balik", noon + 2, 1 },
		{ "kabid@contohkab.go.id", "tanya-balik", noon, 1 },
		{ "kabid@contohkab.go.id", "tanda-terima", noon, 0 },
		{ "asing@contohkab.go.id", NULL, 0, 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		must(w, outbox_count_since(w->s, rows[i].recipient,
			    rows[i].kind, rows[i].since, &count, &w->f));
		print_message("row %zu\n", i);
		assert_int_equal(count, rows[i].want);
	}
}

static void
mails_of_a_case_are_listed_for_export(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	struct outbox_row *list;
	size_t count;
	char bytes[256];

	put(w, "none@x.example", OUTBOX_PENDING, noon);
	for (int i = 0; i < 2; i++) {
		char id[32];
		snprintf(id, sizeof id, "%d@x.example", i);
		struct outbox_row row = sample_owed(id, bytes, sizeof bytes);
		row.casefile_id = c.id;
		must(w, outbox_put(w->s, &row, &w->f));
	}
	must(w, outbox_of_casefile(w->s, c.id, w->a, &list, &count, &w->f));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].message_id, "0@x.example");
}

static void
the_wait_doubles_from_five_minutes_to_twelve_hours(void **state)
{
	static const struct {
		unsigned attempts;
		time_s wait;
	} rows[] = { { 0, 0 }, { 1, 300 }, { 2, 600 }, { 3, 1200 },
		{ 8, 38400 }, { 9, 43200 }, { 10, 43200 },
		{ 4000000000u, 43200 } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(outbox_next_at(rows[i].attempts, noon),
		    noon + rows[i].wait);
}

static void
an_owed_mail_is_never_rewritten(void **state)
{
	static const char *const edits[] = {
		"UPDATE outbox SET recipient = 'lain@contoh.example'",
		"UPDATE outbox SET message_id = 'b@x.example'",
		"UPDATE outbox SET bytes = x'00'",
	};
	struct world *w = *state;
	char bytes[256];
	struct outbox_row row = sample_owed("a@x.example", bytes, sizeof bytes);

	must(w, outbox_put(w->s, &row, &w->f));
	must_fail(w, outbox_put(w->s, &row, &w->f), SCOPE_RUN, "UNIQUE");
	row.message_id = "c@x.example";
	row.bytes.len = 0;
	must_fail(w, outbox_put(w->s, &row, &w->f), SCOPE_RUN, "NOT NULL");
	must(w, store_end(w->s, true, &w->f));
	sqlite3 *db;
	assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
	for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++)
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
		TEST(an_owed_mail_reads_back_whole),
		TEST(due_is_what_may_be_sent_now_longest_due_first),
		TEST(every_state_can_be_marked_and_listed),
		TEST(a_mail_held_during_a_run_is_not_sent),
		TEST(rate_limits_count_recipient_kind_and_time),
		TEST(mails_of_a_case_are_listed_for_export),
		TEST(the_wait_doubles_from_five_minutes_to_twelve_hours),
		TEST(an_owed_mail_is_never_rewritten),
	};
	return cmocka_run_group_tests_name("store outbox", tests, NULL, NULL);
}
