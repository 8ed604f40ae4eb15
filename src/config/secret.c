/*
 * Secrets, fetched when they are needed: from a file that is ours alone, from
 * systemd's credentials, or as the first line that a program prints. The
 * program is run without a shell, and not for long.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cabut/config.h"

#include "cabut/banned.h"

enum { SECRET_BYTES_MAX = 16 * 1024 };

extern char **environ;

/* The first line, which becomes a password or a header: nothing that could
 * break out of either. */
static bool
take_secret(struct slice text, const char *where, struct arena *a,
    const char **out, struct fault *f)
{
	struct slice line = { 0 };

	slice_take_line(&text, &line);
	for (size_t i = 0; i < line.len; i++)
		if ((unsigned char)line.at[i] < 0x20 || line.at[i] == 0x7f)
			return fault_set(f, SCOPE_CONFIG,
			    "%s: the secret has a control character", where);
	if (line.len == 0)
		return fault_set(
		    f, SCOPE_CONFIG, "%s: the secret is empty", where);
	*out = arena_copy(a, line.at, line.len);
	return true;
}

/* ---- $CREDENTIALS_DIRECTORY ---- */

/* systemd makes the folder ours alone; the files in it may show group bits
 * that are only the mask of an access list, so the mode is not judged. */
static bool
read_credential(
    const char *name, struct arena *a, const char **out, struct fault *f)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");
	struct slice text;

	if (!folder || folder[0] != '/')
		return fault_set(f, SCOPE_CONFIG,
		    "password_credential %s: $CREDENTIALS_DIRECTORY is not "
		    "set; start cabut by systemd with LoadCredential=%s:...",
		    name, name);
	if (strchr(name, '/') || name[0] == '.')
		return fault_set(f, SCOPE_CONFIG,
		    "password_credential %s: expected a name, not a path",
		    name);
	const char *path = arena_printf(a, "%s/%s", folder, name);

	return file_read(path, SECRET_BYTES_MAX, a, &text, f) &&
	       take_secret(text, path, a, out, f);
}

/* ---- token_command ---- */

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* True when `fd` can be read, or its process has ended, in time. */
static bool
wait_for(int fd, int64_t until_ms)
{
	for (;;) {
		int64_t left = until_ms - now_ms();
		struct pollfd p = { .fd = fd, .events = POLLIN };
		int n = left > 0 ? poll(&p, 1, (int)left) : 0;

		if (n > 0)
			return true;
		if (n == 0 || errno != EINTR)
			return false;
	}
}

/* Its own process group, so that its children can be ended with it. */
static int
spawn(char *const *argv, int out_fd, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t none, standard;

	sigemptyset(&none);
	sigemptyset(&standard);
	sigaddset(&standard, SIGPIPE);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(
	    &files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, out_fd, STDOUT_FILENO);
	posix_spawnattr_init(&how);
	posix_spawnattr_setpgroup(&how, 0);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setsigdefault(&how, &standard);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP |
					   POSIX_SPAWN_SETSIGMASK |
					   POSIX_SPAWN_SETSIGDEF);
	int error = posix_spawn(pid, argv[0], &files, &how, argv, environ);

	posix_spawnattr_destroy(&how);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

/* All it prints. False: too much, or too long. */
static bool
read_output(int fd, int64_t until_ms, struct strbuf *out)
{
	char bytes[4096];

	while (!out->cut && wait_for(fd, until_ms)) {
		ssize_t got = read(fd, bytes, sizeof bytes);

		if (got == 0)
			return true;
		if (got > 0)
			strbuf_add(out, bytes, (size_t)got);
		else if (errno != EINTR)
			return false;
	}
	return false;
}

/* Reaps it in every case; false when it had to be killed. */
static bool
finish(pid_t pid, bool is_done, int64_t until_ms, int *status)
{
	int handle = pidfd_open(pid, 0);

	is_done = is_done && handle >= 0 && wait_for(handle, until_ms);
	if (!is_done)
		kill(-pid, SIGKILL);
	if (handle >= 0)
		close(handle);
	while (waitpid(pid, status, 0) < 0 && errno == EINTR)
		;
	return is_done;
}

static bool
judge_end(const char *program, bool in_time, unsigned limit_ms, int status,
    struct fault *f)
{
	if (!in_time)
		return fault_set(f, SCOPE_LATER,
		    "token_command %s: not done within %u ms and %d bytes",
		    program, limit_ms, SECRET_BYTES_MAX);
	if (WIFSIGNALED(status))
		return fault_set(f, SCOPE_LATER,
		    "token_command %s: ended by signal %d", program,
		    WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return fault_set(f, SCOPE_LATER,
		    "token_command %s: exit status %d", program,
		    WEXITSTATUS(status));
	return true;
}

static bool
run_command(char *const *argv, unsigned limit_ms, struct arena *a,
    const char **out, struct fault *f)
{
	int64_t until_ms = now_ms() + limit_ms;
	struct strbuf text;
	int ends[2], status = 0;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return fault_set(f, SCOPE_RUN, "token_command %s: %s", argv[0],
		    strerror(errno));
	int error = spawn(argv, ends[1], &pid);

	close(ends[1]);
	if (error != 0) {
		close(ends[0]);
		return fault_set(f, SCOPE_CONFIG, "token_command %s: %s",
		    argv[0], strerror(error));
	}
	strbuf_init(&text, SECRET_BYTES_MAX);
	bool in_time = read_output(ends[0], until_ms, &text);

	in_time = finish(pid, in_time, until_ms, &status);
	close(ends[0]);
	bool ok = judge_end(argv[0], in_time, limit_ms, status, f) &&
		  take_secret(
		      (struct slice){ text.at, text.len }, argv[0], a, out, f);

	strbuf_release(&text);
	return ok;
}

bool
config_secret_within(const struct secret_source *source, unsigned limit_ms,
    struct arena *a, const char **out, bool *is_token, struct fault *f)
{
	const char *text = NULL;
	bool ok = true;

	if (source->password_file) {
		ok = file_read_secret(source->password_file, a, &text, f);
	} else if (source->password_credential) {
		ok = read_credential(source->password_credential, a, &text, f);
	} else if (source->token_command_count > 0) {
		size_t count = source->token_command_count;
		char **argv = arena_array(a, count + 1, sizeof *argv);

		for (size_t i = 0; i < count; i++)
			argv[i] = arena_strdup(a, source->token_command[i]);
		ok = run_command(argv, limit_ms, a, &text, f);
	}
	if (!ok)
		return false;
	*out = text;
	*is_token = source->token_command_count > 0;
	return true;
}

bool
config_secret(const struct secret_source *source, struct arena *a,
    const char **out, bool *is_token, struct fault *f)
{
	return config_secret_within(
	    source, CONFIG_TOKEN_COMMAND_S * 1000, a, out, is_token, f);
}
