/*
 * maildir_move: filing into another folder of the same Maildir++. Renames
 * within one file system: a mail is in one place or the other, never in both
 * and never in none, and no existing mail is replaced.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cabut/banned.h"
#include "mailbox_maildir.h"

static bool
move_fail(const struct maildir_index *x, const char *folder, struct fault *f)
{
	return fault_set(f,
	    errno == ENOSPC || errno == EIO ? SCOPE_RUN : SCOPE_CONFIG,
	    "%s: cannot move mail to folder %s: %s", x->label, folder,
	    strerror(errno));
}

/* "Arsip/2026" or "Arsip.2026" becomes ".Arsip.2026". */
static bool
folder_name(const char *folder, char out[MAILDIR_NAME_MAX])
{
	size_t len = strlen(folder);

	if (len == 0 || len + 2 > MAILDIR_NAME_MAX || folder[0] == '.' ||
	    folder[0] == '/' || strstr(folder, "..") || strstr(folder, "//") ||
	    strstr(folder, "./") || text_has_control(folder))
		return false;
	out[0] = '.';
	memcpy(out + 1, folder, len + 1);
	for (char *p = out; *p; p++)
		if (*p == '/')
			*p = '.';
	return true;
}

/* As Maildir++ wants it: cur, new, tmp and the mark file. -1: errno. */
static int
folder_open(int dir_fd, const char *name)
{
	static const char *const parts[] = { "tmp", "new", "cur" };
	int fd, mark;

	if (mkdirat(dir_fd, name, 0700) < 0 && errno != EEXIST)
		return -1;
	fd = openat(
	    dir_fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return -1;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (mkdirat(fd, parts[i], 0700) < 0 && errno != EEXIST)
			goto fail;
	mark = openat(fd, "maildirfolder",
	    O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (mark < 0)
		goto fail;
	close(mark);
	return fd;
fail:
	mark = errno;
	close(fd);
	errno = mark;
	return -1;
}

/* The flags stay: what was unread is unread there. */
static bool
move_one(int from_fd, const struct maildir_entry *e, int to_fd)
{
	const char *flags = strchr(e->path, ':');
	char to[MAILDIR_NAME_MAX * 2];
	int len =
	    snprintf(to, sizeof to, "cur/%s%s", e->name, flags ? flags : ":2,");

	if (len < 0 || (size_t)len >= sizeof to) {
		errno = ENAMETOOLONG;
		return false;
	}
	return renameat2(from_fd, e->path, to_fd, to, RENAME_NOREPLACE) == 0 ||
	       errno == ENOENT;
}

static bool
sync_part(int dir_fd, const char *part)
{
	int fd = openat(dir_fd, part, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

bool
maildir_move(const struct maildir_index *x, const char *folder,
    const uint32_t *uids, size_t count, struct fault *f)
{
	char name[MAILDIR_NAME_MAX];
	int to_fd;
	bool ok = true;

	if (!folder_name(folder, name))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: \"%s\" cannot be a filing folder; a name such as "
		    "Arsip/2026 can",
		    x->label, folder);
	to_fd = folder_open(x->dir_fd, name);
	if (to_fd < 0)
		return move_fail(x, folder, f);
	for (size_t i = 0; ok && i < count; i++) {
		const struct maildir_entry *e = maildir_index_find(x, uids[i]);
		ok = !e || move_one(x->dir_fd, e, to_fd);
	}
	ok = ok && sync_part(to_fd, "cur") && sync_part(x->dir_fd, "new") &&
	     sync_part(x->dir_fd, "cur");
	if (!ok)
		move_fail(x, folder, f);
	close(to_fd);
	if (ok)
		step_mark("intake-maildir-move");
	return ok;
}
