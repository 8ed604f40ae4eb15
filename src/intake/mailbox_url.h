/*
 * mailbox_url: the address of a mailbox, taken apart. Names no password: one
 * inside the URL is refused, because URLs end up in logs.
 */
#ifndef CABUT_MAILBOX_URL_H
#define CABUT_MAILBOX_URL_H

#include "cabut/base.h"

enum {
	MAILBOX_URL_MAX = 1024,
	MAILBOX_PORT_IMAPS = 993,
	MAILBOX_PORT_IMAP = 143
};

enum mailbox_scheme {
	MAILBOX_IMAPS,	       /* TLS from the first byte */
	MAILBOX_IMAP_STARTTLS, /* nothing but STARTTLS goes in clear */
	MAILBOX_MAILDIR,
};

struct mailbox_url {
	enum mailbox_scheme scheme;
	const char *user; /* decoded; NULL for a Maildir */
	const char *host; /* lower case, IPv6 without brackets */
	unsigned port;
	const char *folder; /* decoded; the path of a Maildir */
	const char *label;  /* "imaps://host:993": begins each fault */
	const char *name;   /* "user@host/INBOX" */
};

/* All texts live in the arena. SCOPE_CONFIG says what is wrong and how it
 * should look; the user name is shown, a password never. */
bool mailbox_url_parse(
    const char *url, struct arena *, struct mailbox_url *out, struct fault *);

/* Control bytes would end the IMAP command they stand in. */
bool text_has_control(const char *text);

#endif
