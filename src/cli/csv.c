/*
 * The reader of tables. See csv.h.
 */
#include "csv.h"

#include "cabut/banned.h"

static const char save_as[] =
    "save it again as \"CSV UTF-8\" (LibreOffice: character set UTF-8)";

static bool
refuse(const struct csv *c, size_t line, struct fault *f, const char *what)
{
	return fault_set(f, SCOPE_CONFIG, "%s:%zu: %s", c->name, line, what);
}

/* ---- the whole ---- */

/* Line by line, so that the fault can name it. */
static bool
is_utf8(const struct csv *c, struct slice bytes, struct fault *f)
{
	struct slice rest = bytes, line;

	for (size_t n = 1; slice_take_line(&rest, &line); n++)
		if (!utf8_is_valid(line.at, line.len))
			return fault_set(f, SCOPE_CONFIG,
			    "%s:%zu: not UTF-8 (windows-1252?); %s", c->name, n,
			    save_as);
	return true;
}

static bool
is_text(const struct csv *c, struct slice bytes, struct fault *f)
{
	if (bytes.len > CSV_BYTES_MAX)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: more than %d MB; divide it", c->name,
		    CSV_BYTES_MAX / (1024 * 1024));
	if (slice_starts_nocase(bytes, SLICE("PK\x03\x04")) ||
	    slice_starts_nocase(bytes, SLICE("\xD0\xCF\x11\xE0")))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: a workbook, not a CSV file; %s", c->name, save_as);
	if (slice_starts_nocase(bytes, SLICE("\xFF\xFE")) ||
	    slice_starts_nocase(bytes, SLICE("\xFE\xFF")))
		return fault_set(
		    f, SCOPE_CONFIG, "%s: UTF-16; %s", c->name, save_as);
	if (memchr(bytes.at ? bytes.at : "", 0, bytes.len))
		return fault_set(
		    f, SCOPE_CONFIG, "%s: not a text; %s", c->name, save_as);
	return is_utf8(c, bytes, f);
}

/* The sign that the first row has most of, outside of quotes. */
static char
guess_separator(struct slice rest)
{
	static const char signs[] = ";,\t";
	size_t counts[sizeof signs] = { 0 }, best = 0;
	bool is_quoted = false;

	for (size_t i = 0; i < rest.len; i++) {
		char c = rest.at[i];

		if (c == '"')
			is_quoted = !is_quoted;
		if (is_quoted)
			continue;
		if (c == '\n' || c == '\r')
			break;
		const char *sign = strchr(signs, c);

		if (sign)
			counts[sign - signs]++;
	}
	for (size_t i = 1; i < sizeof signs - 1; i++)
		if (counts[i] > counts[best])
			best = i;
	return signs[best];
}

static void
drop(struct slice *s, size_t len)
{
	s->at += len;
	s->len -= len;
}

/* Excel's own first line, "sep=;". */
static bool
take_sep_line(struct csv *c)
{
	struct slice rest = c->rest, line;

	if (!slice_starts_nocase(rest, SLICE("sep=")) ||
	    !slice_take_line(&rest, &line) || line.len != 5 ||
	    !strchr(";,\t", line.at[4]))
		return false;
	c->separator = line.at[4];
	c->rest = rest;
	c->line++;
	return true;
}

bool
csv_open(struct csv *out, const char *name, struct slice bytes, struct arena *a,
    struct fault *f)
{
	struct csv c = { .name = name, .rest = bytes, .arena = a, .line = 1 };

	if (!is_text(&c, bytes, f))
		return false;
	if (slice_starts_nocase(bytes, SLICE("\xEF\xBB\xBF")))
		drop(&c.rest, 3);
	if (!take_sep_line(&c))
		c.separator = guess_separator(c.rest);
	*out = c;
	return true;
}

/* ---- one row ---- */

static bool
ends_line(char c)
{
	return c == '\n' || c == '\r';
}

/* Counts CRLF as one. */
static void
take_line_end(struct csv *c)
{
	if (c->rest.len > 1 && c->rest.at[0] == '\r' && c->rest.at[1] == '\n')
		drop(&c->rest, 1);
	drop(&c->rest, 1);
	c->line++;
}

static bool
is_at_end(const struct csv *c)
{
	return c->rest.len == 0 || c->rest.at[0] == c->separator ||
	       ends_line(c->rest.at[0]);
}

/* From behind the opening quote to behind the closing one. */
static bool
take_quoted(struct csv *c, struct strbuf *field, struct fault *f)
{
	size_t start = c->line;

	while (c->rest.len > 0) {
		char sign = c->rest.at[0];

		if (sign == '"' && !(c->rest.len > 1 && c->rest.at[1] == '"')) {
			drop(&c->rest, 1);
			return true;
		}
		if (ends_line(sign)) {
			strbuf_char(field, '\n');
			take_line_end(c);
			continue;
		}
		strbuf_char(field, sign);
		drop(&c->rest, sign == '"' ? 2 : 1);
	}
	return refuse(c, start, f, "a quote is opened here and never closed");
}

