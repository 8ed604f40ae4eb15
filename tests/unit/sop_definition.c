/*
 * Reading a SOP file: the transcribed SOP comes out as printed, and whatever
 * is wrong with a file is told with its line.
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

struct printed {
	const char *number, *activity, *output;
};

static const struct printed rows[] = {
	{ "1",
	    "Pemohon mengisi formulir permohonan dan menyampaikan Surat "
	    "Permohonan Pencabutan Sertifikat Elektronik kepada Kepala Dinas "
	    "Komunikasi dan informatika Kabupaten Bolaang Mongondow",
	    "Surat Permohonan Pencabutan Sertifikat Elektronik dan SK Jabatan "
	    "Terakhir" },
	{ "2",
	    "Menerima dan Menelaah Surat Permohonan Pencabutan Sertifikat "
	    "Elektronik dari Pemohon ke Kepala Dinas Kominfo dan "
	    "mendisposisikan ke Kepala Bidang Persandian dan Statistik",
	    "Surat Permohonan Pencabutan Sertifikat Elektronik yg telah "
	    "disposisi Kepala Bidang" },
	{ "3",
	    "Menerima dan menelaah disposisi surat dari Kepala Bidang "
	    "Persandian dan Statistik dan mendisposisikan kepada Sandiman",
	    "Surat Permohonan Pencabutan Sertifikat Elektronik yg telah "
	    "disposisi Sandiman" },
	{ "4",
	    "Sandiman merintahkan ke Tim Verifikator untuk membuat surat "
	    "Rekomendasi Pencabutan Sertifikat Elektronik",
	    "Surat Rekomendasi Pencabutan Sertifikat Elektronik" },
	{ "5",
	    "Tim Verifikator membuat surat rekomendasi pencabutan sertifikat "
	    "elektronik untuk ditandatangani oleh Kepala Dinas kemudian surat "
	    "rekomendasi yang telah ditandatangani tersebut diserahkan "
	    "kembali ke Tim Verifikator",
	    "Surat Rekomendasi Pencabutan Sertifikat Elektronik yang sudah "
	    "ditandangani" },
	{ "6",
	    "Tim Verifikator Mendaftarkan Permohonan Pencabutan Sertifikat "
	    "Elektronik ke BSrE dan mengunggah surat rekomendasi Pencabutan "
	    "SErtifikat Elektronik pada aplikasi AMS",
	    "Hasil unggahan surat rekomendasi pencabutan sertifikat "
	    "elektronik di aplikasi AMS dan diverifikasi BSrE" },
	{ "7",
	    "Proses Pencabutan Sertifikat Elektronik telah diverifikasi oleh "
	    "BSrE",
	    "Data Permohonan Pencabutan Sertifikat Elektronik disetujui oleh "
	    "BSrE" },
	{ "8",
	    "Pemohon akan menerima email notifikasi bahwa sertifikat "
	    "elektronik telah dicabut oleh BSrE",
	    "Notifikasi Pencabutan Sertifikat Elektronik Berhasil" },
};

static void
join(struct strbuf *out, const char *text)
{
	if (out->len > 0 && text)
		strbuf_char(out, ' ');
	if (text)
		strbuf_text(out, text);
}

/* The texts of all steps of one printed row, and their outputs. */
static void
join_row(const struct sop *sop, const char *number, struct strbuf *text,
    struct strbuf *output)
{
	for (size_t i = 0; i < sop->step_count; i++) {
		const struct sop_step *step = &sop->steps[i];

		if (strcmp(step->number, number) != 0)
			continue;
		join(text, step->activity);
		join(output, step->output);
	}
}

static void
the_eight_rows_stand_as_printed(void **state)
{
	struct arena *a = *state;
	struct sop sop = parse_or_fail(read_sop_file(a), a);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct strbuf text, output;

		strbuf_init(&text, 4096);
		strbuf_init(&output, 4096);
		join_row(&sop, rows[i].number, &text, &output);
		assert_string_equal(text.at, rows[i].activity);
		assert_string_equal(output.at, rows[i].output);
		strbuf_release(&text);
		strbuf_release(&output);
	}
}

static void
the_identity_block_is_carried(void **state)
{
	struct arena *a = *state;
	struct sop sop = parse_or_fail(read_sop_file(a), a);

	assert_string_equal(sop.id, "bolaang-mongondow-pencabutan");
	assert_string_equal(sop.service, "pencabutan");
	assert_string_equal(sop.version, "2024-07");
	assert_int_equal(sop.legal_count, 4);
	assert_int_equal(sop.approvals, 3);
	assert_int_equal(sop.identity_count, 21);
	assert_string_equal(sop.identity[3][0], "Tgl. Revisi");
	assert_string_equal(sop.identity[3][1], "Juli 2024");
	assert_string_equal(sop.identity[5][1], "");
	assert_string_equal(sop.identity[20][1],
	    "Disimpan sebagai data pegawai yang sertifikat elektroniknya "
	    "telah dilakukan pencabutan");
}

