/*
 * Encoded words, character sets, and our own marks in what comes back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cabut/message.h"

#include "cabut/banned.h"

#define TOKEN "abcdefghijklmnopqrstuvwx23"
#define OTHER "zzzzzzzzzzzzzzzzzzzzzzzz77"

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

struct row {
	const char *in;
	const char *want;
};

static void
check_words(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *got = message_decode_words(slice_of(rows[i].in), arena);

		if (strcmp(got, rows[i].want) != 0)
			fail_msg("[%s]: got [%s], want [%s]", rows[i].in, got,
			    rows[i].want);
	}
}

static void
encoded_words_are_decoded(void **state)
{
	static const struct row rows[] = {
		{ "", "" },
		{ "Permohonan", "Permohonan" },
		{ "=?utf-8?q?Permohonan_Pencabutan?=",
		    "Permohonan Pencabutan" },
		{ "=?UTF-8?B?U3VyYXQ=?=", "Surat" },
		{ "=?utf-8?B?U3VyYXQ?=", "Surat" },
		{ "=?utf-8*id?Q?a=C3=A9?=", "a\xc3\xa9" },
		{ "=?iso-8859-1?q?caf=E9?=", "caf\xc3\xa9" },
		{ "=?iso-8859-15?q?=A4?=", "\xe2\x82\xac" },
		{ "=?windows-1252?q?=93a=94?=", "\xe2\x80\x9c"
						"a\xe2\x80\x9d" },
		/* neighbours lose the blank between them, also folded */
		{ "=?utf-8?q?a?= =?utf-8?q?b?=", "ab" },
		{ "=?utf-8?q?a?=\r\n =?utf-8?q?b?=", "ab" },
		{ "a =?utf-8?q?b?= c", "a b c" },
		/* a letter split between two words */
		{ "=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "\xc3\xa9" },
		{ "=?utf-8?B?4oI=?= =?utf-8?B?rA==?=", "\xe2\x82\xac" },
		/* several padded words: nothing may get lost */
		{ "=?utf-8?B?YQ==?= =?utf-8?B?Yg==?= =?utf-8?B?Yw==?=", "abc" },
		/* raw text of old programs */
		{ "caf\xc3\xa9", "caf\xc3\xa9" },
		{ "caf\xe9", "caf\xc3\xa9" },
		/* not words */
		{ "=?utf-8?x?a?=", "=?utf-8?x?a?=" },
		{ "=?utf-8?q?a", "=?utf-8?q?a" },
		{ "=??q?a?=", "=??q?a?=" },
		{ "1 =? 2 ?= 3", "1 =? 2 ?= 3" },
		{ "=?utf-8?q?=zz=4?=", "=zz=4" },
		/* utf-7 is not decoded */
		{ "=?utf-7?q?+AGE-?=", "+AGE-" },
	};

	(void)state;
	check_words(rows, sizeof rows / sizeof *rows);
}

static void
control_characters_never_come_out_of_words(void **state)
{
	static const struct row rows[] = {
		{ "=?utf-8?q?a=0D=0ABcc:_x?=", "a\xef\xbf\xbd\xef\xbf\xbd"
					       "Bcc: x" },
		{ "=?utf-8?q?a=00b?=", "a\xef\xbf\xbd"
				       "b" },
		{ "=?utf-8?B?AQIDBA==?=", "\xef\xbf\xbd\xef\xbf\xbd"
					  "\xef\xbf\xbd\xef\xbf\xbd" },
		{ "=?utf-8?q?=C2=85?=", "\xef\xbf\xbd" },
		{ "a\tb\x7f", "a b\xef\xbf\xbd" },
		{ "=?utf-8?q?=FF=FE?=", "\xef\xbf\xbd\xef\xbf\xbd" },
	};

	(void)state;
	check_words(rows, sizeof rows / sizeof *rows);
}

static void
words_past_the_limit_stay_as_written(void **state)
{
	struct strbuf s;
	char *got;

	(void)state;
	strbuf_init(&s, HEADER_BYTES_MAX);
	for (int i = 0; i < MIME_WORDS_MAX + 1; i++)
		strbuf_text(&s, "=?utf-8?q?a?= ");
	got = message_decode_words((struct slice){ s.at, s.len }, arena);
	assert_int_equal(strspn(got, "a"), MIME_WORDS_MAX);
	assert_non_null(strstr(got, "=?utf-8?q?a?="));
	strbuf_release(&s);
}

