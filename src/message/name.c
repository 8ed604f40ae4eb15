/*
 * name: file names of attachments as harmless data. They are shown to people
 * and matched by ending, never used as a path.
 */
#include "charset.h"
#include "entity.h"

#include "cabut/banned.h"

enum { ENDING_MAX = 12 };

/* Controls, and letters that turn or hide what a person reads. */
static bool
is_unwanted(uint32_t c)
{
	return c < ' ' || (c >= 0x7f && c < 0xa0) ||
	       codepoint_is_invisible(c) || c == 0x2028 || c == 0x2029;
}

static const char *
without_path(const char *name)
{
	const char *start = name;

	for (; *name; name++)
		if (*name == '/' || *name == '\\')
			start = name + 1;
	return start;
}

/* Most bytes of `text`, at most `max`, that end between two characters. */
static size_t
cut_at(const char *text, size_t len, size_t max)
{
	if (len <= max)
		return len;
	while (max > 0 && ((unsigned char)text[max] & 0xc0) == 0x80)
		max--;
	return max;
}

/* Shortens in the middle: the ending says what the file is. */
static const char *
shorten(char *name, struct arena *a)
{
	size_t len = strlen(name), keep, tail = 0;
	const char *dot = strrchr(name, '.');

	if (len <= FILE_NAME_MAX)
		return name;
	if (dot && strlen(dot) <= ENDING_MAX)
		tail = strlen(dot);
	keep = cut_at(name, len - tail, FILE_NAME_MAX - tail);
	return arena_printf(a, "%.*s%s", (int)keep, name, name + len - tail);
}

const char *
file_name_clean(const char *name, struct arena *a)
{
	size_t left, used, len = 0;
	char *out;
	uint32_t c;

	if (!name)
		return NULL;
	name = without_path(name);
	left = strlen(name);
	out = arena_alloc(a, left + 1);
	for (; left > 0; name += used, left -= used) {
		used = utf8_take(name, left, &c);
		if (used == 0) {
			used = 1;
			continue;
		}
		if (is_unwanted(c) || (len == 0 && (c == '.' || c == ' ')))
			continue;
		memcpy(out + len, name, used);
		len += used;
	}
	while (len > 0 && (out[len - 1] == ' ' || out[len - 1] == '.'))
		out[--len] = '\0';
	return len > 0 ? shorten(out, a) : NULL;
}
