/*
 * Every (row x outcome) of a file, and those that no mail can ever bring
 * about. A row that is always answered together with the rows before it has
 * no voice of its own where theirs is taken.
 */
#include "check.h"
#include "engine.h"

#include "cabut/banned.h"

enum { ASSURANCE_MOST = 3 }; /* S/MIME is not proven yet */

struct postman {
	const struct sop *sop;
	struct arena *arena;
	uint64_t rests; /* rows that a case can stand at and be asked for */
};

static bool
is_asked(const struct sop_step *step)
{
	return step->kind == STEP_DECISION || step->kind == STEP_WORK;
}

static bool
is_consent(enum sop_outcome outcome)
{
	return outcome == OUTCOME_APPROVE || outcome == OUTCOME_DELEGATE ||
	       outcome == OUTCOME_DONE;
}

/* ---- where a case can rest ---- */

/* Does an answer to `from` go through `to` as well, so that it cannot stop
 * there? It can when papers may lack, or when the answer may name `from`. */
static bool
is_passed_with(const struct sop *sop, const struct sop_step *from,
    const struct sop_step *to)
{
	struct block b;

	block_of(sop, from, &b);
	return b.count > 1 && b.rows[1] == to && to->need_count == 0 &&
	       (!from->number[0] || strcmp(from->number, to->number) == 0);
}

static void
note_arrivals(struct postman *p, const struct sop_step *from)
{
	for (size_t i = 0; i < from->branch_count; i++) {
		const struct sop_branch *b = &from->branches[i];
		const struct sop_step *to = &p->sop->steps[b->next];
		uint32_t consents = UINT32_C(1) << OUTCOME_APPROVE |
				    UINT32_C(1) << OUTCOME_DELEGATE |
				    UINT32_C(1) << OUTCOME_DONE;

		if ((b->outcomes & ~consents) ||
		    !is_passed_with(p->sop, from, to))
			p->rests |= row_bit(p->sop, to);
	}
	if (goes_on_alone(from) && from->branch_count == 0 &&
	    from + 1 < p->sop->steps + p->sop->step_count)
		p->rests |= row_bit(p->sop, from + 1);
}

static void
find_rests(struct postman *p)
{
	p->rests = row_bit(p->sop, p->sop->steps);
	for (size_t i = 0; i < p->sop->step_count; i++)
		note_arrivals(p, &p->sop->steps[i]);
}

/* ---- is it ever chosen? ---- */

static bool
leads_alike(const struct sop_branch *a, const struct sop_branch *b)
{
	return a && b && a->next == b->next && a->is_anew == b->is_anew;
}

/* Some answer to the block takes this row's branch, or one that leads to the
 * same place. */
static bool
is_chosen_in(const struct block *b, const struct sop_step *step,
    enum sop_outcome outcome, const struct sop_branch *own)
{
	bool is_torn;

	if (is_consent(outcome))
		return b->rows[0] == step ||
		       leads_alike(
			   own, step_branch(step, step_consent(step->kind)));
	if (leads_alike(own, block_branch(b, outcome, NULL, &is_torn)) &&
	    (!is_torn || outcome == OUTCOME_WITHDRAW))
		return true;
	return outcome != OUTCOME_WITHDRAW && step->number[0] &&
	       leads_alike(
		   own, block_branch(b, outcome, step->number, &is_torn)) &&
	       !is_torn;
}

static bool
holds(const struct block *b, const struct sop_step *step)
{
	for (size_t i = 0; i < b->count; i++)
		if (b->rows[i] == step)
			return true;
	return false;
}

static const char *
row_name(const struct sop_step *step)
{
	return step->number[0] ? step->number : step->id;
}

static const char *
unheard(const struct postman *p, const struct sop_step *step,
    enum sop_outcome outcome, const struct sop_branch *own)
{
	const struct sop_step *first = NULL;

	for (size_t i = 0; i < p->sop->step_count; i++) {
		struct block b;

		if (!(p->rests & (UINT64_C(1) << i)))
			continue;
		block_of(p->sop, &p->sop->steps[i], &b);
		if (!holds(&b, step))
			continue;
		if (is_chosen_in(&b, step, outcome, own))
			return NULL;
		first = b.rows[0];
	}
	if (!first) /* never reached: told elsewhere */
		return NULL;
	return arena_printf(p->arena,
	    "tidak pernah dipakai: dijawab bersama langkah %s, dan jawaban "
	    "yang sama di sana menuju tempat lain",
	    row_name(first));
}

static const char *
unanswerable(const struct postman *p, const struct sop_step *step,
    enum sop_outcome outcome)
{
	const struct sop_role *role = &p->sop->roles[step->role];
	struct block b;

