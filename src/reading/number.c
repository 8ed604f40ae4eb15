/*
 * number: NIP and NIK of one person, checked. Promise: nothing is chosen
 * among rivals; a letter among the digits is only read as a digit where the
 * text comes from a picture and one number alone is possible.
 */
#include "draft.h"
#include "repair.h"

#include "cabut/banned.h"

/* The run of digits a value starts with; `clean` is false when letters are
 * mixed in, as OCR does. */
static const char *
digit_run(const char *value, struct arena *arena, bool *clean)
{
	size_t end = 0, last = 0;

	while (*value && !ascii_is_alnum(*value))
		value++;
	while (ascii_is_digit(value[end]) ||
	       (value[end] && strchr(" .-", value[end]))) {
		if (ascii_is_digit(value[end]))
			last = end + 1;
		end++;
	}
	*clean = last > 0 && !(ascii_is_alpha(value[last]));
	/* A short tail "1 9O7": digits go on behind a letter. */
	for (size_t i = last;
	     value[i] && value[i] != '/' && value[i] != '(' && i < last + 6;
	     i++)
		if (ascii_is_alpha(value[i]) &&
		    (ascii_is_digit(value[i + 1]) ||
			(i > last && ascii_is_digit(value[i - 1]))))
			*clean = false;
	return arena_copy(arena, value, last);
}

static void
set_nip(struct draft *d, struct owner *o, const char *run, size_t row)
{
	char digits[32];

	o->is_nip_valid = nip_read(run, digits);
	if (!*digits)
		return;
	o->nip = arena_strdup(d->arena, digits);
	o->places[PLACE_NIP] = place_of_row(d, row);
	if (!o->is_nip_valid)
		letter_doubt(d->letter,
		    arena_printf(d->arena,
			"NIP %s tidak memenuhi susunan NIP 18 digit.", digits));
}

static void
set_nik(struct draft *d, struct owner *o, const char *run, size_t row)
{
	char digits[32];

	o->is_nik_valid = nik_read(run, digits);
	if (!*digits)
		return;
	o->nik = arena_strdup(d->arena, digits);
	o->places[PLACE_NIK] = place_of_row(d, row);
	if (!o->is_nik_valid)
		letter_doubt(d->letter,
		    "NIK yang tertulis tidak memenuhi susunan NIK 16 digit.");
}

static size_t
count_digits(const char *run)
{
	size_t count = 0;

	for (; *run; run++)
		count += ascii_is_digit(*run);
	return count;
}

static void
doubt_letters(struct draft *d, bool is_nip)
{
	letter_doubt(d->letter,
	    is_nip ? "NIP tidak terbaca dengan pasti (ada huruf di antaranya)."
		   : "NIK tidak terbaca dengan pasti (ada huruf di "
		     "antaranya).");
}

/* A number goes where its length says when the label is plainly wrong. */
static void
take_number(struct draft *d, struct owner *o, const char *value, size_t row,
    bool is_nip)
{
	bool clean;
	char digits[32];
	const char *run = digit_run(value, d->arena, &clean);
	size_t count = count_digits(run);

	if (!value_clean(value, d->arena) || !strpbrk(value, "0123456789"))
		return;
	if (!clean) {
		doubt_letters(d, is_nip);
	} else if (count > NIP_LENGTH ||
		   (!is_nip && count == NIP_LENGTH && !nip_read(run, digits))) {
		letter_doubt(d->letter,
		    is_nip ? "Pada NIP tertulis angka yang terlalu banyak."
			   : "Pada NIK tertulis angka yang terlalu banyak.");
	} else if (count < OLD_NIP_LENGTH) {
		letter_doubt(d->letter, is_nip ? "NIP tidak tertulis lengkap."
					       : "NIK tidak tertulis lengkap.");
	} else if (is_nip && count == NIK_LENGTH && nik_read(run, digits)) {
		letter_doubt(
		    d->letter, "Kolom NIP berisi nomor 16 digit (NIK).");
		if (!o->nik)
			set_nik(d, o, run, row);
	} else if (!is_nip && count == NIP_LENGTH && nip_read(run, digits)) {
		letter_doubt(
		    d->letter, "Kolom NIK berisi nomor 18 digit (NIP).");
		if (!o->nip)
			set_nip(d, o, run, row);
	} else if (is_nip) {
		set_nip(d, o, run, row);
	} else {
		set_nik(d, o, run, row);
	}
}

/* "NIP / NIK : 1980... / 8171...": each by its length. */
static void
take_both(struct draft *d, struct owner *o, const char *value, size_t row)
{
	struct slice rest = slice_of(value), piece;

	while (slice_take_until(&rest, '/', &piece)) {
		const char *part = text_squeeze(piece, d->arena);
		bool is_nip = count_digits(part) != NIK_LENGTH;
		if (is_nip ? !o->nip : !o->nik)
			take_number(d, o, part, row, is_nip);
	}
}

static void
doubt_repair(struct draft *d, const char *name, const char *digits)
{
	letter_doubt(d->letter,
	    arena_printf(d->arena,
		"%s pada pindaian kurang jelas dan dibaca sebagai %s; "
		"mohon dipastikan.",
		name, digits));
}

/* Letters for digits in a picture. */
static void
take_repaired(struct draft *d, const struct person *p, struct owner *o,
    bool fix_nip, bool fix_nik)
{
	struct repair r;

	repair_numbers(p->value[FIELD_NIP], p->value[FIELD_NIK], &r);
	if (fix_nip && *r.nip) {
		set_nip(d, o, r.nip, p->row[FIELD_NIP]);
		o->places[PLACE_NIP].is_repaired = true;
		doubt_repair(d, "NIP", r.nip);
	} else if (fix_nip) {
		doubt_letters(d, true);
	}
	if (fix_nik && *r.nik) {
		set_nik(d, o, r.nik, p->row[FIELD_NIK]);
		o->places[PLACE_NIK].is_repaired = true;
		doubt_repair(d, "NIK", r.nik);
	} else if (fix_nik) {
		doubt_letters(d, false);
	}
}

void
owner_take_numbers(struct draft *d, const struct person *p, struct owner *o)
{
	const char *both = p->value[FIELD_NIP_OR_NIK];
	const char *nip = p->value[FIELD_NIP], *nik = p->value[FIELD_NIK];
	bool rivals = p->is_rival[FIELD_NIP] || p->is_rival[FIELD_NIK];
	bool fix_nip =
	    d->is_ocr && !rivals && repair_is_wanted(nip, NIP_LENGTH);
	bool fix_nik =
	    d->is_ocr && !rivals && repair_is_wanted(nik, NIK_LENGTH);

	if (fix_nip || fix_nik)
		take_repaired(d, p, o, fix_nip, fix_nik);
	if (p->is_rival[FIELD_NIK])
		letter_doubt(d->letter, "Ada dua NIK yang berbeda.");
	else if (nik && !fix_nik)
		take_number(d, o, nik, p->row[FIELD_NIK], false);
	if (p->is_rival[FIELD_NIP])
		letter_doubt(d->letter, "Ada dua NIP yang berbeda.");
	else if (nip && !fix_nip)
		take_number(d, o, nip, p->row[FIELD_NIP], true);
	if (both && !o->nip && !o->nik)
		take_both(d, o, both, p->row[FIELD_NIP_OR_NIK]);
	if (o->nip && o->nik && o->is_nip_valid && o->is_nik_valid &&
	    !nip_matches_nik(o->nip, o->nik))
		letter_doubt(d->letter, "Tanggal lahir atau jenis kelamin "
					"pada NIP dan NIK tidak sama.");
}
