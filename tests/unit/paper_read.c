/*
 * Documents to text, without the sandbox around: what people send, what
 * attackers send, and both cut off at every length.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>

#include "paper_exact.h"

#include "cabut/banned.h"

/* Libraries that load once and never let go. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpoppler\nleak:libglib\n"
	       "leak:cairo_surface_observer_add\n";
}

enum { FILE_MAX = 4 * 1024 * 1024, PATH_ROOM = 512 };

static struct slice
document(const char *name, struct arena *arena)
{
	char path[PATH_ROOM];
	struct fault f = { 0 };
	struct slice bytes;

	snprintf(path, sizeof path, "%s/%s", CABUT_PAPERS, name);
	if (!file_read(path, FILE_MAX, arena, &bytes, &f))
		fail_msg("%s: %s", name, f.text);
	return bytes;
}

static struct paper
read_document(const char *name, struct arena *arena)
{
	return read_exact(document(name, arena), arena);
}

static void
expect_line(const char *name, const char *text, const char *line)
{
	if (!strstr(text, line))
		fail_msg("%s: no <%s> in:\n%s", name, line, text);
}

static void
expect_none_of(const char *name, const char *text, const char *words)
{
	if (strstr(text, words))
		fail_msg("%s: <%s> must not be in:\n%s", name, words, text);
}

static void
each_readable_document_gives_its_lines(void **state)
{
	static const struct {
		const char *name;
		enum paper_kind kind;
		const char *line;
	} rows[] = {
		{ "letter.pdf", PAPER_KIND_PDF,
		    "Nomor         : 800.1.11/207/DKP/IV/2026\n" },
		{ "letter.pdf", PAPER_KIND_PDF,
		    "NIP                  : 19840217 200904 2 904\n" },
		{ "letter.pdf", PAPER_KIND_PDF,
		    "Email                : ratna.sompie@contohtimurkab.go.id"
		    "\n\n" },
		{ "letter.pdf", PAPER_KIND_PDF,
		    "NIP. 19750909 199912 1 905\n" },
		{ "giant-page.pdf", PAPER_KIND_PDF,
		    "NIP                  : 19840217 200904 2 904\n" },
		{ "open-but-restricted.pdf", PAPER_KIND_PDF,
		    ": Permohonan Pencabutan Sertifikat Elektronik\n" },
		{ "table.pdf", PAPER_KIND_PDF,
		    "\nNama                    NIP                   Email\n"
		    "Fransiska Wenas, S.H.   198705092010012906    "
		    "fransiska.wenas@contohtimurkab.go.id\n"
		    "Yohanis Pandelaki       196804171992031903    -\n" },
		{ "landscape.pdf", PAPER_KIND_PDF, ": Ratna Wulandari\n" },
		{ "landscape.pdf", PAPER_KIND_PDF, "  tepi kanan\n" },
		{ "slanted.pdf", PAPER_KIND_PDF,
		    "\ncap miring di tepi halaman\n" },
		{ "slanted.pdf", PAPER_KIND_PDF,
		    "Jabatan              : Kepala Seksi Pengolahan Arsip\n" },
		{ "letter.docx", PAPER_KIND_DOCX,
		    "PEMERINTAH KABUPATEN CONTOH TIMUR\nDINAS KEARSIPAN" },
		{ "letter.docx", PAPER_KIND_DOCX,
		    "\nNomor\t: 800.1.11/207/DKP/IV/2026\n" },
		{ "letter.docx", PAPER_KIND_DOCX,
		    "\nNama\t:\tRatna Wulandari Sompie, S.Kom.\n" },
		{ "letter.docx", PAPER_KIND_DOCX,
		    "\nJabatan\t:\tKepala Seksi Pengolahan Arsip\n"
		    "Email\t:\tratna.sompie@contohtimurkab.go.id\n" },
		{ "letter.docx", PAPER_KIND_DOCX,
		    "\nDemikian permohonan ini\ndisampaikan.\n" },
		{ "letter.docx", PAPER_KIND_DOCX,
		    "\nDokumen dinas, halaman 1" },
		{ "letter.odt", PAPER_KIND_ODT,
		    "\nSehubungan   dengan mutasi pegawai,\nkami mohon :\n" },
		{ "letter.odt", PAPER_KIND_ODT,
		    "\nNIP\t:\t19840217 200904 2 904\n" },
		{ "letter.odt", PAPER_KIND_ODT,
		    "\nHal\t: Permohonan Pencabutan Sertifikat" },
		{ "signed.pdf", PAPER_KIND_PDF,
		    "Surat Rekomendasi Pencabutan Sertifikat\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct paper p = read_document(rows[i].name, arena);

		if (p.kind != rows[i].kind || p.how != PAPER_TEXT)
			fail_msg("%s: %s, %s", rows[i].name,
			    paper_kind_type(p.kind), p.why);
		assert_string_equal(p.why, "");
		expect_line(rows[i].name, p.text, rows[i].line);
		arena_free(arena);
	}
}

static void
each_unreadable_document_says_why(void **state)
{
	static const struct {
		const char *name, *why;
	} rows[] = {
		{ "encrypted.pdf", "encrypted PDF" },
		{ "scan.pdf", "no OCR data (tesseract-ocr-ind)" },
		{ "blank.pdf", "document without text" },
		{ "garbage.pdf", "damaged PDF" },
		{ "header-only.pdf", "damaged PDF" },
		{ "endless.pdf", "damaged PDF" },
		{ "doctype.docx", "document with a DOCTYPE" },
		{ "entities.docx", "document with a DOCTYPE" },
		{ "outside.docx", "document with a DOCTYPE" },
		{ "deep.docx", "document nested too deeply" },
		{ "bomb.docx", "document packed too tightly" },
		{ "large.docx", "document with a member larger than 20 MB" },
		{ "twice.docx", "document with a member twice" },
		{ "other-name.docx", "damaged document" },
		{ "locked.docx", "encrypted document" },
		{ "strange.docx", "document packed in an unusual way" },
		{ "overlap.docx", "document with overlapping members" },
		{ "many.docx", "document with too many members" },
		{ "empty.docx", "document without text" },
		{ "broken.docx", "damaged document" },
		{ "picture.png", "no OCR data (tesseract-ocr-ind)" },
		{ "berkas.zip", "ZIP archive: not read" },
		{ "empty.bin", "empty file" },
		{ "surat.doc", "old Word document: not read" },
		{ "daftar.xls", "old Excel workbook: not read" },
		{ "terkunci.docx", "document with a password" },
		{ "rapat.pptx", "presentation: not read" },
		{ "surat.rar", "RAR archive: not read" },
		{ "surat.7z", "7z archive: not read" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct paper p = read_document(rows[i].name, arena);

		if (p.how != PAPER_NONE || strcmp(p.why, rows[i].why) != 0)
			fail_msg("%s: want <%s>, got <%s>", rows[i].name,
			    rows[i].why, p.why);
		assert_string_equal(p.text, "");
		arena_free(arena);
	}
}

static void
text_that_nobody_sees_is_left_out(void **state)
{
	static const struct {
		const char *name, *words;
	} rows[] = {
		{ "hidden.pdf", "111111111111111111" },
		{ "hidden.pdf", "putih" },
		{ "hidden.pdf", "di luar halaman" },
		{ "hidden.pdf", "terlalu kecil" },
		{ "letter.docx", "disembunyikan" },
		{ "letter.docx", "putih" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct paper p = read_document(rows[i].name, arena);

		assert_int_equal(p.how, PAPER_TEXT);
		expect_none_of(rows[i].name, p.text, rows[i].words);
		arena_free(arena);
	}
}

static void
a_long_pdf_is_read_to_its_tenth_page(void **state)
{
	struct arena *arena = arena_new();
	struct paper p = read_document("twelve-pages.pdf", arena);

	(void)state;
	assert_int_equal(p.pages, 12);
	expect_line("twelve-pages.pdf", p.text,
	    "Halaman nomor 9 dari berkas\n\fHalaman nomor 10 dari berkas\n");
	expect_none_of("twelve-pages.pdf", p.text, "nomor 11");
	arena_free(arena);
}

static void
digest_and_length_are_those_of_the_bytes(void **state)
{
	struct arena *arena = arena_new();
	struct paper p = read_exact(SLICE("abc"), arena);

	(void)state;
	assert_string_equal(p.sha256,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(p.bytes, 3);
	assert_string_equal(p.text, "abc");
	arena_free(arena);
}

static void
plain_text_is_utf8_or_windows_1252(void **state)
{
	static const struct {
		struct slice bytes;
		const char *text;
	} rows[] = {
		{ { "Surat \xe2\x80\x9c"
		    "baru\xe2\x80\x9d",
		      16 },
		    "Surat \xe2\x80\x9c"
		    "baru\xe2\x80\x9d" },
		{ { "Surat \x93"
		    "baru\x94",
		      12 },
		    "Surat \xe2\x80\x9c"
		    "baru\xe2\x80\x9d" },
		{ { "\xef\xbb\xbfNama : A\r\nNIP : 1\r", 21 },
		    "Nama : A\nNIP : 1\n" },
		{ { "\xff\xfeN\0 \0\xe9\0\x3d\xd8\0\xde\0\xdex\0", 16 },
		    "N \xc3\xa9\xf0\x9f\x98\x80\xef\xbf\xbdx" },
		{ { "\xfe\xff\0N\0i\0p\0", 9 }, "Nip" },
		{ { "a\fb\xc2\xa0"
		    "c",
		      6 },
		    "a\fb c" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct paper p = read_exact(rows[i].bytes, arena);

		assert_int_equal(p.kind, PAPER_KIND_PLAIN);
		assert_string_equal(p.text, rows[i].text);
		arena_free(arena);
	}
}

static void
kinds_come_from_bytes(void **state)
{
	static const struct {
		struct slice bytes;
		enum paper_kind kind;
	} rows[] = {
		{ { "", 0 }, PAPER_KIND_OTHER },
		{ { "junk\n%PDF-1.4\n", 14 }, PAPER_KIND_PDF },
		{ { "\xff\xd8\xff\xe0", 4 }, PAPER_KIND_PICTURE },
		{ { "GIF89a", 6 }, PAPER_KIND_PICTURE },
		{ { "{\\rtf1 x}", 9 }, PAPER_KIND_RTF },
		{ { "a\0b", 3 }, PAPER_KIND_OTHER },
		{ { "\n <HTML><p>x", 12 }, PAPER_KIND_HTML },
		{ { "Nomor : 1\nHal : x\n", 18 }, PAPER_KIND_PLAIN },
		{ { "From: a@b.example\nTo: c@d.example\nSubject: x\n\nisi",
		      49 },
		    PAPER_KIND_MESSAGE },
		{ { "Date: 1\nTo: c\n\nisi", 18 }, PAPER_KIND_PLAIN },
		{ { "PK\3\4", 4 }, PAPER_KIND_ZIP },
		{ { "PK\5\6", 4 }, PAPER_KIND_ZIP },
		{ { "\xff\xfeN\0a\0", 6 }, PAPER_KIND_PLAIN },
		{ { "\xfe\xff\0<\0p\0>", 8 }, PAPER_KIND_HTML },
		{ { "\xff\xfe", 2 }, PAPER_KIND_PLAIN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (paper_sniff(rows[i].bytes) != rows[i].kind)
			fail_msg("row %zu: want %s, got %s", i,
			    paper_kind_type(rows[i].kind),
			    paper_kind_type(paper_sniff(rows[i].bytes)));
}

static void
html_and_attached_mail_give_what_a_reader_sees(void **state)
{
	struct arena *arena = arena_new();
	struct paper p;

	(void)state;
	p = read_exact(SLICE("<html><body><p>Nama : Ratna</p><p "
			     "style=\"display:none\">lain</p></body></html>"),
	    arena);
	assert_int_equal(p.kind, PAPER_KIND_HTML);
	expect_line("html", p.text, "Nama : Ratna");
	expect_none_of("html", p.text, "lain");
	p = read_exact(SLICE("From: a@kab.go.id\r\nTo: b@kab.go.id\r\n"
			     "Subject: Surat\r\n\r\nMohon dicabut.\r\n"),
	    arena);
	assert_int_equal(p.kind, PAPER_KIND_MESSAGE);
	expect_line("mail", p.text, "Mohon dicabut.");
	arena_free(arena);
}

/* A fragment is never read as text other than the whole would give. */
static void
documents_cut_at_every_length_are_harmless(void **state)
{
	static const char *const names[] = { "small.docx", "letter.odt",
		"signed.pdf", "picture.png", "berkas.zip" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct arena *arena = arena_new();
		struct slice whole = document(names[i], arena);

		for (size_t len = 0; len < whole.len; len++) {
			struct arena *one = arena_new();
			struct paper p =
			    read_exact((struct slice){ whole.at, len }, one);

			if (p.kind == PAPER_KIND_DOCX ||
			    p.kind == PAPER_KIND_ODT)
				assert_int_equal(p.how, PAPER_NONE);
			assert_true(utf8_is_valid(p.text, strlen(p.text)));
			assert_int_equal(p.how == PAPER_NONE, *p.why != '\0');
			arena_free(one);
		}
		arena_free(arena);
	}
}

