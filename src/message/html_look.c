/*
 * html_look: declarations that take text out of sight, and those that bring
 * it back. It errs on the side of "hidden": text wrongly left out makes a
 * mail unclear, text wrongly read could become a decision.
 */
#include "html_look.h"

#include "cabut/banned.h"

enum {
	COLOR_NEAR = 48,   /* sum of differences: not to be told apart */
	OFF_SCREEN = -500, /* text-indent, left, margin */
	COLOR_WHITE = 0xffffff,
};

struct sight { /* what one set of declarations says together */
	struct look *look;
	bool clips, is_flat;
};

struct look
look_default(void)
{
	return (struct look){ .background = COLOR_WHITE };
}

static int32_t
channel(int32_t color, int shift)
{
	return (color >> shift) & 0xff;
}

static bool
is_near(int32_t a, int32_t b)
{
	int32_t sum = 0;

	for (int shift = 0; shift <= 16; shift += 8) {
		int32_t d = channel(a, shift) - channel(b, shift);

		sum += d < 0 ? -d : d;
	}
	return sum <= COLOR_NEAR;
}

bool
look_is_hidden(const struct look *l)
{
	if (l->is_gone || l->is_invisible || l->is_tiny)
		return true;
	return l->has_color && l->color != COLOR_UNKNOWN &&
	       l->background != COLOR_UNKNOWN &&
	       is_near(l->color, l->background);
}

static bool
is_word(struct slice s, const char *want)
{
	return slice_equal_nocase(s, slice_of(want));
}

static bool
has(struct slice s, const char *want)
{
	for (; s.len > 0; s.at++, s.len--)
		if (slice_starts_nocase(s, slice_of(want)))
			return true;
	return false;
}

/* A number in front; `rest` is its unit. False: no number. */
static bool
take_number(struct slice *s, double *number)
{
	double value = 0, part = 1;
	bool minus = s->len > 0 && s->at[0] == '-', dot = false;
	size_t i = minus ? 1 : 0, digits = 0;

	for (; i < s->len && (ascii_is_digit(s->at[i]) || s->at[i] == '.');
	     i++) {
		if (s->at[i] == '.') {
			dot = true;
			continue;
		}
		part = dot ? part / 10 : part;
		value = dot ? value + (s->at[i] - '0') * part
			    : value * 10 + (s->at[i] - '0');
		digits++;
	}
	if (digits == 0)
		return false;
	*number = minus ? -value : value;
	*s = slice_trim((struct slice){ s->at + i, s->len - i });
	return true;
}

static int
hex(char c)
{
	c = ascii_lower(c);
	return ascii_is_digit(c)      ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
				      : 0;
}

static int32_t
hex_color(struct slice s)
{
	int32_t color = 0;

	if (s.len != 3 && s.len != 6)
		return COLOR_UNKNOWN;
	for (size_t i = 0; i < s.len; i++) {
		color = (color << 4) | hex(s.at[i]);
		if (s.len == 3)
			color = (color << 4) | hex(s.at[i]);
	}
	return color;
}

static int32_t
byte_of(double value)
{
	return value > 255 ? 255 : value < 0 ? 0 : (int32_t)value;
}

/* The inside of rgb(...): "255, 255, 255" and perhaps an alpha. */
static int32_t
rgb_color(struct slice s, bool *transparent)
{
	int32_t color = 0;
	double value;

	for (int i = 0; i < 4; i++) {
		while (s.len > 0 && strchr(" ,/(", s.at[0]) && s.at[0]) {
			s.at++;
			s.len--;
		}
		if (!take_number(&s, &value))
			return i < 3 ? COLOR_UNKNOWN : color;
		if (i == 3)
			*transparent = value < 0.1;
		else
			color = (color << 8) | byte_of(value);
	}
	return color;
}

/* `transparent` is set for text that nobody sees. */
static int32_t
color_of(struct slice s, bool *transparent)
{
	static const struct {
		const char *name;
		int32_t color;
	} names[] = { { "white", 0xffffff }, { "snow", 0xfffafa },
		{ "ivory", 0xfffff0 }, { "whitesmoke", 0xf5f5f5 },
		{ "ghostwhite", 0xf8f8ff }, { "black", 0 }, { "red", 0xff0000 },
		{ "blue", 0x0000ff }, { "green", 0x008000 },
		{ "gray", 0x808080 }, { "grey", 0x808080 },
		{ "navy", 0x000080 }, { "yellow", 0xffff00 } };

	*transparent = is_word(s, "transparent");
	if (s.len > 0 && s.at[0] == '#')
		return hex_color((struct slice){ s.at + 1, s.len - 1 });
	if (slice_starts_nocase(s, SLICE("rgb("))) {
		return rgb_color(
		    (struct slice){ s.at + 4, s.len - 4 }, transparent);
	}
	if (slice_starts_nocase(s, SLICE("rgba(")))
		return rgb_color(
		    (struct slice){ s.at + 5, s.len - 5 }, transparent);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_word(s, names[i].name))
			return names[i].color;
	return COLOR_UNKNOWN;
}

void
look_color(struct look *l, struct slice value)
{
	bool transparent;

	if (is_word(value, "inherit"))
		return;
	l->color = color_of(value, &transparent);
	l->has_color = true;
	if (transparent)
		l->is_gone = true;
}

void
look_background(struct look *l, struct slice value)
{
	struct slice first = value;
	bool transparent;

	/* A picture, a gradient: nobody knows the colour behind the text. */
	if (has(value, "url(") || has(value, "gradient")) {
		l->background = COLOR_UNKNOWN;
		return;
	}
	if (!has(value, "("))
		slice_take_until(&value, ' ', &first);
	if (is_word(first, "none") || is_word(first, "inherit") ||
	    is_word(first, "initial"))
		return;
	l->background = color_of(first, &transparent);
	l->has_color = true;
	if (transparent) /* what is below shines through: not known */
		l->background = COLOR_UNKNOWN;
}

