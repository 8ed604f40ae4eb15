/*
 * What must be loaded while files can still be opened: font configuration for
 * poppler, converters for charsets that documents name, and the first use of
 * each library, which is where libraries open things.
 */
#include <fontconfig/fontconfig.h>
#include <iconv.h>
#include <libxml/parser.h>

#include "parse.h"
#include "pdf_sign.h"
#include "picture.h"
#include "serve.h"

#include "cabut/banned.h"

/* A page that says "Surat": poppler repairs the missing table. */
static const char small_pdf[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 35>>stream\n"
    "BT /F1 12 Tf 72 720 Td (Surat) Tj ET\n"
    "endstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";

static const char small_html[] = "<html><body><p>Surat</p></body></html>";

/* glibc keeps a converter loaded as long as one handle is open: these stay
 * open until the process ends. */
static void
warm_charsets(void)
{
	static const char *const names[] = { "WINDOWS-1252", "ISO-8859-1",
		"ISO-8859-15", "US-ASCII", "UTF-16LE", "UTF-16BE" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		(void)iconv_open("UTF-8", names[i]);
}

static void
warm_parsers(void)
{
	struct arena *arena = arena_new();
	struct slice pdf = { small_pdf, sizeof small_pdf - 1 };
	struct paper p = { .name = "" };
	struct pdf_form form;

	paper_read(pdf, arena, &p);
	pdf_form_read(pdf, arena, &form);
	paper_read(
	    (struct slice){ small_html, sizeof small_html - 1 }, arena, &p);
	arena_free(arena);
}

struct ocr *
cell_warm(const char **why)
{
	FcInit();
	FcConfigSetRescanInterval(NULL, 0);
	xmlInitParser();
	warm_charsets();
	heif_warm();
	warm_parsers();
	return ocr_open(why);
}
