/* result: does a mail of BSrE tell of a finished revocation or of a refused
 * request? Room-private. */
#ifndef READING_RESULT_H
#define READING_RESULT_H

#include "cabut/reading.h"
#include "text.h"

struct result {
	enum confirmation_outcome outcome;
	enum letter_kind about; /* the service; LETTER_OTHER with NONE */
	const char *sentence;	/* that told it, squeezed; NULL: none */
	const char *remark;	/* why it was refused; "" otherwise */
	const char *why;
};

/* Both texts are tidy. `year` is that of the mail, four digits; 0: not known.
 * A sentence about another year is no news. */
void result_read(const char *subject, const char *body, int year,
    struct arena *, struct result *);
/* As reading_confirmation, with the year of the mail. */
void confirmation_read(const char *subject, const char *body, int year,
    struct arena *, struct confirmation *);

/* issued.c: all take folded text. Is a certificate told to be issued? */
bool issued_is_told(const char *sentence);
bool issued_is_status(const char *value);
/* Is it about issuance and about no other service? */
bool issued_is_about(const char *text);
/* Says a mail that it is only on the way, or about renewal? */
bool issued_is_barred(const char *mail);
/* Without "dan dapat digunakan". */
const char *issued_without_use(const char *sentence, struct arena *);
/* Without "yang diterbitkan pada 5 Maret 2025". */
const char *issued_without_clause(const char *sentence, struct arena *);

#endif
