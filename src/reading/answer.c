/*
 * answer: one reply as a whole. The own text decides; what was set aside as
 * a signature may only take an answer back, and so may the HTML half of the
 * mail, hidden text, and disguised letters.
 */
#include "decision.h"
#include "quote.h"

#include "cabut/banned.h"

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

/* A line of the signature that decides by itself, fully understood. */
static bool
signature_objects(
    const char *signature, enum decision decision, struct arena *arena)
{
	struct slice rest = slice_of(signature), line;

	while (slice_take_line(&rest, &line)) {
		const char *why;
		bool known;
		if (line.len > 200)
			continue;
		enum decision other =
		    decision_of(text_squeeze(line, arena), arena, &why, &known);
		if (known && other != decision &&
		    (other == DECISION_REJECT || other == DECISION_MORE ||
			other == DECISION_WITHDRAW ||
			other == DECISION_APPROVE))
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

static bool
is_ruling(enum decision decision)
{
	return decision == DECISION_APPROVE || decision == DECISION_REJECT;
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
