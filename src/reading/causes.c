/*
 * causes: the reason of each owner: behind a label, in a row of the table, or
 * in the sentences that ask.
 */
#include "draft.h"
#include "reason.h"

#include "cabut/banned.h"

enum { COLUMN_SLACK = 2, COLUMN_ROWS_MAX = 40 };

/* Sentences about papers, and about what may once be. */
static const char aside[] =
    "sebagai bahan|sebagai kelengkapan|kami lampirkan|saya lampirkan|"
    "apabila|di kemudian hari|berkas pendukung|dokumen pendukung|"
    "persyaratan|turut dilampirkan|bersama surat ini terlampir";

struct cause {
	enum reason reason; /* REASON_NONE: there is none */
	size_t row;
};

static const char *
without_parentheses(const char *text, struct arena *arena)
{
	char *out = arena_strdup(arena, text), *to = out;
	size_t depth = 0;

	for (const char *c = out; *c; c++) {
		depth += *c == '(';
		if (depth == 0)
			*to++ = *c;
		depth -= *c == ')' && depth > 0;
	}
	*to = '\0';
	return out;
}

/* "Bukan karena pensiun, melainkan karena mutasi": from "melainkan" on. */
static const char *
without_denied(const char *sentence)
{
	const char *instead = text_find(sentence, "melainkan");
	const char *denial = text_find(sentence, "bukan");

	return instead && denial && denial < instead ? instead : sentence;
}

/* OCR reads "rn" for "m": "dirnutasikan". */
static enum reason
reason_in(const char *folded, struct arena *arena)
{
	enum reason reason = reason_of_text(folded);
	char *fixed, *to;

	if (reason != REASON_NONE || !strstr(folded, "rn"))
		return reason;
	fixed = to = arena_strdup(arena, folded);
	for (const char *c = folded; *c; c++) {
		bool is_torn = c[0] == 'r' && c[1] == 'n';
		*to++ = is_torn ? 'm' : *c;
		c += is_torn;
	}
	*to = '\0';
	return reason_of_text(fixed);
}

/* The reason in the sentences that ask. */
static struct cause
cause_in_prose(const struct draft *d)
{
	char *text = arena_strdup(d->arena, d->prose), *at = text;

	while (*at) {
		size_t len = text_sentence(at);
		bool more = at[len] != '\0';
		at[len] = '\0';
		enum reason reason =
		    text_has_any(without_parentheses(at, d->arena), aside) ||
			    text_starts(at, " terlampir")
			? REASON_NONE
			: reason_in(without_denied(at), d->arena);
		if (reason != REASON_NONE)
			return (struct cause){ reason,
				row_of_prose(d, d->plain + (at - text)) };
		at += len + more;
	}
	return (struct cause){ .reason = REASON_NONE };
}

/* What is written behind "Alasan :", whoever's block it stands in. */
static struct cause
cause_by_label(const struct draft *d)
{
	struct cause cause = { .reason = REASON_NONE };

	for (size_t i = 0; i < d->person_count && !cause.reason; i++) {
		const struct person *p = &d->persons[i];
		const char *value = p->value[FIELD_REASON];
		if (p->role != ROLE_OWNER || !value)
			continue;
		cause.reason =
		    reason_in(text_fold(slice_of(value), d->arena), d->arena);
		if (cause.reason == REASON_NONE)
			cause.reason = REASON_OTHER;
		cause.row = p->row[FIELD_REASON];
	}
	return cause;
}

/* The column that is headed so, when `row` is the head of a table. */
static bool
reason_column(const struct row *row, size_t *column)
{
	struct label label;

	for (size_t i = 2; i < row->count; i++)
		if (!strpbrk(row->at[i].text, ":=") &&
		    label_of(slice_of(row->at[i].text), &label) &&
		    label.count == 1 && label.at[0] == FIELD_REASON) {
			*column = row->at[i].column;
			return true;
		}
	return false;
}

