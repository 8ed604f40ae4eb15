/*
 * Times that make no sense, rings without a person, and outcomes that no mail
 * can bring about: each in a file with that one fault.
 */
#include "sop_help.h"

#include "cabut/banned.h"

#define BM "templates/sop/bolaang-mongondow-pencabutan.xml"
#define MAMUJU "templates/sop/mamuju-pencabutan.xml"

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

struct fault_row {
	const char *file; /* NULL: the tiny SOP */
	const char *change[2][2];
	const char *finding;
};

#define SECOND(number)                                                         \
	"<langkah no=\"" number "\" id=\"lagi\" pelaksana=\"kadis\" "          \
	"jenis=\"keputusan\"><kegiatan>Lagi</kegiatan>"                        \
	"<jika hasil=\"setuju\" ke=\"selesai\"/>"                              \
	"<jika hasil=\"disposisi\" ke=\"tolak\"/>"                             \
	"<jika hasil=\"tolak\" ke=\"tolak\"/>"                                 \
	"<jika hasil=\"lengkapi\" ke=\"minta\"/>"                              \
	"<jika hasil=\"batal\" ke=\"batal\"/></langkah>"
#define TO_SECOND                                                              \
	{                                                                      \
		"<jika hasil=\"setuju disposisi\" ke=\"selesai\"/>",           \
		    "<jika hasil=\"setuju\" ke=\"lagi\"/>"                     \
	}
#define END_ROW "<langkah id=\"selesai\""

/* A file that an agency runs already is not refused for these. */
static const struct fault_row advice_rows[] = {
	{ BM,
	    { { "<waktu nilai=\"5\" satuan=\"menit\"/>",
		"<waktu nilai=\"5\" satuan=\"menit\" ingatkan=\"1 hari\"/>" } },
	    "langkah 8: baris \"notifikasi\" memakai ingatkan, padahal baris "
	    "ini tidak menunggu siapa pun" },
	{ BM,
	    { { "<waktu nilai=\"5\" satuan=\"menit\"/>",
		"<waktu nilai=\"5\" satuan=\"menit\" eskalasi=\"1 hari\"/>" } },
	    "langkah 8: baris \"notifikasi\" memakai eskalasi, padahal baris "
	    "ini tidak menunggu siapa pun" },
	{ NULL,
	    { { "ingatkan=\"2 jam-kerja\"",
		"ingatkan=\"1 hari-kerja\" eskalasi=\"8 jam-kerja\"" } },
	    "langkah 2: baris \"putus\" mengingatkan tidak lebih awal "
	    "daripada eskalasi" },
	{ NULL, { { " persetujuan=\"1\"", "" } },
	    "<sop>: setiap jalan melewati persetujuan sedikitnya 1 orang: "
	    "tulis persetujuan=\"1\"" },
};

