/*
 * Texts before they are measured: made harmless, and in capitals.
 */
#include <glib.h>

#include "text.h"

#include "cabut/banned.h"

static const char CUT[] = "\xe2\x80\xa6";

static bool
is_blank(gunichar u)
{
	return u == 0 || g_unichar_isspace(u) || g_unichar_iscntrl(u) ||
	       u == 0x2028 || u == 0x2029;
}

/* What XML 1.0 forbids, and what would turn the line around. */
static bool
is_refused(gunichar u)
{
	return (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069) ||
	       u == 0xfffe || u == 0xffff || u == 0xfeff;
}

const char *
text_clean(struct arena *a, const char *text)
{
	struct strbuf out;
	char utf8[6];
	gboolean owed = FALSE;

	strbuf_init(&out, DRAW_TEXT_BYTES_MAX);
	char *valid = g_utf8_make_valid(text ? text : "", -1);

	for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
		gunichar u = g_utf8_get_char(at);
		size_t len = (size_t)g_unichar_to_utf8(u, utf8);

		if (is_blank(u)) {
			owed = out.len > 0;
			continue;
		}
		if (is_refused(u))
			continue;
		if (out.len + len + sizeof CUT > DRAW_TEXT_BYTES_MAX) {
			strbuf_text(&out, CUT);
			break;
		}
		if (owed)
			strbuf_char(&out, ' ');
		strbuf_add(&out, utf8, len);
		owed = FALSE;
	}
	g_free(valid);
	char *kept = strbuf_keep(&out, a);

	strbuf_release(&out);
	return kept;
}

/* A capital after a small letter or before one, not at the beginning: "BSrE"
 * is a name, "Kepala" and "OP" are words. */
static bool
has_own_capitals(const char *word, size_t len)
{
	bool has_low = false, has_inner = false;

	for (size_t i = 0; i < len; i++) {
		has_low |= word[i] >= 'a' && word[i] <= 'z';
		has_inner |= i > 0 && ascii_is_alnum(word[i - 1]) &&
			     word[i] >= 'A' && word[i] <= 'Z';
	}
	return has_low && has_inner;
}

const char *
text_capitals(struct arena *a, const char *text)
{
	struct slice rest = slice_of(text), word;
	struct strbuf out;

	strbuf_init(&out, 4 * DRAW_TEXT_BYTES_MAX);
	while (slice_take_until(&rest, ' ', &word)) {
		char *up = g_utf8_strup(word.at, (gssize)word.len);

		if (out.len > 0)
			strbuf_char(&out, ' ');
		if (has_own_capitals(word.at, word.len))
			strbuf_add(&out, word.at, word.len);
		else
			strbuf_text(&out, up);
		g_free(up);
	}
	char *kept = strbuf_keep(&out, a);

	strbuf_release(&out);
	return kept;
}
