/*
 * Documents that are text already: plain, HTML, and an attached mail, whose
 * text is what its reader would see.
 */
#include "parse.h"

#include "cabut/banned.h"

/* The charset was lost with the part's header: UTF-8 if it is, else what
 * Windows writes. */
static const char *
guess_charset(struct slice bytes)
{
	return utf8_is_valid(bytes.at, bytes.len) ? "utf-8" : "windows-1252";
}

static struct slice
without_mark(struct slice bytes)
{
	if (bytes.len >= 3 && memcmp(bytes.at, "\xef\xbb\xbf", 3) == 0)
		return (struct slice){ bytes.at + 3, bytes.len - 3 };
	return bytes;
}

bool
plain_text(struct slice bytes, struct arena *arena, struct strbuf *out,
    const char **why)
{
	bool doubt = false;

	bytes = without_mark(bytes);
	if (bytes.len > TEXT_BYTES_MAX) {
		*why = "text larger than 1 MB";
		return false;
	}
	text_scrub(out, slice_of(message_to_utf8(
			    bytes, guess_charset(bytes), arena, &doubt)));
	return true;
}

bool
html_text(struct slice bytes, struct arena *arena, struct strbuf *out,
    const char **why)
{
	struct fault f = { 0 };
	const char *text = NULL;
	bool has_hidden = false;

	if (!message_html_text(
		bytes, guess_charset(bytes), arena, &text, &has_hidden, &f)) {
		*why = "HTML that cannot be read";
		return false;
	}
	text_scrub(out, slice_of(text));
	return true;
}

bool
mail_text(struct slice bytes, struct arena *arena, struct strbuf *out,
    const char **why)
{
	struct message m = { 0 };
	struct fault f = { 0 };

	if (!message_parse(bytes, arena, &m, &f)) {
		*why = "attached mail that cannot be read";
		return false;
	}
	text_scrub(out, slice_of(m.text ? m.text : m.html_text));
	if (out->len == 0)
		*why = "attached mail without text";
	return out->len > 0;
}