static void
documents_with_any_byte_changed_are_harmless(void **state)
{
	static const char *const names[] = { "small.docx", "letter.odt" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct arena *arena = arena_new();
		struct slice whole = document(names[i], arena);
		char *bytes = arena_copy(arena, whole.at, whole.len);

		for (size_t at = 0; at < whole.len; at++) {
			struct arena *one = arena_new();
			struct paper p;

			bytes[at] = (char)(bytes[at] ^ (0x55 + (int)at % 7));
			p = read_exact((struct slice){ bytes, whole.len }, one);
			assert_true(utf8_is_valid(p.text, strlen(p.text)));
			bytes[at] = whole.at[at];
			arena_free(one);
		}
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_readable_document_gives_its_lines),
		cmocka_unit_test(each_unreadable_document_says_why),
		cmocka_unit_test(text_that_nobody_sees_is_left_out),
		cmocka_unit_test(a_long_pdf_is_read_to_its_tenth_page),
		cmocka_unit_test(digest_and_length_are_those_of_the_bytes),
		cmocka_unit_test(plain_text_is_utf8_or_windows_1252),
		cmocka_unit_test(kinds_come_from_bytes),
		cmocka_unit_test(
		    html_and_attached_mail_give_what_a_reader_sees),
		cmocka_unit_test(documents_cut_at_every_length_are_harmless),
		cmocka_unit_test(documents_with_any_byte_changed_are_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