static void
a_step_comes_with_papers_times_and_branches(void **state)
{
	struct arena *a = *state;
	struct sop sop = parse_or_fail(read_sop_file(a), a);
	const struct sop_step *s = sop_step_by_id(&sop, "disposisi-kadis");

	assert_non_null(s);
	assert_int_equal(s->kind, STEP_DECISION);
	assert_string_equal(sop.roles[s->role].id, "kepala-dinas");
	assert_int_equal(s->min_assurance, 2);
	assert_int_equal(s->need_count, 2);
	assert_int_equal(s->equipment_count, 3);
	assert_string_equal(s->equipment[2], "SK Jabatan Terakhir");
	assert_true(s->has_time);
	assert_int_equal(s->time.value, 10);
	assert_int_equal(s->time.unit, UNIT_MINUTE);
	assert_int_equal(s->remind.value, 2);
	assert_int_equal(s->remind.unit, UNIT_WORKHOUR);
	assert_int_equal(s->escalate.unit, UNIT_WORKDAY);
	assert_int_equal(s->branch_count, 4);
	assert_int_equal(s->branches[0].outcomes,
	    1u << OUTCOME_APPROVE | 1u << OUTCOME_DELEGATE);
	assert_string_equal(
	    sop.steps[s->branches[0].next].id, "disposisi-kabid");
	s = sop_step_by_id(&sop, "verifikasi-bsre");
	assert_int_equal(s->time.value, 1);
	assert_int_equal(s->time.value_max, 2);
	assert_int_equal(s->time.unit, UNIT_DAY);
}

static void
work_steps_name_their_papers(void **state)
{
	struct arena *a = *state;
	struct sop sop = parse_or_fail(read_sop_file(a), a);
	const struct sop_step *draft = sop_step_by_id(&sop, "rekomendasi");
	const struct sop_step *sign = sop_step_by_id(&sop, "tanda-tangan");
	const struct sop_step *upload = sop_step_by_id(&sop, "unggah-ams");

	assert_int_equal(
	    draft->drafts, sop_paper_index(&sop, "surat-rekomendasi"));
	assert_int_equal(draft->produces, -1);
	assert_int_equal(
	    sign->produces, sop_paper_index(&sop, "surat-rekomendasi-ttd"));
	assert_true(upload->is_held);
	assert_false(sign->is_held);
	assert_true(sop.papers[sop_paper_index(&sop, "formulir")].is_optional);
	assert_string_equal(sop.papers[sign->produces].label,
	    "Surat Rekomendasi Pencabutan Sertifikat Elektronik yang telah "
	    "ditandatangani");
}

static void
the_text_and_its_hash_are_kept(void **state)
{
	struct arena *a = *state;
	struct slice text = read_sop_file(a);
	struct sop sop = parse_or_fail(text, a);
	char want[SHA256_HEX_LEN + 1];

	sha256_hex(text.at, text.len, want);
	assert_string_equal(sop.hash, want);
	assert_true(slice_equal(sop.text, text));
	assert_ptr_not_equal(sop.text.at, text.at);
}

struct broken {
	const char *from, *to; /* in the tiny SOP */
	const char *says;      /* must stand in the fault */
};

