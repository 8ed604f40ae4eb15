/*
 * Speed as the tables grow: every statement that a mail needs is found by an
 * index. The statements are those that the functions really prepared; their
 * plans are SQLite's own.
 */
#include "store_fixture.h"
#include "db_sqlite.h"
#include "room.h"
#include "cabut/banned.h"

static const char *const big_tables[] = { "ledger", "ledger_raw", "casefile",
	"owner", "casefile_message", "paper", "token", "event", "outbox" };

/* May read a whole table: they are asked by a person, or stop at LIMIT. */
static const char *const for_people[] = {
	"SELECT count(*) FROM ledger",
	"FROM ledger ORDER BY id DESC LIMIT ?",
	"FROM outbox ORDER BY id DESC LIMIT ?",
	"SELECT id FROM casefile ORDER BY id",
};

/* Sorts only what one case or one hour brings. */
static const char *const small_sorts[] = {
	"SELECT c.id FROM casefile c JOIN owner",
	"SELECT DISTINCT lower(body",
	"held_until <= ?",
	"SELECT casefile_id FROM casefile_message",
};

static bool
is_among(const char *sql, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(sql, list[i]) != NULL)
			return true;
	return false;
}

#define IS_AMONG(sql, list) is_among(sql, list, sizeof list / sizeof list[0])

/* As a whole word: "ledger" does not name "ledger_raw". */
static bool
names(const char *sql, const char *table)
{
	size_t len = strlen(table);

	for (const char *at = strstr(sql, table); at != NULL;
	     at = strstr(at + 1, table))
		if (!ascii_is_alnum(at[len]) && at[len] != '_')
			return true;
	return false;
}

/* Only tables that the statement names: the others are probes for foreign
 * keys, planned but passed over at run time, as FULLSCAN_STEP shows. */
static bool
scans_big_table(const char *sql, const char *detail)
{
	char table[32] = "";

	if (sscanf(detail, "SCAN %31s", table) != 1)
		return false;
	for (size_t i = 0; i < sizeof big_tables / sizeof big_tables[0]; i++)
		if (strcmp(table, big_tables[i]) == 0)
			return names(sql, table);
	return strlen(table) == 1; /* an alias: c, e, o */
}

/* Where another index would do, but walk a folder's or an agency's rows. */
static const struct {
	const char *sql, *index;
} wanted[] = {
	{ "class = 'attempting' ORDER BY uid", "ledger_attempting" },
	{ "AND is_filed = 0 AND class NOT IN", "ledger_unfiled" },
	{ "c.applicant_address = ?", "casefile_similar" },
	{ "AND step = ? ORDER BY id", "casefile_step" },
	{ "(held_until <= ?", "casefile_held" },
	{ "AND (next_at <= ?", "outbox_due" },
	{ "created_at >= ?", "outbox_recipient" },
	{ "sha256 = ? AND message_id", "ledger_hash" },
};

static void
check_index(const char *sql, const char *detail, int *found)
{
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		if (strstr(sql, wanted[i].sql) &&
		    strstr(detail, wanted[i].index))
			found[i]++;
}

static void
check_plan(sqlite3 *db, const char *sql, int *found)
{
	sqlite3_stmt *st;
	char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);

	assert_int_equal(
	    sqlite3_prepare_v2(db, explain, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(st, 3);
		if (scans_big_table(sql, detail) && !IS_AMONG(sql, for_people))
			fail_msg("%s\nreads a whole table: %s", sql, detail);
		if (strstr(detail, "TEMP B-TREE") &&
		    !IS_AMONG(sql, small_sorts))
			fail_msg("%s\nsorts: %s", sql, detail);
		check_index(sql, detail, found);
	}
	sqlite3_finalize(st);
	sqlite3_free(explain);
}

static void
check_steps(sqlite3_stmt *st)
{
	int steps = sqlite3_stmt_status(st, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0);

	if (steps > 0 && !IS_AMONG(sqlite3_sql(st), for_people))
		fail_msg("%s\nwalked %d rows", sqlite3_sql(st), steps);
}

