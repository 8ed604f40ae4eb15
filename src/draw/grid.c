/*
 * Widths of columns, heights of rows, and where pages end.
 */
#include <math.h>

#include "grid.h"

#include "cabut/banned.h"

static const double SIZES[] = { 8.5, 8.0, 7.5, 7.0 };
static const double INSET = 3.0; /* between a cell's line and its text */
static const double SLOT_HEIGHT = 36.0;
static const double SPREAD_MAX = 16.0; /* air that a row gets at most */

enum {
	SIZE_COUNT = sizeof SIZES / sizeof *SIZES,
	CONTENT_WIDTH = PAGE_WIDTH - 2 * PAGE_MARGIN,
	NUMBER_WIDTH = 24,
	TIME_WIDTH = 44,
	NOTE_EMPTY_WIDTH = 36,
	NOTE_WIDTH = 84,
	ROLE_WIDEST = 62,
	MANY_ROLES = 12,
};

/* A column of notes is wide enough that one long note makes no tall row, but
 * never takes more than a third of what the other texts have. */
static double
note_width(const struct plan *p, double room)
{
	enum { LONG_BYTES = 120 };
	size_t longest = 0;

	for (size_t i = 0; i < p->row_count; i++)
		if (strlen(p->rows[i].note) > longest)
			longest = strlen(p->rows[i].note);
	if (longest == 0)
		return NOTE_EMPTY_WIDTH;
	if (longest <= LONG_BYTES)
		return NOTE_WIDTH;
	double width = NOTE_WIDTH + (double)(longest - LONG_BYTES) * 0.4;
	double most = room / 3 > NOTE_WIDTH ? room / 3 : NOTE_WIDTH;

	return width < most ? width : most;
}

static double
role_width(size_t columns)
{
	double share = columns > MANY_ROLES ? 0.55 : 0.46;
	double width = CONTENT_WIDTH * share / (double)columns;

	return width > ROLE_WIDEST ? ROLE_WIDEST : width;
}

static void
place_columns(struct grid *g)
{
	size_t columns = g->plan->column_count;

	g->role_width = role_width(columns);
	double left = CONTENT_WIDTH - g->role_width * (double)columns -
		      NUMBER_WIDTH - TIME_WIDTH;
	double note = note_width(g->plan, left);

	left -= note;

	g->width[CELL_NUMBER] = NUMBER_WIDTH;
	g->width[CELL_ACTIVITY] = left * 0.40;
	g->width[CELL_EQUIPMENT] = left * 0.31;
	g->width[CELL_TIME] = TIME_WIDTH;
	g->width[CELL_OUTPUT] = left * 0.29;
	g->width[CELL_NOTE] = note;
	double x = PAGE_MARGIN;

	for (int i = 0; i < CELL_COUNT; i++) {
		g->x[i] = x;
		x += g->width[i];
		if (i == CELL_ACTIVITY) {
			g->roles_x = x;
			x += g->role_width * (double)columns;
		}
	}
}

static struct text
wrap(struct grid *g, const char *text, enum grid_cell cell,
    enum text_align align)
{
	struct text_style style = { .size = g->size, .align = align };

	return text_wrap(g->canvas, text, g->width[cell] - 2 * INSET, &style);
}

static struct text
measured_text(struct grid *g, const struct row *row)
{
	struct text_style style = { .size = g->size,
		.is_bold = true,
		.align = TEXT_CENTRED,
		.ink = row->is_late ? INK_BAD : INK_GOOD };

	if (!*row->measured)
		return (struct text){ 0 };
	return text_wrap(g->canvas,
	    arena_printf(g->canvas->arena, "/ %s", row->measured),
	    g->width[CELL_TIME] - 2 * INSET, &style);
}

double
grid_page_top(const struct grid *g, size_t page)
{
	return PAGE_MARGIN + (page == 0 ? g->title_height : 0) + g->head_height;
}

static double
page_bottom(const struct grid *g)
{
	return PAGE_HEIGHT - PAGE_MARGIN - g->foot_height;
}

/* What a row may want on any page, connectors included. */
static double
page_room(const struct grid *g)
{
	return page_bottom(g) - grid_page_top(g, 0) - 2 * CONNECTOR_ROOM;
}

static void
lay_row(struct grid *g, size_t i)
{
	const struct row *row = &g->plan->rows[i];
	struct laid_row *l = &g->rows[i];
	struct text_style style = { .size = g->size };

	l->cells[CELL_NUMBER] = wrap(g, row->number, CELL_NUMBER, TEXT_CENTRED);
	l->cells[CELL_ACTIVITY] =
	    wrap(g, row->activity, CELL_ACTIVITY, TEXT_LEFT);
	l->cells[CELL_EQUIPMENT] =
	    text_list(g->canvas, row->equipment, row->equipment_count,
		g->width[CELL_EQUIPMENT] - 2 * INSET, false, &style);
	l->cells[CELL_TIME] = text_join(g->canvas,
	    wrap(g, row->time, CELL_TIME, TEXT_CENTRED), measured_text(g, row));
	l->cells[CELL_OUTPUT] = wrap(g, row->output, CELL_OUTPUT, TEXT_LEFT);
	l->cells[CELL_NOTE] = wrap(g, row->note, CELL_NOTE, TEXT_LEFT);
	l->lines = 0;
	for (int k = 0; k < CELL_COUNT; k++)
		if (l->cells[k].count > l->lines)
			l->lines = l->cells[k].count;
	l->least = fmin((double)row->slots * SLOT_HEIGHT, page_room(g));
}

