/*
 * Whole mails: our templates quoted as HTML in the styles of mail programs,
 * in every transfer encoding and in charsets under a wrong name, decide
 * nothing; an answer above, and below a closed quote, is read. A text half
 * that says otherwise makes it unclear.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "../support/reading_html_quotes.h"
#include "../support/reading_quotes.h"

#include "cabut/banned.h"

static const char plain_notice[] =
    "Yth. Bapak/Ibu,\n\nPermohonan CABUT-2026-0001 menunggu keputusan.\n"
    "Balas surel ini dengan satu kata pada baris pertama:\n\nSETUJU\n\n"
    "TOLAK\n\nTerima kasih.\n";

static void
add_escaped(struct strbuf *out, const char *text)
{
	for (; *text; text++)
		if (*text == '<')
			strbuf_text(out, "&lt;");
		else if (*text == '&')
			strbuf_text(out, "&amp;");
		else if (*text == '\n')
			strbuf_text(out, "<br>\n");
		else
			strbuf_char(out, *text);
}

static const char *
quoted_html(const char *above, const struct html_style *style, const char *text,
    const char *below, struct arena *arena)
{
	struct strbuf out;

	strbuf_init(&out, QUOTED_MAX);
	strbuf_printf(
	    &out, "<html><body><div>%s</div><br>%s", above, style->before);
	add_escaped(&out, text);
	strbuf_printf(
	    &out, "%s<div>%s</div></body></html>\r\n", style->after, below);
	const char *kept = strbuf_keep(&out, arena);
	strbuf_release(&out);
	return kept;
}

static enum decision
decide(const char *raw)
{
	struct arena *arena = arena_new();
	struct message message;
	struct answer answer;
	struct fault fault;

	if (!message_parse(slice_of(raw), arena, &message, &fault))
		fail_msg("%s", fault.text);
	reading_answer_of(&message, arena, &answer);
	arena_free(arena);
	return answer.decision;
}

/* ---- transfer encodings ---- */

static void
add_base64(struct strbuf *out, const char *text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"
				     "pqrstuvwxyz0123456789+/";
	const unsigned char *c = (const unsigned char *)text;
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i += 3) {
		size_t left = len - i;
		uint32_t three = (uint32_t)c[i] << 16;
		if (left > 1)
			three |= (uint32_t)c[i + 1] << 8;
		if (left > 2)
			three |= c[i + 2];
		strbuf_char(out, digits[three >> 18]);
		strbuf_char(out, digits[three >> 12 & 63]);
		strbuf_char(out, left > 1 ? digits[three >> 6 & 63] : '=');
		strbuf_char(out, left > 2 ? digits[three & 63] : '=');
		if (i % 54 == 51)
			strbuf_text(out, "\r\n");
	}
}

static void
add_quoted_printable(struct strbuf *out, const char *text)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t column = 0;

	for (const char *c = text; *c; c++) {
		unsigned char byte = (unsigned char)*c;
		if (column > 70) {
			strbuf_text(out, "=\r\n");
			column = 0;
		}
		if (byte == '\n' || byte == '\r' ||
		    (byte >= ' ' && byte < 127 && byte != '=')) {
			strbuf_char(out, *c);
			column = byte == '\n' ? 0 : column + 1;
			continue;
		}
		strbuf_char(out, '=');
		strbuf_char(out, hex[byte >> 4]);
		strbuf_char(out, hex[byte & 15]);
		column += 3;
	}
}

enum transfer { AS_IS, BASE64, QUOTED_PRINTABLE, TRANSFERS };

static const char *const transfer_names[] = { "8bit", "base64",
	"quoted-printable" };

static void
add_part(struct strbuf *out, const char *type, const char *charset,
    enum transfer transfer, const char *text)
{
	strbuf_printf(out,
	    "Content-Type: text/%s; charset=%s\r\n"
	    "Content-Transfer-Encoding: %s\r\n\r\n",
	    type, charset, transfer_names[transfer]);
	if (transfer == BASE64)
		add_base64(out, text);
	else if (transfer == QUOTED_PRINTABLE)
		add_quoted_printable(out, text);
	else
		strbuf_text(out, text);
	strbuf_text(out, "\r\n");
}

