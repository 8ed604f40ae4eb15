/*
 * report: takes recipient, action and status out of the machine-readable
 * part, and the Message-ID out of the returned mail. A report can be forged
 * as any mail: it moves an outbox row at most.
 */
#include "report.h"

#include "cabut/banned.h"

/* The word in front, in lower case. */
static const char *
first_word(struct slice value, struct arena *a)
{
	char *word;
	size_t len = 0;

	while (len < value.len && (unsigned char)value.at[len] > ' ' &&
	       value.at[len] != ';' && value.at[len] != '(')
		len++;
	if (len == 0 || !utf8_is_valid(value.at, len))
		return NULL;
	word = arena_copy(a, value.at, len);
	for (char *c = word; *c; c++)
		*c = ascii_lower(*c);
	return word;
}

/* "rfc822; <a@b.c>" gives "a@b.c". */
static const char *
recipient_of(struct slice value, struct arena *a)
{
	struct slice type, rest = value;

	if (!slice_take_until(&rest, ';', &type))
		return NULL;
	if (type.len == value.len)
		rest = type;
	rest = slice_trim(rest);
	if (rest.len >= 2 && rest.at[0] == '<') {
		rest.at++;
		rest.len--;
	}
	while (rest.len > 0 && rest.at[rest.len - 1] == '>')
		rest.len--;
	return first_word(rest, a);
}

/* The id between the first < >, or the value as it stands. */
static const char *
id_of(struct slice value, struct arena *a)
{
	struct slice before, id;

	if (value.len > 0 && memchr(value.at, '<', value.len)) {
		slice_take_until(&value, '<', &before);
		if (!slice_take_until(&value, '>', &id))
			return NULL;
	} else {
		id = value;
	}
	id = slice_trim(id);
	for (size_t i = 0; i < id.len; i++)
		if (id.at[i] <= ' ' || id.at[i] > '~')
			return NULL;
	return id.len > 0 ? arena_copy(a, id.at, id.len) : NULL;
}

struct status { /* of one recipient, or of a receipt */
	const char *recipient, *action, *status, *message_id;
};

static void
note(struct status *s, const struct mime_field *field, struct arena *a)
{
	struct slice name = field->name;

	if (slice_equal_nocase(name, SLICE("Final-Recipient")))
		s->recipient = recipient_of(field->value, a);
	else if (slice_equal_nocase(name, SLICE("Original-Recipient")) &&
		 !s->recipient)
		s->recipient = recipient_of(field->value, a);
	else if (slice_equal_nocase(name, SLICE("Action")))
		s->action = first_word(field->value, a);
	else if (slice_equal_nocase(name, SLICE("Status")))
		s->status = first_word(field->value, a);
	else if (slice_equal_nocase(name, SLICE("Original-Message-ID")))
		s->message_id = id_of(field->value, a);
}

/* "manual-action/MDN-sent-manually; displayed" gives "displayed". */
static void
note_disposition(
    struct status *s, const struct mime_field *field, struct arena *a)
{
	struct slice rest = field->value, mode;

	if (slice_equal_nocase(field->name, SLICE("Disposition")) &&
	    slice_take_until(&rest, ';', &mode))
		s->action = first_word(slice_trim(rest), a);
}

static bool
is_failed(const struct status *s)
{
	return s->action && strcmp(s->action, "failed") == 0;
}

static void
keep(const struct status *s, struct message *m)
{
	if (s->message_id && !m->report_message_id)
		m->report_message_id = s->message_id;
	if (!s->recipient || (m->report_recipient && !is_failed(s)))
		return;
	m->report_recipient = s->recipient;
	m->report_action = s->action;
	m->report_status = s->status;
}

/* Blocks of fields, one per recipient; the first that failed is kept, else
 * the first. */
static void
read_blocks(struct slice bytes, struct arena *a, struct message *m)
{
	struct mime_header h = { .rest = bytes };
	struct mime_field field;

	while (h.rest.len > 0 && h.lines < HEADER_LINES_MAX) {
		struct status s = { 0 };
		size_t before = h.rest.len;

		h.fields = 0;
		while (mime_field_next(&h, a, &field)) {
			note(&s, &field, a);
			note_disposition(&s, &field, a);
		}
		if (!m->report_recipient || is_failed(&s))
			keep(&s, m);
		if (is_failed(&s) || h.rest.len == before)
			return;
	}
}

void
report_read(const struct walk *w, struct arena *a, struct message *m)
{
	for (size_t i = 0; i < w->count; i++) {
		const struct part *part = &w->leaves[i].part;

		if (part->use == PART_REPORT &&
		    strcmp(part->type, "text/rfc822-headers") != 0)
			read_blocks(part->bytes, a, m);
	}
	if (w->report_id.len > 0 && !m->report_message_id)
		m->report_message_id = id_of(w->report_id, a);
}
