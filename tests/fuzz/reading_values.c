/*
 * Dates, NIP and NIK in any text. What is called valid is held against a
 * second spelling of the rules, written here from the regulation alone
 * (NIP: Perka BKN 22/2007; NIK: Permendagri on the population number).
 */
#include <stdlib.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned
number(const char *at, size_t len)
{
	unsigned n = 0;

	for (size_t i = 0; i < len; i++) {
		if (at[i] < '0' || at[i] > '9')
			abort();
		n = n * 10 + (unsigned)(at[i] - '0');
	}
	return n;
}

static bool
is_day(unsigned year, unsigned month, unsigned day)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31,
		30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month >= 1 && month <= 12 && day >= 1 &&
	       day <= days[month - 1] + (leap && month == 2);
}

static void
check_date(const char *iso)
{
	if (strlen(iso) != 10 || iso[4] != '-' || iso[7] != '-' ||
	    !is_day(number(iso, 4), number(iso + 5, 2), number(iso + 8, 2)))
		abort();
}

static void
check_nip(const char *d)
{
	if (strlen(d) != 18 ||
	    !is_day(number(d, 4), number(d + 4, 2), number(d + 6, 2)))
		abort();
	unsigned month = number(d + 12, 2);
	bool named = (month >= 1 && month <= 12) || month == 21;

	if (!named || number(d + 8, 4) <= number(d, 4) ||
	    (d[14] != '1' && d[14] != '2'))
		abort();
}

static void
check_nik(const char *d)
{
	unsigned day = strlen(d) == 16 ? number(d + 6, 2) : 0;

	if (strlen(d) != 16 ||
	    !is_day(2000, number(d + 8, 2), day > 40 ? day - 40 : day))
		abort();
	number(d, 16);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *text = arena_copy(arena, (const char *)data, size);
	char nip[32], nik[32];
	const char *date = date_read(text, arena);

	if (date)
		check_date(date);
	bool has_nip = nip_read(text, nip), has_nik = nik_read(text, nik);

	if (has_nip)
		check_nip(nip);
	if (has_nik)
		check_nik(nik);
	if (has_nip && has_nik)
		nip_matches_nik(nip, nik);
	if (!nip_matches_nik(NULL, nik) || !nip_matches_nik(nip, NULL))
		abort();
	arena_free(arena);
	return 0;
}
