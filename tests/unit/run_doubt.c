/*
 * What is doubtful in a letter, which second source settles a number that
 * only a picture shows, and how doubts are kept.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "doubt.h"

#include "cabut/banned.h"

#define NIP "198704232011012901"
#define NIK "7199036304870001"
#define MAIL "sari.lestari@dinkes.contohkab.go.id"

struct world {
	struct arena *a;
	struct config config;
	struct config_agency agency_config;
	struct agency agency;
	struct run run;
	struct work w;
	struct inbound in;
	struct paper papers[2];
	struct letter letter;
	struct fault f;
};

static int
setup(void **state)
{
	struct world *w = calloc(1, sizeof *w);

	w->a = arena_new();
	w->agency_config = (struct config_agency){ .id = "contohkab" };
	w->agency.config = &w->agency_config;
	w->run = (struct run){ .config = &w->config, .arena = w->a };
	assert_true(store_open(STORE_IN_MEMORY, &w->run.store, &w->f));
	w->w = (struct work){ .run = &w->run, .agency = &w->agency };
	w->w.casefile.applicant_address = "kepegawaian@contohkab.go.id";
	w->papers[0] =
	    (struct paper){ .name = "surat.jpg", .how = PAPER_OCR, .text = "" };
	w->papers[1] =
	    (struct paper){ .name = "SK.pdf", .how = PAPER_NONE, .text = "" };
	w->in.cell =
	    (struct cell_reading){ .papers = w->papers, .paper_count = 2 };
	w->in.cell.message.text = "Terlampir surat permohonan.";
	w->letter.owner = (struct owner){ .name = "Sari Lestari, S.Kom.",
		.nip = NIP,
		.is_nip_valid = true,
		.nik = NIK,
		.is_nik_valid = true,
		.email = MAIL };
	for (int p = 0; p < OWNER_PLACES; p++)
		w->letter.owner.places[p].is_ocr = true;
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	store_close(w->run.store);
	arena_free(w->a);
	free(w);
	return 0;
}

static const struct doubt *
find(const struct doubts *list, enum doubt_field field)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->at[i].field == field)
			return &list->at[i];
	return NULL;
}

/* 'G' grave, 'l' light, '-' none: of name, NIP, NIK, e-mail. */
static void
want(struct world *w, const char *marks)
{
	static const enum doubt_field fields[] = { DOUBT_NAME, DOUBT_NIP,
		DOUBT_NIK, DOUBT_EMAIL };
	struct doubts *list = arena_alloc(w->a, sizeof *list);

	if (!doubts_of_letter(&w->w, &w->in, &w->letter, list, &w->f))
		fail_msg("%s", w->f.text);
	for (size_t i = 0; i < 4; i++) {
		const struct doubt *d = find(list, fields[i]);
		char got = !d ? '-' : d->is_grave ? 'G' : 'l';

		if (got != marks[i])
			fail_msg("%s: %c, want %s", doubt_label(fields[i]), got,
			    marks);
	}
	assert_int_equal(doubts_wait(list), strchr(marks, 'G') != NULL);
}

static void
a_scan_alone_settles_nothing(void **state)
{
	want(*state, "lGGG");
}

/* The NIK agrees in birth and sex, but stands on the same page. */
static void
the_nik_of_the_same_page_is_no_source(void **state)
{
	struct world *w = *state;

	assert_true(nip_matches_nik(NIP, NIK));
	want(w, "lGGG");
	w->letter.owner.nik = NULL;
	want(w, "lG-G");
}

static void
the_mail_that_says_the_same_is_a_source(void **state)
{
	struct world *w = *state;

	w->in.cell.message.text =
	    "Terlampir surat Sari Lestari, S.Kom. (NIP 19870423 201101 2 901) "
	    "dengan alamat " MAIL ".";
	want(w, "--l-");
	w->in.cell.message.text = "NIP " NIP "7";
	want(w, "lGGG");
	w->in.cell.message.text = "NIP 1" NIP;
	want(w, "lGGG");
	w->in.cell.message.text = "NIP 198704232011012902";
	want(w, "lGGG");
}

static void
another_paper_counts_when_it_is_text(void **state)
{
	struct world *w = *state;

	w->papers[1].text = "Nama : Sari Lestari, S.Kom.\nNIP : " NIP "\n";
	w->papers[1].how = PAPER_OCR;
	want(w, "lGGG");
	w->papers[1].how = PAPER_TEXT;
	want(w, "--lG");
}

static void
hidden_text_is_no_source(void **state)
{
	struct world *w = *state;

	w->in.cell.message.text = NULL;
	w->in.cell.message.html_text = "NIP " NIP;
	want(w, "l-lG");
	w->in.cell.message.has_hidden_text = true;
	want(w, "lGGG");
}

static void
the_register_counts_under_the_same_name(void **state)
{
	struct world *w = *state;
	struct register_owner row = { .agency = "contohkab",
		.nip = NIP,
		.nik = NIK,
		.name = "SARI LESTARI",
		.address = MAIL };
	enum register_change change;

	assert_true(store_begin(w->run.store, &w->f));
	assert_true(register_put(w->run.store, &row, w->a, &change, &w->f));
	want(w, "----");
	w->letter.owner.name = "Sri Lestari, S.Kom.";
	want(w, "lGGG");
	assert_true(store_end(w->run.store, true, &w->f));
}

static void
the_applicants_own_address_is_proven(void **state)
{
	struct world *w = *state;

	w->w.casefile.applicant_address = MAIL;
	want(w, "lGG-");
}

