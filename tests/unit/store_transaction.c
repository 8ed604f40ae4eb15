/*
 * Transactions: what is undone, what is refused, and what two processes or a
 * killed one leave behind.
 */
#include <signal.h>

#include "store_fixture.h"
#include "db_sqlite.h"
#include "room.h"
#include "cabut/banned.h"

static const char *
fact(struct world *w, const char *name)
{
	const char *value;

	must(w, store_fact_get(w->s, name, w->a, &value, &w->f));
	return value ? value : "none";
}

static void
commit_keeps_and_rollback_undoes(void **state)
{
	struct world *w = *state;

	assert_false(store_is_in_transaction(w->s));
	must(w, store_begin(w->s, &w->f));
	assert_true(store_is_in_transaction(w->s));
	must(w, store_fact_set(w->s, "a", "kept", &w->f));
	must(w, store_end(w->s, true, &w->f));
	assert_false(store_is_in_transaction(w->s));
	must(w, store_begin(w->s, &w->f));
	must(w, store_fact_set(w->s, "a", "changed", &w->f));
	must(w, store_fact_set(w->s, "b", "new", &w->f));
	assert_string_equal(fact(w, "a"), "changed");
	fault_set(&w->f, SCOPE_MESSAGE, "the first fault");
	assert_false(store_end(w->s, false, &w->f));
	assert_string_equal(w->f.text, "the first fault");
	assert_int_equal(w->f.scope, SCOPE_MESSAGE);
	world_reopen(w);
	assert_string_equal(fact(w, "a"), "kept");
	assert_string_equal(fact(w, "b"), "none");
}

static void
a_fact_is_replaced_and_removed(void **state)
{
	struct world *w = *state;

	must(w, store_begin(w->s, &w->f));
	must(w, store_fact_set(w->s, "a", "1", &w->f));
	must(w, store_fact_set(w->s, "a", "2", &w->f));
	assert_string_equal(fact(w, "a"), "2");
	must(w, store_fact_set(w->s, "a", NULL, &w->f));
	assert_string_equal(fact(w, "a"), "none");
	must(w, store_end(w->s, true, &w->f));
}

static void
a_counter_runs_from_one_and_gives_back_what_is_undone(void **state)
{
	struct world *w = *state;
	int64_t n;

	must(w, store_begin(w->s, &w->f));
	must(w, store_counter_next(w->s, "rekomendasi-2026", &n, &w->f));
	assert_int_equal(n, 1);
	must(w, store_counter_next(w->s, "rekomendasi-2026", &n, &w->f));
	assert_int_equal(n, 2);
	must(w, store_counter_next(w->s, "rekomendasi-2027", &n, &w->f));
	assert_int_equal(n, 1);
	must(w, store_end(w->s, true, &w->f));
	must(w, store_begin(w->s, &w->f));
	must(w, store_counter_next(w->s, "rekomendasi-2026", &n, &w->f));
	assert_int_equal(n, 3);
	assert_false(store_end(w->s, false, &w->f));
	must(w, store_begin(w->s, &w->f));
	must(w, store_counter_next(w->s, "rekomendasi-2026", &n, &w->f));
	assert_int_equal(n, 3);
	must(w, store_end(w->s, true, &w->f));
}

static void
a_savepoint_undoes_one_mail_alone(void **state)
{
	struct world *w = *state;

	must(w, store_begin(w->s, &w->f));
	must(w, store_savepoint(w->s, &w->f));
	must(w, store_fact_set(w->s, "first", "kept", &w->f));
	must(w, store_savepoint_end(w->s, true, &w->f));
	must(w, store_savepoint(w->s, &w->f));
	must(w, store_fact_set(w->s, "second", "gone", &w->f));
	fault_set(&w->f, SCOPE_MESSAGE, "unreadable");
	assert_false(store_savepoint_end(w->s, false, &w->f));
	assert_string_equal(w->f.text, "unreadable");
	assert_int_equal(w->f.scope, SCOPE_MESSAGE);
	must(w, store_savepoint(w->s, &w->f));
	must(w, store_fact_set(w->s, "third", "kept", &w->f));
	must(w, store_savepoint_end(w->s, true, &w->f));
	must(w, store_end(w->s, true, &w->f));
	assert_string_equal(fact(w, "first"), "kept");
	assert_string_equal(fact(w, "second"), "none");
	assert_string_equal(fact(w, "third"), "kept");
}

