/*
 * Judging one mail: which token came back, which casefile it belongs to, who
 * wrote and how sure that is, what it says. Nothing is changed here.
 */
#include "work.h"

#include "cabut/banned.h"

/* Of all tokens quoted in the mail: the newest that we know; a live one that
 * was sent to this very sender wins. */
static bool
find_token(struct inbound *in, struct fault *f)
{
	struct run *r = in->run;
	struct text_list tokens;

	message_tokens(&in->head, in->cell.message.subject, r->arena, &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		struct token_row row;

		if (!token_find(r->store, tokens.at[i], r->arena, &row, f))
			return false;
		if (row.id == 0)
			continue;
		bool is_live = !row.used_at && !row.is_burned;
		bool is_expired = row.expires_at <= r->now;
		bool is_own = in->head.from &&
			      text_equal_nocase(row.address, in->head.from);

		if (in->token.id && !(is_live && !is_expired && is_own))
			continue;
		in->token = row;
		in->is_token_live = is_live && !is_expired;
		in->is_token_expired = is_live && is_expired;
		if (in->is_token_live && is_own)
			break;
	}
	return true;
}

static bool
find_by_ids(struct inbound *in, const struct text_list *ids, struct fault *f)
{
	for (size_t i = 0; i < ids->count && !in->casefile_id; i++)
		if (!casefile_by_message_id(
			in->run->store, ids->at[i], &in->casefile_id, f))
			return false;
	return true;
}

/* A number in a subject is no secret: only who is known to the case is led
 * to it by that; a stranger's mail is read as what it is. */
static bool
is_party(const struct inbound *in, const struct casefile *c)
{
	const struct config_agency *g = in->agency->config;
	const char *from = or_empty(in->head.from);

	if (c->applicant_address &&
	    text_equal_nocase(c->applicant_address, from))
		return true;
	for (size_t i = 0; i < g->official_count; i++)
		if (config_holds_role(
			g, g->officials[i].role, from, in->run->now))
			return true;
	return false;
}

static bool
find_by_number(struct inbound *in, struct fault *f)
{
	struct casefile c;
	const char *number =
	    message_case_number(in->cell.message.subject, in->run->arena);

	if (!number)
		return true;
	if (!casefile_by_number(in->run->store, number, in->run->arena, &c, f))
		return false;
	if (c.id && !strcmp(c.agency, in->agency->config->id) &&
	    is_party(in, &c))
		in->casefile_id = c.id;
	return true;
}

/* The token says it best, then the thread, then the number in the subject;
 * which casefile it is proves nothing about who wrote. */
static bool
find_casefile(struct inbound *in, struct fault *f)
{
	in->casefile_id = in->token.casefile_id;
	if (!in->casefile_id && !find_by_ids(in, &in->head.in_reply_to, f))
		return false;
	if (!in->casefile_id && !find_by_ids(in, &in->head.references, f))
		return false;
	return in->casefile_id || find_by_number(in, f);
}

static bool
is_known_address(const struct config_agency *g, const char *address)
{
	const char *domain = address_domain(address);

	for (size_t i = 0; i < g->official_count; i++) {
		const struct config_official *o = &g->officials[i];

		if (text_equal_nocase(o->person.address, address) ||
		    (o->has_substitute &&
			text_equal_nocase(o->substitute.address, address)))
			return true;
	}
	for (size_t i = 0; i < g->applicant_domain_count; i++)
		if (domain_is_within(domain, g->applicant_domains[i]))
			return true;
	return false;
}

static bool
is_bsre_domain(const struct config *c, const char *address)
{
	for (size_t i = 0; i < c->bsre_domain_count; i++)
		if (domain_is_within(
			address_domain(address), c->bsre_domains[i]))
			return true;
	return false;
}

void
inbound_judge_sender(struct inbound *in)
{
	struct token_facts token = {
		.was_returned = in->token.id && in->is_token_live,
		.sent_to = in->token.id ? in->token.address : NULL,
	};
	const char *from = or_empty(in->head.from);

	sender_evidence(&in->head, &in->agency->config->auth, in->run->arena,
	    &in->evidence);
	sender_judge(&in->head, &in->evidence, &token,
	    is_known_address(in->agency->config, from), &in->sender);
	in->claims_bsre = *from && is_bsre_domain(in->run->config, from);
	in->is_bsre = in->claims_bsre && in->head.is_plain &&
		      in->sender.assurance >= ASSURANCE_ALIGNED;
}

bool
inbound_judge(struct inbound *in, struct fault *f)
{
	if (!find_token(in, f) || !find_casefile(in, f))
		return false;
	inbound_judge_sender(in);
	reading_make(&in->head, &in->cell, in->token.id || in->casefile_id,
	    in->is_bsre, in->run->arena, &in->reading);
	return true;
}
