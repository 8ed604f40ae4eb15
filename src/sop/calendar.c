/*
 * Working time: everything is said in spans of a day, so that breaks, half
 * days, holidays and weekends are one case. Days are counted since 1970 in
 * the agency's zone, which has no summer time: every day has 86,400 seconds.
 */
#include "cabut/calendar.h"

#include "cabut/banned.h"

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 24 * HOUR_S, THURSDAY = 4 };

struct spans {
	struct work_hours at[CALENDAR_SPANS_MAX];
	size_t count;
};

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int32_t
calendar_day_of_date(int year, int month, int day)
{
	struct civil c = { .year = year, .month = month, .day = day };

	return (int32_t)floor_div(civil_to_time(&c, (enum zone)0), DAY_S);
}

int32_t
calendar_day_of_time(const struct calendar *cal, time_s t)
{
	return (int32_t)floor_div(t + (int)cal->zone, DAY_S);
}

static time_s
moment(const struct calendar *cal, int32_t day, unsigned minute)
{
	return (time_s)day * DAY_S + (time_s)minute * MINUTE_S - (int)cal->zone;
}

bool
calendar_is_ever_open(const struct calendar *cal)
{
	for (size_t i = 0; i < 7; i++)
		if (cal->span_count[i] > 0)
			return true;
	return false;
}

static const struct calendar_day *
special_day(const struct calendar *cal, int32_t day)
{
	size_t low = 0, high = cal->day_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cal->days[middle].day == day)
			return &cal->days[middle];
		if (cal->days[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* What is worked on a day, with its holiday or half day taken off. */
static struct spans
spans_of(const struct calendar *cal, int32_t day)
{
	size_t weekday = (size_t)(((day + THURSDAY) % 7 + 7) % 7);
	const struct calendar_day *special = special_day(cal, day);
	struct spans s = { .count = 0 };

	for (size_t i = 0; i < cal->span_count[weekday]; i++) {
		struct work_hours h = cal->hours[weekday][i];

		if (special && h.from_min < special->from_min)
			h.from_min = special->from_min;
		if (special && h.until_min > special->until_min)
			h.until_min = special->until_min;
		if (h.from_min < h.until_min)
			s.at[s.count++] = h;
	}
	return s;
}

static bool
is_workday(const struct calendar *cal, int32_t day)
{
	return spans_of(cal, day).count > 0;
}

/* Is the moment in a span, or right at its end when that counts? */
static bool
is_within(const struct calendar *cal, time_s t, bool with_closing)
{
	int32_t day = calendar_day_of_time(cal, t);
	struct spans s = spans_of(cal, day);

	for (size_t i = 0; i < s.count; i++)
		if (t >= moment(cal, day, s.at[i].from_min) &&
		    t < moment(cal, day, s.at[i].until_min) + with_closing)
			return true;
	return false;
}

bool
calendar_is_open(const struct calendar *cal, time_s t)
{
	return is_within(cal, t, false);
}

time_s
calendar_next_open(const struct calendar *cal, time_s t)
{
	int32_t first = calendar_day_of_time(cal, t);

	for (int32_t day = first; day - first <= CALENDAR_IDLE_DAYS; day++) {
		struct spans s = spans_of(cal, day);

		for (size_t i = 0; i < s.count; i++) {
			time_s opens = moment(cal, day, s.at[i].from_min);

			if (t < moment(cal, day, s.at[i].until_min))
				return t > opens ? t : opens;
		}
	}
	return t;
}

/* Works from `from` on within one day; *left gets smaller. True: *left is
 * used up, at *done. */
static bool
work_day(const struct calendar *cal, int32_t day, time_s from, int64_t *left,
    time_s *done)
{
	struct spans s = spans_of(cal, day);

	for (size_t i = 0; i < s.count; i++) {
		time_s opens = moment(cal, day, s.at[i].from_min);
		time_s closes = moment(cal, day, s.at[i].until_min);

		if (opens < from)
			opens = from;
		if (opens >= closes)
			continue;
		if (*left <= closes - opens) {
			*done = opens + *left;
			return true;
		}
		*left -= closes - opens;
	}
	return false;
}

time_s
calendar_add_work(const struct calendar *cal, time_s from, int64_t seconds)
{
	int32_t first = calendar_day_of_time(cal, from), worked = first;
	int64_t left = seconds;
	time_s done;

	if (seconds <= 0)
		return calendar_next_open(cal, from);
	for (int32_t day = first; day - first <= CALENDAR_WALK_DAYS &&
				  day - worked <= CALENDAR_IDLE_DAYS;
	     day++) {
		int64_t had = left;

		if (work_day(cal, day, from, &left, &done))
			return done;
		if (left < had)
			worked = day;
	}
	return from + seconds;
}

time_s
calendar_add_workdays(const struct calendar *cal, time_s from, unsigned count)
{
	time_s start = calendar_next_open(cal, from);
	int32_t first = calendar_day_of_time(cal, start);
	int32_t day = first, worked = first;

	for (unsigned left = count; left > 0;) {
		day++;
		if (is_workday(cal, day)) {
			worked = day;
			left--;
		}
		if (day - worked > CALENDAR_IDLE_DAYS ||
		    day - first > CALENDAR_WALK_DAYS)
			return from + (time_s)count * DAY_S;
	}
	return start + (time_s)(day - first) * DAY_S;
}

/* The last day that is still counted from a first one. */
static int32_t
last_day(const struct calendar *cal, int32_t first, time_s until)
{
	int32_t last = calendar_day_of_time(cal, until);

	return last - first > CALENDAR_WALK_DAYS ? first + CALENDAR_WALK_DAYS
						 : last;
}

int64_t
calendar_work_between(const struct calendar *cal, time_s from, time_s until)
{
	int32_t first = calendar_day_of_time(cal, from);
	int32_t last = last_day(cal, first, until);
	int64_t sum = 0;

	for (int32_t day = first; day <= last; day++) {
		struct spans s = spans_of(cal, day);

		for (size_t i = 0; i < s.count; i++) {
			time_s opens = moment(cal, day, s.at[i].from_min);
			time_s closes = moment(cal, day, s.at[i].until_min);

			opens = opens < from ? from : opens;
			closes = closes > until ? until : closes;
			sum += closes > opens ? closes - opens : 0;
		}
	}
	return sum;
}

size_t
calendar_workdays_between(const struct calendar *cal, time_s from, time_s until)
{
	int32_t first =
	    calendar_day_of_time(cal, calendar_next_open(cal, from));
	int32_t last = last_day(cal, first, until);
	size_t count = 0;

	for (int32_t day = first + 1; day <= last; day++)
		count += is_workday(cal, day);
	return count;
}

static time_s
count_from(
    const struct calendar *cal, time_s from, enum sop_unit unit, unsigned value)
{
	time_s start = calendar_next_open(cal, from);

	switch (unit) {
	case UNIT_MINUTE:
		return start + (time_s)value * MINUTE_S;
	case UNIT_HOUR:
		return start + (time_s)value * HOUR_S;
	case UNIT_DAY:
		return start + (time_s)value * DAY_S;
	case UNIT_WORKHOUR:
		return calendar_add_work(cal, from, (int64_t)value * HOUR_S);
	case UNIT_WORKDAY:
		return calendar_add_workdays(cal, from, value);
	}
	return start;
}

time_s
calendar_due(const struct calendar *cal, time_s from,
    const struct sop_duration *d, bool use_max)
{
	time_s due =
	    count_from(cal, from, d->unit, use_max ? d->value_max : d->value);

	return is_within(cal, due, true) ? due : calendar_next_open(cal, due);
}
