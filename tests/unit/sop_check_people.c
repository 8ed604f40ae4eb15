/*
 * How many people stand between a request and its revocation: on every way
 * through the file, and with the people of a configuration.
 */
#include "sop_help.h"

#include <stdio.h>

#include "cabut/banned.h"

#define BM "templates/sop/bolaang-mongondow-pencabutan.xml"
#define PEKALONGAN "templates/sop/pekalongan-pencabutan.xml"

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

struct way {
	const char *file; /* NULL: the tiny SOP */
	const char *change[2][2];
	const char *finding;
};

#define FEW(row, id, count, asked)                                             \
	"langkah " row ": baris \"" id "\" dapat dicapai dengan persetujuan "  \
	"" count " orang, padahal persetujuan=\"" asked "\""

static const struct way ways[] = {
	/* a rejection that leads on */
	{ BM,
	    { { "<jika hasil=\"tolak\" ke=\"ditolak\"/>",
		"<jika hasil=\"tolak\" ke=\"disposisi-kabid\"/>" } },
	    FEW("6", "unggah-ams", "2", "3") },
	/* a disposition past two desks */
	{ BM,
	    { { "<jika hasil=\"setuju disposisi\" ke=\"disposisi-kabid\"/>",
		"<jika hasil=\"setuju\" ke=\"disposisi-kabid\"/>"
		"<jika hasil=\"disposisi\" ke=\"rekomendasi\"/>" } },
	    FEW("6", "unggah-ams", "1", "3") },
	/* more than the file has */
	{ BM, { { "persetujuan=\"3\"", "persetujuan=\"4\"" } },
	    FEW("6", "unggah-ams", "3", "4") },
	/* a request that is answered anew forgets who has consented */
	{ PEKALONGAN,
	    { { "ke=\"surat\" ulang=\"ya\"", "ke=\"ulangi\" ulang=\"ya\"" },
		{ "<langkah id=\"tunggu-bsre\"",
		    "<langkah id=\"ulangi\" pelaksana=\"pemohon\" "
		    "jenis=\"permohonan\"><kegiatan>Membuat ulang</kegiatan>"
		    "<jika hasil=\"lengkap\" ke=\"login-ams\"/>"
		    "<jika hasil=\"batal\" ke=\"dibatalkan\"/></langkah>"
		    "<langkah id=\"tunggu-bsre\"" } },
	    FEW("tunggu-bsre", "tunggu-bsre", "0", "1") },
	/* work is no consent */
	{ "templates/sop/natuna-pencabutan.xml",
	    { { "persetujuan=\"0\"", "persetujuan=\"1\"" } },
	    FEW("tunggu-bsre", "tunggu-bsre", "0", "1") },
};

static void
a_way_past_somebody_is_found(void **state)
{
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		const struct way *w = &ways[i];
		struct slice text =
		    w->file ? read_sop_at(w->file, a) : slice_of(tiny_sop);
		struct sop_findings found;

		for (size_t k = 0; k < 2 && w->change[k][0]; k++)
			text =
			    replace(text, w->change[k][0], w->change[k][1], a);
		struct sop sop = parse_or_fail(text, a);

		assert_false(sop_check(&sop, a, &found));
		want_only(&found, w->finding);
	}
}

static void
one_role_in_two_rows_is_one_person(void **state)
{
	struct arena *a = *state;
	struct sop sop =
	    parse_or_fail(replace(read_sop_at(BM, a), "pelaksana=\"sandiman\"",
			      "pelaksana=\"kepala-dinas\"", a),
		a);
	struct sop_findings found;

	assert_false(sop_check(&sop, a, &found));
	assert_true(is_found(&found, FEW("6", "unggah-ams", "2", "3")));
}

static void
too_many_deciders_are_not_guessed_about(void **state)
{
	struct arena *a = *state;
	struct strbuf text;
	struct sop_findings found;

	strbuf_init(&text, 100000);
	strbuf_text(&text,
	    "<sop xmlns=\"urn:cabut:sop:1\" id=\"x\" layanan=\"pencabutan\" "
	    "versi=\"1\" persetujuan=\"13\"><nama>X</nama>"
	    "<instansi>X</instansi>");
	for (int i = 1; i <= 13; i++)
		strbuf_printf(&text, "<peran id=\"p%d\">P%d</peran>", i, i);
	for (int i = 1; i <= 13; i++)
		strbuf_printf(&text,
		    "<langkah no=\"%d\" id=\"l%d\" pelaksana=\"p%d\" "
		    "jenis=\"keputusan\"><kegiatan>X</kegiatan>"
		    "<jika hasil=\"setuju\" ke=\"l%d\"/>"
		    "<jika hasil=\"tolak\" ke=\"tolak\"/>"
		    "<jika hasil=\"batal\" ke=\"batal\"/></langkah>",
		    i, i, i, i + 1);
	strbuf_text(&text,
	    "<langkah id=\"l14\" jenis=\"akhir\" akhir=\"selesai\">"
	    "<kegiatan>X</kegiatan></langkah>"
	    "<langkah id=\"tolak\" jenis=\"akhir\" akhir=\"ditolak\">"
	    "<kegiatan>X</kegiatan></langkah>"
	    "<langkah id=\"batal\" jenis=\"akhir\" akhir=\"dibatalkan\">"
	    "<kegiatan>X</kegiatan></langkah></sop>");
	struct sop sop = parse_or_fail(slice_of(text.at), a);

	assert_false(sop_check(&sop, a, &found));
	want_only(&found,
	    "lebih dari 12 peran memutus; jalan-jalannya terlalu banyak "
	    "untuk diperiksa");
	strbuf_release(&text);
}

