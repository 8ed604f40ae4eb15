/* result: does a mail of BSrE tell of a finished revocation or of a refused
 * request? Room-private. */
#ifndef READING_RESULT_H
#define READING_RESULT_H

#include "cabut/reading.h"
#include "text.h"

struct result {
	enum confirmation_outcome outcome;
	const char *sentence; /* that told it, squeezed; NULL: none */
	const char *remark;   /* why it was refused; "" otherwise */
	const char *why;
};

/* Both texts are tidy. `year` is that of the mail, four digits; 0: not known.
 * A sentence about another year is no news. */
void result_read(const char *subject, const char *body, int year,
    struct arena *, struct result *);
/* As reading_confirmation, with the year of the mail. */
void confirmation_read(const char *subject, const char *body, int year,
    struct arena *, struct confirmation *);

#endif
