/*
 * working_hours: "mon-thu" and "07:30-12:00 13:00-16:00" to spans of a
 * calendar. Days that no entry names are off; without the key the hours are
 * those of most offices. A week without any hour cannot be written: each
 * entry has a day and a span.
 */
#include "holidays.h"
#include "yaml.h"

#include "cabut/banned.h"

enum { HOURS_DAY_MINUTES = CALENDAR_DAY_MINUTES, WEEK = 7 };

static const char *const day_words[WEEK] = { "sun", "mon", "tue", "wed", "thu",
	"fri", "sat" };

/* What is left of a list behind its next word; blanks and commas part. */
static bool
take_item(struct slice *rest, struct slice *item)
{
	size_t at = 0, end;

	while (at < rest->len && strchr(" ,", rest->at[at]))
		at++;
	for (end = at; end < rest->len && !strchr(" ,", rest->at[end]);)
		end++;
	*item = (struct slice){ rest->at + at, end - at };
	*rest = (struct slice){ rest->at + end, rest->len - end };
	return item->len > 0;
}

/* ---- days ---- */

static int
weekday_of(struct slice word)
{
	for (int i = 0; i < WEEK; i++)
		if (slice_equal_nocase(word, slice_of(day_words[i])))
			return i;
	return -1;
}

/* One bit per day; 0: not a day or a range of days. */
static unsigned
days_of_item(struct slice item)
{
	struct slice from;
	bool is_range = memchr(item.at, '-', item.len);
	unsigned days = 0;

	slice_take_until(&item, '-', &from);
	int first = weekday_of(from);
	int last = is_range ? weekday_of(item) : first;

	if (first < 0 || last < 0)
		return 0;
	for (int day = first; day != last; day = (day + 1) % WEEK)
		days |= 1u << day;
	return days | 1u << last;
}

static bool
take_days(struct yaml_file *y, const char *key, const char *text, unsigned *out)
{
	struct slice rest = slice_of(text), item;
	unsigned days = 0;

	while (take_item(&rest, &item)) {
		unsigned more = days_of_item(item);

		if (!more)
			return key_fault(y, key,
			    "\"%.*s\"; expected days, as in mon-thu or sat, "
			    "sun",
			    (int)item.len, item.at);
		days |= more;
	}
	*out = days;
	return days || key_fault(y, key, "names no day, as in mon-thu");
}

/* ---- hours ---- */

/* "07:30" or "7.30"; 24:00 is the end of the day. */
static bool
clock_of(struct slice text, unsigned short *out)
{
	unsigned part[2] = { 0, 0 };
	size_t digits[2] = { 0, 0 }, field = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (ascii_is_digit(text.at[i]) && digits[field] < 2) {
			part[field] =
			    part[field] * 10 + (unsigned)(text.at[i] - '0');
			digits[field]++;
		} else if (field == 0 && strchr(":.", text.at[i])) {
			field = 1;
		} else {
			return false;
		}
	}
	unsigned minute = part[0] * 60 + part[1];

	if (digits[0] == 0 || digits[1] != 2 || part[1] > 59 ||
	    minute > HOURS_DAY_MINUTES)
		return false;
	*out = (unsigned short)minute;
	return true;
}

static bool
span_of(struct slice item, struct work_hours *out)
{
	struct slice from;

	return slice_take_until(&item, '-', &from) &&
	       clock_of(from, &out->from_min) &&
	       clock_of(item, &out->until_min) &&
	       out->from_min < out->until_min;
}

static bool
take_spans(struct yaml_file *y, const char *key, const char *text,
    struct work_hours out[CALENDAR_SPANS_MAX], size_t *count)
{
	struct slice rest = slice_of(text), item;

	*count = 0;
	while (take_item(&rest, &item)) {
		if (*count == CALENDAR_SPANS_MAX)
			return key_fault(
			    y, key, "more than %d spans", CALENDAR_SPANS_MAX);
		if (!span_of(item, &out[*count]))
			return key_fault(y, key,
			    "\"%.*s\"; expected hours, as in 07:30-12:00",
			    (int)item.len, item.at);
		if (*count > 0 &&
		    out[*count].from_min < out[*count - 1].until_min)
			return key_fault(y, key,
			    "\"%.*s\" begins before the span in front of it "
			    "ends",
			    (int)item.len, item.at);
		++*count;
	}
	return *count || key_fault(y, key, "names no hour, as in 07:30-16:00");
}

static bool
read_entry(struct yaml_file *y, const char *key, const struct raw_hours *raw,
    struct calendar *cal)
{
	struct work_hours spans[CALENDAR_SPANS_MAX] = { 0 };
	size_t count;
	unsigned days = 0;

	if (!take_days(y, SUB("days"), raw->days, &days) ||
	    !take_spans(y, SUB("open"), raw->open, spans, &count))
		return false;
	for (size_t i = 0; i < WEEK; i++) {
		if (!(days & 1u << i))
			continue;
		if (cal->span_count[i])
			return key_fault(
			    y, SUB("days"), "%s stands twice", day_words[i]);
		memcpy(cal->hours[i], spans, sizeof spans);
		cal->span_count[i] = count;
	}
	return true;
}

static bool
read_hours(
    struct yaml_file *y, const struct raw_agency *raw, struct calendar *cal)
{
	static const struct raw_hours usual[] = {
		{ (char *)"mon-thu", (char *)"07:30-16:00" },
		{ (char *)"fri", (char *)"07:30-16:30" },
	};
	const struct raw_hours *list = raw->hours ? raw->hours : usual;
	size_t count = raw->hours ? raw->hours_count : 2;

	for (size_t i = 0; i < count; i++)
		if (!read_entry(
			y, indexed(y, "working_hours", i, ""), &list[i], cal))
			return false;
	return true;
}

bool
read_calendar(struct yaml_file *y, const struct raw_agency *raw,
    struct config_agency *out)
{
	struct calendar cal = { .zone = raw->zone };
	struct holidays found = { 0 };

	out->holidays = take_path(y, raw->holidays);
	if (!read_hours(y, raw, &cal) ||
	    !check_readable(y, "holidays", out->holidays))
		return false;
	if (out->holidays &&
	    !holidays_load(out->holidays, &cal, y->arena, &found, y->fault))
		return false;
	cal.days = found.days;
	cal.day_count = found.count;
	out->calendar = cal;
	out->holidays_until = found.until;
	return true;
}
