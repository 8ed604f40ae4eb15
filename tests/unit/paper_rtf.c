/*
 * RTF to text: what Word and LibreOffice write, what hides in it, and both
 * cut off at every length.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>

#include "paper_exact.h"

#include "cabut/banned.h"

const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpoppler\nleak:libglib\n";
}

static const char letter[] =
    "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1"
    "{\\fonttbl{\\f0\\fswiss Arial;}}"
    "{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;}"
    "{\\*\\generator Penulis 1.0;}{\\info{\\author Ratna}{\\title Judul}}\n"
    "{\\header\\pard\\qc PEMERINTAH KABUPATEN CONTOH TIMUR\\par}"
    "{\\footer\\pard halaman 1\\par}"
    "\\pard\\plain Nomor\\tab : 800.1/207/IV/2026\\par\n"
    "\\trowd\\cellx3000\\cellx9000\\pard\\intbl Na\nma\\cell "
    "{\\b Ra}tna Wulandari\\cell\\row\n"
    "\\trowd\\cellx3000\\cellx9000\\pard\\intbl NIP\\par NIK\\cell "
    "198402172009042904\\par 7501015702849031\\cell\\row\n"
    "\\pard\\plain {\\v rahasia}{\\cf2 putih}{\\fs2 kecil}"
    "{\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt tautan}}\\par\n"
    "\\u8220?kata\\u8221\\'94 \\'e9 \\u-10179?\\u-8704? sel\\-esai\\~ya\\par\n"
    "{\\pict\\wmetafile8 0102aabb}{\\*\\shppict{\\pict\\bin4 }{\\\\}}"
    "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt kotak\\par}}"
    "{\\shprslt salinan}}}";

static void
a_letter_gives_its_lines_and_rows(void **state)
{
	struct arena *arena = arena_new();
	struct paper p = read_exact(slice_of(letter), arena);

	(void)state;
	assert_int_equal(p.kind, PAPER_KIND_RTF);
	assert_string_equal(p.why, "");
	assert_string_equal(p.text, "PEMERINTAH KABUPATEN CONTOH TIMUR\n"
				    "Nomor\t: 800.1/207/IV/2026\n"
				    "Nama\tRatna Wulandari\n"
				    "NIP\t198402172009042904\n"
				    "NIK\t7501015702849031\n"
				    "tautan\n"
				    "“kata” é \xf0\x9f\x98\x80 selesai ya\n"
				    "kotak\n"
				    "halaman 1\n");
	arena_free(arena);
}

static void
each_small_piece_is_read_as_written(void **state)
{
	static const struct {
		const char *rtf, *text;
	} rows[] = {
		{ "{\\rtf1 satu\\par dua}", "satu\ndua\n" },
		{ "{\\rtf1 satu} ekor", "satu\n" },
		{ "{\\rtf1 a\\\\b\\{c\\}}", "a\\b{c}\n" },
		{ "{\\rtf1 a\\'41\\'7a}", "aAz\n" },
		{ "{\\rtf1\\uc2 \\u233\\'c3\\'a9x}", "éx\n" },
		{ "{\\rtf1\\uc0 \\u233 x}", "éx\n" },
		{ "{\\rtf1\\uc3 \\u233?{x}}", "éx\n" },
		{ "{\\rtf1 {\\uc2 a}\\u233?x}", "aéx\n" },
		{ "{\\rtf1\\ansicpg1251 \\'c0x}", "\xef\xbf\xbdx\n" },
		{ "{\\rtf1\\mac \\'c0x}", "\xef\xbf\xbdx\n" },
		{ "{\\rtf1 \\u-10179?x}", "x\n" },
		{ "{\\rtf1 \\u-8704?x}", "\xef\xbf\xbdx\n" },
		{ "{\\rtf1 {\\v tak}\\v tak\\v0 ya}", "ya\n" },
		{ "{\\rtf1 {\\deleted dihapus}ya}", "ya\n" },
		{ "{\\rtf1 \\v tak\\plain ya}", "ya\n" },
		{ "{\\rtf1 {\\*\\apa saja {\\b di sini}}ya}", "ya\n" },
		{ "{\\rtf1 {\\*\\apa{\\header x}{\\shptxt y}}ya}", "ya\n" },
		{ "{\\rtf1 a\\cell b\\row c}", "a\tb\nc\n" },
		{ "{\\rtf1 \\trowd a\\cell\\cell c\\cell\\row d}",
		    "a\t\tc\nd\n" },
		{ "{\\rtf1 \\trowd a\\cell b}", "a\tb\n" },
		{ "{\\rtf1 x\\cf99999999999 y\\fs-3 z}", "xy\n" },
		{ "{\\rtf1 \\nama0panjang y}", "panjang y\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct paper p = read_exact(slice_of(rows[i].rtf), arena);

		if (strcmp(p.text, rows[i].text) != 0)
			fail_msg("%s: want <%s>, got <%s> %s", rows[i].rtf,
			    rows[i].text, p.text, p.why);
		arena_free(arena);
	}
}

static void
each_broken_one_says_why(void **state)
{
	static const struct {
		const char *rtf, *why;
	} rows[] = {
		{ "{\\rtf1 satu", "damaged document" },
		{ "{\\rtf1 satu\\bin9999 x}", "damaged document" },
		{ "{\\rtf1 satu\\bin-1 x}", "damaged document" },
		{ "{\\rtf1 satu\\'zz}", "damaged document" },
		{ "{\\rtf1 satu\\", "damaged document" },
		{ "{\\rtf1 {\\v semua}}", "document without text" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct paper p = read_exact(slice_of(rows[i].rtf), arena);

		if (strcmp(p.why, rows[i].why) != 0)
			fail_msg("%s: want <%s>, got <%s>", rows[i].rtf,
			    rows[i].why, p.why);
		assert_string_equal(p.text, "");
		arena_free(arena);
	}
}

/* `count` times `piece` between "{\rtf1 " and "}". */
static struct slice
repeated(const char *piece, size_t count, const char *end, struct arena *arena)
{
	struct strbuf all;

	strbuf_init(&all, (size_t)16 << 20);
	strbuf_text(&all, "{\\rtf1 ");
	for (size_t i = 0; i < count; i++)
		strbuf_text(&all, piece);
	strbuf_text(&all, end);
	struct slice s = { strbuf_keep(&all, arena), all.len };

	strbuf_release(&all);
	return s;
}

