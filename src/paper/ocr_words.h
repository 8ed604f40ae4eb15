/*
 * ocr_words: what tesseract found on a page, as rows of text.
 */
#ifndef PAPER_OCR_WORDS_H
#define PAPER_OCR_WORDS_H

#include <tesseract/capi.h>

#include "ocr.h"

/* After a recognition that went to its end. */
void ocr_words(
    TessBaseAPI *, struct Pix *page, struct strbuf *out, struct ocr_page *);

#endif