static const struct broken broken[] = {
	{ "<nama>", "<nama", "sop.xml:3:" },
	{ "</sop>", "", "sop.xml:" },
	{ "<nama>Pencabutan</nama>", "", "sop.xml:" },
	{ "<nama>", "<judul>x</judul><nama>",
	    "sop.xml:2: element <judul> is not known" },
	{ "<jika hasil=\"tolak\"", "<jika warna=\"merah\" hasil=\"tolak\"",
	    "sop.xml:17: <jika>: attribute warna is not known" },
	{ "layanan=\"pencabutan\"", "layanan=\"cuci\"",
	    "sop.xml:1: <sop>: layanan=\"cuci\"; expected pencabutan" },
	{ " versi=\"1\"", "", "<sop>: attribute versi is missing" },
	{ "urn:cabut:sop:1", "urn:cabut:sop:9", "sop.xml:1:" },
	{ "id=\"kadis\"", "id=\"Kadis\"",
	    "sop.xml:5: <peran>: id=\"Kadis\"; expected a name" },
	{ "jenis=\"keputusan\"", "jenis=\"nasib\"",
	    "sop.xml:13: <langkah>: jenis=\"nasib\"; expected permohonan" },
	{ "jenis=\"keputusan\"", "jenis=\"keputusan\" syarat-surel=\"5\"",
	    "syarat-surel" },
	{ "hasil=\"tolak\"", "hasil=\"usir\"",
	    "sop.xml:17: <jika>: hasil=\"usir\"; expected one" },
	{ "satuan=\"hari\"", "satuan=\"pekan\"", "satuan" },
	{ "berkas=\"surat\"", "berkas=\"map\"",
	    "sop.xml:9: berkas=\"map\": no <berkas> has this id" },
	{ "pelaksana=\"kadis\"", "pelaksana=\"bupati\"",
	    "sop.xml:13: pelaksana=\"bupati\": no <peran> has this id, name" },
	{ "ke=\"putus\"", "ke=\"putusan\"",
	    "sop.xml:10: ke=\"putusan\": no <langkah> has this id" },
	{ "id=\"putus\"", "id=\"minta\"",
	    "sop.xml:13: langkah id=\"minta\" stands already on line 7" },
	{ "id=\"kadis\"", "id=\"pemohon\"",
	    "sop.xml:5: peran id=\"pemohon\" stands twice" },
	{ "<langkah no=\"1\"",
	    "<berkas id=\"surat\">S</berkas><langkah no=\"1\"",
	    "berkas id=\"surat\" stands twice" },
	{ " pelaksana=\"kadis\"", "",
	    "langkah \"putus\": pelaksana is missing" },
	{ "ke=\"batal\"", "ke=\"batal\" ulang=\"ya\"",
	    "ulang=\"ya\": ke=\"batal\" is no langkah of jenis" },
	{ "<jika hasil=\"setuju",
	    "<kelengkapan><butuh pemohon=\"atasan\"/></kelengkapan>"
	    "<waktu/><jika hasil=\"setuju",
	    "kelengkapan" },
	{ "<langkah no=\"1\"",
	    "<alasan kode=\"mutasi\">M</alasan>"
	    "<alasan kode=\"mutasi\">M</alasan><langkah no=\"1\"",
	    "alasan kode=\"mutasi\" stands twice" },
	{ "<langkah no=\"1\"",
	    "<alasan kode=\"bosan\">B</alasan><langkah no=\"1\"",
	    "<alasan>: kode=\"bosan\"; expected lupa_passphrase" },
	{ "<kegiatan>Memutus</kegiatan>\n", "",
	    "langkah \"putus\": <kegiatan> is missing" },
	{ "jenis=\"keputusan\"", "jenis=\"keputusan\" hasil-berkas=\"surat\"",
	    "hasil-berkas does not go with jenis=\"keputusan\"" },
	{ "jenis=\"keputusan\"", "jenis=\"keputusan\" masa-sanggah=\"ya\"",
	    "masa-sanggah does not go with" },
	{ "jenis=\"permohonan\"", "jenis=\"permohonan\" syarat-surel=\"3\"",
	    "syarat-surel does not go with" },
	{ "jenis=\"keputusan\"", "jenis=\"keputusan\" akhir=\"selesai\"",
	    "akhir does not go with" },
	{ " akhir=\"ditolak\"", "", "jenis=\"akhir\" needs akhir=" },
	{ "<kegiatan>Ditolak</kegiatan>",
	    "<kegiatan>X</kegiatan><jika hasil=\"tolak\" ke=\"tolak\"/>",
	    "has neither <jika>" },
	{ "nilai=\"1-2\"", "nilai=\"2-1\"", "sop.xml:15: nilai=\"2-1\"" },
	{ "nilai=\"1-2\"", "nilai=\"0\"", "nilai=\"0\"" },
	{ "nilai=\"1-2\" ", "", "nilai and satuan go together" },
	{ "\"2 jam-kerja\"", "\"2 pekan\"", "ingatkan=\"2 pekan\"" },
	{ "\"2 jam-kerja\"", "\"dua hari\"", "ingatkan=\"dua hari\"" },
	{ "\"2 jam-kerja\"", "\"10000 hari\"", "ingatkan=\"10000 hari\"" },
	{ "<sop ", "<!DOCTYPE sop>\n<sop ", "<!DOCTYPE> is not allowed" },
	{ "<sop ",
	    "<!DOCTYPE sop [<!ENTITY x SYSTEM \"/etc/hostname\">]>\n<sop ",
	    "<!DOCTYPE> is not allowed" },
	{ "Memutus", "&rahasia;", "sop.xml:14:" },
	{ "<sop ", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<sop ",
	    "a SOP file is UTF-8" },
	{ "Memutus", "Memutus \xff", "not UTF-8" },
	{ "Memutus", "Memutus <b>tebal</b>", "sop.xml:14:" },
	{ "<berkas id=\"surat\"", "<berkas id=\"surat\" kenali=\"\"",
	    "sop.xml:6: <berkas>: kenali=\"\"; expected a text" },
	{ "<berkas id=\"surat\"", "<berkas id=\"surat\" kenali=\"; ;\"",
	    "sop.xml:6: kenali=\"; ;\": 0 words; expected 1 to 16" },
	{ "<berkas id=\"surat\"", "<berkas id=\"surat\" kenali=\"KTP; a1; b\"",
	    "sop.xml:6: kenali: \"a1\" is too short" },
	{ "<berkas id=\"surat\"",
	    "<berkas id=\"surat\" kenali=\"aaa;bbb;ccc;ddd;eee;fff;ggg;hhh;"
	    "iii;jjj;kkk;lll;mmm;nnn;ooo;ppp;qqq\"",
	    "17 words; expected 1 to 16" },
};

