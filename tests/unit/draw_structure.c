/*
 * What a drawn SOP must hold, whatever the SOP: every row, every word, every
 * role, on pages that are well-formed and the same each time.
 */
#include "draw_help.h"

#include "cabut/banned.h"

/* ---- the transcribed SOP ---- */

static void
every_row_word_and_role_is_in_the_plain_table(void **state)
{
	struct drawing d;

	(void)state;
	draw_file(SOP_BOLMONG, NULL, DRAW_HTML, &d);
	struct nodes cells = nodes_of(&d, "td");
	const char *all = joined_texts(&cells, d.arena);

	for (size_t i = 0; i < d.sop.step_count; i++) {
		const struct sop_step *s = &d.sop.steps[i];

		if (s->kind == STEP_END)
			continue;
		assert_has(&cells, s->number);
		assert_non_null(strstr(all, s->activity));
	}
	struct nodes texts = nodes_of(&d, "text");

	for (size_t i = 0; i < d.sop.role_count; i++)
		assert_true(holds_nocase(&texts, d.sop.roles[i].label));
	drawing_free(&d);
}

static void
the_picture_holds_every_activity_line_by_line(void **state)
{
	struct drawing d;

	(void)state;
	draw_file(SOP_BOLMONG, NULL, DRAW_SVG, &d);
	struct nodes texts = nodes_of(&d, "text");
	const char *all = joined_texts(&texts, d.arena);

	for (size_t i = 0; i < d.sop.step_count; i++)
		if (d.sop.steps[i].kind != STEP_END &&
		    !strstr(all, d.sop.steps[i].activity))
			fail_msg("not drawn: %s", d.sop.steps[i].activity);
	drawing_free(&d);
}

static void
an_end_with_a_number_is_a_row(void **state)
{
	struct drawing d;

	(void)state;
	draw_file(CABUT_SOURCE_DIR "/templates/sop/natuna-pencabutan.xml", NULL,
	    DRAW_HTML, &d);
	struct nodes cells = nodes_of(&d, "td");

	assert_has(&cells, "10");
	assert_has(&cells, "Selesai");
	drawing_free(&d);
}

static void
long_notes_make_no_third_sheet(void **state)
{
	struct drawing d;

	(void)state;
	draw_file(CABUT_SOURCE_DIR "/templates/sop/pekalongan-pencabutan.xml",
	    NULL, DRAW_HTML, &d);
	assert_int_equal(nodes_of(&d, "svg").count, 2);
	drawing_free(&d);
}

static void
the_eight_rows_are_two_sheets(void **state)
{
	struct drawing d;

	(void)state;
	draw_file(SOP_BOLMONG, NULL, DRAW_HTML, &d);
	assert_int_equal(nodes_of(&d, "svg").count, 2);
	drawing_free(&d);
}

static void
no_text_is_smaller_than_six_and_a_half_points(void **state)
{
	struct drawing d;

	(void)state;
	draw_file(SOP_BOLMONG, NULL, DRAW_SVG, &d);
	struct nodes texts = nodes_of(&d, "text");

	assert_true(texts.count > 100);
	for (size_t i = 0; i < texts.count; i++)
		assert_true(number_of(texts.at[i], "font-size") >= 6.5);
	drawing_free(&d);
}

static void
a_paper_stands_where_a_row_prints_no_equipment(void **state)
{
	struct drawing d;

	(void)state;
	draw_file(CABUT_SOURCE_DIR "/tests/sop/mandiri-berulang.xml", NULL,
	    DRAW_HTML, &d);
	struct nodes items = nodes_of(&d, "li");

	assert_has(&items, "Surat keterangan kehilangan");
	drawing_free(&d);
}

