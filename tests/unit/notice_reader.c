/*
 * The quoted-template property, from the reader's side: no mail of ours, with
 * every value filled and quoted in any style, and no line of it alone, is an
 * answer to one case, to a list of cases, or to the question for a superior.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "../support/notice_lines.h"
#include "../support/notice_view.h"
#include "../support/reading_lists.h"
#include "../support/reading_quotes.h"

#include "cabut/banned.h"

enum { SHOWN_MAX = 5, WIDTH_MIN = 40, WIDTH_MAX = 90, WIDTH_STEP = 5 };

/* ---- what a mail may look like ---- */

enum fill { AS_EXAMPLE, ALL_FILLED, FILLED_BUT_FALSE, FILLS };

static const char *const fill_names[] = { "as its example", "all filled",
	"all filled, no is no" };

static void
set_false(json_t *values)
{
	const char *key;
	json_t *value;

	json_object_foreach(values, key, value)
	{
		if (json_is_boolean(value))
			json_object_set_new(values, key, json_false());
	}
}

static void
fill_as(struct view *v, const char *name, enum fill fill)
{
	json_t *values = notice_example(fill == AS_EXAMPLE ? name : NULL);

	if (fill == FILLED_BUT_FALSE)
		set_false(values);
	view_fill(v, name, values);
	json_decref(values);
}

static void
each_mail(struct view *v, void (*check)(const char *what, const char *text))
{
	for (size_t n = 0; notice_names()[n]; n++)
		for (enum fill fill = 0; fill < FILLS; fill++) {
			fill_as(v, notice_names()[n], fill);
			check(arena_printf(v->arena, "%s, %s",
				  notice_names()[n], fill_names[fill]),
			    v->r.text);
		}
}

/* The same of the text that a poor program makes of the HTML. */
static void
each_html(struct view *v, void (*check)(const char *what, const char *text))
{
	for (size_t n = 0; notice_names()[n]; n++)
		for (enum fill fill = 0; fill < FILLS; fill++) {
			fill_as(v, notice_names()[n], fill);
			check(arena_printf(v->arena, "%s.html, %s",
				  notice_names()[n], fill_names[fill]),
			    html_as_text(v->arena, v->r.html));
		}
}

/* ---- quoted whole ---- */

/* What is cut off as a quote is the same for every list: one length will do. */
static void
list_is_silent(const char *what, const struct style *style, const char *body)
{
	unsigned from = 1, to = SHOWN_MAX;

	if (style->is_marked)
		from = to = 1 + (unsigned)(style - styles) % SHOWN_MAX;
	for (unsigned shown = from; shown <= to; shown++) {
		struct arena *a = arena_new();
		struct list_answer list;

		read_list(body, shown, a, &list);
		if (list.count > 0 || (list.is_unclear && style->is_marked))
			fail_msg("%s as %s, %u shown: %s (%s)", what,
			    style->name, shown, told(&list, a), list.why);
		arena_free(a);
	}
}

/* Whose answers amend nothing, so that its rows may look like data. */
static bool
is_for_officials(const char *what)
{
	return !strncmp(what, "daftar-permintaan", 17) ||
	       !strncmp(what, "masa-jabatan", 12) ||
	       !strncmp(what, "surat-tidak-jelas", 17);
}

/* Nor does it confirm or amend what was read, or say what a letter is. */
static void
owns_nothing(
    const char *what, const char *style, const char *own, struct arena *a)
{
	const char *question = NULL;
	struct review review;

	reading_review(own, a, &review);
	if (review.is_right ||
	    (review.amendment_count > 0 && !is_for_officials(what)))
		fail_msg("%s as %s confirms or amends", what, style);
	if (reading_triage(own, a, &question) != TRIAGE_UNCLEAR)
		fail_msg("%s as %s names a kind", what, style);
}

static void
answer_is_silent(const char *what, const struct style *style, const char *body)
{
	struct arena *a = arena_new();
	struct answer answer;
	struct superior superior;

	reading_answer(body, a, &answer);
	if (style->is_marked ? answer.decision != DECISION_NONE
			     : answer.decision == DECISION_APPROVE ||
				   answer.decision == DECISION_REJECT ||
				   answer.decision == DECISION_DONE)
		fail_msg("%s as %s: %s (%s)", what, style->name,
		    decision_name(answer.decision), answer.why);
	if (reading_superior(answer.own, a, &superior))
		fail_msg(
		    "%s as %s names %s", what, style->name, superior.address);
	owns_nothing(what, style->name, answer.own, a);
	arena_free(a);
}

