/* Letters held against what they say: a folder of NN.txt and NN.json in the
 * form that tests/corpus/reading/README.md tells; for tests alone. */
#ifndef SUPPORT_READING_LETTERS_H
#define SUPPORT_READING_LETTERS_H

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "cabut/reading.h"

enum { LETTER_FILE_MAX = 4 * 1024 * 1024, LETTER_PATH_MAX = 4096 };

struct letter_score {
	size_t letters;
	size_t fields, fields_right;
	size_t kinds_right;
	size_t wrong;	  /* NIP, NIK or e-mail that is not so */
	size_t undoubted; /* letters that told fewer doubts than they must */
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
is_number_name(const char *name)
{
	return strcmp(name, "nip") == 0 || strcmp(name, "nik") == 0;
}

static bool
is_equal(struct letter_score *s, const char *name, const json_t *want,
    const char *got)
{
	const char *text = json_string_value(want);
	bool digits = is_number_name(name);

	if (!text || !got)
		return !text && !got;
	return strcmp(canonical(s->arena, text, digits),
		   canonical(s->arena, got, digits)) == 0;
}

static bool
check_field(struct letter_score *s, const char *name, const json_t *want,
    const json_t *accept, const char *got)
{
	bool same = is_equal(s, name, want, got);
	const char *text = json_string_value(want);
	size_t i;
	json_t *other;

	json_array_foreach(accept, i, other) same |=
	    is_equal(s, name, other, got);
	s->fields++;
	s->fields_right += same;
	s->wrong += !same && got &&
		    (is_number_name(name) || strcmp(name, "email") == 0);
	if (!same)
		print_message("%s: %s: want %s, got %s\n", s->file, name,
		    text ? text : "null", got ? got : "null");
	return same;
}

/* `o` NULL: none was read. */
static void
check_owner(struct letter_score *s, const json_t *want, const json_t *accept,
    const struct owner *o)
{
	static const struct owner none = { .name = NULL };
	static const char *const names[] = { "nama", "nip", "nik", "jabatan",
		"instansi", "email", "alasan_code" };

	if (!o)
		o = &none;
	const char *const got[] = { o->name, o->nip, o->nik, o->position,
		o->institution, o->email, reason_code(o->reason) };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		check_field(s, names[i], json_object_get(want, names[i]),
		    json_object_get(accept, names[i]), got[i]);
}

/* "accept": { "pemohon": [null] } takes a letter without an applicant. */
static void
check_applicant(struct letter_score *s, const json_t *want,
    const json_t *accept, const struct letter *l)
{
	const json_t *others = json_object_get(accept, "pemohon"), *other;
	size_t i;

	json_array_foreach(others, i,
	    other) if (json_is_null(other) && !l->applicant_name) return;
	const json_t *good = json_object_get(accept, "pemohon_jabatan");

	check_field(
	    s, "nama", json_object_get(want, "nama"), NULL, l->applicant_name);
	check_field(
	    s, "nip", json_object_get(want, "nip"), NULL, l->applicant_nip);
	check_field(s, "jabatan", json_object_get(want, "jabatan"), good,
	    l->applicant_position);
}

static void
check_owners(struct letter_score *s, const json_t *want, const struct letter *l)
{
	size_t most = json_array_size(want);

	s->fields++;
	s->fields_right += most == l->owner_count;
	if (most != l->owner_count)
		print_message("%s: owners: want %zu, got %zu\n", s->file, most,
		    l->owner_count);
	if (l->owner_count > most)
		most = l->owner_count;
	for (size_t i = 0; i < most; i++) {
		const json_t *one = json_array_get(want, i);
		check_owner(s, one, json_object_get(one, "accept"),
		    i < l->owner_count ? &l->owners[i] : NULL);
	}
}

static void
check_letter(struct letter_score *s, const json_t *want, const struct letter *l)
{
	const json_t *accept = json_object_get(want, "accept");
	const json_t *valid = json_object_get(want, "nip_valid");
	const json_t *least = json_object_get(want, "doubts_min");

	s->letters++;
	s->kinds_right += check_field(s, "kind", json_object_get(want, "kind"),
	    json_object_get(accept, "kind"), letter_kind_name(l->kind));
	check_field(s, "nomor_surat", json_object_get(want, "nomor_surat"),
	    json_object_get(accept, "nomor_surat"), l->number);
	check_field(s, "tanggal", json_object_get(want, "tanggal"),
	    json_object_get(accept, "tanggal"), l->date);
	check_owner(s, want, accept, &l->owner);
	check_applicant(s, json_object_get(want, "pemohon"), accept, l);
	check_owners(s, json_object_get(want, "owners"), l);
	if (valid) {
		s->fields++;
		s->fields_right += json_is_true(valid) == l->owner.is_nip_valid;
	}
	if (l->doubt_count < (size_t)json_integer_value(least)) {
		print_message("%s: nothing is doubted\n", s->file);
		s->undoubted++;
	}
}

static void
check_file(struct letter_score *s, const char *path)
{
	struct paper paper = { .how = PAPER_TEXT, .name = "" };
	struct letter letter;
	struct slice text;
	struct fault fault;
	char name[LETTER_PATH_MAX];

	json_t *want = json_load_file(path, 0, NULL);
	assert_non_null(want);
	snprintf(name, sizeof name, "%.*stxt", (int)(strlen(path) - 4), path);
	assert_true(file_read(name, LETTER_FILE_MAX, s->arena, &text, &fault));
	s->file = strrchr(path, '/') + 1;
	paper.text = arena_copy(s->arena, text.at, text.len);
	if (json_is_true(json_object_get(want, "ocr")))
		paper.how = PAPER_OCR;
	reading_letter_of(&paper, 0, s->arena, &letter);
	check_letter(s, want, &letter);
	json_decref(want);
}

static size_t
per_mille(size_t part, size_t all)
{
	return all ? part * 1000 / all : 0;
}

/* Reads every letter of the folder and prints the score. */
static struct letter_score
letters_score(const char *folder)
{
	struct letter_score s = { .arena = arena_new() };
	char pattern[LETTER_PATH_MAX];
	glob_t files;

	snprintf(pattern, sizeof pattern, "%s/*.json", folder);
	assert_int_equal(glob(pattern, 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++)
		check_file(&s, files.gl_pathv[i]);
	size_t fields = per_mille(s.fields_right, s.fields);
	size_t kinds = per_mille(s.kinds_right, s.letters);
	print_message("letters %zu: wrong NIP, NIK or e-mail %zu; fields %zu "
		      "of %zu (%zu.%zu %%); kind %zu of %zu (%zu.%zu %%)\n",
	    s.letters, s.wrong, s.fields_right, s.fields, fields / 10,
	    fields % 10, s.kinds_right, s.letters, kinds / 10, kinds % 10);
	globfree(&files);
	arena_free(s.arena);
	s.arena = NULL;
	s.file = NULL;
	return s;
}

/* What may not be less: no wrong number, every kind, `percent` of fields. */
static void
assert_letters(const struct letter_score *s, size_t percent)
{
	assert_true(s->letters > 0);
	assert_int_equal(s->wrong, 0);
	assert_int_equal(s->kinds_right, s->letters);
	assert_int_equal(s->undoubted, 0);
	assert_true(s->fields_right * 100 >= s->fields * percent);
}

#endif
