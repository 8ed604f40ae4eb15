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

struct row
heads_whole(const struct layout *layout, size_t head)
{
	struct row whole = layout->rows[head];

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
