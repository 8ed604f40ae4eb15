/*
 * Private to the room: one mail on its way (inbound), one casefile being
 * worked on inside a transaction (work), one mail to be written (owed).
 */
#ifndef CABUT_RUN_WORK_H
#define CABUT_RUN_WORK_H

#include <jansson.h>

#include "cabut/notice.h"
#include "cabut/reading.h"
#include "cabut/run.h"
#include "cabut/sender.h"

struct inbound {
	struct run *run;
	struct agency *agency;
	const struct mailbox_row *box;
	uint32_t uid;
	unsigned attempts; /* runs that ended while reading it */
	time_s since;	   /* older mail is not ours; 0: all is */
	struct slice raw;
	bool is_readable;	 /* head and cell are filled */
	struct fault unreadable; /* why not */
	struct head head;
	struct cell_reading cell;
	struct evidence evidence;
	struct sender sender;
	struct token_row token; /* id 0: none of ours came back */
	bool is_token_live, is_token_expired;
	bool is_bsre;	     /* proven to come from BSrE */
	bool claims_bsre;    /* From says so */
	int64_t casefile_id; /* the thread it belongs to; 0 */
	struct reading reading;
	/* What became of it: */
	int64_t ledger_id;
	enum ledger_class class;
	const char *why;
};

/* actor.c: who may answer a step, and in which capacity */
enum capacity {
	CAPACITY_OFFICIAL,
	CAPACITY_SUBSTITUTE, /* in force by date, or while one is away */
	CAPACITY_SUPERIOR,   /* of each owner */
	CAPACITY_APPLICANT,
};
const char *capacity_word(enum capacity); /* "pejabat" ...: for the chain */

struct actor {
	const char *name, *nip, *address;
	const char *title; /* "Plh. Kepala Dinas" */
	enum capacity capacity;
};
enum { WORK_SAID_MAX = 16 };
struct work {
	struct run *run;
	struct agency *agency;
	struct casefile casefile;   /* id 0: a mail without a case */
	struct sop sop;		    /* of the case */
	const struct inbound *mail; /* in hand; NULL: time or operator */
	const char *remark;	    /* of the decision in hand; NULL */
	const char *remark_by;	    /* role label of who wrote it; NULL */
	const char *decision;	    /* its Indonesian word; NULL */
	const char *rows; /* the rows that it covers, when several; NULL */
	/* What anybody can cause must not use up the day's operator mails. */
	bool is_strangers_doing;
	bool was_limited; /* the last owe() wrote nothing: too many today */
	int product;	  /* paper that a work step brings: its index; -1 */
	struct actor actor; /* who answers; zeroed: not of this step */
	bool is_decider_told; /* a receipt is owed by other means */
	/* To the reply in hand, at the top of the mail that answers it. */
	const char *said[WORK_SAID_MAX];
	size_t said_count;
};

/* work.c */
bool work_open(struct run *, int64_t casefile_id, const struct inbound *,
    struct work *, struct fault *);
void work_without_case(
    struct run *, struct agency *, const struct inbound *, struct work *);
/* Papers as a mask; the letter counts only when every owner is identified. */
bool work_state(struct work *, struct sop_state *, struct fault *);
bool work_save(struct work *, struct fault *);
void work_set_facts_hash(struct work *);
bool work_event(struct work *, const char *kind, json_t *body,
    struct fault *); /* steals body */
const struct sop_step *work_step(const struct work *);
bool owner_is_identified(const struct casefile_owner *);
struct owner owner_view(const struct casefile_owner *);
/* What an owner still lacks for this service: bits of enum owner_gap. */
unsigned work_gaps(const struct work *, size_t owner);
bool work_is_asked_by(const struct casefile *, const struct casefile_owner *);
/* A clause to go on behind. */
const char *text_without_stop(struct arena *, const char *);
/* "" for NULL, as JSON and templates want it. */
const char *or_empty(const char *);

/* signatures.c, and more of it in cabut/run.h */
/* Into an event of the chain, without names: "signatures": ["whole/proven"],
 * when there are any. */
