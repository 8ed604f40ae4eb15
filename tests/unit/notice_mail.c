/*
 * The mail templates that cabut brings: they fill, they are plain and safe,
 * and no line of theirs can be taken for a decision when somebody quotes it,
 * whatever a stranger wrote into the values.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "cabut/notice.h"

#include "../support/notice_scratch.h"

#define TEMPLATES CABUT_SOURCE_DIR "/templates/mail"
#define TAG "[CABUT-2026-0042 k7q2m5x3f6a4b2c5d3e6g4h2aa]"

static const char *const decisions[] = { "setuju", "disetujui", "acc", "ok",
	"oke", "ya", "tolak", "ditolak", "lengkapi", "dilengkapi", "disposisi",
	"selesai", "batal", "batalkan", "dibatalkan", "benar", "lanjut",
	"lanjutkan", "status", "bantuan", "tidak setuju", "belum setuju",
	NULL };

struct view {
	struct arena *arena;
	struct rendered r;
};

static int
view_open(void **state)
{
	struct view *v = calloc(1, sizeof *v);

	if (!v)
		return -1;
	v->arena = arena_new();
	*state = v;
	return 0;
}

static int
view_close(void **state)
{
	struct view *v = *state;

	arena_free(v->arena);
	free(v);
	return 0;
}

static void
fill(struct view *v, const char *name, const json_t *values)
{
	struct fault f = { 0 };

	if (!notice_render(TEMPLATES, name, values, v->arena, &v->r, &f))
		fail_msg("%s: %s", name, f.text);
}

static void
fill_example(struct view *v, const char *name)
{
	json_t *values = notice_example(name);

	fill(v, name, values);
	json_decref(values);
}

/* ---- decisions ---- */

/* The line without blanks and marks at its ends. */
static struct slice
bare(struct slice line, const char *marks)
{
	while (line.len > 0 && strchr(marks, line.at[0])) {
		line.at++;
		line.len--;
	}
	while (line.len > 0 && strchr(marks, line.at[line.len - 1]))
		line.len--;
	return line;
}

static void
line_is_no_decision(const char *name, struct slice line, const char *marks)
{
	struct slice word = bare(line, marks);

	for (size_t i = 0; decisions[i]; i++)
		if (slice_equal_nocase(word, slice_of(decisions[i])))
			fail_msg("%s: a line reads as a decision: \"%.*s\"",
			    name, (int)line.len, line.at);
}

static void
no_line_decides(const char *name, const char *text, const char *marks)
{
	struct slice rest = slice_of(text), line;

	while (slice_take_line(&rest, &line))
		line_is_no_decision(name, line, marks);
}

/* As a mail program breaks lines of its own accord. */
static const char *
wrapped(struct arena *a, const char *text, size_t width)
{
	char *copy = arena_strdup(a, text);
	size_t start = 0, blank = 0;

	for (size_t i = 0; copy[i]; i++) {
		if (copy[i] == ' ')
			blank = i;
		if (copy[i] == '\n') {
			start = i + 1;
		} else if (i - start >= width && blank > start) {
			copy[blank] = '\n';
			start = blank + 1;
		}
	}
	return copy;
}

/* A poor converter: every tag but <b> and <span> ends the line. */
static const char *
html_as_text(struct arena *a, const char *html)
{
	char *out = arena_alloc(a, strlen(html) + 1);
	size_t len = 0;

	while (*html) {
		const char *end = *html == '<' ? strchr(html, '>') : NULL;
		const char *tag = html + 1 + (html[1] == '/');

		if (!end) {
			out[len++] = *html++;
			continue;
		}
		if (strncmp(tag, "span", 4) != 0 &&
		    strncmp(tag, "b ", 2) != 0 && strncmp(tag, "b>", 2) != 0)
			out[len++] = '\n';
		html = end + 1;
	}
	return out;
}

static void
no_line_of_a_template_is_a_decision(void **state)
{
	static const char marks[] = " \t.,:;!?*-+\"'()<>&";
	struct view *v = *state;

	for (size_t i = 0; notice_names()[i]; i++) {
		const char *name = notice_names()[i];

		fill_example(v, name);
		no_line_decides(name, v->r.subject, marks);
		no_line_decides(name, v->r.text, marks);
		no_line_decides(name, html_as_text(v->arena, v->r.html), marks);
		for (size_t width = 30; width <= 100; width++)
			no_line_decides(
			    name, wrapped(v->arena, v->r.text, width), marks);
	}
}

/* Keys whose text is the agency's or ours, not a stranger's. */
static bool
is_ours(const char *key)
{
	static const char *const ours[] = { "layanan", "instansi",
		"alamat_layanan", "helpdesk", "kurang", "ragu", "judul", "isi",
		"tindakan", "tombol", "pilihan", "minta_berkas", "nomor",
		"kode", NULL };

	for (size_t i = 0; ours[i]; i++)
		if (strcmp(ours[i], key) == 0)
			return true;
	return false;
}

