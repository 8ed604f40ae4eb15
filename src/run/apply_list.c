/*
 * An answer to a mail that listed several cases. Each part is an answer of
 * its own, held to the token, step and facts of its case; what belongs to no
 * case of the list counts for none.
 */
#include <stdlib.h>

#include "work.h"

#include "cabut/banned.h"

struct listed {
	struct inbound *in;
	struct token_row *items;
	size_t count;
	struct list_answer answer;
};

bool
inbound_is_list(struct inbound *in, bool *is_list, struct fault *f)
{
	struct token_row *items;
	size_t count = 0;

	*is_list = false;
	if (!in->token.id || in->token.purpose != TOKEN_DECISION)
		return true;
	if (!digest_items(in->run->store, in->token.id, in->run->arena, &items,
		&count, f))
		return false;
	*is_list = count > 1;
	return true;
}

/* The mail as if it had answered the request of one case alone. */
static void
as_answer_to(const struct listed *l, const struct token_row *item,
    const struct answer *answer, struct inbound *one)
{
	struct run *r = l->in->run;
	bool is_live = !item->used_at && !item->is_burned;

	*one = *l->in;
	one->token = *item;
	one->is_token_live = is_live && item->expires_at > r->now;
	one->is_token_expired = is_live && item->expires_at <= r->now;
	one->casefile_id = item->casefile_id;
	one->reading.kind = READING_DECISION;
	one->reading.answer = *answer;
	one->reading.command = NULL;
	one->reading.has_letter = false;
	one->cell.paper_count = 0; /* which case they belong to is unknown */
	inbound_judge_sender(one);
}

static bool
number_of(struct listed *l, size_t i, const char **number, struct fault *f)
{
	struct casefile c;

	if (!casefile_load(l->in->run->store, l->items[i].casefile_id,
		l->in->run->arena, &c, f))
		return false;
	*number = c.number;
	return true;
}

/* The case that a part speaks of: by its place, its number, or both, which
 * must agree. l->count: none. */
static bool
place_of(struct listed *l, const struct list_item *part, size_t *place,
    struct fault *f)
{
	const char *number;
	size_t by_number = l->count;

	*place = part->number ? part->number - 1 : l->count;
	if (!part->case_number)
		return true;
	for (size_t i = 0; i < l->count; i++) {
		if (!number_of(l, i, &number, f))
			return false;
		if (text_equal_nocase(number, part->case_number))
			by_number = i;
	}
	if (*place != l->count && *place != by_number)
		by_number = l->count;
	*place = by_number;
	return true;
}

/* A case that is called by its place once and by its number once: what the
 * reader could not know. */
static bool
is_torn(struct listed *l, bool *torn, struct fault *f)
{
	enum decision said[READING_LIST_MAX] = { DECISION_NONE };
	size_t place;

	*torn = false;
	for (size_t i = 0; i < l->answer.count; i++) {
		enum decision d = l->answer.items[i].answer.decision;

		if (!place_of(l, &l->answer.items[i], &place, f))
			return false;
		if (place >= l->count || place >= READING_LIST_MAX)
			continue;
		*torn |= said[place] != DECISION_NONE && said[place] != d;
		said[place] = d;
	}
	return true;
}

static bool
apply_part(struct listed *l, const struct list_item *part, struct fault *f)
{
	struct inbound *in = l->in, one;
	size_t place;

	if (part->answer.decision == DECISION_NONE)
		return true;
	if (!place_of(l, part, &place, f))
		return false;
	if (place >= l->count) {
		in->class = LEDGER_UNCLEAR;
		in->why = "names a case that is not in the list";
		return true;
	}
	as_answer_to(l, &l->items[place], &part->answer, &one);
	if (!apply_reply(&one, f))
		return false;
	if (in->class == LEDGER_ATTEMPTING || one.class == LEDGER_UNCLEAR) {
		in->class = one.class;
		in->why = one.why;
	}
	if (one.casefile_id == in->casefile_id)
		return true;
	return inbound_note_in_chain(&one, f);
}

