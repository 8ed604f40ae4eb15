/*
 * cells: a table of owners that came apart into one cell on each line: the
 * headings, then for each owner as many lines. Lines without a number or an
 * address are told apart by those that have one; where more than one reading
 * is left, nothing is paired.
 */
#include "blocks.h"

#include "cabut/banned.h"

enum {
	HEADINGS_MIN = 3,
	GAP_ROWS_MAX = 2,
	OWNER_DIGITS_MIN = 9,
	COUNTER_DIGITS = 3,
	CELL_ROWS_MAX = 5
};

/* The headings, each a field: "Nama / NIP" are two. */
struct heads {
	enum field at[BLOCK_MAX];
	size_t count;
	bool has_counter; /* the first is "No" */
};

/* The lines of one owner, and which of them hold each of the fields. */
struct owner_cells {
	size_t from, to;
	size_t first[BLOCK_MAX], count[BLOCK_MAX];
};

static void
add_head(struct heads *h, enum field field)
{
	bool is_both = field == FIELD_NIP_OR_NIK;

	h->at[h->count++] = is_both ? FIELD_NIP : field;
	if (is_both)
		h->at[h->count++] = FIELD_NIK;
}

/* Rows that were headings; 0: there are none. */
static size_t
read_heads(const struct layout *layout, size_t r, struct heads *h)
{
	size_t rows = 0;
	bool has_name = false, has_number = false;
	struct label label;

	*h = (struct heads){ .count = 0 };
	for (; r + rows < layout->row_count &&
	       row_is_label(&layout->rows[r + rows], &label);
	     rows++) {
		if (h->count + label.count >= BLOCK_MAX ||
		    strpbrk(layout->rows[r + rows].at[0].text, ":="))
			return 0;
		for (size_t i = 0; i < label.count; i++)
			add_head(h, label.at[i]);
	}
	for (size_t i = 0; i < h->count; i++) {
		has_name |= h->at[i] == FIELD_NAME;
		has_number |= h->at[i] == FIELD_NIP || h->at[i] == FIELD_NIK;
		if (i > 0 && h->at[i] > FIELD_IGNORED)
			return 0;
	}
	h->has_counter = h->count > 0 && h->at[0] == FIELD_NUMBER;
	return rows >= HEADINGS_MIN && has_name && has_number ? rows : 0;
}

static bool
is_anchor(enum field field)
{
	return field == FIELD_NIP || field == FIELD_NIK || field == FIELD_EMAIL;
}

static size_t
digits_of(const char *text)
{
	size_t digits = 0;

	for (; *text; text++) {
		if (!ascii_is_digit(*text) && !strchr(" .-", *text))
			return 0;
		digits += ascii_is_digit(*text);
	}
	return digits;
}

/* "budi@bangun" and "pelitakota.go.id" below it. */
static bool
is_broken_address(const struct layout *layout, size_t r, size_t to)
{
	const char *text = layout->rows[r].at[0].text;
	const char *next = r + 1 < to ? layout->rows[r + 1].at[0].text : "";

	return strchr(text, '@') && !text_ends(text, ".id") &&
	       text_ends(next, ".id") && !strpbrk(next, " @");
}

/* A number is not that of another column, an address is whole. */
static bool
is_of_anchor(const struct layout *layout, enum field field, size_t r, size_t to)
{
	const char *text = layout->rows[r].at[0].text;
	size_t digits = digits_of(text);

	if (strcmp(text, "-") == 0)
		return true;
	if (field == FIELD_EMAIL)
		return (strchr(text, '@') && text_ends(text, ".id")) ||
		       is_broken_address(layout, r, to);
	return digits >= OWNER_DIGITS_MIN &&
	       digits != (field == FIELD_NIP ? NIK_LENGTH : NIP_LENGTH);
}

/* Words, not the rest of a number or the first part of an address. */
static bool
are_words(const struct layout *layout, size_t from, size_t to, bool is_joined)
{
	for (size_t r = from; r < to; r++) {
		const char *text = layout->rows[r].at[0].text;
		if (digits_of(text) > 0 || strchr(text, '@'))
			return false;
		bool is_piece = !strchr(text, ' ') && strpbrk(text, "._@");
		if (is_joined && r > from && is_piece)
			return false;
	}
	return true;
}

/* Gives the rows to the fields of words from `field` on. */
static bool
share_words(const struct layout *layout, struct owner_cells *o, size_t field,
    size_t fields, size_t from, size_t to)
{
	size_t rows = to - from;

	if ((rows != fields && fields != 1) || rows < fields ||
	    (rows > fields && rows > CELL_ROWS_MAX) ||
	    !are_words(layout, from, to, rows > fields))
		return false;
	for (size_t i = 0; i < fields; i++) {
		o->first[field + i] = from + i;
		o->count[field + i] = fields == 1 ? rows : 1;
	}
	return true;
}

/* The first row from `r` on that can be the anchor `field`. */
static size_t
anchor_row(const struct layout *layout, enum field field, size_t r, size_t to)
{
	while (r < to && !is_of_anchor(layout, field, r, to))
		r++;
	return r;
}

