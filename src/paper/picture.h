/*
 * picture: pixels out of a file, and a page out of pixels. All of leptonica's
 * work is behind this header; a picture's size is known from its head before
 * anything is decoded.
 */
#ifndef PAPER_PICTURE_H
#define PAPER_PICTURE_H

#include "cabut/paper.h"

struct Pix; /* leptonica's */

enum { PICTURE_SIDE_MAX = 30 * 1000 };

/* Many pixels for what they show: a bomb or a poster. */
bool picture_fits(uint64_t width, uint64_t height);
/* A logo, a signature, an icon: no letter. */
bool picture_is_small(uint64_t width, uint64_t height);

/* One page of JPEG, PNG, TIFF, HEIC, BMP or WebP, 8-bit grey, turned as the
 * camera said, pixels square. `page` from 0; only a TIFF has more than one.
 * NULL with `why` (a literal). Owned by the caller: pixDestroy. */
struct Pix *picture_page(struct slice, unsigned page, const char **why);
/* How many pages, at most PAPER_PAGES_COUNT_MAX; 0: damaged. */
unsigned picture_pages(struct slice);

/* What EXIF says of a JPEG: 1..8, 1 when it says nothing. */
unsigned exif_orientation(struct slice jpeg);

/* HEIC, and what else libheif finds in such a file. */
bool heif_is(struct slice);
struct Pix *heif_page(struct slice, const char **why);
/* Before the locks: libraries that look for plug-ins. */
void heif_warm(void);

/* From grey to black on white as tesseract reads it best: the page upright
 * and level, its light even, letters about as tall as 11 pt at 300 dpi, specks
 * and the table around the paper gone. NULL: nothing on it that could be
 * letters. */
struct Pix *picture_clean(struct Pix *grey);

#endif
