/*
 * Answers beyond the labelled corpus: what else may take an approval back,
 * remarks, commands, and text and HTML that disagree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

struct row {
	const char *body;
	enum decision want;
};

static void
check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct answer answer;
		reading_answer(rows[i].body, arena, &answer);
		if (answer.decision != rows[i].want)
			fail_msg("\"%s\": decision %d, want %d (%s)",
			    rows[i].body, (int)answer.decision,
			    (int)rows[i].want, answer.why);
		arena_free(arena);
	}
}

#define CHECK(rows) check_rows(rows, sizeof rows / sizeof *rows)

static void
disguised_letters_never_approve(void **state)
{
	static const struct row rows[] = {
		{ "\xD1\x95"
		  "etuju",
		    DECISION_UNCLEAR }, /* Cyrillic s */
		{ "Setuju\xE2\x80\x8B", DECISION_UNCLEAR },
		{ "\xE2\x80\xAE"
		  "ujutes",
		    DECISION_UNCLEAR },
		{ "Se\xC2\xADtuju", DECISION_UNCLEAR },
		{ "\xEF\xBC\xB3\xEF\xBC\xA5TUJU", DECISION_UNCLEAR },
		{ "set\xC3\xBCju", DECISION_UNCLEAR },
		{ "Setuju\n\n--\nIrwan\xE2\x80\xAE", DECISION_UNCLEAR },
		{ "\xEF\xBB\xBFSetuju", DECISION_APPROVE }, /* a BOM is fine */
		{ "Setuju\xC2\xA0pak", DECISION_APPROVE },
		{ "Setuju \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBB", DECISION_APPROVE },
		{ "Setuju \xF0\x9F\x91\x8E", DECISION_UNCLEAR },
		{ "Tolak \xF0\x9F\x91\x8E", DECISION_REJECT },
		{ "Setuju \xE2\x9D\x8C", DECISION_UNCLEAR },
		{ "Lanjutan", DECISION_UNCLEAR },
		{ "Tolak\xE2\x80\x8B", DECISION_UNCLEAR },
	};

	(void)state;
	CHECK(rows);
}

static void
a_signature_may_only_take_back(void **state)
{
	static const struct row rows[] = {
		{ "Setuju\n\n--\nTolak saja", DECISION_UNCLEAR },
		{ "Setuju\n\nHormat kami,\nIrwan\n\nNB: lengkapi dulu SK",
		    DECISION_MORE },
		{ "Setuju\n\nHormat kami,\nIrwan\nMohon dilengkapi",
		    DECISION_UNCLEAR },
		{ "Tolak\n\n--\nSetuju", DECISION_UNCLEAR },
		{ "--\nSetuju", DECISION_NONE },
		{ "Setuju\n\n--\n\"TOLAK GRATIFIKASI\"", DECISION_APPROVE },
		{ "Setuju\n\n--\nSeksi Persetujuan Bangunan Gedung",
		    DECISION_APPROVE },
		{ "Setuju\n\nSurel ini bersifat rahasia. Pengirim menolak "
		  "tanggung jawab atas isinya.",
		    DECISION_APPROVE },
		{ "Setuju\nDikirim dari Samsung Galaxy A54 saya",
		    DECISION_APPROVE },
		{ "Setuju\nDapatkan Outlook untuk Android"
		  "<https://aka.ms/AAb9ysg>",
		    DECISION_APPROVE },
		{ "Setuju\nDapatkan Outlook untuk Android "
		  "<https://aka.ms/x> tunggu SK",
		    DECISION_UNCLEAR },
		{ "Setuju\nDikirim dari HP: besok saja", DECISION_UNCLEAR },
		{ "Setuju\n\nHormat saya,\nBudi\n\nPelaksanaannya pekan depan",
		    DECISION_UNCLEAR },
	};

	(void)state;
	CHECK(rows);
}

