/*
 * Files to pixels, without OCR: sizes that lie, files cut at any length, and
 * what a camera says in EXIF.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "paper_draw.h"
#include "paper/ocr.h"
#include "paper/picture.h"
#include "paper/specks.h"

#include "cabut/banned.h"

const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango\nleak:libglib\n"
	       "leak:libx265\nleak:libheif\n";
}

/* From a buffer of exactly that size, so that ASan sees one byte too far. */
static PIX *
page_exact(struct slice bytes, const char **why)
{
	char *exact = malloc(bytes.len + (bytes.len == 0));
	PIX *pix;

	assert_non_null(exact);
	if (bytes.len > 0)
		memcpy(exact, bytes.at, bytes.len);
	pix = picture_page((struct slice){ exact, bytes.len }, 0, why);
	free(exact);
	return pix;
}

/* Sizes in heads of files that hold no picture at all. */
static void
a_size_is_refused_before_anything_is_decoded(void **state)
{
	static const struct {
		const char *what;
		struct slice bytes;
		const char *why;
	} rows[] = {
		{ "PNG of 100 million pixels",
		    SLICE(
			"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x27\x10\0\0\x27\x10"
			"\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
		    "picture with more than 25 million pixels" },
		{ "PNG wider than anything",
		    SLICE(
			"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\0\0\0\1"
			"\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
		    "picture with more than 25 million pixels" },
		{ "BMP of 100 million pixels",
		    SLICE("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x10\x27\0\0"
			  "\x10\x27\0\0\1\0\x18\0\0\0\0\0"),
		    "picture with more than 25 million pixels" },
		{ "BMP of less than nothing",
		    SLICE("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\0\0\0\x80"
			  "\0\0\0\x80\1\0\x18\0\0\0\0\0"),
		    "damaged picture" },
		{ "PNG of an icon",
		    SLICE("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40"
			  "\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
		    PICTURE_SMALL },
		{ "nothing", { "", 0 }, "damaged picture" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *why = "";
		PIX *pix = page_exact(rows[i].bytes, &why);

		if (pix || strcmp(why, rows[i].why) != 0)
			fail_msg("%s: want <%s>, got <%s>", rows[i].what,
			    rows[i].why, why);
	}
}

enum { CUTS = 150, TAIL = 64 };

/* Where the end holds pixels, a file without it is no picture. */
static void
cut_everywhere(const char *name, struct slice whole, bool is_strict)
{
	const char *why = "";
	PIX *pix = page_exact(whole, &why);

	if (!pix)
		fail_msg("%s: %s", name, why);
	pixDestroy(&pix);
	for (size_t i = 0; i < CUTS; i++) {
		size_t len = i < TAIL ? i : whole.len * i / CUTS;

		pix = page_exact((struct slice){ whole.at, len }, &why);
		if (pix && is_strict && len + TAIL < whole.len)
			fail_msg("%s: a picture from %zu of %zu bytes", name,
			    len, whole.len);
		pixDestroy(&pix);
	}
}

static void
files_cut_anywhere_are_harmless(void **state)
{
	struct arena *arena = arena_new();
	PIX *letter = draw_letter(60);

	(void)state;
	setMsgSeverity(L_SEVERITY_NONE);
	cut_everywhere("JPEG", file_of(letter, IFF_JFIF_JPEG, arena), true);
	cut_everywhere("PNG", file_of(letter, IFF_PNG, arena), true);
	heif_warm();
	cut_everywhere("HEIC", heic_of(letter, arena), true);
	cut_everywhere("WebP", file_of(letter, IFF_WEBP, arena), true);
	cut_everywhere("BMP", file_of(letter, IFF_BMP, arena), true);
	cut_everywhere("TIFF", file_of(letter, IFF_TIFF_LZW, arena), false);
	cut_everywhere("fax", file_of(letter, IFF_TIFF_G4, arena), false);
	pixDestroy(&letter);
	arena_free(arena);
}

static void
files_with_bytes_changed_are_harmless(void **state)
{
	static const int formats[] = { IFF_JFIF_JPEG, IFF_PNG, IFF_TIFF_G4,
		IFF_TIFF_LZW, IFF_BMP, IFF_WEBP };
	struct arena *arena = arena_new();
	PIX *letter = draw_letter(60);
	struct entropy random = entropy_of_seed(11);

	(void)state;
	setMsgSeverity(L_SEVERITY_NONE);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct slice whole = file_of(letter, formats[i], arena);
		char *bytes = arena_copy(arena, whole.at, whole.len);

		for (int k = 0; k < 100; k++) {
			const char *why = "";
			uint16_t at[2];
			PIX *pix;

			random.fill(&random, at, sizeof at);
			/* The head is where sizes are. */
			bytes[at[0] % (k % 2 ? 200 : whole.len)] = (char)at[1];
			pix = page_exact(
			    (struct slice){ bytes, whole.len }, &why);
			if (pix)
				assert_true(
				    picture_fits((uint64_t)pixGetWidth(pix) / 4,
					(uint64_t)pixGetHeight(pix)));
			pixDestroy(&pix);
			memcpy(bytes, whole.at, whole.len);
		}
	}
	pixDestroy(&letter);
	arena_free(arena);
}

static void
a_fax_with_flat_pixels_is_made_square(void **state)
{
	struct arena *arena = arena_new();
	PIX *letter = draw_letter(60), *flat = pixScale(letter, 1, 0.5F), *page;
	const char *why = "";

	(void)state;
	pixSetResolution(flat, 204, 98);
	page = page_exact(file_of(flat, IFF_TIFF_G4, arena), &why);
	assert_non_null(page);
	assert_int_equal(pixGetWidth(page), pixGetWidth(letter));
	assert_in_range(pixGetHeight(page), pixGetHeight(letter) - 5,
	    pixGetHeight(letter) * 105 / 100);
	pixDestroy(&page);
	pixDestroy(&flat);
	pixDestroy(&letter);
	arena_free(arena);
}

static void
orientation_is_read_from_whole_exif_only(void **state)
{
	struct arena *arena = arena_new();
	struct slice jpeg = SLICE("\xff\xd8\xff\xda\0\2");

	(void)state;
	for (char o = 0; o < 12; o++) {
		struct slice s = with_orientation(jpeg, o, arena);

		assert_int_equal(exif_orientation(s), o >= 1 && o <= 8 ? o : 1);
		for (size_t len = 0; len + 6 < s.len; len++) {
			char *exact = malloc(len + 1);

			assert_non_null(exact);
			memcpy(exact, s.at, len);
			assert_int_equal(
			    exif_orientation((struct slice){ exact, len }), 1);
			free(exact);
		}
	}
	assert_int_equal(exif_orientation(jpeg), 1);
	arena_free(arena);
}

static bool
is_black(PIX *bw, int x, int y)
{
	l_uint32 value = 0;

	pixGetPixel(bw, x, y, &value);
	return value == 1;
}

static void
draw_dots(PIX *bw, int count, int x, int y)
{
	for (int i = 0; i < count; i++)
		pixRasterop(bw, x + 13 * i, y, 5, 5, PIX_SET, NULL, 0, 0);
}

static void
a_dotted_leader_is_wiped_and_an_ellipsis_is_not(void **state)
{
	enum { TALL = 28, LEFT = 100 };
	PIX *bw = pixCreate(1000, 400, 1);

	(void)state;
	/* A height that falls between two bands, too. */
	for (int y = 50; y < 60; y++) {
		pixClearAll(bw);
		draw_dots(bw, 20, LEFT, y);
		draw_dots(bw, 3, LEFT, y + 100);
		draw_dots(bw, 1, LEFT, y + 200);
		pixRasterop(bw, LEFT, y + 250, 20, TALL, PIX_SET, NULL, 0, 0);
		assert_true(leaders_clear(bw, TALL));
		assert_false(is_black(bw, LEFT + 2, y + 2));
		assert_false(is_black(bw, LEFT + 13 * 19 + 2, y + 2));
		assert_true(is_black(bw, LEFT + 2, y + 102));
		assert_true(is_black(bw, LEFT + 13 * 2 + 2, y + 102));
		assert_true(is_black(bw, LEFT + 2, y + 202));
		assert_true(is_black(bw, LEFT + 2, y + 252));
	}
	pixDestroy(&bw);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_size_is_refused_before_anything_is_decoded),
		cmocka_unit_test(files_cut_anywhere_are_harmless),
		cmocka_unit_test(files_with_bytes_changed_are_harmless),
		cmocka_unit_test(a_fax_with_flat_pixels_is_made_square),
		cmocka_unit_test(
		    a_dotted_leader_is_wiped_and_an_ellipsis_is_not),
		cmocka_unit_test(orientation_is_read_from_whole_exif_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
