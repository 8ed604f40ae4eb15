/*
 * What a lying, broken or poor IMAP server can do to intake: one row a trap.
 * Each row runs open, list, sizes, fetch, file against the fake server and
 * says how far it gets, with which fault, and which mails came whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cabut/intake.h"
#include "fake_imap.h"
#include "intake_certs.h"

enum stage { OPEN, LIST, SIZES, FETCH, FILE_IT, DONE };

enum { CUT_STEP = 7 };

static const char *const stage_names[] = { "open", "list", "sizes", "fetch",
	"file", "done" };

struct trap {
	const char *name;
	struct fake_rule rules[4];
	enum stage ends;   /* where the fault is; DONE: none */
	enum scope scope;  /* of that fault */
	const char *says;  /* part of its text */
	const char *whole; /* of UIDs 5, 6, 9, when fetch was reached */
	enum filing filing;
	const char *greeting;
	const char *password;
	const char *heard;     /* must stand in what the server heard */
	const char *not_heard; /* must not */
};

#define FETCH_5                                                                \
	"* 1 FETCH (UID 5 BODY[] {46}\r\nFrom: a@satu.example\r\n"             \
	"Subject: satu\r\n\r\nSatu.\r\n)\r\n"
#define SIZES_OK                                                               \
	"* 1 FETCH (UID 5 RFC822.SIZE 46)\r\n"                                 \
	"* 2 FETCH (UID 6 RFC822.SIZE 65)\r\n"                                 \
	"* 3 FETCH (UID 9 RFC822.SIZE 57)\r\n$ OK done\r\n"
#define PEEK "BODY.PEEK[]"

