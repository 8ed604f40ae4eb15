/*
 * The chain and the audit: what another hand does to the file is named.
 */
#include <fcntl.h>

#include "store_fixture.h"
#include "cabut/banned.h"

static const char opened[] = "{\"step\":\"disposisi-kadis\"}";
static const char decided[] =
    "{\"outcome\":\"setuju\",\"address\":\"kadis@contohkab.go.id\"}";

static int
setup(void **state)
{
	world_setup(state);
	struct world *w = *state;
	must(w, store_begin(w->s, &w->f));
	return 0;
}

static void
append(
    struct world *w, int64_t id, time_s at, const char *kind, const char *body)
{
	must(w, chain_append(w->s, id, at, kind, body, &w->f));
}

/* Two cases with a sound life: a letter each, events, an owed mail. */
static void
live(struct world *w)
{
	struct mailbox_row m = sample_mailbox(w);
	char bytes[256];

	for (uint32_t i = 1; i <= 2; i++) {
		struct casefile c = insert_casefile(w);
		struct ledger_row mail = sample_mail(
		    &m, i, LEDGER_REQUEST, i == 1 ? "surat satu" : "surat dua");
		struct outbox_row owed =
		    sample_owed(i == 1 ? "satu@x.example" : "dua@x.example",
			bytes, sizeof bytes);
		mail.casefile_id = owed.casefile_id = c.id;
		must(w, ledger_settle(w->s, &mail, &w->f));
		must(w, outbox_put(w->s, &owed, &w->f));
		append(w, c.id, noon, "opened", opened);
		append(w, c.id, noon + 3600, "decision", decided);
		append(w, c.id, noon + 3601, "moved", "{}");
	}
	must(w, store_end(w->s, true, &w->f));
}

static struct audit_report
audit(struct world *w)
{
	struct audit_report r;

	must(w, store_audit(w->s, w->a, &r, &w->f));
	return r;
}

static void
the_documented_example_is_what_is_computed(void **state)
{
	struct world *w = *state;
	struct chain_event *list;
	struct slice doc;
	size_t count;
	struct casefile c;

	for (int i = 0; i < 42; i++)
		c = insert_casefile(w);
	assert_string_equal(c.number, "CABUT-2026-0042");
	append(w, c.id, 1795147200, "opened", opened);
	append(w, c.id, 1795150800, "decision", decided);
	must(w, chain_list(w->s, c.id, w->a, &list, &count, &w->f));
	assert_int_equal(count, 2);
	assert_int_equal(list[0].seq, 1);
	assert_int_equal(list[1].seq, 2);
	assert_int_equal(list[1].at, 1795150800);
	assert_string_equal(list[1].kind, "decision");
	assert_string_equal(list[1].body, decided);
	assert_string_equal(list[1].previous, list[0].hash);
	must(w, file_read(CABUT_SOURCE_DIR "/docs/audit-rantai.md", 100000,
		    w->a, &doc, &w->f));
	const char *text = arena_copy(w->a, doc.at, doc.len);
	assert_non_null(strstr(text, opened));
	assert_non_null(strstr(text, decided));
	assert_non_null(strstr(text, list[0].hash));
	assert_non_null(strstr(text, list[1].hash));
}

