/*
 * maildir_index: stable UIDs for a Maildir. The file only grows; a UID is
 * synced to disk before anybody hears of it and is never given twice, also
 * not after a crash in the middle of a line or the loss of a mail. A lost
 * index file means a new, random UIDVALIDITY, as RFC 3501 wants.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cabut/banned.h"
#include "mailbox_maildir.h"

static bool
index_fail(const struct maildir_index *x, enum scope scope, const char *doing,
    struct fault *f)
{
	return fault_set(f, scope, "%s: cannot %s %s: %s", x->label, doing,
	    MAILDIR_INDEX_NAME, strerror(errno));
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct maildir_entry *)a)->name,
	    ((const struct maildir_entry *)b)->name);
}

/* ---- the file ---- */

static bool
write_all(struct maildir_index *x, const char *at, size_t len, struct fault *f)
{
	while (len > 0) {
		ssize_t put = write(x->file_fd, at, len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return index_fail(x, SCOPE_RUN, "write", f);
		at += put;
		len -= (size_t)put;
	}
	if (fsync(x->file_fd) < 0)
		return index_fail(x, SCOPE_RUN, "sync", f);
	return true;
}

static bool
file_start(struct maildir_index *x, struct entropy *random, struct fault *f)
{
	char text[64];
	int len;

	while (x->uidvalidity == 0)
		random->fill(random, &x->uidvalidity, sizeof x->uidvalidity);
	len = snprintf(text, sizeof text, "cabut-uids 1 %u\n", x->uidvalidity);
	if (ftruncate(x->file_fd, 0) < 0)
		return index_fail(x, SCOPE_RUN, "empty", f);
	if (!write_all(x, text, (size_t)len, f))
		return false;
	if (fsync(x->dir_fd) < 0)
		return index_fail(x, SCOPE_RUN, "sync the folder of", f);
	return true;
}

static bool
take_number(struct slice *rest, uint32_t *out)
{
	struct slice word;
	uint64_t value = 0;

	if (!slice_take_until(rest, ' ', &word) || word.len == 0 ||
	    word.len > 10)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		if (!ascii_is_digit(word.at[i]))
			return false;
		value = value * 10 + (uint64_t)(word.at[i] - '0');
	}
	*out = (uint32_t)value;
	return value > 0 && value <= UINT32_MAX;
}

static bool
entry_parse(struct maildir_index *x, struct slice line)
{
	struct maildir_entry *e = &x->entries[x->count];

	if (!take_number(&line, &e->uid) || e->uid < x->uidnext ||
	    e->uid == UINT32_MAX || line.len == 0)
		return false;
	e->name = arena_copy(x->arena, line.at, line.len);
	x->uidnext = e->uid + 1;
	x->count++;
	return true;
}

static size_t
line_count(struct slice text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.at[i] == '\n';
	return n;
}

/* Whole lines only; what stands behind the last line end was torn. */
static bool
file_parse(struct maildir_index *x, struct slice text, struct fault *f)
{
	struct slice head, line;

	x->entries =
	    arena_array(x->arena, line_count(text) + 1, sizeof *x->entries);
	x->uidnext = 1;
	if (!slice_take_line(&text, &head) ||
	    !slice_starts_nocase(head, SLICE("cabut-uids 1 ")))
		goto broken;
	head.at += 13, head.len -= 13;
	if (!take_number(&head, &x->uidvalidity))
		goto broken;
	while (slice_take_line(&text, &line))
		if (!entry_parse(x, line))
			goto broken;
	qsort(x->entries, x->count, sizeof *x->entries, by_name);
	return true;
broken:
	return fault_set(f, SCOPE_CONFIG,
	    "%s: %s is damaged; move it away, and all mails count as new",
	    x->label, MAILDIR_INDEX_NAME);
}