static void
what_two_steps_of_a_row_share_is_told_once(void **state)
{
	struct drawing d;

	(void)state;
	draw_file(SOP_BOLMONG, NULL, DRAW_HTML, &d);
	struct nodes cells = nodes_of(&d, "td");

	assert_has(&cells, "Verifikator, Kepala Dinas");
	assert_has(&cells, "Surat Rekomendasi Pencabutan Sertifikat Elektronik "
			   "yang sudah ditandangani");
	for (size_t i = 0; i < cells.count; i++)
		assert_false(strstr(text_of(cells.at[i]), "10 Menit + "));
	drawing_free(&d);
}

/* ---- the flowchart ---- */

static void
symbols_are_those_of_the_regulation(void **state)
{
	/* Rows 1 and 8 begin and end; 2, 3 and 4 decide; 5 has two. */
	struct drawing d;
	size_t diamonds = 0, capsules = 0;

	(void)state;
	draw_file(SOP_BOLMONG, NULL, DRAW_SVG, &d);
	struct nodes rects = nodes_of(&d, "rect"), areas;

	for (size_t i = 0; i < rects.count; i++)
		capsules += number_of(rects.at[i], "rx") > 0;
	areas = nodes_of(&d, "polygon");
	for (size_t i = 0; i < areas.count; i++)
		diamonds += is_diamond(areas.at[i]);
	assert_int_equal(capsules, 2);
	assert_int_equal(diamonds, 3);
	drawing_free(&d);
}

static void
each_decision_says_yes_and_no(void **state)
{
	struct drawing d;

	(void)state;
	draw_file(SOP_BOLMONG, NULL, DRAW_SVG, &d);
	struct nodes texts = nodes_of(&d, "text");

	assert_int_equal(count_equal(&texts, "Ya"), 3);
	assert_int_equal(count_equal(&texts, "Tidak"), 3);
	drawing_free(&d);
}

static void
a_refusal_that_no_row_takes_ends_beside_the_decision(void **state)
{
	struct drawing d;

	(void)state;
	draw_file(CABUT_SOURCE_DIR "/tests/sop/disposisi-langsung.xml", NULL,
	    DRAW_SVG, &d);
	struct nodes texts = nodes_of(&d, "text");

	assert_int_equal(count_equal(&texts, "Ditolak"), 1);
	drawing_free(&d);
}

static void
no_arrow_runs_over_a_symbol(void **state)
{
	static const char *const files[] = { SOP_BOLMONG,
		CABUT_SOURCE_DIR "/tests/sop/disposisi-langsung.xml",
		CABUT_SOURCE_DIR "/tests/sop/mandiri-berulang.xml",
		CABUT_SOURCE_DIR "/tests/sop/penerbitan.xml" };

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct drawing d;

		draw_file(files[i], NULL, DRAW_SVG, &d);
		assert_int_equal(lines_over_symbols(&d), 0);
		drawing_free(&d);
	}
}

/* ---- formats ---- */

static void
the_same_sop_gives_the_same_bytes(void **state)
{
	static const enum draw_format formats[] = { DRAW_HTML, DRAW_SVG,
		DRAW_PDF };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct drawing a, b;

		draw_file(SOP_BOLMONG, NULL, formats[i], &a);
		draw_file(SOP_BOLMONG, NULL, formats[i], &b);
		assert_true(a.bytes.len > 1000);
		assert_true(slice_equal(a.bytes, b.bytes));
		drawing_free(&a);
		drawing_free(&b);
	}
}

static void
html_asks_for_nothing_from_elsewhere(void **state)
{
	static const char *const forbidden[] = { "<script", "<img", "<link",
		"url(", "@import", "href=", "src=", "<iframe" };
	struct drawing d;

	(void)state;
	draw_file(SOP_BOLMONG, NULL, DRAW_HTML, &d);
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
		assert_null(memmem(d.bytes.at, d.bytes.len, forbidden[i],
		    strlen(forbidden[i])));
	drawing_free(&d);
}

