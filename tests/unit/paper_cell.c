/*
 * cabut-cell from the side of cabut: a mail comes back as text, a child that
 * misbehaves costs its own mail and nothing else, and a cell that is gone is
 * told apart from a mail that cannot be read.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paper/wire.h"

#include "cabut/banned.h"

enum { FILE_MAX = 4 * 1024 * 1024, PATH_ROOM = 512 };

static struct cell *
open_cell(unsigned wall_ms, unsigned cpu_s)
{
	struct cell_limits limits = { wall_ms, cpu_s, CELL_MEMORY_MAX };
	struct fault f = { 0 };
	struct cell *cell = NULL;

	if (!cell_open_with(CABUT_CELL, &limits, &cell, &f))
		fail_msg("cell: %s", f.text);
	return cell;
}

static struct slice
document(const char *name, struct arena *arena)
{
	char path[PATH_ROOM];
	struct fault f = { 0 };
	struct slice bytes;

	snprintf(path, sizeof path, "%s/%s", CABUT_PAPERS, name);
	if (!file_read(path, FILE_MAX, arena, &bytes, &f))
		fail_msg("%s: %s", name, f.text);
	return bytes;
}

static void
add_base64(struct strbuf *out, struct slice b)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < b.len; i += 3) {
		uint32_t three = 0;
		char four[4];

		for (size_t k = 0; k < 3; k++)
			three =
			    three << 8 |
			    (i + k < b.len ? (unsigned char)b.at[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			four[k] = i + k <= b.len
				      ? digits[three >> (18 - 6 * k) & 63]
				      : '=';
		strbuf_add(out, four, 4);
		if (i / 3 % 19 == 18)
			strbuf_text(out, "\r\n");
	}
	strbuf_text(out, "\r\n");
}

static void
add_part(
    struct strbuf *out, const char *type, const char *name, struct slice bytes)
{
	strbuf_printf(out,
	    "--batas\r\nContent-Type: %s\r\n"
	    "Content-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment; filename=\"%s\"\r\n\r\n",
	    type, name);
	add_base64(out, bytes);
}

/* A mail with a body and these documents. */
static struct slice
mail_with(const char *const *names, size_t count, struct arena *arena)
{
	struct strbuf out;
	struct slice mail;

	strbuf_init(&out, MESSAGE_BYTES_MAX);
	strbuf_text(&out,
	    "From: arsip@contohtimurkab.go.id\r\n"
	    "To: kominfo@contohtimurkab.go.id\r\n"
	    "Subject: Permohonan\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: multipart/mixed; boundary=batas\r\n\r\n"
	    "--batas\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
	    "Terlampir surat kami.\r\n");
	for (size_t i = 0; i < count; i++)
		add_part(&out, "application/octet-stream", names[i],
		    document(names[i], arena));
	strbuf_text(&out, "--batas--\r\n");
	mail = (struct slice){ strbuf_keep(&out, arena), out.len };
	strbuf_release(&out);
	return mail;
}

static void
expect_good_mail(struct cell *cell)
{
	static const char *const names[] = { "letter.pdf" };
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct cell_reading r;

	if (!cell_read(cell, mail_with(names, 1, arena), arena, &r, &f))
		fail_msg("the next mail was not read: %s", f.text);
	assert_int_equal(r.paper_count, 1);
	assert_non_null(strstr(r.papers[0].text, "Ratna Wulandari"));
	arena_free(arena);
}

static void
a_mail_comes_back_with_its_papers(void **state)
{
	static const char *const names[] = { "letter.pdf", "letter.docx",
		"letter.odt", "encrypted.pdf", "picture.png", "bomb.docx" };
	static const enum paper_kind kinds[] = { PAPER_KIND_PDF,
		PAPER_KIND_DOCX, PAPER_KIND_ODT, PAPER_KIND_PDF,
		PAPER_KIND_PICTURE, PAPER_KIND_DOCX };
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct slice raw = mail_with(names, 6, arena);
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	if (!cell_read(cell, raw, arena, &r, &f))
		fail_msg("%s", f.text);
	assert_string_equal(r.message.subject, "Permohonan");
	assert_non_null(r.message.text);
	assert_non_null(strstr(r.message.text, "Terlampir surat kami."));
	assert_int_equal(r.paper_count, 6);
	for (size_t i = 0; i < 6; i++) {
		struct slice bytes, want = document(names[i], arena);

		assert_string_equal(r.papers[i].name, names[i]);
		assert_int_equal(r.papers[i].kind, kinds[i]);
		assert_int_equal(
		    r.papers[i].how, i < 3 ? PAPER_TEXT : PAPER_NONE);
		assert_true(r.papers[i].part < r.message.part_count);
		assert_true(cell_extract(cell, raw, i, arena, &bytes, &f));
		assert_int_equal(bytes.len, want.len);
		assert_memory_equal(bytes.at, want.at, want.len);
		assert_int_equal(r.papers[i].bytes, want.len);
	}
	arena_free(arena);
	cell_close(cell);
}