static void
done_and_withdrawn_are_understood(void **state)
{
	static const struct row rows[] = {
		{ "SELESAI", DECISION_DONE },
		{ "Selesai, sudah dicabut di AMS", DECISION_DONE },
		{ "Sudah dicabut", DECISION_DONE },
		{ "Surat rekomendasi sudah ditandatangani, terlampir",
		    DECISION_DONE },
		{ "Sudah diunggah", DECISION_DONE },
		{ "SELESAI.", DECISION_DONE },
		{ "Selesai Pak, terima kasih", DECISION_DONE },
		{ "Sudah selesai, Bu Lestari", DECISION_DONE },
		{ "Selesai, terlampir yang sudah ditandatangani",
		    DECISION_DONE },
		{ "Selesai, sudah diunggah ke AMS", DECISION_DONE },
		{ "Selesai, sudah diunggah ulang", DECISION_DONE },
		{ "Sudah saya upload di AMS", DECISION_DONE },
		{ "Sudah dikirim ke BSrE", DECISION_DONE },
		{ "Selesai dikerjakan", DECISION_DONE },
		{ "Sudah saya kerjakan", DECISION_DONE },
		{ "Belum dikerjakan", DECISION_UNCLEAR },
		{ "Sudah diproses", DECISION_DONE },
		{ "Selesai, draf sudah benar", DECISION_DONE },
		{ "Selesai, konsep surat rekomendasi benar", DECISION_DONE },
		{ "Pencabutan selesai", DECISION_DONE },
		{ "Surat nomor 800/12/2026 sudah ditandatangani",
		    DECISION_DONE },
		{ "SELESAI langkah 3", DECISION_DONE },
		{ "SELESAI sampai langkah 3", DECISION_DONE },
		{ "SELESAI sampai besok", DECISION_UNCLEAR },
		{ "Selesai, langkah 3.", DECISION_DONE },
		{ "Langkah 3 sudah selesai", DECISION_DONE },
		{ "SELESAI langkah 3 dan langkah 4", DECISION_UNCLEAR },
		{ "SELESAI langkah 3-4", DECISION_UNCLEAR },
		{ "SELESAI langkah 2, 3 dan 4", DECISION_UNCLEAR },
		{ "SELESAI kecuali langkah 4", DECISION_UNCLEAR },
		{ "Selesai langkah 3, langkah berikutnya belum",
		    DECISION_UNCLEAR },
		{ "Selesai langkah tanggal 3", DECISION_UNCLEAR },
		{ "Besok selesai langkah 3", DECISION_UNCLEAR },
		{ "Belum selesai langkah 3", DECISION_UNCLEAR },
		{ "Selesai 3", DECISION_UNCLEAR },
		{ "Selesai cuti saya kabari", DECISION_UNCLEAR },
		{ "Cuti saya sudah selesai", DECISION_UNCLEAR },
		{ "Selesai cuti tanggal 3", DECISION_UNCLEAR },
		{ "Rapat sudah selesai", DECISION_UNCLEAR },
		{ "Selesai rapat saya cek", DECISION_UNCLEAR },
		{ "Rapat selesai, nanti saya baca", DECISION_UNCLEAR },
		{ "Saya sudah selesai dinas", DECISION_UNCLEAR },
		{ "Selesai tugas saya kembali", DECISION_UNCLEAR },
		{ "Sedang rapat, selesai jam 3", DECISION_UNCLEAR },
		{ "Selesai tanggal 3", DECISION_UNCLEAR },
		{ "Selesai makan", DECISION_UNCLEAR },
		{ "Belum selesai", DECISION_UNCLEAR },
		{ "Apakah sudah selesai?", DECISION_UNCLEAR },
		{ "Besok selesai", DECISION_UNCLEAR },
		{ "BATAL", DECISION_WITHDRAW },
		{ "Saya batalkan permohonan ini", DECISION_WITHDRAW },
		{ "Dibatalkan saja", DECISION_WITHDRAW },
		{ "Cabut permohonan saya", DECISION_WITHDRAW },
		{ "Tidak jadi", DECISION_WITHDRAW },
		{ "Jangan dibatalkan", DECISION_UNCLEAR },
	};

	(void)state;
	CHECK(rows);
}

