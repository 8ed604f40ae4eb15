/*
 * Private: the days off of an iCalendar file (RFC 5545), as Google Calendar,
 * Thunderbird or a text editor write it.
 *
 * An all-day VEVENT closes its days; DTEND is the day after the last. A timed
 * VEVENT closes those hours, and must reach the opening or the closing of its
 * day: a half day. RRULE may say FREQ=YEARLY, expanded from
 * CONFIG_HOLIDAYS_YEAR_FIRST to _LAST; exceptions to a rule are refused.
 * Cancelled events count nothing. Whatever else is in the file is passed over.
 */
#ifndef CABUT_CONFIG_HOLIDAYS_H
#define CABUT_CONFIG_HOLIDAYS_H

#include "cabut/config.h"

struct holidays {
	const struct calendar_day *days; /* sorted, each day once */
	size_t count;
	int32_t until; /* see config_agency.holidays_until */
};

/* `hours`: the calendar without its days, for what a half day is. `name` is
 * for messages. SCOPE_CONFIG on any fault. */
bool holidays_parse(struct slice text, const char *name,
    const struct calendar *hours, struct arena *, struct holidays *out,
    struct fault *);
bool holidays_load(const char *path, const struct calendar *hours,
    struct arena *, struct holidays *out, struct fault *);

#endif
