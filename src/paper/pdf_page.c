/*
 * A PDF may show one thing and say another: a scan with the text layer of its
 * scanner, or of somebody who wants another NIP to be read. So a page that a
 * picture covers is read by OCR, and its text is taken only where both agree;
 * a page whose text is never drawn is read as it looks. Text that nobody sees
 * (white, tiny, beside the page) is left out, as a letter is what a person
 * reads.
 */
#include <leptonica/allheaders.h>

#include "agree.h"
#include "parse.h"
#include "pdf_draw.h"
#include "pdf_page.h"
#include "pdf_rows.h"

#include "cabut/banned.h"

enum {
	WHITE = 0xfa00,	  /* of 0xffff, each colour at least */
	MARKS_SOME = 20,  /* letters drawn as shapes, where no others are */
	MARKS_MANY = 100, /* and where there are */
};
static const double mostly = 0.5, partly = 0.1; /* shares of a page */

struct look {
	struct strbuf layer;
	size_t letters; /* in it */
	double covered;
	struct pdf_drawn drawn;
};

static void
mark_white(PopplerPage *page, bool *unseen, size_t count)
{
	GList *all = poppler_page_get_text_attributes(page);

	for (GList *l = all; l; l = l->next) {
		const PopplerTextAttributes *a = l->data;

		if (a->color.red < WHITE || a->color.green < WHITE ||
		    a->color.blue < WHITE)
			continue;
		for (gint i = a->start_index;
		     i >= 0 && i <= a->end_index && (size_t)i < count; i++)
			unseen[i] = true;
	}
	poppler_page_free_text_attributes(all);
}

static bool
layer_text(PopplerPage *page, struct strbuf *out)
{
	PopplerRectangle *boxes = NULL;
	guint count = 0;
	char *text = poppler_page_get_text(page);
	struct pdf_page p = { .text = text };

	if (text && poppler_page_get_text_layout(page, &boxes, &count) &&
	    count <= PDF_CHARACTERS_MAX) {
		bool *unseen = g_new0(bool, count + 1);

		mark_white(page, unseen, count);
		poppler_page_get_size(page, &p.width, &p.height);
		p.boxes = boxes;
		p.box_count = count;
		p.is_unseen = unseen;
		pdf_page_rows(&p, out);
		g_free(unseen);
	}
	g_free(boxes);
	g_free(text);
	return count <= PDF_CHARACTERS_MAX;
}

size_t
letters_count(struct slice text)
{
	size_t letters = 0;

	for (size_t i = 0; i < text.len; i++)
		letters += ascii_is_alnum(text.at[i]) ||
			   (unsigned char)text.at[i] >= 0x80;
	return letters;
}

static void
take(struct strbuf *out, const struct strbuf *text)
{
	text_scrub(out, (struct slice){ text->at, text->len });
	out->cut |= text->cut;
}

/* Is there more to see than the layer says? */
static bool
needs_eyes(const struct look *l)
{
	if (l->covered >= mostly)
		return true;
	if (l->letters < LETTERS_FEW)
		return l->covered >= partly || l->drawn.marks >= MARKS_SOME;
	return l->drawn.texts == 0 && l->drawn.marks >= MARKS_MANY;
}

/* Drawn about as often as it has lines: not the layer of a scanner. */
static bool
is_drawn(const struct look *l)
{
	size_t lines = 0;

	for (size_t i = 0; i < l->layer.len; i++)
		lines += l->layer.at[i] == '\n';
	return l->drawn.texts > 0 && l->drawn.texts >= lines / 2;
}

/* A font that is not in the file cannot be drawn here, as no file is opened:
 * of such a document nobody can tell what is drawn. */
