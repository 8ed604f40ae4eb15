/*
 * cabut owner import: a file of the personnel office into the register, all
 * of it or nothing.
 */
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "owner.h"
#include "owner_commands.h"

#include "cabut/banned.h"

static const char *const change_names[] = { "new", "changed", "unchanged" };

struct import {
	struct cli *cli;
	const struct config_agency *agency;
	struct owner_file file;
	enum register_change *changes; /* of each good line */
	size_t counts[REGISTER_UNCHANGED + 1];
};

/* What each line would do; who is two people in the register is at fault. */
static bool
compare(struct import *im, struct fault *f)
{
	struct owner_file *file = &im->file;
	struct arena *a = arena_new();
	bool ok = true;

	for (size_t i = 0; ok && i < file->count; i++) {
		struct fault one = { 0 };
		enum register_change change;

		arena_reset(a);
		if (register_compare(im->cli->store, &file->lines[i].owner, a,
			&change, &one))
			continue;
		ok = one.scope == SCOPE_MESSAGE;
		if (ok)
			owner_file_refuse(
			    file, i, arena_strdup(im->cli->arena, one.text));
		else
			*f = one;
	}
	owner_file_drop_refused(file);
	arena_free(a);
	return ok;
}

/* The changes again, now of those lines that stay; written or only asked. */
static bool
do_lines(struct import *im, bool is_written, struct fault *f)
{
	struct owner_file *file = &im->file;
	struct store *s = im->cli->store;
	struct arena *a = arena_new();
	bool ok = true;

	im->changes =
	    arena_array(im->cli->arena, file->count + 1, sizeof *im->changes);
	for (size_t i = 0; ok && i < file->count; i++) {
		struct register_owner *o = &file->lines[i].owner;

		arena_reset(a);
		o->imported_at = cli_now(im->cli);
		ok = is_written ? register_put(s, o, a, &im->changes[i], f)
				: register_compare(s, o, a, &im->changes[i], f);
		if (ok)
			im->counts[im->changes[i]]++;
	}
	arena_free(a);
	return ok;
}

static bool
write_lines(struct import *im, struct fault *f)
{
	struct store *s = im->cli->store;

	if (!store_begin(s, f))
		return false;
	return store_end(s,
	    do_lines(im, true, f) &&
		run_register_forget_notice(s, im->agency->id, f),
	    f);
}

/* ---- telling ---- */

static int
by_line(const void *left, const void *right)
{
	const struct owner_fault *a = left, *b = right;

	return (a->line > b->line) - (a->line < b->line);
}

static size_t
kept_faults(const struct owner_file *file)
{
	return file->fault_count < OWNER_FAULTS_MAX ? file->fault_count
						    : OWNER_FAULTS_MAX;
}

static void
print_faults(const struct owner_file *file)
{
	size_t kept = kept_faults(file);

	for (size_t i = 0; i < kept; i++)
		printf("%s:%zu: %s\n", file->path, file->faults[i].line,
		    file->faults[i].text);
	if (file->fault_count > kept)
		printf(
		    "%s: and %zu more\n", file->path, file->fault_count - kept);
}

static void
print_ignored(const struct owner_file *file)
{
	if (file->ignored_count == 0)
		return;
	printf("%s: ignored columns: ", file->path);
	for (size_t i = 0; i < file->ignored_count; i++)
		printf("%s%.60s", i ? ", " : "", file->ignored[i]);
	putchar('\n');
}

static void
print_changes(const struct import *im)
{
	const struct owner_file *file = &im->file;

	for (size_t i = 0; i < file->count; i++)
		if (im->changes[i] != REGISTER_UNCHANGED)
			printf("%s:%zu: %s: %s\n", file->path,
			    file->lines[i].line, change_names[im->changes[i]],
			    file->lines[i].owner.name);
}

static void
print_counts(const struct import *im)
{
	for (size_t i = 0; i <= REGISTER_UNCHANGED; i++)
		printf(
		    "%s%zu %s", i ? ", " : "", im->counts[i], change_names[i]);
	if (im->file.bad_lines)
		printf(", %zu refused", im->file.bad_lines);
	printf(
	    "%s\n", im->cli->is_dry ? " (dry run: nothing was written)" : "");
}

static void
print_json(const struct import *im, bool is_imported)
{
	const struct owner_file *file = &im->file;
	json_t *faults = json_array(), *ignored = json_array();
	json_t *j = json_object();

	for (size_t i = 0; i < kept_faults(file); i++)
		json_array_append_new(
		    faults, json_pack("{s:I,s:o}", "line",
				(json_int_t)file->faults[i].line, "text",
				json_text_or_null(file->faults[i].text)));
	for (size_t i = 0; i < file->ignored_count; i++)
		json_array_append_new(
		    ignored, json_text_or_null(file->ignored[i]));
	json_object_set_new(j, "imported", json_boolean(is_imported));
	for (size_t i = 0; i <= REGISTER_UNCHANGED; i++)
		json_object_set_new(j, change_names[i],
		    json_integer((json_int_t)im->counts[i]));
	json_object_set_new(
	    j, "refused", json_integer((json_int_t)file->bad_lines));
	json_object_set_new(j, "ignored", ignored);
	json_object_set_new(j, "faults", faults);
	cli_print_json(j);
}

static bool
refuse_file(struct import *im, struct fault *f)
{
	if (im->cli->is_json)
		print_json(im, false);
	return fault_set(f, SCOPE_CONFIG,
	    "%s: %zu of its lines are wrong, nothing was imported; correct "
	    "them, or leave them out with --partial",
	    im->file.path, im->file.bad_lines);
}

static bool
open_store(struct cli *c, struct fault *f)
{
	if (c->is_dry)
		return cli_store(c, true, f);
	return cli_lock(c, f) && cli_store(c, false, f);
}

bool
owner_import(struct cli *c, const char *path, struct fault *f)
{
	struct import im = { .cli = c };
	struct owner_file *file = &im.file;

	if (!cli_one_agency(c, &im.agency, f) ||
	    !owner_file_read(path, im.agency, c->arena, file, f) ||
	    !open_store(c, f) || !compare(&im, f))
		return false;
	qsort(file->faults, kept_faults(file), sizeof *file->faults, by_line);
	if (!c->is_json) {
		print_ignored(file);
		print_faults(file);
	}
	if (file->fault_count && !c->is_partial)
		return refuse_file(&im, f);
	if (!(c->is_dry ? do_lines(&im, false, f) : write_lines(&im, f)))
		return false;
	if (file->fault_count)
		c->exit_code = EXIT_LEFT_OUT;
	if (c->is_json) {
		print_json(&im, !c->is_dry);
		return true;
	}
	if (c->is_dry)
		print_changes(&im);
	print_counts(&im);
	return true;
}
