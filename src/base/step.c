/*
 * Step markers for the kill tests: die right after the n-th durable effect,
 * as a machine that loses power would. Only in builds with CABUT_TEST_STEPS.
 */
#ifdef CABUT_TEST_STEPS
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cabut/base.h"

#include "cabut/banned.h"

static void
write_step(const char *path, const char *name)
{
	char line[128];
	int len = snprintf(line, sizeof line, "%s\n", name);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, line, (size_t)len) != len)
		abort();
	close(fd);
}

void
step_mark(const char *name)
{
	static long passed; /* test builds only: the count is the point */
	const char *kill_at = getenv("CABUT_KILL_AT_STEP");
	const char *count = getenv("CABUT_COUNT_STEPS");

	passed++;
	if (count)
		write_step(count, name);
	if (kill_at && strtol(kill_at, NULL, 10) == passed)
		kill(getpid(), SIGKILL);
}
#else
extern int cabut_steps_are_off;
#endif
