/*
 * An official's answer: its verdict becomes deed, its token is used, and the
 * chain names who decided what, in which capacity, on which proof.
 */
#include "work.h"

#include "cabut/banned.h"

static bool
decision_event(struct work *w, const struct sop_event *e, struct fault *f)
{
	const struct inbound *in = w->mail;

	return work_event(w, "decision",
	    json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:i,s:I,s:s}", "outcome",
		sop_outcome_word(e->outcome), "step", w->casefile.step,
		"address", or_empty(in->head.from), "role", work_role(w),
		"capacity", capacity_word(w->actor.capacity), "title",
		or_empty(w->actor.title), "assurance", (int)e->assurance,
		"token", (json_int_t)in->token.id, "rule",
		or_empty(in->reading.answer.why)),
	    f);
}

static bool
use_token(struct work *w, bool *was_live, struct fault *f)
{
	*was_live = true;
	if (!w->mail->is_token_live || w->mail->token.purpose != TOKEN_DECISION)
		return true;
	return token_use(
	    w->run->store, w->mail->token.id, w->run->now, was_live, f);
}

static const char *
word_of(enum sop_outcome outcome)
{
	switch (outcome) {
	case OUTCOME_APPROVE:
		return "SETUJU";
	case OUTCOME_REJECT:
		return "TOLAK";
	case OUTCOME_MORE:
		return "LENGKAPI";
	case OUTCOME_DELEGATE:
		return "DISPOSISI";
	case OUTCOME_DONE:
		return "SELESAI";
	case OUTCOME_WITHDRAW:
		return "BATAL";
	case OUTCOME_COMPLETE:
	case OUTCOME_REVOKED:
	case OUTCOME_REFUSED:
	case OUTCOME_ISSUED:
	case OUTCOME_UNCLEAR:
	case OUTCOME_COUNT:
		break;
	}
	return NULL;
}

/* What the others should read of it: a reason or a wish, not a bare yes. */
static const char *
remark_of(const struct work *w, enum sop_outcome outcome)
{
	enum { EXPLANATION_BYTES = 40 };
	const char *remark = or_empty(w->mail->reading.answer.remark);

	switch (outcome) {
	case OUTCOME_REJECT:
	case OUTCOME_MORE:
	case OUTCOME_DELEGATE:
	case OUTCOME_WITHDRAW:
		return remark;
	case OUTCOME_COMPLETE:
		return strlen(remark) > EXPLANATION_BYTES ? remark : NULL;
	case OUTCOME_APPROVE:
	case OUTCOME_DONE:
	case OUTCOME_REVOKED:
	case OUTCOME_REFUSED:
	case OUTCOME_ISSUED:
	case OUTCOME_UNCLEAR:
	case OUTCOME_COUNT:
		break;
	}
	return NULL;
}

static bool
record(struct work *w, const struct sop_event *e, const struct sop_step *s,
    struct fault *f)
{
	bool was_live;

	if (!use_token(w, &was_live, f))
		return false;
	if (!was_live)
		return fault_set(
		    f, SCOPE_MESSAGE, "a token was used twice at once");
	return decision_event(w, e, f) && papers_file_product(w, s, f);
}

/* The rows that one consent covers, as the applicant and the official should
 * read of them. */
static const char *
rows_text(struct work *w, const struct sop_step *first, const struct verdict *v)
{
	const char *text = first ? first->activity : NULL;
	size_t count = 0;

	for (size_t i = 0; text && v->is_forward && i + 1 < v->path_count;
	     i++) {
		const struct sop_step *s = v->path[i];

		if (s->kind != STEP_DECISION && s->kind != STEP_WORK)
			continue;
		text = arena_printf(w->run->arena, "%s; %s", text, s->activity);
		count++;
	}
	return count > 0 ? text : NULL;
}

bool
work_moved(struct work *w, const struct sop_event *e, const struct verdict *v,
    struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;
	const struct sop_step *decided = work_step(w);
	bool by_applicant = e->is_applicant && !e->has_token;

	w->decision = word_of(e->outcome);
	w->rows = rows_text(w, decided, v);
	w->remark = remark_of(w, e->outcome);
	w->remark_by = by_applicant || !decided
			   ? "Pemohon"
			   : w->sop.roles[decided->role].label;
	inbound_end(in, LEDGER_REPLY, v->why);
	if (!by_applicant && decided && !record(w, e, decided, f))
		return false;
	if (!work_apply(w, v, f))
		return false;
	if (by_applicant || !decided)
		return true;
	w->decision = word_of(e->outcome);
	return owe_recorded(w, decided, f);
}

