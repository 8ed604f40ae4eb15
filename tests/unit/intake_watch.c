/*
 * The watch over IMAP replies: whatever way the bytes are cut, it must say
 * the same; literals are data; and what libetpan would misread ends the
 * session.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "imap_watch.h"

#include "cabut/banned.h"

struct row {
	const char *name;
	const char *bytes;
	const char *refused; /* part of the reason; NULL: let through */
	enum watch_answer answer;
	const char *said;
	unsigned must_see;
};

static const struct row rows[] = {
	{ "a tagged OK is kept with its text", "7 OK [READ-ONLY] buka\r\n",
	    NULL, ANSWER_OK, "[READ-ONLY] buka", 0 },
	{ "a tagged NO is kept", "7 NO [INUSE] x\r\n", NULL, ANSWER_NO,
	    "[INUSE] x", 0 },
	{ "a tagged BAD is kept", "7 bad x\r\n", NULL, ANSWER_BAD, "x", 0 },
	{ "an untagged OK is no answer", "* OK halo\r\n", NULL, ANSWER_NONE, "",
	    0 },
	{ "a tagged line inside a literal is data",
	    "* 1 FETCH (BODY[] {10}\r\n7 OK no\r\n!)\r\n", NULL, ANSWER_NONE,
	    "", 0 },
	{ "BYE inside a literal is data",
	    "* 1 FETCH (BODY[] {9}\r\n* BYE x\r\n)\r\n7 OK y\r\n", NULL,
	    ANSWER_OK, "y", 0 },
	{ "an empty literal is nothing",
	    "* 1 FETCH (BODY[] {0}\r\n)\r\n7 OK y"
	    "\r\n",
	    NULL, ANSWER_OK, "y", 0 },
	{ "braces in free text are text", "* OK {5}\r\n7 OK {9}\r\n", NULL,
	    ANSWER_OK, "{9}", 0 },
	{ "braces in the middle of a line are text",
	    "* LIST () \"/\" \"{3}a\"\r\n7 OK y\r\n", NULL, ANSWER_OK, "y", 0 },
	{ "text with bytes beyond ASCII is shown as ?", "7 NO sal\xc3\xa4h\r\n",
	    NULL, ANSWER_NO, "sal??h", 0 },
	{ "BYE ends the session", "* BYE tutup\r\n", "tutup", ANSWER_NONE, NULL,
	    0 },
	{ "BYE without text ends it too", "* bye\r\n", "ended the session",
	    ANSWER_NONE, NULL, 0 },
	{ "a literal of 2^32 + 5", "* 1 FETCH (BODY[] {4294967301}\r\n",
	    "impossible length", ANSWER_NONE, NULL, 0 },
	{ "a literal of a number without end",
	    "* 1 FETCH (BODY[] {99999999999999999999999999999}\r\n",
	    "impossible length", ANSWER_NONE, NULL, 0 },
	{ "a negative literal", "* 1 FETCH (BODY[] {-5}\r\n",
	    "impossible length", ANSWER_NONE, NULL, 0 },
	{ "UIDVALIDITY beyond 32 bits", "* OK [UIDVALIDITY 4294967296] x\r\n",
	    "32 bits", ANSWER_NONE, NULL, 0 },
	{ "the greatest UIDVALIDITY", "* OK [UIDVALIDITY 4294967295] x\r\n",
	    NULL, ANSWER_NONE, "", 0 },
	{ "UIDNEXT beyond 32 bits", "* OK [UIDNEXT 99999999999999999999] x\r\n",
	    "32 bits", ANSWER_NONE, NULL, 0 },
	{ "HIGHESTMODSEQ may have 64 bits",
	    "* OK [HIGHESTMODSEQ 18446744073709551615] x\r\n", NULL,
	    ANSWER_NONE, "", 0 },
	{ "a UID in a FETCH beyond 32 bits",
	    "* 1 FETCH (FLAGS () UID 4294967299)\r\n", "32 bits", ANSWER_NONE,
	    NULL, 0 },
	{ "a size beyond 32 bits", "* 1 FETCH (RFC822.SIZE 4294967296)\r\n",
	    "32 bits", ANSWER_NONE, NULL, 0 },
	{ "a keyword made of digits is only a keyword",
	    "* 1 FETCH (FLAGS (198001012005011001))\r\n", NULL, ANSWER_NONE, "",
	    0 },
	{ "a UID in a SEARCH beyond 32 bits", "* SEARCH 1 4294967296\r\n",
	    "32 bits", ANSWER_NONE, NULL, 0 },
	{ "OK without SEARCH when that was asked", "7 OK x\r\n",
	    "without the data", ANSWER_OK, NULL, SEEN_SEARCH },
	{ "OK with an empty SEARCH", "* SEARCH\r\n7 OK x\r\n", NULL, ANSWER_OK,
	    "x", SEEN_SEARCH },
	{ "NO needs no SEARCH", "7 NO x\r\n", NULL, ANSWER_NO, "x",
	    SEEN_SEARCH },
	{ "an ESEARCH is no SEARCH",
	    "* ESEARCH (TAG \"7\") UID ALL 1\r\n7 OK"
	    "\r\n",
	    "without the data", ANSWER_OK, NULL, SEEN_SEARCH },
	{ "blank lines are skipped", "\r\n\r\n7 OK y\r\n", NULL, ANSWER_OK, "y",
	    0 },
};