static const struct fault_row rows[] = {
	{ NULL,
	    { { "jenis=\"keputusan\"",
		"jenis=\"keputusan\" syarat-surel=\"4\"" } },
	    "langkah 2: baris \"putus\" menyebut cabang \"setuju\", "
	    "\"tolak\", \"lengkapi\", \"disposisi\", yang tidak pernah dapat "
	    "dijawab: syarat-surel 4 (S/MIME) belum dapat dibuktikan surel "
	    "mana pun" },
	{ NULL,
	    { { "<peran id=\"kadis\"", "<peran id=\"bsre\"" },
		{ "pelaksana=\"kadis\"", "pelaksana=\"bsre\"" } },
	    "langkah 2: baris \"putus\" menyebut cabang \"setuju\", "
	    "\"tolak\", \"lengkapi\", \"disposisi\", yang tidak pernah dapat "
	    "dijawab: BSrE tidak dimintai jawaban lewat surel; pakai "
	    "tunggu" },
	{ NULL,
	    { { "<peran id=\"kadis\" alias=\"Kepala Dinas; Bapak Kadis\">"
		"Kadis</peran>",
		  "" },
		{ "pelaksana=\"kadis\"", "pelaksana=\"pemohon\"" } },
	    "langkah 2: baris \"putus\" menyebut cabang \"setuju\", yang "
	    "selalu ditolak: tidak seorang pun memutus permohonannya "
	    "sendiri" },
	{ NULL, { { "hasil=\"lengkap\"", "hasil=\"lengkap disposisi\"" } },
	    "langkah 1: baris \"minta\" menyebut cabang \"disposisi\", yang "
	    "tidak mungkin terjadi pada jenis \"permohonan\"" },
	{ BM, { { "hasil=\"dicabut\"", "hasil=\"dicabut terbit\"" } },
	    "langkah 7: baris \"verifikasi-bsre\" menyebut cabang "
	    "\"terbit\", yang tidak pernah dikabarkan BSrE pada layanan "
	    "\"pencabutan\"" },
	{ NULL, { TO_SECOND, { END_ROW, SECOND("2") END_ROW } },
	    "langkah 2: baris \"lagi\" menyebut cabang \"disposisi\", yang "
	    "tidak pernah dipakai: dijawab bersama langkah 2, dan jawaban "
	    "yang sama di sana menuju tempat lain" },
	{ MAMUJU,
	    { { "<jika hasil=\"ditolak-bsre\" ke=\"cabut\"/>",
		  "<jika hasil=\"ditolak-bsre\" ke=\"arsip\"/>" },
		{ END_ROW,
		    "<langkah id=\"arsip\" pelaksana=\"bsre\" "
		    "jenis=\"catat\"><kegiatan>Arsip</kegiatan>"
		    "<jika hasil=\"selesai\" ke=\"tunggu-bsre\"/></langkah>"
		    "" END_ROW } },
	    "langkah arsip: baris \"arsip\" berputar kembali ke dirinya "
	    "tanpa melewati seorang pun" },
	{ NULL,
	    { { "<jika hasil=\"lengkap\" ke=\"putus\"/>",
		  "<jika hasil=\"lengkap\" ke=\"catat\"/>" },
		{ END_ROW, "<langkah id=\"catat\" pelaksana=\"kadis\" "
			   "jenis=\"catat\"><kegiatan>Catat</kegiatan>"
			   "<jika hasil=\"selesai\" "
			   "ke=\"minta\"/></langkah>" END_ROW } },
	    "langkah 1: baris \"minta\" berputar kembali ke dirinya begitu "
	    "berkasnya lengkap, tanpa melewati seorang pun" },
	{ NULL,
	    { { "<langkah no=\"1\"",
		"<langkah id=\"tunggu\" pelaksana=\"kadis\" jenis=\"tunggu\">"
		"<kegiatan>Menunggu</kegiatan>"
		"<jika hasil=\"dicabut\" ke=\"minta\"/>"
		"<jika hasil=\"ditolak-bsre\" ke=\"minta\"/></langkah>"
		"<langkah no=\"1\"" } },
	    "langkah tunggu: baris \"tunggu\" adalah baris pertama, tetapi "
	    "bukan awal sebuah permohonan: mulailah dengan permohonan, "
	    "keputusan, proses, atau catat" },
};

static struct sop
changed(const struct fault_row *row, struct arena *a)
{
	struct slice text =
	    row->file ? read_sop_at(row->file, a) : slice_of(tiny_sop);

	for (size_t i = 0; i < 2 && row->change[i][0]; i++)
		text = replace(text, row->change[i][0], row->change[i][1], a);
	return parse_or_fail(text, a);
}

static void
each_fault_is_found(void **state)
{
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct sop sop = changed(&rows[i], a);
		struct sop_findings found;

		assert_false(sop_check(&sop, a, &found));
		if (!is_found(&found, rows[i].finding)) {
			print_findings(&found);
			fail_msg("row %zu: want: %s", i, rows[i].finding);
		}
		assert_false(found.is_advice[0]);
	}
}

static void
advice_lets_a_file_run(void **state)
{
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof advice_rows / sizeof *advice_rows; i++) {
		struct sop sop = changed(&advice_rows[i], a);
		struct sop_findings found;

		if (!sop_check(&sop, a, &found))
			print_findings(&found);
		assert_true(sop_check(&sop, a, &found));
		assert_true(is_found(&found, advice_rows[i].finding));
		assert_true(found.is_advice[0]);
	}
}

static void
a_file_of_an_earlier_cabut_still_runs(void **state)
{
	struct arena *a = *state;
	struct sop sop = parse_or_fail(
	    read_sop_at("tests/sop/bolaang-mongondow-awal.xml", a), a);
	struct sop_findings found;

	if (!sop_check(&sop, a, &found))
		print_findings(&found);
	assert_true(sop_check(&sop, a, &found));
}

/* Operators are reminded that BSrE is silent. */
static void
a_wait_may_remind(void **state)
{
	struct arena *a = *state;
	struct fault_row row = { BM,
		{ { "eskalasi=\"3 hari-kerja\"",
		    "ingatkan=\"2 hari-kerja\" eskalasi=\"3 hari-kerja\"" } },
		NULL };
	struct sop sop = changed(&row, a);
	struct sop_findings found;

	assert_true(sop_check(&sop, a, &found));
	assert_int_equal(found.count, 0);
}

