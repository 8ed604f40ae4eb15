/*
 * A verdict becomes deed: tokens of the old step burn, each step entered does
 * what its kind says, and the people concerned are owed their mail.
 */
#include "work.h"

#include "cabut/banned.h"

/* BSrE's word was heard: only then may anybody be told that it is done. */
static char *
confirmed_fact(struct work *w)
{
	return arena_printf(
	    w->run->arena, "confirmed.%lld", (long long)w->casefile.id);
}

static bool
is_fact(struct work *w, const char *name, bool *is, struct fault *f)
{
	const char *value;

	if (!store_fact_get(w->run->store, name, w->run->arena, &value, f))
		return false;
	*is = value != NULL;
	return true;
}

/* A table without a notice row: cabut notifies all the same, once. */
static bool
notify_done(struct work *w, struct fault *f)
{
	const char *fact = confirmed_fact(w), *value;

	if (!store_fact_get(w->run->store, fact, w->run->arena, &value, f))
		return false;
	if (!value)
		return owe_progress_notice(w, f);
	if (!strcmp(value, "told"))
		return true;
	return store_fact_set(w->run->store, fact, "told", f) && owe_done(w, f);
}

/* Each row of the table leaves its line in the chain: by whom, since when. */
static bool
row_done(struct work *w, const struct sop_step *s, const char *by, time_s since,
    struct fault *f)
{
	return work_event(w, "row",
	    json_pack("{s:s,s:s,s:s,s:s}", "row", s->number, "step", s->id,
		"by", by, "since", time_iso(w->run->arena, since)),
	    f);
}

static bool
end_case(struct work *w, const struct sop_step *s, struct fault *f)
{
	struct casefile *c = &w->casefile;
	bool is_confirmed;

	c->closed_at = w->run->now;
	if (s->number[0] && !row_done(w, s, "cabut", w->run->now, f))
		return false;
	switch (s->end) {
	case END_REJECTED:
		c->status = CASEFILE_REJECTED;
		return owe_ending(w, "ditolak", f);
	case END_CANCELLED:
		c->status = CASEFILE_CANCELLED;
		return owe_ending(w, "dibatalkan", f);
	case END_DONE:
	case END_NONE:
		break;
	}
	c->status = CASEFILE_DONE;
	if (!is_fact(w, confirmed_fact(w), &is_confirmed, f))
		return false;
	return !is_confirmed || notify_done(w, f);
}

static bool
is_held_now(struct work *w, const struct sop_step *s)
{
	unsigned minutes = w->agency->config->hold_minutes;

	if (!s->is_held || minutes == 0 || w->casefile.is_urgent)
		return false;
	w->casefile.held_until = w->run->now + (time_s)minutes * 60;
	return true;
}

/* Who acts here is asked when all mail of this run has been read: several
 * cases for one person make one mail. */
static bool
rest_on_desk(struct work *w, const struct sop_step *s, struct fault *f)
{
	if (s->drafts >= 0 && !papers_draft(w, s, f))
		return false;
	if (!is_held_now(w, s))
		w->casefile.wake_at = w->run->now;
	return true;
}

static bool
rest(struct work *w, const struct sop_step *s, bool is_anew, struct fault *f)
{
	switch (s->kind) {
	case STEP_REQUEST:
		work_asked(w);
		return (w->casefile.return_to || is_anew) ? owe_incomplete(w, f)
							  : true;
	case STEP_WORK:
	case STEP_DECISION:
		return rest_on_desk(w, s, f);
	case STEP_WAIT:
		work_asked(w);
		return true;
	case STEP_NOTIFY:
	case STEP_RECORD:
		return true;
	case STEP_END:
		return end_case(w, s, f);
	}
	return true;
}

/* ---- rows that are done ---- */

static bool
pass(struct work *w, const struct sop_step *s, time_s since, struct fault *f)
{
	switch (s->kind) {
	case STEP_NOTIFY:
		if (!notify_done(w, f))
			return false;
		return row_done(w, s, "cabut", w->run->now, f);
	case STEP_RECORD:
		return row_done(w, s, "cabut", w->run->now, f);
	case STEP_REQUEST:
	case STEP_DECISION:
	case STEP_WORK:
	case STEP_WAIT:
	case STEP_END:
		break;
	}
	return row_done(w, s, w->sop.roles[s->role].id, since, f);
}

static bool
leave(struct work *w, const struct sop_step *s, const struct verdict *v,
    struct fault *f)
{
	if (!s || !v->is_forward)
		return true;
	if (s->kind == STEP_WAIT &&
	    !store_fact_set(w->run->store, confirmed_fact(w), "heard", f))
		return false;
	return row_done(
	    w, s, w->sop.roles[s->role].id, w->casefile.step_since, f);
}

/* ---- the move ---- */

/* What was decided before does not count any more, nor do the papers. */
static bool
begin_anew(struct work *w, struct fault *f)
{
	struct casefile_paper *papers;
	size_t count;

	if (!paper_list(w->run->store, w->casefile.id, w->run->arena, &papers,
		&count, f))
		return false;
	for (size_t i = 0; i < count; i++)
		if (papers[i].id > w->casefile.anew_after)
			w->casefile.anew_after = papers[i].id;
	return work_event(w, "restarted",
	    json_pack("{s:s,s:s}", "facts", w->casefile.facts_hash, "why",
		"the request is made anew"),
	    f);
}

