/*
 * What an applicant is told about a document that cannot be opened. That each
 * reason of the cell has a row is held by tests/lint.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "work.h"

#include "cabut/banned.h"

static void
each_reason_asks_for_what_would_help(void **state)
{
	static const struct {
		const char *name, *why, *text;
	} rows[] = {
		{ "surat.doc", "old Word document: not read",
		    "Berkas \"surat.doc\" memakai format Word lama; mohon "
		    "kirim ulang sebagai PDF" },
		{ "surat.pdf", "encrypted PDF",
		    "Berkas \"surat.pdf\" dilindungi kata sandi; mohon kirim "
		    "berkas yang terbuka" },
		{ "berkas.zip/a.pdf", "damaged PDF",
		    "Berkas \"berkas.zip/a.pdf\" rusak atau terpotong; mohon "
		    "kirim ulang" },
		{ "", "empty file",
		    "Berkas \"tanpa nama\" kosong; mohon kirim ulang" },
		{ "surat.rar", "RAR archive: not read",
		    "Berkas \"surat.rar\" berupa arsip RAR; mohon kirim "
		    "dokumen di dalamnya langsung sebagai lampiran PDF" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct paper p = { .name = rows[i].name,
			.how = PAPER_NONE,
			.why = rows[i].why };

		assert_string_equal(unreadable_text(&p, arena), rows[i].text);
		arena_free(arena);
	}
}

static void
what_was_read_or_can_be_seen_is_not_asked_again(void **state)
{
	static const struct paper rows[] = {
		{ .name = "a", .how = PAPER_TEXT, .why = "" },
		{ .name = "a", .how = PAPER_OCR, .why = "" },
		{ .name = "a", .how = PAPER_NONE, .why = "no text found in the picture" },
		{ .name = "a",
		    .how = PAPER_NONE,
		    .why = "out of memory" },
		{ .name = "a", .how = PAPER_NONE, .why = "never heard of" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_null(unreadable_text(&rows[i], arena));
	assert_true(unreadable_is_known("no text found in the picture"));
	assert_false(unreadable_is_known("never heard of"));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_reason_asks_for_what_would_help),
		cmocka_unit_test(
		    what_was_read_or_can_be_seen_is_not_asked_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