/* ---- pages ---- */

static double
height_of(const struct grid *g, size_t row, size_t from)
{
	double text =
	    (double)(g->rows[row].lines - from) * text_leading(g->size) +
	    2 * INSET;
	double least = from == 0 ? g->rows[row].least : 0;

	return text > least ? text : least;
}

/* Where the next row would go. */
struct cursor {
	size_t page;
	double y;
	bool is_fresh; /* nothing on this page yet */
};

static void
turn(const struct grid *g, struct cursor *at)
{
	at->page++;
	at->y = grid_page_top(g, at->page) + CONNECTOR_ROOM;
	at->is_fresh = true;
}

static struct piece *
add_piece(struct grid *g, size_t row, size_t from, struct cursor *at)
{
	if (g->piece_count == GRID_PIECES_MAX || at->page >= DRAW_PAGES_MAX) {
		g->is_too_long = true;
		return NULL;
	}
	struct piece *p = &g->pieces[g->piece_count++];

	*p = (struct piece){ .row = row,
		.page = at->page,
		.from = from,
		.to = g->rows[row].lines,
		.is_first = from == 0,
		.top = at->y,
		.height = height_of(g, row, from) };
	at->is_fresh = false;
	return p;
}

/* A row that is higher than a page, page by page. */
static void
put_tall(struct grid *g, size_t row, struct cursor *at)
{
	size_t from = 0;
	double room = page_bottom(g) - CONNECTOR_ROOM;

	while (height_of(g, row, from) > room - at->y) {
		size_t fits = (size_t)((room - at->y - 2 * INSET) /
				       text_leading(g->size));
		struct piece *p = add_piece(g, row, from, at);

		if (!p)
			return;
		if (fits == 0 || fits >= g->rows[row].lines - from)
			return;
		from += fits;
		p->to = from;
		p->height = room - at->y;
		turn(g, at);
	}
	struct piece *last = add_piece(g, row, from, at);

	if (last)
		at->y += last->height;
}

/* Such a row begins where the one before ends, if its figures can. */
static bool
is_taller_than_page(const struct grid *g, double height, double room)
{
	double page = page_bottom(g) - grid_page_top(g, 1) - 2 * CONNECTOR_ROOM;

	return height > page && room > 2 * SLOT_HEIGHT;
}

static void
paginate(struct grid *g)
{
	struct cursor at = { .y = grid_page_top(g, 0), .is_fresh = true };

	g->piece_count = 0;
	g->is_too_long = false;
	for (size_t i = 0; i < g->plan->row_count && !g->is_too_long; i++) {
		double height = height_of(g, i, 0);
		bool is_last = i + 1 == g->plan->row_count;
		double room =
		    page_bottom(g) - at.y - (is_last ? 0 : CONNECTOR_ROOM);

		if (height > room && !at.is_fresh &&
		    !is_taller_than_page(g, height, room)) {
			turn(g, &at);
			room = page_bottom(g) - at.y - CONNECTOR_ROOM;
		}
		if (height > room) {
			put_tall(g, i, &at);
			continue;
		}
		struct piece *p = add_piece(g, i, 0, &at);

		if (p)
			at.y += p->height;
	}
	g->page_count = at.page + 1;
}

/* Room for connectors where the flow crosses, air where there is some. */
static void
spread_page(struct grid *g, size_t page, size_t from, size_t to)
{
	struct piece *first = &g->pieces[from], *last = &g->pieces[to - 1];
	double top = grid_page_top(g, page), used = 0;

	first->lead = flow_crosses_top(g, page) ? CONNECTOR_ROOM : 0;
	last->tail = flow_crosses_bottom(g, page) ? CONNECTOR_ROOM : 0;
	first->height += first->lead;
	last->height += last->tail;
	for (size_t i = from; i < to; i++)
		used += g->pieces[i].height;
	double air = (page_bottom(g) - top - used) / (double)(to - from);

	air = air > SPREAD_MAX ? SPREAD_MAX : air < 0 ? 0 : air;
	for (size_t i = from; i < to; i++) {
		g->pieces[i].top = top;
		g->pieces[i].height += air;
		top += g->pieces[i].height;
	}
}

static void
spread(struct grid *g)
{
	for (size_t from = 0, to; from < g->piece_count; from = to) {
		to = from;
		while (to < g->piece_count &&
		       g->pieces[to].page == g->pieces[from].page)
			to++;
		spread_page(g, g->pieces[from].page, from, to);
	}
}

static void
lay(struct grid *g, double size)
{
	g->size = size;
	for (size_t i = 0; i < g->plan->row_count; i++)
		lay_row(g, i);
	paginate(g);
}

void
grid_make(struct grid *g, struct canvas *c, const struct plan *p)
{
	*g = (struct grid){ .canvas = c, .plan = p };
	g->pieces = arena_array(c->arena, GRID_PIECES_MAX, sizeof *g->pieces);
	place_columns(g);
	g->title_height = title_height(g);
	g->head_height = head_height(g);
	g->foot_height = foot_height(g);
	lay(g, SIZES[SIZE_COUNT - 1]);
	size_t least = g->page_count;

	for (int i = 0; i < SIZE_COUNT && !g->is_too_long; i++) {
		lay(g, SIZES[i]);
		if (g->page_count <= least)
			break;
	}
	spread(g);
}

double
grid_column_middle(const struct grid *g, size_t column)
{
	return g->roles_x + g->role_width * ((double)column + 0.5);
}
