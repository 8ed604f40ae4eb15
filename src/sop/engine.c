/*
 * The engine: who may move a casefile, and where to. A pure function over
 * facts that others have looked up. The order of the tests is part of the
 * promise: an automatic mail is never more than filed, a stop comes before
 * any permission to go on, and every rule of the approval must hold at once.
 * Each way out has its sentence for the chain.
 */
#include "engine.h"

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
			made |=
			    paper_bit(step->produces) | paper_bit(step->drafts);
		for (size_t n = 0;
		     step->kind == STEP_REQUEST && n < step->need_count; n++)
			asked |= paper_bit(step->needs[n].paper);
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

/* Papers that a request asks for whatever the reason. */
static uint32_t
asked_papers(const struct sop_step *step)
{
	uint32_t papers = 0;

	for (size_t i = 0; i < step->need_count; i++)
		papers |= paper_bit(step->needs[i].paper);
	return papers;
}

/* Outcomes that carry the case on. A disposition is one: in some SOPs it is
 * how a head of office consents. */
static bool
is_consent(enum sop_outcome outcome)
{
	return outcome == OUTCOME_APPROVE || outcome == OUTCOME_DELEGATE ||
	       outcome == OUTCOME_DONE;
}

/* Outcomes by which the row that is left is done. */
static bool
does_row(enum sop_outcome outcome)
{
	return is_consent(outcome) || outcome == OUTCOME_COMPLETE ||
	       outcome == OUTCOME_REVOKED || outcome == OUTCOME_ISSUED;
}

struct leap { /* where a move leads, and what it carries */
	const struct sop_branch *branch;
	const char *return_to;
	uint32_t papers;
	uint64_t answered;
	const char *why;
};

static void
leap(const struct deal *d, const struct leap *l)
{
	struct verdict *v = d->verdict;
	struct walk w = { d->sop, d->event->outcome == OUTCOME_COMPLETE,
		l->answered, v };

	v->act = ACT_MOVE;
	v->state = *d->state;
	v->state.papers |= l->papers;
	v->state.return_to = l->branch->is_anew ? NULL : l->return_to;
	v->is_anew = l->branch->is_anew;
	if (v->is_anew)
		v->state.papers &=
		    ~asked_papers(&d->sop->steps[l->branch->next]);
	v->is_forward = does_row(d->event->outcome);
	v->path_count = 0;
	v->why = l->why;
	if (!walk_on(&w, l->branch->next))
		stay(d, ACT_HOLD, "the SOP leads nowhere from this step");
}

static void
move(const struct deal *d, const struct sop_branch *branch, uint32_t papers,
    const char *why)
{
	struct leap l = { branch, NULL, papers, 0, why };

	leap(d, &l);
}