static bool
file_load(struct maildir_index *x, off_t size, struct fault *f)
{
	char *text = arena_alloc(x->arena, (size_t)size);
	size_t len = 0;

	while (len < (size_t)size) {
		ssize_t got = pread(
		    x->file_fd, text + len, (size_t)size - len, (off_t)len);
		if (got <= 0)
			return index_fail(x, SCOPE_RUN, "read", f);
		len += (size_t)got;
	}
	while (len > 0 && text[len - 1] != '\n')
		len--;
	if (len < (size_t)size && ftruncate(x->file_fd, (off_t)len) < 0)
		return index_fail(x, SCOPE_RUN, "cut the torn line of", f);
	return file_parse(x, (struct slice){ text, len }, f);
}

/* A file without even its first line was torn at birth: nobody has seen a
 * UID of it. */
static bool
file_has_line(const struct maildir_index *x)
{
	char start[64];
	ssize_t got = pread(x->file_fd, start, sizeof start, 0);

	return got > 0 && memchr(start, '\n', (size_t)got) != NULL;
}

bool
maildir_index_open(struct maildir_index *x, int dir_fd, const char *label,
    struct entropy *random, struct fault *f)
{
	struct stat is;

	*x = (struct maildir_index){ .arena = arena_new(),
		.dir_fd = dir_fd,
		.label = label,
		.uidnext = 1 };
	x->file_fd = openat(dir_fd, MAILDIR_INDEX_NAME,
	    O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (x->file_fd < 0)
		return index_fail(x, SCOPE_CONFIG, "open", f);
	if (flock(x->file_fd, LOCK_EX | LOCK_NB) < 0)
		return fault_set(
		    f, SCOPE_LATER, "%s: another cabut is reading it", label);
	if (fstat(x->file_fd, &is) < 0)
		return index_fail(x, SCOPE_RUN, "look at", f);
	if (is.st_size > MAILDIR_INDEX_BYTES)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: %s is too large; move it away with the old mails",
		    label, MAILDIR_INDEX_NAME);
	if (!file_has_line(x))
		return file_start(x, random, f);
	return file_load(x, is.st_size, f);
}

void
maildir_index_release(struct maildir_index *x)
{
	if (x->file_fd >= 0)
		close(x->file_fd);
	x->file_fd = -1;
	arena_free(x->arena);
	x->arena = NULL;
}

/* ---- the folders ---- */

static struct maildir_entry *
find_name(const struct maildir_index *x, const char *name)
{
	struct maildir_entry key = { .name = name };

	if (x->count == 0)
		return NULL;
	return bsearch(&key, x->entries, x->count, sizeof key, by_name);
}

/* Mails found in new/ or cur/ during one scan. */
struct finds {
	struct maildir_entry *at; /* heap */
	size_t count, room;
};

static void
finds_add(struct finds *found, const char *name, const char *path)
{
	if (found->count == found->room) {
		found->room = found->room ? found->room * 2 : 256;
		found->at =
		    reallocarray(found->at, found->room, sizeof *found->at);
		if (!found->at)
			exit(75); /* as the arena does */
	}
	found->at[found->count++] =
	    (struct maildir_entry){ .name = name, .path = path };
}

/* A name with a line end would break the index; no delivery agent makes one. */
static bool
name_is_mail(const char *file)
{
	return file[0] != '.' && !text_has_control(file);
}

static bool
folder_scan(struct maildir_index *x, const char *folder, struct finds *found,
    struct fault *f)
{
	int fd = openat(x->dir_fd, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *d;
	int error = errno;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return fault_set(f, SCOPE_CONFIG,
		    "%s: not a Maildir that can be read: %s/: %s", x->label,
		    folder, strerror(error));
	}
	errno = 0;
	while ((d = readdir(dir)) != NULL) {
		const char *mark = strchr(d->d_name, ':');
		size_t len =
		    mark ? (size_t)(mark - d->d_name) : strlen(d->d_name);
		if (name_is_mail(d->d_name) && len > 0)
			finds_add(found, arena_copy(x->arena, d->d_name, len),
			    arena_printf(x->arena, "%s/%s", folder, d->d_name));
		errno = 0;
	}
	error = errno;
	closedir(dir);
	return error == 0 || fault_set(f, SCOPE_RUN, "%s: reading %s/: %s",
				 x->label, folder, strerror(error));
}

