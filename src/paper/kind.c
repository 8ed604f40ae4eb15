/*
 * The names of kinds, as reports print them.
 */
#include "cabut/paper.h"

#include "cabut/banned.h"

const char *
paper_how_name(enum paper_how how)
{
	switch (how) {
	case PAPER_TEXT:
		return "text";
	case PAPER_OCR:
		return "ocr";
	case PAPER_NONE:
		return "none";
	}
	return "none";
}

const char *
paper_kind_type(enum paper_kind kind)
{
	switch (kind) {
	case PAPER_KIND_PDF:
		return "application/pdf";
	case PAPER_KIND_DOCX:
		return "application/vnd.openxmlformats-officedocument."
		       "wordprocessingml.document";
	case PAPER_KIND_ODT:
		return "application/vnd.oasis.opendocument.text";
	case PAPER_KIND_RTF:
		return "application/rtf";
	case PAPER_KIND_HTML:
		return "text/html";
	case PAPER_KIND_PLAIN:
		return "text/plain";
	case PAPER_KIND_PICTURE:
		return "image/*";
	case PAPER_KIND_ZIP:
		return "application/zip";
	case PAPER_KIND_MESSAGE:
		return "message/rfc822";
	case PAPER_KIND_OTHER:
		return "application/octet-stream";
	}
	return "application/octet-stream";
}

bool
paper_kind_is_document(enum paper_kind kind)
{
	return kind == PAPER_KIND_PDF || kind == PAPER_KIND_DOCX ||
	       kind == PAPER_KIND_ODT || kind == PAPER_KIND_RTF ||
	       kind == PAPER_KIND_PICTURE;
}
