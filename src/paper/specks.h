/*
 * specks: the black pieces of a page: how tall a letter is among them, and
 * which of them are dirt.
 */
#ifndef PAPER_SPECKS_H
#define PAPER_SPECKS_H

#include <stdbool.h>
#include <stddef.h>

struct Pix;

enum {
	PIECES_QUIET = 6000,	/* a full page of small print has this many */
	PIECES_MAX = 15 * 1000, /* more is no page of letters, however small */
};

struct pieces {
	size_t count;
	unsigned letter_height; /* the median; 0: too few to tell */
};

/* False: out of memory. */
bool pieces_measure(struct Pix *bw, struct pieces *);

/* Takes away single specks, swarms of them, what runs over the edge, and the
 * frame that a paper on a table has. False: what is left is no page. */
bool specks_clear(struct Pix **bw, unsigned letter_height);

/* Takes away dotted leaders, of five dots or more. False: out of memory. */
bool leaders_clear(struct Pix *bw, unsigned letter_height);

#endif
