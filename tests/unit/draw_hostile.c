/*
 * SOPs that nobody would sign: they must still come out whole, or be refused
 * with a sentence.
 */
#include "draw_help.h"

#include "cabut/banned.h"

enum { TEXT_MAX = 1024 * 1024 };

/* A SOP of so many rows and roles, with `activity` in each row. */
static struct slice
make_sop(size_t rows, size_t roles, const char *activity, struct arena *a)
{
	struct strbuf s;

	strbuf_init(&s, TEXT_MAX);
	strbuf_text(&s, "<sop xmlns=\"urn:cabut:sop:1\" id=\"uji\" "
			"layanan=\"pencabutan\" versi=\"1\"><nama>Uji</nama>"
			"<instansi>Dinas Contoh</instansi>");
	for (size_t i = 0; i < roles; i++)
		strbuf_printf(&s,
		    "<peran id=\"r%zu\">Peran Panjang Nomor%zu</peran>", i, i);
	for (size_t i = 0; i < rows; i++) {
		bool decides = i % 3 == 2;

		strbuf_printf(&s,
		    "<langkah no=\"%zu\" id=\"s%zu\" pelaksana=\"r%zu\" "
		    "jenis=\"%s\"><kegiatan>%s</kegiatan>",
		    i + 1, i, i * 7 % roles, decides ? "keputusan" : "proses",
		    activity);
		if (i + 1 < rows)
			strbuf_printf(&s, "<jika hasil=\"%s\" ke=\"s%zu\"/>",
			    decides ? "setuju" : "selesai", i + 1);
		else
			strbuf_printf(&s, "<jika hasil=\"%s\" ke=\"e\"/>",
			    decides ? "setuju" : "selesai");
		if (decides)
			strbuf_printf(&s, "<jika hasil=\"tolak\" ke=\"s%zu\"/>",
			    i * 5 % (i + 1));
		strbuf_text(&s, "</langkah>");
	}
	strbuf_text(&s, "<langkah id=\"e\" jenis=\"akhir\" akhir=\"selesai\">"
			"<kegiatan>Selesai</kegiatan></langkah></sop>");
	assert_false(s.cut);
	struct slice text = { strbuf_keep(&s, a), s.len };

	strbuf_release(&s);
	return text;
}

static const char *
repeated(const char *word, size_t times, struct arena *a)
{
	size_t len = strlen(word);
	char *text = arena_alloc(a, len * times + 1);

	for (size_t i = 0; i < times; i++)
		memcpy(text + i * len, word, len);
	return text;
}

static void
any_number_of_rows_and_roles_comes_out_whole(void **state)
{
	static const size_t rows[][2] = { { 1, 1 }, { 2, 1 }, { 3, 2 },
		{ 20, 1 }, { 63, 12 }, { 63, 32 }, { 63, 1 } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *a = arena_new();
		struct drawing d;

		draw_text(make_sop(rows[i][0], rows[i][1], "Bekerja", a), NULL,
		    DRAW_HTML, &d);
		struct nodes cells = nodes_of(&d, "td");

		assert_int_equal(count_equal(&cells, "Bekerja"), rows[i][0]);
		for (size_t k = 1; k <= rows[i][0]; k++)
			assert_has(&cells, arena_printf(a, "%zu", k));
		assert_int_equal(lines_over_symbols(&d), 0);
		drawing_free(&d);
		arena_free(a);
	}
}

static void
markup_in_a_text_stays_text(void **state)
{
	static const char hostile[] =
	    "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &quot;&apos; "
	    "]]&gt; &lt;/text&gt;";
	static const char want[] =
	    "<script>alert(1)</script> &amp; \"' ]]> </text>";
	struct arena *a = arena_new();

	(void)state;
	for (int format = DRAW_HTML; format <= DRAW_SVG; format++) {
		struct drawing d;

		draw_text(make_sop(2, 2, hostile, a), NULL,
		    (enum draw_format)format, &d);
		assert_int_equal(nodes_of(&d, "script").count, 0);
		struct nodes n = nodes_of(&d, format ? "text" : "td");

		assert_non_null(strstr(joined_texts(&n, d.arena), want));
		drawing_free(&d);
	}
	arena_free(a);
}

static void
marks_that_turn_a_line_around_are_left_out(void **state)
{
	struct arena *a = arena_new();
	struct drawing d;

	(void)state;
	draw_text(make_sop(1, 1,
		      "a\xe2\x80\xae"
		      "b\xe2\x81\xa6"
		      "c",
		      a),
	    NULL, DRAW_HTML, &d);
	struct nodes cells = nodes_of(&d, "td");

	assert_has(&cells, "abc");
	drawing_free(&d);
	arena_free(a);
}

