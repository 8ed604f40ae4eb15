/*
 * locks: what keeps a taken-over cell harmless. Set in two turns: the warm
 * parent gives up files, network, programs and privileges but may still fork;
 * each child then gives up that as well, and is bounded in memory and time.
 * Nothing here can be switched off.
 */
#ifndef PAPER_LOCKS_H
#define PAPER_LOCKS_H

#include "cabut/paper.h"

#if defined(__SANITIZE_ADDRESS__)
#define CELL_HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CELL_HAS_ASAN 1
#endif
#endif
#ifndef CELL_HAS_ASAN
#define CELL_HAS_ASAN 0
#endif

enum { CELL_FILES_MAX = 16, EXIT_UNLOCKED = 71 };

struct locks {
	struct cell_limits limits;
	bool has_landlock;
	void *child_filter; /* scmp_filter_ctx, ready to be loaded */
};

/* In the parent, once. SCOPE_RUN: the kernel refused; nobody may go on. */
bool locks_hold_parent(
    struct locks *, const struct cell_limits *, struct fault *);
/* In the child, before it looks at a byte. Ends the process when a lock does
 * not close. */
void locks_hold_child(struct locks *);
/* "landlock+seccomp+rlimits" */
const char *locks_names(const struct locks *);

/* ---- the three kinds ---- */

/* Files, and where the kernel knows how, TCP, abstract sockets and signals.
 * `*holds` is false when this kernel has no Landlock: then the seccomp filter
 * stands alone, which refuses every path by itself. False: a kernel that has
 * Landlock but would not lock. */
bool landlock_hold(bool *holds, struct fault *);

bool filter_hold_parent(struct fault *);
/* NULL: out of memory, or a libseccomp that cannot say it. */
void *filter_of_child(void);
bool filter_hold_child(void *filter);

#endif
