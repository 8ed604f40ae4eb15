/*
 * For tests in C that need a server in Python: start it, read the line in
 * which it says where it listens, end it, and leave no file behind.
 */
#ifndef CABUT_TESTS_CHILD_H
#define CABUT_TESTS_CHILD_H

#include <stddef.h>
#include <sys/types.h>

struct child {
	pid_t pid;
	int in, out; /* its standard input and output */
};

/* argv[0] is the program; the test fails when it cannot start. */
void child_start(struct child *, const char *const argv[]);
/* One line of its output without the line end; at most room - 1 bytes. */
void child_line(struct child *, char *out, size_t room);
/* Closes its standard input and awaits its end. Returns the exit code. */
int child_end(struct child *);
/* All of it: start, ignore its output, await the end. */
int child_run(const char *const argv[]);

/* A new private folder under TMPDIR or /tmp; free with folder_remove. */
char *folder_make(const char *name);
void folder_remove(char *path); /* and all that is in it */
/* The bytes of folder/name, malloc'ed with a NUL behind; NULL: none. */
char *folder_read(const char *folder, const char *name, size_t *len);

#endif
