/*
 * A mail in the thread of a casefile: an official's decision, work that is
 * done, the applicant's papers, corrections and commands. Who may do what is
 * the engine's to say (sop_decide); here its facts are gathered, and what
 * follows from its verdict is said to people.
 */
#include "work.h"

#include "cabut/banned.h"

const char *
work_role(const struct work *w)
{
	const struct sop_step *s = work_step(w);

	return s ? w->sop.roles[s->role].id : "";
}

bool
work_is_official(const struct work *w, const char *address)
{
	const struct config_agency *g = w->agency->config;

	for (size_t i = 0; i < g->official_count; i++)
		if (config_holds_role(
			g, g->officials[i].role, address, w->run->now))
			return true;
	return false;
}

static bool
is_own_request(
    const struct work *w, const char *address, const struct actor *actor)
{
	const struct casefile *c = &w->casefile;

	if (text_equal_nocase(c->applicant_address, address))
		return true;
	for (size_t i = 0; i < c->owner_count; i++) {
		const struct casefile_owner *o = &c->owners[i];

		if (o->email && text_equal_nocase(o->email, address))
			return true;
		if (o->nip && actor->nip && !strcmp(o->nip, actor->nip))
			return true;
	}
	return false;
}

/* Did this event let the case pass another step than the present one? */
static bool
is_consent_elsewhere(
    const struct work *w, const char *body, const char *address)
{
	json_t *j = json_loads(body, 0, NULL);
	const char *outcome = json_string_value(json_object_get(j, "outcome"));
	const char *step = json_string_value(json_object_get(j, "step"));
	const char *by = json_string_value(json_object_get(j, "address"));
	bool is =
	    outcome && step && by &&
	    (!strcmp(outcome, "setuju") || !strcmp(outcome, "disposisi")) &&
	    strcmp(step, or_empty(w->casefile.step)) != 0 &&
	    text_equal_nocase(by, address);

	json_decref(j);
	return is;
}

/* Two steps need two people; what was decided about other facts, before the
 * case began anew, does not count. */
static bool
has_decided(struct work *w, const char *address, bool *has, struct fault *f)
{
	struct chain_event *events;
	size_t count;

	*has = false;
	if (!chain_list(w->run->store, w->casefile.id, w->run->arena, &events,
		&count, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(events[i].kind, "restarted"))
			*has = false;
		else if (!strcmp(events[i].kind, "decision") &&
			 is_consent_elsewhere(w, events[i].body, address))
			*has = true;
	}
	return true;
}

/* To a receipt ("your decision was recorded") BATAL may carry an explanation:
 * to stop is the safe side. An open question is read word by word. */
static bool
stops(const struct inbound *in)
{
	const struct reading *r = &in->reading;
	struct slice own = slice_trim(slice_of(r->answer.own));

	if (r->command && !strcmp(r->command, "BATAL"))
		return true;
	return in->token.id && in->token.purpose == TOKEN_APPLICANT &&
	       slice_starts_nocase(own, SLICE("batal")) &&
	       (own.len == 5 || !ascii_is_alpha(own.at[5]));
}

/* A disposition can be consent, so only the word that our mail asks for is
 * one, at the beginning; "saya teruskan ke Kabid nanti" is asked back. A mail
 * address in it would promise what the SOP does not do. */
static bool
is_taught_disposition(const char *text)
{
	static const struct slice word = { "disposisi", 9 };
	struct slice own = slice_trim(slice_of(text));

	return slice_starts_nocase(own, word) &&
	       (own.len == word.len || !ascii_is_alpha(own.at[word.len])) &&
	       !memchr(own.at, '@', own.len) && !memchr(own.at, '?', own.len);
}

