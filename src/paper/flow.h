/*
 * flow: the lines of a document with tables. A row of a table is one line
 * with a tab between its cells; when cells hold several lines (labels stacked
 * in one cell, values in the next) the n-th lines of all cells stand
 * together, as a person reads across.
 */
#ifndef PAPER_FLOW_H
#define PAPER_FLOW_H

#include "cabut/base.h"

enum { FLOW_ROWS_MAX = 8, FLOW_CELLS_MAX = 64, FLOW_BLANKS_MAX = 200 };

struct flow_row {
	struct strbuf cells[FLOW_CELLS_MAX];
	size_t count;
};

struct flow {
	struct strbuf *out;
	struct flow_row rows[FLOW_ROWS_MAX]; /* a row in a cell of a row */
	size_t depth;			     /* rows that are open and kept */
	size_t beyond; /* rows deeper than that: their cells just flow on */
};

void flow_init(struct flow *, struct strbuf *out);
void flow_release(struct flow *);
void flow_add(struct flow *, struct slice text);
void flow_char(struct flow *, char);
/* A line ends; at the start of a document or cell it is an empty line. */
void flow_line_end(struct flow *);
void flow_row_begin(struct flow *);
void flow_cell_begin(struct flow *);
void flow_row_end(struct flow *);

#endif