void signatures_tell(json_t *event, const struct paper *);

/* actor.c */
enum { ACTORS_MAX = 2 };
struct actors {
	struct actor at[ACTORS_MAX];
	size_t count;
};
/* Who is asked in a step: one person, or an official who is away and the
 * substitute. None: not configured, not known, or the owners' superiors are
 * several. */
bool work_actors(struct work *, const struct sop_step *, struct actors *,
    struct fault *);
/* The person behind an address who may answer it, asked or not. *holds false:
 * nobody of this step. */
bool work_holder(struct work *, const struct sop_step *, const char *address,
    struct actor *, bool *holds, struct fault *);
/* How many colleagues of the same role a disposition names; *one is the last
 * of them, untouched when none. The writer's own name does not count. */
size_t work_colleagues(const struct work *, const struct sop_step *,
    const char *from, const char *text, const struct config_official **one);

/* superior.c */
/* Looks up, for each owner, who is not known yet. *changed: the casefile has
 * to be saved. */
bool work_find_superiors(struct work *, bool *changed, struct fault *);
/* The one superior of every owner; false: unknown, or several. */
bool work_one_superior(const struct work *, struct actor *);

/* plan.c: what time does to the step in which a case rests */
enum { STAGE_REMINDERS = 3, STAGE_ESCALATED = 4 };
enum deed {
	DEED_NONE,
	DEED_ASK,      /* nobody has been asked yet */
	DEED_REMIND,
	DEED_ESCALATE,
	DEED_RENEW,    /* the request has expired */
	DEED_POSTPONE, /* something is due, but nobody is at work now */
};
enum deed work_deed(const struct work *);
/* Those who act were asked now. */
void work_asked(struct work *);
/* Sets due_at, once for a step, and wake_at. */
void work_plan(struct work *);
bool work_reminds_today(const struct work *);
void work_postpone(struct work *);

/* ask.c: one case */
const char *actor_words(struct work *, const struct actor *);
bool work_ask(struct work *, struct fault *);
/* That nobody can be asked was said now; once a day is enough. */
bool work_note_told(struct work *, struct fault *);
bool work_ask_actor(struct work *, const struct actor *, struct fault *);
bool work_remind(struct work *, struct fault *);
bool work_escalate(struct work *, struct fault *);
/* Asked again in this run, or the next: the old request is void. */
bool work_ask_anew(struct work *, struct fault *);
/* wake.c: all cases on which time acts */
bool wake_pass(struct run *, struct fault *);

/* helpdesk.c: whose superior nobody knows */
bool ask_helpdesk(struct work *, const struct sop_step *, struct fault *);
bool is_helpdesk_answer(const struct work *);
bool apply_superior(struct work *, struct fault *);

/* list.c: several cases in one mail. `is_new`: with their papers. */
bool owe_list(struct work *, size_t count, bool is_new, struct fault *);
/* After an answer that could not be read; at most as often as any. */
bool owe_list_again(struct work *, size_t count, struct fault *);

/* letter_text.c: lines of a stranger's letter, bounded, without codes and whole
 * NIKs, to be quoted line by line */
void values_set_letter_text(json_t *values, struct arena *, const char *text);

/* values.c */
json_t *work_values(struct work *, const struct sop_step *, struct fault *);
const char *reason_text(const char *code); /* "" for NULL */
void value_set(json_t *values, const char *key, const char *text);
void values_add_choice(json_t *values, const char *word, const char *fill,
    const char *meaning, enum button style);
void values_add_choices(json_t *values, uint32_t outcomes);
void values_set_reminder(json_t *values, struct work *);
/* What the answer in hand covers, instead of the one row. */
void values_set_rows(json_t *values, const struct work *);
const char *duration_words(struct arena *, const struct sop_duration *);
/* Turns the choices added into mailto buttons, once the token is known. */
void values_finish_buttons(
    json_t *values, struct arena *, const char *address, const char *subject);

