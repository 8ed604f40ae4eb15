/*
 * Whole small files, with a limit; and secrets, which must be ours alone.
 * The checks are made on the open file, not on its name.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cabut/base.h"

#include "cabut/banned.h"

enum { SECRET_BYTES_MAX = 16 * 1024 };

static bool
read_open(int fd, const char *path, size_t limit, struct arena *a,
    struct slice *out, struct fault *f)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return fault_set(
		    f, SCOPE_CONFIG, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return fault_set(
		    f, SCOPE_CONFIG, "%s: not a regular file", path);
	if ((uint64_t)st.st_size > limit)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: %lld bytes; the limit is %zu", path,
		    (long long)st.st_size, limit);
	char *at = arena_alloc(a, (size_t)st.st_size + 1);
	size_t len = 0;

	while (len < (size_t)st.st_size) {
		ssize_t got = read(fd, at + len, (size_t)st.st_size - len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fault_set(
			    f, SCOPE_CONFIG, "%s: %s", path, strerror(errno));
		if (got == 0)
			break;
		len += (size_t)got;
	}
	*out = (struct slice){ at, len };
	return true;
}

static int
open_to_read(const char *path, struct fault *f)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		fault_set(f, SCOPE_CONFIG, "%s: %s", path, strerror(errno));
	return fd;
}

bool
file_read(const char *path, size_t limit, struct arena *a, struct slice *out,
    struct fault *f)
{
	int fd = open_to_read(path, f);

	if (fd < 0)
		return false;
	bool ok = read_open(fd, path, limit, a, out, f);

	close(fd);
	return ok;
}

static bool
is_ours_alone(int fd, const char *path, struct fault *f)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return fault_set(
		    f, SCOPE_CONFIG, "%s: %s", path, strerror(errno));
	if (st.st_uid != 0 && st.st_uid != geteuid())
		return fault_set(f, SCOPE_CONFIG,
		    "%s: a secret must belong to root or to the user who runs "
		    "cabut (chown it)",
		    path);
	if (st.st_mode & 077)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: a secret that others can read (mode %03o); run: "
		    "chmod 600 %s",
		    path, (unsigned)st.st_mode & 0777, path);
	return true;
}

static bool
clean_secret(struct slice text, const char *path, struct arena *a,
    const char **out, struct fault *f)
{
	if (text.len > 0 && text.at[text.len - 1] == '\n')
		text.len--;
	if (text.len > 0 && text.at[text.len - 1] == '\r')
		text.len--;
	if (text.len == 0)
		return fault_set(
		    f, SCOPE_CONFIG, "%s: the secret is empty", path);
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f)
			return fault_set(f, SCOPE_CONFIG,
			    "%s: the secret has a control character or more "
			    "than one line",
			    path);
	*out = arena_copy(a, text.at, text.len);
	return true;
}

bool
file_read_secret(
    const char *path, struct arena *a, const char **out, struct fault *f)
{
	int fd = open_to_read(path, f);
	struct slice text;

	if (fd < 0)
		return false;
	bool ok = is_ours_alone(fd, path, f) &&
		  read_open(fd, path, SECRET_BYTES_MAX, a, &text, f) &&
		  clean_secret(text, path, a, out, f);

	close(fd);
	return ok;
}
