/*
 * store: what cabut remembers, in one SQLite file. SQL lives here alone.
 *
 * Promise: everything one mail causes (its bytes, ledger row, casefile change,
 * chain events, tokens, owed mail) is in one transaction; only after commit
 * is the mail server told. journal_mode=TRUNCATE, synchronous=EXTRA, STRICT
 * tables, foreign keys, one writer. Any database fault is SCOPE_RUN: the
 * caller rolls back, and nothing has happened.
 *
 * Values returned point into the arena given. `id`s are positive; 0 = none.
 * Every function that writes wants store_begin() before it; outside a
 * transaction, and in one that SQLite had to give up, it is refused.
 * Schema, column by column: src/store/schema.sql and schema-2.sql.
 */
#ifndef CABUT_STORE_H
#define CABUT_STORE_H

#include "cabut/base.h"

struct store;

enum { STORE_SCHEMA_VERSION = 3 };

/* Creates and migrates as needed (each migration one transaction); refuses a
 * newer schema (SCOPE_CONFIG: "made by a newer cabut"), another program's
 * database, and a file that others may read. File mode 0600. Migrations mark
 * the step "store.migrate". */
bool store_open(const char *path, struct store **, struct fault *);
/* As path of store_open: a store of our own in memory, empty, for a dry run
 * on a host that has none yet. No file is made, and with store_close it is
 * gone; nothing in it is durable. */
#define STORE_IN_MEMORY ":memory:"
/* For commands that only look: never creates, never migrates. */
bool store_open_readonly(const char *path, struct store **, struct fault *);
void store_close(struct store *); /* NULL is fine */

/* BEGIN IMMEDIATE; waits five seconds for another writer (then SCOPE_RUN). */
bool store_begin(struct store *, struct fault *);
/* COMMIT when ok, ROLLBACK else; keeps the first fault. Marks the step
 * "store.commit". Returns ok and committed. After a COMMIT that failed no
 * further transaction begins: stop, exit 75. Where only its very last sync
 * failed the work may be there all the same: whole, and the next run, which
 * goes by the ledger, sees it. */
bool store_end(struct store *, bool ok, struct fault *);
/* One mail inside a shared transaction: what it did is undone alone. They do
 * not nest. When not ok, false is returned with the caller's fault; where
 * the way back is lost too, the scope becomes SCOPE_RUN: end the whole. */
bool store_savepoint(struct store *, struct fault *);
bool store_savepoint_end(struct store *, bool ok, struct fault *);
bool store_is_in_transaction(const struct store *);

/* ---- mailboxes and the ledger ---- */

struct mailbox_row {
	int64_t id;
	uint32_t uidvalidity;
	uint32_t first_uid; /* mail below it was there before us */
	bool is_new;	    /* the row was made by this call */
	bool was_renumbered; /* UIDVALIDITY differs from what we had */
};

/* Finds or makes the row for a folder (`name`: account and folder, without
 * secrets). On a new row first_uid is set as given. On a changed UIDVALIDITY
 * the row takes the new one with first_uid 1: everything is looked at again
 * and matched by content hash. Wants a transaction, also when it finds. */
bool store_mailbox(struct store *, const char *agency, const char *name,
    uint32_t uidvalidity, uint32_t first_uid, struct arena *,
    struct mailbox_row *, struct fault *);

enum ledger_class { /* what became of a mail; text in SQL is the name */
	LEDGER_ATTEMPTING,  /* being read, or a crash happened while reading */
	LEDGER_REQUEST,	    /* opened or fed a casefile */
	LEDGER_AWAITING,    /* a letter whose sender must confirm first */
	LEDGER_REPLY,	    /* an answer that was understood and acted on */
	LEDGER_UNCLEAR,	    /* an answer that moved nothing, was asked back */
	LEDGER_BSRE,	    /* from BSrE */
	LEDGER_AUTOMATIC,   /* automatic mail of a case, or a bounce */
	LEDGER_UNRELATED,   /* nothing to do with cabut: no bytes kept */
	LEDGER_DUPLICATE,   /* same Message-ID and same content as another */
	LEDGER_QUARANTINE,  /* could not be read: a person must look */
	LEDGER_EXPIRED,	    /* awaited confirmation never came */
	LEDGER_CLASS_COUNT
};
const char *ledger_class_name(enum ledger_class);

