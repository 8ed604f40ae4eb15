/*
 * repair: the readings of a number that OCR garbled. Signs that look like
 * more than one digit have all of them, so that only what the birth date, the
 * month and the sex of NIP and NIK rule out is ruled out. Promise: a digit is
 * never changed, added or taken, and two possible numbers are none.
 */
#include "repair.h"

#include "cabut/banned.h"

enum {
	SIGNS_MAX = 18,
	NIP_SIGNS = 18,
	NIK_SIGNS = 16,
	LETTERS_MAX = 9, /* more: that is no number any more */
	OPEN_MAX = 6,	 /* of them, those of two looks */
	READINGS_MAX = 1 << OPEN_MAX,
	APPOINTED_AGE_MAX = 60,
};

struct look {
	char sign;
	const char *digits;
};

static const struct look looks[] = { { 'O', "0" }, { 'o', "0" }, { 'Q', "0" },
	{ 'D', "0" }, { 'l', "1" }, { 'I', "1" }, { 'i', "1" }, { '|', "1" },
	{ '!', "1" }, { ']', "1" }, { '[', "1" }, { 'Z', "27" }, { 'z', "27" },
	{ 'A', "4" }, { 'S', "58" }, { 's', "58" }, { 'G', "6" }, { 'b', "6" },
	{ 'T', "71" }, { 'B', "83" }, { 'g', "9" }, { 'q', "9" } };

struct signs {
	char at[SIGNS_MAX + 1];
	size_t count, letters, open;
};

struct readings {
	char at[READINGS_MAX][SIGNS_MAX + 1];
	size_t count;
};

static const char *
digits_of(char sign)
{
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
		if (looks[i].sign == sign)
			return looks[i].digits;
	return NULL;
}

/* The signs of a number up to what ends it; false: other signs are mixed in,
 * or there are too many. */
static bool
take_signs(const char *text, struct signs *s)
{
	*s = (struct signs){ .count = 0 };
	while (*text && strchr(" :=.,", *text))
		text++;
	for (; *text && !strchr("/(,;", *text); text++) {
		if (strchr(" .-\t\n", *text))
			continue;
		bool digit = ascii_is_digit(*text);
		if ((!digit && !digits_of(*text)) || s->count == SIGNS_MAX)
			return false;
		s->at[s->count++] = *text;
		s->letters += !digit;
		s->open += !digit && digits_of(*text)[1];
	}
	return s->letters <= LETTERS_MAX && s->open <= OPEN_MAX;
}

bool
repair_is_wanted(const char *text, size_t length)
{
	struct signs s;

	return text && take_signs(text, &s) && s.count == length &&
	       s.letters > 0;
}

/* Someone is not appointed beyond the age of pension. */
static bool
is_likely_nip(const char *digits)
{
	char out[32];
	int born = 0, appointed = 0;

	for (size_t i = 0; i < 4; i++) {
		born = born * 10 + (digits[i] - '0');
		appointed = appointed * 10 + (digits[i + 8] - '0');
	}
	return nip_read(digits, out) && appointed - born <= APPOINTED_AGE_MAX;
}

static bool
is_valid(const char *digits, size_t length)
{
	char out[32];

	return length == NIP_SIGNS ? is_likely_nip(digits)
				   : nik_read(digits, out);
}

/* Each sign from `at` on in each of its readings. */
static void
spell(const struct signs *s, size_t at, char *word, struct readings *all)
{
	const char *digits;

	if (at == s->count) {
		word[at] = '\0';
		if (is_valid(word, s->count))
			memcpy(all->at[all->count++], word, at + 1);
		return;
	}
	digits = digits_of(s->at[at]);
	if (!digits) {
		word[at] = s->at[at];
		spell(s, at + 1, word, all);
		return;
	}
	for (; *digits; digits++) {
		word[at] = *digits;
		spell(s, at + 1, word, all);
	}
}

/* False: nothing to go by. */
static bool
readings_of(const char *text, size_t length, struct readings *all)
{
	struct signs s;
	char word[SIGNS_MAX + 1];

	all->count = 0;
	if (!text || !take_signs(text, &s) || s.count != length)
		return false;
	spell(&s, 0, word, all);
	/* A written number of a wrong build tells nothing about the other. */
	return all->count > 0 || s.letters > 0;
}

/* Notes one more reading; two different ones leave "?". */
static void
note(char slot[32], const char *digits)
{
	if (!*slot)
		memcpy(slot, digits, strlen(digits) + 1);
	else if (strcmp(slot, digits) != 0)
		memcpy(slot, "?", 2);
}

static void
drop_doubtful(struct repair *r)
{
	if (*r->nip == '?')
		*r->nip = '\0';
	if (*r->nik == '?')
		*r->nik = '\0';
}

void
repair_numbers(const char *nip, const char *nik, struct repair *r)
{
	struct readings nips, niks;
	bool has_nip = readings_of(nip, NIP_SIGNS, &nips);
	bool has_nik = readings_of(nik, NIK_SIGNS, &niks);

	*r = (struct repair){ .nip = "" };
	for (size_t i = 0; i < nips.count && !has_nik; i++)
		note(r->nip, nips.at[i]);
	for (size_t k = 0; k < niks.count && !has_nip; k++)
		note(r->nik, niks.at[k]);
	for (size_t i = 0; has_nip && has_nik && i < nips.count; i++)
		for (size_t k = 0; k < niks.count; k++)
			if (nip_matches_nik(nips.at[i], niks.at[k])) {
				note(r->nip, nips.at[i]);
				note(r->nik, niks.at[k]);
			}
	drop_doubtful(r);
}
