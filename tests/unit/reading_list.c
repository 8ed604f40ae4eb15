/*
 * Answers to a mail that listed several cases, as people type them on
 * phones. A part that may belong to another case makes the whole unclear;
 * no case is approved but by words that approve when they stand alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "../support/reading_lists.h"

#include "cabut/banned.h"

/* `want` as told() tells it. */
struct row {
	unsigned shown;
	const char *body, *want;
};

static void
check_rows(const struct row *rows, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct list_answer a;
		read_list(rows[i].body, rows[i].shown, arena, &a);
		const char *got = told(&a, arena);
		if (strcmp(got, rows[i].want) != 0) {
			print_message("\"%s\" (%u): [%s], want [%s] (%s)\n",
			    rows[i].body, rows[i].shown, got, rows[i].want,
			    a.why);
			wrong++;
		}
		arena_free(arena);
	}
	assert_int_equal(wrong, 0);
}

#define CHECK(rows) check_rows(rows, sizeof rows / sizeof *rows)

static void
numbers_before_their_answers_are_read(void **state)
{
	static const struct row rows[] = {
		{ 3, "1 setuju, 2 tolak tidak lengkap", "1 approve; 2 reject" },
		{ 3, "1. Setuju\n2. Tolak karena SK belum ada\n3 lengkapi SK",
		    "1 approve; 2 reject; 3 more" },
		{ 3, "1,3 setuju; 2 tolak berkas kurang",
		    "1 approve; 3 approve; 2 reject" },
		{ 4, "1 s.d. 4 setuju",
		    "1 approve; 2 approve; 3 approve; 4 approve" },
		{ 3, "1 s/d 3 setuju", "1 approve; 2 approve; 3 approve" },
		{ 3, "1 sd 3 setuju", "1 approve; 2 approve; 3 approve" },
		{ 3, "1-3 acc", "1 approve; 2 approve; 3 approve" },
		{ 3, "no 1 - 3 acc", "1 approve; 2 approve; 3 approve" },
		{ 3, "1 sampai dengan 3 setuju",
		    "1 approve; 2 approve; 3 approve" },
		{ 3, "nomor 1 dan 2 setuju", "1 approve; 2 approve" },
		{ 3, "no 1 acc, no 2 tunda dulu", "1 approve; 2 unclear" },
		{ 3, "No. 1 setuju\nNo. 2 setuju\nNo. 3 tolak",
		    "1 approve; 2 approve; 3 reject" },
		{ 3, "1) setuju\n2) setuju\n3) disposisi ke Kabid",
		    "1 approve; 2 approve; 3 delegate" },
		{ 3, "1.setuju 2.tolak", "1 approve; 2 reject" },
		{ 3, "1 setuju 2 tolak 3 setuju",
		    "1 approve; 2 reject; 3 approve" },
		{ 3, "1: SETUJU\n2: TOLAK\n3: SETUJU",
		    "1 approve; 2 reject; 3 approve" },
		{ 3, "1 = setuju\n2 = tolak", "1 approve; 2 reject" },
		{ 3, "1 - setuju\n2 - tolak", "1 approve; 2 reject" },
		{ 3, "#1 setuju, #2 tolak", "1 approve; 2 reject" },
		{ 3, "- 1 setuju\n- 2 tolak", "1 approve; 2 reject" },
		{ 3, "1 setuju dan 2 tolak", "1 approve; 2 reject" },
		{ 3, "1 setuju sedangkan no 2 tolak", "1 approve; 2 reject" },
		{ 3, "1 setuju tapi 2 belum lengkap berkasnya",
		    "1 approve; 2 more" },
		{ 3, "1 setuju pak 2 tolak", "1 approve; 2 reject" },
		{ 3, "Selamat pagi,\n1 setuju\n2 tolak\nTerima kasih",
		    "1 approve; 2 reject" },
		{ 3, "Selamat pagi 1 setuju, 2 tolak", "1 approve; 2 reject" },
		{ 3, "Berikut jawaban saya:\n1. Setuju\n2. Tolak",
		    "1 approve; 2 reject" },
		{ 3,
		    "Assalamualaikum wr wb. Untuk nomor 1 setuju, untuk nomor "
		    "2 tolak",
		    "1 approve; 2 reject" },
		{ 3, "2. permohonan ini setuju", "2 approve" },
		{ 3, "1 saya setuju, 2 saya tolak", "1 approve; 2 reject" },
		{ 3, "1, 2, dan 3 setuju", "1 approve; 2 approve; 3 approve" },
		{ 3, "1&2 setuju", "1 approve; 2 approve" },
		{ 3, "1 + 2 acc", "1 approve; 2 approve" },
		{ 3, "1 tidak setuju", "1 reject" },
		{ 3, "2 setuju", "2 approve" },
		{ 3, "1 SETUJU\n\n2 TOLAK. Alasan: SK tidak ada.\n\n3 SETUJU",
		    "1 approve; 2 reject; 3 approve" },
		{ 3, "1 setuju, 2 tolak, SK belum ada", "1 approve; 2 reject" },
		{ 3, "1 setuju, 2 tolak. SK tidak ada.",
		    "1 approve; 2 reject" },
		{ 3, "3 lengkapi 2 lembar KTP, 1 setuju", "3 more; 1 approve" },
		{ 12, "11 setuju, 12 tolak", "11 approve; 12 reject" },
		{ 3, "1 setuju\n2 selesai", "1 approve; 2 done" },
		{ 3, "1 setuju, 2 kalau lengkap setuju",
		    "1 approve; 2 unclear" },
		{ 3, "1 setuju, 2 setuju kalau SK ada",
		    "1 approve; 2 unclear" },
		{ 3, "1 mungkin setuju, 2 tolak", "1 unclear; 2 reject" },
		{ 3, "1 ok, 2 tolak", "1 unclear; 2 reject" },
		{ 3, "1 setuju\n2 nanti dulu ya", "1 approve; 2 unclear" },
		{ 3, "1 setuju\n1 setuju", "1 approve" },
		{ 3,
		    "1. CABUT-2026-0042 a.n. Siti Aminah - SETUJU\n"
		    "2. CABUT-2026-0043 a.n. Budi Hartono - TOLAK",
		    "1 CABUT-2026-0042 approve; 2 CABUT-2026-0043 reject" },
		{ 3,
		    "1 setuju\n2 tolak\n\n--\nDrs. Irwan\nNIP 19680101 199003 "
		    "1 002\nTelp 0812 3456 7 setuju",
		    "1 approve; 2 reject" },
		{ 3, "1 setuju\n2 tolak\n\nHormat kami,\nIrwan",
		    "1 approve; 2 reject" },
	};

	(void)state;
	CHECK(rows);
}

