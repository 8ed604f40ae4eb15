/* absence: dates in a note of absence. Room-private. */
#ifndef READING_ABSENCE_H
#define READING_ABSENCE_H

#include "cabut/reading.h"
#include "text.h"

enum { DAY_NONE = INT32_MIN };

/* Days since 1970-01-01; DAY_NONE: not told. */
struct span {
	int32_t from, until, back;
	bool is_rival; /* two different ends */
};

/* absence_date.c: `text` is one folded sentence; adds to `span`. `is_away`:
 * it tells the absence itself, so that a bare date is the day of it. */
void span_read(
    const char *text, bool is_away, int32_t today, struct span *span);
bool day_read(const char *iso, int32_t *day);
const char *day_text(int32_t day, struct arena *);

#endif
