/*
 * table: several owners as rows of a table. A cell belongs to the heading
 * it stands under; a line without a number goes on with the row above it.
 */
#include "draft.h"

#include "cabut/banned.h"

enum { HEADINGS_MIN = 3, BLANK_ROWS_MAX = 2 };

struct heading {
	struct label label; /* count 0: a column of no interest */
	size_t column;
	bool is_counter; /* "No" */
};

struct table {
	struct heading at[LAYOUT_CELLS_MAX];
	size_t count;
	bool has_counter;
};

bool
table_head_at(const struct layout *layout, size_t r)
{
	const struct row *row = &layout->rows[r];
	size_t labels = 0;
	bool person = false;
	struct label label;

	for (size_t i = 0; i < row->count; i++) {
		if (strpbrk(row->at[i].text, ":=") ||
		    !label_of(slice_of(row->at[i].text), &label))
			continue;
		labels++;
		person |= label.at[0] == FIELD_NAME || label.at[0] == FIELD_NIP;
	}
	return labels >= HEADINGS_MIN && person;
}

static void
read_head(const struct row *row, struct table *table)
{
	*table = (struct table){ .count = row->count };
	for (size_t i = 0; i < row->count; i++) {
		struct heading *h = &table->at[i];
		h->column = row->at[i].column;
		if (!label_of(slice_of(row->at[i].text), &h->label))
			h->label.count = 0;
		h->is_counter = i == 0 && h->label.count == 1 &&
				h->label.at[0] == FIELD_NUMBER;
		table->has_counter |= h->is_counter;
	}
}

static size_t
byte_of_column(struct slice line, size_t column)
{
	size_t at = 0;

	while (at < line.len &&
	       (column > 0 || ((unsigned char)line.at[at] & 0xC0) == 0x80)) {
		if (((unsigned char)line.at[at] & 0xC0) != 0x80)
			column--;
		at++;
	}
	return at;
}

/* Is the byte at `at` the first of a column (blank on its left)? */
static bool
is_cut(struct slice line, size_t at)
{
	return at == 0 || at >= line.len || line.at[at - 1] == ' ' ||
	       line.at[at - 1] == '\t';
}

/* Cells of a line by tabs, or by where the headings stand. */
static void
read_cells(const struct table *table, const struct row *row,
    struct arena *arena, const char *cells[LAYOUT_CELLS_MAX])
{
	struct slice rest = row->line, piece;
	size_t from = 0, to;

	for (size_t i = 0; i < table->count; i++)
		cells[i] = "";
	if (row->is_tabbed) {
		for (size_t i = 0;
		     i < table->count && slice_take_until(&rest, '\t', &piece);
		     i++)
			cells[i] = text_squeeze(piece, arena);
		return;
	}
	for (size_t i = 0; i < table->count; i++, from = to) {
		to = i + 1 == table->count
			 ? row->line.len
			 : byte_of_column(row->line, table->at[i + 1].column);
		/* A wide value leans to the left or right of its heading. */
		size_t left = to, right = to;
		while (left > from && !is_cut(row->line, left))
			left--;
		while (right < row->line.len && !is_cut(row->line, right))
			right++;
		if (left == from && right - to <= to - from)
			to = right;
		else
			to = left > from ? left : right;
		if (to < from)
			to = from;
		cells[i] = text_squeeze(
		    (struct slice){ row->line.at + from, to - from }, arena);
	}
}

static void
append(const char **slot, const char *text, struct arena *arena)
{
	bool address = *slot && strchr(*slot, '@');

	if (*text)
		*slot = *slot ? arena_printf(arena, "%s%s%s", *slot,
				    address ? "" : " ", text)
			      : text;
}

