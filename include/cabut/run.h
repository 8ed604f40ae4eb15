/*
 * run: one pass, as cron starts it. The only room that knows all others: it
 * carries values from one to the next and owns the fault policy.
 *
 * The life of a mail: fetched (never marked seen) -> attempt counted and
 * committed -> read in the cell -> judged -> one transaction with its bytes,
 * ledger row, casefile change, chain events and owed mail -> server told.
 * After the mailboxes: holds that have ended, then the outbox is drained.
 */
#ifndef CABUT_RUN_H
#define CABUT_RUN_H

#include <jansson.h>

#include "cabut/base.h"
#include "cabut/config.h"
#include "cabut/dispatch.h"
#include "cabut/intake.h"
#include "cabut/paper.h"
#include "cabut/sop.h"
#include "cabut/store.h"

enum {
	RUN_ATTEMPTS_MAX = 2,	/* a mail that ended two runs is set aside */
	RUN_TOKEN_APPLICANT_DAYS = 180,
	RUN_CONFIRM_DAYS = 7,
	RUN_ABSENCE_DAYS = 7, /* of a note that names no last day */
	RUN_ABSENCE_DAYS_MAX = 184, /* one that names a later day, too */
	RUN_ATTACH_BYTES_MAX = 10 * 1024 * 1024, /* papers sent along */
	RUN_OPERATOR_MAILS_DAY = 50, /* to one operator; more is only logged */
	RUN_HELPDESK_LETTERS_DAY = 30, /* unclear letters to one helpdesk */
	RUN_LETTER_SHOWN_BYTES = 4000, /* of such a letter's text */
	RUN_LETTER_SHOWN_LINES = 80,
	RUN_SENDING_GROUP = 20,	/* outbox rows marked "sending" at once */
	RUN_OUTBOX_PER_RUN = 5000,
	RUN_TROUBLE_ALARM_S = 3600, /* a passing trouble that lasts: alarm */
};

/* One agency, ready to work. */
struct agency {
	const struct config_agency *config;
	struct sop *sops; /* as its files are now: for new casefiles */
	size_t sop_count;
	const char *templates;
};

/* What happened, for the story and the exit code. */
struct tally {
	size_t mails, requests, replies, moved, unclear, bsre, automatic,
	    unrelated, duplicates, quarantined, later;
	size_t owed, sent, deferred, refused;
	/* The worst fault that did not stop the pass. */
	struct fault worst;
};

/* A SOP that some casefile began with, by its hash. */
struct pinned_sop {
	struct pinned_sop *next;
	struct sop sop;
};

struct run {
	const struct config *config;
	struct log log;
	struct store *store;
	struct cell *cell;
	struct arena *lasting; /* lives as long as the run */
	struct arena *arena;   /* one batch of mails, or one mail */
	struct arena *scratch; /* one mail of a batch while it is applied */
	struct entropy entropy;
	time_s now;
	bool is_dry;	       /* reads and tells, changes nothing */
	struct agency *agencies;
	size_t agency_count;
	struct pinned_sop *pinned; /* parsed once in a run */
	struct tally tally;
};

/* Loads every agency's SOP files. config, log, store, cell, now, entropy are
 * the caller's; the arenas are made here. */
bool run_open(struct run *, struct fault *);
void run_close(struct run *);

/* One pass. False only on a fault that stopped it (SCOPE_RUN, SCOPE_CONFIG);
 * tally.worst tells the rest. */
bool run_pass(struct run *, struct fault *);
/* Only the outbox, for `cabut outbox retry`. */
bool run_drain(struct run *, struct fault *);

/* Accounts with their secrets, for check and pass alike. */
bool run_mailbox_account(const struct config_mailbox *, struct arena *,
    struct mailbox_account *, struct fault *);
bool run_wire_account(const struct config_agency *, struct arena *,
    struct wire_account *, struct fault *);

/* The SOP a casefile began with, from the store. */
bool run_casefile_sop(struct run *, const struct casefile *, struct sop *,
    struct fault *);
struct agency *run_agency(struct run *, const char *id); /* NULL: gone */

/* Is an open case past the standard time of the step that it waits in? */
bool run_is_late(const struct casefile *, time_s now);