static bool
feed(struct imap_watch *w, const struct row *r, size_t len, size_t step,
    struct fault *f)
{
	char *exact = malloc(len ? len : 1);
	bool ok = true;
	size_t good;

	assert_non_null(exact);
	memcpy(exact, r->bytes, len);
	imap_watch_init(w, "imaps://h:993");
	imap_watch_command(w, WATCH_LINE_MAX, r->must_see);
	for (size_t i = 0; ok && i < len; i += step) {
		size_t n = len - i < step ? len - i : step;
		ok = imap_watch_feed(w, exact + i, n, &good, f);
		assert_true(good <= n);
	}
	free(exact);
	return ok;
}

static void
run_row(void **state)
{
	const struct row *r = *state;

	for (size_t step = 1; step <= strlen(r->bytes); step++) {
		struct imap_watch w;
		struct fault f = { 0 };
		bool ok = feed(&w, r, strlen(r->bytes), step, &f);

		if (ok != !r->refused || (!ok && f.scope != SCOPE_LATER) ||
		    (!ok && !strstr(f.text, r->refused)))
			fail_msg("in steps of %zu: got %s \"%s\"", step,
			    ok ? "through" : "refused", f.text);
		assert_int_equal(w.answer, r->answer);
		if (r->said)
			assert_string_equal(w.said, r->said);
	}
}

static void
a_reply_cut_at_every_length_is_safe(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t len = 0; len < strlen(rows[i].bytes); len++) {
			struct imap_watch w;
			struct fault f;

			feed(&w, &rows[i], len, 5, &f);
			assert_int_equal(w.answer, ANSWER_NONE);
		}
}

static bool
feed_all(struct imap_watch *w, const char *at, size_t len, size_t *good,
    struct fault *f)
{
	imap_watch_init(w, "imaps://h:993");
	return imap_watch_feed(w, at, len, good, f);
}

static void
lines_before_a_refused_one_are_good(void **state)
{
	static const char reply[] =
	    "* 1 EXISTS\r\n* 2 FETCH (BODY[] {3}\r\nabc)"
	    "\r\n* BYE x\r\n";
	struct imap_watch w;
	struct fault f;
	size_t good;

	(void)state;
	assert_false(feed_all(&w, reply, sizeof reply - 1, &good, &f));
	assert_int_equal(good, sizeof reply - 1 - strlen("* BYE x\r\n"));
}