static bool
take_field(struct csv *c, struct strbuf *field, struct fault *f)
{
	strbuf_clear(field);
	while (c->rest.len > 0 && c->rest.at[0] == ' ')
		drop(&c->rest, 1);
	if (c->rest.len > 0 && c->rest.at[0] == '"') {
		drop(&c->rest, 1);
		if (!take_quoted(c, field, f))
			return false;
		while (c->rest.len > 0 && c->rest.at[0] == ' ')
			drop(&c->rest, 1);
		if (!is_at_end(c))
			return refuse(c, c->line, f,
			    "text behind a closing quote; a quote inside "
			    "a field is written twice");
	}
	while (!is_at_end(c)) {
		strbuf_char(field, c->rest.at[0]);
		drop(&c->rest, 1);
	}
	return !field->cut || fault_set(f, SCOPE_CONFIG,
				  "%s:%zu: a field of more than %d "
				  "bytes",
				  c->name, c->line, CSV_FIELD_MAX);
}

static const char *
keep_trimmed(const struct strbuf *field, struct arena *a)
{
	struct slice s = slice_trim((struct slice){ field->at, field->len });

	return arena_copy(a, s.len ? s.at : "", s.len);
}

/* One row, empty or not. */
static bool
take_row(
    struct csv *c, struct strbuf *field, struct csv_row *row, struct fault *f)
{
	const char *fields[CSV_COLUMNS_MAX];

	row->line = c->line;
	row->count = 0;
	for (;;) {
		if (!take_field(c, field, f))
			return false;
		if (row->count == CSV_COLUMNS_MAX)
			return fault_set(f, SCOPE_CONFIG,
			    "%s:%zu: more than %d columns", c->name, row->line,
			    CSV_COLUMNS_MAX);
		fields[row->count++] = keep_trimmed(field, c->arena);
		if (c->rest.len == 0 || c->rest.at[0] != c->separator)
			break;
		drop(&c->rest, 1);
	}
	if (c->rest.len > 0)
		take_line_end(c);
	row->fields = arena_array(c->arena, row->count, sizeof *row->fields);
	memcpy(row->fields, fields, row->count * sizeof *fields);
	return true;
}

static bool
is_empty(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (*row->fields[i])
			return false;
	return true;
}

/* Empty lines cost nothing; those of separators alone count as rows. */
static bool
next_row(struct csv *c, struct strbuf *field, struct csv_row *row, bool *found,
    struct fault *f)
{
	*found = false;
	while (!*found && c->rest.len > 0) {
		if (ends_line(c->rest.at[0])) {
			take_line_end(c);
			continue;
		}
		/* The header is one more. */
		if (c->rows++ > CSV_ROWS_MAX)
			return fault_set(f, SCOPE_CONFIG,
			    "%s:%zu: more than %d rows; divide the file",
			    c->name, c->line, CSV_ROWS_MAX);
		if (!take_row(c, field, row, f))
			return false;
		*found = !is_empty(row);
	}
	return true;
}

bool
csv_next(struct csv *c, struct csv_row *out, struct fault *f)
{
	struct strbuf field;
	struct csv_row row;
	bool found;

	strbuf_init(&field, CSV_FIELD_MAX);
	bool ok = next_row(c, &field, &row, &found, f);

	strbuf_release(&field);
	if (ok && found)
		*out = row;
	else if (ok)
		f->scope = SCOPE_NONE;
	return ok && found;
}

/* ---- long digits ---- */

const char *
csv_plain(const char *field, struct arena *a)
{
	struct slice s = slice_of(field);

	if (s.len >= 3 && s.at[0] == '=' && s.at[1] == '"' &&
	    s.at[s.len - 1] == '"')
		s = (struct slice){ s.at + 2, s.len - 3 };
	else if (s.len > 0 && (s.at[0] == '\'' || s.at[0] == '`'))
		drop(&s, 1);
	else if (slice_starts_nocase(s, SLICE("\xE2\x80\x98")) ||
		 slice_starts_nocase(s, SLICE("\xE2\x80\x99")))
		drop(&s, 3);
	s = slice_trim(s);
	return arena_copy(a, s.len ? s.at : "", s.len);
}

static size_t
digits_at(const char *at)
{
	size_t n = 0;

	while (ascii_is_digit(at[n]))
		n++;
	return n;
}

bool
csv_is_scientific(const char *field)
{
	size_t n = digits_at(field);

	if (n == 0)
		return false;
	field += n;
	if (*field == ',' || *field == '.') {
		n = digits_at(field + 1);
		if (n == 0)
			return false;
		field += 1 + n;
	}
	if (ascii_lower(*field++) != 'e')
		return false;
	if (*field == '+')
		field++;
	n = digits_at(field);
	return n > 0 && field[n] == '\0';
}
