/*
 * reference: the numbers that offices give their letters and cases, as one
 * word: "800/D.19/Kominfo/275/V/2025", "CABUT-2026-0042". It names a paper
 * and says nothing; a date does, so what may be one is no reference.
 */
#include "words.h"

#include "cabut/banned.h"

enum { PARTS_MAX = 8, PART_BYTES_MAX = 24, CASE_PARTS_MIN = 3 };

struct parts {
	struct slice at[PARTS_MAX];
	size_t count, len; /* len: bytes of all parts and their signs */
};

/* The beginnings of months, days and of what else goes with a date. */
static const char times[] =
    "jan feb peb mar apr mei jun jul agu ags agt aug sep okt oct nov nop des "
    "dec sen sel rab kam jum sab min aha tmt tgl per pkl jam puk mul sel sam "
    "hin tan akh awa wib wit";
/* Requests of another kind have letters, too. */
static const char other_things[] = "cuti kgb sppd spt skp spj spm spd mutasi";

static bool
is_part_byte(char c, char sign)
{
	return ascii_is_alnum(c) || c == '.' || (c == '-' && sign != '-');
}

/* The parts between `sign`, as many as stand at `text` without a blank. */
static bool
split(const char *text, char sign, struct parts *p)
{
	p->count = p->len = 0;
	while (p->count < PARTS_MAX) {
		size_t len = 0;
		while (is_part_byte(text[p->len + len], sign))
			len++;
		/* A dot at the end is the sentence's. */
		while (len > 0 && !ascii_is_alnum(text[p->len + len - 1]))
			len--;
		if (len == 0 || len > PART_BYTES_MAX)
			return false;
		p->at[p->count++] = (struct slice){ text + p->len, len };
		p->len += len;
		if (text[p->len] != sign)
			return true;
		p->len++;
	}
	return false;
}

static size_t
digits_of(struct slice part)
{
	size_t count = 0;

	for (size_t i = 0; i < part.len; i++)
		count += ascii_is_digit(part.at[i]);
	return count;
}

static bool
is_letters(struct slice part)
{
	for (size_t i = 0; i < part.len; i++)
		if (!ascii_is_alpha(part.at[i]))
			return false;
	return true;
}

static void
lower(struct slice part, char out[PART_BYTES_MAX])
{
	for (size_t i = 0; i < part.len; i++)
		out[i] = ascii_lower(part.at[i]);
}

/* "Maret", "Agust", "Senin": also misspelt. */
static bool
may_be_time(struct slice part)
{
	char word[PART_BYTES_MAX];

	lower(part, word);
	return part.len >= 3 && list_has(times, word, 3);
}

static bool
is_other_thing(struct slice part)
{
	char word[PART_BYTES_MAX];

	lower(part, word);
	return list_has(other_things, word, part.len);
}

/* "KOMINFO", "SET", "B", "III": capitals, and no word that somebody may mean.
 */
static bool
is_code(struct slice part)
{
	char word[PART_BYTES_MAX];

	if (part.len < 2)
		return true;
	lower(part, word);
	return !may_be_time(part) && !is_other_thing(part) &&
	       word_is_in(word_lookup(word, part.len), IN_SET(WORD_UNKNOWN) |
							   IN_SET(WORD_WHO) |
							   IN_SET(WORD_PAPER));
}

static bool
is_roman(struct slice part)
{
	for (size_t i = 0; i < part.len; i++)
		if (!strchr("IVX", part.at[i]))
			return false;
	return true;
}

/* "D.19", "S.412", "UM.01.02": letters, then numbers behind dots. */
static bool
is_mixed(struct slice part)
{
	size_t letters = 0;

	while (letters < part.len && ascii_is_alpha(part.at[letters]))
		letters++;
	if (letters == 0 || letters > 2 || letters == part.len)
		return false;
	for (size_t i = letters; i < part.len; i++)
		if (!ascii_is_digit(part.at[i]) && part.at[i] != '.')
			return false;
	return true;
}

static bool
is_digits(struct slice part)
{
	for (size_t i = 0; i < part.len; i++)
		if (!ascii_is_digit(part.at[i]) && part.at[i] != '.')
			return false;
	return true;
}

size_t
reference_length(const char *text)
{
	struct parts p;
	size_t digits = 0, codes = 0;

	if (!split(text, '/', &p) || p.count < CASE_PARTS_MIN)
		return 0;
	for (size_t i = 0; i < p.count; i++) {
		struct slice part = p.at[i];
		char first = part.at[0];
		bool named = !is_digits(part) && !is_mixed(part);
		/* "DPKPP-", "Umpeg-MS", "BKPSDM.2": one code. */
		if (named && (first < 'A' || first > 'Z' ||
				 (is_letters(part) && !is_code(part)) ||
				 may_be_time(part)))
			return 0;
		codes += named && !is_roman(part);
		codes += is_mixed(part);
		digits += digits_of(part);
	}
	return codes > 0 && digits >= 3 ? p.len : 0;
}

/* "cabut-2026-0042", "tte-c-0311", whatever an agency's prefix is; "tmt-05-
 * 2026" is a date. */
bool
reference_is_case(const char *word)
{
	struct parts p;

	if (!split(word, '-', &p) || word[p.len] || p.count != CASE_PARTS_MIN ||
	    !is_letters(p.at[0]) || may_be_time(p.at[0]) ||
	    is_other_thing(p.at[0]))
		return false;
	bool dated = p.at[1].len < 3 && p.at[2].len == 4 &&
		     p.at[2].at[0] == '2' && p.at[2].at[1] == '0';
	bool middle = is_letters(p.at[1]) ? p.at[1].len < 4 && is_code(p.at[1])
					  : digits_of(p.at[1]) == p.at[1].len &&
						p.at[1].len <= 4;

	return middle && !(dated && !is_letters(p.at[1])) && p.at[2].len >= 3 &&
	       digits_of(p.at[2]) == p.at[2].len;
}
