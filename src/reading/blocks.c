/*
 * blocks: labels and values that a PDF tore apart: a block of labels above a
 * block of values (": ..."), or each value on the line below its label. They
 * are only put together when the counts agree.
 */
#include "blocks.h"

#include "cabut/banned.h"

enum {
	LABEL_COLUMNS_MAX = 40,
	COUNTER_MAX = 4,
	LINES_ABOVE = 2,
	LABELS_BELOW = 3
};

bool
row_is_orphan(const struct row *row)
{
	return row->count > 0 && !row->is_value &&
	       (row->at[0].text[0] == ':' || row->at[0].text[0] == '=');
}

bool
row_is_label(const struct row *row, struct label *label)
{
	if (row->count != 1 || row->is_value)
		return false;
	return label_of(slice_of(row->at[0].text), label);
}

bool
row_is_short(const struct row *row)
{
	struct label label;

	return row_is_label(row, &label) ||
	       (row->count == 1 && !row->is_value &&
		   strlen(row->at[0].text) < LABEL_COLUMNS_MAX &&
		   !strpbrk(row->at[0].text, ",:;@"));
}

const char *
row_value(const struct row *row, struct arena *arena)
{
	const char *text = row->at[0].text;

	while (*text == ':' || *text == '=' || *text == ' ')
		text++;
	if (!*text && row->count > 1)
		text = row->at[1].text;
	return arena_strdup(arena, text);
}

/* One line between two values is the rest of the first, and so is the end of
 * an address below the last. */
static bool
is_rest(const struct layout *layout, size_t r, const char *value)
{
	const struct row *row = &layout->rows[r];

	if (r + 1 >= layout->row_count || !row->count || row_is_orphan(row))
		return false;
	return row_is_orphan(row + 1) ||
	       (row_is_plain(row) && strchr(value, '@') &&
		   !text_ends(value, ".id") && text_ends(row->folded, ".id") &&
		   !strpbrk(row->folded, " @"));
}

/* Values from `row` on; those that wrapped are joined. */
static size_t
collect_values(struct layout *layout, size_t row, const char *values[BLOCK_MAX],
    size_t *end)
{
	size_t count = 0, r = row;

	while (r < layout->row_count && row_is_orphan(&layout->rows[r]) &&
	       count < BLOCK_MAX) {
		values[count] = row_value(&layout->rows[r], layout->arena);
		count++;
		r++;
		while (is_rest(layout, r, values[count - 1])) {
			bool is_cut = strchr(values[count - 1], '@') &&
				      !text_ends(values[count - 1], ".id");
			values[count - 1] = arena_printf(layout->arena,
			    "%s%s%s", values[count - 1], is_cut ? "" : " ",
			    layout->rows[r].at[0].text);
			layout->rows[r].is_value = true;
			r++;
		}
	}
	*end = r;
	return count;
}

static void
pair_block(struct layout *layout, size_t labels, size_t count,
    const char **values, size_t first_value)
{
	for (size_t i = 0; i < count; i++) {
		struct label label;
		struct row *row = &layout->rows[labels + i];
		if (label_of(slice_of(row->at[0].text), &label))
			layout_add(layout, label.at[0], values[i], labels + i,
			    row->at[0].column, false);
		row->is_value = true;
		layout->rows[first_value + i].is_value = true;
	}
}

size_t
rows_known_labels(const struct layout *layout, size_t from, size_t count)
{
	size_t known = 0;
	struct label label;

	for (size_t i = from; i < from + count; i++)
		known += row_is_label(&layout->rows[i], &label);
	return known;
}

bool
rows_are_labels(const struct layout *layout, size_t from, size_t count)
{
	struct label label;
	size_t to = from + count;

	for (size_t i = from; i < to; i++)
		if (!row_is_short(&layout->rows[i]))
			return false;
	if (to < layout->row_count && row_is_label(&layout->rows[to], &label))
		return false;
	if (from > 0 && row_is_label(&layout->rows[from - 1], &label))
		return false;
	return rows_known_labels(layout, from, count) * 2 > count;
}

