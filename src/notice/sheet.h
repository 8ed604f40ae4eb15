/*
 * sheet.h: private to the room. A printed letter in the making: A4 pages,
 * a cursor that goes down, and blocks of text put under each other.
 */
#ifndef NOTICE_SHEET_H
#define NOTICE_SHEET_H

#include "cabut/notice.h"

struct sheet;

enum sheet_style {
	SHEET_PLAIN,
	SHEET_JUSTIFIED,
	SHEET_CENTRED,
	SHEET_RIGHT,
};

struct sheet_text {
	const char *text;
	enum sheet_style style;
	double size_pt; /* 0: the body's */
	bool is_bold;
	double left, width; /* points from the left margin; width 0: the rest */
	double first_indent;
};

/* `date` goes into the file's properties, `footer` on each page (and must
 * live until sheet_finish). The letter lives in the arena, what it holds of
 * cairo and pango until sheet_close. */
struct sheet *sheet_open(
    time_s date, const char *title, const char *footer, struct arena *);
void sheet_close(struct sheet *); /* NULL is fine */

/* Text at the cursor; the cursor goes below it. Breaks over pages. */
void sheet_put(struct sheet *, const struct sheet_text *);
/* The same, but the cursor stays: for things side by side. Returns where it
 * would have gone, for sheet_move_to. */
double sheet_put_beside(struct sheet *, const struct sheet_text *);
void sheet_move_to(struct sheet *, double y);
double sheet_at(const struct sheet *);
/* How high it would be. */
double sheet_height(struct sheet *, const struct sheet_text *);
void sheet_skip(struct sheet *, double points);
/* A new page unless so many points are left on this one. */
void sheet_need(struct sheet *, double points);
/* Lines across the page at the cursor: a thick one above a thin one. */
void sheet_double_rule(struct sheet *);
double sheet_width(void);

/* The whole file. No more text after it. */
bool sheet_finish(
    struct sheet *, struct arena *, struct slice *pdf, struct fault *);

#endif
