/*
 * The engine: who may move a casefile, and where to. A pure function over
 * facts that others have looked up. The order of the tests is part of the
 * promise: an automatic mail is never more than filed, a stop comes before
 * any permission to go on, and every rule of the approval must hold at once.
 * Each way out has its sentence for the chain.
 */
#include "cabut/sop.h"

#include "cabut/banned.h"

enum { ASSURANCE_LEAST = 2 }; /* nothing below a returned token decides */

struct deal { /* one event against one state */
	const struct sop *sop;
	const struct sop_step *step;
	const struct sop_state *state;
	const struct sop_event *event;
	struct verdict *verdict;
};

static uint32_t
bit(int paper)
{
	return paper < 0 ? 0 : UINT32_C(1) << paper;
}

static const struct sop_branch *
branch_for(const struct sop_step *step, enum sop_outcome outcome)
{
	if (outcome >= OUTCOME_UNCLEAR)
		return NULL;
	for (size_t i = 0; i < step->branch_count; i++)
		if (step->branches[i].outcomes & (UINT32_C(1) << outcome))
			return &step->branches[i];
	return NULL;
}

uint32_t
sop_missing(const struct sop *sop, const struct sop_step *step,
    const struct sop_state *state)
{
	uint32_t wanted = 0;

	for (size_t i = 0; i < step->need_count; i++) {
		const struct sop_need *need = &step->needs[i];
		bool applies = !need->for_reason ||
			       (state->reason && strcmp(need->for_reason,
						     state->reason) == 0);

		if (applies && !sop->papers[need->paper].is_optional)
			wanted |= bit((int)need->paper);
	}
	return wanted & ~state->papers;
}

static uint32_t
known_papers(const struct sop *sop, uint32_t papers)
{
	if (sop->paper_count >= 32)
		return papers;
	return papers & ((UINT32_C(1) << sop->paper_count) - 1);
}

/* What the office makes, the applicant cannot bring: a "signed" letter that
 * comes from outside is no signature of ours. */
static uint32_t
office_papers(const struct sop *sop)
{
	uint32_t made = 0, asked = 0;

	for (size_t i = 0; i < sop->step_count; i++) {
		const struct sop_step *step = &sop->steps[i];

		if (step->kind == STEP_WORK)
			made |= bit(step->produces) | bit(step->drafts);
		for (size_t n = 0;
		     step->kind == STEP_REQUEST && n < step->need_count; n++)
			asked |= bit((int)step->needs[n].paper);
	}
	return made & ~asked;
}

static uint32_t
applicant_papers(const struct sop *sop, uint32_t papers)
{
	return known_papers(sop, papers) & ~office_papers(sop);
}

static void
stay(const struct deal *d, enum sop_act act, const char *why)
{
	d->verdict->act = act;
	d->verdict->state = *d->state;
	d->verdict->path_count = 0;
	d->verdict->why = why;
}

/* Is a step that was just entered left again at once? A request only while
 * its papers are coming in: who was asked for more must answer first. */
static bool
is_passed(const struct sop *sop, const struct sop_step *step,
    const struct sop_state *state, bool may_pass_request)
{
	if (step->kind == STEP_NOTIFY)
		return true;
	return step->kind == STEP_REQUEST && may_pass_request &&
	       branch_for(step, OUTCOME_COMPLETE) &&
	       sop_missing(sop, step, state) == 0;
}

static bool
exit_of(const struct sop *sop, const struct sop_step *step, unsigned *next)
{
	const struct sop_branch *branch =
	    step->kind == STEP_REQUEST ? branch_for(step, OUTCOME_COMPLETE)
	    : step->branch_count > 0   ? &step->branches[0]
				       : NULL;

	*next = branch ? branch->next : (unsigned)(step - sop->steps) + 1;
	return *next < sop->step_count;
}

/* Enters steps until one waits. False: the rows lead nowhere or in a ring. */
static bool
walk(const struct sop *sop, unsigned next, bool may_pass_request,
    struct verdict *v)
{
	while (v->path_count < SOP_STEPS_MAX) {
		const struct sop_step *step = &sop->steps[next];

		v->path[v->path_count++] = step;
		v->state.step = step->id;
		v->state.papers |= bit(step->drafts);
		if (!is_passed(sop, step, &v->state, may_pass_request))
			return true;
		if (!exit_of(sop, step, &next))
			return false;
	}
	return false;
}

static void
move(const struct deal *d, unsigned next, const char *return_to,
    uint32_t papers, const char *why)
{
	struct verdict *v = d->verdict;
	bool may_pass = d->event->outcome == OUTCOME_COMPLETE;

	v->act = ACT_MOVE;
	v->state = *d->state;
	v->state.papers |= papers;
	v->state.return_to = return_to;
	v->path_count = 0;
	v->why = why;
	if (!walk(d->sop, next, may_pass, v))
		stay(d, ACT_HOLD, "the SOP leads nowhere from this step");
}