static void
each_broken_file_is_refused_with_its_place(void **state)
{
	struct arena *a = *state;
	int bad = 0;

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct slice text = replace(
		    slice_of(tiny_sop), broken[i].from, broken[i].to, a);
		struct sop sop = { .id = "untouched" };
		struct fault f = { 0 };

		if (sop_parse(text, "sop.xml", a, &sop, &f))
			fail_msg("row %zu (%s) was accepted", i, broken[i].to);
		assert_int_equal(f.scope, SCOPE_CONFIG);
		assert_string_equal(sop.id, "untouched");
		if (!strstr(f.text, broken[i].says))
			print_error("row %zu: got \"%s\", want \"%s\"\n", i,
			    f.text, broken[i].says),
			    bad++;
	}
	assert_int_equal(bad, 0);
}

static void
the_tiny_sop_is_whole_and_its_aliases_are_split(void **state)
{
	struct arena *a = *state;
	struct sop sop = parse_or_fail(slice_of(tiny_sop), a);

	assert_int_equal(sop.roles[1].alias_count, 2);
	assert_string_equal(sop.roles[1].aliases[0], "Kepala Dinas");
	assert_string_equal(sop.roles[1].aliases[1], "Bapak Kadis");
	assert_int_equal(sop.steps[1].line, 13);
	assert_string_equal(sop.steps[4].number, "");
	assert_int_equal(sop.steps[4].end, END_CANCELLED);
}

/* Three papers with words of their own; the last two share one. */
static struct sop
sop_with_words(struct arena *a)
{
	return parse_or_fail(
	    replace(slice_of(tiny_sop), "<berkas id=\"surat\">Surat</berkas>",
		"<berkas id=\"surat\">Surat</berkas>"
		"<berkas id=\"ktp\" kenali=\" KTP ;Kartu  Tanda Penduduk;\">"
		"K</berkas>"
		"<berkas id=\"kk\" kenali=\"Kartu Keluarga; Capil\">K</berkas>"
		"<berkas id=\"akta\" kenali=\"Akta Lahir; Capil\">A</berkas>",
		a),
	    a);
}

static void
the_words_of_a_paper_are_split(void **state)
{
	struct sop sop = sop_with_words(*state);

	assert_int_equal(sop.papers[0].word_count, 0);
	assert_int_equal(sop.papers[1].word_count, 2);
	assert_string_equal(sop.papers[1].words[0], "KTP");
	assert_int_equal(sop.papers[2].word_count, 2);
	assert_string_equal(sop.papers[2].words[1], "Capil");
}

static void
a_paper_is_known_by_one_whole_word_of_its_own(void **state)
{
	static const struct {
		const char *name, *text, *want; /* id; NULL: none */
	} papers[] = {
		{ "KTP.pdf", "", "ktp" }, { "scan_ktp_sari.jpg", "", "ktp" },
		{ "ktpsari.jpg", "", NULL },
		{ "x.pdf", "PROVINSI\nKARTU\tTANDA\n\nPENDUDUK\nNIK", "ktp" },
		{ "kartu__keluarga.pdf", "", "kk" },
		{ "x.pdf", "Kartu Keluarga, KTP", NULL }, /* two papers */
		{ "x.pdf", "Capil", NULL }, { "Akta Lahir.pdf", NULL, "akta" },
		{ NULL, "akta lahiriah", NULL }, { NULL, NULL, NULL },
		{ "", "\xc3\xa9ktp", NULL }, /* a letter stands before it */
	};
	struct sop sop = sop_with_words(*state);

	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
		int got =
		    sop_paper_by_words(&sop, papers[i].name, papers[i].text);
		int want =
		    papers[i].want ? sop_paper_index(&sop, papers[i].want) : -1;

		if (got != want)
			fail_msg("row %zu: got %d, want %d", i, got, want);
	}
}

