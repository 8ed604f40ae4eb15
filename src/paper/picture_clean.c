/*
 * From a grey picture to what OCR reads. The order was measured on scans at
 * 150 to 300 dpi, faxes and photos: even light, enough blur to quiet a noisy
 * sensor, upright, level, scaled, Sauvola's threshold, dirt away. Sizes are
 * in heights of a letter, never in dots per inch: a photo has none.
 */
#include <leptonica/allheaders.h>
#include <math.h>
#include <stdlib.h>

#include "picture.h"
#include "specks.h"

#include "cabut/banned.h"

enum {
	LETTER_TALL = 28, /* 11 pt at 300 dpi, capitals and small ones */
	SIDE_GROWN_MAX = 5000,
	PIECES_FEW = 30,      /* less: no height to be told */
	SIDE_READ_MAX = 4200, /* A4 at 300 dpi and some room */
	BLURS_MAX = 2,
	REACH_FIRST = 18, /* of Sauvola's window, when sizes are unknown */
	REACH = 27,
	TILE = 2000, /* bounds the memory of the window's sums */
};
static const float sauvola_factor = 0.40F;
static const float grow_max = 2.0F; /* more shows the noise, not the letter */
static const float same_low = 0.8F, same_high = 1.25F;
static const float skew_sure = 2.5F, skew_least = 0.1F; /* degrees */
static const float skew_most = 12.0F;

/* Takes `from` and gives `to` instead; keeps `from` when there is none. */
static PIX *
swap(PIX *from, PIX *to)
{
	if (!to)
		return from;
	pixDestroy(&from);
	return to;
}

static PIX *
black_on_white(PIX *grey, int reach)
{
	PIX *out = NULL;
	int nx = (pixGetWidth(grey) + TILE - 1) / TILE;
	int ny = (pixGetHeight(grey) + TILE - 1) / TILE;

	if (pixSauvolaBinarizeTiled(
		grey, reach, sauvola_factor, nx, ny, NULL, &out) != 0)
		return NULL;
	return out;
}

static PIX *
smaller(PIX *grey)
{
	int width = pixGetWidth(grey), height = pixGetHeight(grey);
	int side = width > height ? width : height;
	float by = (float)SIDE_READ_MAX / (float)side;

	return side > SIDE_READ_MAX ? pixScaleAreaMap(grey, by, by)
				    : pixClone(grey);
}

/* Black and white of the quietest grey: a sensor's noise comes out as tens of
 * thousands of pieces, and blur of one pixel takes most of them. */
static PIX *
first_look(PIX **grey, struct pieces *found)
{
	PIX *bw = black_on_white(*grey, REACH_FIRST);

	for (int i = 0; bw && pieces_measure(bw, found) &&
			found->count > PIECES_QUIET && i < BLURS_MAX;
	     i++) {
		pixDestroy(&bw);
		*grey = swap(*grey, pixBlockconv(*grey, i + 1, i + 1));
		bw = black_on_white(*grey, REACH_FIRST);
	}
	return bw;
}

/* Quarter turns clockwise until the letters stand. */
static int
turns_needed(PIX *bw)
{
	float up = 0, left = 0;
	int which = L_TEXT_ORIENT_UNKNOWN;

	if (pixOrientDetect(bw, &up, &left, 0, 0) != 0 ||
	    makeOrientDecision(up, left, 0, 0, &which, 0) != 0)
		return 0;
	return which == L_TEXT_ORIENT_LEFT    ? 1
	       : which == L_TEXT_ORIENT_DOWN  ? 2
	       : which == L_TEXT_ORIENT_RIGHT ? 3
					      : 0;
}

static float
skew_of(PIX *bw)
{
	float angle = 0, sure = 0;

	if (pixFindSkew(bw, &angle, &sure) != 0 || sure < skew_sure ||
	    fabsf(angle) > skew_most || fabsf(angle) < skew_least)
		return 0;
	return angle;
}

static PIX *
upright(PIX *grey, PIX **bw)
{
	int turns = turns_needed(*bw);
	float angle;

	if (turns > 0) {
		grey = swap(grey, pixRotateOrth(grey, turns));
		*bw = swap(*bw, pixRotateOrth(*bw, turns));
	}
	angle = skew_of(*bw);
	if (angle == 0)
		return grey;
	return swap(grey, pixRotate(grey, angle * (float)M_PI / 180,
			      L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
}

static PIX *
scaled(PIX *grey, unsigned letter_height)
{
	int width = pixGetWidth(grey), height = pixGetHeight(grey);
	float side = (float)(width > height ? width : height);
	float by = fminf((float)LETTER_TALL / (float)letter_height, grow_max);

	by = fminf(by, (float)SIDE_GROWN_MAX / side);

	if (by > same_low && by < same_high)
		return grey;
	return swap(grey,
	    by < 1 ? pixScaleAreaMap(grey, by, by) : pixScale(grey, by, by));
}

static PIX *
even_light(PIX *grey)
{
	PIX *even = pixBackgroundNormSimple(grey, NULL, NULL);

	return even ? even : pixClone(grey);
}

struct Pix *
picture_clean(struct Pix *grey)
{
	struct pieces found = { 0 };
	PIX *small = smaller(grey);
	PIX *page = small ? even_light(small) : NULL;
	PIX *bw = page ? first_look(&page, &found) : NULL;
	PIX *out = NULL;

	if (bw && found.count >= PIECES_FEW && found.count <= PIECES_MAX &&
	    found.letter_height > 0) {
		page = scaled(upright(page, &bw), found.letter_height);
		out = black_on_white(page, REACH);
	}
	if (out && (!specks_clear(&out, LETTER_TALL) ||
		       !leaders_clear(out, LETTER_TALL)))
		pixDestroy(&out);
	pixDestroy(&bw);
	pixDestroy(&page);
	pixDestroy(&small);
	return out;
}
