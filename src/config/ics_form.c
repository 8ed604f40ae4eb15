/*
 * The outer form of an iCalendar file: what is begun is ended, nothing is
 * nested deeper than the standard needs, and there are not too many events.
 * libical answers a cut file with nothing, or with less; here the line is
 * told. It also recurses, so depth is bounded before it sees the text.
 */
#include "ics.h"

#include "cabut/banned.h"

enum { DEPTH_MAX = 4 };

struct form {
	const char *file;
	struct fault *fault;
	unsigned line;
	struct slice open[DEPTH_MAX];
	unsigned opened_at[DEPTH_MAX];
	size_t depth, calendars, events;
};

static bool
form_fault(const struct form *m, unsigned line, const char *what)
{
	return fault_set(
	    m->fault, SCOPE_CONFIG, "%s:%u: %s", m->file, line, what);
}

static bool
begin(struct form *m, struct slice name)
{
	if (m->depth == DEPTH_MAX)
		return form_fault(m, m->line, "nested too deep");
	if (m->depth == 0 && m->calendars++ > 0)
		return form_fault(m, m->line,
		    "a second calendar; expected one VCALENDAR in a file");
	if ((m->depth == 0) != slice_equal_nocase(name, SLICE("VCALENDAR")))
		return form_fault(
		    m, m->line, "expected BEGIN:VCALENDAR around everything");
	if (slice_equal_nocase(name, SLICE("VEVENT"))) {
		if (m->depth != 1)
			return form_fault(m, m->line,
			    "BEGIN:VEVENT inside another part; is an END "
			    "line missing above?");
		if (m->events++ == CONFIG_HOLIDAYS_EVENTS_MAX)
			return form_fault(m, m->line, "too many events");
	}
	m->open[m->depth] = name;
	m->opened_at[m->depth++] = m->line;
	return true;
}

static bool
end(struct form *m, struct slice name)
{
	if (m->depth == 0 || !slice_equal_nocase(m->open[m->depth - 1], name))
		return form_fault(
		    m, m->line, "this END has no BEGIN of the same name");
	m->depth--;
	return true;
}

static bool
take_form_line(struct form *m, struct slice line)
{
	struct slice key;
	bool is_folded = line.len > 0 && strchr(" \t", line.at[0]);

	if (slice_trim(line).len == 0)
		return true;
	if (!is_folded && slice_starts_nocase(line, SLICE("BEGIN:"))) {
		slice_take_until(&line, ':', &key);
		return begin(m, slice_trim(line));
	}
	if (m->depth == 0)
		return form_fault(m, m->line,
		    "expected an iCalendar file: BEGIN:VCALENDAR to "
		    "END:VCALENDAR");
	if (!is_folded && slice_starts_nocase(line, SLICE("END:"))) {
		slice_take_until(&line, ':', &key);
		return end(m, slice_trim(line));
	}
	return true;
}

bool
ics_check_form(
    struct slice text, const char *name, size_t *events, struct fault *f)
{
	struct form m = { .file = name, .fault = f };
	struct slice line;

	if (text.len > CONFIG_HOLIDAYS_BYTES_MAX)
		return form_fault(&m, 1, "larger than 1 MB");
	if (!utf8_is_valid(text.at, text.len) ||
	    (text.len && memchr(text.at, '\0', text.len)))
		return form_fault(&m, 1, "not UTF-8 text");
	while (slice_take_line(&text, &line)) {
		m.line++;
		if (!take_form_line(&m, line))
			return false;
	}
	if (m.calendars == 0)
		return form_fault(&m, 1, "empty; expected BEGIN:VCALENDAR");
	if (m.depth > 0)
		return form_fault(&m, m.opened_at[m.depth - 1],
		    "what begins here is not ended; is the file cut short?");
	*events = m.events;
	return true;
}
