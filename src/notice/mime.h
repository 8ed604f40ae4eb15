/*
 * mime.h: private to the room. Header lines and body encodings; everything
 * written is ASCII with CRLF.
 */
#ifndef NOTICE_MIME_H
#define NOTICE_MIME_H

#include "cabut/notice.h"

/* A header being written; folded at blanks near 76 columns. */
struct notice_header {
	struct strbuf *out;
	size_t column;
};

struct notice_header notice_header_start(struct strbuf *, const char *name);
/* ASCII without blanks, as it is. */
void notice_header_word(struct notice_header *, struct slice word);
/* Unstructured UTF-8 without controls: RFC 2047 where needed. */
void notice_header_text(struct notice_header *, const char *text);
/* A display name: plain, quoted, or encoded. */
void notice_header_phrase(struct notice_header *, const char *name);
void notice_header_end(struct notice_header *);

/* RFC 2045: text with LF becomes quoted-printable lines with CRLF. No line
 * starts with "From " or "." on the wire. */
void notice_quoted_printable(struct strbuf *, const char *text);
void notice_base64(struct strbuf *, struct slice bytes);

/* A name that is harmless as a file name, at most ATTACHMENT_NAME_MAX bytes,
 * its extension kept. */
char *notice_file_name_clean(struct arena *, const char *name);
/* filename*=UTF-8''... (RFC 2231) when needed, then filename="...". */
void notice_file_name_parameters(struct strbuf *, const char *clean_name);

#endif
