/*
 * Private: one VEVENT of a holidays' file, as far as a calendar cares.
 */
#ifndef CABUT_CONFIG_ICS_H
#define CABUT_CONFIG_ICS_H

#include <libical/ical.h>

#include "cabut/config.h"

struct ics_reader {
	const char *file;
	const struct calendar *hours;
	struct arena *arena;
	struct fault *fault;
	struct calendar_day *days; /* found so far, as they came */
	size_t count, room;
	int32_t until;
};

struct ics_event {
	icalcomponent *at;
	const char *summary; /* one line */
	bool is_timed;
	int32_t first;		      /* day, see calendar_day_of_date() */
	unsigned day_count;	      /* of an all-day event */
	unsigned from_min, until_min; /* closed hours of a timed one */
};

/* The form of the lines, before libical sees them. *events: how many VEVENT
 * there are. */
bool ics_check_form(
    struct slice text, const char *name, size_t *events, struct fault *);
/* From the component in event->at; all but the rule. */
bool ics_event_read(struct ics_reader *, struct ics_event *event);
/* NULL: it happens once. */
icalproperty *ics_event_rule(const struct ics_event *);
/* "FILE: event "SUMMARY": ...". Always false. */
bool event_fault(const struct ics_reader *, const struct ics_event *,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
