/*
 * Days off from an .ics file: each event, with what recurs every year, to
 * days of the calendar, sorted and each day once.
 */
#include <stdlib.h>

#include "holidays.h"
#include "ics.h"

#include "cabut/banned.h"

enum { DAY_S = 24 * 3600, OCCURRENCES_MAX = 5000 };

/* ---- days ---- */

static bool
add_day(
    struct ics_reader *r, const struct ics_event *e, struct calendar_day day)
{
	if (r->count == CALENDAR_DAYS_MAX)
		return event_fault(
		    r, e, "more than %d days off", CALENDAR_DAYS_MAX);
	if (r->count == r->room) {
		size_t room = r->room ? r->room * 2 : 64;
		struct calendar_day *more =
		    arena_array(r->arena, room, sizeof *more);

		if (r->count)
			memcpy(more, r->days, r->count * sizeof *more);
		r->days = more;
		r->room = room;
	}
	day.name = e->summary;
	r->days[r->count++] = day;
	return true;
}

/* Closed from from_min to until_min: what is left of the day's hours must be
 * one piece, its beginning or its end. */
static bool
add_closed_hours(struct ics_reader *r, const struct ics_event *e, int32_t day)
{
	size_t weekday = (size_t)(((day + 4) % 7 + 7) % 7); /* 1970: Thu */
	const struct work_hours *spans = r->hours->hours[weekday];
	size_t count = r->hours->span_count[weekday];
	struct calendar_day half = { .day = day };

	if (count == 0 || e->from_min >= spans[count - 1].until_min ||
	    e->until_min <= spans[0].from_min)
		return true; /* nobody works then */
	bool to_end = e->until_min >= spans[count - 1].until_min;
	bool from_start = e->from_min <= spans[0].from_min;

	if (!to_end && !from_start)
		return event_fault(r, e,
		    "closes the middle of a working day; expected hours that "
		    "reach its opening or its closing, or an all-day event");
	if (to_end && !from_start)
		half.until_min = (unsigned short)e->from_min;
	if (from_start && !to_end) {
		half.from_min = (unsigned short)e->until_min;
		half.until_min = CALENDAR_DAY_MINUTES;
	}
	return add_day(r, e, half);
}

static bool
add_occurrence(struct ics_reader *r, const struct ics_event *e, int32_t first)
{
	if (e->is_timed)
		return add_closed_hours(r, e, first);
	for (unsigned i = 0; i < e->day_count; i++)
		if (!add_day(r, e,
			(struct calendar_day){ .day = first + (int32_t)i }))
			return false;
	return true;
}

/* ---- every year ---- */

static bool
add_every(
    struct ics_reader *r, const struct ics_event *e, icalrecur_iterator *next)
{
	for (unsigned i = 0; i < OCCURRENCES_MAX; i++) {
		struct icaltimetype t = icalrecur_iterator_next(next);

		if (icaltime_is_null_time(t) ||
		    t.year > CONFIG_HOLIDAYS_YEAR_LAST)
			return true;
		if (t.year >= CONFIG_HOLIDAYS_YEAR_FIRST &&
		    !add_occurrence(
			r, e, calendar_day_of_date(t.year, t.month, t.day)))
			return false;
	}
	return event_fault(r, e, "repeats too often");
}

static bool
add_by_rule(struct ics_reader *r, const struct ics_event *e, icalproperty *p)
{
	struct icalrecurrencetype rule = icalproperty_get_rrule(p);
	struct civil c = civil_of((time_s)e->first * DAY_S, (enum zone)0);
	/* icaltime_null_date() would be at -1 o'clock: the day before. */
	struct icaltimetype first = {
		.year = c.year, .month = c.month, .day = c.day, .is_date = 1
	};
	icalrecur_iterator *next = rule.freq == ICAL_YEARLY_RECURRENCE
				       ? icalrecur_iterator_new(rule, first)
				       : NULL;

	if (!next)
		return event_fault(
		    r, e, "expected a rule of FREQ=YEARLY, or single days");
	bool ok = add_every(r, e, next);

	icalrecur_iterator_free(next);
	return ok;
}

static bool
take_event(struct ics_reader *r, icalcomponent *at)
{
	struct ics_event e = { .at = at };

	if (icalcomponent_get_status(at) == ICAL_STATUS_CANCELLED)
		return true;
	if (!ics_event_read(r, &e))
		return false;
	icalproperty *rule = ics_event_rule(&e);

	if (rule)
		return add_by_rule(r, &e, rule);
	int32_t last = e.first + (e.is_timed ? 0 : (int32_t)e.day_count - 1);

	if (last > r->until)
		r->until = last;
	return add_occurrence(r, &e, e.first);
}

/* ---- all of them ---- */

static int
by_day(const void *a, const void *b)
{
	const struct calendar_day *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return strcmp(x->name, y->name);
}

/* Of two events on one day what both leave open is worked. */
static size_t
merge(struct calendar_day *days, size_t count)
{
	size_t kept = 0;

	if (count)
		qsort(days, count, sizeof *days, by_day);
	for (size_t i = 0; i < count; i++) {
		struct calendar_day *last = kept ? &days[kept - 1] : NULL;

		if (!last || last->day != days[i].day) {
			days[kept++] = days[i];
			continue;
		}
		if (last->from_min < days[i].from_min)
			last->from_min = days[i].from_min;
		if (last->until_min > days[i].until_min)
			last->until_min = days[i].until_min;
		if (last->from_min >= last->until_min)
			last->from_min = last->until_min = 0;
	}
	return kept;
}

static bool
take_events(struct ics_reader *r, icalcomponent *calendar, size_t events)
{
	const icalcomponent_kind kind = ICAL_VEVENT_COMPONENT;
	size_t seen = 0;

	for (icalcomponent *at =
		 icalcomponent_get_first_component(calendar, kind);
	     at; at = icalcomponent_get_next_component(calendar, kind)) {
		seen++;
		if (!take_event(r, at))
			return false;
	}
	return seen == events ||
	       fault_set(r->fault, SCOPE_CONFIG,
		   "%s: %zu events, of which only %zu can be read", r->file,
		   events, seen);
}

bool
holidays_parse(struct slice text, const char *name,
    const struct calendar *hours, struct arena *a, struct holidays *out,
    struct fault *f)
{
	struct ics_reader r = {
		.file = name, .hours = hours, .arena = a, .fault = f
	};
	const struct slice mark = SLICE("\xef\xbb\xbf");
	size_t events;

	if (slice_starts_nocase(text, mark))
		text =
		    (struct slice){ text.at + mark.len, text.len - mark.len };
	if (!ics_check_form(text, name, &events, f))
		return false;
	icalerror_set_errors_are_fatal(0);
	icalcomponent *calendar =
	    icalparser_parse_string(arena_copy(a, text.at, text.len));
	bool ok = calendar ? take_events(&r, calendar, events)
			   : fault_set(f, SCOPE_CONFIG,
				 "%s: not an iCalendar file", name);

	if (calendar)
		icalcomponent_free(calendar);
	icalmemory_free_ring();
	if (!ok)
		return false;
	out->count = merge(r.days, r.count);
	out->days = r.days;
	out->until = r.until;
	return true;
}

bool
holidays_load(const char *path, const struct calendar *hours, struct arena *a,
    struct holidays *out, struct fault *f)
{
	struct slice text;

	return file_read(path, CONFIG_HOLIDAYS_BYTES_MAX, a, &text, f) &&
	       holidays_parse(text, path, hours, a, out, f);
}