/* No text leaves the sheet, and none is wider than its cell lets it. */
static void
assert_inside(const struct drawing *d)
{
	struct nodes texts = nodes_of(d, "text");

	for (size_t i = 0; i < texts.count; i++) {
		double x = number_of(texts.at[i], "x");
		double width = number_of(texts.at[i], "textLength");
		double y = number_of(texts.at[i], "y");

		if (x == 0 && y == 0) /* upright: a heading */
			continue;
		assert_true(x >= 0 && x + width <= 842);
		assert_true(y >= 0);
	}
}

static void
a_word_wider_than_its_cell_is_broken(void **state)
{
	struct arena *a = arena_new();
	struct drawing d;

	(void)state;
	draw_text(
	    make_sop(3, 4, repeated("kata", 300, a), a), NULL, DRAW_SVG, &d);
	assert_inside(&d);
	drawing_free(&d);
	arena_free(a);
}

static void
a_row_higher_than_a_page_goes_on_overleaf(void **state)
{
	struct arena *a = arena_new();
	struct drawing d;

	(void)state;
	draw_text(make_sop(3, 12, repeated("satu dua tiga ", 280, a), a), NULL,
	    DRAW_HTML, &d);
	assert_true(nodes_of(&d, "svg").count > 3);
	struct nodes texts = nodes_of(&d, "text");

	assert_has(&texts, "(1)"); /* the row's number again */
	assert_inside(&d);
	drawing_free(&d);
	arena_free(a);
}

static void
the_longest_texts_have_an_end(void **state)
{
	struct arena *a = arena_new();
	struct drawing d;

	(void)state;
	draw_text(
	    make_sop(63, 32, repeated("i ", 8000, a), a), NULL, DRAW_SVG, &d);
	assert_true(d.bytes.len < DRAW_BYTES_MAX);
	struct nodes texts = nodes_of(&d, "text");

	assert_non_null(strstr(joined_texts(&texts, d.arena), "i\xe2\x80\xa6"));
	drawing_free(&d);
	arena_free(a);
}

static void
a_sop_without_numbers_is_refused_with_a_sentence(void **state)
{
	struct arena *a = arena_new();
	struct fault f = { 0 };
	struct sop sop;
	struct slice out = SLICE("before");

	(void)state;
	assert_true(sop_parse(make_sop(1, 1, "x", a), "s", a, &sop, &f));
	sop.steps[0].number = "";
	assert_false(draw_sop(&sop, NULL, DRAW_PDF, a, &out, &f));
	assert_int_equal(f.scope, SCOPE_CONFIG);
	assert_non_null(strstr(f.text, "no step with a number"));
	assert_true(slice_equal(out, SLICE("before")));
	arena_free(a);
}

/* Values by hand: not from a file that the parser has seen. */
static void
broken_letters_and_controls_are_made_harmless(void **state)
{
	struct arena *a = arena_new();
	struct fault f = { 0 };
	struct sop sop;
	struct slice out;
	xmlDoc *doc;

	(void)state;
	assert_true(sop_parse(make_sop(2, 1, "x", a), "s", a, &sop, &f));
	sop.steps[0].activity = "a\x01\x1b[31m\xff\xc3 b\r\n\tc";
	sop.agency = "\xf0\x9f";
	sop.name = "";
	assert_true(draw_sop(&sop, NULL, DRAW_SVG, a, &out, &f));
	doc = xmlReadMemory(out.at, (int)out.len, "s", NULL, XML_PARSE_NONET);
	assert_non_null(doc);
	xmlFreeDoc(doc);
	arena_free(a);
}

static void
empty_cells_are_drawn_as_cells(void **state)
{
	struct arena *a = arena_new();
	struct fault f = { 0 };
	struct sop sop;
	struct slice out;

	(void)state;
	assert_true(sop_parse(make_sop(2, 1, "x", a), "s", a, &sop, &f));
	sop.steps[1].activity = "";
	sop.steps[1].output = NULL;
	sop.steps[1].actor = NULL;
	for (int format = DRAW_HTML; format <= DRAW_PDF; format++)
		assert_true(draw_sop(
		    &sop, NULL, (enum draw_format)format, a, &out, &f));
	arena_free(a);
}

