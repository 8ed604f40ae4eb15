/*
 * The mail templates that cabut brings, and an agency's copies: they fill,
 * they are plain and safe, and typing errors are found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "cabut/notice.h"

#include "../support/notice_scratch.h"
#include "../support/notice_view.h"

#include "cabut/banned.h"

#define TAG "[CABUT-2026-0042 k7q2m5x3f6a4b2c5d3e6g4h2aa]"

/* ---- every template ---- */

static void
every_template_fills_and_names_its_case(void **state)
{
	struct view *v = *state;

	for (size_t i = 0; notice_names()[i]; i++) {
		const char *name = notice_names()[i];

		/* Asked before there is a case, of who may be nobody; of
		 * owners without a case. */
		bool has_number = strcmp(name, "konfirmasi") != 0 &&
				  strcmp(name, "masa-jabatan") != 0 &&
				  strcmp(name, "surat-tidak-jelas") != 0 &&
				  strcmp(name, "sedang-dilihat") != 0 &&
				  strcmp(name, "pertanyaan-helpdesk") != 0;

		view_fill_example(v, name);
		if (!strstr(v->r.text, "CABUT-2026-0042") == has_number)
			fail_msg(
			    "%s.txt: the number, want %d", name, has_number);
		if (has_number && !strstr(v->r.html, "CABUT-2026-0042"))
			fail_msg("%s.html lacks the number", name);
		if (strstr(v->r.text, "{{") || strstr(v->r.html, "{{"))
			fail_msg("%s: a tag came through", name);
		assert_true(strncmp(v->r.text, "Yth. ", 5) == 0);
		assert_true(strlen(v->r.subject) <= SUBJECT_MAX);
	}
}

static void
every_template_passes_the_check(void **state)
{
	struct view *v = *state;
	struct fault f = { 0 };

	for (size_t i = 0; notice_names()[i]; i++)
		if (!notice_check(TEMPLATES, notice_names()[i], v->arena, &f))
			fail_msg("%s", f.text);
}

struct subject_row {
	const char *name, *want;
};

static const struct subject_row subject_rows[] = {
	{ "permintaan-keputusan",
	    TAG " Pencabutan Sertifikat Elektronik a.n. Drs. H. Syamsul Bahri "
		"Lantong, M.Si." },
	{ "permintaan-proses",
	    TAG " Pengingat: Pencabutan Sertifikat Elektronik a.n. Drs. H. "
		"Syamsul Bahri Lantong, M.Si." },
	{ "daftar-permintaan",
	    TAG " 3 permohonan menunggu keputusan Bapak/Ibu" },
	{ "eskalasi",
	    "[CABUT-2026-0042] Mohon bantuan mengingatkan: Pencabutan "
	    "Sertifikat Elektronik a.n. Drs. H. Syamsul Bahri "
	    "Lantong, M.Si." },
	{ "tanya-atasan",
	    TAG " Mohon keterangan: siapa atasan pemilik sertifikat a.n. Drs. "
		"H. Syamsul Bahri Lantong, M.Si." },
	{ "terbit", "Re: Permohonan Penerbitan Sertifikat Elektronik "
		    "[CABUT-2026-0042]" },
	{ "tidak-jelas",
	    TAG " Pencabutan Sertifikat Elektronik a.n. Drs. H. Syamsul Bahri "
		"Lantong, M.Si." },
	{ "tercatat",
	    TAG " Pencabutan Sertifikat Elektronik a.n. Drs. H. Syamsul Bahri "
		"Lantong, M.Si." },
	{ "konfirmasi", "Mohon konfirmasi: surat permohonan kepada Dinas "
			"Komunikasi dan Informatika Kabupaten Tanjung Rimba" },
	{ "diterima", "Re: Permohonan Pencabutan Sertifikat Elektronik "
		      "[CABUT-2026-0042]" },
	{ "dicabut", "Re: Permohonan Pencabutan Sertifikat Elektronik "
		     "[CABUT-2026-0042]" },
	{ "perlu-konfirmasi",
	    "Pencabutan Sertifikat Elektronik: jawaban belum dapat dihitung "
	    "[CABUT-2026-0042]" },
	{ "operator", "[cabut] Kotak masuk tidak dapat dibuka" },
};

static void
subjects_carry_the_tag_in_its_shape(void **state)
{
	struct view *v = *state;

	for (size_t i = 0; i < sizeof subject_rows / sizeof *subject_rows;
	     i++) {
		view_fill_example(v, subject_rows[i].name);
		assert_string_equal(v->r.subject, subject_rows[i].want);
	}
}

