/*
 * Checking the graph: the transcribed SOP is clean, and each single change
 * that would strand a case, or an official, is found and told in Indonesian.
 */
#include "sop_help.h"

#include <glob.h>

#include "cabut/banned.h"

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

static void
the_transcribed_and_the_tiny_sop_are_clean(void **state)
{
	struct arena *a = *state;
	struct sop sop = parse_or_fail(read_sop_file(a), a);
	struct sop_findings found;
	bool ok = sop_check(&sop, a, &found);

	print_findings(&found);
	assert_true(ok);
	sop = parse_or_fail(slice_of(tiny_sop), a);
	ok = sop_check(&sop, a, &found);
	print_findings(&found);
	assert_true(ok);
}

static void
every_transcribed_sop_is_clean(void **state)
{
	struct arena *a = *state;
	glob_t files;

	assert_int_equal(
	    glob(CABUT_SOURCE_DIR "/templates/sop/*.xml", 0, NULL, &files), 0);
	assert_true(files.gl_pathc >= 5);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct sop sop;
		struct sop_findings found;
		struct fault f = { 0 };

		if (!sop_load(files.gl_pathv[i], a, &sop, &f))
			fail_msg("%s", f.text);
		if (!sop_check(&sop, a, &found))
			fail_msg("%s: %s", files.gl_pathv[i], found.at[0]);
	}
	globfree(&files);
}

struct change {
	bool is_big; /* in the transcribed SOP; else in the tiny one */
	const char *from, *to;
	const char *finding;
};

#define END_ROW "<langkah id=\"selesai\" jenis=\"akhir\" akhir=\"selesai\">"

static const struct change changes[] = {
	{ false, "<jika hasil=\"setuju disposisi\" ke=\"selesai\"/>", "",
	    "langkah 2: baris \"putus\" tidak memiliki cabang \"setuju\"" },
	{ false, "<jika hasil=\"setuju disposisi\" ke=\"selesai\"/>", "",
	    "langkah selesai: baris \"selesai\" tidak pernah dicapai dari "
	    "baris pertama" },
	{ false, "<jika hasil=\"tolak\" ke=\"tolak\"/>", "",
	    "langkah 2: baris \"putus\" tidak memiliki cabang \"tolak\"" },
	{ false, "<jika hasil=\"lengkapi\" ke=\"minta\"/>", "",
	    "langkah 2: baris \"putus\" tidak memiliki cabang \"lengkapi\"" },
	{ false, "<jika hasil=\"lengkapi\" ke=\"minta\"/>",
	    "<jika hasil=\"lengkapi\" ke=\"putus\"/>",
	    "langkah 2: baris \"putus\" mengarahkan \"lengkapi\" ke baris "
	    "yang bukan permohonan" },
	{ false, "<jika hasil=\"lengkap\" ke=\"putus\"/>", "",
	    "langkah 1: baris \"minta\" tidak memiliki cabang \"lengkap\"" },
	{ false, "<jika hasil=\"batal\" ke=\"batal\"/>", "",
	    "langkah 1: baris \"minta\" tidak memiliki cabang \"batal\"" },
	{ false, "<jika hasil=\"batal\" ke=\"batal\"/>",
	    "<jika hasil=\"batal\" ke=\"tolak\"/>",
	    "langkah 1: baris \"minta\" mengarahkan \"batal\" ke baris yang "
	    "bukan akhir=\"dibatalkan\"" },
	{ false, "<jika hasil=\"tolak\" ke=\"tolak\"/>",
	    "<jika hasil=\"tolak dicabut\" ke=\"tolak\"/>",
	    "langkah 2: baris \"putus\" menyebut cabang \"dicabut\", yang "
	    "tidak mungkin terjadi pada jenis \"keputusan\"" },
	{ false, "<jika hasil=\"tolak\" ke=\"tolak\"/>",
	    "<jika hasil=\"tolak setuju\" ke=\"tolak\"/>",
	    "langkah 2: baris \"putus\" menyebut cabang \"setuju\" dua "
	    "kali" },
	{ false, END_ROW,
	    "<langkah id=\"selesai\" jenis=\"akhir\" akhir=\"ditolak\">",
	    "tidak ada baris dengan akhir=\"selesai\"" },
	{ false, "<berkas", "<peran id=\"sekdis\">Sekdis</peran><berkas",
	    "peran \"sekdis\" tidak menjadi pelaksana langkah mana pun" },
	{ false, "alias=\"Kepala Dinas; Bapak Kadis\"",
	    "alias=\"Bapak; PEMOHON\"",
	    "peran \"pemohon\" dan \"kadis\" memakai id, nama, atau alias "
	    "yang sama" },
	{ false, "<langkah no=\"1\"",
	    "<berkas id=\"map\">Map</berkas><langkah no=\"1\"",
	    "berkas \"map\" tidak dipakai langkah mana pun" },
	{ false, "<kelengkapan><butuh berkas=\"surat\"/></kelengkapan>", "",
	    "berkas \"surat\" tidak dipakai langkah mana pun" },
	{ true, " hasil-berkas=\"surat-rekomendasi-ttd\"", "",
	    "berkas \"surat-rekomendasi-ttd\" dibutuhkan, tetapi tidak "
	    "diminta dari pemohon dan tidak dihasilkan langkah mana pun" },
	{ true, "<jika hasil=\"selesai\" ke=\"unggah-ams\"/>", "",
	    "langkah 5: baris \"tanda-tangan\" tidak memiliki cabang "
	    "\"selesai\"" },
	{ true, "<jika hasil=\"dicabut\" ke=\"notifikasi\"/>", "",
	    "langkah 7: baris \"verifikasi-bsre\" tidak memiliki cabang "
	    "\"dicabut\"" },
	{ true, "<jika hasil=\"ditolak-bsre\" ke=\"unggah-ams\"/>", "",
	    "langkah 7: baris \"verifikasi-bsre\" tidak memiliki cabang "
	    "\"ditolak-bsre\"" },
	{ true, "<jika hasil=\"ditolak-bsre\" ke=\"unggah-ams\"/>",
	    "<jika hasil=\"ditolak-bsre\" ke=\"verifikasi-bsre\"/>",
	    "langkah 7: baris \"verifikasi-bsre\" berputar kembali ke "
	    "dirinya tanpa melewati seorang pun" },
	{ true, "<jika hasil=\"selesai\" ke=\"selesai\"/>",
	    "<jika hasil=\"selesai\" ke=\"verifikasi-bsre\"/>",
	    "langkah 8: baris \"notifikasi\" berputar kembali ke dirinya "
	    "tanpa melewati seorang pun" },
	{ true, "<jika hasil=\"selesai\" ke=\"selesai\"/>",
	    "<jika hasil=\"selesai\" ke=\"selesai\"/>"
	    "<jika hasil=\"tolak\" ke=\"ditolak\"/>",
	    "langkah 8: baris \"notifikasi\" berjalan sendiri dengan "
	    "lebih dari satu cabang; hanya yang pertama dipakai" },
	{ false, END_ROW,
	    "<langkah no=\"0\" id=\"lepas\" pelaksana=\"kadis\" "
	    "jenis=\"proses\"><kegiatan>X</kegiatan>"
	    "<jika hasil=\"selesai\" ke=\"lepas\"/></langkah>" END_ROW,
	    "langkah 0: baris \"lepas\" tidak memiliki jalan menuju baris "
	    "akhir" },
	{ false, "<langkah no=\"1\"",
	    "<langkah no=\"0\" id=\"kabar\" pelaksana=\"kadis\" "
	    "jenis=\"pemberitahuan\"><kegiatan>X</kegiatan></langkah>"
	    "<langkah no=\"1\"",
	    "langkah 0: baris \"kabar\" adalah baris pertama, tetapi bukan "
	    "awal sebuah permohonan: mulailah dengan permohonan, keputusan, "
	    "proses, atau catat" },
	{ false, "</sop>",
	    "<langkah no=\"9\" id=\"kabar\" pelaksana=\"kadis\" "
	    "jenis=\"pemberitahuan\"><kegiatan>X</kegiatan></langkah></sop>",
	    "langkah 9: baris \"kabar\" berjalan sendiri tanpa langkah "
	    "berikutnya" },
};

