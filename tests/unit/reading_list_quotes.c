/*
 * Properties of answers to lists: our own mail, quoted in any style, answers
 * nothing, and in no mixture of answers is an item approved by the words of
 * another.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "../support/reading_lists.h"
#include "../support/reading_quotes.h"

#include "cabut/banned.h"

static void
quoted_says_nothing(
    const char *name, const struct style *style, const char *text)
{
	struct arena *arena = arena_new();
	struct strbuf body;
	struct list_answer a;

	strbuf_init(&body, QUOTED_MAX);
	quote(&body, style, text);
	read_list(body.at, 3, arena, &a);
	bool silent = a.count == 0 && (!a.is_unclear || !style->is_marked);
	if (!silent)
		fail_msg("%s as %s: %s (%s)", name, style->name,
		    told(&a, arena), a.why);
	strbuf_release(&body);
	arena_free(arena);
}

static const char notice_rows[] =
    "Yth. Bapak/Ibu,\n\nPermohonan berikut menunggu keputusan:\n\n"
    "1. CABUT-2026-0001 a.n. Wahyuningsih Prabandari, mutasi\n"
    "2. CABUT-2026-0002 a.n. Budi Hartono, pensiun\n\n"
    "Jawablah per nomor, misalnya:\n\n1 setuju, 2 tolak tidak lengkap\n";
static const char notice_words[] =
    "Contoh jawaban:\n1. SETUJU\n2. TOLAK\natau semua setuju\n";
static const char notice_all[] =
    "Contoh:\n\n  1 setuju\n  2 tolak SK belum ada\n  semua setuju\n"
    "  semua setuju kecuali 2\n\nJangan mengubah subjek.\n";

static const char *const notices[] = { notice_rows, notice_words, notice_all };

static void
a_quoted_list_answers_nothing(void **state)
{
	(void)state;
	for (size_t s = 0; s < STYLES; s++)
		for (size_t i = 0; i < sizeof notices / sizeof *notices; i++)
			quoted_says_nothing(notices[i], &styles[s], notices[i]);
}

static void
check_template(const char *name, const char *text, void *context)
{
	(void)context;
	for (size_t s = 0; s < STYLES; s++)
		quoted_says_nothing(name, &styles[s], text);
}

static void
our_templates_answer_nothing_when_quoted(void **state)
{
	(void)state;
	assert_true(each_template(check_template, NULL) > 10);
}

static const char *const fragments[] = { "setuju", "tolak", "acc",
	"tidak setuju", "lengkapi SK", "kalau lengkap setuju", "belum",
	"setuju, tapi tunggu kadis", "tolak karena SK kurang", "ok",
	"beliau setuju", "disposisi ke Kabid", "setuju setelah SK ada", "batal",
	"mungkin setuju", "sudah disetujui", "setuju pak", "selesai", "jangan",
	"tidak jadi", "setuju?", "sama" };
static const char *const joins[] = { ", ", "\n", "; ", " ", ". ", " dan ",
	"\n\n", " tapi ", " kalau ", ", kalau ", "\nNB: " };

enum {
	FRAGMENTS = sizeof fragments / sizeof *fragments,
	JOINS = sizeof joins / sizeof *joins,
	MIXTURES = 20000,
	SHOWN = 4
};

static unsigned
roll(uint64_t *seed, unsigned sides)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % sides;
}

static bool
approves(const char *text)
{
	struct arena *arena = arena_new();
	struct answer answer;

	reading_answer(text, arena, &answer);
	arena_free(arena);
	return answer.decision == DECISION_APPROVE;
}

/* A mixture of parts; counts for each item the parts that approve it. */
static void
mix(uint64_t *seed, struct strbuf *body, bool may[SHOWN + 1])
{
	static const char *const before[] = { "", "no ", "nomor ", "", "" };
	static const char *const behind[] = { " ", " ", ". ", ") ", ": " };
	unsigned parts = 1 + roll(seed, 4);

	for (unsigned i = 0; i < parts; i++) {
		unsigned n = 1 + roll(seed, SHOWN), f = roll(seed, FRAGMENTS);
		unsigned k = roll(seed, 5);
		strbuf_printf(body, "%s%u%s", before[k], n, behind[k]);
		may[n] |= approves(fragments[f]);
		strbuf_text(body, fragments[f]);
		strbuf_text(body, joins[roll(seed, JOINS)]);
	}
}

static void
only_its_own_words_approve_an_item(void **state)
{
	uint64_t seed = 2026;
	size_t approved = 0;

	(void)state;
	for (unsigned i = 0; i < MIXTURES; i++) {
		struct arena *arena = arena_new();
		struct strbuf body;
		struct list_answer a;
		bool may[SHOWN + 1] = { false };
		strbuf_init(&body, QUOTED_MAX);
		mix(&seed, &body, may);
		read_list(body.at, SHOWN, arena, &a);
		for (size_t k = 0; k < a.count; k++) {
			const struct list_item *item = &a.items[k];
			if (item->answer.decision != DECISION_APPROVE)
				continue;
			approved++;
			if (!may[item->number] || !approves(item->answer.own))
				fail_msg("\"%s\" approves %u by \"%s\"",
				    body.at, item->number, item->answer.own);
		}
		strbuf_release(&body);
		arena_free(arena);
	}
	assert_true(approved > MIXTURES / 20);
}

static void
a_cut_answer_approves_no_more_than_the_whole(void **state)
{
	static const char whole[] =
	    "1 tidak setuju, 2 kalau lengkap setuju\n3 ditolak";

	(void)state;
	for (size_t len = 0; len < sizeof whole; len++) {
		struct arena *arena = arena_new();
		char *exact = malloc(len + 1);
		struct list_answer a;
		memcpy(exact, whole, len);
		exact[len] = '\0';
		read_list(exact, 3, arena, &a);
		for (size_t i = 0; i < a.count; i++)
			assert_int_not_equal(
			    a.items[i].answer.decision, DECISION_APPROVE);
		free(exact);
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_quoted_list_answers_nothing),
		cmocka_unit_test(our_templates_answer_nothing_when_quoted),
		cmocka_unit_test(only_its_own_words_approve_an_item),
		cmocka_unit_test(a_cut_answer_approves_no_more_than_the_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
