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

bool
ask_helpdesk(struct work *w, const struct sop_step *s, struct fault *f)
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
		.role = role };

	return owe(w, &o, f);
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
	return is_official &&
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
	return token_use(w->run->store, in->token.id, w->run->now,
		   &(bool){ false }, f) &&
	       ask_helpdesk(w, work_step(w), f);
}
