/*
 * imap_trap: see the header.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "imap_trap.h"
#include "intake_certs.h"

#include "cabut/banned.h"

const char *const imap_trap_stages[] = { "open", "list", "sizes", "fetch",
	"file", "done" };

static char certs[CERTS_FOLDER_ROOM];

static void
note_whole(const struct raw_mail *mails, size_t count, char whole[4])
{
	for (size_t i = 0; i < 3; i++) {
		bool is_right =
		    i < count && mails[i].is_whole &&
		    slice_equal(mails[i].bytes, slice_of(fake_bodies[i]));
		if (i < count && mails[i].is_whole && !is_right)
			fail_msg("mail %zu is \"whole\" with wrong bytes", i);
		whole[i] = is_right ? 'y' : 'n';
	}
}

static struct outcome
visit(const struct mailbox_account *who, struct arena *a)
{
	struct outcome o = { .ends = OPEN };
	struct mailbox *box = NULL;
	struct mail_ref refs[3] = { 0 };
	struct raw_mail mails[3] = { 0 };
	uint32_t *uids = NULL;
	size_t count = 0;

	if (!mailbox_open(who, &box, &o.fault))
		return o;
	o.ends = LIST;
	if (!box->ops->list(box, a, &uids, &count, &o.fault))
		goto out;
	assert_true(count <= 3);
	o.ends = SIZES;
	if (!box->ops->sizes(box, uids, count, refs, &o.fault))
		goto out;
	o.ends = FETCH;
	bool ok = box->ops->fetch(box, refs, count, a, mails, &o.fault);
	note_whole(mails, count, o.whole);
	if (!ok)
		goto out;
	o.ends = FILE_IT;
	if (!box->ops->file(box, uids, count, &o.fault))
		goto out;
	o.ends = DONE;
out:
	mailbox_close(box);
	return o;
}

static void
check(const struct trap *t, const struct outcome *got, const char *heard)
{
	if (got->ends != t->ends || got->fault.scope != t->scope)
		fail_msg("got %s with scope %d (%s), want %s with scope %d",
		    imap_trap_stages[got->ends], got->fault.scope,
		    got->fault.text, imap_trap_stages[t->ends], t->scope);
	if (t->says && !strstr(got->fault.text, t->says))
		fail_msg(
		    "got \"%s\", want \"%s\" in it", got->fault.text, t->says);
	if (t->ends != DONE && !strstr(got->fault.text, "imaps://localhost:"))
		fail_msg("no name of the server in \"%s\"", got->fault.text);
	if (t->whole && strcmp(got->whole, t->whole) != 0)
		fail_msg("whole mails: got %s, want %s", got->whole, t->whole);
	if (t->heard && !strstr(heard, t->heard))
		fail_msg(
		    "the server did not hear \"%s\" but:\n%s", t->heard, heard);
	if (t->not_heard && strstr(heard, t->not_heard))
		fail_msg("the server heard \"%s\":\n%s", t->not_heard, heard);
}

struct outcome
imap_trap_visit(const struct trap *t, long cut_after, char **heard)
{
	struct fake_imap server = { .certs = certs,
		.rules = t->rules,
		.greeting = t->greeting,
		.cut_after = cut_after };
	struct mailbox_account who = { .password = "rahasia",
		.filing = t->filing,
		.keyword = "$CabutSelesai",
		.folder = "Cabut/Selesai",
		.command_s = 2,
		.session_s = 20 };
	struct arena *a = arena_new();
	struct outcome got;

	fake_imap_start(&server);
	who.url = arena_printf(a,
	    "imaps://cabut%%40dinas.example@localhost:%u/INBOX", server.port);
	who.ca_file = arena_printf(a, "%s/ca.pem", certs);
	if (t->password)
		who.password = t->password;
	got = visit(&who, a);
	*heard = fake_imap_stop(&server);
	arena_free(a);
	return got;
}

static void
run_trap(void **state)
{
	const struct trap *t = *state;
	char *heard;
	struct outcome got = imap_trap_visit(t, 0, &heard);

	check(t, &got, heard);
	free(heard);
}

static int
make_certs(void **state)
{
	(void)state;
	return intake_certs_make(certs);
}

static int
remove_certs(void **state)
{
	(void)state;
	intake_certs_remove(certs);
	return 0;
}

int
imap_trap_main(const char *group, const struct trap *traps, size_t count,
    void (*other)(void **))
{
	struct CMUnitTest *tests = calloc(count + 1, sizeof *tests);
	int failed;

	if (!tests)
		return 1;
	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){ .name = traps[i].name,
			.test_func = run_trap,
			.initial_state = (void *)(uintptr_t)&traps[i] };
	tests[count] = (struct CMUnitTest){ .name = "the same, cut anywhere",
		.test_func = other };
	failed = _cmocka_run_group_tests(
	    group, tests, other ? count + 1 : count, make_certs, remove_certs);
	free(tests);
	return failed;
}
