/* place: where values stood. Room-private. */
#ifndef READING_PLACE_H
#define READING_PLACE_H

#include "cabut/reading.h"

/* A text that may be a letter, and what its places are called. */
struct letter_source {
	const char *text;
	int part;
	bool is_ocr;
	unsigned lead; /* lines that were put before it */
};

/* As reading_letter, with its source. */
bool letter_read(const struct letter_source *, struct arena *, struct letter *);
/* The source's part and mark for every value there is; what there is not has
 * no place. */
void letter_set_part(struct letter *, const struct letter_source *);

#endif
