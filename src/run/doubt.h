/*
 * doubt: what was read from a letter but is not sure, field by field. Kept
 * with the casefile as a JSON array. Room-private.
 */
#ifndef CABUT_RUN_DOUBT_H
#define CABUT_RUN_DOUBT_H

#include "work.h"

enum doubt_field {
	DOUBT_OWNER, /* who is meant at all */
	DOUBT_NAME,
	DOUBT_NIP,
	DOUBT_NIK,
	DOUBT_POSITION,
	DOUBT_INSTITUTION,
	DOUBT_UNIT,
	DOUBT_EMAIL,
	DOUBT_REASON,
	DOUBT_LETTER, /* number or date */
	DOUBT_FIELDS
};

enum {
	DOUBTS_MAX = 5 * LETTER_OWNERS_MAX,
	DOUBT_OF_ALL = -1, /* the letter does not say of which owner */
};

struct doubt {
	int owner; /* index into casefile.owners, or DOUBT_OF_ALL */
	enum doubt_field field;
	const char *why; /* Indonesian clause, no full stop */
	bool is_grave;	 /* no official is asked before it is settled */
};

struct doubts {
	struct doubt at[DOUBTS_MAX];
	size_t count;
};

/* doubt.c */
extern const char doubt_mismatch[];	   /* why: NIP and NIK disagree */
extern const char doubt_of_reply[];	   /* why: said to be wrong, not what */
extern const char doubt_of_picture[];	   /* why: read from a scan alone */
const char *doubt_label(enum doubt_field); /* "NIP" ...: for mails */
/* A field that an owner has; NULL: not known, or not one text. */
const char *doubt_value(const struct casefile_owner *, enum doubt_field);
/* Once each; of more than DOUBTS_MAX the last one stands for all others and
 * is grave. */
void doubts_add(struct doubts *, int owner, enum doubt_field, const char *why,
    bool is_grave);
/* Of that owner and field. */
void doubts_drop(struct doubts *, int owner, enum doubt_field);
/* Of that owner, for that reason. */
void doubts_drop_why(struct doubts *, int owner, const char *why);
/* What an older cabut kept, as bare sentences, holds nothing up. */
void doubts_load(const struct casefile *, struct arena *, struct doubts *);
/* Into casefile.doubts; none: NULL. */
void doubts_keep(const struct doubts *, struct arena *, struct casefile *);
bool doubts_wait(const struct doubts *); /* is one grave? */
/* Can the applicant's BENAR settle it? Only of a value that is there. */
bool doubt_is_confirmable(const struct casefile *, const struct doubt *);
/* "NIP 1987... atas nama Sari Lestari"; "Data pemilik". */
const char *doubt_subject(
    const struct casefile *, const struct doubt *, struct arena *);
/* The owner's NIP and NIK are held against each other anew. */
void doubts_compare_numbers(
    struct doubts *, const struct casefile *, int owner);

/* doubt_find.c: of a letter as read from the mail in hand. A number that only
 * a picture shows needs a second source: text of the same mail, or the owner
 * register, which knows it under the same name. */
bool doubts_of_letter(struct work *, const struct inbound *,
    const struct letter *, struct doubts *, struct fault *);

/* field.c, question.c: into the values of a mail */
void values_set_fields(json_t *values, struct work *);
bool values_set_questions(json_t *values, struct work *, struct fault *);

/* amend.c: what the applicant's reply says about their data. *any: it says
 * something that must be answered. */
bool work_take_review(struct work *, bool *any, struct fault *);
/* A letter that came with a reply fills what is missing; what it contradicts
 * is asked. */
bool work_take_letter(struct work *, bool *any, struct fault *);
/* The same said when the case is on somebody's desk: a person is told. */
bool work_tell_late_review(struct work *, struct fault *);

#endif
