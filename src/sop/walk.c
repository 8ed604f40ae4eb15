/*
 * Walking: which rows a case passes by itself after it was moved, and where
 * it comes to rest.
 */
#include "engine.h"

#include "cabut/banned.h"

bool
request_is_complete(const struct sop *sop, const struct sop_step *step,
    const struct sop_state *state)
{
	struct sop_lack lack = sop_lack(sop, step, state);

	return lack.papers == 0 && !lack.reason && !lack.certainty &&
	       lack.asker == ASKER_ANY;
}

uint64_t
row_bit(const struct sop *sop, const struct sop_step *step)
{
	return UINT64_C(1) << (step - sop->steps);
}

/* Is a step that was just entered left again at once? */
static bool
is_passed(const struct walk *w, const struct sop_step *step)
{
	const struct sop_state *state = &w->verdict->state;

	switch (step->kind) {
	case STEP_NOTIFY:
	case STEP_RECORD:
		return true;
	case STEP_REQUEST:
		return w->may_pass_request &&
		       step_branch(step, OUTCOME_COMPLETE) &&
		       request_is_complete(w->sop, step, state);
	case STEP_DECISION:
	case STEP_WORK:
		return (w->answered & row_bit(w->sop, step)) &&
		       sop_missing(w->sop, step, state) == 0;
	case STEP_WAIT:
	case STEP_END:
		break;
	}
	return false;
}

static const struct sop_branch *
way_on(const struct sop_step *step)
{
	switch (step->kind) {
	case STEP_REQUEST:
		return step_branch(step, OUTCOME_COMPLETE);
	case STEP_DECISION:
	case STEP_WORK:
		return step_branch(step, step_consent(step->kind));
	case STEP_NOTIFY:
	case STEP_RECORD:
		return step->branch_count > 0 ? &step->branches[0] : NULL;
	case STEP_WAIT:
	case STEP_END:
		break;
	}
	return NULL;
}

static bool
exit_of(const struct sop *sop, const struct sop_step *step, unsigned *next)
{
	const struct sop_branch *branch = way_on(step);

	*next = branch ? branch->next : (unsigned)(step - sop->steps) + 1;
	return *next < sop->step_count;
}

bool
walk_on(const struct walk *w, unsigned next)
{
	struct verdict *v = w->verdict;

	while (v->path_count < SOP_STEPS_MAX) {
		const struct sop_step *step = &w->sop->steps[next];

		v->path[v->path_count++] = step;
		v->state.step = step->id;
		v->state.papers |= paper_bit(step->drafts);
		if (!is_passed(w, step))
			return true;
		if (!exit_of(w->sop, step, &next))
			return false;
	}
	return false;
}
