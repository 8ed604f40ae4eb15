/*
 * Rows that belong together: what a request still lacks, and which rows of
 * one person are asked in one mail and answered once.
 */
#include "engine.h"

#include "cabut/banned.h"

uint32_t
paper_bit(int paper)
{
	return paper < 0 ? 0 : UINT32_C(1) << paper;
}

const struct sop_branch *
step_branch(const struct sop_step *step, enum sop_outcome outcome)
{
	if (outcome >= OUTCOME_UNCLEAR)
		return NULL;
	for (size_t i = 0; i < step->branch_count; i++)
		if (step->branches[i].outcomes & (UINT32_C(1) << outcome))
			return &step->branches[i];
	return NULL;
}

enum sop_outcome
step_consent(enum sop_step_kind kind)
{
	return kind == STEP_WORK ? OUTCOME_DONE : OUTCOME_APPROVE;
}

/* ---- what is lacking ---- */

static bool
need_applies(const struct sop_need *need, const struct sop_state *state)
{
	return !need->for_reason ||
	       (state->reason && strcmp(need->for_reason, state->reason) == 0);
}

uint32_t
sop_missing(const struct sop *sop, const struct sop_step *step,
    const struct sop_state *state)
{
	uint32_t wanted = 0;

	for (size_t i = 0; i < step->need_count; i++) {
		const struct sop_need *need = &step->needs[i];

		if (need->paper >= 0 && need_applies(need, state) &&
		    !sop->papers[need->paper].is_optional)
			wanted |= paper_bit(need->paper);
	}
	return wanted & ~state->papers;
}

static bool
is_served(const struct sop *sop, const char *reason)
{
	for (size_t i = 0; reason && i < sop->reason_count; i++)
		if (strcmp(sop->reasons[i].code, reason) == 0)
			return true;
	return sop->reason_count == 0;
}

static bool
is_right_asker(enum sop_asker asker, const struct sop_state *state)
{
	switch (asker) {
	case ASKER_ANY:
		return true;
	case ASKER_OTHER:
		return !state->is_asked_by_owner;
	case ASKER_SUPERIOR:
		return state->is_asked_by_superior;
	}
	return true;
}

struct sop_lack
sop_lack(const struct sop *sop, const struct sop_step *step,
    const struct sop_state *state)
{
	struct sop_lack lack = { .papers = sop_missing(sop, step, state) };

	if (step->kind != STEP_REQUEST)
		return lack;
	lack.reason = !is_served(sop, state->reason);
	lack.certainty = state->is_in_doubt;
	for (size_t i = 0; i < step->need_count; i++) {
		const struct sop_need *need = &step->needs[i];

		if (need_applies(need, state) &&
		    !is_right_asker(need->asker, state))
			lack.asker = need->asker;
	}
	return lack;
}

/* ---- rows answered together ---- */

static bool
is_asked(const struct sop_step *step)
{
	return step->kind == STEP_DECISION || step->kind == STEP_WORK;
}

/* Where consent leads, past what cabut records by itself. */
static const struct sop_step *
following(const struct sop *sop, const struct sop_step *step)
{
	const struct sop_branch *branch =
	    step_branch(step, step_consent(step->kind));
	size_t at = (size_t)(step - sop->steps);

	for (size_t i = 0; branch && i < sop->step_count; i++) {
		const struct sop_step *next = &sop->steps[branch->next];

		if (next <= step || next->kind != STEP_RECORD ||
		    (size_t)(next - sop->steps) <= at)
			return next;
		at = (size_t)(next - sop->steps);
		if (next->branch_count == 0)
			return at + 1 < sop->step_count ? next + 1 : NULL;
		branch = &next->branches[0];
	}
	return NULL;
}

static bool
joins(const struct block *b, const struct sop_step *next)
{
	const struct sop_step *first = b->rows[0];
	const struct sop_step *last = b->rows[b->count - 1];

	return next && next > last && next->kind == first->kind &&
	       next->role == first->role && !next->is_held &&
	       next->drafts < 0 && (next->produces < 0 || block_result(b) < 0);
}

void
block_of(const struct sop *sop, const struct sop_step *first, struct block *b)
{
	b->rows[0] = first;
	b->count = 1;
	while (is_asked(first) && b->count < SOP_STEPS_MAX) {
		const struct sop_step *next =
		    following(sop, b->rows[b->count - 1]);

		if (!joins(b, next))
			return;
		b->rows[b->count++] = next;
	}
}

bool
block_cut(struct block *b, const char *number)
{
	size_t count = number ? 0 : b->count;

	for (size_t i = 0; number && i < b->count; i++)
		if (strcmp(b->rows[i]->number, number) == 0)
			count = i + 1;
	if (count == 0)
		return false;
	b->count = count;
	return true;
}

int
block_result(const struct block *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (b->rows[i]->produces >= 0)
			return b->rows[i]->produces;
	return b->rows[0]->drafts;
}

unsigned
block_assurance(const struct block *b)
{
	unsigned most = 0;

	for (size_t i = 0; i < b->count; i++)
		if (b->rows[i]->min_assurance > most)
			most = b->rows[i]->min_assurance;
	return most;
}

const struct sop_branch *
block_branch(const struct block *b, enum sop_outcome outcome,
    const char *number, bool *is_torn)
{
	const struct sop_branch *found = NULL;

	*is_torn = false;
	for (size_t i = 0; i < b->count; i++) {
		const struct sop_branch *branch =
		    step_branch(b->rows[i], outcome);

		if (!branch ||
		    (number && strcmp(b->rows[i]->number, number) != 0))
			continue;
		if (found && (found->next != branch->next ||
				 found->is_anew != branch->is_anew))
			*is_torn = true;
		found = found ? found : branch;
	}
	return found;
}

size_t
sop_block(const struct sop *sop, const struct sop_step *first,
    const struct sop_step *rows[SOP_STEPS_MAX])
{
	struct block b;

	block_of(sop, first, &b);
	memcpy(rows, b.rows, b.count * sizeof *rows);
	return b.count;
}

int
sop_block_result(const struct sop *sop, const struct sop_step *first)
{
	struct block b;

	block_of(sop, first, &b);
	return block_result(&b);
}

uint32_t
sop_block_outcomes(const struct sop *sop, const struct sop_step *first)
{
	struct block b;
	uint32_t offered = 0;

	block_of(sop, first, &b);
	for (size_t r = 0; r < b.count; r++)
		for (size_t i = 0; i < b.rows[r]->branch_count; i++)
			offered |= b.rows[r]->branches[i].outcomes;
	return offered;
}
