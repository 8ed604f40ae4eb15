/*
 * words: RFC 2047 encoded words in header text. Neighbours of one charset
 * are joined before decoding, because senders split them inside a letter.
 * Raw 8-bit text is read as UTF-8, else windows-1252. Promise: the result is
 * valid UTF-8 without control characters; what is not a proper word stays as
 * it is written.
 */
#include "base64.h"
#include "charset.h"

#include "cabut/banned.h"

enum {
	CHARSET_MAX = 40,
	WORD_BYTES_MAX = 16 * 1024, /* some senders ignore the limit of 75 */
};

struct word {
	struct slice charset;
	struct slice text;
	char encoding; /* 'b' or 'q' */
	size_t used;   /* bytes of the header */
};

struct joined { /* words of one charset, decoded but not converted */
	char *bytes;
	size_t len;
	char charset[CHARSET_MAX + 1];
};

struct wording {
	struct arena *arena;
	struct strbuf out;
	struct joined run;
	size_t words;
};

/* "=?charset?": without a language tag (RFC 2231, 5). */
static bool
read_charset(struct slice at, struct word *w)
{
	size_t len = 0;

	while (len < at.len && at.at[len] != '?' && len <= CHARSET_MAX &&
	       at.at[len] > ' ')
		len++;
	if (len == 0 || len > CHARSET_MAX || len == at.len || at.at[len] != '?')
		return false;
	w->used += len + 1;
	w->charset = (struct slice){ at.at, len };
	for (size_t i = 0; i < len; i++)
		if (at.at[i] == '*') {
			w->charset.len = i;
			break;
		}
	return true;
}

/* Reads the word that starts at `at`. False: not one. */
static bool
read_word(struct slice at, struct word *w)
{
	struct slice rest;
	const char *end;

	*w = (struct word){ .used = 2 };
	if (at.len < 8 || at.at[0] != '=' || at.at[1] != '?' ||
	    !read_charset((struct slice){ at.at + 2, at.len - 2 }, w))
		return false;
	rest = (struct slice){ at.at + w->used, at.len - w->used };
	if (rest.len < 4 || rest.at[1] != '?')
		return false;
	w->encoding = ascii_lower(rest.at[0]);
	if (w->encoding != 'b' && w->encoding != 'q')
		return false;
	rest = (struct slice){ rest.at + 2, rest.len - 2 };
	end = memmem(rest.at,
	    rest.len < WORD_BYTES_MAX ? rest.len : WORD_BYTES_MAX, "?=", 2);
	if (!end)
		return false;
	w->text = (struct slice){ rest.at, (size_t)(end - rest.at) };
	w->used += 2 + w->text.len + 2;
	return true;
}

static size_t
decode_q(struct slice text, char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		int high = -1, low = -1;

		if (text.at[i] == '=' && text.len - i > 2) {
			high = hex_value(text.at[i + 1]);
			low = hex_value(text.at[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			out[len++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[len++] = text.at[i] == '_' ? ' ' : text.at[i];
		}
	}
	return len;
}

/* Control characters may not reach a log or a screen as they are. */
static void
add_clean(struct strbuf *out, const char *text)
{
	size_t left = strlen(text), used;
	char put[4];
	uint32_t c;

	for (; left > 0; text += used, left -= used) {
		used = utf8_take(text, left, &c);
		if (used == 0 || c < ' ' || (c >= 0x7f && c < 0xa0))
			c = c == '\t' && used == 1 ? ' '
						   : CODEPOINT_REPLACEMENT;
		if (used == 0)
			used = 1;
		strbuf_add(out, put, utf8_put(put, c));
	}
}

static void
flush_run(struct wording *w)
{
	bool doubt;

	if (w->run.len > 0)
		add_clean(&w->out,
		    message_to_utf8((struct slice){ w->run.bytes, w->run.len },
			w->run.charset, w->arena, &doubt));
	w->run.len = 0;
}

static bool
same_charset(const struct joined *run, struct slice charset)
{
	return slice_equal_nocase(slice_of(run->charset), charset);
}

static void
add_word(struct wording *w, const struct word *word)
{
	bool damaged;

	if (!same_charset(&w->run, word->charset)) {
		flush_run(w);
		memcpy(w->run.charset, word->charset.at, word->charset.len);
		w->run.charset[word->charset.len] = '\0';
	}
	w->run.len +=
	    word->encoding == 'b'
		? base64_decode(word->text, w->run.bytes + w->run.len, &damaged)
		: decode_q(word->text, w->run.bytes + w->run.len);
	w->words++;
}

/* Raw text; folds are taken out, blanks stay. */
static void
add_raw(struct wording *w, struct slice raw)
{
	char *flat = arena_alloc(w->arena, raw.len);
	size_t len = 0;

	for (size_t i = 0; i < raw.len; i++) {
		bool is_break = raw.at[i] == '\n' ||
				(raw.at[i] == '\r' && i + 1 < raw.len &&
				    raw.at[i + 1] == '\n');
		if (!is_break)
			flat[len++] = raw.at[i];
	}
	if (len > 0)
		add_clean(&w->out, message_to_utf8((struct slice){ flat, len },
				       NULL, w->arena, NULL));
}

static size_t
blanks_at(struct slice s)
{
	size_t len = 0;

	while (len < s.len && strchr(" \t\r\n", s.at[len]) && s.at[len])
		len++;
	return len;
}

/* Takes the encoded word at the front of `rest`, and the blanks behind it
 * when another word follows. */
static bool
take_word(struct wording *w, struct slice *rest)
{
	struct word word, next;
	struct slice after;
	size_t gap;

	if (w->words >= MIME_WORDS_MAX || !read_word(*rest, &word))
		return false;
	add_word(w, &word);
	after = (struct slice){ rest->at + word.used, rest->len - word.used };
	gap = blanks_at(after);
	if (gap > 0 && w->words < MIME_WORDS_MAX &&
	    read_word((struct slice){ after.at + gap, after.len - gap }, &next))
		after = (struct slice){ after.at + gap, after.len - gap };
	*rest = after;
	return true;
}

static void
take_raw(struct wording *w, struct slice *rest)
{
	const char *next =
	    rest->len > 1 ? memmem(rest->at + 1, rest->len - 1, "=?", 2) : NULL;
	size_t len = next ? (size_t)(next - rest->at) : rest->len;

	flush_run(w);
	add_raw(w, (struct slice){ rest->at, len });
	*rest = (struct slice){ rest->at + len, rest->len - len };
}

char *
message_decode_words(struct slice raw, struct arena *a)
{
	struct wording w = { .arena = a };
	char *text;

	if (raw.len > HEADER_BYTES_MAX)
		raw.len = HEADER_BYTES_MAX;
	strbuf_init(&w.out, 3 * HEADER_BYTES_MAX);
	w.run.bytes = arena_alloc(a, raw.len + 3);
	while (raw.len > 0)
		if (!take_word(&w, &raw))
			take_raw(&w, &raw);
	flush_run(&w);
	text = strbuf_keep(&w.out, a);
	strbuf_release(&w.out);
	return text;
}
