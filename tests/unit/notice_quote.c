/*
 * The quoted-template property, from our side: no line of a mail can be taken
 * for a decision when somebody quotes it without marks, whatever a stranger
 * wrote into the values and however a mail program breaks the lines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "cabut/notice.h"

#include "../support/notice_lines.h"
#include "../support/notice_view.h"

#include "cabut/banned.h"

static const char *const decisions[] = { "setuju", "disetujui", "acc", "ok",
	"oke", "ya", "tolak", "ditolak", "lengkapi", "dilengkapi", "disposisi",
	"selesai", "batal", "batalkan", "dibatalkan", "benar", "lanjut",
	"lanjutkan", "status", "bantuan", "tidak setuju", "belum setuju",
	NULL };

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

static void
no_line_of_a_template_is_a_decision(void **state)
{
	static const char marks[] = " \t.,:;!?*-+\"'()<>&";
	struct view *v = *state;

	for (size_t i = 0; notice_names()[i]; i++) {
		const char *name = notice_names()[i];

		view_fill_example(v, name);
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
		"alamat_layanan", "helpdesk", "kurang", "ragu", "tanya",
		"tanggapan", "ragu_lain", "sebab", "judul", "isi", "tindakan",
		"tombol", "pilihan", "minta_berkas", "nomor", "kode", NULL };

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
			view_fill(v, name, values);
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
	view_fill(v, "ditolak", values);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		view_test(no_line_of_a_template_is_a_decision),
		view_test(no_value_of_a_stranger_makes_a_line_that_decides),
		view_test(folded_lines_fit_and_never_start_with_a_decision),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
