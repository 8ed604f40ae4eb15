/*
 * Words are compared as a bag, without case: layers have their own order.
 * Numbers of eight digits and more (NIP, NIK, dates run together) must all be
 * there, on both sides, whatever blanks and dots group them.
 */
#include <stdlib.h>

#include "agree.h"

#include "cabut/banned.h"

enum {
	WORDS_MAX = 20 * 1000,
	WORD_LEAST = 3,
	NUMBER_LEAST = 8,
	SHARE = 75, /* percent of words that both have, of the larger side */
};

struct words {
	struct slice *at;
	size_t count;
};

static bool
is_letter(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static struct words
words_of(const char *text)
{
	struct words w = { calloc(WORDS_MAX, sizeof(struct slice)), 0 };

	for (const char *c = text; w.at && *c && w.count < WORDS_MAX;) {
		const char *from = c;

		while (is_letter(*c))
			c++;
		if (c - from >= WORD_LEAST)
			w.at[w.count++] =
			    (struct slice){ from, (size_t)(c - from) };
		if (*c)
			c++;
	}
	return w;
}

static int
by_letters(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;
	size_t len = x->len < y->len ? x->len : y->len;

	for (size_t i = 0; i < len; i++) {
		int d = ascii_lower(x->at[i]) - ascii_lower(y->at[i]);

		if (d != 0)
			return d;
	}
	return (x->len > y->len) - (x->len < y->len);
}

static size_t
shared(const struct words *a, const struct words *b)
{
	size_t i = 0, k = 0, both = 0;

	while (i < a->count && k < b->count) {
		int d = by_letters(&a->at[i], &b->at[k]);

		both += d == 0;
		i += d <= 0;
		k += d >= 0;
	}
	return both;
}

static bool
words_agree(const char *one, const char *other)
{
	struct words a = words_of(one), b = words_of(other);
	size_t most = a.count > b.count ? a.count : b.count, both = 0;

	if (a.at && b.at) {
		qsort(a.at, a.count, sizeof *a.at, by_letters);
		qsort(b.at, b.count, sizeof *b.at, by_letters);
		both = shared(&a, &b);
	}
	free(a.at);
	free(b.at);
	return most > 0 && both * 100 >= most * SHARE;
}

static bool
joins(const char *c)
{
	return (*c == ' ' || *c == '.' || *c == '-' || *c == '/') &&
	       ascii_is_digit(c[1]);
}

/* The next number of eight digits and more, its digits alone. */
static bool
take_number(const char **text, struct strbuf *digits)
{
	const char *c = *text;

	do {
		strbuf_clear(digits);
		while (*c && !ascii_is_digit(*c))
			c++;
		for (; ascii_is_digit(*c) || (digits->len > 0 && joins(c)); c++)
			if (ascii_is_digit(*c))
				strbuf_char(digits, *c);
	} while (*c && digits->len < NUMBER_LEAST);
	*text = c;
	return digits->len >= NUMBER_LEAST;
}

/* All digits of a text, grouping lost: where numbers are looked for. */
static void
digits_of(const char *text, struct strbuf *out)
{
	for (const char *c = text; *c; c++)
		if (ascii_is_digit(*c))
			strbuf_char(out, *c);
		else if (!joins(c) && out->len > 0 &&
			 out->at[out->len - 1] != '|')
			strbuf_char(out, '|');
}

static bool
has_numbers_of(const char *text, const char *numbers)
{
	struct strbuf all, one;
	bool ok = true;

	strbuf_init(&all, strlen(text) + 1);
	strbuf_init(&one, strlen(numbers) + 1);
	digits_of(text, &all);
	while (ok && take_number(&numbers, &one))
		ok = strstr(all.at, one.at) != NULL;
	strbuf_release(&all);
	strbuf_release(&one);
	return ok;
}

bool
texts_agree(const char *layer, const char *seen)
{
	return words_agree(layer, seen) && has_numbers_of(seen, layer) &&
	       has_numbers_of(layer, seen);
}
