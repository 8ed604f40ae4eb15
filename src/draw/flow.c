/*
 * The flowchart of one page: its figures in their cells, connectors where the
 * flow comes from or goes to another page, then the ways between them.
 */
#include <math.h>

#include "chart.h"

#include "cabut/banned.h"

static const double SPUR_HEIGHT = 11, CONNECTOR_SIDE = 14;

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

static int
add_node(struct flow *f, struct node n)
{
	if (f->net.node_count == NODES_MAX)
		return NONE;
	f->net.nodes[f->net.node_count] = n;
	return (int)f->net.node_count++;
}

static double
slot_middle(const struct flow *f, const struct piece *p, size_t slot)
{
	double room = p->height - p->lead - p->tail;
	double slots = (double)f->grid->plan->rows[p->row].slots;

	return p->top + p->lead + room * ((double)slot + 0.5) / slots;
}

/* ---- refusals that end beside the decision ---- */

static bool
spur_node(struct flow *f, const struct figure *g, const struct node *n,
    struct node *spur)
{
	struct text_style style = { .size = CHART_LABEL_PT };
	double step = f->grid->role_width;
	double width = text_width(f->grid->canvas, g->spur_text, &style) + 9;

	if (width > step - 3)
		return false;
	*spur = (struct node){
		.x = n->x, .y = n->y, .width = width, .height = SPUR_HEIGHT
	};
	if (g->spur == SPUR_LEFT)
		spur->x -= step;
	else if (g->spur == SPUR_RIGHT)
		spur->x += step;
	else
		spur->y += CHART_DIAMOND_HEIGHT / 2 + 12 + SPUR_HEIGHT / 2;
	return true;
}

static void
put_spur(struct flow *f, const struct figure *g, size_t from)
{
	struct node spur;
	struct route r;
	struct text_style style = { .size = CHART_LABEL_PT };

	if (g->spur == SPUR_NONE ||
	    !spur_node(f, g, &f->net.nodes[from], &spur))
		return;
	int to = add_node(f, spur);

	if (to == NONE)
		return;
	route_find(&f->net, from, (size_t)to, &r);
	route_keep(&f->net, &r, (size_t)to);
	chart_route(f, &r, "Tidak");
	chart_capsule(f, &spur);
	text_put_line(f->grid->canvas, g->spur_text,
	    (struct point){ spur.x, spur.y + CHART_LABEL_PT * 0.35 }, 0.5,
	    &style);
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
				f->node_of_step[i] = add_node(
				    f, (struct node){ .x = grid_column_middle(
							  g, figure->column),
					   .y = slot_middle(f, p, figure->slot),
					   .width = chart_figure_width(g) +
						    (is_diamond ? 3 : 0),
					   .height = chart_figure_height(
					       g, figure->shape) });
	}
}

static void
place_lanes(struct flow *f)
{
	const struct grid *g = f->grid;
	double gutter = (g->role_width - chart_figure_width(g)) / 2;

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
		chart_route(f, &r,
		    page_of(f->grid, e->from) == f->page ? e->label : NULL);
		return;
	}
	chart_label(f,
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
			chart_figure(
			    f, &f->net.nodes[node], p->figures[i].shape);
		chart_connector(f, f->leaving[i], letters(f->grid, i));
		chart_connector(f, f->arriving_above[i], letters(f->grid, i));
		chart_connector(f, f->arriving_below[i], letters(f->grid, i));
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
			put_spur(f, &p->figures[i], (size_t)f->node_of_step[i]);
	put_edges(f, false);
	put_nodes(f);
}
