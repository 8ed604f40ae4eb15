/*
 * Which steps are printed, in which row, and which roles have a column.
 */
#include "plan.h"

#include "cabut/banned.h"

static bool
is_printed(const struct sop_step *s)
{
	return s->number && *s->number;
}

static struct row *
row_for(struct plan *p, const struct sop_step *s)
{
	struct row *last = p->row_count ? &p->rows[p->row_count - 1] : NULL;

	if (last && strcmp(last->number, s->number) == 0)
		return last;
	p->rows[p->row_count] = (struct row){ .number = s->number };
	return &p->rows[p->row_count++];
}

static void
collect_rows(struct plan *p)
{
	for (unsigned i = 0; i < p->sop->step_count; i++) {
		const struct sop_step *s = &p->sop->steps[i];

		if (!is_printed(s))
			continue;
		struct row *row = row_for(p, s);

		row->steps[row->step_count++] = i;
		p->figures[i].is_printed = true;
		p->figures[i].row = (size_t)(row - p->rows);
	}
}

static void
collect_columns(struct plan *p)
{
	for (unsigned role = 0; role < p->sop->role_count; role++) {
		bool acts = false;

		for (size_t i = 0; i < p->sop->step_count; i++) {
			if (!p->figures[i].is_printed ||
			    p->sop->steps[i].kind == STEP_END ||
			    p->sop->steps[i].role != role)
				continue;
			p->figures[i].column = p->column_count;
			acts = true;
		}
		if (acts)
			p->columns[p->column_count++] = role;
	}
}

/* A printed end is nobody's act: it stands where the row before it does. */
static void
place_ends(struct plan *p)
{
	size_t column = 0;

	for (size_t i = 0; i < p->sop->step_count; i++) {
		if (!p->figures[i].is_printed)
			continue;
		if (p->sop->steps[i].kind == STEP_END)
			p->figures[i].column = column;
		column = p->figures[i].column;
	}
}

static const struct draw_mark *
mark_of(const struct plan *p, unsigned step)
{
	return &p->progress->marks[step];
}

/* A row of two steps is done when both are. */
static void
collect_state(const struct plan *p, struct row *row)
{
	size_t done = 0, skipped = 0;
	bool is_current = false;

	for (size_t i = 0; i < row->step_count; i++) {
		const struct draw_mark *m = mark_of(p, row->steps[i]);

		done += m->state == DRAW_DONE;
		skipped += m->state == DRAW_SKIPPED;
		is_current |= m->state == DRAW_CURRENT;
		row->is_late |= m->is_late;
	}
	if (is_current || (done > 0 && done + skipped < row->step_count))
		row->state = DRAW_CURRENT;
	else if (done > 0)
		row->state = DRAW_DONE;
	else if (skipped == row->step_count)
		row->state = DRAW_SKIPPED;
}

bool
plan_make(struct plan *p, const struct sop *sop,
    const struct draw_progress *progress, struct arena *a, struct fault *f)
{
	*p = (struct plan){ .sop = sop, .progress = progress };
	collect_rows(p);
	if (p->row_count == 0)
		return fault_set(f, SCOPE_CONFIG,
		    "SOP %s has no step with a number (no=\"...\"): its table "
		    "would be empty",
		    sop->id);
	collect_columns(p);
	if (p->column_count == 0)
		return fault_set(f, SCOPE_CONFIG,
		    "SOP %s has no numbered step that somebody does", sop->id);
	place_ends(p);
	for (size_t i = 0; i < p->row_count; i++) {
		if (progress)
			collect_state(p, &p->rows[i]);
		row_texts(&p->rows[i], p, a);
	}
	plan_figures(p);
	return true;
}

const char *
plan_role_label(const struct plan *p, size_t column, size_t from, size_t to)
{
	const char *label = NULL,
		   *own = p->sop->roles[p->columns[column]].label;

	for (size_t i = 0; i < p->sop->step_count; i++) {
		const struct figure *g = &p->figures[i];
		const char *actor = p->sop->steps[i].actor;

		if (!g->is_printed || g->column != column || g->row < from ||
		    g->row >= to || !actor || !*actor)
			continue;
		if (label && strcmp(label, actor) != 0)
			return own;
		label = actor;
	}
	return label ? label : own;
}

const char *
plan_state_word(const struct row *row)
{
	switch (row->state) {
	case DRAW_DONE:
		return row->is_late ? "selesai, terlambat" : "selesai";
	case DRAW_CURRENT:
		return row->is_late ? "sedang berjalan, terlambat"
				    : "sedang berjalan";
	case DRAW_SKIPPED:
		return "dilewati";
	case DRAW_AHEAD:
		break;
	}
	return "belum";
}
