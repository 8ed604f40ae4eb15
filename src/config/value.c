/*
 * Checks of single values: addresses, domains, dates, numbers, words, paths.
 * Each fault says the key, what stands there, and what was expected.
 */
#include <libgen.h>
#include <stdio.h>
#include <unistd.h>

#include "yaml.h"

#include "cabut/banned.h"

enum { DATE_LEN = 10 };

const char *
indexed(struct yaml_file *y, const char *list, size_t i, const char *member)
{
	return arena_printf(
	    y->arena, "%s[%zu]%s%s", list, i + 1, *member ? "." : "", member);
}

/* The domain of an address compares without case, the user does not. */
bool
take_address(
    struct yaml_file *y, const char *key, const char *text, const char **out)
{
	if (!address_is_plain(text))
		return key_fault(y, key,
		    "\"%s\" is not a plain mail address, as in "
		    "user@dinas.kab.go.id",
		    text);
	char *address = arena_strdup(y->arena, text);

	for (char *c = strrchr(address, '@'); *c; c++)
		*c = ascii_lower(*c);
	*out = address;
	return true;
}

static bool
is_lower(const char *text)
{
	for (; *text; text++)
		if (*text != ascii_lower(*text))
			return false;
	return true;
}

bool
check_domain(struct yaml_file *y, const char *key, const char *text)
{
	if (strchr(text, '@') || !is_lower(text) ||
	    !address_is_plain(arena_printf(y->arena, "x@%s", text)))
		return key_fault(y, key,
		    "\"%s\" is not a domain in lower case, as in kab.go.id",
		    text);
	if (strcmp(text, "go.id") == 0)
		return key_fault(y, key,
		    "\"go.id\" is every agency of the country; name yours");
	return true;
}

static bool
is_date(const char *text)
{
	int part[3] = { 0 };

	if (strlen(text) != DATE_LEN)
		return false;
	for (int i = 0, field = 0; i < DATE_LEN; i++) {
		bool is_dash = i == 4 || i == 7;

		if (is_dash ? text[i] != '-' : !ascii_is_digit(text[i]))
			return false;
		if (is_dash)
			field++;
		else
			part[field] = part[field] * 10 + (text[i] - '0');
	}
	return civil_is_valid_date(part[0], part[1], part[2]);
}

bool
check_date(struct yaml_file *y, const char *key, const char *text)
{
	return is_date(text) ||
	       key_fault(
		   y, key, "\"%s\" is not a date, as in 2026-11-20", text);
}

bool
check_id(struct yaml_file *y, const char *key, const char *text)
{
	for (const char *c = text; *c; c++)
		if (!(*c >= 'a' && *c <= 'z') && !ascii_is_digit(*c) &&
		    *c != '-')
			return key_fault(y, key,
			    "\"%s\"; expected only a-z, 0-9 and '-'", text);
	return true;
}

bool
check_line(struct yaml_file *y, const char *key, const char *text)
{
	for (const char *c = text; text && *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return key_fault(y, key,
			    "has a line break or control character; "
			    "expected one line");
	return true;
}

bool
take_number(struct yaml_file *y, const char *key, const char *text,
    unsigned least, unsigned most, unsigned *out)
{
	uint64_t number = 0;
	const char *c = text;

	if (!text)
		return true;
	for (; ascii_is_digit(*c) && number <= most; c++)
		number = number * 10 + (uint64_t)(*c - '0');
	if (*c || c == text || number < least || number > most)
		return key_fault(y, key,
		    "\"%s\"; expected a number from %u to %u", text, least,
		    most);
	*out = (unsigned)number;
	return true;
}

bool
take_word(struct yaml_file *y, const char *key, const char *text,
    const char *const *words, const char **out)
{
	const char *list = "";

	if (!text)
		text = words[0];
	for (size_t i = 0; words[i]; i++) {
		if (strcmp(words[i], text) == 0) {
			*out = words[i];
			return true;
		}
		list = arena_printf(
		    y->arena, "%s%s%s", list, i ? ", " : "", words[i]);
	}
	return key_fault(y, key, "\"%s\"; expected one of %s", text, list);
}

const char *
take_path(struct yaml_file *y, const char *text)
{
	if (!text || text[0] == '/')
		return text;
	char *folder = dirname(arena_strdup(y->arena, y->path));

	return arena_printf(y->arena, "%s/%s", folder, text);
}

bool
check_readable(struct yaml_file *y, const char *key, const char *path)
{
	return !path || access(path, R_OK) == 0 ||
	       key_fault(y, key, "%s cannot be read", path);
}
