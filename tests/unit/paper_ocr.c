/*
 * Pictures and scans through cabut-cell as it runs: locked, with its limits.
 * What is asked of every format and turn is the exact number: a wrong NIP is
 * somebody else's.
 */
#include "paper_help.h"
#include "paper_draw.h"
#include "paper/ocr.h"

#include "cabut/banned.h"

/* What libraries keep until the process ends. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango\nleak:libglib\n"
	       "leak:libx265\nleak:libheif\nleak:libtesseract\n";
}

struct world {
	struct cell *cell;
	struct arena *arena;
	PIX *letter; /* at 300 dpi */
};

static int
begin(void **state)
{
	static struct world w;

	w.cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	w.arena = arena_new();
	w.letter = draw_letter(300);
	*state = &w;
	return 0;
}

static int
end(void **state)
{
	struct world *w = *state;

	cell_close(w->cell);
	arena_free(w->arena);
	pixDestroy(&w->letter);
	return 0;
}

static struct paper
read_bytes(struct world *w, struct slice bytes)
{
	struct fault f = { 0 };
	struct cell_reading r;

	if (!cell_read_paper(w->cell, bytes, w->arena, &r, &f))
		fail_msg("%s", f.text);
	return r.papers[0];
}

static void
expect_row(
    const char *what, const char *text, const char *label, const char *value)
{
	struct slice rest = slice_of(text), line;

	while (slice_take_line(&rest, &line))
		if (slice_starts_nocase(slice_trim(line), slice_of(label)) &&
		    memmem(line.at, line.len, value, strlen(value)))
			return;
	fail_msg("%s: no row <%s ... %s> in:\n%s", what, label, value, text);
}

static void
expect_letter(const char *what, const struct paper *p)
{
	if (p->how != PAPER_OCR)
		fail_msg("%s: %s %s", what, paper_how_name(p->how), p->why);
	expect_row(what, p->text, "NIP", DRAWN_NIP);
	expect_row(what, p->text, "NIK", DRAWN_NIK);
	expect_row(what, p->text, "Nama", "Ratna Wulandari Sompie");
	if (p->ocr_confidence < 80)
		fail_msg("%s: confidence %u", what, p->ocr_confidence);
}

static void
each_format_gives_the_letter(void **state)
{
	struct world *w = *state;
	static const struct {
		const char *name;
		int format;
	} rows[] = {
		{ "JPEG", IFF_JFIF_JPEG },
		{ "PNG", IFF_PNG },
		{ "TIFF of a fax", IFF_TIFF_G4 },
		{ "WebP", IFF_WEBP },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct paper p =
		    read_bytes(w, file_of(w->letter, rows[i].format, w->arena));

		assert_int_equal(p.kind, PAPER_KIND_PICTURE);
		expect_letter(rows[i].name, &p);
		assert_int_equal(p.pages, 1);
		assert_int_equal(p.ocr_pages, 1);
	}
}

/* Without a thread, which the locks would not let it have. */
static void
a_photo_of_an_iphone_is_read(void **state)
{
	struct world *w = *state;
	struct paper p = read_bytes(w, heic_of(w->letter, w->arena));

	assert_int_equal(p.kind, PAPER_KIND_PICTURE);
	expect_letter("HEIC", &p);
}

static void
a_turned_page_is_read_upright(void **state)
{
	struct world *w = *state;

	for (int quarters = 1; quarters <= 3; quarters++) {
		PIX *turned = pixRotateOrth(w->letter, quarters);
		struct slice bytes = file_of(turned, IFF_PNG, w->arena);
		char what[32];
		struct paper p = read_bytes(w, bytes);

		snprintf(what, sizeof what, "%d degrees", 90 * quarters);
		expect_letter(what, &p);
		pixDestroy(&turned);
	}
}

