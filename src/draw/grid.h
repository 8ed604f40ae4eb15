/*
 * grid.h: private to the room. Where the table's columns and rows stand: its
 * text in one size, cut into pages.
 */
#ifndef DRAW_GRID_H
#define DRAW_GRID_H

#include "plan.h"
#include "text.h"

enum grid_cell {
	CELL_NUMBER,
	CELL_ACTIVITY,
	CELL_EQUIPMENT,
	CELL_TIME,
	CELL_OUTPUT,
	CELL_NOTE,
	CELL_COUNT
};

enum {
	GRID_PIECES_MAX = SOP_STEPS_MAX + 2 * DRAW_PAGES_MAX,
	CONNECTOR_ROOM = 23, /* above and below the rows of a cut table */
};

/* A row, or what a page holds of one that is higher than a page. */
struct piece {
	size_t row, page;
	size_t from, to; /* lines */
	bool is_first;
	double top, height; /* of the whole band */
	double lead, tail;  /* of it, for connectors */
};

struct laid_row {
	struct text cells[CELL_COUNT];
	size_t lines;
	double least; /* height that its figures want */
};

struct grid {
	struct canvas *canvas;
	const struct plan *plan;
	double size; /* of the text */
	double x[CELL_COUNT], width[CELL_COUNT];
	double roles_x, role_width;
	struct laid_row rows[SOP_STEPS_MAX];
	struct piece *pieces;
	size_t piece_count, page_count;
	double title_height, head_height, foot_height;
	bool is_too_long;
};

/* In the largest size that needs no more pages than the smallest. */
void grid_make(struct grid *, struct canvas *, const struct plan *);
double grid_column_middle(const struct grid *, size_t column);
double grid_page_top(const struct grid *, size_t page); /* of the rows */

/* head.c: title and headings of one page. */
double head_height(const struct grid *);
double title_height(const struct grid *);
void head_put(struct grid *, size_t page, size_t from_row, size_t to_row);
double foot_height(const struct grid *);
void foot_put(struct grid *, double y);

/* table.c: every page, flowchart included. */
void grid_put(struct grid *);
/* flow.c: the flowchart of one page's pieces. */
void flow_put(struct grid *, size_t page);
/* Does the flow cross the upper or lower edge of this page? */
bool flow_crosses_top(const struct grid *, size_t page);
bool flow_crosses_bottom(const struct grid *, size_t page);

/* cover.c: the identity block, on pages of its own. */
void cover_put(struct canvas *, const struct sop *);

#endif
