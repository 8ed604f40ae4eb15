/*
 * A verdict becomes deed: tokens of the old step burn, each step entered does
 * what its kind says, and the people concerned are owed their mail.
 */
#include "work.h"

#include "cabut/banned.h"

static bool
end_case(struct work *w, const struct sop_step *s, struct fault *f)
{
	struct casefile *c = &w->casefile;

	c->closed_at = w->run->now;
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
	return true;
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

static bool
enter(struct work *w, const struct sop_step *s, struct fault *f)
{
	switch (s->kind) {
	case STEP_REQUEST:
		return w->casefile.return_to ? owe_incomplete(w, f) : true;
	case STEP_WORK:
		if (s->drafts >= 0 && !papers_draft(w, s, f))
			return false;
		return is_held_now(w, s) || owe_request(w, s, f);
	case STEP_DECISION:
		return is_held_now(w, s) || owe_request(w, s, f);
	case STEP_WAIT:
	case STEP_RECORD:
		return true;
	case STEP_NOTIFY:
		return owe_revoked(w, f);
	case STEP_END:
		return end_case(w, s, f);
	}
	return true;
}

static void
set_state(struct work *w, const struct sop_state *state)
{
	w->casefile.step = state->step;
	w->casefile.return_to = state->return_to;
	w->casefile.step_since = w->run->now;
	w->casefile.held_until = 0;
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
	    v->path_count == 0 ||
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

/* BSrE spoke while the upload was still being reported. */
static bool
hear_early_word(struct work *w, struct fault *f)
{
	struct sop_event event = { .outcome = OUTCOME_REVOKED,
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

/* A row that is passed and asks nobody. */
static bool
cabut_does(const struct sop_step *s)
{
	return s->kind == STEP_NOTIFY || s->kind == STEP_RECORD;
}

static bool
rests_in_wait(const struct work *w)
{
	const struct sop_step *s = work_step(w);

	return s && s->kind == STEP_WAIT;
}

static bool
move(struct work *w, const struct verdict *v, struct fault *f)
{
	const char *from = or_empty(w->casefile.step);

	if (!token_burn_step(w->run->store, w->casefile.id, from, f))
		return false;
	set_state(w, &v->state);
	w->run->tally.moved++;
	if (!work_event(w, "moved",
		json_pack("{s:s,s:s,s:s}", "from", from, "to", w->casefile.step,
		    "why", or_empty(v->why)),
		f) ||
	    !work_save(w, f))
		return false;
	for (size_t i = 0; i < v->path_count; i++)
		if ((i + 1 == v->path_count || cabut_does(v->path[i])) &&
		    !enter(w, v->path[i], f))
			return false;
	if (!tell_progress(w, sop_step_by_id(&w->sop, from), v, f) ||
	    !work_save(w, f))
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
		break;
	}
	return work_event(
	    w, "kept", json_pack("{s:s}", "why", or_empty(v->why)), f);
}

/* The hold has ended and nobody objected. */
bool
work_enter_held(struct work *w, struct fault *f)
{
	const struct sop_step *s = work_step(w);

	w->casefile.held_until = 0;
	if (!s || w->casefile.status != CASEFILE_OPEN)
		return work_save(w, f);
	return owe_request(w, s, f) &&
	       work_event(
		   w, "held-ended", json_pack("{s:s}", "step", s->id), f) &&
	       work_save(w, f);
}
