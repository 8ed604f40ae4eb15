/*
 * Landlock by system call: a rule set that handles everything this kernel can
 * handle and allows nothing. Own definitions, as Debian 12's header knows
 * less than its backported kernels do.
 */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "locks.h"

#include "cabut/banned.h"

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_restrict_self 446
#endif

enum { ASK_VERSION = 1 };

/* The newest form; older kernels take a shorter one. */
struct rules {
	uint64_t files;
	uint64_t network;
	uint64_t scopes;
};

enum {
	FILES_V1 = (1 << 13) - 1, /* execute .. make_sym */
	FILE_REFER = 1 << 13,	  /* version 2 */
	FILE_TRUNCATE = 1 << 14,  /* version 3 */
	FILE_IOCTL = 1 << 15,	  /* version 5 */
	NETWORK_TCP = 3,	  /* version 4: bind, connect */
	SCOPE_SOCKET_SIGNAL = 3,  /* version 6 */
};

static size_t
rules_of_version(long version, struct rules *r)
{
	*r = (struct rules){ .files = FILES_V1 };
	if (version >= 2)
		r->files |= FILE_REFER;
	if (version >= 3)
		r->files |= FILE_TRUNCATE;
	if (version >= 5)
		r->files |= FILE_IOCTL;
	if (version >= 4)
		r->network = NETWORK_TCP;
	if (version >= 6)
		r->scopes = SCOPE_SOCKET_SIGNAL;
	return version >= 6   ? sizeof *r
	       : version >= 4 ? 2 * sizeof(uint64_t)
			      : sizeof(uint64_t);
}

static bool
is_absent(int error)
{
	return error == ENOSYS || error == EOPNOTSUPP;
}

bool
landlock_hold(bool *holds, struct fault *f)
{
	struct rules rules;
	size_t len;
	long fd, version =
		     syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);

	if (version < 1) {
		if (version < 0 && !is_absent(errno))
			return fault_set(
			    f, SCOPE_RUN, "Landlock: %s", strerror(errno));
		*holds = false;
		return true;
	}
	len = rules_of_version(version, &rules);
	fd = syscall(SYS_landlock_create_ruleset, &rules, len, 0);
	if (fd < 0 || syscall(SYS_landlock_restrict_self, fd, 0) != 0)
		return fault_set(f, SCOPE_RUN, "Landlock: %s", strerror(errno));
	close((int)fd);
	*holds = true;
	return true;
}
