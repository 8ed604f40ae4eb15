/*
 * One line of the register's file, field by field. All that is wrong with it
 * is told at once, so that the office corrects a file in one go. No number of
 * a person goes into a fault.
 */
#include "cabut/reading.h"
#include "owner.h"

#include "cabut/banned.h"

static bool
complain(struct owner_row *r, enum owner_column column, const char *what)
{
	int at = r->at[column];

	owner_file_fault(r->file, r->row->line,
	    arena_printf(r->arena, "%.60s: %s",
		at >= 0 ? r->header->fields[at] : "nama", what));
	return r->is_good = false;
}

/* ---- text ---- */

/* Line breaks and double blanks, also the unbreakable one, are one blank. */
static char *
one_line(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, strlen(text) + 1);
	size_t len = 0;

	for (; *text; text++) {
		bool is_wide = !strncmp(text, "\xC2\xA0", 2);

		if (is_wide)
			text++;
		if (!is_wide && !strchr(" \t\r\n", *text))
			out[len++] = *text;
		else if (len > 0 && out[len - 1] != ' ')
			out[len++] = ' ';
	}
	while (len > 0 && out[len - 1] == ' ')
		len--;
	out[len] = '\0';
	return out;
}

/* The field, NULL when the column or what it says is empty. */
static const char *
field_of(struct owner_row *r, enum owner_column column)
{
	int at = r->at[column];

	if (at < 0 || (size_t)at >= r->row->count)
		return NULL;
	const char *text =
	    one_line(r->arena, csv_plain(r->row->fields[at], r->arena));

	return *text == '\0' || !strcmp(text, "-") ? NULL : text;
}

/* Controls, and what is invisible or turns the direction: U+00AD, U+200B to
 * U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF. */
static bool
is_hidden(const char *at)
{
	unsigned char c[3] = { (unsigned char)at[0] };

	if (c[0] < 0x20 || c[0] == 0x7F)
		return true;
	c[1] = (unsigned char)at[1];
	if (c[0] == 0xC2)
		return c[1] < 0xA0 || c[1] == 0xAD;
	if (c[0] != 0xE2 && c[0] != 0xEF)
		return false;
	c[2] = (unsigned char)at[2];
	if (c[0] == 0xEF)
		return c[1] == 0xBB && c[2] == 0xBF;
	return (c[1] == 0x80 && ((c[2] >= 0x8B && c[2] <= 0x8F) ||
				    (c[2] >= 0xA8 && c[2] <= 0xAE))) ||
	       (c[1] == 0x81 && c[2] >= 0xA0 && c[2] <= 0xAF);
}

static const char *
text_of(struct owner_row *r, enum owner_column column)
{
	const char *text = field_of(r, column);

	if (!text)
		return NULL;
	for (const char *c = text; *c; c++)
		if (is_hidden(c)) {
			complain(r, column,
			    "has an invisible character; type it again");
			return NULL;
		}
	if (strlen(text) <= REGISTER_TEXT_MAX)
		return text;
	complain(r, column,
	    arena_printf(r->arena, "longer than %d bytes", REGISTER_TEXT_MAX));
	return NULL;
}

/* ---- numbers ---- */

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), tail = strlen(end);

	return len >= tail && !strcmp(text + len - tail, end);
}

/* `zeros`: what a spreadsheet leaves at the end, since it keeps 15 digits; no
 * number of a person ends with them. */
static const char *
number_of(struct owner_row *r, enum owner_column column,
    bool (*read)(const char *, char[32]), const char *zeros, const char *what)
{
	const char *text = field_of(r, column);
	char digits[32];

	if (!text)
		return NULL;
	if (csv_is_scientific(text)) {
		complain(r, column,
		    arena_printf(r->arena,
			"a spreadsheet has made the number %.40s of it; "
			"format the column as text and enter it again",
			text));
		return NULL;
	}
	if (!read(text, digits)) {
		complain(r, column, what);
		return NULL;
	}
	if (!ends_with(digits, zeros))
		return arena_strdup(r->arena, digits);
	complain(r, column,
	    arena_printf(r->arena,
		"ends with %s: a spreadsheet keeps only 15 digits; format "
		"the column as text and enter it again",
		zeros));
	return NULL;
}

static const char *
nip_of(struct owner_row *r, enum owner_column column)
{
	return number_of(
	    r, column, nip_read, "000", "not a valid NIP of 18 digits");
}

