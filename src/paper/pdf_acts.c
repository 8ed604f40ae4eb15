/*
 * Does a document act by itself? Every object that the root leads to is
 * written out by qpdf, which undoes escapes in names and packed objects, and
 * searched for the words of actions. A document that acts can show one thing
 * to its signer and another to its reader.
 */
#include <qpdf/qpdf-c.h>

#include "pdf_sign.h"

#include "cabut/banned.h"

enum { NUMBER_DIGITS = 9 };

struct search {
	qpdf_data pdf;
	bool *seen;		  /* by number of object */
	int *queue, *generations; /* objects still to be looked at */
	int from, to;
	bool acts, is_beyond;
};

static bool
is_regular(char c)
{
	return c != '\0' && !strchr(" \t\r\n\f()<>[]{}/%", c);
}

static bool
is_action(const char *name, size_t len)
{
	static const char *const words[] = { "JavaScript", "JS", "XFA",
		"Launch", "AA", "SubmitForm", "ImportData", "RichMedia" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == len && memcmp(words[i], name, len) == 0)
			return true;
	return false;
}

static void
enqueue(struct search *s, int id, int generation)
{
	if (id <= 0)
		return;
	if (id >= SIGNATURE_OBJECTS_MAX) {
		s->is_beyond = true;
	} else if (!s->seen[id]) {
		s->seen[id] = true;
		s->generations[s->to] = generation;
		s->queue[s->to++] = id;
	}
}

static bool
take_number(const char **at, int *out)
{
	int value = 0, digits = 0;

	for (; ascii_is_digit(**at); ++*at, digits++) {
		if (digits == NUMBER_DIGITS)
			return false;
		value = value * 10 + (**at - '0');
	}
	*out = value;
	return digits > 0;
}

/* "12 0 R"; `at` stays behind the first number otherwise. */
static void
take_reference(struct search *s, const char **at)
{
	const char *next;
	int id, generation;

	if (!take_number(at, &id)) {
		while (ascii_is_digit(**at))
			++*at;
		return;
	}
	next = *at;
	if (*next++ != ' ' || !take_number(&next, &generation) ||
	    next[0] != ' ' || next[1] != 'R' || is_regular(next[2]))
		return;
	enqueue(s, id, generation);
	*at = next + 2;
}

static void
search_text(struct search *s, const char *at)
{
	while (*at) {
		if (ascii_is_digit(*at)) {
			take_reference(s, &at);
		} else if (*at++ == '/') {
			const char *name = at;

			while (is_regular(*at))
				at++;
			s->acts |= is_action(name, (size_t)(at - name));
		}
	}
}

static void
search_object(struct search *s, qpdf_oh object)
{
	qpdf_oh dict;

	if (!qpdf_oh_is_stream(s->pdf, object)) {
		search_text(s, qpdf_oh_unparse_resolved(s->pdf, object));
		return;
	}
	dict = qpdf_oh_get_dict(s->pdf, object);
	search_text(s, qpdf_oh_unparse_resolved(s->pdf, dict));
	qpdf_oh_release(s->pdf, dict);
}

/* Where to open the document is no act: office programs all write it. */
static bool
opens_with_action(qpdf_data pdf, qpdf_oh root)
{
	qpdf_oh open = qpdf_oh_get_key(pdf, root, "/OpenAction"), kind;
	bool acts;

	if (qpdf_oh_is_dictionary(pdf, open)) {
		kind = qpdf_oh_get_key(pdf, open, "/S");
		acts = !qpdf_oh_is_name_and_equals(pdf, kind, "/GoTo");
		qpdf_oh_release(pdf, kind);
	} else {
		acts = !qpdf_oh_is_null(pdf, open) &&
		       !qpdf_oh_is_array(pdf, open) &&
		       !qpdf_oh_is_name(pdf, open) &&
		       !qpdf_oh_is_string(pdf, open);
	}
	qpdf_oh_release(pdf, open);
	return acts;
}

static void
search_root(struct search *s)
{
	qpdf_oh root = qpdf_get_root(s->pdf);

	enqueue(s, qpdf_oh_get_object_id(s->pdf, root),
	    qpdf_oh_get_generation(s->pdf, root));
	if (qpdf_oh_is_dictionary(s->pdf, root))
		s->acts |= opens_with_action(s->pdf, root);
	qpdf_oh_release(s->pdf, root);
	while (s->from < s->to && !s->acts && !s->is_beyond) {
		int at = s->from++;
		qpdf_oh object = qpdf_get_object_by_id(
		    s->pdf, s->queue[at], s->generations[at]);

		search_object(s, object);
		qpdf_oh_release(s->pdf, object);
	}
}

enum signature_flaw
pdf_acts(void *qpdf, struct arena *arena)
{
	size_t most = SIGNATURE_OBJECTS_MAX;
	struct search s = { .pdf = qpdf,
		.seen = arena_array(arena, most, sizeof *s.seen),
		.queue = arena_array(arena, most, sizeof *s.queue),
		.generations = arena_array(arena, most, sizeof(int)) };

	search_root(&s);
	if (s.acts)
		return FLAW_ACTIVE;
	return s.is_beyond ? FLAW_MANY : FLAW_NONE;
}
