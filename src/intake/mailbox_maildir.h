/*
 * mailbox_maildir: a Maildir as a mailbox, for hosts where the mail server
 * delivers on the same machine, and for tests. maildir_index.c keeps the UIDs.
 */
#ifndef CABUT_MAILBOX_MAILDIR_H
#define CABUT_MAILBOX_MAILDIR_H

#include "cabut/intake.h"
#include "mailbox_url.h"

/* In the Maildir: "cabut-uids 1 UIDVALIDITY" and then "UID NAME" a line,
 * appended and synced before a UID is shown to anybody, never rewritten. */
#define MAILDIR_INDEX_NAME ".cabut-uids"

enum { MAILDIR_INDEX_BYTES = 128 * 1024 * 1024, MAILDIR_NAME_MAX = 255 };

struct maildir_entry {
	uint32_t uid;	  /* 0: new, not in the file yet */
	const char *name; /* before ':', unchanged for the mail's life */
	const char *path; /* "cur/NAME:2,S" now; NULL: not there */
};

struct maildir_index {
	struct arena *arena; /* entries and names */
	int dir_fd, file_fd; /* -1: not open */
	const char *label;   /* begins each fault */
	uint32_t uidvalidity, uidnext;
	struct maildir_entry *entries; /* ascending by name */
	struct maildir_entry **by_uid; /* ascending; after a scan */
	size_t count;
};

/* Opens or makes the index file and locks it: two cabuts would give two mails
 * one UID. A line torn by a crash is dropped. */
bool maildir_index_open(struct maildir_index *, int dir_fd, const char *label,
    struct entropy *, struct fault *);
/* Looks at new/ and cur/ again; new mails get UIDs, durable on return. */
bool maildir_index_scan(struct maildir_index *, struct fault *);
/* NULL: unknown, or not there now. */
const struct maildir_entry *maildir_index_find(
    const struct maildir_index *, uint32_t uid);
void maildir_index_release(struct maildir_index *);

/* Moves these into folder ("Arsip/2026" is ".Arsip.2026"), which is made when
 * missing. One that is gone is no trouble. */
bool maildir_move(const struct maildir_index *, const char *folder,
    const uint32_t *uids, size_t count, struct fault *);

bool mailbox_maildir_open(const struct mailbox_account *, struct arena *keep,
    const struct mailbox_url *, struct mailbox **, struct fault *);

#endif
