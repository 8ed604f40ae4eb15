/*
 * typing: spaced capitals and leaders are how people make a form look like
 * one; here they become the plain label with its colon.
 */
#include "typing.h"
#include "layout.h"

#include "cabut/banned.h"

enum { SPACED_MIN = 3, LEADER_MIN = 3, WORD_GAP = 2 };

static size_t
count_of(struct slice s, size_t at, char sign)
{
	size_t count = 0;

	while (at + count < s.len && s.at[at + count] == sign)
		count++;
	return count;
}

/* A letter by itself, be it with a sign behind it ("A:"). */
static bool
is_single(struct slice s, size_t at)
{
	if (at >= s.len || !ascii_is_alpha(s.at[at]))
		return false;
	return at + 1 == s.len || strchr(" :=", s.at[at + 1]);
}

/* Is what was joined so far a label that a lone letter cannot belong to? */
static bool
ends_label(struct slice s, size_t at, const char *word, size_t len)
{
	struct label label;
	bool goes_on = is_single(s, at) && at + 1 < s.len &&
		       s.at[at + 1] == ' ' && is_single(s, at + 2);

	return !goes_on && label_of((struct slice){ word, len }, &label);
}

/* Joins the spaced letters that `s` starts with at `from` into `out`; the
 * bytes read, 0: there are none. */
static size_t
join_spaced(struct slice s, size_t from, char *out, size_t *out_len)
{
	size_t at = from, letters = 0, len = 0, gap = 0;

	while (is_single(s, at)) {
		if (gap >= WORD_GAP) {
			if (ends_label(s, at, out, len))
				break;
			out[len++] = ' ';
		}
		out[len++] = s.at[at++];
		letters++;
		gap = count_of(s, at, ' ');
		at += gap;
	}
	if (letters < SPACED_MIN)
		return 0;
	*out_len = len;
	return at - gap - from;
}

/* The rest of the line keeps its column. */
static struct slice
without_spacing(struct slice s, struct arena *arena)
{
	size_t from = count_of(s, 0, ' '), len = 0;
	char *out = arena_alloc(arena, s.len + 1);
	size_t used = join_spaced(s, from, out + from, &len);

	if (used == 0)
		return s;
	memset(out, ' ', from);
	memset(out + from + len, ' ', used - len);
	memcpy(out + from + used, s.at + from + used, s.len - from - used);
	return (struct slice){ out, s.len };
}

/* How many bytes of a leader stand at `at`: dots, lines, an arrow. */
static size_t
leader_at(struct slice s, size_t at)
{
	size_t len = 0;
	bool is_apart = at > 0 && s.at[at - 1] == ' ';

	if (s.at[at] == '.' || s.at[at] == '_') {
		len = count_of(s, at, s.at[at]);
		if (len >= LEADER_MIN)
			return len;
	}
	/* So reads OCR a colon. */
	if (is_apart && strchr(";.", s.at[at]) && at + 1 < s.len &&
	    s.at[at + 1] == ' ')
		return 1;
	if (!is_apart || s.at[at] != '-')
		return 0;
	len = count_of(s, at, '-');
	len += at + len < s.len && s.at[at + len] == '>';
	return at + len < s.len && s.at[at + len] == ' ' ? len : 0;
}

/* The leader behind a label at the start of the line. */
static struct slice
with_colon(struct slice s, struct arena *arena)
{
	struct label label;

	for (size_t at = 1; at < s.len && !strchr(":=\t", s.at[at]); at++) {
		size_t len = leader_at(s, at);
		if (len == 0)
			continue;
		if (!label_of(slice_trim(slice_head(s, at)), &label))
			return s;
		char *out = arena_copy(arena, s.at, s.len);
		memset(out + at, ' ', len);
		out[at] = ':';
		return (struct slice){ out, s.len };
	}
	return s;
}

/* "nip": "1992...", as programs write it; an object on one line is left out,
 * as it may be about somebody else. */
static struct slice
without_json(struct slice s, struct arena *arena)
{
	struct slice t = slice_trim(s);
	const char *mark =
	    t.len > 4 && t.at[0] == '"' ? memmem(t.at, t.len, "\":", 2) : NULL;

	if (!mark)
		return s;
	size_t key = (size_t)(mark - t.at) - 1;
	struct slice value = slice_trim(slice_from(t, key + 3));
	if (value.len > 0 && value.at[0] == '{')
		value.len = 0;
	while (value.len > 0 && strchr("\",[", value.at[0]))
		value = slice_from(value, 1);
	while (value.len > 0 && strchr("\",]", value.at[value.len - 1]))
		value.len--;
	return slice_of(arena_printf(arena, "%.*s : %.*s", (int)key, t.at + 1,
	    (int)value.len, value.len ? value.at : ""));
}

/* "Question: Nama lengkap", "Answer: Agus" */
static struct slice
without_question(struct slice s)
{
	static const char *const leads[] = {
		"question:", "answer:", "pertanyaan:", "jawaban:", "q:", "a:"
	};
	struct slice t = slice_trim(s);

	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (slice_starts_nocase(t, slice_of(leads[i])))
			return slice_trim(slice_from(t, strlen(leads[i])));
	return s;
}

struct slice
line_typed_plain(struct slice line, struct arena *arena)
{
	line = without_question(without_json(line, arena));
	return with_colon(without_spacing(line, arena), arena);
}