static void
set_display(struct sight *s, struct slice value)
{
	if (is_word(value, "none"))
		s->look->is_gone = true;
}

static void
set_visibility(struct sight *s, struct slice value)
{
	s->look->is_invisible =
	    is_word(value, "hidden") || is_word(value, "collapse");
}

static void
set_opacity(struct sight *s, struct slice value)
{
	double n;

	if (take_number(&value, &n) && n < (is_word(value, "%") ? 10 : 0.1))
		s->look->is_gone = true;
}

static void
set_font_size(struct sight *s, struct slice value)
{
	double n;

	if (!take_number(&value, &n)) {
		/* "small", "medium" are sizes of their own */
		if (!is_word(value, "inherit") && !is_word(value, "smaller") &&
		    !is_word(value, "larger"))
			s->look->is_tiny = false;
		return;
	}
	if (is_word(value, "em") || is_word(value, "%"))
		s->look->is_tiny |= n < (is_word(value, "%") ? 10 : 0.1);
	else
		s->look->is_tiny = n < (is_word(value, "rem") ? 0.1 : 2);
}

static void
set_mso_hide(struct sight *s, struct slice value)
{
	if (is_word(value, "all"))
		s->look->is_gone = true;
}

static void
set_color(struct sight *s, struct slice value)
{
	look_color(s->look, value);
}

static void
set_background(struct sight *s, struct slice value)
{
	look_background(s->look, value);
}

static void
set_size(struct sight *s, struct slice value)
{
	double n;

	if (take_number(&value, &n) && n < 1)
		s->is_flat = true;
}

static void
set_max_height(struct sight *s, struct slice value)
{
	double n;

	if (take_number(&value, &n) && n < 1)
		s->look->is_gone = true;
}

static void
set_overflow(struct sight *s, struct slice value)
{
	if (is_word(value, "hidden"))
		s->clips = true;
}

static void
set_place(struct sight *s, struct slice value)
{
	double n;

	if (take_number(&value, &n) && n <= OFF_SCREEN)
		s->look->is_gone = true;
}

static void
set_clip(struct sight *s, struct slice value)
{
	if (has(value, "rect(0") || has(value, "inset(50%") ||
	    has(value, "inset(100%") || has(value, "scale(0") ||
	    has(value, "opacity(0"))
		s->look->is_gone = true;
}

static void
set_white_space(struct sight *s, struct slice value)
{
	s->look->is_pre = is_word(value, "pre") || is_word(value, "pre-wrap") ||
			  is_word(value, "break-spaces");
}

/* Struck out is taken back: "coret yang tidak perlu". */
static void
set_decoration(struct sight *s, struct slice value)
{
	if (has(value, "line-through"))
		s->look->is_gone = true;
}

/* A word in the place of the bullet is in no text. */
static void
set_list_mark(struct sight *s, struct slice value)
{
	if (has(value, "\"") || has(value, "'"))
		s->look->is_gone = true;
}

static const struct property {
	const char *name;
	void (*set)(struct sight *, struct slice value);
} properties[] = {
	{ "display", set_display },
	{ "visibility", set_visibility },
	{ "opacity", set_opacity },
	{ "font-size", set_font_size },
	{ "mso-hide", set_mso_hide },
	{ "color", set_color },
	{ "-webkit-text-fill-color", set_color },
	{ "background", set_background },
	{ "background-color", set_background },
	{ "height", set_size },
	{ "width", set_size },
	{ "max-width", set_size },
	{ "max-height", set_max_height },
	{ "overflow", set_overflow },
	{ "text-indent", set_place },
	{ "left", set_place },
	{ "top", set_place },
	{ "margin-left", set_place },
	{ "margin-top", set_place },
	{ "clip", set_clip },
	{ "clip-path", set_clip },
	{ "transform", set_clip },
	{ "filter", set_clip },
	{ "white-space", set_white_space },
	{ "text-decoration", set_decoration },
	{ "text-decoration-line", set_decoration },
	{ "list-style", set_list_mark },
	{ "list-style-type", set_list_mark },
};

/* Takes one declaration; a ';' inside quotes or brackets does not end it. */
static struct slice
take_declaration(struct slice *rest)
{
	size_t i = 0, depth = 0;
	char quote = '\0';

	for (; i < rest->len; i++) {
		char c = rest->at[i];

		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '(')
			depth++;
		else if (c == ')' && depth > 0)
			depth--;
		else if (c == ';' && depth == 0)
			break;
	}
	struct slice one = { rest->at, i };
	size_t used = i < rest->len ? i + 1 : i;

	*rest = (struct slice){ rest->at + used, rest->len - used };
	return one;
}

static struct slice
without_important(struct slice value)
{
	const char *mark =
	    value.len > 0 ? memchr(value.at, '!', value.len) : NULL;

	if (mark)
		value.len = (size_t)(mark - value.at);
	return slice_trim(value);
}

static void
declare(struct sight *s, struct slice one)
{
	struct slice name;

	if (!slice_take_until(&one, ':', &name))
		return;
	name = slice_trim(name);
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		if (is_word(name, properties[i].name))
			properties[i].set(s, without_important(one));
}

void
look_apply(struct look *look, struct slice declarations)
{
	struct sight s = { .look = look };

	while (declarations.len > 0)
		declare(&s, take_declaration(&declarations));
	if (s.clips && s.is_flat)
		look->is_gone = true;
}