static const char head[] =
    "From: Kabid <kabid@contohkab.go.id>\r\nTo: cabut@contohkab.go.id\r\n"
    "Subject: Re: x\r\nMIME-Version: 1.0\r\n";

static enum decision
decide_html(const char *html, const char *charset, enum transfer transfer)
{
	struct strbuf raw;

	strbuf_init(&raw, QUOTED_MAX);
	strbuf_text(&raw, head);
	add_part(&raw, "html", charset, transfer, html);
	enum decision got = decide(raw.at);
	strbuf_release(&raw);
	return got;
}

static enum decision
decide_both(const char *text, const char *html)
{
	struct strbuf raw;

	strbuf_init(&raw, QUOTED_MAX);
	strbuf_printf(&raw,
	    "%sContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n",
	    head);
	add_part(&raw, "plain", "utf-8", AS_IS, text);
	strbuf_text(&raw, "--b\r\n");
	add_part(&raw, "html", "utf-8", BASE64, html);
	strbuf_text(&raw, "--b--\r\n");
	enum decision got = decide(raw.at);
	strbuf_release(&raw);
	return got;
}

static void
assert_decision(const char *what, const struct html_style *style,
    enum decision got, enum decision want)
{
	if (got != want)
		fail_msg("%s, %s: %s", style->name, what,
		    got ? decision_name(got) : "none");
}

/* ---- the property ---- */

static void
check_template(const char *name, const char *text, void *context)
{
	struct arena *arena = arena_new();

	(void)context;
	for (size_t i = 0; i < HTML_STYLES; i++) {
		const struct html_style *s = &html_styles[i];
		enum transfer t = (enum transfer)(i % TRANSFERS);
		assert_decision(name, s,
		    decide_html(
			quoted_html("", s, text, "", arena), "utf-8", t),
		    DECISION_NONE);
		assert_decision(name, s,
		    decide_html(quoted_html("Setuju pak", s, text, "", arena),
			"utf-8", t),
		    DECISION_APPROVE);
		assert_decision(name, s,
		    decide_html(quoted_html("Belum setuju", s, text, "", arena),
			"utf-8", t),
		    DECISION_REJECT);
	}
	arena_free(arena);
}

static void
our_templates_in_html_decide_nothing(void **state)
{
	(void)state;
	assert_true(HTML_STYLES >= 25);
	assert_true(each_template(check_template, NULL) > 10);
}

static void
answers_below_a_closed_quote_are_read(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < HTML_STYLES; i++) {
		const struct html_style *s = &html_styles[i];
		const char *html =
		    quoted_html("", s, plain_notice, "Setuju", arena);
		assert_decision("below", s, decide_html(html, "utf-8", AS_IS),
		    s->is_closed ? DECISION_APPROVE : DECISION_NONE);
	}
	arena_free(arena);
}

static void
encodings_and_wrong_charsets_change_no_answer(void **state)
{
	static const char *const charsets[] = { "utf-8", "us-ascii",
		"iso-8859-1", "windows-1252", "x-unknown", "\"\"" };
	struct arena *arena = arena_new();

	(void)state;
	for (size_t c = 0; c < sizeof charsets / sizeof *charsets; c++)
		for (enum transfer t = AS_IS; t < TRANSFERS; t++) {
			const struct html_style *s = &html_styles[0];
			const char *html = quoted_html("Setuju, terima kasih.",
			    s, plain_notice, "", arena);
			assert_decision(charsets[c], s,
			    decide_html(html, charsets[c], t),
			    DECISION_APPROVE);
			html = quoted_html("", s, plain_notice, "", arena);
			assert_decision(charsets[c], s,
			    decide_html(html, charsets[c], t), DECISION_NONE);
		}
	arena_free(arena);
}

/* Curly quotes and a dash: as windows-1252 under another name, as UTF-8 called
 * Latin-1, and encoded twice. The answer is read, or asked back. */
