/*
 * box: tables drawn with '|', '+' and '-', or with the signs that Unicode
 * has for them.
 */
#include "box.h"
#include "layout.h"

#include "cabut/banned.h"

enum { RULE_MIN = 3 };

static const char *const upright[] = { "\xE2\x94\x82", "\xE2\x94\x83",
	"\xE2\x95\x91", "\xE2\x94\x86", "\xE2\x94\x8A" };

/* U+2500 to U+257F, all drawn lines. */
static bool
is_drawn(const char *at, size_t len)
{
	return len >= 3 && at[0] == '\xE2' &&
	       (at[1] == '\x94' || at[1] == '\x95');
}

static char
plain_sign(const char *at)
{
	for (size_t i = 0; i < sizeof upright / sizeof *upright; i++)
		if (memcmp(at, upright[i], 3) == 0)
			return '|';
	return '+';
}

static size_t
draw_plain(char *line, size_t len)
{
	size_t to = 0;

	for (size_t i = 0; i < len;) {
		bool drawn = is_drawn(line + i, len - i);
		line[to++] = drawn ? plain_sign(line + i) : line[i];
		i += drawn ? 3 : 1;
	}
	return to;
}

static bool
is_rule(const char *line, size_t len)
{
	size_t signs = 0;

	for (size_t i = 0; i < len; i++) {
		if (!strchr("+-=|_:* \t", line[i]) || !line[i])
			return false;
		signs += line[i] != ' ' && line[i] != '\t';
	}
	return signs >= RULE_MIN;
}

/* "Nama | Budi": one bar parts a label from its value. */
static bool
is_label_bar(const char *line, const char *bar)
{
	struct label label;

	return label_of((struct slice){ line, (size_t)(bar - line) }, &label);
}

static bool
is_barred(const char *line, size_t len)
{
	size_t blanks = 0, bars = 0;
	const char *first = memchr(line, '|', len);

	while (blanks < len && line[blanks] == ' ')
		blanks++;
	for (size_t i = 0; i < len; i++)
		bars += line[i] == '|';
	if (bars == 0)
		return false;
	return bars > 1 || line[blanks] == '|' || is_label_bar(line, first);
}

struct slice
line_without_box(struct slice line, struct arena *arena)
{
	bool has_sign = false;

	for (size_t i = 0; i < line.len; i++)
		has_sign |= strchr("|+-=_", line.at[i]) && line.at[i];
	for (size_t i = 0; i + 2 < line.len && !has_sign; i++)
		has_sign = is_drawn(line.at + i, line.len - i);
	if (!has_sign)
		return line;
	char *out = arena_copy(arena, line.at, line.len);
	size_t len = draw_plain(out, line.len);
	if (is_rule(out, len))
		return (struct slice){ out, 0 };
	if (is_barred(out, len))
		for (size_t i = 0; i < len; i++)
			if (out[i] == '|')
				out[i] = i == 0 || strspn(out, " ") == i ? ' '
									 : '\t';
	return (struct slice){ out, len };
}
