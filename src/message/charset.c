/*
 * charset: to UTF-8 from us-ascii, utf-8, iso-8859-1, iso-8859-15 and
 * windows-1252 by our own small tables, so that no locale or iconv module
 * decides what a mail says. The result never holds a NUL. Other names are
 * tried as UTF-8, then windows-1252, and always leave a doubt; utf-7 is
 * therefore never decoded.
 */
#include "charset.h"

#include "cabut/banned.h"

enum family {
	FAMILY_UTF8,
	FAMILY_ASCII,
	FAMILY_LATIN1,
	FAMILY_LATIN9,
	FAMILY_CP1252,
	FAMILY_NONE,
	FAMILY_OTHER
};

/* 0x80..0x9f of windows-1252; 0 where nothing is assigned. */
static const uint16_t cp1252_high[32] = { 0x20ac, 0, 0x201a, 0x0192, 0x201e,
	0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
	0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178 };

static enum family
family_of(const char *charset)
{
	static const struct {
		const char *name;
		enum family family;
	} known[] = {
		{ "utf-8", FAMILY_UTF8 },
		{ "utf8", FAMILY_UTF8 },
		{ "us-ascii", FAMILY_ASCII },
		{ "ascii", FAMILY_ASCII },
		{ "ansi_x3.4-1968", FAMILY_ASCII },
		{ "iso-8859-1", FAMILY_LATIN1 },
		{ "iso8859-1", FAMILY_LATIN1 },
		{ "latin1", FAMILY_LATIN1 },
		{ "iso-8859-15", FAMILY_LATIN9 },
		{ "iso8859-15", FAMILY_LATIN9 },
		{ "windows-1252", FAMILY_CP1252 },
		{ "cp1252", FAMILY_CP1252 },
	};

	if (!charset || !*charset)
		return FAMILY_NONE;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (text_equal_nocase(charset, known[i].name))
			return known[i].family;
	return FAMILY_OTHER;
}

size_t
utf8_put(char *out, uint32_t c)
{
	size_t more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const unsigned char lead[] = { 0, 0xc0, 0xe0, 0xf0 };

	out[0] = (char)(lead[more] | (c >> (6 * more)));
	for (size_t i = 1; i <= more; i++)
		out[i] = (char)(0x80 | ((c >> (6 * (more - i))) & 0x3f));
	return more + 1;
}

/* Length and first bits by the lead byte; 0 for none. */
static size_t
lead_length(unsigned char b, uint32_t *bits)
{
	size_t len = b < 0x80		      ? 1
		     : b >= 0xc2 && b <= 0xdf ? 2
		     : b >= 0xe0 && b <= 0xef ? 3
		     : b >= 0xf0 && b <= 0xf4 ? 4
					      : 0;

	*bits = len == 1 ? b : b & (0x7fu >> len);
	return len;
}

size_t
utf8_take(const char *at, size_t left, uint32_t *codepoint)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t c;
	size_t len = lead_length((unsigned char)*at, &c);

	if (len == 0 || len > left)
		return 0;
	for (size_t i = 1; i < len; i++) {
		unsigned char b = (unsigned char)at[i];

		if ((b & 0xc0) != 0x80)
			return 0;
		c = (c << 6) | (b & 0x3f);
	}
	if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*codepoint = c;
	return len;
}

size_t
utf8_whole(const char *at, size_t len)
{
	size_t back = 1;
	uint32_t c;

	while (back < 4 && back < len &&
	       ((unsigned char)at[len - back] & 0xc0) == 0x80)
		back++;
	if (back > len || utf8_take(at + len - back, back, &c) == back)
		return len;
	return len - back;
}

bool
codepoint_is_invisible(uint32_t c)
{
	return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e ||
	       (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	       (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe0fff);
}

static uint32_t
single_byte(unsigned char b, enum family family)
{
	if (b == 0)
		return CODEPOINT_REPLACEMENT;
	if (b < 0x80 || b >= 0xa0) {
		static const unsigned char at[] = { 0xa4, 0xa6, 0xa8, 0xb4,
			0xb8, 0xbc, 0xbd, 0xbe };
		static const uint16_t to[] = { 0x20ac, 0x160, 0x161, 0x17d,
			0x17e, 0x152, 0x153, 0x178 };

		for (size_t i = 0; family == FAMILY_LATIN9 && i < 8; i++)
			if (at[i] == b)
				return to[i];
		return b;
	}
	/* Latin-1 with C1 controls is windows-1252 with a wrong label. */
	if (cp1252_high[b - 0x80] == 0)
		return CODEPOINT_REPLACEMENT;
	return cp1252_high[b - 0x80];
}

static char *
widen(struct slice bytes, enum family family, struct arena *a)
{
	size_t room = 1, len = 0;
	char scratch[4];
	char *out;

	for (size_t i = 0; i < bytes.len; i++)
		room += utf8_put(
		    scratch, single_byte((unsigned char)bytes.at[i], family));
	out = arena_alloc(a, room);
	for (size_t i = 0; i < bytes.len; i++)
		len += utf8_put(
		    out + len, single_byte((unsigned char)bytes.at[i], family));
	return out;
}

/* Each byte that is not UTF-8, and each NUL, becomes U+FFFD. */
static char *
mend(struct slice bytes, struct arena *a)
{
	char *out = arena_alloc(a, 3 * bytes.len + 1);
	size_t len = 0, used;
	uint32_t c;

	for (size_t i = 0; i < bytes.len; i += used) {
		used = utf8_take(bytes.at + i, bytes.len - i, &c);
		if (used == 0 || c == 0)
			c = CODEPOINT_REPLACEMENT;
		if (used == 0)
			used = 1;
		len += utf8_put(out + len, c);
	}
	return out;
}

static bool
has_high(struct slice bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if ((unsigned char)bytes.at[i] >= 0x80)
			return true;
	return false;
}

static bool
has_nul(struct slice bytes)
{
	return bytes.len > 0 && memchr(bytes.at, 0, bytes.len);
}

static struct slice
without_bom(struct slice bytes)
{
	if (bytes.len >= 3 && memcmp(bytes.at, "\xef\xbb\xbf", 3) == 0)
		return (struct slice){ bytes.at + 3, bytes.len - 3 };
	return bytes;
}

char *
message_to_utf8(
    struct slice bytes, const char *charset, struct arena *a, bool *doubt)
{
	enum family family = family_of(charset);
	bool is_utf8 = bytes.len == 0 || utf8_is_valid(bytes.at, bytes.len);
	bool odd = family == FAMILY_OTHER || has_nul(bytes);

	if (family == FAMILY_ASCII && has_high(bytes))
		odd = true;
	if ((family == FAMILY_UTF8 || family == FAMILY_NONE) && !is_utf8)
		odd = true;
	if (doubt)
		*doubt = odd;
	if (family == FAMILY_LATIN1 || family == FAMILY_LATIN9 ||
	    family == FAMILY_CP1252)
		return widen(bytes, family, a);
	if (is_utf8 && !has_nul(bytes))
		return arena_copy(
		    a, without_bom(bytes).at, without_bom(bytes).len);
	if (family == FAMILY_UTF8 || is_utf8)
		return mend(without_bom(bytes), a);
	return widen(bytes, FAMILY_CP1252, a);
}