static void
what_is_no_event_is_not_appended(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	static const struct {
		const char *kind, *body, *words;
	} rows[] = {
		{ "opened", "[]", "not a JSON object" },
		{ "opened", "{", "not a JSON object" },
		{ "opened", "", "not a JSON object" },
		{ "", "{}", "CHECK" },
		{ "two\nlines", "{}", "CHECK" },
		{ "Opened", "{}", "CHECK" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		must_fail(w,
		    chain_append(
			w->s, c.id, noon, rows[i].kind, rows[i].body, &w->f),
		    SCOPE_RUN, rows[i].words);
	must_fail(w, chain_append(w->s, 99, noon, "opened", "{}", &w->f),
	    SCOPE_RUN, "no casefile 99");
}

static void
an_undone_event_leaves_no_gap(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w);
	struct chain_event *list;
	size_t count;

	append(w, c.id, noon, "opened", opened);
	must(w, store_savepoint(w->s, &w->f));
	append(w, c.id, noon, "moved", "{}");
	assert_false(store_savepoint_end(w->s, false, &w->f));
	append(w, c.id, noon, "paper", "{}");
	must(w, chain_list(w->s, c.id, w->a, &list, &count, &w->f));
	assert_int_equal(count, 2);
	assert_int_equal(list[1].seq, 2);
	assert_string_equal(list[1].kind, "paper");
	assert_string_equal(list[1].previous, list[0].hash);
	must(w, store_end(w->s, true, &w->f));
	assert_int_equal(audit(w).problem_count, 0);
}

static void
deciders_are_those_who_approved(void **state)
{
	struct world *w = *state;
	struct casefile c = insert_casefile(w), other = insert_casefile(w);
	const char **list;
	size_t count;

	append(w, c.id, noon, "decision",
	    "{\"outcome\":\"setuju\",\"address\":\"Kadis@Contohkab.go.id\"}");
	append(w, c.id, noon, "decision", decided);
	append(w, c.id, noon, "decision",
	    "{\"outcome\":\"disposisi\",\"address\":\"kabid@contohkab.go."
	    "id\"}");
	append(w, c.id, noon, "decision",
	    "{\"outcome\":\"tolak\",\"address\":\"tolak@contohkab.go.id\"}");
	append(w, c.id, noon, "notice",
	    "{\"outcome\":\"setuju\",\"address\":\"bukan@contohkab.go.id\"}");
	append(w, c.id, noon, "decision", "{\"outcome\":\"setuju\"}");
	append(w, other.id, noon, "decision",
	    "{\"outcome\":\"setuju\",\"address\":\"lain@contohkab.go.id\"}");
	must(w, chain_deciders(w->s, c.id, w->a, &list, &count, &w->f));
	assert_int_equal(count, 2);
	assert_string_equal(list[0], "kabid@contohkab.go.id");
	assert_string_equal(list[1], "kadis@contohkab.go.id");
}

static void
events_are_not_changed_deleted_or_replaced_by_hand(void **state)
{
	static const char *const edits[] = {
		"UPDATE event SET body = '{\"outcome\":\"tolak\"}'",
		"UPDATE event SET hash = previous",
		"DELETE FROM event",
		"DELETE FROM event WHERE seq = 3",
		"INSERT OR REPLACE INTO event (casefile_id, seq, at, kind, "
		"body, previous, hash) SELECT casefile_id, seq, at, kind, "
		"'{}', previous, hash FROM event WHERE seq = 2",
		"DELETE FROM ledger",
	};
	struct world *w = *state;
	sqlite3 *db;

	live(w);
	assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
	for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
		print_message("%s\n", edits[i]);
		assert_int_equal(sqlite3_exec(db, edits[i], NULL, NULL, NULL),
		    SQLITE_CONSTRAINT);
	}
	sqlite3_close(db);
	assert_int_equal(audit(w).problem_count, 0);
}

static void
an_untouched_store_passes(void **state)
{
	struct world *w = *state;

	live(w);
	struct audit_report r = audit(w);
	for (size_t i = 0; i < r.problem_count; i++)
		print_message("%s\n", r.problems[i]);
	assert_int_equal(r.problem_count, 0);
	assert_int_equal(r.casefiles, 2);
	assert_int_equal(r.events, 6);
	assert_int_equal(r.mails, 2);
	assert_int_equal(r.owed, 2);
}

/* The exit code of verify-chain.py; its words into `said`. */
static int
verify_outside(const char *path, char *said, size_t room)
{
	int out[2];
	ssize_t n;
	size_t len = 0;

	assert_int_equal(pipe(out), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(out[1], 1);
		close(out[0]);
		execl("/usr/bin/python3", "python3",
		    CABUT_SOURCE_DIR "/contrib/verify-chain.py", path,
		    (char *)NULL);
		_exit(127);
	}
	close(out[1]);
	while ((n = read(out[0], said + len, room - 1 - len)) > 0)
		len += (size_t)n;
	said[len] = '\0';
	close(out[0]);
	return wait_for(child);
}

static const struct {
	const char *sql, *want;
	bool is_chain; /* verify-chain.py sees it too */
} alterations[] = {
	{ "DROP TRIGGER event_is_fixed; UPDATE event SET body = "
	  "replace(body, 'kadis', 'maling') WHERE casefile_id = 2 "
	  "AND seq = 2",
	    "CABUT-2026-0002: chain event 2 was altered", true },
	{ "DROP TRIGGER event_is_fixed; UPDATE event SET at = at + 1 "
	  "WHERE casefile_id = 1 AND seq = 3",
	    "CABUT-2026-0001: chain event 3 was altered", true },
	{ "DROP TRIGGER event_is_kept; DELETE FROM event "
	  "WHERE casefile_id = 1 AND seq = 2",
	    "CABUT-2026-0001: chain event 3 stands where 2 belongs", true },
	{ "DROP TRIGGER event_is_kept; DELETE FROM event "
	  "WHERE casefile_id = 1 AND seq = 3",
	    "CABUT-2026-0001: the chain holds 2 events, the casefile "
	    "knows 3",
	    true },
	{ "DROP TRIGGER event_is_kept; DELETE FROM event "
	  "WHERE casefile_id = 1",
	    "CABUT-2026-0001: the chain has no event", true },
	{ "DROP TRIGGER event_is_fixed; UPDATE event SET previous = "
	  "hash WHERE casefile_id = 1 AND seq = 2",
	    "CABUT-2026-0001: chain event 2 does not follow event 1", true },
	{ "DROP TRIGGER casefile_keeps_birth; UPDATE casefile SET "
	  "number = 'CABUT-2026-0009' WHERE id = 2",
	    "CABUT-2026-0009: chain event 1 was altered", true },
	{ "UPDATE casefile SET chain_hash = replace(chain_hash, 'a', "
	  "'b') WHERE id = 2",
	    "CABUT-2026-0002: chain event 3 is not the last one that "
	    "the casefile knows",
	    true },
	{ "DROP TRIGGER event_is_fixed", "the guard event_is_fixed was removed",
	    false },
	{ "UPDATE ledger_raw SET bytes = CAST('palsu' AS BLOB) "
	  "WHERE ledger_id = 1",
	    "mail 1: its bytes were altered", false },
	{ "DELETE FROM ledger_raw WHERE ledger_id = 2",
	    "mail 2: 'request', but its case or bytes do not fit", false },
	{ "DROP TRIGGER sop_text_is_fixed; UPDATE sop_text SET text = "
	  "CAST('<lain/>' AS BLOB)",
	    "SOP text", false },
	{ "DROP TRIGGER outbox_mail_is_fixed; UPDATE outbox SET "
	  "message_id = 'tiga@x.example' WHERE id = 2",
	    "owed mail 2: lacks its Message-ID", false },
	{ "PRAGMA ignore_check_constraints = ON; UPDATE casefile SET "
	  "status = 'done' WHERE id = 1",
	    "CABUT-2026-0001: 'done', but in no step that fits", false },
	{ "PRAGMA ignore_check_constraints = ON; UPDATE ledger SET "
	  "class = 'lost' WHERE id = 1",
	    "2 mails, but only 1 in a legal end", false },
	{ "PRAGMA foreign_keys = OFF; UPDATE ledger SET casefile_id = "
	  "77 WHERE id = 1",
	    "ledger row 1 points to a casefile that is gone", false },
};