static void
a_header_of_false_words_takes_no_time(void **state)
{
	struct strbuf s;

	(void)state;
	strbuf_init(&s, HEADER_BYTES_MAX);
	while (!s.cut)
		strbuf_text(&s, "=?a?q?b ");
	assert_int_equal(
	    strlen(message_decode_words((struct slice){ s.at, s.len }, arena)),
	    s.len);
	strbuf_release(&s);
}

static void
check_charset(
    const char *charset, struct slice in, const char *want, bool want_doubt)
{
	bool doubt = !want_doubt;
	char *got = message_to_utf8(in, charset, arena, &doubt);

	if (strcmp(got, want) != 0 || doubt != want_doubt)
		fail_msg("%s: got [%s] doubt %d, want [%s] doubt %d",
		    charset ? charset : "none", got, doubt, want, want_doubt);
}

static void
only_named_character_sets_are_believed(void **state)
{
	(void)state;
	check_charset("us-ascii", SLICE("a"), "a", false);
	check_charset("us-ascii", SLICE("\xc3\xa9"), "\xc3\xa9", true);
	check_charset("UTF-8", SLICE("\xc3\xa9"), "\xc3\xa9", false);
	check_charset("utf-8",
	    SLICE("\xef\xbb\xbf"
		  "a"),
	    "a", false);
	check_charset("utf-8", SLICE("a\xe9z"), "a\xef\xbf\xbdz", true);
	check_charset("utf-8", SLICE("a\0b"),
	    "a\xef\xbf\xbd"
	    "b",
	    true);
	check_charset(NULL, SLICE("\xc3\xa9"), "\xc3\xa9", false);
	check_charset(NULL, SLICE("\xe9"), "\xc3\xa9", true);
	check_charset("iso-8859-1", SLICE("\xe9"), "\xc3\xa9", false);
	check_charset("iso-8859-1", SLICE("\x93"), "\xe2\x80\x9c", false);
	check_charset(
	    "ISO-8859-15", SLICE("\xa4\xe9"), "\xe2\x82\xac\xc3\xa9", false);
	check_charset("windows-1252", SLICE("\x80\x81"),
	    "\xe2\x82\xac\xef\xbf\xbd", false);
	check_charset("utf-7", SLICE("+AGE-"), "+AGE-", true);
	check_charset("x-unknown", SLICE("\xc3\xa9"), "\xc3\xa9", true);
	check_charset("koi8-r", SLICE("\xe9"), "\xc3\xa9", true);
	check_charset("utf-8", (struct slice){ 0 }, "", false);
}

/* ---- tokens ---- */

static struct text_list
list_of(const char *const *at, size_t count)
{
	const char **copy = arena_array(arena, count, sizeof *copy);

	for (size_t i = 0; i < count; i++)
		copy[i] = at[i];
	return (struct text_list){ copy, count };
}

static const char *
only_token(const struct head *head, const char *subject)
{
	struct text_list tokens;

	message_tokens(head, subject, arena, &tokens);
	assert_in_range(tokens.count, 0, 1);
	return tokens.count ? tokens.at[0] : NULL;
}

static void
a_token_comes_back_in_every_place(void **state)
{
	static const char *const id[] = { "c." TOKEN ".99@x.go.id" };
	static const char *const to[] = { "cabut+" TOKEN "@x.go.id" };
	struct head head = { 0 }, none = { 0 };

	(void)state;
	head.in_reply_to = list_of(id, 1);
	assert_string_equal(only_token(&head, ""), TOKEN);
	head = (struct head){ .references = list_of(id, 1) };
	assert_string_equal(only_token(&head, ""), TOKEN);
	head = (struct head){ .recipients = list_of(to, 1) };
	assert_string_equal(only_token(&head, NULL), TOKEN);
	assert_string_equal(
	    only_token(&none, "Re: [CABUT-2026-0042 " TOKEN "] Surat"), TOKEN);
	/* one token in three places is one token */
	head.in_reply_to = list_of(id, 1);
	assert_string_equal(
	    only_token(&head, "[CABUT-2026-0042 " TOKEN "]"), TOKEN);
}

static void
case_and_blanks_of_servers_do_not_matter(void **state)
{
	static const char *const id[] = {
		"C.ABCDEFGHIJKLMNOPQRSTUVWX23.99@X.GO.ID"
	};
	struct head head = { .references = list_of(id, 1) }, none = { 0 };

	(void)state;
	assert_string_equal(only_token(&head, ""), TOKEN);
	assert_string_equal(
	    only_token(
		&none, "BLS: [ cabut-2026-0042  ABCDEFGHIJKLMNOPQRSTUVWX23 ]"),
	    TOKEN);
}