static void
rolling_all_back_takes_the_savepoints_along(void **state)
{
	struct world *w = *state;

	must(w, store_begin(w->s, &w->f));
	must(w, store_savepoint(w->s, &w->f));
	must(w, store_fact_set(w->s, "a", "gone", &w->f));
	must(w, store_savepoint_end(w->s, true, &w->f));
	assert_false(store_end(w->s, false, &w->f));
	assert_string_equal(fact(w, "a"), "none");
	must(w, store_begin(w->s, &w->f));
	must(w, store_savepoint(w->s, &w->f));
	must(w, store_savepoint_end(w->s, true, &w->f));
	must(w, store_end(w->s, true, &w->f));
}

static void
wrong_order_is_refused(void **state)
{
	struct world *w = *state;
	struct mailbox_row m;

	must_fail(w, store_savepoint(w->s, &w->f), SCOPE_RUN,
	    "outside a transaction");
	must_fail(w, store_fact_set(w->s, "a", "b", &w->f), SCOPE_RUN,
	    "outside a transaction");
	must_fail(w,
	    store_mailbox(w->s, "contohkab", "x", 1, 1, w->a, &m, &w->f),
	    SCOPE_RUN, "outside a transaction");
	must(w, store_begin(w->s, &w->f));
	must_fail(
	    w, store_begin(w->s, &w->f), SCOPE_RUN, "within a transaction");
	must(w, store_savepoint(w->s, &w->f));
	must_fail(
	    w, store_savepoint(w->s, &w->f), SCOPE_RUN, "inside a savepoint");
	must(w, store_savepoint_end(w->s, true, &w->f));
	must(w, store_end(w->s, true, &w->f));
}

static void
a_transaction_that_sqlite_gave_up_is_not_written_on(void **state)
{
	struct world *w = *state;

	must(w, store_begin(w->s, &w->f));
	must(w, store_savepoint(w->s, &w->f));
	must(w, store_fact_set(w->s, "a", "gone", &w->f));
	/* As a full disk does in the middle of a statement. */
	assert_int_equal(
	    sqlite3_exec(w->s->db->handle, "ROLLBACK", NULL, NULL, NULL),
	    SQLITE_OK);
	must_fail(
	    w, store_fact_set(w->s, "b", "half", &w->f), SCOPE_RUN, "given up");
	/* The mail's own fault gives way: the whole run must stop. */
	fault_set(&w->f, SCOPE_MESSAGE, "unreadable");
	assert_false(store_savepoint_end(w->s, false, &w->f));
	assert_int_equal(w->f.scope, SCOPE_RUN);
	must_fail(w, store_end(w->s, true, &w->f), SCOPE_RUN, "given up");
	must_fail(w, store_begin(w->s, &w->f), SCOPE_RUN, "has failed");
	world_reopen(w);
	assert_string_equal(fact(w, "a"), "none");
	assert_string_equal(fact(w, "b"), "none");
}

/* ---- two processes ---- */

static void
tell(int fd)
{
	assert_int_equal(write(fd, "x", 1), 1);
}

static void
hear(int fd)
{
	char c;

	assert_int_equal(read(fd, &c, 1), 1);
}