static void
only_the_first_characters_are_searched(void **state)
{
	struct arena *a = *state;
	struct sop sop = sop_with_words(a);
	char *text = arena_alloc(a, 2 * SOP_TITLE_MAX + 10);

	for (size_t pad = SOP_TITLE_MAX - 8; pad <= SOP_TITLE_MAX; pad++) {
		size_t at = 0;

		for (size_t i = 0; i < pad; i++, at += 2)
			memcpy(text + at, "\xc3\xa9", 2);
		memcpy(text + at, " KTP", 5);
		assert_int_equal(sop_paper_by_words(&sop, "", text),
		    pad + 4 <= SOP_TITLE_MAX ? 1 : -1);
	}
}

static void
a_file_cut_anywhere_is_refused(void **state)
{
	struct arena *a = *state;
	size_t whole = slice_trim(slice_of(tiny_sop)).len;

	for (size_t len = 0; len < whole; len++) {
		char *bytes = malloc(len ? len : 1);
		struct sop sop;
		struct fault f = { 0 };

		memcpy(bytes, tiny_sop, len);
		bool ok = sop_parse(
		    (struct slice){ bytes, len }, "sop.xml", a, &sop, &f);

		free(bytes);
		if (ok)
			fail_msg("accepted when cut at %zu", len);
		assert_int_equal(f.scope, SCOPE_CONFIG);
		arena_reset(a);
	}
}

static void
more_rows_than_the_limit_are_refused(void **state)
{
	struct arena *a = *state;
	struct strbuf rows_text;
	struct sop sop;
	struct fault f = { 0 };

	strbuf_init(&rows_text, SOP_BYTES_MAX);
	for (int i = 0; i < SOP_STEPS_MAX; i++)
		strbuf_printf(&rows_text,
		    "<langkah id=\"x%d\" jenis=\"akhir\" akhir=\"selesai\">"
		    "<kegiatan>X</kegiatan></langkah>\n",
		    i);
	strbuf_text(&rows_text, "</sop>");
	struct slice text =
	    replace(slice_of(tiny_sop), "</sop>", rows_text.at, a);

	strbuf_release(&rows_text);
	assert_false(sop_parse(text, "sop.xml", a, &sop, &f));
	assert_non_null(strstr(f.text, "<langkah>; the limit is 64"));
}

static void
a_file_above_the_byte_limit_is_refused(void **state)
{
	struct arena *a = *state;
	char *big = arena_alloc(a, SOP_BYTES_MAX + 1);
	struct sop sop;
	struct fault f = { 0 };

	memset(big, ' ', SOP_BYTES_MAX + 1);
	assert_false(sop_parse(
	    (struct slice){ big, SOP_BYTES_MAX + 1 }, "sop.xml", a, &sop, &f));
	assert_non_null(strstr(f.text, "expected 1 to"));
}

static void
a_missing_file_is_named(void **state)
{
	struct sop sop;
	struct fault f = { 0 };

	assert_false(sop_load("/nowhere/sop.xml", *state, &sop, &f));
	assert_int_equal(f.scope, SCOPE_CONFIG);
	assert_non_null(strstr(f.text, "/nowhere/sop.xml"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_eight_rows_stand_as_printed),
		cmocka_unit_test(the_identity_block_is_carried),
		cmocka_unit_test(a_step_comes_with_papers_times_and_branches),
		cmocka_unit_test(work_steps_name_their_papers),
		cmocka_unit_test(the_text_and_its_hash_are_kept),
		cmocka_unit_test(each_broken_file_is_refused_with_its_place),
		cmocka_unit_test(
		    the_tiny_sop_is_whole_and_its_aliases_are_split),
		cmocka_unit_test(the_words_of_a_paper_are_split),
		cmocka_unit_test(a_paper_is_known_by_one_whole_word_of_its_own),
		cmocka_unit_test(only_the_first_characters_are_searched),
		cmocka_unit_test(a_file_cut_anywhere_is_refused),
		cmocka_unit_test(more_rows_than_the_limit_are_refused),
		cmocka_unit_test(a_file_above_the_byte_limit_is_refused),
		cmocka_unit_test(a_missing_file_is_named),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