/* Nothing is handed over: somebody asks, goes, or has gone. */
static void
errands_are_no_disposition(void **state)
{
	static const struct row rows[] = {
		{ "Tanya ke Kabid", DECISION_UNCLEAR },
		{ "Mohon konfirmasi ke pemilik dulu", DECISION_UNCLEAR },
		{ "Mohon ditunda, saya ke Kabid dulu", DECISION_UNCLEAR },
		{ "Saya koordinasikan dulu ke Bupati", DECISION_UNCLEAR },
		{ "Nanti saya teruskan ke Kabid", DECISION_UNCLEAR },
		{ "Silakan koordinasi ke Kabid Persandian", DECISION_UNCLEAR },
		{ "Saya kembali ke kantor hari Senin", DECISION_UNCLEAR },
		{ "Kembali ke kantor hari Senin", DECISION_UNCLEAR },
		{ "Saya ke kantor Kabid besok", DECISION_UNCLEAR },
		{ "akan saya balas setelah ke kantor Bupati",
		    DECISION_UNCLEAR },
		{ "Mohon maaf saya sedang ke Kabid", DECISION_UNCLEAR },
		{ "Saya akan membalas surel ini setelah kembali ke kantor.",
		    DECISION_UNCLEAR },
		{ "Saya sedang dinas ke luar kota, akan membalas sekembali "
		  "ke kantor",
		    DECISION_UNCLEAR },
		{ "Terima kasih, surat Anda diteruskan ke bagian terkait",
		    DECISION_UNCLEAR },
		{ "Setuju, saya ke Kabid dulu", DECISION_UNCLEAR },
		{ "Setuju, tanya ke Kabid", DECISION_UNCLEAR },
		{ "Setuju, mohon konfirmasi ke pemilik", DECISION_UNCLEAR },
		{ "Tolak, saya teruskan ke Kabid nanti", DECISION_UNCLEAR },
		{ "Ke Kabid dulu", DECISION_DELEGATE },
		{ "Sudah saya teruskan ke Kabid", DECISION_DELEGATE },
		{ "Teruskan ke Dinas Kominfo", DECISION_DELEGATE },
		{ "Koordinasi dengan BKPSDM", DECISION_DELEGATE },
	};

	(void)state;
	CHECK(rows);
}

static void
assert_remark(const char *body, const char *want)
{
	struct arena *arena = arena_new();
	struct answer answer;

	reading_answer(body, arena, &answer);
	assert_string_equal(answer.remark, want);
	arena_free(arena);
}

static void
the_remark_is_what_stands_behind_the_word(void **state)
{
	(void)state;
	assert_remark("TOLAK\n\nAlasan: surat tidak sah.\n\n--\nIrwan",
	    "surat tidak sah.");
	assert_remark(
	    "Tolak karena pemohon bukan pejabat", "pemohon bukan pejabat");
	assert_remark("TOLAK", "");
	assert_remark("LENGKAPI SK jabatan terakhir", "SK jabatan terakhir");
	assert_remark("DISPOSISI Kabid Persandian", "Kabid Persandian");
	assert_remark("Disposisi ke Sandiman", "Sandiman");
}

static void
assert_step(
    const char *body, enum decision want, const char *step, const char *remark)
{
	struct arena *arena = arena_new();
	struct answer a;

	reading_answer(body, arena, &a);
	if (a.decision != want || strcmp(a.remark, remark) != 0 ||
	    (step ? !a.step || strcmp(a.step, step) != 0 : a.step != NULL))
		fail_msg("\"%s\": %d, step %s, \"%s\" (%s)", body,
		    (int)a.decision, a.step ? a.step : "none", a.remark, a.why);
	arena_free(arena);
}

