/*
 * One VEVENT: which day, how many, or which hours. libical accepts 2026-13-45
 * as a date and drops a property that it cannot read, leaving a note; both
 * are refused here, because a holiday that is silently one day shorter makes
 * a deadline wrong.
 */
#include <stdio.h>

#include "ics.h"

#include "cabut/banned.h"

enum { DAY_S = 24 * 3600, EVENT_DAYS_MAX = 366, SUMMARY_MAX = 100 };

bool
event_fault(const struct ics_reader *r, const struct ics_event *e,
    const char *format, ...)
{
	char text[FAULT_TEXT_MAX];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	return fault_set(r->fault, SCOPE_CONFIG, "%s: event \"%s\": %s",
	    r->file, e->summary, text);
}

/* ---- one moment of an event ---- */

static bool
zone_of_name(const char *name, int *out)
{
	static const struct {
		const char *name;
		int offset;
	} known[] = {
		{ "Asia/Jakarta", ZONE_WIB },
		{ "Asia/Pontianak", ZONE_WIB },
		{ "SE Asia Standard Time", ZONE_WIB },
		{ "Asia/Makassar", ZONE_WITA },
		{ "Asia/Ujung_Pandang", ZONE_WITA },
		{ "Singapore Standard Time", ZONE_WITA },
		{ "Asia/Jayapura", ZONE_WIT },
		{ "Tokyo Standard Time", ZONE_WIT },
		{ "UTC", 0 },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t have = strlen(name), want = strlen(known[i].name);

		/* "/freeassociation.sourceforge.net/Asia/Jakarta" */
		if (have < want || strcmp(name + have - want, known[i].name))
			continue;
		*out = known[i].offset;
		return true;
	}
	return false;
}

static bool
offset_of(struct ics_reader *r, const struct ics_event *e, icalproperty *p,
    struct icaltimetype time, int *out)
{
	icalparameter *zone =
	    icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
	const char *name = zone ? icalparameter_get_tzid(zone) : NULL;

	*out = icaltime_is_utc(time) ? 0 : (int)r->hours->zone;
	return !name || icaltime_is_utc(time) || zone_of_name(name, out) ||
	       event_fault(r, e,
		   "time zone %.60s is not known; expected Asia/Jakarta, "
		   "Asia/Makassar or Asia/Jayapura",
		   name);
}

/* A date becomes midnight in the agency's zone. */
static bool
moment_of(struct ics_reader *r, const struct ics_event *e, icalproperty *p,
    struct icaltimetype time, time_s *out)
{
	struct civil c = { .year = time.year,
		.month = time.month,
		.day = time.day,
		.hour = time.is_date ? 0 : time.hour,
		.minute = time.is_date ? 0 : time.minute };
	int offset = (int)r->hours->zone;

	if (!civil_is_valid_date(c.year, c.month, c.day) || c.hour < 0 ||
	    c.hour > 23 || c.minute < 0 || c.minute > 59)
		return event_fault(r, e, "%04d-%02d-%02d is not a day", c.year,
		    c.month, c.day);
	if (!time.is_date && !offset_of(r, e, p, time, &offset))
		return false;
	*out = civil_to_time(&c, (enum zone)0) - offset;
	return true;
}

/* ---- one event ---- */

static icalproperty *
property_of(const struct ics_event *e, icalproperty_kind kind)
{
	return icalcomponent_get_first_property(e->at, kind);
}

/* The end of an event without DTEND: RFC 5545 3.6.1. */
static bool
end_by_duration(
    struct ics_reader *r, const struct ics_event *e, time_s start, time_s *out)
{
	icalproperty *p = property_of(e, ICAL_DURATION_PROPERTY);

	if (p)
		*out = start +
		       icaldurationtype_as_int(icalproperty_get_duration(p));
	else if (e->is_timed)
		return event_fault(r, e, "has no DTEND");
	else
		*out = start + DAY_S;
	return true;
}

static bool
end_of(
    struct ics_reader *r, const struct ics_event *e, time_s start, time_s *out)
{
	icalproperty *p = property_of(e, ICAL_DTEND_PROPERTY);

	if (!p)
		return end_by_duration(r, e, start, out);
	struct icaltimetype time = icalproperty_get_dtend(p);

	if ((bool)time.is_date == e->is_timed)
		return event_fault(r, e,
		    "DTSTART and DTEND differ in kind; expected two dates or "
		    "two times");
	return moment_of(r, e, p, time, out);
}

static bool
measure_days(
    struct ics_reader *r, struct ics_event *e, time_s start, time_s end)
{
	/* Some programs write the day itself as the end of one day. */
	int64_t days = end == start ? 1 : (end - start) / DAY_S;

