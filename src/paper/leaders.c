/*
 * Dots that lead the eye from a label to its value. OCR reads them as letters,
 * so they are wiped before: what remains is the wide gap of a column. A full
 * stop, a colon and an ellipsis are fewer than a leader.
 */
#include <leptonica/allheaders.h>
#include <stdlib.h>

#include "specks.h"

#include "cabut/banned.h"

enum {
	DOTS_LEAST = 5,
	DOT_SHARE = 4, /* of a letter's height: as tall as a dot is at most */
	BAND_SHARE =
	    3, /* dots of one leader stand on one band of this height */
	DOTS_MAX = 100 * 1000,
};

struct dot {
	int band, x, end, y, height;
};

struct dots {
	struct dot *at;
	size_t count;
	int side; /* a letter's height */
};

static int
by_place(const void *a, const void *b)
{
	const struct dot *p = a, *q = b;

	if (p->band != q->band)
		return p->band < q->band ? -1 : 1;
	return (p->x > q->x) - (p->x < q->x);
}

/* Those of bands that begin at `offset`. Two that touch are one wide dot. */
static void
take_dots(struct dots *d, BOXA *all, int offset)
{
	int count = boxaGetCount(all);

	d->count = 0;
	for (int i = 0; i < count && d->count < DOTS_MAX; i++) {
		int x, y, width, height;

		boxaGetBoxGeometry(all, i, &x, &y, &width, &height);
		if (height > d->side / DOT_SHARE || width > d->side)
			continue;
		d->at[d->count++] = (struct dot){
			.band =
			    (y + height / 2 + offset) * BAND_SHARE / d->side,
			.x = x,
			.end = x + width,
			.y = y,
			.height = height,
		};
	}
	qsort(d->at, d->count, sizeof *d->at, by_place);
}

static size_t
run_length(const struct dots *d, size_t from)
{
	size_t n = 1;

	while (from + n < d->count &&
	       d->at[from + n].band == d->at[from].band &&
	       d->at[from + n].x - d->at[from + n - 1].end < d->side)
		n++;
	return n;
}

static void
clear_runs(PIX *bw, const struct dots *d)
{
	for (size_t i = 0, n; i < d->count; i += n) {
		n = run_length(d, i);
		for (size_t k = i; n >= DOTS_LEAST && k < i + n; k++) {
			const struct dot *dot = &d->at[k];
			BOX *box = boxCreate(
			    dot->x, dot->y, dot->end - dot->x, dot->height);

			pixClearInRect(bw, box);
			boxDestroy(&box);
		}
	}
}

bool
leaders_clear(struct Pix *bw, unsigned letter_height)
{
	BOXA *all = pixConnCompBB(bw, 8);
	struct dots d = { .side = (int)letter_height };

	d.at = all ? calloc(DOTS_MAX, sizeof *d.at) : NULL;
	for (int half = 0; d.at && half < 2; half++) {
		take_dots(&d, all, half * d.side / BAND_SHARE / 2);
		clear_runs(bw, &d);
	}
	bool ok = d.at != NULL;

	free(d.at);
	boxaDestroy(&all);
	return ok;
}
