/*
 * imap_watch: a lexer of IMAP replies that keeps nothing but the head of the
 * line it is in. Literals are data and are only counted. Free text (status
 * lines, continuations) has no literals: a "{5}" there is only text.
 */
#include <string.h>

#include "cabut/banned.h"
#include "imap_watch.h"

enum { BRACE_NONE, BRACE_DIGITS, BRACE_CLOSED, BRACE_CR };
enum { KIND_KNOWN = 12 }; /* "* PREAUTH " tells what the line is */

void
imap_watch_init(struct imap_watch *w, const char *label)
{
	*w = (struct imap_watch){ .label = label };
	imap_watch_command(w, WATCH_LINE_MAX, 0);
}

static void
line_begin(struct imap_watch *w)
{
	w->line_len = w->head_len = w->word_len = w->prev_len = 0;
	w->depth = 0;
	w->brace = BRACE_NONE;
}

void
imap_watch_command(struct imap_watch *w, size_t line_max, unsigned must_see)
{
	w->line_max = line_max;
	w->must_see = must_see;
	w->seen = 0;
	w->answer = ANSWER_NONE;
	w->said[0] = '\0';
	w->after_answer = 0;
}

static struct slice
head_of(const struct imap_watch *w)
{
	return (struct slice){ w->head, w->head_len };
}

static bool
refuse(const struct imap_watch *w, struct fault *f, const char *why)
{
	return fault_set(f, SCOPE_LATER, "%s: the server's reply is broken: %s",
	    w->label, why);
}

/* Printable ASCII only: it goes into faults and from there into logs. */
static void
keep_said(struct imap_watch *w, struct slice text)
{
	size_t n = 0;

	for (; n < text.len && n + 1 < sizeof w->said; n++) {
		char c = text.at[n];
		w->said[n] = c >= 0x20 && c < 0x7f ? c : '?';
	}
	w->said[n] = '\0';
}

/* "OK", "NO" or "BAD" and the text behind. */
static bool
take_condition(struct slice *rest, const char *word)
{
	size_t len = strlen(word);

	if (!slice_starts_nocase(*rest, slice_of(word)) ||
	    (rest->len > len && !memchr(" \r\n", rest->at[len], 3)))
		return false;
	rest->at += len;
	rest->len -= len;
	*rest = slice_trim(*rest);
	return true;
}

static bool
line_is_untagged(const struct imap_watch *w, const char *what)
{
	struct slice rest = head_of(w);

	if (rest.len < 2 || rest.at[0] != '*' || rest.at[1] != ' ')
		return false;
	rest.at += 2, rest.len -= 2;
	return take_condition(&rest, what);
}

/* Lines of free text, in which braces and parentheses mean nothing. */
static bool
line_is_text(const struct imap_watch *w)
{
	return w->head_len > 0 &&
	       (w->head[0] != '*' || line_is_untagged(w, "OK") ||
		   line_is_untagged(w, "NO") || line_is_untagged(w, "BAD") ||
		   line_is_untagged(w, "BYE") ||
		   line_is_untagged(w, "PREAUTH"));
}

static bool
tagged_end(struct imap_watch *w, struct fault *f)
{
	struct slice rest = head_of(w), tag;

	if (!slice_take_until(&rest, ' ', &tag) || tag.len == 0)
		return true;
	if (take_condition(&rest, "OK"))
		w->answer = ANSWER_OK;
	else if (take_condition(&rest, "NO"))
		w->answer = ANSWER_NO;
	else if (take_condition(&rest, "BAD"))
		w->answer = ANSWER_BAD;
	else
		return true;
	keep_said(w, rest);
	if (w->answer == ANSWER_OK && (w->must_see & ~w->seen))
		return refuse(w, f, "OK without the data that was asked for");
	return true;
}

static bool
line_end(struct imap_watch *w, struct fault *f)
{
	bool is_tagged =
	    w->head_len > 0 && w->head[0] != '*' && w->head[0] != '+';
	bool ok = true;

	if (line_is_untagged(w, "BYE")) {
		keep_said(w, slice_trim(head_of(w)));
		ok = fault_set(f, SCOPE_LATER,
		    "%s: the server ended the session: %s", w->label, w->said);
	} else if (is_tagged) {
		ok = tagged_end(w, f);
	} else if (line_is_untagged(w, "SEARCH")) {
		w->seen |= SEEN_SEARCH;
	} else if (line_is_untagged(w, "CAPABILITY")) {
		w->seen |= SEEN_CAPABILITY;
	} else if (line_is_untagged(w, "PREAUTH")) {
		w->seen |= SEEN_PREAUTH;
	}
	line_begin(w);
	return ok;
}

