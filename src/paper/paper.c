/*
 * One document to its text: sniffs, sends it to its parser, and says in one
 * sentence why when nothing came of it. Never half a result: a text that hit
 * its ceiling is no text.
 */
#include "parse.h"

#include "cabut/banned.h"

static bool
read_pdf(
    struct slice bytes, struct strbuf *out, struct paper *p, const char **why)
{
	struct pdf_facts facts = { 0 };
	bool ok = pdf_text(bytes, out, &facts, why);

	p->pages = facts.pages;
	return ok;
}

static bool
read_kind(struct slice bytes, struct arena *arena, struct strbuf *out,
    struct paper *p, const char **why)
{
	switch (p->kind) {
	case PAPER_KIND_PDF:
		return read_pdf(bytes, out, p, why);
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
	case PAPER_KIND_PICTURE:
		*why = "picture: not read";
		return false;
	case PAPER_KIND_ZIP:
	case PAPER_KIND_OTHER:
		*why = unread_why(bytes);
		return false;
	}
	return false;
}

void
paper_read(struct slice bytes, struct arena *arena, struct paper *p)
{
	const char *why = "not readable";
	struct strbuf out;
	bool ok;

	p->kind = paper_sniff(bytes);
	p->bytes = bytes.len;
	sha256_hex(bytes.at ? bytes.at : "", bytes.len, p->sha256);
	strbuf_init(&out, PAPER_TEXT_MAX);
	ok = read_kind(bytes, arena, &out, p, &why);
	if (ok && out.cut) {
		ok = false;
		why = "more text than a letter may hold";
	}
	if (ok && slice_trim((struct slice){ out.at, out.len }).len == 0) {
		ok = false;
		why = "document without text";
	}
	p->how = ok ? PAPER_TEXT : PAPER_NONE;
	p->text = ok ? strbuf_keep(&out, arena) : "";
	p->why = ok ? "" : why;
	strbuf_release(&out);
}
