/*
 * The order of locking, and the limits of the kernel's own accounting.
 */
#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "locks.h"

#include "cabut/banned.h"

static bool
limit(int what, rlim_t most)
{
	struct rlimit r = { most, most };

	return setrlimit((__rlimit_resource_t)what, &r) == 0;
}

/* AddressSanitizer reserves terabytes of shadow: no ceiling can hold there. */
static bool
limit_memory(size_t bytes)
{
	return CELL_HAS_ASAN || limit(RLIMIT_AS, bytes);
}

static bool
limit_parent(const struct cell_limits *l)
{
	return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) &&
	       limit(RLIMIT_NOFILE, CELL_FILES_MAX) &&
	       limit_memory(l->memory_bytes);
}

/* The soft limit of CPU tells the reason (SIGXCPU), the hard one kills. */
static bool
limit_child(const struct cell_limits *l)
{
	struct rlimit cpu = { l->cpu_s, l->cpu_s + 1 };

	return setrlimit(RLIMIT_CPU, &cpu) == 0 && limit(RLIMIT_NPROC, 0);
}

bool
locks_hold_parent(
    struct locks *l, const struct cell_limits *limits, struct fault *f)
{
	l->limits = *limits;
	if (prctl(PR_SET_DUMPABLE, 0) != 0 || !limit_parent(limits))
		return fault_set(f, SCOPE_RUN, "limits: %s", strerror(errno));
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return fault_set(
		    f, SCOPE_RUN, "no_new_privs: %s", strerror(errno));
	if (!landlock_hold(&l->has_landlock, f))
		return false;
	l->child_filter = filter_of_child();
	if (!l->child_filter)
		return fault_set(
		    f, SCOPE_RUN, "seccomp: the filter cannot be built");
	return filter_hold_parent(f);
}

void
locks_hold_child(struct locks *l)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || !limit_child(&l->limits) ||
	    !filter_hold_child(l->child_filter))
		_exit(EXIT_UNLOCKED);
}

const char *
locks_names(const struct locks *l)
{
	return l->has_landlock ? "landlock+seccomp+rlimits" : "seccomp+rlimits";
}
