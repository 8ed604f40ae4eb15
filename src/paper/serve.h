/*
 * serve: the life of cabut-cell. warm() once, locks, then serve() until cabut
 * closes its end.
 */
#ifndef PAPER_SERVE_H
#define PAPER_SERVE_H

#include "locks.h"
#include "wire.h"

/* Loads what a locked process could not: fonts, converters, tables. */
void cell_warm(void);

/* Requests on fd 0, answers on fd 1, one child for each. Ends when cabut is
 * gone. `anchors`: the CAs, read before the locks; NULL: none. */
void cell_serve(struct locks *, const struct anchors *);

/* The child's work: one frame to `out`, and the end of the process. Locks are
 * closed already. */
_Noreturn void cell_work(const struct request *, struct slice raw,
    const struct anchors *, int out);

#ifdef CABUT_TEST_STEPS
_Noreturn void cell_do_misdeed(uint32_t deed, int out);
#endif

/* One frame: head and body. */
bool answer_write(int fd, enum cell_status, struct slice body);

#endif
