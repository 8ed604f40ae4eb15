/*
 * Two versions of a SOP: each single change is told by row as printed, and
 * nothing else is.
 */
#include "sop_help.h"

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

struct change {
	const char *file; /* in templates/sop; NULL: the tiny SOP */
	const char *from, *to;
	const char *difference;
};

#define BM "bolaang-mongondow-pencabutan.xml"
#define ROW(id)                                                                \
	"<langkah no=\"9\" id=\"" id "\" pelaksana=\"kadis\" "                 \
	"jenis=\"catat\"><kegiatan>Mencatat</kegiatan>"                        \
	"<jika hasil=\"selesai\" ke=\"selesai\"/></langkah>"

static const struct change changes[] = {
	{ NULL, "id=\"mini\"", "id=\"maksi\"",
	    "sop: id \"mini\" menjadi \"maksi\"" },
	{ NULL, "layanan=\"pencabutan\"", "layanan=\"penerbitan\"",
	    "sop: layanan \"pencabutan\" menjadi \"penerbitan\"" },
	{ NULL, "persetujuan=\"1\"", "",
	    "sop: persetujuan \"1\" menjadi \"0\"" },
	{ NULL, "<nama>Pencabutan", "<nama>Penghapusan",
	    "sop: nama \"Pencabutan\" menjadi \"Penghapusan\"" },
	{ NULL, "<peran id=\"pemohon\">",
	    "<dasar-hukum>UU</dasar-hukum><peran id=\"pemohon\">",
	    "identitas: dasar hukum ditambahkan: \"UU\"" },
	{ BM, "<dasar-hukum>UU 11", "<dasar-hukum>UU Nomor 11", NULL },
	{ BM, "Revisi\">Juli 2024", "Revisi\">Agustus 2026",
	    "identitas: Tgl. Revisi \"Juli 2024\" menjadi \"Agustus 2026\"" },
	{ BM,
	    "<identitas label=\"Keterkaitan\">SOP Pembuatan Email Dinas"
	    "</identitas>",
	    "",
	    "identitas: Keterkaitan \"SOP Pembuatan Email Dinas; SOP "
	    "Penerbitan Sertifikat Elektronik\" menjadi \"SOP Penerbitan "
	    "Sertifikat Elektronik\"" },
	{ BM, "<identitas label=\"Alamat\">",
	    "<identitas label=\"Telepon\">0000</identitas>"
	    "<identitas label=\"Alamat\">",
	    "identitas: Telepon ditambahkan: \"0000\"" },
	{ NULL, "; Bapak Kadis", "",
	    "peran \"kadis\": alias \"Kepala Dinas; Bapak Kadis\" menjadi "
	    "\"Kepala Dinas\"" },
	{ NULL, "<berkas id=\"surat\">",
	    "<peran id=\"sekdis\">Sekdis</peran><berkas id=\"surat\">",
	    "peran \"sekdis\": ditambahkan" },
	{ NULL, "<berkas id=\"surat\">",
	    "<berkas id=\"surat\" opsional=\"ya\">",
	    "berkas \"surat\": opsional \"tidak\" menjadi \"ya\"" },
	{ NULL, "<berkas id=\"surat\">",
	    "<berkas id=\"surat\" kenali=\"KTP;Akta\">",
	    "berkas \"surat\": kenali ditambahkan: \"KTP; Akta\"" },
	{ NULL, "<langkah no=\"1\"",
	    "<berkas id=\"sk\">SK</berkas><langkah no=\"1\"",
	    "berkas \"sk\": ditambahkan" },
	{ NULL, "<langkah no=\"1\"",
	    "<alasan kode=\"mutasi\">Mutasi</alasan><langkah no=\"1\"",
	    "alasan mutasi: alasan ditambahkan: \"Mutasi\"" },
	{ NULL, "no=\"2\"", "no=\"3\"",
	    "langkah 2 (putus): nomor \"2\" menjadi \"3\"" },
	{ NULL, "<langkah id=\"tolak\"", ROW("arsip") "<langkah id=\"tolak\"",
	    "langkah 9 (arsip): baris ditambahkan: \"Mencatat\"" },
	{ NULL, "<kegiatan>Memutus", "<kegiatan>Menimbang",
	    "langkah 2 (putus): kegiatan \"Memutus\" menjadi \"Menimbang\"" },
	{ NULL, "pelaksana=\"kadis\"", "pelaksana=\"Bapak Kadis\"",
	    "langkah 2 (putus): pelaksana \"Kadis\" menjadi \"Bapak Kadis\"" },
	{ NULL, "nilai=\"1-2\"", "nilai=\"3\"",
	    "langkah 2 (putus): waktu \"1-2 hari\" menjadi \"3 hari\"" },
	{ NULL, "2 jam-kerja", "3 jam-kerja",
	    "langkah 2 (putus): ingatkan \"2 jam-kerja\" menjadi "
	    "\"3 jam-kerja\"" },
	{ NULL, "ingatkan=", "eskalasi=\"5 hari\" ingatkan=",
	    "langkah 2 (putus): eskalasi ditambahkan: \"5 hari\"" },
	{ NULL, "<butuh berkas=\"surat\"/>",
	    "<butuh berkas=\"surat\" bila-alasan=\"mutasi\"/>",
	    "langkah 1 (minta): kelengkapan \"surat\" menjadi \"surat bila "
	    "mutasi\"" },
	{ NULL, "<butuh berkas=\"surat\"/>",
	    "<butuh berkas=\"surat\"/><butuh pemohon=\"atasan\"/>",
	    "langkah 1 (minta): kelengkapan \"surat\" menjadi \"surat, "
	    "pemohon atasan\"" },
	{ NULL, "<jika hasil=\"tolak\" ke=\"tolak\"/>",
	    "<jika hasil=\"tolak\" ke=\"minta\" ulang=\"ya\"/>",
	    "langkah 2 (putus): cabang \"tolak\" \"tolak\" menjadi \"minta "
	    "(ulang)\"" },
	{ NULL, "jenis=\"keputusan\"", "jenis=\"keputusan\" syarat-surel=\"3\"",
	    "langkah 2 (putus): syarat-surel \"0\" menjadi \"3\"" },
	{ NULL, "akhir=\"ditolak\"", "akhir=\"dibatalkan\"",
	    "langkah tolak: akhir \"ditolak\" menjadi \"dibatalkan\"" },
	{ BM, " masa-sanggah=\"ya\"", "",
	    "langkah 6 (unggah-ams): masa-sanggah \"ya\" menjadi \"tidak\"" },
	{ BM, " hasil-berkas=\"surat-rekomendasi-ttd\"", "",
	    "langkah 5 (tanda-tangan): hasil-berkas dihapus: "
	    "\"surat-rekomendasi-ttd\"" },
	{ BM, "<perlengkapan>Scanner</perlengkapan>", "",
	    "langkah 1 (permohonan): perlengkapan \"SK Jabatan Terakhir, "
	    "Scanner, Komputer/ Laptop\" menjadi \"SK Jabatan Terakhir, "
	    "Komputer/ Laptop\"" },
	{ BM, "<keluaran>Notifikasi", "<keluaran>Surel",
	    "langkah 8 (notifikasi): keluaran \"Notifikasi Pencabutan "
	    "Sertifikat Elektronik Berhasil\" menjadi \"Surel Pencabutan "
	    "Sertifikat Elektronik Berhasil\"" },
};

