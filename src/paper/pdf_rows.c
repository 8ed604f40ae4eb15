/*
 * Three steps: poppler's lines are cut into words with a box each; words whose
 * middles agree become a row; rows are written from left to right, gaps as
 * blanks in proportion. Lines that do not run level (stamps at the margin,
 * watermarks) follow the page, each on its own.
 */
#include <math.h>
#include <stdlib.h>

#include "pdf_rows.h"

#include "cabut/banned.h"

/* Shares of a character's height, which is about 1.15 of its size. */
static const double word_gap = 0.1;   /* less: the same word */
static const double column_gap = 0.9; /* more: another column */
static const double blank_line_gap = 0.6;
static const double table_line_gap = 1.5; /* between two rows of columns */
static const double slant = 2.0;	  /* a word this tall is not level */
static const double tiny_share = 2.0 / 842.0; /* 2 pt on A4: not for eyes */
enum { ROWS_BACK = 8, TABLE_GAPS = 2 };

struct word {
	const char *at, *end;
	double x1, y1, x2, y2;
	double tallest; /* of its characters */
	size_t chars;
	size_t row;
	bool is_slanted; /* its line is; `row` numbers that line */
	unsigned gaps;	 /* between the columns of its row */
};

struct row {
	double middle, height;
};

struct cutter {
	const struct pdf_page *page;
	GArray *words;
	struct word now;   /* chars 0: none is open */
	size_t line_first; /* index of the first word of this line */
	size_t line;
};

static double
middle_of(const struct word *w)
{
	return (w->y1 + w->y2) / 2;
}

static double
height_of(const struct word *w)
{
	return w->y2 - w->y1;
}

static void
word_close(struct cutter *c)
{
	if (c->now.chars > 0)
		g_array_append_val(c->words, c->now);
	c->now.chars = 0;
}

static bool
is_tall(const struct word *w)
{
	return height_of(w) > slant * w->tallest;
}

/* A new line of poppler's: decide whether the last one ran level. Its words
 * are asked, not the line: the end of one column and the beginning of the
 * next come as one line, each level in itself. */
static void
line_close(struct cutter *c)
{
	bool is_slanted = false;

	word_close(c);
	for (size_t i = c->line_first; i < c->words->len; i++)
		is_slanted |= is_tall(&g_array_index(c->words, struct word, i));
	for (size_t i = c->line_first; i < c->words->len; i++) {
		struct word *w = &g_array_index(c->words, struct word, i);

		w->is_slanted = is_slanted;
		w->row = c->line;
	}
	c->line_first = c->words->len;
	c->line++;
}

static bool
is_seen(const struct pdf_page *p, size_t i)
{
	const PopplerRectangle *b = &p->boxes[i];
	double x = (b->x1 + b->x2) / 2, y = (b->y1 + b->y2) / 2;

	return !p->is_unseen[i] && isfinite(x) && isfinite(y) && x >= 0 &&
	       y >= 0 && x <= p->width && y <= p->height &&
	       b->y2 - b->y1 >= fmin(2.0, p->height * tiny_share);
}

/* Does this character go on where the open word ends? */
static bool
goes_on(const struct word *w, const PopplerRectangle *b, const char *at)
{
	return w->chars > 0 && w->end == at &&
	       b->x1 - w->x2 < column_gap * height_of(w);
}

static void
word_add(struct cutter *c, const PopplerRectangle *b, const char *at,
    const char *next)
{
	struct word *w = &c->now;

	if (!goes_on(w, b, at)) {
		word_close(c);
		*w = (struct word){ .at = at,
			.x1 = b->x1,
			.y1 = b->y1,
			.x2 = b->x2,
			.y2 = b->y2 };
	}
	w->x1 = fmin(w->x1, b->x1);
	w->y1 = fmin(w->y1, b->y1);
	w->x2 = fmax(w->x2, b->x2);
	w->y2 = fmax(w->y2, b->y2);
	w->tallest = fmax(w->tallest, b->y2 - b->y1);
	w->end = next;
	w->chars++;
}

static void
cut_words(struct cutter *c)
{
	const char *at = c->page->text;

	for (size_t i = 0; *at && i < c->page->box_count; i++) {
		const char *next = g_utf8_next_char(at);
		gunichar u = g_utf8_get_char(at);

		if (u == '\n')
			line_close(c);
		else if (g_unichar_isspace(u) || !is_seen(c->page, i))
			word_close(c);
		else
			word_add(c, &c->page->boxes[i], at, next);
		at = next;
	}
	line_close(c);
}

static int
by_middle(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	if (x->is_slanted != y->is_slanted)
		return x->is_slanted - y->is_slanted;
	if (x->is_slanted)
		return (x->at > y->at) - (x->at < y->at);
	return (middle_of(x) > middle_of(y)) - (middle_of(x) < middle_of(y));
}

static int
by_row(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->x1 > y->x1) - (x->x1 < y->x1);
}

/* The newest rows are the only ones near, as words come from the top. */
static size_t
find_row(GArray *rows, const struct word *w)
{
	double middle = middle_of(w), height = height_of(w);
	struct row fresh = { middle, height };

	for (size_t i = rows->len, n = 0; i-- > 0 && n < ROWS_BACK; n++) {
		const struct row *r = &g_array_index(rows, struct row, i);

		if (fabs(r->middle - middle) < fmin(r->height, height) / 2)
			return i;
	}
	g_array_append_val(rows, fresh);
	return rows->len - 1;
}