static void
many_steps_in_one_row_stay_on_their_page(void **state)
{
	struct arena *a = arena_new();
	struct fault f = { 0 };
	struct drawing d = { .arena = a };
	struct nodes areas;

	(void)state;
	assert_true(sop_parse(make_sop(60, 2, "x", a), "s", a, &d.sop, &f));
	for (size_t i = 0; i < 60; i++)
		d.sop.steps[i].number = "1";
	assert_true(draw_sop(&d.sop, NULL, DRAW_HTML, a, &d.bytes, &f));
	d.doc = xmlReadMemory(
	    d.bytes.at, (int)d.bytes.len, "s", NULL, XML_PARSE_NONET);
	assert_non_null(d.doc);
	areas = nodes_of(&d, "polygon");
	assert_true(areas.count > 50);
	for (size_t i = 0; i < areas.count; i++) {
		double p[8][2];
		size_t n = points_of(areas.at[i], p, 8);

		for (size_t k = 0; k < n; k++)
			assert_true(p[k][1] <= 595 && p[k][0] <= 842);
	}
	drawing_free(&d);
}

/* ---- the identity block ---- */

static void
labels_are_known_in_many_spellings(void **state)
{
	static const struct {
		const char *label, *heading;
	} rows[] = {
		{ "Nomor SOP", "NOMOR SOP" }, { "NO. SOP", "NOMOR SOP" },
		{ "TANGGAL PEMBUATAN", "TGL. PEMBUATAN" },
		{ "Tgl.Revisi :", "TGL. REVISI" },
		{ "tanggal efektif", "TGL. EFEKTIF" },
		{ "Disahkan  oleh", "DISAHKAN OLEH" },
		{ "Kualifikasi Pelaksna:", "KUALIFIKASI PELAKSANA" },
		{ "Peralatan / Perlengkapan", "PERALATAN/PERLENGKAPAN" },
		{ "Pencatatan & Pendataan", "PENCATATAN DAN PENDATAAN" },
		{ "Nomor Induk", "Nomor Induk" }, /* a row of its own */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *a = arena_new();
		struct fault f = { 0 };
		const char *pair[1][2] = { { rows[i].label, "NILAI-X" } };
		struct sop sop;
		struct slice out;

		assert_true(
		    sop_parse(make_sop(1, 1, "x", a), "s", a, &sop, &f));
		sop.identity = pair;
		sop.identity_count = 1;
		assert_true(draw_sop(&sop, NULL, DRAW_HTML, a, &out, &f));
		const char *want = arena_printf(
		    a, "<tr><th>%s</th><td>NILAI-X</td></tr>", rows[i].heading);

		if (!memmem(out.at, out.len, want, strlen(want)))
			fail_msg(
			    "%s is not %s", rows[i].label, rows[i].heading);
		arena_free(a);
	}
}

static void
a_long_identity_block_goes_on_overleaf(void **state)
{
	enum { PAIRS = 120 };
	const char *pairs[PAIRS][2];
	struct arena *a = arena_new();
	struct fault f = { 0 };
	struct sop sop;
	struct slice out;

	(void)state;
	for (size_t i = 0; i < PAIRS; i++) {
		pairs[i][0] = i % 2 ? "Peringatan" : "Catatan Khusus";
		pairs[i][1] = repeated("panjang sekali ", 20 + i, a);
	}
	pairs[0][0] = "Disahkan oleh";
	assert_true(sop_parse(make_sop(1, 1, "x", a), "s", a, &sop, &f));
	sop.identity = pairs;
	sop.identity_count = PAIRS;
	for (int format = DRAW_HTML; format <= DRAW_PDF; format++)
		assert_true(draw_sop(
		    &sop, NULL, (enum draw_format)format, a, &out, &f));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_number_of_rows_and_roles_comes_out_whole),
		cmocka_unit_test(markup_in_a_text_stays_text),
		cmocka_unit_test(marks_that_turn_a_line_around_are_left_out),
		cmocka_unit_test(a_word_wider_than_its_cell_is_broken),
		cmocka_unit_test(a_row_higher_than_a_page_goes_on_overleaf),
		cmocka_unit_test(the_longest_texts_have_an_end),
		cmocka_unit_test(
		    a_sop_without_numbers_is_refused_with_a_sentence),
		cmocka_unit_test(broken_letters_and_controls_are_made_harmless),
		cmocka_unit_test(empty_cells_are_drawn_as_cells),
		cmocka_unit_test(many_steps_in_one_row_stay_on_their_page),
		cmocka_unit_test(labels_are_known_in_many_spellings),
		cmocka_unit_test(a_long_identity_block_goes_on_overleaf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
