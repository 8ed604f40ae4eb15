/* text: lines, folding and word search for the reading room alone. */
#ifndef READING_TEXT_H
#define READING_TEXT_H

#include "cabut/base.h"

struct lines {
	struct slice *at;
	size_t count;
};

/* One spelling for what looks the same: LF only, odd blanks as ' ', typed
 * quotes and dashes as ASCII, bullets as '-', no byte order mark. Tabs stay:
 * they part the cells of a table. */
char *text_tidy(const char *raw, struct arena *);
struct lines text_lines(const char *text, struct arena *);

bool slice_is_blank(struct slice);
struct slice slice_from(struct slice, size_t at); /* what stands from `at` */
struct slice slice_head(struct slice, size_t len);
/* Trimmed, each run of white space one blank. */
char *text_squeeze(struct slice, struct arena *);
/* As text_squeeze, ASCII letters in lower case. */
char *text_fold(struct slice, struct arena *);
/* Only a-z and 0-9, in lower case: "N. I. P" is "nip". */
char *text_letters(struct slice, struct arena *);

/* `phrase` in `text` as whole words; `text` is folded. NULL: not there. */
const char *text_find(const char *text, const char *phrase);
bool text_has(const char *text, const char *phrase);
/* The first of the phrases in `list` (parted by '|') that stands in it. */
const char *text_find_any(const char *text, const char *list);
bool text_has_any(const char *text, const char *list);
/* Is the word one of the space-separated `list`? */
bool list_has(const char *list, const char *word, size_t len);
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);
/* Bytes up to the sign that ends the first sentence; the dot of "Drs." or
 * "H." does not. */
size_t text_sentence(const char *text);
/* Code points in the slice. */
size_t slice_columns(struct slice);

#endif
