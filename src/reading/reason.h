/* reason: why a certificate is to be revoked. Room-private part. */
#ifndef READING_REASON_H
#define READING_REASON_H

#include "cabut/reading.h"

/* By the words of a folded text; REASON_NONE when it names none. */
enum reason reason_of_text(const char *folded);

#endif
