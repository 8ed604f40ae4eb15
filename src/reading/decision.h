/* decision: the grammar of answers. Room-private. */
#ifndef READING_DECISION_H
#define READING_DECISION_H

#include "cabut/reading.h"
#include "words.h"

enum { ANSWER_OWN_MAX = 6000 }; /* bytes; longer is no answer of one word */

/* What the tokens amount to; each counts how often. */
struct findings {
	unsigned yes, go, firm_no, soft_no, not_no;
	unsigned more, flaw, asked_more, pass, follow;
	unsigned reported; /* "sudah ditandatangani": done, or just told */
	unsigned done, undo, tangled, hearsay, task;
	size_t no_at; /* index of the first refusal; token count: none */
	size_t more_at;
	size_t tangled_at; /* first knot: two negations, a bare report */
};

/* events.c: first pass, verbs with their negations. */
void findings_make(struct speech *, struct findings *);
/* Does `token` ask or doubt or wait outside of a reason that was given? */
bool speech_has(const struct speech *, enum word, size_t from, size_t to);
/* First token that carries meaning (not a greeting, person, sign). */
size_t speech_first(const struct speech *);

/* aside.c: makes harmless what stands beside a yes and is not about it. */
void speech_set_aside(struct speech *);

/* work.c: nothing but the work that was asked for, thanks and names. */
bool speech_is_of_work(const struct speech *);

/* One answer while it is judged. */
struct judge {
	struct speech speech;
	struct findings found;
	const char *why;
	const char *guard, *guard_yes; /* guard.c; NULL: nothing */
	bool is_taught_no;	/* begins with TOLAK, as our mails ask for it */
	bool has_taught_reason; /* "TOLAK: tidak ada ..." */
};

/* decision.c: the end of a judgement, with its reason. */
enum decision judge_unclear(struct judge *, const char *why);
enum decision judge_verdict(struct judge *, enum decision, const char *why);
/* A question anywhere, or a word that asks in [0, to). */
bool speech_asks(const struct speech *, size_t to);

/* taught.c: "TOLAK ..." as our mails ask for it; "TOLAK: because". */
bool refusal_is_taught(const char *own);
bool refusal_has_reason(const char *own);
/* refusal.c: it begins with the refusal, alone or with its reason. */
bool refusal_is_keyword(const struct judge *);
/* "Tolak, batal". */
bool refusal_is_undone(const struct speech *, size_t no_at);
enum decision judge_refusal(struct judge *);

/* decision.c: `own` is tidy. `known` (or NULL): every word was understood. */
enum decision decision_of(
    const char *own, struct arena *, const char **why, bool *known);
/* answer.c: own text with its decision, remark and step. */
void answer_make(const char *own, struct arena *, struct answer *);
/* remark.c: `step` as in struct answer; the remark leaves it out. */
const char *decision_remark(
    enum decision, const char *own, struct arena *, const char **step);
/* disguise.c: letters that are made to look like others, bidi controls,
 * invisible characters. NULL: none; else what it is, in English. */
const char *disguise_find(const char *text);

#endif