/* Is this a number that libetpan would cut to 32 bits in silence? */
static bool
word_is_too_big(const struct imap_watch *w)
{
	uint64_t value = 0;

	for (size_t i = 0; i < w->word_len; i++) {
		if (i >= WATCH_WORD_MAX || !ascii_is_digit(w->word[i]))
			return false;
		if (value > UINT32_MAX)
			return true;
		value = value * 10 + (uint64_t)(w->word[i] - '0');
	}
	return value > UINT32_MAX;
}

static bool
word_counts(const struct imap_watch *w)
{
	static const char *const before[] = { "*", "UID", "RFC822.SIZE",
		"UIDVALIDITY", "UIDNEXT" };
	struct slice prev = { w->prev, w->prev_len };

	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (slice_equal_nocase(prev, slice_of(before[i])))
			return true;
	return line_is_untagged(w, "SEARCH");
}

static bool
word_end(struct imap_watch *w, struct fault *f)
{
	if (w->word_len == 0)
		return true;
	if (word_is_too_big(w) && word_counts(w))
		return refuse(w, f, "a number beyond 32 bits");
	w->prev_len = w->word_len < WATCH_WORD_MAX ? w->word_len : 0;
	memcpy(w->prev, w->word, w->prev_len);
	w->word_len = 0;
	return true;
}

/* Follows "{123}\r\n" at the end of a line; sets literal_left at its end. */
static bool
brace_byte(struct imap_watch *w, char c, struct fault *f)
{
	if (c == '{') {
		w->brace = BRACE_DIGITS;
		w->brace_is_bad = false;
		w->brace_value = 0;
	} else if (w->brace == BRACE_DIGITS && ascii_is_digit(c)) {
		if (w->brace_value <= UINT32_MAX)
			w->brace_value =
			    w->brace_value * 10 + (uint64_t)(c - '0');
	} else if (w->brace == BRACE_DIGITS && (c == '-' || c == '+')) {
		w->brace_is_bad = true;
	} else if (w->brace == BRACE_DIGITS && c == '}') {
		w->brace = BRACE_CLOSED;
	} else if (w->brace == BRACE_CLOSED && c == '\r') {
		w->brace = BRACE_CR;
	} else if (c != '\n') {
		w->brace = BRACE_NONE;
	}
	if (c != '\n' || w->brace < BRACE_CLOSED)
		return true;
	if (w->brace_is_bad || w->brace_value > WATCH_LITERAL_MAX)
		return refuse(w, f, "a literal of impossible length");
	w->literal_left = w->brace_value;
	return true;
}

static bool
is_word_mark(char c)
{
	return c == ' ' || c == '(' || c == ')' || c == '[' || c == ']' ||
	       c == '"' || c == '\r' || c == '\n';
}

static bool
line_byte(struct imap_watch *w, char c, struct fault *f)
{
	if (c == '\0')
		return refuse(w, f, "a NUL byte");
	if (++w->line_len > w->line_max)
		return refuse(w, f, "a line without end");
	if (w->head_len < sizeof w->head)
		w->head[w->head_len++] = c;
	if (w->head_len <= KIND_KNOWN)
		w->is_text = line_is_text(w);
	if (is_word_mark(c)) {
		if (!word_end(w, f))
			return false;
	} else {
		if (w->word_len < WATCH_WORD_MAX)
			w->word[w->word_len] = c;
		w->word_len++;
	}
	if (w->is_text)
		return c != '\n' || line_end(w, f);
	w->depth += (c == '(') - (c == ')');
	if (w->depth > WATCH_DEPTH_MAX)
		return refuse(w, f, "lists nested too deep");
	if (!brace_byte(w, c, f))
		return false;
	if (c != '\n')
		return true;
	if (w->brace >= BRACE_CLOSED) {
		w->brace = BRACE_NONE;
		return true;
	}
	return line_end(w, f);
}

bool
imap_watch_feed(struct imap_watch *w, const char *at, size_t len, size_t *good,
    struct fault *f)
{
	*good = 0;
	for (size_t i = 0; i < len; i++) {
		if (w->answer != ANSWER_NONE)
			w->after_answer += 1;
		if (w->literal_left > 0) {
			uint64_t skip = len - i < w->literal_left
					    ? len - i
					    : w->literal_left;
			w->literal_left -= skip;
			i += (size_t)skip - 1;
			continue;
		}
		if (!line_byte(w, at[i], f))
			return false;
		if (w->line_len == 0)
			*good = i + 1;
	}
	*good = len;
	return true;
}

bool
imap_watch_has_code(const struct imap_watch *w, const char *code)
{
	struct slice said = slice_of(w->said), inside, word;

	if (said.len == 0 || said.at[0] != '[')
		return false;
	said.at++, said.len--;
	slice_take_until(&said, ']', &inside);
	slice_take_until(&inside, ' ', &word);
	return slice_equal_nocase(word, slice_of(code));
}
