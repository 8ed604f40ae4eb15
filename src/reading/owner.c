/*
 * owner: the raw values of one person, checked. Promise: no number and no
 * address is repaired or chosen among rivals; instead the letter gets a
 * sentence that asks.
 */
#include "draft.h"
#include "names.h"
#include "reason.h"

#include "cabut/banned.h"

enum { NIP_LENGTH = 18, NIK_LENGTH = 16 };

void
letter_doubt(struct letter *letter, const char *sentence)
{
	for (size_t i = 0; i < letter->doubt_count; i++)
		if (strcmp(letter->doubts[i], sentence) == 0)
			return;
	if (letter->doubt_count < LETTER_DOUBTS_MAX)
		letter->doubts[letter->doubt_count++] = sentence;
}

const char *
value_clean(const char *value, struct arena *arena)
{
	struct slice s = slice_of(value);
	bool words = false;

	s = slice_trim(s);
	while (s.len > 0 && strchr(":=,;.", s.at[0]))
		s = slice_trim(slice_from(s, 1));
	while (s.len > 0 && strchr(",;:", s.at[s.len - 1]))
		s = slice_trim(slice_head(s, s.len - 1));
	for (size_t i = 0; i < s.len; i++)
		words |=
		    ascii_is_alnum(s.at[i]) || (unsigned char)s.at[i] >= 0x80;
	if (!words)
		return NULL;
	char *text = text_squeeze(s, arena);
	if (text_equal_nocase(text, "tidak ada") ||
	    text_equal_nocase(text, "nihil") || strstr(text, "....."))
		return NULL;
	return text;
}

const char *
name_clean(const char *value, struct arena *arena)
{
	static const char *const leads[] = { "Sdr. ", "Sdri. ", "Sdr ",
		"Saudara ", "Saudari ", "Bapak ", "Ibu ", "Sdra. " };
	const char *text = value_clean(value, arena);
	struct slice s = slice_of(text);

	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (slice_starts_nocase(s, slice_of(leads[i])))
			s = slice_from(s, strlen(leads[i]));
	const char *open = s.len ? memchr(s.at, '(', s.len) : NULL;
	if (open && open > s.at)
		s.len = (size_t)(open - s.at);
	return text ? value_clean(
			  arena_copy(arena, s.len ? s.at : "", s.len), arena)
		    : NULL;
}

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
set_nip(struct draft *d, struct owner *o, const char *run)
{
	char digits[32];

	o->is_nip_valid = nip_read(run, digits);
	if (!*digits)
		return;
	o->nip = arena_strdup(d->arena, digits);
	if (!o->is_nip_valid)
		letter_doubt(d->letter,
		    arena_printf(d->arena,
			"NIP %s tidak memenuhi susunan NIP 18 digit.", digits));
}

