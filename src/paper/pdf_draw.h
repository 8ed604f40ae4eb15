/*
 * pdf_draw: a page of a PDF as a person sees it.
 */
#ifndef PAPER_PDF_DRAW_H
#define PAPER_PDF_DRAW_H

#include <poppler.h>

#include "cabut/paper.h"

struct Pix;

/* How often the page draws text, and how often shapes. Text of scanners that
 * nobody sees (render mode 3) is not drawn; poppler's text has it all the
 * same. */
struct pdf_drawn {
	unsigned texts, marks;
};
struct pdf_drawn pdf_page_drawn(PopplerPage *);

/* What share of the page pictures cover, 0..1, overlaps counted twice. */
double pdf_page_covered(PopplerPage *);

/* The page at 300 dpi, less when it is large: never more pixels than
 * PICTURE_PIXELS_MAX. NULL: no memory, or a page without size. */
struct Pix *pdf_page_picture(PopplerPage *);

#endif
