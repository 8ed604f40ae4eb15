/*
 * Where values stood, page and line; and letters that OCR read for digits:
 * repaired when one number alone is possible, and marked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

static const char two_pages[] =
    "DINAS KESEHATAN\n"
    "\n"
    "Nomor : 440/7/2025\n"
    "Hal   : Permohonan Pencabutan Sertifikat Elektronik\n"
    "Rimba Jaya, 3 Maret 2025\n"
    "\n"
    "Mohon dicabut sertifikat elektronik berikut:\n"
    "Nama     : Dewi Lestari, S.Kom.\n"
    "NIP      : 19850312 201001 2 004\n"
    "Dokumen ini telah ditandatangani secara elektronik menggunakan "
    "sertifikat elektronik yang diterbitkan oleh BSrE\n"
    "Halaman 1 dari 2\n"
    "\fDINAS KESEHATAN\n"
    "NIK      : 3301055203850004\n"
    "Jabatan  : Analis Kebijakan\n"
    "           Ahli Muda\n"
    "Email    : dewi@contohkab.go.id\n"
    "Alasan   : Mutasi\n"
    "\n"
    "Demikian, terima kasih.\n"
    "Kepala Dinas,\n"
    "\n"
    "Drs. Budi Wirawan\n"
    "NIP. 19690909 199403 1 005\n"
    "Halaman 2 dari 2\n";

static void
read_paper(
    const char *text, enum paper_how how, struct arena *arena, struct letter *l)
{
	const struct paper paper = {
		.name = "surat.pdf", .text = text, .how = how
	};

	assert_true(reading_letter_of(&paper, 2, arena, l));
}

static void
assert_place(const struct place *p, int part, unsigned page, unsigned line)
{
	assert_int_equal(p->part, part);
	assert_int_equal(p->page, page);
	assert_int_equal(p->line, line);
}

static void
each_value_knows_its_paper_page_and_line(void **state)
{
	struct arena *arena = arena_new();
	struct letter l;
	const struct place *own = l.owner.places;

	(void)state;
	read_paper(two_pages, PAPER_TEXT, arena, &l);
	assert_place(&l.places[PLACE_NUMBER], 2, 1, 3);
	assert_place(&l.places[PLACE_DATE], 2, 1, 5);
	assert_place(&own[PLACE_NAME], 2, 1, 8);
	assert_place(&own[PLACE_NIP], 2, 1, 9);
	assert_place(&own[PLACE_NIK], 2, 2, 2);
	assert_place(&own[PLACE_POSITION], 2, 2, 3);
	assert_place(&own[PLACE_EMAIL], 2, 2, 5);
	assert_place(&own[PLACE_REASON], 2, 2, 6);
	assert_place(&own[PLACE_SERIAL], 2, 0, 0);
	assert_place(&l.places[PLACE_APPLICANT_POSITION], 2, 2, 9);
	assert_place(&l.places[PLACE_APPLICANT_NAME], 2, 2, 11);
	assert_place(&l.places[PLACE_APPLICANT_NIP], 2, 2, 12);
	arena_free(arena);
}

static void
a_page_break_with_its_head_and_foot_tears_nothing(void **state)
{
	struct arena *arena = arena_new();
	struct letter l;

	(void)state;
	read_paper(two_pages, PAPER_TEXT, arena, &l);
	assert_string_equal(l.owner.nip, "198503122010012004");
	assert_string_equal(l.owner.nik, "3301055203850004");
	assert_string_equal(l.owner.position, "Analis Kebijakan Ahli Muda");
	assert_string_equal(l.applicant_nip, "196909091994031005");
	assert_int_equal(l.owner_count, 0);
	arena_free(arena);
}

static void
each_owner_of_a_table_has_places(void **state)
{
	static const char text[] =
	    "Hal : Pencabutan Sertifikat Elektronik\n"
	    "Mohon dicabut karena mutasi:\n"
	    "No  Nama           NIP                 Jabatan\n"
	    "1   Dewi Lestari   198503122010012004  Analis\n"
	    "\f2   Budi Wirawan   196909091994031005  Camat\n";
	struct arena *arena = arena_new();
	struct letter l;

	(void)state;
	read_paper(text, PAPER_TEXT, arena, &l);
	assert_int_equal(l.owner_count, 2);
	assert_place(&l.owners[0].places[PLACE_NIP], 2, 1, 4);
	assert_place(&l.owners[1].places[PLACE_NIP], 2, 2, 1);
	assert_place(&l.owners[1].places[PLACE_REASON], 2, 1, 2);
	arena_free(arena);
}

static struct reading
make(const char *subject, const char *body, struct paper *papers, size_t count,
    struct arena *arena)
{
	struct head head = { .is_plain = true };
	struct cell_reading cell = {
		.message = { .subject = subject, .text = body },
		.papers = papers,
		.paper_count = count,
	};
	struct reading r;

	reading_make(&head, &cell, false, false, arena, &r);
	return r;
}

static void
lines_of_a_body_are_counted_as_they_came(void **state)
{
	static const char body[] = "> halo\n> apa kabar\n"
				   "Mohon diproses.\n"
				   "Nama : Dewi Lestari\n"
				   "NIP : 198503122010012004\n";
	struct arena *arena = arena_new();
	struct reading r =
	    make("Pencabutan sertifikat elektronik", body, NULL, 0, arena);

	(void)state;
	assert_true(r.has_letter);
	assert_place(&r.letter.owner.places[PLACE_NAME], PLACE_BODY, 1, 4);
	assert_place(&r.letter.owner.places[PLACE_NIP], PLACE_BODY, 1, 5);
	arena_free(arena);
}

struct number_row {
	const char *nip, *nik;		 /* as they stand; NULL: no such line */
	const char *want_nip, *want_nik; /* NULL: not read */
	bool nip_repaired, nik_repaired;
};