static bool
has_bare_fonts(struct pdf_reader *r)
{
	PopplerFontInfo *fonts = poppler_font_info_new(r->document);
	PopplerFontsIter *at = NULL;
	bool has = false;

	if (poppler_font_info_scan(fonts, PDF_PAGES_MAX, &at) && at)
		do
			has |= !poppler_fonts_iter_is_embedded(at);
		while (!has && poppler_fonts_iter_next(at));
	poppler_fonts_iter_free(at);
	g_object_unref(fonts);
	return has;
}

static void
take_unsure(struct pdf_reader *r, const struct look *l, unsigned index,
    struct strbuf *out)
{
	static const struct ocr_page unsure = { 0, 0 };

	take(out, &l->layer);
	ocr_sum_add(r->sum, index, &unsure);
}

/* OCR is not to be had for this page: what may be seen as text is kept. */
static void
take_unread(struct pdf_reader *r, const struct look *l, unsigned index,
    struct strbuf *out)
{
	if (l->letters == 0 || (!is_drawn(l) && !has_bare_fonts(r)))
		return;
	if (r->ocr && l->covered >= mostly)
		take_unsure(r, l, index, out);
	else
		take(out, &l->layer);
}

/* OCR saw nothing: a long text that a picture covers is not to be seen. */
static void
take_unseen(struct pdf_reader *r, const struct look *l, unsigned index,
    struct strbuf *out)
{
	if (l->covered < mostly || (l->letters < LETTERS_FEW && is_drawn(l)))
		take(out, &l->layer);
	else if (l->letters > 0 && has_bare_fonts(r))
		take_unsure(r, l, index, out);
}

static void
take_better(struct pdf_reader *r, const struct look *l,
    const struct strbuf *seen, const struct ocr_page *p, unsigned index,
    struct strbuf *out)
{
	bool agree =
	    l->letters >= LETTERS_FEW && texts_agree(l->layer.at, seen->at);

	if (p->letters == 0) {
		take_unseen(r, l, index, out);
		return;
	}
	take(out, agree ? &l->layer : seen);
	if (!agree || !is_drawn(l))
		ocr_sum_add(r->sum, index, p);
}

static bool
read_seen(struct pdf_reader *r, PopplerPage *page, const struct look *l,
    unsigned index, struct strbuf *out, const char **why)
{
	PIX *pix = pdf_page_picture(page);
	struct ocr_page p = { 0 };
	struct strbuf seen;
	bool ok = true;

	strbuf_init(&seen, PAPER_TEXT_MAX);
	if (pix)
		ok = ocr_read(r->ocr, pix, &seen, &p, why);
	if (ok)
		take_better(r, l, &seen, &p, index, out);
	r->by_ocr++;
	strbuf_release(&seen);
	pixDestroy(&pix);
	return ok;
}

static bool
page_with_pictures(struct pdf_reader *r, PopplerPage *page,
    const struct look *l, unsigned index, struct strbuf *out, const char **why)
{
	const char *why_not = "more scanned pages than are read";

	r->has_pictures = true;
	if (r->by_ocr < OCR_PAGES_MAX && ocr_may(r->ocr, &why_not))
		return read_seen(r, page, l, index, out, why);
	*why = why_not;
	r->unread = why_not;
	take_unread(r, l, index, out);
	return strcmp(why_not, OCR_LATE) != 0;
}

bool
pdf_page_text(struct pdf_reader *r, PopplerPage *page, unsigned index,
    struct strbuf *out, const char **why)
{
	struct look l = { 0 };
	bool ok;

	strbuf_init(&l.layer, PAPER_TEXT_MAX);
	*why = "PDF page with too much text";
	ok = layer_text(page, &l.layer);
	if (ok) {
		l.letters =
		    letters_count((struct slice){ l.layer.at, l.layer.len });
		l.covered = pdf_page_covered(page);
		l.drawn = pdf_page_drawn(page);
		if (needs_eyes(&l))
			ok = page_with_pictures(r, page, &l, index, out, why);
		else
			take(out, &l.layer);
	}
	strbuf_release(&l.layer);
	return ok;
}
