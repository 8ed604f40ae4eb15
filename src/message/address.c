/*
 * address: one strict reader for From, one tolerant one for recipients. The
 * strict one accepts `a@b.c` and `phrase <a@b.c>` with comments around, and
 * nothing else of RFC 5322: no list, group, route, quoted local part, domain
 * literal, or blank inside the address. It never repairs.
 */
#include "address.h"

#include "cabut/banned.h"

struct cursor {
	const char *at;
	const char *end;
};

static char
peek(const struct cursor *c)
{
	return c->at < c->end ? *c->at : '\0';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_control(char c)
{
	unsigned char u = (unsigned char)c;

	return (u < ' ' && u != '\t') || u == 0x7f;
}

static bool
is_high(char c)
{
	return (unsigned char)c >= 0x80;
}

static bool
is_atext(char c)
{
	return ascii_is_alnum(c) ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

/* Steps over "..." or (...); the cursor is at the opening mark. False: it
 * never closes, or holds a control character. */
static bool
skip_quoted(struct cursor *c)
{
	for (c->at++; c->at < c->end; c->at++) {
		if (is_control(*c->at))
			return false;
		if (*c->at == '"') {
			c->at++;
			return true;
		}
		if (*c->at == '\\' && c->at + 1 < c->end)
			c->at++;
	}
	return false;
}

static bool
skip_comment(struct cursor *c)
{
	size_t depth = 0;

	for (; c->at < c->end; c->at++) {
		if (is_control(*c->at))
			return false;
		if (*c->at == '(')
			depth++;
		if (*c->at == ')' && --depth == 0) {
			c->at++;
			return true;
		}
		if (*c->at == '\\' && c->at + 1 < c->end)
			c->at++;
	}
	return false;
}

static bool
skip_cfws(struct cursor *c)
{
	for (;;) {
		while (is_blank(peek(c)))
			c->at++;
		if (peek(c) != '(')
			return true;
		if (!skip_comment(c))
			return false;
	}
}

static struct slice
take_address(struct cursor *c)
{
	const char *start = c->at;

	while (c->at < c->end &&
	       (is_atext(*c->at) || *c->at == '.' || *c->at == '@'))
		c->at++;
	return (struct slice){ start, (size_t)(c->at - start) };
}

static const char *
why_bad_mark(char c)
{
	switch (c) {
	case ',':
		return "From has more than one address, or a bare comma";
	case ':':
	case ';':
		return "From has a group or a route";
	case '"':
		return "From has a quoted local part";
	case '(':
		return "From has an unclosed comment";
	default:
		return "From is not one plain mailbox";
	}
}

/* Walks the display name up to '<' or the end. Gives a doubt, or NULL. */
static const char *
skip_phrase(struct cursor *c, bool *has_at)
{
	while (c->at < c->end && *c->at != '<') {
		char mark = *c->at;

		if (mark == '@')
			*has_at = true;
		if (is_blank(mark) || mark == '(') {
			if (!skip_cfws(c))
				return why_bad_mark('(');
		} else if (mark == '"') {
			if (!skip_quoted(c))
				return "From has an unclosed quote";
		} else if (is_atext(mark) || is_high(mark) || mark == '.' ||
			   mark == '@') {
			c->at++;
		} else {
			return why_bad_mark(mark);
		}
	}
	return NULL;
}

static char *
lower_domain(struct slice spec, struct arena *a)
{
	char *copy = arena_copy(a, spec.at, spec.len);
	char *mark = strrchr(copy, '@');

	for (; mark && *mark; mark++)
		*mark = ascii_lower(*mark);
	return copy;
}

/* An encoded word inside an address would be read by some and not others. */
static bool
has_encoded_word(struct slice s)
{
	return s.len > 1 && memmem(s.at, s.len, "=?", 2);
}

static const char *
keep_address(struct slice spec, struct arena *a, const char **address)
{
	char *copy = lower_domain(spec, a);

	if (!address_is_plain(copy) || has_encoded_word(spec))
		return "From has an address that is not plain";
	*address = copy;
	return NULL;
}

/* `a@b.c`, comments around it. The cursor stands at the first mark. */
static const char *
read_bare(struct cursor c, struct arena *a, const char **address)
{
	struct slice spec;

	if (!skip_cfws(&c))
		return why_bad_mark('(');
	spec = take_address(&c);
	if (spec.len == 0 && c.at < c.end)
		return why_bad_mark(*c.at);
	if (!skip_cfws(&c) || c.at < c.end)
		return why_bad_mark(peek(&c));
	return keep_address(spec, a, address);
}

/* `phrase <a@b.c>`; the cursor is at '<'. */
static const char *
read_angle(struct cursor c, struct slice phrase, bool phrase_has_at,
    struct arena *a, const char **address)
{
	struct slice spec;

	c.at++;
	spec = take_address(&c);
	if (peek(&c) != '>')
		return why_bad_mark(peek(&c));
	c.at++;
	if (!skip_cfws(&c) || c.at < c.end)
		return why_bad_mark(peek(&c));
	/* `a@b.c <a@b.c>` says one thing; any other '@' there is a trap. */
	if (phrase_has_at && !slice_equal_nocase(slice_trim(phrase), spec))
		return "From names a second address before '<'";
	return keep_address(spec, a, address);
}

const char *
address_of_from(struct slice value, struct arena *a, const char **address)
{
	struct cursor c;
	struct slice phrase;
	bool has_at = false;
	const char *doubt;

	*address = NULL;
	if (value.len == 0)
		return "From is empty";
	c = (struct cursor){ value.at, value.at + value.len };
	doubt = skip_phrase(&c, &has_at);
	if (doubt)
		return doubt;
	phrase = (struct slice){ value.at, (size_t)(c.at - value.at) };
	if (c.at < c.end)
		doubt = read_angle(c, phrase, has_at, a, address);
	else
		doubt =
		    read_bare((struct cursor){ value.at, c.end }, a, address);
	for (size_t i = 0; !doubt && i < value.len; i++)
		if (is_high(value.at[i]))
			doubt = "From has an 8-bit byte";
	return doubt;
}

static void
keep_recipient(
    struct slice word, struct arena *a, struct text_list *list, size_t max)
{
	char *copy;

	if (word.len == 0 || list->count == max ||
	    !memchr(word.at, '@', word.len))
		return;
	copy = arena_copy(a, word.at, word.len);
	for (char *c = copy; *c; c++)
		*c = ascii_lower(*c);
	if (address_is_plain(copy))
		list->at[list->count++] = copy;
}

/* Steps over one mark, or over what it opens. An unclosed one is tried only
 * once: `flat` keeps a header of "((((" linear. */
static void
skip_mark(struct cursor *c, bool *flat)
{
	struct cursor ahead = *c;

	if (!*flat && *c->at == '"') {
		*flat = !skip_quoted(&ahead);
	} else if (!*flat && *c->at == '(') {
		*flat = !skip_comment(&ahead);
	} else {
		ahead.at++;
	}
	c->at = *flat && ahead.at > c->at ? c->at + 1 : ahead.at;
}

void
address_collect(
    struct slice value, struct arena *a, struct text_list *list, size_t max)
{
	struct cursor c = { value.at, NULL };
	bool flat = false;

	if (value.len == 0)
		return;
	c.end = value.at + value.len;
	while (c.at < c.end) {
		struct slice word = take_address(&c);

		keep_recipient(word, a, list, max);
		if (word.len == 0)
			skip_mark(&c, &flat);
	}
}
