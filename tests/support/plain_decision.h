/*
 * plain_decision: the second spelling of the decision reader, for tests and
 * fuzzing alone. It knows nothing of src/reading: it drops what looks quoted by
 * a few blunt rules and looks for words. It is meant to find too much: what it
 * does not find, the reader must not have found.
 */
#ifndef SUPPORT_PLAIN_DECISION_H
#define SUPPORT_PLAIN_DECISION_H

#include <stdbool.h>

/* Stands a word of approval in the text that is not quoted, without a negation
 * in the three words before it? When not, no reader may say approve. */
bool plain_finds_yes(const char *body);
/* A word of refusal, or an approval with a negation. */
bool plain_finds_no(const char *body);
/* A word of approval anywhere in the body, also where it may be quoted: for
 * bodies that no mail program made. */
bool plain_names_yes(const char *body);

#endif
