/*
 * A real Dovecot, started once for all tests from a generated configuration:
 * what the fake server cannot prove. No mail becomes \Seen, large mails come
 * in pieces, filing is understood.
 */
#include <dirent.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "cabut/intake.h"

#include "cabut/banned.h"

enum { LARGE_BYTES = 3 * 1024 * 1024 + 77, SMALL_MAILS = 250 };

struct world {
	char folder[64];
	json_t *box; /* servers.json */
	struct arena *a;
	struct fault f;
};

static int
run_servers(const struct world *w, const char *verb)
{
	char owner[16];
	int status = 0;
	pid_t pid;

	snprintf(owner, sizeof owner, "%d", (int)getpid());
	pid = fork();
	if (pid == 0) {
		const char *script =
		    CABUT_SOURCE_DIR "/tests/support/servers.py";
		if (strcmp(verb, "start") == 0)
			execl("/usr/bin/python3", "python3", "-B", script, verb,
			    w->folder, "--owner-pid", owner, (char *)NULL);
		else
			execl("/usr/bin/python3", "python3", "-B", script, verb,
			    w->folder, (char *)NULL);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0 ? 0
									 : -1;
}

static int
world_start(void **state)
{
	struct world *w = calloc(1, sizeof *w);
	char path[128];

	if (!w)
		return -1;
	snprintf(w->folder, sizeof w->folder, "/tmp/cabut-dovecot-XXXXXX");
	if (!mkdtemp(w->folder) || run_servers(w, "start") != 0)
		return -1;
	snprintf(path, sizeof path, "%s/servers.json", w->folder);
	w->box = json_load_file(path, 0, NULL);
	w->a = arena_new();
	*state = w;
	return w->box ? 0 : -1;
}

static int
remove_one(const char *path, const struct stat *is, int what, struct FTW *at)
{
	(void)is;
	(void)what;
	(void)at;
	return remove(path);
}

static int
world_stop(void **state)
{
	struct world *w = *state;
	int stopped = run_servers(w, "stop");

	nftw(w->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	json_decref(w->box);
	arena_free(w->a);
	free(w);
	return stopped;
}

/* Each test has a mailbox of its own. */
static json_t *
user_of(const struct world *w, size_t n)
{
	json_t *user = json_array_get(json_object_get(w->box, "users"), n);

	assert_non_null(user);
	return user;
}

static const char *
text_of(json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	assert_non_null(text);
	return text;
}

static void
put_mail(
    struct world *w, json_t *user, unsigned n, const char *bytes, size_t len)
{
	const char *maildir = text_of(user, "maildir");
	const char *tmp = arena_printf(w->a, "%s/tmp/%06u.uji.h", maildir, n);
	const char *new = arena_printf(w->a, "%s/new/%06u.uji.h", maildir, n);
	FILE *file = fopen(tmp, "w");
	struct stat is;

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(stat(maildir, &is), 0);
	if (geteuid() == 0)
		assert_int_equal(chown(tmp, is.st_uid, is.st_gid), 0);
	assert_int_equal(rename(tmp, new), 0);
}

static void
make_folder(struct world *w, json_t *user, const char *name)
{
	static const char *const parts[] = { "", "/cur", "/new", "/tmp" };
	const char *maildir = text_of(user, "maildir");
	struct stat is;

	assert_int_equal(stat(maildir, &is), 0);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const char *path =
		    arena_printf(w->a, "%s/%s%s", maildir, name, parts[i]);
		assert_int_equal(mkdir(path, 0700), 0);
		if (geteuid() == 0)
			assert_int_equal(chown(path, is.st_uid, is.st_gid), 0);
	}
}

/* CRLF in the file, so that Dovecot sends the same bytes. */
static char *
small_mail(struct world *w, unsigned n)
{
	return arena_printf(w->a,
	    "From: warga@satu.example\r\nSubject: surat %u\r\n\r\nIsi %u\r\n",
	    n, n);
}

static struct mailbox *
open_box(struct world *w, json_t *user, const char *scheme, enum filing filing,
    const char *folder)
{
	const char *address = text_of(user, "address");
	const char *at = strchr(address, '@');
	bool is_tls = strcmp(scheme, "imaps") == 0;
	struct mailbox_account who = { .password = text_of(user, "password"),
		.ca_file = text_of(w->box, "ca"),
		.filing = filing,
		.keyword = "$CabutSelesai",
		.folder = folder };
	struct mailbox *box = NULL;

	who.url = arena_printf(w->a, "%s://%.*s%%40%s@localhost:%d/INBOX",
	    scheme, (int)(at - address), address, at + 1,
	    (int)json_integer_value(
		json_object_get(w->box, is_tls ? "imaps_port" : "imap_port")));
	if (!mailbox_open(&who, &box, &w->f))
		fail_msg("open: %s", w->f.text);
	return box;
}

struct fetched {
	uint32_t *uids;
	struct raw_mail *mails;
	size_t count;
};

static struct fetched
fetch_all(struct world *w, struct mailbox *box)
{
	struct fetched got = { 0 };
	struct mail_ref *refs;

	if (!box->ops->list(box, w->a, &got.uids, &got.count, &w->f))
		fail_msg("list: %s", w->f.text);
	refs = arena_array(w->a, got.count, sizeof *refs);
	got.mails = arena_array(w->a, got.count, sizeof *got.mails);
	if (!box->ops->sizes(box, got.uids, got.count, refs, &w->f))
		fail_msg("sizes: %s", w->f.text);
	for (size_t i = 0, n; i < got.count; i += n) {
		n = mailbox_batch(refs + i, got.count - i);
		if (!box->ops->fetch(
			box, refs + i, n, w->a, got.mails + i, &w->f))
			fail_msg("fetch: %s", w->f.text);
	}
	return got;
}

/* Names in a folder of the user's Maildir, and how many have this flag. */
static size_t
count_files(struct world *w, json_t *user, const char *part, char flag)
{
	DIR *dir = opendir(
	    arena_printf(w->a, "%s/%s", text_of(user, "maildir"), part));
	struct dirent *d;
	size_t n = 0;

	while (dir && (d = readdir(dir)) != NULL) {
		const char *flags = strstr(d->d_name, ":2,");
		if (d->d_name[0] != '.' &&
		    (!flag || (flags && strchr(flags + 3, flag))))
			n++;
	}
	if (dir)
		closedir(dir);
	return n;
}

static void
all_mails_come_whole_and_stay_unseen(void **state)
{
	struct world *w = *state;
	json_t *user = user_of(w, 0);
	struct mailbox *box;
	struct fetched got;

	for (unsigned i = 0; i < SMALL_MAILS; i++) {
		char *text = small_mail(w, i);
		put_mail(w, user, i, text, strlen(text));
	}
	box = open_box(w, user, "imaps", FILING_NONE, NULL);
	got = fetch_all(w, box);
	assert_int_equal(got.count, SMALL_MAILS);
	for (unsigned i = 0; i < SMALL_MAILS; i++) {
		assert_true(got.mails[i].is_whole);
		assert_int_equal(got.mails[i].uid, got.uids[i]);
		assert_true(slice_equal(
		    got.mails[i].bytes, slice_of(small_mail(w, i))));
	}
	assert_int_not_equal(box->info.uidvalidity, 0);
	assert_true(box->info.can_keyword && box->info.can_move);
	mailbox_close(box);
	assert_int_equal(count_files(w, user, "cur", 'S'), 0);
}

static void
a_large_mail_comes_in_pieces(void **state)
{
	struct world *w = *state;
	json_t *user = user_of(w, 1);
	char *text = arena_alloc(w->a, LARGE_BYTES);
	struct mailbox *box;
	struct fetched got;

	for (size_t i = 0; i < LARGE_BYTES; i++)
		text[i] = i % 76 == 74	 ? '\r'
			  : i % 76 == 75 ? '\n'
					 : (char)('a' + i / 76 % 26);
	memcpy(text, "Subject: besar\r\n\r\n", 18);
	put_mail(w, user, 1, text, LARGE_BYTES);
	put_mail(w, user, 2, small_mail(w, 2), strlen(small_mail(w, 2)));
	box = open_box(w, user, "imap+starttls", FILING_NONE, NULL);
	got = fetch_all(w, box);
	assert_int_equal(got.count, 2);
	assert_true(got.mails[0].is_whole && got.mails[1].is_whole);
	assert_int_equal(got.mails[0].bytes.len, LARGE_BYTES);
	assert_memory_equal(got.mails[0].bytes.at, text, LARGE_BYTES);
	mailbox_close(box);
	assert_int_equal(count_files(w, user, "cur", 'S'), 0);
}

static void
filing_by_keyword_marks_without_seen(void **state)
{
	struct world *w = *state;
	json_t *user = user_of(w, 2);
	struct mailbox *box;
	struct fetched got;

	for (unsigned i = 0; i < 3; i++)
		put_mail(
		    w, user, i, small_mail(w, i), strlen(small_mail(w, i)));
	box = open_box(w, user, "imaps", FILING_KEYWORD, NULL);
	got = fetch_all(w, box);
	for (int i = 0; i < 2; i++)
		if (!box->ops->file(box, got.uids, 2, &w->f))
			fail_msg("file: %s", w->f.text);
	mailbox_close(box);
	assert_int_equal(count_files(w, user, "cur", 'a'), 2);
	assert_int_equal(count_files(w, user, "cur", 'S'), 0);
}

static void
filing_by_move_empties_the_inbox(void **state)
{
	struct world *w = *state;
	json_t *user = user_of(w, 3);
	struct mailbox *box;
	struct fetched got;

	for (unsigned i = 0; i < 3; i++)
		put_mail(
		    w, user, i, small_mail(w, i), strlen(small_mail(w, i)));
	box = open_box(w, user, "imaps", FILING_MOVE, "Selesai");
	got = fetch_all(w, box);
	assert_false(box->ops->file(box, got.uids, 2, &w->f));
	assert_int_equal(w->f.scope, SCOPE_CONFIG); /* no such folder */
	mailbox_close(box);
	make_folder(w, user, ".Selesai");
	box = open_box(w, user, "imaps", FILING_MOVE, "Selesai");
	for (int i = 0; i < 2; i++)
		if (!box->ops->file(box, got.uids, 2, &w->f))
			fail_msg("file: %s", w->f.text);
	assert_int_equal(fetch_all(w, box).count, 1);
	mailbox_close(box);
	assert_int_equal(count_files(w, user, ".Selesai/cur", 0) +
			     count_files(w, user, ".Selesai/new", 0),
	    2);
	assert_int_equal(count_files(w, user, ".Selesai/cur", 'S'), 0);
}

static void
a_wrong_password_is_the_operators(void **state)
{
	struct world *w = *state;
	struct mailbox_account who = { .password = "salah",
		.ca_file = text_of(w->box, "ca") };
	struct mailbox *box = NULL;

	who.url = arena_printf(w->a, "imaps://bukan@localhost:%d/INBOX",
	    (int)json_integer_value(json_object_get(w->box, "imaps_port")));
	assert_false(mailbox_open(&who, &box, &w->f));
	assert_int_equal(w->f.scope, SCOPE_CONFIG);
	assert_non_null(strstr(w->f.text, "refused the password"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_mails_come_whole_and_stay_unseen),
		cmocka_unit_test(a_large_mail_comes_in_pieces),
		cmocka_unit_test(filing_by_keyword_marks_without_seen),
		cmocka_unit_test(filing_by_move_empties_the_inbox),
		cmocka_unit_test(a_wrong_password_is_the_operators),
	};
	return cmocka_run_group_tests(tests, world_start, world_stop);
}