static void
odd_bytes_never_make_another_answer(void **state)
{
	static const char *const answers[] = {
		"\x93Setuju\x94 \x96 terima kasih",
		"\xE2\x80\x9CSetuju\xE2\x80\x9D \xE2\x80\x93 terima kasih",
		"\xC3\xA2\xE2\x82\xAC\xC5\x93Setuju",
		"Tidak\x85 setuju", "Tidak\xC2\xA0setuju",
		"Tidak\xC3\x82\xC2\xA0setuju"
	};
	static const char *const charsets[] = { "utf-8", "us-ascii",
		"iso-8859-1", "windows-1252" };
	struct arena *arena = arena_new();

	(void)state;
	for (size_t a = 0; a < sizeof answers / sizeof *answers; a++)
		for (size_t c = 0; c < sizeof charsets / sizeof *charsets;
		     c++) {
			const char *html = quoted_html(answers[a],
			    &html_styles[0], plain_notice, "", arena);
			enum decision got =
			    decide_html(html, charsets[c], QUOTED_PRINTABLE);
			if (a < 3)
				assert_true(got == DECISION_APPROVE ||
					    got == DECISION_UNCLEAR);
			else
				assert_true(got == DECISION_REJECT ||
					    got == DECISION_UNCLEAR);
		}
	arena_free(arena);
}

static void
text_that_differs_from_html_is_unclear(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < HTML_STYLES; i++) {
		const struct html_style *s = &html_styles[i];
		const char *yes =
		    quoted_html("Setuju", s, plain_notice, "", arena);
		assert_decision("same", s, decide_both("Setuju\r\n", yes),
		    DECISION_APPROVE);
		assert_decision("text no", s, decide_both("Tolak\r\n", yes),
		    DECISION_UNCLEAR);
		assert_decision("text asks", s,
		    decide_both("Setuju kalau lengkap\r\n", yes),
		    DECISION_UNCLEAR);
		const char *nothing =
		    quoted_html("", s, plain_notice, "", arena);
		assert_decision("text only", s,
		    decide_both("Setuju\r\n", nothing), DECISION_UNCLEAR);
	}
	arena_free(arena);
}

/* ---- format=flowed ---- */

static enum decision
decide_flowed(const char *params, const char *body)
{
	struct strbuf raw;

	strbuf_init(&raw, QUOTED_MAX);
	strbuf_printf(&raw,
	    "%sContent-Type: text/plain; charset=utf-8; %s\r\n\r\n%s", head,
	    params, body);
	enum decision got = decide(raw.at);
	strbuf_release(&raw);
	return got;
}

static void
flowed_lines_are_joined_before_they_are_judged(void **state)
{
	(void)state;
	assert_int_equal(decide_flowed("format=flowed",
			     "Saya tidak \r\nsetuju\r\n\r\n> SETUJU\r\n"),
	    DECISION_REJECT);
	assert_int_equal(decide_flowed("format=flowed; delsp=yes",
			     "Saya tid \r\nak setuju\r\n\r\n> SETUJU\r\n"),
	    DECISION_REJECT);
	assert_int_equal(decide_flowed("format=flowed; DelSp=Yes",
			     "Setu \r\nju\r\n\r\n> Balas surel ini dengan \r\n"
			     "> kata\r\n> SETUJU\r\n"),
	    DECISION_APPROVE);
	assert_int_equal(
	    decide_flowed("format=flowed", "> Balas surel ini dengan satu kata "
					   "pada baris \r\n> SETUJU \r\n"
					   "> bila permohonan disetujui.\r\n"),
	    DECISION_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_templates_in_html_decide_nothing),
		cmocka_unit_test(answers_below_a_closed_quote_are_read),
		cmocka_unit_test(encodings_and_wrong_charsets_change_no_answer),
		cmocka_unit_test(odd_bytes_never_make_another_answer),
		cmocka_unit_test(text_that_differs_from_html_is_unclear),
		cmocka_unit_test(
		    flowed_lines_are_joined_before_they_are_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
