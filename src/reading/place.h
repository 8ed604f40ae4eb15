/* place: where values stood. Room-private. */
#ifndef READING_PLACE_H
#define READING_PLACE_H

#include "cabut/reading.h"

bool owner_has(const struct owner *, enum owner_place);
/* Sets part and is_ocr of every value there is. */
void letter_mark_part(struct letter *, int part, bool is_ocr);

#endif