static const char *
words_in_column(const struct draft *d, size_t from, size_t column)
{
	const struct layout *l = &d->layout;
	const char *words = "";
	size_t r = from;

	while (r < l->row_count && l->rows[r].count == 0)
		r++;
	for (size_t rows = 0;
	     r < l->row_count && l->rows[r].count && rows < COLUMN_ROWS_MAX;
	     r++, rows++)
		for (size_t i = 0; i < l->rows[r].count; i++)
			if (l->rows[r].at[i].column + COLUMN_SLACK >= column)
				words = arena_printf(d->arena, "%s %s", words,
				    l->rows[r].at[i].text);
	return words;
}

/* "Keterangan" of a covering letter: what is to be done, and why. */
static struct cause
cause_by_column(const struct draft *d)
{
	struct cause cause = { .reason = REASON_NONE };
	size_t column;

	for (size_t r = d->kop_end; r < d->sign_from; r++) {
		if (d->layout.rows[r].is_table ||
		    table_head_at(&d->layout, r) ||
		    !reason_column(&d->layout.rows[r], &column))
			continue;
		const char *words = words_in_column(d, r + 1, column);
		cause.reason =
		    reason_in(text_fold(slice_of(words), d->arena), d->arena);
		cause.row = r;
		break;
	}
	return cause;
}

/* The box that is ticked among the reasons. */
static struct cause
cause_by_tick(const struct draft *d)
{
	struct cause cause = { .reason = REASON_NONE };

	for (size_t i = 0; i < d->layout.tick_count; i++) {
		const struct tick *t = &d->layout.ticks[i];
		enum reason reason = reason_of_text(t->folded);
		if (!t->is_set || reason == REASON_NONE)
			continue;
		if (cause.reason != REASON_NONE && cause.reason != reason)
			return (struct cause){ .reason = REASON_NONE };
		cause = (struct cause){ reason, t->row };
	}
	return cause;
}

/* "Pencabutan sertifikat karena perubahan data". */
static struct cause
cause_in_subject(const struct draft *d)
{
	struct cause cause = { .reason = REASON_NONE };

	for (size_t i = 0; i < d->layout.pair_count && !cause.reason; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field != FIELD_SUBJECT || p->row > d->head_end)
			continue;
		cause.reason =
		    reason_of_text(text_fold(slice_of(p->value), d->arena));
		cause.row = p->row;
	}
	return cause;
}

static void
give(const struct draft *d, struct owner *o, struct cause cause)
{
	if (o->reason != REASON_NONE || cause.reason == REASON_NONE)
		return;
	o->reason = cause.reason;
	o->places[PLACE_REASON] = place_of_row(d, cause.row);
}

/* The reason of all who have none of their own. */
static struct cause
cause_of_letter(const struct draft *d)
{
	struct cause tick = cause_by_tick(d);
	struct cause label = cause_by_label(d);
	bool is_told =
	    label.reason != REASON_NONE && label.reason != REASON_OTHER;

	if (tick.reason != REASON_NONE)
		return tick;
	if (d->letter->owner_count == 0 && is_told)
		return label;
	struct cause prose = cause_by_column(d);
	if (prose.reason == REASON_NONE)
		prose = cause_in_prose(d);
	if (prose.reason == REASON_NONE)
		prose = cause_in_subject(d);
	return prose.reason == REASON_NONE ? label : prose;
}

void
draft_reasons(struct draft *d)
{
	struct letter *l = d->letter;

	if (l->kind != LETTER_REVOCATION) {
		l->owner.reason = REASON_NONE;
		for (size_t i = 0; i < l->owner_count; i++)
			l->owners[i].reason = REASON_NONE;
		return;
	}
	struct cause cause = cause_of_letter(d);
	/* Behind a label stand the boxes that are not ticked, too. */
	if (cause_by_tick(d).reason != REASON_NONE)
		l->owner.reason = REASON_NONE;
	if (l->owner_count == 0)
		give(d, &l->owner, cause);
	for (size_t i = 0; i < l->owner_count; i++)
		give(d, &l->owners[i], cause);
}
