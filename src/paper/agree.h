/*
 * agree: do two readings of one page say the same?
 */
#ifndef PAPER_AGREE_H
#define PAPER_AGREE_H

#include "cabut/base.h"

/* `layer` is the text that a page carries, `seen` what OCR read of it. True
 * when they share most words, and every long number of one is in the other:
 * a layer that says another NIP than the page shows is no layer of it. */
bool texts_agree(const char *layer, const char *seen);

#endif
