/*
 * serve: the life of cabut-cell. warm() once, locks, then serve() until cabut
 * closes its end.
 */
#ifndef PAPER_SERVE_H
#define PAPER_SERVE_H

#include "locks.h"
#include "ocr.h"
#include "wire.h"

/* What was loaded before the locks closed; each may be NULL. */
struct cell_tools {
	struct ocr *ocr;
	const struct anchors *anchors; /* the configured CAs */
};

/* Loads what a locked process could not: fonts, converters, tables, and the
 * data for OCR. NULL: there is none, for the reason in `why` (a literal). */
struct ocr *cell_warm(const char **why);

/* Requests on fd 0, answers on fd 1, one child for each. Ends when cabut is
 * gone. */
void cell_serve(struct locks *, const struct cell_tools *);

/* The child's work: one frame to `out`, and the end of the process. Locks are
 * closed already. */
_Noreturn void cell_work(const struct request *, struct slice raw,
    const struct cell_tools *, int out);

#ifdef CABUT_TEST_STEPS
_Noreturn void cell_do_misdeed(uint32_t deed, int out);
#endif

/* One frame: head and body. */
bool answer_write(int fd, enum cell_status, struct slice body);

#endif
