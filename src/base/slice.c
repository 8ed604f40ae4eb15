/*
 * Slices and ASCII. Parsers eat slices: no NUL assumed, nothing copied,
 * nothing changed. Letters are folded as ASCII whatever the locale says,
 * because mail headers are ASCII.
 */
#include "cabut/base.h"

#include "cabut/banned.h"

struct slice
slice_of(const char *text)
{
	return (struct slice){ text, text ? strlen(text) : 0 };
}

char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
ascii_is_alpha(char c)
{
	c = ascii_lower(c);
	return c >= 'a' && c <= 'z';
}

bool
ascii_is_alnum(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c);
}

bool
slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || !memcmp(a.at, b.at, a.len));
}

bool
slice_equal_nocase(struct slice a, struct slice b)
{
	return a.len == b.len && slice_starts_nocase(a, b);
}

bool
slice_starts_nocase(struct slice s, struct slice prefix)
{
	if (s.len < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++)
		if (ascii_lower(s.at[i]) != ascii_lower(prefix.at[i]))
			return false;
	return true;
}

bool
text_equal_nocase(const char *a, const char *b)
{
	return slice_equal_nocase(slice_of(a), slice_of(b));
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct slice
slice_trim(struct slice s)
{
	while (s.len > 0 && is_blank(s.at[0])) {
		s.at++;
		s.len--;
	}
	while (s.len > 0 && is_blank(s.at[s.len - 1]))
		s.len--;
	return s;
}

bool
slice_take_until(struct slice *rest, char mark, struct slice *field)
{
	if (rest->len == 0) {
		*field = SLICE("");
		return false;
	}
	const char *end = memchr(rest->at, mark, rest->len);
	size_t used = end ? (size_t)(end - rest->at) + 1 : rest->len;

	*field = (struct slice){ rest->at, end ? used - 1 : used };
	*rest = (struct slice){ rest->at + used, rest->len - used };
	return true;
}

bool
slice_take_line(struct slice *rest, struct slice *line)
{
	if (!slice_take_until(rest, '\n', line))
		return false;
	if (line->len > 0 && line->at[line->len - 1] == '\r')
		line->len--;
	return true;
}
