/*
 * Each word gets a box of one height that sits on its baseline: the ink of
 * "nama", ":" and "Nip" has three heights, but they stand on one row. Marks
 * that are no words (rules, specks, the edge of the paper) are left out.
 */
#include <leptonica/allheaders.h>
#include <math.h>
#include <stdlib.h>

#include "ocr_words.h"
#include "pdf_rows.h"

#include "cabut/banned.h"

/* Shares of the height of a line's ink: boxes as poppler would give them. */
static const double above = 0.95, below = 0.30;
static const double apart = 0.15; /* words are never written as one */
enum { SURE_MARK = 70, LINE_USUAL = 36 };

struct collector {
	GString *text;
	GArray *boxes; /* PopplerRectangle, one a character */
	double line_height;
	double sure; /* confidence times letters */
	size_t letters;
};

static int
by_size(gconstpointer a, gconstpointer b)
{
	const int *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
usual_line_height(TessPageIterator *at)
{
	GArray *heights = g_array_new(FALSE, FALSE, sizeof(int));
	double usual = LINE_USUAL;

	TessPageIteratorBegin(at);
	do {
		int left, top, right, bottom, height;

		if (!TessPageIteratorBoundingBox(
			at, RIL_TEXTLINE, &left, &top, &right, &bottom))
			continue;
		height = bottom - top;
		g_array_append_val(heights, height);
	} while (TessPageIteratorNext(at, RIL_TEXTLINE));
	g_array_sort(heights, by_size);
	if (heights->len > 0)
		usual = g_array_index(heights, int, heights->len / 2);
	g_array_free(heights, TRUE);
	TessPageIteratorBegin(at);
	return usual;
}

static size_t
letters_of(const char *word)
{
	size_t count = 0;

	for (const char *c = word; *c; c = g_utf8_next_char(c))
		count += g_unichar_isalnum(g_utf8_get_char(c)) != 0;
	return count;
}

static bool
is_word(const char *word, size_t letters, double sure)
{
	if (!g_utf8_validate(word, -1, NULL) || !*word)
		return false;
	return letters > 0 || sure >= SURE_MARK || strcmp(word, ":") == 0;
}

static bool
box_of(const struct collector *c, TessPageIterator *at, PopplerRectangle *box)
{
	int left, top, right, bottom, x1, y1, x2, y2;
	double base;

	if (!TessPageIteratorBoundingBox(
		at, RIL_WORD, &left, &top, &right, &bottom))
		return false;
	base = bottom;
	if (TessPageIteratorBaseline(at, RIL_WORD, &x1, &y1, &x2, &y2))
		base = (y1 + y2) / 2.0;
	box->x1 = left;
	box->x2 = fmax(left + 1, right - apart * c->line_height);
	box->y1 = base - above * c->line_height;
	box->y2 = base + below * c->line_height;
	return right > left;
}

static void
add_between(struct collector *c, char between)
{
	PopplerRectangle nowhere = { 0 };

	g_string_append_c(c->text, between);
	g_array_append_val(c->boxes, nowhere);
}

static void
add_word(struct collector *c, const char *word, PopplerRectangle box)
{
	glong count = g_utf8_strlen(word, -1);
	double width = (box.x2 - box.x1) / (double)count, left = box.x1;

	for (glong i = 0; i < count; i++) {
		box.x1 = left + width * (double)i;
		box.x2 = box.x1 + width;
		g_array_append_val(c->boxes, box);
	}
	g_string_append(c->text, word);
}

static void
take_word(struct collector *c, TessResultIterator *it)
{
	TessPageIterator *at = TessResultIteratorGetPageIterator(it);
	char *word = TessResultIteratorGetUTF8Text(it, RIL_WORD);
	double sure = TessResultIteratorConfidence(it, RIL_WORD);
	bool is_first = TessPageIteratorIsAtBeginningOf(at, RIL_TEXTLINE);
	PopplerRectangle box;
	size_t letters = word ? letters_of(word) : 0;

	if (word && is_word(word, letters, sure) && box_of(c, at, &box) &&
	    c->boxes->len < PDF_CHARACTERS_MAX) {
		add_between(c, is_first ? '\n' : ' ');
		add_word(c, word, box);
		c->sure += sure * (double)letters;
		c->letters += letters;
	}
	TessDeleteText(word);
}

static void
write_rows(const struct collector *c, PIX *page, struct strbuf *out)
{
	bool *unseen = g_new0(bool, c->boxes->len + 1);
	struct pdf_page p = {
		.text = c->text->str,
		.boxes = (const PopplerRectangle *)(void *)c->boxes->data,
		.box_count = c->boxes->len,
		.is_unseen = unseen,
		.width = pixGetWidth(page),
		.height = pixGetHeight(page),
	};

	pdf_page_rows(&p, out);
	g_free(unseen);
}

void
ocr_words(TessBaseAPI *engine, struct Pix *page, struct strbuf *out,
    struct ocr_page *p)
{
	TessResultIterator *it = TessBaseAPIGetIterator(engine);
	struct collector c = { 0 };

	if (!it)
		return;
	c.text = g_string_new("");
	c.boxes = g_array_new(FALSE, FALSE, sizeof(PopplerRectangle));
	c.line_height =
	    usual_line_height(TessResultIteratorGetPageIterator(it));
	do
		take_word(&c, it);
	while (TessResultIteratorNext(it, RIL_WORD));
	write_rows(&c, page, out);
	p->letters = c.letters;
	p->confidence =
	    c.letters > 0 ? (unsigned)(c.sure / (double)c.letters + 0.5) : 0;
	g_array_free(c.boxes, TRUE);
	g_string_free(c.text, TRUE);
	TessResultIteratorDelete(it);
}
