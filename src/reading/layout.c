/*
 * layout: rows, cells and the pairs of label and value. A letter comes as
 * `pdftotext -layout` gives it (wide gaps), as a DOCX gives it (tabs), as
 * OCR gives it, or typed into a mail; all of it ends here as pairs.
 */
#include <stdlib.h>

#include "box.h"
#include "layout.h"
#include "pages.h"
#include "typing.h"

#include "cabut/banned.h"

enum {
	JOINED_GAP = 3, /* wider: another column */
	WRAP_SHIFT = 2, /* a wrapped value starts below its first line */
	WRAP_ROWS_MAX = 5,
};

static size_t
gap_at(struct slice line, size_t at, size_t *bytes)
{
	size_t gap = 0, i = at;

	while (i < line.len && (line.at[i] == ' ' || line.at[i] == '\t'))
		gap += line.at[i++] == '\t' ? 4 : 1;
	*bytes = i - at;
	return gap;
}

static void
make_cells(struct row *row, struct arena *arena)
{
	struct slice line = row->line;
	size_t at = 0, column = 0, bytes, gap;

	row->at = arena_array(arena, LAYOUT_CELLS_MAX, sizeof *row->at);
	while (at < line.len && row->count < LAYOUT_CELLS_MAX) {
		gap = gap_at(line, at, &bytes);
		at += bytes;
		column += gap;
		size_t end = at;
		while (
		    end < line.len && line.at[end] != '\t' &&
		    !(line.at[end] == ' ' && end + 1 < line.len &&
			(line.at[end + 1] == ' ' || line.at[end + 1] == '\t')))
			end++;
		struct slice text = { line.at + at, end - at };
		if (!slice_is_blank(text))
			row->at[row->count++] =
			    (struct cell){ text_squeeze(text, arena), column,
				    gap };
		column += slice_columns(text);
		at = end;
	}
	row->is_tabbed = line.len && memchr(line.at, '\t', line.len);
	row->folded = text_fold(line, arena);
}

/* "1.", "a)" */
static bool
is_numbering(const char *text)
{
	size_t len = strspn(text, "0123456789");

	if (len == 0 && ascii_is_alpha(text[0]))
		len = 1;
	return (len == 1 || len == 2) &&
	       (text[len] == '.' || text[len] == ')') && !text[len + 1];
}

/* "1.   Nama" and nothing else is one label, however wide the gap. */
static void
join_numbering(struct row *row, struct arena *arena)
{
	struct label label;

	if (row->count != 2 || !is_numbering(row->at[0].text) ||
	    !label_of(slice_of(row->at[1].text), &label))
		return;
	row->at[0].text =
	    arena_printf(arena, "%s %s", row->at[0].text, row->at[1].text);
	row->count = 1;
}

static void
make_rows(const char *text, struct layout *layout)
{
	struct pages pages;

	pages_read(text, layout->arena, &pages);
	if (pages.count > LAYOUT_ROWS_MAX)
		pages.count = LAYOUT_ROWS_MAX;
	layout->rows =
	    arena_array(layout->arena, pages.count + 1, sizeof *layout->rows);
	layout->row_count = pages.count;
	for (size_t i = 0; i < pages.count; i++) {
		struct row *row = &layout->rows[i];
		row->line = line_typed_plain(
		    line_without_box(pages.at[i].text, layout->arena),
		    layout->arena);
		row->page = pages.at[i].page;
		row->number = pages.at[i].line;
		make_cells(row, layout->arena);
		join_numbering(row, layout->arena);
	}
}

void
layout_add(struct layout *layout, enum field field, const char *value,
    size_t row, size_t column, bool is_inline)
{
	if (layout->pair_count == LAYOUT_PAIRS_MAX)
		return;
	layout->pairs[layout->pair_count++] =
	    (struct pair){ field, value, row, column, is_inline };
	/* A sentence that names a number stays a sentence. */
	layout->rows[row].is_value |= !is_inline;
}

/* "Jabatan / Unit Kerja : A / B": as many parts as labels, else the whole
 * goes to the first. */
void
layout_add_label(struct layout *layout, const struct label *label,
    const char *value, size_t row, size_t column, bool is_inline)
{
	size_t parts = 1;

	for (const char *c = value; *c; c++)
		parts += *c == '/';
	if (label->count == 1 || parts != label->count) {
		layout_add(layout, label->at[0], value, row, column, is_inline);
		return;
	}
	struct slice rest = slice_of(value), piece;
	for (size_t i = 0;
	     i < label->count && slice_take_until(&rest, '/', &piece); i++)
		layout_add(layout, label->at[i],
		    text_squeeze(piece, layout->arena), row, column, is_inline);
}

static bool
starts_with_sign(const char *text)
{
	return *text == ':' || *text == '=';
}

static const char *
without_sign(const char *text)
{
	while (*text == ':' || *text == '=' || *text == ' ')
		text++;
	return text;
}

