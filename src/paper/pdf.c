/*
 * PDF through poppler: the text of the first pages as it stands on them, and
 * how many pages there are. Text that nobody sees (white, tiny, beside the
 * page) is left out, as a letter is what a person reads. Signatures:
 * pdf_sign.c.
 */
#include <poppler.h>

#include "parse.h"
#include "pdf_rows.h"

#include "cabut/banned.h"

enum {
	WHITE = 0xfa00,	  /* of 0xffff, each colour at least */
	FEW_LETTERS = 40, /* with pictures: a scan with a stamp on it */
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
page_text(PopplerPage *page, struct strbuf *out)
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

static bool
page_has_picture(PopplerPage *page)
{
	GList *pictures = poppler_page_get_image_mapping(page);
	bool has = pictures != NULL;

	poppler_page_free_image_mapping(pictures);
	return has;
}

static bool
pages_text(PopplerDocument *doc, struct strbuf *out, bool *has_picture,
    const char **why)
{
	int count = poppler_document_get_n_pages(doc);
	bool ok = true;

	for (int i = 0; i < count && i < PDF_PAGES_MAX && ok; i++) {
		PopplerPage *page = poppler_document_get_page(doc, i);

		if (!page)
			continue;
		if (out->len > 0)
			strbuf_char(out, '\n');
		ok = page_text(page, out);
		*has_picture |= page_has_picture(page);
		g_object_unref(page);
	}
	if (!ok)
		*why = "PDF page with too much text";
	return ok;
}

static bool
has_few_letters(const struct strbuf *text)
{
	size_t letters = 0;

	for (size_t i = 0; i < text->len; i++)
		letters += ascii_is_alnum(text->at[i]) ||
			   (unsigned char)text->at[i] >= 0x80;
	return letters < FEW_LETTERS;
}

static bool
document_text(PopplerDocument *doc, struct strbuf *out,
    struct pdf_facts *facts, const char **why)
{
	int pages = poppler_document_get_n_pages(doc);
	bool has_picture = false;

	facts->pages = pages <= 0 ? 0
		       : pages > PAPER_PAGES_COUNT_MAX
			   ? (unsigned)PAPER_PAGES_COUNT_MAX
			   : (unsigned)pages;
	*why = "damaged PDF";
	if (pages <= 0 || !pages_text(doc, out, &has_picture, why))
		return false;
	if (has_few_letters(out) && has_picture) {
		*why = "scanned pages without text";
		return false;
	}
	return true;
}

static PopplerDocument *
document_open(struct slice bytes, const char **why)
{
	GBytes *all = g_bytes_new_static(bytes.at, bytes.len);
	GError *error = NULL;
	PopplerDocument *doc =
	    poppler_document_new_from_bytes(all, NULL, &error);

	if (!doc)
		*why = g_error_matches(
			   error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
			   ? "encrypted PDF"
			   : "damaged PDF";
	g_clear_error(&error);
	g_bytes_unref(all);
	return doc;
}

bool
pdf_text(struct slice bytes, struct strbuf *out, struct pdf_facts *facts,
    const char **why)
{
	struct strbuf raw;
	PopplerDocument *doc;
	bool ok;

	if (bytes.len > PDF_BYTES_MAX) {
		*why = "PDF larger than 10 MB";
		return false;
	}
	doc = document_open(bytes, why);
	if (!doc)
		return false;
	strbuf_init(&raw, PAPER_TEXT_MAX);
	ok = document_text(doc, &raw, facts, why);
	text_scrub(out, (struct slice){ raw.at, raw.len });
	out->cut |= raw.cut;
	strbuf_release(&raw);
	g_object_unref(doc);
	return ok;
}
