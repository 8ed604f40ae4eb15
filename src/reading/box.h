/* box: tables drawn with signs. Room-private. */
#ifndef READING_BOX_H
#define READING_BOX_H

#include "text.h"

/* Bars between cells become tabs, a line that only rules is empty: of
 * "| 1 | Rizal |" and "+---+-------+". Other lines come back as they are. */
struct slice line_without_box(struct slice line, struct arena *);

#endif
