/*
 * sender: who wrote, and how sure we are. Pure; built on struct head alone.
 *
 * Authentication-Results (RFC 8601) count only from the configured
 * authserv-id, and only above the border host's own Received line, unless the
 * operator has proven that the border strips forged ones. SPF alone never
 * counts: alignment with From is what matters (RFC 7489).
 */
#ifndef CABUT_SENDER_H
#define CABUT_SENDER_H

#include "cabut/message.h"

enum assurance {
	ASSURANCE_UNKNOWN = 0, /* anybody may write this From */
	ASSURANCE_KNOWN = 1,   /* the address is registered; unproven */
	ASSURANCE_TOKEN = 2,   /* returned a secret sent to that address */
	ASSURANCE_ALIGNED = 3, /* DMARC, or DKIM of From's own domain */
	ASSURANCE_SIGNED = 4,  /* S/MIME */
};

const char *assurance_name(enum assurance); /* "unknown", "known", ... */

struct auth_policy {
	const char *authserv_id; /* NULL: nothing is ever authenticated */
	/* Our border host as it names itself in "by HOST" of its Received
	 * line; NULL only together with border_strips. */
	const char *border_host;
	/* The border removes foreign lines with our id: a line below counts. */
	bool border_strips;
	/* Domains whose users must show auth=pass smtp.auth=<From> instead of
	 * DMARC, because mail inside one server carries no DKIM. */
	const char *const *internal_domains;
	size_t internal_count;
};

struct evidence {
	bool is_aligned;    /* level 3 holds */
	bool is_forged;	    /* our id at a place only a forger would put it */
	const char *domain; /* which aligned domain proved it; or NULL */
	const char *why;    /* one English sentence, for the chain */
};

/* Never fails: what cannot be read proves nothing. */
void sender_evidence(const struct head *, const struct auth_policy *,
    struct arena *, struct evidence *);

struct sender {
	const char *address;	  /* From, or "" when not plain */
	enum assurance assurance; /* the highest that holds */
	struct evidence evidence;
	/* A good token came, but not plainly from the address that it was sent
	 * to: also when From is not plain. */
	bool is_token_from_other;
};

/* What the store knows of a returned token, looked up by the caller. */
struct token_facts {
	bool was_returned;	/* a live token of ours stands in the mail */
	const char *sent_to;	/* the address it was sent to; NULL if none */
};

/* `is_known`: From is in the agency's directory or allowed domains. */
void sender_judge(const struct head *, const struct evidence *,
    const struct token_facts *, bool is_known, struct sender *);

#endif
