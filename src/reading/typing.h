/* typing: labels as typists and forms write them. Room-private. */
#ifndef READING_TYPING_H
#define READING_TYPING_H

#include "text.h"

/* "N A M A" becomes "NAMA", "Nama ..... Budi" and "Nama - Budi" become
 * "Nama : Budi"; what follows keeps its column where it can. Other lines come
 * back as they are. */
struct slice line_typed_plain(struct slice line, struct arena *);

#endif
