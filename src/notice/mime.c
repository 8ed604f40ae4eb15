/*
 * Bodies and file names for the wire: quoted-printable for text, base64 for
 * papers, RFC 2231 for names. Whatever goes in, 7-bit lines come out.
 */
#include "mime.h"
#include "template.h"

#include "cabut/banned.h"

enum {
	ENCODED_LINE_MAX = 76,
	BASE64_LINE_BYTES = 57, /* 76 characters */
	EXTENSION_MAX = 10,
};

static const char HEX[] = "0123456789ABCDEF";

static bool
is_printable_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7F && c != '=';
}

/* "From " is altered by mbox stores, "." by SMTP: both are never bare. */
static bool
is_risky_start(struct slice line, size_t at)
{
	static const struct slice from = SLICE("From ");

	return at == 0 && (line.at[0] == '.' ||
			      (line.len >= from.len &&
				  memcmp(line.at, from.at, from.len) == 0));
}

static void
put_line(struct strbuf *out, struct slice line)
{
	size_t column = 0;

	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.at[i];
		bool is_last = i + 1 == line.len;
		bool plain = is_printable_plain(c) && !(c == ' ' && is_last) &&
			     !is_risky_start(line, i);
		size_t width = plain ? 1 : 3;

		/* One column is kept for the soft break. */
		if (column + width > ENCODED_LINE_MAX - (is_last ? 0 : 1)) {
			strbuf_text(out, "=\r\n");
			column = 0;
			plain = plain && c != '.' && c != 'F';
			width = plain ? 1 : 3;
		}
		if (plain)
			strbuf_char(out, (char)c);
		else
			strbuf_printf(out, "=%c%c", HEX[c >> 4], HEX[c & 15]);
		column += width;
	}
	strbuf_text(out, "\r\n");
}

/* Up to CRLF, LF or a bare CR. */
static bool
take_any_line(struct slice *rest, struct slice *line)
{
	size_t used = 0;

	if (rest->len == 0)
		return false;
	while (used < rest->len && rest->at[used] != '\n' &&
	       rest->at[used] != '\r')
		used++;
	*line = (struct slice){ rest->at, used };
	if (used + 1 < rest->len && rest->at[used] == '\r' &&
	    rest->at[used + 1] == '\n')
		used++;
	used += used < rest->len;
	*rest = (struct slice){ rest->at + used, rest->len - used };
	return true;
}

void
notice_quoted_printable(struct strbuf *out, const char *text)
{
	struct slice rest = slice_of(text), line;

	while (take_any_line(&rest, &line))
		put_line(out, line);
}

static void
put_triple(struct strbuf *out, const unsigned char *at, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned long bits = (unsigned long)at[0] << 16;
	char four[4];

	bits |= len > 1 ? (unsigned long)at[1] << 8 : 0;
	bits |= len > 2 ? at[2] : 0;
	four[0] = digits[bits >> 18];
	four[1] = digits[bits >> 12 & 63];
	four[2] = len > 1 ? digits[bits >> 6 & 63] : '=';
	four[3] = len > 2 ? digits[bits & 63] : '=';
	strbuf_add(out, four, sizeof four);
}

void
notice_base64(struct strbuf *out, struct slice bytes)
{
	const unsigned char *at = (const unsigned char *)bytes.at;

	for (size_t i = 0; i < bytes.len; i += 3) {
		put_triple(out, at + i, bytes.len - i < 3 ? bytes.len - i : 3);
		if ((i + 3) % BASE64_LINE_BYTES == 0 || i + 3 >= bytes.len)
			strbuf_text(out, "\r\n");
	}
}

char *
notice_file_name_clean(struct arena *a, const char *name)
{
	char *line = notice_clean_line(a, name, strlen(name) * 3 + 1);
	const char *dot;

	for (char *c = line; *c; c++)
		if (strchr("/\\:*?\"<>|", *c))
			*c = '_';
	while (*line == '.' || *line == ' ')
		line++;
	if (*line == '\0')
		return arena_strdup(a, "berkas");
	dot = strrchr(line, '.');
	if (strlen(line) <= ATTACHMENT_NAME_MAX)
		return line;
	if (!dot || strlen(dot) > EXTENSION_MAX)
		dot = "";
	return arena_printf(a, "%s%s",
	    notice_clean_line(a, line, ATTACHMENT_NAME_MAX - strlen(dot)), dot);
}

static bool
is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x7F)
			return false;
	return true;
}

/* The extended form comes first: readers that take the first of two
 * parameters of one name then take the true one. */
void
notice_file_name_parameters(struct strbuf *out, const char *name)
{
	if (!is_ascii(name)) {
		strbuf_text(out, ";\r\n filename*=UTF-8''");
		for (const char *c = name; *c; c++)
			if (ascii_is_alnum(*c) || *c == '.' || *c == '-' ||
			    *c == '_')
				strbuf_char(out, *c);
			else
				strbuf_printf(out, "%%%c%c",
				    HEX[(unsigned char)*c >> 4],
				    HEX[(unsigned char)*c & 15]);
	}
	strbuf_text(out, ";\r\n filename=\"");
	for (size_t used, len = strlen(name); len > 0;
	     name += used, len -= used) {
		used = notice_utf8_length(name, len);
		used = used > 0 ? used : 1;
		strbuf_char(out, used > 1 ? '_' : *name);
	}
	strbuf_char(out, '"');
}
