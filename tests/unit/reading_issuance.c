/*
 * Issuance: which letters ask for a certificate, and which mails of BSrE tell
 * that one has been issued. All else is asked back or looked at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

#define WHO                                                                    \
	"\n\nNama : Siti Aminah\nNIP : 198503122010012004\nJabatan : Kepala "  \
	"Bidang\nInstansi : Dinas Sosial\nEmail : siti@contohkab.go.id\n"

struct ask {
	const char *text;
	enum letter_kind want;
};

static void
check_letters(const struct ask *rows, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct letter l;
		reading_letter(rows[i].text, arena, &l);
		if (l.kind != rows[i].want) {
			print_message("\"%s\": %s, want %s\n", rows[i].text,
			    letter_kind_name(l.kind),
			    letter_kind_name(rows[i].want));
			wrong++;
		}
		if (l.kind == LETTER_ISSUANCE)
			assert_int_equal(l.owner.reason, REASON_NONE);
		arena_free(arena);
	}
	assert_int_equal(wrong, 0);
}

#define LETTERS(rows) check_letters(rows, sizeof rows / sizeof *rows)

static void
letters_that_ask_for_a_certificate_are_issuance(void **state)
{
	static const struct ask rows[] = {
		{ "Hal : Permohonan Penerbitan Sertifikat Elektronik\n\nMohon "
		  "diterbitkan sertifikat elektronik bagi:" WHO,
		    LETTER_ISSUANCE },
		{ "Perihal : Permohonan Pendaftaran Sertifikat "
		  "Elektronik\n\nMohon didaftarkan atas nama:" WHO,
		    LETTER_ISSUANCE },
		{ "Hal : Permohonan penerbitan TTE" WHO, LETTER_ISSUANCE },
		{ "Hal : Permohonan Pembuatan Tanda Tangan Elektronik" WHO,
		    LETTER_ISSUANCE },
		{ "Hal : Registrasi Sertifikat Elektronik\n\nMohon bantuan "
		  "registrasi TTE pegawai berikut:" WHO,
		    LETTER_ISSUANCE },
		{ "Hal : Permohonan Sertifikat Elektronik\n\nKami mengajukan "
		  "permohonan sertifikat elektronik untuk:" WHO,
		    LETTER_ISSUANCE },
		{ "Hal : Permohonan TTE\n\nMohon bantuannya untuk:" WHO,
		    LETTER_ISSUANCE },
		{ "Hal : Pengajuan TTE baru\n\nMohon dibuatkan TTE baru "
		  "bagi:" WHO,
		    LETTER_ISSUANCE },
		{ "SURAT REKOMENDASI PENERBITAN SERTIFIKAT ELEKTRONIK\n\n"
		  "Dengan ini memberikan rekomendasi kepada:" WHO,
		    LETTER_ISSUANCE },
		{ "SURAT REKOMENDASI\n\nDengan ini merekomendasikan penerbitan "
		  "sertifikat elektronik kepada:" WHO,
		    LETTER_ISSUANCE },
		{ "FORMULIR PENDAFTARAN SERTIFIKAT ELEKTRONIK" WHO
		  "\nDengan ini mengajukan pendaftaran.",
		    LETTER_ISSUANCE },
		{ "Yth admin, saya minta dibuatkan sertifikat elektronik. "
		  "Nama: Siti Aminah NIP 198503122010012004",
		    LETTER_ISSUANCE },
		{ "Hal : Usulan penerbitan sertifikat elektronik pejabat "
		  "baru\n\nDiusulkan penerbitan sertifikat elektronik "
		  "bagi:" WHO,
		    LETTER_ISSUANCE },
	};

	(void)state;
	LETTERS(rows);
}

static void
other_letters_are_no_issuance(void **state)
{
	static const struct ask rows[] = {
		{ "Hal : Permohonan Pencabutan Sertifikat Elektronik\n\nMohon "
		  "dicabut; penerbitan yang baru kami ajukan kemudian." WHO,
		    LETTER_REVOCATION },
		{ "Hal : Permohonan\n\nMohon sertifikat elektronik saya "
		  "dicabut karena akan dilakukan penerbitan yang baru." WHO,
		    LETTER_REVOCATION },
		{ "Hal : Permohonan pencabutan dan penerbitan sertifikat "
		  "elektronik\n\nMohon dicabut dan diterbitkan yang baru." WHO,
		    LETTER_REVOCATION },
		{ "Hal : Permohonan Sertifikat Elektronik\n\nMohon sertifikat "
		  "elektronik saya dicabut." WHO,
		    LETTER_REVOCATION },
		{ "Hal : Permohonan Pembaruan Sertifikat Elektronik\n\nMohon "
		  "penerbitan yang baru karena habis masa berlaku." WHO,
		    LETTER_RENEWAL },
		{ "Hal : Permohonan TTE\n\nMohon sertifikat elektronik saya "
		  "diperpanjang." WHO,
		    LETTER_RENEWAL },
		{ "Hal : Permohonan TTE\n\nMohon reset passphrase." WHO,
		    LETTER_OTHER },
		{ "Hal : Undangan\n\nMengharap kehadiran pada sosialisasi "
		  "penerbitan sertifikat elektronik." WHO,
		    LETTER_OTHER },
		{ "Hal : Permohonan penerbitan sertifikat tanah "
		  "elektronik\n\nMohon diterbitkan." WHO,
		    LETTER_OTHER },
		{ "Hal : Permohonan penerbitan Sertifikat Elektronik "
		  "PKP\n\nMohon diterbitkan untuk e-Faktur KPP Pratama." WHO,
		    LETTER_OTHER },
		{ "Hal : Permohonan Penerbitan SK\n\nMohon diterbitkan SK "
		  "pensiun." WHO
		  "\nDokumen ini telah ditandatangani secara elektronik "
		  "menggunakan sertifikat elektronik yang diterbitkan oleh "
		  "BSrE",
		    LETTER_OTHER },
		{ "Hal : Laporan penerbitan sertifikat elektronik\n\nTerlampir "
		  "laporan." WHO,
		    LETTER_OTHER },
		{ "SURAT REKOMENDASI\n\nDengan ini merekomendasikan Saudara "
		  "Siti menjadi operator sertifikat elektronik.",
		    LETTER_OTHER },
		{ "Hal : Pembatalan permohonan penerbitan sertifikat "
		  "elektronik\n\nMohon dibatalkan." WHO,
		    LETTER_OTHER },
	};

	(void)state;
	LETTERS(rows);
}

static void
a_recommendation_to_issue_is_a_letter_among_papers(void **state)
{
	static const char *const texts[] = {
		"SURAT REKOMENDASI\n\nDengan ini merekomendasikan penerbitan "
		"sertifikat elektronik kepada:" WHO,
		"SURAT REKOMENDASI\n\nDengan ini merekomendasikan pencabutan "
		"sertifikat elektronik atas nama:" WHO
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct arena *arena = arena_new();
		struct head head = { .is_plain = true };
		struct paper paper = { .name = "surat rekomendasi.pdf",
			.how = PAPER_TEXT,
			.text = texts[i] };
		struct cell_reading cell = {
			.message = { .subject = "", .text = "Terlampir." },
			.papers = &paper,
			.paper_count = 1,
		};
		struct reading r;
		reading_make(&head, &cell, false, false, arena, &r);
		assert_int_equal(r.has_letter, i == 0);
		if (i == 0)
			assert_int_equal(r.letter.kind, LETTER_ISSUANCE);
		arena_free(arena);
	}
}

static void
an_issuance_wants_five_fields(void **state)
{
	struct owner o = { .name = "Siti Aminah",
		.nip = "198503122010012004",
		.is_nip_valid = true };

	(void)state;
	assert_int_equal(owner_gaps(&o, LETTER_REVOCATION), 0);
	assert_int_equal(owner_gaps(&o, LETTER_ISSUANCE),
	    GAP_POSITION | GAP_INSTITUTION | GAP_EMAIL);
	o.position = "Kepala Bidang";
	o.institution = "Dinas Sosial";
	o.email = "siti@gmail.com";
	assert_int_equal(owner_gaps(&o, LETTER_ISSUANCE), GAP_EMAIL);
	o.email = "siti@contohkab.go.id";
	assert_int_equal(owner_gaps(&o, LETTER_ISSUANCE), 0);
	o.is_nip_valid = false;
	assert_int_equal(owner_gaps(&o, LETTER_ISSUANCE), GAP_NUMBER);
	o = (struct owner){ .nik = "3301055203850004", .is_nik_valid = true };
	assert_int_equal(owner_gaps(&o, LETTER_REVOCATION), GAP_NAME);
}

#define DATA                                                                   \
	"\n\nNama  : Dewi Lestari\nNIP   : 198503122010012004"                 \
	"\nEmail : dewi@contohkab.go.id\n"
#define INFO "[BSrE] Informasi"

struct mail {
	const char *subject, *text;
	enum confirmation_outcome want;
};

static const struct owner dewi = { .name = "Dewi Lestari, S.Kom.",
	.nip = "198503122010012004",
	.email = "dewi@contohkab.go.id" };

static void
check_mails(const struct mail *rows, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct head head = { .is_plain = true,
			.date = SLICE("Tue, 03 Nov 2026 08:00:00 +0700") };
		struct cell_reading cell = { .message = {
						 .subject = rows[i].subject,
						 .text = rows[i].text } };
		struct reading r;
		reading_make(&head, &cell, false, true, arena, &r);
		const struct confirmation *c = &r.confirmation;
		enum confirmation_outcome got = CONFIRMATION_NONE;
		if (confirmation_names(c, &dewi))
			got = c->outcome ? c->outcome : c->issuance;
		if (got != rows[i].want || c->outcome == CONFIRMATION_ISSUED ||
		    (c->outcome && c->issuance)) {
			print_message("\"%s\": %d, want %d (%s)\n",
			    rows[i].text, (int)got, (int)rows[i].want, c->why);
			wrong++;
		}
		arena_free(arena);
	}
	assert_int_equal(wrong, 0);
}

#define MAILS(rows) check_mails(rows, sizeof rows / sizeof *rows)

static void
an_issued_certificate_of_one_person_is_read(void **state)
{
	static const struct mail rows[] = {
		{ INFO, "Sertifikat elektronik berikut telah terbit:" DATA,
		    CONFIRMATION_ISSUED },
		{ INFO, "Sertifikat elektronik Anda telah terbit." DATA,
		    CONFIRMATION_ISSUED },
		{ INFO,
		    "Sertifikat elektronik a.n. Dewi Lestari telah "
		    "diterbitkan.",
		    CONFIRMATION_ISSUED },
		{ INFO,
		    "Selamat, sertifikat elektronik Anda berhasil diterbitkan "
		    "dan dapat digunakan." DATA,
		    CONFIRMATION_ISSUED },
		{ INFO,
		    "The certificate of Dewi Lestari (NIP 198503122010012004) "
		    "has been issued.",
		    CONFIRMATION_ISSUED },
		{ INFO, "Your certificate activation is complete." DATA,
		    CONFIRMATION_ISSUED },
		{ "[BSrE] Penerbitan Sertifikat Elektronik Berhasil",
		    "Yth. Bapak/Ibu,\n\nBerikut datanya." DATA,
		    CONFIRMATION_ISSUED },
		{ INFO, "Data sertifikat:" DATA "Status : ISSUE",
		    CONFIRMATION_ISSUED },
		{ INFO,
		    "Sertifikat elektronik a.n. Dewi Lestari telah diterbitkan "
		    "pada 3 November 2026.",
		    CONFIRMATION_ISSUED },
	};

	(void)state;
	MAILS(rows);
}

static void
talk_about_issuance_is_no_result(void **state)
{
	static const struct mail rows[] = {
		{ INFO, "Sertifikat elektronik Anda akan diterbitkan." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Sertifikat Anda segera terbit." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Permohonan penerbitan telah diterima." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Permohonan penerbitan disetujui." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Berikut username dan password ESIGN CLOUD Anda." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Akun telah diterbitkan. Lakukan setting passphrase untuk "
		    "sertifikat elektronik." DATA,
		    CONFIRMATION_NONE },
		{ "[BSrE] Set Passphrase Penerbitan",
		    "Sertifikat elektronik Anda telah terbit." DATA,
		    CONFIRMATION_NONE },
		{ "[BSrE] Aktivasi Akun", "Akun Anda telah aktif." DATA,
		    CONFIRMATION_NONE },
		{ "[BSrE] Pengingat", "Sertifikat Anda telah terbit." DATA,
		    CONFIRMATION_NONE },
		{ "Newsletter BSrE", "Sertifikat Anda telah terbit." DATA,
		    CONFIRMATION_NONE },
		{ "[BSrE] Pembaruan", "Sertifikat Anda telah terbit." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Pembaruan sertifikat: telah diterbitkan." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Sertifikat Anda telah diterbitkan ulang." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sebanyak 1.204 sertifikat elektronik telah "
		    "diterbitkan." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Apakah sertifikat Anda telah terbit?" DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Apabila sertifikat telah terbit, periksalah." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat yang telah diterbitkan berlaku dua "
		    "tahun." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Sertifikat Anda belum terbit." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Sertifikat Anda tidak berhasil diterbitkan." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Sertifikat Anda telah diterbitkan pada 2023." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Tagihan telah diterbitkan." DATA, CONFIRMATION_NONE },
		{ INFO, "Sertifikat elektronik telah terbit.",
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat berikut telah terbit:" DATA
		    "\nNama : Budi Hartono\nNIP : 196811021994031902",
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat telah terbit. Permohonan penerbitan "
		    "ditolak." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Data:" DATA "Status : WAITING_FOR_VERIFICATION",
		    CONFIRMATION_NONE },
	};

	(void)state;
	MAILS(rows);
}

static void
a_revocation_may_say_when_the_certificate_was_issued(void **state)
{
	static const struct mail rows[] = {
		{ INFO,
		    "Sertifikat elektronik a.n. Dewi Lestari yang diterbitkan "
		    "pada 5 Maret 2025 telah dicabut.",
		    CONFIRMATION_REVOKED },
		{ INFO,
		    "Sertifikat elektronik Anda telah dicabut. Sertifikat "
		    "tersebut diterbitkan pada 5 Maret 2025." DATA,
		    CONFIRMATION_REVOKED },
		{ INFO,
		    "Sertifikat Anda telah dicabut. Sertifikat itu telah "
		    "diterbitkan pada 5 Januari 2026." DATA,
		    CONFIRMATION_REVOKED },
		{ INFO,
		    "The certificate of Dewi Lestari issued on 5 March 2025 "
		    "has been revoked.",
		    CONFIRMATION_REVOKED },
		{ INFO,
		    "Sertifikat baru telah terbit setelah yang lama "
		    "dicabut." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat yang diterbitkan pada 5 Maret 2025 akan "
		    "dicabut." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat yang telah dicabut dan yang diterbitkan pada 5 "
		    "Maret 2025 tercantum." DATA,
		    CONFIRMATION_NONE },
	};

	(void)state;
	MAILS(rows);
}

static void
a_refused_issuance_is_told_from_a_refused_revocation(void **state)
{
	static const struct {
		const char *subject, *text;
		enum letter_kind about; /* OTHER: nothing is refused */
	} rows[] = {
		{ INFO,
		    "Permohonan penerbitan sertifikat ditolak karena "
		    "sertifikat lama telah dicabut." DATA,
		    LETTER_ISSUANCE },
		{ "[BSrE] Penerbitan", "Permohonan berikut ditolak:" DATA,
		    LETTER_ISSUANCE },
		{ INFO, "Data:" DATA "Status Permohonan Penerbitan : Ditolak",
		    LETTER_ISSUANCE },
		{ INFO,
		    "Permohonan pendaftaran sertifikat atas nama Dewi Lestari "
		    "ditolak karena KTP tidak terbaca.",
		    LETTER_ISSUANCE },
		{ INFO,
		    "Permohonan pencabutan a.n. Dewi Lestari ditolak karena "
		    "surat penerbitan tidak sah.",
		    LETTER_REVOCATION },
		{ INFO,
		    "Permohonan pencabutan dan penerbitan a.n. Dewi Lestari "
		    "ditolak.",
		    LETTER_OTHER },
		{ INFO, "Permohonan penerbitan ditolak apabila NIK salah." DATA,
		    LETTER_OTHER },
		{ INFO,
		    "Permohonan penerbitan ulang a.n. Dewi Lestari ditolak.",
		    LETTER_OTHER },
		{ INFO,
		    "Permohonan penerbitan ditolak. Permohonan pencabutan "
		    "ditolak." DATA,
		    LETTER_OTHER },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct confirmation c;
		reading_confirmation(rows[i].subject, rows[i].text, arena, &c);
		bool issuance = rows[i].about == LETTER_ISSUANCE;
		bool revocation = rows[i].about == LETTER_REVOCATION;
		if ((c.issuance == CONFIRMATION_REFUSED) != issuance ||
		    (c.outcome == CONFIRMATION_REFUSED) != revocation)
			fail_msg("\"%s\": %d, issuance %d (%s)", rows[i].text,
			    (int)c.outcome, (int)c.issuance, c.why);
		arena_free(arena);
	}
}

