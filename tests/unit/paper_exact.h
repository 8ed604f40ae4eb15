/* One document through the parsers, for tests that look at what comes out. */
#ifndef PAPER_EXACT_H
#define PAPER_EXACT_H

#include <stdlib.h>

#include "cabut/paper.h"

/* From a buffer of exactly that size, so that ASan sees one byte too far. */
static inline struct paper
read_exact(struct slice bytes, struct arena *arena)
{
	char *exact = malloc(bytes.len + (bytes.len == 0));
	struct paper p = { .name = "" };

	assert_non_null(exact);
	if (bytes.len > 0)
		memcpy(exact, bytes.at, bytes.len);
	paper_read((struct slice){ exact, bytes.len }, arena, &p);
	free(exact);
	return p;
}

#endif