	block_of(p->sop, step, &b);
	if (outcome == OUTCOME_WITHDRAW) /* from any party of the case */
		return NULL;
	if (strcmp(role->id, "bsre") == 0)
		return "tidak pernah dapat dijawab: BSrE tidak dimintai "
		       "jawaban lewat surel; pakai tunggu";
	if (step->kind == STEP_DECISION && role->source == ROLE_APPLICANT &&
	    is_consent(outcome))
		return "selalu ditolak: tidak seorang pun memutus "
		       "permohonannya sendiri";
	if (block_assurance(&b) > ASSURANCE_MOST)
		return "tidak pernah dapat dijawab: syarat-surel 4 (S/MIME) "
		       "belum dapat dibuktikan surel mana pun";
	return NULL;
}

static bool
is_other_service(const struct sop *sop, enum sop_outcome outcome)
{
	bool is_revoking =
	    !sop->service || strcmp(sop->service, "pencabutan") == 0;

	return (outcome == OUTCOME_ISSUED && is_revoking) ||
	       (outcome == OUTCOME_REVOKED && !is_revoking);
}

static const char *
why_dead(const struct postman *p, const struct sop_step *step,
    enum sop_outcome outcome, const struct sop_branch *own)
{
	const char *why;

	if (!(kind_outcomes(step->kind) & (UINT32_C(1) << outcome)))
		return arena_printf(p->arena,
		    "tidak mungkin terjadi pada jenis \"%s\"",
		    sop_kind_word(step->kind));
	if (step->kind == STEP_WAIT && is_other_service(p->sop, outcome))
		return arena_printf(p->arena,
		    "tidak pernah dikabarkan BSrE pada layanan \"%s\"",
		    p->sop->service);
	if (!is_asked(step) || step->role >= p->sop->role_count)
		return NULL;
	why = unanswerable(p, step, outcome);
	return why ? why : unheard(p, step, outcome, own);
}

/* ---- the table ---- */

static size_t
pair_alone(
    const struct postman *p, const struct sop_step *step, struct sop_pair *out)
{
	size_t at = (size_t)(step - p->sop->steps);
	size_t next = step->branch_count > 0 ? step->branches[0].next : at + 1;

	if (next >= p->sop->step_count)
		return 0;
	*out = (struct sop_pair){ step, &p->sop->steps[next], OUTCOME_DONE,
		false, NULL };
	return 1;
}

static size_t
pairs_of(
    const struct postman *p, const struct sop_step *step, struct sop_pair *out)
{
	size_t count = 0;

	if (goes_on_alone(step))
		return pair_alone(p, step, out);
	for (unsigned o = 0; o < OUTCOME_UNCLEAR; o++) {
		const struct sop_branch *b = step_branch(step, o);

		if (b)
			out[count++] =
			    (struct sop_pair){ step, &p->sop->steps[b->next], o,
				    b->is_anew, why_dead(p, step, o, b) };
	}
	return count;
}

size_t
sop_pairs(const struct sop *sop, struct arena *a, struct sop_pair **out)
{
	struct postman p = { .sop = sop, .arena = a };
	size_t count = 0;

	*out =
	    arena_array(a, sop->step_count * OUTCOME_COUNT + 1, sizeof **out);
	if (sop->step_count == 0)
		return 0;
	find_rests(&p);
	for (size_t i = 0; i < sop->step_count; i++)
		count += pairs_of(&p, &sop->steps[i], *out + count);
	return count;
}

/* One sentence for the outcomes of a row that are dead for one reason. */
static void
tell_dead(struct checker *c, const struct sop_pair *pairs, size_t count)
{
	struct strbuf words;

	strbuf_init(&words, 1000);
	for (size_t i = 0; i < count; i++)
		strbuf_printf(&words, "%s\"%s\"", i > 0 ? ", " : "",
		    sop_outcome_word(pairs[i].outcome));
	find_at(c, pairs[0].step,
	    arena_printf(c->arena, "menyebut cabang %s, yang %s", words.at,
		pairs[0].dead));
	strbuf_release(&words);
}

static bool
are_dead_alike(const struct sop_pair *a, const struct sop_pair *b)
{
	return a->step == b->step && a->dead && b->dead &&
	       strcmp(a->dead, b->dead) == 0;
}

void
check_mail(struct checker *c)
{
	struct sop_pair *pairs;
	size_t count = sop_pairs(c->sop, c->arena, &pairs), same;

	for (size_t i = 0; i < count; i += same) {
		for (same = 1; i + same < count &&
			       are_dead_alike(&pairs[i], &pairs[i + same]);
		     same++)
			;
		if (pairs[i].dead)
			tell_dead(c, &pairs[i], same);
	}
}