static void
copy_file(struct world *w, const char *to)
{
	struct slice bytes;

	must(w, file_read(w->path, 10000000, w->a, &bytes, &w->f));
	int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_int_equal(write(fd, bytes.at, bytes.len), bytes.len);
	close(fd);
}

static void
assert_named(const struct audit_report *r, const char *sql, const char *want)
{
	for (size_t i = 0; i < r->problem_count; i++)
		if (strstr(r->problems[i], want) != NULL)
			return;
	fail_msg("%s: wanted '%s', got %zu, first '%s'", sql, want,
	    r->problem_count, r->problem_count ? r->problems[0] : "");
}

static void
what_another_hand_altered_is_named(void **state)
{
	struct world *w = *state;
	char said[4096], copy[128];

	live(w);
	store_close(w->s);
	w->s = NULL;
	snprintf(copy, sizeof copy, "%s/copy.db", w->dir);
	for (size_t i = 0; i < sizeof alterations / sizeof alterations[0];
	     i++) {
		copy_file(w, copy);
		assert_int_equal(verify_outside(copy, said, sizeof said), 0);
		stranger(copy, alterations[i].sql);
		must(w, store_open_readonly(copy, &w->s, &w->f));
		struct audit_report r = audit(w);
		assert_named(&r, alterations[i].sql, alterations[i].want);
		store_close(w->s);
		w->s = NULL;
		assert_int_equal(verify_outside(copy, said, sizeof said),
		    alterations[i].is_chain ? 1 : 0);
		unlink(copy);
	}
}

static void
a_damaged_file_is_a_problem_not_a_crash(void **state)
{
	struct world *w = *state;
	bool is_noticed = false;

	live(w);
	store_close(w->s);
	w->s = NULL;
	off_t root = stranger(w->path,
	    "SELECT rootpage FROM sqlite_schema WHERE name = 'event'");
	int fd = open(w->path, O_WRONLY);
	char junk[4096];
	memset(junk, 0xA5, sizeof junk);
	assert_int_equal(
	    pwrite(fd, junk, sizeof junk, (root - 1) * 4096), sizeof junk);
	close(fd);
	must(w, store_open(w->path, &w->s, &w->f));
	struct audit_report r = { 0 };
	if (store_audit(w->s, w->a, &r, &w->f))
		is_noticed = r.problem_count > 0 &&
			     strstr(r.problems[0], "damaged") != NULL;
	else
		is_noticed = w->f.scope == SCOPE_RUN;
	assert_true(is_noticed);
}

static void
the_audit_stops_listing_at_its_limit(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < AUDIT_PROBLEMS_MAX + 20; i++)
		insert_casefile(w); /* without the event that opens it */
	must(w, store_end(w->s, true, &w->f));
	struct audit_report r = audit(w);
	assert_int_equal(r.problem_count, AUDIT_PROBLEMS_MAX);
	assert_non_null(strstr(r.problems[AUDIT_PROBLEMS_MAX - 1], "and more"));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(the_documented_example_is_what_is_computed),
		TEST(what_is_no_event_is_not_appended),
		TEST(an_undone_event_leaves_no_gap),
		TEST(deciders_are_those_who_approved),
		TEST(events_are_not_changed_deleted_or_replaced_by_hand),
		TEST(an_untouched_store_passes),
		TEST(what_another_hand_altered_is_named),
		TEST(a_damaged_file_is_a_problem_not_a_crash),
		TEST(the_audit_stops_listing_at_its_limit),
	};
	return cmocka_run_group_tests_name("store chain", tests, NULL, NULL);
}
