/*
 * Pieces are counted into cells as wide as a letter is tall. A tiny piece with
 * nothing around it is a speck: the dot of an i, a full stop, the two dots of
 * a colon have company. Where three by three cells hold more pieces than any
 * print has, it is noise, as beside the paper of a photo.
 */
#include <leptonica/allheaders.h>
#include <stdlib.h>

#include "specks.h"

#include "cabut/banned.h"

enum {
	HEIGHT_LEAST = 6, /* of a piece that may be a letter */
	HEIGHT_MOST = 200,
	WIDE = 4, /* wider than so many heights: a line */
	MEASURED_LEAST = 30,
	CROWD = 30,	  /* pieces in three by three cells */
	SPECK_SHARE = 4,  /* of a letter's height */
	CROWD_PIECE = 3,  /* letters' heights; larger ones stay */
	FRAME_SHARE = 10, /* tenths of the page that a frame spans */
	FRAME_SPANS = 6,
	BAND = 12, /* the page's edge: one part of so many */
	BAND_PIECE =
	    5, /* letters' heights long, and so much longer than wide */
};

struct piece {
	int x, y, width, height;
};

static struct piece
piece_at(BOXA *all, int i)
{
	struct piece p = { 0 };

	boxaGetBoxGeometry(all, i, &p.x, &p.y, &p.width, &p.height);
	return p;
}

static int
by_height(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static unsigned
median_height(BOXA *all, int *room)
{
	int count = boxaGetCount(all);
	size_t kept = 0;

	for (int i = 0; i < count; i++) {
		struct piece p = piece_at(all, i);

		if (p.height >= HEIGHT_LEAST && p.height <= HEIGHT_MOST &&
		    p.width < WIDE * p.height)
			room[kept++] = p.height;
	}
	if (kept < MEASURED_LEAST)
		return 0;
	qsort(room, kept, sizeof *room, by_height);
	return (unsigned)room[kept / 2];
}

bool
pieces_measure(struct Pix *bw, struct pieces *out)
{
	BOXA *all = pixConnCompBB(bw, 8);
	int *room;

	if (!all)
		return false;
	room = calloc((size_t)boxaGetCount(all) + 1, sizeof *room);
	if (room) {
		out->count = (size_t)boxaGetCount(all);
		out->letter_height = median_height(all, room);
	}
	free(room);
	boxaDestroy(&all);
	return room != NULL;
}

/* Cells with an empty one on each side. */
struct cells {
	unsigned *count;
	size_t across, down;
	int side;
	int width, height; /* of the page */
};

static bool
cells_open(struct cells *c, PIX *bw, int side)
{
	c->side = side;
	c->width = pixGetWidth(bw);
	c->height = pixGetHeight(bw);
	c->across = (size_t)(pixGetWidth(bw) / side) + 3;
	c->down = (size_t)(pixGetHeight(bw) / side) + 3;
	c->count = calloc(c->across * c->down, sizeof *c->count);
	return c->count != NULL;
}

static size_t
cell_of(const struct cells *c, const struct piece *p)
{
	size_t x = (size_t)((p->x + p->width / 2) / c->side) + 1;
	size_t y = (size_t)((p->y + p->height / 2) / c->side) + 1;

	return y * c->across + x;
}

static unsigned
company(const struct cells *c, const struct piece *p)
{
	size_t at = cell_of(c, p) - c->across - 1;
	unsigned sum = 0;

	for (size_t y = 0; y < 3; y++)
		for (size_t x = 0; x < 3; x++)
			sum += c->count[at + y * c->across + x];
	return sum;
}

/* The side of a paper on a table, the shadow of a fold: long, and wholly in
 * the band around the page. */
static bool
is_edge(const struct cells *c, const struct piece *p)
{
	int x = c->width / BAND, y = c->height / BAND;
	int length = p->width > p->height ? p->width : p->height;
	int breadth = p->width > p->height ? p->height : p->width;

	return length > c->side * BAND_PIECE && length > breadth * BAND_PIECE &&
	       (p->x + p->width <= x || p->x >= c->width - x ||
		   p->y + p->height <= y || p->y >= c->height - y);
}

static bool
is_dirt(const struct cells *c, const struct piece *p)
{
	unsigned near = company(c, p);
	int speck = c->side / SPECK_SHARE, small = c->side * CROWD_PIECE;

	if (near == 1)
		return p->width <= speck && p->height <= speck;
	return near > CROWD && p->width < small && p->height < small;
}

static void
clear(PIX *bw, const struct piece *p)
{
	BOX *box = boxCreate(p->x, p->y, p->width, p->height);

	pixClearInRect(bw, box);
	boxDestroy(&box);
}

static bool
clear_dirt(PIX *bw, int side)
{
	BOXA *all = pixConnCompBB(bw, 8);
	struct cells c = { 0 };
	int count = all ? boxaGetCount(all) : 0;

	if (!all || !cells_open(&c, bw, side)) {
		boxaDestroy(&all);
		return false;
	}
	for (int i = 0; i < count; i++) {
		struct piece p = piece_at(all, i);

		c.count[cell_of(&c, &p)]++;
	}
	for (int i = 0; i < count; i++) {
		struct piece p = piece_at(all, i);

		if (is_dirt(&c, &p) || is_edge(&c, &p))
			clear(bw, &p);
	}
	free(c.count);
	boxaDestroy(&all);
	return true;
}

static void
take(PIX **bw, PIX *better)
{
	if (!better)
		return;
	pixDestroy(bw);
	*bw = better;
}

bool
specks_clear(struct Pix **bw, unsigned letter_height)
{
	int width = pixGetWidth(*bw), height = pixGetHeight(*bw), left = 0;

	if (!clear_dirt(*bw, (int)letter_height))
		return false;
	take(bw, pixRemoveBorderConnComps(*bw, 8));
	take(bw, pixSelectBySize(*bw, width * FRAME_SPANS / FRAME_SHARE,
		     height * FRAME_SPANS / FRAME_SHARE, 8, L_SELECT_IF_EITHER,
		     L_SELECT_IF_LT, NULL));
	return pixCountConnComp(*bw, 8, &left) == 0 && left > 0 &&
	       left <= PIECES_MAX;
}
