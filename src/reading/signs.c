/*
 * signs: what is no letter: marks, brackets, and the pictures that thumbs put
 * beside an answer. A picture that is not known to be kind is odd, and an
 * odd sign keeps an approval from counting.
 */
#include "words.h"

#include "cabut/banned.h"

static bool
is_friendly(uint32_t c)
{
	static const uint32_t friendly[] = { 0x1F64F, 0x1F44D, 0x1F44C, 0x2705,
		0x1F60A, 0x1F642, 0x263A, 0x2714, 0x1F44F, 0x1F91D, 0x1F4AA,
		0x1F4AF, 0x1F389, 0x1F64C, 0x270C, 0x1F44A, 0x1F973, 0x1F60E,
		0x1F609, 0x1F970, 0x1F60D, 0x1F499, 0x1F49A, 0x1F49B, 0x1F33B,
		0x1F339, 0x2B50, 0x1F31F, 0x1F525, 0x1F91F, 0x1F600, 0x1F601,
		0x1F603, 0x1F604, 0x2611, 0x1F607, 0x2764 };

	for (size_t i = 0; i < sizeof friendly / sizeof *friendly; i++)
		if (c == friendly[i])
			return true;
	/* Skin tones and the marks that pick a picture. */
	return (c >= 0x1F3FB && c <= 0x1F3FF) || c == 0xFE0F || c == 0xFE0E;
}

/* A thumb down, crosses, no entry: they go with a refusal. */
static bool
is_refusing(uint32_t c)
{
	return c == 0x1F44E || c == 0x274C || c == 0x274E || c == 0x2716 ||
	       c == 0x1F6AB || c == 0x26D4 || c == 0x1F645;
}

enum word
picture_word(uint32_t c, const char **text)
{
	*text = is_refusing(c) ? PICTURE_NO : NULL;
	return is_friendly(c) ? WORD_CHEER : WORD_ODD;
}

enum word
sign_word(char c)
{
	switch (c) {
	case '\n':
		return WORD_BREAK;
	case '?':
		return WORD_QUERY;
	case '.':
	case '!':
	case ';':
		return WORD_STOP;
	case ',':
	case ':':
	case '(':
	case ')':
	case '-':
	case '/':
	case '=':
	case '&':
	case '+':
		return WORD_COMMA;
	case '"':
	case '\'':
	case '*':
	case '_':
	case '>':
	case '<':
	case '~':
	case '[':
	case ']':
		return WORD_PLAIN;
	default:
		return WORD_ODD;
	}
}

/* Of the few signs whose spelling matters. */
const char *
sign_text(char c)
{
	static const char *const spelled[] = { "-", "%", "(", ")", ":", ",",
		"[", "]", "~" };

	for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++)
		if (c == *spelled[i])
			return spelled[i];
	return NULL;
}