static void
applicant_subject_without_an_original_names_the_service(void **state)
{
	struct view *v = *state;
	json_t *values = notice_example("diterima");

	json_object_set_new(values, "subjek_asal", json_string(""));
	view_fill(v, "diterima", values);
	assert_string_equal(
	    v->r.subject, "Pencabutan Sertifikat Elektronik [CABUT-2026-0042]");
	json_decref(values);
}

/* One value changed in the example, and the words that must then stand. */
struct wording_row {
	const char *name, *key;
	json_t *(*value)(void);
	const char *in_text, *in_subject; /* NULL: not looked at */
};

static json_t *
json_reminder(void)
{
	return json_string("Pengingat terakhir");
}

static json_t *
json_no_text(void)
{
	return json_string("");
}

static const struct wording_row wording_rows[] = {
	{ "permintaan-keputusan", "pengingat", json_reminder,
	    "Pengingat terakhir: permohonan ini menunggu Bapak/Ibu",
	    TAG " Pengingat: Pencabutan" },
	{ "permintaan-proses", "pengingat", json_no_text,
	    "Permohonan berikut menunggu tindakan Bapak/Ibu.",
	    TAG " Pencabutan" },
	{ "permintaan-keputusan", "baris", json_array,
	    "Langkah          : 2 - Menelaah", NULL },
	{ "permintaan-proses", "contoh_baris", json_no_text,
	    "  - Langkah 6: Memeriksa kelengkapan", NULL },
	{ "daftar-permintaan", "keputusan_daftar", json_false,
	    "  - Tulis 1 SELESAI bila", TAG " 3 permohonan menunggu tindakan" },
	{ "daftar-permintaan", "terlampir", json_false,
	    "berkas ada pada surel permintaan", NULL },
	{ "daftar-permintaan", "pengingat", json_reminder,
	    "ada 3 permohonan yang masih menunggu",
	    TAG " Pengingat: 3 permohonan menunggu keputusan" },
	{ "tembusan-selesai", "penerbitan", json_true,
	    "berikut telah diterbitkan oleh", NULL },
	{ "tembusan-selesai", "penerbitan", json_false,
	    "berikut telah dicabut oleh", NULL },
	{ "dibatalkan", "penerbitan", json_true,
	    "Tidak ada sertifikat yang diterbitkan", NULL },
};

/* Where the text was folded is not what is asked. */
static const char *
unfolded(struct arena *a, const char *text)
{
	char *copy = arena_strdup(a, text);

	for (char *at = copy; *at; at++)
		if (*at == '\n' && at[1] != ' ' && at[1] != '\n')
			*at = ' ';
	return copy;
}

static void
wording_turns_on_the_values(void **state)
{
	struct view *v = *state;

	for (size_t i = 0; i < sizeof wording_rows / sizeof *wording_rows;
	     i++) {
		const struct wording_row *row = &wording_rows[i];
		json_t *values = notice_example(row->name);

		json_object_set_new(values, row->key, row->value());
		view_fill(v, row->name, values);
		if (!strstr(unfolded(v->arena, v->r.text), row->in_text))
			fail_msg("%s lacks \"%s\":\n%s", row->name,
			    row->in_text, v->r.text);
		if (row->in_subject && strncmp(v->r.subject, row->in_subject,
					   strlen(row->in_subject)) != 0)
			fail_msg("%s: subject %s", row->name, v->r.subject);
		json_decref(values);
	}
}

/* What one answer covers is said once, row by row. */
static void
covered_rows_take_the_place_of_the_step(void **state)
{
	struct view *v = *state;

	view_fill_example(v, "permintaan-proses");
	assert_null(strstr(v->r.text, "Yang dikerjakan"));
	assert_non_null(strstr(unfolded(v->arena, v->r.text),
	    "tulis misalnya LENGKAPI langkah 7"));
	assert_non_null(strstr(v->r.html, "Langkah 8: Melaksanakan"));
}

static void
escalation_can_not_be_answered(void **state)
{
	struct view *v = *state;

	view_fill_example(v, "eskalasi");
	assert_null(strstr(v->r.text, "k7q2m5"));
	assert_null(strstr(v->r.html, "mailto:"));
	assert_null(strstr(v->r.html, "k7q2m5"));
}

