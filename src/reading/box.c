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

/* Outside of a drawn table a wall has blanks beside it: "l98|0" has none. */
static bool
is_wall(const char *line, size_t len, size_t at)
{
	return line[at] == '|' && (at == 0 || line[at - 1] == ' ') &&
	       (at + 1 == len || line[at + 1] == ' ');
}

static bool
is_barred(const char *line, size_t len, bool is_boxed)
{
	size_t walls = 0;
	const char *first = memchr(line, '|', len);

	if (is_boxed || !first)
		return is_boxed;
	for (size_t i = 0; i < len; i++)
		walls += is_wall(line, len, i);
	return walls > 1 || (walls == 1 && is_label_bar(line, first));
}

static void
walls_to_tabs(char *line, size_t len)
{
	size_t blanks = 0;

	while (blanks < len && line[blanks] == ' ')
		blanks++;
	bool is_boxed = blanks < len && line[blanks] == '|' &&
			memchr(line + blanks + 1, '|', len - blanks - 1);
	if (!is_barred(line, len, is_boxed))
		return;
	for (size_t i = 0; i < len; i++)
		if (line[i] == '|' && (is_boxed || is_wall(line, len, i)))
			line[i] = i == blanks ? ' ' : '\t';
}

struct slice
line_without_box(struct slice line, struct arena *arena)
{
	bool has_sign = false;

	for (size_t i = 0; i < line.len; i++)
		has_sign |= line.at[i] && strchr("|+-=_\xE2", line.at[i]);
	if (!has_sign)
		return line;
	char *out = arena_copy(arena, line.at, line.len);
	size_t len = draw_plain(out, line.len);
	if (is_rule(out, len))
		return (struct slice){ out, 0 };
	walls_to_tabs(out, len);
	return (struct slice){ out, len };
}