static void
case_numbers_stand_for_list_numbers(void **state)
{
	static const struct row rows[] = {
		{ 3, "CABUT-2026-0042 setuju", "CABUT-2026-0042 approve" },
		{ 3, "cabut-2026-0042 setuju, cabut-2026-0043 tolak",
		    "CABUT-2026-0042 approve; CABUT-2026-0043 reject" },
		{ 3, "[CABUT-2026-0042] setuju", "CABUT-2026-0042 approve" },
		{ 3, "CABUT-2026-0042: setuju\nCABUT-2026-0043: lengkapi SK",
		    "CABUT-2026-0042 approve; CABUT-2026-0043 more" },
		{ 3, "CABUT-2026-0042 dan CABUT-2026-0043 setuju",
		    "CABUT-2026-0042 approve; CABUT-2026-0043 approve" },
		{ 3, "setuju CABUT-2026-0042", "CABUT-2026-0042 approve" },
		{ 3, "CABUT-2026-0042 setuju, CABUT-2026-0042 tolak", "?" },
		{ 3, "CABUT-2026-0042 sama dengan CABUT-2026-0043 setuju",
		    "?" },
		{ 3, "CABUT-2026-0042", "?" },
		{ 3, "CABUT-26-42 setuju", "?" },
	};

	(void)state;
	CHECK(rows);
}

