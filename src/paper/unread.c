/*
 * What a file is that nobody here reads, in the words that a person needs to
 * send something better.
 */
#include "parse.h"

#include "cabut/banned.h"

#define STARTS(bytes, magic)                                                   \
	((bytes).len >= sizeof(magic) - 1 &&                                   \
	    memcmp((bytes).at, magic, sizeof(magic) - 1) == 0)

/* Names of streams stand in the file's directory as UTF-16. */
static bool
has_stream(struct slice b, const char *name)
{
	char wide[64];
	size_t len = 0;

	for (; name[len] && 2 * len + 2 < sizeof wide; len++) {
		wide[2 * len] = name[len];
		wide[2 * len + 1] = '\0';
	}
	return memmem(b.at, b.len, wide, 2 * len) != NULL;
}

/* An OLE2 file (MS-CFB): old Office, or new Office behind a password. */
static const char *
why_ole(struct slice b)
{
	static const struct {
		const char *stream, *why;
	} rows[] = {
		{ "EncryptedPackage", "document with a password" },
		{ "WordDocument", "old Word document: not read" },
		{ "Workbook", "old Excel workbook: not read" },
		{ "PowerPoint Document", "presentation: not read" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (has_stream(b, rows[i].stream))
			return rows[i].why;
	return "old Office document: not read";
}

const char *
unread_why(struct slice b)
{
	if (b.len == 0)
		return "empty file";
	if (STARTS(b, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
		return why_ole(b);
	if (STARTS(b, "Rar!\x1a\x07"))
		return "RAR archive: not read";
	if (STARTS(b, "7z\xbc\xaf\x27\x1c"))
		return "7z archive: not read";
	if (STARTS(b, "\x1f\x8b") || STARTS(b, "BZh") ||
	    STARTS(b, "\xfd"
		      "7zXZ"))
		return "packed archive: not read";
	if (zip_directory_has(b, "xl/workbook.xml"))
		return "workbook: not read";
	if (zip_directory_has(b, "ppt/presentation.xml"))
		return "presentation: not read";
	if (STARTS(b, "PK"))
		return "ZIP archive: not read";
	return "unknown kind of file";
}
