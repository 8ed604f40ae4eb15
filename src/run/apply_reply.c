/*
 * A mail in the thread of a casefile: an official's decision, work that is
 * done, the applicant's papers, corrections and commands. Who may do what is
 * the engine's to say (sop_decide); here its facts are gathered, and what
 * follows from its verdict is said to people.
 */
#include "work.h"

#include "cabut/banned.h"

static const char *
role_now(const struct work *w)
{
	const struct sop_step *s = work_step(w);

	return s ? w->sop.roles[s->role].id : "";
}

static bool
is_official(const struct work *w, const char *address)
{
	const struct config_agency *g = w->agency->config;

	for (size_t i = 0; i < g->official_count; i++)
		if (config_holds_role(
			g, g->officials[i].role, address, w->run->now))
			return true;
	return false;
}

static bool
is_own_request(const struct work *w, const char *address)
{
	const struct casefile *c = &w->casefile;
	bool is_substitute;
	const struct config_person *p = config_actor(
	    w->agency->config, role_now(w), w->run->now, &is_substitute);

	if (text_equal_nocase(c->applicant_address, address))
		return true;
	for (size_t i = 0; i < c->owner_count; i++) {
		const struct casefile_owner *o = &c->owners[i];

		if (o->email && text_equal_nocase(o->email, address))
			return true;
		if (o->nip && p && p->nip &&
		    text_equal_nocase(p->address, address) &&
		    !strcmp(o->nip, p->nip))
			return true;
	}
	return false;
}

static bool
has_decided(struct work *w, const char *address, bool *has, struct fault *f)
{
	const char **deciders;
	size_t count;

	*has = false;
	if (!chain_deciders(w->run->store, w->casefile.id, w->run->arena,
		&deciders, &count, f))
		return false;
	for (size_t i = 0; i < count; i++)
		if (text_equal_nocase(deciders[i], address))
			*has = true;
	return true;
}

