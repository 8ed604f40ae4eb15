/*
 * mailbox_maildir: the Maildir driver. Reading never moves or renames a mail,
 * so that it stays new for the people who read the same Maildir.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cabut/banned.h"
#include "mailbox_maildir.h"

struct maildir_mailbox {
	struct mailbox box;
	struct arena *keep;
	int dir_fd;
	struct maildir_index index;
	enum filing filing;
	const char *folder;
};

static bool
maildir_list(struct mailbox *box, struct arena *a, uint32_t **uids,
    size_t *count, struct fault *f)
{
	struct maildir_mailbox *m = (struct maildir_mailbox *)box;
	struct maildir_index *x = &m->index;
	uint32_t *all;
	size_t n = 0;

	if (!maildir_index_scan(x, f))
		return false;
	all = arena_array(a, x->count, sizeof *all);
	for (size_t i = 0; i < x->count; i++)
		if (x->by_uid[i]->path)
			all[n++] = x->by_uid[i]->uid;
	*uids = all;
	*count = n;
	box->info.uidnext = x->uidnext;
	box->info.exists = (uint32_t)n;
	return true;
}

/* -1: gone, renamed, or no file at all. */
static int
mail_open(const struct maildir_mailbox *m, uint32_t uid, struct stat *is)
{
	const struct maildir_entry *e = maildir_index_find(&m->index, uid);
	int fd = !e ? -1
		    : openat(m->dir_fd, e->path,
			  O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd >= 0 && (fstat(fd, is) < 0 || !S_ISREG(is->st_mode))) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static bool
maildir_sizes(struct mailbox *box, const uint32_t *uids, size_t count,
    struct mail_ref *out, struct fault *f)
{
	struct maildir_mailbox *m = (struct maildir_mailbox *)box;
	struct stat is;

	(void)f;
	for (size_t i = 0; i < count; i++) {
		int fd = mail_open(m, uids[i], &is);
		out[i] = (struct mail_ref){ .uid = uids[i] };
		if (fd < 0)
			continue;
		out[i].size = (uint64_t)is.st_size;
		close(fd);
	}
	return true;
}

/* False with errno: the disk is in trouble. A short file is only not whole. */
static bool
mail_read(int fd, uint64_t size, struct arena *a, struct raw_mail *out)
{
	char *bytes = arena_alloc(a, (size_t)size);
	size_t len = 0;

	while (len < size) {
		ssize_t got = read(fd, bytes + len, (size_t)size - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			return true;
		len += (size_t)got;
	}
	out->bytes = (struct slice){ bytes, len };
	out->is_whole = true;
	return true;
}

static bool
fetch_one(struct maildir_mailbox *m, const struct mail_ref *ref,
    struct arena *a, struct raw_mail *out, struct fault *f)
{
	struct stat is;
	int fd = mail_open(m, ref->uid, &is);
	bool ok = true;

	if (fd < 0)
		return true;
	if (ref->size > 0 && ref->size <= INTAKE_MAIL_MAX &&
	    (uint64_t)is.st_size == ref->size)
		ok = mail_read(fd, ref->size, a, out);
	if (!ok)
		fault_set(f, SCOPE_RUN, "maildir:%s: reading mail %u: %s",
		    m->box.name, ref->uid, strerror(errno));
	close(fd);
	return ok;
}

static bool
maildir_fetch(struct mailbox *box, const struct mail_ref *refs, size_t count,
    struct arena *a, struct raw_mail *out, struct fault *f)
{
	struct maildir_mailbox *m = (struct maildir_mailbox *)box;

	for (size_t i = 0; i < count; i++)
		out[i] = (struct raw_mail){ .uid = refs[i].uid };
	for (size_t i = 0; i < count; i++)
		if (!fetch_one(m, &refs[i], a, &out[i], f))
			return false;
	return true;
}

/* A Maildir has no keywords: there the ledger alone knows. */
static bool
maildir_file(
    struct mailbox *box, const uint32_t *uids, size_t count, struct fault *f)
{
	struct maildir_mailbox *m = (struct maildir_mailbox *)box;

	if (m->filing != FILING_MOVE || count == 0)
		return true;
	return maildir_move(&m->index, m->folder, uids, count, f);
}

static void
maildir_close(struct mailbox *box)
{
	struct maildir_mailbox *m = (struct maildir_mailbox *)box;

	if (m->index.arena)
		maildir_index_release(&m->index);
	if (m->dir_fd >= 0)
		close(m->dir_fd);
	arena_free(m->keep);
	free(m);
}

static const struct mailbox_ops maildir_ops = {
	.list = maildir_list,
	.sizes = maildir_sizes,
	.fetch = maildir_fetch,
	.file = maildir_file,
	.close = maildir_close,
};

static bool
maildir_start(
    struct maildir_mailbox *m, const struct mailbox_url *url, struct fault *f)
{
	struct entropy random = entropy_of_system();

	if (m->filing == FILING_MOVE && (!m->folder || !*m->folder))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: filing by moving needs the name of a folder",
		    url->label);
	m->dir_fd = open(url->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (m->dir_fd < 0)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: not a Maildir that can be read: %s", url->label,
		    strerror(errno));
	if (!maildir_index_open(&m->index, m->dir_fd, url->label, &random, f) ||
	    !maildir_index_scan(&m->index, f))
		return false;
	m->box.info = (struct mailbox_info){
		.uidvalidity = m->index.uidvalidity,
		.uidnext = m->index.uidnext,
		.can_move = true,
	};
	for (size_t i = 0; i < m->index.count; i++)
		m->box.info.exists += m->index.entries[i].path != NULL;
	return true;
}

bool
mailbox_maildir_open(const struct mailbox_account *who, struct arena *keep,
    const struct mailbox_url *url, struct mailbox **out, struct fault *f)
{
	struct maildir_mailbox *m = calloc(1, sizeof *m);

	if (!m) {
		arena_free(keep);
		return fault_set(f, SCOPE_RUN, "%s: no memory", url->label);
	}
	m->box.ops = &maildir_ops;
	m->box.name = url->name;
	m->keep = keep;
	m->dir_fd = -1;
	m->filing = who->filing;
	m->folder = arena_strdup(keep, who->folder);
	if (!maildir_start(m, url, f)) {
		maildir_close(&m->box);
		return false;
	}
	*out = &m->box;
	return true;
}