static void
the_second_writer_is_told_who_is_in_the_way(void **state)
{
	struct world *w = *state;
	int ready[2], done[2];

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(done), 0);
	pid_t child = fork();
	if (child == 0) {
		struct store *s;
		struct fault f;
		close(done[1]);
		if (!store_open(w->path, &s, &f) || !store_begin(s, &f) ||
		    !store_fact_set(s, "a", "the first one's", &f))
			_exit(1);
		tell(ready[1]);
		hear(done[0]);
		bool ok = store_end(s, true, &f);
		store_close(s);
		_exit(ok ? 0 : 2);
	}
	hear(ready[0]);
	/* Looking is still possible, and sees nothing half done. */
	assert_string_equal(fact(w, "a"), "none");
	must_fail(w, store_begin(w->s, &w->f), SCOPE_RUN, "another process");
	tell(done[1]);
	assert_int_equal(wait_for(child), 0);
	must(w, store_begin(w->s, &w->f));
	assert_string_equal(fact(w, "a"), "the first one's");
	must(w, store_end(w->s, true, &w->f));
	close(ready[0]);
	close(ready[1]);
	close(done[0]);
	close(done[1]);
}

/* Dies after `n` facts, or after the commit when n is beyond them. */
static void
write_and_die(const char *path, int n)
{
	enum { FACTS = 4 };
	struct store *s;
	struct fault f;

	if (!store_open(path, &s, &f) || !store_begin(s, &f))
		_exit(1);
	for (int i = 0; i < FACTS; i++) {
		char name[16];
		if (i == n)
			kill(getpid(), SIGKILL);
		snprintf(name, sizeof name, "fact-%d", i);
		if (!store_fact_set(s, name, "x", &f))
			_exit(2);
	}
	if (n == FACTS)
		kill(getpid(), SIGKILL);
	if (!store_end(s, true, &f))
		_exit(3);
	kill(getpid(), SIGKILL);
}

static void
killed_between_statements_all_or_nothing_is_there(void **state)
{
	struct world *w = *state;

	for (int n = 0; n <= 5; n++) {
		pid_t child = fork();
		if (child == 0)
			write_and_die(w->path, n);
		assert_int_equal(wait_for(child), -1);
		world_reopen(w);
		assert_int_equal(stranger(w->path, "SELECT count(*) FROM fact"),
		    n == 5 ? 4 : 0);
		assert_int_equal(
		    stranger(w->path,
			"SELECT count(*) FROM pragma_integrity_check "
			"WHERE integrity_check = 'ok'"),
		    1);
	}
}

static void
migration_and_commit_are_steps_of_the_kill_tests(void **state)
{
	struct world *w = *state;
	char steps[128];
	struct slice got;

	snprintf(steps, sizeof steps, "%s/steps", w->dir);
	store_close(w->s);
	w->s = NULL;
	world_forget_file(w);
	setenv("CABUT_COUNT_STEPS", steps, 1);
	must(w, store_open(w->path, &w->s, &w->f));
	must(w, store_begin(w->s, &w->f));
	assert_false(store_end(w->s, false, &w->f));
	must(w, store_begin(w->s, &w->f));
	must(w, store_end(w->s, true, &w->f));
	unsetenv("CABUT_COUNT_STEPS");
	must(w, file_read(steps, 1000, w->a, &got, &w->f));
	unlink(steps);
	assert_string_equal(
	    arena_copy(w->a, got.at, got.len), "store.migrate\nstore.migrate\n"
	    "store.migrate\nstore.commit\n");
}

int
main(void)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(commit_keeps_and_rollback_undoes),
		TEST(a_fact_is_replaced_and_removed),
		TEST(a_counter_runs_from_one_and_gives_back_what_is_undone),
		TEST(a_savepoint_undoes_one_mail_alone),
		TEST(rolling_all_back_takes_the_savepoints_along),
		TEST(wrong_order_is_refused),
		TEST(a_transaction_that_sqlite_gave_up_is_not_written_on),
		TEST(the_second_writer_is_told_who_is_in_the_way),
		TEST(killed_between_statements_all_or_nothing_is_there),
		TEST(migration_and_commit_are_steps_of_the_kill_tests),
	};
	return cmocka_run_group_tests_name(
	    "store transactions", tests, NULL, NULL);
}
