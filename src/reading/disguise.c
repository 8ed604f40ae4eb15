/*
 * disguise: characters that make a text look other than it reads: bidi
 * controls, invisible ones, and letters of other scripts that look Latin.
 * Rare honest uses cost one question.
 */
#include <unictype.h>
#include <unistr.h>

#include "decision.h"

#include "cabut/banned.h"

static bool
is_bidi_control(ucs4_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
	       c == 0x200E || c == 0x200F || c == 0x061C;
}

static bool
is_invisible(ucs4_t c)
{
	return (c >= 0x200B && c <= 0x200C) || c == 0x2060 || c == 0xFEFF ||
	       c == 0x00AD || (c >= 0xE0000 && c <= 0xE007F) || c == 0x034F ||
	       c == 0x180E || c == 0x3164 || c == 0x115F || c == 0x1160;
}

/* Latin letters with marks are names; all other letters may be masks. */
static bool
is_foreign_letter(ucs4_t c)
{
	if (c < 0x80 || (c >= 0xC0 && c <= 0x24F))
		return false;
	return uc_is_alpha(c) || (c >= 0x300 && c <= 0x36F) ||
	       (c >= 0x1D400 && c <= 0x1D7FF) || (c >= 0x1F100 && c <= 0x1F1FF);
}

const char *
disguise_find(const char *text)
{
	const uint8_t *at = (const uint8_t *)text;
	size_t left = strlen(text);
	ucs4_t c;

	while (left > 0) {
		int used = u8_mbtouc(&c, at, left);
		if (is_bidi_control(c))
			return "bidi control characters in the answer";
		if (is_invisible(c))
			return "invisible characters in the answer";
		if (is_foreign_letter(c))
			return "letters of another script in the answer";
		at += used > 0 ? used : 1;
		left -= used > 0 ? (size_t)used : 1;
	}
	return NULL;
}
