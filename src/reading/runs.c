/*
 * runs: labels and values with nothing but a blank between, line under line:
 * "NAMA BUDI" / "NIP 1985..." / "JABATAN ANALIS". A single such line may be
 * any words, so a run counts when three different fields stand in it and a
 * number or an address shows that they are what they seem.
 */
#include "layout.h"

#include "cabut/banned.h"

enum { RUN_MIN = 3, LABEL_WORDS_MAX = 4, RUN_MAX = 20, AGENCY_BYTES_MAX = 16 };

struct line_pair {
	enum field field;
	const char *value;
	size_t row;
};

/* "Dinas Lingkungan Hidup", "Bagian Umum": a name in its own right. */
static bool
is_agency_word(const char *text, size_t len)
{
	static const char words[] =
	    "dinas kantor bidang bagian sekolah "
	    "kementerian lembaga satuan unit organisasi";
	char word[AGENCY_BYTES_MAX];

	if (len >= sizeof word)
		return false;
	for (size_t i = 0; i < len; i++)
		word[i] = ascii_lower(text[i]);
	return list_has(words, word, len);
}

/* The longest label that the line starts with, and what follows it. */
static bool
split_line(const struct row *row, struct line_pair *out)
{
	const char *text = row->at[0].text;
	size_t words = 0;
	bool found = false;
	struct label whole;

	if (row->count != 1 || strpbrk(text, ":=") ||
	    label_of(slice_of(text), &whole)) /* "NIK (16 digit)" */
		return false;
	for (size_t at = 1; text[at] && words < LABEL_WORDS_MAX; at++) {
		struct label label;
		if (text[at] != ' ')
			continue;
		words++;
		if (!label_of((struct slice){ text, at }, &label) ||
		    label.count > 1 || label.at[0] > FIELD_IGNORED ||
		    is_agency_word(text, at))
			continue;
		out->field = label.at[0];
		out->value = text + at + 1;
		found = true;
	}
	return found;
}

static bool
is_person_pair(const struct pair *p, size_t row)
{
	return p->row == row && p->field > FIELD_NONE &&
	       p->field <= FIELD_IGNORED;
}

/* The field of a line that was paired already: "NIP 1985...". */
static enum field
paired_field(const struct layout *layout, size_t row)
{
	for (size_t i = 0; i < layout->pair_count; i++)
		if (is_person_pair(&layout->pairs[i], row))
			return layout->pairs[i].field;
	return FIELD_NONE;
}

static bool
is_proof(enum field field, const char *value)
{
	return field == FIELD_NIP || field == FIELD_NIK ||
	       (field == FIELD_EMAIL && strchr(value, '@'));
}

static size_t
take_run(struct layout *layout, size_t from)
{
	struct line_pair found[RUN_MAX];
	bool seen[FIELDS] = { false }, is_proven = false;
	size_t count = 0, fields = 0, r = from;

	for (; r < layout->row_count && count < RUN_MAX; r++) {
		const struct row *row = &layout->rows[r];
		struct line_pair p = { .row = r };
		enum field paired =
		    row->is_value ? paired_field(layout, r) : FIELD_NONE;
		if (paired != FIELD_NONE)
			p.field = paired;
		else if (row->is_value || row->count == 0 ||
			 !split_line(row, &p))
			break;
		fields += !seen[p.field];
		seen[p.field] = true;
		is_proven |= paired == FIELD_NIP || paired == FIELD_NIK ||
			     (p.value && is_proof(p.field, p.value));
		if (p.value)
			found[count++] = p;
	}
	for (size_t i = 0; i < count && fields >= RUN_MIN && is_proven; i++)
		layout_add(layout, found[i].field, found[i].value, found[i].row,
		    layout->rows[found[i].row].at[0].column, false);
	return r;
}

void
layout_pair_runs(struct layout *layout)
{
	for (size_t r = 0; r < layout->row_count;) {
		size_t end = take_run(layout, r);
		r = end > r ? end : r + 1;
	}
}