static void
each_defect_of_the_graph_is_found(void **state)
{
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		const struct change *c = &changes[i];
		struct slice text =
		    c->is_big ? read_sop_file(a) : slice_of(tiny_sop);
		struct sop sop =
		    parse_or_fail(replace(text, c->from, c->to, a), a);
		struct sop_findings found;

		assert_false(sop_check(&sop, a, &found));
		if (!is_found(&found, c->finding)) {
			print_findings(&found);
			fail_msg("row %zu: want: %s", i, c->finding);
		}
	}
}

/* The parser refuses these; a SOP put together in memory is checked too. */
static void
twins_in_memory_are_found(void **state)
{
	struct arena *a = *state;
	struct sop sop = parse_or_fail(slice_of(tiny_sop), a);
	struct sop_findings found;

	sop.steps[1].id = "minta";
	sop.roles[1].id = "pemohon";
	sop.steps[0].role = 7;
	assert_false(sop_check(&sop, a, &found));
	assert_true(is_found(&found,
	    "langkah 2: baris \"minta\" memakai id yang sudah dipakai "
	    "langkah lain"));
	assert_true(is_found(&found, "peran \"pemohon\" ada dua"));
	assert_true(is_found(&found,
	    "langkah 1: baris \"minta\" dilaksanakan oleh peran yang tidak "
	    "didefinisikan"));
}

static void
findings_stop_at_their_limit(void **state)
{
	struct arena *a = *state;
	struct sop sop = parse_or_fail(slice_of(tiny_sop), a);
	struct sop_step *steps = arena_array(a, SOP_STEPS_MAX, sizeof *steps);
	struct sop_findings found;

	for (size_t i = 0; i < SOP_STEPS_MAX; i++) {
		steps[i] = sop.steps[1];
		steps[i].branch_count = 0;
	}
	sop.steps = steps;
	sop.step_count = SOP_STEPS_MAX;
	assert_false(sop_check(&sop, a, &found));
	assert_int_equal(found.count, SOP_FINDINGS_MAX);
}

static void
a_sop_without_rows_is_no_sop(void **state)
{
	struct sop sop = { .id = "kosong" };
	struct sop_findings found;

	assert_false(sop_check(&sop, *state, &found));
	assert_string_equal(found.at[0], "tidak ada satu langkah pun");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_transcribed_and_the_tiny_sop_are_clean),
		cmocka_unit_test(every_transcribed_sop_is_clean),
		cmocka_unit_test(each_defect_of_the_graph_is_found),
		cmocka_unit_test(twins_in_memory_are_found),
		cmocka_unit_test(findings_stop_at_their_limit),
		cmocka_unit_test(a_sop_without_rows_is_no_sop),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
