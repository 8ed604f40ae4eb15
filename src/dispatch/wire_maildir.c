/*
 * The Maildir wire: each mail a file in new/, for demonstrations, tests and
 * hosts where another program carries the mail on. Promise: a file in new/
 * is whole and on disk. Its name is a digest of mail and recipient, so that
 * a mail sent again after a crash replaces itself.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wires.h"

#include "cabut/banned.h"

enum { HEAD_MAX = 1024, NAME_MAX_LEN = SHA256_HEX_LEN + 16 };

struct wire_maildir {
	struct wire wire; /* first: the seam */
	struct arena *arena;
	char *envelope_from; /* may be NULL */
	int tmp, new;	     /* the two folders */
};

static bool
write_all(int fd, const char *at, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

/* What a mail server adds on delivery, so that readers see the envelope. */
static void
envelope_lines(
    const struct wire_maildir *m, const char *recipient, struct strbuf *out)
{
	strbuf_init(out, HEAD_MAX);
	if (m->envelope_from)
		strbuf_printf(out, "Return-Path: <%s>\r\n", m->envelope_from);
	strbuf_printf(out, "Delivered-To: %s\r\n", recipient);
}

static void
name_of(struct slice bytes, const char *recipient, char out[NAME_MAX_LEN])
{
	char each[2][SHA256_HEX_LEN + 1];
	char both[2 * SHA256_HEX_LEN + 1];
	char digest[SHA256_HEX_LEN + 1];

	sha256_hex(bytes.at, bytes.len, each[0]);
	sha256_hex_text(recipient, each[1]);
	snprintf(both, sizeof both, "%s%s", each[0], each[1]);
	sha256_hex_text(both, digest);
	snprintf(out, NAME_MAX_LEN, "%s.cabut", digest);
}

/* Whole and on disk, or not there under a name that counts. */
static bool
write_tmp(const struct wire_maildir *m, const char *name,
    const struct strbuf *head, struct slice bytes)
{
	int fd = openat(m->tmp, name,
	    O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && write_all(fd, head->at, head->len) &&
		  write_all(fd, bytes.at, bytes.len) && fsync(fd) == 0;
	int trouble = errno;

	if (fd >= 0 && close(fd) != 0 && ok) {
		trouble = errno;
		ok = false;
	}
	if (!ok)
		unlinkat(m->tmp, name, 0);
	errno = trouble;
	return ok;
}

static bool
publish(const struct wire_maildir *m, const char *name)
{
	step_mark("maildir-written");
	if (renameat(m->tmp, name, m->new, name) != 0)
		return false;
	step_mark("maildir-renamed");
	if (fsync(m->new) != 0)
		return false;
	step_mark("maildir-sent");
	return true;
}

static void
maildir_send(struct wire *wire, const char *recipient, struct slice bytes,
    struct wire_outcome *out)
{
	struct wire_maildir *m = (struct wire_maildir *)wire;
	const char *trouble = smtp_body_trouble(bytes);
	char name[NAME_MAX_LEN];
	struct strbuf head;

	if (!address_is_plain(recipient))
		trouble = "the recipient is not a plain e-mail address";
	if (trouble) {
		wire_outcome_set(out, WIRE_REFUSED, 0, trouble);
		return;
	}
	name_of(bytes, recipient, name);
	envelope_lines(m, recipient, &head);
	if (write_tmp(m, name, &head, bytes) && publish(m, name))
		wire_outcome_set(out, WIRE_SENT, 0, name);
	else
		wire_outcome_set(out, WIRE_LATER, 0, strerror(errno));
	strbuf_release(&head);
}

static void
maildir_close(struct wire *wire)
{
	struct wire_maildir *m = (struct wire_maildir *)wire;

	if (m->tmp >= 0)
		close(m->tmp);
	if (m->new >= 0)
		close(m->new);
	arena_free(m->arena);
}

static const struct wire_ops maildir_ops = {
	.send = maildir_send,
	.close = maildir_close,
};

/* Makes the folder when it is not there yet. */
static int
open_folder(int parent, const char *name)
{
	if (mkdirat(parent, name, 0700) != 0 && errno != EEXIST)
		return -1;
	return openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* The three folders that make a Maildir. */
static bool
open_folders(struct wire_maildir *m, const char *path)
{
	int top = open_folder(AT_FDCWD, path);
	int cur = -1;

	if (top < 0)
		return false;
	m->tmp = open_folder(top, "tmp");
	m->new = open_folder(top, "new");
	cur = open_folder(top, "cur");
	bool ok = m->tmp >= 0 && m->new >= 0 && cur >= 0 &&
		  faccessat(top, "tmp", W_OK, AT_EACCESS) == 0 &&
		  faccessat(top, "new", W_OK, AT_EACCESS) == 0;
	int trouble = errno;
	if (cur >= 0)
		close(cur);
	close(top);
	errno = trouble;
	return ok;
}

bool
wire_maildir_open(
    const struct wire_account *a, struct wire **out, struct fault *f)
{
	const char *path = a->url + sizeof "maildir:" - 1;

	if (path[0] != '/')
		return fault_set(f, SCOPE_CONFIG,
		    "%s: expected maildir:/path, from the root", a->url);
	if (a->envelope_from && !address_is_plain(a->envelope_from))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: the sender is not a plain e-mail address", a->url);
	struct arena *arena = arena_new();
	struct wire_maildir *m = arena_alloc(arena, sizeof *m);
	m->wire.ops = &maildir_ops;
	m->arena = arena;
	m->envelope_from = arena_strdup(arena, a->envelope_from);
	m->tmp = m->new = -1;
	if (!open_folders(m, path)) {
		fault_set(f, SCOPE_CONFIG, "%s: %s", path, strerror(errno));
		maildir_close(&m->wire);
		return false;
	}
	*out = &m->wire;
	return true;
}
