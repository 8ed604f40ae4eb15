/*
 * canvas.h: private to the room. Pages as a list of shapes in points (A4,
 * lying, from the upper left corner): made once, written by three writers.
 */
#ifndef DRAW_CANVAS_H
#define DRAW_CANVAS_H

#include "cabut/draw.h"

enum {
	PAGE_WIDTH = 842, /* A4 in points, upwards; the writers say 297 mm */
	PAGE_HEIGHT = 595,
	PAGE_MARGIN = 28,
};

#define DRAW_FAMILY "Liberation Sans, Arial, Helvetica, sans-serif"

struct point {
	double x, y;
};

struct box {
	double x, y, width, height;
};

enum ink {
	INK_NONE,
	INK_BLACK,
	INK_GREY,  /* faint lines and hints */
	INK_SHADE, /* behind headings */
	INK_WHITE,
	INK_DONE,
	INK_CURRENT,
	INK_LATE,
	INK_SKIPPED,
	INK_GOOD, /* dark enough for text and marks */
	INK_BAD,
	INK_COUNT
};
/* 0xRRGGBB; not for INK_NONE. */
unsigned ink_rgb(enum ink);

enum shape_kind { SHAPE_LINE, SHAPE_AREA, SHAPE_CAPSULE, SHAPE_TEXT };

struct shape {
	struct shape *next;
	enum shape_kind kind;
	enum ink stroke, fill; /* of text: fill */
	double thickness;
	/* Corners; of a capsule its box's two; of text where it begins, on
	 * the base line. */
	struct point *at;
	size_t count;
	const char *text;
	double size, width;	  /* of text; its width as measured */
	bool is_bold, is_upright; /* upright: read from below */
};

struct page {
	struct page *next;
	struct shape *first, *last;
};

struct pango; /* text.c: what measures */

struct canvas {
	struct arena *arena;
	struct page *first, *page; /* the last is the one drawn on */
	size_t page_count;
	bool is_full; /* over DRAW_PAGES_MAX: nothing more is kept */
	const char *title;
	struct pango *pango;
};

void canvas_open(struct canvas *, struct arena *);
void canvas_close(struct canvas *); /* frees what pango holds */
void canvas_turn(struct canvas *);  /* a new page */

/* Points are copied. */
void canvas_line(struct canvas *, const struct point *, size_t count, enum ink,
    double thickness);
void canvas_area(struct canvas *, const struct point *, size_t count,
    enum ink stroke, enum ink fill, double thickness);
void canvas_box(struct canvas *, struct box, enum ink stroke, enum ink fill,
    double thickness);
void canvas_capsule(
    struct canvas *, struct box, enum ink fill, double thickness);
/* Adds a text shape and returns it, to be filled in. */
struct shape *canvas_text(struct canvas *, double x, double y);

/* The three writers. */
bool write_svg(const struct canvas *, struct strbuf *);
void write_svg_page(const struct page *, struct strbuf *);
bool write_pdf(const struct canvas *, struct strbuf *, struct fault *);

/* markup.c: escaped for XML, text and attribute alike; and a number with two
 * decimals whatever the locale says. */
void markup_text(struct strbuf *, const char *);
void markup_number(struct strbuf *, double);

#endif
