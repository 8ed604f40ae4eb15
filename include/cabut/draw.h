/*
 * draw: a SOP as the government prints it (PermenPANRB 35/2012, annex): the
 * identity block, then the table with the flowchart in its PELAKSANA columns,
 * on A4 pages that lie. With a progress the same picture tells where one
 * casefile stands.
 *
 * Pure: values in, bytes out. The same input gives the same bytes on the same
 * machine (fonts are the machine's); no date of its own goes in. Texts of the
 * SOP and of the progress are data: escaped, and rid of control characters.
 */
#ifndef CABUT_DRAW_H
#define CABUT_DRAW_H

#include "cabut/sop.h"

enum {
	DRAW_TEXT_BYTES_MAX = 4000, /* of one cell; the rest becomes "..." */
	DRAW_PAGES_MAX = 400,
	DRAW_BYTES_MAX = 64 * 1024 * 1024,
};

enum draw_format { DRAW_HTML, DRAW_SVG, DRAW_PDF };

/* Where a step of one casefile stands. Told by tint, by a mark in column NO
 * (for those who print in grey) and by words in the HTML table. */
enum draw_state {
	DRAW_AHEAD,   /* not reached: as in the plain table */
	DRAW_DONE,
	DRAW_CURRENT,
	DRAW_SKIPPED, /* the case went another way */
};

struct draw_mark {
	enum draw_state state;
	bool is_late;	      /* past its time, done or not */
	const char *measured; /* "3 Menit", under the standard time; NULL */
	const char *note;     /* into KET, after the SOP's own; NULL */
};

struct draw_progress {
	const char *title; /* "CABUT-2026-0042"; NULL: none */
	const char *date;  /* "20 November 2026 pukul 09.15 WITA"; NULL */
	const struct draw_mark *marks; /* one per sop.steps */
};

/* The whole file, in the arena. HTML is one page without scripts and without
 * anything from elsewhere, each sheet an inline SVG, and the same content as a
 * plain table for a screen reader; SVG has the sheets below each other.
 * `progress` may be NULL. SCOPE_CONFIG when the SOP is too long to print. */
bool draw_sop(const struct sop *, const struct draw_progress *,
    enum draw_format, struct arena *, struct slice *out, struct fault *);
/* The format of a file's name by its suffix, without case; false: none. */
bool draw_format_of(const char *path, enum draw_format *);

#endif
