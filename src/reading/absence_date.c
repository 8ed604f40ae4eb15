/*
 * absence_date: "1 s.d. 5 Desember", "24-28 November", "back on December 2".
 * Years are often left out; then it is the next such date from today.
 */
#include <stdio.h>

#include "absence.h"
#include "date.h"

#include "cabut/banned.h"

enum { DAY_SECONDS = 86400, YEAR_MIN = 1950, YEAR_MAX = 2099 };

/* A date as written: 0 is left out. */
struct written {
	int day, month, year;
	const char *from, *to;
};

static const char until_words[] =
    "sampai|sampai dengan|s.d|s/d|sd|hingga|until|till|through|smp|sampe|"
    "sampai tanggal|s.d tanggal|s.d tgl";
static const char back_words[] =
    "kembali|masuk|masuk kantor|aktif|berkantor|bekerja|bertugas|back|return|"
    "returning|available|balas|membalas|respond|reply";
static const char since_words[] = "sejak|since";
static const char from_words[] = "mulai|terhitung|tmt|starting|from|per|dari";

static int32_t
day_of(int year, int month, int day)
{
	const struct civil c = { .year = year, .month = month, .day = day };

	return (
	    int32_t)((civil_to_time(&c, ZONE_WIB) + ZONE_WIB) / DAY_SECONDS);
}

static int
year_of(int32_t day)
{
	return civil_of((time_s)day * DAY_SECONDS, ZONE_WIB).year;
}

bool
day_read(const char *iso, int32_t *day)
{
	int y, m, d, used = 0;

	if (!iso || sscanf(iso, "%4d-%2d-%2d%n", &y, &m, &d, &used) != 3 ||
	    iso[used] || !civil_is_valid_date(y, m, d))
		return false;
	*day = day_of(y, m, d);
	return true;
}

const char *
day_text(int32_t day, struct arena *arena)
{
	if (day == DAY_NONE)
		return NULL;
	struct civil c = civil_of((time_s)day * DAY_SECONDS, ZONE_WIB);
	return arena_printf(arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static const char *
take_digits(const char *at, int most, int *value)
{
	int len = 0;

	*value = 0;
	while (ascii_is_digit(at[len]) && len <= most)
		*value = *value * 10 + (at[len++] - '0');
	return len > 0 && len <= most ? at + len : NULL;
}

static const char *
take_month_word(const char *at, int *month)
{
	size_t len = 0;

	while (ascii_is_alpha(at[len]))
		len++;
	*month = date_month(at, len);
	return *month ? at + len : NULL;
}

/* " 2026", ", 2026"; the year may be left out. */
static const char *
take_year(const char *at, int *year)
{
	const char *end = take_digits(at + strspn(at, " ,./-"), 4, year);

	if (end && *year >= YEAR_MIN && *year <= YEAR_MAX &&
	    !ascii_is_alnum(*end))
		return end;
	*year = 0;
	return at;
}

/* "5 Desember 2026", "5 Des", "2nd December". */
static const char *
take_day_first(const char *at, struct written *w)
{
	const char *end = take_digits(at, 2, &w->day);

	if (!end)
		return NULL;
	for (const char *ord = "st\0nd\0rd\0th\0"; *ord; ord += 3)
		if (text_starts(end, ord) && !ascii_is_alpha(end[2])) {
			end += 2;
			break;
		}
	end += strspn(end, " -/.");
	if (text_starts(end, "of "))
		end += 3;
	end = take_month_word(end, &w->month);
	return end ? take_year(end, &w->year) : NULL;
}

/* "5/12/2026", "05-12-2026", "5/12". */
static const char *
take_figures(const char *at, struct written *w)
{
	const char *end = take_digits(at, 2, &w->day);

	if (!end || !*end || !strchr("/-.", *end))
		return NULL;
	char sign = *end;
	end = take_digits(end + 1, 2, &w->month);
	if (!end)
		return NULL;
	if (*end == sign && ascii_is_digit(end[1])) {
		const char *year = end + 1;
		end = take_digits(year, 4, &w->year);
		if (!end || (end - year != 4 && end - year != 2))
			return NULL;
		w->year += w->year < 100 ? 2000 : 0;
		return ascii_is_alnum(*end) ? NULL : end;
	}
	w->year = 0;
	return sign == '/' && !ascii_is_alnum(*end) ? end : NULL;
}

static const char *
take_iso(const char *at, struct written *w)
{
	const char *end = take_digits(at, 4, &w->year);

	if (!end || end - at != 4 || *end != '-' ||
	    !(end = take_digits(end + 1, 2, &w->month)) || *end != '-')
		return NULL;
	return take_digits(end + 1, 2, &w->day);
}

/* "December 2, 2026". */
static const char *
take_month_first(const char *at, struct written *w)
{
	const char *end = take_month_word(at, &w->month);

	if (!end || *end != ' ' || !(end = take_digits(end + 1, 2, &w->day)) ||
	    *end == ':')
		return NULL;
	for (const char *ord = "st\0nd\0rd\0th\0"; *ord; ord += 3)
		if (text_starts(end, ord))
			end += 2;
	return ascii_is_alnum(*end) ? NULL : take_year(end, &w->year);
}

static bool
take_written(const char *at, struct written *w)
{
	const char *end;

	*w = (struct written){ .from = at };
	if (!(end = take_iso(at, w)) && !(end = take_day_first(at, w)) &&
	    !(end = take_figures(at, w)) && !(end = take_month_first(at, w)))
		return false;
	w->to = end;
	return w->day >= 1 && w->month >= 1 && w->month <= 12 &&
	       civil_is_valid_date(w->year ? w->year : 2028, w->month, w->day);
}

/* "s.d.", "-", "hingga" between two dates; NULL: none. */
static const char *
take_between(const char *at)
{
	static const char *const words[] = { "-", "sampai dengan", "sampai",
		"s.d.", "s.d", "s/d", "sd.", "sd", "hingga", "until", "till",
		"through", "to", "dan" };

	at += strspn(at, " ");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);
		if (!text_starts(at, words[i]) ||
		    (ascii_is_alpha(words[i][len - 1]) &&
			ascii_is_alnum(at[len])))
			continue;
		at += len + strspn(at + len, " ");
		for (const char *tag = "tanggal \0tgl \0tgl. \0hari \0"; *tag;
		     tag += strlen(tag) + 1)
			if (text_starts(at, tag))
				at += strlen(tag);
		return at;
	}
	return NULL;
}

