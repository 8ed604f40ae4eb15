/*
 * parse: what the parsers of the cell share. One function per format, all of
 * the same shape: bytes in, clean text appended to a bounded strbuf, or false
 * and `why`: a short English reason, a literal. Output after false is waste.
 */
#ifndef PAPER_PARSE_H
#define PAPER_PARSE_H

#include "ocr.h"

/* Appends `text` as valid UTF-8: what is not UTF-8 and control characters
 * become U+FFFD, CR and CRLF become LF, blanks of odd width a space. LF, tab
 * and form feed (a page ends) stay. Never cuts inside a character. */
void text_scrub(struct strbuf *, struct slice text);

struct pdf_facts {
	unsigned pages;
	struct ocr_sum ocr; /* of the pages that were read so */
};
/* Facts are filled as far as they are known, also when it fails. */
bool pdf_text(struct slice bytes, struct ocr *, struct strbuf *,
    struct pdf_facts *, const char **why);
/* The pages of a picture, by OCR. */
bool picture_text(struct slice bytes, struct ocr *, struct strbuf *,
    struct pdf_facts *, const char **why);

bool docx_text(struct slice bytes, struct strbuf *, const char **why);
bool odt_text(struct slice bytes, struct strbuf *, const char **why);
bool rtf_text(
    struct slice bytes, struct arena *, struct strbuf *, const char **why);
bool plain_text(
    struct slice bytes, struct arena *, struct strbuf *, const char **why);
bool html_text(
    struct slice bytes, struct arena *, struct strbuf *, const char **why);
bool mail_text(
    struct slice bytes, struct arena *, struct strbuf *, const char **why);

/* Why a file of no kind that is read here is not read: a literal. */
const char *unread_why(struct slice bytes);

/* Text in UTF-16, by its byte order mark. */
bool text_is_utf16(struct slice bytes);

/* ---- ZIP: the directory, checked before any library sees it ---- */

/* Is it whole, in bounds and honest: the limits of paper.h, no encryption, no
 * ZIP64, no name twice, no two members over the same bytes, local and central
 * names the same. */
bool zip_directory_is_sound(struct slice bytes, const char **why);
/* Is there a directory at all? It may still be unsound. */
bool zip_directory_is_there(struct slice bytes);
/* Does the directory list this name? False for a broken one. */
bool zip_directory_has(struct slice bytes, const char *name);

struct archive;
bool archive_open(struct slice bytes, struct archive **, const char **why);
void archive_close(struct archive *); /* NULL is fine */
bool archive_has(struct archive *, const char *name);
struct zip *archive_zip(struct archive *); /* libzip's, until closed */

/* ---- XML, streamed from a member; any DOCTYPE ends it ---- */

struct xml_attributes {
	size_t count;
	const unsigned char **five; /* localname, prefix, URI, value, end */
};
struct xml_events {
	void *context;
	/* Names without prefix. `attributes` is libxml2's SAX2 array. */
	void (*start)(void *context, const char *name, const char *ns,
	    const struct xml_attributes *);
	void (*end)(void *context, const char *name, const char *ns);
	void (*text)(void *context, struct slice);
};
/* The value of an attribute by its local name; empty when absent. */
struct slice xml_attribute(const struct xml_attributes *, const char *name);
bool archive_xml(struct archive *, const char *name, const struct xml_events *,
    const char **why);

#endif