/* Those that still wait, asked again in one mail that says how. */
static bool
ask_list_again(struct listed *l, struct fault *f)
{
	struct run *r = l->in->run;
	struct work *works = arena_array(r->arena, l->count, sizeof *works);
	size_t n = 0;

	for (size_t i = 0; i < l->count; i++) {
		struct work *w = &works[n];

		if (l->items[i].used_at || l->items[i].is_burned)
			continue;
		if (!work_open(r, l->items[i].casefile_id, l->in, w, f))
			return false;
		if (w->casefile.status == CASEFILE_OPEN &&
		    !strcmp(l->items[i].step, or_empty(w->casefile.step)))
			n++;
	}
	if (n == 0)
		return true;
	return owe_list_again(works, n, f) &&
	       (!works[0].was_limited || tell_unclear_too_often(&works[0], f));
}

/* Whoever holds our list without being asked by it learns nothing more of it,
 * also when its own code is spent and only others of it are open. */
static bool
is_from_other(const struct inbound *in)
{
	return in->sender.is_token_from_other || !in->head.is_plain ||
	       !text_equal_nocase(in->token.address, or_empty(in->head.from));
}

/* All its codes are dead, and whoever was asked is asked anew. */
static bool
void_list(struct listed *l, struct fault *f)
{
	struct work w;
	bool is_told = false;

	for (size_t i = 0; i < l->count; i++) {
		const struct token_row *item = &l->items[i];
		struct inbound one;

		as_answer_to(l, item, &l->in->reading.answer, &one);
		if (!one.is_token_live)
			continue;
		if (!work_open(l->in->run, item->casefile_id, &one, &w, f))
			return false;
		if (!(is_told ? reply_void_question(&w, f)
			      : reply_token_from_other(&w, f)))
			return false;
		is_told = true;
	}
	inbound_end(l->in, LEDGER_UNCLEAR, "our list from a foreign address");
	return true;
}

/* Which case they belong to nobody can tell but a person. */
static bool
tell_papers(struct listed *l, struct fault *f)
{
	const struct inbound *in = l->in;
	struct work w;
	bool has_paper = false;

	for (size_t i = 0; i < in->cell.paper_count; i++)
		has_paper |= !paper_is_decoration(in, i);
	if (!has_paper)
		return true;
	return work_open(in->run, l->items[0].casefile_id, in, &w, f) &&
	       tell_operators(&w, "Lampiran pada jawaban daftar",
		   "jawaban atas sebuah daftar permohonan membawa lampiran, "
		   "yang tidak dimasukkan ke permohonan mana pun. Mohon "
		   "dilihat "
		   "di kotak masuk, untuk permohonan mana lampiran itu.",
		   f);
}

static bool
apply_parts(struct listed *l, struct fault *f)
{
	const struct list_answer *a = &l->answer;

	for (size_t i = 0; i < a->count; i++)
		if (!apply_part(l, &a->items[i], f))
			return false;
	if (l->in->class == LEDGER_ATTEMPTING)
		inbound_end(l->in, LEDGER_REPLY, "decides nothing");
	return tell_papers(l, f);
}

bool
apply_list(struct inbound *in, struct fault *f)
{
	struct listed l = { .in = in };
	bool torn;

	if (!digest_items(in->run->store, in->token.id, in->run->arena,
		&l.items, &l.count, f))
		return false;
	if (is_from_other(in))
		return void_list(&l, f);
	reading_list_answer(
	    &in->cell.message, (unsigned)l.count, in->run->arena, &l.answer);
	if (!is_torn(&l, &torn, f))
		return false;
	if (l.answer.count > 0 && !torn)
		return apply_parts(&l, f);
	inbound_end(in, LEDGER_UNCLEAR,
	    torn		  ? "two answers about one case"
	    : l.answer.is_unclear ? l.answer.why
				  : "answers no case of the list");
	return ask_list_again(&l, f);
}