/* "1 s.d. 5 Desember": the first day alone, its month with the second. */
static bool
take_range(const char *at, struct written *a, struct written *b)
{
	const char *end, *next;

	if (take_written(at, a)) {
		next = take_between(a->to);
		return next && take_written(next, b);
	}
	*a = (struct written){ .from = at };
	end = take_digits(at, 2, &a->day);
	next = end ? take_between(end) : NULL;
	if (!next || !take_day_first(next, b) || !take_written(next, b))
		return false;
	a->month = b->month;
	a->year = b->year;
	a->to = end;
	return a->day >= 1 && civil_is_valid_date(2028, a->month, a->day);
}

/* The next such date from `today`, or the last one before `limit`. */
static int32_t
placed(const struct written *w, int32_t today, int32_t limit)
{
	int year = w->year ? w->year : year_of(today);

	if (!civil_is_valid_date(year, w->month, w->day))
		return DAY_NONE;
	int32_t day = day_of(year, w->month, w->day);
	if (w->year)
		return day;
	bool late = limit != DAY_NONE && day > limit;
	bool early = limit == DAY_NONE && day < today;
	if (limit != DAY_NONE && !late &&
	    civil_is_valid_date(year + 1, w->month, w->day) &&
	    day_of(year + 1, w->month, w->day) <= limit)
		year++;
	year += early - late;
	return civil_is_valid_date(year, w->month, w->day)
		   ? day_of(year, w->month, w->day)
		   : DAY_NONE;
}

static void
set_until(struct span *span, int32_t day)
{
	if (span->until != DAY_NONE && span->until != day)
		span->is_rival = true;
	span->until = day;
}

static void
set_range(struct span *span, const struct written *a, const struct written *b,
    int32_t today)
{
	int32_t until = placed(b, today, DAY_NONE);

	if (until == DAY_NONE)
		return;
	set_until(span, until);
	span->from = placed(a, today, until);
}

/* Is the last word before a date, but "tanggal" and the like, in `list`? */
static bool
is_led_by(const char *text, size_t at, const char *list)
{
	static const char light[] =
	    "tanggal tgl hari pada di on tgl. dengan dgn senin selasa rabu "
	    "kamis jumat sabtu minggu monday tuesday wednesday thursday friday "
	    "saturday sunday bekerja kantor lagi ke kerja bertugas berkantor "
	    "to the office work aktif normal kembali masuk again";
	size_t end = at;

	while (end > 0) {
		while (end > 0 && strchr(" ,.(:", text[end - 1]))
			end--;
		size_t start = end;
		while (start > 0 && !strchr(" ,(:", text[start - 1]))
			start--;
		if (end == start)
			return false;
		size_t len = end - start;
		for (const char *word = list; *word;) {
			size_t size = strcspn(word, "|");
			if (size == len && memcmp(word, text + start, len) == 0)
				return true;
			word += size + (word[size] == '|');
		}
		if (!list_has(light, text + start, len))
			return false;
		end = start;
	}
	return false;
}

static void
set_one(const char *text, const struct written *w, bool is_away, int32_t today,
    struct span *span)
{
	size_t at = (size_t)(w->from - text);
	int32_t day = placed(w, today, DAY_NONE);

	if (is_led_by(text, at, until_words)) {
		set_until(span, day);
	} else if (is_led_by(text, at, back_words)) {
		span->back = day;
	} else if (is_led_by(text, at, since_words)) {
		span->from = placed(w, today, today);
	} else if (is_led_by(text, at, from_words)) {
		span->from = day;
	} else if (is_away) {
		set_until(span, day);
		span->from = day;
	}
}

static bool
starts_date(const char *text, const char *at)
{
	return ascii_is_alnum(*at) &&
	       (at == text ||
		   (!ascii_is_alnum(at[-1]) && !strchr("./@_", at[-1])));
}

void
span_read(const char *text, bool is_away, int32_t today, struct span *span)
{
	for (const char *at = text; *at;) {
		struct written a, b;
		bool starts = starts_date(text, at);
		if (starts && take_range(at, &a, &b)) {
			set_range(span, &a, &b, today);
			at = b.to;
		} else if (starts && take_written(at, &a)) {
			set_one(text, &a, is_away, today, span);
			at = a.to;
		} else {
			at++;
		}
	}
}