/* An operator's acts; each is one transaction and an event in the chain. */
bool run_case_note(struct run *, const char *number, const char *note,
    struct fault *);
/* An operator states that BSrE has revoked (seen in AMS; `evidence` says
 * where): for houses where BSrE's mail cannot be proven. Only of a case that
 * waits for BSrE. */
bool run_case_revoked(struct run *, const char *number, const char *evidence,
    struct fault *);
bool run_case_cancel(struct run *, const char *number, const char *why,
    struct fault *);
/* The request that the case now waits for, once more, with a new token. */
bool run_case_resend(struct run *, const char *number, struct fault *);

/* ---- signatures of papers, as evidence for people ---- */

/* {"count", "document", "bytes", "list": [{"state", "trust", ...}]}, the names
 * of cabut/paper.h; null when nothing in it looks like a signature. */
json_t *signatures_json(const struct paper *, struct arena *);
/* The same as text for the store; NULL for null. */
const char *signatures_keep(const struct paper *, struct arena *);
/* Back again: `signatures` and `bytes` of a paper. False: NULL, or not such a
 * text; the paper is untouched. */
bool signatures_take(const char *, struct arena *, struct paper *);
/* One Indonesian sentence for each, to stand behind "tanda tangan: "; none
 * when there is nothing to tell. */
const char **signatures_lines(const struct paper *, enum zone, struct arena *,
    size_t *count);

/* ---- owners of the register whose time comes ---- */

enum {
	TERM_EVENTS_MAX = 3,
	TERM_MONTHS_AHEAD = 2, /* default */
	TERM_MONTHS_MAX = 120,
	/* What is over is named for so long: no certificate of BSrE lives
	 * longer, so then there is nothing left to revoke. */
	TERM_PAST_MONTHS = 24,
	REGISTER_NOTICE_MAX = 200, /* owners in one mail */
};

enum term_why { TERM_RETIRES, TERM_ENDS, TERM_CERTIFICATE };
const char *term_why_name(enum term_why); /* "retirement", "term" ... */

enum { TERM_DATE_ROOM = 48 }; /* "2026-11-20"; for any year of an int */

struct term_event {
	enum term_why why;
	char date[TERM_DATE_ROOM];
};

/* ISO dates, both included. */
struct term_window {
	char past[TERM_DATE_ROOM]; /* TERM_PAST_MONTHS before today */
	char today[TERM_DATE_ROOM];
	char until[TERM_DATE_ROOM];
};

/* From today on for so many months, to the same day of the month or, where
 * that month is shorter, its last. */
void term_window_from_day(
    const struct civil *today, unsigned months, struct term_window *);
/* The same for every day of a month: to the end of the month that is `months`
 * later, so that a notice once a month leaves no day out. */
void term_window_of_month(
    const struct civil *today, unsigned months, struct term_window *);

/* The day from which a civil servant is retired: the 1st of the month after
 * that in which they reach `age` years (PP 11/2017 art. 239 and 240; the
 * birthday on a 1st is no exception). False: no NIP to tell the birth by. */
bool term_retirement(
    const char *nip, unsigned age, char date[TERM_DATE_ROOM]);

/* What falls into the window, soonest first; retirement before the end of a
 * term on the same day. Retirement and the end of a term also when they are
 * past, for a certificate that nobody revoked is what the register is for; a
 * certificate that has run out needs nothing. Returns how many. */
size_t term_events(const struct register_owner *, unsigned retirement_age,
    const struct term_window *, struct term_event out[TERM_EVENTS_MAX]);

struct due_owner {
	struct register_owner owner;
	struct term_event events[TERM_EVENTS_MAX];
	size_t event_count; /* at least one */
};
struct due_list {
	struct due_owner *owners; /* soonest first */
	size_t count;
};
bool run_register_due(struct store *, const struct config_agency *,
    const struct term_window *, struct arena *, struct due_list *,
    struct fault *);
/* Takes the monthly notice back, so that the next pass looks again: after an
 * import, in its transaction. Owners who were told stay told. */
bool run_register_forget_notice(
    struct store *, const char *agency, struct fault *);

/* Only one pass at a time: a lock beside the database. `is_taken` when
 * another holds it. The descriptor stays open as long as the process. */
bool run_lock(const char *database, int *fd, bool *is_taken, struct fault *);

#endif
