/*
 * The helpdesk's word about a letter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

static int
open_arena(void **state)
{
	*state = arena_new();
	return 0;
}

static int
close_arena(void **state)
{
	arena_free(*state);
	return 0;
}

struct row {
	const char *own;
	enum triage want;
	const char *question;
};

static const struct row rows[] = {
	{ "PENCABUTAN", TRIAGE_REVOCATION, NULL },
	{ "\n pencabutan.\n\nNurul", TRIAGE_REVOCATION, NULL },
	{ "Penerbitan", TRIAGE_ISSUANCE, NULL },
	{ "ABAIKAN", TRIAGE_ASIDE, NULL },
	{ "Bukan!", TRIAGE_ASIDE, NULL },
	{ "TANYA: milik siapa\nsertifikat itu?", TRIAGE_ASK,
	    "milik siapa sertifikat itu?" },
	{ "tanya : milik siapa sertifikat itu?", TRIAGE_ASK,
	    "milik siapa sertifikat itu?" },
	{ "PENCABUTAN?", TRIAGE_UNCLEAR, NULL },
	{ "Bukan pencabutan", TRIAGE_UNCLEAR, NULL },
	{ "Mungkin pencabutan", TRIAGE_UNCLEAR, NULL },
	{ "pencabutan atau penerbitan", TRIAGE_UNCLEAR, NULL },
	{ "PENCABUTAN\nABAIKAN", TRIAGE_UNCLEAR, NULL },
	{ "Baik.\nPENCABUTAN", TRIAGE_UNCLEAR, NULL },
	{ "P\xD0\x95NCABUTAN", TRIAGE_UNCLEAR, NULL },
	{ "| PENCABUTAN", TRIAGE_UNCLEAR, NULL },
	{ "TANYA: ?", TRIAGE_UNCLEAR, NULL },
	{ "Tanyakan saja kepada pengirimnya", TRIAGE_UNCLEAR, NULL },
	{ "", TRIAGE_UNCLEAR, NULL },
	{ NULL, TRIAGE_UNCLEAR, NULL },
};

static void
one_word_alone_names_a_kind(void **state)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *question = NULL;
		enum triage got =
		    reading_triage(rows[i].own, *state, &question);

		if (got != rows[i].want ||
		    (question && strcmp(question, rows[i].question) != 0))
			fail_msg("\"%s\": %d, want %d, \"%s\"",
			    rows[i].own ? rows[i].own : "NULL", got,
			    rows[i].want, question ? question : "-");
	}
}

static void
any_cut_is_read_safely(void **state)
{
	static const char own[] = "TANYA: milik siapa sertifikat itu?";

	for (size_t len = 0; len < sizeof own; len++) {
		char *cut = malloc(len + 1);
		const char *question = NULL;

		memcpy(cut, own, len);
		cut[len] = '\0';
		enum triage got = reading_triage(cut, *state, &question);

		assert_true(got == TRIAGE_UNCLEAR || got == TRIAGE_ASK);
		assert_true((got == TRIAGE_ASK) == (question != NULL));
		free(cut);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_word_alone_names_a_kind),
		cmocka_unit_test(any_cut_is_read_safely),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
