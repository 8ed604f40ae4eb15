/*
 * One document to its text: sniffs, sends it to its parser, and says in one
 * sentence why when nothing came of it. Never half a result: a text that hit
 * its ceiling is no text.
 */
#include "parse.h"

#include "cabut/banned.h"

static bool
read_pages(struct slice bytes, struct ocr *ocr, struct strbuf *out,
    struct paper *p, const char **why)
{
	struct pdf_facts facts = { 0 };
	bool ok = p->kind == PAPER_KIND_PDF
		      ? pdf_text(bytes, ocr, out, &facts, why)
		      : picture_text(bytes, ocr, out, &facts, why);

	p->pages = facts.pages;
	p->ocr_pages = ok ? facts.ocr.pages : 0;
	p->ocr_confidence = ok ? ocr_sum_confidence(&facts.ocr) : 0;
	return ok;
}

static bool
read_kind(struct slice bytes, struct ocr *ocr, struct arena *arena,
    struct strbuf *out, struct paper *p, const char **why)
{
	switch (p->kind) {
	case PAPER_KIND_PDF:
	case PAPER_KIND_PICTURE:
		return read_pages(bytes, ocr, out, p, why);
	case PAPER_KIND_DOCX:
		return docx_text(bytes, out, why);
	case PAPER_KIND_ODT:
		return odt_text(bytes, out, why);
	case PAPER_KIND_RTF:
		return rtf_text(bytes, arena, out, why);
	case PAPER_KIND_HTML:
		return html_text(bytes, arena, out, why);
	case PAPER_KIND_PLAIN:
		return plain_text(bytes, arena, out, why);
	case PAPER_KIND_MESSAGE:
		return mail_text(bytes, arena, out, why);
	case PAPER_KIND_ZIP:
	case PAPER_KIND_OTHER:
		*why = unread_why(bytes);
		return false;
	}
	return false;
}

/* More than blanks and page breaks. */
static bool
has_text(const struct strbuf *s)
{
	return strspn(s->at, " \t\n\f") < s->len;
}

void
paper_read_with(
    struct slice bytes, struct ocr *ocr, struct arena *arena, struct paper *p)
{
	const char *why = "not readable";
	struct strbuf out;
	bool ok;

	p->kind = paper_sniff(bytes);
	p->bytes = bytes.len;
	sha256_hex(bytes.at ? bytes.at : "", bytes.len, p->sha256);
	strbuf_init(&out, PAPER_TEXT_MAX);
	ok = read_kind(bytes, ocr, arena, &out, p, &why);
	if (ok && out.cut) {
		ok = false;
		why = "more text than a letter may hold";
	}
	if (ok && !has_text(&out)) {
		ok = false;
		why = "document without text";
	}
	if (!ok)
		p->ocr_pages = p->ocr_confidence = 0;
	p->how = !ok ? PAPER_NONE : p->ocr_pages ? PAPER_OCR : PAPER_TEXT;
	p->text = ok ? strbuf_keep(&out, arena) : "";
	p->why = ok ? "" : why;
	strbuf_release(&out);
}

void
paper_read(struct slice bytes, struct arena *arena, struct paper *p)
{
	paper_read_with(bytes, NULL, arena, p);
}