static void
set_state(struct work *w, const struct sop_state *state)
{
	struct casefile *c = &w->casefile;

	c->step = state->step;
	c->return_to = state->return_to;
	c->step_since = w->run->now;
	c->held_until = c->asked_at = c->due_at = c->wake_at = 0;
	c->reminders = 0;
	c->assignee = NULL;
	c->remark = w->remark;
	c->remark_by = w->remark ? w->remark_by : NULL;
}

static bool
is_last_closed(const struct verdict *v)
{
	return v->path_count > 0 &&
	       v->path[v->path_count - 1]->kind == STEP_END;
}

/* The applicant hears of each approval, unless the end or a question is what
 * comes anyway. */
static bool
tell_progress(struct work *w, const struct sop_step *passed,
    const struct verdict *v, struct fault *f)
{
	if (!w->decision || !passed || is_last_closed(v) ||
	    w->actor.capacity == CAPACITY_APPLICANT || v->path_count == 0 ||
	    v->path[v->path_count - 1]->kind == STEP_REQUEST)
		return true;
	return owe_progress(w, passed, f);
}

static char *
revoked_fact(struct work *w, size_t owner)
{
	return arena_printf(w->run->arena, "revoked.%lld.%zu",
	    (long long)w->casefile.id, owner);
}

bool
work_owner_revoked(struct work *w, size_t owner, struct fault *f)
{
	return store_fact_set(w->run->store, revoked_fact(w, owner), "1", f);
}

/* A case with several owners is done when each of them is. */
bool
work_all_revoked(struct work *w, bool *all, struct fault *f)
{
	const char *value;

	*all = w->casefile.owner_count > 0;
	for (size_t i = 0; i < w->casefile.owner_count; i++) {
		if (!store_fact_get(w->run->store, revoked_fact(w, i),
			w->run->arena, &value, f))
			return false;
		*all = *all && value;
	}
	return true;
}

/* The word of BSrE that this procedure waits for. */
enum sop_outcome
service_outcome(const struct sop *sop)
{
	return strcmp(sop->service, "pencabutan") == 0 ? OUTCOME_REVOKED
						       : OUTCOME_ISSUED;
}

/* BSrE spoke while the upload was still being reported. */
static bool
hear_early_word(struct work *w, struct fault *f)
{
	struct sop_event event = { .outcome = service_outcome(&w->sop),
		.assurance = ASSURANCE_ALIGNED,
		.is_plain = true,
		.is_bsre = true };
	struct sop_state state;
	struct verdict v;
	bool all;

	if (!work_all_revoked(w, &all, f))
		return false;
	if (!all)
		return true;
	if (!work_state(w, &state, f))
		return false;
	sop_decide(&w->sop, &state, &event, &v);
	return work_apply(w, &v, f);
}

static bool
rests_in_wait(const struct work *w)
{
	const struct sop_step *s = work_step(w);

	return s && s->kind == STEP_WAIT;
}

/* Rows on the way, then the one where the case rests. */
static bool
follow_path(
    struct work *w, const struct verdict *v, time_s since, struct fault *f)
{
	for (size_t i = 0; i + 1 < v->path_count; i++)
		if (!pass(w, v->path[i], since, f))
			return false;
	return v->path_count == 0 ||
	       rest(w, v->path[v->path_count - 1], v->is_anew, f);
}

static bool
move(struct work *w, const struct verdict *v, struct fault *f)
{
	const char *from = or_empty(w->casefile.step);
	const struct sop_step *left = sop_step_by_id(&w->sop, from);
	time_s since = w->casefile.step_since;

	if (!token_burn_step(w->run->store, w->casefile.id, from, f) ||
	    !leave(w, left, v, f) || (v->is_anew && !begin_anew(w, f)))
		return false;
	set_state(w, &v->state);
	w->run->tally.moved++;
	if (!work_event(w, "moved",
		json_pack("{s:s,s:s,s:s}", "from", from, "to", w->casefile.step,
		    "why", or_empty(v->why)),
		f) ||
	    !work_save(w, f) || !follow_path(w, v, since, f) ||
	    !tell_progress(w, left, v, f) || !work_save(w, f))
		return false;
	w->decision = NULL;
	return !rests_in_wait(w) || hear_early_word(w, f);
}

bool
work_apply(struct work *w, const struct verdict *v, struct fault *f)
{
	switch (v->act) {
	case ACT_MOVE:
		return move(w, v, f);
	case ACT_TAKE:
		return work_save(w, f);
	case ACT_FILE:
	case ACT_ASK_BACK:
	case ACT_HOLD:
	case ACT_RENEW:
	case ACT_REFUSE:
	case ACT_HAND:
		break;
	}
	return work_event(
	    w, "kept", json_pack("{s:s}", "why", or_empty(v->why)), f);
}

/* It began while the clock was ahead: nobody waits for a day that far off,
 * and nobody loses the time to object. */
bool
work_hold_anew(struct work *w, struct fault *f)
{
	const struct sop_step *s = work_step(w);

	w->casefile.step_since = w->run->now;
	if (!s || !is_held_now(w, s))
		w->casefile.held_until = w->run->now;
	return work_event(w, "held-anew",
		   json_pack("{s:s}", "step", or_empty(w->casefile.step)), f) &&
	       work_save(w, f);
}

/* The hold has ended and nobody objected. */
bool
work_enter_held(struct work *w, struct fault *f)
{
	const struct sop_step *s = work_step(w);

	w->casefile.held_until = 0;
	if (!s || w->casefile.status != CASEFILE_OPEN)
		return work_save(w, f);
	w->casefile.wake_at = w->run->now;
	return work_event(
		   w, "held-ended", json_pack("{s:s}", "step", s->id), f) &&
	       work_save(w, f);
}
