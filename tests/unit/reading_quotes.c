/*
 * The property that protects everybody: our own mail, quoted in any style,
 * decides nothing; and an answer above a marked quote is still read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "../support/reading_quotes.h"

#include "cabut/banned.h"

static const char *const notices[] = {
	"Yth. Bapak/Ibu,\n\nPermohonan pencabutan sertifikat elektronik "
	"CABUT-2026-0001\na.n. Wahyuningsih Prabandari, alasan: mutasi,\n"
	"menunggu keputusan Bapak/Ibu.\n\nJawablah dengan satu kata pada "
	"baris pertama:\n\nSETUJU\n\nTOLAK\n\nLENGKAPI\n\nDISPOSISI\n\n"
	"Jangan mengubah subjek surel ini.\n",
	"Ketik SETUJU atau TOLAK lalu kirim.\n",
	"Yth. Pemohon,\n\nPermohonan Anda ditolak oleh Kepala Dinas.\n"
	"Alasan: berkas tidak sah.\n\nHormat kami,\nDiskominfo\n",
	"Permohonan CABUT-2026-0001 telah disetujui oleh Kepala Dinas dan "
	"diteruskan ke Kabid Persandian.\n",
	"Balas surel ini dengan menulis pada baris pertama jawaban yang "
	"dikehendaki, yaitu\nSETUJU\nbila permohonan disetujui.\n",
};

enum { NOTICES = sizeof notices / sizeof *notices };

static enum decision
decide(const char *body)
{
	struct arena *arena = arena_new();
	struct answer answer;

	reading_answer(body, arena, &answer);
	arena_free(arena);
	return answer.decision;
}

static void
assert_decides_nothing(
    const char *what, const struct style *style, const char *text)
{
	struct strbuf body;

	strbuf_init(&body, QUOTED_MAX);
	quote(&body, style, text);
	enum decision got = decide(body.at);
	bool silent = got == DECISION_NONE ||
		      (!style->is_marked && got != DECISION_APPROVE &&
			  got != DECISION_REJECT);
	if (!silent)
		fail_msg("%s as %s decides %s:\n%s", what, style->name,
		    decision_name(got), body.at);
	strbuf_release(&body);
}

static void
assert_answer_is_read(const char *answer, enum decision want,
    const struct style *style, const char *text)
{
	struct strbuf body;

	strbuf_init(&body, QUOTED_MAX);
	strbuf_printf(&body, "%s\n\n", answer);
	quote(&body, style, text);
	enum decision got = decide(body.at);
	bool right = style->is_marked
			 ? got == want
			 : got != DECISION_APPROVE || want == DECISION_APPROVE;
	if (!right)
		fail_msg("%s above %s is %s", answer, style->name,
		    got ? decision_name(got) : "none");
	strbuf_release(&body);
}

/* Where marks show what is old, an answer below it or between its lines is
 * read; else it may get lost but never changes. */
static void
assert_answer_is_found(const char *answer, enum decision want,
    const struct style *style, const char *head, const char *tail)
{
	struct strbuf body;
	/* Below a header block without marks everything is old. */
	bool has_marks = *style->mark && style->is_marked &&
			 strcmp(style->name, "five layers") != 0;

	strbuf_init(&body, QUOTED_MAX);
	quote(&body, style, head);
	strbuf_printf(&body, "\n%s\n\n", answer);
	struct style rest = *style;
	rest.before = "";
	if (*tail)
		quote(&body, &rest, tail);
	enum decision got = decide(body.at);
	bool right = got == want || (!has_marks && got != DECISION_APPROVE &&
					got != DECISION_REJECT);
	if (!right)
		fail_msg("%s %s %s is %s", answer,
		    *tail ? "inside of" : "below", style->name,
		    got ? decision_name(got) : "none");
	strbuf_release(&body);
}

static void
answers_below_and_between_are_read(void **state)
{
	static const char head[] =
	    "Yth. Bapak/Ibu,\n\nPermohonan CABUT-2026-0001 menunggu "
	    "keputusan.\n";
	static const char tail[] =
	    "Balas dengan satu kata:\n\nSETUJU\n\nTOLAK\n\nTerima kasih.\n";

	(void)state;
	for (size_t i = 0; i < STYLES; i++)
		for (size_t inside = 0; inside < 2; inside++) {
			const char *end = inside ? tail : "";
			assert_answer_is_found(
			    "Setuju", DECISION_APPROVE, &styles[i], head, end);
			assert_answer_is_found("Tidak setuju", DECISION_REJECT,
			    &styles[i], head, end);
			assert_answer_is_found("Lengkapi dulu SK",
			    DECISION_MORE, &styles[i], head, end);
		}
	assert_true(STYLES >= 60);
}

static void
check_text(const char *name, const char *text)
{
	for (size_t i = 0; i < STYLES; i++) {
		assert_decides_nothing(name, &styles[i], text);
		assert_answer_is_read(
		    "Setuju", DECISION_APPROVE, &styles[i], text);
		assert_answer_is_read(
		    "Tidak setuju", DECISION_REJECT, &styles[i], text);
		assert_answer_is_read("Kalau lengkap, setuju", DECISION_UNCLEAR,
		    &styles[i], text);
	}
}

static void
our_notices_decide_nothing_when_quoted(void **state)
{
	(void)state;
	for (size_t i = 0; i < NOTICES; i++)
		check_text(notices[i], notices[i]);
}

static void
check_template(const char *name, const char *text, void *context)
{
	(void)context;
	check_text(name, text);
}

static void
our_templates_decide_nothing_when_quoted(void **state)
{
	(void)state;
	assert_true(each_template(check_template, NULL) > 10);
}

static void
an_answer_below_the_quote_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct strbuf body;
		strbuf_init(&body, QUOTED_MAX);
		quote(&body, &styles[i], notices[0]);
		strbuf_text(&body, "\nSetuju\n");
		assert_string_equal(decision_name(decide(body.at)), "approve");
		strbuf_release(&body);
	}
}

static void
a_word_spilled_from_a_long_quoted_line_is_not_own(void **state)
{
	(void)state;
	assert_int_equal(decide("> Balaslah surel ini dengan menulis pada "
				"baris pertama satu kata\nSETUJU\n> bila "
				"permohonan disetujui."),
	    DECISION_NONE);
}

/* Cut anywhere, a quoted mail must not begin to decide. */
static void
a_cut_mail_decides_nothing(void **state)
{
	struct strbuf body;

	(void)state;
	strbuf_init(&body, QUOTED_MAX);
	quote(&body, &styles[0], notices[0]);
	for (size_t len = 0; len <= body.len; len++) {
		char *exact = malloc(len + 1);
		memcpy(exact, body.at, len);
		exact[len] = '\0';
		enum decision got = decide(exact);
		assert_true(got != DECISION_APPROVE && got != DECISION_REJECT);
		free(exact);
	}
	strbuf_release(&body);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_notices_decide_nothing_when_quoted),
		cmocka_unit_test(our_templates_decide_nothing_when_quoted),
		cmocka_unit_test(an_answer_below_the_quote_is_read),
		cmocka_unit_test(answers_below_and_between_are_read),
		cmocka_unit_test(
		    a_word_spilled_from_a_long_quoted_line_is_not_own),
		cmocka_unit_test(a_cut_mail_decides_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