	if (days < 1 || days > EVENT_DAYS_MAX)
		return event_fault(r, e,
		    "lasts %lld days; expected 1 to %d (DTEND is the day "
		    "after the last)",
		    (long long)days, EVENT_DAYS_MAX);
	e->day_count = (unsigned)days;
	return true;
}

static bool
measure_hours(
    struct ics_reader *r, struct ics_event *e, time_s start, time_s end)
{
	int64_t midnight = (int64_t)e->first * DAY_S - (int)r->hours->zone;

	if (end <= start || end > midnight + DAY_S)
		return event_fault(
		    r, e, "expected hours of one day, or an all-day event");
	e->from_min = (unsigned)((start - midnight) / 60);
	e->until_min = (unsigned)((end - midnight) / 60);
	return true;
}

static bool
measure(struct ics_reader *r, struct ics_event *e)
{
	icalproperty *p = property_of(e, ICAL_DTSTART_PROPERTY);
	time_s start, end;

	if (!p)
		return event_fault(r, e, "has no DTSTART");
	struct icaltimetype time = icalproperty_get_dtstart(p);

	e->is_timed = !time.is_date;
	if (!moment_of(r, e, p, time, &start) || !end_of(r, e, start, &end))
		return false;
	e->first = calendar_day_of_time(r->hours, start);
	return e->is_timed ? measure_hours(r, e, start, end)
			   : measure_days(r, e, start, end);
}

/* What libical could not read it has taken out, with a note. A name that is
 * none may be DTEND mistyped. */
static bool
check_note(
    const struct ics_reader *r, const struct ics_event *e, const char *note)
{
	static const char *const needed[] = { "DTSTART", "DTEND", "DURATION",
		"RRULE" };
	static const char unknown[] = "Parse error in property name: ";

	if (strncmp(note, unknown, strlen(unknown)) == 0)
		return event_fault(r, e, "%.40s is not a name of iCalendar",
		    note + strlen(unknown));
	if (!strstr(note, "Removing entire property"))
		return event_fault(r, e, "%.200s", note);
	for (size_t i = 0; i < 4; i++)
		if (strstr(note, needed[i]))
			return event_fault(
			    r, e, "%s cannot be read", needed[i]);
	return true;
}

static bool
check_notes(const struct ics_reader *r, const struct ics_event *e)
{
	for (icalproperty *p = property_of(e, ICAL_XLICERROR_PROPERTY); p;
	     p = icalcomponent_get_next_property(
		 e->at, ICAL_XLICERROR_PROPERTY)) {
		const char *note = icalproperty_get_xlicerror(p);

		if (note && !check_note(r, e, note))
			return false;
	}
	return true;
}

static bool
check_rules(struct ics_reader *r, const struct ics_event *e)
{
	static const struct {
		icalproperty_kind kind;
		const char *name;
	} refused[] = { { ICAL_EXDATE_PROPERTY, "EXDATE" },
		{ ICAL_RDATE_PROPERTY, "RDATE" },
		{ ICAL_RECURRENCEID_PROPERTY, "RECURRENCE-ID" } };

	for (size_t i = 0; i < 3; i++)
		if (property_of(e, refused[i].kind))
			return event_fault(r, e,
			    "%s, an exception to a rule, is not understood; "
			    "expected single days",
			    refused[i].name);
	if (icalcomponent_count_properties(e->at, ICAL_RRULE_PROPERTY) > 1 ||
	    icalcomponent_count_properties(e->at, ICAL_DTSTART_PROPERTY) > 1 ||
	    icalcomponent_count_properties(e->at, ICAL_DTEND_PROPERTY) > 1)
		return event_fault(
		    r, e, "DTSTART, DTEND or RRULE stands twice");
	return true;
}

/* One line, cut between characters. */
static const char *
summary_of(struct ics_reader *r, icalcomponent *at)
{
	icalproperty *p =
	    icalcomponent_get_first_property(at, ICAL_SUMMARY_PROPERTY);
	const char *text = p ? icalproperty_get_summary(p) : NULL;
	size_t len = text ? strlen(text) : 0;

	if (len > SUMMARY_MAX)
		for (len = SUMMARY_MAX; len && (text[len] & 0xc0) == 0x80;)
			len--;
	char *copy = arena_copy(r->arena, text ? text : "", len);

	for (char *c = copy; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = ' ';
	return copy;
}

bool
ics_event_read(struct ics_reader *r, struct ics_event *e)
{
	e->summary = summary_of(r, e->at);
	return check_notes(r, e) && check_rules(r, e) && measure(r, e);
}

icalproperty *
ics_event_rule(const struct ics_event *e)
{
	return property_of(e, ICAL_RRULE_PROPERTY);
}
