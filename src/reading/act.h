/* act: what a sentence wants done with a certificate. Room-private. */
#ifndef READING_ACT_H
#define READING_ACT_H

#include "cabut/reading.h"

struct act {
	enum letter_kind kind; /* LETTER_OTHER: none */
	/* A new certificate is asked for, too; kind is LETTER_REVOCATION. */
	bool is_both;
};

/* All take folded text. What is denied, past or only a cause is not wanted;
 * a taking back wants nothing. `context` is the subject of the letter, that
 * may name the certificate for its sentences. */
struct act act_in(const char *text, const char *context);
bool act_is_taken_back(const char *text);
/* "sertifikat elektronik", "TTE", "BSrE" ... */
bool act_names_certificate(const char *text);
/* Of a revocation or renewal, whatever is said about it. */
bool act_is_mentioned(const char *text);

#endif