static void
numbers_behind_their_answers_are_read(void **state)
{
	static const struct row rows[] = {
		{ 3, "setuju 1 dan 3, tolak 2",
		    "1 approve; 3 approve; 2 reject" },
		{ 3, "Setuju untuk nomor 1 dan 2", "1 approve; 2 approve" },
		{ 3, "acc no 1, tolak no 2", "1 approve; 2 reject" },
		{ 3, "setuju: 1, 3; tolak: 2",
		    "1 approve; 3 approve; 2 reject" },
		{ 3, "Setuju 1,2\nTolak 3 karena SK belum ada",
		    "1 approve; 2 approve; 3 reject" },
		{ 3, "Tolak no 3 karena SK kurang, setuju no 1",
		    "3 reject; 1 approve" },
		{ 3, "tolak 2", "2 reject" },
		{ 3, "setuju nomor 1 s.d. 3",
		    "1 approve; 2 approve; 3 "
		    "approve" },
		{ 3, "setuju 1 dan tolak 2", "1 approve; 2 reject" },
		{ 3, "Setuju no 1. Terima kasih", "1 approve" },
		{ 3, "Pak, saya setuju no 1", "1 approve" },
		{ 3, "setuju 1, 2 tolak", "?" },
		{ 3, "tolak 1, 2 setuju", "?" },
		{ 3, "tolak 1, 2, 3 setuju", "?" },
		{ 3, "setuju 1, 2 tolak 3", "?" },
		{ 3, "setuju 1 tolak 2", "?" },
		{ 3, "setuju no 1, no 2 tolak", "?" },
		{ 3, "setuju 1 kalau lengkap, tolak 2", "?" },
		{ 3, "setuju 1, tolak 2, kalau kadis oke", "?" },
		{ 3, "belum setuju 1", "1 reject" },
		{ 3, "jangan tolak 2", "?" },
		{ 3, "Kadis setuju no 1", "?" },
		{ 3, "setuju 1\n2 tolak", "?" },
		{ 3, "setuju 24 November 2026", "?" },
		{ 3, "setuju tapi 2", "?" },
		{ 3, "setuju 2 permohonan", "?" },
		{ 3, "setuju untuk 2 permohonan ini", "?" },
		{ 3, "setuju 2 TTE", "?" },
		{ 3, "setuju 3 hari lagi", "?" },
		{ 3, "Setuju untuk 2 orang", "?" },
		{ 3, "setuju 2 ya pak", "2 approve" },
		{ 3, "setuju 1 yang dan 2", "?" },
		{ 3, "setuju 1 dan no dan 2", "?" },
		{ 3, "setuju 2, 1 SK", "?" },
		{ 3, "setuju karena 2", "?" },
		{ 3, "setuju, 2", "?" },
		{ 3, "Setuju. 2", "?" },
		{ 3, "setuju dan 2", "?" },
		{ 3, "setuju sama 2", "?" },
		{ 3, "setuju 2. Setuju", "?" },
		{ 3, "Setuju saja no 2", "2 approve" },
	};

	(void)state;
	CHECK(rows);
}