static void
the_step_that_is_named_is_told_and_left_out_of_the_remark(void **state)
{
	(void)state;
	assert_step("LENGKAPI langkah 7: Subject DN tidak cocok", DECISION_MORE,
	    "7", "Subject DN tidak cocok");
	assert_step("lengkapi (langkah 6) SK", DECISION_MORE, "6", "SK");
	assert_step("Lengkapi untuk langkah 6, SK jabatan", DECISION_MORE, "6",
	    "SK jabatan");
	assert_step("LENGKAPI Langkah no. 4b - formulir", DECISION_MORE, "4b",
	    "formulir");
	assert_step("TOLAK langkah 7 karena Subject DN tidak cocok",
	    DECISION_REJECT, "7", "Subject DN tidak cocok");
	assert_step("tolak langkah 7 karena SK tidak sah", DECISION_REJECT, "7",
	    "SK tidak sah");
	assert_step("TOLAK\nLangkah 7: SK tidak sah", DECISION_REJECT, "7",
	    "SK tidak sah");
	assert_step("LENGKAPI SK pada langkah 7", DECISION_MORE, "7",
	    "SK pada langkah 7");
	assert_step("LENGKAPI SK", DECISION_MORE, NULL, "SK");
	assert_step("LENGKAPI langkah 6 dan langkah 7: SK", DECISION_MORE, NULL,
	    "langkah 6 dan langkah 7: SK");
	assert_step("LENGKAPI langkah formulir", DECISION_MORE, NULL,
	    "langkah formulir");
	assert_step("LENGKAPI langkah 7/2026 SK", DECISION_MORE, NULL,
	    "langkah 7/2026 SK");
	assert_step(
	    "LENGKAPI langkah 1234 SK", DECISION_MORE, NULL, "langkah 1234 SK");
	assert_step(
	    "setuju langkah 7", DECISION_UNCLEAR, "7", "setuju langkah 7");
	assert_step(
	    "tolak langkah itu?", DECISION_UNCLEAR, NULL, "tolak langkah itu?");
	assert_step("> LENGKAPI langkah 7", DECISION_NONE, NULL, "");
}

static enum decision
of_message(const char *text, const char *html, bool hidden)
{
	struct arena *arena = arena_new();
	struct message m = { .subject = "",
		.text = text,
		.html_text = html,
		.has_hidden_text = hidden };
	struct answer answer;

	reading_answer_of(&m, arena, &answer);
	arena_free(arena);
	return answer.decision;
}

static void
text_and_html_must_agree(void **state)
{
	(void)state;
	assert_int_equal(
	    of_message("Setuju", "Setuju\n", false), DECISION_APPROVE);
	assert_int_equal(of_message("Setuju", NULL, false), DECISION_APPROVE);
	assert_int_equal(of_message(NULL, "Setuju", false), DECISION_APPROVE);
	assert_int_equal(of_message("", "Setuju", false), DECISION_APPROVE);
	assert_int_equal(
	    of_message("Setuju", "Tolak", false), DECISION_UNCLEAR);
	assert_int_equal(of_message("Ok", "Setuju", false), DECISION_UNCLEAR);
	assert_int_equal(
	    of_message("Setuju", "> Setuju", false), DECISION_UNCLEAR);
	assert_int_equal(
	    of_message("Setuju", "Setuju", true), DECISION_UNCLEAR);
	assert_int_equal(of_message(NULL, NULL, false), DECISION_NONE);
}

static void
long_texts_do_not_approve(void **state)
{
	struct strbuf body;

	(void)state;
	strbuf_init(&body, 1 << 20);
	strbuf_text(&body, "Setuju");
	while (body.len < 100000)
		strbuf_text(&body, " setuju");
	struct row row = { body.at, DECISION_UNCLEAR };
	check_rows(&row, 1);
	strbuf_release(&body);
}

/* Read from a buffer that ends exactly at its NUL, cut at every length. */
static void
cutting_a_no_never_makes_a_yes(void **state)
{
	static const char *const noes[] = { "Saya tidak setuju",
		"Kalau lengkap saya setuju", "Beliau menyampaikan setuju",
		"Belum dapat disetujui", "\xF0\x9F\x99\x8F tidak setuju" };

	(void)state;
	for (size_t i = 0; i < sizeof noes / sizeof *noes; i++)
		for (size_t len = 0; len <= strlen(noes[i]); len++) {
			char *exact = malloc(len + 1);
			struct arena *arena = arena_new();
			struct answer answer;
			memcpy(exact, noes[i], len);
			exact[len] = '\0';
			reading_answer(exact, arena, &answer);
			assert_int_not_equal(answer.decision, DECISION_APPROVE);
			arena_free(arena);
			free(exact);
		}
}

