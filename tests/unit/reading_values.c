/*
 * NIP, NIK, dates, reasons, corrections and the kinds of papers: one table
 * each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

struct number_row {
	const char *text;
	bool valid;
	const char *digits;
};

static void
a_nip_is_checked_and_never_repaired(void **state)
{
	static const struct number_row rows[] = {
		{ "198609262015051001", true, "198609262015051001" },
		{ "19860926 201505 1 001", true, "198609262015051001" },
		{ "19660801.198803.1.001", true, "196608011988031001" },
		{ "19800128-200501-2-950", true, "198001282005012950" },
		{ "199505152022212011", true, "199505152022212011" },
		{ "19861326 201505 1 001", false, "198613262015051001" },
		{ "19860931 201505 1 001", false, "198609312015051001" },
		{ "19860926 201513 1 001", false, "198609262015131001" },
		{ "19860926 201505 3 001", false, "198609262015053001" },
		{ "19860926 198605 1 001", false, "198609261986051001" },
		{ "19860926 20150 1 001", false, "19860926201501001" },
		{ "198609262015051001 2", false, "1986092620150510012" },
		{ "1986O926 201505 1 001", false, "19869262015051001" },
		{ "132 045 678", false, "132045678" },
		{ "-", false, "" },
		{ "", false, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char digits[32];
		assert_int_equal(nip_read(rows[i].text, digits), rows[i].valid);
		assert_string_equal(digits, rows[i].digits);
	}
	char digits[32];
	assert_false(nip_read(NULL, digits));
	assert_false(
	    nip_read("11111111111111111111111111111111111111111", digits));
}

static void
a_nik_is_checked(void **state)
{
	char digits[32];

	(void)state;
	assert_true(nik_read("7101051204669021", digits));
	assert_true(nik_read("1971 0445 0290 9333", digits));
	assert_true(nik_read("3301052902000001", digits)); /* 29 Feb 2000 */
	assert_false(nik_read("7101053204669021", digits));
	assert_false(nik_read("7101057204669021", digits));
	assert_false(nik_read("710105120466902", digits));
	assert_false(nik_read("0101051204669021", digits));
	assert_false(nik_read("198609262015051001", digits));
}

static void
nip_and_nik_are_compared_by_birth_and_sex(void **state)
{
	(void)state;
	assert_true(nip_matches_nik("196604121992031907", "7101051204669021"));
	assert_true(nip_matches_nik("199002052015032806", "1971044502909333"));
	assert_false(nip_matches_nik("199002052015031806", "1971044502909333"));
	assert_false(nip_matches_nik("199002062015032806", "1971044502909333"));
	assert_true(nip_matches_nik(NULL, "1971044502909333"));
	assert_true(nip_matches_nik("199002052015032806", NULL));
	assert_false(nip_matches_nik("1990", "1971044502909333"));
}

static void
dates_are_read_day_first(void **state)
{
	static const char *const rows[][2] = {
		{ "3 Maret 2025", "2025-03-03" },
		{ "Rimba Jaya, 3 Maret 2025", "2025-03-03" },
		{ "05/02/2025", "2025-02-05" },
		{ "24 Mar 2025", "2025-03-24" },
		{ "24-Mar-25", "2025-03-24" },
		{ "1 Pebruari 2025", "2025-02-01" },
		{ "07 Nopember 2025", "2025-11-07" },
		{ "17 Agt 2025", "2025-08-17" },
		{ "2025-08-17", "2025-08-17" },
		{ "21 Rajab 1446 H / 21 Januari 2025 M", "2025-01-21" },
		{ "31/12/2025", "2025-12-31" },
		{ "12/31/2025", NULL },
		{ "Juli 2024", NULL },
		{ "30 Februari 2025", NULL },
		{ "21 Rajab 1446 H", NULL },
		{ "800.1.6/118/2025", NULL },
		{ "", NULL },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *got = date_read(rows[i][0], arena);
		if (!got || !rows[i][1]) {
			if (got != rows[i][1])
				fail_msg("\"%s\": %s", rows[i][0],
				    got ? got : "none");
			continue;
		}
		assert_string_equal(got, rows[i][1]);
	}
	assert_null(date_read(NULL, arena));
	arena_free(arena);
}