/* Rows to walk over, for a statement that would. */
static void
fill(struct world *w)
{
	stranger(w->path,
	    "CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 1000 "
	    "UNION ALL SELECT i + 1 FROM n WHERE i < 1050) SELECT i FROM n;"
	    "INSERT INTO token (hash, purpose, casefile_id, ledger_id, "
	    "address, created_at, expires_at) SELECT printf('%064d', i), "
	    "'decision', i, i, 'a', 0, 1 FROM n;"
	    "INSERT INTO paper (casefile_id, paper, sha256, bytes_len, "
	    "ledger_id, part, filed_at, is_current) SELECT i, 'sk', "
	    "printf('%064d', i), 0, i, 0, 0, 1 FROM n;"
	    "INSERT INTO outbox (casefile_id, agency, kind, message_id, "
	    "recipient, state, attempts, created_at, next_at, sent_at, "
	    "bytes) SELECT i, 'x', 'k', i, 'x', 'sent', 0, 0, 0, 0, x'00' "
	    "FROM n;"
	    "INSERT INTO ledger (mailbox_id, uidvalidity, uid, class, "
	    "attempts, received_at, is_filed) SELECT 9, 9, i, 'attempting', "
	    "1, 0, 0 FROM n;"
	    "INSERT INTO casefile_message (message_id, casefile_id) SELECT "
	    "i, i FROM n");
}

static void
use_mail(struct world *w)
{
	struct mailbox_row m = sample_mailbox(w);
	struct casefile c = insert_casefile(w);
	struct ledger_row mail = sample_mail(&m, 3, LEDGER_REPLY, "x"), *rows;
	uint32_t uids[] = { 1, 2, 3 }, far[] = { 1, 4000000000u }, *owed;
	unsigned attempts[3];
	size_t count = 3;
	int64_t id;

	mail.casefile_id = c.id;
	must(w, ledger_attempt(w->s, &m, uids, 3, noon, &w->f));
	must(w, ledger_unattempt(w->s, &m, uids, 1, &w->f));
	must(w, ledger_subtract(w->s, &m, uids, attempts, &count, &w->f));
	count = 2;
	must(w, ledger_subtract(w->s, &m, far, attempts, &count, &w->f));
	must(w, ledger_settle(w->s, &mail, &w->f));
	must(w, ledger_find_same(w->s, "a", mail.sha256, &id, &w->f));
	must(w, ledger_load(w->s, mail.id, w->a, &mail, &w->f));
	must(w, ledger_reclass(w->s, mail.id, LEDGER_REPLY, c.id, "", &w->f));
	must(w, ledger_reclass(w->s, mail.id, LEDGER_UNRELATED, 0, "", &w->f));
	must(w, ledger_unfiled(w->s, &m, w->a, &owed, &count, &w->f));
	must(w, ledger_filed(w->s, &m, uids, 1, &w->f));
	must(w, ledger_count(w->s, LEDGER_REPLY, &count, &w->f));
	must(w, ledger_list(w->s, LEDGER_REPLY, 9, w->a, &rows, &count, &w->f));
	must(w, ledger_list(
		    w->s, LEDGER_CLASS_COUNT, 9, w->a, &rows, &count, &w->f));
	must(w, ledger_of_casefile(w->s, c.id, w->a, &rows, &count, &w->f));
}

static void
use_casefile(struct world *w)
{
	struct casefile c = insert_casefile(w), *list;
	struct casefile_paper p = { .casefile_id = c.id, .paper = "sk" };
	struct casefile_paper *papers;
	struct chain_event *events;
	const char **who;
	struct slice text;
	int64_t id, *ids;
	size_t n;

	memset(p.sha256, 'a', SHA256_HEX_LEN);
	must(w, casefile_update(w->s, &c, &w->f));
	must(w, casefile_by_number(w->s, c.number, w->a, &c, &w->f));
	must(w, casefile_by_message_id(w->s, "a", &id, &w->f));
	must(w, casefile_message_add(w->s, c.id, "a", &w->f));
	must(w,
	    casefile_find_similar(w->s, "a", "b", "c", "d", "e", &id, &w->f));
	must(w,
	    casefile_list(w->s, CASEFILE_OPEN, NULL, w->a, &list, &n, &w->f));
	must(w, casefile_in_step(w->s, "a", "b", w->a, &ids, &n, &w->f));
	must(w, casefile_held_due(w->s, noon, w->a, &ids, &n, &w->f));
	must(w, casefile_sop_text(w->s, c.sop_hash, w->a, &text, &w->f));
	must(w, paper_file(w->s, &p, &w->f));
	must(w, paper_list(w->s, c.id, w->a, &papers, &n, &w->f));
	must(w, chain_append(w->s, c.id, noon, "opened", "{}", &w->f));
	must(w, chain_list(w->s, c.id, w->a, &events, &n, &w->f));
	must(w, chain_deciders(w->s, c.id, w->a, &who, &n, &w->f));
}

