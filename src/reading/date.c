/*
 * date: Indonesian dates, always day first. Hijri months are no months
 * here, so a date in both calendars gives the common one.
 */
#include <stdio.h>

#include "cabut/reading.h"
#include "date.h"

#include "cabut/banned.h"

enum { YEAR_MIN = 1950, YEAR_MAX = 2099, MONTHS = 12, WORD_MAX = 12 };

static const char *const months[MONTHS] = { "januari jan january",
	"februari feb pebruari peb february febuari", "maret mar mrt march",
	"april apr", "mei may", "juni jun june", "juli jul july",
	"agustus agt ags agu aug august agust agus",
	"september sep sept spetember", "oktober okt oct october",
	"november nov nopember nop", "desember des dec december" };

struct cursor {
	const char *at;
};

static bool
take_number(struct cursor *c, int most, int *value)
{
	int digits = 0;

	*value = 0;
	while (ascii_is_digit(*c->at) && digits <= most) {
		*value = *value * 10 + (*c->at++ - '0');
		digits++;
	}
	return digits > 0 && digits <= most;
}

int
date_month(const char *word, size_t len)
{
	for (int i = 0; len > 2 && i < MONTHS; i++)
		if (list_has(months[i], word, len))
			return i + 1;
	return 0;
}

static bool
take_month(struct cursor *c, int *month)
{
	char word[WORD_MAX + 1];
	size_t len = 0;

	while (ascii_is_alpha(c->at[len]) && len < WORD_MAX) {
		word[len] = ascii_lower(c->at[len]);
		len++;
	}
	*month = date_month(word, len);
	c->at += *month ? len : 0;
	return *month > 0;
}

static void
skip(struct cursor *c, const char *signs)
{
	while (*c->at && strchr(signs, *c->at))
		c->at++;
}

static bool
take_year(struct cursor *c, int *year)
{
	const char *start = c->at;

	if (!take_number(c, 4, year) || ascii_is_digit(*c->at))
		return false;
	if (c->at - start == 2)
		*year += 2000;
	return *year >= YEAR_MIN && *year <= YEAR_MAX;
}

/* "3 Maret 2025", "05/02/2025", "24-Mar-2025" at the cursor. */
static bool
take_day_first(struct cursor *c, int *year, int *month, int *day)
{
	if (!take_number(c, 2, day))
		return false;
	const char *gap = c->at;
	skip(c, " ");
	if (strchr("/-.", *c->at) && *c->at) {
		c->at++;
		skip(c, " ");
	} else if (c->at == gap) {
		return false;
	}
	bool word = take_month(c, month);
	if (!word && !take_number(c, 2, month))
		return false;
	gap = c->at;
	skip(c, word ? " ./-" : " ");
	if (!word) {
		if (!*c->at || !strchr("/-.", *c->at))
			return false;
		c->at++;
		skip(c, " ");
	}
	return take_year(c, year);
}

static bool
take_iso(struct cursor *c, int *year, int *month, int *day)
{
	if (!take_number(c, 4, year) || *c->at++ != '-' ||
	    !take_number(c, 2, month) || *c->at++ != '-' ||
	    !take_number(c, 2, day))
		return false;
	return *year >= YEAR_MIN && *year <= YEAR_MAX;
}

static bool
take_date(const char *at, struct date_hit *hit)
{
	struct cursor c = { at };
	int year, month, day;

	if (!take_day_first(&c, &year, &month, &day)) {
		c.at = at;
		if (!take_iso(&c, &year, &month, &day))
			return false;
	}
	/* "2025-04-08T03:22": the hour stands at once behind it. */
	bool is_hour = *c.at == 'T' && ascii_is_digit(c.at[1]);
	if ((ascii_is_alnum(*c.at) && !is_hour) ||
	    !civil_is_valid_date(year, month, day))
		return false;
	hit->from = at;
	hit->to = c.at;
	snprintf(hit->iso, sizeof hit->iso, "%04d-%02d-%02d", year % 10000,
	    month % 100, day % 100);
	return true;
}

bool
date_find(const char *text, struct date_hit *hit)
{
	for (const char *c = text; *c; c++) {
		bool starts = ascii_is_digit(*c) &&
			      (c == text || (!ascii_is_alnum(c[-1]) &&
						!strchr("./-", c[-1])));
		if (starts && take_date(c, hit))
			return true;
	}
	return false;
}

const char *
date_read(const char *text, struct arena *arena)
{
	struct date_hit hit;

	if (!text || !date_find(text, &hit))
		return NULL;
	return arena_strdup(arena, hit.iso);
}
