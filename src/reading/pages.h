/* pages: the lines of a paper without what runs along its pages.
 * Room-private. */
#ifndef READING_PAGES_H
#define READING_PAGES_H

#include "text.h"

enum { PAGES_MAX = 60 };

struct page_line {
	struct slice text;
	unsigned page, line; /* from 1; lines count within the page */
};

struct pages {
	struct page_line *at;
	size_t count;
};

/* `raw` has '\f' before each page but the first. Lines are tidy; page
 * numbers, running heads and feet and the notice of BSrE are left out, and
 * the blank lines at a page's end, so that what goes on over it is one. */
void pages_read(const char *raw, struct arena *, struct pages *);

#endif
