/*
 * DOCX and ODT on any bytes. The first byte says what the others are: 'D' the
 * XML of a DOCX, 'O' of an ODT (put into a good archive here, so that the
 * fuzzer reaches the XML), anything else an archive as it stands. What comes
 * out is clean text within its limit, or nothing with a reason.
 */
#include <stdlib.h>
#include <zip.h>

#include "fuzz_paper.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ARCHIVE_MAX = 1 << 20, XML_INPUT_MAX = 64 * 1024 };

static void
add(zip_t *zip, const char *name, const void *bytes, size_t len)
{
	zip_source_t *source = zip_source_buffer(zip, bytes, len, 0);
	zip_int64_t at = zip_file_add(zip, name, source, 0);

	if (at < 0 || zip_set_file_compression(
			  zip, (zip_uint64_t)at, ZIP_CM_STORE, 0) != 0)
		abort();
}

static void
add_text(zip_t *zip, const char *name, const char *text)
{
	add(zip, name, text, strlen(text));
}

static struct slice
read_back(zip_source_t *source, struct arena *arena)
{
	char *out = arena_alloc(arena, ARCHIVE_MAX);
	zip_int64_t len;

	if (zip_source_open(source) != 0)
		abort();
	len = zip_source_read(source, out, ARCHIVE_MAX);
	if (len < 0)
		abort();
	zip_source_close(source);
	return (struct slice){ out, (size_t)len };
}

static struct slice
archive_of(bool is_docx, struct slice xml, struct arena *arena)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);

	if (!zip)
		abort();
	zip_source_keep(source);
	if (is_docx)
		add_text(zip, "[Content_Types].xml", "<Types/>");
	else
		add_text(
		    zip, "mimetype", "application/vnd.oasis.opendocument.text");
	add(zip, is_docx ? "word/document.xml" : "content.xml", xml.at,
	    xml.len);
	if (zip_close(zip) != 0)
		abort();
	struct slice bytes = read_back(source, arena);

	zip_source_free(source);
	return bytes;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	struct arena *arena;
	struct paper paper = { 0 };

	if (size == 0 || size > XML_INPUT_MAX)
		return 0;
	arena = arena_new();
	struct slice xml = { bytes.at + 1, bytes.len - 1 };
	if (*data == 'D' || *data == 'O')
		bytes = archive_of(*data == 'D', xml, arena);
	paper_read(bytes, arena, &paper);
	check_paper(&paper);
	if (*data == 'D' && paper.kind != PAPER_KIND_DOCX)
		abort();
	if (*data == 'O' && paper.kind != PAPER_KIND_ODT)
		abort();
	arena_free(arena);
	return 0;
}
