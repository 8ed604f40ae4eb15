/*
 * mailbox_imap: what the files of the IMAP driver share. imap_session.c opens
 * and judges answers, imap_fetch.c reads, imap_file.c marks, mailbox_imap.c is
 * the face towards the seam.
 */
#ifndef CABUT_MAILBOX_IMAP_H
#define CABUT_MAILBOX_IMAP_H

#include <libetpan/mailimap.h>

#include "cabut/intake.h"
#include "tls_stream.h"

enum {
	IMAP_SET_RANGES = 200,	/* a command stays below 8 kB */
	IMAP_SIZES_UIDS = 5000, /* sizes asked for in one command */
	IMAP_ITEM_BYTES = 512,	/* room for a FETCH reply around its body */
};

struct imap_mailbox {
	struct mailbox box;
	struct arena *keep;    /* lives as long as the mailbox */
	struct arena *scratch; /* one call */
	struct mailbox_url url;
	struct tls_stream *stream;
	mailimap *imap;
	enum filing filing;
	const char *keyword, *folder;
	bool can_expunge; /* UIDPLUS */
};

/* Greeting, STARTTLS, log-in, SELECT. */
bool imap_session_open(
    struct imap_mailbox *, const struct mailbox_account *, struct fault *);
void imap_session_close(struct imap_mailbox *);

/* Deadline, cap and watch for the next command. */
void imap_begin(struct imap_mailbox *, uint64_t bytes);
/* What became of a command, by libetpan's verdict `r` and by the tagged line
 * as the watch saw it. After IMAP_BROKEN the session is dead. */
enum imap_outcome { IMAP_OK, IMAP_NO, IMAP_BROKEN };
enum imap_outcome imap_outcome(const struct imap_mailbox *, int r);
/* Why it was not OK. `no_scope`: what a NO means here, unless the server
 * calls it passing. Anything but a clean NO ends the session. Always false. */
bool imap_trouble(struct imap_mailbox *, int r, const char *doing,
    enum scope no_scope, struct fault *);

/* Ascending, each once, of at most IMAP_SET_RANGES ranges; *used says how
 * many of the UIDs are in it. Free with mailimap_set_free. */
struct mailimap_set *imap_set_of(
    const uint32_t *uids, size_t count, size_t *used);
/* A sorted copy without doubles in the scratch arena. */
uint32_t *imap_uids_sorted(
    struct imap_mailbox *, const uint32_t *uids, size_t *count);

bool imap_list(
    struct mailbox *, struct arena *, uint32_t **, size_t *, struct fault *);
bool imap_sizes(struct mailbox *, const uint32_t *, size_t, struct mail_ref *,
    struct fault *);
bool imap_fetch(struct mailbox *, const struct mail_ref *, size_t,
    struct arena *, struct raw_mail *, struct fault *);
bool imap_file(struct mailbox *, const uint32_t *, size_t, struct fault *);

bool mailbox_imap_open(const struct mailbox_account *, struct arena *keep,
    const struct mailbox_url *, struct mailbox **, struct fault *);

#endif
