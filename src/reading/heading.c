/*
 * heading: number and date of the letter, and the agency of its letterhead.
 */
#include "date.h"
#include "draft.h"

#include "cabut/banned.h"

enum { TOWN_MAX = 40, NUMBER_LEAD = 30 };

/* "Rimba Jaya, 3 Maret 2025" or the date alone, and nothing else. */
static bool
is_letter_date(const char *text, struct date_hit *hit)
{
	if (!date_find(text, hit))
		return false;
	const char *after = hit->to + strspn(hit->to, " .,");
	if (text_starts(after, "M") && !ascii_is_alnum(after[1]))
		after++;
	if (*after && !text_starts(after, "Masehi"))
		return false;
	size_t before = (size_t)(hit->from - text);
	if (before == 0)
		return true;
	if (before > TOWN_MAX || strpbrk(text, ":;()"))
		return false;
	const char *comma = memchr(text, ',', before);
	if (!comma) /* OCR reads it as a dot */
		comma = memchr(text, '.', before);
	return comma && (text[0] >= 'A' && text[0] <= 'Z') &&
	       comma[1 + strspn(comma + 1, " ")] == *hit->from;
}

/* What stands in a column beside the number: the address, or place and date.
 * Its first byte; NULL: the number has the line for itself. */
static const char *
beside_number(const char *number)
{
	struct date_hit hit;

	for (const char *at = strchr(number, ' '); at; at = strchr(at, ' ')) {
		at++;
		if (text_starts(at, "Kepada") || text_starts(at, "Yth"))
			return at;
		if (strchr(number, '/') && !strchr(at, '/') &&
		    is_letter_date(at, &hit))
			return at;
	}
	return NULL;
}

/* Blanks around '/' dropped; "-" and dots are no number. */
static const char *
clean_number(const char *value, struct arena *arena)
{
	const char *text = value_clean(value, arena);
	char *out, *to;

	if (!text || !strpbrk(text, "0123456789"))
		return NULL;
	out = to = arena_alloc(arena, strlen(text) + 1);
	for (const char *c = text; *c; c++) {
		bool blank =
		    *c == ' ' && (c[1] == '/' || (to > out && to[-1] == '/'));
		if (!blank)
			*to++ = *c;
	}
	*to = '\0';
	const char *beside = beside_number(out);
	return beside
		   ? value_clean(
			 arena_copy(arena, out, (size_t)(beside - out)), arena)
		   : out;
}

/* "NOMOR ND-233/PW.1/2025", "No. 421.3/066/SMA/2025": without a sign. */
static const char *
number_in_row(const struct row *row, struct arena *arena)
{
	static const char *const leads[] = { "nomor", "no." };

	for (size_t c = 0; c < row->count; c++) {
		const char *text = row->at[c].text;
		char *folded = text_fold(slice_of(text), arena);
		for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
			size_t len = strlen(leads[i]);
			if (!text_starts(folded, leads[i]) ||
			    (text[len] != ' ' && text[len] != '.'))
				continue;
			text += len + strspn(text + len, " .");
			const char *sign = strrchr(text, ':');
			if (sign)
				text = sign + 1 + strspn(sign + 1, " ");
			size_t digits = strcspn(text, "0123456789");
			bool is_number = strchr(text, '/') && text[digits] &&
					 digits < NUMBER_LEAD &&
					 !strstr(text, " tanggal ");
			return is_number ? clean_number(text, arena) : NULL;
		}
	}
	return NULL;
}

/* "Nomor", and "445/3317/2025" below it. */
static const char *
number_below(const struct layout *l, size_t row, struct arena *arena)
{
	const struct row *head = &l->rows[row], *below = head + 1;

	if (row + 1 >= l->row_count || head->count != 1 || below->count != 1 ||
	    (strcmp(head->folded, "nomor") != 0 &&
		strcmp(head->folded, "nomor surat") != 0))
		return NULL;
	const char *text = below->at[0].text;
	return strchr(text, '/') && strpbrk(text, "0123456789") &&
		       strcspn(text, " ") == strlen(text)
		   ? clean_number(text, arena)
		   : NULL;
}

static bool
set_number(struct draft *d, const char *number, size_t row)
{
	if (!number)
		return false;
	d->letter->number = number;
	d->letter->places[PLACE_NUMBER] = place_of_row(d, row);
	return true;
}

void
draft_number(struct draft *d)
{
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field != FIELD_NUMBER || p->row >= d->head_end ||
		    p->is_inline)
			continue;
		if (set_number(d, clean_number(p->value, d->arena), p->row))
			return;
	}
	for (size_t r = 0; r < d->head_end; r++)
		if (set_number(
			d, number_in_row(&d->layout.rows[r], d->arena), r) ||
		    set_number(d, number_below(&d->layout, r, d->arena), r + 1))
			return;
}