static const char *
letter_with(const struct number_row *row, struct arena *arena)
{
	return arena_printf(arena,
	    "Hal : Pencabutan Sertifikat Elektronik\n\n"
	    "Mohon dicabut sertifikat elektronik saya.\n"
	    "Nama : Dewi Lestari\n%s%s\n%s%s\nJabatan : Analis\n",
	    row->nip ? "NIP : " : "", row->nip ? row->nip : "",
	    row->nik ? "NIK : " : "", row->nik ? row->nik : "");
}

static void
assert_text(const char *got, const char *want)
{
	if (want && got)
		assert_string_equal(got, want);
	else
		assert_true(!want == !got);
}

static void
check_row(const struct number_row *row, enum paper_how how)
{
	struct arena *arena = arena_new();
	struct letter l;

	read_paper(letter_with(row, arena), how, arena, &l);
	const struct place *p = l.owner.places;
	assert_text(l.owner.nip, row->want_nip);
	assert_text(l.owner.nik, row->want_nik);
	assert_int_equal(p[PLACE_NIP].is_repaired, row->nip_repaired);
	assert_int_equal(p[PLACE_NIK].is_repaired, row->nik_repaired);
	assert_int_equal(p[PLACE_NIP].is_ocr, l.owner.nip && how == PAPER_OCR);
	bool doubted = row->nip_repaired || row->nik_repaired ||
		       (row->nip && !row->want_nip);
	assert_true(!doubted || l.doubt_count > 0);
	arena_free(arena);
}

