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

static const char months[] =
    "januari februari pebruari maret april mei juni juli agustus september "
    "oktober november nopember desember jan feb peb mar apr jun jul agu ags "
    "agt sep sept okt nov nop des i ii iii iv v vi vii viii ix x xi xii";

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

static bool
is_month(struct slice part)
{
	char word[PART_BYTES_MAX];

	lower(part, word);
	return list_has(months, word, part.len);
}

/* A word of the vocabulary is written by somebody who means it. */
static bool
is_code(struct slice part)
{
	char word[PART_BYTES_MAX];

	if (!is_letters(part) || part.len < 2)
		return true;
	lower(part, word);
	return word_is_in(word_lookup(word, part.len),
	    IN_SET(WORD_UNKNOWN) | IN_SET(WORD_WHO) | IN_SET(WORD_PAPER));
}

/* "10/Mar/2025", "1-III-2025", "2025/03/10". */
static bool
may_be_date(const struct parts *p)
{
	bool letters = false;

	for (size_t i = 0; i < p->count; i++)
		letters |= is_letters(p->at[i]) && !is_month(p->at[i]);
	for (size_t i = 0; i < p->count; i++)
		if (digits_of(p->at[i]) < p->at[i].len &&
		    digits_of(p->at[i]) > 0)
			letters = true;
	return !letters;
}

size_t
reference_length(const char *text)
{
	struct parts p;
	size_t digits = 0;

	if (!split(text, '/', &p) || p.count < CASE_PARTS_MIN ||
	    may_be_date(&p))
		return 0;
	for (size_t i = 0; i < p.count; i++) {
		if (p.at[i].at[0] >= 'a' && p.at[i].at[0] <= 'z')
			return 0;
		if (!is_code(p.at[i]) ||
		    (p.at[i].len > 3 && is_month(p.at[i])))
			return 0;
		digits += digits_of(p.at[i]);
	}
	return digits >= 3 ? p.len : 0;
}

/* "cabut-2026-0042", "tte-c-0311", whatever an agency's prefix is. */
bool
reference_is_case(const char *word)
{
	struct parts p;

	if (!split(word, '-', &p) || word[p.len] || p.count != CASE_PARTS_MIN ||
	    may_be_date(&p))
		return false;
	return is_letters(p.at[0]) && !is_month(p.at[0]) &&
	       (is_letters(p.at[1]) ? p.at[1].len < 4 && !is_month(p.at[1]) &&
					  is_code(p.at[1])
				    : digits_of(p.at[1]) == p.at[1].len &&
					  p.at[1].len <= 4) &&
	       p.at[2].len >= 3 && digits_of(p.at[2]) == p.at[2].len;
}