/* With a number of its own the second row can be asked for by itself. */
static void
a_later_row_with_its_own_number_has_its_own_voice(void **state)
{
	struct arena *a = *state;
	const struct fault_row row = { NULL,
		{ TO_SECOND, { END_ROW, SECOND("3") END_ROW } }, NULL };
	struct sop sop = changed(&row, a);
	struct sop_findings found;

	if (!sop_check(&sop, a, &found)) {
		print_findings(&found);
		fail();
	}
}

/* TOLAK of two rows that are one for who answers, and lead apart. */
static void
rows_that_cannot_be_told_apart_must_agree(void **state)
{
	struct arena *a = *state;
	const struct fault_row row = { NULL,
		{ TO_SECOND, { END_ROW, SECOND("2") END_ROW } }, NULL };
	struct sop sop = changed(&row, a);
	struct sop_pair *pairs;
	size_t dead = 0;

	for (size_t i = 0; i < sop.steps[1].branch_count; i++)
		if (sop.steps[1].branches[i].outcomes & 1u << OUTCOME_REJECT)
			sop.steps[1].branches[i].next = 0;
	size_t count = sop_pairs(&sop, a, &pairs);

	for (size_t i = 0; i < count; i++)
		dead += pairs[i].outcome == OUTCOME_REJECT && pairs[i].dead;
	assert_int_equal(dead, 2);
}

static void
catat_may_be_the_first_row(void **state)
{
	struct arena *a = *state;
	const struct fault_row row = { NULL,
		{ { "<langkah no=\"1\"",
		    "<langkah no=\"0\" id=\"agenda\" pelaksana=\"kadis\" "
		    "jenis=\"catat\"><kegiatan>Mencatat</kegiatan></langkah>"
		    "<langkah no=\"1\"" } },
		NULL };
	struct sop sop = changed(&row, a);
	struct sop_findings found;
	struct verdict v;

	if (!sop_check(&sop, a, &found)) {
		print_findings(&found);
		fail();
	}
	sop_begin(&sop, &(struct sop_state){ .papers = 1 }, &v);
	assert_int_equal(v.act, ACT_MOVE);
	assert_string_equal(v.state.step, "putus");
}

static void
the_table_names_every_branch_and_where_it_leads(void **state)
{
	static const struct {
		const char *step;
		enum sop_outcome outcome;
		const char *next;
		bool is_anew;
	} want[] = {
		{ "surat", OUTCOME_WITHDRAW, "dibatalkan", false },
		{ "surat", OUTCOME_COMPLETE, "persetujuan-atasan", false },
		{ "periksa-data", OUTCOME_MORE, "surat", true },
		{ "cabut", OUTCOME_DONE, "tunggu-bsre", false },
		{ "tunggu-bsre", OUTCOME_REFUSED, "periksa-data", false },
		{ "terima-notifikasi", OUTCOME_DONE, "selesai", false },
	};
	struct arena *a = *state;
	struct sop sop = parse_or_fail(
	    read_sop_at("templates/sop/pekalongan-pencabutan.xml", a), a);
	struct sop_pair *pairs;
	size_t count = sop_pairs(&sop, a, &pairs), found = 0;

	assert_int_equal(count, 24);
	for (size_t i = 0; i < count; i++) {
		assert_null(pairs[i].dead);
		for (size_t k = 0; k < sizeof want / sizeof *want; k++)
			found += strcmp(pairs[i].step->id, want[k].step) == 0 &&
				 pairs[i].outcome == want[k].outcome &&
				 strcmp(pairs[i].next->id, want[k].next) == 0 &&
				 pairs[i].is_anew == want[k].is_anew;
	}
	assert_int_equal(found, sizeof want / sizeof *want);
	sop = (struct sop){ 0 };
	assert_int_equal(sop_pairs(&sop, a, &pairs), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_fault_is_found),
		cmocka_unit_test(advice_lets_a_file_run),
		cmocka_unit_test(a_wait_may_remind),
		cmocka_unit_test(a_file_of_an_earlier_cabut_still_runs),
		cmocka_unit_test(
		    a_later_row_with_its_own_number_has_its_own_voice),
		cmocka_unit_test(rows_that_cannot_be_told_apart_must_agree),
		cmocka_unit_test(catat_may_be_the_first_row),
		cmocka_unit_test(
		    the_table_names_every_branch_and_where_it_leads),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
