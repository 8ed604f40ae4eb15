/*
 * Shared by the two halves of sop_compare(): the head with roles and papers
 * (compare.c), and the rows (compare_steps.c).
 */
#ifndef CABUT_SOP_COMPARE_H
#define CABUT_SOP_COMPARE_H

#include "cabut/sop.h"

struct comparison {
	const struct sop *before, *after;
	struct arena *arena;
	struct sop_findings *found;
};

/* "langkah 5: ..." */
void differ(struct comparison *, const char *where, const char *text);
/* Says what became of a text; nothing when it is the same. NULL and "" are
 * no text. */
void differ_text(struct comparison *, const char *where, const char *what,
    const char *before, const char *after);

void compare_steps(struct comparison *);

#endif
