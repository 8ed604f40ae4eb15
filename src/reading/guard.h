/* guard: why a verdict does not count though its words are known.
 * Room-private. */
#ifndef READING_GUARD_H
#define READING_GUARD_H

#include "words.h"

/* Before anything is set aside. NULL: nothing stands against a verdict. */
const char *guard_find(const struct speech *);
/* beside.c: the same for an approval alone. */
const char *guard_find_beside_yes(const struct speech *);

/* aim.c: why the verdict at `at` is not about doing or not doing what was
 * asked; NULL: it is. */
const char *aim_misses(const struct speech *, size_t at);
/* "mutasi", "cutinya": what else may be asked for a person. */
bool guard_is_fate(const struct token *);
/* speaker.c: the verdict at `at` is said or given by somebody else. */
bool speaker_is_other(const struct speech *, size_t at);
/* speaker.c: at `at` the decision is left to somebody else, or another than
 * who is asked introduces himself. */
bool speaker_defers(const struct speech *, size_t at);
/* object.c: "cabut jawaban saya", "jabatannya dicabut". */
bool revokes_other_thing(const struct speech *, size_t at);
/* object.c: the clause of a yes holds a word that does not belong there. */
bool object_is_other(const struct speech *);

#endif
