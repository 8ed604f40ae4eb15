/*
 * Times of a SOP: "10" or "1-2" with a unit, or both in one text as in
 * "2 jam-kerja". Zero is no time; a range must not run backwards. What a
 * working hour is, the calendar of the agency knows, not this file.
 */
#include "reader.h"

#include "cabut/banned.h"

static const char *const unit_words[] = {
	[UNIT_MINUTE] = "menit",
	[UNIT_HOUR] = "jam",
	[UNIT_WORKHOUR] = "jam-kerja",
	[UNIT_DAY] = "hari",
	[UNIT_WORKDAY] = "hari-kerja",
	NULL,
};

static bool
take_number(struct slice *rest, unsigned *out)
{
	unsigned value = 0;
	size_t digits = 0;

	while (digits < rest->len && ascii_is_digit(rest->at[digits])) {
		value = value * 10 + (unsigned)(rest->at[digits] - '0');
		if (value > SOP_DURATION_MAX)
			return false;
		digits++;
	}
	if (digits == 0 || value == 0)
		return false;
	*rest = (struct slice){ rest->at + digits, rest->len - digits };
	*out = value;
	return true;
}

bool
duration_of_value(const char *value, const char *unit, struct sop_duration *out)
{
	struct slice rest = slice_trim(slice_of(value));
	struct sop_duration d;
	int which = word_index(unit_words, unit);

	if (which < 0 || !take_number(&rest, &d.value))
		return false;
	d.value_max = d.value;
	d.unit = (enum sop_unit)which;
	if (rest.len > 0 && rest.at[0] == '-') {
		rest = (struct slice){ rest.at + 1, rest.len - 1 };
		if (!take_number(&rest, &d.value_max))
			return false;
	}
	if (rest.len > 0 || d.value_max < d.value)
		return false;
	*out = d;
	return true;
}

bool
duration_of_text(const char *text, struct sop_duration *out)
{
	const char *blank = strchr(text, ' ');
	char value[16];

	if (!blank || (size_t)(blank - text) >= sizeof value)
		return false;
	memcpy(value, text, (size_t)(blank - text));
	value[blank - text] = '\0';
	return duration_of_value(value, blank + 1, out);
}
