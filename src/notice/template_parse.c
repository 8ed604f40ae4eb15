/*
 * The Mustache subset of notice.h: bytes to a flat list of tags, sections
 * paired, lines that hold nothing but one section, partial or comment tag
 * taken out as the public specification asks. Bytes are pointed at, not
 * copied. Delimiters cannot be changed: {{= is an error.
 */
#include "template.h"

#include "cabut/banned.h"

struct parser {
	const char *where;
	struct slice all;
	size_t at; /* everything before it is parsed */
	int line;  /* of `at` */
	bool escape;
	struct template *made;
	size_t open[TEMPLATE_SECTIONS_MAX];
	size_t depth;
	struct fault *fault;
};

/* One tag as it stands in the bytes, braces included. */
struct mark {
	enum tag_kind kind;
	size_t start, end;
	struct slice name;
};

static bool
refuse(struct parser *p, const char *what, struct slice name)
{
	return fault_set(p->fault, SCOPE_CONFIG, "%s:%d: %s%s%.*s", p->where,
	    p->line, what, name.len > 0 ? " " : "",
	    (int)(name.len < 60 ? name.len : 60), name.len > 0 ? name.at : "");
}

static struct slice
part(const struct parser *p, size_t from, size_t to)
{
	return (struct slice){ p->all.at + from, to - from };
}

/* Where `text` begins at or after `from`; the end when nowhere. */
static size_t
find(const struct parser *p, size_t from, const char *text)
{
	const char *hit = from >= p->all.len
			      ? NULL
			      : memmem(p->all.at + from, p->all.len - from,
				    text, strlen(text));

	return hit ? (size_t)(hit - p->all.at) : p->all.len;
}

static int
lines_in(struct slice s)
{
	int n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.at[i] == '\n';
	return n;
}

static void
move_to(struct parser *p, size_t to)
{
	p->line += lines_in(part(p, p->at, to));
	p->at = to;
}

static void
keep(struct parser *p, enum tag_kind kind, struct slice text)
{
	if (kind == TAG_TEXT && text.len == 0)
		return;
	p->made->tags[p->made->count++] =
	    (struct tag){ .kind = kind, .text = text, .line = p->line };
}

static bool
is_name_char(char c)
{
	return ascii_is_alnum(c) || c == '_' || c == '-';
}

/* "." or names joined by single dots. */
static bool
is_name(struct slice s)
{
	bool was_dot = true;

	if (slice_equal(s, SLICE(".")))
		return true;
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '.' ? was_dot : !is_name_char(s.at[i]))
			return false;
		was_dot = s.at[i] == '.';
	}
	return !was_dot;
}

static bool
is_partial_name(struct slice s)
{
	return s.len <= 64 && s.len > 1 && s.at[0] == '_' && is_name(s);
}

static enum tag_kind
kind_of(char sigil)
{
	switch (sigil) {
	case '#':
		return TAG_SECTION;
	case '^':
		return TAG_INVERTED;
	case '/':
		return TAG_END;
	case '>':
		return TAG_PARTIAL;
	case '!':
		return TAG_COMMENT;
	case '&':
	case '{':
		return TAG_RAW;
	}
	return TAG_VALUE;
}

static bool
check_mark(struct parser *p, const struct mark *m)
{
	if (m->kind == TAG_COMMENT)
		return true;
	if (m->kind == TAG_RAW && p->escape)
		return refuse(p, "unescaped value refused in HTML:", m->name);
	if (m->name.len > 0 && m->name.at[0] == '=')
		return refuse(p, "delimiters cannot be changed", SLICE(""));
	if (m->kind == TAG_PARTIAL && !is_partial_name(m->name))
		return refuse(p, "a partial's name starts with '_':", m->name);
	if (!is_name(m->name))
		return refuse(p, "not a name:", m->name);
	return true;
}

