/*
 * The flowchart of one page: its figures in their cells, connectors where the
 * flow comes from or goes to another page, then the ways between them.
 */
#include <math.h>

#include "grid.h"
#include "route.h"

#include "cabut/banned.h"

static const double FIGURE_HEIGHT = 15, DIAMOND_HEIGHT = 20, STUB_HEIGHT = 11,
		    LABEL_PT = 6.5, LINE = 0.9, ARROW_LENGTH = 5.5,
		    ARROW_HALF = 2.3, CONNECTOR_SIDE = 14,
		    TUCK = 4.2; /* a label into the corner of its diamond */

enum { NONE = -1 };

struct flow {
	struct grid *grid;
	size_t page;
	const struct piece *first, *last; /* of this page */
	struct net net;
	int node_of_step[SOP_STEPS_MAX];
	/* For a target on another page, or from one: by target step. */
	int leaving[SOP_STEPS_MAX], arriving_above[SOP_STEPS_MAX],
	    arriving_below[SOP_STEPS_MAX];
};

/* ---- which page ---- */

static size_t
page_of(const struct grid *g, unsigned step)
{
	size_t row = g->plan->figures[step].row;

	for (size_t i = 0; i < g->piece_count; i++)
		if (g->pieces[i].row == row)
			return g->pieces[i].page;
	return 0;
}

static bool
crosses(const struct grid *g, size_t page, bool at_top)
{
	for (size_t i = 0; i < g->plan->edge_count; i++) {
		size_t a = page_of(g, g->plan->edges[i].from);
		size_t b = page_of(g, g->plan->edges[i].to);
		size_t other = a == page ? b : a;

		if ((a == page) != (b == page) && (other < page) == at_top)
			return true;
	}
	return false;
}

bool
flow_crosses_top(const struct grid *g, size_t page)
{
	return crosses(g, page, true);
}

bool
flow_crosses_bottom(const struct grid *g, size_t page)
{
	return crosses(g, page, false);
}

/* A, B, ... Z, AA: the same on every page, by target. */
static const char *
letters(const struct grid *g, unsigned target)
{
	bool seen[SOP_STEPS_MAX] = { false };
	unsigned n = 0;

	for (size_t i = 0; i < g->plan->edge_count; i++) {
		const struct edge *e = &g->plan->edges[i];

		if (page_of(g, e->from) == page_of(g, e->to) || seen[e->to])
			continue;
		if (e->to == target)
			break;
		seen[e->to] = true;
		n++;
	}
	if (n < 26)
		return arena_printf(g->canvas->arena, "%c", 'A' + (int)n);
	return arena_printf(g->canvas->arena, "%c%c", 'A' + (int)(n / 26 - 1),
	    'A' + (int)(n % 26));
}

/* ---- figures ---- */

static double
figure_width(const struct grid *g)
{
	double width = g->role_width * 0.52;

	return width > 34 ? 34 : width;
}

/* Not higher than wide where columns are narrow. */
static double
figure_height(const struct grid *g, enum figure_shape shape)
{
	double height =
	    shape == FIGURE_DIAMOND ? DIAMOND_HEIGHT : FIGURE_HEIGHT;
	double most = figure_width(g) + (shape == FIGURE_DIAMOND ? 5 : 1);

	return height > most ? most : height;
}

static int
add_node(struct flow *f, struct node n)
{
	if (f->net.node_count == NODES_MAX)
		return NONE;
	f->net.nodes[f->net.node_count] = n;
	return (int)f->net.node_count++;
}

static void
put_capsule(struct flow *f, const struct node *n)
{
	canvas_capsule(f->grid->canvas,
	    (struct box){ n->x - n->width / 2, n->y - n->height / 2, n->width,
		n->height },
	    INK_WHITE, LINE);
}