static void
a_nul_byte_is_refused_outside_a_literal_only(void **state)
{
	static const char bad[] = "* OK a\0b\r\n";
	static const char data[] = "* 1 FETCH (BODY[] {3}\r\na\0b)\r\n";
	struct imap_watch w;
	struct fault f = { 0 };
	size_t good;

	(void)state;
	assert_false(feed_all(&w, bad, sizeof bad - 1, &good, &f));
	assert_non_null(strstr(f.text, "NUL"));
	assert_true(feed_all(&w, data, sizeof data - 1, &good, &f));
}

static void
a_line_has_a_greatest_length(void **state)
{
	char *line = malloc(WATCH_LINE_MAX + 1);
	struct imap_watch w;
	struct fault f = { 0 };
	size_t good;

	(void)state;
	assert_non_null(line);
	memset(line, 'x', WATCH_LINE_MAX + 1);
	assert_true(feed_all(&w, line, WATCH_LINE_MAX, &good, &f));
	assert_false(feed_all(&w, line, WATCH_LINE_MAX + 1, &good, &f));
	assert_non_null(strstr(f.text, "without end"));
	free(line);
}

static void
lists_have_a_greatest_depth(void **state)
{
	char deep[WATCH_DEPTH_MAX + 16];
	struct imap_watch w;
	struct fault f = { 0 };
	size_t good, n = (size_t)snprintf(deep, sizeof deep, "* 1 FETCH ");

	(void)state;
	memset(deep + n, '(', WATCH_DEPTH_MAX + 1);
	assert_true(feed_all(&w, deep, n + WATCH_DEPTH_MAX, &good, &f));
	assert_false(feed_all(&w, deep, n + WATCH_DEPTH_MAX + 1, &good, &f));
	assert_non_null(strstr(f.text, "too deep"));
}

static void
bytes_behind_the_answer_are_counted(void **state)
{
	struct imap_watch w;
	struct fault f;
	size_t good;

	(void)state;
	assert_true(feed_all(&w, "1 OK x\r\n", 8, &good, &f));
	assert_int_equal(w.after_answer, 0);
	assert_true(imap_watch_feed(&w, "* 1", 3, &good, &f));
	assert_int_equal(w.after_answer, 3);
	imap_watch_command(&w, WATCH_LINE_MAX, 0);
	assert_int_equal(w.after_answer, 0);
}

static void
response_codes_are_whole_words_in_front(void **state)
{
	struct imap_watch w;
	struct fault f;
	size_t good;

	(void)state;
	assert_true(feed_all(&w, "1 OK [read-only x] y\r\n", 22, &good, &f));
	assert_true(imap_watch_has_code(&w, "READ-ONLY"));
	assert_false(imap_watch_has_code(&w, "READ"));
	assert_true(feed_all(&w, "1 OK x [READ-ONLY]\r\n", 20, &good, &f));
	assert_false(imap_watch_has_code(&w, "READ-ONLY"));
}

int
main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(a_reply_cut_at_every_length_is_safe),
		cmocka_unit_test(lines_before_a_refused_one_are_good),
		cmocka_unit_test(a_nul_byte_is_refused_outside_a_literal_only),
		cmocka_unit_test(a_line_has_a_greatest_length),
		cmocka_unit_test(lists_have_a_greatest_depth),
		cmocka_unit_test(bytes_behind_the_answer_are_counted),
		cmocka_unit_test(response_codes_are_whole_words_in_front),
	};
	enum {
		ROWS = sizeof rows / sizeof *rows,
		OTHERS = sizeof others / sizeof *others
	};
	struct CMUnitTest tests[ROWS + OTHERS];

	for (size_t i = 0; i < ROWS; i++)
		tests[i] = (struct CMUnitTest){ .name = rows[i].name,
			.test_func = run_row,
			.initial_state = (void *)(uintptr_t)&rows[i] };
	memcpy(tests + ROWS, others, sizeof others);
	return _cmocka_run_group_tests(
	    "intake_watch", tests, ROWS + OTHERS, NULL, NULL);
}
