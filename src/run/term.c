/*
 * When an owner's time comes: dates alone, no store and no clock.
 */
#include <stdio.h>

#include "cabut/run.h"

#include "cabut/banned.h"

enum { NIP_LEN = 18, MONTHS_OF_YEAR = 12, DAYS_MAX = 31 };

const char *
term_why_name(enum term_why why)
{
	switch (why) {
	case TERM_RETIRES:
		return "retirement";
	case TERM_ENDS:
		return "term";
	case TERM_CERTIFICATE:
		return "certificate";
	}
	return NULL;
}

static void
put_date(int year, int month, int day, char out[TERM_DATE_ROOM])
{
	snprintf(out, TERM_DATE_ROOM, "%04d-%02d-%02d", year, month, day);
}

/* `day` of the month that is `months` from it, or its last day. */
static void
months_from(
    const struct civil *from, int months, int day, char out[TERM_DATE_ROOM])
{
	int all = from->year * MONTHS_OF_YEAR + from->month - 1 + months;
	int year = all / MONTHS_OF_YEAR, month = all % MONTHS_OF_YEAR + 1;

	while (!civil_is_valid_date(year, month, day))
		day--;
	put_date(year, month, day, out);
}

void
term_window_from_day(
    const struct civil *today, unsigned months, struct term_window *w)
{
	put_date(today->year, today->month, today->day, w->today);
	months_from(today, -TERM_PAST_MONTHS, today->day, w->past);
	months_from(today, (int)months, today->day, w->until);
}

void
term_window_of_month(
    const struct civil *today, unsigned months, struct term_window *w)
{
	put_date(today->year, today->month, 1, w->today);
	months_from(today, -TERM_PAST_MONTHS, 1, w->past);
	months_from(today, (int)months, DAYS_MAX, w->until);
}

static int
number(const char *digits, size_t len)
{
	int value = 0;

	for (size_t i = 0; i < len; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

bool
term_retirement(const char *nip, unsigned age, char date[TERM_DATE_ROOM])
{
	struct civil birthday = { .day = 1 };

	if (!nip || strspn(nip, "0123456789") != NIP_LEN ||
	    nip[NIP_LEN] != '\0')
		return false;
	birthday.year = number(nip, 4) + (int)age;
	birthday.month = number(nip + 4, 2);
	if (!civil_is_valid_date(
		number(nip, 4), birthday.month, number(nip + 6, 2)))
		return false;
	months_from(&birthday, 1, 1, date);
	return true;
}

static bool
is_between(const char *date, const char *from, const char *until)
{
	return date && strcmp(from, date) <= 0 && strcmp(date, until) <= 0;
}

/* Behind those of its day. */
static void
add(struct term_event *list, size_t *count, enum term_why why, const char *date)
{
	size_t at = *count;

	for (; at > 0 && strcmp(list[at - 1].date, date) > 0; at--)
		list[at] = list[at - 1];
	list[at].why = why;
	snprintf(list[at].date, sizeof list[at].date, "%s", date);
	++*count;
}

size_t
term_events(const struct register_owner *o, unsigned retirement_age,
    const struct term_window *w, struct term_event out[TERM_EVENTS_MAX])
{
	char retirement[TERM_DATE_ROOM];
	size_t count = 0;

	if (term_retirement(o->nip, retirement_age, retirement) &&
	    is_between(retirement, w->past, w->until))
		add(out, &count, TERM_RETIRES, retirement);
	if (is_between(o->term_until, w->past, w->until))
		add(out, &count, TERM_ENDS, o->term_until);
	if (is_between(o->certificate_until, w->today, w->until))
		add(out, &count, TERM_CERTIFICATE, o->certificate_until);
	return count;
}
