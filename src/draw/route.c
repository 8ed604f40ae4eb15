/*
 * All ways of at most five legs are tried: out of one side, up or down a lane
 * or the target's own middle, into one side; the cheapest is taken. Few enough
 * on a page of few figures.
 */
#include <math.h>

#include "route.h"

#include "cabut/banned.h"

static const double GAP = 6.0;	 /* before a line may turn */
static const double CLEAR = 2.0; /* from foreign figures */
static const double SAME = 0.4;	 /* closer lines are one */
static const double NEAR = 2.2;	 /* closer parallels look like one */
static const double COST_HIT = 10000, COST_ALONG = 1500, COST_BEND = 6,
		    COST_CROSSING = 14, COST_LENGTH = 0.03;

static struct point
port(const struct node *n, enum side side)
{
	switch (side) {
	case SIDE_LEFT:
		return (struct point){ n->x - n->width / 2, n->y };
	case SIDE_RIGHT:
		return (struct point){ n->x + n->width / 2, n->y };
	case SIDE_TOP:
		return (struct point){ n->x, n->y - n->height / 2 };
	case SIDE_BOTTOM:
		return (struct point){ n->x, n->y + n->height / 2 };
	case SIDE_COUNT:
		break;
	}
	return (struct point){ n->x, n->y };
}

static bool
is_flat(enum side side)
{
	return side == SIDE_LEFT || side == SIDE_RIGHT;
}

/* Is `p` on the outer side of the port at `at`? */
static bool
is_outside(enum side side, struct point at, struct point p)
{
	switch (side) {
	case SIDE_LEFT:
		return p.x < at.x - SAME;
	case SIDE_RIGHT:
		return p.x > at.x + SAME;
	case SIDE_TOP:
		return p.y < at.y - SAME;
	case SIDE_BOTTOM:
		return p.y > at.y + SAME;
	case SIDE_COUNT:
		break;
	}
	return false;
}

static struct point
stepped_out(enum side side, struct point at)
{
	if (side == SIDE_TOP)
		at.y -= GAP;
	else if (side == SIDE_BOTTOM)
		at.y += GAP;
	return at;
}

static bool
is_same(double a, double b)
{
	return fabs(a - b) < SAME;
}

/* Adds a point; drops it when it repeats, and the one before when straight. */
static void
add_point(struct route *r, struct point p)
{
	struct point *last = r->count ? &r->at[r->count - 1] : NULL;
	struct point *before = r->count > 1 ? last - 1 : NULL;

	if (last && is_same(last->x, p.x) && is_same(last->y, p.y))
		return;
	if (before &&
	    ((is_same(before->x, last->x) && is_same(last->x, p.x)) ||
		(is_same(before->y, last->y) && is_same(last->y, p.y))))
		*last = p;
	else
		r->at[r->count++] = p;
}

/* out -> (lane, same y) -> (lane, y of arrival) -> in; false: such a way
 * would turn back on itself. */
static bool
make_way(const struct node *from, const struct node *to, enum side exit,
    enum side entry, double lane, struct route *r)
{
	struct point a = port(from, exit), b = port(to, entry);
	struct point out = stepped_out(exit, a), in = stepped_out(entry, b);
	struct point turn = { lane, out.y };

	*r = (struct route){ .exit = exit };
	if (is_flat(exit) && !is_outside(exit, a, turn))
		return false;
	if (!is_flat(entry) && is_same(lane, b.x) &&
	    !is_outside(entry, b, turn))
		return false;
	if (is_flat(entry) &&
	    !is_outside(entry, b, (struct point){ lane, b.y }))
		return false;
	add_point(r, a);
	add_point(r, out);
	add_point(r, turn);
	if (!is_same(lane, b.x)) {
		add_point(r, (struct point){ lane, in.y });
		add_point(r, in);
	}
	add_point(r, b);
	return r->count > 1;
}

/* ---- what a way costs ---- */

static double
low(double a, double b)
{
	return a < b ? a : b;
}
static double
high(double a, double b)
{
	return a > b ? a : b;
}

