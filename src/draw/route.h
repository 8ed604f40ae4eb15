/*
 * route.h: private to the room. Finds orthogonal ways between figures on one
 * page: around other figures, along free lanes beside the columns, with few
 * bends and crossings. Lines to the same figure may join.
 */
#ifndef DRAW_ROUTE_H
#define DRAW_ROUTE_H

#include "canvas.h"

enum {
	NODES_MAX = 4 * SOP_STEPS_MAX,
	ROUTE_POINTS_MAX = 8,
	SEGMENTS_MAX = 2048,
	LANES_MAX = 5 * SOP_ROLES_MAX,
};

enum side { SIDE_LEFT, SIDE_RIGHT, SIDE_TOP, SIDE_BOTTOM, SIDE_COUNT };

struct node {
	double x, y, width, height; /* its middle */
	bool is_connector;
};

struct segment {
	struct point a, b;
	size_t to; /* the node its line leads to */
};

struct route {
	struct point at[ROUTE_POINTS_MAX];
	size_t count;
	enum side exit;
	double cost;
};

struct net {
	struct node nodes[NODES_MAX];
	size_t node_count;
	struct segment segments[SEGMENTS_MAX];
	size_t segment_count;
	double lanes[LANES_MAX]; /* x of vertical ways */
	size_t lane_count;
};

/* The cheapest way; false: every one runs over a figure or along a foreign
 * line. */
bool route_find(const struct net *, size_t from, size_t to, struct route *);
/* From now on others go around it. */
void route_keep(struct net *, const struct route *, size_t to);

#endif
