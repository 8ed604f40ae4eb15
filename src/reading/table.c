/*
 * table: several owners as rows of a table. A cell belongs to the heading
 * it stands under; a line without a number goes on with the row above it.
 */
#include "draft.h"
#include "heads.h"

#include "cabut/banned.h"

enum {
	HEADINGS_MIN = 3,
	BLANK_ROWS_MAX = 2,
	STRAY_ROWS_MAX = 3,
	COUNTER_DIGITS = 3,
};

struct heading {
	struct label label; /* count 0: a column of no interest */
	size_t column;
	bool is_counter;  /* "No" */
	enum field below; /* of the second line of each row */
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

/* "No. Nama" with one blank between: two headings in one cell. */
static size_t
split_counter(const struct row *row, struct table *table)
{
	const char *text = row->at[0].text;
	struct label label;
	size_t len = 2 + (text[0] && text[1] && text[2] == '.');

	if (!slice_starts_nocase(slice_of(text), SLICE("no")) ||
	    text[len] != ' ' || !label_of(slice_of(text + len), &label))
		return 0;
	table->at[0] = (struct heading){ .label = { { FIELD_NUMBER }, 1 },
		.column = row->at[0].column,
		.is_counter = true };
	table->at[1] = (struct heading){ .label = label,
		.column = row->at[0].column + len + 1 };
	table->has_counter = true;
	return 1;
}

static void
read_head(const struct row *row, struct table *table)
{
	*table = (struct table){ .count = 0 };
	size_t more = row->count < LAYOUT_CELLS_MAX && !row->is_tabbed
			  ? split_counter(row, table)
			  : 0;

	table->count = row->count + more;
	for (size_t i = 0; i < row->count; i++) {
		struct heading *h = &table->at[i + more];
		if (more && i == 0)
			continue;
		h->column = row->at[i].column;
		if (!label_of(slice_of(row->at[i].text), &h->label))
			h->label.count = 0;
		h->is_counter = i + more == 0 && h->label.count == 1 &&
				h->label.at[0] == FIELD_NUMBER;
		table->has_counter |= h->is_counter;
	}
}

/* The rest of a heading, or what each row's second line holds. */
static void
set_below(struct heading *h, const struct label *label, bool joins)
{
	if (joins)
		h->label = *label;
	else
		h->below = label->at[0];
}

/* Takes the line below the headings when all of it belongs to them. */
static bool
read_second_head(const struct row *head, const struct row *below,
    struct arena *arena, struct table *table)
{
	struct table wider = *table;
	struct label label;

	for (size_t i = 0; i < below->count; i++) {
		bool joins = heads_join(head, &below->at[i], arena, &label);
		if (!joins && (!label_of(slice_of(below->at[i].text), &label) ||
				  label.count > 1))
			return false;
		for (size_t k = 0; k < wider.count; k++)
			if (wider.at[k].column + 2 >= below->at[i].column &&
			    wider.at[k].column <= below->at[i].column + 2)
				set_below(&wider.at[k], &label, joins);
	}
	if (below->count > 0)
		*table = wider;
	return below->count > 0;
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

static bool
is_nip(const struct heading *h)
{
	return h->label.count == 1 && h->label.at[0] == FIELD_NIP;
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
		size_t name = is_nip(&table->at[i])
				  ? heads_end_of_nip(row->line, from)
				  : 0;
		if (name > 0 || to < from)
			to = name > 0 ? name : from;
		cells[i] = text_squeeze(
		    (struct slice){ row->line.at + from, to - from }, arena);
	}
}

/* What goes on from the row above stands below it, cell by cell. */
static void
read_wrapped(const struct table *table, const struct row *row,
    const char *cells[LAYOUT_CELLS_MAX])
{
	for (size_t i = 0; i < table->count; i++)
		cells[i] = "";
	for (size_t c = 0; c < row->count; c++) {
		size_t best = 0;
		for (size_t i = 0; i < table->count; i++)
			if (table->at[i].column <= row->at[c].column + 3)
				best = i;
		cells[best] = row->at[c].text;
	}
}

/* A row of the table while its lines come in. */
struct entry {
	const char *text[LAYOUT_CELLS_MAX];  /* NULL: nothing yet */
	size_t row[LAYOUT_CELLS_MAX];	     /* where it began */
	const char *below[LAYOUT_CELLS_MAX]; /* of the second line */
};

/* An address that goes on: "budi@dinas." and "contohkab.go.id". */
static bool
is_broken(const char *address, const char *next)
{
	const char *domain = strchr(address, '@');

	return strchr("@.-_", address[strlen(address) - 1]) || *next == '.' ||
	       !strchr(domain, '.');
}

static void
append(struct entry *e, size_t i, const char *text, size_t row,
    struct arena *arena)
{
	const char **slot = &e->text[i];
	bool address = *slot && strchr(*slot, '@') && is_broken(*slot, text);