static struct slice
base(const struct change *c, struct arena *a)
{
	return c->file ? read_sop_at(
			     arena_printf(a, "templates/sop/%s", c->file), a)
		       : slice_of(tiny_sop);
}

static void
each_change_is_told_and_nothing_else(void **state)
{
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		const struct change *c = &changes[i];
		struct slice text = base(c, a);
		struct sop before = parse_or_fail(text, a);
		struct sop after =
		    parse_or_fail(replace(text, c->from, c->to, a), a);
		struct sop_findings found;

		if (sop_compare(&before, &after, a, &found))
			fail_msg("row %zu: no difference", i);
		if (c->difference)
			want_only(&found, c->difference);
		else
			assert_int_equal(found.count, 2); /* one out, one in */
		assert_true(sop_compare(&after, &after, a, &found));
		assert_int_equal(found.count, 0);
	}
}

/* What was added is removed when read the other way. */
static void
what_is_gone_is_told(void **state)
{
	struct arena *a = *state;
	struct sop small = parse_or_fail(slice_of(tiny_sop), a);
	struct sop big =
	    parse_or_fail(replace(slice_of(tiny_sop), "<langkah id=\"tolak\"",
			      ROW("arsip") "<langkah id=\"tolak\"", a),
		a);
	struct sop_findings found;

	assert_false(sop_compare(&big, &small, a, &found));
	want_only(&found, "langkah 9 (arsip): baris dihapus: \"Mencatat\"");
}

static void
rows_that_change_places_are_told(void **state)
{
	struct arena *a = *state;
	struct sop before = parse_or_fail(slice_of(tiny_sop), a);
	struct sop after = parse_or_fail(slice_of(tiny_sop), a);
	struct sop_findings found;
	struct sop_step last = after.steps[4];

	after.steps[4] = after.steps[3];
	after.steps[3] = last;
	/* only the order: the branches follow */
	after.steps[1].branches[1].next = 4;
	after.steps[1].branches[3].next = 3;
	after.steps[0].branches[1].next = 3;
	assert_false(sop_compare(&before, &after, a, &found));
	assert_int_equal(found.count, 2);
	assert_string_equal(
	    found.at[0], "langkah tolak: berpindah tempat dalam urutan baris");
}

/* Two procedures of different agencies: the list is cut, and says so. */
static void
a_long_list_says_that_it_is_cut(void **state)
{
	struct arena *a = *state;
	struct sop before =
	    parse_or_fail(read_sop_at("templates/sop/" BM, a), a);
	struct sop after = parse_or_fail(
	    read_sop_at("templates/sop/natuna-pencabutan.xml", a), a);
	struct sop_findings found;

	for (size_t i = 0; i < after.step_count; i++)
		after.steps[i].number = "x";
	sop_compare(&before, &after, a, &found);
	assert_true(found.count <= SOP_FINDINGS_MAX);
	before.step_count = after.step_count = 0;
	before.steps = arena_array(a, SOP_STEPS_MAX, sizeof *before.steps);
	after.steps = arena_array(a, SOP_STEPS_MAX, sizeof *after.steps);
	for (size_t i = 0; i < SOP_STEPS_MAX; i++) {
		struct sop_step row = { .number = "",
			.actor = "",
			.activity = "X",
			.produces = -1,
			.drafts = -1 };

		row.id = arena_printf(a, "lama-%zu", i);
		before.steps[before.step_count++] = row;
		row.id = arena_printf(a, "baru-%zu", i);
		after.steps[after.step_count++] = row;
	}
	assert_false(sop_compare(&before, &after, a, &found));
	assert_int_equal(found.count, SOP_FINDINGS_MAX);
	assert_string_equal(
	    found.at[SOP_FINDINGS_MAX - 1], "... dan perbedaan lain");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_change_is_told_and_nothing_else),
		cmocka_unit_test(what_is_gone_is_told),
		cmocka_unit_test(rows_that_change_places_are_told),
		cmocka_unit_test(a_long_list_says_that_it_is_cut),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