static void
all_is_said_beside_the_decision(void **state)
{
	static const struct row rows[] = {
		{ 2, "semua setuju", "1 approve; 2 approve" },
		{ 2, "Setuju semua", "1 approve; 2 approve" },
		{ 2, "setuju semuanya pak", "1 approve; 2 approve" },
		{ 2, "setuju untuk semuanya", "1 approve; 2 approve" },
		{ 2, "Semua saya setujui", "1 approve; 2 approve" },
		{ 2, "Seluruh permohonan disetujui", "1 approve; 2 approve" },
		{ 2, "acc semua", "1 approve; 2 approve" },
		{ 2, "tolak semua", "1 reject; 2 reject" },
		{ 2, "Semua ditolak, SK tidak ada", "1 reject; 2 reject" },
		{ 2, "Selamat siang, semua setuju. Terima kasih",
		    "1 approve; 2 approve" },
		{ 3, "semua setuju kecuali 2", "2 none; 1 approve; 3 approve" },
		{ 3, "Setuju semua kecuali no 2",
		    "2 none; 1 approve; 3 approve" },
		{ 3, "semua setuju, kecuali nomor 2. Terima kasih",
		    "2 none; 1 approve; 3 approve" },
		{ 3, "semua setuju kecuali no 2 tolak berkas kurang",
		    "2 reject; 1 approve; 3 approve" },
		{ 3, "semua setuju kecuali 2 dan 3",
		    "2 none; 3 none; 1 approve" },
		{ 3, "semua setuju kecuali 2 tolak, 3 lengkapi SK",
		    "2 reject; 3 more; 1 approve" },
		{ 3, "semua setuju selain no 2",
		    "2 none; 1 approve; 3 approve" },
		{ 3, "semua setuju kecuali 2 masih ragu",
		    "2 unclear; 1 approve; 3 approve" },
		{ 3, "semua setuju kecuali 7", "?" },
		{ 3, "semua setuju kecuali yang belum lengkap", "?" },
		{ 3, "semua setuju kecuali CABUT-2026-0042", "?" },
		{ 3, "semua setuju kecuali 2. Kalau kabid setuju.", "?" },
		{ 3, "setuju kecuali 2", "?" },
		{ 3, "kecuali 2 semua setuju", "?" },
		{ 3, "tidak semua setuju", "?" },
		{ 3, "tidak semua disetujui", "?" },
		{ 3, "belum semua setuju", "?" },
		{ 3, "hampir semua setuju", "?" },
		{ 3, "semua setuju?", "?" },
		{ 3, "semua setuju kalau lengkap", "?" },
		{ 3, "semua sudah saya baca, setuju", "?" },
		{ 3, "Setuju. Terima kasih atas semua bantuannya", "?" },
		{ 3, "Setuju terima kasih semua", "?" },
		{ 3, "Kadis semua setuju", "?" },
		{ 3, "semua setuju 1", "?" },
		{ 3, "semua setuju, 2 tolak", "?" },
		{ 3, "1 setuju, 2 tolak semua", "?" },
		{ 3, "semua setuju atau tolak", "?" },
		{ 3, "semua setuju tapi 2 tunggu dulu", "?" },
	};

	(void)state;
	CHECK(rows);
}

