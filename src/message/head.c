/*
 * head: cabut's own look at a mail, before anybody else parses it. It reads
 * the raw header once and fills struct head. Promise: is_plain is true only
 * when every mail program would name the same sender; nothing is repaired,
 * and the MIME body is never touched. Addresses: address.c; signs of
 * automatic mail: automatic.c.
 */
#include "address.h"
#include "automatic.h"
#include "field.h"

#include "cabut/banned.h"

enum { ID_BYTES_MAX = 998 }; /* one RFC 5322 line */

struct scan {
	struct arena *arena;
	struct head *head;
	struct automatic_signs signs;
	struct slice from;
	size_t from_count, sender_count, subject_count, id_count;
};

static const char **
list_room(struct arena *a, size_t max)
{
	return arena_array(a, max, sizeof(const char *));
}

static bool
is_id_byte(char c)
{
	return c > ' ' && c <= '~' && c != '<' && c != '>';
}

/* The id without what servers put in when they fold a long one. */
static const char *
keep_id(struct slice word, struct arena *a)
{
	char *id = arena_alloc(a, word.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < word.len; i++)
		if (is_id_byte(word.at[i]))
			id[len++] = word.at[i];
	return len > 0 && len <= ID_BYTES_MAX ? id : NULL;
}

/* What stands behind the last '<' before the next '>'; when the value has
 * no '<' at all, the next word. */
static bool
take_id(struct slice *rest, bool has_angle, struct slice *id)
{
	const char *open;

	if (!slice_take_until(rest, has_angle ? '>' : ' ', id))
		return false;
	open = has_angle && id->len > 0 ? memrchr(id->at, '<', id->len) : NULL;
	if (has_angle && !open)
		id->len = 0;
	if (open) {
		id->len -= (size_t)(open + 1 - id->at);
		id->at = open + 1;
	}
	return true;
}

static void
note_ids(struct slice value, struct arena *a, struct text_list *list)
{
	bool has_angle = value.len > 0 && memchr(value.at, '<', value.len);
	struct slice word;

	while (take_id(&value, has_angle, &word)) {
		const char *id = keep_id(word, a);

		if (id)
			text_list_push(list, HEADER_IDS_MAX, id);
	}
}

static void
note_from(struct scan *s, struct slice value)
{
	s->from_count++;
	s->from = value;
}

static void
note_sender(struct scan *s, struct slice value)
{
	(void)value;
	s->sender_count++;
}

static void
note_message_id(struct scan *s, struct slice value)
{
	struct text_list ids = { list_room(s->arena, HEADER_IDS_MAX), 0 };

	note_ids(value, s->arena, &ids);
	if (s->id_count++ == 0 && ids.count > 0)
		s->head->message_id = ids.at[0];
}

static void
note_in_reply_to(struct scan *s, struct slice value)
{
	note_ids(value, s->arena, &s->head->in_reply_to);
}

static void
note_references(struct scan *s, struct slice value)
{
	note_ids(value, s->arena, &s->head->references);
}

static void
note_recipients(struct scan *s, struct slice value)
{
	address_collect(
	    value, s->arena, &s->head->recipients, HEADER_RECIPIENTS_MAX);
}

static void
note_subject(struct scan *s, struct slice value)
{
	if (s->subject_count++ == 0)
		s->head->subject = value;
}

static void
note_date(struct scan *s, struct slice value)
{
	if (s->head->date.len == 0)
		s->head->date = value;
}

static void
note_trail(struct scan *s, struct slice value, bool is_results)
{
	struct head *h = s->head;

	h->trail[h->trail_count++] =
	    (struct head_received){ is_results, value };
}

static void
note_received(struct scan *s, struct slice value)
{
	note_trail(s, value, false);
}

static void
note_results(struct scan *s, struct slice value)
{
	note_trail(s, value, true);
}

static const struct note {
	const char *field;
	void (*take)(struct scan *, struct slice value);
} notes[] = {
	{ "From", note_from },
	{ "Sender", note_sender },
	{ "Message-ID", note_message_id },
	{ "In-Reply-To", note_in_reply_to },
	{ "References", note_references },
	{ "To", note_recipients },
	{ "Cc", note_recipients },
	{ "Delivered-To", note_recipients },
	{ "X-Original-To", note_recipients },
	{ "Subject", note_subject },
	{ "Date", note_date },
	{ "Received", note_received },
	{ "Authentication-Results", note_results },
};

static void
note_field(struct scan *s, const struct header_field *field)
{
	automatic_note(&s->signs, field->name, field->value);
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
		if (slice_equal_nocase(field->name, slice_of(notes[i].field)))
			notes[i].take(s, field->value);
}

static const char *
why_not_once(const struct scan *s)
{
	if (s->from_count == 0)
		return "there is no From field";
	if (s->from_count > 1)
		return "there is more than one From field";
	if (s->sender_count > 1)
		return "there is more than one Sender field";
	if (s->subject_count > 1)
		return "there is more than one Subject field";
	if (s->id_count > 1)
		return "there is more than one Message-ID field";
	return NULL;
}

/* The doubts in order of weight: who is named, how often, how it is spelt. */
static void
judge_identity(struct scan *s, const char *spelling)
{
	const char *name = NULL, *once = why_not_once(s);

	if (s->from_count == 1)
		name = address_of_from(s->from, s->arena, &s->head->from);
	s->head->doubt = once ? once : name ? name : spelling;
	s->head->is_plain = !s->head->doubt;
}

static bool
read_fields(struct scan *s, struct header_reader *r, struct fault *f)
{
	struct header_field field;
	size_t count = 0;

	for (; header_next(r, s->arena, &field); count++) {
		if (r->lines > HEADER_LINES_MAX)
			break;
		note_field(s, &field);
	}
	if (r->lines > HEADER_LINES_MAX)
		return fault_set(
		    f, SCOPE_MESSAGE, "header over %d lines", HEADER_LINES_MAX);
	if (count == 0)
		return fault_set(f, SCOPE_MESSAGE, "the mail has no header");
	return true;
}

bool
head_scan(struct slice raw, struct arena *a, struct head *head, struct fault *f)
{
	struct head h = { 0 };
	struct scan s = { .arena = a, .head = &h };
	struct header_reader r = { .rest = raw };

	if (r.rest.len > HEADER_BYTES_MAX + 1)
		r.rest.len = HEADER_BYTES_MAX + 1;
	h.in_reply_to.at = list_room(a, HEADER_IDS_MAX);
	h.references.at = list_room(a, HEADER_IDS_MAX);
	h.recipients.at = list_room(a, HEADER_RECIPIENTS_MAX);
	h.trail = arena_array(a, HEADER_LINES_MAX, sizeof *h.trail);
	header_skip_mbox_line(&r);
	if (!read_fields(&s, &r, f))
		return false;
	h.bytes = raw.len > 0 && r.rest.at ? (size_t)(r.rest.at - raw.at) : 0;
	if (h.bytes > HEADER_BYTES_MAX)
		return fault_set(
		    f, SCOPE_MESSAGE, "header over %d bytes", HEADER_BYTES_MAX);
	judge_identity(&s, r.doubt);
	h.automatic = automatic_verdict(&s.signs);
	*head = h;
	return true;
}
