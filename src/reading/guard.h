/* guard: why a verdict does not count though its words are known.
 * Room-private. */
#ifndef READING_GUARD_H
#define READING_GUARD_H

#include "words.h"

/* Before anything is set aside. NULL: nothing stands against a verdict. */
const char *guard_find(const struct speech *);
/* The same for an approval alone. */
const char *guard_find_beside_yes(const struct speech *);

#endif