static void
read_numbers(struct owner_row *r, struct register_owner *o)
{
	bool was_good = r->is_good;

	r->is_good = true;
	o->nip = nip_of(r, OWNER_NIP);
	o->nik = number_of(
	    r, OWNER_NIK, nik_read, "0000", "not a valid NIK of 16 digits");
	if (r->is_good && !o->nip && !o->nik)
		complain(r, r->at[OWNER_NIP] >= 0 ? OWNER_NIP : OWNER_NIK,
		    "neither NIP nor NIK");
	else if (!nip_matches_nik(o->nip, o->nik))
		complain(r, OWNER_NIK,
		    "its birth date or sex is not that of the NIP");
	r->is_good = r->is_good && was_good;
}

/* ---- addresses ---- */

static bool
is_official(const struct config_agency *g, const char *address)
{
	const char *domain = address_domain(address);

	for (size_t i = 0; i < g->applicant_domain_count; i++)
		if (domain_is_within(domain, g->applicant_domains[i]))
			return true;
	return false;
}

static const char *
address_of(struct owner_row *r, enum owner_column column)
{
	const char *text = field_of(r, column);
	char *address = arena_strdup(r->arena, text);

	if (!text)
		return NULL;
	for (char *at = strrchr(address, '@'); at && *at; at++)
		*at = ascii_lower(*at);
	if (!address_is_plain(address)) {
		complain(r, column, "not a mail address");
		return NULL;
	}
	if (is_official(r->agency, address))
		return address;
	complain(r, column,
	    arena_printf(r->arena,
		"%.100s is none of the agency's applicant_domains",
		address_domain(address)));
	return NULL;
}

/* ---- dates ---- */

static const char *
date_of(struct owner_row *r, enum owner_column column)
{
	const char *text = field_of(r, column);
	const char *date = date_read(text, r->arena);

	if (text && !date)
		complain(r, column,
		    "not a date; write 31/12/2026 or 31 Desember 2026");
	return date;
}

static void
read_dates(struct owner_row *r, struct register_owner *o)
{
	o->term_from = date_of(r, OWNER_TERM_FROM);
	o->term_until = date_of(r, OWNER_TERM_UNTIL);
	o->certificate_until = date_of(r, OWNER_CERTIFICATE_UNTIL);
	if (o->term_from && o->term_until &&
	    strcmp(o->term_from, o->term_until) > 0)
		complain(r, OWNER_TERM_UNTIL, "before the term begins");
}

static void
read_superior(struct owner_row *r, struct register_owner *o)
{
	o->superior_name = text_of(r, OWNER_SUPERIOR_NAME);
	o->superior_nip = nip_of(r, OWNER_SUPERIOR_NIP);
	o->superior_address = address_of(r, OWNER_SUPERIOR_ADDRESS);
	if (o->superior_nip && o->nip && !strcmp(o->superior_nip, o->nip))
		complain(r, OWNER_SUPERIOR_NIP, "the owner's own");
	if (o->superior_address && o->address &&
	    text_equal_nocase(o->superior_address, o->address))
		complain(r, OWNER_SUPERIOR_ADDRESS,
		    "the owner's own; nobody is their own superior");
}

static void
check_width(struct owner_row *r)
{
	for (size_t i = r->header->count; i < r->row->count; i++)
		if (*r->row->fields[i]) {
			owner_file_fault(r->file, r->row->line,
			    "more fields than the first row names; is a "
			    "separator inside a field without quotes?");
			r->is_good = false;
			return;
		}
}

bool
owner_row_read(struct owner_row *r, struct register_owner *out)
{
	struct register_owner o = { .agency = r->agency->id };

	r->is_good = true;
	check_width(r);
	size_t before = r->file->fault_count;

	o.name = text_of(r, OWNER_NAME);
	if (!o.name && r->file->fault_count == before)
		complain(r, OWNER_NAME, "empty");
	read_numbers(r, &o);
	o.position = text_of(r, OWNER_POSITION);
	o.institution = text_of(r, OWNER_INSTITUTION);
	o.unit = text_of(r, OWNER_UNIT);
	o.address = address_of(r, OWNER_ADDRESS);
	read_superior(r, &o);
	read_dates(r, &o);
	if (r->is_good)
		*out = o;
	return r->is_good;
}
