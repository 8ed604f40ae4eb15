/* names: persons' names as they are written in letters. Room-private. */
#ifndef READING_NAMES_H
#define READING_NAMES_H

#include "text.h"

/* Without titles, degrees, signs and case: "Drs. H. Syamsul Bahri, M.Si."
 * is "syamsul bahri". "" when nothing is left. */
char *name_key(const char *name, struct arena *);
bool name_is_same(const char *a, const char *b, struct arena *);
/* Does each word of `part` stand in `whole`? For a signature in short. */
bool name_is_within(const char *part, const char *whole, struct arena *);
/* Is the word a title before a name, or a degree behind one? */
bool name_is_title(const char *word, size_t len);
/* A name at the start of `text`, with its degrees; its length, 0: none. */
size_t name_length(const char *text);
/* Could the whole line be a name? */
bool name_is_likely(const char *line, struct arena *);

#endif
