/*
 * spaced: labels and values with blank lines between. A PDF's text order
 * leaves a block of labels, a blank line and the block of values; a table in
 * a mail comes as label, blank line, value, blank line. Only put together
 * when all of it is in step and a number or an address proves it.
 */
#include "blocks.h"

#include "cabut/banned.h"

enum { BLANKS_MAX = 2, WRAPS_MAX = 2, RUN_MIN = 3, GAP_ROWS = 8 };

/* A label and its value below; `value` "" when there is none. */
struct step {
	struct label label; /* count 0: a label that we do not know */
	const char *value;
	size_t label_row, value_row, end;
};

static struct pair *
pair_at(const struct layout *layout, size_t r)
{
	for (size_t i = 0; i < layout->pair_count; i++)
		if (layout->pairs[i].row == r)
			return &layout->pairs[i];
	return NULL;
}

/* "Nama", "Nama :" */
static bool
is_open_label(const struct layout *layout, size_t r, struct label *label)
{
	const struct pair *p = pair_at(layout, r);

	return r < layout->row_count && layout->rows[r].count == 1 &&
	       label_of(slice_of(layout->rows[r].at[0].text), label) &&
	       (p ? *p->value == '\0' : !layout->rows[r].is_value);
}

/* To a whole address and to a number nothing may be glued. */
static bool
may_take(const struct step *s, const char *rest)
{
	if (strchr(s->value, '@'))
		return !text_ends(s->value, ".id") && text_ends(rest, ".id") &&
		       !strpbrk(rest, " @");
	return !s->label.count || !label_is_proof(&s->label, s->value);
}

static bool
is_wrap(const struct layout *layout, const struct step *s)
{
	struct label label;

	return s->end < layout->row_count &&
	       s->end <= s->value_row + WRAPS_MAX &&
	       row_is_plain(&layout->rows[s->end]) &&
	       !row_starts_words(&layout->rows[s->end]) &&
	       may_take(s, layout->rows[s->end].at[0].text) &&
	       !is_open_label(layout, s->end, &label);
}

/* The value from `r` on; false: it is none. */
static bool
take_value(struct layout *layout, size_t r, struct step *s)
{
	const struct row *row = &layout->rows[r];

	if (row_is_orphan(row)) {
		s->value = row_value(row, layout->arena);
	} else if (row_is_plain(row) && !row_starts_words(row) &&
		   s->label.count) {
		s->value = row->at[0].text;
	} else {
		return false;
	}
	s->value_row = r;
	s->end = r + 1;
	while (is_wrap(layout, s)) {
		bool is_cut = strchr(s->value, '@') != NULL;
		s->value = arena_printf(layout->arena, "%s%s%s", s->value,
		    is_cut ? "" : " ", layout->rows[s->end].at[0].text);
		s->end++;
	}
	return true;
}

/* Past blank lines, and past the colon that a cell of its own held. */
static size_t
value_below(const struct layout *layout, size_t r)
{
	size_t below = rows_skip_blank(layout, BLANKS_MAX, r + 1);

	return below < layout->row_count && layout->rows[below].count == 1 &&
		       strcmp(layout->rows[below].at[0].text, ":") == 0
		   ? rows_skip_blank(layout, BLANKS_MAX, below + 1)
		   : below;
}

static bool
read_step(struct layout *layout, size_t r, struct step *s)
{
	struct label other;

	*s = (struct step){ .value = "", .label_row = r };
	if (!is_open_label(layout, r, &s->label) &&
	    (r >= layout->row_count || !row_is_short(&layout->rows[r])))
		return false;
	size_t below = value_below(layout, r);
	s->value_row = s->end = below;
	if (below == r + 1 || below >= layout->row_count)
		return false;
	if (s->label.count && is_open_label(layout, below, &other))
		return true;
	return take_value(layout, below, s);
}

/* Steps from `r` on; where they end. */
static size_t
read_steps(struct layout *layout, size_t r, struct step steps[BLOCK_MAX],
    size_t *count)
{
	*count = 0;
	while (*count < BLOCK_MAX && read_step(layout, r, &steps[*count])) {
		r = rows_skip_blank(layout, BLANKS_MAX, steps[*count].end);
		++*count;
	}
	return r;
}

