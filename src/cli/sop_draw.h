/*
 * Private to the room: what `sop draw` needs.
 */
#ifndef CABUT_CLI_SOP_DRAW_H
#define CABUT_CLI_SOP_DRAW_H

#include "command.h"

#include "cabut/draw.h"

/* The SOP that a case began with, and where the case stands in it, read from
 * its chain. SCOPE_USAGE when there is no such case. */
bool sop_progress(struct cli *, const char *number, struct sop *,
    struct draw_progress *, struct fault *);
/* "3 Menit", "2 Jam 5 Menit", "1 Hari 3 Jam": the two largest units. */
const char *sop_spent_text(struct arena *, time_s seconds);

#endif
