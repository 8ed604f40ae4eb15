/*
 * The seccomp filters: default is death, and what is allowed is what memory,
 * arithmetic and one pipe need. No path can be opened: libraries that try get
 * EACCES, whoever asks to write dies. Both filters stay in force together, so
 * a child has only what both allow.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "locks.h"

#include "cabut/banned.h"

#define CALLS(list) list, sizeof(list) / sizeof(*(list))

/* What any process needs. */
static const int plain[] = { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close),
	SCMP_SYS(lseek), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap),
	SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(exit),
	SCMP_SYS(exit_group), SCMP_SYS(fstat), SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(restart_syscall), SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time),
	SCMP_SYS(getrandom), SCMP_SYS(sched_yield), SCMP_SYS(getpid),
	SCMP_SYS(gettid), SCMP_SYS(getppid), SCMP_SYS(getuid),
	SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
	SCMP_SYS(getrusage), SCMP_SYS(sysinfo), SCMP_SYS(uname),
	SCMP_SYS(sched_getaffinity) };

/* Libraries ask these and live with a no. */
static const int refused[] = { SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
	SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(statfs),
	SCMP_SYS(fstatfs), SCMP_SYS(getdents64), SCMP_SYS(getcwd),
	SCMP_SYS(ioctl), SCMP_SYS(fcntl), SCMP_SYS(umask), SCMP_SYS(unlink) };

/* More for the parent: to make a child, lock it, watch it, end it. */
static const int parental[] = { SCMP_SYS(wait4), SCMP_SYS(pidfd_open),
	SCMP_SYS(pidfd_send_signal), SCMP_SYS(pipe2), SCMP_SYS(poll),
	SCMP_SYS(ppoll), SCMP_SYS(seccomp), SCMP_SYS(setrlimit),
	SCMP_SYS(prlimit64), SCMP_SYS(set_robust_list), SCMP_SYS(rseq) };

static struct scmp_arg_cmp
argument_is(unsigned argument, scmp_datum_t value)
{
	return (struct scmp_arg_cmp){
		.arg = argument, .op = SCMP_CMP_EQ, .datum_a = value
	};
}

static struct scmp_arg_cmp
argument_bits(unsigned argument, scmp_datum_t mask, scmp_datum_t value)
{
	return (struct scmp_arg_cmp){ .arg = argument,
		.op = SCMP_CMP_MASKED_EQ,
		.datum_a = mask,
		.datum_b = value };
}

/* A call that this processor does not have needs no rule. */
static bool
is_said(int rc)
{
	return rc == 0 || rc == -EDOM;
}

static bool
add_all(scmp_filter_ctx ctx, uint32_t action, const int *calls, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!is_said(seccomp_rule_add(ctx, action, calls[i], 0)))
			return false;
	return true;
}

/* Memory is never made executable. */
static bool
add_memory(scmp_filter_ctx ctx)
{
	struct scmp_arg_cmp no_exec = argument_bits(2, PROT_EXEC, 0);

	return is_said(seccomp_rule_add(
		   ctx, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_exec)) &&
	       is_said(seccomp_rule_add(
		   ctx, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_exec));
}

/* To read: no. To write: death. glibc's fstat asks by an empty path. */
static bool
add_paths(scmp_filter_ctx ctx)
{
	const unsigned writes = O_ACCMODE | O_CREAT | O_TRUNC;

	return is_said(seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EACCES),
		   SCMP_SYS(openat), 1, argument_bits(2, writes, O_RDONLY))) &&
	       is_said(seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EACCES),
		   SCMP_SYS(open), 1, argument_bits(1, writes, O_RDONLY))) &&
	       is_said(
		   seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat),
		       1, argument_bits(3, AT_EMPTY_PATH, AT_EMPTY_PATH))) &&
	       is_said(seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EACCES),
		   SCMP_SYS(newfstatat), 1,
		   argument_bits(3, AT_EMPTY_PATH, 0)));
}

/* The sanitizer's runtime sets up alternate stacks and reads its limits. */
static bool
add_sanitizer(scmp_filter_ctx ctx)
{
	return !CELL_HAS_ASAN || is_said(seccomp_rule_add(ctx, SCMP_ACT_ALLOW,
				     SCMP_SYS(sigaltstack), 0));
}

static scmp_filter_ctx
filter_common(void)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_KILL_PROCESS);

	if (ctx && add_all(ctx, SCMP_ACT_ALLOW, CALLS(plain)) &&
	    add_all(ctx, SCMP_ACT_ERRNO(EACCES), CALLS(refused)) &&
	    add_memory(ctx) && add_paths(ctx) && add_sanitizer(ctx))
		return ctx;
	if (ctx)
		seccomp_release(ctx);
	return NULL;
}

/* Of prctl only what locking needs; of clone no new namespace. */
static bool
add_parental(scmp_filter_ctx ctx)
{
	static const int settings[] = { PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS,
		PR_SET_PDEATHSIG };
	const unsigned namespaces = CLONE_NEWNS | CLONE_NEWCGROUP |
				    CLONE_NEWUTS | CLONE_NEWIPC |
				    CLONE_NEWUSER | CLONE_NEWPID |
				    CLONE_NEWNET | CLONE_THREAD | CLONE_VM;

	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		if (!is_said(
			seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(prctl),
			    1, argument_is(0, (scmp_datum_t)settings[i]))))
			return false;
	return add_all(ctx, SCMP_ACT_ALLOW, CALLS(parental)) &&
	       is_said(seccomp_rule_add(
		   ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0)) &&
	       is_said(seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(tgkill),
		   1, argument_is(2, SIGABRT))) &&
	       is_said(seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
		   argument_bits(0, namespaces, 0)));
}

bool
filter_hold_parent(struct fault *f)
{
	scmp_filter_ctx ctx = filter_common();
	int rc = -ENOMEM;

	if (ctx && add_parental(ctx))
		rc = seccomp_load(ctx);
	if (ctx)
		seccomp_release(ctx);
	return rc == 0 || fault_set(f, SCOPE_RUN, "seccomp: %s", strerror(-rc));
}

void *
filter_of_child(void)
{
	return filter_common();
}

/* abort() of a library may end itself, and nobody else. */
bool
filter_hold_child(void *filter)
{
	return is_said(seccomp_rule_add(filter, SCMP_ACT_ALLOW,
		   SCMP_SYS(tgkill), 2, argument_is(0, (scmp_datum_t)getpid()),
		   argument_is(2, SIGABRT))) &&
	       seccomp_load(filter) == 0;
}
