/*
 * The reading room against a folder of samples: replies.tsv and letters/.
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
#include <glob.h>
#include <jansson.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

enum {
	CLASSES = 6,
	FILE_MAX = 4 * 1024 * 1024,
	PATH_BYTES = 4096,
	RECALL_PERCENT = 95,
	CLASS_PERCENT = 90,
	FIELD_PERCENT = 95,
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
print_score(const struct score *s)
{
	for (size_t i = 0; i < CLASSES; i++)
		print_message(
		    "%-9s %3zu of %3zu\n", classes[i], s->hit[i], s->want[i]);
	print_message("false approve %zu, false reject %zu\n", s->false_approve,
	    s->false_reject);
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
	char path[PATH_BYTES];
	struct slice file, line, want;
	struct score score = { .false_approve = 0 };
	size_t hit = 0, all = 0;

	(void)state;
	snprintf(path, sizeof path, "%s/replies.tsv", folder);
	assert_true(read_file(path, arena, &file));
	while (slice_take_line(&file, &line)) {
		if (!slice_take_until(&line, '\t', &want))
			continue;
		score_row(&score, arena_copy(arena, want.at, want.len),
		    unescape(arena, line), arena);
	}
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

/* ---- letters ---- */

struct fields {
	size_t hit, all, harmful;
	const char *file;
	struct arena *arena;
};

/* Lower case, one blank, none at '/'; digits only where `digits`. */
static char *
canonical(struct arena *arena, const char *text, bool digits)
{
	char *out = arena_alloc(arena, strlen(text) + 1), *to = out;

	for (const char *c = text; *c; c++) {
		bool blank = *c == ' ' || *c == '\n' || *c == '\t';
		if (digits && !ascii_is_digit(*c))
			continue;
		if (!blank)
			*to++ = ascii_lower(*c);
		else if (to > out && to[-1] != ' ' && to[-1] != '/' &&
			 c[1] != '/')
			*to++ = ' ';
	}
	*to = '\0';
	return out;
}

static bool
is_equal(
    struct fields *f, const char *name, const json_t *want, const char *got)
{
	const char *text = json_string_value(want);
	bool digits = strcmp(name, "nip") == 0 || strcmp(name, "nik") == 0;

	if (!text || !got)
		return !text && !got;
	return strcmp(canonical(f->arena, text, digits),
		   canonical(f->arena, got, digits)) == 0;
}

static void
check(struct fields *f, const char *name, const json_t *want,
    const json_t *accept, const char *got)
{
	bool same = is_equal(f, name, want, got), harmful;
	const char *text = json_string_value(want);
	size_t i;
	json_t *other;

	json_array_foreach(accept, i, other) same |=
	    is_equal(f, name, other, got);
	f->all++;
	f->hit += same;
	harmful = !same && got &&
		  (strcmp(name, "nip") == 0 || strcmp(name, "nik") == 0 ||
		      strcmp(name, "email") == 0);
	f->harmful += harmful;
	if (!same)
		print_message("%s: %s: want %s, got %s\n", f->file, name,
		    text ? text : "null", got ? got : "null");
}

static void
check_owner(struct fields *f, const json_t *want, const json_t *accept,
    const struct owner *o)
{
	const char *const got[] = { o->name, o->nip, o->nik, o->position,
		o->institution, o->email, reason_code(o->reason) };
	static const char *const names[] = { "nama", "nip", "nik", "jabatan",
		"instansi", "email", "alasan_code" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		check(f, names[i], json_object_get(want, names[i]),
		    json_object_get(accept, names[i]), got[i]);
}

static void
check_applicant(struct fields *f, const json_t *want, const struct letter *l)
{
	check(
	    f, "nama", json_object_get(want, "nama"), NULL, l->applicant_name);
	check(f, "nip", json_object_get(want, "nip"), NULL, l->applicant_nip);
	check(f, "jabatan", json_object_get(want, "jabatan"), NULL,
	    l->applicant_position);
}

static void
check_letter(struct fields *f, const json_t *want, const struct letter *l)
{
	const json_t *accept = json_object_get(want, "accept");
	const json_t *owners = json_object_get(want, "owners");
	const json_t *valid = json_object_get(want, "nip_valid");

	check(f, "kind", json_object_get(want, "kind"), NULL,
	    letter_kind_name(l->kind));
	check(f, "nomor_surat", json_object_get(want, "nomor_surat"),
	    json_object_get(accept, "nomor_surat"), l->number);
	check(f, "tanggal", json_object_get(want, "tanggal"),
	    json_object_get(accept, "tanggal"), l->date);
	check_owner(f, want, accept, &l->owner);
	check_applicant(f, json_object_get(want, "pemohon"), l);
	f->all++;
	f->hit += json_array_size(owners) == l->owner_count;
	for (size_t i = 0; i < l->owner_count; i++)
		check_owner(f, json_array_get(owners, i), NULL, &l->owners[i]);
	if (valid) {
		f->all++;
		f->hit += json_is_true(valid) == l->owner.is_nip_valid;
	}
	size_t doubts =
	    (size_t)json_integer_value(json_object_get(want, "doubts_min"));
	if (l->doubt_count < doubts)
		fail_msg("%s: nothing is doubted", f->file);
}

static void
check_file(struct fields *f, const char *path)
{
	struct letter letter;
	struct slice text;
	char name[PATH_BYTES];

	json_t *want = json_load_file(path, 0, NULL);
	assert_non_null(want);
	snprintf(name, sizeof name, "%.*stxt", (int)(strlen(path) - 4), path);
	assert_true(read_file(name, f->arena, &text));
	f->file = strrchr(path, '/') + 1;
	reading_letter(
	    arena_copy(f->arena, text.at, text.len), f->arena, &letter);
	check_letter(f, want, &letter);
	json_decref(want);
}

static void
letters_give_their_fields(void **state)
{
	struct fields f = { .arena = arena_new() };
	char pattern[PATH_BYTES];
	glob_t files;

	(void)state;
	snprintf(pattern, sizeof pattern, "%s/letters/*.json", folder);
	assert_int_equal(glob(pattern, 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++)
		check_file(&f, files.gl_pathv[i]);
	print_message("letters %zu: fields %zu of %zu, harmful %zu\n",
	    files.gl_pathc, f.hit, f.all, f.harmful);
	assert_int_equal(f.harmful, 0);
	assert_share("fields", f.hit, f.all, FIELD_PERCENT);
	globfree(&files);
	arena_free(f.arena);
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