static bool
has_label(const char *text)
{
	struct label label;
	size_t start, value;

	return label_of(slice_of(text), &label) ||
	       label_find(text, 0, &label, &start, &value);
}

/* A number has room in it that was left for the clerk: "800/      /Kominfo",
 * "B/     212/XI/2024". */
static bool
is_joined(const char *value, const struct cell *next)
{
	size_t len = strlen(value);

	return next->gap <= JOINED_GAP ||
	       (len > 0 && value[len - 1] == '/' && strchr(next->text, '/'));
}

/* The cells behind `from` that still belong to its value. */
static const char *
extended(const struct layout *layout, const struct row *row, const char *value,
    size_t *from)
{
	while (*from < row->count && is_joined(value, &row->at[*from]) &&
	       !row->is_tabbed && !has_label(row->at[*from].text) &&
	       !starts_with_sign(row->at[*from].text)) {
		value = arena_printf(layout->arena, "%s%s%s", value,
		    *value ? " " : "", row->at[*from].text);
		++*from;
	}
	return value;
}

/* The end of a value inside a sentence. */
static size_t
inline_end(const char *text, size_t from, size_t end)
{
	size_t word = from;

	for (size_t i = from; i + 2 < end; i++) {
		if (text[i] == ' ') {
			word = i + 1;
			continue;
		}
		bool is_degree = memchr(text + word, '.', i - word) != NULL;
		bool stop =
		    text[i] == ';' ||
		    (text[i] == '.' && text[i + 1] == ' ' && !is_degree &&
			i > from + 2 && ascii_is_alpha(text[i - 1]) &&
			ascii_is_alpha(text[i - 2]) &&
			ascii_is_alpha(text[i - 3]));
		if (stop)
			return i;
	}
	return end;
}

/* Each "label: value" inside one cell; the last value may go on in the next
 * cells. Returns the index of the next cell to read. */
static size_t
read_inside(struct layout *layout, size_t r, size_t c)
{
	struct row *row = &layout->rows[r];
	const char *text = row->at[c].text;
	struct label label, next;
	size_t start, value, next_start, next_value, after = c + 1;

	bool more = label_find(text, 0, &label, &start, &value);
	while (more) {
		more = label_find(text, value, &next, &next_start, &next_value);
		bool is_inline = start > 3 || more || text[0] == '(';
		size_t end = more ? next_start : strlen(text);
		if (is_inline)
			end = inline_end(text, value, end);
		struct slice s = slice_trim((struct slice){
		    text + value, end > value ? end - value : 0 });
		while (s.len > 0 && strchr(",;(", s.at[s.len - 1]))
			s = slice_trim(slice_head(s, s.len - 1));
		const char *found =
		    arena_copy(layout->arena, s.len ? s.at : "", s.len);
		if (!more)
			found = extended(layout, row, found, &after);
		layout_add_label(layout, &label, found, r,
		    row->at[c].column + value, is_inline);
		label = next;
		start = next_start;
		value = next_value;
	}
	return after;
}

/* A cell that is a label as a whole: its value is the next cell. */
static size_t
read_beside(
    struct layout *layout, size_t r, size_t c, const struct label *label)
{
	struct row *row = &layout->rows[r];
	struct label other;
	size_t at = c + 1;

	bool signed_label = strpbrk(row->at[c].text, ":=") != NULL;
	if (at == row->count) {
		if (signed_label)
			layout_add_label(
			    layout, label, "", r, row->at[c].column, false);
		return at;
	}
	const char *value = row->at[at].text;
	bool sign = starts_with_sign(value);
	if (!sign && label_of(slice_of(value), &other))
		return at;
	if (sign && !*without_sign(value) && at + 1 < row->count)
		value = row->at[++at].text;
	size_t column =
	    row->at[at].column + (size_t)(without_sign(value) - value);
	value = without_sign(value);
	at++;
	value = extended(layout, row, value, &at);
	layout_add_label(layout, label, value, r, column, false);
	return at;
}

static bool
has_sign(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (strpbrk(row->at[i].text, ":=|"))
			return true;
	return false;
}

static bool
is_table_head(const struct row *row)
{
	size_t labels = 0;
	struct label label;

	for (size_t i = 0; i < row->count; i++)
		labels += label_of(slice_of(row->at[i].text), &label) &&
			  !strpbrk(row->at[i].text, ":=");
	return labels >= 3;
}

/* "Nomor Induk    1984..." and "Pegawai" below it: a label over two rows. */
static void
join_label(struct layout *layout, size_t r)
{
	struct row *row = &layout->rows[r], *next = row + 1;
	struct label label;

	if (r + 1 == layout->row_count || row->count < 2 || next->count == 0 ||
	    next->count > 2 || row->is_tabbed || next->is_tabbed ||
	    next->at[0].column != row->at[0].column || has_sign(next) ||
	    label_of(slice_of(next->at[0].text), &label))
		return;
	const char *joined = arena_printf(
	    layout->arena, "%s %s", row->at[0].text, next->at[0].text);
	if (!label_of(slice_of(joined), &label))
		return;
	row->at[0].text = joined;
	next->at++;
	next->count--;
	next->is_value = true;
}