/* "Drs. Markus Pontoh 19670102 ...": the name ends where digits begin. */
static void
put_name_and_number(struct person *p, const char *text, struct arena *arena)
{
	size_t cut = strcspn(text, "0123456789");
	struct slice name = slice_trim((struct slice){ text, cut });

	while (name.len > 0 && strchr("/.:,", name.at[name.len - 1]) &&
	       !(name.at[name.len - 1] == '.' && name.len > 1 &&
		   name.at[name.len - 2] != ' '))
		name = slice_trim(slice_head(name, name.len - 1));
	for (size_t i = 0; name.len > 4 && i < 2; i++) {
		static const char *const tails[] = { "NIP.", "NIP" };
		size_t len = strlen(tails[i]);
		struct slice tail = slice_from(name, name.len - len);
		if (slice_equal_nocase(tail, slice_of(tails[i])))
			name = slice_trim(slice_head(name, name.len - len));
	}
	while (name.len > 0 && strchr("/:,", name.at[name.len - 1]))
		name = slice_trim(slice_head(name, name.len - 1));
	if (name.len > 0)
		p->value[FIELD_NAME] = text_squeeze(name, arena);
	if (text[cut])
		p->value[FIELD_NIP] = text + cut;
}

static void
put_parts(struct person *p, const struct label *label, const char *text,
    struct arena *arena)
{
	struct slice rest = slice_of(text), piece;

	if (label->count == 1) {
		p->value[label->at[0]] = text;
		return;
	}
	if (label->at[0] == FIELD_NAME && label->at[1] == FIELD_NIP) {
		put_name_and_number(p, text, arena);
		return;
	}
	for (size_t i = 0;
	     i < label->count && slice_take_until(&rest, '/', &piece); i++)
		p->value[label->at[i]] = text_squeeze(piece, arena);
}

static void
close_row(
    struct draft *d, const struct table *table, const char **cells, size_t row)
{
	struct person p = {
		.role = ROLE_OWNER, .first_row = row, .last_row = row
	};

	for (size_t i = 0; i < table->count; i++)
		if (cells[i] && *cells[i] && table->at[i].label.count &&
		    !table->at[i].is_counter)
			put_parts(&p, &table->at[i].label, cells[i], d->arena);
	if ((p.value[FIELD_NAME] || p.value[FIELD_NIP]) &&
	    d->person_count < PERSONS_MAX)
		d->persons[d->person_count++] = p;
}

static bool
starts_row(const struct table *table, const char **cells)
{
	size_t filled = 0;

	if (table->has_counter)
		return ascii_is_digit(cells[0][0]);
	for (size_t i = 0; i < table->count; i++)
		filled += *cells[i] != '\0';
	return *cells[0] && filled >= 2 && !ascii_is_digit(cells[0][0]);
}

static bool
ends_table(const struct row *row)
{
	return text_has_any(row->folded,
		   "demikian|tembusan|kepala dinas|"
		   "hormat kami|atas perhatian|mengetahui") &&
	       row->count <= 2 && !ascii_is_digit(row->at[0].text[0]);
}

static size_t
read_table(struct draft *d, size_t head)
{
	struct table table;
	const char *open[LAYOUT_CELLS_MAX] = { NULL };
	size_t blank = 0, r = head + 1;
	bool is_open = false;

	read_head(&d->layout.rows[head], &table);
	for (; r < d->layout.row_count && blank <= BLANK_ROWS_MAX; r++) {
		const char *cells[LAYOUT_CELLS_MAX];
		struct row *row = &d->layout.rows[r];
		blank = row->count ? 0 : blank + 1;
		if (row->count == 0)
			continue;
		if (ends_table(row))
			break;
		read_cells(&table, row, d->arena, cells);
		if (starts_row(&table, cells)) {
			if (is_open)
				close_row(d, &table, open, r);
			memset(open, 0, sizeof open);
			is_open = true;
		}
		row->is_value = is_open;
		row->is_table = is_open;
		for (size_t i = 0; is_open && i < table.count; i++)
			append(&open[i], cells[i], d->arena);
	}
	if (is_open)
		close_row(d, &table, open, r);
	return r;
}

void
draft_table(struct draft *d)
{
	for (size_t r = d->kop_end; r < d->layout.row_count; r++)
		if (table_head_at(&d->layout, r))
			r = read_table(d, r) - 1;
}
