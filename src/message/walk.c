/*
 * walk: from one immutable buffer to the leaves of its MIME tree. Every
 * level looks only at its own slice, depth ends at MIME_DEPTH_MAX, so the
 * work is at most bytes times depth whatever the sender nests. An attached
 * mail is walked as well, also an encoded one, but its leaves are marked and
 * never become the body.
 */
#include "walk.h"

#include "cabut/banned.h"

/* Where an entity stands. */
struct place {
	unsigned depth;
	bool is_nested;
	bool in_report;
	bool in_related;
	const char *fallback; /* type when none is named */
};

static bool walk_entity(
    struct walk *, struct slice, const struct place *, struct fault *);

static bool
type_is(const struct entity *e, const char *type)
{
	return strcmp(e->type.value, type) == 0;
}

static bool
type_starts(const struct entity *e, const char *prefix)
{
	return strncmp(e->type.value, prefix, strlen(prefix)) == 0;
}

static bool
count_decoded(struct walk *w, size_t bytes, struct fault *f)
{
	w->decoded_bytes += bytes;
	if (w->decoded_bytes > MIME_DECODED_MAX)
		return fault_set(f, SCOPE_MESSAGE, "decoded MIME over %d MB",
		    MIME_DECODED_MAX >> 20);
	return true;
}

static bool
is_report_part(const struct entity *e, const struct place *p)
{
	return type_is(e, "message/delivery-status") ||
	       type_is(e, "message/disposition-notification") ||
	       (p->in_report && (type_starts(e, "message/") ||
				    type_is(e, "text/rfc822-headers")));
}

static enum part_use
use_of(const struct entity *e, const struct place *p, const char *name)
{
	bool is_attached = strcmp(e->disposition.value, "attachment") == 0;

	if (p->is_nested)
		return PART_ATTACHMENT;
	if (type_is(e, "text/calendar") || type_is(e, "application/ics"))
		return PART_CALENDAR;
	if (is_report_part(e, p))
		return PART_REPORT;
	if (!is_attached && !name && type_is(e, "text/plain"))
		return PART_BODY_TEXT;
	if (!is_attached && !name && type_is(e, "text/html"))
		return PART_BODY_HTML;
	if (!is_attached && type_starts(e, "image/") &&
	    (e->has_content_id || p->in_related))
		return PART_INLINE;
	return PART_ATTACHMENT;
}

static const char *
leaf_name(const struct entity *e, struct arena *a)
{
	const char *name =
	    file_name_clean(params_text(&e->disposition, "filename", a), a);

	return name ? name
		    : file_name_clean(params_text(&e->type, "name", a), a);
}

static const char *
leaf_charset(const struct entity *e, struct arena *a)
{
	struct slice word = params_word(&e->type, "charset");
	char *copy;

	if (word.len == 0)
		return NULL;
	copy = arena_copy(a, word.at, word.len);
	for (char *c = copy; *c; c++)
		*c = ascii_lower(*c);
	return utf8_is_valid(copy, strlen(copy)) ? copy : NULL;
}

static bool
walk_leaf(struct walk *w, const struct entity *e, const struct place *p,
    struct fault *f)
{
	struct leaf *leaf = &w->leaves[w->count];
	struct part *part = &leaf->part;

	*leaf = (struct leaf){ 0 };
	part->type = e->type.value;
	part->charset = leaf_charset(e, w->arena);
	part->name = leaf_name(e, w->arena);
	part->use = use_of(e, p, part->name);
	part->depth = p->depth;
	part->is_nested = p->is_nested;
	part->bytes = entity_decode(e, w->arena, &part->is_damaged);
	leaf->is_flowed = slice_equal_nocase(
	    params_word(&e->type, "format"), SLICE("flowed"));
	leaf->is_delsp =
	    slice_equal_nocase(params_word(&e->type, "delsp"), SLICE("yes"));
	w->count++;
	return count_decoded(w, part->bytes.len, f);
}

/* ---- multipart ---- */