bool
row_starts_words(const struct row *row)
{
	static const char starts[] =
	    "demikian|atas|karena|dengan|untuk|yang|sehubungan|adapun|mohon|"
	    "sebagai|yth|kepada|menyatakan|menerangkan|mengajukan|"
	    "memberikan|bermaksud|tidak|telah|adalah|selanjutnya|tersebut|"
	    "bahwa|guna|agar|dapat|hormat|terima kasih|bersama ini";

	return row->count == 1 &&
	       (text_ends(row->folded, ":") ||
		   text_find_any(row->folded, starts) == row->folded);
}

/* A block of colons, or of little more, has its values elsewhere. */
static bool
has_words(const char **values, size_t count)
{
	size_t words = 0;

	for (size_t i = 0; i < count; i++)
		words += *values[i] != '\0';
	return words > 0 && words * 2 >= count;
}

static void
take_value_block(struct layout *layout, size_t row)
{
	const char *values[BLOCK_MAX];
	size_t end, first = row;
	size_t count = collect_values(layout, row, values, &end);

	while (first > 0 && row - first < count &&
	       row_is_short(&layout->rows[first - 1]))
		first--;
	bool fits = row - first == count && has_words(values, count) &&
		    rows_known_labels(layout, first, count) * 2 > count;
	/* One more label than values above: the counts do not agree. */
	struct label label;
	bool is_more = count > 1 || (end + 1 < layout->row_count &&
					!layout->rows[end].count &&
					row_is_orphan(&layout->rows[end + 1]));
	if (fits && is_more && first > 0 &&
	    row_is_label(&layout->rows[first - 1], &label))
		fits = false;
	if (fits)
		pair_block(layout, first, count, values, row);
	else if (!layout_pair_spaced(layout, row, values, count, end))
		layout_pair_upwards(layout, row, values, count, end);
}

bool
row_is_plain(const struct row *row)
{
	struct label label;

	return row->count == 1 && !row->is_value &&
	       !label_of(slice_of(row->at[0].text), &label) &&
	       !row_is_orphan(row);
}

/* A small number in the column "No". */
static bool
is_counter(const struct label *label, const char *value)
{
	return label->at[0] == FIELD_NUMBER &&
	       strspn(value, "0123456789.") == strlen(value) &&
	       strlen(value) < COUNTER_MAX;
}

bool
label_is_in_step(const struct label *label, const char *value)
{
	size_t digits = 0, words = 0;

	for (const char *c = value; *c; c++) {
		digits += ascii_is_digit(*c);
		words += ascii_is_alnum(*c);
	}
	if (label->at[0] == FIELD_NUMBER)
		return words == 0 || is_counter(label, value) ||
		       label_is_proof(label, value);
	if (words == 0 || label->at[0] == FIELD_IGNORED) /* "-" */
		return true;
	if (label->at[0] == FIELD_NIP || label->at[0] == FIELD_NIK ||
	    label->at[0] == FIELD_NIP_OR_NIK)
		return digits >= OLD_NIP_LENGTH;
	if (label->at[0] == FIELD_EMAIL)
		return strchr(value, '@') != NULL;
	return digits < OLD_NIP_LENGTH && !strchr(value, '@');
}

bool
row_may_hold(const struct row *row, const struct label *label)
{
	if (row->count != 2 || row->is_value || label->at[0] != FIELD_NUMBER)
		return row_is_plain(row);
	return label_is_proof(label, row->at[0].text);
}

/* Do the rows from `first` hold a value for each of the labels? */
static bool
fits_labels(const struct layout *layout, size_t labels, size_t count,
    size_t first, const char *values[BLOCK_MAX])
{
	struct label label;

	if (first + count > layout->row_count)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct row *row = &layout->rows[first + i];
		label_of(slice_of(layout->rows[labels + i].at[0].text), &label);
		if (!row_may_hold(row, &label) ||
		    !label_is_in_step(&label, row->at[0].text))
			return false;
		values[i] = row->at[0].text;
	}
	return true;
}

