/*
 * intake: from mailboxes to raw mail. Two drivers behind one seam: IMAP
 * (libetpan's low level over our own verified TLS) and Maildir.
 *
 * Promise: a mail is never marked seen, never changed before the store holds
 * it (file() comes after commit), and a body is handed over only when its UID
 * was asked for and its length equals RFC822.SIZE. What does not arrive whole
 * is left for the next run.
 */
#ifndef CABUT_INTAKE_H
#define CABUT_INTAKE_H

#include "cabut/base.h"

enum {
	INTAKE_COMMAND_S = 60,	/* one absolute deadline per command */
	INTAKE_SESSION_S = 600, /* and per session */
	INTAKE_BATCH_BYTES = 8 * 1024 * 1024, /* bodies in one round trip */
	INTAKE_BATCH_MAILS = 100,
	INTAKE_PIECE_BYTES = 512 * 1024, /* a larger mail comes in pieces */
	INTAKE_MAIL_MAX = 25 * 1024 * 1024,
	INTAKE_UIDS_MAX = 1000 * 1000,
};

struct mail_ref {
	uint32_t uid;
	uint64_t size; /* RFC822.SIZE */
};

struct raw_mail {
	uint32_t uid;
	struct slice bytes; /* as stored on the server */
	bool is_whole;	    /* false: leave it; the next run asks again */
};

struct mailbox_info {
	uint32_t uidvalidity; /* never 0 */
	uint32_t uidnext;     /* 0: the server does not say */
	uint32_t exists;
	bool can_keyword;     /* new keywords may be stored */
	bool can_move;
};

/* How a mail is marked on the server once the store holds it. */
enum filing {
	FILING_NONE,	/* nothing: the ledger alone knows */
	FILING_KEYWORD, /* +FLAGS.SILENT keyword */
	FILING_MOVE,	/* MOVE, or COPY + \Deleted + UID EXPUNGE */
};

struct mailbox_account {
	/* "imaps://user@host[:993]/INBOX", "imap+starttls://user@host:143/X"
	 * or "maildir:/path". User names with '@' are written "%40". */
	const char *url;
	const char *password;	   /* or NULL */
	const char *bearer_token;  /* XOAUTH2 instead of the password */
	const char *ca_file;	   /* NULL: the system's authorities */
	enum filing filing;
	const char *keyword;	   /* "$CabutSelesai" */
	const char *folder;	   /* for FILING_MOVE, modified UTF-7 */
	unsigned command_s, session_s; /* 0: the defaults above */
};

/* Faults: SCOPE_CONFIG for a wrong password, host name, certificate, folder,
 * control characters in secrets; SCOPE_LATER for anything that passes. After
 * a fault of a call other than fetch the mailbox can only be closed. */
struct mailbox;
struct mailbox_ops {
	/* All UIDs of the folder, ascending. */
	bool (*list)(struct mailbox *, struct arena *, uint32_t **uids,
	    size_t *count, struct fault *);
	/* Sizes of these UIDs; one that has vanished gets size 0. */
	bool (*sizes)(struct mailbox *, const uint32_t *uids, size_t count,
	    struct mail_ref *out, struct fault *);
	/* Bodies of these, in one round trip when together they are below
	 * INTAKE_BATCH_BYTES. out[i] belongs to refs[i]. Not whole, and not
	 * asked for: size 0 or above INTAKE_MAIL_MAX. On a fault out[] is
	 * filled as well: what came whole before a break may be used, but the
	 * session is over. */
	bool (*fetch)(struct mailbox *, const struct mail_ref *refs,
	    size_t count, struct arena *, struct raw_mail *out,
	    struct fault *);
	/* Called only after the store holds the mails; may be repeated. */
	bool (*file)(struct mailbox *, const uint32_t *uids, size_t count,
	    struct fault *);
	void (*close)(struct mailbox *);
};
struct mailbox {
	const struct mailbox_ops *ops;
	struct mailbox_info info;
	const char *name; /* "user@host/INBOX" or the path; for the ledger */
};

/* Connects, verifies, logs in, selects. Picks the driver by the URL. */
bool mailbox_open(const struct mailbox_account *, struct mailbox **,
    struct fault *);
void mailbox_close(struct mailbox *); /* NULL is fine */

/* How many of refs[] make the next batch (at least 1). */
size_t mailbox_batch(const struct mail_ref *refs, size_t count);

#endif
