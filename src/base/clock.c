/*
 * Civil time in Indonesia's three zones, which have no summer time, so a
 * fixed offset is exact. Days are counted with the proleptic Gregorian
 * calendar; no call looks at the environment's TZ.
 */
#include <stdio.h>

#include "cabut/base.h"

#include "cabut/banned.h"

enum { DAY_S = 24 * 3600, EPOCH_WEEKDAY = 4 /* 1970-01-01: Thursday */ };

static const char *const month_names[] = { "Januari", "Februari", "Maret",
	"April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
	"November", "Desember" };

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

bool
civil_is_valid_date(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 &&
	       day >= 1 && day <= days_in(year, month);
}

/* Days from 1970-01-01 to the first of March of a shifted year, the usual
 * way: the leap day is then the last of the year. */
static int64_t
days_of(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t m = month <= 2 ? month + 9 : month - 3;
	int64_t in_year = (153 * m + 2) / 5 + day - 1;

	return 365 * y + floor_div(y, 4) - floor_div(y, 100) +
	       floor_div(y, 400) + in_year - 719468;
}

time_s
civil_to_time(const struct civil *c, enum zone zone)
{
	return days_of(c->year, c->month, c->day) * DAY_S + c->hour * 3600 +
	       c->minute * 60 + c->second - (int)zone;
}

static void
set_date(struct civil *c, int64_t days)
{
	c->year = (int)(1970 + floor_div(days * 400, 146097));
	while (days_of(c->year, 1, 1) > days)
		c->year--;
	while (days_of(c->year + 1, 1, 1) <= days)
		c->year++;
	int left = (int)(days - days_of(c->year, 1, 1));

	for (c->month = 1; left >= days_in(c->year, c->month); c->month++)
		left -= days_in(c->year, c->month);
	c->day = left + 1;
}

struct civil
civil_of(time_s t, enum zone zone)
{
	int64_t local = t + (int)zone;
	int64_t days = floor_div(local, DAY_S);
	int second = (int)(local - days * DAY_S);
	struct civil c = { .hour = second / 3600,
		.minute = second / 60 % 60,
		.second = second % 60 };

	set_date(&c, days);
	c.weekday = (int)(((days + EPOCH_WEEKDAY) % 7 + 7) % 7);
	return c;
}

const char *
zone_name(enum zone zone)
{
	switch (zone) {
	case ZONE_WIB:
		return "WIB";
	case ZONE_WITA:
		return "WITA";
	case ZONE_WIT:
		return "WIT";
	}
	return "?";
}

char *
civil_date_text(struct arena *a, time_s t, enum zone zone)
{
	struct civil c = civil_of(t, zone);

	return arena_printf(
	    a, "%d %s %d", c.day, month_names[c.month - 1], c.year);
}

char *
civil_time_text(struct arena *a, time_s t, enum zone zone)
{
	struct civil c = civil_of(t, zone);

	return arena_printf(a, "%d %s %d pukul %02d.%02d %s", c.day,
	    month_names[c.month - 1], c.year, c.hour, c.minute,
	    zone_name(zone));
}

char *
time_iso(struct arena *a, time_s t)
{
	struct civil c = civil_of(t, (enum zone)0);

	return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year,
	    c.month, c.day, c.hour, c.minute, c.second);
}

static bool
parse_offset(const char *text, int *offset)
{
	int hours, minutes, used = 0;
	char sign;

	if (!strcmp(text, "Z")) {
		*offset = 0;
		return true;
	}
	if (sscanf(text, "%c%2d:%2d%n", &sign, &hours, &minutes, &used) != 3 ||
	    text[used] || (sign != '+' && sign != '-') || hours < 0 ||
	    hours > 14 || minutes < 0 || minutes > 59)
		return false;
	*offset = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
	return true;
}

bool
time_parse_iso(const char *text, time_s *out)
{
	struct civil c = { 0 };
	int used = 0, offset;

	if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d%n", &c.year, &c.month, &c.day,
		&c.hour, &c.minute, &c.second, &used) != 6 ||
	    !civil_is_valid_date(c.year, c.month, c.day) || c.hour < 0 ||
	    c.hour > 23 || c.minute < 0 || c.minute > 59 || c.second < 0 ||
	    c.second > 59 || !parse_offset(text + used, &offset))
		return false;
	*out = civil_to_time(&c, (enum zone)0) - offset;
	return true;
}

char *
time_rfc5322(struct arena *a, time_s t, enum zone zone)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct civil c = civil_of(t, zone);

	return arena_printf(a, "%.3s, %d %.3s %04d %02d:%02d:%02d +%02d00",
	    days + (size_t)c.weekday * 3, c.day,
	    months + (size_t)(c.month - 1) * 3, c.year, c.hour, c.minute,
	    c.second, (int)zone / 3600);
}

static bool
month_of(const char *name, int *month)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (*month = 1; *month <= 12; ++*month)
		if (slice_equal_nocase(slice_of(name),
			(struct slice){ months + (size_t)(*month - 1) * 3, 3 }))
			return true;
	return false;
}

static bool
parse_mail_zone(const char *text, int *offset)
{
	int hours, minutes;
	char sign;

	if (!strncmp(text, "GMT", 3) || !strncmp(text, "UT", 2)) {
		*offset = 0;
		return true;
	}
	if (sscanf(text, "%c%2d%2d", &sign, &hours, &minutes) != 3 ||
	    (sign != '+' && sign != '-') || hours < 0 || hours > 14 ||
	    minutes < 0 || minutes > 59)
		return false;
	*offset = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
	return true;
}

static bool
parse_mail_time(const char *text, struct civil *c, const char **zone)
{
	int used = 0;

	if (sscanf(text, "%2d:%2d%n", &c->hour, &c->minute, &used) != 2)
		return false;
	text += used;
	if (*text == ':') {
		if (sscanf(text, ":%2d%n", &c->second, &used) != 1)
			return false;
		text += used;
	}
	*zone = text + strspn(text, " \t");
	return c->hour >= 0 && c->hour < 24 && c->minute >= 0 &&
	       c->minute < 60 && c->second >= 0 && c->second <= 60;
}

bool
time_parse_rfc5322(struct slice text, time_s *out)
{
	char copy[64], month[4];
	const char *at = copy, *zone;
	struct civil c = { 0 };
	int used = 0, offset;

	text = slice_trim(text);
	if (text.len == 0 || text.len >= sizeof copy)
		return false;
	memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	if (ascii_is_alpha(*at)) /* "Fri, " */
		at = strchr(at, ',') ? strchr(at, ',') + 1 : "";
	if (sscanf(at, " %2d %3s %4d %n", &c.day, month, &c.year, &used) < 3 ||
	    used == 0 || !month_of(month, &c.month) ||
	    !civil_is_valid_date(c.year, c.month, c.day) ||
	    !parse_mail_time(at + used, &c, &zone) ||
	    !parse_mail_zone(zone, &offset))
		return false;
	*out = civil_to_time(&c, (enum zone)0) - offset;
	return true;
}
