/*
 * A superior whom neither the register nor the configuration knows: the
 * helpdesk is asked, and its answer "ATASAN: name <address>" fills the role
 * for this case. The address must be an official one and nobody's who asks.
 */
#include "work.h"

#include "cabut/banned.h"

static bool
tell_unknown_superior(struct work *w, struct fault *f)
{
	return tell_operators(w, "Atasan pemilik belum diketahui",
	    "atasan pemilik sertifikat tidak ada dalam register maupun "
	    "konfigurasi, atau pemiliknya memiliki atasan yang berbeda. "
	    "Lengkapi register (cabut owner import) atau \"superiors\" dalam "
	    "konfigurasi; permintaan dikirim sendiri sesudahnya.",
	    f);
}

/* `again`: what was wrong with the last answer; NULL: the first question. */
static bool
ask(struct work *w, const struct sop_step *s, const char *again,
    struct fault *f)
{
	bool is_substitute;
	const char *role = w->agency->config->helpdesk_role;
	const struct config_person *p =
	    config_actor(w->agency->config, role, w->run->now, &is_substitute);

	if (!p)
		return tell_unknown_superior(w, f);
	struct owed o = { .template = "tanya-atasan",
		.to = p->address,
		.to_name = p->name,
		.values = work_values(w, s, f),
		.token = OWED_DECISION,
		.step = s->id,
		.role = role,
		.is_limited = again != NULL };

	if (o.values && again) {
		value_set(o.values, "catatan", again);
		value_set(o.values, "catatan_dari", "layanan ini");
	}
	return owe(w, &o, f);
}

bool
ask_helpdesk(struct work *w, const struct sop_step *s, struct fault *f)
{
	return ask(w, s, NULL, f);
}

/* Does the mail in hand answer that question? */
bool
is_helpdesk_answer(const struct work *w)
{
	const struct inbound *in = w->mail;
	const struct sop_step *s = work_step(w);

	return s && in->token.id && in->is_token_live &&
	       in->token.purpose == TOKEN_DECISION &&
	       in->token.casefile_id == w->casefile.id &&
	       strcmp(in->token.step, s->id) == 0 &&
	       strcmp(in->token.role, w->agency->config->helpdesk_role) == 0 &&
	       w->sop.roles[s->role].source == ROLE_SUPERIOR;
}

/* Our own mailbox, with or without a tag: it would ask itself. */
static bool
is_ours(const struct work *w, const char *address)
{
	const char *own = w->agency->config->sender_address;
	size_t local = strcspn(own, "@");

	return text_equal_nocase(
		   address_domain(address), address_domain(own)) &&
	       slice_starts_nocase(
		   slice_of(address), (struct slice){ own, local }) &&
	       (address[local] == '@' || address[local] == '+');
}

static bool
may_be_superior(const struct work *w, const char *address)
{
	const struct config_agency *g = w->agency->config;
	const struct casefile *c = &w->casefile;
	bool is_official = false;

	for (size_t i = 0; i < g->applicant_domain_count; i++)
		is_official |= domain_is_within(
		    address_domain(address), g->applicant_domains[i]);
	for (size_t i = 0; i < c->owner_count; i++)
		if (c->owners[i].email &&
		    text_equal_nocase(c->owners[i].email, address))
			return false;
	return is_official && !is_ours(w, address) &&
	       !text_equal_nocase(c->applicant_address, address) &&
	       !text_equal_nocase(w->mail->head.from, address);
}

static bool
take_superior(struct work *w, const struct superior *p, struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;
	bool was_live;

	for (size_t i = 0; i < w->casefile.owner_count; i++) {
		w->casefile.owners[i].superior_name = p->name;
		w->casefile.owners[i].superior_address = p->address;
	}
	inbound_end(in, LEDGER_REPLY, "the helpdesk named the superior");
	return token_use(
		   w->run->store, in->token.id, w->run->now, &was_live, f) &&
	       work_event(w, "superior-named",
		   json_pack("{s:s,s:s}", "by", or_empty(in->head.from),
		       "address", p->address),
		   f) &&
	       work_ask_anew(w, f);
}

/* Limited, so that a program that answers everything does not loop with us;
 * the question that is open stays so then. */
static bool
ask_again(struct work *w, struct fault *f)
{
	bool was_live;

	if (!ask(w, work_step(w),
		"jawaban terakhir belum memuat nama dan alamat surel dinas "
		"seorang atasan yang dapat diterima; mohon periksa "
		"syarat-syarat di bawah ini.",
		f))
		return false;
	if (w->was_limited)
		return tell_unclear_too_often(w, f);
	return work_note_told(w, f) &&
	       token_use(
		   w->run->store, w->mail->token.id, w->run->now, &was_live, f);
}

bool
apply_superior(struct work *w, struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;
	struct superior p;

	if (in->reading.kind == READING_AUTOMATIC || !in->head.is_plain ||
	    in->sender.assurance < ASSURANCE_TOKEN) {
		inbound_end(in, LEDGER_UNCLEAR, "the helpdesk is not proven");
		return true;
	}
	if (in->reading.answer.own &&
	    reading_superior(in->reading.answer.own, w->run->arena, &p) &&
	    may_be_superior(w, p.address))
		return take_superior(w, &p, f);
	inbound_end(in, LEDGER_UNCLEAR, "names no superior who could act");
	return ask_again(w, f);
}
