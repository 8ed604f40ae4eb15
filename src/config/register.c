/*
 * What the register of owners needs of an agency: whose superior answers for
 * a unit kerja, at which age a position ends, and who is told in time.
 */
#include "yaml.h"

#include "cabut/banned.h"

/* ---- names that people type ---- */

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *
skip_blanks(const char *text)
{
	while (is_blank(*text))
		text++;
	return text;
}

/* Takes `words` off the front of *text, without case, a run of white space
 * being one blank. */
static bool
take_words(const char **text, const char *words)
{
	const char *at = *text;

	while (*words) {
		if (is_blank(*words) != is_blank(*at) ||
		    ascii_lower(*words) !=
			(is_blank(*at) ? *words : ascii_lower(*at)))
			return false;
		bool was_blank = is_blank(*at);

		at = was_blank ? skip_blanks(at) : at + 1;
		words = was_blank ? skip_blanks(words) : words + 1;
	}
	*text = at;
	return true;
}

static bool
same_name(const char *kept, const char *asked)
{
	kept = skip_blanks(kept);
	asked = skip_blanks(asked);
	return take_words(&asked, kept) && *skip_blanks(asked) == '\0';
}

/* Bytes of other letters than a-z are part of a word. */
static bool
is_in_word(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static bool
has_words(const char *text, const char *words)
{
	for (const char *at = text; *at; at++) {
		const char *end = at;

		if ((at == text || !is_in_word(at[-1])) &&
		    take_words(&end, words) && !is_in_word(*end))
			return true;
	}
	return false;
}

/* One line, no blank at its ends, none doubled; so "a  b " finds "a b". */
static bool
take_name(
    struct yaml_file *y, const char *key, const char *text, const char **out)
{
	char *name = arena_strdup(y->arena, skip_blanks(text)), *to = name;

	for (const char *c = name; *c; c++)
		if (!is_blank(*c))
			*to++ = *c;
		else if (!is_blank(c[1]) && c[1])
			*to++ = ' ';
	*to = '\0';
	if (!*name)
		return key_fault(y, key, "is empty; expected a text");
	*out = name;
	return check_line(y, key, name);
}

/* ---- superiors ---- */

static bool
read_superior(struct yaml_file *y, size_t i, const struct raw_person *raw,
    struct config_superior *list)
{
	const char *key = indexed(y, "superiors", i, "");

	if (!take_name(y, SUB("unit"), raw->unit, &list[i].unit) ||
	    !read_person(y, key, raw, &list[i].person))
		return false;
	for (size_t k = 0; k < i; k++)
		if (same_name(list[k].unit, list[i].unit))
			return key_fault(y, SUB("unit"),
			    "\"%s\" stands twice; expected one superior of a "
			    "unit",
			    list[i].unit);
	return true;
}

static bool
read_superiors(struct yaml_file *y, const struct raw_agency *raw,
    struct config_agency *out)
{
	struct config_superior *list =
	    arena_array(y->arena, raw->superior_count, sizeof *list);

	for (size_t i = 0; i < raw->superior_count; i++)
		if (!read_superior(y, i, &raw->superiors[i], list))
			return false;
	out->superiors = list;
	out->superior_count = raw->superior_count;
	return true;
}

const struct config_person *
config_superior(const struct config_agency *agency, const char *unit)
{
	for (size_t i = 0; unit && i < agency->superior_count; i++)
		if (same_name(agency->superiors[i].unit, unit))
			return &agency->superiors[i].person;
	return NULL;
}

/* ---- age limits ---- */

static bool
take_age(struct yaml_file *y, const char *key, const char *text, unsigned *out)
{
	return take_number(y, key, text, CONFIG_RETIREMENT_AGE_LEAST,
	    CONFIG_RETIREMENT_AGE_MAX, out);
}

static bool
read_retirement(struct yaml_file *y, const struct raw_retirement *raw,
    struct config_agency *out)
{
	static const char by_title[] = "retirement.by_title";
	struct config_age_limit *list =
	    arena_array(y->arena, raw->by_title_count, sizeof *list);

	out->retirement_age = CONFIG_RETIREMENT_AGE;
	if (!take_age(
		y, "retirement.default", raw->standard, &out->retirement_age))
		return false;
	for (size_t i = 0; i < raw->by_title_count; i++) {
		const struct raw_age_limit *limit = &raw->by_title[i];

		if (!take_name(y, indexed(y, by_title, i, "contains"),
			limit->contains, &list[i].contains) ||
		    !take_age(y, indexed(y, by_title, i, "age"), limit->age,
			&list[i].age))
			return false;
	}
	out->age_limits = list;
	out->age_limit_count = raw->by_title_count;
	return true;
}

unsigned
config_retirement_age(const struct config_agency *agency, const char *position)
{
	for (size_t i = 0; position && i < agency->age_limit_count; i++)
		if (has_words(position, agency->age_limits[i].contains))
			return agency->age_limits[i].age;
	return agency->retirement_age;
}

/* ---- who is told ---- */

static bool
read_notice(struct yaml_file *y, const struct raw_register *raw,
    struct config_agency *out)
{
	struct config_register_notice *n = &out->register_notice;

	*n = (struct config_register_notice){
		.role = raw->role ? raw->role : "verifikator",
		.day = 1,
		.months_ahead = CONFIG_REGISTER_MONTHS,
	};
	return (!raw->role ||
		   check_role(y, "register_notice.role", raw->role, out)) &&
	       take_number(y, "register_notice.day", raw->day, 1,
		   CONFIG_REGISTER_DAY_MAX, &n->day) &&
	       take_number(y, "register_notice.months_ahead", raw->months_ahead,
		   1, CONFIG_REGISTER_MONTHS_MAX, &n->months_ahead);
}

static bool
read_helpdesk(struct yaml_file *y, const struct raw_agency *raw,
    struct config_agency *out)
{
	out->helpdesk_role =
	    raw->helpdesk_role ? raw->helpdesk_role : "helpdesk";
	return !raw->helpdesk_role ||
	       check_role(y, "helpdesk_role", raw->helpdesk_role, out);
}

bool
read_register(struct yaml_file *y, const struct raw_agency *raw,
    struct config_agency *out)
{
	return read_superiors(y, raw, out) &&
	       read_retirement(y, &raw->retirement, out) &&
	       read_notice(y, &raw->register_notice, out) &&
	       read_helpdesk(y, raw, out);
}
