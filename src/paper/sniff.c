/*
 * What a document is, by its bytes. Names and Content-Types are claims of the
 * sender and are not asked.
 */
#include "parse.h"

#include "cabut/banned.h"

enum { PDF_MARK_WITHIN = 1024, PLAIN_LOOK = 8192, HEADER_LOOK = 64 };

static bool
starts(struct slice bytes, const char *magic, size_t len)
{
	return bytes.len >= len && memcmp(bytes.at, magic, len) == 0;
}
#define STARTS(bytes, magic) starts(bytes, "" magic, sizeof(magic) - 1)

static bool
is_pdf(struct slice bytes)
{
	size_t look = bytes.len < PDF_MARK_WITHIN ? bytes.len : PDF_MARK_WITHIN;

	return look > 0 && memmem(bytes.at, look, "%PDF-", 5) != NULL;
}

static bool
is_picture(struct slice b)
{
	return STARTS(b, "\xff\xd8\xff") || STARTS(b, "\x89PNG\r\n\x1a\n") ||
	       STARTS(b, "GIF87a") || STARTS(b, "GIF89a") ||
	       STARTS(b, "II*\0") || STARTS(b, "MM\0*") || STARTS(b, "BM") ||
	       (STARTS(b, "RIFF") && b.len >= 12 &&
		   memcmp(b.at + 8, "WEBP", 4) == 0) ||
	       (b.len >= 12 && memcmp(b.at + 4, "ftyphe", 6) == 0) ||
	       (b.len >= 12 && memcmp(b.at + 4, "ftypmif1", 8) == 0);
}

/* Packages that only happen to be ZIPs are no attached folders. */
static bool
is_package(struct slice b)
{
	static const char *const marks[] = { "[Content_Types].xml", "mimetype",
		"META-INF/MANIFEST.MF", "AndroidManifest.xml" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (zip_directory_has(b, marks[i]))
			return true;
	return false;
}

/* A torn archive still tells what it was meant to be, for the reason; in a
 * whole one a name may stand in a document that it holds. */
static enum paper_kind
kind_of_zip(struct slice b)
{
	static const char odt[] =
	    "mimetypeapplication/vnd.oasis.opendocument.text";
	static const char docx[] = "word/document.xml";

	if (b.len >= 30 + sizeof odt - 1 &&
	    memcmp(b.at + 30, odt, sizeof odt - 1) == 0)
		return PAPER_KIND_ODT;
	if (zip_directory_is_there(b)
		? zip_directory_has(b, docx)
		: memmem(b.at, b.len, docx, sizeof docx - 1) != NULL)
		return PAPER_KIND_DOCX;
	return is_package(b) ? PAPER_KIND_OTHER : PAPER_KIND_ZIP;
}

bool
text_is_utf16(struct slice b)
{
	return b.len >= 4 && (STARTS(b, "\xff\xfe") || STARTS(b, "\xfe\xff"));
}

static bool
is_html(struct slice b)
{
	static const char *const opens[] = { "<!doctype html", "<html", "<head",
		"<body", "<meta", "<title", "<div", "<p>", "<table", "<!--" };

	if (STARTS(b, "\xef\xbb\xbf")) {
		b.at += 3;
		b.len -= 3;
	}
	b = slice_trim(b);
	for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
		if (slice_starts_nocase(b, slice_of(opens[i])))
			return true;
	return false;
}

static bool
is_mail_field(struct slice line)
{
	static const char *const fields[] = { "From:", "To:", "Subject:",
		"Date:", "Message-ID:", "Received:", "Return-Path:",
		"MIME-Version:", "Content-Type:", "Delivered-To:" };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (slice_starts_nocase(line, slice_of(fields[i])))
			return true;
	return false;
}

/* A header of a mail: at least three fields that only mails have, among them
 * From, and an end. A letter that begins "Date:" is still a letter. */
static bool
is_mail(struct slice b)
{
	struct slice line;
	unsigned known = 0;
	bool has_from = false;

	for (int i = 0; i < HEADER_LOOK && slice_take_line(&b, &line); i++) {
		if (line.len == 0)
			return has_from && known >= 3;
		if (line.at[0] == ' ' || line.at[0] == '\t')
			continue;
		if (!memchr(line.at, ':', line.len))
			return false;
		has_from |= slice_starts_nocase(line, SLICE("From:"));
		known += is_mail_field(line);
	}
	return has_from && known >= 3;
}

/* No NUL, hardly a control character: somebody's text in some charset. */
static bool
is_plain(struct slice b)
{
	size_t look = b.len < PLAIN_LOOK ? b.len : PLAIN_LOOK;
	size_t odd = 0;

	for (size_t i = 0; i < look; i++) {
		unsigned char c = (unsigned char)b.at[i];

		if (c == 0)
			return false;
		odd += c < 0x20 && !strchr("\t\n\r\f", c);
	}
	return odd * 100 <= look;
}

/* By its first letters, as far as they are ASCII. */
static enum paper_kind
kind_of_utf16(struct slice b)
{
	char look[HEADER_LOOK];
	size_t len = 0, low = b.at[0] == '\xff' ? 2 : 3;

	for (size_t i = low; i < b.len && len < sizeof look; i += 2)
		look[len++] = b.at[i];
	return is_html((struct slice){ look, len }) ? PAPER_KIND_HTML
						    : PAPER_KIND_PLAIN;
}

enum paper_kind
paper_sniff(struct slice bytes)
{
	if (bytes.len == 0)
		return PAPER_KIND_OTHER;
	if (STARTS(bytes, "PK\3\4") || STARTS(bytes, "PK\5\6"))
		return kind_of_zip(bytes);
	if (is_picture(bytes))
		return PAPER_KIND_PICTURE;
	if (is_pdf(bytes))
		return PAPER_KIND_PDF;
	if (STARTS(bytes, "{\\rtf"))
		return PAPER_KIND_RTF;
	if (text_is_utf16(bytes))
		return kind_of_utf16(bytes);
	if (!is_plain(bytes))
		return PAPER_KIND_OTHER;
	if (is_mail(bytes))
		return PAPER_KIND_MESSAGE;
	return is_html(bytes) ? PAPER_KIND_HTML : PAPER_KIND_PLAIN;
}