static bool
append_new(struct maildir_index *x, struct maildir_entry *fresh, size_t count,
    struct fault *f)
{
	struct strbuf lines;
	bool ok;

	if (count == 0)
		return true;
	if (x->count + count > INTAKE_UIDS_MAX ||
	    count >= UINT32_MAX - x->uidnext)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: more than %d mails: move old mail elsewhere", x->label,
		    INTAKE_UIDS_MAX);
	strbuf_init(&lines, MAILDIR_INDEX_BYTES);
	for (size_t i = 0; i < count; i++) {
		fresh[i].uid = x->uidnext++;
		strbuf_printf(&lines, "%u %s\n", fresh[i].uid, fresh[i].name);
	}
	ok = write_all(x, lines.at, lines.len, f);
	strbuf_release(&lines);
	if (ok)
		step_mark("intake-maildir-uids");
	return ok;
}

/* Known mails get their path of today; the others stay, sorted, in found. */
static void
finds_match(struct maildir_index *x, struct finds *found)
{
	size_t fresh = 0;

	for (size_t i = 0; i < x->count; i++)
		x->entries[i].path = NULL;
	if (found->count > 0)
		qsort(found->at, found->count, sizeof *found->at, by_name);
	for (size_t i = 0; i < found->count; i++) {
		struct maildir_entry *known = find_name(x, found->at[i].name);
		if (known)
			known->path = found->at[i].path;
		else if (fresh == 0 ||
			 by_name(&found->at[fresh - 1], &found->at[i]) != 0)
			found->at[fresh++] = found->at[i];
	}
	found->count = fresh;
}

static int
by_uid(const void *a, const void *b)
{
	uint32_t x = (*(struct maildir_entry *const *)a)->uid;
	uint32_t y = (*(struct maildir_entry *const *)b)->uid;

	return (x > y) - (x < y);
}

static void
entries_join(struct maildir_index *x, const struct finds *found)
{
	size_t all = x->count + found->count;
	struct maildir_entry *entries =
	    arena_array(x->arena, all, sizeof *entries);

	if (x->count > 0)
		memcpy(entries, x->entries, x->count * sizeof *entries);
	if (found->count > 0)
		memcpy(entries + x->count, found->at,
		    found->count * sizeof *entries);
	x->entries = entries;
	x->count = all;
	qsort(entries, all, sizeof *entries, by_name);
	x->by_uid = arena_array(x->arena, all, sizeof *x->by_uid);
	for (size_t i = 0; i < all; i++)
		x->by_uid[i] = &entries[i];
	qsort(x->by_uid, all, sizeof *x->by_uid, by_uid);
}

bool
maildir_index_scan(struct maildir_index *x, struct fault *f)
{
	struct finds found = { 0 };
	bool ok;

	/* new/ first: a mail moved to cur/ meanwhile is then seen twice
	 * rather than not at all */
	ok = folder_scan(x, "new", &found, f) &&
	     folder_scan(x, "cur", &found, f);
	if (ok) {
		finds_match(x, &found);
		ok = append_new(x, found.at, found.count, f);
	}
	if (ok)
		entries_join(x, &found);
	free(found.at);
	return ok;
}

const struct maildir_entry *
maildir_index_find(const struct maildir_index *x, uint32_t uid)
{
	struct maildir_entry key = { .uid = uid }, *wanted = &key, **found;

	found = x->count ? bsearch(&wanted, x->by_uid, x->count, sizeof wanted,
			       by_uid)
			 : NULL;
	return found && (*found)->path ? *found : NULL;
}
