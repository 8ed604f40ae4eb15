/*
 * What an operator does by hand. Each act is one transaction and stands in
 * the chain with its reason.
 */
#include "work.h"

#include "cabut/banned.h"

static bool
open_by_number(
    struct run *r, const char *number, struct work *w, struct fault *f)
{
	struct casefile c;

	if (!casefile_by_number(r->store, number, r->arena, &c, f))
		return false;
	if (c.id == 0)
		return fault_set(
		    f, SCOPE_USAGE, "no case %s; see: cabut case list", number);
	return work_open(r, c.id, NULL, w, f);
}

bool
run_case_note(
    struct run *r, const char *number, const char *note, struct fault *f)
{
	struct work w;

	if (!store_begin(r->store, f))
		return false;
	return store_end(r->store,
	    open_by_number(r, number, &w, f) &&
		work_event(&w, "note", json_pack("{s:s}", "note", note), f),
	    f);
}

static bool
revoked(
    struct run *r, const char *number, const char *evidence, struct fault *f)
{
	/* The engine asks for BSrE's word; here an operator answers for it. */
	struct sop_event event = { .assurance = ASSURANCE_ALIGNED,
		.is_plain = true,
		.is_bsre = true };
	struct sop_state state;
	struct verdict v;
	struct work w;

	if (!open_by_number(r, number, &w, f))
		return false;
	const struct sop_step *s = work_step(&w);

	if (w.casefile.status != CASEFILE_OPEN || !s || s->kind != STEP_WAIT)
		return fault_set(f, SCOPE_USAGE,
		    "%s does not wait for BSrE; see: cabut case show %s",
		    number, number);
	if (!work_state(&w, &state, f) ||
	    !work_event(&w, "revoked-by-operator",
		json_pack("{s:s}", "evidence", evidence), f))
		return false;
	event.outcome = service_outcome(&w.sop);
	sop_decide(&w.sop, &state, &event, &v);
	return work_apply(&w, &v, f);
}

bool
run_case_revoked(
    struct run *r, const char *number, const char *evidence, struct fault *f)
{
	if (!store_begin(r->store, f))
		return false;
	return store_end(r->store, revoked(r, number, evidence, f), f);
}

static const struct sop_step *
cancelled_end(const struct sop *sop)
{
	for (size_t i = 0; i < sop->step_count; i++)
		if (sop->steps[i].kind == STEP_END &&
		    sop->steps[i].end == END_CANCELLED)
			return &sop->steps[i];
	return NULL;
}

static bool
cancel(struct run *r, const char *number, const char *why, struct fault *f)
{
	struct work w;
	struct verdict v = { .act = ACT_MOVE, .why = "an operator cancelled" };

	if (!open_by_number(r, number, &w, f))
		return false;
	const struct sop_step *end = cancelled_end(&w.sop);

	if (w.casefile.status != CASEFILE_OPEN)
		return fault_set(
		    f, SCOPE_USAGE, "%s is closed already", number);
	if (!end)
		return fault_set(f, SCOPE_USAGE,
		    "the SOP of %s has no end akhir=\"dibatalkan\"", number);
	v.path[0] = end;
	v.path_count = 1;
	v.state = (struct sop_state){ .step = end->id };
	w.remark = why;
	w.remark_by = "Petugas";
	return work_event(&w, "cancelled", json_pack("{s:s}", "why", why), f) &&
	       work_apply(&w, &v, f);
}

bool
run_case_cancel(
    struct run *r, const char *number, const char *why, struct fault *f)
{
	if (!store_begin(r->store, f))
		return false;
	return store_end(r->store, cancel(r, number, why, f), f);
}

static bool
resend(struct run *r, const char *number, struct fault *f)
{
	struct work w;

	if (!open_by_number(r, number, &w, f))
		return false;
	const struct sop_step *s = work_step(&w);

	if (w.casefile.status != CASEFILE_OPEN || !s ||
	    (s->kind != STEP_DECISION && s->kind != STEP_WORK &&
		s->kind != STEP_REQUEST))
		return fault_set(f, SCOPE_USAGE,
		    "%s waits for nobody whom a mail could ask", number);
	if (w.casefile.held_until > r->now)
		return fault_set(f, SCOPE_USAGE,
		    "%s is held (masa sanggah) until %s", number,
		    time_iso(r->arena, w.casefile.held_until));
	if (!token_burn_step(r->store, w.casefile.id, s->id, f) ||
	    !work_event(&w, "resent", json_pack("{s:s}", "step", s->id), f))
		return false;
	return work_ask(&w, f);
}

bool
run_case_resend(struct run *r, const char *number, struct fault *f)
{
	if (!store_begin(r->store, f))
		return false;
	return store_end(r->store, resend(r, number, f), f);
}
