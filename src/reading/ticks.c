/*
 * ticks: boxes of a form. "[x] Pencabutan  [ ] Penerbitan" asks for the one
 * and names the other, so rows with boxes are no prose. A row counts when it
 * starts with a box or has two; "(v)" alone may be a footnote.
 */
#include "layout.h"

#include "cabut/banned.h"

struct box {
	const char *signs;
	bool is_set;
};

static const struct box boxes[] = { { "\xE2\x98\x91", true },
	{ "\xE2\x98\x92", true }, { "\xE2\x9C\x93", true },
	{ "\xE2\x9C\x94", true }, { "\xE2\x96\xA0", true },
	{ "\xE2\x9C\x85", true }, { "\xE2\x88\x9A", true },
	{ "\xE2\x98\x90", false }, { "\xE2\x96\xA1", false },
	{ "\xE2\x97\xBB", false }, { "\xE2\xAC\x9C", false } };

static bool
is_mark(const char *at, size_t len)
{
	static const char *const marks[] = { "x", "X", "v", "V", "*",
		"\xE2\x88\x9A", "\xE2\x9C\x93", "\xE2\x9C\x94", "\xC3\x97" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strlen(marks[i]) == len && memcmp(marks[i], at, len) == 0)
			return true;
	return false;
}

/* "[x]", "( v )", "[ ]", "(_)": its length, 0: none. */
static size_t
bracket_at(const char *at, bool *is_set)
{
	char close = *at == '[' ? ']' : *at == '(' ? ')' : '\0';
	size_t from = 1, to;

	if (!close)
		return 0;
	from += strspn(at + 1, " _.");
	to = from + strcspn(at + from, " _.])");
	size_t end = to + strspn(at + to, " _.");
	if (at[end] != close || to - from > 3 || end > 8)
		return 0;
	*is_set = is_mark(at + from, to - from);
	/* "()" is no box. */
	return *is_set || (to == from && (end > 1 || close == ']')) ? end + 1
								    : 0;
}

static size_t
box_at(const char *at, bool *is_set)
{
	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
		if (text_starts(at, boxes[i].signs)) {
			*is_set = boxes[i].is_set;
			return strlen(boxes[i].signs);
		}
	return bracket_at(at, is_set);
}

static const char *
next_box(const char *at, size_t *len, bool *is_set)
{
	for (; *at; at++)
		if ((*len = box_at(at, is_set)) > 0)
			return at;
	return NULL;
}

static size_t
count_boxes(const char *line)
{
	size_t count = 0, len;
	bool is_set;

	while ((line = next_box(line, &len, &is_set))) {
		count++;
		line += len;
	}
	return count;
}

static void
add_tick(struct layout *layout, size_t row, struct slice words, bool is_set)
{
	if (layout->tick_count < LAYOUT_TICKS_MAX)
		layout->ticks[layout->tick_count++] =
		    (struct tick){ text_fold(words, layout->arena), is_set,
			    row };
}

static void
read_boxes(struct layout *layout, size_t r, const char *line)
{
	size_t len = 0, next_len = 0;
	bool is_set = false, next_set = false;
	const char *at = next_box(line, &len, &is_set), *next;

	for (; at; at = next, len = next_len, is_set = next_set) {
		const char *words = at + len;
		next = next_box(words, &next_len, &next_set);
		size_t to = next ? (size_t)(next - words) : strlen(words);
		add_tick(layout, r, (struct slice){ words, to }, is_set);
	}
	layout->rows[r].is_value = true;
}

/* "Alasan : (v) lupa passphrase" */
static bool
is_behind_sign(const char *line, const char *box)
{
	while (box > line && (box[-1] == ' ' || box[-1] == '\t'))
		box--;
	return box > line && box[-1] == ':';
}

void
layout_find_ticks(struct layout *layout)
{
	layout->ticks =
	    arena_array(layout->arena, LAYOUT_TICKS_MAX, sizeof *layout->ticks);
	for (size_t r = 0; r < layout->row_count; r++) {
		struct row *row = &layout->rows[r];
		size_t len;
		bool is_set;
		if (row->count == 0)
			continue;
		const char *line =
		    arena_copy(layout->arena, row->line.at, row->line.len);
		const char *first = next_box(line, &len, &is_set);
		bool starts = first == line + strspn(line, " \t-*") ||
			      (first && is_behind_sign(line, first));
		if (first && (starts || count_boxes(line) > 1))
			read_boxes(layout, r, line);
	}
}
