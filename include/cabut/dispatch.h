/*
 * dispatch: from the outbox to the world. Two wires behind one seam: SMTP
 * (libcurl, one transaction per recipient, connection reused) and Maildir.
 *
 * Promise: a row is marked "sending" and committed before the first byte, and
 * its Message-ID never changes: at least once, recognisable when twice.
 */
#ifndef CABUT_DISPATCH_H
#define CABUT_DISPATCH_H

#include "cabut/base.h"

enum {
	DISPATCH_CONNECT_S = 20,
	DISPATCH_REPLY_S = 600, /* RFC 5321: the final dot may take 10 min */
	DISPATCH_MAIL_MAX = 30 * 1024 * 1024,
};

enum wire_result {
	WIRE_SENT,	/* 250 after the dot */
	WIRE_LATER,	/* 4xx, no connection: try again */
	WIRE_REFUSED,	/* 5xx for this recipient: given up */
	WIRE_UNCERTAIN, /* the line broke after the last byte */
	WIRE_STOP,	/* password, certificate, STARTTLS: stop, alarm */
};
const char *wire_result_name(enum wire_result);

struct wire_account {
	/* "smtps://user@host[:465]", "smtp://user@host[:587]" (STARTTLS
	 * always required), or "maildir:/path". No user: no AUTH. */
	const char *url;
	const char *password;
	const char *bearer_token; /* XOAUTH2 */
	const char *ca_file;	  /* NULL: the system's */
	const char *envelope_from; /* MAIL FROM */
	const char *helo;	  /* host name for EHLO; NULL: libcurl's */
};

struct wire_outcome {
	enum wire_result result;
	int code;	/* last SMTP reply; 0 */
	char text[256]; /* the server's words or ours, printable, for people */
};

struct wire;
struct wire_ops {
	/* One mail to one recipient. CRLF bodies only; addresses are checked
	 * with address_is_plain right before use. */
	void (*send)(struct wire *, const char *recipient,
	    struct slice bytes, struct wire_outcome *);
	void (*close)(struct wire *);
};
struct wire {
	const struct wire_ops *ops;
};

bool wire_open(const struct wire_account *, struct wire **, struct fault *);
void wire_close(struct wire *); /* NULL is fine */
/* Connects, negotiates TLS and AUTH, and quits: for `cabut check`. */
bool wire_probe(const struct wire_account *, struct fault *);

#endif