/* owe.c */
#define SHOWN_LIST "daftar bacaan" /* no role is called so */
enum owed_token {
	OWED_NO_TOKEN,
	OWED_DECISION,
	OWED_APPLICANT,
	OWED_CONFIRM, /* did you send it? */
	OWED_TRIAGE,  /* what is this letter? `role` says who is asked */
};
struct owed {
	const char *template;
	const char *to, *to_name;
	json_t *values; /* owned by owe(): released in any case */
	enum owed_token token;
	/* Of a decision token; an applicant's has as `role` whether the mail
	 * lists what was read (SHOWN_LIST), or nothing. */
	const char *step, *role;
	int64_t ledger_id;	 /* of a token about a letter */
	const char *in_reply_to; /* NULL: the case's own thread, or none */
	bool is_reply;
	bool is_limited; /* at most notices_per_sender_day of it */
	const struct attachment *attachments;
	size_t attachment_count;
	struct work *list; /* the cases that it lists, the first one w itself */
	size_t list_count; /* 0: it is about one */
};
bool owe(struct work *, struct owed *, struct fault *);
/* Each operator of the agency, in Indonesian; `lines` NULL-terminated. */
bool owe_operators(struct work *, const char *title, const char *const *lines,
    const char *action, struct fault *);

/* notices.c: one function per kind of mail */
bool owe_received(struct work *, struct fault *);
bool owe_incomplete(struct work *, struct fault *);
bool owe_still_incomplete(struct work *, struct fault *);
bool owe_progress(struct work *, const struct sop_step *passed, struct fault *);
bool owe_recorded(
    struct work *, const struct sop_step *decided, struct fault *);
bool owe_unclear(struct work *, const char *template, struct fault *);
bool owe_ending(struct work *, const char *template, struct fault *);
bool owe_done(struct work *, struct fault *);
bool owe_progress_notice(struct work *, struct fault *);
bool owe_confirmation_question(struct work *, struct fault *);
bool owe_status(
    struct work *, const char *template, const char *to, struct fault *);

/* papers.c */
/* Files what came with the mail in hand; *added is the mask of SOP papers. */
bool papers_take(struct work *, uint32_t *added, struct fault *);
/* The document that a work step waits for: looked for in the mail in hand
 * (w->product), and filed only when the answer moves the case. */
bool papers_find_product(
    struct work *, const struct sop_step *, struct fault *);
bool papers_file_product(
    struct work *, const struct sop_step *, struct fault *);
bool papers_draft(struct work *, const struct sop_step *, struct fault *);
/* Running sums: does this one go along? */
bool paper_fits(const struct casefile_paper *, size_t *total, size_t *count);
/* Would all papers of a case go along? Then the sums grow by them. */
bool papers_fit(struct run *, int64_t casefile_id, size_t *total,
    size_t *count, bool *fit, struct fault *);
bool paper_is_decoration(const struct inbound *, size_t paper);

/* unreadable.c: 'Berkas "surat.doc" memakai format Word lama; mohon ...'.
 * NULL: the paper was read, or a person can read it. */
const char *unreadable_text(const struct paper *, struct arena *);
/* Has this reason of the cell a row in the table? */
bool unreadable_is_known(const char *why);
bool papers_attach(
    struct work *, struct attachment **, size_t *count, struct fault *);

/* move.c */
bool work_apply(struct work *, const struct verdict *, struct fault *);
bool work_enter_held(struct work *, struct fault *);
bool work_hold_anew(struct work *, struct fault *);
/* The facts by which each owner's revocation is remembered. */
bool work_owner_revoked(struct work *, size_t owner, struct fault *);
enum sop_outcome service_outcome(const struct sop *);
bool work_all_revoked(struct work *, bool *all, struct fault *);