static void
put_figure(struct flow *f, const struct node *n, enum figure_shape shape)
{
	double w = n->width / 2, h = n->height / 2;
	const struct point diamond[] = { { n->x, n->y - h }, { n->x + w, n->y },
		{ n->x, n->y + h }, { n->x - w, n->y } };

	switch (shape) {
	case FIGURE_BOX:
		canvas_box(f->grid->canvas,
		    (struct box){ n->x - w, n->y - h, n->width, n->height },
		    INK_BLACK, INK_WHITE, LINE);
		break;
	case FIGURE_CAPSULE:
		put_capsule(f, n);
		break;
	case FIGURE_DIAMOND:
		canvas_area(
		    f->grid->canvas, diamond, 4, INK_BLACK, INK_WHITE, LINE);
		break;
	}
}

static double
slot_middle(const struct flow *f, const struct piece *p, size_t slot)
{
	double room = p->height - p->lead - p->tail;
	double slots = (double)f->grid->plan->rows[p->row].slots;

	return p->top + p->lead + room * ((double)slot + 0.5) / slots;
}

static void
put_arrow(struct flow *f, struct point tip, struct point from)
{
	double dx = tip.x - from.x, dy = tip.y - from.y;
	double len = hypot(dx, dy);

	dx *= ARROW_LENGTH / len;
	dy *= ARROW_LENGTH / len;
	double sx = -dy * ARROW_HALF / ARROW_LENGTH,
	       sy = dx * ARROW_HALF / ARROW_LENGTH;
	const struct point head[] = { tip, { tip.x - dx + sx, tip.y - dy + sy },
		{ tip.x - dx - sx, tip.y - dy - sy } };

	canvas_area(f->grid->canvas, head, 3, INK_NONE, INK_BLACK, 0);
}

/* Beside where a line leaves, on the side to which it does not turn. */
static void
put_label(struct flow *f, const char *text, struct point at, enum side exit,
    bool turns_up)
{
	struct text_style style = { .size = LABEL_PT };
	double anchor = exit == SIDE_LEFT ? 1 : 0;

	if (exit == SIDE_LEFT)
		at.x += TUCK;
	else if (exit == SIDE_RIGHT)
		at.x -= TUCK;
	else
		at.x += 2.5;
	at.y += exit == SIDE_BOTTOM || turns_up ? 7 : -2.5;
	text_put_line(f->grid->canvas, text, at, anchor, &style);
}

static void
put_route(struct flow *f, const struct route *r, const char *label)
{
	struct point line[ROUTE_POINTS_MAX];
	struct point tip = r->at[r->count - 1], from = r->at[r->count - 2];
	double len = hypot(tip.x - from.x, tip.y - from.y);

	memcpy(line, r->at, r->count * sizeof *line);
	line[r->count - 1].x -= (tip.x - from.x) * (ARROW_LENGTH - 1) / len;
	line[r->count - 1].y -= (tip.y - from.y) * (ARROW_LENGTH - 1) / len;
	canvas_line(f->grid->canvas, line, r->count, INK_BLACK, LINE);
	put_arrow(f, tip, from);
	if (label)
		put_label(f, label, r->at[0], r->exit,
		    r->count > 2 && r->at[2].y < r->at[1].y);
}

/* ---- refusals that end beside the decision ---- */

static bool
stub_node(struct flow *f, const struct figure *g, const struct node *n,
    struct node *stub)
{
	struct text_style style = { .size = LABEL_PT };
	double step = f->grid->role_width;
	double width = text_width(f->grid->canvas, g->stub_text, &style) + 9;

	if (width > step - 3)
		return false;
	*stub = (struct node){
		.x = n->x, .y = n->y, .width = width, .height = STUB_HEIGHT
	};
	if (g->stub == STUB_LEFT)
		stub->x -= step;
	else if (g->stub == STUB_RIGHT)
		stub->x += step;
	else
		stub->y += DIAMOND_HEIGHT / 2 + 12 + STUB_HEIGHT / 2;
	return true;
}

static void
put_stub(struct flow *f, const struct figure *g, size_t from)
{
	struct node stub;
	struct route r;
	struct text_style style = { .size = LABEL_PT };

	if (g->stub == STUB_NONE ||
	    !stub_node(f, g, &f->net.nodes[from], &stub))
		return;
	int to = add_node(f, stub);

	if (to == NONE)
		return;
	route_find(&f->net, from, (size_t)to, &r);
	route_keep(&f->net, &r, (size_t)to);
	put_route(f, &r, "Tidak");
	put_capsule(f, &stub);
	text_put_line(f->grid->canvas, g->stub_text,
	    (struct point){ stub.x, stub.y + LABEL_PT * 0.35 }, 0.5, &style);
}