struct splitter {
	struct slice rest;     /* behind the last delimiter line */
	struct slice boundary; /* with its "--" */
	bool is_closed;
};

/* What stands behind the boundary on its line. False: a longer boundary. */
static bool
read_delimiter_end(struct slice tail, bool *is_close, size_t *used)
{
	size_t i = 0;

	*is_close = tail.len >= 2 && memcmp(tail.at, "--", 2) == 0;
	if (*is_close)
		i = 2;
	while (i < tail.len && (tail.at[i] == ' ' || tail.at[i] == '\t'))
		i++;
	if (i < tail.len && tail.at[i] == '\r')
		i++;
	if (i < tail.len && tail.at[i] != '\n')
		return false;
	*used = i < tail.len ? i + 1 : i;
	return true;
}

/* Does a delimiter line stand at the front of `s`? */
static bool
is_delimiter(
    struct slice s, struct slice boundary, bool *is_close, size_t *used)
{
	struct slice tail;

	if (s.len < boundary.len ||
	    memcmp(s.at, boundary.at, boundary.len) != 0)
		return false;
	tail = (struct slice){ s.at + boundary.len, s.len - boundary.len };
	if (!read_delimiter_end(tail, is_close, used))
		return false;
	*used += boundary.len;
	return true;
}

/* Cuts `rest` at the next delimiter line: what stands before it, without
 * the line break that belongs to it, and what follows. */
static bool
next_delimiter(struct splitter *s, struct slice *before, bool *is_close)
{
	struct slice at = s->rest, line;
	size_t used;

	while (at.len > 0 && !is_delimiter(at, s->boundary, is_close, &used))
		slice_take_until(&at, '\n', &line);
	if (at.len == 0)
		return false;
	*before = (struct slice){ s->rest.at, (size_t)(at.at - s->rest.at) };
	if (before->len > 0)
		before->len--;
	if (before->len > 0 && before->at[before->len - 1] == '\r')
		before->len--;
	s->rest = (struct slice){ at.at + used, at.len - used };
	return true;
}

/* The next child. False: none left. `is_cut`: the end boundary is missing. */
static bool
next_child(struct splitter *s, struct slice *child, bool *is_cut)
{
	bool is_close = false;

	*is_cut = false;
	if (s->is_closed)
		return false;
	if (next_delimiter(s, child, &is_close)) {
		s->is_closed = is_close;
		return true;
	}
	*is_cut = true;
	s->is_closed = true;
	*child = s->rest;
	s->rest.len = 0;
	return true;
}

/* The delimiter, "--" and the boundary; empty when there is no usable one. */
static struct slice
delimiter_of(const struct entity *e, struct arena *a)
{
	struct slice word = params_word(&e->type, "boundary");
	char *text;

	while (word.len > 0 &&
	       (word.at[word.len - 1] == ' ' || word.at[word.len - 1] == '\t'))
		word.len--;
	if (word.len == 0 || memchr(word.at, '\n', word.len))
		return (struct slice){ 0 };
	text = arena_alloc(a, word.len + 2);
	memcpy(text, "--", 2);
	memcpy(text + 2, word.at, word.len);
	return (struct slice){ text, word.len + 2 };
}

static bool
walk_children(
    struct walk *w, struct splitter *s, const struct place *p, struct fault *f)
{
	struct slice child;
	size_t first = w->count;
	bool is_cut, is_close;

	while (next_child(s, &child, &is_cut)) {
		if (!walk_entity(w, child, p, f))
			return false;
		if (is_cut && w->count > first)
			w->leaves[w->count - 1].part.is_damaged = true;
	}
	/* Parts behind the end: some programs would show them. */
	if (next_delimiter(s, &child, &is_close))
		w->is_ambiguous = true;
	return true;
}

static bool
walk_multipart(
    struct walk *w, struct entity *e, const struct place *p, struct fault *f)
{
	struct splitter s = { .rest = e->body,
		.boundary = delimiter_of(e, w->arena) };
	struct place inside = *p;
	struct slice preamble;