static void
depth_and_size_have_limits(void **state)
{
	static const struct {
		const char *piece;
		size_t count;
		const char *why;
	} rows[] = {
		{ "{", 100000, "document nested too deeply" },
		{ "\\trowd\\intbl x\\cell{", 100000,
		    "document nested too deeply" },
		{ "surat ini panjang ", 40000,
		    "more text than a letter may hold" },
		{ "{\\pict 00112233445566778899}", 400000,
		    "document larger than 10 MB" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct paper p = read_exact(
		    repeated(rows[i].piece, rows[i].count, "}", arena), arena);

		assert_string_equal(p.why, rows[i].why);
		arena_free(arena);
	}
}

static void
cut_at_every_length_it_is_damaged(void **state)
{
	struct slice whole = slice_of(letter);

	(void)state;
	for (size_t len = 5; len < whole.len; len++) {
		struct arena *arena = arena_new();
		struct paper p =
		    read_exact((struct slice){ whole.at, len }, arena);

		assert_int_equal(p.how, PAPER_NONE);
		assert_string_equal(p.why, "damaged document");
		arena_free(arena);
	}
}

static void
with_any_byte_changed_it_is_harmless(void **state)
{
	static const char stand_ins[] = { '{', '}', '\\', '9', '\0', '\xff' };
	char bytes[sizeof letter];

	(void)state;
	memcpy(bytes, letter, sizeof letter);
	for (size_t at = 5; at < sizeof letter - 1; at++) {
		for (size_t k = 0; k < sizeof stand_ins; k++) {
			struct arena *arena = arena_new();

			bytes[at] = stand_ins[k];
			struct paper p = read_exact(
			    (struct slice){ bytes, sizeof letter - 1 }, arena);
			assert_true(utf8_is_valid(p.text, strlen(p.text)));
			arena_free(arena);
		}
		bytes[at] = letter[at];
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_gives_its_lines_and_rows),
		cmocka_unit_test(each_small_piece_is_read_as_written),
		cmocka_unit_test(each_broken_one_says_why),
		cmocka_unit_test(depth_and_size_have_limits),
		cmocka_unit_test(cut_at_every_length_it_is_damaged),
		cmocka_unit_test(with_any_byte_changed_it_is_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