/* `goes_on`: a label that we do not know parted them from such a run. */
static bool
are_in_step(const struct step *steps, size_t count, bool goes_on)
{
	size_t known = 0;
	bool is_proven = false;

	for (size_t i = 0; i < count; i++) {
		const struct label *label = &steps[i].label;
		if (!label->count || !*steps[i].value)
			continue;
		if (!label_is_in_step(label, steps[i].value))
			return false;
		known++;
		is_proven |= label_is_proof(label, steps[i].value);
	}
	return goes_on ? known > 0 : known >= RUN_MIN && is_proven;
}

static void
pair_step(struct layout *layout, const struct step *s)
{
	struct pair *p = pair_at(layout, s->label_row);

	if (p)
		p->value = s->value;
	else if (s->label.count)
		layout_add_label(layout, &s->label, s->value, s->label_row,
		    layout->rows[s->label_row].at[0].column, false);
	for (size_t r = s->label_row; r < s->end; r++)
		layout->rows[r].is_value = true;
}

void
layout_pair_steps(struct layout *layout)
{
	struct step steps[BLOCK_MAX];
	struct label label;
	size_t count, before = 0; /* where the run above ended */

	for (size_t r = 0; r < layout->row_count;) {
		if (!is_open_label(layout, r, &label)) {
			r++;
			continue;
		}
		size_t end = read_steps(layout, r, steps, &count);
		bool fits = are_in_step(
		    steps, count, before > 0 && r <= before + GAP_ROWS);
		before = fits ? end : before;
		for (size_t i = 0; fits && i < count; i++)
			pair_step(layout, &steps[i]);
		r = end > r ? end : r + 1;
	}
}

/* "::", where "-" was lost between two of them: an empty value before. */
static bool
is_double(const char *text)
{
	return text[0] == ':' && (text[1] == ':' || text_starts(text, ": :"));
}

/* The values of the rows, each empty one that a "::" hides on its own. */
static size_t
part_values(const struct layout *layout, size_t from, size_t to,
    const char *values[BLOCK_MAX])
{
	size_t count = 0;

	for (size_t r = from; r < to && count + 1 < BLOCK_MAX; r++) {
		const struct row *row = &layout->rows[r];
		if (row->count == 0)
			continue;
		if (count > 0 && !row_is_orphan(row)) {
			values[count - 1] = arena_printf(layout->arena, "%s %s",
			    values[count - 1], row->at[0].text);
			continue;
		}
		if (is_double(row->at[0].text))
			values[count++] = "";
		values[count++] = row_value(row, layout->arena);
	}
	return count;
}

/* ": words", blank line, ": words": where they end. */
static size_t
past_gaps(const struct layout *layout, size_t to)
{
	size_t next = rows_skip_blank(layout, BLANKS_MAX, to);

	while (next > to && next < layout->row_count &&
	       row_is_orphan(&layout->rows[next])) {
		to = next + 1;
		next = rows_skip_blank(layout, BLANKS_MAX, to);
	}
	return to;
}

static bool
take_labels(struct layout *layout, size_t above, const char **values,
    size_t count, size_t from, size_t to)
{
	if (count < 2 || count > above ||
	    !rows_are_labels(layout, above - count, count) ||
	    !rows_are_in_step(layout, above - count, values, count))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct row *row = &layout->rows[above - count + i];
		struct label label;
		if (row_is_label(row, &label))
			layout_add_label(layout, &label, values[i],
			    above - count + i, row->at[0].column, false);
		row->is_value = true;
	}
	for (size_t r = from; r < to; r++)
		layout->rows[r].is_value = true;
	return true;
}

bool
layout_pair_spaced(struct layout *layout, size_t from, const char **values,
    size_t count, size_t to)
{
	const char *parted[BLOCK_MAX];
	size_t above = from;

	while (above > 0 && from - above < BLANKS_MAX &&
	       layout->rows[above - 1].count == 0)
		above--;
	if (take_labels(layout, above, values, count, from, to))
		return true;
	to = past_gaps(layout, to);
	size_t more = part_values(layout, from, to, parted);
	return more > count &&
	       take_labels(layout, above, parted, more, from, to);
}