	if (e->transfer == TRANSFER_QUOTED || e->transfer == TRANSFER_BASE64)
		w->is_ambiguous = true;
	if (s.boundary.len == 0 ||
	    !next_delimiter(&s, &preamble, &s.is_closed)) {
		w->is_ambiguous = true;
		e->type.value = "text/plain";
		return walk_leaf(w, e, p, f);
	}
	inside.depth++;
	inside.in_report = type_is(e, "multipart/report");
	inside.in_related = type_is(e, "multipart/related");
	inside.fallback =
	    type_is(e, "multipart/digest") ? "message/rfc822" : "text/plain";
	return walk_children(w, &s, &inside, f);
}

/* ---- attached mails ---- */

static bool
walk_attached(struct walk *w, const struct entity *e, const struct place *p,
    struct fault *f)
{
	struct place inside = { .depth = p->depth + 1,
		.is_nested = true,
		.in_report = p->in_report,
		.fallback = "text/plain" };
	bool damaged = false;
	struct slice body = entity_decode(e, w->arena, &damaged);
	size_t first = w->count;

	if (body.at != e->body.at && !count_decoded(w, body.len, f))
		return false;
	if (!walk_entity(w, body, &inside, f))
		return false;
	for (; damaged && first < w->count; first++)
		w->leaves[first].part.is_damaged = true;
	return true;
}

/* A report carries the mail that it is about, or only its header. */
static void
note_report_id(struct walk *w, const struct entity *e, const struct place *p)
{
	struct entity header;
	struct fault ignored;
	bool damaged = false;

	if (!p->in_report || w->report_id.len > 0)
		return;
	if (p->is_nested)
		w->report_id = e->message_id;
	else if (type_is(e, "text/rfc822-headers") &&
		 entity_read(entity_decode(e, w->arena, &damaged), "text/plain",
		     w->arena, &header, &ignored))
		w->report_id = header.message_id;
}

static bool
check_limits(struct walk *w, const struct place *p, struct fault *f)
{
	if (p->depth > MIME_DEPTH_MAX)
		return fault_set(
		    f, SCOPE_MESSAGE, "MIME depth over %d", MIME_DEPTH_MAX);
	if (w->count == MIME_PARTS_MAX || w->entities == 2 * MIME_PARTS_MAX)
		return fault_set(
		    f, SCOPE_MESSAGE, "MIME parts over %d", MIME_PARTS_MAX);
	w->entities++;
	return true;
}

static bool
walk_entity(
    struct walk *w, struct slice bytes, const struct place *p, struct fault *f)
{
	struct entity e;

	if (!check_limits(w, p, f) ||
	    !entity_read(bytes, p->fallback, w->arena, &e, f))
		return false;
	w->is_ambiguous |= e.is_ambiguous;
	if (p->depth == 0)
		w->subject = e.subject;
	note_report_id(w, &e, p);
	if (type_starts(&e, "multipart/"))
		return walk_multipart(w, &e, p, f);
	if (type_is(&e, "message/rfc822") || type_is(&e, "message/global"))
		return walk_attached(w, &e, p, f);
	return walk_leaf(w, &e, p, f);
}

/* The "From x Mon Nov 20 ..." line of an mbox file is not of the mail. */
static struct slice
without_mbox_line(struct slice raw)
{
	struct slice rest = raw, line;

	if (raw.len > 6 && memcmp(raw.at, "From ", 5) == 0 &&
	    raw.at[5] != ':' && slice_take_line(&rest, &line))
		return rest;
	return raw;
}

bool
walk_message(struct slice raw, struct walk *w, struct fault *f)
{
	struct place top = { .fallback = "text/plain" };

	if (raw.len > MESSAGE_BYTES_MAX)
		return fault_set(f, SCOPE_MESSAGE, "message over %d MB",
		    MESSAGE_BYTES_MAX >> 20);
	return walk_entity(w, without_mbox_line(raw), &top, f);
}
