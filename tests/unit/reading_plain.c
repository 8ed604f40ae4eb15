/*
 * Two spellings of the decision reader. Whatever the grammar of src/reading
 * takes for an approval or a refusal, the blunt search of plain_decision must
 * find the word for it in the text that is not quoted: over the corpus, and
 * over answers, quotes and signatures put together by chance (of a fixed
 * seed). And the same answer in other surroundings never becomes more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "../support/plain_decision.h"
#include "../support/reading_quotes.h"

#include "cabut/banned.h"

enum {
	ROWS_MAX = 4000,
	MIXES = 4000,
	SHORT_BYTES = 200,
	CUT_STEP = 9,
	CUT_BYTES = 120
};

static const char *const signatures[] = { "",
	"\n--\nDrs. Irwan Mokoginta\nTOLAK GRATIFIKASI\n",
	"\nHormat kami,\nLestari\nKepala Seksi Persetujuan Bangunan\n",
	"\nSent from my iPhone\n", "\nDikirim dari HP saya\n",
	"\nSurel ini rahasia. Pengirim menolak tanggung jawab.\n",
	"\n-- \nKadis Kominfo\nSetuju untuk Maju\n", "\n\nWassalam\nBudi\n" };
static const char old[] =
    "Yth. Bapak/Ibu,\n\nPermohonan CABUT-2026-0001 menunggu keputusan.\n"
    "Balas surel ini dengan satu kata pada baris pertama:\n\nSETUJU\n\n"
    "TOLAK\n\nLENGKAPI\n\nSilakan diproses dan jangan mengubah subjek.\n";

struct rows {
	char *at[ROWS_MAX];
	size_t count;
};

static enum decision
decide(const char *body)
{
	struct arena *arena = arena_new();
	struct answer answer;

	reading_answer(body, arena, &answer);
	arena_free(arena);
	return answer.decision;
}

static char *
unescape(struct arena *arena, struct slice in)
{
	char *out = arena_copy(arena, in.at ? in.at : "", in.len), *to = out;

	for (const char *c = out; *c; c++)
		*to++ = c[0] == '\\' && c[1] == 'n' ? (c++, '\n') : *c;
	*to = '\0';
	return out;
}

static void
read_rows(struct arena *arena, struct rows *rows)
{
	glob_t files;
	struct slice file, line, want;
	struct fault fault;

	rows->count = 0;
	assert_int_equal(
	    glob(CABUT_SOURCE_DIR "/tests/corpus/reading/replies*.tsv", 0, NULL,
		&files),
	    0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		assert_true(file_read(
		    files.gl_pathv[i], QUOTED_MAX, arena, &file, &fault));
		while (slice_take_line(&file, &line))
			if (slice_take_until(&line, '\t', &want) &&
			    rows->count < ROWS_MAX)
				rows->at[rows->count++] = unescape(arena, line);
	}
	globfree(&files);
}

static void
assert_agree(const char *body, enum decision got)
{
	if (got == DECISION_APPROVE && !plain_finds_yes(body))
		fail_msg("approve, and no plain yes in it:\n%s", body);
	if (got == DECISION_REJECT && !plain_finds_no(body))
		fail_msg("reject, and no plain no in it:\n%s", body);
}

static void
the_plain_reader_finds_what_the_grammar_found(void **state)
{
	struct arena *arena = arena_new();
	struct rows rows;

	(void)state;
	read_rows(arena, &rows);
	assert_true(rows.count > 1000);
	for (size_t i = 0; i < rows.count; i++)
		assert_agree(rows.at[i], decide(rows.at[i]));
	arena_free(arena);
}

/* A word that is cut off may be another one; both readers see the same. */
static void
any_cut_of_an_answer_is_judged_alike(void **state)
{
	struct arena *arena = arena_new();
	struct rows rows;

	(void)state;
	read_rows(arena, &rows);
	for (size_t i = 0; i < rows.count; i += CUT_STEP) {
		size_t all = strlen(rows.at[i]);
		for (size_t len = 0; len < all && len < CUT_BYTES; len++) {
			char *exact = malloc(len + 1);
			memcpy(exact, rows.at[i], len);
			exact[len] = '\0';
			assert_agree(exact, decide(exact));
			free(exact);
		}
	}
	arena_free(arena);
}

/* Numerical Recipes' generator: the same mixes on every machine. */
static uint32_t
next(uint32_t *seed, size_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % (uint32_t)below;
}

enum spot { ABOVE, BELOW, BETWEEN, PLACES };

static void
mix(struct strbuf *out, const char *answer, const struct style *style,
    const char *signature, enum spot place)
{
	struct style rest = *style;

	if (place != ABOVE) {
		quote(out, style, old);
		strbuf_char(out, '\n');
	}
	strbuf_printf(out, "%s\n%s\n", answer, signature);
	if (place == BETWEEN)
		rest.before = "";
	if (place != BELOW)
		quote(out, &rest, old);
}

static void
no_surrounding_makes_more_of_an_answer(void **state)
{
	struct arena *arena = arena_new();
	struct rows rows;
	uint32_t seed = 20261105;

	(void)state;
	read_rows(arena, &rows);
	for (size_t i = 0; i < MIXES; i++) {
		const char *answer = rows.at[next(&seed, rows.count)];
		const struct style *style = &styles[next(&seed, STYLES)];
		const char *signature = signatures[next(
		    &seed, sizeof signatures / sizeof *signatures)];
		enum spot place = (enum spot)next(&seed, PLACES);
		struct strbuf body;

		if (strlen(answer) > SHORT_BYTES)
			continue;
		strbuf_init(&body, QUOTED_MAX);
		mix(&body, answer, style, signature, place);
		enum decision got = decide(body.at), alone = decide(answer);
		assert_agree(body.at, got);
		if ((got == DECISION_APPROVE || got == DECISION_REJECT) &&
		    got != alone)
			fail_msg("\"%s\" alone is %s, in %s it is %s:\n%s",
			    answer, alone ? decision_name(alone) : "none",
			    style->name, decision_name(got), body.at);
		strbuf_release(&body);
	}
	arena_free(arena);
}

static void
the_plain_reader_is_blunt_but_not_blind(void **state)
{
	(void)state;
	assert_true(plain_finds_yes("Setuju"));
	assert_true(plain_finds_yes("S E T U J U"));
	assert_true(plain_finds_yes("tidak keberatan"));
	assert_false(plain_finds_yes("> Setuju"));
	assert_false(plain_finds_yes("Tidak dapat kami setujui"));
	assert_false(plain_finds_yes("tidaksetuju"));
	assert_false(plain_finds_yes("Terima kasih"));
	assert_false(
	    plain_finds_yes("-----Pesan Asli-----\nDari: a\n\nSetuju"));
	assert_false(plain_finds_yes("Dari: a\nDikirim: b\n\nSetuju"));
	assert_false(
	    plain_finds_yes("Pada Sen, 3 Mar 2025 A <a@b>\nmenulis:\n\n"
			    "> Setuju"));
	assert_true(plain_finds_no("Belum setuju"));
	assert_true(plain_finds_no("Tolak"));
	assert_false(plain_finds_no("> TOLAK"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_plain_reader_is_blunt_but_not_blind),
		cmocka_unit_test(the_plain_reader_finds_what_the_grammar_found),
		cmocka_unit_test(any_cut_of_an_answer_is_judged_alike),
		cmocka_unit_test(no_surrounding_makes_more_of_an_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
