/* repair: letters that OCR read for digits. Room-private. */
#ifndef READING_REPAIR_H
#define READING_REPAIR_H

#include "cabut/reading.h"

struct repair {
	char nip[32], nik[32]; /* "" when not exactly one is possible */
};

/* Has the text as many signs as a NIP (18) or NIK (16), and letters among
 * them that look like digits? */
bool repair_is_wanted(const char *text, size_t length);
/* What an OCR text of a NIP and of a NIK can have meant: all readings of the
 * letters, held against the build of the number and against the other one.
 * Either may be NULL. A text of digits alone is never changed: when it is
 * valid the other must agree with it. Digits are neither added nor taken. */
void repair_numbers(const char *nip, const char *nik, struct repair *);

#endif