/* ---- connectors ---- */

static bool
is_taken(const struct flow *f, struct node n)
{
	for (size_t i = 0; i < f->net.node_count; i++) {
		const struct node *o = &f->net.nodes[i];

		if (fabs(o->x - n.x) < (o->width + n.width) / 2 + 3 &&
		    fabs(o->y - n.y) < (o->height + n.height) / 2)
			return true;
	}
	return false;
}

/* In the target's column, or the nearest one that is free. */
static int
add_connector(struct flow *f, unsigned target, bool at_top)
{
	const struct grid *g = f->grid;
	size_t columns = g->plan->column_count;
	double side = g->role_width - 2 < CONNECTOR_SIDE ? g->role_width - 2
							 : CONNECTOR_SIDE;
	struct node n = { .width = side, .height = side, .is_connector = true };
	double y =
	    at_top ? f->first->top + CONNECTOR_ROOM / 2.0 - 1
		   : f->last->top + f->last->height - CONNECTOR_ROOM / 2.0 + 1;

	n.y = y;
	for (size_t away = 0; away <= columns; away++)
		for (int sign = -1; sign <= 1; sign += 2) {
			int column = (int)g->plan->figures[target].column +
				     sign * (int)away;

			if (column < 0 || column >= (int)columns)
				continue;
			n.x = grid_column_middle(g, (size_t)column);
			if (!is_taken(f, n))
				return add_node(f, n);
		}
	return NONE;
}

static void
put_connector(struct flow *f, int node, unsigned target)
{
	if (node == NONE)
		return;
	const struct node *n = &f->net.nodes[node];
	double w = n->width / 2, h = n->height / 2;
	const struct point at[] = { { n->x - w, n->y - h },
		{ n->x + w, n->y - h }, { n->x + w, n->y + h * 0.3 },
		{ n->x, n->y + h }, { n->x - w, n->y + h * 0.3 } };
	struct text_style style = { .size = LABEL_PT, .is_bold = true };

	canvas_area(f->grid->canvas, at, 5, INK_BLACK, INK_WHITE, LINE);
	text_put_line(f->grid->canvas, letters(f->grid, target),
	    (struct point){ n->x, n->y + LABEL_PT * 0.28 }, 0.5, &style);
}

static void
place_connectors(struct flow *f)
{
	const struct plan *p = f->grid->plan;

	for (size_t i = 0; i < p->edge_count; i++) {
		const struct edge *e = &p->edges[i];
		size_t a = page_of(f->grid, e->from);
		size_t b = page_of(f->grid, e->to);
		int *slot = NULL;

		if (a == b)
			continue;
		if (a == f->page)
			slot = &f->leaving[e->to];
		else if (b == f->page)
			slot = a < b ? &f->arriving_above[e->to]
				     : &f->arriving_below[e->to];
		if (slot && *slot == NONE)
			*slot = add_connector(
			    f, e->to, a == f->page ? b < a : a < b);
	}
}

/* ---- the page ---- */

static void
place_figures(struct flow *f)
{
	struct grid *g = f->grid;

	for (size_t i = 0; i < g->plan->sop->step_count; i++) {
		const struct figure *figure = &g->plan->figures[i];
		bool is_diamond = figure->shape == FIGURE_DIAMOND;

		f->node_of_step[i] = NONE;
		f->leaving[i] = NONE;
		f->arriving_above[i] = f->arriving_below[i] = NONE;
		for (const struct piece *p = f->first; p <= f->last; p++)
			if (figure->is_printed && p->is_first &&
			    p->row == figure->row)
				f->node_of_step[i] = add_node(f,
				    (struct node){ .x = grid_column_middle(
						       g, figure->column),
					.y = slot_middle(f, p, figure->slot),
					.width = figure_width(g) +
						 (is_diamond ? 3 : 0),
					.height =
					    figure_height(g, figure->shape) });
	}
}