struct ledger_row {
	int64_t id;
	int64_t mailbox_id;
	uint32_t uidvalidity, uid;
	char sha256[SHA256_HEX_LEN + 1]; /* of the raw bytes; "": not read */
	const char *message_id; /* without < >; NULL when it has none */
	enum ledger_class class;
	unsigned attempts;
	int64_t casefile_id; /* 0 */
	const char *why;     /* English, no personal data */
	struct slice raw;    /* kept bytes; empty: not kept */
	time_s received_at;  /* when cabut took it */
	bool is_filed;	     /* the server was told (flag or move) */
};

/* Removes from `uids` those that need nothing more; keeps the order. A UID
 * whose row is still ATTEMPTING stays in, its attempts in attempts[i]; the
 * others left have 0. Room for *count in both arrays. */
bool ledger_subtract(struct store *, const struct mailbox_row *,
    uint32_t *uids, unsigned *attempts, size_t *count, struct fault *);
/* Counts one attempt for each, before any byte is parsed; a settled row is
 * left alone. */
bool ledger_attempt(struct store *, const struct mailbox_row *,
    const uint32_t *uids, size_t count, time_s now, struct fault *);
/* Takes one attempt back from each that is still ATTEMPTING, because what
 * ended the reading was not the mail's fault (a server, a disk); others are
 * left alone, and none goes below 0. */
bool ledger_unattempt(struct store *, const struct mailbox_row *,
    const uint32_t *uids, size_t count, struct fault *);
/* Fills in what became of (mailbox_id, uidvalidity, uid); row->id and
 * row->attempts are set. Once only: a row that is settled is refused
 * (SCOPE_RUN), which undoes a second effect. With a casefile_id the
 * Message-ID joins its thread. The raw bytes of UNRELATED are not kept. */
bool ledger_settle(struct store *, struct ledger_row *, struct fault *);
/* Same Message-ID and same hash seen before (any folder), not ATTEMPTING;
 * 0: none. */
bool ledger_find_same(struct store *, const char *message_id,
    const char *sha256, int64_t *id, struct fault *);
/* With its bytes; out->id is 0 when there is none (and true is returned). */
bool ledger_load(struct store *, int64_t id, struct arena *,
    struct ledger_row *, struct fault *);
/* A row takes another class later (AWAITING -> REQUEST ...). With a
 * casefile_id its Message-ID joins the thread; UNRELATED drops the bytes. */
bool ledger_reclass(struct store *, int64_t id, enum ledger_class,
    int64_t casefile_id, const char *why, struct fault *);
/* Rows committed whose server flag is still owed, and its answer. UNRELATED
 * mail never owes one: it stays untouched. */
bool ledger_unfiled(struct store *, const struct mailbox_row *,
    struct arena *, uint32_t **uids, size_t *count, struct fault *);
bool ledger_filed(struct store *, const struct mailbox_row *,
    const uint32_t *uids, size_t count, struct fault *);
/* LEDGER_CLASS_COUNT: all. */
bool ledger_count(struct store *, enum ledger_class, size_t *, struct fault *);
/* Newest first, without bytes; class LEDGER_CLASS_COUNT means all. */
bool ledger_list(struct store *, enum ledger_class, size_t limit,
    struct arena *, struct ledger_row **, size_t *count, struct fault *);
/* The mails of a case, oldest first, without bytes: for export. */
bool ledger_of_casefile(struct store *, int64_t casefile_id, struct arena *,
    struct ledger_row **, size_t *count, struct fault *);

/* ---- casefiles ---- */

enum casefile_status {
	CASEFILE_OPEN,
	CASEFILE_DONE,
	CASEFILE_REJECTED,
	CASEFILE_CANCELLED,
};
const char *casefile_status_name(enum casefile_status);