static void
use_tokens_and_outbox(struct world *w)
{
	struct casefile c = insert_casefile(w);
	struct token_row t = { .purpose = TOKEN_DECISION,
		.casefile_id = c.id,
		.address = "a",
		.expires_at = noon };
	char bytes[256];
	struct outbox_row o = sample_owed("a@x", bytes, sizeof bytes), *list;
	bool was_live, took;
	int64_t id;
	size_t n;

	must(w, token_put(w->s, "t", &t, &w->f));
	must(w, token_find(w->s, "t", w->a, &t, &w->f));
	must(w, token_use(w->s, t.id, noon, &was_live, &w->f));
	must(w, token_burn(w->s, t.id, &w->f));
	must(w, token_burn_step(w->s, c.id, "a", &w->f));
	must(w, outbox_put(w->s, &o, &w->f));
	must(w, outbox_due(w->s, "a", noon, 9, w->a, &list, &n, &w->f));
	must(w, outbox_load(w->s, o.id, w->a, &o, &w->f));
	must(w, outbox_mark_sending(w->s, o.id, &took, &w->f));
	must(w, outbox_mark(w->s, o.id, OUTBOX_SENT, 1, 0, noon, NULL, &w->f));
	must(w, outbox_by_message_id(w->s, "a@x", &id, &w->f));
	must(w, outbox_list(w->s, OUTBOX_SENT, 9, w->a, &list, &n, &w->f));
	must(w, outbox_list(w->s, -1, 9, w->a, &list, &n, &w->f));
	must(w, outbox_of_casefile(w->s, c.id, w->a, &list, &n, &w->f));
	must(w, outbox_count_since(w->s, "a", NULL, 0, &n, &w->f));
}

static void
no_statement_of_a_mail_reads_a_whole_table(void **state)
{
	struct world *w = *state;
	int seen = 0, found[sizeof wanted / sizeof wanted[0]] = { 0 };

	fill(w);
	must(w, store_begin(w->s, &w->f));
	use_mail(w);
	use_casefile(w);
	use_tokens_and_outbox(w);
	must(w, store_end(w->s, true, &w->f));
	sqlite3 *db = w->s->db->handle;
	for (sqlite3_stmt *st = sqlite3_next_stmt(db, NULL); st != NULL;
	     st = sqlite3_next_stmt(db, st)) {
		if (strncmp(sqlite3_sql(st), "PRAGMA", 6) == 0)
			continue;
		check_plan(db, sqlite3_sql(st), found);
		check_steps(st);
		seen++;
	}
	print_message("%d statements\n", seen);
	assert_true(seen > 50);
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		if (found[i] == 0)
			fail_msg("%s is not used for '%s'", wanted[i].index,
			    wanted[i].sql);
}

static void
a_missing_index_would_be_noticed(void **state)
{
	(void)state;
	assert_true(scans_big_table("FROM ledger c", "SCAN ledger"));
	assert_true(scans_big_table(
	    "FROM ledger c", "SCAN ledger USING INDEX ledger_class"));
	assert_true(scans_big_table("FROM ledger c", "SCAN c"));
	assert_false(scans_big_table(
	    "FROM ledger c", "SEARCH ledger USING INDEX x (uid=?)"));
	assert_false(scans_big_table("FROM ledger c", "SCAN CONSTANT ROW"));
}

int
main(void)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(no_statement_of_a_mail_reads_a_whole_table),
		TEST(a_missing_index_would_be_noticed),
	};
	return cmocka_run_group_tests_name("store plans", tests, NULL, NULL);
}