static void
read_row(struct layout *layout, size_t r)
{
	struct row *row = &layout->rows[r];
	struct label label;

	if (is_table_head(row))
		return;
	for (size_t c = 0; c < row->count;) {
		if (label_of(slice_of(row->at[c].text), &label))
			c = read_beside(layout, r, c, &label);
		else
			c = read_inside(layout, r, c);
	}
}

/* The cell of `row` that continues a value at `column`; NULL: none. */
static const struct cell *
wrapped_cell(const struct row *row, size_t column)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct cell *c = &row->at[i];
		if (c->column + WRAP_SHIFT >= column &&
		    c->column <= column + WRAP_SHIFT)
			return starts_with_sign(c->text) || has_label(c->text)
				   ? NULL
				   : c;
	}
	return NULL;
}

static bool
may_wrap(const struct pair *p)
{
	return !p->is_inline && *p->value && p->column > 5 &&
	       p->field != FIELD_DATE;
}

static size_t
digits_in(const char *text)
{
	size_t count = 0;

	for (; *text; text++) {
		if (!ascii_is_digit(*text) && !strchr(" .-", *text))
			return SIZE_MAX;
		count += ascii_is_digit(*text);
	}
	return count;
}

/* "19841230 200901 2" and "910" below it: a number that is whole with it. */
static bool
is_broken_digits(enum field field, const char *value, const char *next)
{
	size_t have = digits_in(value), more = digits_in(next);

	return have != SIZE_MAX && more != SIZE_MAX && more > 0 &&
	       have + more == (field == FIELD_NIP ? NIP_LENGTH : NIK_LENGTH);
}

/* A letter's number is broken behind a sign or before one. */
static bool
is_broken_number(const char *value, const char *next)
{
	return strchr("-/.", value[strlen(value) - 1]) || *next == '/';
}

/* Under the label stands another, be it one that we do not know. */
static bool
has_own_label(
    const struct layout *layout, const struct pair *p, const struct row *row)
{
	const struct row *own = &layout->rows[p->row];
	size_t left = row->at[0].column, label = own->at[0].column;

	if (row->at[0].column + 4 < p->column && has_label(row->at[0].text))
		return true;
	return left + 4 < p->column &&
	       (row->is_tabbed || (left <= label + 1 && label <= left + 1));
}

static bool
is_broken_address(const char *value)
{
	const char *at = strchr(value, '@');
	size_t len = strlen(value);

	return len > 0 &&
	       (!at || !strchr(at, '.') || strchr("@.-", value[len - 1]) ||
		   !text_ends(value, "id"));
}

/* A whole address below what is none: "budi(at)x.go.id". */
static bool
is_other_address(const struct pair *p, const char *next)
{
	const char *at = strchr(next, '@');
	bool is_open = strchr("@.-_", p->value[strlen(p->value) - 1]);

	return at && at > next && !is_open;
}

static void
join_wraps(struct layout *layout, struct pair *p)
{
	for (size_t r = p->row + 1;
	     r < layout->row_count && r <= p->row + WRAP_ROWS_MAX; r++) {
		struct row *row = &layout->rows[r];
		const struct cell *c = wrapped_cell(row, p->column);
		if (!c || has_own_label(layout, p, row))
			return;
		if (p->field == FIELD_EMAIL && !is_broken_address(p->value))
			return;
		if (p->field == FIELD_EMAIL && is_other_address(p, c->text)) {
			if (strstr(p->value, "(at)"))
				p->value = c->text;
			return;
		}
		if (p->field == FIELD_NUMBER &&
		    !is_broken_number(p->value, c->text))
			return;
		if ((p->field == FIELD_NIP || p->field == FIELD_NIK) &&
		    !is_broken_digits(p->field, p->value, c->text))
			return;
		bool is_one =
		    p->field == FIELD_EMAIL || p->field == FIELD_NUMBER;
		p->value = arena_printf(layout->arena, "%s%s%s", p->value,
		    is_one ? "" : " ", c->text);
		row->is_value = true;
	}
}

static int
row_order(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

void
layout_make(const char *text, struct arena *arena, struct layout *layout)
{
	*layout = (struct layout){ .arena = arena };
	make_rows(text, layout);
	layout->pairs =
	    arena_array(arena, LAYOUT_PAIRS_MAX, sizeof *layout->pairs);
	layout_find_ticks(layout);
	for (size_t r = 0; r < layout->row_count; r++) {
		if (!is_table_head(&layout->rows[r]))
			join_label(layout, r);
		read_row(layout, r);
	}
	for (size_t i = 0; i < layout->pair_count; i++)
		if (may_wrap(&layout->pairs[i]))
			join_wraps(layout, &layout->pairs[i]);
	layout_pair_blocks(layout);
	layout_pair_runs(layout);
	qsort(layout->pairs, layout->pair_count, sizeof *layout->pairs,
	    row_order);
}
