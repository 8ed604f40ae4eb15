/*
 * Values come from strangers' letters. What they bring must not make a line,
 * hide, or turn the text around: here every such character is taken out.
 */
#include "template.h"

#include "cabut/banned.h"

static const char REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */

size_t
notice_utf8_length(const char *at, size_t len)
{
	unsigned char c = len > 0 ? (unsigned char)at[0] : 0xFF;
	size_t want = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

	return want <= len && utf8_is_valid(at, want) ? want : 0;
}

static uint32_t
code_point(const char *at, size_t len)
{
	static const unsigned char lead[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	uint32_t point = (unsigned char)at[0] & lead[len];

	for (size_t i = 1; i < len; i++)
		point = point << 6 | ((unsigned char)at[i] & 0x3F);
	return point;
}

/* C0, DEL, C1, and Unicode's own line and paragraph ends. */
static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 ||
	       c == 0x2029;
}

/* Bidi controls, zero width, soft hyphen, tag characters. */
static bool
is_deceptive(uint32_t c)
{
	return c == 0xAD || c == 0x61C || c == 0x180E ||
	       (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
	       (c >= 0xE0000 && c <= 0xE007F);
}

void
notice_clean(struct strbuf *out, const char *at, size_t len)
{
	while (len > 0) {
		size_t used = notice_utf8_length(at, len);
		uint32_t c = used > 0 ? code_point(at, used) : 0xFEFF;

		if (is_control(c))
			strbuf_char(out, ' ');
		else if (is_deceptive(c))
			strbuf_text(out, REPLACEMENT);
		else
			strbuf_add(out, at, used);
		used = used > 0 ? used : 1;
		at += used;
		len -= used;
	}
}

/* The longest beginning of at most `max` bytes that ends with a character. */
static size_t
whole_characters(const char *text, size_t len, size_t max)
{
	if (len <= max)
		return len;
	while (max > 0 && ((unsigned char)text[max] & 0xC0) == 0x80)
		max--;
	return max;
}

char *
notice_clean_line(struct arena *a, const char *text, size_t max)
{
	struct strbuf out;
	char *line;
	size_t len = 0;

	/* A replaced byte grows to three. */
	strbuf_init(&out, 3 * strlen(text) + 1);
	notice_clean(&out, text, strlen(text));
	line = strbuf_keep(&out, a);
	strbuf_release(&out);
	for (const char *c = line; *c; c++)
		if (*c != ' ' || (len > 0 && line[len - 1] != ' '))
			line[len++] = *c;
	len = whole_characters(line, len, max);
	while (len > 0 && line[len - 1] == ' ')
		len--;
	line[len] = '\0';
	return line;
}
