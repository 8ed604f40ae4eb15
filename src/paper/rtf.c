/*
 * RTF (Microsoft's specification 1.9.1): the text of the body, headers before
 * and footers after, rows of tables as lines with tabs. unrtf, the one small
 * converter that Debian has, is a program with known memory faults and no
 * upkeep since 2018, and a locked cell starts no program. What the words that
 * are text mean is in rtf_words.c; here are groups, skips and characters.
 */
#include <unistr.h>

#include "rtf.h"

#include "cabut/banned.h"

enum {
	ANSI_WINDOWS = 1252,
	WORD_MAX = 32, /* of a control word, by the specification */
	REPLACEMENT = 0xfffd,
	HIGH_SURROGATE = 0xd800,
	LOW_SURROGATE = 0xdc00,
	SURROGATES_END = 0xe000,
};

/* ---- characters ---- */

static bool
is_seen(const struct rtf *d)
{
	const struct rtf_group *g = &d->groups[d->depth];

	return g->place < RTF_SKIPPED && !g->is_hidden && !g->is_deleted &&
	       !g->is_white && !g->is_tiny;
}

/* The first text of a row opens it, the first after \cell the next cell. */
static struct flow *
flow_here(struct rtf *d, enum rtf_place place)
{
	struct rtf_flow *f = &d->flows[place];

	if ((d->groups[d->depth].in_table || f->row_is_due) && !f->in_row) {
		flow_row_begin(&f->flow);
		f->in_row = true;
		f->in_cell = false;
	}
	if (f->in_row && !f->in_cell) {
		flow_cell_begin(&f->flow);
		f->in_cell = true;
	}
	return &f->flow;
}

void
rtf_char(struct rtf *d, char c)
{
	if (is_seen(d))
		flow_char(flow_here(d, d->groups[d->depth].place), c);
}

void
rtf_codepoint(struct rtf *d, uint32_t c)
{
	uint8_t utf8[6];
	int n = u8_uctomb(utf8, c, sizeof utf8);

	if (n > 0 && is_seen(d))
		flow_add(flow_here(d, d->groups[d->depth].place),
		    (struct slice){ (const char *)utf8, (size_t)n });
}

/* A byte above ASCII is known in windows-1252 alone; of other code pages it is
 * shown as missing, never guessed: Word says the same letter by \u too. */
static void
put_byte(struct rtf *d, unsigned char b)
{
	bool doubt;
	char one = (char)b;

	if (b == 0 || d->code_page != ANSI_WINDOWS) {
		rtf_codepoint(d, b > 0 && b < 0x80 ? b : REPLACEMENT);
		return;
	}
	const char *text = message_to_utf8(
	    (struct slice){ &one, 1 }, "windows-1252", d->arena, &doubt);

	if (is_seen(d))
		flow_add(
		    flow_here(d, d->groups[d->depth].place), slice_of(text));
}

/* True: this character is what old readers see instead of the last \u. */
static bool
is_fallback(struct rtf *d)
{
	if (d->fallback == 0)
		return false;
	d->fallback--;
	return true;
}

static void
put_text(struct rtf *d, char c)
{
	if (c == '\r' || c == '\n' || is_fallback(d))
		return;
	if (d->groups[d->depth].place == RTF_COLORS) {
		if (c == ';')
			rtf_color_end(d);
		return;
	}
	if ((unsigned char)c >= 0x80)
		put_byte(d, (unsigned char)c);
	else
		rtf_char(d, c);
}

/* ---- control words ---- */

void
rtf_unicode(struct rtf *d, long value)
{
	uint32_t c = (uint32_t)(value < 0 ? value + 0x10000 : value) & 0xffff;

	if (c >= HIGH_SURROGATE && c < LOW_SURROGATE) {
		d->surrogate = c;
	} else if (c >= LOW_SURROGATE && c < SURROGATES_END) {
		if (d->surrogate)
			c += ((d->surrogate - HIGH_SURROGATE) << 10) + 0x10000 -
			     LOW_SURROGATE;
		else
			c = REPLACEMENT;
		d->surrogate = 0;
		rtf_codepoint(d, c);
	} else {
		d->surrogate = 0;
		rtf_codepoint(d, c > 0 ? c : REPLACEMENT);
	}
	d->fallback = d->groups[d->depth].fallback_length;
}

/* "\bin N": N bytes that are not text. */
static bool
skip_bytes(struct slice *rest, long count)
{
	if (count < 0 || (size_t)count > rest->len)
		return false;
	rest->at += count;
	rest->len -= (size_t)count;
	return true;
}