struct casefile_owner {
	const char *name, *nip, *nik, *position, *institution, *unit, *email,
	    *reason, *serial; /* NULL when not known; reason is a code */
	/* From the register, the configuration or the helpdesk; never from
	 * the letter. */
	const char *superior_name, *superior_address;
};

struct casefile {
	int64_t id;
	const char *number; /* "CABUT-2026-0042" */
	const char *agency; /* id of its configuration */
	const char *service, *sop_hash;
	enum casefile_status status;
	const char *step, *return_to; /* ids; return_to NULL */
	time_s step_since, opened_at, closed_at; /* closed_at 0: open */
	time_s held_until;   /* the current step is entered then; 0 */
	bool is_urgent;
	const char *reason;  /* code; NULL */
	/* The applicant as proven by mail, not by the letter. */
	const char *applicant_address, *applicant_name;
	unsigned applicant_assurance;
	const char *letter_number, *letter_date, *letter_kind;
	/* Threading: the first letter's Message-ID and subject. */
	const char *first_message_id, *subject;
	/* Message-ID of our last mail to the applicant; NULL. */
	const char *last_message_id;
	char facts_hash[SHA256_HEX_LEN + 1];
	const char *doubts; /* JSON array, see src/run/doubt.h; NULL: none */
	time_s asked_at; /* who acts in `step` was asked; 0: not yet */
	time_s due_at;	 /* by the SOP's standard time; 0: none */
	time_s wake_at;	 /* time acts on it next; 0: never */
	unsigned reminders; /* stages of reminding passed in this step */
	const char *assignee; /* address to whom the step was handed; NULL */
	/* Of a request's papers only those filed after this one (its id)
	 * count; 0: all. */
	int64_t anew_after;
	/* What was written with the last decision, and by whom; NULL. */
	const char *remark, *remark_by;
	struct casefile_owner *owners;
	size_t owner_count;
};

/* Gives the next number of its service and year ("CABUT-2026-0042"; prefix
 * as given) and inserts it with owners, and the SOP text under its hash when
 * not yet kept. id and number are set; first_message_id joins the thread.
 * Numbers have no gaps: what is rolled back gives its number back. */
bool casefile_insert(struct store *, struct casefile *, const char *prefix,
    int year, struct slice sop_text, struct arena *, struct fault *);
/* Writes back everything but number, opened_at and agency; owners replaced. */
bool casefile_update(struct store *, const struct casefile *, struct fault *);
/* casefile->id is 0 when there is none (and true is returned). */
bool casefile_load(struct store *, int64_t id, struct arena *,
    struct casefile *, struct fault *);
bool casefile_by_number(struct store *, const char *number, struct arena *,
    struct casefile *, struct fault *);
/* By a Message-ID that it sent or received (References of a reply), without
 * < >; 0: none. What two cases claim belongs to the first. */
bool casefile_by_message_id(struct store *, const char *message_id,
    int64_t *id, struct fault *);
/* An open case of the same applicant address, owner NIP or NIK, service:
 * a second letter for the same thing feeds it. The newest; 0: none, also
 * when neither nip nor nik is known. */
bool casefile_find_similar(struct store *, const char *agency,
    const char *service, const char *applicant_address, const char *nip,
    const char *nik, int64_t *id, struct fault *);
enum { CASEFILE_STATUS_ANY = -1 };
/* What was written so far ahead of now was written by a clock that was wrong,
 * and is due at once. Less is let be: the time comes. */
enum { STORE_CLOCK_AHEAD_S = 2 * 24 * 3600 };
/* Oldest first; agency NULL means all. */
bool casefile_list(struct store *, int status, const char *agency,
    struct arena *, struct casefile **, size_t *count, struct fault *);
/* Open cases of an agency that rest in a step of that id. */
bool casefile_in_step(struct store *, const char *agency, const char *step,
    struct arena *, int64_t **ids, size_t *count, struct fault *);
/* Open cases whose hold has ended, or began by a clock that was ahead. */
bool casefile_held_due(struct store *, time_s now, struct arena *,
    int64_t **ids, size_t *count, struct fault *);
