/*
 * Text of any origin to text that the rest of cabut may trust as text: valid
 * UTF-8, LF, no control characters but tab and \f. Look-alike and bidi stay:
 * whoever decides by the text must see them.
 */
#include <unistr.h>

#include "parse.h"

#include "cabut/banned.h"

static const char replacement[] = "\xef\xbf\xbd";

static bool
is_wide_blank(ucs4_t c)
{
	return c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
	       c == 0x205f || c == 0x3000;
}

/* What stands for this character; NULL: itself. */
static const char *
stand_in(ucs4_t c)
{
	if (c == '\n' || c == '\t' || c == '\f')
		return NULL;
	if (c == '\v' || c == 0x2028 || c == 0x2029)
		return "\n";
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return replacement;
	return is_wide_blank(c) ? " " : NULL;
}

static void
add_whole(struct strbuf *out, const char *at, size_t len)
{
	if (out->cut || len > out->ceiling - out->len)
		out->cut = true;
	else
		strbuf_add(out, at, len);
}

/* How many bytes from `i` on need no care. */
static size_t
plain_run(struct slice text, size_t i)
{
	size_t start = i;

	while (i < text.len && text.at[i] >= ' ' && text.at[i] < 0x7f)
		i++;
	return i - start;
}

static void
add_run(struct strbuf *out, const char *at, size_t len)
{
	if (!out->cut)
		strbuf_add(out, at, len);
}

/* One character from `i` on; gives its bytes. */
static size_t
scrub_one(struct strbuf *out, struct slice text, size_t i)
{
	const uint8_t *at = (const uint8_t *)text.at + i;
	ucs4_t c;
	int n;

	if (*at == '\r') {
		bool has_lf = i + 1 < text.len && at[1] == '\n';
		add_whole(out, "\n", 1);
		return has_lf ? 2 : 1;
	}
	n = u8_mbtoucr(&c, at, text.len - i);
	if (n <= 0) {
		add_whole(out, replacement, sizeof replacement - 1);
		return 1;
	}
	const char *other = stand_in(c);
	if (other)
		add_whole(out, other, strlen(other));
	else
		add_whole(out, text.at + i, (size_t)n);
	return (size_t)n;
}

void
text_scrub(struct strbuf *out, struct slice text)
{
	size_t i = 0;

	while (i < text.len && !out->cut) {
		size_t run = plain_run(text, i);

		add_run(out, text.at + i, run);
		i += run;
		if (i < text.len)
			i += scrub_one(out, text, i);
	}
}
