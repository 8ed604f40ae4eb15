/*
 * pdf_rows: characters with boxes to lines of text, as they stand on the page
 * (what `pdftotext -layout` does). poppler's own reading order tears a label
 * from its value; here everything of one height is one line, and wide gaps
 * stay wide, so that columns can be seen.
 */
#ifndef PAPER_PDF_ROWS_H
#define PAPER_PDF_ROWS_H

#include <poppler.h>

#include "cabut/base.h"

struct pdf_page {
	const char *text;	       /* poppler's: UTF-8, lines end in LF */
	const PopplerRectangle *boxes; /* one per character of `text` */
	size_t box_count;
	const bool *is_unseen; /* per character; white on white and such */
	double width, height;  /* points; what lies outside is left out */
};

enum {
	PDF_GAP_MAX = 120, /* blanks between two words of a line */
	PDF_CHARACTERS_MAX = 400 * 1000, /* of one page */
};

/* Appends the page's lines to `out`. */
void pdf_page_rows(const struct pdf_page *, struct strbuf *out);

#endif