/* Open cases on which time acts now, or that were asked by a clock that was
 * ahead; the longest waiting first. */
bool casefile_wake_due(struct store *, time_s now, struct arena *,
    int64_t **ids, size_t *count, struct fault *);
bool casefile_sop_text(struct store *, const char *sop_hash, struct arena *,
    struct slice *text, struct fault *);

/* The thread: every Message-ID that belongs to a case. May be repeated;
 * casefile_insert, ledger_settle, ledger_reclass and outbox_put do it too. */
bool casefile_message_add(struct store *, int64_t casefile_id,
    const char *message_id, struct fault *);

/* ---- papers ---- */

struct casefile_paper {
	int64_t id, casefile_id;
	const char *paper;   /* id of the SOP: "surat-permohonan" */
	const char *name, *type;
	char sha256[SHA256_HEX_LEN + 1];
	size_t bytes_len;
	int64_t ledger_id;   /* the mail it came in; 0: made by cabut */
	int part;	     /* its index in that mail; -1: the body */
	struct slice bytes;  /* only of those made by cabut; else empty */
	time_s filed_at;
	bool is_current;     /* false: a later one took its place */
	const char *how;     /* "text", "ocr", "none" */
	const char *signatures; /* JSON of what was found; NULL: nothing */
};
/* An earlier current one of the same `paper` is no longer current; id and
 * is_current are set. */
bool paper_file(struct store *, struct casefile_paper *, struct fault *);
bool paper_list(struct store *, int64_t casefile_id, struct arena *,
    struct casefile_paper **, size_t *count, struct fault *);

/* ---- tokens ---- */

enum token_purpose {
	TOKEN_DECISION, /* an official's answer at a step */
	TOKEN_CONFIRM,	/* a sender confirms a letter that awaits */
	TOKEN_APPLICANT, /* the applicant's thread: papers, STATUS, BATAL */
};

struct token_row { /* the token itself is never stored */
	int64_t id;
	enum token_purpose purpose;
	int64_t casefile_id; /* 0 with TOKEN_CONFIRM */
	int64_t ledger_id;   /* the awaiting letter, or 0 */
	const char *step, *role, *address; /* address: sent to, lower case */
	char facts_hash[SHA256_HEX_LEN + 1];
	time_s created_at, expires_at, used_at; /* used_at 0: live */
	bool is_burned; /* seen from a foreign address, or replaced */
};
bool token_put(struct store *, const char *token, struct token_row *,
    struct fault *);
/* By SHA-256 of the token; id 0: unknown. */
bool token_find(struct store *, const char *token, struct arena *,
    struct token_row *, struct fault *);
bool token_load(struct store *, int64_t id, struct arena *,
    struct token_row *, struct fault *);
/* Compare and set: was_live is false when it was used or burned before, or
 * has expired (expires_at <= now; only TOKEN_APPLICANT may have 0: never). */
bool token_use(struct store *, int64_t id, time_s now, bool *was_live,
    struct fault *);
bool token_burn(struct store *, int64_t id, struct fault *);
/* Has somebody a live question about this step? */
bool token_is_asked(struct store *, int64_t casefile_id, const char *step,
    const char *address, time_s now, bool *is_asked, struct fault *);
/* All live ones of a step: it was left, or asked anew. */
bool token_burn_step(struct store *, int64_t casefile_id, const char *step,
    struct fault *);

/* ---- mails that list several cases ---- */

enum { DIGEST_ITEMS_MAX = 50 };

/* items[i] is the token of case i + 1 in the list, token_id that of the mail
 * (items[0], by custom). At most DIGEST_ITEMS_MAX. */
bool digest_put(struct store *, int64_t token_id, const int64_t *items,
    size_t count, struct fault *);
/* The tokens listed by the mail that carried `token_id`, in order; 0: it was
 * no list. */
bool digest_items(struct store *, int64_t token_id, struct arena *,
    struct token_row **, size_t *count, struct fault *);

/* ---- officials who are away ---- */

