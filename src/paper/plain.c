/*
 * Documents that are text already: plain, HTML, and an attached mail, whose
 * text is what its reader would see.
 */
#include <unistr.h>

#include "parse.h"

#include "cabut/banned.h"

enum { REPLACEMENT = 0xfffd };

/* "Unicode" of Windows' editors: UTF-16 behind a byte order mark. */
static struct slice
from_utf16(struct slice bytes, struct arena *arena)
{
	size_t units = bytes.len / 2 - 1, high = bytes.at[0] == '\xff';
	uint16_t *wide = arena_array(arena, units + 1, sizeof *wide);
	const unsigned char *at = (const unsigned char *)bytes.at + 2;
	uint8_t *narrow = arena_alloc(arena, 3 * units + 1);
	size_t len = 0;

	for (size_t i = 0; i < units; i++)
		wide[i] = (uint16_t)(at[2 * i + high] << 8 | at[2 * i + !high]);
	for (size_t i = 0, used; i < units; i += used) {
		ucs4_t c;
		int n = u16_mbtoucr(&c, wide + i, units - i);

		used = n > 0 ? (size_t)n : 1;
		len += (size_t)u8_uctomb(
		    narrow + len, n > 0 ? c : REPLACEMENT, 3 * used);
	}
	return (struct slice){ (const char *)narrow, len };
}

static struct slice
without_utf16(struct slice bytes, struct arena *arena)
{
	return text_is_utf16(bytes) ? from_utf16(bytes, arena) : bytes;
}

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

	if (bytes.len > TEXT_BYTES_MAX) {
		*why = "text larger than 1 MB";
		return false;
	}
	bytes = without_mark(without_utf16(bytes, arena));
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

	if (bytes.len <= TEXT_BYTES_MAX)
		bytes = without_utf16(bytes, arena);
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