static void
withdraw(const struct deal *d)
{
	struct block b;
	bool is_torn;

	block_of(d->sop, d->step, &b);
	const struct sop_branch *branch =
	    block_branch(&b, OUTCOME_WITHDRAW, NULL, &is_torn);

	if (!d->event->is_plain || d->event->assurance < ASSURANCE_LEAST)
		stay(d, ACT_HOLD, "a withdrawal whose sender is not proven");
	else if (!branch)
		stay(d, ACT_FILE,
		    "a withdrawal, but this step cannot be cancelled any "
		    "more");
	else
		move(d, branch, 0,
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
	    step_branch(d->step, d->event->outcome);

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
		move(d, branch, 0,
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
	const struct sop_branch *branch =
	    step_branch(d->step, OUTCOME_COMPLETE);

	with.papers |= papers;
	if (!d->event->is_plain || d->event->assurance < ASSURANCE_LEAST)
		stay(d, ACT_HOLD, "the applicant is not proven");
	else if (d->event->outcome != OUTCOME_COMPLETE && papers == 0)
		stay(d, ACT_ASK_BACK, "the applicant's answer is not clear");
	else if (!request_is_complete(d->sop, d->step, &with))
		take(d, papers, "papers are still missing");
	else if (asked)
		move(d,
		    &(struct sop_branch){
			.next = (unsigned)(asked - d->sop->steps) },
		    papers, "completed; back to who asked for more");
	else if (branch)
		move(d, branch, papers, "the papers are complete");
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
is_proven(const struct deal *d, unsigned least)
{
	const struct sop_event *e = d->event;

	if (least < ASSURANCE_LEAST)
		least = ASSURANCE_LEAST;

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
lacks_result(const struct deal *d, const struct block *b, uint32_t papers)
{
	int result = block_result(b);
	bool accepts_draft = d->step->drafts == result;

	if (d->step->kind != STEP_WORK || result < 0 ||
	    (papers & paper_bit(result)))
		return false;
	return !(accepts_draft && (d->state->papers & paper_bit(result)));
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

static uint64_t
rows_of(const struct sop *sop, const struct block *b)
{
	uint64_t rows = 0;

	for (size_t i = 1; i < b->count; i++)
		rows |= row_bit(sop, b->rows[i]);
	return rows;
}

/* SETUJU, SELESAI or DISPOSISI covers the whole block, or its rows up to the
 * one it names. */
static void
consent(const struct deal *d, struct block *b, uint32_t papers)
{
	const struct sop_event *e = d->event;
	const struct sop_branch *branch = step_branch(d->step, e->outcome);
	struct sop_state with = *d->state;

	with.papers |= papers;
	if (!block_cut(b, e->row))
		stay(d, ACT_ASK_BACK, "it names a row that is not asked");
	else if (!branch)
		stay(d, ACT_ASK_BACK, "this step knows no such answer");
	else if (e->outcome == OUTCOME_DONE && lacks_result(d, b, papers))
		stay(d, ACT_ASK_BACK, "paper missing: the result of the work");
	else if (sop_missing(d->sop, d->step, &with) != 0)
		stay(d, ACT_ASK_BACK, "paper missing: one this step needs");
	else
		leap(d, &(struct leap){ branch, NULL, papers,
			    rows_of(d->sop, b), why_moved(e->outcome) });
}

/* LENGKAPI comes back to who said it. */
static bool
asks_applicant(const struct deal *d, const struct sop_branch *branch)
{
	return d->event->outcome == OUTCOME_MORE &&
	       d->sop->steps[branch->next].kind == STEP_REQUEST;
}

/* TOLAK, LENGKAPI or BATAL goes where the row says that has such a branch. */
static void
object(const struct deal *d, const struct block *b, uint32_t papers)
{
	const struct sop_event *e = d->event;
	bool is_torn;
	const struct sop_branch *branch =
	    block_branch(b, e->outcome, e->row, &is_torn);

	if (!branch)
		stay(d, ACT_ASK_BACK,
		    e->outcome == OUTCOME_UNCLEAR
			? "the answer is not clear"
			: "this step knows no such answer");
	else if (is_torn)
		stay(d, ACT_ASK_BACK, "which row it is about is not clear");
	else
		leap(d, &(struct leap){ branch,
			    asks_applicant(d, branch) ? d->step->id : NULL,
			    papers, 0, why_moved(e->outcome) });
}

/* Whom the step asks has answered, or somebody pretends to. */
static void
answer(const struct deal *d)
{
	uint32_t papers = known_papers(d->sop, d->event->papers);
	struct block b;

	block_of(d->sop, d->step, &b);
	if (!is_proven(d, block_assurance(&b)))
		return;
	if (d->event->outcome == OUTCOME_DELEGATE &&
	    d->event->is_to_colleague) {
		stay(d, ACT_HAND, "handed to a colleague of the same role");
		return;
	}
	if (!is_allowed(d))
		return;
	if (is_consent(d->event->outcome))
		consent(d, &b, papers);
	else
		object(d, &b, papers);
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
		       d->step->kind == STEP_NOTIFY ||
		       d->step->kind == STEP_RECORD;
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
sop_begin(
    const struct sop *sop, const struct sop_state *start, struct verdict *out)
{
	struct walk w = { sop, true, 0, out };

	*out = (struct verdict){
		.act = ACT_MOVE, .state = *start, .why = "opened"
	};
	out->state.papers = applicant_papers(sop, start->papers);
	out->state.return_to = NULL;
	if (!walk_on(&w, 0)) {
		/* sop_check() refuses such a file; a person must look. */
		out->act = ACT_HOLD;
		out->why = "the SOP leads nowhere from its start";
	}
}