static void
letters_in_a_picture_are_digits_when_one_number_is_possible(void **state)
{
	static const struct number_row rows[] = {
		/* only one look */
		{ "l985O312 2O1OO1 2 OO4", NULL, "198503122010012004", NULL,
		    true, false },
		{ "1985O3I2 20l00| 2 004", NULL, "198503122010012004", NULL,
		    true, false },
		/* two looks, the year 1935 is too old for 2010 */
		{ "19B50312 201001 2 004", NULL, "198503122010012004", NULL,
		    true, false },
		/* 08 and 03 are months: the NIK tells */
		{ "19850B12 201001 2 004", NULL, NULL, NULL, false, false },
		{ "19850B12 201001 2 004", "3301055203850004",
		    "198503122010012004", "3301055203850004", true, false },
		{ "198503122010012004", "33010SS203850004",
		    "198503122010012004", NULL, false, false },
		{ "198503122010012004", "330105S203850004",
		    "198503122010012004", "3301055203850004", false, true },
		/* both, each by the other */
		{ "19850B12 201001 2 004", "33010552O3850004",
		    "198503122010012004", "3301055203850004", true, true },
		/* nothing tells 5 from 8 in a serial number */
		{ "19850312 201001 2 00S", NULL, NULL, NULL, false, false },
		/* the other number contradicts every reading */
		{ "19850B12 201001 2 004", "3301051110900004", NULL,
		    "3301051110900004", false, false },
		/* a digit is lost or came in: not guessed */
		{ "1985O312 20100 2 004", NULL, NULL, NULL, false, false },
		{ "1985O3121 201001 2 004", NULL, NULL, NULL, false, false },
		/* no look of a digit; too many letters */
		{ "1985X312 201001 2 004", NULL, NULL, NULL, false, false },
		{ "l9OOOOl2 2OlOOl 2 OO4", NULL, NULL, NULL, false, false },
		/* PPPK: 21 where the month stands */
		{ "19850312 2O222I 2 004", NULL, "198503122022212004", NULL,
		    true, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_row(&rows[i], PAPER_OCR);
}

static void
the_same_letters_in_a_text_are_never_repaired(void **state)
{
	static const struct number_row rows[] = {
		{ "l985O312 2O1OO1 2 OO4", NULL, NULL, NULL, false, false },
		{ "19850B12 201001 2 004", "3301055203850004", NULL,
		    "3301055203850004", false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_row(&rows[i], PAPER_TEXT);
}

static void
a_body_that_says_the_same_takes_the_mark_away(void **state)
{
	static const char scan[] =
	    "Hal : Pencabutan Sertifikat Elektronik\n"
	    "Mohon dicabut sertifikat elektronik saya.\n"
	    "Nama : Dewi Lestari\nNIP : 1985O312 201001 2 004\n"
	    "Email : dewi@contohkab.go.id\n";
	struct paper paper = {
		.name = "scan.jpg", .text = scan, .how = PAPER_OCR, .why = ""
	};
	struct arena *arena = arena_new();
	struct reading r = make("Surat", "Terlampir surat.", &paper, 1, arena);
	const struct place *p = &r.letter.owner.places[PLACE_NIP];

	(void)state;
	assert_string_equal(r.letter.owner.nip, "198503122010012004");
	assert_true(p->is_ocr && p->is_repaired);
	r = make("Surat",
	    "Mohon pencabutan sertifikat elektronik.\nNama : Dewi Lestari\n"
	    "NIP : 198503122010012004\n",
	    &paper, 1, arena);
	assert_int_equal(r.letter_paper, 0);
	p = &r.letter.owner.places[PLACE_NIP];
	assert_false(p->is_ocr || p->is_repaired);
	assert_true(r.letter.owner.places[PLACE_EMAIL].is_ocr);
	r = make("Surat",
	    "Mohon pencabutan sertifikat elektronik.\nNama : Dewi Lestari\n"
	    "NIP : 198503122010012005\n",
	    &paper, 1, arena);
	assert_null(r.letter.owner.nip);
	arena_free(arena);
}

/* Of its own size, so that a read beyond the end is found. */
static void
check_cut(const char *text, size_t len)
{
	struct arena *arena = arena_new();
	const struct paper paper = { .text = arena_copy(arena, text, len),
		.how = PAPER_OCR };
	struct letter l;

	reading_letter_of(&paper, 0, arena, &l);
	assert_true(!l.owner.nip || l.owner.places[PLACE_NIP].line > 0);
	arena_free(arena);
}

static void
a_letter_of_two_pages_may_end_anywhere(void **state)
{
	(void)state;
	for (size_t len = 0; len < sizeof two_pages; len++)
		check_cut(two_pages, len);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_value_knows_its_paper_page_and_line),
		cmocka_unit_test(
		    a_page_break_with_its_head_and_foot_tears_nothing),
		cmocka_unit_test(each_owner_of_a_table_has_places),
		cmocka_unit_test(lines_of_a_body_are_counted_as_they_came),
		cmocka_unit_test(
		    letters_in_a_picture_are_digits_when_one_number_is_possible),
		cmocka_unit_test(the_same_letters_in_a_text_are_never_repaired),
		cmocka_unit_test(a_body_that_says_the_same_takes_the_mark_away),
		cmocka_unit_test(a_letter_of_two_pages_may_end_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
