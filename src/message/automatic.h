/*
 * automatic: does a program, not a person, answer here? Judged by header
 * fields alone (RFC 3834, RFC 3464). Private to the header scanner.
 */
#ifndef CABUT_MESSAGE_AUTOMATIC_H
#define CABUT_MESSAGE_AUTOMATIC_H

#include "cabut/message.h"

struct automatic_signs { /* every sign seen so far; a set bit per reason */
	unsigned seen;
	size_t received;
};

/* One header field, by name. */
void automatic_note(
    struct automatic_signs *, struct slice name, struct slice value);
/* The most telling sign: our own mail first, then reports, whose meaning
 * differs, then the others. */
enum automatic automatic_verdict(const struct automatic_signs *);

#endif
