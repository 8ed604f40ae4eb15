/*
 * letter.h: private to the room. A printed letter in the making: A4 pages,
 * a cursor that goes down, and blocks of text put under each other.
 */
#ifndef NOTICE_LETTER_H
#define NOTICE_LETTER_H

#include "cabut/notice.h"

struct letter;

enum letter_style {
	LETTER_PLAIN,
	LETTER_JUSTIFIED,
	LETTER_CENTRED,
	LETTER_RIGHT,
};

struct letter_text {
	const char *text;
	enum letter_style style;
	double size_pt; /* 0: the body's */
	bool is_bold;
	double left, width; /* points from the left margin; width 0: the rest */
	double first_indent;
};

/* `date` goes into the file's properties, `footer` on each page (and must
 * live until letter_finish). The letter lives in the arena, what it holds of
 * cairo and pango until letter_close. */
struct letter *letter_open(
    time_s date, const char *title, const char *footer, struct arena *);
void letter_close(struct letter *); /* NULL is fine */

/* Text at the cursor; the cursor goes below it. Breaks over pages. */
void letter_put(struct letter *, const struct letter_text *);
/* The same, but the cursor stays: for things side by side. Returns where it
 * would have gone, for letter_move_to. */
double letter_put_beside(struct letter *, const struct letter_text *);
void letter_move_to(struct letter *, double y);
double letter_at(const struct letter *);
/* How high it would be. */
double letter_height(struct letter *, const struct letter_text *);
void letter_skip(struct letter *, double points);
/* A new page unless so many points are left on this one. */
void letter_need(struct letter *, double points);
/* Lines across the page at the cursor: a thick one above a thin one. */
void letter_double_rule(struct letter *);
double letter_width(void);

/* The whole file. No more text after it. */
bool letter_finish(
    struct letter *, struct arena *, struct slice *pdf, struct fault *);

#endif