struct absence_row {
	const char *agency, *address; /* lower case */
	time_s since, until;
	int64_t ledger_id; /* the note */
};
/* One for each address: a later note takes its place. */
bool absence_put(struct store *, const struct absence_row *, struct fault *);
bool absence_end(struct store *, const char *agency, const char *address,
    struct fault *);
/* Is that official away at `now`? */
bool absence_at(struct store *, const char *agency, const char *address,
    time_s now, bool *is_away, struct fault *);

/* ---- the owner register ---- */

enum { REGISTER_TEXT_MAX = 200 }; /* bytes of a name, an office, a unit */

/* Who holds a certificate, in which office, until when. Dates are ISO
 * ("2026-11-20"); NULL is "not known" or, for a term, "not limited". */
struct register_owner {
	int64_t id;
	const char *agency;
	const char *nip, *nik; /* digits only; at least one of the two */
	const char *name;
	const char *address; /* official mail, lower-case domain */
	const char *position, *institution, *unit;
	const char *superior_name, *superior_nip, *superior_address;
	const char *term_from, *term_until;
	const char *certificate_until; /* its last day */
	time_s imported_at;	       /* when what stands here came in */
	const char *told_month; /* "2026-11": the notice last named them */
};

enum register_change { REGISTER_NEW, REGISTER_CHANGED, REGISTER_UNCHANGED };

/* What register_put would do; reads only. The row meant is that of the agency
 * with the same NIP, else the one with the same NIK. Where the NIP is one
 * row's and the NIK another's, nothing is guessed: SCOPE_MESSAGE, and the
 * fault names both. */
bool register_compare(struct store *, const struct register_owner *,
    struct arena *, enum register_change *, struct fault *);
/* Inserts, or replaces that row. Number and month told are kept where the new
 * row has none; a row that says nothing new is not touched. May be repeated. */
bool register_put(struct store *, const struct register_owner *,
    struct arena *, enum register_change *, struct fault *);
/* By name; agency NULL: all, agency by agency. */
bool register_list(struct store *, const char *agency, struct arena *,
    struct register_owner **, size_t *count, struct fault *);
/* By NIP, else NIK, else address (the user part as it is); each may be NULL.
 * out->id is 0 (and true is returned) when there is none, when NIP and NIK
 * are of two people, and when an address has several: never a guess. */
bool register_find(struct store *, const char *agency, const char *nip,
    const char *nik, const char *address, struct arena *,
    struct register_owner *, struct fault *);
bool register_mark_told(
    struct store *, int64_t id, const char *month, struct fault *);
/* agency NULL: all. */
bool register_count(
    struct store *, const char *agency, size_t *, struct fault *);
/* Has this person a case of that service at the agency, open or done? By NIP
 * or NIK; each may be NULL. */
bool register_has_casefile(struct store *, const struct register_owner *,
    const char *service, bool *has, struct fault *);

/* ---- the chain ---- */

/* Appends to a casefile's hash-linked list. `kind` is a short word
 * ("opened", "decision", "moved", "notice", "paper" ...), `body` a JSON
 * object. UPDATE and DELETE are forbidden by trigger. */
bool chain_append(struct store *, int64_t casefile_id, time_s at,
    const char *kind, const char *body, struct fault *);
struct chain_event {
	int64_t casefile_id;
	unsigned seq;
	time_s at;
	const char *kind, *body;
	char previous[SHA256_HEX_LEN + 1], hash[SHA256_HEX_LEN + 1];
};
bool chain_list(struct store *, int64_t casefile_id, struct arena *,
    struct chain_event **, size_t *count, struct fault *);
/* Addresses that approved a step of this case, each once, lower case. They
 * are read from events of kind "decision" whose body has the members
 * "outcome" ("setuju" or "disposisi") and "address". */
bool chain_deciders(struct store *, int64_t casefile_id, struct arena *,
    const char ***addresses, size_t *count, struct fault *);

/* ---- the outbox ---- */

