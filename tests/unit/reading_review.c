/*
 * What an applicant answers to the list of what was read, and why a number is
 * none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

#define NIP "198609262015051001"
#define NIK "7199032609860004"

static int
open_arena(void **state)
{
	*state = arena_new();
	return 0;
}

static int
close_arena(void **state)
{
	arena_free(*state);
	return 0;
}

struct row {
	const char *own;
	bool is_right, is_unclear;
	const char *nip, *other; /* amended; `other`: position or e-mail */
	size_t refused;
};

static const struct row rows[] = {
	{ "BENAR", true, false, NULL, NULL, 0 },
	{ "benar.", true, false, NULL, NULL, 0 },
	{ "Ya benar", true, false, NULL, NULL, 0 },
	{ "Ya, data sudah benar pak", true, false, NULL, NULL, 0 },
	{ "Selamat pagi,\n\nData sudah sesuai. Terima kasih", true, false, NULL,
	    NULL, 0 },
	{ "BENAR\n\nSari Lestari", true, false, NULL, NULL, 0 },
	{ "Benar, kecuali NIP: " NIP, true, false, NIP, NULL, 0 },
	{ "Benar kecuali jabatan: Analis Tata Ruang", true, false, NULL,
	    "Analis Tata Ruang", 0 },
	{ "Sudah benar, hanya NIP yang benar adalah 19860926 201505 1 001",
	    true, false, NIP, NULL, 0 },
	{ "Benar, kecuali:\nNIP: " NIP, true, false, NIP, NULL, 0 },
	{ "NIP: " NIP, false, false, NIP, NULL, 0 },
	{ "NIP 19860926 201505 1 001", false, false, NIP, NULL, 0 },
	{ "NIP salah, yang benar " NIP, false, false, NIP, NULL, 0 },
	{ "Mohon maaf, NIP saya yang benar adalah " NIP " pak", false, false,
	    NIP, NULL, 0 },
	{ "Email: sari.lestari@contohkab.go.id", false, false, NULL,
	    "sari.lestari@contohkab.go.id", 0 },
	{ "Baik, terima kasih.", false, false, NULL, NULL, 0 },
	{ "Berikut SK Jabatan Terakhir.", false, false, NULL, NULL, 0 },
	/* neither a yes nor a value */
	{ "ya", false, false, NULL, NULL, 0 },
	{ "Ya, terlampir SK", false, false, NULL, NULL, 0 },
	{ "BENAR?", false, false, NULL, NULL, 0 },
	{ "Tidak benar", false, true, NULL, NULL, 0 },
	{ "Salah", false, true, NULL, NULL, 0 },
	{ "Belum benar", false, true, NULL, NULL, 0 },
	{ "Benar.\nTapi NIP saya salah", false, true, NULL, NULL, 0 },
	{ "Benar kecuali NIP", false, true, NULL, NULL, 0 },
	{ "Benar, kecuali NIP saya", false, true, NULL, NULL, 0 },
	{ "SK jabatan belum ada, menyusul besok", false, false, NULL, NULL, 0 },
	{ "Benar.\nTidak", false, true, NULL, NULL, 0 },
	{ "Data tidak sesuai", false, true, NULL, NULL, 0 },
	{ "NIP saya salah", false, true, NULL, NULL, 0 },
	{ "NIP saya bukan " NIP, false, true, NULL, NULL, 0 },
	{ "NIP: " NIP "?", false, true, NULL, NULL, 0 },
	{ "NIP salah 198609262015051002, yang benar " NIP, false, true, NULL,
	    NULL, 0 },
	{ "NIP: " NIP "\nNIP: 198609262015051002", false, true, NULL, NULL, 1 },
	{ "NIP: 1986O9262015051001", false, true, NULL, NULL, 0 },
	{ "Apakah " NIP " NIP atasan saya?", false, true, NULL, NULL, 0 },
	{ "BEN\xD0\x90R", false, false, NULL, NULL, 0 },
	/* a number that is none */
	{ "NIP: 198613262015051001", false, false, NULL, NULL, 1 },
	{ "Benar, kecuali NIP: 1986092620150510", true, false, NULL, NULL, 1 },
	{ "NIK: 123", false, false, NULL, NULL, 0 },
	{ "Email: a@b.go.id, c@d.go.id", false, false, NULL, NULL, 1 },
	/* our own mail, left below by a poor program */
	{ "Terima kasih.\n\n  Nomor permohonan : CABUT-2026-0001\n  NIP : " NIP,
	    false, false, NULL, NULL, 0 },
	{ "  Nama : Sari (perlu diperiksa: x)\nNIP: " NIP, false, false, NULL,
	    NULL, 0 },
	{ "BENAR\n  Layanan : x\nNIP: " NIP, true, false, NULL, NULL, 0 },
	{ "> NIP : (perlu diperiksa: ada dua)\nBENAR", false, false, NULL, NULL,
	    0 },
};

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void
answers_are_taken_or_asked_back(void **state)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		struct review r;

		reading_review(row->own, *state, &r);
		const struct owner none = { 0 };
		const struct owner *o =
		    r.amendment_count ? &r.amendments[0].said : &none;
		const char *other = o->position ? o->position : o->email;

		if (r.is_right != row->is_right ||
		    r.is_unclear != row->is_unclear ||
		    r.refused_count != row->refused ||
		    (!row->is_unclear && (!is_same(o->nip, row->nip) ||
					     !is_same(other, row->other))))
			fail_msg("\"%s\": right %d, unclear %d, NIP %s, %s, "
				 "%zu refused",
			    row->own, r.is_right, r.is_unclear,
			    o->nip ? o->nip : "-", other ? other : "-",
			    r.refused_count);
	}
}