static void
pair_cycle(struct layout *layout, size_t labels, size_t count,
    const char **values, size_t first)
{
	for (size_t i = 0; i < count; i++) {
		struct label label;
		label_of(slice_of(layout->rows[labels + i].at[0].text), &label);
		if (!is_counter(&label, values[i]))
			layout_add(layout, label.at[0], values[i], first + i,
			    layout->rows[first + i].at[0].column, false);
		layout->rows[labels + i].is_value = true;
		layout->rows[first + i].is_value = true;
	}
}

/* A run of labels above as many values without any sign; a table that was
 * pasted cell by cell has as many again. Returns the rows taken, or the
 * length of the run when it must not be paired. */
static size_t
take_bare_block(struct layout *layout, size_t r)
{
	const char *values[BLOCK_MAX];
	size_t count = 0, end;
	struct label label;

	while (r + count < layout->row_count && count < BLOCK_MAX &&
	       row_is_label(&layout->rows[r + count], &label))
		count++;
	if (count < 2)
		return 0;
	for (end = r + count; fits_labels(layout, r, count, end, values);
	     end += count)
		pair_cycle(layout, r, count, values, end);
	return end - r;
}

/* Has the label of this row its value already? */
static bool
is_taken(const struct layout *layout, size_t r)
{
	for (size_t i = 0; i < layout->pair_count; i++)
		if (layout->pairs[i].row == r && *layout->pairs[i].value)
			return true;
	return false;
}

/* "Nama :" and nothing else. */
static bool
is_empty_label(const struct layout *layout, size_t r, struct label *label)
{
	const struct row *row = &layout->rows[r];

	return row->count == 1 && !is_taken(layout, r) &&
	       label_of(slice_of(row->at[0].text), label) && label->count == 1;
}

static struct pair *
pair_of_row(struct layout *layout, size_t r)
{
	for (size_t i = 0; i < layout->pair_count; i++)
		if (layout->pairs[i].row == r)
			return &layout->pairs[i];
	return NULL;
}

/* The number shows that a letter's head is in step, the others by their own
 * build. */
bool
label_is_proof(const struct label *label, const char *value)
{
	if (!strpbrk(value, "0123456789@"))
		return false;
	if (label->at[0] == FIELD_NUMBER)
		return strchr(value, '/') != NULL;
	return label->at[0] == FIELD_NIP || label->at[0] == FIELD_NIK ||
	       label->at[0] == FIELD_NIP_OR_NIK || label->at[0] == FIELD_EMAIL;
}

/* As many values as labels, the values above. Returns the labels. */
static size_t
take_block_above(struct layout *layout, size_t r)
{
	size_t count = 0;
	bool fits = true, is_proven = false;
	struct label label;

	while (r + count < layout->row_count && count < BLOCK_MAX &&
	       is_empty_label(layout, r + count, &label))
		count++;
	/* A proof in its place shows that all are in step. */
	if (count < 2 || count > r)
		return count;
	for (size_t i = 0; i < count && fits; i++) {
		const struct row *row = &layout->rows[r - count + i];
		is_empty_label(layout, r + i, &label);
		fits = row_is_plain(row) &&
		       (label.at[0] >= FIELD_NUMBER ||
			   label_is_in_step(&label, row->at[0].text));
		is_proven |= fits && label_is_proof(&label, row->at[0].text);
	}
	for (size_t i = 0; i < count && fits && is_proven; i++) {
		struct pair *p = pair_of_row(layout, r + i);
		struct row *row = &layout->rows[r - count + i];
		is_empty_label(layout, r + i, &label);
		if (p) {
			p->value = row->at[0].text;
			p->row = r - count + i;
		} else {
			layout_add(layout, label.at[0], row->at[0].text,
			    r - count + i, row->at[0].column, false);
		}
		row->is_value = true;
		layout->rows[r + i].is_value = true;
	}
	return count;
}