enum outbox_state {
	OUTBOX_PENDING,
	OUTBOX_SENDING,	  /* an attempt has begun; a crash leaves it here */
	OUTBOX_SENT,
	OUTBOX_UNCERTAIN, /* lost the line after the last byte */
	OUTBOX_FAILED,	  /* given up: an alarm */
	OUTBOX_BOUNCED,
	OUTBOX_HELD,	  /* an operator holds it */
	OUTBOX_STATE_COUNT
};
const char *outbox_state_name(enum outbox_state);

struct outbox_row {
	int64_t id;
	int64_t casefile_id; /* 0 */
	const char *agency;
	const char *kind;    /* template name */
	const char *message_id; /* fixed when the row is written, no < > */
	const char *recipient;	/* one */
	struct slice bytes;  /* the whole mail, CRLF */
	enum outbox_state state;
	unsigned attempts;
	time_s created_at, next_at, sent_at;
	const char *last_error; /* NULL */
};
/* id is set. The mail itself, recipient and Message-ID can never be changed
 * afterwards. With a casefile_id the Message-ID joins its thread. */
bool outbox_put(struct store *, struct outbox_row *, struct fault *);
/* PENDING, UNCERTAIN and (from a crash) SENDING rows with next_at <= now;
 * the longest due first; without bytes: load each by outbox_load. */
bool outbox_due(struct store *, const char *agency, time_s now, size_t limit,
    struct arena *, struct outbox_row **, size_t *count, struct fault *);
/* out->id is 0 when there is none (and true is returned). */
bool outbox_load(struct store *, int64_t id, struct arena *,
    struct outbox_row *, struct fault *);
bool outbox_mark(struct store *, int64_t id, enum outbox_state,
    unsigned attempts, time_s next_at, time_s sent_at, const char *error,
    struct fault *);
/* Compare and set, just before the first byte leaves: SENDING only when the
 * row is PENDING, UNCERTAIN or (from a crash) SENDING now, the rest of it
 * stays. *took is false when it is in another state or gone: leave it, an
 * operator who holds a mail during a run wins. */
bool outbox_mark_sending(struct store *, int64_t id, bool *took,
    struct fault *);
bool outbox_by_message_id(struct store *, const char *message_id,
    int64_t *id, struct fault *);
/* Newest first, without bytes; state -1: any. */
bool outbox_list(struct store *, int state, size_t limit, struct arena *,
    struct outbox_row **, size_t *count, struct fault *);
/* The mails sent and owed of a case, oldest first, without bytes. */
bool outbox_of_casefile(struct store *, int64_t casefile_id, struct arena *,
    struct outbox_row **, size_t *count, struct fault *);
/* How many of this kind went to this recipient since `since`, for rate
 * limits; kind NULL: any. */
bool outbox_count_since(struct store *, const char *recipient,
    const char *kind, time_s since, size_t *count, struct fault *);
/* Back-off after attempt n (1 = the first failed): 5 min doubling to 12 h. */
time_s outbox_next_at(unsigned attempts, time_s now);
enum { OUTBOX_GIVE_UP_S = 5 * 24 * 3600 };

/* ---- small facts about runs ---- */

/* value NULL removes it. */
bool store_fact_set(struct store *, const char *name, const char *value,
    struct fault *);
/* *value is NULL when there is none. */
bool store_fact_get(struct store *, const char *name, struct arena *,
    const char **value, struct fault *);
/* The next of a named running number, from 1 ("rekomendasi-2026"). */
bool store_counter_next(struct store *, const char *name, int64_t *,
    struct fault *);

/* ---- audit ---- */

enum { AUDIT_PROBLEMS_MAX = 100 };

struct audit_report {
	size_t casefiles, events, mails, owed;
	const char **problems; /* sentences */
	size_t problem_count;
};
/* integrity_check, foreign keys, the guards still there, every chain
 * recomputed (a problem names case number and event), every ledger row in a
 * legal end (or ATTEMPTING), kept bytes and SOP texts unaltered, every open
 * case in a step, every owed mail with a Message-ID of its own. False only
 * when the database cannot be asked; a damaged file is a problem. */
bool store_audit(struct store *, struct arena *, struct audit_report *,
    struct fault *);

#endif
