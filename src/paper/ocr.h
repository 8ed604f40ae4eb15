/*
 * ocr: from a picture of a page to rows of text, by tesseract. The model is
 * loaded once, by the parent before its locks; a child works on its own copy
 * of it. What one mail may cost is counted here: pages and time.
 */
#ifndef PAPER_OCR_H
#define PAPER_OCR_H

#include "cabut/paper.h"

struct Pix;

#define OCR_NO_DATA "no OCR data (tesseract-ocr-ind)"
#define OCR_LATE "pictures that take too long to read"
#define OCR_NOTHING "no text found in the picture"
#define PICTURE_SMALL "picture too small to be a letter"

/* Loads what language data there is, from TESSDATA_PREFIX or where Debian puts
 * it: Indonesian, which must be there, and English. NULL: `why`, a literal. */
struct ocr *ocr_open(const char **why);
void ocr_close(struct ocr *); /* NULL is fine */

const char *ocr_language(const struct ocr *); /* "ind+eng", or "ind" */

/* A new mail begins: OCR_MAIL_PAGES_MAX pages, and of its limits of time the
 * share that leaves room for the rest of the work. */
void ocr_begin(struct ocr *, const struct cell_limits *);

struct ocr_page {
	unsigned confidence; /* mean of its words, 0..100 */
	size_t letters;	     /* letters and digits; 0: nothing was read */
};

/* May one more page be read? Else `why`: a literal. */
bool ocr_may(const struct ocr *, const char **why);

/* Appends the rows of one page to `out`. True with letters 0: there is
 * nothing to be read on it. False: time is over, or the library failed, and
 * `why` says so; then nothing of this paper may be used. */
bool ocr_read(struct ocr *, struct Pix *grey, struct strbuf *out,
    struct ocr_page *, const char **why);

/* ---- of a paper, page by page ---- */

struct ocr_sum {
	uint32_t pages; /* bits, as in struct paper */
	size_t letters;
	double sure;
};

/* `page` from 0. */
void ocr_sum_add(struct ocr_sum *, unsigned page, const struct ocr_page *);
unsigned ocr_sum_confidence(const struct ocr_sum *);

#endif
