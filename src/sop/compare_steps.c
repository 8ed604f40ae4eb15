/*
 * The rows of two versions of a SOP: added, removed, renumbered, moved, and
 * every cell that changed.
 */
#include "compare.h"
#include "engine.h"

#include "cabut/banned.h"

static const char *
where_is(struct comparison *c, const struct sop_step *s)
{
	if (!s->number[0] || strcmp(s->number, s->id) == 0)
		return arena_printf(c->arena, "langkah %s", s->id);
	return arena_printf(c->arena, "langkah %s (%s)", s->number, s->id);
}

static const char *
duration_text(struct comparison *c, const struct sop_duration *d)
{
	static const char *const units[] = { "menit", "jam", "jam-kerja",
		"hari", "hari-kerja" };

	if (d->value == 0 && d->value_max == 0)
		return NULL;
	if (d->value == d->value_max || d->value_max == 0)
		return arena_printf(
		    c->arena, "%u %s", d->value, units[d->unit]);
	return arena_printf(
	    c->arena, "%u-%u %s", d->value, d->value_max, units[d->unit]);
}

static const char *
append(struct comparison *c, const char *list, const char *text)
{
	return list ? arena_printf(c->arena, "%s, %s", list, text) : text;
}

static const char *
equipment_text(struct comparison *c, const struct sop_step *s)
{
	const char *text = NULL;

	for (size_t i = 0; i < s->equipment_count; i++)
		text = append(c, text, s->equipment[i]);
	return text;
}

static const char *
need_text(
    struct comparison *c, const struct sop *sop, const struct sop_need *need)
{
	const char *what = need->paper >= 0 ? sop->papers[need->paper].id
			   : need->asker == ASKER_SUPERIOR
			       ? "pemohon atasan"
			       : "pemohon bukan-pemilik";

	return need->for_reason ? arena_printf(c->arena, "%s bila %s", what,
				      need->for_reason)
				: what;
}

static const char *
needs_text(
    struct comparison *c, const struct sop *sop, const struct sop_step *s)
{
	const char *text = NULL;

	for (size_t i = 0; i < s->need_count; i++)
		text = append(c, text, need_text(c, sop, &s->needs[i]));
	return text;
}

static const char *
paper_text(const struct sop *sop, int paper)
{
	return paper < 0 ? NULL : sop->papers[paper].id;
}

/* "setuju" leads where: NULL: nowhere. */
static const char *
way_text(struct comparison *c, const struct sop *sop, const struct sop_step *s,
    enum sop_outcome outcome)
{
	const struct sop_branch *b = step_branch(s, outcome);

	if (!b)
		return NULL;
	return arena_printf(c->arena, "%s%s", sop->steps[b->next].id,
	    b->is_anew ? " (ulang)" : "");
}

static const char *
end_text(enum sop_end end)
{
	switch (end) {
	case END_NONE:
		break;
	case END_DONE:
		return "selesai";
	case END_REJECTED:
		return "ditolak";
	case END_CANCELLED:
		return "dibatalkan";
	}
	return NULL;
}

struct two_rows {
	const struct sop_step *before, *after;
	const char *where;
};

static void
compare_nature(struct comparison *c, const struct two_rows *t)
{
	const struct sop_step *a = t->before, *b = t->after;

	differ_text(c, t->where, "nomor", a->number, b->number);
	differ_text(c, t->where, "jenis", sop_kind_word(a->kind),
	    sop_kind_word(b->kind));
	differ_text(c, t->where, "pelaksana", a->actor, b->actor);
	differ_text(c, t->where, "akhir", end_text(a->end), end_text(b->end));
	if (a->min_assurance != b->min_assurance)
		differ_text(c, t->where, "syarat-surel",
		    arena_printf(c->arena, "%u", a->min_assurance),
		    arena_printf(c->arena, "%u", b->min_assurance));
	differ_text(c, t->where, "masa-sanggah", a->is_held ? "ya" : "tidak",
	    b->is_held ? "ya" : "tidak");
}

static void
compare_cells(struct comparison *c, const struct two_rows *t)
{
	const struct sop_step *a = t->before, *b = t->after;

	differ_text(c, t->where, "kegiatan", a->activity, b->activity);
	differ_text(c, t->where, "perlengkapan", equipment_text(c, a),
	    equipment_text(c, b));
	differ_text(c, t->where, "kelengkapan", needs_text(c, c->before, a),
	    needs_text(c, c->after, b));
	differ_text(c, t->where, "hasil-berkas",
	    paper_text(c->before, a->produces),
	    paper_text(c->after, b->produces));
	differ_text(c, t->where, "konsep-berkas",
	    paper_text(c->before, a->drafts), paper_text(c->after, b->drafts));
	differ_text(c, t->where, "waktu", duration_text(c, &a->time),
	    duration_text(c, &b->time));
	differ_text(c, t->where, "ingatkan", duration_text(c, &a->remind),
	    duration_text(c, &b->remind));
	differ_text(c, t->where, "eskalasi", duration_text(c, &a->escalate),
	    duration_text(c, &b->escalate));
	differ_text(c, t->where, "keluaran", a->output, b->output);
	differ_text(c, t->where, "keterangan", a->note, b->note);
}

static void
compare_ways(struct comparison *c, const struct two_rows *t)
{
	for (unsigned o = 0; o < OUTCOME_UNCLEAR; o++)
		differ_text(c, t->where,
		    arena_printf(
			c->arena, "cabang \"%s\"", sop_outcome_word(o)),
		    way_text(c, c->before, t->before, o),
		    way_text(c, c->after, t->after, o));
}

/* Among the rows that both have, by their order. */
static size_t
rank(const struct sop *sop, const struct sop *other, const struct sop_step *s)
{
	size_t rank = 0;

	for (const struct sop_step *at = sop->steps; at < s; at++)
		rank += sop_step_by_id(other, at->id) != NULL;
	return rank;
}

static void
compare_row(struct comparison *c, const struct sop_step *before,
    const struct sop_step *after)
{
	struct two_rows t = { before, after, where_is(c, before) };

	compare_nature(c, &t);
	compare_cells(c, &t);
	compare_ways(c, &t);
	if (rank(c->before, c->after, before) !=
	    rank(c->after, c->before, after))
		differ(c, t.where, "berpindah tempat dalam urutan baris");
}

void
compare_steps(struct comparison *c)
{
	for (size_t i = 0; i < c->before->step_count; i++) {
		const struct sop_step *old = &c->before->steps[i];
		const struct sop_step *new = sop_step_by_id(c->after, old->id);

		if (new)
			compare_row(c, old, new);
		else
			differ_text(
			    c, where_is(c, old), "baris", old->activity, NULL);
	}
	for (size_t i = 0; i < c->after->step_count; i++) {
		const struct sop_step *new = &c->after->steps[i];

		if (!sop_step_by_id(c->before, new->id))
			differ_text(
			    c, where_is(c, new), "baris", NULL, new->activity);
	}
}
