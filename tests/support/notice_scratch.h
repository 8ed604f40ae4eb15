/*
 * A folder of one test's own, and other programs run in it. Static functions:
 * the unit tests are one file each.
 */
#ifndef TESTS_NOTICE_SCRATCH_H
#define TESTS_NOTICE_SCRATCH_H

#include <dirent.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cabut/base.h"

extern char **environ;

struct scratch {
	char path[64];
};

static inline bool
scratch_open(struct scratch *s)
{
	static const char pattern[] = "/tmp/cabut-notice.XXXXXX";

	memcpy(s->path, pattern, sizeof pattern);
	return mkdtemp(s->path) != NULL;
}

/* The files in it, then itself; it holds no folders. */
static inline void
scratch_close(const struct scratch *s)
{
	DIR *d = opendir(s->path);
	struct dirent *e;

	while (d && (e = readdir(d)))
		if (e->d_name[0] != '.')
			unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
	rmdir(s->path);
}

static inline bool
scratch_put(const struct scratch *s, const char *name, struct slice bytes)
{
	struct arena *a = arena_new();
	FILE *out = fopen(arena_printf(a, "%s/%s", s->path, name), "wb");
	bool ok = out && fwrite(bytes.at, 1, bytes.len, out) == bytes.len;

	if (out && fclose(out) != 0)
		ok = false;
	arena_free(a);
	return ok;
}

/* The exit code of a program; -1: it could not run or was killed. */
static inline int
scratch_run(const char *const *argv)
{
	pid_t pid;
	int status;

	if (posix_spawnp(
		&pid, argv[0], NULL, NULL, (char *const *)argv, environ) != 0 ||
	    waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

#endif
