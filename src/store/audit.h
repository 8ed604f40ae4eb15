/*
 * What the files of the audit share. A check adds sentences; it returns false
 * only when the database itself refuses.
 */
#ifndef CABUT_STORE_AUDIT_H
#define CABUT_STORE_AUDIT_H

#include "room.h"

struct audit {
	struct store *store;
	struct arena *arena;
	struct audit_report *report;
};

/* Beyond AUDIT_PROBLEMS_MAX only a last "and more" is kept. */
void audit_problem(struct audit *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Each chain recomputed, each case in a state that its status allows. */
bool audit_casefiles(struct audit *, struct fault *);
/* Kept SOP texts and mails still have their hash; sums of the ledger. */
bool audit_mails(struct audit *, struct fault *);
/* Each owed mail can be sent, under a Message-ID of its own. */
bool audit_outbox(struct audit *, struct fault *);

#endif
