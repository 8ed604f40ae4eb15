/*
 * What a signature covers, on the raw bytes. Nobody else's reading counts
 * here: a range that a lenient reader repairs is how signed papers are
 * forged.
 */
#include "pdf_sign.h"
#include "wire.h"

#include "cabut/banned.h"

static bool
ranges_are_sound(const int64_t *r, size_t len)
{
	int64_t end = (int64_t)len;

	return r[0] == 0 && r[1] > 0 && r[1] < end && r[2] > r[1] + 1 &&
	       r[2] <= end && r[3] >= 0 && r[3] <= end - r[2];
}

static int
hex_digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
hex_decode(struct slice text, struct arena *arena, struct slice *out)
{
	char *at = arena_alloc(arena, text.len / 2 + 1);

	if (text.len % 2 != 0)
		return false;
	for (size_t i = 0; i < text.len; i += 2) {
		int high = hex_digit(text.at[i]);
		int low = hex_digit(text.at[i + 1]);

		if (high < 0 || low < 0)
			return false;
		at[i / 2] = (char)(high << 4 | low);
	}
	*out = (struct slice){ at, text.len / 2 };
	return true;
}

static bool
ends_with_key(struct slice before)
{
	static const char key[] = "/Contents";
	struct slice s = slice_trim(before);
	size_t len = sizeof key - 1;

	return s.len > len && memcmp(s.at + s.len - len, key, len) == 0;
}

enum signature_flaw
pdf_ranges_of(struct slice bytes, const struct pdf_claim *claim,
    struct arena *arena, struct pdf_ranges *out)
{
	const int64_t *r = claim->range;
	struct pdf_ranges found;
	struct slice hole;

	if (!claim->has_range || !ranges_are_sound(r, bytes.len))
		return FLAW_RANGE;
	found.before = (struct slice){ bytes.at, (size_t)r[1] };
	found.after = (struct slice){ bytes.at + r[2], (size_t)r[3] };
	hole = (struct slice){ bytes.at + r[1], (size_t)(r[2] - r[1]) };
	if (hole.at[0] != '<' || hole.at[hole.len - 1] != '>' ||
	    hole.len - 2 > (size_t)SIGNATURE_CMS_MAX * 2)
		return FLAW_GAP;
	hole = (struct slice){ hole.at + 1, hole.len - 2 };
	if (!hex_decode(hole, arena, &found.cms) ||
	    !slice_equal(found.cms, claim->contents) ||
	    !ends_with_key(found.before))
		return FLAW_GAP;
	*out = found;
	return FLAW_NONE;
}

/* ---- ISO 32000-1 7.9.4 ---- */

/* `count` digits; -1: other than that. */
static int
take_digits(const char **at, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (!ascii_is_digit(**at))
			return -1;
		value = value * 10 + (*(*at)++ - '0');
	}
	return value;
}

/* "Z", "+07'00'", "+07'00", "+07"; seconds east of UTC. */
static bool
take_zone(const char *at, int *east)
{
	char sign = *at;
	int hours, minutes = 0;

	*east = 0;
	if (sign == 'Z')
		return true;
	if (sign != '+' && sign != '-')
		return false;
	at++;
	hours = take_digits(&at, 2);
	if (*at == '\'')
		at++;
	if (*at)
		minutes = take_digits(&at, 2);
	if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
		return false;
	*east = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
	return true;
}

time_s
pdf_time(const char *text)
{
	struct civil c = { 0 };
	time_s at;
	int east;

	if (strncmp(text, "D:", 2) != 0)
		return 0;
	text += 2;
	c.year = take_digits(&text, 4);
	c.month = c.year < 0 ? -1 : take_digits(&text, 2);
	c.day = c.month < 0 ? -1 : take_digits(&text, 2);
	c.hour = c.day < 0 ? -1 : take_digits(&text, 2);
	c.minute = c.hour < 0 ? -1 : take_digits(&text, 2);
	c.second = c.minute < 0 ? -1 : take_digits(&text, 2);
	if (c.second < 0 || !civil_is_valid_date(c.year, c.month, c.day) ||
	    c.hour > 23 || c.minute > 59 || c.second > 59 ||
	    !take_zone(text, &east))
		return 0;
	at = civil_to_time(&c, (enum zone)0) - east;
	return at > 0 && at <= SIGNED_AT_MAX ? at : 0;
}