/* True when found, and noted with its place. */
static bool
set_date(struct draft *d, const char *iso, size_t row)
{
	if (!iso)
		return false;
	d->letter->date = iso;
	d->letter->places[PLACE_DATE] = place_of_row(d, row);
	return true;
}

/* "Nomor : 331.1/305/2025 Panaragan Baru, 24 September 2025" */
static bool
date_beside_number(struct draft *d)
{
	struct date_hit hit;

	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field != FIELD_NUMBER || p->row >= d->head_end ||
		    p->is_inline)
			continue;
		const char *beside = beside_number(p->value);
		if (beside && is_letter_date(beside, &hit))
			return set_date(
			    d, arena_strdup(d->arena, hit.iso), p->row);
	}
	return false;
}

static bool
date_in_rows(struct draft *d, size_t from, size_t to)
{
	struct date_hit hit;

	for (size_t r = from; r < to && r < d->layout.row_count; r++)
		for (size_t c = 0; c < d->layout.rows[r].count; c++)
			if (is_letter_date(d->layout.rows[r].at[c].text, &hit))
				return set_date(
				    d, arena_strdup(d->arena, hit.iso), r);
	return false;
}

/* "Dari: Ratna <ratna@...>" stands above it: a forwarded mail's head. */
static bool
is_mail_head(const struct draft *d, size_t row)
{
	const char *above = row > 0 ? d->layout.rows[row - 1].folded : "";

	return strchr(above, '@') &&
	       (text_starts(above, "dari") || text_starts(above, "from"));
}

static bool
date_by_label(struct draft *d, size_t from, size_t to)
{
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field == FIELD_DATE && p->row >= from && p->row < to &&
		    !p->is_inline && !is_mail_head(d, p->row))
			return set_date(
			    d, date_read(p->value, d->arena), p->row);
	}
	return false;
}

/* "Ditetapkan di X" / "pada tanggal 3 Maret 2025". */
static bool
date_of_place(struct draft *d)
{
	for (size_t r = d->sign_from; r < d->sign_to; r++)
		if (text_starts(d->layout.rows[r].folded, "pada tanggal"))
			return set_date(d,
			    date_read(d->layout.rows[r].folded, d->arena), r);
	return false;
}

/* Behind its label, among the fields. */
static bool
date_of_form(struct draft *d)
{
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field == FIELD_DATE && !p->is_inline &&
		    !is_mail_head(d, p->row) &&
		    set_date(d, date_read(p->value, d->arena), p->row))
			return true;
	}
	return false;
}

void
draft_date(struct draft *d)
{
	/* A line before the signature, without "Demikian", is the last but
	 * one. */
	(void)(date_in_rows(d, 0, d->head_end) ||
	       date_by_label(d, 0, d->head_end) || date_beside_number(d) ||
	       date_in_rows(d, d->sign_from, d->sign_to) ||
	       date_by_label(d, d->sign_from, d->sign_to) || date_of_place(d) ||
	       date_in_rows(d, d->head_end, d->sign_from) || date_of_form(d));
}

/* What can stand for an agency: "Dinas ..." under "Pemerintah". */
static const char agencies[] =
    "dinas|badan|inspektorat|sekretariat|kecamatan|satuan|rumah sakit|rsud|"
    "uptd|upt|smp|sma|smk";

/* Its row in the letterhead, the most local one; SIZE_MAX: there is none. */
static size_t
agency_row(const struct draft *d)
{
	size_t row = SIZE_MAX;

	for (size_t r = 0; r < d->kop_end; r++) {
		const char *words = d->layout.rows[r].folded;
		/* The one that keeps the staff writes for all. */
		if (text_has_any(words,
			"kepegawaian|sumber daya manusia|bkpsdm|bkd|"
			"bkpp|bkdd|bkppd|bkn|bkpsdmd"))
			return SIZE_MAX;
		if (text_find_any(words, agencies) == words && *words &&
		    !strpbrk(words, "@:") && !text_has_any(words, "jalan|jl"))
			row = r;
	}
	return row;
}

static const char *
agency_at(const struct draft *d, size_t row)
{
	const struct row *at = &d->layout.rows[row];
	size_t len = strlen(at->folded);
	bool goes_on =
	    (text_ends(at->folded, " dan") || at->folded[len - 1] == ',') &&
	    row + 1 < d->kop_end;
	const char *name = text_squeeze(at->line, d->arena);

	return goes_on ? arena_printf(d->arena, "%s %s", name,
			     text_squeeze(at[1].line, d->arena))
		       : name;
}

void
draft_letterhead(struct draft *d)
{
	struct letter *l = d->letter;
	size_t row = agency_row(d);

	/* Several owners are often of several offices. */
	if (l->owner_count || !l->applicant_name || row == SIZE_MAX ||
	    l->owner.institution || !l->owner.name)
		return;
	l->owner.institution = agency_at(d, row);
	l->owner.places[PLACE_INSTITUTION] = place_of_row(d, row);
}