	if (!*text)
		return;
	if (!*slot)
		e->row[i] = row;
	*slot = *slot ? arena_printf(
			    arena, "%s%s%s", *slot, address ? "" : " ", text)
		      : text;
}

static void
put(struct person *p, enum field field, const char *text, size_t row)
{
	p->value[field] = text;
	p->row[field] = row;
}

/* "Drs. Markus Pontoh 19670102 ...": the name ends where digits begin. */
static void
put_name_and_number(
    struct person *p, const char *text, size_t row, struct arena *arena)
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
		put(p, FIELD_NAME, text_squeeze(name, arena), row);
	if (text[cut])
		put(p, FIELD_NIP, text + cut, row);
}

/* "199410032024212943 5306034310949231": a NIP, and a NIK behind it. */
static void
part_numbers(struct person *p, struct arena *arena)
{
	const char *both = p->value[FIELD_NIP], *at = both;
	char digits[32];

	for (size_t seen = 0; at && *at && seen < NIP_LENGTH; at++)
		seen += ascii_is_digit(*at);
	if (!at || !nik_read(at, digits))
		return;
	put(p, FIELD_NIK, at + strspn(at, " /"), p->row[FIELD_NIP]);
	p->value[FIELD_NIP] = arena_copy(arena, both, (size_t)(at - both));
}

static void
put_parts(struct person *p, const struct label *label, const char *text,
    size_t row, struct arena *arena)
{
	struct slice rest = slice_of(text), piece;

	if (label->count == 1) {
		put(p, label->at[0], text, row);
		return;
	}
	if (label->at[0] == FIELD_NAME && label->at[1] == FIELD_NIP) {
		put_name_and_number(p, text, row, arena);
		if (label->count == 3 && label->at[2] == FIELD_NIK)
			part_numbers(p, arena);
		return;
	}
	/* "Jabatan dan Unit Kerja": "Perawat, Puskesmas Lubuk Aro" */
	bool is_office = label->at[0] == FIELD_POSITION;
	char mark = is_office && !strchr(text, '/') ? ',' : '/';
	for (size_t i = 0;
	     i < label->count && slice_take_until(&rest, mark, &piece); i++)
		put(p, label->at[i], text_squeeze(piece, arena), row);
}

static void
close_row(struct draft *d, const struct table *table, const struct entry *e,
    size_t row)
{
	struct person p = {
		.role = ROLE_OWNER, .first_row = row, .last_row = row
	};

	for (size_t i = 0; i < table->count; i++)
		if (e->text[i] && table->at[i].label.count &&
		    !table->at[i].is_counter)
			put_parts(&p, &table->at[i].label, e->text[i],
			    e->row[i], d->arena);
	for (size_t i = 0; i < table->count; i++)
		if (e->below[i])
			put(&p, table->at[i].below, e->below[i], e->row[i] + 1);
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
		   "hormat kami|atas perhatian|mengetahui|terima kasih|"
		   "terimakasih|atas bantuan|atas kerja sama") &&
	       row->count <= 2 && !ascii_is_digit(row->at[0].text[0]);
}

static size_t
counter_of(const char *text)
{
	size_t value = 0;

	for (size_t i = 0; i < COUNTER_DIGITS && ascii_is_digit(text[i]); i++)
		value = value * 10 + (size_t)(text[i] - '0');
	return value;
}

