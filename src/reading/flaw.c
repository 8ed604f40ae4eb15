/*
 * flaw: which group of digits makes a number no NIP or NIK, for the person who
 * is asked to write it again. The rules stay with nip.c: a group is at fault
 * when the number would be right with another one in its place.
 */
#include "cabut/reading.h"

#include "cabut/banned.h"

enum { NIP_DIGITS = 18, NIK_DIGITS = 16, YEARS_AT_WORK = 25 };

/* Letters among the digits, or too many or too few of them; NULL: neither. */
static const char *
length_flaw(const char *text, const char *digits, size_t want, struct arena *a)
{
	size_t count = strlen(digits);

	for (const char *c = text; *c; c++)
		if (!ascii_is_digit(*c) && !strchr(" .-\t\n", *c))
			return "ada tanda selain angka di antaranya";
	if (count == want)
		return NULL;
	return arena_printf(a, "%s%zu digit, seharusnya %zu digit",
	    count < want ? "hanya " : "ada ", count, want);
}

/* The first eight digits, with the rest of somebody at work for long. */
static bool
is_birth(const char *digits, struct arena *a)
{
	char probe[32];
	int year = 0;

	for (size_t i = 0; i < 4; i++)
		year = year * 10 + (digits[i] - '0');
	return nip_read(
	    arena_printf(a, "%.8s%04d011001", digits, year + YEARS_AT_WORK),
	    probe);
}

const char *
nip_flaw(const char *text, struct arena *a)
{
	char digits[32], probe[32];

	if (nip_read(text ? text : "", digits))
		return NULL;
	const char *flaw = length_flaw(text ? text : "", digits, NIP_DIGITS, a);

	if (flaw)
		return flaw;
	if (!is_birth(digits, a))
		return arena_printf(a,
		    "tanggal lahir di dalamnya (%.8s, digit ke-1 sampai ke-8) "
		    "tidak ada",
		    digits);
	if (!nip_read(arena_printf(a, "%.14s1001", digits), probe))
		return arena_printf(a,
		    "tahun dan bulan pengangkatan di dalamnya (%.6s, digit "
		    "ke-9 sampai ke-14) tidak mungkin",
		    digits + 8);
	return arena_printf(a,
	    "kode jenis kelamin di dalamnya (%.1s, digit ke-15) bukan 1 atau "
	    "2",
	    digits + 14);
}

const char *
nik_flaw(const char *text, struct arena *a)
{
	char digits[32], probe[32];

	if (nik_read(text ? text : "", digits))
		return NULL;
	const char *flaw = length_flaw(text ? text : "", digits, NIK_DIGITS, a);

	if (flaw)
		return flaw;
	if (!nik_read(
		arena_printf(a, "%.6s010190%s", digits, digits + 12), probe))
		return "kode wilayah di dalamnya (digit ke-1 sampai ke-6) "
		       "tidak ada";
	return "tanggal lahir di dalamnya (digit ke-7 sampai ke-12) tidak ada";
}
