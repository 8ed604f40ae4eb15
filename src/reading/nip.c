/*
 * nip: the civil servant's number (NIP, NI PPPK) and the resident's (NIK).
 * Promise: nothing is repaired; what is not a number of the right build is
 * told as such, with the digits that stood there.
 */
#include "cabut/reading.h"

#include "cabut/banned.h"

enum {
	NIP_DIGITS = 18,
	NIK_DIGITS = 16,
	DIGITS_MAX = 31,
	BIRTH_YEAR_MIN = 1930,
	BIRTH_YEAR_MAX = 2012,
	APPOINTED_YEAR_MAX = 2079,
	APPOINTED_AGE_MIN = 14,
	CONTRACT_MONTH = 21, /* PPPK have 21 where the month stands */
	WOMAN_DAY = 40,
};

static bool
collect(const char *text, char digits[32])
{
	size_t len = 0;
	bool clean = true;

	for (const char *c = text ? text : ""; *c; c++) {
		if (ascii_is_digit(*c) && len < DIGITS_MAX)
			digits[len++] = *c;
		else if (ascii_is_digit(*c) || !strchr(" .-\t\n", *c))
			clean = false;
	}
	digits[len] = '\0';
	return clean;
}

static int
number_at(const char *digits, size_t at, size_t len)
{
	int value = 0;

	for (size_t i = 0; i < len; i++)
		value = value * 10 + (digits[at + i] - '0');
	return value;
}

bool
nip_read(const char *text, char digits[32])
{
	if (!collect(text, digits) || strlen(digits) != NIP_DIGITS)
		return false;
	int year = number_at(digits, 0, 4);
	int appointed = number_at(digits, 8, 4);
	int month = number_at(digits, 12, 2);
	int sex = number_at(digits, 14, 1);
	return year >= BIRTH_YEAR_MIN && year <= BIRTH_YEAR_MAX &&
	       civil_is_valid_date(
		   year, number_at(digits, 4, 2), number_at(digits, 6, 2)) &&
	       appointed >= year + APPOINTED_AGE_MIN &&
	       appointed <= APPOINTED_YEAR_MAX &&
	       ((month >= 1 && month <= 12) || month == CONTRACT_MONTH) &&
	       (sex == 1 || sex == 2);
}

bool
nik_read(const char *text, char digits[32])
{
	if (!collect(text, digits) || strlen(digits) != NIK_DIGITS)
		return false;
	int day = number_at(digits, 6, 2);
	int month = number_at(digits, 8, 2);
	int year = number_at(digits, 10, 2);
	if (day > WOMAN_DAY)
		day -= WOMAN_DAY;
	return digits[0] != '0' &&
	       (civil_is_valid_date(1900 + year, month, day) ||
		   civil_is_valid_date(2000 + year, month, day));
}

bool
nip_matches_nik(const char *nip, const char *nik)
{
	if (!nip || !nik)
		return true;
	if (strlen(nip) != NIP_DIGITS || strlen(nik) != NIK_DIGITS)
		return false;
	int day = number_at(nik, 6, 2);
	bool woman = day > WOMAN_DAY;
	if (woman)
		day -= WOMAN_DAY;
	return number_at(nip, 6, 2) == day &&
	       number_at(nip, 4, 2) == number_at(nik, 8, 2) &&
	       number_at(nip, 2, 2) == number_at(nik, 10, 2) &&
	       (number_at(nip, 14, 1) == 2) == woman;
}