static enum sop_outcome
outcome_of(const struct inbound *in)
{
	const struct reading *r = &in->reading;

	if (stops(in))
		return OUTCOME_WITHDRAW;
	switch (r->answer.decision) {
	case DECISION_APPROVE:
		return OUTCOME_APPROVE;
	case DECISION_REJECT:
		return OUTCOME_REJECT;
	case DECISION_MORE:
		return OUTCOME_MORE;
	case DECISION_DELEGATE:
		return is_taught_disposition(r->answer.own) ? OUTCOME_DELEGATE
							    : OUTCOME_UNCLEAR;
	case DECISION_DONE:
		return OUTCOME_DONE;
	case DECISION_WITHDRAW:
		return OUTCOME_WITHDRAW;
	case DECISION_NONE:
	case DECISION_UNCLEAR:
		break;
	}
	return OUTCOME_UNCLEAR;
}

static bool
is_applicants_work(const struct work *w)
{
	const struct sop_step *s = work_step(w);

	return s && s->kind == STEP_WORK &&
	       w->sop.roles[s->role].source == ROLE_APPLICANT;
}

/* Written before the step began: an old report, sent once more. The reply to
 * the request itself is proven by its code, whatever the sender's clock. */
static bool
is_from_before_step(const struct work *w)
{
	enum { CLOCKS_DIFFER_S = 600 };
	time_s sent;

	return !time_parse_rfc5322(w->mail->head.date, &sent) ||
	       sent + CLOCKS_DIFFER_S < w->casefile.step_since;
}

/* A token counts only for this step and address. The applicant reports their
 * own work by any mail that proves them: it decides about nobody else. */
static void
set_token_facts(const struct work *w, struct sop_event *e)
{
	const struct inbound *in = w->mail;
	const char *from = or_empty(in->head.from);
	bool is_returned = in->token.id && !in->token.is_burned &&
			   !in->token.used_at &&
			   text_equal_nocase(in->token.address, from);
	bool is_here = is_returned && in->token.purpose == TOKEN_DECISION &&
		       in->token.casefile_id == w->casefile.id &&
		       w->casefile.step &&
		       !strcmp(in->token.step, w->casefile.step);
	bool is_report =
	    e->is_applicant && is_applicants_work(w) &&
	    in->reading.answer.decision != DECISION_NONE &&
	    ((is_here && in->is_token_live) || !is_from_before_step(w));

	e->has_token = (is_here && in->is_token_live) || is_report;
	e->is_token_expired = is_here && in->is_token_expired;
	e->is_facts_same =
	    is_report ||
	    (is_here && !strcmp(in->token.facts_hash, w->casefile.facts_hash));
	e->is_party = is_returned && in->head.is_plain &&
		      in->token.casefile_id == w->casefile.id &&
		      work_is_official(w, from);
}

/* A disposition can be consent; one that names several of the same role, or
 * nobody can tell whom, is neither that nor handed to anybody. */
static void
set_colleague(
    const struct work *w, const struct sop_step *s, struct sop_event *e)
{
	const struct inbound *in = w->mail;
	const struct config_official *to;

	if (!s || e->outcome != OUTCOME_DELEGATE)
		return;
	size_t count = work_colleagues(
	    w, s, or_empty(in->head.from), in->reading.answer.remark, &to);

	e->is_to_colleague = count == 1;
	if (count > 1)
		e->outcome = OUTCOME_UNCLEAR;
}

/* Facts for the engine. */
static bool
fill_event(struct work *w, struct sop_event *e, struct fault *f)
{
	const struct inbound *in = w->mail;
	const char *from = or_empty(in->head.from);
	const struct sop_step *s = work_step(w);

	*e = (struct sop_event){
		.outcome = outcome_of(in),
		.row = in->reading.answer.step,
		.assurance = in->sender.assurance,
		.is_automatic = in->reading.kind == READING_AUTOMATIC,
		.is_plain = in->head.is_plain,
		.is_applicant =
		    in->head.is_plain &&
		    in->sender.assurance >= ASSURANCE_TOKEN &&
		    text_equal_nocase(w->casefile.applicant_address, from),
	};
	if (!work_holder(w, s, from, &w->actor, &e->is_actor, f))
		return false;
	set_token_facts(w, e);
	e->is_own_request = is_own_request(w, from, &w->actor);
	set_colleague(w, s, e);
	return has_decided(w, from, &e->has_decided, f);
}