static void
quoted_is_silent(const char *what, const char *text)
{
	for (size_t s = 0; s < STYLES; s++) {
		struct strbuf body;

		strbuf_init(&body, QUOTED_MAX);
		quote(&body, &styles[s], text);
		answer_is_silent(what, &styles[s], body.at);
		list_is_silent(what, &styles[s], body.at);
		strbuf_release(&body);
	}
}

/* With every value there; the other wordings are tried line by line. */
static void
no_quoted_mail_answers(void **state)
{
	struct view *v = *state;

	for (size_t n = 0; notice_names()[n]; n++) {
		fill_as(v, notice_names()[n], ALL_FILLED);
		quoted_is_silent(notice_names()[n], v->r.text);
	}
}

/* ---- one line, as it stays behind when a program quotes badly ---- */

/* What asks for more, or takes back, harms nobody and is asked about. */
static bool
moves(enum decision d)
{
	return d == DECISION_APPROVE || d == DECISION_REJECT ||
	       d == DECISION_DONE;
}

static void
line_is_silent(const char *what, const char *line)
{
	struct arena *a = arena_new();
	struct answer answer;
	struct superior superior;
	struct review review;
	const char *question = NULL;

	reading_answer(line, a, &answer);
	if (moves(answer.decision))
		fail_msg("%s: \"%s\" is %s (%s)", what, line,
		    decision_name(answer.decision), answer.why);
	if (reading_superior(line, a, &superior))
		fail_msg("%s: \"%s\" names a superior", what, line);
	reading_review(line, a, &review);
	if (review.is_right)
		fail_msg("%s: \"%s\" confirms", what, line);
	if (reading_triage(line, a, &question) != TRIAGE_UNCLEAR)
		fail_msg("%s: \"%s\" names a kind", what, line);
	for (unsigned shown = 1; shown <= SHOWN_MAX; shown++) {
		struct list_answer list;

		read_list(line, shown, a, &list);
		for (size_t i = 0; i < list.count; i++)
			if (moves(list.items[i].answer.decision))
				fail_msg("%s: of %u, \"%s\" is %s", what, shown,
				    line, told(&list, a));
	}
	arena_free(a);
}

static void
lines_are_silent(const char *what, const char *text)
{
	struct arena *a = arena_new();
	struct slice rest = slice_of(text), line;

	while (slice_take_line(&rest, &line))
		if (slice_trim(line).len > 0)
			line_is_silent(what, arena_copy(a, line.at, line.len));
	arena_free(a);
}

static void
no_line_alone_answers(void **state)
{
	each_mail(*state, lines_are_silent);
	each_html(*state, lines_are_silent);
}

static void
no_line_broken_elsewhere_answers(void **state)
{
	static const char *const listed[] = { "daftar-permintaan",
		"permintaan-keputusan", "permintaan-proses", "tanya-atasan" };
	struct view *v = *state;

	for (size_t n = 0; n < sizeof listed / sizeof *listed; n++)
		for (size_t width = WIDTH_MIN; width <= WIDTH_MAX;
		     width += WIDTH_STEP) {
			fill_as(v, listed[n], AS_EXAMPLE);
			lines_are_silent(
			    listed[n], wrapped(v->arena, v->r.text, width));
		}
}

/* ---- an answer above ---- */

/* Our words below never add to what was written above them. */
static void
answer_above_a_quoted_list_is_all_that_counts(void **state)
{
	struct view *v = *state;

	view_fill_example(v, "daftar-permintaan");
	for (size_t s = 0; s < STYLES; s++) {
		struct strbuf body;
		struct list_answer list;
		const char *got;

		strbuf_init(&body, QUOTED_MAX);
		strbuf_text(&body, "1 setuju, 3 tolak SK kurang\n\n");
		quote(&body, &styles[s], v->r.text);
		read_list(body.at, 3, v->arena, &list);
		got = told(&list, v->arena);
		if (strcmp(got, "1 approve; 3 reject") != 0 &&
		    (styles[s].is_marked || strcmp(got, "?") != 0))
			fail_msg("%s: %s (%s)", styles[s].name, got, list.why);
		strbuf_release(&body);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		view_test(no_quoted_mail_answers),
		view_test(no_line_alone_answers),
		view_test(no_line_broken_elsewhere_answers),
		view_test(answer_above_a_quoted_list_is_all_that_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
