/*
 * PDF through poppler: the text of the first pages as it stands on them, and
 * how many pages there are. Signatures: pdf_sign.c.
 */
#include <poppler.h>

#include "parse.h"
#include "pdf_page.h"

#include "cabut/banned.h"

static bool
pages_text(PopplerDocument *doc, struct pdf_reader *r, struct strbuf *out,
    const char **why)
{
	int count = poppler_document_get_n_pages(doc);
	bool ok = true;

	for (int i = 0; i < count && i < PDF_PAGES_MAX && ok; i++) {
		PopplerPage *page = poppler_document_get_page(doc, i);

		if (i > 0)
			strbuf_char(out, '\f');
		if (!page)
			continue;
		ok = pdf_page_text(r, page, (unsigned)i, out, why);
		g_object_unref(page);
	}
	return ok;
}

static bool
document_text(PopplerDocument *doc, struct pdf_reader *r, struct strbuf *out,
    const char **why)
{
	if (!pages_text(doc, r, out, why))
		return false;
	*why = r->unread ? r->unread : OCR_NOTHING;
	return !r->has_pictures || letters_count((struct slice){
				       out->at, out->len }) >= LETTERS_FEW;
}

static void
take_facts(PopplerDocument *doc, struct pdf_facts *facts)
{
	int pages = poppler_document_get_n_pages(doc);

	facts->pages = pages <= 0 ? 0
		       : pages > PAPER_PAGES_COUNT_MAX
			   ? (unsigned)PAPER_PAGES_COUNT_MAX
			   : (unsigned)pages;
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
pdf_text(struct slice bytes, struct ocr *ocr, struct strbuf *out,
    struct pdf_facts *facts, const char **why)
{
	struct pdf_reader r = { .ocr = ocr, .sum = &facts->ocr };
	PopplerDocument *doc;
	bool ok;

	if (bytes.len > PDF_BYTES_MAX) {
		*why = "PDF larger than 10 MB";
		return false;
	}
	doc = document_open(bytes, why);
	if (!doc)
		return false;
	take_facts(doc, facts);
	r.document = doc;
	*why = "damaged PDF";
	ok = facts->pages > 0 && document_text(doc, &r, out, why);
	g_object_unref(doc);
	return ok;
}