/* STATUS and BANTUAN, from proven parties of the case only. */
static bool
is_question(const struct work *w, const struct sop_event *e)
{
	const char *command = w->mail->reading.command;

	return command && (e->is_applicant || e->is_party) &&
	       (!strcmp(command, "STATUS") || !strcmp(command, "BANTUAN"));
}

static bool
answer_question(struct work *w, struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;

	inbound_end(in, LEDGER_REPLY, "a command");
	return owe_status(w,
	    strcmp(in->reading.command, "STATUS") ? "bantuan" : "status",
	    in->head.from, f);
}

/* A reply may bring a letter as well: the one that was missing, or another
 * matter in an old thread. Only documents are asked, as a reply's text may
 * hold our own words. */
static void
look_for_letter(struct inbound *in)
{
	struct reading again;

	if (in->reading.has_letter || in->cell.paper_count == 0)
		return;
	reading_make(
	    &in->head, &in->cell, false, false, in->run->arena, &again);
	if (!again.has_letter || again.letter_paper < 0)
		return;
	in->reading.has_letter = true;
	in->reading.letter = again.letter;
	in->reading.letter_paper = again.letter_paper;
}

static bool
is_same(const char *a, const char *b)
{
	return a && b && text_equal_nocase(a, b);
}

static bool
names_owner_of(const struct work *w, const struct letter *l)
{
	for (size_t i = 0; i < w->casefile.owner_count; i++) {
		const struct casefile_owner *o = &w->casefile.owners[i];

		if (!owner_is_identified(o) || is_same(o->nip, l->owner.nip) ||
		    is_same(o->nik, l->owner.nik) ||
		    is_same(o->name, l->owner.name))
			return true;
	}
	return false;
}

/* A letter about something else than this case. */
static bool
is_other_matter(const struct work *w)
{
	const struct reading *r = &w->mail->reading;

	if (!r->has_letter || r->letter.kind == LETTER_OTHER ||
	    !r->letter.owner.name)
		return false;
	return w->casefile.status != CASEFILE_OPEN ||
	       !names_owner_of(w, &r->letter);
}

/* The applicant says so, but nothing proves it: told how to answer, never
 * filed in silence. */
static bool
claims_applicant(const struct work *w, const struct sop_event *e)
{
	const char *from = w->mail->head.from;

	return from && !e->is_applicant && !e->has_token && !e->is_actor &&
	       !e->is_automatic && is_same(w->casefile.applicant_address, from);
}

static bool
apply_open_case(struct work *w, struct sop_event *e, struct fault *f)
{
	static const struct verdict unproven = {
		.act = ACT_HOLD,
		.why = "the applicant is not proven",
	};

	if (claims_applicant(w, e))
		return reply_hold(w, &unproven, f);
	if (e->is_applicant && !e->has_token)
		return apply_applicant(w, e, f);
	if (is_helpdesk_answer(w))
		return apply_superior(w, f);
	return apply_official(w, e, f);
}

bool
apply_reply(struct inbound *in, struct fault *f)
{
	struct work w;
	struct sop_event e;

	if (!work_open(in->run, in->casefile_id, in, &w, f))
		return false;
	look_for_letter(in);
	if (!away_end(in, f) || !fill_event(&w, &e, f))
		return false;
	if (w.agency != in->agency)
		return fault_set(f, SCOPE_MESSAGE,
		    "a reply for %s came to another agency's mailbox",
		    w.casefile.number);
	if (in->sender.is_token_from_other && in->token.id)
		return reply_token_from_other(&w, f);
	if (!e.is_actor && is_other_matter(&w)) {
		in->casefile_id = 0;
		return apply_request(in, f);
	}
	if (is_question(&w, &e))
		return answer_question(&w, f);
	if (w.casefile.status != CASEFILE_OPEN)
		return reply_to_closed(&w, f);
	return apply_open_case(&w, &e, f);
}
