/*
 * message: the facade of the MIME side. It walks the mail, joins the body,
 * and keeps every leaf as a part. What cannot be read whole is either a
 * fault that names the limit, or marked: is_ambiguous, has_hidden_text,
 * is_damaged. Nothing here says who wrote the mail.
 */
#include "charset.h"
#include "report.h"
#include "walk.h"

#include "cabut/banned.h"

/* LF alone ends a line; other control characters become U+FFFD. */
static void
add_lines(struct strbuf *out, const char *text)
{
	char put[4];

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '\r' && text[1] == '\n')
			continue;
		if (c == '\r')
			strbuf_char(out, '\n');
		else if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f)
			strbuf_add(
			    out, put, utf8_put(put, CODEPOINT_REPLACEMENT));
		else
			strbuf_char(out, *text);
	}
}

static void
join(struct strbuf *out, const char *text)
{
	if (out->len > 0 && out->at[out->len - 1] != '\n')
		strbuf_char(out, '\n');
	add_lines(out, text);
}

static void
add_plain(struct strbuf *out, struct leaf *leaf, struct arena *a)
{
	bool doubt;
	char *text =
	    message_to_utf8(leaf->part.bytes, leaf->part.charset, a, &doubt);

	if (doubt)
		leaf->part.is_damaged = true;
	if (leaf->is_flowed)
		text = message_unflow(text, leaf->is_delsp, a);
	join(out, text);
}

static bool
add_html(struct strbuf *out, struct leaf *leaf, struct arena *a,
    struct message *m, struct fault *f)
{
	const char *text;
	bool hidden;

	if (!message_html_text(
		leaf->part.bytes, leaf->part.charset, a, &text, &hidden, f))
		return false;
	m->has_hidden_text |= hidden;
	join(out, text);
	return true;
}

static const char *
keep_text(struct strbuf *s, struct arena *a, struct message *m)
{
	if (!s->cut)
		return strbuf_keep(s, a);
	m->is_ambiguous = true;
	return arena_copy(a, s->at, utf8_whole(s->at, s->len));
}

static bool
join_body(struct walk *w, struct strbuf *plain, struct strbuf *html,
    struct message *m, struct fault *f)
{
	bool has_plain = false, has_html = false;

	for (size_t i = 0; i < w->count; i++) {
		struct leaf *leaf = &w->leaves[i];

		if (leaf->part.use == PART_BODY_TEXT) {
			add_plain(plain, leaf, w->arena);
			has_plain = true;
		} else if (leaf->part.use == PART_BODY_HTML) {
			if (!add_html(html, leaf, w->arena, m, f))
				return false;
			has_html = true;
		}
	}
	m->text = has_plain ? keep_text(plain, w->arena, m) : NULL;
	m->html_text = has_html ? keep_text(html, w->arena, m) : NULL;
	return true;
}

static bool
make_body(struct walk *w, struct message *m, struct fault *f)
{
	struct strbuf plain, html;
	bool ok;

	strbuf_init(&plain, TEXT_BYTES_MAX);
	strbuf_init(&html, TEXT_BYTES_MAX);
	ok = join_body(w, &plain, &html, m, f);
	strbuf_release(&plain);
	strbuf_release(&html);
	return ok;
}

static void
keep_parts(const struct walk *w, struct message *m)
{
	m->parts = arena_array(w->arena, w->count, sizeof *m->parts);
	m->part_count = w->count;
	for (size_t i = 0; i < w->count; i++)
		m->parts[i] = w->leaves[i].part;
}

bool
message_parse(
    struct slice raw, struct arena *a, struct message *out, struct fault *f)
{
	struct walk *w = arena_alloc(a, sizeof *w);
	struct message m = { 0 };

	w->arena = a;
	if (!walk_message(raw, w, f) || !make_body(w, &m, f))
		return false;
	m.subject = message_decode_words(w->subject, a);
	m.is_ambiguous |= w->is_ambiguous;
	keep_parts(w, &m);
	report_read(w, a, &m);
	*out = m;
	return true;
}
