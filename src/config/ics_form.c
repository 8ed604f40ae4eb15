/*
 * The outer form of an iCalendar file: what is begun is ended, nothing is
 * nested deeper than the standard needs, and there are not too many events.
 * libical answers a cut file with nothing, or with less; here the line is
 * told. It also recurses, so depth is bounded before it sees the text.
 */
#include "ics.h"

#include "cabut/banned.h"

enum { DEPTH_MAX = 4, LINE_BYTES_MAX = 1000 };

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

/* The name of a property, before its parameters or its value. */
static struct slice
name_of(struct slice line)
{
	size_t len = 0;

	while (len < line.len && !strchr(":;", line.at[len]))
		len++;
	return (struct slice){ line.at, len };
}

/* 20260320, 20260320T073000 or 20260320T073000Z. libical takes "2026032x"
 * for the second of March. */
static bool
is_moment(struct slice value)
{
	static const char shape[] = "ddddddddTddddddZ";

	if (value.len != 8 && value.len != 15 && value.len != 16)
		return false;
	for (size_t i = 0; i < value.len; i++)
		if (shape[i] == 'd' ? !ascii_is_digit(value.at[i])
				    : value.at[i] != shape[i])
			return false;
	return true;
}

static bool
check_moment(struct form *m, struct slice name, struct slice line)
{
	const char *colon = memrchr(line.at, ':', line.len);
	const char *at = colon ? colon + 1 : line.at;
	struct slice value = { at, (size_t)(line.at + line.len - at) };

	if (is_moment(slice_trim(value)))
		return true;
	return fault_set(m->fault, SCOPE_CONFIG,
	    "%s:%u: %.*s cannot be read; expected a date, as in 20260817, or "
	    "a time, as in 20261224T120000",
	    m->file, m->line, (int)name.len, name.at);
}

static bool
take_form_line(struct form *m, struct slice line, struct slice whole)
{
	struct slice name = name_of(line), value;

	if (slice_trim(line).len == 0)
		return true;
	if (slice_equal_nocase(name, SLICE("BEGIN")) ||
	    slice_equal_nocase(name, SLICE("END"))) {
		value =
		    (struct slice){ line.at + name.len, line.len - name.len };
		if (value.len == 0 || value.at[0] != ':')
			return form_fault(
			    m, m->line, "expected a ':' behind BEGIN or END");
		value =
		    slice_trim((struct slice){ value.at + 1, value.len - 1 });
		return name.len == 5 ? begin(m, value) : end(m, value);
	}
	if (m->depth == 0)
		return form_fault(m, m->line,
		    "expected an iCalendar file: BEGIN:VCALENDAR to "
		    "END:VCALENDAR");
	bool is_moment_line = slice_equal_nocase(name, SLICE("DTSTART")) ||
			      slice_equal_nocase(name, SLICE("DTEND"));

	if (is_moment_line && m->depth == 1)
		return form_fault(m, m->line,
		    "a date outside of an event; is BEGIN:VEVENT missing "
		    "above?");
	if (is_moment_line && slice_equal_nocase(m->open[1], SLICE("VEVENT")))
		return check_moment(m, name, whole);
	return true;
}

/* RFC 5545 3.1: a line goes on in the next when that begins with a blank.
 * True: `whole` has all of it, as far as it fits. */
static bool
take_unfolded(struct slice *text, struct slice *line, struct strbuf *whole,
    unsigned *lines)
{
	struct slice more;

	if (!slice_take_line(text, line))
		return false;
	strbuf_clear(whole);
	strbuf_add(whole, line->at, line->len);
	for (*lines = 1; text->len > 0 && strchr(" \t", text->at[0]);
	     ++*lines) {
		slice_take_line(text, &more);
		strbuf_add(whole, more.at + 1, more.len ? more.len - 1 : 0);
	}
	return true;
}

static bool
take_form(struct form *m, struct slice text)
{
	struct strbuf whole;
	struct slice line;
	unsigned lines;
	bool ok = true;

	strbuf_init(&whole, LINE_BYTES_MAX);
	m->line = 1;
	while (ok && take_unfolded(&text, &line, &whole, &lines)) {
		ok = take_form_line(
		    m, line, (struct slice){ whole.at, whole.len });
		m->line += lines;
	}
	strbuf_release(&whole);
	return ok;
}

bool
ics_check_form(
    struct slice text, const char *name, size_t *events, struct fault *f)
{
	struct form m = { .file = name, .fault = f };

	if (text.len > CONFIG_HOLIDAYS_BYTES_MAX)
		return form_fault(&m, 1, "larger than 1 MB");
	if (!utf8_is_valid(text.at, text.len) ||
	    (text.len && memchr(text.at, '\0', text.len)))
		return form_fault(&m, 1, "not UTF-8 text");
	if (!take_form(&m, text))
		return false;
	if (m.calendars == 0)
		return form_fault(&m, 1, "empty; expected BEGIN:VCALENDAR");
	if (m.depth > 0)
		return form_fault(&m, m.opened_at[m.depth - 1],
		    "what begins here is not ended; is the file cut short?");
	*events = m.events;
	return true;
}