/* From a buffer that ends at its NUL. */
static void
issuance_mails_may_be_cut_anywhere(void **state)
{
	static const char text[] =
	    "Sertifikat yang diterbitkan pada 5 Maret 2025 belum "
	    "dinyatakan terbit dan dapat digunakan." DATA "Status : ISSUED?";

	(void)state;
	for (size_t len = 0; len < sizeof text; len++) {
		struct arena *arena = arena_new();
		char *exact = malloc(len + 1);
		struct confirmation c;
		memcpy(exact, text, len);
		exact[len] = '\0';
		reading_confirmation("", exact, arena, &c);
		assert_int_not_equal(c.outcome, CONFIRMATION_REVOKED);
		assert_false(c.outcome && c.issuance);
		free(exact);
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    letters_that_ask_for_a_certificate_are_issuance),
		cmocka_unit_test(other_letters_are_no_issuance),
		cmocka_unit_test(
		    a_recommendation_to_issue_is_a_letter_among_papers),
		cmocka_unit_test(an_issuance_wants_five_fields),
		cmocka_unit_test(an_issued_certificate_of_one_person_is_read),
		cmocka_unit_test(talk_about_issuance_is_no_result),
		cmocka_unit_test(
		    a_revocation_may_say_when_the_certificate_was_issued),
		cmocka_unit_test(
		    a_refused_issuance_is_told_from_a_refused_revocation),
		cmocka_unit_test(issuance_mails_may_be_cut_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