static void
place_lanes(struct flow *f)
{
	const struct grid *g = f->grid;
	double gutter = (g->role_width - figure_width(g)) / 2;

	for (size_t i = 0; i < g->plan->column_count; i++) {
		double left = g->roles_x + (double)i * g->role_width;
		double right = left + g->role_width;
		const double at[] = { left + gutter * 0.3, left + gutter * 0.56,
			right - gutter * 0.3, right - gutter * 0.56,
			(left + right) / 2 };

		for (size_t k = 0; k < sizeof at / sizeof *at; k++)
			f->net.lanes[f->net.lane_count++] = at[k];
	}
}

static int
end_of(const struct flow *f, const struct edge *e, bool is_source)
{
	size_t a = page_of(f->grid, e->from), b = page_of(f->grid, e->to);

	if (is_source && a == f->page)
		return f->node_of_step[e->from];
	if (!is_source && b == f->page)
		return f->node_of_step[e->to];
	if (a == b || (a != f->page && b != f->page))
		return NONE;
	if (!is_source)
		return f->leaving[e->to];
	return a < b ? f->arriving_above[e->to] : f->arriving_below[e->to];
}

/* Where no way is free the words alone say where it goes. */
static void
put_edge(struct flow *f, const struct edge *e)
{
	int from = end_of(f, e, true), to = end_of(f, e, false);
	const struct plan *p = f->grid->plan;
	bool is_onwards = p->figures[e->to].row >= p->figures[e->from].row;
	struct route r;

	if (from == NONE ||
	    (to == NONE && page_of(f->grid, e->from) != f->page))
		return;
	if (to != NONE && (route_find(&f->net, (size_t)from, (size_t)to, &r) ||
			      (is_onwards && r.count > 0))) {
		route_keep(&f->net, &r, (size_t)to);
		put_route(f, &r,
		    page_of(f->grid, e->from) == f->page ? e->label : NULL);
		return;
	}
	put_label(f,
	    arena_printf(f->grid->canvas->arena, "%s: ke %s",
		e->label ? e->label : "",
		p->rows[p->figures[e->to].row].number),
	    (struct point){ f->net.nodes[from].x + f->net.nodes[from].width / 2,
		f->net.nodes[from].y },
	    SIDE_RIGHT, false);
}

static void
put_edges(struct flow *f, bool onwards)
{
	const struct plan *p = f->grid->plan;

	for (size_t i = 0; i < p->edge_count; i++) {
		const struct edge *e = &p->edges[i];
		bool is_onwards = !e->label || strcmp(e->label, "Ya") == 0;

		if (is_onwards == onwards)
			put_edge(f, e);
	}
}

static void
put_nodes(struct flow *f)
{
	const struct plan *p = f->grid->plan;

	for (unsigned i = 0; i < p->sop->step_count; i++) {
		int node = f->node_of_step[i];

		if (node != NONE)
			put_figure(f, &f->net.nodes[node], p->figures[i].shape);
		put_connector(f, f->leaving[i], i);
		put_connector(f, f->arriving_above[i], i);
		put_connector(f, f->arriving_below[i], i);
	}
}

void
flow_put(struct grid *g, size_t page)
{
	struct flow *f = arena_alloc(g->canvas->arena, sizeof *f);
	const struct plan *p = g->plan;

	f->grid = g;
	f->page = page;
	for (size_t i = 0; i < g->piece_count; i++) {
		if (g->pieces[i].page != page)
			continue;
		f->first = f->first ? f->first : &g->pieces[i];
		f->last = &g->pieces[i];
	}
	place_figures(f);
	place_connectors(f);
	place_lanes(f);
	put_edges(f, true);
	for (size_t i = 0; i < p->sop->step_count; i++)
		if (f->node_of_step[i] != NONE)
			put_stub(f, &p->figures[i], (size_t)f->node_of_step[i]);
	put_edges(f, false);
	put_nodes(f);
}