static void
reasons_have_codes(void **state)
{
	(void)state;
	for (int i = REASON_PASSPHRASE; i <= REASON_OTHER; i++) {
		enum reason back = REASON_NONE;
		assert_true(reason_of_code(reason_code((enum reason)i), &back));
		assert_int_equal(back, i);
		assert_true(*reason_label((enum reason)i));
	}
	enum reason none = REASON_LOSS;
	assert_false(reason_of_code("bosan", &none));
	assert_false(reason_of_code(NULL, &none));
	assert_int_equal(none, REASON_LOSS);
	assert_true(reason_is_urgent(REASON_LOSS));
	assert_true(reason_is_urgent(REASON_COMPROMISE));
	assert_false(reason_is_urgent(REASON_RETIRED));
	assert_null(reason_code(REASON_NONE));
}

static void
a_correction_fills_only_what_it_names(void **state)
{
	struct arena *arena = arena_new();
	struct owner o = { .name = "Dewi", .position = "Analis" };

	(void)state;
	assert_int_equal(reading_correction("NIP: 19860926 201505 1 001\n"
					    "Email : dewi@contohkab.go.id",
			     arena, &o),
	    2);
	assert_string_equal(o.nip, "198609262015051001");
	assert_true(o.is_nip_valid);
	assert_string_equal(o.email, "dewi@contohkab.go.id");
	assert_string_equal(o.name, "Dewi");
	assert_string_equal(o.position, "Analis");
	/* Invalid, contradicting or unlabelled: nothing is taken. */
	assert_int_equal(reading_correction("NIP: 1986", arena, &o), 0);
	assert_int_equal(reading_correction("NIP: 198609262015051001\n"
					    "NIP: 198609262015051002",
			     arena, &o),
	    0);
	assert_int_equal(
	    reading_correction("Baik, terima kasih.", arena, &o), 0);
	assert_int_equal(reading_correction(NULL, arena, &o), 0);
	assert_string_equal(o.nip, "198609262015051001");
	arena_free(arena);
}

struct paper_row {
	const char *name, *text, *want;
};

static void
papers_are_known_by_title_then_by_name(void **state)
{
	static const struct paper_row rows[] = {
		{ "scan001.pdf",
		    "PEMERINTAH KABUPATEN CONTOH\nNomor : 1/2\n"
		    "Hal : Permohonan Pencabutan Sertifikat Elektronik\n"
		    "Lampiran : SK Jabatan",
		    "surat-permohonan" },
		{ "scan.pdf",
		    "PETIKAN\nKEPUTUSAN BUPATI CONTOH\nNOMOR 821\n"
		    "TENTANG PENGANGKATAN DALAM JABATAN",
		    "sk-jabatan" },
		{ "scan.pdf",
		    "KEPUTUSAN BUPATI\nTENTANG\nPEMBERIAN PENSIUN "
		    "PEGAWAI NEGERI SIPIL",
		    "sk-pensiun" },
		{ "x.pdf", "SURAT REKOMENDASI\nNomor: 3", "surat-rekomendasi" },
		{ "x.pdf", "FORMULIR PENCABUTAN\nNama", "formulir" },
		{ "x.pdf", "KUTIPAN AKTA KEMATIAN", "surat-kematian" },
		{ "x.pdf", "SURAT KETERANGAN\nTANDA LAPOR KEHILANGAN",
		    "surat-keterangan" },
		{ "SK_Jabatan_Terakhir.pdf", "", "sk-jabatan" },
		{ "surat permohonan.pdf", "", "surat-permohonan" },
		{ "SK-Pensiun.pdf", "", "sk-pensiun" },
		{ "IMG_2231.jpg", "", NULL },
		{ "", "Halo", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct paper p = { .name = rows[i].name, .text = rows[i].text };
		const char *got = reading_paper_id(&p);
		if (!got || !rows[i].want)
			assert_ptr_equal(got, rows[i].want);
		else
			assert_string_equal(got, rows[i].want);
		assert_true(!got || reading_knows_paper(got));
	}
	assert_false(reading_knows_paper("berkas-persyaratan"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_nip_is_checked_and_never_repaired),
		cmocka_unit_test(a_nik_is_checked),
		cmocka_unit_test(nip_and_nik_are_compared_by_birth_and_sex),
		cmocka_unit_test(dates_are_read_day_first),
		cmocka_unit_test(reasons_have_codes),
		cmocka_unit_test(a_correction_fills_only_what_it_names),
		cmocka_unit_test(papers_are_known_by_title_then_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
