/*
 * fake_imap: an IMAP server that lies as told, for one connection or a few.
 * It is a good small server (UIDs 5, 6 and 9) except where a rule says
 * otherwise: the first rule whose `want` stands in the client's line answers.
 *
 * In replies "$" is the client's tag. A word at a place of its own tells the
 * server what to do: "~tls" handshake, "~eof" close at once, "~drip" the rest
 * one byte every 100 ms, "~flood" bytes without end, "~hang" nothing more.
 */
#ifndef CABUT_FAKE_IMAP_H
#define CABUT_FAKE_IMAP_H

#include <stdbool.h>
#include <sys/types.h>

struct fake_rule {
	const char *want, *reply;
};

struct fake_imap {
	const char *certs;    /* folder with NAME.pem and NAME.key */
	const char *cert;     /* NULL: "server" */
	const char *greeting; /* NULL: a good one */
	bool is_clear;	      /* no TLS from the first byte */
	bool is_old;	      /* TLS 1.1 at most */
	long cut_after;	      /* bytes said until it closes; 0: never */
	const struct fake_rule *rules; /* ends with a NULL want; may be NULL */
	/* set by fake_imap_start */
	unsigned port;
	pid_t pid;
	int heard_fd;
};

extern const char *const fake_bodies[3]; /* of UIDs 5, 6 and 9 */

void fake_imap_start(struct fake_imap *);
/* Ends it and gives all lines it heard; free them. */
char *fake_imap_stop(struct fake_imap *);

#endif
