/*
 * mime.h: private to the room. Header lines and body encodings; everything
 * written is ASCII with CRLF.
 */
#ifndef NOTICE_MIME_H
#define NOTICE_MIME_H

#include "cabut/notice.h"

/* A header being written; folded at blanks near 76 columns. */
struct header {
	struct strbuf *out;
	size_t column;
};

struct header header_start(struct strbuf *, const char *name);
/* ASCII without blanks, as it is. */
void header_word(struct header *, struct slice word);
/* Unstructured UTF-8 without controls: RFC 2047 where needed. */
void header_text(struct header *, const char *text);
/* A display name: plain, quoted, or encoded. */
void header_phrase(struct header *, const char *name);
void header_end(struct header *);

/* RFC 2045: text with LF becomes quoted-printable lines with CRLF. No line
 * starts with "From " or "." on the wire. */
void body_quoted_printable(struct strbuf *, const char *text);
void body_base64(struct strbuf *, struct slice bytes);

/* A name that is harmless as a file name, at most ATTACHMENT_NAME_MAX bytes,
 * its extension kept. */
char *file_name_clean(struct arena *, const char *name);
/* filename*=UTF-8''... (RFC 2231) when needed, then filename="...". */
void file_name_parameters(struct strbuf *, const char *clean_name);

#endif
