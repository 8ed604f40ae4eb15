/*
 * The template engine against tests/corpus/mustache, one test for each case;
 * and templates cut at every length, from buffers that end where they end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "cabut/notice.h"

#include "../support/notice_scratch.h"

#include "cabut/banned.h"

#define CORPUS CABUT_SOURCE_DIR "/tests/corpus/mustache/"

static const char *const files[] = { "comments", "interpolation", "sections",
	"inverted", "partials", "faults", NULL };

/* The same bytes with nothing behind them, for the sanitizer to guard. */
static struct slice
exact_copy(const char *text, size_t len)
{
	char *at = malloc(len > 0 ? len : 1);

	assert_non_null(at);
	if (len > 0)
		memcpy(at, text, len);
	return (struct slice){ at, len };
}

static void
put_partials(const struct scratch *folder, json_t *partials)
{
	const char *name;
	json_t *text;

	json_object_foreach(partials, name, text) assert_true(
	    scratch_put(folder, name, slice_of(json_string_value(text))));
}

static bool
wants_escape(json_t *row)
{
	return !json_is_false(json_object_get(row, "escape"));
}

static void
mustache_case_is_rendered_or_refused_as_written(void **state)
{
	json_t *row = *state;
	const char *template =
	    json_string_value(json_object_get(row, "template"));
	const char *want = json_string_value(json_object_get(row, "expected"));
	const char *refusal = json_string_value(json_object_get(row, "fault"));
	struct slice text = exact_copy(template, strlen(template));
	struct scratch folder;
	struct arena *a = arena_new();
	struct fault f = { 0 };
	const char *got = NULL;
	bool ok;

	assert_true(scratch_open(&folder));
	put_partials(&folder, json_object_get(row, "partials"));
	ok = template_render("t", text, folder.path, wants_escape(row),
	    json_object_get(row, "data"), a, &got, &f);
	scratch_close(&folder);
	free((char *)text.at);
	if (refusal) {
		assert_false(ok);
		assert_int_equal(f.scope, SCOPE_CONFIG);
		if (!strstr(f.text, refusal))
			assert_string_equal(f.text, refusal);
	} else {
		if (!ok)
			fail_msg("%s", f.text);
		assert_string_equal(got, want);
	}
	arena_free(a);
}

static void
template_cut_anywhere_is_rendered_or_refused(void **state)
{
	static const char whole[] =
	    "{{! catatan }}\n  {{#l}}\r\n{{n.x}} {{^n.y}}{{{ t }}}{{/n.y}}\n"
	    " {{/l}}\t\n{{&t}}{{>_a}}{{.}}";
	json_t *data = json_pack(
	    "{s:[{s:{s:s,s:b}}],s:s}", "l", "n", "x", "1", "y", 0, "t", "2");
	size_t refused = 0;

	(void)state;
	for (size_t len = 0; len < sizeof whole; len++) {
		struct slice text = exact_copy(whole, len);
		struct arena *a = arena_new();
		struct fault f = { 0 };
		const char *got = NULL;

		if (!template_render(
			"t", text, NULL, false, data, a, &got, &f)) {
			refused++;
			assert_int_equal(f.scope, SCOPE_CONFIG);
			assert_null(got);
			assert_non_null(strstr(f.text, "t:"));
		}
		arena_free(a);
		free((char *)text.at);
	}
	/* Inside any tag, and while the section is open. */
	assert_true(refused > sizeof whole / 2);
	json_decref(data);
}

static void
template_limits_are_told(void **state)
{
	struct arena *a = arena_new();
	struct fault f = { 0 };
	json_t *data = json_pack("{s:b}", "b", 1);
	char *big = arena_alloc(a, TEMPLATE_BYTES_MAX + 2);
	struct strbuf deep;
	const char *got;

	(void)state;
	memset(big, 'x', TEMPLATE_BYTES_MAX + 1);
	assert_false(
	    template_render("t", (struct slice){ big, TEMPLATE_BYTES_MAX + 1 },
		NULL, true, data, a, &got, &f));
	assert_string_equal(f.text, "t:1: template is too large");
	strbuf_init(&deep, 4096);
	for (int i = 0; i <= TEMPLATE_SECTIONS_MAX; i++)
		strbuf_text(&deep, "{{#b}}");
	assert_false(template_render("t", (struct slice){ deep.at, deep.len },
	    NULL, true, data, a, &got, &f));
	assert_string_equal(f.text, "t:1: sections nested too deep");
	strbuf_release(&deep);
	assert_false(template_render(
	    "t", SLICE("a\xFF"), NULL, true, data, a, &got, &f));
	assert_string_equal(f.text, "t:1: template is not UTF-8");
	json_decref(data);
	arena_free(a);
}

static void
template_output_over_its_limit_is_refused(void **state)
{
	struct arena *a = arena_new();
	struct fault f = { 0 };
	json_t *list = json_array();
	json_t *data = json_pack("{s:o}", "l", list);
	const char *got;

	(void)state;
	for (int i = 0; i < TEMPLATE_OUTPUT_MAX / 64; i++)
		json_array_append_new(list, json_string("x"));
	assert_false(template_render("t",
	    SLICE("{{#l}}0123456789012345678901234567890123456789"
		  "0123456789012345678901234567890123456789{{.}}{{/l}}"),
	    NULL, true, data, a, &got, &f));
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	json_decref(data);
	arena_free(a);
}

/* One test for each row of the corpus, under the row's own name. */
static size_t
add_cases(
    const char *file, json_t *corpus, struct arena *a, struct CMUnitTest *tests)
{
	json_t *rows = json_object_get(corpus, "tests"), *row;
	size_t i;

	json_array_foreach(rows, i, row) tests[i] = (struct CMUnitTest){
		arena_printf(a, "mustache %s: %s", file,
		    json_string_value(json_object_get(row, "name"))),
		mustache_case_is_rendered_or_refused_as_written, NULL, NULL, row
	};
	return json_array_size(rows);
}

int
main(void)
{
	enum { ROWS_MAX = 400 };
	struct CMUnitTest *tests = calloc(ROWS_MAX, sizeof *tests);
	struct arena *a = arena_new();
	json_t *corpora[sizeof files / sizeof *files] = { NULL };
	size_t count = 0;
	int failed;

	for (size_t i = 0; files[i]; i++) {
		corpora[i] = json_load_file(
		    arena_printf(a, CORPUS "%s.json", files[i]), 0, NULL);
		if (!corpora[i] || count + json_array_size(json_object_get(
					       corpora[i], "tests")) >=
				       ROWS_MAX - 3) {
			fprintf(stderr, "%s.json: not readable\n", files[i]);
			return 1;
		}
		count += add_cases(files[i], corpora[i], a, tests + count);
	}
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(
	    template_cut_anywhere_is_rendered_or_refused);
	tests[count++] =
	    (struct CMUnitTest)cmocka_unit_test(template_limits_are_told);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(
	    template_output_over_its_limit_is_refused);
	failed = _cmocka_run_group_tests(
	    "notice_mustache", tests, count, NULL, NULL);
	for (size_t i = 0; files[i]; i++)
		json_decref(corpora[i]);
	arena_free(a);
	free(tests);
	return failed;
}
