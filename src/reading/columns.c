/*
 * columns: a table on its side: labels in the first column, one person in
 * each of the others. It counts when names and numbers stand in every column.
 */
#include "draft.h"

#include "cabut/banned.h"

enum { COLUMNS_MIN = 2, COLUMN_SLACK = 3 };

/* The label of a row with `count` values beside it. */
static bool
has_values(const struct row *row, size_t count, enum field *field)
{
	struct label label;

	if (row->count != count + 1 || row->is_table ||
	    !label_of(slice_of(row->at[0].text), &label) || label.count > 1)
		return false;
	for (size_t i = 1; i <= count; i++) {
		struct label other;
		if (label_of(slice_of(row->at[i].text), &other) ||
		    strpbrk(row->at[i].text, ":="))
			return false;
	}
	*field = label.at[0];
	return true;
}

static bool
stands_below(const struct row *row, const struct row *head)
{
	for (size_t i = 1; i < head->count; i++)
		if (row->at[i].column > head->at[i].column + COLUMN_SLACK ||
		    head->at[i].column > row->at[i].column + COLUMN_SLACK)
			return false;
	return true;
}

/* Is there a valid NIP or NIK for each? */
static bool
are_numbers(const struct row *row, enum field field)
{
	char digits[32];

	for (size_t i = 1; i < row->count; i++)
		if (field == FIELD_NIP ? !nip_read(row->at[i].text, digits)
				       : !nik_read(row->at[i].text, digits))
			return false;
	return true;
}

/* Rows from the one of names on; 0: it is no such table. */
static size_t
table_rows(const struct draft *d, size_t head)
{
	const struct row *names = &d->layout.rows[head];
	size_t r = head, count = names->count ? names->count - 1 : 0;
	bool has_number = false;
	enum field field;

	if (count < COLUMNS_MIN || !has_values(names, count, &field) ||
	    field != FIELD_NAME)
		return 0;
	for (; r < d->layout.row_count; r++) {
		const struct row *row = &d->layout.rows[r];
		if (!has_values(row, count, &field) ||
		    !stands_below(row, names))
			break;
		bool is_number = field == FIELD_NIP || field == FIELD_NIK;
		has_number |= is_number && are_numbers(row, field);
	}
	return has_number ? r - head : 0;
}

static void
take_person(struct draft *d, size_t head, size_t rows, size_t column)
{
	struct person *p;

	if (d->person_count == PERSONS_MAX)
		return;
	p = &d->persons[d->person_count++];
	*p = (struct person){ .role = ROLE_OWNER,
		.first_row = head,
		.last_row = head + rows - 1 };
	for (size_t r = head; r < head + rows; r++) {
		const struct row *row = &d->layout.rows[r];
		struct label label;
		if (!label_of(slice_of(row->at[0].text), &label))
			continue;
		p->value[label.at[0]] = row->at[column].text;
		p->row[label.at[0]] = r;
	}
}

void
draft_columns(struct draft *d)
{
	for (size_t r = d->kop_end; r < d->layout.row_count; r++) {
		size_t rows = table_rows(d, r);
		for (size_t c = 1; rows && c < d->layout.rows[r].count; c++)
			take_person(d, r, rows, c);
		for (size_t i = r; i < r + rows; i++)
			d->layout.rows[i].is_table = true;
		r += rows ? rows - 1 : 0;
	}
}
