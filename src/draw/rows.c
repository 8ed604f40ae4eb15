/*
 * The texts of a printed row. Where two steps share it their texts are told
 * together, and what one of them only repeats is told once.
 */
#include "plan.h"
#include "text.h"

#include "cabut/banned.h"

/* One text per step of the row. */
struct parts {
	const char *at[SOP_STEPS_MAX];
	size_t count;
};

static void
parts_add(struct parts *p, const char *text)
{
	if (text && *text)
		p->at[p->count++] = text;
}

/* Told by another one: equal to one before, or part of any longer one. */
static bool
is_told(const struct parts *p, size_t i)
{
	for (size_t k = 0; k < p->count; k++) {
		size_t a = strlen(p->at[k]), b = strlen(p->at[i]);

		if (k != i && strstr(p->at[k], p->at[i]) && (a > b || k < i))
			return true;
	}
	return false;
}

static const char *
joined(const struct parts *p, const char *between, bool once, struct arena *a)
{
	struct strbuf out;
	const char *kept;

	strbuf_init(&out, 2 * SOP_BYTES_MAX);
	for (size_t i = 0; i < p->count; i++) {
		if (once && is_told(p, i))
			continue;
		if (out.len > 0)
			strbuf_text(&out, between);
		strbuf_text(&out, p->at[i]);
	}
	kept = text_clean(a, out.at);
	strbuf_release(&out);
	return kept;
}

static const char *
unit_word(enum sop_unit unit)
{
	switch (unit) {
	case UNIT_MINUTE:
		return "Menit";
	case UNIT_HOUR:
		return "Jam";
	case UNIT_WORKHOUR:
		return "Jam Kerja";
	case UNIT_DAY:
		return "Hari";
	case UNIT_WORKDAY:
		return "Hari Kerja";
	}
	return "";
}

static const char *
time_text(const struct sop_step *s, struct arena *a)
{
	const struct sop_duration *t = &s->time;

	if (!s->has_time)
		return NULL;
	if (t->value_max > t->value)
		return arena_printf(
		    a, "%u-%u %s", t->value, t->value_max, unit_word(t->unit));
	return arena_printf(a, "%u %s", t->value, unit_word(t->unit));
}

static bool
has_item(const struct row *row, const char *text)
{
	for (size_t i = 0; i < row->equipment_count; i++)
		if (text_equal_nocase(row->equipment[i], text))
			return true;
	return false;
}

static void
add_item(struct row *row, const char *text, struct arena *a)
{
	const char *clean = text_clean(a, text);

	if (*clean && !has_item(row, clean))
		row->equipment[row->equipment_count++] = clean;
}

/* As printed; papers where the row prints nothing. */
static void
take_equipment(struct row *row, const struct plan *p, struct arena *a)
{
	size_t listed = 0, needed = 0;

	for (size_t i = 0; i < row->step_count; i++) {
		listed += p->sop->steps[row->steps[i]].equipment_count;
		needed += p->sop->steps[row->steps[i]].need_count;
	}
	row->equipment =
	    arena_array(a, listed + needed, sizeof *row->equipment);
	for (size_t i = 0; i < row->step_count; i++) {
		const struct sop_step *s = &p->sop->steps[row->steps[i]];

		for (size_t k = 0; k < s->equipment_count; k++)
			add_item(row, s->equipment[k], a);
		for (size_t k = 0; listed == 0 && k < s->need_count; k++)
			if (s->needs[k].paper >= 0)
				add_item(row,
				    p->sop->papers[s->needs[k].paper].label, a);
	}
}

static void
take_progress(
    struct row *row, const struct plan *p, struct parts *notes, struct arena *a)
{
	struct parts measured = { 0 };

	for (size_t i = 0; i < row->step_count; i++) {
		const struct draw_mark *m = &p->progress->marks[row->steps[i]];

		parts_add(&measured, m->measured);
		parts_add(notes, m->note);
	}
	row->measured = joined(&measured, " + ", false, a);
}

void
row_texts(struct row *row, const struct plan *p, struct arena *a)
{
	struct parts activity = { 0 }, time = { 0 }, output = { 0 },
		     roles = { 0 }, notes = { 0 }, progress = { 0 };

	for (size_t i = 0; i < row->step_count; i++) {
		const struct sop_step *s = &p->sop->steps[row->steps[i]];
		bool has_actor = s->actor && *s->actor;

		parts_add(&activity, s->activity);
		parts_add(&time, time_text(s, a));
		parts_add(&output, s->output);
		parts_add(&notes, s->note);
		if (s->kind != STEP_END)
			parts_add(&roles, has_actor
					      ? s->actor
					      : p->sop->roles[s->role].label);
	}
	row->measured = "";
	if (p->progress)
		take_progress(row, p, &progress, a);
	row->activity = joined(&activity, " ", false, a);
	row->time = joined(&time, " + ", true, a);
	row->output = joined(&output, " ", true, a);
	row->roles = joined(&roles, ", ", true, a);
	parts_add(&notes, joined(&progress, "; ", true, a));
	row->note = joined(&notes, "; ", true, a);
	take_equipment(row, p, a);
	row->number = text_clean(a, row->number);
}