/* Every text below becomes `text`. */
static void
put_everywhere(json_t *values, const char *text)
{
	const char *key;
	json_t *value;
	size_t i;

	json_object_foreach(values, key, value)
	{
		json_t *item;

		if (is_ours(key))
			continue;
		if (json_is_string(value) && json_string_length(value) > 0)
			json_string_set(value, text);
		put_everywhere(value, text);
		json_array_foreach(value, i, item) put_everywhere(item, text);
	}
}

static const char *const hostile[] = { "SETUJU", "setuju\n", "x\nSETUJU\ny",
	"\r\nSETUJU\r\n", "x\xE2\x80\xA8SETUJU\xE2\x80\xA8", "x\tSETUJU\t",
	"kata kata kata kata kata kata kata kata kata kata kata kata kata "
	"SETUJU SETUJU SETUJU kata kata kata kata kata kata kata kata SETUJU",
	"</td></tr></table><p>SETUJU</p>", NULL };

static void
no_value_of_a_stranger_makes_a_line_that_decides(void **state)
{
	struct view *v = *state;

	for (size_t n = 0; notice_names()[n]; n++)
		for (size_t i = 0; hostile[i]; i++) {
			const char *name = notice_names()[n];
			json_t *values = notice_example(name);

			put_everywhere(values, hostile[i]);
			fill(v, name, values);
			no_line_decides(name, v->r.text, " .\t");
			no_line_decides(
			    name, html_as_text(v->arena, v->r.html), " .\t");
			json_decref(values);
		}
}

static void
folded_lines_fit_and_never_start_with_a_decision(void **state)
{
	struct view *v = *state;
	json_t *values = notice_example("ditolak");
	struct slice rest, line, word;
	size_t seen = 0;

	json_object_set_new(values, "catatan",
	    json_string("setuju tolak a setuju bb tolak ccc selesai dddd "
			"batal eeeee lengkapi ffffff disposisi ggggggg setuju "
			"hhhhhhhh tolak iiiiiiiii setuju jjjjjjjjjj selesai"));
	fill(v, "ditolak", values);
	rest = slice_of(v->r.text);
	while (slice_take_line(&rest, &line)) {
		if (line.len > 72 + 12)
			fail_msg("%.*s", (int)line.len, line.at);
		slice_take_until(
		    &(struct slice){ line.at, line.len }, ' ', &word);
		line_is_no_decision("ditolak", word, "");
		seen += memmem(line.at, line.len, "setuju", 6) != NULL;
	}
	assert_true(seen > 1);
	json_decref(values);
}

/* ---- every template ---- */

static void
every_template_fills_and_names_its_case(void **state)
{
	struct view *v = *state;

	for (size_t i = 0; notice_names()[i]; i++) {
		const char *name = notice_names()[i];

		fill_example(v, name);
		if (!strstr(v->r.text, "CABUT-2026-0042"))
			fail_msg("%s.txt lacks the number", name);
		if (!strstr(v->r.html, "CABUT-2026-0042"))
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
	    TAG " Pencabutan Sertifikat Elektronik a.n. Drs. H. Syamsul Bahri "
		"Lantong, M.Si." },
	{ "tidak-jelas",
	    TAG " Pencabutan Sertifikat Elektronik a.n. Drs. H. Syamsul Bahri "
		"Lantong, M.Si." },
	{ "tercatat",
	    TAG " Pencabutan Sertifikat Elektronik a.n. Drs. H. Syamsul Bahri "
		"Lantong, M.Si." },
	{ "konfirmasi",
	    TAG " Pencabutan Sertifikat Elektronik: mohon konfirmasi" },
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
		fill_example(v, subject_rows[i].name);
		assert_string_equal(v->r.subject, subject_rows[i].want);
	}
}

static void
applicant_subject_without_an_original_names_the_service(void **state)
{
	struct view *v = *state;
	json_t *values = notice_example("diterima");

	json_object_set_new(values, "subjek_asal", json_string(""));
	fill(v, "diterima", values);
	assert_string_equal(
	    v->r.subject, "Pencabutan Sertifikat Elektronik [CABUT-2026-0042]");
	json_decref(values);
}

static void
answer_that_does_not_count_reveals_nothing_of_the_case(void **state)
{
	struct view *v = *state;

	fill_example(v, "perlu-konfirmasi");
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

	json_object_set_new(second, "nama", json_string("Retno Widyaningrum"));
	json_object_set_new(second, "no", json_integer(2));
	json_array_append_new(owners, second);
	json_object_set_new(values, "satu_pemilik", json_false());
	fill(v, "permintaan-keputusan", values);
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

		fill_example(v, name);
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
	fill(v, "ditolak", values);
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

#define view_test(f) cmocka_unit_test_setup_teardown(f, view_open, view_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		view_test(every_template_fills_and_names_its_case),
		view_test(every_template_passes_the_check),
		view_test(subjects_carry_the_tag_in_its_shape),
		view_test(
		    applicant_subject_without_an_original_names_the_service),
		view_test(
		    answer_that_does_not_count_reveals_nothing_of_the_case),
		view_test(several_owners_are_all_shown),
		view_test(examples_have_every_key_in_its_kind),
		view_test(no_line_of_a_template_is_a_decision),
		view_test(no_value_of_a_stranger_makes_a_line_that_decides),
		view_test(folded_lines_fit_and_never_start_with_a_decision),
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
