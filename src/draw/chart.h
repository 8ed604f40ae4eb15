/*
 * chart.h: private to the room. One page's flowchart in the making, and the
 * symbols of which it is made.
 */
#ifndef DRAW_CHART_H
#define DRAW_CHART_H

#include "grid.h"
#include "route.h"

#define CHART_LABEL_PT 6.5
#define CHART_DIAMOND_HEIGHT 20.0

enum { NONE = -1 }; /* no node */

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

/* The size of a step's symbol in these columns. */
double chart_figure_width(const struct grid *);
double chart_figure_height(const struct grid *, enum figure_shape);

void chart_figure(struct flow *, const struct node *, enum figure_shape);
void chart_capsule(struct flow *, const struct node *);
/* A pentagon with its letters; node NONE is fine. */
void chart_connector(struct flow *, int node, const char *letters);
/* A line with an arrowhead; label NULL: none. */
void chart_route(struct flow *, const struct route *, const char *label);
/* Beside where a line leaves, on the side to which it does not turn. */
void chart_label(struct flow *, const char *, struct point at, enum side exit,
    bool turns_up);

#endif
