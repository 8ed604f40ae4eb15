/*
 * cover.h: private to the room. The identity block as bands of two cells.
 */
#ifndef DRAW_COVER_H
#define DRAW_COVER_H

#include "grid.h"
#include "identity.h"

enum {
	COVER_LEFT = 393, /* half of the page between its margins */
	COVER_RIGHT = 393,
	COVER_LABEL = 112,
	COVER_INSET = 5,
	COVER_LIST_LEAST = 54,
};

/* One band of the form: two cells side by side. */
struct band {
	struct text left, right;
	size_t lines;
	double least;
	bool is_heading, is_field; /* a field's left cell is its label */
	size_t gap_after; /* lines of the right cell above the signature; 0 */
};

struct cover {
	struct canvas *canvas;
	struct identity id;
	double size;
	struct band *bands;
	size_t count, field_count; /* the fields come first */
};

/* Every band in this size; c->bands has room for all. */
void cover_compose(struct cover *, double size);

#endif
