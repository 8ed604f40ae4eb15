/*
 * Child processes and temporary folders of tests.
 */
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "child.h"

#include "cabut/banned.h"

enum { PATH_ROOM = 4096, READ_STEP = 65536, OPEN_FOLDERS = 16 };

void
child_start(struct child *c, const char *const argv[])
{
	int in[2], out[2];

	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	c->pid = fork();
	assert_true(c->pid >= 0);
	if (c->pid == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	c->in = in[1];
	c->out = out[0];
}

void
child_line(struct child *c, char *out, size_t room)
{
	size_t n = 0;
	char byte;

	while (n + 1 < room && read(c->out, &byte, 1) == 1 && byte != '\n')
		out[n++] = byte;
	out[n] = '\0';
}

int
child_end(struct child *c)
{
	int status = 0;

	close(c->in);
	close(c->out);
	waitpid(c->pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int
child_run(const char *const argv[])
{
	struct child c;
	char line[READ_STEP];

	child_start(&c, argv);
	do
		child_line(&c, line, sizeof line);
	while (line[0]);
	return child_end(&c);
}

char *
folder_make(const char *name)
{
	const char *base = getenv("TMPDIR");
	char *path = malloc(PATH_ROOM);

	assert_non_null(path);
	snprintf(
	    path, PATH_ROOM, "%s/cabut-%s-XXXXXX", base ? base : "/tmp", name);
	assert_non_null(mkdtemp(path));
	return path;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void
folder_remove(char *path)
{
	nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
	free(path);
}

char *
folder_read(const char *folder, const char *name, size_t *len)
{
	char path[PATH_ROOM];
	char *bytes = NULL;
	ssize_t n = 0;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	*len = 0;
	do {
		*len += (size_t)n;
		bytes = realloc(bytes, *len + READ_STEP + 1);
		assert_non_null(bytes);
		n = read(fd, bytes + *len, READ_STEP);
	} while (n > 0);
	bytes[*len] = '\0';
	close(fd);
	return bytes;
}
