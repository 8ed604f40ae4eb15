/*
 * The applicant writes in the thread of their case: papers, corrected data, a
 * withdrawal.
 */
#include "work.h"

#include "cabut/banned.h"

static const char *
first_of(const char *a, const char *b, const char *c)
{
	return a ? a : b ? b : c;
}

/* Fields named in the reply win; a letter that comes later only fills what
 * is missing. */
static void
merge_owner(struct casefile_owner *own, const struct owner *said,
    const struct owner *letter)
{
	const char *nip = said->is_nip_valid ? said->nip : NULL;
	const char *nik = said->is_nik_valid ? said->nik : NULL;
	const char *old_nip = letter->is_nip_valid ? letter->nip : NULL;
	const char *old_nik = letter->is_nik_valid ? letter->nik : NULL;

	own->name = first_of(said->name, own->name, letter->name);
	own->nip = first_of(nip, own->nip, old_nip);
	own->nik = first_of(nik, own->nik, old_nik);
	own->position =
	    first_of(said->position, own->position, letter->position);
	own->institution =
	    first_of(said->institution, own->institution, letter->institution);
	own->email = first_of(said->email, own->email, letter->email);
	own->reason = first_of(reason_code(said->reason), own->reason,
	    reason_code(letter->reason));
}

static bool
is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool
is_same_person(
    const struct casefile_owner *now, const struct casefile_owner *was)
{
	return is_same_text(now->nip, was->nip) &&
	       is_same_text(now->nik, was->nik) &&
	       is_same_text(now->name, was->name);
}

/* Whose superior is asked must be looked up anew for somebody else, and for
 * another office; the unit in an earlier letter was that of who was named
 * there. */
static void
forget_superior(struct casefile_owner *now, const struct casefile_owner *was,
    const struct owner *said)
{
	bool is_moved = !is_same_text(now->institution, was->institution) ||
			(said->unit && !is_same_text(said->unit, was->unit));

	if (is_same_person(now, was) && !is_moved)
		return;
	now->unit = said->unit;
	now->superior_name = now->superior_address = NULL;
}

static bool
take_corrections(struct work *w, bool *any, struct fault *f)
{
	const struct reading *r = &w->mail->reading;
	struct owner said = { 0 }, none = { 0 };
	bool has_letter = r->has_letter && r->letter.owner_count == 0;

	*any = false;
	if (w->casefile.owner_count != 1 || work_step(w)->kind != STEP_REQUEST)
		return true;
	*any = r->answer.own &&
	       reading_correction(r->answer.own, w->run->arena, &said) > 0;
	if (!*any && !has_letter)
		return true;
	struct casefile_owner was = w->casefile.owners[0];

	merge_owner(
	    w->casefile.owners, &said, has_letter ? &r->letter.owner : &none);
	forget_superior(w->casefile.owners, &was, &said);
	if (said.reason != REASON_NONE || !w->casefile.reason)
		w->casefile.reason = w->casefile.owners[0].reason;
	w->casefile.doubts = NULL;
	return work_event(w, "corrected",
		   json_pack("{s:b,s:b,s:b}", "nip", said.nip != NULL, "nik",
		       said.nik != NULL, "letter", (int)has_letter),
		   f) &&
	       work_save(w, f);
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
	if (!papers_take(w, &e->papers, f) ||
	    !take_corrections(w, &corrected, f) ||
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
