/*
 * owner: the raw values of one person, checked. Promise: no number and no
 * address is repaired or chosen among rivals; instead the letter gets a
 * sentence that asks.
 */
#include "draft.h"
#include "names.h"
#include "place.h"
#include "reason.h"

#include "cabut/banned.h"

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
	/* A bar is a speck that OCR saw, or the wall of a table. */
	while (s.len > 0 && strchr(",;:|", s.at[s.len - 1]))
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
	/* "(isi nama lengkap)": what a form wants, not what was written. */
	size_t len = strlen(text);
	if (text[0] == '(' && strcspn(text, ")") == len - 1)
		return NULL;
	return text;
}

const char *
name_clean(const char *value, struct arena *arena)
{
	static const char *const leads[] = { "Sdr. ", "Sdri. ", "Sdr ", "saya ",
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
	/* "contoh: nama@dinas.go.id": what a form wants. */
	if (text_has_any(
		text_fold(slice_of(value), d->arena), "contoh|misal|misalnya"))
		return;
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

/* The first of the fields, ended by FIELD_NONE, that has words. */
static const char *
first_of(const struct draft *d, const struct person *p,
    const enum field *fields, struct place *place)
{
	for (; *fields != FIELD_NONE; fields++) {
		const char *value = p->value[*fields];
		if (!value || !(value = value_clean(value, d->arena)))
			continue;
		*place = place_of_row(d, p->row[*fields]);
		return value;
	}
	return NULL;
}

static void
take_words(struct draft *d, const struct person *p, struct owner *o)
{
	static const enum field position[] = { FIELD_POSITION,
		FIELD_POSITION_OLD, FIELD_POSITION_NEW, FIELD_NONE };
	static const enum field institution[] = { FIELD_INSTITUTION, FIELD_UNIT,
		FIELD_NONE };
	static const enum field unit[] = { FIELD_UNIT, FIELD_NONE };

	o->position = first_of(d, p, position, &o->places[PLACE_POSITION]);
	o->institution =
	    first_of(d, p, institution, &o->places[PLACE_INSTITUTION]);
	o->unit = first_of(d, p, unit, &o->places[PLACE_UNIT]);
	if (p->value[FIELD_REASON]) {
		o->reason = reason_of_text(
		    text_fold(slice_of(p->value[FIELD_REASON]), d->arena));
		o->places[PLACE_REASON] = place_of_row(d, p->row[FIELD_REASON]);
	}
	if (p->value[FIELD_SERIAL]) {
		o->serial = serial_of(p->value[FIELD_SERIAL], d->arena);
		o->places[PLACE_SERIAL] = place_of_row(d, p->row[FIELD_SERIAL]);
	}
}

void
owner_fill(struct draft *d, const struct person *p, struct owner *o)
{
	*o = (struct owner){ .name = NULL };
	if (p->is_rival[FIELD_NAME])
		letter_doubt(d->letter, "Ada dua nama yang berbeda.");
	else if (p->value[FIELD_NAME])
		o->name = name_clean(p->value[FIELD_NAME], d->arena);
	o->places[PLACE_NAME] = place_of_row(d, p->row[FIELD_NAME]);
	owner_take_numbers(d, p, o);
	take_email(d, p, o);
	o->places[PLACE_EMAIL] = place_of_row(d, p->row[FIELD_EMAIL]);
	take_words(d, p, o);
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
