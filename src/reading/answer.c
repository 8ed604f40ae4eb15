/*
 * answer: one reply as a whole. The own text decides; what was set aside as
 * a signature may only take an answer back, and so may the HTML half of the
 * mail, hidden text, and disguised letters.
 */
#include "decision.h"
#include "quote.h"

#include "cabut/banned.h"

enum { SIGNATURE_LINES_MAX = 100 }; /* more is no signature */

static const char *const decision_names[] = { NULL, "approve", "reject", "more",
	"delegate", "done", "withdraw", "unclear" };

const char *
decision_name(enum decision decision)
{
	return decision_names[decision];
}

const char *
reading_own_text(const char *body, struct arena *arena)
{
	struct split split;

	if (!body)
		return "";
	quote_split(text_tidy(body, arena), arena, &split);
	return split.own;
}

static bool
is_ruling(enum decision decision)
{
	return decision == DECISION_APPROVE || decision == DECISION_REJECT;
}

/* A word that limits, takes back or hands over; in "Asisten Administrasi" and
 * "a.n. Kepala Dinas" it belongs to an office. */
static bool
is_limit(const struct speech *s, size_t at)
{
	const uint64_t limits =
	    IN_SET(WORD_IF) | IN_SET(WORD_BUT) | IN_SET(WORD_NOT) |
	    IN_SET(WORD_NOT_YET) | IN_SET(WORD_MAYBE) | IN_SET(WORD_ASK) |
	    IN_SET(WORD_HEARSAY) | IN_SET(WORD_MORE) | IN_SET(WORD_FLAW) |
	    IN_SET(WORD_UNDO) | IN_SET(WORD_NO) | IN_SET(WORD_REFUSED) |
	    IN_SET(WORD_YES) | IN_SET(WORD_QUERY);
	const struct token *t = &s->at[at];
	/* "Kepala Subbagian Penolakan dan Keberatan Informasi" */
	bool is_title = t->is_capital && at > 0 && s->at[0].word == WORD_WHO &&
			token_is(t, "penolakan keberatan persetujuan");

	/* "Pemohon", "ADC Bupati": no official signs so. */
	if (token_is(t, "pemohon pemilik adc aspri walpri sespri sekpri caraka "
			"thl ajudan outsourcing"))
		return true;
	return word_is_in(t->word, limits) && !is_title &&
	       !token_is(t, "asisten staf staff operator admin a.n an i") &&
	       !token_leads_number(s, at);
}

/* Below "Hormat saya" stands more than who signs: "Budi\n\nTunggu SK dulu". */
static bool
signature_objects(
    const char *signature, enum decision decision, struct arena *arena)
{
	struct slice rest = slice_of(signature), line;
	size_t lines = 0;

	while (slice_take_line(&rest, &line)) {
		struct speech s;
		const char *text = text_squeeze(line, arena), *why;
		bool known;

		speech_make(text, arena, &s);
		if (++lines > SIGNATURE_LINES_MAX ||
		    !signature_line_is_plain(line, arena))
			return true;
		for (size_t i = 0; i < s.count; i++)
			if (is_limit(&s, i))
				return true;
		enum decision other = decision_of(text, arena, &why, &known);
		if (known && other != decision && is_ruling(other))
			return true;
	}
	return false;
}

static void
make_unclear(struct answer *answer, const char *why)
{
	answer->decision = DECISION_UNCLEAR;
	answer->why = why;
	answer->remark = answer->own;
}

void
answer_make(const char *own, struct arena *arena, struct answer *answer)
{
	const char *why;
	enum decision decision = decision_of(own, arena, &why, NULL);

	*answer =
	    (struct answer){ .decision = decision, .why = why, .own = own };
	answer->remark = decision_remark(decision, own, arena, &answer->step);
}

void
reading_answer(const char *body, struct arena *arena, struct answer *answer)
{
	struct split split = { "", "" };

	if (body)
		quote_split(text_tidy(body, arena), arena, &split);
	answer_make(split.own, arena, answer);
	enum decision decision = answer->decision;
	if (is_ruling(decision) && disguise_find(split.signature))
		make_unclear(answer, "disguised letters below the answer");
	if (is_ruling(decision) &&
	    signature_objects(split.signature, decision, arena))
		make_unclear(answer, "the signature says otherwise");
}

static bool
is_same_text(const char *a, const char *b, struct arena *arena)
{
	return strcmp(text_letters(slice_of(a), arena),
		   text_letters(slice_of(b), arena)) == 0;
}

void
reading_answer_of(
    const struct message *message, struct arena *arena, struct answer *answer)
{
	bool has_text =
	    message->text && !slice_is_blank(slice_of(message->text));
	bool has_html =
	    message->html_text && !slice_is_blank(slice_of(message->html_text));
	struct answer html;

	reading_answer(
	    has_text ? message->text : message->html_text, arena, answer);
	if (has_text && has_html) {
		reading_answer(message->html_text, arena, &html);
		if (html.decision != answer->decision &&
		    (is_ruling(answer->decision) || is_ruling(html.decision) ||
			!is_same_text(html.own, answer->own, arena)))
			make_unclear(answer, "text and HTML disagree");
	}
	if (message->has_hidden_text && is_ruling(answer->decision))
		make_unclear(answer, "the HTML has hidden text");
	if (message->is_ambiguous && is_ruling(answer->decision))
		make_unclear(answer, "the mail is built ambiguously");
}