/* arrive.c, apply*.c */
bool inbound_judge(struct inbound *, struct fault *);
bool inbound_apply(struct inbound *, struct fault *);
/* How sure it is who wrote, given in->token. */
void inbound_judge_sender(struct inbound *);
/* The chain of in->casefile_id names the exact bytes. */
bool inbound_note_in_chain(struct inbound *, struct fault *);
/* apply_list.c: does it answer a mail that listed several cases? */
bool inbound_is_list(struct inbound *, bool *is_list, struct fault *);
bool apply_list(struct inbound *, struct fault *);
bool apply_request(struct inbound *, struct fault *);
bool apply_open(struct inbound *letter, const char *applicant, enum assurance,
    struct fault *);
bool apply_reply(struct inbound *, struct fault *);
bool apply_official(struct work *, struct sop_event *, struct fault *);
bool apply_applicant(struct work *, struct sop_event *, struct fault *);
/* What follows from a verdict on the mail in hand; the deed and the telling. */
bool work_follow(struct work *, const struct sop_event *,
    const struct verdict *, struct fault *);
bool work_moved(struct work *, const struct sop_event *, const struct verdict *,
    struct fault *);
bool apply_confirm(struct inbound *, struct fault *);
/* The letter that waits, read again from its kept bytes; its kind is the
 * helpdesk's word where there is one. */
bool inbound_load_letter(struct inbound *reply, struct ledger_row *,
    struct inbound *letter, struct fault *);
bool ask_to_confirm(struct inbound *letter, struct fault *);
/* Kept, not answered: an operator decides what it is. */
bool show_operators(struct inbound *, const char *why, const char *sentence,
    struct fault *);
bool is_applicant_domain(const struct config_agency *, const char *address);

/* triage.c: a letter whose kind nobody can tell goes to the helpdesk; without
 * one to the operators. */
bool triage_ask(struct inbound *letter, struct fault *);
bool is_triage(const struct inbound *); /* does the mail in hand answer it? */
bool apply_triage(struct inbound *, struct fault *);
/* "asked", or the service that the helpdesk named; NULL: never asked. */
bool triage_state(struct run *, int64_t ledger_id, const char **,
    struct fault *);
bool apply_bsre(struct inbound *, struct fault *);
bool apply_automatic(struct inbound *, struct fault *);
void inbound_end(struct inbound *, enum ledger_class, const char *why);

/* away.c: an official's absence note, and the end of the absence */
bool away_begin(struct inbound *, struct fault *);
bool away_end(struct inbound *, struct fault *);

/* The role that acts in the current step; "" at an end. */
const char *work_role(const struct work *);
bool work_is_official(const struct work *, const char *address);

/* reply_tell.c */
bool tell_operators(
    struct work *, const char *title, const char *sentence, struct fault *);
bool tell_late_withdrawal(struct work *, struct fault *);
bool tell_unclear_too_often(struct work *, struct fault *);
bool reply_hold(struct work *, const struct verdict *, struct fault *);
/* The question was answered from elsewhere: that code is dead, and the right
 * person is asked anew. An applicant's code decides nothing and stays. */
bool reply_void_question(struct work *, struct fault *);
bool reply_token_from_other(struct work *, struct fault *);
bool reply_to_closed(struct work *, struct fault *);

/* register_notice.c */
/* Values of "masa-jabatan" for as many of `due` as one mail holds, at most
 * REGISTER_NOTICE_MAX; *told says how many. NULL on a fault. */
json_t *register_notice_values(struct work *, const struct due_list *due,
    const struct term_window *, size_t *told, struct fault *);

/* mailbox_pass.c, due.c, register_pass.c, trouble.c */
bool mailbox_pass(struct run *, struct agency *, const struct config_mailbox *,
    struct fault *);
bool due_pass(struct run *, struct fault *);
/* Once a month for each agency, from its day on: the official of its role is
 * told which owners' time comes. Nothing when there is nothing to tell. */
bool register_pass(struct run *, struct fault *);
void trouble(struct run *, const char *where, const struct fault *);
/* A case that cannot be worked on keeps nobody else waiting, and is spoken of
 * once a day. False: the fault stops the run. */
bool trouble_of_case(struct run *, const char *where, int64_t casefile_id,
    const struct fault *, struct fault *);
bool trouble_ended(struct run *, const char *where, struct fault *);

#endif