static void
a_photo_that_says_how_it_was_held_is_read(void **state)
{
	struct world *w = *state;
	static const struct {
		char orientation;
		int quarters; /* clockwise, from upright to as stored */
	} rows[] = { { 6, 3 }, { 8, 1 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		PIX *stored = pixRotateOrth(w->letter, rows[i].quarters);
		struct slice jpeg = file_of(stored, IFF_JFIF_JPEG, w->arena);
		struct paper p = read_bytes(
		    w, with_orientation(jpeg, rows[i].orientation, w->arena));

		expect_letter("EXIF", &p);
		pixDestroy(&stored);
	}
}

/* 1.7 degrees, uneven light, a little grey everywhere. */
static void
a_skewed_and_shaded_scan_is_read(void **state)
{
	struct world *w = *state;
	PIX *scan = pixRotate(w->letter, 1.7F * 3.14159F / 180,
	    L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
	int width = pixGetWidth(scan), height = pixGetHeight(scan);
	struct paper p;

	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			l_uint32 value;

			pixGetPixel(scan, x, y, &value);
			value =
			    value * (255 - (l_uint32)(100 * x / width)) / 255 +
			    (l_uint32)((x * 7 + y * 13) % 11);
			pixSetPixel(scan, x, y, value > 255 ? 255 : value);
		}
	p = read_bytes(w, file_of(scan, IFF_JFIF_JPEG, w->arena));
	expect_letter("skewed", &p);
	pixDestroy(&scan);
}

static void
pages_of_a_fax_are_read_as_far_as_the_limit(void **state)
{
	struct world *w = *state;
	PIX *page = draw_letter(200);
	struct paper p = read_bytes(w, tiff_of(page, 7, w->arena));
	const char *at = p.text;

	expect_letter("fax", &p);
	assert_int_equal(p.pages, 7);
	assert_int_equal(p.ocr_pages, 0x1f);
	for (int i = 1; i < OCR_PAGES_MAX; i++) {
		at = strchr(at, '\f');
		assert_non_null(at);
		at++;
		expect_row("fax", at, "NIP", DRAWN_NIP);
	}
	assert_null(strchr(at, '\f'));
	pixDestroy(&page);
}

static void
pictures_that_are_no_letters_say_why(void **state)
{
	struct world *w = *state;
	PIX *small = pixScale(w->letter, 0.1F, 0.05F);
	PIX *white = pixCreate(1200, 1600, 8);
	PIX *black = pixCreate(1200, 1600, 8);
	PIX *noise = pixCreate(1200, 1600, 8);
	struct entropy random = entropy_of_seed(7);

	random.fill(&random, pixGetData(noise),
	    (size_t)pixGetWpl(noise) * 1600 * sizeof(l_uint32));
	pixSetAll(white);
	assert_string_equal(
	    read_bytes(w, file_of(small, IFF_PNG, w->arena)).why,
	    PICTURE_SMALL);
	assert_string_equal(
	    read_bytes(w, file_of(white, IFF_PNG, w->arena)).why, OCR_NOTHING);
	assert_string_equal(
	    read_bytes(w, file_of(black, IFF_PNG, w->arena)).why, OCR_NOTHING);
	assert_string_equal(
	    read_bytes(w, file_of(noise, IFF_PNG, w->arena)).why, OCR_NOTHING);
	assert_string_equal(read_bytes(w, SLICE("GIF89a\1\0\1\0\0\0\0;")).why,
	    "GIF picture: not read");
	pixDestroy(&small);
	pixDestroy(&white);
	pixDestroy(&black);
	pixDestroy(&noise);
}

static const char right_nip[] = "19840217 200904 2 904";
static const char wrong_nip[] = "19900101 201001 1 001";

static void
a_scanned_pdf_is_read_as_it_looks(void **state)
{
	struct world *w = *state;
	static const struct {
		const char *name;
		uint32_t ocr_pages;
	} rows[] = {
		{ "scanned.pdf", 1 },
		{ "stamped.pdf", 1 },
		{ "honest-layer.pdf", 1 },
		/* The text under the picture is another one. */
		{ "lying-layer.pdf", 1 },
		{ "covered-text.pdf", 1 },
		/* Print on a coloured page is print. */
		{ "background.pdf", 0 },
		{ "letter.pdf", 0 },
		{ "mixed.pdf", 2 },
		{ "seven-scans.pdf", 0x1f },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct paper p =
		    read_bytes(w, document(rows[i].name, w->arena));

		if (p.ocr_pages != rows[i].ocr_pages ||
		    (p.how == PAPER_OCR) != (p.ocr_pages != 0))
			fail_msg("%s: %s %s, pages %x", rows[i].name,
			    paper_how_name(p.how), p.why, p.ocr_pages);
		expect_row(rows[i].name, p.text, "NIP", right_nip);
		expect_row(rows[i].name, p.text, "NIK", DRAWN_NIK);
		if (strstr(p.text, wrong_nip))
			fail_msg("%s: a NIP that nobody sees", rows[i].name);
	}
}

static void
each_page_of_a_mixed_pdf_stands_in_its_place(void **state)
{
	struct world *w = *state;
	struct paper p = read_bytes(w, document("mixed.pdf", w->arena));
	const char *second = strchr(p.text, '\f');

	assert_int_equal(p.pages, 3);
	assert_non_null(second);
	assert_true(strstr(p.text, "Surat pengantar, baris 5") < second);
	assert_true(strstr(p.text, right_nip) > second);
}

static void
a_mail_with_many_scans_is_read_as_far_as_the_limit(void **state)
{
	struct cell_limits limits = { CELL_WALL_MS, CELL_CPU_S,
		CELL_MEMORY_MAX };
	const char *why = "";
	struct ocr *ocr = ocr_open(&why);
	PIX *white = pixCreate(600, 800, 8);
	struct ocr_page p;
	struct strbuf out;

	(void)state;
	assert_non_null(ocr);
	pixSetAll(white);
	strbuf_init(&out, PAPER_TEXT_MAX);
	for (int mail = 0; mail < 2; mail++) {
		ocr_begin(ocr, &limits);
		for (int i = 0; i < OCR_MAIL_PAGES_MAX; i++)
			assert_true(ocr_read(ocr, white, &out, &p, &why));
		assert_false(ocr_read(ocr, white, &out, &p, &why));
		assert_string_equal(
		    why, "more scanned pages than are read of one mail");
	}
	strbuf_release(&out);
	pixDestroy(&white);
	ocr_close(ocr);
}

/* Never a part of a page as if it were the whole. */
static void
a_page_that_takes_too_long_is_no_page(void **state)
{
	struct world *w = *state;
	struct cell_limits none = { 1, 1, CELL_MEMORY_MAX };
	const char *why = "";
	struct ocr *ocr = ocr_open(&why);
	struct ocr_page p;
	struct strbuf out;

	assert_non_null(ocr);
	strbuf_init(&out, PAPER_TEXT_MAX);
	none.cpu_s = 0;
	ocr_begin(ocr, &none);
	assert_false(ocr_read(ocr, w->letter, &out, &p, &why));
	assert_string_equal(why, OCR_LATE);
	assert_int_equal(out.len, 0);
	strbuf_release(&out);
	ocr_close(ocr);
}

static void
without_data_all_but_pictures_is_read(void **state)
{
	struct world *w = *state;
	struct world bare = *w;

	assert_non_null(cell_ocr(w->cell));
	assert_true(
	    slice_starts_nocase(slice_of(cell_ocr(w->cell)), SLICE("ind")));
	assert_int_equal(setenv("TESSDATA_PREFIX", "/nonexistent", 1), 0);
	bare.cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	assert_int_equal(unsetenv("TESSDATA_PREFIX"), 0);
	assert_null(cell_ocr(bare.cell));
	assert_string_equal(cell_locks(bare.cell), cell_locks(w->cell));
	assert_string_equal(
	    read_bytes(&bare, file_of(w->letter, IFF_PNG, w->arena)).why,
	    OCR_NO_DATA);
	assert_string_equal(
	    read_bytes(&bare, document("scanned.pdf", w->arena)).why,
	    OCR_NO_DATA);
	expect_good_mail(bare.cell);
	cell_close(bare.cell);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_format_gives_the_letter),
		cmocka_unit_test(a_photo_of_an_iphone_is_read),
		cmocka_unit_test(a_turned_page_is_read_upright),
		cmocka_unit_test(a_photo_that_says_how_it_was_held_is_read),
		cmocka_unit_test(a_skewed_and_shaded_scan_is_read),
		cmocka_unit_test(pages_of_a_fax_are_read_as_far_as_the_limit),
		cmocka_unit_test(pictures_that_are_no_letters_say_why),
		cmocka_unit_test(a_scanned_pdf_is_read_as_it_looks),
		cmocka_unit_test(each_page_of_a_mixed_pdf_stands_in_its_place),
		cmocka_unit_test(
		    a_mail_with_many_scans_is_read_as_far_as_the_limit),
		cmocka_unit_test(a_page_that_takes_too_long_is_no_page),
		cmocka_unit_test(without_data_all_but_pictures_is_read),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
