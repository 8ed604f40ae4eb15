/*
 * entity: the tolerant reader of MIME headers. It never refuses a mail for
 * its form, only for its size; what two readers could take differently
 * (fields that stand twice, bare CR, lines that are no field) is told as
 * ambiguous, so that no step rests on it.
 */
#include "entity.h"

#include "cabut/banned.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_break(char c)
{
	return c == '\r' || c == '\n';
}

static bool
take_line(struct mime_header *h, struct slice *line)
{
	if (!slice_take_line(&h->rest, line))
		return false;
	h->lines++;
	if (line->len > 0 && (memchr(line->at, '\r', line->len) ||
				 memchr(line->at, '\0', line->len)))
		h->is_ambiguous = true;
	return true;
}

static void
take_continuations(struct mime_header *h, struct slice *line)
{
	struct slice more;

	while (
	    h->rest.len > 0 && is_blank(h->rest.at[0]) && take_line(h, &more))
		line->len = (size_t)(more.at + more.len - line->at);
}

static struct slice
unfold(struct slice folded, struct arena *a)
{
	char *out;
	size_t len = 0;

	if (folded.len == 0 || !memchr(folded.at, '\n', folded.len))
		return slice_trim(folded);
	out = arena_alloc(a, folded.len);
	for (size_t i = 0; i < folded.len; i++)
		if (!is_break(folded.at[i]))
			out[len++] = folded.at[i];
	return slice_trim((struct slice){ out, len });
}

static bool
split(struct slice line, struct arena *a, struct mime_field *field)
{
	const char *colon = memchr(line.at, ':', line.len);
	struct slice name;

	if (!colon || colon == line.at || is_blank(line.at[0]))
		return false;
	name = (struct slice){ line.at, (size_t)(colon - line.at) };
	while (name.len > 0 && is_blank(name.at[name.len - 1]))
		name.len--;
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] <= ' ' || name.at[i] > '~')
			return false;
	field->name = name;
	field->value = unfold((struct slice){ colon + 1,
				  line.len - (size_t)(colon + 1 - line.at) },
	    a);
	return true;
}

bool
mime_field_next(
    struct mime_header *h, struct arena *a, struct mime_field *field)
{
	struct slice start = h->rest, line;

	while (take_line(h, &line) && line.len > 0) {
		take_continuations(h, &line);
		if (h->lines > HEADER_LINES_MAX)
			return false;
		if (split(line, a, field)) {
			h->fields++;
			return true;
		}
		h->is_ambiguous = true;
		if (h->fields == 0) { /* no header here: all is body */
			h->rest = start;
			return false;
		}
	}
	return false;
}

static enum transfer
transfer_of(const char *name)
{
	static const struct {
		const char *name;
		enum transfer transfer;
	} known[] = {
		{ "", TRANSFER_PLAIN },
		{ "7bit", TRANSFER_PLAIN },
		{ "8bit", TRANSFER_PLAIN },
		{ "binary", TRANSFER_PLAIN },
		{ "quoted-printable", TRANSFER_QUOTED },
		{ "base64", TRANSFER_BASE64 },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(name, known[i].name) == 0)
			return known[i].transfer;
	return TRANSFER_ODD;
}

/* First values of the fields that build a mail; `seen` counts them. */
struct structure {
	struct slice type, transfer, disposition;
	size_t types, transfers, dispositions, subjects, ids;
};

static void
keep_first(struct slice *to, size_t *seen, struct slice value)
{
	if ((*seen)++ == 0)
		*to = value;
}

static void
note(struct entity *e, struct structure *s, const struct mime_field *field)
{
	struct slice name = field->name, value = field->value;

	if (slice_equal_nocase(name, SLICE("Content-Type")))
		keep_first(&s->type, &s->types, value);
	else if (slice_equal_nocase(name, SLICE("Content-Transfer-Encoding")))
		keep_first(&s->transfer, &s->transfers, value);
	else if (slice_equal_nocase(name, SLICE("Content-Disposition")))
		keep_first(&s->disposition, &s->dispositions, value);
	else if (slice_equal_nocase(name, SLICE("Subject")))
		keep_first(&e->subject, &s->subjects, value);
	else if (slice_equal_nocase(name, SLICE("Message-ID")))
		keep_first(&e->message_id, &s->ids, value);
	else if (slice_equal_nocase(name, SLICE("Content-ID")))
		e->has_content_id = true;
}

/* "text" alone is text/plain; any other half type is bytes. */
static const char *
whole_type(const char *type, const char *fallback)
{
	const char *slash = strchr(type, '/');

	if (!*type)
		return fallback;
	if (slash && slash > type && slash[1] && !strchr(slash + 1, '/') &&
	    utf8_is_valid(type, strlen(type)))
		return type;
	return strcmp(type, "text") == 0 ? "text/plain"
					 : "application/octet-stream";
}

static void
settle(struct entity *e, const struct structure *s, const char *fallback,
    struct arena *a)
{
	struct params transfer;

	params_read(s->type, a, &e->type);
	e->type.value = whole_type(e->type.value, fallback);
	params_read(s->disposition, a, &e->disposition);
	params_read(s->transfer, a, &transfer);
	e->transfer = transfer_of(transfer.value);
	if (s->types > 1 || s->transfers > 1 || s->dispositions > 1 ||
	    s->subjects > 1 || e->type.is_ambiguous ||
	    e->disposition.is_ambiguous || transfer.is_ambiguous)
		e->is_ambiguous = true;
}

bool
entity_read(struct slice bytes, const char *fallback, struct arena *a,
    struct entity *e, struct fault *f)
{
	struct mime_header h = { .rest = bytes };
	struct structure s = { 0 };
	struct mime_field field;
	size_t over = 0;

	if (h.rest.len > HEADER_BYTES_MAX + 1) {
		over = h.rest.len - (HEADER_BYTES_MAX + 1);
		h.rest.len = HEADER_BYTES_MAX + 1;
	}
	*e = (struct entity){ 0 };
	while (mime_field_next(&h, a, &field))
		note(e, &s, &field);
	if (h.lines > HEADER_LINES_MAX)
		return fault_set(
		    f, SCOPE_MESSAGE, "header over %d lines", HEADER_LINES_MAX);
	if (over > 0 && h.rest.len == 0)
		return fault_set(
		    f, SCOPE_MESSAGE, "header over %d bytes", HEADER_BYTES_MAX);
	e->body = (struct slice){ h.rest.at, h.rest.len + over };
	e->is_ambiguous = h.is_ambiguous;
	settle(e, &s, fallback, a);
	return true;
}
