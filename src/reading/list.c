/*
 * list: one answer to a mail that listed several cases. It is cut into parts
 * by the numbers in it, and each part is judged as an answer of its own.
 * Promise: when a number, a condition or a word of decision could belong to
 * another part than the one it stands in, nothing counts.
 */
#include "list.h"
#include "quote.h"

#include "cabut/banned.h"

bool
list_spoil(struct list *l, const char *why)
{
	*l->out = (struct list_answer){ .is_unclear = true, .why = why };
	return false;
}

const char *
list_piece(struct list *l, size_t from, size_t to)
{
	static const char around[] = " \t\n,;|/&+=)>:-";

	while (from < to && strchr(around, l->own[from]))
		from++;
	if (from < to && l->own[from] == '.')
		from++;
	while (from < to && strchr(around, l->own[from]))
		from++;
	while (from < to && strchr(" \t\n,;|/&+=(-", l->own[to - 1]))
		to--;
	return arena_copy(l->arena, l->own + from, to - from);
}

struct answer
list_judge(struct list *l, size_t from, size_t to)
{
	struct answer answer;

	answer_make(list_piece(l, from, to), l->arena, &answer);
	return answer;
}

static enum decision
decide(struct list *l, const char *text)
{
	const char *why;

	return decision_of(text, l->arena, &why, NULL);
}

bool
list_decides(const struct token *t)
{
	return t->word == WORD_YES || t->word == WORD_GO ||
	       t->word == WORD_NO || t->word == WORD_REFUSED ||
	       t->word == WORD_MORE || t->word == WORD_PASS ||
	       t->word == WORD_FOLLOW || t->word == WORD_DONE ||
	       t->word == WORD_UNDO || t->word == WORD_ACT;
}

bool
list_is_harmless(struct list *l, const char *text)
{
	const char *beside =
	    arena_printf(l->arena, "%s setuju.\n%s", text, text);
	struct speech speech;

	speech_make(text, l->arena, &speech);
	for (size_t i = 0; i < speech.count; i++)
		if (list_decides(&speech.at[i]) ||
		    speech.at[i].word == WORD_PAPER)
			return false;
	return slice_is_blank(slice_of(text)) ||
	       decide(l, beside) == DECISION_APPROVE;
}

static bool
is_same_ref(const struct ref *ref, const struct list_item *item)
{
	if (ref->number && item->number)
		return ref->number == item->number;
	return ref->case_number && item->case_number &&
	       strcmp(ref->case_number, item->case_number) == 0;
}

bool
list_add(struct list *l, const struct ref *ref, const struct answer *answer)
{
	struct list_answer *out = l->out;

	if (ref->number > l->shown)
		return list_spoil(l, "a number that was not in the list");
	for (size_t i = 0; i < out->count; i++) {
		if (!is_same_ref(ref, &out->items[i]))
			continue;
		if (out->items[i].answer.decision != answer->decision)
			return list_spoil(l, "two answers about one case");
		return true;
	}
	if (out->count == READING_LIST_MAX)
		return list_spoil(l, "more answers than a list has cases");
	out->items[out->count++] = (struct list_item){
		.number = ref->number,
		.case_number = ref->case_number,
		.answer = *answer,
	};
	return true;
}

/* Where the first word of a decision stands; the end: nowhere. */
static size_t
first_decision(struct list *l)
{
	struct speech speech;

	speech_make(l->own, l->arena, &speech);
	for (size_t i = 0; i < speech.count; i++)
		if (list_decides(&speech.at[i]))
			return speech.at[i].at;
	return strlen(l->own);
}

static bool
read_bare(struct list *l)
{
	const struct ref first = { 1, NULL };
	struct answer answer;

	if (l->shown > 1)
		return list_spoil(l, "no number says which case is meant");
	answer_make(l->own, l->arena, &answer);
	if (answer.decision == DECISION_UNCLEAR)
		return list_spoil(l, answer.why);
	return list_add(l, &first, &answer);
}