static void
set_nik(struct draft *d, struct owner *o, const char *run)
{
	char digits[32];

	o->is_nik_valid = nik_read(run, digits);
	if (!*digits)
		return;
	o->nik = arena_strdup(d->arena, digits);
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

/* A number goes where its length says when the label is plainly wrong. */
static void
take_number(struct draft *d, struct owner *o, const char *value, bool is_nip)
{
	bool clean;
	char digits[32];
	const char *run = digit_run(value, d->arena, &clean);
	size_t count = count_digits(run);

	if (!clean && value_clean(value, d->arena) &&
	    strpbrk(value, "0123456789")) {
		letter_doubt(d->letter, is_nip
					    ? "NIP tidak terbaca dengan pasti "
					      "(ada huruf di antaranya)."
					    : "NIK tidak terbaca dengan pasti "
					      "(ada huruf di antaranya).");
		return;
	}
	if (is_nip && count == NIK_LENGTH && nik_read(run, digits)) {
		letter_doubt(
		    d->letter, "Kolom NIP berisi nomor 16 digit (NIK).");
		if (!o->nik)
			set_nik(d, o, run);
	} else if (!is_nip && count == NIP_LENGTH && nip_read(run, digits)) {
		letter_doubt(
		    d->letter, "Kolom NIK berisi nomor 18 digit (NIP).");
		if (!o->nip)
			set_nip(d, o, run);
	} else if (is_nip) {
		set_nip(d, o, run);
	} else {
		set_nik(d, o, run);
	}
}

static void
take_numbers(struct draft *d, const struct person *p, struct owner *o)
{
	const char *both = p->value[FIELD_NIP_OR_NIK];

	if (p->is_rival[FIELD_NIK])
		letter_doubt(d->letter, "Ada dua NIK yang berbeda.");
	else if (p->value[FIELD_NIK])
		take_number(d, o, p->value[FIELD_NIK], false);
	if (p->is_rival[FIELD_NIP])
		letter_doubt(d->letter, "Ada dua NIP yang berbeda.");
	else if (p->value[FIELD_NIP])
		take_number(d, o, p->value[FIELD_NIP], true);
	if (both && !o->nip && !o->nik)
		take_number(d, o, both, count_digits(both) != NIK_LENGTH);
	if (o->nip && o->nik && o->is_nip_valid && o->is_nik_valid &&
	    !nip_matches_nik(o->nip, o->nik))
		letter_doubt(d->letter, "Tanggal lahir atau jenis kelamin "
					"pada NIP dan NIK tidak sama.");
}

static bool
is_address_byte(char c)
{
	return ascii_is_alnum(c) || (c && strchr("._%+-", c));
}

/* Takes one address out of `*text`; blanks around '@' are forgiven. */
static const char *
next_address(const char **text, struct arena *arena)
{
	const char *at = strchr(*text, '@');

	if (!at)
		return NULL;
	const char *left = at, *right = at + 1;
	while (left > *text && left[-1] == ' ')
		left--;
	const char *local_end = left;
	while (left > *text && is_address_byte(left[-1]))
		left--;
	while (*right == ' ')
		right++;
	const char *domain = right;
	while (is_address_byte(*right))
		right++;
	*text = right;
	while (right > domain && strchr(".-_", right[-1]))
		right--;
	char *address = arena_printf(arena, "%.*s@%.*s",
	    (int)(local_end - left), left, (int)(right - domain), domain);
	return address_is_plain(address) ? address : "";
}

const char *
address_in(const char *value, struct arena *arena, bool *rival)
{
	const char *found = NULL, *next;

	while ((next = next_address(&value, arena))) {
		if (found && !text_equal_nocase(found, next)) {
			*rival = true;
			return NULL;
		}
		found = next;
	}
	return found && *found ? found : NULL;
}

static void
take_email(struct draft *d, const struct person *p, struct owner *o)
{
	bool rival = p->is_rival[FIELD_EMAIL];
	const char *value = p->value[FIELD_EMAIL];

	if (!value || rival) {
		if (rival)
			letter_doubt(
			    d->letter, "Ada dua alamat surel yang berbeda.");
		return;
	}
	o->email = address_in(value, d->arena, &rival);
	if (rival)
		letter_doubt(d->letter, "Ada dua alamat surel yang berbeda.");
	else if (!o->email && strchr(value, '@'))
		letter_doubt(
		    d->letter, "Alamat surel tidak terbaca dengan pasti.");
}

static const char *
serial_of(const char *value, struct arena *arena)
{
	char *out = arena_alloc(arena, strlen(value) + 1), *to = out;

	for (; *value; value++) {
		bool hex =
		    ascii_is_digit(*value) ||
		    (ascii_lower(*value) >= 'a' && ascii_lower(*value) <= 'f');
		if (hex)
			*to++ = ascii_lower(*value);
		else if (!strchr(": -", *value))
			return NULL;
	}
	*to = '\0';
	return to - out >= 8 ? out : NULL;
}

static const char *
first_of(const struct person *p, const enum field *fields, size_t count,
    struct arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		const char *value = p->value[fields[i]];
		if (value && (value = value_clean(value, arena)))
			return value;
	}
	return NULL;
}

void
owner_fill(struct draft *d, const struct person *p, struct owner *o)
{
	static const enum field position[] = { FIELD_POSITION,
		FIELD_POSITION_OLD, FIELD_POSITION_NEW };
	static const enum field institution[] = { FIELD_INSTITUTION,
		FIELD_UNIT };
	static const enum field unit[] = { FIELD_UNIT };

	*o = (struct owner){ .name = NULL };
	if (p->is_rival[FIELD_NAME])
		letter_doubt(d->letter, "Ada dua nama yang berbeda.");
	else if (p->value[FIELD_NAME])
		o->name = name_clean(p->value[FIELD_NAME], d->arena);
	take_numbers(d, p, o);
	take_email(d, p, o);
	o->position = first_of(p, position, 3, d->arena);
	o->institution = first_of(p, institution, 2, d->arena);
	o->unit = first_of(p, unit, 1, d->arena);
	if (p->value[FIELD_REASON])
		o->reason = reason_of_text(
		    text_fold(slice_of(p->value[FIELD_REASON]), d->arena));
	if (p->value[FIELD_SERIAL])
		o->serial = serial_of(p->value[FIELD_SERIAL], d->arena);
}

unsigned
owner_gaps(const struct owner *o, enum letter_kind kind)
{
	bool has_number =
	    (o->nip && o->is_nip_valid) || (o->nik && o->is_nik_valid);
	unsigned gaps =
	    (o->name ? 0 : GAP_NAME) | (has_number ? 0 : GAP_NUMBER);

	if (kind != LETTER_ISSUANCE)
		return gaps;
	bool official = o->email && address_is_plain(o->email) &&
			domain_is_within(address_domain(o->email), "go.id");
	return gaps | (o->position ? 0 : GAP_POSITION) |
	       (o->institution ? 0 : GAP_INSTITUTION) |
	       (official ? 0 : GAP_EMAIL);
}