static enum sop_outcome
outcome_of(const struct reading *r)
{
	if (r->command && !strcmp(r->command, "BATAL"))
		return OUTCOME_WITHDRAW;
	switch (r->answer.decision) {
	case DECISION_APPROVE:
		return OUTCOME_APPROVE;
	case DECISION_REJECT:
		return OUTCOME_REJECT;
	case DECISION_MORE:
		return OUTCOME_MORE;
	case DECISION_DELEGATE:
		return OUTCOME_DELEGATE;
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

/* Facts for the engine. A token counts only for this step and address. */
static bool
fill_event(struct work *w, struct sop_event *e, struct fault *f)
{
	const struct inbound *in = w->mail;
	const char *from = or_empty(in->head.from);
	bool is_returned = in->token.id && !in->token.is_burned &&
			   text_equal_nocase(in->token.address, from);
	bool is_here = is_returned && in->token.purpose == TOKEN_DECISION &&
		       in->token.casefile_id == w->casefile.id &&
		       w->casefile.step &&
		       !strcmp(in->token.step, w->casefile.step);

	*e = (struct sop_event){ .outcome = outcome_of(&in->reading),
		.assurance = in->sender.assurance,
		.is_automatic = in->reading.kind == READING_AUTOMATIC,
		.is_plain = in->head.is_plain,
		.has_token = is_here && in->is_token_live,
		.is_token_expired = is_here && in->is_token_expired,
		.is_facts_same = is_here && !strcmp(in->token.facts_hash,
						w->casefile.facts_hash),
		.is_actor = config_holds_role(
		    w->agency->config, role_now(w), from, w->run->now),
		.is_applicant =
		    in->head.is_plain &&
		    in->sender.assurance >= ASSURANCE_TOKEN &&
		    text_equal_nocase(w->casefile.applicant_address, from),
		.is_party = is_returned && in->head.is_plain &&
			    in->token.casefile_id == w->casefile.id &&
			    is_official(w, from),
		.is_own_request = is_own_request(w, from) };
	return has_decided(w, from, &e->has_decided, f);
}

/* ---- telling ---- */

static bool
show_operators(
    struct work *w, const char *title, const char *sentence, struct fault *f)
{
	const char *lines[] = { arena_printf(w->run->arena, "Permohonan %s: %s",
				    w->casefile.number, sentence),
		NULL };

	return owe_operators(w, title, lines,
	    arena_printf(
		w->run->arena, "Lihat: cabut case show %s", w->casefile.number),
	    f);
}

/* What could not be counted: the sender hears how to answer, without which
 * part failed; strangers hear nothing. */
static bool
hold(struct work *w, const struct verdict *v, struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;
	const char *from = or_empty(in->head.from);
	bool is_party =
	    in->head.is_plain &&
	    (is_official(w, from) ||
		text_equal_nocase(w->casefile.applicant_address, from));

	inbound_end(in, LEDGER_UNCLEAR, v->why);
	if (!show_operators(w, "Jawaban perlu konfirmasi",
		"sebuah jawaban tidak dapat dihitung karena buktinya belum "
		"cukup; permohonan tidak berubah.",
		f))
		return false;
	return !is_party || w->casefile.status != CASEFILE_OPEN ||
	       owe_unclear(w, "perlu-konfirmasi", f);
}

static bool
token_from_other(struct work *w, struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;
	const struct sop_step *s = work_step(w);

	inbound_end(in, LEDGER_UNCLEAR, "our token from a foreign address");
	if (!token_burn(w->run->store, in->token.id, f) ||
	    !show_operators(w, "Kode jawaban dari alamat lain",
		"kode jawaban datang kembali dari alamat yang bukan tujuannya. "
		"Kode itu dibatalkan dan permintaan dikirim ulang kepada "
		"pejabat yang berwenang.",
		f))
		return false;
	if (!s || in->token.purpose != TOKEN_DECISION || !in->is_token_live ||
	    strcmp(in->token.step, s->id) != 0)
		return true;
	return owe_request(w, s, f);
}

/* ---- the verdict's consequences ---- */

static bool
decision_event(struct work *w, const struct sop_event *e, struct fault *f)
{
	const struct inbound *in = w->mail;
	const struct config_person *p;
	bool is_substitute = false;

	p = config_actor(
	    w->agency->config, role_now(w), w->run->now, &is_substitute);
	return work_event(w, "decision",
	    json_pack("{s:s,s:s,s:s,s:s,s:s,s:i,s:I,s:s}", "outcome",
		sop_outcome_word(e->outcome), "step", w->casefile.step,
		"address", or_empty(in->head.from), "role", role_now(w),
		"capacity", p && is_substitute ? "pengganti" : "pejabat",
		"assurance", (int)e->assurance, "token",
		(json_int_t)in->token.id, "rule",
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

bool
work_moved(struct work *w, const struct sop_event *e, const struct verdict *v,
    struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;
	bool was_live, by_applicant = e->is_applicant && !e->has_token;

	if (!use_token(w, &was_live, f))
		return false;
	if (!was_live)
		return fault_set(
		    f, SCOPE_MESSAGE, "a token was used twice at once");
	w->decision = word_of(e->outcome);
	w->remark = in->reading.answer.remark;
	w->remark_by = work_step(w) && !by_applicant
			   ? w->sop.roles[work_step(w)->role].label
			   : "Pemohon";
	inbound_end(in, LEDGER_REPLY, v->why);
	if (!by_applicant && (!decision_event(w, e, f) ||
				 !papers_file_product(w, work_step(w), f)))
		return false;
	if (!work_apply(w, v, f))
		return false;
	return by_applicant || owe_recorded(w, f);
}

/* The request is at BSrE already: only a person can still stop it. */
static bool
late_withdrawal(struct work *w, struct fault *f)
{
	return show_operators(w, "Pembatalan datang terlambat",
	    "pemohon atau pejabat meminta pembatalan, tetapi pada tahap ini "
	    "SOP tidak mengenal pembatalan lagi. Segera hubungi BSrE bila "
	    "pencabutan harus dihentikan.",
	    f);
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
		return work_apply(w, v, f) && owe_unclear(w, "tidak-jelas", f);
	case ACT_HOLD:
		return work_apply(w, v, f) && hold(w, v, f);
	case ACT_RENEW:
		inbound_end(in, LEDGER_UNCLEAR, v->why);
		return work_apply(w, v, f) && s && owe_request(w, s, f);
	case ACT_REFUSE:
		inbound_end(in, LEDGER_UNCLEAR, v->why);
		return work_apply(w, v, f) &&
		       show_operators(w, "Keputusan ditolak aturan",
			   "pejabat yang menjawab adalah pihak dalam "
			   "permohonan "
			   "ini atau sudah memutuskan langkah lain; diperlukan "
			   "pejabat lain.",
			   f);
	case ACT_FILE:
	case ACT_TAKE:
		break;
	}
	inbound_end(in, LEDGER_REPLY, v->why);
	return work_apply(w, v, f) &&
	       (e->outcome != OUTCOME_WITHDRAW || late_withdrawal(w, f));
}

/* ---- officials ---- */

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
		e->papers |= 1u << (s->produces >= 0 ? s->produces : s->drafts);
	if (w->product >= 0 && (is_silent || e->outcome == OUTCOME_APPROVE))
		e->outcome = OUTCOME_DONE;
	else if (s->drafts >= 0 && e->outcome == OUTCOME_APPROVE)
		e->outcome = OUTCOME_DONE;
	return true;
}

static bool
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
	return work_follow(w, e, &v, f);
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

bool
apply_reply(struct inbound *in, struct fault *f)
{
	struct work w;
	struct sop_event e;

	if (!work_open(in->run, in->casefile_id, in, &w, f) ||
	    !fill_event(&w, &e, f))
		return false;
	if (w.agency != in->agency)
		return fault_set(f, SCOPE_MESSAGE,
		    "a reply for %s came to another agency's mailbox",
		    w.casefile.number);
	if (in->sender.is_token_from_other)
		return token_from_other(&w, f);
	if (is_question(&w, &e))
		return answer_question(&w, f);
	if (w.casefile.status != CASEFILE_OPEN) {
		inbound_end(in, LEDGER_REPLY, "the case is closed");
		return true;
	}
	if (e.is_applicant && !e.has_token)
		return apply_applicant(&w, &e, f);
	return apply_official(&w, &e, f);
}
