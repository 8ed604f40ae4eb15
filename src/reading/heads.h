/* heads: a table's headings, where its lines alone do not show them.
 * Room-private. */
#ifndef READING_HEADS_H
#define READING_HEADS_H

#include "layout.h"

/* The row of headings `head`, with those that stand half above and half
 * below it, or that stand between its two lines; `end` is the row below. */
struct row heads_whole(const struct layout *, size_t head, size_t *end);

/* Where in `line` the name begins behind the NIP that begins at `from`, with
 * nothing but a blank between; 0: there is none. */
size_t heads_end_of_nip(struct slice line, size_t from);

/* The column of the name that stands behind a NIP with nothing but a blank
 * between; 0: there is none. */
size_t heads_column_behind_nip(const struct row *);

/* "Alamat" and below it "Email": a heading of two lines. */
bool heads_join(const struct row *head, const struct cell *below,
    struct arena *, struct label *);

#endif
