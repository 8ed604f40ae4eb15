/* blocks: what rows are to labels and values that were torn apart.
 * Room-private. */
#ifndef READING_BLOCKS_H
#define READING_BLOCKS_H

#include "layout.h"

enum { BLOCK_MAX = 30 };

/* A label alone on its row, that has no value yet. */
bool row_is_label(const struct row *, struct label *);
/* A label, or a line that can be the unknown one among known ones: "No.
 * Karpeg". */
bool row_is_short(const struct row *);
/* Of ": words": the words. */
const char *row_value(const struct row *, struct arena *);
/* Words alone on their row that may be a value. */
bool row_is_plain(const struct row *);
/* Such words, or a letter's number with place and date beside it. */
bool row_may_hold(const struct row *, const struct label *);
/* ": words" with the label elsewhere. */
bool row_is_orphan(const struct row *);
/* Words of a sentence, no rest of a value above. */
bool row_starts_words(const struct row *);
/* Labels from `from` on that are known. */
size_t rows_known_labels(const struct layout *, size_t from, size_t count);
/* `count` short lines, more than half of them labels that we know, and no
 * label more below or above. */
bool rows_are_labels(const struct layout *, size_t from, size_t count);
/* The numbers and the address show that values and labels are in step. */
bool label_is_in_step(const struct label *, const char *value);
/* The same of all, and one of them is the proof of it. */
bool rows_are_in_step(
    const struct layout *, size_t labels, const char **values, size_t count);
/* A field that shows by its own build that it is in its place. */
bool label_is_proof(const struct label *, const char *value);

/* torn.c: from row `r` over empty rows, at most `most` of them. */
size_t rows_skip_blank(const struct layout *, size_t most, size_t r);
/* Labels, then their colons, then their values. */
void layout_pair_colons(struct layout *);
/* Values that stand above their labels, the last of them up to `end`. */
void layout_pair_upwards(struct layout *, size_t first, const char **values,
    size_t count, size_t end);
/* spaced.c: values in the rows `from` up to `to` with a blank line between
 * them and their labels above. False: they do not agree. */
bool layout_pair_spaced(
    struct layout *, size_t from, const char **values, size_t count, size_t to);
/* Label, blank line, value, blank line. */
void layout_pair_steps(struct layout *);
/* cells.c: `count` labels whose values, some of more than one line, stand
 * from `first` on. False: it is not clear which is whose. */
bool layout_share_cells(
    struct layout *, size_t labels, size_t count, size_t first);
/* The cells of a table, one on each line. */
void layout_pair_cells(struct layout *);

#endif
