/*
 * html_rules: style sheets, as far as they bear on sight. Selectors are cut
 * down to their last class, id or element name: a rule may then hide more
 * than it would in a browser, never less. Selectors by state (":hover") or
 * attribute are left out, for they hide nothing by themselves in mail.
 */
#include "html_look.h"

#include "cabut/banned.h"

static bool
is_name_char(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_' ||
	       (unsigned char)c >= 0x80;
}

/* The last class, id or name of a selector. False: not of use. */
static bool
read_selector(struct slice s, struct rule *rule)
{
	size_t end, start;

	s = slice_trim(s);
	if (s.len == 0 || s.at[0] == '@')
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] == ':' || s.at[i] == '[')
			return false;
	end = s.len;
	for (start = end; start > 0 && is_name_char(s.at[start - 1]);)
		start--;
	if (start == end)
		return false;
	rule->kind = 't';
	if (start > 0 && (s.at[start - 1] == '.' || s.at[start - 1] == '#'))
		rule->kind = s.at[start - 1];
	rule->name = (struct slice){ s.at + start, end - start };
	return true;
}

static bool
bears_on_sight(struct slice declarations)
{
	struct look before = look_default(), after = look_default();

	look_apply(&after, declarations);
	return before.is_gone != after.is_gone ||
	       before.is_invisible != after.is_invisible ||
	       before.is_tiny != after.is_tiny ||
	       before.is_pre != after.is_pre ||
	       before.has_color != after.has_color ||
	       before.background != after.background;
}

/* Comments would hide a selector; they become blanks in a copy elsewhere:
 * here a selector simply starts behind the last comment. */
static struct slice
after_comment(struct slice s)
{
	for (size_t i = s.len; i > 1; i--)
		if ((s.at[i - 2] == '*' && s.at[i - 1] == '/') ||
		    (s.at[i - 2] == '-' && s.at[i - 1] == '-'))
			return (struct slice){ s.at + i, s.len - i };
	return s;
}

static bool
is_content(struct slice name)
{
	return slice_starts_nocase(name, SLICE("content")) &&
	       (name.len == 7 || name.at[7] != '-');
}

static bool
is_one_word(struct slice value, const char *const *words)
{
	for (; *words; words++)
		if (slice_equal_nocase(value, slice_of(*words)))
			return true;
	return false;
}

/* Letters that a program puts before or behind an element by itself; a name
 * with an escape, or with a comment behind it, may be anything. */
static bool
writes_text(struct slice declarations)
{
	static const char *const nothing[] = { "", "none", "normal", "''",
		"\"\"", NULL };
	struct slice one, name;

	while (slice_take_until(&declarations, ';', &one)) {
		slice_take_until(&one, ':', &name);
		name = slice_trim(after_comment(name));
		if (memchr(name.at, '\\', name.len) ||
		    (name.len == 0 && one.len > 0))
			return true;
		if (is_content(name) && !is_one_word(slice_trim(one), nothing))
			return true;
	}
	return false;
}

static void
add_rules(struct rules *r, struct slice selectors, struct slice body)
{
	struct slice one;

	r->writes_text |= writes_text(body);
	if (!bears_on_sight(body))
		return;
	while (slice_take_until(&selectors, ',', &one)) {
		struct rule rule = { .declarations = body };

		if (!read_selector(one, &rule))
			continue;
		if (r->count == RULES_MAX) {
			r->is_full = true;
			return;
		}
		r->at[r->count++] = rule;
	}
}

void
rules_read(struct rules *r, struct slice css)
{
	size_t start = 0; /* of the selectors or declarations in hand */
	struct slice selectors = { 0 };

	for (size_t i = 0; i < css.len; i++) {
		struct slice held = { css.at + start, i - start };

		if (css.at[i] == '{') { /* also behind "@media ..." */
			selectors = after_comment(held);
		} else if (css.at[i] == '}') {
			add_rules(r, selectors, held);
			selectors.len = 0;
		} else if (css.at[i] != ';' || selectors.len > 0) {
			continue;
		}
		start = i + 1;
	}
}

static bool
has_class(struct slice classes, struct slice name)
{
	struct slice one;

	while (slice_take_until(&classes, ' ', &one))
		if (slice_equal_nocase(slice_trim(one), name))
			return true;
	return false;
}

void
rules_apply(const struct rules *r, struct slice element, struct slice classes,
    struct slice id, struct look *look)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct rule *rule = &r->at[i];
		bool holds = rule->kind == '.' ? has_class(classes, rule->name)
			     : rule->kind == '#'
				 ? slice_equal_nocase(id, rule->name)
				 : slice_equal_nocase(element, rule->name);

		if (holds)
			look_apply(look, rule->declarations);
	}
}
