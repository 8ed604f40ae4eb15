/*
 * text.h: private to the room. Texts measured and broken into lines by pango,
 * with a line height that depends on the size alone, so that a cell can be
 * cut between any two lines.
 */
#ifndef DRAW_TEXT_H
#define DRAW_TEXT_H

#include "canvas.h"

struct pango *pango_new(struct arena *);
void pango_free(struct pango *); /* NULL is fine */

enum text_align { TEXT_LEFT, TEXT_CENTRED };

struct text_style {
	double size;
	bool is_bold;
	enum text_align align;
	enum ink ink; /* INK_NONE: black */
};

struct text_line {
	const char *text, *marker; /* marker: "1." at the left edge; NULL */
	double x, width, marker_width;
	bool is_bold;
	enum ink ink;
};

struct text {
	struct text_line *lines;
	size_t count;
	double size, leading;
};

/* Valid UTF-8 without control characters, blanks collapsed, at most
 * DRAW_TEXT_BYTES_MAX. NULL gives "". */
const char *text_clean(struct arena *, const char *);
/* In capitals, but words with their own capitals stay: "BSrE". */
const char *text_capitals(struct arena *, const char *);

double text_width(struct canvas *, const char *, const struct text_style *);
double text_leading(double size);
/* Line breaks in it are kept. */
struct text text_wrap(
    struct canvas *, const char *, double width, const struct text_style *);
/* Under each other with hanging markers: "1." when numbered, else "-"; a
 * single item has none. */
struct text text_list(struct canvas *, const char *const *items, size_t count,
    double width, bool is_numbered, const struct text_style *);
/* The lines of both, for a cell that tells two things. */
struct text text_join(struct canvas *, struct text, struct text);
double text_height(const struct text *);
/* Lines [from, to) with the first one's upper edge at y. */
void text_put(struct canvas *, const struct text *, size_t from, size_t to,
    double x, double y);
/* One line; `x` is its left edge, middle or right edge for anchor 0, 0.5, 1;
 * `y` its base line. */
void text_put_line(struct canvas *, const char *, struct point at,
    double anchor, const struct text_style *);

#endif