static void
suffixes_name_formats(void **state)
{
	static const struct {
		const char *path;
		bool known;
		enum draw_format want;
	} rows[] = {
		{ "a.html", true, DRAW_HTML },
		{ "a.b/c.SVG", true, DRAW_SVG },
		{ "x.pdf", true, DRAW_PDF },
		{ "x.pdf.txt", false, DRAW_HTML },
		{ "pdf", false, DRAW_HTML },
		{ "", false, DRAW_HTML },
		{ "x.", false, DRAW_HTML },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum draw_format got = DRAW_HTML;

		assert_int_equal(
		    draw_format_of(rows[i].path, &got), rows[i].known);
		assert_int_equal(got, rows[i].want);
	}
}

/* ---- progress ---- */

static void
progress_is_told_by_words_and_marks(void **state)
{
	struct draw_mark marks[SOP_STEPS_MAX] = {
		{ .state = DRAW_DONE, .measured = "3 Menit" },
		{ .state = DRAW_DONE, .is_late = true, .measured = "2 Jam" },
		{ .state = DRAW_CURRENT, .note = "Sejak <kemarin>" },
		{ .state = DRAW_SKIPPED },
	};
	struct draw_progress progress = { .title = "CABUT-2026-0042",
		.date = "20 November 2026",
		.marks = marks };
	struct drawing d;

	(void)state;
	draw_file(SOP_BOLMONG, &progress, DRAW_HTML, &d);
	struct nodes cells = nodes_of(&d, "td");

	assert_has(&cells, "selesai");
	assert_has(&cells, "selesai, terlambat");
	assert_has(&cells, "sedang berjalan");
	assert_has(&cells, "dilewati");
	assert_has(&cells, "60 Menit / 3 Menit");
	assert_has(&cells, "Sejak <kemarin>");
	struct nodes texts = nodes_of(&d, "text");

	assert_int_equal(count_equal(&texts, "!"), 1);
	assert_int_equal(nodes_of(&d, "svg").count, 2);
	drawing_free(&d);
}

static void
a_row_of_two_steps_is_done_when_both_are(void **state)
{
	struct draw_mark marks[SOP_STEPS_MAX] = { [4] = {
						      .state = DRAW_DONE } };
	struct draw_progress progress = { .marks = marks };
	struct drawing d;

	(void)state;
	draw_file(SOP_BOLMONG, &progress, DRAW_HTML, &d);
	struct nodes cells = nodes_of(&d, "td");

	assert_int_equal(count_equal(&cells, "sedang berjalan"), 1);
	drawing_free(&d);
	marks[5].state = DRAW_DONE;
	draw_file(SOP_BOLMONG, &progress, DRAW_HTML, &d);
	cells = nodes_of(&d, "td");
	assert_int_equal(count_equal(&cells, "selesai"), 1);
	drawing_free(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_word_and_role_is_in_the_plain_table),
		cmocka_unit_test(an_end_with_a_number_is_a_row),
		cmocka_unit_test(long_notes_make_no_third_sheet),
		cmocka_unit_test(the_picture_holds_every_activity_line_by_line),
		cmocka_unit_test(the_eight_rows_are_two_sheets),
		cmocka_unit_test(no_text_is_smaller_than_six_and_a_half_points),
		cmocka_unit_test(
		    a_paper_stands_where_a_row_prints_no_equipment),
		cmocka_unit_test(what_two_steps_of_a_row_share_is_told_once),
		cmocka_unit_test(symbols_are_those_of_the_regulation),
		cmocka_unit_test(each_decision_says_yes_and_no),
		cmocka_unit_test(
		    a_refusal_that_no_row_takes_ends_beside_the_decision),
		cmocka_unit_test(no_arrow_runs_over_a_symbol),
		cmocka_unit_test(the_same_sop_gives_the_same_bytes),
		cmocka_unit_test(html_asks_for_nothing_from_elsewhere),
		cmocka_unit_test(suffixes_name_formats),
		cmocka_unit_test(progress_is_told_by_words_and_marks),
		cmocka_unit_test(a_row_of_two_steps_is_done_when_both_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
