/*
 * Header lines that any mail program reads: ASCII, folded, RFC 2047 encoded
 * words that never tear a character. The caller has taken out the control
 * characters; nothing here can end a header early.
 */
#include "mime.h"
#include "template.h"

#include "cabut/banned.h"

enum {
	LINE_COLUMNS = 76,
	PLAIN_WORD_MAX = 60,
	ENCODED_FRAME = 12, /* =?UTF-8?Q? and ?= */
	CHARACTER_MAX = 12, /* four bytes of three */
};

static const char OPEN[] = "=?UTF-8?Q?";
static const char CLOSE[] = "?=";

struct notice_header
notice_header_start(struct strbuf *out, const char *name)
{
	strbuf_printf(out, "%s:", name);
	return (struct notice_header){ out, strlen(name) + 1 };
}

void
notice_header_end(struct notice_header *h)
{
	strbuf_text(h->out, "\r\n");
	h->column = 0;
}

/* The blank before a word of `len` columns, with a line break if it needs
 * one. */
static void
space_before(struct notice_header *h, size_t len)
{
	if (h->column + 1 + len > LINE_COLUMNS && h->column > 1) {
		strbuf_text(h->out, "\r\n");
		h->column = 0;
	}
	strbuf_char(h->out, ' ');
	h->column++;
}

void
notice_header_word(struct notice_header *h, struct slice word)
{
	space_before(h, word.len);
	strbuf_add(h->out, word.at, word.len);
	h->column += word.len;
}

static bool
needs_encoding(struct slice word)
{
	if (word.len > PLAIN_WORD_MAX || memmem(word.at, word.len, "=?", 2))
		return true;
	for (size_t i = 0; i < word.len; i++)
		if ((unsigned char)word.at[i] >= 0x7F)
			return true;
	return false;
}

/* The characters that may stand for themselves even in a phrase. */
static bool
is_encoded_plain(char c)
{
	return ascii_is_alnum(c) || c == '!' || c == '*' || c == '+' ||
	       c == '-' || c == '/';
}

/* One character in Q encoding; returns its columns. */
static size_t
encode_character(struct slice character, char out[CHARACTER_MAX + 1])
{
	size_t len = 0;

	for (size_t i = 0; i < character.len && i < 4; i++) {
		unsigned char c = (unsigned char)character.at[i];

		if (c == ' ')
			out[len++] = '_';
		else if (is_encoded_plain((char)c))
			out[len++] = (char)c;
		else {
			out[len++] = '=';
			out[len++] = "0123456789ABCDEF"[c >> 4];
			out[len++] = "0123456789ABCDEF"[c & 15];
		}
	}
	out[len] = '\0';
	return len;
}

/* A run of text as encoded words; blanks inside belong to the text. */
static void
put_encoded(struct notice_header *h, struct slice run)
{
	char encoded[CHARACTER_MAX + 1];
	size_t room = 0; /* left in the word that is open */
	bool is_open = false;

	while (run.len > 0) {
		size_t used = notice_utf8_length(run.at, run.len);
		size_t width;

		used = used > 0 ? used : 1;
		width =
		    encode_character((struct slice){ run.at, used }, encoded);
		if (is_open && width > room) {
			strbuf_text(h->out, CLOSE);
			h->column += strlen(CLOSE);
			is_open = false;
		}
		if (!is_open) {
			space_before(h, ENCODED_FRAME + CHARACTER_MAX);
			strbuf_text(h->out, OPEN);
			h->column += strlen(OPEN);
			room = LINE_COLUMNS - h->column - strlen(CLOSE);
			is_open = true;
		}
		strbuf_add(h->out, encoded, width);
		h->column += width;
		room -= width;
		run = (struct slice){ run.at + used, run.len - used };
	}
	if (is_open)
		strbuf_text(h->out, CLOSE);
	h->column += strlen(CLOSE);
}

static bool
take_word(struct slice *rest, struct slice *word)
{
	while (rest->len > 0 && rest->at[0] == ' ') {
		rest->at++;
		rest->len--;
	}
	return slice_take_until(rest, ' ', word);
}

void
notice_header_text(struct notice_header *h, const char *text)
{
	struct slice rest = slice_of(text), word, next, ahead;

	while (take_word(&rest, &word)) {
		if (!needs_encoding(word)) {
			notice_header_word(h, word);
			continue;
		}
		/* Blanks between two encoded words vanish when read: words
		 * that follow each other are encoded with their blank. */
		ahead = rest;
		while (take_word(&ahead, &next) && needs_encoding(next)) {
			word.len = (size_t)(next.at + next.len - word.at);
			rest = ahead;
		}
		put_encoded(h, word);
	}
}

static bool
is_atom_or_blank(char c)
{
	return ascii_is_alnum(c) || (c && strchr(" !#$%&'*+-/=?^_`{|}~", c));
}

void
notice_header_phrase(struct notice_header *h, const char *name)
{
	struct slice whole = slice_of(name);
	bool is_plain = true;

	if (whole.len == 0)
		return;
	if (needs_encoding(whole)) {
		put_encoded(h, whole);
		return;
	}
	for (size_t i = 0; i < whole.len; i++)
		is_plain = is_plain && is_atom_or_blank(name[i]);
	space_before(h, whole.len + 2);
	if (!is_plain)
		strbuf_char(h->out, '"');
	for (size_t i = 0; i < whole.len; i++) {
		if (name[i] == '"' || name[i] == '\\')
			strbuf_char(h->out, '\\');
		strbuf_char(h->out, name[i]);
	}
	if (!is_plain)
		strbuf_char(h->out, '"');
	h->column += whole.len + 2;
}
