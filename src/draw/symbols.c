/*
 * The symbols of the regulation's flowchart: capsule, box, diamond, pentagon,
 * and the arrows between them.
 */
#include <math.h>

#include "chart.h"

#include "cabut/banned.h"

static const double FIGURE_HEIGHT = 15, LINE = 0.9, ARROW_LENGTH = 5.5,
		    ARROW_HALF = 2.3,
		    TUCK = 4.2; /* a label into the corner of its diamond */

double
chart_figure_width(const struct grid *g)
{
	double width = g->role_width * 0.52;

	return width > 34 ? 34 : width;
}

/* Not higher than wide where columns are narrow. */
double
chart_figure_height(const struct grid *g, enum figure_shape shape)
{
	double height =
	    shape == FIGURE_DIAMOND ? CHART_DIAMOND_HEIGHT : FIGURE_HEIGHT;
	double most = chart_figure_width(g) + (shape == FIGURE_DIAMOND ? 5 : 1);

	return height > most ? most : height;
}

void
chart_capsule(struct flow *f, const struct node *n)
{
	canvas_capsule(f->grid->canvas,
	    (struct box){ n->x - n->width / 2, n->y - n->height / 2, n->width,
		n->height },
	    INK_WHITE, LINE);
}

void
chart_figure(struct flow *f, const struct node *n, enum figure_shape shape)
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
		chart_capsule(f, n);
		break;
	case FIGURE_DIAMOND:
		canvas_area(
		    f->grid->canvas, diamond, 4, INK_BLACK, INK_WHITE, LINE);
		break;
	}
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

void
chart_label(struct flow *f, const char *text, struct point at, enum side exit,
    bool turns_up)
{
	struct text_style style = { .size = CHART_LABEL_PT };
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

void
chart_route(struct flow *f, const struct route *r, const char *label)
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
		chart_label(f, label, r->at[0], r->exit,
		    r->count > 2 && r->at[2].y < r->at[1].y);
}

void
chart_connector(struct flow *f, int node, const char *text)
{
	if (node == NONE)
		return;
	const struct node *n = &f->net.nodes[node];
	double w = n->width / 2, h = n->height / 2;
	const struct point at[] = { { n->x - w, n->y - h },
		{ n->x + w, n->y - h }, { n->x + w, n->y + h * 0.3 },
		{ n->x, n->y + h }, { n->x - w, n->y + h * 0.3 } };
	struct text_style style = { .size = CHART_LABEL_PT, .is_bold = true };

	canvas_area(f->grid->canvas, at, 5, INK_BLACK, INK_WHITE, LINE);
	text_put_line(f->grid->canvas, text,
	    (struct point){ n->x, n->y + CHART_LABEL_PT * 0.28 }, 0.5, &style);
}
