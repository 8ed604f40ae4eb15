/*
 * The Maildir wire: whole files only, whatever step the process dies at, and
 * one file however often a mail is sent.
 */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "child.h"
#include "wires.h"

#include "cabut/banned.h"

enum { ROOM = 1024, STEPS_MAX = 10 };

static const char recipient[] = "kadis@diskominfo.contohkab.go.id";

static int
folder_open(void **state)
{
	*state = folder_make("maildir");
	return 0;
}

static int
folder_close(void **state)
{
	folder_remove(*state);
	return 0;
}

static struct wire *
open_in(const char *folder)
{
	char url[ROOM];
	struct wire *wire = NULL;
	struct fault f = { 0 };

	snprintf(url, sizeof url, "maildir:%s/kotak", folder);
	const struct wire_account a = { .url = url,
		.envelope_from = "cabut@diskominfo.contohkab.go.id" };
	if (!wire_open(&a, &wire, &f))
		fail_msg("%s", f.text);
	return wire;
}

/* Names in kotak/sub; the last one into `name`. */
static int
count_in(const char *folder, const char *sub, char name[ROOM])
{
	char path[ROOM];
	int n = 0;

	snprintf(path, sizeof path, "%s/kotak/%s", folder, sub);
	DIR *d = opendir(path);
	assert_non_null(d);
	for (struct dirent *e = readdir(d); e; e = readdir(d)) {
		if (e->d_name[0] == '.')
			continue;
		n++;
		snprintf(name, ROOM, "kotak/%s/%s", sub, e->d_name);
	}
	closedir(d);
	return n;
}

static void
must_send(struct wire *wire, const char *to, struct slice bytes)
{
	struct wire_outcome o;

	wire->ops->send(wire, to, bytes, &o);
	if (o.result != WIRE_SENT)
		fail_msg("got %s: %s", wire_result_name(o.result), o.text);
}

static void
a_mail_lands_in_new_with_its_envelope(void **state)
{
	struct wire *wire = open_in(*state);
	char name[ROOM];
	size_t len = 0;

	must_send(wire, recipient, SLICE("A: b\r\n\r\n.\r\n"));
	wire_close(wire);
	assert_int_equal(count_in(*state, "new", name), 1);
	char *got = folder_read(*state, name, &len);
	assert_string_equal(got,
	    "Return-Path: <cabut@diskominfo.contohkab.go.id>\r\n"
	    "Delivered-To: kadis@diskominfo.contohkab.go.id\r\n"
	    "A: b\r\n\r\n.\r\n");
	free(got);
	assert_int_equal(count_in(*state, "tmp", name), 0);
	assert_int_equal(count_in(*state, "cur", name), 0);
}

static void
the_same_mail_twice_is_one_file(void **state)
{
	struct wire *wire = open_in(*state);
	char name[ROOM];

	must_send(wire, recipient, SLICE("halo\r\n"));
	must_send(wire, recipient, SLICE("halo\r\n"));
	assert_int_equal(count_in(*state, "new", name), 1);
	must_send(wire, recipient, SLICE("lain\r\n"));
	must_send(wire, "kabid@diskominfo.contohkab.go.id", SLICE("halo\r\n"));
	assert_int_equal(count_in(*state, "new", name), 3);
	wire_close(wire);
}

/* Dies at step n of one sending. False: n steps are more than there are. */
static bool
die_at(const char *folder, int n)
{
	int status = 0;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		char number[16];
		struct wire_outcome o;
		snprintf(number, sizeof number, "%d", n);
		setenv("CABUT_KILL_AT_STEP", number, 1);
		struct wire *wire = open_in(folder);
		wire->ops->send(wire, recipient, SLICE("halo\r\n"), &o);
		_exit(o.result == WIRE_SENT ? 0 : 1);
	}
	waitpid(pid, &status, 0);
	if (WIFSIGNALED(status)) {
		assert_int_equal(WTERMSIG(status), SIGKILL);
		return true;
	}
	assert_int_equal(WEXITSTATUS(status), 0);
	return false;
}

static void
killed_at_any_step_leaves_a_whole_mail_or_none(void **state)
{
	int killed = 0;

	for (int n = 1; n < STEPS_MAX; n++) {
		char name[ROOM];
		size_t len = 0;
		char *folder = folder_make("langkah");
		bool died = die_at(folder, n);
		killed += died;
		if (count_in(folder, "new", name) > 0) {
			char *got = folder_read(folder, name, &len);
			assert_non_null(strstr(got, "halo\r\n"));
			free(got);
		}
		die_at(folder, STEPS_MAX); /* cron comes again: it lives */
		assert_int_equal(count_in(folder, "new", name), 1);
		assert_int_equal(count_in(folder, "tmp", name), 0);
		folder_remove(folder);
	}
	assert_int_equal(killed, 3);
	(void)state;
}

static void
what_is_not_clean_is_refused(void **state)
{
	struct wire *wire = open_in(*state);
	struct wire_outcome o = { .result = WIRE_SENT };
	char name[ROOM];

	wire->ops->send(wire, "a@b.example\r\nBcc: c", SLICE("x\r\n"), &o);
	assert_int_equal(o.result, WIRE_REFUSED);
	wire->ops->send(wire, recipient, SLICE("x\n"), &o);
	assert_int_equal(o.result, WIRE_REFUSED);
	assert_int_equal(count_in(*state, "new", name), 0);
	wire_close(wire);
}

static void
a_folder_that_cannot_be_is_the_operators_matter(void **state)
{
	static const char *const rows[] = { "maildir:relatif",
		"maildir:/nonexistent/dalam/kotak", "maildir:/dev/null",
		"maildir:" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct wire_account a = { .url = rows[i] };
		struct wire *wire = NULL;
		struct fault f = { 0 };
		assert_false(wire_open(&a, &wire, &f));
		assert_false(wire_probe(&a, &f));
		assert_null(wire);
		assert_int_equal(f.scope, SCOPE_CONFIG);
		assert_non_null(strstr(f.text, "/"));
	}
	wire_close(NULL);
}

static void
a_disk_that_takes_no_more_means_later(void **state)
{
	struct wire *wire = open_in(*state);
	struct wire_outcome o = { .result = WIRE_SENT };
	char path[ROOM];

	/* The folder is gone under our hands. */
	snprintf(path, sizeof path, "%s/kotak/tmp", (char *)*state);
	assert_int_equal(rmdir(path), 0);
	wire->ops->send(wire, recipient, SLICE("x\r\n"), &o);
	assert_int_equal(o.result, WIRE_LATER);
	assert_true(o.text[0] != '\0');
	wire_close(wire);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		/* First: children inherit how many steps we have made. */
		cmocka_unit_test(
		    killed_at_any_step_leaves_a_whole_mail_or_none),
		cmocka_unit_test_setup_teardown(
		    a_mail_lands_in_new_with_its_envelope, folder_open,
		    folder_close),
		cmocka_unit_test_setup_teardown(
		    the_same_mail_twice_is_one_file, folder_open, folder_close),
		cmocka_unit_test_setup_teardown(
		    what_is_not_clean_is_refused, folder_open, folder_close),
		cmocka_unit_test(
		    a_folder_that_cannot_be_is_the_operators_matter),
		cmocka_unit_test_setup_teardown(
		    a_disk_that_takes_no_more_means_later, folder_open,
		    folder_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