/* Whether the rows of `o` hold what the headings say, in one way alone. */
static bool
share_rows(
    const struct layout *layout, const struct heads *h, struct owner_cells *o)
{
	size_t f = h->has_counter, r = o->from + h->has_counter;

	while (f < h->count) {
		size_t next = f, at = o->to;
		while (next < h->count && !is_anchor(h->at[next]))
			next++;
		if (next < h->count)
			at = anchor_row(layout, h->at[next], r, o->to);
		if (next > f && !share_words(layout, o, f, next - f, r, at))
			return false;
		if (next == h->count)
			return true;
		if (at == o->to || (next == f && at != r))
			return false;
		bool is_broken = h->at[next] == FIELD_EMAIL &&
				 is_broken_address(layout, at, o->to);
		o->first[next] = at;
		o->count[next] = 1 + is_broken;
		r = at + o->count[next];
		f = next + 1;
	}
	return r == o->to;
}

/* "2", "2." */
static bool
is_counter(const struct row *row, size_t number)
{
	const char *text = row->count == 1 ? row->at[0].text : "";
	size_t value = 0, len = 0;

	for (; len < COUNTER_DIGITS && ascii_is_digit(text[len]); len++)
		value = value * 10 + (size_t)(text[len] - '0');
	return len > 0 && value == number &&
	       text[len + strspn(text + len, ".)")] == '\0';
}

/* The lines of the owner `number` from `r` on. */
static bool
find_owner(const struct layout *layout, const struct heads *h, size_t r,
    size_t number, struct owner_cells *o)
{
	*o = (struct owner_cells){ .from = r, .to = r };
	if (r >= layout->row_count ||
	    (h->has_counter && !is_counter(&layout->rows[r], number)))
		return false;
	while (o->to < layout->row_count &&
	       row_is_plain(&layout->rows[o->to]) &&
	       !row_starts_words(&layout->rows[o->to]) &&
	       !(h->has_counter && o->to > r &&
		   is_counter(&layout->rows[o->to], number + 1)))
		o->to++;
	return o->to > r;
}

static void
pair_owner(
    struct layout *layout, const struct heads *h, const struct owner_cells *o)
{
	for (size_t f = h->has_counter; f < h->count; f++) {
		size_t r = o->first[f];
		const char *text = layout->rows[r].at[0].text;
		for (size_t i = 1; i < o->count[f]; i++)
			text = arena_printf(layout->arena, "%s%s%s", text,
			    h->at[f] == FIELD_EMAIL ? "" : " ",
			    layout->rows[r + i].at[0].text);
		layout_add(layout, h->at[f], text, r,
		    layout->rows[r].at[0].column, false);
	}
	for (size_t r = o->from; r < o->to; r++)
		layout->rows[r].is_value = true;
}

/* Rows of the table below the headings; 0: not all of it is clear. */
static size_t
take_owners(struct layout *layout, const struct heads *h, size_t from)
{
	struct owner_cells o;
	size_t owners = 0, end = from;

	for (size_t r = rows_skip_blank(layout, GAP_ROWS_MAX, from);
	     find_owner(layout, h, r, owners + 1, &o);
	     r = rows_skip_blank(layout, GAP_ROWS_MAX, o.to)) {
		bool fits = share_rows(layout, h, &o);
		if (!fits && (h->has_counter || owners == 0))
			return 0;
		if (!fits)
			break; /* what stands below the table */
		owners++;
		end = o.to;
	}
	for (size_t r = from, i = 0; i < owners; i++) {
		r = rows_skip_blank(layout, GAP_ROWS_MAX, r);
		find_owner(layout, h, r, i + 1, &o);
		share_rows(layout, h, &o);
		pair_owner(layout, h, &o);
		r = o.to;
	}
	return end - from;
}

void
layout_pair_cells(struct layout *layout)
{
	struct heads heads;

	for (size_t r = 0; r < layout->row_count;) {
		size_t rows = read_heads(layout, r, &heads);
		size_t taken = rows ? take_owners(layout, &heads, r + rows) : 0;
		for (size_t i = 0; taken && i < rows; i++)
			layout->rows[r + i].is_value = true;
		r += rows + taken ? rows + taken : 1;
	}
}

bool
layout_share_cells(
    struct layout *layout, size_t labels, size_t count, size_t first)
{
	struct heads heads = { .count = 0 };
	struct owner_cells o;
	bool has_anchor = false;

	for (size_t i = 0; i < count; i++) {
		struct label label;
		bool is_known = row_is_label(&layout->rows[labels + i], &label);
		if (is_known && label.count > 1)
			return false;
		enum field field = is_known ? label.at[0] : FIELD_IGNORED;
		has_anchor |= is_anchor(field);
		heads.at[heads.count++] = field;
	}
	if (!has_anchor || !find_owner(layout, &heads, first, 1, &o) ||
	    !share_rows(layout, &heads, &o))
		return false;
	pair_owner(layout, &heads, &o);
	for (size_t i = 0; i < count; i++)
		layout->rows[labels + i].is_value = true;
	return true;
}