/* ---- people ---- */

static const struct sop_person full[] = {
	{ "kepala-dinas", "hasan@contoh.go.id", "sekdis@contoh.go.id" },
	{ "kabid-persandian", "rina@contoh.go.id", "kabid2@contoh.go.id" },
	{ "sandiman", "agus@contoh.go.id", "sandi2@contoh.go.id" },
	{ "verifikator", "dewi@contoh.go.id", "tim2@contoh.go.id" },
};
enum { FULL = sizeof full / sizeof *full };

struct staffing {
	int changed; /* index in `full` */
	struct sop_person person;
	bool is_right;
	const char *finding;
};

static const struct staffing staffings[] = {
	{ 2, { "sekretaris", "agus@contoh.go.id", "sandi2@contoh.go.id" },
	    false,
	    "langkah 4: baris \"perintah-sandiman\" dikerjakan peran "
	    "\"sandiman\", yang tidak dipegang pejabat mana pun dalam "
	    "konfigurasi" },
	{ 3, { "verifikator", "dewi@contoh.go.id", NULL }, true,
	    "peran \"verifikator\" belum mempunyai pengganti dalam "
	    "konfigurasi; bila dewi@contoh.go.id berhalangan, permohonan "
	    "menunggu" },
	{ 3, { "verifikator", "dewi@contoh.go.id", "dewi@Contoh.go.id" }, false,
	    "peran \"verifikator\": pengganti dan pejabatnya satu alamat "
	    "(dewi@contoh.go.id)" },
	{ 1, { "kabid-persandian", "hasan@CONTOH.go.id", "b@contoh.go.id" },
	    false,
	    "peran \"kepala-dinas\" dan \"kabid-persandian\" dipegang satu "
	    "orang (hasan@contoh.go.id): jalan yang meminta beberapa "
	    "persetujuan akan diputus sendirian, dan cabut menolaknya" },
	{ 0, { "kepala-dinas", "hasan@contoh.go.id", "rina@contoh.go.id" },
	    true,
	    "rina@contoh.go.id memegang peran \"kabid-persandian\" dan "
	    "pengganti peran \"kepala-dinas\": dalam satu permohonan ia "
	    "hanya dapat memutus salah satunya" },
};

static void
people_are_held_against_the_rows(void **state)
{
	struct arena *a = *state;
	struct sop sop = parse_or_fail(read_sop_at(BM, a), a);
	struct sop_findings found;

	assert_true(sop_check_people(&sop, full, FULL, a, &found));
	assert_int_equal(found.count, 0);
	for (size_t i = 0; i < sizeof staffings / sizeof *staffings; i++) {
		const struct staffing *s = &staffings[i];
		struct sop_person people[FULL];

		memcpy(people, full, sizeof people);
		people[s->changed] = s->person;
		assert_int_equal(
		    sop_check_people(&sop, people, FULL, a, &found),
		    s->is_right);
		want_only(&found, s->finding);
		assert_int_equal(found.is_advice[0], s->is_right);
	}
	assert_false(sop_check_people(&sop, NULL, 0, a, &found));
	assert_int_equal(found.count, 4);
}

/* Three roles decide and two people are asked for: one person in two of them
 * does not decide alone, and yet the case would stop. */
static void
one_person_in_two_roles_stops_the_case(void **state)
{
	struct arena *a = *state;
	struct sop sop =
	    parse_or_fail(replace(read_sop_at(BM, a), "persetujuan=\"3\"",
			      "persetujuan=\"2\"", a),
		a);
	struct sop_person people[FULL];
	struct sop_findings found;

	memcpy(people, full, sizeof people);
	people[2].address = "rina@contoh.go.id";
	assert_false(sop_check_people(&sop, people, FULL, a, &found));
	want_only(&found,
	    "peran \"kabid-persandian\" dan \"sandiman\" dipegang satu orang "
	    "(rina@contoh.go.id): cabut menolak keputusan kedua dari orang "
	    "yang sama, dan permohonan berhenti di sana");
}

/* Whoever works may also decide; a superior is found per case. */
static void
workers_and_superiors_are_not_counted(void **state)
{
	static const struct sop_person op[] = { { "op", "op@contoh.go.id",
	    "op2@contoh.go.id" } };
	struct arena *a = *state;
	struct sop sop = parse_or_fail(read_sop_at(BM, a), a);
	struct sop_person people[FULL];
	struct sop_findings found;

	memcpy(people, full, sizeof people);
	people[3].address = "agus@contoh.go.id";
	assert_true(sop_check_people(&sop, people, FULL, a, &found));
	assert_int_equal(found.count, 0);
	sop = parse_or_fail(read_sop_at(PEKALONGAN, a), a);
	assert_true(sop_check_people(&sop, op, 1, a, &found));
	assert_int_equal(found.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_way_past_somebody_is_found),
		cmocka_unit_test(one_role_in_two_rows_is_one_person),
		cmocka_unit_test(too_many_deciders_are_not_guessed_about),
		cmocka_unit_test(people_are_held_against_the_rows),
		cmocka_unit_test(one_person_in_two_roles_stops_the_case),
		cmocka_unit_test(workers_and_superiors_are_not_counted),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