static void
automatic_wording_is_known(void **state)
{
	(void)state;
	assert_true(reading_is_automatic("Automatic reply: CABUT", "Thanks."));
	assert_true(reading_is_automatic("", "Saya sedang cuti. Untuk urusan "
					     "mendesak hubungi Plh. Kadis."));
	assert_false(reading_is_automatic("", "Saya sedang cuti, setuju."));
	assert_false(reading_is_automatic("Re: Automatic reply", "Setuju"));
	assert_false(
	    reading_is_automatic("", "Tolak\n\nAlasan: surat Anda "
				     "sudah kami terima tanpa tanda tangan."));
	assert_false(reading_is_automatic(NULL, NULL));
}

/* Sixty thousand names below an answer are no signature, and cost nothing. */
static void
an_endless_signature_approves_nothing(void **state)
{
	struct arena *arena = arena_new();
	struct strbuf body;
	struct answer answer;

	(void)state;
	strbuf_init(&body, 1 << 20);
	strbuf_text(&body, "Setuju\n\nSalam,\n");
	for (unsigned i = 0; i < 60000; i++)
		strbuf_text(&body, "Budi Santoso\n");
	reading_answer(body.at, arena, &answer);
	assert_int_equal(answer.decision, DECISION_UNCLEAR);
	strbuf_release(&body);
	arena_free(arena);
}

/* What an applicant answers ends like a signature block. */
static void
data_at_the_end_are_no_signature(void **state)
{
	static const char body[] = "Nama: Budi Santoso\n"
				   "NIK: 3171012606900003\n"
				   "Jabatan: Kepala Seksi\n"
				   "Instansi: Dinas Kesehatan";
	struct arena *arena = arena_new();
	struct answer answer;

	(void)state;
	reading_answer(body, arena, &answer);
	assert_string_equal(answer.own, body);
	arena_free(arena);
}

/* The last token that we look at may be one that looks for its next. */
static void
the_last_token_has_none_behind_it(void **state)
{
	static const char *const ends[] = { "saya, Camat", "setuju saya",
		"tidak", "izin", "ybs", "masa", "lapor setelah", "dengan" };

	(void)state;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		for (size_t words = 590; words < 602; words++) {
			struct arena *arena = arena_new();
			struct answer answer;
			struct strbuf body;

			strbuf_init(&body, 1 << 16);
			strbuf_text(&body, "Setuju");
			for (size_t k = 2; k < words; k++)
				strbuf_text(&body, " ya");
			strbuf_text(&body, " ");
			strbuf_text(&body, ends[i]);
			reading_answer(
			    strbuf_keep(&body, arena), arena, &answer);
			assert_int_not_equal(answer.decision, DECISION_REJECT);
			strbuf_release(&body);
			arena_free(arena);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_endless_signature_approves_nothing),
		cmocka_unit_test(data_at_the_end_are_no_signature),
		cmocka_unit_test(disguised_letters_never_approve),
		cmocka_unit_test(a_signature_may_only_take_back),
		cmocka_unit_test(done_and_withdrawn_are_understood),
		cmocka_unit_test(errands_are_no_disposition),
		cmocka_unit_test(the_remark_is_what_stands_behind_the_word),
		cmocka_unit_test(
		    the_step_that_is_named_is_told_and_left_out_of_the_remark),
		cmocka_unit_test(text_and_html_must_agree),
		cmocka_unit_test(long_texts_do_not_approve),
		cmocka_unit_test(the_last_token_has_none_behind_it),
		cmocka_unit_test(cutting_a_no_never_makes_a_yes),
		cmocka_unit_test(automatic_wording_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
