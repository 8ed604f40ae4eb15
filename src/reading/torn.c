/*
 * torn: labels and values in blocks of their own, as a PDF's text order
 * leaves them: labels, colons, values; or the values above the labels. They
 * are put together when the counts agree and a number or an address stands
 * in its place.
 */
#include "blocks.h"

#include "cabut/banned.h"

enum { WRAPS_MAX = 2 };

static bool
is_colon(const struct row *row)
{
	return row->count == 1 && !row->is_value &&
	       (strcmp(row->at[0].text, ":") == 0 ||
		   strcmp(row->at[0].text, "=") == 0);
}

size_t
rows_skip_blank(const struct layout *layout, size_t most, size_t r)
{
	size_t from = r;

	while (r < layout->row_count && r < from + most &&
	       layout->rows[r].count == 0)
		r++;
	return r;
}

static size_t
colons_from(const struct layout *layout, size_t r)
{
	size_t count = 0;

	while (r + count < layout->row_count && count < BLOCK_MAX &&
	       is_colon(&layout->rows[r + count]))
		count++;
	return count;
}

/* Nothing here that may be the rest of the last value. */
static bool
ends_values(const struct layout *layout, size_t r)
{
	struct label label;

	return r >= layout->row_count || layout->rows[r].count != 1 ||
	       layout->rows[r].is_value ||
	       row_is_label(&layout->rows[r], &label) ||
	       row_starts_words(&layout->rows[r]);
}

bool
rows_are_in_step(const struct layout *layout, size_t labels,
    const char **values, size_t count)
{
	bool is_proven = false;

	for (size_t i = 0; i < count; i++) {
		struct label label;
		if (!row_is_label(&layout->rows[labels + i], &label))
			continue;
		if (label.at[0] < FIELD_IGNORED &&
		    !label_is_in_step(&label, values[i]))
			return false;
		bool is_proof = label_is_proof(&label, values[i]);
		if (label.at[0] == FIELD_NUMBER && !is_proof)
			return false;
		is_proven |= is_proof;
	}
	return is_proven;
}

/* Each value is taken for where it stands, `values_at` on. */
static void
pair_all(struct layout *layout, size_t labels, const char **values,
    size_t count, size_t values_at)
{
	for (size_t i = 0; i < count; i++) {
		struct row *row = &layout->rows[labels + i];
		struct label label;
		if (row_is_label(row, &label))
			layout_add_label(layout, &label, values[i],
			    values_at + i,
			    layout->rows[values_at + i].count
				? layout->rows[values_at + i].at[0].column
				: 0,
			    false);
		row->is_value = true;
		layout->rows[values_at + i].is_value = true;
	}
}

static void
join_rest(struct layout *layout, const char **value, size_t from, size_t rows)
{
	for (size_t r = from; r < from + rows; r++) {
		*value = arena_printf(
		    layout->arena, "%s %s", *value, layout->rows[r].at[0].text);
		layout->rows[r].is_value = true;
	}
}

/* "Permohonan Pencabutan", "a.n. dr. Kurnia Dewi": the subject stands last
 * and takes more than one line. Rows that it takes beyond its first. */
static size_t
subject_wraps(const struct layout *layout, size_t label_row, size_t from)
{
	size_t rows = 0;
	struct label label;

	if (!row_is_label(&layout->rows[label_row], &label) ||
	    label.at[0] != FIELD_SUBJECT)
		return 0;
	while (rows < WRAPS_MAX && !ends_values(layout, from + rows) &&
	       row_is_plain(&layout->rows[from + rows]))
		rows++;
	return rows;
}

static void
mark_colons(struct layout *layout, size_t colons, size_t count)
{
	for (size_t i = 0; i < count; i++)
		layout->rows[colons + i].is_value = true;
}

static void
take_colons(struct layout *layout, size_t colons, size_t count)
{
	const char *values[BLOCK_MAX];
	size_t first = colons + count, end = first + count;

	if (count > colons || end > layout->row_count ||
	    !rows_are_labels(layout, colons - count, count))
		return;
	size_t wraps = subject_wraps(layout, colons - 1, end);
	if (!ends_values(layout, end + wraps)) {
		if (layout_share_cells(layout, colons - count, count, first))
			mark_colons(layout, colons, count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		struct label label = { { FIELD_NONE }, 0 };
		row_is_label(&layout->rows[colons - count + i], &label);
		if (!row_may_hold(&layout->rows[first + i], &label))
			return;
		values[i] = layout->rows[first + i].at[0].text;
	}
	if (!rows_are_in_step(layout, colons - count, values, count))
		return;
	join_rest(layout, &values[count - 1], end, wraps);
	pair_all(layout, colons - count, values, count, first);
	mark_colons(layout, colons, count);
}

void
layout_pair_colons(struct layout *layout)
{
	for (size_t r = 0; r < layout->row_count;) {
		size_t count = colons_from(layout, r);
		if (count > 1)
			take_colons(layout, r, count);
		r += count ? count : 1;
	}
}

void
layout_pair_upwards(struct layout *layout, size_t first, const char **values,
    size_t count, size_t end)
{
	size_t labels = end;
	struct label label;

	/* "a.n. Ir. Hotman Sihombing": the rest of the last value. */
	while (labels < layout->row_count && labels < end + WRAPS_MAX &&
	       row_is_plain(&layout->rows[labels]))
		labels++;
	if (count < 2 || labels + count > layout->row_count ||
	    !row_is_label(&layout->rows[labels], &label) ||
	    !rows_are_labels(layout, labels, count) ||
	    !rows_are_in_step(layout, labels, values, count))
		return;
	join_rest(layout, &values[count - 1], end, labels - end);
	pair_all(layout, labels, values, count, first);
}
