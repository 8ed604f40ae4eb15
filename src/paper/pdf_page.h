/*
 * pdf_page: one page of a PDF to text, by its own text where that is what a
 * person sees, by OCR where the page is a picture.
 */
#ifndef PAPER_PDF_PAGE_H
#define PAPER_PDF_PAGE_H

#include <poppler.h>

#include "ocr.h"

struct pdf_reader {
	PopplerDocument *document;
	struct ocr *ocr; /* NULL: none */
	struct ocr_sum *sum;
	bool has_pictures;  /* some page asked for OCR */
	const char *unread; /* why one of them was not read; NULL: all were */
	unsigned by_ocr;    /* pages of this document so far */
};

/* Appends the page's text, scrubbed. False: the document is not read, for the
 * reason in `why` (a literal). */
bool pdf_page_text(struct pdf_reader *, PopplerPage *, unsigned index,
    struct strbuf *out, const char **why);

/* Letters and digits. */
size_t letters_count(struct slice text);
enum { LETTERS_FEW = 40 }; /* less: a stamp on a scan, a page number */

#endif
