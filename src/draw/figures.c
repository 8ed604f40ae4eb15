/*
 * The flowchart of a plan: which symbol each step has and which arrows leave
 * it. As the regulation has it, only a decision forks ("Ya" goes on, "Tidak"
 * goes back or ends); how an official's work can be sent back or withdrawn is
 * told by the SOP's file, not by its picture.
 */
#include "plan.h"

#include "cabut/banned.h"

enum {
	NOWHERE = -1,
	SPUR_COLUMNS_MAX = 10, /* more are too narrow for its word */
};

static const uint32_t ONWARDS = 1U << OUTCOME_APPROVE | 1U << OUTCOME_DELEGATE |
				1U << OUTCOME_DONE | 1U << OUTCOME_COMPLETE |
				1U << OUTCOME_REVOKED | 1U << OUTCOME_ISSUED;

static const struct sop_branch *
branch_for(const struct sop_step *s, uint32_t outcomes)
{
	for (size_t i = 0; i < s->branch_count; i++)
		if (s->branches[i].outcomes & outcomes)
			return &s->branches[i];
	return NULL;
}

/* The step after this one when all goes well; what cabut does by itself and
 * leads nowhere goes on to the next line of the file. */
static int
step_after(const struct sop *sop, unsigned step)
{
	const struct sop_step *s = &sop->steps[step];
	const struct sop_branch *b = branch_for(s, ONWARDS);

	if (s->kind == STEP_END)
		return NOWHERE;
	if (b)
		return (int)b->next;
	return s->branch_count == 0 && step + 1 < sop->step_count
		   ? (int)step + 1
		   : NOWHERE;
}

/* The first printed step from here on; NOWHERE when an end comes first. */
static int
first_printed(const struct plan *p, int step)
{
	for (size_t n = 0; step != NOWHERE && n <= p->sop->step_count; n++) {
		if (p->figures[step].is_printed)
			return step;
		step = step_after(p->sop, (unsigned)step);
	}
	return NOWHERE;
}

static int
target_of(const struct plan *p, unsigned step, uint32_t outcomes)
{
	const struct sop_branch *b = branch_for(&p->sop->steps[step], outcomes);

	return b ? first_printed(p, (int)b->next) : NOWHERE;
}

static void
add_edge(struct plan *p, unsigned from, int to, const char *label)
{
	if (to == NOWHERE || (unsigned)to == from ||
	    p->edge_count == PLAN_EDGES_MAX)
		return;
	p->edges[p->edge_count++] = (struct edge){ from, (unsigned)to, label };
}

/* ---- slots: steps of one row beside each other, where a line can pass ---- */

static bool
is_free(const struct plan *p, const struct row *row, size_t until, size_t slot,
    size_t column)
{
	for (size_t i = 0; i < until; i++) {
		const struct figure *g = &p->figures[row->steps[i]];

		if (g->slot == slot && g->column == column)
			return false;
	}
	return true;
}

static bool
can_stand_beside(const struct plan *p, const struct row *row, size_t i)
{
	const struct figure *before = &p->figures[row->steps[i - 1]];
	size_t column = p->figures[row->steps[i]].column;
	size_t low = column < before->column ? column : before->column + 1;
	size_t high = column < before->column ? before->column : column + 1;

	for (size_t c = low; c < high; c++)
		if (!is_free(p, row, i, before->slot, c))
			return false;
	return column != before->column;
}

static void
place_in_slots(struct plan *p, struct row *row)
{
	row->slots = 1;
	for (size_t i = 1; i < row->step_count; i++) {
		struct figure *g = &p->figures[row->steps[i]];

		g->slot = row->slots - 1;
		if (!can_stand_beside(p, row, i))
			g->slot = row->slots++;
	}
}

/* ---- what a refusal looks like ---- */

static bool
is_beside_free(const struct plan *p, const struct figure *g, int step)
{
	const struct row *row = &p->rows[g->row];
	int column = (int)g->column + step;

	return column >= 0 && column < (int)p->column_count &&
	       is_free(p, row, row->step_count, g->slot, (size_t)column);
}

/* Away from where the flow goes. */
static void
place_spur(struct plan *p, struct figure *g, int onwards, const char *text)
{
	bool goes_right =
	    onwards != NOWHERE && p->figures[onwards].column > g->column;
	bool goes_down =
	    onwards != NOWHERE && p->figures[onwards].column == g->column;

	g->spur_text = text;
	if (p->column_count > SPUR_COLUMNS_MAX)
		p->has_hidden_end = true;
	else if (!goes_right && is_beside_free(p, g, 1))
		g->spur = SPUR_RIGHT;
	else if ((goes_right || goes_down) && is_beside_free(p, g, -1))
		g->spur = SPUR_LEFT;
	else if (!goes_down)
		g->spur = SPUR_BELOW;
	else
		p->has_hidden_end = true;
	if (g->spur == SPUR_BELOW && p->rows[g->row].slots == g->slot + 1)
		p->rows[g->row].slots++;
}

static void
refuse(struct plan *p, unsigned step, int onwards)
{
	const struct sop_step *s = &p->sop->steps[step];
	int more = target_of(p, step, 1U << OUTCOME_MORE);
	int reject = target_of(p, step, 1U << OUTCOME_REJECT);
	bool can_reject = branch_for(s, 1U << OUTCOME_REJECT) != NULL;

	if (reject != NOWHERE && more != NOWHERE && reject != more)
		add_edge(p, step, more, "Lengkapi");
	if (reject == NOWHERE)
		reject = more;
	else
		can_reject = false;
	if (reject != NOWHERE && (unsigned)reject != step) {
		add_edge(p, step, reject, "Tidak");
		p->has_hidden_end |= can_reject;
	} else if (can_reject) {
		place_spur(p, &p->figures[step], onwards, "Ditolak");
	}
}

static void
draw_step(struct plan *p, unsigned step, bool is_first)
{
	struct figure *g = &p->figures[step];
	int onwards = step_after(p->sop, step);
	bool is_decision = p->sop->steps[step].kind == STEP_DECISION;

	onwards = first_printed(p, onwards);
	if (is_first || onwards == NOWHERE)
		g->shape = FIGURE_CAPSULE;
	else if (is_decision)
		g->shape = FIGURE_DIAMOND;
	add_edge(p, step, onwards, g->shape == FIGURE_DIAMOND ? "Ya" : NULL);
	if (g->shape == FIGURE_DIAMOND)
		refuse(p, step, onwards);
	else if (is_decision)
		p->has_hidden_end = true;
}

void
plan_figures(struct plan *p)
{
	bool is_first = true;

	for (size_t i = 0; i < p->row_count; i++)
		place_in_slots(p, &p->rows[i]);
	for (unsigned i = 0; i < p->sop->step_count; i++) {
		if (!p->figures[i].is_printed)
			continue;
		draw_step(p, i, is_first);
		is_first = false;
	}
}