/* The step stays; another desk has it. */
static bool
hand_over(struct work *w, struct fault *f)
{
	const struct sop_step *s = work_step(w);
	const char *from = or_empty(w->mail->head.from);
	const struct config_official *to;
	bool was_live;

	if (work_colleagues(w, s, from, w->mail->reading.answer.remark, &to) !=
	    1)
		return fault_set(f, SCOPE_MESSAGE,
		    "%s: no colleague to hand to", w->casefile.number);

	if (!use_token(w, &was_live, f) ||
	    !token_burn_step(w->run->store, w->casefile.id, s->id, f))
		return false;
	w->casefile.assignee = to->person.address;
	w->casefile.asked_at = 0;
	w->casefile.wake_at = w->run->now;
	w->decision = "DISPOSISI";
	w->remark = w->mail->reading.answer.remark;
	w->remark_by = w->sop.roles[s->role].label;
	return work_event(w, "handed-over",
		   json_pack("{s:s,s:s,s:s}", "step", s->id, "from", from, "to",
		       to->person.address),
		   f) &&
	       work_save(w, f) && owe_recorded(w, s, f);
}

bool
work_follow(struct work *w, const struct sop_event *e, const struct verdict *v,
    struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;
	const struct sop_step *s = work_step(w);

	switch (v->act) {
	case ACT_MOVE:
		return work_moved(w, e, v, f);
	case ACT_ASK_BACK:
		inbound_end(in, LEDGER_UNCLEAR, v->why);
		return work_apply(w, v, f) &&
		       owe_unclear(w, "tidak-jelas", f) &&
		       (!w->was_limited || tell_unclear_too_often(w, f));
	case ACT_HOLD:
		return work_apply(w, v, f) && reply_hold(w, v, f);
	case ACT_RENEW:
		inbound_end(in, LEDGER_UNCLEAR, v->why);
		return work_apply(w, v, f) && s && work_ask_anew(w, f);
	case ACT_REFUSE:
		inbound_end(in, LEDGER_UNCLEAR, v->why);
		return work_apply(w, v, f) &&
		       tell_operators(w, "Keputusan ditolak aturan",
			   "pejabat yang menjawab adalah pihak dalam "
			   "permohonan "
			   "ini atau sudah memutuskan langkah lain; diperlukan "
			   "pejabat lain.",
			   f);
	case ACT_HAND:
		inbound_end(in, LEDGER_REPLY, v->why);
		return work_apply(w, v, f) && hand_over(w, f);
	case ACT_FILE:
	case ACT_TAKE:
		break;
	}
	inbound_end(in, LEDGER_REPLY, v->why);
	return work_apply(w, v, f) && (e->outcome != OUTCOME_WITHDRAW ||
					  !(e->is_applicant || e->is_party) ||
					  tell_late_withdrawal(w, f));
}

/* A work step is answered by doing: the document alone is an answer, and
 * "setuju" to a draft means that it is fine. Words that are not understood
 * stay so, whatever is attached. */
static bool
read_work_answer(struct work *w, const struct sop_step *s, struct sop_event *e,
    struct fault *f)
{
	bool is_silent = w->mail->reading.answer.decision == DECISION_NONE;

	if (!papers_find_product(w, s, f))
		return false;
	if (w->product >= 0)
		e->papers |= 1u << sop_block_result(&w->sop, s);
	if (w->product >= 0 && (is_silent || e->outcome == OUTCOME_APPROVE))
		e->outcome = OUTCOME_DONE;
	else if (s->drafts >= 0 && e->outcome == OUTCOME_APPROVE)
		e->outcome = OUTCOME_DONE;
	return true;
}

/* An official who answers a step that is over, perhaps to take an answer
 * back: that is never filed in silence. */
static bool
regrets(
    const struct work *w, const struct sop_event *e, const struct verdict *v)
{
	enum decision decision = w->mail->reading.answer.decision;

	return v->act == ACT_FILE && !e->is_automatic &&
	       decision != DECISION_NONE &&
	       work_is_official(w, or_empty(w->mail->head.from));
}

bool
apply_official(struct work *w, struct sop_event *e, struct fault *f)
{
	const struct sop_step *s = work_step(w);
	struct sop_state state;
	struct verdict v;

	if (s && s->kind == STEP_WORK && !read_work_answer(w, s, e, f))
		return false;
	if (!work_state(w, &state, f))
		return false;
	sop_decide(&w->sop, &state, e, &v);
	if (regrets(w, e, &v)) {
		v.act = ACT_HOLD;
		v.why = "an official decides where nobody asked";
	}
	return work_follow(w, e, &v, f);
}
