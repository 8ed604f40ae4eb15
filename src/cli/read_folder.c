/*
 * cabut read FOLDER: the mails, letters and documents that lie in it, one row
 * each. What they are goes by their names, as a folder also holds what is
 * not for cabut; hidden files, folders in it and symbolic links are passed by.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "command.h"
#include "read.h"

#include "cabut/banned.h"

enum { FOLDER_FILES_MAX = 10 * 1000 };

struct folder {
	const char *path;
	const char **names;
	size_t count;
};

static bool
is_wanted_name(const char *name)
{
	static const char *const endings[] = { "eml", "txt", "pdf", "doc",
		"docx", "odt", "rtf", "htm", "html", "zip", "jpg", "jpeg",
		"png", "tif", "tiff", "heic", "heif", "webp", "bmp", "gif",
		"xls", "xlsx", "ods", "rar", "7z" };
	const char *dot = strrchr(name, '.');

	if (name[0] == '.' || !dot)
		return false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (text_equal_nocase(dot + 1, endings[i]))
			return true;
	return false;
}

static bool
is_regular(DIR *d, const char *name)
{
	struct stat st;

	return fstatat(dirfd(d), name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode);
}

static int
by_name(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

static bool
take_names(DIR *d, struct arena *a, struct folder *o, struct fault *f)
{
	const struct dirent *e;

	o->names = arena_array(a, FOLDER_FILES_MAX, sizeof *o->names);
	while ((e = readdir(d)) != NULL) {
		if (!is_wanted_name(e->d_name) || !is_regular(d, e->d_name))
			continue;
		if (o->count == FOLDER_FILES_MAX)
			return fault_set(f, SCOPE_USAGE,
			    "%s: more than %d files; read them in parts",
			    o->path, FOLDER_FILES_MAX);
		o->names[o->count++] = arena_strdup(a, e->d_name);
	}
	qsort(o->names, o->count, sizeof *o->names, by_name);
	return true;
}

static bool
folder_open(
    const char *path, struct arena *a, struct folder *o, struct fault *f)
{
	DIR *d = opendir(path);
	bool ok;

	if (!d)
		return fault_set(
		    f, SCOPE_USAGE, "%s: %s", path, strerror(errno));
	*o = (struct folder){ .path = path };
	ok = take_names(d, a, o, f);
	closedir(d);
	return ok;
}

/* ---- rows ---- */

static const char *
kind_cell(const struct result *r)
{
	const char *decision = result_decision(r);

	if (r->trouble)
		return "unreadable";
	return decision ? decision : reading_kind_name(r->reading.kind);
}

/* Why nothing could be read, or how much must be looked at. */
static const char *
last_cell(const struct result *r, struct arena *a)
{
	const struct cell_reading *c = &r->cell;

	if (r->trouble)
		return r->trouble;
	if (r->reading.has_letter && r->reading.letter.doubt_count > 0)
		return arena_printf(
		    a, "%zu doubts", r->reading.letter.doubt_count);
	if (!r->reading.has_letter && c->paper_count > 0)
		return c->papers[0].why;
	return "";
}

static void
put_row(
    struct table *t, const char *name, const struct result *r, struct arena *a)
{
	static const struct letter none = { .number = NULL };
	const struct letter *l =
	    r->reading.has_letter && !r->trouble ? &r->reading.letter : &none;
	const struct owner *o = l->owner_count ? &l->owners[0] : &l->owner;
	const char *others =
	    l->owner_count > 1 ? arena_printf(a, " (+%zu)", l->owner_count - 1)
			       : "";
	const char *cells[] = { name, kind_cell(r),
		l == &none ? "" : letter_kind_name(l->kind),
		o->name ? arena_printf(a, "%s%s", o->name, others) : "",
		o->nip ? arena_printf(
			     a, "%s%s", o->nip, o->is_nip_valid ? "" : " ?")
		       : "",
		reason_code(o->reason), last_cell(r, a) };

	table_row(t, cells);
}

/* Each file in an arena of its own: a folder may hold thousands. */
static bool
read_in_folder(struct cli *c, const char *folder, const char *name,
    struct table *t, struct fault *f)
{
	struct arena *whole = c->arena;
	struct result r = { 0 };
	bool ok;

	c->arena = arena_new();
	r.file = arena_printf(c->arena, "%s/%s", folder, name);
	ok = result_of_file(c, &r, f);
	if (!ok && f->scope != SCOPE_RUN && f->scope != SCOPE_USAGE) {
		result_trouble(c, &r, f);
		ok = true;
	}
	if (ok && t)
		put_row(t, name, &r, c->arena);
	else if (ok)
		result_print_json(&r, c->arena);
	arena_free(c->arena);
	c->arena = whole;
	return ok;
}

static struct table *
table_of_folder(void)
{
	static const char *const columns[] = { "FILE", "READING", "KIND",
		"NAMA", "NIP", "ALASAN", "LOOK AT" };

	return table_new(columns, sizeof columns / sizeof *columns);
}

bool
read_folder(struct cli *c, const char *path, struct fault *f)
{
	struct folder o = { 0 };
	struct table *t;
	bool ok = true;

	if (!folder_open(path, c->arena, &o, f))
		return false;
	t = c->is_json ? NULL : table_of_folder();
	for (size_t i = 0; ok && i < o.count; i++)
		ok = read_in_folder(c, path, o.names[i], t, f);
	if (t)
		table_print(t);
	table_free(t);
	return ok;
}