/* A line that lost its indent is no end where the next number follows. */
static bool
goes_on(const struct draft *d, const struct table *table,
    const struct entry *open, size_t r)
{
	size_t next = open->text[0] ? counter_of(open->text[0]) + 1 : 0;

	for (size_t below = r + 1;
	     table->has_counter && next && below < d->layout.row_count &&
	     below <= r + STRAY_ROWS_MAX;
	     below++) {
		const struct row *row = &d->layout.rows[below];
		if (row->count >= HEADINGS_MIN &&
		    counter_of(row->at[0].text) == next)
			return true;
	}
	return false;
}

/* Of such a line only a number is told apart: "NIP. 1968...". */
static void
take_stray(const struct table *table, const struct row *row, size_t r,
    struct arena *arena, struct entry *open)
{
	char digits[32];
	const char *text = row->at[0].text;

	if (row->count != 1 ||
	    !nip_read(text + strcspn(text, "0123456789"), digits))
		return;
	for (size_t i = 0; i < table->count; i++)
		for (size_t k = 0; k < table->at[i].label.count; k++)
			if (table->at[i].label.at[k] == FIELD_NIP) {
				append(open, i, text, r, arena);
				return;
			}
}

/* Names that begin left of their heading, right behind the NIP. */
static void
move_names(const struct draft *d, size_t head, struct table *table)
{
	size_t nip = 0;

	while (nip < table->count && !is_nip(&table->at[nip]))
		nip++;
	for (size_t r = head + 1;
	     nip + 1 < table->count && r < d->layout.row_count &&
	     !ends_table(&d->layout.rows[r]);
	     r++) {
		size_t column = heads_column_behind_nip(&d->layout.rows[r]);
		if (column > table->at[nip].column &&
		    column < table->at[nip + 1].column)
			table->at[nip + 1].column = column;
	}
}

static size_t
read_table(struct draft *d, size_t head)
{
	struct table table;
	size_t r;
	const struct row heads = heads_whole(&d->layout, head, &r);
	struct entry open = { .text = { NULL } };
	size_t blank = 0;
	bool is_open = false, is_apart = false;

	read_head(&heads, &table);
	if (r < d->layout.row_count &&
	    read_second_head(&heads, &d->layout.rows[r], d->arena, &table))
		r++;
	move_names(d, head, &table);
	for (; r < d->layout.row_count && blank <= BLANK_ROWS_MAX; r++) {
		const char *cells[LAYOUT_CELLS_MAX];
		struct row *row = &d->layout.rows[r];
		blank = row->count ? 0 : blank + 1;
		is_apart |= row->count == 0;
		if (row->count == 0)
			continue;
		if (ends_table(row))
			break;
		if (table_head_at(&d->layout, r)) /* on the next page */
			continue;
		read_cells(&table, row, d->arena, cells);
		if (!row->is_tabbed && !starts_row(&table, cells))
			read_wrapped(&table, row, cells);
		bool starts = starts_row(&table, cells);
		bool is_beside = table.has_counter && *cells[0];
		if (is_open && !starts && (is_apart || is_beside)) {
			if (!goes_on(d, &table, &open, r))
				break; /* what a wrapped cell never is */
			take_stray(&table, row, r, d->arena, &open);
			row->is_value = row->is_table = true;
			continue;
		}
		is_apart = false;
		if (starts) {
			if (is_open)
				close_row(d, &table, &open, r);
			memset(&open, 0, sizeof open);
			is_open = true;
		}
		row->is_value = is_open;
		row->is_table = is_open;
		for (size_t i = 0; is_open && i < table.count; i++)
			if (!starts && table.at[i].below && *cells[i])
				open.below[i] = cells[i];
			else
				append(&open, i, cells[i], r, d->arena);
	}
	if (is_open)
		close_row(d, &table, &open, r);
	return r;
}

void
draft_table(struct draft *d)
{
	for (size_t r = d->kop_end; r < d->layout.row_count; r++)
		if (table_head_at(&d->layout, r))
			r = read_table(d, r) - 1;
	/* Without closing words the signature was taken to begin early. */
	for (size_t r = d->sign_from; r < d->sign_to; r++)
		if (d->layout.rows[r].is_table)
			d->sign_from = r + 1;
}
