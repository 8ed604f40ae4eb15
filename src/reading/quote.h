/* quote: which lines of a reply are the sender's own. Room-private. */
#ifndef READING_QUOTE_H
#define READING_QUOTE_H

#include "text.h"

enum line_role {
	LINE_OWN,
	LINE_QUOTED,
	LINE_SIGNATURE, /* name, disclaimer: not a word of the answer */
	LINE_DROPPED,	/* "Dikirim dari ...", a slogan, a banner */
};

struct split {
	const char *own;       /* LINE_OWN, joined; "" when there is none */
	const char *signature; /* LINE_SIGNATURE, joined */
};

/* Marks quotes; `roles` has one place per line. */
void quote_mark(struct lines, struct arena *, enum line_role *roles);
/* Marks signatures in one unbroken stretch [from, to) of own lines. */
void signature_mark(struct lines, size_t from, size_t to, struct arena *,
    enum line_role *roles);
/* A name, an office, an address, a telephone, a closing: nothing else. */
bool signature_line_is_plain(struct slice line, struct arena *);
/* All lines but the quoted ones: a letter's signature is part of it. */
const char *quote_drop(const char *body, struct arena *);
/* `body` is tidy. */
void quote_split(const char *body, struct arena *, struct split *);

#endif
