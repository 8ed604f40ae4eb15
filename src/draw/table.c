/*
 * The table's pages: tints below, then texts and lines, then the flowchart.
 */
#include "grid.h"

#include "cabut/banned.h"

static const double INSET = 3.0;

static enum ink
tint_of(const struct row *row)
{
	if (row->is_late)
		return INK_LATE;
	switch (row->state) {
	case DRAW_DONE:
		return INK_DONE;
	case DRAW_CURRENT:
		return INK_CURRENT;
	case DRAW_SKIPPED:
		return INK_SKIPPED;
	case DRAW_AHEAD:
		break;
	}
	return INK_WHITE;
}

/* For those who print in grey: a tick, a pointer, a dash; "!" when late. */
static void
put_state(struct grid *g, const struct row *row, double x, double y)
{
	const struct point tick[] = { { x - 4, y }, { x - 1, y + 3 },
		{ x + 4, y - 4 } };
	const struct point pointer[] = { { x - 3, y - 4 }, { x + 4, y },
		{ x - 3, y + 4 } };
	const struct point dash[] = { { x - 3, y }, { x + 3, y } };
	struct text_style style = {
		.size = 9, .is_bold = true, .ink = INK_BAD
	};

	if (row->state == DRAW_DONE)
		canvas_line(g->canvas, tick, 3, INK_GOOD, 1.4);
	else if (row->state == DRAW_CURRENT)
		canvas_area(g->canvas, pointer, 3, INK_NONE, INK_BLACK, 0);
	else if (row->state == DRAW_SKIPPED)
		canvas_line(g->canvas, dash, 2, INK_GREY, 1.2);
	if (row->is_late)
		text_put_line(g->canvas, "!", (struct point){ x + 7, y + 3.5 },
		    0.5, &style);
}

static bool
is_centred(enum grid_cell cell)
{
	return cell == CELL_NUMBER || cell == CELL_TIME;
}

static void
put_cells(struct grid *g, const struct piece *p)
{
	const struct laid_row *l = &g->rows[p->row];
	double room = p->height - p->lead - p->tail;

	for (int i = 0; i < CELL_COUNT; i++) {
		size_t to =
		    l->cells[i].count < p->to ? l->cells[i].count : p->to;
		size_t lines = to > p->from ? to - p->from : 0;
		double height = (double)lines * l->cells[i].leading;
		double y = p->top + p->lead + INSET;

		if (is_centred((enum grid_cell)i))
			y = p->top + p->lead + (room - height) / 2;
		text_put(
		    g->canvas, &l->cells[i], p->from, to, g->x[i] + INSET, y);
	}
}

static void
put_number(struct grid *g, const struct piece *p)
{
	const struct row *row = &g->plan->rows[p->row];
	struct text_style style = { .size = 6.5, .ink = INK_GREY };
	double x = g->x[CELL_NUMBER] + g->width[CELL_NUMBER] / 2;

	if (!p->is_first)
		text_put_line(g->canvas,
		    arena_printf(g->canvas->arena, "(%s)", row->number),
		    (struct point){ x, p->top + p->lead + 10 }, 0.5, &style);
	else if (row->state != DRAW_AHEAD || row->is_late)
		put_state(g, row, x - (row->is_late ? 3 : 0),
		    p->top + p->lead + (p->height - p->lead - p->tail) / 2 +
			(double)g->rows[p->row].cells[CELL_NUMBER].count *
			    text_leading(g->size) / 2 +
			6);
}

static void
put_lines(struct grid *g, const struct piece *p)
{
	double right = PAGE_WIDTH - PAGE_MARGIN;

	for (int i = 0; i < CELL_COUNT; i++)
		canvas_box(g->canvas,
		    (struct box){ g->x[i], p->top, g->width[i], p->height },
		    INK_BLACK, INK_NONE, 0.5);
	for (size_t i = 0; i < g->plan->column_count; i++)
		canvas_box(g->canvas,
		    (struct box){ g->roles_x + (double)i * g->role_width,
			p->top, g->role_width, p->height },
		    INK_BLACK, INK_NONE, 0.5);
	if (g->plan->rows[p->row].state == DRAW_CURRENT)
		canvas_box(g->canvas,
		    (struct box){
			PAGE_MARGIN, p->top, right - PAGE_MARGIN, p->height },
		    INK_BLACK, INK_NONE, 1.6);
}

static void
put_tint(struct grid *g, const struct piece *p)
{
	enum ink tint = tint_of(&g->plan->rows[p->row]);

	if (tint != INK_WHITE)
		canvas_box(g->canvas,
		    (struct box){ PAGE_MARGIN, p->top,
			PAGE_WIDTH - 2 * PAGE_MARGIN, p->height },
		    INK_NONE, tint, 0);
}

static void
put_page(struct grid *g, size_t from, size_t to)
{
	const struct piece *last = &g->pieces[to - 1];

	canvas_turn(g->canvas);
	head_put(g, g->pieces[from].page, g->pieces[from].row, last->row + 1);
	for (size_t i = from; i < to; i++)
		put_tint(g, &g->pieces[i]);
	for (size_t i = from; i < to; i++) {
		put_lines(g, &g->pieces[i]);
		put_cells(g, &g->pieces[i]);
		put_number(g, &g->pieces[i]);
	}
	flow_put(g, last->page);
	if (to == g->piece_count)
		foot_put(g, last->top + last->height);
}

void
grid_put(struct grid *g)
{
	for (size_t from = 0, to; from < g->piece_count; from = to) {
		to = from;
		while (to < g->piece_count &&
		       g->pieces[to].page == g->pieces[from].page)
			to++;
		put_page(g, from, to);
	}
}
