/*
 * The reading room against a folder of samples: replies*.tsv and letters/.
 * The folder is argv[1], or CABUT_SAMPLES, or our own corpus. Prints the
 * score; fails on any false approve or reject, any wrong NIP, NIK or
 * address, and when too little is understood.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../support/reading_letters.h"

#include "cabut/banned.h"

enum {
	CLASSES = 6,
	FILE_MAX = 4 * 1024 * 1024,
	PATH_BYTES = 4096,
	RECALL_PERCENT = 95,
	CLASS_PERCENT = 90,
	FIELD_PERCENT = 97,
};

static const char *const classes[CLASSES] = { "approve", "reject", "more",
	"delegate", "unclear", "auto" };

static const char *folder;

static size_t
class_index(const char *name)
{
	for (size_t i = 0; i < CLASSES; i++)
		if (strcmp(classes[i], name) == 0)
			return i;
	fail_msg("no such class: %s", name);
	return 0;
}

static char *
unescape(struct arena *arena, struct slice in)
{
	char *out = arena_copy(arena, in.at ? in.at : "", in.len), *to = out;

	for (const char *c = out; *c; c++) {
		if (c[0] == '\\' && c[1] == 'n') {
			*to++ = '\n';
			c++;
		} else {
			*to++ = *c;
		}
	}
	*to = '\0';
	return out;
}

/* As a reply without telling headers is read. */
static const char *
class_of(const char *body, struct arena *arena)
{
	struct head head = { .is_plain = true };
	struct cell_reading cell = { .message = {
					 .subject = "", .text = body } };
	struct reading r;

	reading_make(&head, &cell, true, false, arena, &r);
	if (r.kind == READING_AUTOMATIC)
		return "auto";
	if (r.answer.decision <= DECISION_DELEGATE &&
	    r.answer.decision != DECISION_NONE)
		return decision_name(r.answer.decision);
	return "unclear";
}

struct score {
	size_t want[CLASSES], hit[CLASSES], false_approve, false_reject;
};

static void
score_row(struct score *score, const char *want, const char *body,
    struct arena *arena)
{
	const char *got = class_of(body, arena);
	bool same = strcmp(got, want) == 0;

	score->want[class_index(want)]++;
	score->hit[class_index(want)] += same;
	if (same)
		return;
	score->false_approve += strcmp(got, "approve") == 0;
	score->false_reject += strcmp(got, "reject") == 0;
	print_message("want %s, got %s: %.200s\n", want, got, body);
}

static bool
read_file(const char *path, struct arena *arena, struct slice *out)
{
	struct fault fault;

	return file_read(path, FILE_MAX, arena, out, &fault);
}

static void
score_file(struct score *score, const char *path, struct arena *arena)
{
	struct slice file, line, want;

	assert_true(read_file(path, arena, &file));
	while (slice_take_line(&file, &line)) {
		if (!slice_take_until(&line, '\t', &want))
			continue;
		score_row(score, arena_copy(arena, want.at, want.len),
		    unescape(arena, line), arena);
	}
}

static void
print_score(const struct score *s)
{
	size_t hit = 0, all = 0;

	for (size_t i = 0; i < CLASSES; i++) {
		print_message("%-9s %3zu of %3zu (%zu %%)\n", classes[i],
		    s->hit[i], s->want[i],
		    s->want[i] ? s->hit[i] * 100 / s->want[i] : 100);
		hit += s->hit[i];
		all += s->want[i];
	}
	print_message("replies %zu: false approve %zu, false reject %zu; "
		      "right %zu of %zu (%zu %%)\n",
	    all, s->false_approve, s->false_reject, hit, all,
	    all ? hit * 100 / all : 100);
}

static void
assert_share(const char *what, size_t hit, size_t all, size_t percent)
{
	if (hit * 100 < all * percent)
		fail_msg(
		    "%s: %zu of %zu is below %zu %%", what, hit, all, percent);
}

static void
replies_are_read_as_people_labelled_them(void **state)
{
	struct arena *arena = arena_new();
	char pattern[PATH_BYTES];
	glob_t files;
	struct score score = { .false_approve = 0 };
	size_t hit = 0, all = 0;

	(void)state;
	snprintf(pattern, sizeof pattern, "%s/replies*.tsv", folder);
	assert_int_equal(glob(pattern, 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++)
		score_file(&score, files.gl_pathv[i], arena);
	globfree(&files);
	print_score(&score);
	for (size_t i = 0; i < CLASSES; i++) {
		hit += score.hit[i];
		all += score.want[i];
	}
	assert_true(all > 0);
	assert_int_equal(score.false_approve, 0);
	assert_int_equal(score.false_reject, 0);
	assert_share("approve", score.hit[0], score.want[0], RECALL_PERCENT);
	assert_share("reject", score.hit[1], score.want[1], RECALL_PERCENT);
	assert_share("all classes", hit, all, CLASS_PERCENT);
	arena_free(arena);
}

static void
letters_give_their_fields(void **state)
{
	char letters[PATH_BYTES];

	(void)state;
	snprintf(letters, sizeof letters, "%s/letters", folder);
	struct letter_score s = letters_score(letters);
	assert_letters(&s, FIELD_PERCENT);
}

int
main(int argc, char **argv)
{
	const char *chosen = argc > 1 ? argv[1] : getenv("CABUT_SAMPLES");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replies_are_read_as_people_labelled_them),
		cmocka_unit_test(letters_give_their_fields),
	};

	folder = chosen ? chosen : CABUT_SOURCE_DIR "/tests/corpus/reading";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