static size_t
sort_into_rows(GArray *words)
{
	GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct row));
	size_t level = 0;

	qsort(words->data, words->len, sizeof(struct word), by_middle);
	for (; level < words->len; level++) {
		struct word *w = &g_array_index(words, struct word, level);

		if (w->is_slanted)
			break;
		w->row = find_row(rows, w);
	}
	qsort(words->data, level, sizeof(struct word), by_row);
	g_array_free(rows, TRUE);
	return level;
}

static bool
is_column_gap(const struct word *last, const struct word *next)
{
	double height = fmin(height_of(last), height_of(next));

	return next->x1 - last->x2 > column_gap * height;
}

/* One row, from `first` on; gives where the next begins. */
static size_t
count_gaps(GArray *words, size_t first, size_t level)
{
	struct word *w = &g_array_index(words, struct word, first);
	size_t n = 1;
	unsigned gaps = 0;

	for (; first + n < level && w[n].row == w->row; n++)
		gaps += is_column_gap(&w[n - 1], &w[n]);
	for (size_t i = 0; i < n; i++)
		w[i].gaps = gaps;
	return first + n;
}

struct writer {
	struct strbuf *out;
	double left;	/* where column 0 is */
	double column;	/* width of one */
	size_t written; /* columns of this line so far */
	const struct word *last;
};

static void
write_blanks(struct writer *w, size_t count)
{
	if (count > PDF_GAP_MAX)
		count = PDF_GAP_MAX;
	w->written += count;
	while (count-- > 0)
		strbuf_char(w->out, ' ');
}

static size_t
blanks_to(const struct writer *w, double x)
{
	double target = floor((x - w->left) / w->column + 0.5);

	return target > (double)w->written ? (size_t)target - w->written : 0;
}

/* The boxes of a table leave more room between rows than a paragraph does. */
static bool
is_apart(const struct word *last, const struct word *next)
{
	bool is_table = last->gaps > 0 && next->gaps > 0;

	return next->y1 - last->y2 >
	       (is_table ? table_line_gap : blank_line_gap) * height_of(last);
}

static void
write_gap(struct writer *w, const struct word *next)
{
	const struct word *last = w->last;
	double height, gap;
	size_t blanks;

	if (!last || last->row != next->row) {
		if (last) {
			strbuf_char(w->out, '\n');
			if (is_apart(last, next))
				strbuf_char(w->out, '\n');
		}
		w->written = 0;
		write_blanks(w, blanks_to(w, next->x1));
		return;
	}
	height = fmin(height_of(last), height_of(next));
	gap = next->x1 - last->x2;
	blanks = blanks_to(w, next->x1);
	if (is_column_gap(last, next))
		write_blanks(w, blanks > 2 ? blanks : 2);
	else if (gap > word_gap * height)
		write_blanks(w, 1);
}

static void
write_word(struct writer *w, const struct word *next)
{
	write_gap(w, next);
	strbuf_add(w->out, next->at, (size_t)(next->end - next->at));
	w->written += next->chars;
	w->last = next;
}

/* One line of its own each; poppler's order within. */
static void
write_slanted(struct strbuf *out, GArray *words, size_t from)
{
	for (size_t i = from; i < words->len; i++) {
		const struct word *w = &g_array_index(words, struct word, i);
		const struct word *before = i > from ? w - 1 : NULL;

		strbuf_char(out, before && before->row == w->row ? ' ' : '\n');
		strbuf_add(out, w->at, (size_t)(w->end - w->at));
	}
}

static double
width_of_character(const struct word *words, size_t count)
{
	double width = 0;
	size_t chars = 0;

	for (size_t i = 0; i < count; i++) {
		width += words[i].x2 - words[i].x1;
		chars += words[i].chars;
	}
	return chars > 0 ? fmax(width / (double)chars, 0.1) : 1;
}

/* Where every cell of a table can begin below its head: as wide as a
 * character of the page, or of the tightest row of a table. */
static double
width_of_column(GArray *words, size_t level)
{
	const struct word *all = &g_array_index(words, struct word, 0);
	double column = width_of_character(all, level);

	for (size_t i = 0, end; i < level; i = end) {
		end = count_gaps(words, i, level);
		if (all[i].gaps >= TABLE_GAPS)
			column =
			    fmin(column, width_of_character(all + i, end - i));
	}
	return column;
}

static void
write_rows(GArray *words, size_t level, struct strbuf *out)
{
	struct writer w = { .out = out, .left = INFINITY };

	for (size_t i = 0; i < level; i++)
		w.left = fmin(w.left, g_array_index(words, struct word, i).x1);
	w.column = width_of_column(words, level);
	for (size_t i = 0; i < level && !out->cut; i++)
		write_word(&w, &g_array_index(words, struct word, i));
	write_slanted(out, words, level);
	strbuf_char(out, '\n');
}

void
pdf_page_rows(const struct pdf_page *page, struct strbuf *out)
{
	struct cutter c = { .page = page };
	size_t level;

	c.words = g_array_new(FALSE, FALSE, sizeof(struct word));
	cut_words(&c);
	level = sort_into_rows(c.words);
	if (c.words->len > 0)
		write_rows(c.words, level, out);
	g_array_free(c.words, TRUE);
}
