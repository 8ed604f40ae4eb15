/*
 * calendar: an agency's working time (part of room sop; pure). Working hours
 * by weekday, and the days on which they are shorter or do not count.
 *
 * A moment is open when it lies in a span of its day, the closing minute
 * excluded. Times are between the years 1 and 9999; durations that are
 * negative count as none.
 *
 * Nothing here loops for ever: after CALENDAR_IDLE_DAYS in a row without
 * working time, or CALENDAR_WALK_DAYS in all, the plain duration is added to
 * the start instead. A call costs one binary search per day that it passes.
 */
#ifndef CABUT_CALENDAR_H
#define CABUT_CALENDAR_H

#include "cabut/base.h"
#include "cabut/sop.h"

enum {
	CALENDAR_SPANS_MAX = 3, /* of one day: two breaks */
	CALENDAR_DAYS_MAX = 20000,
	CALENDAR_IDLE_DAYS = 400,
	CALENDAR_WALK_DAYS = 100000,
	CALENDAR_DAY_MINUTES = 24 * 60,
};

struct work_hours { /* minutes since midnight; until 1440 */
	unsigned short from_min, until_min;
};

/* A day of its own: only what its weekday works between the two minutes
 * counts. Both 0: the whole day is off. */
struct calendar_day {
	int32_t day; /* see calendar_day_of_date() */
	unsigned short from_min, until_min;
	const char *name; /* "Hari Raya Nyepi" */
};

struct calendar {
	enum zone zone;
	struct work_hours hours[7][CALENDAR_SPANS_MAX]; /* 0 = Sunday; sorted,
							   none overlap */
	size_t span_count[7];
	const struct calendar_day *days; /* sorted, each day once */
	size_t day_count;
};

/* Days since 1970-01-01. */
int32_t calendar_day_of_date(int year, int month, int day);
/* The day of a moment in the calendar's zone. */
int32_t calendar_day_of_time(const struct calendar *, time_s);
/* Is any weekday worked at all? */
bool calendar_is_ever_open(const struct calendar *);

bool calendar_is_open(const struct calendar *, time_s);
/* `t` itself when it is open; `t` too when nothing opens within the limit. */
time_s calendar_next_open(const struct calendar *, time_s t);
/* The first moment at which so much working time has passed since `from`;
 * the moment of closing when the day's work ends with it. None at all is the
 * next opening. */
time_s calendar_add_work(
    const struct calendar *, time_s from, int64_t seconds_of_work);
/* The same wall clock `count` working days later; starts at the next opening
 * when `from` is not open. A half day is a working day. The result may lie
 * outside the hours of its day. */
time_s calendar_add_workdays(
    const struct calendar *, time_s from, unsigned count);
/* Seconds of working time in [from, until); 0 when `until` is not later. */
int64_t calendar_work_between(
    const struct calendar *, time_s from, time_s until);
/* Working days behind the day of the first opening since `from`, the day of
 * `until` included: what calendar_add_workdays() was given. */
size_t calendar_workdays_between(
    const struct calendar *, time_s from, time_s until);

/* When something that was asked at `from` is due. `menit`, `jam` and `hari`
 * run on the wall clock from the next working moment on; `jam-kerja` and
 * `hari-kerja` count working time only. A deadline outside working hours
 * moves to the next opening; one at the very moment of closing stands.
 * `use_max`: the longer end of "1-2 hari". */
time_s calendar_due(const struct calendar *, time_s from,
    const struct sop_duration *, bool use_max);

#endif