static void
withdraw(const struct deal *d)
{
	const struct sop_branch *branch = branch_for(d->step, OUTCOME_WITHDRAW);

	if (!d->event->is_plain || d->event->assurance < ASSURANCE_LEAST)
		stay(d, ACT_HOLD, "a withdrawal whose sender is not proven");
	else if (!branch)
		stay(d, ACT_FILE,
		    "a withdrawal, but this step cannot be cancelled any "
		    "more");
	else
		move(d, branch->next, NULL, 0,
		    d->event->is_applicant ? "withdrawn by the applicant"
					   : "stopped by a party");
}

static bool
is_bsre_outcome(enum sop_outcome outcome)
{
	return outcome == OUTCOME_REVOKED || outcome == OUTCOME_REFUSED ||
	       outcome == OUTCOME_ISSUED;
}

static void
hear_bsre(const struct deal *d)
{
	const struct sop_branch *branch =
	    branch_for(d->step, d->event->outcome);

	if (!d->event->is_bsre)
		stay(d, ACT_FILE, "only BSrE itself can say so");
	else if (d->step->kind != STEP_WAIT)
		stay(d, ACT_FILE,
		    "BSrE spoke, but this step waits for "
		    "somebody else");
	else if (!branch)
		stay(d, ACT_FILE,
		    "BSrE spoke, but the SOP has no branch "
		    "for it here");
	else
		move(d, branch->next, NULL, 0,
		    d->event->outcome == OUTCOME_REVOKED  ? "revoked by BSrE"
		    : d->event->outcome == OUTCOME_ISSUED ? "issued by BSrE"
							  : "refused by BSrE");
}

static void
take(const struct deal *d, uint32_t papers, const char *why)
{
	stay(d, ACT_TAKE, why);
	d->verdict->state.papers |= papers;
}

/* The applicant answers a request step. */
static void
complete(const struct deal *d)
{
	uint32_t papers = applicant_papers(d->sop, d->event->papers);
	struct sop_state with = *d->state;
	const struct sop_step *asked =
	    sop_step_by_id(d->sop, d->state->return_to);
	const struct sop_branch *branch = branch_for(d->step, OUTCOME_COMPLETE);

	with.papers |= papers;
	if (!d->event->is_plain || d->event->assurance < ASSURANCE_LEAST)
		stay(d, ACT_HOLD, "the applicant is not proven");
	else if (d->event->outcome != OUTCOME_COMPLETE && papers == 0)
		stay(d, ACT_ASK_BACK, "the applicant's answer is not clear");
	else if (sop_missing(d->sop, d->step, &with) != 0)
		take(d, papers, "papers are still missing");
	else if (asked)
		move(d, (unsigned)(asked - d->sop->steps), NULL, papers,
		    "completed; back to who asked for more");
	else if (branch)
		move(d, branch->next, NULL, papers, "the papers are complete");
	else
		take(d, papers, "complete, but the SOP has no way on");
}

/* The applicant writes while the case is on somebody else's desk. */
static void
write_aside(const struct deal *d)
{
	uint32_t papers = applicant_papers(d->sop, d->event->papers);

	if (papers != 0 && d->event->is_plain &&
	    d->event->assurance >= ASSURANCE_LEAST)
		take(d, papers, "the applicant sent papers meanwhile");
	else
		stay(d, ACT_FILE, "from the applicant, who is not asked now");
}

/* The approval rule of whom this step asks. True: all of it holds. */
static bool
is_proven(const struct deal *d)
{
	const struct sop_event *e = d->event;
	unsigned least = d->step->min_assurance > ASSURANCE_LEAST
			     ? d->step->min_assurance
			     : ASSURANCE_LEAST;

	if (!e->is_actor)
		stay(d, ACT_HOLD, "the token came from another address");
	else if (!e->is_plain)
		stay(d, ACT_HOLD, "the header is not plain");
	/* An expired token proves nothing any more; who holds the role is
	 * asked anew at their own address, which harms nobody. */
	else if (!e->has_token && e->is_token_expired)
		stay(d, ACT_RENEW, "the request had expired");
	else if (e->assurance < least)
		stay(d, ACT_HOLD, "the sender is not proven enough");
	else if (!e->is_facts_same)
		stay(d, ACT_HOLD, "the facts shown have changed since");
	else if (!e->has_token)
		stay(d, ACT_HOLD, "no token of this request came back");
	else
		return true;
	return false;
}

/* Outcomes that carry the case on. A disposition is one: in some SOPs it is
 * how a head of office consents. */
static bool
is_consent(enum sop_outcome outcome)
{
	return outcome == OUTCOME_APPROVE || outcome == OUTCOME_DELEGATE ||
	       outcome == OUTCOME_DONE;
}

static bool
is_allowed(const struct deal *d)
{
	if (d->step->kind != STEP_DECISION || !is_consent(d->event->outcome))
		return true;
	if (d->event->is_own_request)
		stay(d, ACT_REFUSE, "nobody decides their own request");
	else if (d->event->has_decided)
		stay(d, ACT_REFUSE, "the same person has decided another step");
	else
		return true;
	return false;
}

