/*
 * The sandbox: a child that a document has taken over costs its own mail and
 * nothing else, with Landlock and without, and nothing outlives cabut.
 */
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paper_help.h"

#include "cabut/banned.h"

static void
expect_stopped(struct cell *cell, enum cell_misdeed deed, const char *why)
{
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct cell_reading r;

	if (cell_misbehave(cell, deed, arena, &r, &f))
		fail_msg("misdeed %d was not stopped", deed);
	if (f.scope != SCOPE_MESSAGE ||
	    !slice_starts_nocase(slice_of(f.text), SLICE("not readable: ")) ||
	    !strstr(f.text, why))
		fail_msg("misdeed %d: want <%s>, got <%s>", deed, why, f.text);
	arena_free(arena);
}

static void
expect_all_stopped(struct cell *cell)
{
	static const struct {
		enum cell_misdeed deed;
		const char *why; /* a part of it; "" any */
	} rows[] = {
		{ CELL_MISDEED_CRASH, "crashed (signal 11)" },
		{ CELL_MISDEED_ABORT, "crashed (signal 6)" },
		{ CELL_MISDEED_IDLE, "took longer than 0.7 s" },
		{ CELL_MISDEED_SPIN, "took longer than 0.7 s" },
		{ CELL_MISDEED_READ_FILE, "ended with code 3" },
		{ CELL_MISDEED_WRITE_FILE, "the sandbox forbids" },
		{ CELL_MISDEED_SOCKET, "the sandbox forbids" },
		{ CELL_MISDEED_FORK, "the sandbox forbids" },
		{ CELL_MISDEED_EXEC, "the sandbox forbids" },
		{ CELL_MISDEED_KILL, "the sandbox forbids" },
		{ CELL_MISDEED_HALF_RECORD, "its record was cut short" },
		{ CELL_MISDEED_LONG_RECORD, "its record was cut short" },
		{ CELL_MISDEED_WRONG_RECORD, "malformed" },
		{ CELL_MISDEED_CLOSE_AND_STAY, "took longer than 0.7 s" },
		{ CELL_MISDEED_EXHAUST, "" },
		{ CELL_MISDEED_LOOK_AROUND, "ended with code 3" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		expect_stopped(cell, rows[i].deed, rows[i].why);
		expect_good_mail(cell);
	}
}

static void
each_misdeed_costs_its_own_mail_and_nothing_else(void **state)
{
	int secret = open("/dev/null", O_RDONLY); /* for it to inherit */
	struct cell *cell;

	(void)state;
	assert_true(secret >= 0);
	assert_int_equal(setenv("CABUT_TEST_SECRET", "rahasia", 1), 0);
	cell = open_cell(700, CELL_CPU_S);
	expect_all_stopped(cell);
	cell_close(cell);
	close(secret);
}

static void
processor_time_is_limited_too(void **state)
{
	struct cell *cell = open_cell(CELL_WALL_MS, 1);
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	assert_false(cell_misbehave(cell, CELL_MISDEED_SPIN, arena, &r, &f));
	assert_string_equal(
	    f.text, "not readable: it used more than 1 s of processor time");
	arena_free(arena);
	cell_close(cell);
}

static void
a_good_record_after_nothing_bad_is_taken(void **state)
{
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	assert_true(cell_misbehave(cell, CELL_MISDEED_NONE, arena, &r, &f));
	assert_string_equal(r.message.subject, "");
	arena_free(arena);
	cell_close(cell);
}

static void
the_cell_says_which_locks_hold(void **state)
{
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	const char *locks = cell_locks(cell);

	(void)state;
	if (strcmp(locks, "landlock+seccomp+rlimits") != 0 &&
	    strcmp(locks, "seccomp+rlimits") != 0)
		fail_msg("got <%s>", locks);
	cell_close(cell);
}

/* A cabut that is killed while its cell works; all that it started must end
 * with it. This process inherits the orphans, so their end can be awaited. */
static _Noreturn void
be_a_killed_cabut(int ready)
{
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct fault f;
	struct cell_reading r;

	if (write(ready, "x", 1) == 1)
		cell_misbehave(cell, CELL_MISDEED_IDLE, arena, &r, &f);
	_exit(1);
}

static void
the_cell_ends_with_the_cabut_that_started_it(void **state)
{
	enum { PATIENCE_S = 30 };
	int ready[2], status, ended = 0;
	char byte;
	pid_t pid;

	(void)state;
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (pid == 0)
		be_a_killed_cabut(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(kill(pid, SIGKILL), 0);
	alarm(PATIENCE_S); /* one that stays fails the test */
	while (wait(&status) > 0)
		ended++;
	alarm(0);
	assert_true(ended >= 2);
	close(ready[0]);
	close(ready[1]);
}

/* As in many containers. For good, so this test comes last. */
static void
take_landlock_away(void)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);

	assert_non_null(ctx);
	assert_int_equal(seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EOPNOTSUPP),
			     SCMP_SYS(landlock_create_ruleset), 0),
	    0);
	assert_int_equal(seccomp_load(ctx), 0);
	seccomp_release(ctx);
}

static void
without_landlock_the_other_locks_stop_each_misdeed(void **state)
{
	struct cell *cell;

	(void)state;
	take_landlock_away();
	cell = open_cell(700, CELL_CPU_S);
	assert_string_equal(cell_locks(cell), "seccomp+rlimits");
	expect_all_stopped(cell);
	cell_close(cell);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_misdeed_costs_its_own_mail_and_nothing_else),
		cmocka_unit_test(processor_time_is_limited_too),
		cmocka_unit_test(a_good_record_after_nothing_bad_is_taken),
		cmocka_unit_test(the_cell_says_which_locks_hold),
		cmocka_unit_test(the_cell_ends_with_the_cabut_that_started_it),
		cmocka_unit_test(
		    without_landlock_the_other_locks_stop_each_misdeed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
