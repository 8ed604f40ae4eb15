/*
 * text: the small tools that all readers of this room share. They take
 * UTF-8, change only ASCII letters and blanks, and never read past a slice.
 */
#include "text.h"

#include "cabut/banned.h"

struct spelling {
	const char *odd;
	const char *plain;
};

static const struct spelling spellings[] = {
	{ "\r\n", "\n" },
	{ "\r", "\n" },
	{ "\f", "\n" },
	{ "\v", "\n" },
	{ "\xC2\xA0", " " },
	{ "\xE2\x80\xAF", " " },
	{ "\xE2\x80\x82", " " },
	{ "\xE2\x80\x83", " " },
	{ "\xE2\x80\x87", " " },
	{ "\xE2\x80\x89", " " },
	{ "\xE3\x80\x80", " " },
	{ "\xE2\x80\x98", "'" },
	{ "\xE2\x80\x99", "'" },
	{ "\xE2\x80\x9C", "\"" },
	{ "\xE2\x80\x9D", "\"" },
	{ "\xE2\x80\x93", "-" },
	{ "\xE2\x80\x94", "-" },
	{ "\xE2\x80\x90", "-" },
	{ "\xE2\x80\x91", "-" },
	{ "\xE2\x88\x92", "-" },
	{ "\xE2\x80\xA2", "-" },
	{ "\xE2\x96\xAA", "-" },
	{ "\xEF\x82\xB7", "-" },
	{ "\xE2\x80\xA6", "..." },
	{ "\xEF\xBC\x9A", ":" },
	{ "\xE2\x80\xA8", "\n" },
	{ "\xE2\x80\xA9", "\n" },
	{ "\xEF\xAC\x81", "fi" },
	{ "\xEF\xAC\x82", "fl" },
};

static const struct spelling *
spelling_at(const char *at)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		const struct spelling *s = &spellings[i];
		if (strncmp(at, s->odd, strlen(s->odd)) == 0)
			return s;
	}
	return NULL;
}

static bool
is_ordinary(char c)
{
	unsigned char u = (unsigned char)c;
	return u < 0x80 && u != '\r' && u != '\f' && u != '\v';
}

char *
text_tidy(const char *raw, struct arena *arena)
{
	size_t len = strlen(raw);
	char *out = arena_alloc(arena, len + 1), *to = out;

	if (strncmp(raw, "\xEF\xBB\xBF", 3) == 0)
		raw += 3;
	while (*raw) {
		const struct spelling *s;
		if (is_ordinary(*raw) || !(s = spelling_at(raw))) {
			*to++ = *raw++;
			continue;
		}
		memcpy(to, s->plain, strlen(s->plain));
		to += strlen(s->plain);
		raw += strlen(s->odd);
	}
	*to = '\0';
	return out;
}

struct lines
text_lines(const char *text, struct arena *arena)
{
	struct slice rest = slice_of(text), line;
	struct lines lines = { NULL, 1 };

	for (const char *c = text; *c; c++)
		lines.count += *c == '\n';
	lines.at = arena_array(arena, lines.count, sizeof *lines.at);
	lines.count = 0;
	while (slice_take_line(&rest, &line))
		lines.at[lines.count++] = line;
	return lines;
}

static bool
is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool
slice_is_blank(struct slice s)
{
	return slice_trim(s).len == 0;
}

struct slice
slice_from(struct slice s, size_t at)
{
	if (at > s.len)
		at = s.len;
	if (s.len == 0)
		return s;
	return (struct slice){ s.at + at, s.len - at };
}

struct slice
slice_head(struct slice s, size_t len)
{
	return (struct slice){ s.at, len < s.len ? len : s.len };
}

static char *
squeeze(struct slice s, bool lower, struct arena *arena)
{
	char *out = arena_alloc(arena, s.len + 1), *to = out;

	s = slice_trim(s);
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];
		if (!is_white(c))
			*to++ = lower ? ascii_lower(c) : c;
		else if (to > out && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	return out;
}

char *
text_squeeze(struct slice s, struct arena *arena)
{
	return squeeze(s, false, arena);
}

char *
text_fold(struct slice s, struct arena *arena)
{
	return squeeze(s, true, arena);
}

char *
text_letters(struct slice s, struct arena *arena)
{
	char *out = arena_alloc(arena, s.len + 1), *to = out;

	for (size_t i = 0; i < s.len; i++)
		if (ascii_is_alnum(s.at[i]))
			*to++ = ascii_lower(s.at[i]);
	*to = '\0';
	return out;
}

static bool
is_inside_word(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static const char *
find_words(const char *text, const char *phrase, size_t len)
{
	const char *at = text;

	if (len == 0)
		return NULL;
	while ((at = memmem(at, strlen(at), phrase, len))) {
		bool starts = at == text || !is_inside_word(at[-1]) ||
			      !is_inside_word(phrase[0]);
		bool ends = !is_inside_word(at[len]) ||
			    !is_inside_word(phrase[len - 1]);
		if (starts && ends)
			return at;
		at++;
	}
	return NULL;
}

const char *
text_find(const char *text, const char *phrase)
{
	return find_words(text, phrase, strlen(phrase));
}

bool
text_has(const char *text, const char *phrase)
{
	return text_find(text, phrase) != NULL;
}

const char *
text_find_any(const char *text, const char *list)
{
	const char *first = NULL;

	while (*list) {
		size_t len = strcspn(list, "|");
		const char *at = find_words(text, list, len);
		if (at && (!first || at < first))
			first = at;
		list += len + (list[len] == '|');
	}
	return first;
}

bool
text_has_any(const char *text, const char *list)
{
	return text_find_any(text, list) != NULL;
}

bool
list_has(const char *list, const char *word, size_t len)
{
	const char *from = list, *end = list + strlen(list), *at;

	if (len == 0 || memchr(word, ' ', len))
		return false;
	while ((at = memmem(from, (size_t)(end - from), word, len))) {
		if ((at == list || at[-1] == ' ') &&
		    (at[len] == ' ' || !at[len]))
			return true;
		from = at + 1;
	}
	return false;
}

bool
text_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool
text_ends(const char *text, const char *suffix)
{
	size_t len = strlen(text), tail = strlen(suffix);
	return len >= tail && memcmp(text + len - tail, suffix, tail) == 0;
}

/* Does the word that ends at `end` only shorten another? */
static bool
is_shortened(const char *text, size_t end)
{
	static const char list[] =
	    "drs dra prof sdr sdri yth jln jl telp "
	    "tgk drg kab kec prov bpk alm almh tlp pkt gol";
	size_t start = end;

	while (start > 0 && ascii_is_alpha(text[start - 1]))
		start--;
	return (end - start > 0 && end - start <= 2) ||
	       list_has(list, text + start, end - start);
}

size_t
text_sentence(const char *text)
{
	size_t len = 0;

	for (; text[len]; len++) {
		bool sign = strchr(".;?!", text[len]) &&
			    (text[len + 1] == ' ' || !text[len + 1]);
		if (sign && !(text[len] == '.' && is_shortened(text, len)))
			break;
	}
	return len;
}

size_t
slice_columns(struct slice s)
{
	size_t columns = 0;

	for (size_t i = 0; i < s.len; i++)
		columns += ((unsigned char)s.at[i] & 0xC0) != 0x80;
	return columns;
}