static void
a_typed_letter_is_believed(void **state)
{
	struct world *w = *state;

	for (int p = 0; p < OWNER_PLACES; p++)
		w->letter.owner.places[p].is_ocr = false;
	want(w, "----");
	w->letter.owner.nik = "7199035405790003";
	want(w, "-G--");
	w->letter.owner.nip = "198713232011012901";
	w->letter.owner.is_nip_valid = false;
	want(w, "-G--");
}

struct sentence_row {
	const char *sentence;
	const char *marks;
	bool waits;
};

/* What the reader of letters could not decide; a sentence that names no field
 * is about who is meant. */
static void
sentences_find_their_field(void **state)
{
	static const struct sentence_row rows[] = {
		{ "Ada dua NIP yang berbeda.", "-G--", true },
		{ "Ada dua NIK yang berbeda.", "--G-", true },
		{ "Ada dua nama yang berbeda.", "G---", true },
		{ "Alamat surel pemilik pada badan surel dan pada surat "
		  "berbeda.",
		    "---G", true },
		{ "NIP pada surel dan pada surat berbeda.", "-G--", true },
		{ "Badan surel dan surat terlampir menyebut pemilik yang "
		  "berbeda.",
		    "----", true },
		{ "Ejaan jabatan tidak pasti.", "----", false },
		{ "Surat memuat terlalu banyak pemilik; sisanya tidak dibaca.",
		    "----", false },
		{ "Surat dibaca dari gambar pindaian; mohon periksa kembali "
		  "NIP, NIK, dan alamat surel.",
		    "----", false },
		{ "Ada yang janggal.", "----", true },
	};
	struct world *w = *state;
	struct doubts *list = arena_alloc(w->a, sizeof *list);

	for (int p = 0; p < OWNER_PLACES; p++)
		w->letter.owner.places[p].is_ocr = false;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		w->letter.doubts[0] = rows[i].sentence;
		w->letter.doubt_count = 1;
		assert_true(
		    doubts_of_letter(&w->w, &w->in, &w->letter, list, &w->f));
		if (doubts_wait(list) != rows[i].waits)
			fail_msg("%s: waits %d", rows[i].sentence,
			    doubts_wait(list));
		for (size_t n = 0; n < 4; n++) {
			static const enum doubt_field fields[] = { DOUBT_NAME,
				DOUBT_NIP, DOUBT_NIK, DOUBT_EMAIL };
			bool is = find(list, fields[n]) != NULL;

			if (is != (rows[i].marks[n] == 'G'))
				fail_msg("%s: %s %d", rows[i].sentence,
				    doubt_label(fields[n]), is);
		}
	}
}

static void
doubts_are_kept_as_they_are(void **state)
{
	struct world *w = *state;
	struct doubts *out = arena_alloc(w->a, sizeof *out);
	struct doubts *in = arena_alloc(w->a, sizeof *in);

	in->count = 0;
	doubts_add(in, 1, DOUBT_NIP, "satu \"dua\"", true);
	doubts_add(in, DOUBT_OF_ALL, DOUBT_LETTER, "tiga", false);
	doubts_add(in, 1, DOUBT_NIP, "satu \"dua\"", false);
	assert_int_equal(in->count, 2);
	doubts_keep(in, w->a, &w->w.casefile);
	doubts_load(&w->w.casefile, w->a, out);
	assert_int_equal(out->count, 2);
	assert_int_equal(out->at[0].owner, 1);
	assert_int_equal(out->at[0].field, DOUBT_NIP);
	assert_string_equal(out->at[0].why, "satu \"dua\"");
	assert_true(out->at[0].is_grave);
	assert_int_equal(out->at[1].owner, DOUBT_OF_ALL);
	assert_false(out->at[1].is_grave);
	out->count = 0;
	doubts_keep(out, w->a, &w->w.casefile);
	assert_null(w->w.casefile.doubts);
}

static void
sentences_of_an_older_cabut_hold_nothing_up(void **state)
{
	struct world *w = *state;
	struct doubts *list = arena_alloc(w->a, sizeof *list);

	w->w.casefile.doubts = "[\"Ada dua NIP yang berbeda.\", 7, {\"x\":1}]";
	doubts_load(&w->w.casefile, w->a, list);
	assert_int_equal(list->count, 1);
	assert_false(doubts_wait(list));
}

static void
too_many_doubts_still_wait(void **state)
{
	struct world *w = *state;
	struct doubts *list = arena_alloc(w->a, sizeof *list);

	list->count = 0;
	for (int i = 0; i < 2 * DOUBTS_MAX; i++)
		doubts_add(list, i, DOUBT_POSITION, "ejaan", false);
	assert_int_equal(list->count, DOUBTS_MAX);
	assert_true(doubts_wait(list));
}

#define doubt_test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		doubt_test(a_scan_alone_settles_nothing),
		doubt_test(the_nik_of_the_same_page_is_no_source),
		doubt_test(the_mail_that_says_the_same_is_a_source),
		doubt_test(another_paper_counts_when_it_is_text),
		doubt_test(hidden_text_is_no_source),
		doubt_test(the_register_counts_under_the_same_name),
		doubt_test(the_applicants_own_address_is_proven),
		doubt_test(a_typed_letter_is_believed),
		doubt_test(sentences_find_their_field),
		doubt_test(doubts_are_kept_as_they_are),
		doubt_test(sentences_of_an_older_cabut_hold_nothing_up),
		doubt_test(too_many_doubts_still_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