/* The tag whose braces open at p->at. */
static bool
read_mark(struct parser *p, struct mark *m)
{
	size_t inner = p->at + 2;
	char sigil = inner < p->all.len ? p->all.at[inner] : '\0';
	const char *close = sigil == '{' ? "}}}" : "}}";
	size_t end = find(p, inner, close);

	if (end == p->all.len)
		return refuse(p, "tag is not closed", SLICE(""));
	m->kind = kind_of(sigil);
	m->start = p->at;
	m->end = end + strlen(close);
	inner += m->kind != TAG_VALUE;
	m->name = slice_trim(part(p, inner, end));
	return check_mark(p, m);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Is the tag alone on its line? Then from..to is the whole line. */
static bool
is_standalone(
    const struct parser *p, const struct mark *m, size_t *from, size_t *to)
{
	size_t a = m->start, b = m->end;

	if (m->kind == TAG_VALUE || m->kind == TAG_RAW)
		return false;
	while (a > 0 && is_blank(p->all.at[a - 1]))
		a--;
	while (b < p->all.len && is_blank(p->all.at[b]))
		b++;
	if (b + 1 < p->all.len && p->all.at[b] == '\r' &&
	    p->all.at[b + 1] == '\n')
		b++;
	if ((a > 0 && p->all.at[a - 1] != '\n') ||
	    (b < p->all.len && p->all.at[b] != '\n'))
		return false;
	*from = a;
	*to = b < p->all.len ? b + 1 : b;
	return true;
}

static bool
open_section(struct parser *p)
{
	if (p->depth == TEMPLATE_SECTIONS_MAX)
		return refuse(p, "sections nested too deep", SLICE(""));
	p->open[p->depth++] = p->made->count - 1;
	return true;
}

static bool
close_section(struct parser *p, struct slice name)
{
	struct tag *opener;

	if (p->depth == 0)
		return refuse(p, "closes what was not opened:", name);
	opener = &p->made->tags[p->open[--p->depth]];
	if (!slice_equal(opener->text, name))
		return refuse(p, "closes another section:", name);
	opener->partner = p->made->count - 1;
	return true;
}

/* Text up to the tag, then the tag. */
static bool
take_tag(struct parser *p)
{
	size_t before = p->at, line_start = 0, line_end = 0;
	struct mark m = { 0 };
	bool alone;

	move_to(p, find(p, p->at, "{{"));
	if (p->at == p->all.len) {
		keep(p, TAG_TEXT, part(p, before, p->at));
		return true;
	}
	if (!read_mark(p, &m))
		return false;
	alone = is_standalone(p, &m, &line_start, &line_end);
	keep(p, TAG_TEXT, part(p, before, alone ? line_start : m.start));
	if (m.kind != TAG_COMMENT)
		keep(p, m.kind, m.name);
	if (alone && m.kind == TAG_PARTIAL)
		p->made->tags[p->made->count - 1].indent =
		    part(p, line_start, m.start);
	if ((m.kind == TAG_SECTION || m.kind == TAG_INVERTED) &&
	    !open_section(p))
		return false;
	if (m.kind == TAG_END && !close_section(p, m.name))
		return false;
	move_to(p, alone ? line_end : m.end);
	return true;
}

static size_t
count_openers(const struct parser *p)
{
	size_t n = 0;

	for (size_t at = find(p, 0, "{{"); at < p->all.len;
	     at = find(p, at + 2, "{{"))
		n++;
	return n;
}

bool
template_parse(const char *where, struct slice text, bool escape,
    struct arena *a, struct template *out, struct fault *f)
{
	struct template made = { .where = where };
	struct parser p = { .where = where,
		.all = text,
		.line = 1,
		.escape = escape,
		.made = &made,
		.fault = f };

	if (text.len > TEMPLATE_BYTES_MAX)
		return refuse(&p, "template is too large", SLICE(""));
	if (!utf8_is_valid(text.at, text.len))
		return refuse(&p, "template is not UTF-8", SLICE(""));
	made.tags =
	    arena_array(a, 2 * count_openers(&p) + 1, sizeof *made.tags);
	while (p.at < text.len)
		if (!take_tag(&p))
			return false;
	if (p.depth > 0) {
		p.line = made.tags[p.open[p.depth - 1]].line;
		return refuse(&p, "section is not closed:",
		    made.tags[p.open[p.depth - 1]].text);
	}
	*out = made;
	return true;
}