static void
answer_that_does_not_count_reveals_nothing_of_the_case(void **state)
{
	struct view *v = *state;

	view_fill_example(v, "perlu-konfirmasi");
	assert_null(strstr(v->r.text, "Syamsul"));
	assert_null(strstr(v->r.html, "Syamsul"));
	assert_null(strstr(v->r.text, "Rina"));
	assert_null(strstr(v->r.text, "k7q2m5"));
	assert_null(strstr(v->r.html, "k7q2m5"));
}

static void
several_owners_are_all_shown(void **state)
{
	struct view *v = *state;
	json_t *values = notice_example("permintaan-keputusan");
	json_t *owners = json_object_get(values, "pemilik");
	json_t *second = json_deep_copy(json_array_get(owners, 0));

	json_object_set_new(json_array_get(json_object_get(second, "data"), 0),
	    "nilai", json_string("Retno Widyaningrum"));
	json_object_set_new(second, "no", json_integer(2));
	json_array_append_new(owners, second);
	json_object_set_new(values, "satu_pemilik", json_false());
	view_fill(v, "permintaan-keputusan", values);
	assert_non_null(strstr(v->r.text, "Pemilik sertifikat ke-1:"));
	assert_non_null(strstr(v->r.text, "Pemilik sertifikat ke-2:"));
	assert_non_null(strstr(v->r.html, "Retno Widyaningrum"));
	assert_non_null(strstr(v->r.subject, "a.n. beberapa pemilik"));
	json_decref(values);
}

static void
examples_have_every_key_in_its_kind(void **state)
{
	json_t *all = notice_example(NULL);

	(void)state;
	for (size_t i = 0; notice_names()[i]; i++) {
		json_t *one = notice_example(notice_names()[i]), *value;
		const char *key;

		assert_int_equal(json_object_size(one), json_object_size(all));
		json_object_foreach(all, key, value)
		{
			json_t *mine = json_object_get(one, key);

			assert_non_null(mine);
			assert_true(
			    json_typeof(mine) == json_typeof(value) ||
			    (json_is_boolean(mine) && json_is_boolean(value)));
		}
		json_decref(one);
	}
	json_decref(all);
}

/* ---- HTML that mail programs take ---- */

/* Every tag that opens closes again, in order. */
static void
assert_balanced(const char *name, const char *html)
{
	struct slice open[64];
	size_t depth = 0;

	for (const char *at = html; (at = strchr(at, '<')); at++) {
		bool closes = at[1] == '/';
		struct slice tag = { at + 1 + closes, 0 };

		while (ascii_is_alnum(tag.at[tag.len]))
			tag.len++;
		if (at[1] == '!' || slice_equal(tag, SLICE("meta")) ||
		    slice_equal(tag, SLICE("br")))
			continue;
		if (!closes) {
			assert_true(depth < 64);
			open[depth++] = tag;
		} else if (depth == 0 || !slice_equal(open[--depth], tag)) {
			fail_msg("%s.html: </%.*s> closes nothing", name,
			    (int)tag.len, tag.at);
		}
	}
	assert_int_equal(depth, 0);
}

static void
html_is_balanced_visible_and_local(void **state)
{
	static const char *const never[] = { "http", "src=", "url(", "<img",
		"<script", "<style", "<link", "<!--", "display:none",
		"visibility", "opacity", "font-size:0", ";color:#ffffff",
		";color:white", NULL };
	struct view *v = *state;

	for (size_t i = 0; notice_names()[i]; i++) {
		const char *name = notice_names()[i];

		view_fill_example(v, name);
		assert_balanced(name, v->r.html);
		for (size_t n = 0; never[n]; n++)
			if (strstr(v->r.html, never[n]))
				fail_msg("%s.html holds %s", name, never[n]);
	}
}

static void
html_escapes_what_strangers_wrote(void **state)
{
	struct view *v = *state;
	json_t *values = notice_example("ditolak");

	json_object_set_new(
	    values, "catatan", json_string("<img src=x> & \"{{kode}}\""));
	view_fill(v, "ditolak", values);
	assert_non_null(
	    strstr(v->r.html, "&lt;img src=x&gt; &amp; &quot;{{kode}}&quot;"));
	assert_non_null(strstr(v->r.text, "<img src=x>"));
	assert_non_null(strstr(v->r.text, "\"{{kode}}\""));
	json_decref(values);
}

/* ---- an agency's own copy ---- */

