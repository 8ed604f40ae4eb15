/*
 * The applicant writes in the thread of their case: papers, corrected data, a
 * withdrawal.
 */
#include "doubt.h"

#include "cabut/banned.h"

/* Data is taken while the case waits for it; once it is on somebody's desk a
 * person is told. */
static bool
take_data(struct work *w, bool *any, struct fault *f)
{
	bool by_letter;

	*any = false;
	if (work_step(w)->kind != STEP_REQUEST)
		return work_tell_late_review(w, f);
	if (!work_take_review(w, any, f) || !work_take_letter(w, &by_letter, f))
		return false;
	*any |= by_letter;
	return true;
}

static bool
still_incomplete(struct work *w, struct fault *f)
{
	inbound_end((struct inbound *)w->mail, LEDGER_REPLY,
	    "papers taken; the step still waits");
	return owe_still_incomplete(w, f);
}

/* "Terima kasih" answers nothing; an answer brings a paper, a corrected
 * field, or an explanation. */
static bool
says_something(const struct work *w, bool corrected)
{
	enum { EXPLANATION_BYTES = 40 };
	const char *own = w->mail->reading.answer.own;

	for (size_t i = 0; i < w->mail->cell.paper_count; i++)
		if (!paper_is_decoration(w->mail, i))
			return true;
	return corrected || w->mail->reading.has_letter ||
	       (own && strlen(own) > EXPLANATION_BYTES);
}

/* Who was decided about is not who is asked for now: no earlier decision
 * holds, and the case goes through every step again. */
static bool
restart_if_other_facts(struct work *w, const char *before, struct fault *f)
{
	if (!strcmp(before, w->casefile.facts_hash) || !w->casefile.return_to)
		return true;
	w->casefile.return_to = NULL;
	return work_event(w, "restarted",
		   json_pack("{s:s,s:s}", "facts", w->casefile.facts_hash,
		       "before", before),
		   f) &&
	       work_save(w, f);
}

static bool
apply_papers(struct work *w, struct sop_event *e, struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;
	struct sop_state state;
	struct verdict v;
	char before[SHA256_HEX_LEN + 1];
	bool corrected;

	memcpy(before, w->casefile.facts_hash, sizeof before);
	if (!papers_take(w, &e->papers, f) || !take_data(w, &corrected, f) ||
	    !restart_if_other_facts(w, before, f) || !work_state(w, &state, f))
		return false;
	if (!says_something(w, corrected)) {
		inbound_end(in, LEDGER_REPLY, "brings nothing new");
		return true;
	}
	/* What came is filed already; the state holds it. */
	e->papers &= state.papers;
	e->outcome = OUTCOME_COMPLETE;
	sop_decide(&w->sop, &state, e, &v);
	inbound_end(in, LEDGER_REPLY, v.why);
	if (v.act == ACT_MOVE)
		return work_moved(w, e, &v, f) && owe_received(w, f);
	if (work_step(w)->kind == STEP_REQUEST)
		return work_apply(w, &v, f) && still_incomplete(w, f);
	return work_apply(w, &v, f);
}

bool
apply_applicant(struct work *w, struct sop_event *e, struct fault *f)
{
	struct sop_state state;
	struct verdict v;

	if (e->outcome != OUTCOME_WITHDRAW)
		return apply_papers(w, e, f);
	if (!work_state(w, &state, f))
		return false;
	sop_decide(&w->sop, &state, e, &v);
	return work_follow(w, e, &v, f);
}
