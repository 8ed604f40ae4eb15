/*
 * results: the grammar of RFC 8601, 2.2, by the letter: comments may nest
 * and must close, quoted strings must close, nothing may follow that the
 * grammar does not name. Text that a sender got into a comment, a quoted
 * string or a d= value therefore never becomes a result of its own.
 * One thing more is let in: '/', '+' and '=' in a value, for header.b.
 */
#include "results.h"

#include "cabut/banned.h"

struct reader {
	const char *at;
	const char *end;
	struct arena *arena;
};

static char
peek(const struct reader *r)
{
	return r->at < r->end ? *r->at : '\0';
}

/* Printable ASCII and blanks; a comment may hold any UTF-8 besides. */
static bool
is_text(char c)
{
	return c == '\t' || ((unsigned char)c >= ' ' && c != 0x7f);
}

static bool
skip_comment(struct reader *r)
{
	size_t depth = 0;

	for (; r->at < r->end && is_text(*r->at); r->at++) {
		if (*r->at == '(')
			depth++;
		if (*r->at == ')' && --depth == 0) {
			r->at++;
			return true;
		}
		if (*r->at == '\\' && r->at + 1 < r->end)
			r->at++;
	}
	return false;
}

static bool
skip_cfws(struct reader *r)
{
	for (;;) {
		while (peek(r) == ' ' || peek(r) == '\t')
			r->at++;
		if (peek(r) != '(')
			return true;
		if (!skip_comment(r))
			return false;
	}
}

static bool
take_mark(struct reader *r, char mark)
{
	if (!skip_cfws(r) || peek(r) != mark || r->at == r->end)
		return false;
	r->at++;
	return skip_cfws(r);
}

/* RFC 2045 token: no blanks, controls, tspecials, nothing above ASCII. */
static bool
is_token_char(char c)
{
	return c > ' ' && c <= '~' && !strchr("()<>@,;:\\\"/[]?=", c);
}

static bool
is_value_char(char c)
{
	return is_token_char(c) || c == '@' || c == '/' || c == '=' || c == ':';
}

static bool
is_keyword_char(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_';
}

static const char *
take_run(struct reader *r, bool (*is)(char))
{
	const char *start = r->at;

	while (r->at < r->end && is(*r->at))
		r->at++;
	if (r->at == start)
		return NULL;
	return arena_copy(r->arena, start, (size_t)(r->at - start));
}

static const char *
lower(const char *text, struct arena *a)
{
	char *copy = arena_strdup(a, text);

	for (char *c = copy; c && *c; c++)
		*c = ascii_lower(*c);
	return copy;
}

static const char *
take_keyword(struct reader *r)
{
	return lower(take_run(r, is_keyword_char), r->arena);
}

/* Bytes from the opening quote to the closing one. */
static size_t
quoted_span(const struct reader *r)
{
	const char *at = r->at + 1;

	while (at < r->end && *at != '"')
		at += *at == '\\' && at + 1 < r->end ? 2 : 1;
	return (size_t)(at - r->at);
}

/* The text of "..."; NULL when it never closes or holds a control. */
static const char *
take_quoted(struct reader *r)
{
	char *out = arena_alloc(r->arena, quoted_span(r) + 1);
	size_t len = 0;

	for (r->at++; r->at < r->end && is_text(*r->at); r->at++) {
		if (*r->at == '"') {
			r->at++;
			return out;
		}
		if (*r->at == '\\' && r->at + 1 < r->end)
			r->at++;
		if (!is_text(*r->at))
			return NULL;
		out[len++] = *r->at;
	}
	return NULL;
}

static const char *
take_value(struct reader *r)
{
	return peek(r) == '"' ? take_quoted(r) : take_run(r, is_value_char);
}

/* A value must be followed by a blank, a comment, ';' or the end. */
static bool
at_border(const struct reader *r)
{
	return r->at == r->end || strchr(" \t(;", *r->at) != NULL;
}

static bool
read_version(struct reader *r)
{
	const char *version = take_run(r, ascii_is_digit);

	return version && strcmp(version, "1") == 0 && skip_cfws(r);
}

static bool
read_method(struct reader *r, struct result *result)
{
	if (!skip_cfws(r) || !(result->method = take_keyword(r)) ||
	    !skip_cfws(r))
		return false;
	if (peek(r) == '/' && (!take_mark(r, '/') || !read_version(r)))
		return false;
	if (!take_mark(r, '='))
		return false;
	result->verdict = take_keyword(r);
	return result->verdict && at_border(r) && skip_cfws(r);
}

/* "reason=..." or "ptype.property=value". */
static bool
read_property(struct reader *r, struct result *result)
{
	struct property p = { 0 };

	if (!(p.type = take_keyword(r)) || !skip_cfws(r))
		return false;
	if (peek(r) == '.') {
		if (!take_mark(r, '.') || !(p.name = take_keyword(r)))
			return false;
	} else if (strcmp(p.type, "reason") != 0 || result->count > 0) {
		return false;
	}
	if (!take_mark(r, '=') || !(p.value = take_value(r)) || !at_border(r) ||
	    result->count == PROPERTIES_MAX)
		return false;
	result->at[result->count++] = p;
	return skip_cfws(r);
}

static bool
read_result(struct reader *r, struct result *result)
{
	if (!read_method(r, result))
		return false;
	while (r->at < r->end && *r->at != ';')
		if (!read_property(r, result))
			return false;
	return true;
}

static bool
is_none(const struct reader *at)
{
	struct reader r = *at;
	const char *word;

	return skip_cfws(&r) && (word = take_keyword(&r)) &&
	       strcmp(word, "none") == 0 && skip_cfws(&r) && r.at == r.end;
}

static bool
read_all(struct reader *r, struct results *out)
{
	while (r->at < r->end) {
		if (!take_mark(r, ';'))
			return false;
		if (r->at == r->end) /* a ';' at the end is common */
			return true;
		if (out->count == 0 && is_none(r))
			return true;
		if (out->count == RESULTS_MAX ||
		    !read_result(r, &out->at[out->count]))
			return false;
		out->count++;
	}
	return true;
}

static bool
read_id(struct reader *r, struct results *out)
{
	const char *id;

	if (!skip_cfws(r) || !(id = take_value(r)) || !at_border(r))
		return false;
	out->authserv_id = lower(id, r->arena);
	if (!skip_cfws(r))
		return false;
	return !ascii_is_digit(peek(r)) || read_version(r);
}

void
results_read(struct slice value, struct arena *a, struct results *out)
{
	struct reader r = { value.at, NULL, a };

	*out = (struct results){ 0 };
	if (value.len == 0)
		return;
	/* A field too long is cut here only to see whose it claims to be. */
	r.end = value.at +
		(value.len < RESULTS_BYTES_MAX ? value.len : RESULTS_BYTES_MAX);
	out->is_readable = read_id(&r, out) && read_all(&r, out) &&
			   value.len <= RESULTS_BYTES_MAX;
	if (!out->is_readable)
		out->count = 0;
}

const char *
result_property(const struct result *result, const char *type, const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < result->count; i++) {
		const struct property *p = &result->at[i];

		if (!p->name || strcmp(p->type, type) != 0 ||
		    strcmp(p->name, name) != 0)
			continue;
		if (value)
			return NULL;
		value = p->value;
	}
	return value;
}
