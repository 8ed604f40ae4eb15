/*
 * heads: a table's headings, where its lines alone do not show them. A
 * heading of two lines is centred on the others, so that none of it stands in
 * their line; and a narrow column of names begins right behind the NIP, far
 * left of its own heading.
 */
#include "heads.h"

#include "cabut/banned.h"

enum { COLUMN_SLACK = 2 };

static size_t
end_of(const struct cell *c)
{
	return c->column + slice_columns(slice_of(c->text));
}

/* Nothing in the line stands where the cell does. */
static bool
is_free(const struct row *row, const struct cell *c)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->at[i].column < end_of(c) &&
		    end_of(&row->at[i]) > c->column)
			return false;
	return true;
}

static const struct cell *
cell_at(const struct row *row, size_t column)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->at[i].column <= column + COLUMN_SLACK &&
		    row->at[i].column + COLUMN_SLACK >= column)
			return &row->at[i];
	return NULL;
}

static void
insert(struct row *row, struct cell c)
{
	size_t at = row->count++;

	for (; at > 0 && row->at[at - 1].column > c.column; at--)
		row->at[at] = row->at[at - 1];
	row->at[at] = c;
}

/* "Nama    Jabatan" / "NIP" / "Lengkap    Terakhir": three lines, the low
 * ones in the middle. */
static bool
is_parted(
    const struct row *top, const struct row *middle, const struct row *low)
{
	struct label label;

	for (size_t i = 0; i < middle->count; i++)
		if (!is_free(top, &middle->at[i]) ||
		    !is_free(low, &middle->at[i]) ||
		    !label_of(slice_of(middle->at[i].text), &label))
			return false;
	for (size_t i = 0; i < low->count; i++)
		if (!cell_at(top, low->at[i].column))
			return false;
	return middle->count > 0 && low->count > 0;
}

static struct row
join_parted(const struct layout *layout, size_t head)
{
	struct row whole = layout->rows[head];
	const struct row *middle = &layout->rows[head + 1], *low = middle + 1;

	whole.at =
	    arena_array(layout->arena, LAYOUT_CELLS_MAX, sizeof *whole.at);
	memcpy(whole.at, layout->rows[head].at, whole.count * sizeof *whole.at);
	for (size_t i = 0; i < whole.count; i++) {
		const struct cell *rest = cell_at(low, whole.at[i].column);
		if (rest)
			whole.at[i].text = arena_printf(layout->arena, "%s %s",
			    whole.at[i].text, rest->text);
	}
	for (size_t i = 0; i < middle->count && whole.count < LAYOUT_CELLS_MAX;
	     i++)
		insert(&whole, middle->at[i]);
	return whole;
}

struct row
heads_whole(const struct layout *layout, size_t head, size_t *end)
{
	struct row whole = layout->rows[head];

	*end = head + 1;
	if (head + 2 < layout->row_count && !whole.is_tabbed &&
	    is_parted(
		&whole, &layout->rows[head + 1], &layout->rows[head + 2])) {
		*end = head + 3;
		return join_parted(layout, head);
	}
	if (head == 0 || head + 1 >= layout->row_count || whole.is_tabbed)
		return whole;
	const struct row *above = &layout->rows[head - 1];
	const struct row *below = &layout->rows[head + 1];
	whole.at =
	    arena_array(layout->arena, LAYOUT_CELLS_MAX, sizeof *whole.at);
	memcpy(whole.at, layout->rows[head].at, whole.count * sizeof *whole.at);
	for (size_t i = 0; i < above->count; i++) {
		struct cell c = above->at[i];
		const struct cell *rest = cell_at(below, c.column);
		struct label label;
		if (!rest || whole.count == LAYOUT_CELLS_MAX ||
		    !is_free(&whole, &c) || !is_free(&whole, rest))
			continue;
		c.text =
		    arena_printf(layout->arena, "%s %s", c.text, rest->text);
		if (label_of(slice_of(c.text), &label))
			insert(&whole, c);
	}
	return whole;
}

size_t
heads_end_of_nip(struct slice line, size_t from)
{
	size_t digits = 0, at = from;

	for (; at < line.len &&
	       (ascii_is_digit(line.at[at]) || line.at[at] == ' ');
	     at++)
		digits += ascii_is_digit(line.at[at]);
	return digits == NIP_LENGTH && at < line.len && at > from &&
		       line.at[at - 1] == ' ' && ascii_is_alpha(line.at[at])
		   ? at
		   : 0;
}

size_t
heads_column_behind_nip(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		const char *text = row->at[i].text;
		size_t digits = 0, at = 0;
		while (ascii_is_digit(text[at]) || text[at] == ' ')
			digits += ascii_is_digit(text[at++]);
		if (digits == NIP_LENGTH && ascii_is_alpha(text[at]))
			return row->at[i].column + at;
	}
	return 0;
}

bool
heads_join(const struct row *head, const struct cell *below,
    struct arena *arena, struct label *label)
{
	for (size_t i = 0; i < head->count; i++) {
		const struct cell *above = &head->at[i];
		if (above->column > below->column + 2 ||
		    below->column > above->column + 2)
			continue;
		const char *both =
		    arena_printf(arena, "%s %s", above->text, below->text);
		return label_of(slice_of(both), label);
	}
	return false;
}
