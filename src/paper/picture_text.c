/*
 * A picture as a paper: its pages one by one, whole or not at all.
 */
#include <leptonica/allheaders.h>

#include "parse.h"
#include "picture.h"

#include "cabut/banned.h"

static bool
add_page(PIX *pix, struct ocr *ocr, unsigned page, struct strbuf *out,
    struct pdf_facts *facts, const char **why)
{
	struct ocr_page read;
	struct strbuf rows;
	bool ok;

	strbuf_init(&rows, PAPER_TEXT_MAX);
	ok = ocr_read(ocr, pix, &rows, &read, why);
	if (ok && read.letters > 0) {
		text_scrub(out, (struct slice){ rows.at, rows.len });
		ocr_sum_add(&facts->ocr, page, &read);
	}
	out->cut |= rows.cut;
	strbuf_release(&rows);
	return ok;
}

static bool
read_page(struct slice bytes, struct ocr *ocr, unsigned page,
    struct strbuf *out, struct pdf_facts *facts, const char **why)
{
	PIX *pix = picture_page(bytes, page, why);
	bool ok;

	if (!pix)
		return false;
	ok = add_page(pix, ocr, page, out, facts, why);
	pixDestroy(&pix);
	return ok;
}

bool
picture_text(struct slice bytes, struct ocr *ocr, struct strbuf *out,
    struct pdf_facts *facts, const char **why)
{
	unsigned count;

	if (!ocr_may(ocr, why))
		return false;
	count = picture_pages(bytes);
	facts->pages = count;
	*why = "damaged picture";
	if (count == 0)
		return false;
	for (unsigned i = 0; i < count && i < OCR_PAGES_MAX; i++) {
		if (i > 0)
			strbuf_char(out, '\f');
		if (!read_page(bytes, ocr, i, out, facts, why))
			return false;
	}
	*why = OCR_NOTHING;
	return facts->ocr.letters > 0;
}