static void
put_template(const struct scratch *s, const char *text)
{
	assert_true(scratch_put(s, "diterima.subject", SLICE("{{nomor}}\n")));
	assert_true(scratch_put(s, "diterima.txt", slice_of(text)));
	assert_true(scratch_put(s, "diterima.html", SLICE("{{nomor}}\n")));
}

static void
typing_error_is_found_where_the_example_shows_nothing(void **state)
{
	static const char text[] = "Nomor {{nomor}}\n"
				   "{{^ada.kurang}}{{#riwayat}}{{^waktu}}\n"
				   "{{tenggta}}\n"
				   "{{/waktu}}{{/riwayat}}{{/ada.kurang}}\n";
	struct view *v = *state;
	struct scratch s;
	struct fault f = { 0 };
	const char *want;

	assert_true(scratch_open(&s));
	put_template(&s, text);
	assert_false(notice_check(s.path, "diterima", v->arena, &f));
	scratch_close(&s);
	want = arena_printf(
	    v->arena, "%s/diterima.txt:3: unknown name tenggta", s.path);
	assert_string_equal(f.text, want);
	assert_int_equal(f.scope, SCOPE_CONFIG);
}

static void
missing_file_and_empty_subject_are_told(void **state)
{
	struct view *v = *state;
	struct scratch s;
	struct fault f = { 0 };
	json_t *values = notice_example("diterima");

	assert_true(scratch_open(&s));
	assert_false(
	    notice_render(s.path, "diterima", values, v->arena, &v->r, &f));
	assert_int_equal(f.scope, SCOPE_CONFIG);
	assert_non_null(strstr(f.text, "/diterima.subject"));
	put_template(&s, "x");
	assert_true(scratch_put(&s, "diterima.subject", SLICE(" \n\n")));
	assert_false(
	    notice_render(s.path, "diterima", values, v->arena, &v->r, &f));
	assert_non_null(strstr(f.text, "the subject is empty"));
	assert_false(
	    notice_render(s.path, "../diterima", values, v->arena, &v->r, &f));
	scratch_close(&s);
	json_decref(values);
}

static void
subject_of_several_lines_becomes_one(void **state)
{
	struct view *v = *state;
	struct scratch s;
	struct fault f = { 0 };
	json_t *values = notice_example("diterima");

	json_object_set_new(
	    values, "subjek_asal", json_string("a\r\nBcc: x@y.example"));
	assert_true(scratch_open(&s));
	put_template(&s, "x");
	assert_true(scratch_put(&s, "diterima.subject",
	    SLICE("Re:\n{{subjek_asal}}\n [{{nomor}}]\n")));
	assert_true(
	    notice_render(s.path, "diterima", values, v->arena, &v->r, &f));
	scratch_close(&s);
	assert_string_equal(
	    v->r.subject, "Re: a Bcc: x@y.example [CABUT-2026-0042]");
	json_decref(values);
}

/* ---- links ---- */

static void
mailto_is_encoded_whole(void **state)
{
	struct view *v = *state;

	assert_string_equal(notice_mailto(v->arena, "a+b@c.go.id",
				"Re: [X-1 ab] é&?=", "SETUJU\n"),
	    "mailto:a%2Bb@c.go.id?subject=Re%3A%20%5BX-1%20ab%5D%20%C3%A9%26"
	    "%3F%3D&body=SETUJU%0D%0A");
	assert_string_equal(notice_mailto(v->arena, "a@c.go.id", NULL, "x"),
	    "mailto:a@c.go.id?body=x");
	assert_string_equal(notice_mailto(v->arena, "a@c.go.id", NULL, NULL),
	    "mailto:a@c.go.id");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		view_test(every_template_fills_and_names_its_case),
		view_test(every_template_passes_the_check),
		view_test(subjects_carry_the_tag_in_its_shape),
		view_test(
		    applicant_subject_without_an_original_names_the_service),
		view_test(wording_turns_on_the_values),
		view_test(covered_rows_take_the_place_of_the_step),
		view_test(escalation_can_not_be_answered),
		view_test(
		    answer_that_does_not_count_reveals_nothing_of_the_case),
		view_test(several_owners_are_all_shown),
		view_test(examples_have_every_key_in_its_kind),
		view_test(html_is_balanced_visible_and_local),
		view_test(html_escapes_what_strangers_wrote),
		view_test(
		    typing_error_is_found_where_the_example_shows_nothing),
		view_test(missing_file_and_empty_subject_are_told),
		view_test(subject_of_several_lines_becomes_one),
		view_test(mailto_is_encoded_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