static void
what_may_belong_elsewhere_is_unclear(void **state)
{
	static const struct row rows[] = {
		{ 3, "setuju", "?" },
		{ 3, "SETUJU\n\nTerima kasih", "?" },
		{ 3, "tolak", "?" },
		{ 3, "selesai", "?" },
		{ 3, "4 setuju", "?" },
		{ 3, "1 setuju, 4 tolak", "?" },
		{ 3, "0 setuju", "?" },
		{ 3, "01 setuju", "?" },
		{ 3, "1 setuju, 1 tolak", "?" },
		{ 3, "1-2 setuju, 2 tolak", "?" },
		{ 3, "3-1 setuju", "?" },
		{ 3, "1 setuju, 2", "?" },
		{ 3, "1 setuju, 2 juga", "?" },
		{ 3, "1 setuju 2", "?" },
		{ 3, "1", "?" },
		{ 3, "1.\n2.\n3.\nSetuju", "?" },
		{ 3, "1 dulu baru 2 setuju", "?" },
		{ 3, "1 setuju, 2 setuju, tapi tunggu kadis", "?" },
		{ 3, "1 setuju, 2 setuju, kalau SK ada", "?" },
		{ 3, "1 setuju\n2 setuju\nKalau berkasnya lengkap", "?" },
		{ 3, "1 setuju\n2 tolak\nYang lain setuju", "?" },
		{ 3, "1 setuju\n2 tolak\nJangan diproses", "?" },
		{ 3, "1 setuju, 2 tolak. Batal", "?" },
		{ 3, "Kalau 2 ditolak, 1 setuju", "?" },
		{ 3, "Kalau lengkap 1 setuju", "?" },
		{ 3, "1 tolak, kalau lengkap 2 setuju", "?" },
		{ 3, "1 ditolak karena 2 disetujui", "?" },
		{ 3, "1 setuju, tolak 2", "?" },
		{ 3, "1 setuju. Tolak 2, 3 setuju", "?" },
		{ 3, "2 tolak sama dengan nomor 1", "?" },
		{ 3, "2 tolak karena:\n1. SK belum ada\n2. KTP buram", "?" },
		{ 3, "3 tolak karena:\n1. SK belum ada", "?" },
		{ 3, "Beliau menyampaikan 1 setuju, 2 tolak", "?" },
		{ 3, "Kadis: 1 setuju, 2 tolak", "?" },
		{ 3, "Kata Pak Kadis 1 setuju", "?" },
		{ 3, "Contoh: 1 setuju, 2 tolak tidak lengkap", "?" },
		{ 3, "Apakah 1 setuju?", "?" },
		{ 3, "1 setuju? 2 tolak", "?" },
		{ 3, "Tanggal 1 setuju", "?" },
		{ 3, "pukul 2 setuju", "?" },
		{ 3, "Surat nomor 3 setuju", "?" },
		{ 3, "SK no 2 setuju", "?" },
		{ 3, "Langkah 2 setuju", "?" },
		{ 3, "1/2 setuju", "?" },
		{ 3, "2 permohonan setuju", "?" },
		{ 3, "2 sertifikat disetujui", "?" },
		{ 3, "1 setuju, 2 permohonan lain tolak", "?" },
		{ 3, "Lampiran 2. Setuju", "?" },
		{ 3, "Ke 2 setuju", "?" },
		{ 3, "jam 2 saya setuju", "?" },
		{ 3, "Jl. Merdeka No. 1 setuju", "?" },
		{ 3, "1.5 setuju", "?" },
		{ 3, "2 1 setuju", "?" },
		{ 3, "NIP 19790102 201101 1 006 setuju", "?" },
		{ 3, "1979 1 setuju", "?" },
		{ 3, "0812 3456 1 setuju", "?" },
		{ 3, "1/2/2026 setuju", "?" },
		{ 3, "1-2-2026 setuju", "?" },
		{ 3, "jam 1.30 setuju", "?" },
		{ 3, "1 hari lagi setuju", "?" },
		{ 3, "pertama setuju, kedua tolak", "?" },
		{ 3, "satu setuju, dua tolak", "?" },
		{ 3,
		    "1 setuju\n\nYth. Bapak, permohonan berikut menunggu "
		    "keputusan Bapak/Ibu.\nTulis SETUJU bila disetujui.",
		    "?" },
		{ 3, "1. SETUJU\n2. TOLAK\n3. LENGKAPI\n4. DISPOSISI", "?" },
		{ 3,
		    "1. SETUJU bila permohonan disetujui\n2. TOLAK bila "
		    "ditolak",
		    "?" },
		{ 3,
		    "1 s\xC2\xAD"
		    "etuju",
		    "?" },
		{ 3,
		    "1 \xD1\x95"
		    "etuju",
		    "?" },
		{ 3, "1 setuju\n2 tolak\n\n--\nTolak saja", "?" },
		{ 3, "1 setuju\n\n--\n1 tolak", "?" },
		{ 3, "1 setuju\nRalat: 2", "?" },
		{ 3, "1 setuju\n2 tolak\nKoreksi 3", "?" },
		{ 3,
		    "\xE2\x80\xAE"
		    "1 setuju",
		    "?" },
	};

	(void)state;
	CHECK(rows);
}

