/*
 * Mails of BSrE: what tells a result about one person, and what only talks
 * about revocation. A missed result costs a look, an imagined one a case.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

#define DATA                                                                   \
	"\n\nNama  : Dewi Lestari\nNIP   : 198503122010012004"                 \
	"\nEmail : dewi@contohkab.go.id\n"
#define FOOTER "\n\nSurel ini dikirim kepada dewi@contohkab.go.id.\n"

struct row {
	const char *subject, *text;
	enum confirmation_outcome want;
};

static const struct owner dewi = { .name = "Dewi Lestari, S.Kom.",
	.nip = "198503122010012004",
	.nik = "3301055203850004",
	.email = "dewi@contohkab.go.id" };

static void
read_mail(struct arena *arena, enum automatic automatic, const char *subject,
    const char *text, struct reading *r)
{
	struct head head = { .is_plain = true,
		.automatic = automatic,
		.date = SLICE("Tue, 03 Nov 2026 08:00:00 +0700") };
	struct cell_reading cell = { .message = {
					 .subject = subject, .text = text } };

	reading_make(&head, &cell, false, true, arena, r);
}

/* What the mail says about Dewi. */
static void
check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct reading r;
		read_mail(arena, AUTOMATIC_SUBMITTED, rows[i].subject,
		    rows[i].text, &r);
		const struct confirmation *c = &r.confirmation;
		assert_int_equal(c->issuance, CONFIRMATION_NONE);
		enum confirmation_outcome got = confirmation_names(c, &dewi)
						    ? c->outcome
						    : CONFIRMATION_NONE;
		if (got != rows[i].want)
			fail_msg("\"%s\": %d, want %d (%s)", rows[i].text,
			    (int)got, (int)rows[i].want, c->why);
		arena_free(arena);
	}
}

#define CHECK(rows) check_rows(rows, sizeof rows / sizeof *rows)
#define INFO "[BSrE] Informasi"

static void
results_about_one_person_are_read(void **state)
{
	static const struct row rows[] = {
		{ INFO, "Sertifikat elektronik berikut telah dicabut:" DATA,
		    CONFIRMATION_REVOKED },
		{ INFO,
		    "The certificate of Dewi Lestari (NIP 198503122010012004) "
		    "has been revoked.",
		    CONFIRMATION_REVOKED },
		{ INFO,
		    "Yth. Bapak/Ibu," DATA "Status: REVOKED\nSurel ini "
		    "dikirim otomatis, mohon tidak dibalas.",
		    CONFIRMATION_REVOKED },
		{ INFO, "Data sertifikat:" DATA "Status Sertifikat : Dicabut",
		    CONFIRMATION_REVOKED },
		{ INFO,
		    "Sertifikat elektronik a.n. Dewi Lestari telah dicabut "
		    "pada 3 November 2026.",
		    CONFIRMATION_REVOKED },
		{ "[BSrE] Pencabutan Sertifikat Elektronik Berhasil",
		    "Yth. Bapak/Ibu,\n\nBerikut datanya." DATA,
		    CONFIRMATION_REVOKED },
		{ INFO,
		    "Permohonan pencabutan atas nama Dewi Lestari ditolak "
		    "karena surat rekomendasi tidak dapat dibaca.",
		    CONFIRMATION_REFUSED },
		{ "[BSrE] Permohonan Pencabutan Ditolak",
		    "Permohonan pencabutan berikut ditolak:" DATA
		    "\nAlasan: surat rekomendasi belum ditandatangani.",
		    CONFIRMATION_REFUSED },
		{ "[BSrE] Permohonan Pencabutan",
		    "Permohonan berikut ditolak:" DATA, CONFIRMATION_REFUSED },
		{ INFO, "Data:" DATA "Status Permohonan Pencabutan : Ditolak",
		    CONFIRMATION_REFUSED },
	};

	(void)state;
	CHECK(rows);
}

static void
talk_about_revocation_is_no_result(void **state)
{
	static const struct row rows[] = {
		{ INFO,
		    "Permohonan pencabutan berikut telah kami terima. "
		    "Catatan: sertifikat yang telah dicabut tidak dapat "
		    "dikembalikan." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat baru telah terbit. Sertifikat lama Anda "
		    "telah dicabut pada tahun 2023." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Sertifikat Anda telah dicabut pada 5 Maret 2023." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Setelah OTP dimasukkan sertifikat berhasil "
		    "dicabut." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Setelah sertifikat elektronik dinyatakan dicabut, "
		    "dokumen lama tetap sah." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Apakah sertifikat elektronik Anda telah "
		    "dicabut?" DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Sertifikat Anda sudah dicabut?" DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Tahukah Anda sertifikat telah dicabut" DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Apabila telah dicabut, dokumen tetap sah." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Jika berhasil dicabut Anda diberi tahu." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Jangan gunakan sebelum sertifikat telah dicabut." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Cara memeriksa sertifikat telah dicabut." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Once your certificate has been revoked, sign no "
		    "more." DATA,
		    CONFIRMATION_NONE },
		{ "[BSrE] Panduan: sertifikat telah dicabut",
		    "Yth. Dewi Lestari," DATA, CONFIRMATION_NONE },
		{ INFO,
		    "Apabila permohonan selesai, tampil:" DATA
		    "Status: REVOKED",
		    CONFIRMATION_NONE },
		{ "[BSrE] Pencabutan Sertifikat Elektronik Berhasil",
		    "Permohonan pencabutan berikut akan diproses:" DATA,
		    CONFIRMATION_NONE },
	};

	(void)state;
	CHECK(rows);
}