static bool
read_numbers(struct list *l, const struct mentions *all)
{
	size_t verb = first_decision(l);

	if (all->is_odd)
		return list_spoil(l, "a range or a row of numbers not "
				     "understood");
	if (all->count == 0 || (l->shown == 1 && verb < all->at[0].lead))
		return read_bare(l);
	if (verb < all->at[0].lead)
		return list_read_behind(l, all);
	return list_read_before(l, all, 0, false);
}

/* Nothing but doubts is one doubt. */
static bool
is_any_clear(const struct list_answer *out)
{
	for (size_t i = 0; i < out->count; i++)
		if (out->items[i].answer.decision != DECISION_UNCLEAR)
			return true;
	return false;
}

static bool
read_own(struct list *l)
{
	struct mentions all;
	const char *disguise = disguise_find(l->own);

	if (slice_is_blank(slice_of(l->own))) {
		l->out->why = "nothing new was written";
		return true;
	}
	if (disguise)
		return list_spoil(l, disguise);
	if (strlen(l->own) > LIST_OWN_MAX)
		return list_spoil(l, "too long for an answer");
	if (strchr(l->own, '?'))
		return list_spoil(l, "an answer with a question in it");
	mentions_find(l->own, l->arena, &all);
	if (list_exception(l->own) ||
	    (!all.count && list_names_all(l, strlen(l->own))))
		return list_read_all(l, &all);
	return read_numbers(l, &all) &&
	       (is_any_clear(l->out) ||
		   list_spoil(l, "no answer in it is clear"));
}

/* What was set aside may only take an answer back. */
static bool
signature_speaks(struct list *l, const char *signature)
{
	struct slice rest = slice_of(signature), line;

	while (slice_take_line(&rest, &line)) {
		const char *text = text_squeeze(line, l->arena), *why;
		bool known;
		if (slice_starts_nocase(slice_of(text), SLICE("ralat")) ||
		    slice_starts_nocase(slice_of(text), SLICE("koreksi")))
			return true;
		text += strspn(text, " 0123456789.)-*");
		enum decision d = decision_of(text, l->arena, &why, &known);
		if (line.len <= 200 && known && d != DECISION_NONE &&
		    d != DECISION_UNCLEAR)
			return true;
	}
	return false;
}

static void
read_body(const char *body, struct list *l)
{
	struct split split = { "", "" };

	*l->out = (struct list_answer){ .why = "answers by number" };
	if (body)
		quote_split(text_tidy(body, l->arena), l->arena, &split);
	l->own = split.own;
	if (l->shown == 0 || l->shown > READING_LIST_MAX)
		list_spoil(l, "no list was shown");
	else if (read_own(l) && l->out->count > 0 &&
		 (disguise_find(split.signature) ||
		     signature_speaks(l, split.signature)))
		list_spoil(l, "the signature says otherwise");
}

static bool
is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool
is_same(const struct list_answer *a, const struct list_answer *b)
{
	if (a->count != b->count || a->is_all != b->is_all ||
	    a->is_unclear != b->is_unclear)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->items[i].number != b->items[i].number ||
		    a->items[i].answer.decision !=
			b->items[i].answer.decision ||
		    !is_same_text(
			a->items[i].case_number, b->items[i].case_number))
			return false;
	return true;
}

static bool
is_written(const char *text)
{
	return text && !slice_is_blank(slice_of(text));
}

void
reading_list_answer(const struct message *m, unsigned items_shown,
    struct arena *arena, struct list_answer *out)
{
	struct list_answer html;
	struct list l = { .shown = items_shown, .arena = arena, .out = out };
	struct list other = {
		.shown = items_shown, .arena = arena, .out = &html
	};
	bool has_text = is_written(m->text);

	read_body(has_text ? m->text : m->html_text, &l);
	if (has_text && is_written(m->html_text)) {
		read_body(m->html_text, &other);
		if (!is_same(out, &html))
			list_spoil(&l, "text and HTML disagree");
	}
	if (m->has_hidden_text && out->count > 0)
		list_spoil(&l, "the HTML has hidden text");
	if (m->is_ambiguous && out->count > 0)
		list_spoil(&l, "the mail is built ambiguously");
}
