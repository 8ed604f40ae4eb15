/*
 * bundle: the documents in a ZIP that somebody attached, one level deep.
 */
#ifndef PAPER_BUNDLE_H
#define PAPER_BUNDLE_H

#include "cabut/paper.h"

struct bundle_member {
	const char *name; /* cleaned as that of an attachment; no folders */
	struct slice bytes;
};

struct bundle {
	struct bundle_member members[PAPERS_MAX];
	size_t count; /* at least 1 */
	bool is_more; /* documents than PAPERS_MAX */
};

/* All of it or nothing: a ZIP that passes a limit of paper.h, has a password,
 * overlapping or damaged members, is refused whole, with `why`. Folders, what
 * macOS and Windows add of their own, and hidden files are no documents. The
 * unpacked bytes are taken off `left`; when they pass it, it is refused. */
bool bundle_open(struct slice zip, size_t *left, struct arena *,
    struct bundle *, const char **why);

#endif