static void
a_bare_document_is_read_alone(void **state)
{
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	assert_true(cell_read_paper(
	    cell, document("letter.odt", arena), arena, &r, &f));
	assert_int_equal(r.paper_count, 1);
	assert_int_equal(r.papers[0].kind, PAPER_KIND_ODT);
	assert_int_equal(r.message.part_count, 0);
	assert_true(
	    cell_read_paper(cell, (struct slice){ "", 0 }, arena, &r, &f));
	assert_string_equal(r.papers[0].why, "empty file");
	arena_free(arena);
	cell_close(cell);
}

static void
a_paper_that_is_not_there_cannot_be_extracted(void **state)
{
	static const char *const names[] = { "letter.pdf" };
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct slice raw = mail_with(names, 1, arena), bytes;
	struct fault f = { 0 };

	(void)state;
	assert_false(cell_extract(cell, raw, 1, arena, &bytes, &f));
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	assert_string_equal(
	    f.text, "not readable: this mail has no such paper");
	assert_false(cell_extract(cell, raw, (size_t)-1, arena, &bytes, &f));
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	arena_free(arena);
	cell_close(cell);
}

static void
a_mail_larger_than_the_record_can_be_extracted(void **state)
{
	enum { LEN = 16 * 1024 * 1024 };
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	char *large = arena_alloc(arena, LEN);
	struct fault f = { 0 };
	struct slice bytes;
	struct strbuf out;

	(void)state;
	memset(large, 'x', LEN);
	strbuf_init(&out, MESSAGE_BYTES_MAX);
	strbuf_text(&out, "From: a@kab.go.id\r\nMIME-Version: 1.0\r\n"
			  "Content-Type: multipart/mixed; boundary=batas\r\n"
			  "\r\n");
	add_part(&out, "application/octet-stream", "besar.bin",
	    (struct slice){ large, LEN });
	strbuf_text(&out, "--batas--\r\n");
	assert_false(out.cut);
	if (!cell_extract(
		cell, (struct slice){ out.at, out.len }, 0, arena, &bytes, &f))
		fail_msg("%s", f.text);
	assert_int_equal(bytes.len, LEN);
	assert_memory_equal(bytes.at, large, LEN);
	strbuf_release(&out);
	arena_free(arena);
	cell_close(cell);
}

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

static void
a_program_that_is_no_cell_is_a_fault_of_the_run(void **state)
{
	static const struct {
		const char *program, *why;
	} rows[] = {
		{ "/nonexistent/cabut-cell",
		    "cabut-cell: /nonexistent/cabut-cell: No such file or "
		    "directory" },
		{ "/bin/true",
		    "cabut-cell: /bin/true ended before it was ready" },
		{ "/bin/echo",
		    "cabut-cell: /bin/echo ended before it was ready" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f = { 0 };
		struct cell *cell = NULL;

		assert_false(cell_open(rows[i].program, &cell, &f));
		assert_int_equal(f.scope, SCOPE_RUN);
		assert_string_equal(f.text, rows[i].why);
		assert_null(cell);
	}
	cell_close(NULL);
}

/* The cell's process, as the kernel knows it: our one child. */
static pid_t
only_child(void)
{
	char path[PATH_ROOM], text[64] = "";
	FILE *f;

	snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(text, sizeof text, f));
	fclose(f);
	return (pid_t)strtol(text, NULL, 10);
}

static void
a_cell_that_is_gone_is_a_fault_of_the_run(void **state)
{
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	assert_int_equal(kill(only_child(), SIGKILL), 0);
	for (int i = 0; i < 2; i++) {
		f.scope = SCOPE_NONE;
		assert_false(
		    cell_read(cell, SLICE("From: a\r\n\r\n"), arena, &r, &f));
		assert_int_equal(f.scope, SCOPE_RUN);
	}
	arena_free(arena);
	cell_close(cell);
}

static void
the_cell_leaves_key_presses_to_cabut(void **state)
{
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);

	(void)state;
	assert_int_equal(kill(only_child(), SIGINT), 0);
	assert_int_equal(kill(only_child(), SIGTERM), 0);
	expect_good_mail(cell);
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
		cmocka_unit_test(a_mail_comes_back_with_its_papers),
		cmocka_unit_test(a_bare_document_is_read_alone),
		cmocka_unit_test(a_paper_that_is_not_there_cannot_be_extracted),
		cmocka_unit_test(
		    a_mail_larger_than_the_record_can_be_extracted),
		cmocka_unit_test(
		    each_misdeed_costs_its_own_mail_and_nothing_else),
		cmocka_unit_test(processor_time_is_limited_too),
		cmocka_unit_test(a_good_record_after_nothing_bad_is_taken),
		cmocka_unit_test(the_cell_says_which_locks_hold),
		cmocka_unit_test(
		    a_program_that_is_no_cell_is_a_fault_of_the_run),
		cmocka_unit_test(a_cell_that_is_gone_is_a_fault_of_the_run),
		cmocka_unit_test(the_cell_leaves_key_presses_to_cabut),
		cmocka_unit_test(the_cell_ends_with_the_cabut_that_started_it),
		cmocka_unit_test(
		    without_landlock_the_other_locks_stop_each_misdeed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
