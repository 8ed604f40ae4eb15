/*
 * What an applicant is told about a document that nobody here can open: one
 * sentence for each reason that the cell may give (src/paper). Pictures and
 * scans have none, as an official reads them with their own eyes.
 */
#include "work.h"

#include "cabut/banned.h"

static const char OPEN_FILE[] =
    "dilindungi kata sandi; mohon kirim berkas yang terbuka";
static const char DAMAGED[] = "rusak atau terpotong; mohon kirim ulang";
static const char EMPTY[] = "tidak berisi tulisan; mohon kirim ulang";
static const char TOO_LARGE[] =
    "lebih besar daripada yang dapat kami baca; mohon kirim surat itu saja "
    "sebagai PDF";
static const char ODD[] =
    "susunannya tidak wajar; mohon kirim ulang sebagai PDF";
static const char ARCHIVE[] =
    "mohon kirim dokumen di dalamnya langsung sebagai lampiran PDF";

struct row {
	const char *why;
	const char *is; /* "berupa arsip RAR", or NULL */
	const char *please;
};

/* tests/lint holds this against the reasons in src/paper. */
static const struct row rows[] = {
	{ "encrypted PDF", NULL, OPEN_FILE },
	{ "encrypted document", NULL, OPEN_FILE },
	{ "document with a password", NULL, OPEN_FILE },
	{ "old Word document: not read", "memakai format Word lama",
	    "mohon kirim ulang sebagai PDF" },
	{ "old Excel workbook: not read", "memakai format Excel lama",
	    "mohon kirim ulang sebagai PDF" },
	{ "old Office document: not read", "memakai format Office lama",
	    "mohon kirim ulang sebagai PDF" },
	{ "workbook: not read", "berupa lembar kerja",
	    "mohon kirim ulang sebagai PDF" },
	{ "presentation: not read", "berupa presentasi",
	    "mohon kirim ulang sebagai PDF" },
	{ "RAR archive: not read", "berupa arsip RAR", ARCHIVE },
	{ "7z archive: not read", "berupa arsip 7z", ARCHIVE },
	{ "packed archive: not read", "berupa arsip", ARCHIVE },
	{ "ZIP archive: not read", "berupa arsip ZIP", ARCHIVE },
	{ "ZIP archive inside another: not opened",
	    "berupa arsip ZIP di dalam ZIP", ARCHIVE },
	{ "ZIP archive without documents", "berupa arsip ZIP tanpa dokumen",
	    "mohon kirim dokumennya langsung sebagai lampiran PDF" },
	{ "ZIP archive that unpacks to more than 60 MB",
	    "berupa arsip ZIP yang terlalu besar", ARCHIVE },
	{ "unknown kind of file", "tidak kami kenali jenisnya",
	    "mohon kirim ulang sebagai PDF, DOCX, ODT, atau foto" },
	{ "empty file", NULL, "kosong; mohon kirim ulang" },
	{ "attached mail without text", NULL, EMPTY },
	{ "damaged document", NULL, DAMAGED },
	{ "damaged PDF", NULL, DAMAGED },
	{ "not readable", NULL, DAMAGED },
	{ "HTML that cannot be read", NULL, ODD },
	{ "attached mail that cannot be read", NULL, ODD },
	{ "PDF larger than 10 MB", NULL, TOO_LARGE },
	{ "PDF page with too much text", NULL, TOO_LARGE },
	{ "document larger than 10 MB", NULL, TOO_LARGE },
	{ "document with a member larger than 20 MB", NULL, TOO_LARGE },
	{ "more text than a letter may hold", NULL, TOO_LARGE },
	{ "more text than one mail may hold", NULL, TOO_LARGE },
	{ "text larger than 1 MB", NULL, TOO_LARGE },
	{ "document packed in an unusual way", NULL, ODD },
	{ "document packed too tightly", NULL, ODD },
	{ "document with a member twice", NULL, ODD },
	{ "document with overlapping members", NULL, ODD },
	{ "document with too many members", NULL, ODD },
	{ "document with a DOCTYPE", NULL, ODD },
	{ "document with an entity", NULL, ODD },
	{ "document nested too deeply", NULL, ODD },
	/* Officials read these; a scan pasted into Word has no text. */
	{ "document without text", NULL, NULL },
	{ "no text found in the picture", NULL, NULL },
	{ "picture too small to be a letter", NULL, NULL },
	{ "no OCR data (tesseract-ocr-ind)", NULL, NULL },
	{ "out of memory", NULL, NULL },
	{ "pictures that take too long to read", NULL, NULL },
	{ "more scanned pages than are read of one mail", NULL, NULL },
	{ "damaged picture", NULL, DAMAGED },
	{ "picture with more than 25 million pixels", "berupa gambar raksasa",
	    "mohon kirim ulang sebagai PDF" },
	{ "GIF picture: not read", "berupa gambar GIF",
	    "mohon kirim ulang sebagai PDF atau foto JPEG" },
};

static const struct row *
row_of(const char *why)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!strcmp(rows[i].why, why))
			return &rows[i];
	return NULL;
}

bool
unreadable_is_known(const char *why)
{
	return row_of(why) != NULL;
}

const char *
unreadable_text(const struct paper *p, struct arena *a)
{
	const struct row *r = p->how == PAPER_NONE ? row_of(p->why) : NULL;

	if (!r || !r->please)
		return NULL;
	return arena_printf(a, "Berkas \"%s\" %s%s%s",
	    *p->name ? p->name : "tanpa nama", r->is ? r->is : "",
	    r->is ? "; " : "", r->please);
}