/* The paper that SELESAI must bring. A draft of ours that is filed may be
 * accepted as it is. */
static bool
lacks_result(const struct deal *d, uint32_t papers)
{
	int result =
	    d->step->produces >= 0 ? d->step->produces : d->step->drafts;
	bool accepts_draft = d->step->drafts == result;

	if (d->step->kind != STEP_WORK || result < 0 ||
	    d->event->outcome != OUTCOME_DONE || (papers & bit(result)))
		return false;
	return !(accepts_draft && (d->state->papers & bit(result)));
}

static const char *
why_moved(enum sop_outcome outcome)
{
	switch (outcome) {
	case OUTCOME_APPROVE:
		return "approved";
	case OUTCOME_REJECT:
		return "rejected";
	case OUTCOME_MORE:
		return "more was asked for";
	case OUTCOME_DELEGATE:
		return "passed on by disposition";
	case OUTCOME_DONE:
		return "the work is done";
	case OUTCOME_WITHDRAW:
		return "stopped by who is asked";
	case OUTCOME_COMPLETE:
	case OUTCOME_REVOKED:
	case OUTCOME_REFUSED:
	case OUTCOME_ISSUED:
	case OUTCOME_UNCLEAR:
	case OUTCOME_COUNT:
		break;
	}
	return "answered";
}

/* Whom the step asks has answered, or somebody pretends to. */
static void
answer(const struct deal *d)
{
	const struct sop_event *e = d->event;
	const struct sop_branch *branch = branch_for(d->step, e->outcome);
	uint32_t papers = known_papers(d->sop, e->papers);
	struct sop_state with = *d->state;

	with.papers |= papers;
	if (!is_proven(d) || !is_allowed(d))
		return;
	if (!branch)
		stay(d, ACT_ASK_BACK,
		    e->outcome == OUTCOME_UNCLEAR
			? "the answer is not clear"
			: "this step knows no such answer");
	else if (lacks_result(d, papers))
		stay(d, ACT_ASK_BACK, "paper missing: the result of the work");
	else if (is_consent(e->outcome) &&
		 sop_missing(d->sop, d->step, &with) != 0)
		stay(d, ACT_ASK_BACK, "paper missing: one this step needs");
	else if (e->outcome == OUTCOME_MORE &&
		 d->sop->steps[branch->next].kind == STEP_REQUEST)
		move(d, branch->next, d->step->id, papers,
		    why_moved(e->outcome));
	else
		move(d, branch->next, NULL, papers, why_moved(e->outcome));
}

/* Mail of the applicant that is not the answer of an official. */
static bool
is_applicants_turn(const struct deal *d)
{
	return d->event->is_applicant &&
	       (d->step->kind == STEP_REQUEST ||
		   !(d->event->is_actor || d->event->has_token));
}

/* Nobody whom this case knows as one who may speak in this step. */
static bool
is_stranger(const struct deal *d)
{
	const struct sop_event *e = d->event;

	if (e->is_actor)
		return d->step->kind == STEP_WAIT ||
		       d->step->kind == STEP_NOTIFY;
	return !e->has_token;
}

static void
decide(const struct deal *d)
{
	const struct sop_event *e = d->event;

	if (e->is_automatic)
		stay(d, ACT_FILE, "an automatic mail decides nothing");
	else if (d->step->kind == STEP_END)
		stay(d, ACT_FILE, "the case is closed");
	else if (e->outcome == OUTCOME_WITHDRAW &&
		 (e->is_applicant || e->is_party))
		withdraw(d);
	else if (is_bsre_outcome(e->outcome))
		hear_bsre(d);
	else if (is_applicants_turn(d) && d->step->kind == STEP_REQUEST)
		complete(d);
	else if (is_applicants_turn(d))
		write_aside(d);
	else if (is_stranger(d))
		stay(d, ACT_FILE, "not from whom this step asks");
	else if (d->step->kind == STEP_REQUEST)
		stay(d, ACT_HOLD, "the applicant is not proven");
	else
		answer(d);
}

void
sop_decide(const struct sop *sop, const struct sop_state *state,
    const struct sop_event *event, struct verdict *out)
{
	struct deal d = { sop, sop_step_by_id(sop, state->step), state, event,
		out };

	*out = (struct verdict){ 0 };
	if (d.step)
		decide(&d);
	else
		stay(&d, ACT_HOLD, "the SOP has no such step");
}

void
sop_begin(const struct sop *sop, const char *reason, uint32_t papers,
    struct verdict *out)
{
	*out = (struct verdict){
		.act = ACT_MOVE,
		.state = { .reason = reason,
		    .papers = applicant_papers(sop, papers) },
		.why = "opened",
	};
	if (!walk(sop, 0, true, out)) {
		/* sop_check() refuses such a file; a person must look. */
		out->act = ACT_HOLD;
		out->why = "the SOP leads nowhere from its start";
	}
}