/* Of a person, or of a form that was sent. */
static bool
may_stand_above(enum field field)
{
	return field < FIELD_NUMBER || field == FIELD_SERVICE ||
	       field == FIELD_DATE;
}

/* "... Surat Keterangan Ahli Waris, dan" / "KTP.": its last word. */
static bool
ends_sentence(const struct layout *layout, size_t r)
{
	return text_ends(layout->rows[r].folded, ".") && r > 0 &&
	       row_is_plain(&layout->rows[r - 1]);
}

/* "Nama" and below it, alone, the name. */
static void
take_below(struct layout *layout, size_t r)
{
	struct label label, other;
	struct row *below = &layout->rows[r + 1];

	if (!row_is_label(&layout->rows[r], &label) || label.count > 1 ||
	    !may_stand_above(label.at[0]) || ends_sentence(layout, r) ||
	    below->count != 1 || below->is_value ||
	    row_is_label(below, &other) || row_is_orphan(below))
		return;
	layout_add(layout, label.at[0], below->at[0].text, r,
	    layout->rows[r].at[0].column, false);
	below->is_value = true;
}

/* "Nama :" with nothing behind it: the value may stand below. */
static void
fill_empty(struct layout *layout, struct pair *p)
{
	struct label label;
	struct row *below;

	if (*p->value || p->field >= FIELD_NUMBER ||
	    p->row + 1 >= layout->row_count)
		return;
	below = &layout->rows[p->row + 1];
	if (below->count != 1 || below->is_value ||
	    row_is_label(below, &label) || row_is_orphan(below))
		return;
	p->value = below->at[0].text;
	below->is_value = true;
}

/* "(NIP)" under the line that was filled in. */
static bool
is_label_below(const struct row *row, struct label *label)
{
	const char *text = row->count == 1 ? row->at[0].text : "";
	size_t len = strlen(text);

	return len > 2 && text[0] == '(' && text[len - 1] == ')' &&
	       label_of((struct slice){ text + 1, len - 2 }, label) &&
	       label->count == 1;
}

static void
take_above(struct layout *layout, size_t r)
{
	struct label label;
	size_t up = r;

	if (!is_label_below(&layout->rows[r], &label))
		return;
	while (up > 0 && r - up < LINES_ABOVE && !layout->rows[up - 1].count)
		up--;
	if (up == 0 || !row_is_plain(&layout->rows[up - 1]))
		return;
	layout_add(layout, label.at[0], layout->rows[up - 1].at[0].text, up - 1,
	    layout->rows[up - 1].at[0].column, false);
	layout->rows[r].is_value = true;
}

/* A form has several; one alone may be "(nama)" under a signature. */
static void
take_labels_below(struct layout *layout)
{
	size_t count = 0;
	struct label label;

	for (size_t r = 0; r < layout->row_count; r++)
		count += is_label_below(&layout->rows[r], &label);
	for (size_t r = 0; r < layout->row_count && count >= LABELS_BELOW; r++)
		take_above(layout, r);
}

void
layout_pair_blocks(struct layout *layout)
{
	layout_pair_colons(layout);
	layout_pair_cells(layout);
	layout_pair_steps(layout);
	take_labels_below(layout);
	for (size_t r = 0; r < layout->row_count; r++)
		if (row_is_orphan(&layout->rows[r]) &&
		    (r == 0 || !row_is_orphan(&layout->rows[r - 1])))
			take_value_block(layout, r);
	for (size_t r = 0; r + 1 < layout->row_count;) {
		size_t taken = take_bare_block(layout, r);
		if (taken == 0)
			take_below(layout, r);
		r += taken ? taken : 1;
	}
	for (size_t r = 0; r < layout->row_count;) {
		size_t taken = take_block_above(layout, r);
		r += taken ? taken : 1;
	}
	for (size_t i = 0; i < layout->pair_count; i++)
		fill_empty(layout, &layout->pairs[i]);
}