static void
counts_of_certificates_are_no_result(void **state)
{
	static const struct row rows[] = {
		{ INFO, "Laporan: 5 sertifikat telah dicabut, 3 terbit." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sepanjang tahun 2026 sebanyak 1.204 sertifikat "
		    "elektronik telah dicabut karena mutasi." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "1.204 sertifikat telah dicabut." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "3 permohonan pencabutan ditolak." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Pada 3 November 2026 sertifikat elektronik telah "
		    "dicabut." DATA,
		    CONFIRMATION_REVOKED },
	};

	(void)state;
	CHECK(rows);
}

static void
only_a_request_of_ours_can_be_refused(void **state)
{
	static const struct row rows[] = {
		{ INFO, "Permohonan pembaruan sertifikat ditolak." DATA,
		    CONFIRMATION_NONE },
		{ "[BSrE] Perpanjangan", "Permohonan berikut ditolak:" DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Permohonan pencabutan ditolak apabila tanpa surat "
		    "rekomendasi." DATA,
		    CONFIRMATION_NONE },
		{ INFO, "Permohonan pencabutan dapat ditolak." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Permohonan pencabutan yang ditolak boleh diajukan "
		    "lagi." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat telah dicabut. Permohonan pencabutan "
		    "ditolak." DATA,
		    CONFIRMATION_NONE },
	};

	(void)state;
	CHECK(rows);
}

static void
footers_and_links_name_nobody(void **state)
{
	static const struct row rows[] = {
		{ INFO, "Sertifikat elektronik telah dicabut." FOOTER,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat elektronik telah dicabut.\n\n"
		    "https://bsre.example/?email=dewi@contohkab.go.id",
		    CONFIRMATION_NONE },
		{ INFO, "Yth. Dewi Lestari,\n\nSertifikat telah dicabut.",
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat telah dicabut.\n\nHubungi petugas a.n. "
		    "Dewi Lestari.",
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat berikut telah dicabut:\n\nNama : Budi "
		    "Hartono\nNIP : 196811021994031902" FOOTER,
		    CONFIRMATION_NONE },
		{ INFO, "Sertifikat a.n. Budi Hartono telah dicabut." DATA,
		    CONFIRMATION_NONE },
		{ INFO,
		    "Sertifikat berikut telah dicabut:" DATA
		    "\nNama : Budi Hartono\nNIP : 196811021994031902",
		    CONFIRMATION_NONE },
	};

	(void)state;
	CHECK(rows);
}

static void
list_mail_is_no_result(void **state)
{
	static const char text[] = "Sertifikat berikut telah dicabut:" DATA;
	static const enum automatic lists[] = { AUTOMATIC_LIST,
		AUTOMATIC_PRECEDENCE };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct arena *arena = arena_new();
		struct reading r;
		read_mail(arena, lists[i], INFO, text, &r);
		assert_int_equal(r.kind, READING_CONFIRMATION);
		assert_int_equal(r.confirmation.outcome, CONFIRMATION_NONE);
		assert_string_equal(r.why, "list mail is no result");
		arena_free(arena);
	}
}

/* From a buffer that ends at its NUL; a cut mail never names another. */
static void
results_may_be_cut_anywhere(void **state)
{
	static const char text[] =
	    "Permohonan pencabutan atas nama berikut ditolak:" DATA
	    "Status: REVOKED 5 sertifikat\n\nAlasan: tidak sah?";

	(void)state;
	for (size_t len = 0; len < sizeof text; len++) {
		struct arena *arena = arena_new();
		char *exact = malloc(len + 1);
		struct confirmation c;
		memcpy(exact, text, len);
		exact[len] = '\0';
		reading_confirmation(exact, exact, arena, &c);
		assert_int_not_equal(c.outcome, CONFIRMATION_REVOKED);
		assert_non_null(c.remark);
		free(exact);
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(results_about_one_person_are_read),
		cmocka_unit_test(talk_about_revocation_is_no_result),
		cmocka_unit_test(counts_of_certificates_are_no_result),
		cmocka_unit_test(only_a_request_of_ours_can_be_refused),
		cmocka_unit_test(footers_and_links_name_nobody),
		cmocka_unit_test(list_mail_is_no_result),
		cmocka_unit_test(results_may_be_cut_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
