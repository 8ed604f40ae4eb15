/* draft: a letter while it is being read. Room-private. */
#ifndef READING_DRAFT_H
#define READING_DRAFT_H

#include "cabut/reading.h"
#include "layout.h"

enum { PERSONS_MAX = LETTER_OWNERS_MAX + 10, SIGNERS_MAX = 4 };

enum role {
	ROLE_OWNER,
	ROLE_SIGNER, /* "yang bertanda tangan di bawah ini" */
	ROLE_OTHER,  /* proxy, contact */
};

/* Raw values of one block of labels. */
struct person {
	const char *value[FIELDS]; /* by enum field; NULL: not there */
	size_t row[FIELDS];	   /* where the value stood */
	bool is_rival[FIELDS];	   /* a second, other value was there */
	enum role role;
	size_t first_row, last_row;
};

struct signer {
	const char *name, *nip, *position, *institution;
	size_t name_row, nip_row, position_row, institution_row;
};

/* Words of the body, each row's at a known place. */
struct prose_row {
	size_t signs; /* not blank, before it */
	size_t row;
};

struct draft {
	struct layout layout;
	struct arena *arena;
	struct letter *letter;
	size_t head_end;	   /* first row of the body's words */
	size_t kop_end;		   /* first row below the letterhead */
	size_t sign_from, sign_to; /* rows of the signature */
	struct person *persons;
	size_t person_count;
	struct signer signers[SIGNERS_MAX];
	size_t signer_count;
	const char *prose; /* folded words of the body, labels left out */
	const char *plain; /* the same, not folded */
	struct prose_row *prose_rows;
	size_t prose_row_count;
	bool is_ocr;
};

/* Page and line of a row; of a byte of `plain`. */
struct place place_of_row(const struct draft *, size_t row);
size_t row_of_prose(const struct draft *, const char *at);

/* zones.c */
void draft_zones(struct draft *);
/* In the mail that is answered, below the answer. */
bool draft_is_quoted(const struct draft *, size_t row);
/* persons.c. By the words above a block; `is_signed`: somebody has named
 * himself before as the one who signs. */
enum role person_role(const struct draft *, const char *intro, bool is_signed);
void draft_persons(struct draft *);
/* table.c: owners from rows of a table, added to persons */
void draft_table(struct draft *);
bool table_head_at(const struct layout *, size_t row);
/* stack.c: owners as bare lines under one another */
void draft_stack(struct draft *);
/* columns.c: owners side by side under one column of labels */
void draft_columns(struct draft *);
/* signer.c */
void draft_signers(struct draft *);
/* heading.c */
void draft_number(struct draft *);
void draft_date(struct draft *);
/* The owner's agency from the letterhead, when it is written nowhere else. */
void draft_letterhead(struct draft *);
/* applicant.c: after the owners */
void draft_applicant(struct draft *);
/* causes.c: after the owners */
void draft_reasons(struct draft *);
/* prose.c: completes `p` by a person named in a sentence; used when no label
 * names one */
void draft_prose_person(struct draft *, struct person *p);
/* certified.c. The address of the certificate, when one sentence names it and
 * no other address stands in the text. */
void draft_prose_address(struct draft *, struct person *p);
/* kind.c */
enum letter_kind letter_kind_of(const struct draft *);
bool letter_asks(const struct draft *);
/* About no certificate, or about one of another kind (tax, land). */
bool letter_is_elsewhere(const struct draft *);
/* number.c */
void owner_take_numbers(struct draft *, const struct person *, struct owner *);
/* owner.c: checked values; doubts are added to the letter */
void owner_fill(struct draft *, const struct person *, struct owner *);
/* The one address in `value`; NULL when there is none or more than one. */
const char *address_in(const char *value, struct arena *, bool *rival);
/* NULL when it holds no word: "-", "...". */
const char *value_clean(const char *value, struct arena *);
const char *name_clean(const char *value, struct arena *);
void letter_doubt(struct letter *, const char *sentence);
/* correction.c: reading_correction(), with what was left out and why as
 * doubts of `notes`. */
size_t correction_read(
    const char *own, struct arena *, struct owner *, struct letter *notes);

#endif
