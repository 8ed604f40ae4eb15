/*
 * params: reads parameters tolerantly: file names with blanks and without
 * quotes, encoded words inside quotes (Outlook), raw UTF-8, and RFC 2231 in
 * all its pieces. The first of two equal names is taken, and told.
 */
#include "params.h"

#include "base64.h"

#include "cabut/banned.h"

/* Steps over a comment at the front of `s`; an unclosed one ends the text. */
static void
skip_comment(struct slice *s)
{
	size_t depth = 0, i = 0;

	for (; i < s->len; i++) {
		if (s->at[i] == '\\' && i + 1 < s->len)
			i++;
		else if (s->at[i] == '(')
			depth++;
		else if (s->at[i] == ')' && --depth == 0)
			break;
	}
	i = i < s->len ? i + 1 : s->len;
	*s = (struct slice){ s->at + i, s->len - i };
}

static void
step(struct slice *s)
{
	s->at++;
	s->len--;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* "text/html charset=utf-8": a word follows where ';' was meant. */
static bool
lacks_semicolon(const char *value, size_t len, struct slice rest)
{
	return len > 0 && value[len - 1] != '/' && rest.len > 0 &&
	       ascii_is_alnum(rest.at[0]);
}

static const char *
take_value(struct slice *s, struct arena *a, bool *is_odd)
{
	char *out = arena_alloc(a, s->len + 1);
	size_t len = 0;
	bool was_blank = false;

	while (s->len > 0 && s->at[0] != ';') {
		if (s->at[0] == '(') {
			skip_comment(s);
			continue;
		}
		*is_odd = was_blank && lacks_semicolon(out, len, *s);
		if (*is_odd)
			break;
		was_blank = (unsigned char)s->at[0] <= ' ';
		if (!was_blank)
			out[len++] = ascii_lower(s->at[0]);
		step(s);
	}
	return out;
}

static struct slice
take_quoted(struct slice *s, struct arena *a)
{
	size_t span = 1, len = 0;
	char *out;

	while (span < s->len && s->at[span] != '"')
		span += s->at[span] == '\\' && span + 1 < s->len ? 2 : 1;
	out = arena_alloc(a, span);
	for (size_t i = 1; i < span; i++) {
		if (s->at[i] == '\\' && i + 1 < span)
			i++;
		out[len++] = s->at[i];
	}
	if (span < s->len)
		span++;
	*s = (struct slice){ s->at + span, s->len - span };
	return (struct slice){ out, len };
}

static void
keep(struct params *p, struct slice name, struct slice text, bool quoted)
{
	for (size_t i = 0; i < p->count; i++)
		if (slice_equal_nocase(p->at[i].name, name))
			p->is_ambiguous = true;
	if (p->count == PARAMS_MAX) {
		p->is_ambiguous = true;
		return;
	}
	p->at[p->count].name = name;
	p->at[p->count].was_quoted = quoted;
	p->at[p->count++].text = text;
}

static void
take_param(struct params *p, struct slice *s, struct arena *a)
{
	struct slice name = { s->at, 0 }, text;
	bool quoted;

	while (s->len > 0 && s->at[0] != '=' && s->at[0] != ';') {
		name.len++;
		step(s);
	}
	name = slice_trim(name);
	if (s->len == 0 || s->at[0] == ';')
		return;
	step(s);
	while (s->len > 0 && is_space(s->at[0]))
		step(s);
	quoted = s->len > 0 && s->at[0] == '"';
	if (quoted) {
		text = take_quoted(s, a);
		while (s->len > 0 && s->at[0] != ';')
			step(s);
	} else if (!slice_take_until(s, ';', &text)) {
		text = (struct slice){ 0 };
	}
	keep(p, name, quoted ? text : slice_trim(text), quoted);
}

void
params_read(struct slice s, struct arena *a, struct params *p)
{
	p->count = 0;
	p->is_ambiguous = false;
	p->value = take_value(&s, a, &p->is_ambiguous);
	while (s.len > 0 && p->count < PARAMS_MAX) {
		if (s.at[0] == '(')
			skip_comment(&s);
		else if (s.at[0] == ';' || is_space(s.at[0]))
			step(&s);
		else
			take_param(p, &s, a);
	}
	if (s.len > 0)
		p->is_ambiguous = true;
}

static bool
find(const struct params *p, const char *name, size_t *at)
{
	for (size_t i = 0; i < p->count; i++)
		if (slice_equal_nocase(p->at[i].name, slice_of(name))) {
			*at = i;
			return true;
		}
	return false;
}

struct slice
params_word(const struct params *p, const char *name)
{
	struct slice text;
	size_t at, len = 0;

	if (!find(p, name, &at))
		return (struct slice){ 0 };
	text = p->at[at].text;
	if (p->at[at].was_quoted)
		return text;
	while (len < text.len && !is_space(text.at[len]) && text.at[len] != '(')
		len++;
	return (struct slice){ text.at, len };
}

static size_t
decode_percent(struct slice text, char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		int high = -1, low = -1;

		if (text.at[i] == '%' && text.len - i > 2) {
			high = hex_value(text.at[i + 1]);
			low = hex_value(text.at[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			out[len++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[len++] = text.at[i];
		}
	}
	return len;
}

struct pieces { /* of one RFC 2231 value */
	char *bytes;
	size_t len;
	const char *charset;
};

/* "utf-8'id'Surat%20..." loses its two marks; only the first piece has
 * them. */
static struct slice
take_charset(struct pieces *p, struct slice text, struct arena *a)
{
	struct slice rest = text, charset, language;

	if (!slice_take_until(&rest, '\'', &charset) ||
	    charset.len == text.len ||
	    !slice_take_until(&rest, '\'', &language))
		return text;
	p->charset = arena_copy(a, charset.at, charset.len);
	return rest;
}

static void
add_piece(struct pieces *p, struct slice text, bool encoded)
{
	if (text.len == 0)
		return;
	if (encoded) {
		p->len += decode_percent(text, p->bytes + p->len);
	} else {
		memcpy(p->bytes + p->len, text.at, text.len);
		p->len += text.len;
	}
}

/* name*=, or name*0=, name*0*=, name*1= ... in their order. */
static bool
join_pieces(const struct params *p, const char *name, struct arena *a,
    struct pieces *out)
{
	size_t at, room = 0;

	for (size_t i = 0; i < p->count; i++)
		room += p->at[i].text.len;
	*out = (struct pieces){ .bytes = arena_alloc(a, room + 1) };
	if (find(p, arena_printf(a, "%s*", name), &at)) {
		add_piece(out, take_charset(out, p->at[at].text, a), true);
		return true;
	}
	for (size_t n = 0; n < PARAMS_MAX; n++) {
		bool encoded =
		    find(p, arena_printf(a, "%s*%zu*", name, n), &at);

		if (!encoded &&
		    !find(p, arena_printf(a, "%s*%zu", name, n), &at))
			return n > 0;
		add_piece(out,
		    encoded && n == 0 ? take_charset(out, p->at[at].text, a)
				      : p->at[at].text,
		    encoded);
	}
	return true;
}

const char *
params_text(const struct params *p, const char *name, struct arena *a)
{
	struct pieces pieces;
	size_t at;
	bool doubt;

	if (p->count > 0 && join_pieces(p, name, a, &pieces))
		return message_to_utf8(
		    (struct slice){ pieces.bytes, pieces.len }, pieces.charset,
		    a, &doubt);
	if (!find(p, name, &at))
		return NULL;
	return message_decode_words(p->at[at].text, a);
}