static void
an_unclear_answer_is_never_right(void **state)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t len = 0; len <= strlen(rows[i].own); len++) {
			char *cut = malloc(len + 1);
			struct review r;

			memcpy(cut, rows[i].own, len);
			cut[len] = '\0';
			reading_review(cut, *state, &r);
			assert_false(r.is_right && r.is_unclear);
			for (size_t n = 0; n < r.amendment_count; n++)
				assert_true(
				    !r.amendments[n].said.nip ||
				    strlen(r.amendments[n].said.nip) == 18);
			free(cut);
		}
}

static void
each_owner_is_named_by_number(void **state)
{
	struct review r;

	reading_review("Pemilik 2: NIP: " NIP "\nPemilik ke-3\nJabatan: "
		       "Analis Tata Ruang\nNama: Rudi Salim",
	    *state, &r);
	assert_int_equal(r.amendment_count, 2);
	assert_int_equal(r.amendments[0].owner, 2);
	assert_string_equal(r.amendments[0].said.nip, NIP);
	assert_int_equal(r.amendments[1].owner, 3);
	assert_string_equal(r.amendments[1].said.name, "Rudi Salim");
	assert_int_equal(r.amendments[1].count, 2);
}

static void
text_and_html_must_agree(void **state)
{
	struct message m = { .text = "BENAR\n", .html_text = "BENAR\n" };
	struct review r;

	reading_review_of(&m, "BENAR", *state, &r);
	assert_true(r.is_right);
	m.html_text = "Salah, NIP: " NIP "\n";
	reading_review_of(&m, "BENAR", *state, &r);
	assert_true(r.is_unclear && !r.is_right);
	m.html_text = NULL;
	m.has_hidden_text = true;
	reading_review_of(&m, "NIP: " NIP, *state, &r);
	assert_true(r.is_unclear);
	assert_int_equal(r.amendment_count, 0);
}

static void
a_flaw_names_its_digits(void **state)
{
	static const struct {
		const char *number, *in;
		bool is_nik;
	} flaws[] = {
		{ NIP, NULL, false },
		{ "1986 0926 201505 1 001", NULL, false },
		{ "19860926201505100", "hanya 17 digit", false },
		{ "1986092620150510010", "ada 19 digit", false },
		{ "198613262015051001", "19861326", false },
		{ "199002302015051001", "19900230", false },
		{ "198609261990051001", "199005", false },
		{ "198609262015131001", "201513", false },
		{ "198609262015055001", "digit ke-15", false },
		{ "19860926201505l001", "selain angka", false },
		{ "", "hanya 0 digit", false },
		{ NIK, NULL, true },
		{ "719903260986000", "hanya 15 digit", true },
		{ "7199033213860004", "tanggal lahir", true },
		{ "0199032609860004", "kode wilayah", true },
	};

	for (size_t i = 0; i < sizeof flaws / sizeof *flaws; i++) {
		const char *got = flaws[i].is_nik
				      ? nik_flaw(flaws[i].number, *state)
				      : nip_flaw(flaws[i].number, *state);

		if (!got != !flaws[i].in || (got && !strstr(got, flaws[i].in)))
			fail_msg("%s: %s", flaws[i].number, got ? got : "-");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_taken_or_asked_back),
		cmocka_unit_test(an_unclear_answer_is_never_right),
		cmocka_unit_test(each_owner_is_named_by_number),
		cmocka_unit_test(text_and_html_must_agree),
		cmocka_unit_test(a_flaw_names_its_digits),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
