/*
 * What an IMAP server can do to sizes and bodies, one row a trap; and a
 * connection cut at every few bytes of a whole session.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "imap_trap.h"

#include "cabut/banned.h"

enum { CUT_STEP = 7 };

#define FETCH_5                                                                \
	"* 1 FETCH (UID 5 BODY[] {46}\r\nFrom: a@satu.example\r\n"             \
	"Subject: satu\r\n\r\nSatu.\r\n)\r\n"
#define SIZES_OK                                                               \
	"* 1 FETCH (UID 5 RFC822.SIZE 46)\r\n"                                 \
	"* 2 FETCH (UID 6 RFC822.SIZE 65)\r\n"                                 \
	"* 3 FETCH (UID 9 RFC822.SIZE 57)\r\n$ OK done\r\n"
#define PEEK "BODY.PEEK[]"

static const struct trap traps[] = {
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
};

/* Never a crash, never half a mail, always "later"; in the end all is well. */
static void
a_connection_cut_at_any_byte_loses_nothing(void **state)
{
	const struct trap calm = { .filing = FILING_KEYWORD };
	enum stage last = OPEN;

	(void)state;
	for (long cut = 1; last < DONE; cut += CUT_STEP) {
		char *heard;
		struct outcome got = imap_trap_visit(&calm, cut, &heard);

		if (got.ends < last ||
		    (got.ends < DONE && got.fault.scope != SCOPE_LATER))
			fail_msg("cut after %ld bytes: got %s, scope %d (%s)",
			    cut, imap_trap_stages[got.ends], got.fault.scope,
			    got.fault.text);
		if (got.ends > FETCH)
			assert_string_equal(got.whole, "yyy");
		last = got.ends;
		free(heard);
	}
}

int
main(void)
{
	return imap_trap_main("intake_fetch", traps,
	    sizeof traps / sizeof *traps,
	    a_connection_cut_at_any_byte_loses_nothing);
}