static bool
hits(const struct node *n, struct point a, struct point b, double clear)
{
	double w = n->width / 2 + clear, h = n->height / 2 + clear;

	return low(a.x, b.x) < n->x + w && high(a.x, b.x) > n->x - w &&
	       low(a.y, b.y) < n->y + h && high(a.y, b.y) > n->y - h;
}

static double
shared(double a, double b, double c, double d)
{
	return low(high(a, b), high(c, d)) - high(low(a, b), low(c, d));
}

static double
meeting_cost(const struct segment *s, struct point a, struct point b, size_t to)
{
	bool is_level = is_same(a.y, b.y), other = is_same(s->a.y, s->b.y);

	if (is_level != other) {
		bool meets = shared(a.x, b.x, s->a.x, s->b.x) >= -SAME &&
			     shared(a.y, b.y, s->a.y, s->b.y) >= -SAME;

		return meets && s->to != to ? COST_CROSSING : 0;
	}
	double apart = is_level ? fabs(a.y - s->a.y) : fabs(a.x - s->a.x);
	double along = is_level ? shared(a.x, b.x, s->a.x, s->b.x)
				: shared(a.y, b.y, s->a.y, s->b.y);

	if (apart > NEAR || along < -SAME)
		return 0;
	return s->to == to && apart < SAME ? 0 : COST_ALONG;
}

static double
cost_of(const struct net *net, size_t from, size_t to, const struct route *r)
{
	double cost = (double)r->count * COST_BEND;

	for (size_t i = 0; i + 1 < r->count; i++) {
		struct point a = r->at[i], b = r->at[i + 1];

		cost += COST_LENGTH * (fabs(a.x - b.x) + fabs(a.y - b.y));
		for (size_t k = 0; k < net->node_count; k++)
			if (hits(&net->nodes[k], a, b,
				k == from || k == to ? -SAME : CLEAR))
				cost += COST_HIT;
		for (size_t k = 0; k < net->segment_count; k++)
			cost += meeting_cost(&net->segments[k], a, b, to);
	}
	return cost;
}

/* Down into the top is how a table is read. */
static double
entry_cost(enum side entry)
{
	static const double cost[SIDE_COUNT] = { [SIDE_LEFT] = 3,
		[SIDE_RIGHT] = 3,
		[SIDE_TOP] = 0,
		[SIDE_BOTTOM] = 4 };

	return cost[entry];
}

static bool
may_leave(const struct node *from, const struct node *to, enum side side)
{
	if (side != SIDE_TOP)
		return true;
	return from->is_connector && to->y < from->y;
}

static bool
may_enter(const struct node *from, const struct node *to, enum side side)
{
	if (side == SIDE_BOTTOM)
		return to->y < from->y;
	return side != SIDE_TOP || to->y > from->y || !to->is_connector;
}

static void
try_way(const struct net *net, size_t from, size_t to, enum side exit,
    enum side entry, double lane, struct route *best)
{
	struct route r;

	if (!make_way(
		&net->nodes[from], &net->nodes[to], exit, entry, lane, &r))
		return;
	r.cost = cost_of(net, from, to, &r) + entry_cost(entry);
	if (best->count == 0 || r.cost < best->cost)
		*best = r;
}

bool
route_find(const struct net *net, size_t from, size_t to, struct route *best)
{
	const struct node *a = &net->nodes[from], *b = &net->nodes[to];

	*best = (struct route){ 0 };
	for (enum side exit = 0; exit < SIDE_COUNT; exit++) {
		if (!may_leave(a, b, exit))
			continue;
		for (enum side entry = 0; entry < SIDE_COUNT; entry++) {
			if (!may_enter(a, b, entry))
				continue;
			try_way(net, from, to, exit, entry, b->x, best);
			try_way(net, from, to, exit, entry, a->x, best);
			for (size_t i = 0; i < net->lane_count; i++)
				try_way(net, from, to, exit, entry,
				    net->lanes[i], best);
		}
	}
	return best->count > 0 && best->cost < COST_ALONG;
}

void
route_keep(struct net *net, const struct route *r, size_t to)
{
	for (size_t i = 0; i + 1 < r->count; i++)
		if (net->segment_count < SEGMENTS_MAX)
			net->segments[net->segment_count++] =
			    (struct segment){ r->at[i], r->at[i + 1], to };
}
