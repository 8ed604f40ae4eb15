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
	DISPATCH_COMMAND_S = 120, /* each reply but the last */
	DISPATCH_REPLY_S = 600, /* RFC 5321: the final dot may take 10 min */
	DISPATCH_MAIL_S = 3600,	 /* one transaction, all in all */
	DISPATCH_MAIL_MAX = 30 * 1024 * 1024,
};

enum wire_result {
	WIRE_SENT,	/* 250 after the dot */
	/* 4xx, no connection, a server that serves nobody now: try again.
	 * With code 0 the server was not reached: the next mail over this
	 * wire would wait in vain too. */
	WIRE_LATER,
	/* 5xx to RCPT, DATA or the dot, 552 to MAIL, or by us: a recipient
	 * that is not plain, a body that is not clean CRLF. Given up. */
	WIRE_REFUSED,
	WIRE_UNCERTAIN, /* the line broke once the final dot may be out */
	/* Password, certificate, STARTTLS, or a server that refuses our
	 * sender address (5xx to MAIL): holds for every mail. Stop, alarm. */
	WIRE_STOP,
};
const char *wire_result_name(enum wire_result);

struct wire_account {
	/* "smtps://user@host[:465]", "smtp://user@host[:587]" (STARTTLS
	 * always required), or "maildir:/path" (made when missing, its
	 * parent not). The user is percent-decoded and may have an '@' as it
	 * is; a password in it is refused. No user: no AUTH. */
	const char *url;
	const char *password;
	const char *bearer_token; /* XOAUTH2, instead of the password */
	const char *ca_file;	  /* these CAs only; NULL: the system's */
	const char *envelope_from; /* MAIL FROM; plain; needed for SMTP */
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
	 * with address_is_plain right before use. A connection that went
	 * stale since the last mail is made anew at once. Maildir adds
	 * Return-Path and Delivered-To, and the same mail to the same
	 * recipient is the same file. */
	void (*send)(struct wire *, const char *recipient,
	    struct slice bytes, struct wire_outcome *);
	void (*close)(struct wire *);
};
struct wire {
	const struct wire_ops *ops;
};

/* Connects to nothing yet; copies what it needs of the account. */
bool wire_open(const struct wire_account *, struct wire **, struct fault *);
void wire_close(struct wire *); /* NULL is fine */
/* Connects, negotiates TLS and AUTH, and quits: for `cabut check`. A user
 * for whom the server offers no log-in is a fault (SCOPE_CONFIG). */
bool wire_probe(const struct wire_account *, struct fault *);

#endif