static void
nothing_written_is_nothing_answered(void **state)
{
	static const struct row rows[] = {
		{ 3, "", "" },
		{ 3, "> 1 setuju\n> 2 tolak\n", "" },
		{ 3, "\n\n--\nIrwan\n", "" },
		{ 3,
		    "Pada Kam, 5 Nov 2026 pukul 09.15 A <a@b.go.id> "
		    "menulis:\n\n1. Setuju\n2. Tolak\n",
		    "" },
		{ 0, "1 setuju", "?" },
		{ 51, "1 setuju", "?" },
	};

	(void)state;
	CHECK(rows);
}

static void
a_list_of_one_takes_a_bare_answer(void **state)
{
	static const struct row rows[] = {
		{ 1, "setuju", "1 approve" },
		{ 1, "Tolak, SK tidak ada", "1 reject" },
		{ 1, "1 setuju", "1 approve" },
		{ 1, "1. setuju", "1 approve" },
		{ 1, "semua setuju", "1 approve" },
		{ 1, "LENGKAPI langkah 7: Subject DN tidak cocok", "1 more" },
		{ 1, "CABUT-2026-0042 setuju", "CABUT-2026-0042 approve" },
		{ 1, "2 setuju", "?" },
		{ 1, "nanti dulu", "?" },
		{ 1, "setuju 2", "?" },
		{ 1, "Tidak: 1 setuju", "?" },
	};

	(void)state;
	CHECK(rows);
}

static void
the_reason_goes_with_its_item(void **state)
{
	struct arena *arena = arena_new();
	struct list_answer a;

	(void)state;
	read_list("1. setuju\n2. Tolak karena SK belum ada\n3 lengkapi "
		  "langkah 6: SK jabatan",
	    3, arena, &a);
	assert_int_equal(a.count, 3);
	assert_string_equal(a.items[1].answer.remark, "SK belum ada");
	assert_string_equal(a.items[2].answer.remark, "SK jabatan");
	assert_string_equal(a.items[2].answer.step, "6");
	assert_null(a.items[1].answer.step);
	arena_free(arena);
}

static bool
is_believed(const char *text, const char *html, bool hidden)
{
	struct arena *arena = arena_new();
	struct message m = { .subject = "",
		.text = text,
		.html_text = html,
		.has_hidden_text = hidden };
	struct list_answer a;

	reading_list_answer(&m, 3, arena, &a);
	bool believed = !a.is_unclear && a.count > 0;
	arena_free(arena);
	return believed;
}

static void
text_and_html_must_agree_on_every_item(void **state)
{
	(void)state;
	assert_true(is_believed("1 setuju", NULL, false));
	assert_true(is_believed("1 setuju", "1 setuju\n", false));
	assert_true(is_believed(NULL, "1 setuju", false));
	assert_false(is_believed("1 setuju", "2 setuju", false));
	assert_false(is_believed("1 setuju", "1 tolak", false));
	assert_false(is_believed("1 setuju", "1 setuju, 2 setuju", false));
	assert_false(is_believed("1 setuju", "> 1 setuju", false));
	assert_false(is_believed("1 setuju", "1 setuju", true));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_before_their_answers_are_read),
		cmocka_unit_test(case_numbers_stand_for_list_numbers),
		cmocka_unit_test(numbers_behind_their_answers_are_read),
		cmocka_unit_test(all_is_said_beside_the_decision),
		cmocka_unit_test(what_may_belong_elsewhere_is_unclear),
		cmocka_unit_test(nothing_written_is_nothing_answered),
		cmocka_unit_test(a_list_of_one_takes_a_bare_answer),
		cmocka_unit_test(the_reason_goes_with_its_item),
		cmocka_unit_test(text_and_html_must_agree_on_every_item),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
