/*
 * base64: RFC 2045, 6.8, and hexadecimal digits. Unknown bytes are stepped
 * over and reported; the fast path takes four clean letters at a time.
 */
#include "base64.h"

#include "cabut/banned.h"

enum { BAD = 255, PAD = 254, GAP = 253 };

#define SIX_BITS(first)                                                        \
	(first), (first) + 1, (first) + 2, (first) + 3, (first) + 4, (first) + 5

/* clang-format off */
static const unsigned char values[256] = {
	['A'] = SIX_BITS(1), SIX_BITS(7), SIX_BITS(13), SIX_BITS(19), 25, 26,
	['a'] = SIX_BITS(27), SIX_BITS(33), SIX_BITS(39), SIX_BITS(45), 51, 52,
	['0'] = SIX_BITS(53), 59, 60, 61, 62,
	['+'] = 63, ['/'] = 64,
	['='] = PAD, [' '] = GAP, ['\t'] = GAP, ['\r'] = GAP, ['\n'] = GAP,
};
/* clang-format on */

/* 0..63, or one of BAD, PAD, GAP. */
static unsigned
value_of(char c)
{
	unsigned v = values[(unsigned char)c];

	return v == 0 ? BAD : v >= GAP ? v : v - 1;
}

size_t
base64_room(size_t len)
{
	return len / 4 * 3 + 3;
}

struct decoder {
	char *out;
	size_t len;
	uint32_t bits;
	unsigned held; /* letters in `bits`, 0..3 */
	bool padded, damaged;
};

static void
flush(struct decoder *d)
{
	if (d->held == 1)
		d->damaged = true;
	if (d->held >= 2)
		d->out[d->len++] = (char)(d->bits >> (d->held * 6 - 8));
	if (d->held == 3)
		d->out[d->len++] = (char)(d->bits >> 2);
	d->held = 0;
	d->bits = 0;
}

static void
take(struct decoder *d, unsigned value)
{
	if (value == BAD)
		d->damaged = true;
	if (value == PAD) {
		flush(d);
		d->padded = true;
	}
	if (value >= GAP)
		return;
	if (d->padded)
		d->damaged = true;
	d->padded = false;
	d->bits = (d->bits << 6) | value;
	if (++d->held < 4)
		return;
	d->out[d->len++] = (char)(d->bits >> 16);
	d->out[d->len++] = (char)(d->bits >> 8);
	d->out[d->len++] = (char)d->bits;
	d->held = 0;
	d->bits = 0;
}

/* Four clean letters when no others are held. False: take them singly. */
static bool
take_four(struct decoder *d, const char *at)
{
	unsigned a = value_of(at[0]), b = value_of(at[1]);
	unsigned c = value_of(at[2]), e = value_of(at[3]);
	uint32_t bits;

	if (d->held > 0 || d->padded || (a | b | c | e) > 63)
		return false;
	bits = a << 18 | b << 12 | c << 6 | e;
	d->out[d->len] = (char)(bits >> 16);
	d->out[d->len + 1] = (char)(bits >> 8);
	d->out[d->len + 2] = (char)bits;
	d->len += 3;
	return true;
}

size_t
base64_decode(struct slice text, char *out, bool *damaged)
{
	struct decoder d = { .out = out };
	size_t i = 0;

	while (i < text.len) {
		if (text.len - i >= 4 && take_four(&d, text.at + i)) {
			i += 4;
			continue;
		}
		take(&d, value_of(text.at[i++]));
	}
	flush(&d);
	if (d.damaged)
		*damaged = true;
	return d.len;
}

int
hex_value(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
