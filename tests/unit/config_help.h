/*
 * What the tests of the config room share: a folder that is gone afterwards,
 * with the sample files in it, and a file with one place changed.
 */
#ifndef CONFIG_HELP_H
#define CONFIG_HELP_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cabut/config.h"

struct folder {
	char path[64];
	struct arena *arena;
};

static inline void
put_file(
    const struct folder *d, const char *name, const char *text, mode_t mode)
{
	const char *path = arena_printf(d->arena, "%s/%s", d->path, name);
	FILE *file = fopen(path, "w");

	if (!file)
		fail_msg("%s cannot be written", path);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static inline void
put_folder(const struct folder *d, const char *name)
{
	assert_int_equal(
	    mkdir(arena_printf(d->arena, "%s/%s", d->path, name), 0700), 0);
}

static inline const char *
path_of(const struct folder *d, const char *name)
{
	return arena_printf(d->arena, "%s/%s", d->path, name);
}

/* `text` with the first `from` replaced by `to`. */
static inline const char *
changed(
    const struct folder *d, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	if (!at)
		fail_msg("\"%s\" is not in the sample", from);
	return arena_printf(d->arena, "%.*s%s%s", (int)(at - text), text, to,
	    at + strlen(from));
}

static inline int
folder_setup(void **state)
{
	struct folder *d = calloc(1, sizeof *d);

	d->arena = arena_new();
	snprintf(d->path, sizeof d->path, "/tmp/cabut-config-XXXXXX");
	assert_non_null(mkdtemp(d->path));
	put_folder(d, "agencies.d");
	put_folder(d, "sop");
	put_file(d, "sop/bolaang-mongondow-pencabutan.xml", "<sop/>", 0644);
	put_file(d, "cabut.yaml", config_sample_host(), 0644);
	put_file(d, "agencies.d/contoh.yaml", config_sample_agency(), 0644);
	*state = d;
	return 0;
}

static inline int
remove_one(const char *path, const struct stat *st, int type, struct FTW *w)
{
	(void)st;
	(void)type;
	(void)w;
	return remove(path);
}

static inline int
folder_teardown(void **state)
{
	struct folder *d = *state;
	int result = nftw(d->path, remove_one, 16, FTW_DEPTH | FTW_PHYS);

	arena_free(d->arena);
	free(d);
	return result;
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

#endif
