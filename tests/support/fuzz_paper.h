/* What every paper keeps, for the fuzz targets: clean text within its limit,
 * or none and a reason. */
#ifndef SUPPORT_FUZZ_PAPER_H
#define SUPPORT_FUZZ_PAPER_H

#include <stdlib.h>

#include "cabut/paper.h"

static inline void
check_paper(const struct paper *p)
{
	if (!utf8_is_valid(p->text, strlen(p->text)) ||
	    strlen(p->text) > PAPER_TEXT_MAX)
		abort();
	for (const char *c = p->text; *c; c++)
		if ((unsigned char)*c < ' ' && !strchr("\n\t\f", *c))
			abort();
	if (p->how == PAPER_NONE && (*p->text || !*p->why))
		abort();
}

#endif
