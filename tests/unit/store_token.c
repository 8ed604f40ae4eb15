/*
 * Tokens: kept as a hash, used once, dead for ever.
 */
#include "store_fixture.h"
#include "cabut/banned.h"

static const char token[] = "k3vq7m2xw5h4n6d8r9t2y7b3cz";

static int
setup(void **state)
{
	world_setup(state);
	struct world *w = *state;
	must(w, store_begin(w->s, &w->f));
	return 0;
}

static struct token_row
put(struct world *w, const char *text, int64_t casefile_id)
{
	struct token_row row = {
		.purpose = TOKEN_DECISION,
		.casefile_id = casefile_id,
		.step = "disposisi-kadis",
		.role = "kepala-dinas",
		.address = "kadis@contohkab.go.id",
		.created_at = noon,
		.expires_at = noon + 7 * 86400,
	};

	sha256_hex_text("facts", row.facts_hash);
	must(w, token_put(w->s, text, &row, &w->f));
	return row;
}

static bool
use(struct world *w, int64_t id, time_s now)
{
	bool was_live;

	must(w, token_use(w->s, id, now, &was_live, &w->f));
	return was_live;
}

static void
a_token_reads_back_whole(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	struct token_row row = put(w, token, c.id), got;

	must(w, token_find(w->s, token, w->a, &got, &w->f));
	assert_int_equal(got.id, row.id);
	assert_int_equal(got.purpose, TOKEN_DECISION);
	assert_int_equal(got.casefile_id, c.id);
	assert_int_equal(got.ledger_id, 0);
	assert_string_equal(got.step, "disposisi-kadis");
	assert_string_equal(got.role, "kepala-dinas");
	assert_string_equal(got.address, "kadis@contohkab.go.id");
	assert_string_equal(got.facts_hash, row.facts_hash);
	assert_int_equal(got.created_at, noon);
	assert_int_equal(got.expires_at, noon + 7 * 86400);
	assert_int_equal(got.used_at, 0);
	assert_false(got.is_burned);
	must(w, token_find(w->s, "another", w->a, &got, &w->f));
	assert_int_equal(got.id, 0);
}

static void
the_token_itself_is_in_no_byte_of_the_file(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	struct slice bytes;
	char hash[SHA256_HEX_LEN + 1];

	put(w, token, c.id);
	must(w, store_end(w->s, true, &w->f));
	must(w, file_read(w->path, 10000000, w->a, &bytes, &w->f));
	sha256_hex_text(token, hash);
	assert_non_null(memmem(bytes.at, bytes.len, hash, SHA256_HEX_LEN));
	assert_null(memmem(bytes.at, bytes.len, token, sizeof token - 1));
	must(w, store_begin(w->s, &w->f));
}

static void
a_token_is_used_once(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	struct token_row row = put(w, token, c.id);

	assert_true(use(w, row.id, noon + 5));
	assert_false(use(w, row.id, noon + 6));
	must(w, token_find(w->s, token, w->a, &row, &w->f));
	assert_int_equal(row.used_at, noon + 5);
	assert_false(use(w, 99, noon));
}

static void
use_that_is_rolled_back_leaves_it_live(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	struct token_row row = put(w, token, c.id);

	must(w, store_savepoint(w->s, &w->f));
	assert_true(use(w, row.id, noon + 5));
	assert_false(store_savepoint_end(w->s, false, &w->f));
	assert_true(use(w, row.id, noon + 6));
}

static void
what_is_burned_or_expired_is_not_live(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	struct token_row burned = put(w, "burned", c.id);
	struct token_row late = put(w, "late", c.id);
	struct token_row thread = { .purpose = TOKEN_APPLICANT,
		.casefile_id = c.id,
		.address = "sutan@contohkab.go.id",
		.created_at = noon };

	must(w, token_burn(w->s, burned.id, &w->f));
	must(w, token_burn(w->s, burned.id, &w->f));
	assert_false(use(w, burned.id, noon));
	assert_false(use(w, late.id, late.expires_at));
	assert_true(use(w, late.id, late.expires_at - 1));
	must(w, token_put(w->s, "thread", &thread, &w->f));
	assert_true(use(w, thread.id, noon + 1000 * 86400));
	must_fail(w, token_burn(w->s, 99, &w->f), SCOPE_RUN, "no token 99");
}

static void
a_step_that_was_left_burns_its_own_live_tokens(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w), other = insert_casefile(w);
	struct token_row used = put(w, "used", c.id);
	struct token_row live = put(w, "live", c.id);
	struct token_row elsewhere = put(w, "elsewhere", other.id);
	struct token_row got;

	assert_true(use(w, used.id, noon + 1));
	must(w, token_burn_step(w->s, c.id, "disposisi-kabid", &w->f));
	must(w, token_find(w->s, "live", w->a, &got, &w->f));
	assert_false(got.is_burned);
	must(w, token_burn_step(w->s, c.id, "disposisi-kadis", &w->f));
	must(w, token_find(w->s, "live", w->a, &got, &w->f));
	assert_true(got.is_burned);
	must(w, token_find(w->s, "used", w->a, &got, &w->f));
	assert_false(got.is_burned);
	assert_int_equal(got.used_at, noon + 1);
	assert_false(use(w, live.id, noon + 2));
	assert_true(use(w, elsewhere.id, noon + 2));
}

static void
the_schema_guards_the_token(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	struct token_row row = put(w, token, c.id);

	must_fail(w, token_put(w->s, token, &row, &w->f), SCOPE_RUN, "UNIQUE");
	row.casefile_id = 99;
	must_fail(
	    w, token_put(w->s, "a", &row, &w->f), SCOPE_RUN, "FOREIGN KEY");
	row.casefile_id = 0;
	must_fail(w, token_put(w->s, "b", &row, &w->f), SCOPE_RUN, "CHECK");
	row.casefile_id = c.id;
	row.expires_at = 0; /* never: not for a decision */
	must_fail(w, token_put(w->s, "c", &row, &w->f), SCOPE_RUN, "CHECK");
	row.purpose = TOKEN_CONFIRM;
	row.casefile_id = 0;
	row.expires_at = noon + 1;
	must(w, token_put(w->s, "d", &row, &w->f));
}

static void
a_dead_token_is_not_revived_by_hand(void **state)
{
	static const char *const edits[] = {
		"UPDATE token SET used_at = 0",
		"UPDATE token SET used_at = used_at + 1",
		"UPDATE token SET is_burned = 0",
		"UPDATE token SET expires_at = expires_at + 1",
		"UPDATE token SET hash = replace(hash, 'a', 'b')",
	};
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	struct token_row row = put(w, token, c.id);

	assert_true(use(w, row.id, noon));
	must(w, token_burn(w->s, row.id, &w->f));
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
		TEST(a_token_reads_back_whole),
		TEST(the_token_itself_is_in_no_byte_of_the_file),
		TEST(a_token_is_used_once),
		TEST(use_that_is_rolled_back_leaves_it_live),
		TEST(what_is_burned_or_expired_is_not_live),
		TEST(a_step_that_was_left_burns_its_own_live_tokens),
		TEST(the_schema_guards_the_token),
		TEST(a_dead_token_is_not_revived_by_hand),
	};
	return cmocka_run_group_tests_name("store tokens", tests, NULL, NULL);
}
