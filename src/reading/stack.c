/*
 * stack: a person as bare lines under one another, the name first, then NIP,
 * NIK, position, office and address, without any label. Only where a sentence
 * leads to it ("... sertifikat elektronik milik:") and a valid NIP or NIK
 * stands in it.
 */
#include "draft.h"
#include "names.h"

#include "cabut/banned.h"

enum { STACK_ROWS_MAX = 9, STACK_BLANK_MAX = 2, INTRO_ROWS_MAX = 4 };

struct stack {
	size_t from, to; /* rows */
	struct person person;
};

static bool
leads_to_it(const struct row *row)
{
	return text_ends(row->folded, ":") || text_ends(row->folded, "milik") ||
	       text_ends(row->folded, "atas nama") ||
	       text_ends(row->folded, "berikut");
}

/* "1. Budi Wirawan": without its number. */
static const char *
line_text(const struct row *row)
{
	const char *text = row->at[0].text;
	size_t digits = strspn(text, "0123456789");

	if (digits == 0 || digits > 2 || !strchr(".)", text[digits]) ||
	    !text[digits])
		return text;
	text += digits + 1;
	return text + strspn(text, " ");
}

static bool
is_number(const char *text)
{
	return *text && text[strspn(text, "0123456789 .-")] == '\0';
}

static void
put(struct person *p, enum field field, const char *text, size_t row)
{
	p->value[field] = text;
	p->row[field] = row;
}

/* False: a number that is none, or too much of something. */
static bool
take_line(struct person *p, const char *text, size_t row)
{
	char digits[32];
	enum field field = FIELD_POSITION;

	if (is_number(text))
		field = nip_read(text, digits)	 ? FIELD_NIP
			: nik_read(text, digits) ? FIELD_NIK
						 : FIELD_NONE;
	else if (strchr(text, '@'))
		field = FIELD_EMAIL;
	else if (p->value[FIELD_POSITION])
		field = FIELD_INSTITUTION;
	if (field == FIELD_NONE || p->value[field])
		return false;
	put(p, field, text, row);
	return true;
}

static bool
belongs(const struct layout *l, size_t row, size_t column)
{
	const struct row *r = &l->rows[row];
	struct label label;

	return r->count == 1 && !r->is_value && !r->is_table &&
	       r->at[0].column <= column + 1 && column <= r->at[0].column + 1 &&
	       !label_of(slice_of(r->at[0].text), &label);
}

/* The stack whose first line is at `from`. */
static bool
read_stack(const struct draft *d, size_t from, struct stack *s)
{
	const struct layout *l = &d->layout;
	const char *name;

	*s = (struct stack){ .from = from, .to = from };
	if (from >= d->sign_from || l->rows[from].count != 1)
		return false;
	name = line_text(&l->rows[from]);
	size_t column = l->rows[from].at[0].column +
			(size_t)(name - l->rows[from].at[0].text);

	if (l->rows[from].is_value || !name_is_likely(name, d->arena))
		return false;
	put(&s->person, FIELD_NAME, name, from);
	for (size_t r = from + 1; r < d->sign_from && r < from + STACK_ROWS_MAX;
	     r++) {
		if (l->rows[r].count == 0)
			break;
		if (!belongs(l, r, column) ||
		    !take_line(&s->person, l->rows[r].at[0].text, r))
			return false;
		s->to = r;
	}
	s->person.first_row = from;
	s->person.last_row = s->to;
	return s->person.value[FIELD_NIP] || s->person.value[FIELD_NIK];
}

static const char *
intro_of(const struct draft *d, size_t row)
{
	const char *intro = "";
	size_t from = row > INTRO_ROWS_MAX ? row - INTRO_ROWS_MAX : 0;

	for (size_t r = from; r <= row; r++)
		intro = arena_printf(
		    d->arena, "%s %s", intro, d->layout.rows[r].folded);
	return intro;
}

static size_t
next_words(const struct layout *l, size_t row)
{
	size_t r = row + 1;

	while (r < l->row_count && r <= row + STACK_BLANK_MAX &&
	       l->rows[r].count == 0)
		r++;
	return r;
}

void
draft_stack(struct draft *d)
{
	struct layout *l = &d->layout;
	struct stack s;

	for (size_t r = d->kop_end; r < d->sign_from; r++) {
		if (l->rows[r].count == 0 || !leads_to_it(&l->rows[r]))
			continue;
		enum role role = person_role(d, intro_of(d, r), false);
		size_t at = next_words(l, r);
		while (at < l->row_count && d->person_count < PERSONS_MAX &&
		       read_stack(d, at, &s)) {
			s.person.role = role;
			d->persons[d->person_count++] = s.person;
			for (size_t k = s.from; k <= s.to; k++)
				l->rows[k].is_value = l->rows[k].is_table =
				    true;
			r = s.to;
			at = next_words(l, r);
		}
	}
}