static const struct trap traps[] = {
	{ .name = "a good server gives all its mails, and is asked for nothing "
		  "dangerous",
	    .ends = DONE,
	    .whole = "yyy",
	    .heard = "UID FETCH 5:6,9 (UID BODY"
		     ".PEEK[])",
	    .not_heard = "STRUCTURE" },
	/* greeting */
	{ .name = "PREAUTH is refused",
	    .greeting = "* PREAUTH welcome\r\n",
	    .ends = OPEN,
	    .scope = SCOPE_CONFIG,
	    .says = "PREAUTH",
	    .not_heard = "LOGIN" },
	{ .name = "BYE instead of a greeting is for later",
	    .greeting = "* BYE too many connections\r\n",
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "too many connections" },
	{ .name = "a greeting that is no IMAP is not understood",
	    .greeting = "220 smtp here\r\n",
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "not understood",
	    .not_heard = "LOGIN" },
	{ .name = "end of file instead of a greeting",
	    .greeting = "~eof",
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "closed" },
	{ .name = "a server that hangs is given up at the deadline",
	    .greeting = "~hang",
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "the answer took more than 2 seconds" },
	{ .name = "a greeting line without end",
	    .greeting = "~flood",
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "without end" },
	/* log-in */
	{ .name = "OK to CAPABILITY without any capabilities",
	    .rules = { { "CAPABILITY", "$ OK done\r\n" } },
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "without the data",
	    .not_heard = "LOGIN" },
	{ .name = "LOGINDISABLED: the password stays here",
	    .rules = { { "CAPABILITY", "* CAPABILITY IMAP4rev1 LOGINDISABLED"
				       "\r\n$ OK done\r\n" } },
	    .ends = OPEN,
	    .scope = SCOPE_CONFIG,
	    .says = "log-in by password",
	    .not_heard = "LOGIN" },
	{ .name = "a wrong password is the operator's",
	    .rules = { { "LOGIN", "$ NO [AUTHENTICATIONFAILED] no\r\n" } },
	    .ends = OPEN,
	    .scope = SCOPE_CONFIG,
	    .says = "refused the password of user" },
	{ .name = "a log-in service that is down is for later",
	    .rules = { { "LOGIN", "$ NO [UNAVAILABLE] try again\r\n" } },
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "try again" },
	{ .name = "a line break in the password is never sent",
	    .password = "rahasia\r\nA1 DELETE INBOX",
	    .ends = OPEN,
	    .scope = SCOPE_CONFIG,
	    .says = "control character",
	    .not_heard = "DELETE" },
	{ .name = "an empty password is never sent",
	    .password = "",
	    .ends = OPEN,
	    .scope = SCOPE_CONFIG,
	    .says = "no password",
	    .not_heard = "LOGIN" },
	/* SELECT */
	{ .name = "an unknown folder is the operator's",
	    .rules = { { "SELECT", "$ NO [NONEXISTENT] no such\r\n" } },
	    .ends = OPEN,
	    .scope = SCOPE_CONFIG,
	    .says = "open folder INBOX" },
	{ .name = "a folder in use is for later",
	    .rules = { { "SELECT", "$ NO [INUSE] locked\r\n" } },
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "locked" },
	{ .name = "UIDVALIDITY 0 is refused",
	    .rules = { { "SELECT", "* 3 EXISTS\r\n* OK [UIDVALIDITY 0] x\r\n"
				   "$ OK [READ-WRITE] x\r\n" } },
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "UIDVALIDITY" },
	{ .name = "a missing UIDVALIDITY is refused",
	    .rules = { { "SELECT", "* 3 EXISTS\r\n$ OK [READ-WRITE] x\r\n" } },
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "UIDVALIDITY" },
	{ .name = "UIDVALIDITY beyond 32 bits is not cut",
	    .rules = { { "SELECT", "* OK [UIDVALIDITY 4294967301] x\r\n"
				   "$ OK [READ-WRITE] x\r\n" } },
	    .ends = OPEN,
	    .scope = SCOPE_LATER,
	    .says = "32 bits" },
	{ .name = "READ-ONLY is no trouble when nothing is filed",
	    .rules = { { "SELECT", "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n"
				   "$ OK [READ-ONLY] x\r\n" } },
	    .ends = DONE,
	    .whole = "yyy" },
	{ .name = "READ-ONLY is the operator's when mails are to be filed",
	    .filing = FILING_KEYWORD,
	    .rules = { { "SELECT", "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n"
				   "$ OK [READ-ONLY] x\r\n" } },
	    .ends = OPEN,
	    .scope = SCOPE_CONFIG,
	    .says = "read-only" },
	/* the list */
	{ .name = "OK without a SEARCH line is not \"no mail\"",
	    .rules = { { "UID SEARCH", "$ OK done\r\n" } },
	    .ends = LIST,
	    .scope = SCOPE_LATER,
	    .says = "without the data" },
	{ .name = "an empty SEARCH line is not believed while mails exist",
	    .rules = { { "UID SEARCH", "* SEARCH\r\n$ OK done\r\n" } },
	    .ends = LIST,
	    .scope = SCOPE_LATER,
	    .says = "lists none" },
	{ .name = "NO to the search is for later",
	    .rules = { { "UID SEARCH", "$ NO [SERVERBUG] oops\r\n" } },
	    .ends = LIST,
	    .scope = SCOPE_LATER,
	    .says = "oops" },
	{ .name = "BAD to the search ends the session",
	    .rules = { { "UID SEARCH", "$ BAD what\r\n" } },
	    .ends = LIST,
	    .scope = SCOPE_LATER,
	    .says = "what" },
	{ .name = "a UID beyond 32 bits is not cut",
	    .rules = { { "UID SEARCH",
		"* SEARCH 5 4294967302\r\n$ OK done\r\n" } },
	    .ends = LIST,
	    .scope = SCOPE_LATER,
	    .says = "32 bits" },
	{ .name = "UID 0 is refused",
	    .rules = { { "UID SEARCH", "* SEARCH 0 5\r\n$ OK done\r\n" } },
	    .ends = LIST,
	    .scope = SCOPE_LATER },
	{ .name = "two SEARCH lines with doubles are one list",
	    .rules = { { "UID SEARCH",
		"* SEARCH 9 5\r\n* SEARCH 6 5\r\n$ OK done\r\n" } },
	    .ends = DONE,
	    .whole = "yyy" },
	{ .name = "an endless list is stopped at its cap",
	    .rules = { { "UID SEARCH", "* SEARCH ~flood" } },
	    .ends = LIST,
	    .scope = SCOPE_LATER,
	    .says = "without end" },
	/* bodies */
	{ .name = "end of file inside a literal: what came before is kept",
	    .rules = { { PEEK, FETCH_5 "* 2 FETCH (UID 6 BODY[] {65}\r\nFrom"
				       "~eof" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .says = "closed",
	    .whole = "ynn" },
	{ .name = "NO after some items: those are whole, the others wait",
	    .rules = { { PEEK, FETCH_5 "$ NO [SERVERBUG] lost\r\n" } },
	    .ends = DONE,
	    .whole = "ynn" },
	{ .name = "a body shorter than RFC822.SIZE is not whole",
	    .rules = { { PEEK, FETCH_5 "* 2 FETCH (UID 6 BODY[] {4}\r\nFrom)"
				       "\r\n$ OK done\r\n" } },
	    .ends = DONE,
	    .whole = "ynn" },
	{ .name = "a body longer than RFC822.SIZE is not whole",
	    .rules = { { "RFC822.SIZE", "* 1 FETCH (UID 5 RFC822.SIZE 45)\r\n"
					"$ OK done\r\n" },
		{ PEEK, FETCH_5 "$ OK done\r\n" } },
	    .ends = DONE,
	    .whole = "nnn" },
	{ .name = "a NIL body is not whole",
	    .rules = { { PEEK, "* 1 FETCH (UID 5 BODY[] NIL)\r\n$ OK x\r\n" } },
	    .ends = DONE,
	    .whole = "nnn" },
	{ .name = "a literal of 2^32 + 5 bytes ends the session",
	    .rules = { { PEEK, "* 1 FETCH (UID 5 BODY[] {4294967301}\r\nabcde)"
			       "\r\n$ OK x\r\n" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .says = "impossible length",
	    .whole = "nnn" },
	{ .name = "a negative literal ends the session",
	    .rules = { { PEEK, "* 1 FETCH (UID 5 BODY[] {-5}\r\n)\r\n$ OK x"
			       "\r\n" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .says = "impossible length",
	    .whole = "nnn" },
	{ .name = "a body under another UID is nobody's",
	    .rules = { { PEEK, "* 1 FETCH (UID 7 BODY[] {46}\r\nFrom: a@satu."
			       "example\r\nSubject: satu\r\n\r\nSatu.\r\n)\r\n"
			       "$ OK x\r\n" } },
	    .ends = DONE,
	    .whole = "nnn" },
	{ .name = "a body without a UID is nobody's",
	    .rules = { { PEEK,
		"* 1 FETCH (BODY[] {3}\r\nabc)\r\n$ OK x\r\n" } },
	    .ends = DONE,
	    .whole = "nnn" },
	{ .name = "unsolicited FETCH, EXISTS and EXPUNGE disturb nothing",
	    .rules = { { PEEK, "* 2 FETCH (UID 6 FLAGS (\\Seen))\r\n"
			       "* 9 FETCH (FLAGS ())\r\n* 4 EXISTS\r\n" FETCH_5
			       "* 8 EXPUNGE\r\n$ OK x\r\n" } },
	    .ends = DONE,
	    .whole = "ynn" },
	{ .name = "one UID with two different bodies is not whole",
	    .rules = { { PEEK, FETCH_5 "* 1 FETCH (UID 5 BODY[] {46}\r\nFrom: "
				       "a@DUAA.example\r\nSubject: satu\r\n\r\n"
				       "Satu.\r\n)\r\n$ OK x\r\n" } },
	    .ends = DONE,
	    .whole = "nnn" },
	{ .name = "a part of a body is not a body",
	    .rules = { { PEEK, "* 1 FETCH (UID 5 BODY[]<0> {4}\r\nFrom)\r\n"
			       "* 2 FETCH (UID 6 BODY[TEXT] {65}\r\n"
			       "12345678901234567890123456789012345678901234567"
			       "890123456789012345)\r\n$ OK x\r\n" } },
	    .ends = DONE,
	    .whole = "nnn" },
	{ .name = "garbage in a FETCH reply ends the session",
	    .rules = { { PEEK, FETCH_5 "* 2 FETCH (UID 6 BODY[] oops\r\n$ OK x"
				       "\r\n" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .whole = "ynn" },
	{ .name = "garbage and then NO is garbage",
	    .rules = { { PEEK, FETCH_5 "* 2 FETCH (UID 6 BODY[] oops\r\n$ NO "
				       "x\r\n" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .says = "not understood",
	    .whole = "ynn" },
	{ .name = "two bodies in one reply are nobody's",
	    .rules = { { PEEK, "* 1 FETCH (UID 5 BODY[] {3}\r\nabc BODY[] "
			       "{46}\r\nFrom: a@satu.example\r\nSubject: "
			       "satu\r\n\r\nSatu.\r\n)\r\n$ OK x\r\n" } },
	    .ends = DONE,
	    .whole = "nnn" },
	{ .name = "NO to sizes without any size is for later",
	    .rules = { { "RFC822.SIZE", "$ NO [SERVERBUG] x\r\n" } },
	    .ends = SIZES,
	    .scope = SCOPE_LATER,
	    .says = "tell sizes" },
	{ .name = "BYE in the middle ends the session",
	    .rules = { { PEEK, FETCH_5 "* BYE shutting down\r\n~hang" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .says = "shutting down",
	    .whole = "ynn" },
	{ .name = "a FETCH line without end ends the session",
	    .rules = { { PEEK, FETCH_5 "* 2 FETCH (UID 6 FLAGS (~flood" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .says = "without end",
	    .whole = "ynn" },
	{ .name = "lists nested without end, the session",
	    .rules = { { PEEK, "* 2 FETCH (BODYSTRUCTURE (((((((((((((((((((((("
			       "((((((((((((((((((((((((((((((((((((((((((((((("
			       "(((((((((((((((((((((((((((((((~flood" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .says = "too deep",
	    .whole = "nnn" },
	{ .name = "a server that drips one byte at a time is given up",
	    .rules = { { PEEK, "~drip* 1 FETCH (UID 5 BODY[] {46}\r\nFrom: a@s"
			       "atu.example\r\nSubject: satu\r\n\r\nSatu" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .says = "the answer took more than 2 seconds",
	    .whole = "nnn" },
	{ .name = "more bytes than asked for end the session",
	    .rules = { { PEEK,
		"* 1 FETCH (UID 5 BODY[] {4000000}\r\n~flood" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .says = "sent more",
	    .whole = "nnn" },
	{ .name = "an OK for another command is not ours",
	    .rules = { { PEEK, FETCH_5 "99 OK x\r\n~eof" } },
	    .ends = FETCH,
	    .scope = SCOPE_LATER,
	    .whole = "ynn" },
	{ .name = "a mail that has vanished has size 0 and waits",
	    .rules = { { "RFC822.SIZE", "* 1 FETCH (UID 5 RFC822.SIZE 46)\r\n"
					"$ OK x\r\n" } },
	    .ends = DONE,
	    .whole = "ynn",
	    .heard = "UID FETCH 5 (UID BODY.PEEK[])" },
	{ .name = "sizes of other UIDs are not ours",
	    .rules = { { "RFC822.SIZE", "* 1 FETCH (UID 1 RFC822.SIZE 46)\r\n"
					"* 1 FETCH (UID 4000 RFC822.SIZE 46)"
					"\r\n" SIZES_OK } },
	    .ends = DONE,
	    .whole = "yyy" },
	/* filing */
	{ .name = "filing by keyword stores the keyword",
	    .filing = FILING_KEYWORD,
	    .ends = DONE,
	    .whole = "yyy",
	    .heard = "UID STORE 5:6,9 +FLAGS.SILENT ($CabutSelesai)",
	    .not_heard = "Seen" },
	{ .name = "a server without keywords is left alone",
	    .filing = FILING_KEYWORD,
	    .rules = { { "SELECT",
		"* 3 EXISTS\r\n* OK [PERMANENTFLAGS (\\Seen)] x\r\n"
		"* OK [UIDVALIDITY 7] x\r\n$ OK [READ-WRITE] x\r\n" } },
	    .ends = DONE,
	    .whole = "yyy",
	    .not_heard = "STORE" },
	{ .name = "filing by MOVE",
	    .filing = FILING_MOVE,
	    .ends = DONE,
	    .whole = "yyy",
	    .heard = "UID MOVE 5:6,9 ",
	    .not_heard = "COPY" },
	{ .name = "without MOVE: copy, delete, expunge these",
	    .filing = FILING_MOVE,
	    .rules = { { "CAPABILITY", "* CAPABILITY IMAP4rev1 UIDPLUS\r\n"
				       "$ OK x\r\n" } },
	    .ends = DONE,
	    .whole = "yyy",
	    .heard = "UID EXPUNGE 5:6,9" },
	{ .name = "without MOVE and UIDPLUS: never a plain EXPUNGE",
	    .filing = FILING_MOVE,
	    .rules = { { "CAPABILITY",
		"* CAPABILITY IMAP4rev1\r\n$ OK x\r\n" } },
	    .ends = DONE,
	    .whole = "yyy",
	    .heard = "UID STORE 5:6,9 +FLAGS.SILENT (\\Deleted)",
	    .not_heard = "EXPUNGE" },
	{ .name = "a missing filing folder is the operator's",
	    .filing = FILING_MOVE,
	    .rules = { { "UID MOVE", "$ NO [TRYCREATE] none\r\n" } },
	    .ends = FILE_IT,
	    .scope = SCOPE_CONFIG,
	    .says = "none",
	    .whole = "yyy" },
	{ .name = "a copy that failed deletes nothing",
	    .filing = FILING_MOVE,
	    .rules = { { "CAPABILITY", "* CAPABILITY IMAP4rev1\r\n$ OK x\r\n" },
		{ "COPY", "$ NO [OVERQUOTA] full\r\n" } },
	    .ends = FILE_IT,
	    .scope = SCOPE_LATER,
	    .says = "full",
	    .whole = "yyy",
	    .not_heard = "Deleted" },
	/* the end */
	{ .name = "a server that leaves without BYE is no trouble",
	    .rules = { { "LOGOUT", "~eof" } },
	    .ends = DONE,
	    .whole = "yyy" },
	{ .name = "a server that hangs at LOGOUT is left standing",
	    .rules = { { "LOGOUT", "~hang" } },
	    .ends = DONE,
	    .whole = "yyy" },
};

static char certs[CERTS_FOLDER_ROOM];

struct outcome {
	enum stage ends;
	struct fault fault;
	char whole[4];
};

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
		    stage_names[got->ends], got->fault.scope, got->fault.text,
		    stage_names[t->ends], t->scope);
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

static struct outcome
visit_fake(const struct trap *t, long cut_after, char **heard)
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
	struct outcome got = visit_fake(t, 0, &heard);

	check(t, &got, heard);
	free(heard);
}

/* Never a crash, never half a mail, always "later"; in the end all is well. */
static void
a_connection_cut_at_any_byte_loses_nothing(void **state)
{
	const struct trap calm = { .filing = FILING_KEYWORD };
	enum stage last = OPEN;

	(void)state;
	for (long cut = 1; last < DONE; cut += CUT_STEP) {
		char *heard;
		struct outcome got = visit_fake(&calm, cut, &heard);

		if (got.ends < last ||
		    (got.ends < DONE && got.fault.scope != SCOPE_LATER))
			fail_msg("cut after %ld bytes: got %s, scope %d (%s)",
			    cut, stage_names[got.ends], got.fault.scope,
			    got.fault.text);
		if (got.ends > FETCH)
			assert_string_equal(got.whole, "yyy");
		last = got.ends;
		free(heard);
	}
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
main(void)
{
	enum { COUNT = sizeof traps / sizeof *traps };
	struct CMUnitTest tests[COUNT + 1];

	for (size_t i = 0; i < COUNT; i++)
		tests[i] = (struct CMUnitTest){ .name = traps[i].name,
			.test_func = run_trap,
			.initial_state = (void *)(uintptr_t)&traps[i] };
	tests[COUNT] = (struct CMUnitTest)cmocka_unit_test(
	    a_connection_cut_at_any_byte_loses_nothing);
	return _cmocka_run_group_tests(
	    "intake_imap", tests, COUNT + 1, make_certs, remove_certs);
}
