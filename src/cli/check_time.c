/*
 * What cabut check says of an agency's time: the hours, the days off, and
 * whether somebody has added those of this year. A calendar that has run out
 * stops nothing, it only makes deadlines fall on holidays: a warning.
 */
#include "check.h"

#include "cabut/banned.h"

static bool
same_hours(const struct calendar *cal, size_t a, size_t b)
{
	return cal->span_count[a] == cal->span_count[b] &&
	       memcmp(cal->hours[a], cal->hours[b],
		   cal->span_count[a] * sizeof **cal->hours) == 0;
}

static const char *
spans_text(struct arena *a, const struct calendar *cal, size_t day)
{
	const char *text = "";

	for (size_t i = 0; i < cal->span_count[day]; i++) {
		const struct work_hours *h = &cal->hours[day][i];

		text = arena_printf(a, "%s %02d:%02d-%02d:%02d", text,
		    h->from_min / 60, h->from_min % 60, h->until_min / 60,
		    h->until_min % 60);
	}
	return text;
}

/* "mon-thu 07:30-16:00, fri 07:30-16:30 WITA", the week from Monday on. */
static const char *
hours_text(struct arena *a, const struct calendar *cal)
{
	static const char names[] = "sunmontuewedthufrisat";
	const char *text = "";

	for (size_t i = 1, last; i <= 7; i = last + 1) {
		for (last = i;
		     last < 7 && same_hours(cal, i % 7, (last + 1) % 7);)
			last++;
		if (cal->span_count[i % 7] == 0)
			continue;
		text = arena_printf(a, "%s%s%.3s%s%.*s%s", text,
		    *text ? ", " : "", names + i % 7 * 3, last > i ? "-" : "",
		    last > i ? 3 : 0, names + last % 7 * 3,
		    spans_text(a, cal, i % 7));
	}
	return arena_printf(a, "%s %s", text, zone_name(cal->zone));
}

static struct civil
civil_of_day(int32_t day)
{
	return civil_of((time_s)day * 24 * 3600, (enum zone)0);
}

static void
check_holidays(struct check *k, const struct config_agency *g, time_s now)
{
	int32_t today = calendar_day_of_time(&g->calendar, now);
	int year = civil_of_day(today).year;
	int end = civil_of_day(g->holidays_until).year;

	if (g->holidays_until == 0)
		check_warn(k, g->id,
		    arena_printf(k->cli->arena,
			"holidays of %s name no date of one year: add the "
			"joint decree (SKB 3 Menteri) of %d",
			g->holidays, year));
	else if (g->holidays_until < today)
		check_warn(k, g->id,
		    arena_printf(k->cli->arena,
			"holidays of %s end in %d: add the joint decree (SKB "
			"3 Menteri) of %d",
			g->holidays, end, end < year ? year : end + 1));
}

void
check_time(struct check *k, const struct config_agency *g, time_s now)
{
	struct arena *a = k->cli->arena;
	const char *hours = hours_text(a, &g->calendar);

	if (!g->holidays) {
		check_tell(k, true, g->id,
		    arena_printf(a,
			"%s; no holidays: public holidays count as working "
			"days",
			hours));
		return;
	}
	check_tell(k, true, g->id,
	    arena_printf(a, "%s; %zu days off in %s", hours,
		g->calendar.day_count, g->holidays));
	check_holidays(k, g, now);
}
