/*
 * Whole messages: what kind each is, where the letter was found, what BSrE
 * said and whom it named; and letters cut at every length.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <glob.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

enum { LETTER_BYTES_MAX = 64 * 1024 };

static const char letter[] =
    "Yth. Diskominfo\n\nMohon pencabutan sertifikat "
    "elektronik saya karena lupa passphrase.\nNama : Dewi Lestari\n"
    "NIP : 198503122010012004\nEmail : dewi@contohkab.go.id\n";

static struct reading
make(struct arena *arena, enum automatic automatic, const char *subject,
    const char *text, bool is_reply, bool is_bsre)
{
	struct head head = { .is_plain = true, .automatic = automatic };
	struct cell_reading cell = { .message = {
					 .subject = subject, .text = text } };
	struct reading r;

	reading_make(&head, &cell, is_reply, is_bsre, arena, &r);
	return r;
}

static void
each_mail_has_its_kind(void **state)
{
	struct arena *arena = arena_new();
	struct reading r;

	(void)state;
	r = make(arena, AUTOMATIC_SUBMITTED, "", "Setuju", true, false);
	assert_int_equal(r.kind, READING_AUTOMATIC);
	r = make(arena, AUTOMATIC_NO, "", "Setuju", true, false);
	assert_int_equal(r.kind, READING_DECISION);
	assert_int_equal(r.answer.decision, DECISION_APPROVE);
	r = make(arena, AUTOMATIC_NO, "", "Setuju", false, false);
	assert_int_equal(r.kind, READING_OTHER);
	assert_int_equal(r.answer.decision, DECISION_NONE);
	r = make(arena, AUTOMATIC_NO, "", letter, false, false);
	assert_int_equal(r.kind, READING_REQUEST);
	assert_int_equal(r.letter_paper, -1);
	assert_string_equal(r.letter.owner.nip, "198503122010012004");
	r = make(arena, AUTOMATIC_NO, "", "STATUS", true, false);
	assert_int_equal(r.kind, READING_COMMAND);
	assert_string_equal(r.command, "STATUS");
	r = make(arena, AUTOMATIC_NO, "", "batal CABUT-2026-0001", true, false);
	assert_int_equal(r.kind, READING_COMMAND);
	assert_string_equal(r.command, "BATAL");
	r = make(arena, AUTOMATIC_NO, "", "Status gizi balita", false, false);
	assert_int_equal(r.kind, READING_OTHER);
	r = make(arena, AUTOMATIC_NO, "Rapat", "Undangan rapat besok.", false,
	    false);
	assert_int_not_equal(r.kind, READING_REQUEST);
	r = make(arena, AUTOMATIC_NO, "",
	    "Saya sedang cuti. Surat yang memerlukan tindak lanjut agar "
	    "diteruskan ke sekretariat.",
	    true, false);
	assert_int_equal(r.answer.decision, DECISION_UNCLEAR);
	r = make(arena, AUTOMATIC_REPORT, "", "x", false, true);
	assert_int_equal(r.kind, READING_AUTOMATIC);
	arena_free(arena);
}

static void
the_subject_stands_for_a_missing_hal(void **state)
{
	struct arena *arena = arena_new();
	struct reading r = make(arena, AUTOMATIC_NO,
	    "Permohonan pencabutan sertifikat elektronik",
	    "Nama : Dewi Lestari\nNIP : 198503122010012004\n", false, false);

	(void)state;
	assert_int_equal(r.kind, READING_REQUEST);
	assert_int_equal(r.letter.kind, LETTER_REVOCATION);
	assert_string_equal(r.letter.owner.name, "Dewi Lestari");
	arena_free(arena);
}

static struct reading
make_with_paper(struct arena *arena, const char *body, const char *paper)
{
	struct head head = { .is_plain = true };
	struct paper *p = arena_alloc(arena, sizeof *p);
	struct cell_reading cell = { .message = { .subject = "", .text = body },
		.papers = p,
		.paper_count = 1 };
	struct reading r;

	*p = (struct paper){ .name = "surat.pdf",
		.text = paper,
		.why = "",
		.how = PAPER_TEXT,
		.kind = PAPER_KIND_PDF };
	reading_make(&head, &cell, false, false, arena, &r);
	return r;
}

static void
the_paper_is_the_letter_and_the_body_may_contradict(void **state)
{
	struct arena *arena = arena_new();
	struct reading r;

	(void)state;
	r = make_with_paper(arena, "Terlampir surat permohonan kami.", letter);
	assert_int_equal(r.kind, READING_REQUEST);
	assert_int_equal(r.letter_paper, 0);
	assert_string_equal(r.letter.owner.email, "dewi@contohkab.go.id");
	assert_int_equal(r.letter.doubt_count, 0);
	r = make_with_paper(arena,
	    "Mohon pencabutan sertifikat elektronik.\n"
	    "Nama : Dewi Lestari\nNIP : 198503122010012004\n"
	    "Email : dewi.lain@contohkab.go.id\n",
	    letter);
	assert_null(r.letter.owner.email);
	assert_true(r.letter.doubt_count > 0);
	r = make_with_paper(arena,
	    "Mohon pencabutan sertifikat elektronik.\n"
	    "Nama : Dewi Lestari\nNIK : 3301055203850004\n",
	    letter);
	assert_string_equal(r.letter.owner.nik, "3301055203850004");
	assert_true(r.letter.owner.is_nik_valid);
	r = make_with_paper(arena,
	    "Mohon pencabutan sertifikat elektronik.\n"
	    "Nama : Orang Lain\nNIP : 198001012005011009\n",
	    letter);
	assert_string_equal(r.letter.owner.nip, "198503122010012004");
	assert_true(r.letter.doubt_count > 0);
	arena_free(arena);
}

struct notice_row {
	const char *text;
	enum confirmation_outcome want;
};

static void
only_a_finished_act_confirms(void **state)
{
	static const struct notice_row rows[] = {
		{ "Sertifikat elektronik atas nama Dewi Lestari dengan NIK "
		  "3301055203850004 telah dicabut.",
		    CONFIRMATION_REVOKED },
		{ "Dear Dewi,\n\nYour certificate has been revoked.\nName: "
		  "Dewi Lestari\nEmail: dewi@contohkab.go.id\n\nIf you did "
		  "not request this, contact us.",
		    CONFIRMATION_REVOKED },
		{ "Pencabutan sertifikat elektronik berhasil.\n\nNama : Dewi "
		  "Lestari\nNIP : 198503122010012004",
		    CONFIRMATION_REVOKED },
		{ "Permohonan pencabutan atas nama Dewi Lestari ditolak "
		  "karena surat rekomendasi tidak sah.",
		    CONFIRMATION_REFUSED },
		{ "The revocation request of Dewi Lestari was rejected "
		  "because the letter is not signed.\nName: Dewi Lestari",
		    CONFIRMATION_REFUSED },
		{ "Sertifikat elektronik atas nama Dewi Lestari akan dicabut "
		  "besok.",
		    CONFIRMATION_NONE },
		{ "Permohonan pencabutan atas nama Dewi Lestari sedang "
		  "diproses.",
		    CONFIRMATION_NONE },
		{ "Sertifikat elektronik atas nama Dewi Lestari belum "
		  "dicabut.",
		    CONFIRMATION_NONE },
		{ "Sertifikat atas nama Dewi Lestari tidak dicabut.",
		    CONFIRMATION_NONE },
		{ "Penerbitan sertifikat atas nama Dewi Lestari telah selesai "
		  "diproses.",
		    CONFIRMATION_NONE },
		{ "Sebanyak 12.000 sertifikat telah dicabut tahun ini.",
		    CONFIRMATION_NONE },
		{ "Pengingat: masa berlaku sertifikat Dewi Lestari habis.",
		    CONFIRMATION_NONE },
		{ "", CONFIRMATION_NONE },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct confirmation c;
		reading_confirmation("Informasi", rows[i].text, arena, &c);
		if (c.outcome != rows[i].want)
			fail_msg("\"%s\": %d, want %d", rows[i].text,
			    (int)c.outcome, (int)rows[i].want);
	}
	arena_free(arena);
}

static void
a_refusal_tells_why(void **state)
{
	struct arena *arena = arena_new();
	struct confirmation c;

	(void)state;
	reading_confirmation("",
	    "Permohonan pencabutan atas nama Dewi "
	    "Lestari ditolak.\nAlasan: Surat tidak ditandatangani.",
	    arena, &c);
	assert_int_equal(c.outcome, CONFIRMATION_REFUSED);
	assert_string_equal(c.remark, "Surat tidak ditandatangani");
	assert_string_equal(c.name, "Dewi Lestari");
	arena_free(arena);
}

static void
a_confirmation_names_one_owner(void **state)
{
	struct owner dewi = { .name = "Dewi Lestari, S.Kom.",
		.nip = "198503122010012004",
		.nik = "3301055203850004",
		.email = "dewi@contohkab.go.id" };

	(void)state;
	assert_true(confirmation_names(
	    &(struct confirmation){ .nik = "3301055203850004" }, &dewi));
	assert_true(confirmation_names(
	    &(struct confirmation){ .email = "DEWI@contohkab.go.id" }, &dewi));
	assert_true(confirmation_names(
	    &(struct confirmation){ .name = "DEWI LESTARI" }, &dewi));
	assert_false(confirmation_names(
	    &(struct confirmation){ .name = "Dewi" }, &dewi));
	assert_false(confirmation_names(
	    &(struct confirmation){ .name = "Dewi Lestari Putri" }, &dewi));
	assert_false(confirmation_names(
	    &(struct confirmation){
		.nik = "3301055203850004", .nip = "198503122010012005" },
	    &dewi));
	assert_false(confirmation_names(
	    &(struct confirmation){
		.email = "dewi@contohkab.go.id", .name = "Budi" },
	    &dewi));
	assert_false(confirmation_names(
	    &(struct confirmation){ .outcome = CONFIRMATION_REVOKED }, &dewi));
	assert_false(
	    confirmation_names(&(struct confirmation){ .name = "Dewi Lestari" },
		&(struct owner){ .nip = "1" }));
}

/* Every value read from a cut letter stands in the whole one, too. */
static void
check_cut(const char *text, size_t len)
{
	struct arena *arena = arena_new();
	char *exact = malloc(len + 1);
	struct letter l;

	memcpy(exact, text, len);
	exact[len] = '\0';
	reading_letter(exact, arena, &l);
	if (l.owner.email)
		assert_true(address_is_plain(l.owner.email));
	if (l.owner.nip && l.owner.is_nip_valid)
		assert_int_equal(strlen(l.owner.nip), 18);
	assert_true(l.owner_count != 1);
	free(exact);
	arena_free(arena);
}

static void
letters_may_be_cut_anywhere(void **state)
{
	struct arena *arena = arena_new();
	glob_t files;

	(void)state;
	assert_int_equal(
	    glob(CABUT_SOURCE_DIR "/tests/corpus/reading/letters/*.txt", 0,
		NULL, &files),
	    0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct slice text;
		struct fault fault;
		assert_true(file_read(
		    files.gl_pathv[i], LETTER_BYTES_MAX, arena, &text, &fault));
		/* All lengths of one, a few of each other: time is short. */
		size_t step = i == 2 ? 1 : 17;
		for (size_t len = 0; len <= text.len; len += step)
			check_cut(text.at, len);
	}
	globfree(&files);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_mail_has_its_kind),
		cmocka_unit_test(the_subject_stands_for_a_missing_hal),
		cmocka_unit_test(
		    the_paper_is_the_letter_and_the_body_may_contradict),
		cmocka_unit_test(only_a_finished_act_confirms),
		cmocka_unit_test(a_refusal_tells_why),
		cmocka_unit_test(a_confirmation_names_one_owner),
		cmocka_unit_test(letters_may_be_cut_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
