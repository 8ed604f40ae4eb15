/*
 * items: what of a mail is read as one paper each, in the order in which
 * papers are numbered. An attachment is one; a ZIP with documents is as many
 * as it holds, in its place. Reading and forwarding count by this alone.
 */
#ifndef PAPER_ITEMS_H
#define PAPER_ITEMS_H

#include "cabut/paper.h"

struct item {
	const char *name;
	unsigned part; /* index into message.parts */
	struct slice bytes;
	const char *why; /* why it is not even tried; or NULL */
};

struct items {
	struct item at[PAPERS_MAX];
	size_t count;
	bool is_more;	      /* than PAPERS_MAX: the rest is left out */
	size_t unpacked_left; /* bytes, of ZIP_UNPACKED_MAX */
};

void items_of(const struct message *, struct arena *, struct items *);
/* As if this document had come alone in a mail. */
void items_of_document(struct slice bytes, struct arena *, struct items *);

#endif