static void
drop(struct slice *rest, size_t count)
{
	rest->at += count;
	rest->len -= count;
}

/* Letters, a number, and one blank that belongs to it. */
static void
take_word(struct slice *rest, struct rtf_word *w)
{
	size_t n = 0, digits;

	while (n < rest->len && n < WORD_MAX && ascii_is_alpha(rest->at[n]))
		n++;
	w->name = (struct slice){ rest->at, n };
	drop(rest, n);
	bool is_negative =
	    rest->len > 1 && rest->at[0] == '-' && ascii_is_digit(rest->at[1]);

	drop(rest, is_negative);
	for (digits = 0; digits < rest->len && ascii_is_digit(rest->at[digits]);
	     digits++)
		if (w->value < RTF_NUMBER_MAX)
			w->value = w->value * 10 + rest->at[digits] - '0';
	w->has_value = digits > 0;
	if (is_negative)
		w->value = -w->value;
	drop(rest, digits);
	drop(rest, rest->len > 0 && rest->at[0] == ' ');
}

static int
hex_value(char c)
{
	c = ascii_lower(c);
	if (ascii_is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
take_hex(struct rtf *d, struct slice *rest)
{
	int high, low;

	if (rest->len < 2 || (high = hex_value(rest->at[0])) < 0 ||
	    (low = hex_value(rest->at[1])) < 0)
		return false;
	drop(rest, 2);
	if (!is_fallback(d))
		put_byte(d, (unsigned char)(high << 4 | low));
	return true;
}

static bool
take_symbol(struct rtf *d, struct slice *rest)
{
	char c = rest->at[0];

	drop(rest, 1);
	if (c == '\'')
		return take_hex(d, rest);
	if (c == '*') {
		d->groups[d->depth].is_optional = true;
		return true;
	}
	if (is_fallback(d))
		return true;
	if (c == '~')
		rtf_char(d, ' ');
	else if (c == '_')
		rtf_char(d, '-');
	else if (c == '\r' || c == '\n')
		rtf_char(d, '\n');
	else if (c == '{' || c == '}' || c == '\\')
		rtf_char(d, c);
	return true;
}

static bool
take_control(struct rtf *d, struct slice *rest)
{
	struct rtf_word w = { .value = 0 };

	if (rest->len == 0)
		return false;
	if (!ascii_is_alpha(rest->at[0]))
		return take_symbol(d, rest);
	take_word(rest, &w);
	if (slice_equal(w.name, SLICE("bin")))
		return skip_bytes(rest, w.value);
	if (is_fallback(d))
		return true;
	rtf_word(d, &w);
	return true;
}

/* ---- groups ---- */

static const char *
group_open(struct rtf *d)
{
	if (d->depth == RTF_DEPTH_MAX)
		return "document nested too deeply";
	d->groups[d->depth + 1] = d->groups[d->depth];
	d->groups[++d->depth].is_optional = false;
	d->fallback = 0;
	return NULL;
}

static const char *
take_one(struct rtf *d, struct slice *rest)
{
	char c = rest->at[0];

	drop(rest, 1);
	if (c == '{')
		return group_open(d);
	if (c == '}') {
		d->fallback = 0;
		d->depth--;
	} else if (c == '\\') {
		return take_control(d, rest) ? NULL : "damaged document";
	} else {
		put_text(d, c);
	}
	return NULL;
}

/* NULL: whole. What stands behind the last brace is no text. */
static const char *
take_all(struct rtf *d, struct slice rest)
{
	const char *fault = NULL;

	if (rest.len == 0 || rest.at[0] != '{')
		return "damaged document";
	do
		fault = take_one(d, &rest);
	while (!fault && rest.len > 0 && d->depth > 0 && !rtf_is_full(d));
	return fault || d->depth == 0 || rtf_is_full(d) ? fault
							: "damaged document";
}

bool
rtf_text(struct slice bytes, struct arena *arena, struct strbuf *out,
    const char **why)
{
	struct rtf *d;
	const char *fault;

	if (bytes.len > RTF_BYTES_MAX) {
		*why = "document larger than 10 MB";
		return false;
	}
	d = arena_alloc(arena, sizeof *d);
	d->arena = arena;
	d->code_page = ANSI_WINDOWS;
	d->groups[0].fallback_length = 1;
	rtf_flows_open(d);
	fault = take_all(d, bytes);
	rtf_flows_close(d, out);
	if (fault)
		*why = fault;
	return fault == NULL;
}