static void
what_only_looks_like_a_token_is_none(void **state)
{
	static const char *const ids[] = { "c.abc.99@x.go.id",
		"c." TOKEN "a.9@x.go.id", "d." TOKEN ".9@x.go.id",
		"c." TOKEN ".9", "c.abcdefghijklmnopqrstuvwx01.9@x.go.id", "",
		"c", "c." };
	static const char *const to[] = { "+" TOKEN "@x.go.id",
		"a+" TOKEN "a@x.go.id", "a+b@x.go.id" };
	struct head head = { .in_reply_to = list_of(ids, 8),
		.recipients = list_of(to, 3) };

	(void)state;
	assert_null(only_token(&head, "[CABUT-2026-042 " TOKEN "]"));
	assert_null(only_token(&head, "[CABUT-2026-0042 " TOKEN));
	assert_null(only_token(&head, "[CABUT-2026-0042" TOKEN "]"));
	assert_null(only_token(&head, "[C-2026-0042 " TOKEN "]"));
	assert_null(only_token(&head, "[[[["));
}

static void
several_tokens_come_newest_first_and_bounded(void **state)
{
	static const char *const refs[] = { "c." TOKEN ".1@x.go.id",
		"c." OTHER ".2@x.go.id" };
	struct head head = { .references = list_of(refs, 2) };
	struct text_list tokens;
	const char *many[40];

	(void)state;
	message_tokens(&head, "", arena, &tokens);
	assert_int_equal(tokens.count, 2);
	assert_string_equal(tokens.at[0], OTHER);
	assert_string_equal(tokens.at[1], TOKEN);
	for (int i = 0; i < 40; i++)
		many[i] = arena_printf(arena,
		    "c.%c%caaaaaaaaaaaaaaaaaaaaaaaa.1@x.go.id", 'a' + i / 26,
		    'a' + i % 26);
	head.references = list_of(many, 40);
	message_tokens(&head, "", arena, &tokens);
	assert_int_equal(tokens.count, MESSAGE_TOKENS_MAX);
}

static void
case_numbers_are_found_in_subjects(void **state)
{
	static const struct row rows[] = {
		{ "Re: [CABUT-2026-0042 " TOKEN "] Surat", "CABUT-2026-0042" },
		{ "Bls: cabut-2026-0042", "CABUT-2026-0042" },
		{ "perihal TTE-2025-12345, segera", "TTE-2025-12345" },
		{ "AB-2026-0001 [CABUT-2026-0042]", "CABUT-2026-0042" },
		{ "CABUT-2026-042", NULL },
		{ "CABUT-26-0042", NULL },
		{ "X-2026-0042", NULL },
		{ "ABCDEFGHIJKLM-2026-0042", NULL },
		{ "CABUT-2026-0042a", NULL },
		{ "1CABUT-2026-0042", NULL },
		{ "CABUT-2026-0123456789", NULL },
		{ "CABUT-2026-", NULL },
		{ "", NULL },
	};

	(void)state;
	assert_null(message_case_number(NULL, arena));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *got = message_case_number(rows[i].in, arena);

		if (!got != !rows[i].want ||
		    (got && strcmp(got, rows[i].want) != 0))
			fail_msg("[%s]: got %s, want %s", rows[i].in,
			    got ? got : "none",
			    rows[i].want ? rows[i].want : "none");
	}
}

static void
words_cut_anywhere_are_survived(void **state)
{
	static const char text[] =
	    "a =?utf-8?B?U3VyYXQ=?= =?iso-8859-1?q?=E9=4?= =?utf-8?q?=C3?=";

	(void)state;
	for (size_t len = 0; len < sizeof text; len++) {
		char *exact = malloc(len ? len : 1), *got;

		memcpy(exact, text, len);
		got = message_decode_words((struct slice){ exact, len }, arena);
		assert_true(utf8_is_valid(got, strlen(got)));
		free(exact);
	}
}

int
main(void)
{
#define ROW(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		ROW(encoded_words_are_decoded),
		ROW(control_characters_never_come_out_of_words),
		ROW(words_past_the_limit_stay_as_written),
		ROW(a_header_of_false_words_takes_no_time),
		ROW(only_named_character_sets_are_believed),
		ROW(a_token_comes_back_in_every_place),
		ROW(case_and_blanks_of_servers_do_not_matter),
		ROW(what_only_looks_like_a_token_is_none),
		ROW(several_tokens_come_newest_first_and_bounded),
		ROW(case_numbers_are_found_in_subjects),
		ROW(words_cut_anywhere_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
