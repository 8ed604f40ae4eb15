/*
 * The Maildir driver: UIDs that stay, through renames, crashes and losses;
 * reading that changes nothing; filing that never loses a mail.
 */
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "cabut/intake.h"
#include "mailbox_maildir.h"

#include "cabut/banned.h"

struct world {
	char folder[64];
	char url[96];
	struct arena *a;
	struct mailbox *box;
	struct fault f;
	uint32_t *uids;
	size_t count;
};

static const char *
path_of(struct world *w, const char *name)
{
	return arena_printf(w->a, "%s/%s", w->folder, name);
}

static void
put_file(struct world *w, const char *name, const char *text)
{
	FILE *file = fopen(path_of(w, name), "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static bool
is_there(struct world *w, const char *name)
{
	return access(path_of(w, name), F_OK) == 0;
}

static int
world_make(void **state)
{
	static const char *const parts[] = { "tmp", "new", "cur" };
	struct world *w = calloc(1, sizeof *w);

	if (!w)
		return -1;
	snprintf(w->folder, sizeof w->folder, "/tmp/cabut-maildir-XXXXXX");
	if (!mkdtemp(w->folder))
		return -1;
	w->a = arena_new();
	for (size_t i = 0; i < 3; i++)
		if (mkdir(path_of(w, parts[i]), 0700) < 0)
			return -1;
	snprintf(w->url, sizeof w->url, "maildir:%s", w->folder);
	*state = w;
	return 0;
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
world_free(void **state)
{
	struct world *w = *state;

	mailbox_close(w->box);
	nftw(w->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(w->a);
	free(w);
	return 0;
}

static bool
try_open(struct world *w, enum filing filing, const char *folder)
{
	struct mailbox_account who = {
		.url = w->url, .filing = filing, .folder = folder
	};

	mailbox_close(w->box);
	w->box = NULL;
	return mailbox_open(&who, &w->box, &w->f);
}

static void
look(struct world *w)
{
	if (!w->box && !try_open(w, FILING_NONE, NULL))
		fail_msg("open: %s", w->f.text);
	if (!w->box->ops->list(w->box, w->a, &w->uids, &w->count, &w->f))
		fail_msg("list: %s", w->f.text);
}

static void
want_uids(const struct world *w, size_t count, const uint32_t *want)
{
	assert_int_equal(w->count, count);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(w->uids[i], want[i]);
}
#define WANT_UIDS(w, ...)                                                      \
	want_uids(w, sizeof(uint32_t[]){ __VA_ARGS__ } / sizeof(uint32_t),     \
	    (uint32_t[]){ __VA_ARGS__ })

static struct raw_mail
fetch_one(struct world *w, uint32_t uid)
{
	struct mail_ref ref;
	struct raw_mail mail;

	assert_true(w->box->ops->sizes(w->box, &uid, 1, &ref, &w->f));
	if (!w->box->ops->fetch(w->box, &ref, 1, w->a, &mail, &w->f))
		fail_msg("fetch: %s", w->f.text);
	assert_int_equal(mail.uid, uid);
	return mail;
}

static void
want_mail(struct world *w, uint32_t uid, const char *text)
{
	struct raw_mail mail = fetch_one(w, uid);

	if (!mail.is_whole || !slice_equal(mail.bytes, slice_of(text)))
		fail_msg("mail %u: got %s \"%.*s\", want \"%s\"", uid,
		    mail.is_whole ? "whole" : "not whole", (int)mail.bytes.len,
		    mail.bytes.at, text);
}

static void
reading_gives_all_mails_and_moves_none(void **state)
{
	struct world *w = *state;

	put_file(w, "new/100.b.h", "dua");
	put_file(w, "cur/099.a.h:2,S", "satu");
	put_file(w, "cur/.tersembunyi", "bukan surel");
	put_file(w, "tmp/101.c.h", "belum selesai");
	look(w);
	WANT_UIDS(w, 1, 2);
	want_mail(w, 1, "satu");
	want_mail(w, 2, "dua");
	assert_true(is_there(w, "new/100.b.h"));
	assert_true(is_there(w, "cur/099.a.h:2,S"));
	assert_int_not_equal(w->box->info.uidvalidity, 0);
	assert_string_equal(w->box->name, w->folder);
}

static void
a_uid_stays_when_a_mail_is_read_and_flagged(void **state)
{
	struct world *w = *state;
	uint32_t valid;

	put_file(w, "new/1.a.h", "satu");
	put_file(w, "new/2.b.h", "dua");
	look(w);
	valid = w->box->info.uidvalidity;
	assert_int_equal(
	    rename(path_of(w, "new/1.a.h"), path_of(w, "cur/1.a.h:2,RS")), 0);
	assert_int_equal(unlink(path_of(w, "new/2.b.h")), 0);
	put_file(w, "new/0.c.h", "tiga");
	mailbox_close(w->box);
	w->box = NULL;
	look(w);
	WANT_UIDS(w, 1, 3);
	want_mail(w, 1, "satu");
	want_mail(w, 3, "tiga");
	assert_int_equal(w->box->info.uidvalidity, valid);
	assert_int_equal(w->box->info.uidnext, 4);
}

static void
a_uid_is_never_given_twice(void **state)
{
	struct world *w = *state;

	put_file(w, "new/1.a.h", "satu");
	look(w);
	WANT_UIDS(w, 1);
	assert_int_equal(unlink(path_of(w, "new/1.a.h")), 0);
	put_file(w, "new/2.b.h", "dua");
	look(w);
	WANT_UIDS(w, 2);
	put_file(w, "new/1.a.h", "satu kembali");
	look(w);
	WANT_UIDS(w, 1, 2);
}

static void
a_vanished_mail_is_not_whole_and_has_size_0(void **state)
{
	struct world *w = *state;
	struct mail_ref ref = { .uid = 1, .size = 4 };
	struct raw_mail mail;

	put_file(w, "new/1.a.h", "satu");
	look(w);
	assert_int_equal(unlink(path_of(w, "new/1.a.h")), 0);
	assert_true(w->box->ops->fetch(w->box, &ref, 1, w->a, &mail, &w->f));
	assert_false(mail.is_whole);
	assert_true(w->box->ops->sizes(w->box, &ref.uid, 1, &ref, &w->f));
	assert_int_equal(ref.size, 0);
}

static void
a_mail_of_another_size_than_told_is_not_whole(void **state)
{
	struct world *w = *state;
	struct mail_ref ref = { .uid = 1, .size = 4 };
	struct raw_mail mail;

	put_file(w, "new/1.a.h", "satu");
	look(w);
	put_file(w, "new/1.a.h", "satu dan lagi");
	assert_true(w->box->ops->fetch(w->box, &ref, 1, w->a, &mail, &w->f));
	assert_false(mail.is_whole);
}

static void
a_link_out_of_the_maildir_is_not_read(void **state)
{
	struct world *w = *state;

	assert_int_equal(symlink("/etc/passwd", path_of(w, "new/1.a.h")), 0);
	look(w);
	assert_false(fetch_one(w, 1).is_whole);
}

/* A crash may leave any beginning of what was being written. */
static void
a_torn_index_keeps_its_whole_lines(void **state)
{
	struct world *w = *state;
	struct slice whole;
	uint32_t valid;

	put_file(w, "new/1.a.h", "satu");
	put_file(w, "new/2.b.h", "dua");
	look(w);
	valid = w->box->info.uidvalidity;
	assert_true(file_read(
	    path_of(w, MAILDIR_INDEX_NAME), 4096, w->a, &whole, &w->f));
	for (size_t len = 0; len <= whole.len; len++) {
		bool has_head = memchr(whole.at, '\n', len) != NULL;
		mailbox_close(w->box);
		w->box = NULL;
		assert_int_equal(
		    truncate(path_of(w, MAILDIR_INDEX_NAME), (off_t)len), 0);
		look(w);
		WANT_UIDS(w, 1, 2);
		want_mail(w, 1, "satu");
		want_mail(w, 2, "dua");
		if (has_head)
			assert_int_equal(w->box->info.uidvalidity, valid);
		mailbox_close(w->box);
		w->box = NULL;
		put_file(w, MAILDIR_INDEX_NAME,
		    arena_copy(w->a, whole.at, whole.len));
	}
}

static void
a_damaged_index_is_the_operators(void **state)
{
	static const char *const bad[] = { "lain 1 5\n", "cabut-uids 1 0\n",
		"cabut-uids 1 5\nx y\n", "cabut-uids 1 5\n2 a\n1 b\n",
		"cabut-uids 1 5\n1 a\n1 b\n", "cabut-uids 1 5\n1\n",
		"cabut-uids 1 5\n4294967295 a\n",
		"cabut-uids 1 5\n99999999999 a\n" };
	struct world *w = *state;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		put_file(w, MAILDIR_INDEX_NAME, bad[i]);
		if (try_open(w, FILING_NONE, NULL))
			fail_msg("opened with %s", bad[i]);
		assert_int_equal(w->f.scope, SCOPE_CONFIG);
		assert_non_null(strstr(w->f.text, "damaged"));
	}
}

static void
two_readers_at_once_are_refused(void **state)
{
	struct world *w = *state;
	struct mailbox_account who = { .url = w->url };
	struct mailbox *second = NULL;

	look(w);
	assert_false(mailbox_open(&who, &second, &w->f));
	assert_int_equal(w->f.scope, SCOPE_LATER);
}

static void
what_is_no_maildir_is_the_operators(void **state)
{
	struct world *w = *state;

	assert_int_equal(rmdir(path_of(w, "cur")), 0);
	assert_false(try_open(w, FILING_NONE, NULL));
	assert_int_equal(w->f.scope, SCOPE_CONFIG);
	snprintf(w->url, sizeof w->url, "maildir:%s/tidak-ada", w->folder);
	assert_false(try_open(w, FILING_NONE, NULL));
	assert_int_equal(w->f.scope, SCOPE_CONFIG);
}

static void
filing_moves_into_a_folder_and_may_be_repeated(void **state)
{
	struct world *w = *state;
	uint32_t uids[] = { 1, 2 };

	put_file(w, "new/1.a.h", "satu");
	put_file(w, "cur/2.b.h:2,F", "dua");
	put_file(w, "new/3.c.h", "tiga");
	assert_true(try_open(w, FILING_MOVE, "Arsip/2026"));
	look(w);
	for (int i = 0; i < 2; i++)
		if (!w->box->ops->file(w->box, uids, 2, &w->f))
			fail_msg("file: %s", w->f.text);
	assert_true(is_there(w, ".Arsip.2026/cur/1.a.h:2,"));
	assert_true(is_there(w, ".Arsip.2026/cur/2.b.h:2,F"));
	assert_true(is_there(w, ".Arsip.2026/maildirfolder"));
	assert_true(is_there(w, "new/3.c.h"));
	look(w);
	WANT_UIDS(w, 3);
}

static void
filing_replaces_no_mail_that_is_there(void **state)
{
	struct world *w = *state;
	uint32_t uid = 1;

	put_file(w, "new/1.a.h", "satu");
	assert_true(try_open(w, FILING_MOVE, "Arsip"));
	look(w);
	assert_int_equal(mkdir(path_of(w, ".Arsip"), 0700), 0);
	assert_int_equal(mkdir(path_of(w, ".Arsip/cur"), 0700), 0);
	put_file(w, ".Arsip/cur/1.a.h:2,", "yang lama");
	assert_false(w->box->ops->file(w->box, &uid, 1, &w->f));
	assert_true(is_there(w, "new/1.a.h"));
}

static void
filing_by_keyword_leaves_a_maildir_alone(void **state)
{
	struct world *w = *state;
	uint32_t uid = 1;

	put_file(w, "new/1.a.h", "satu");
	assert_true(try_open(w, FILING_KEYWORD, NULL));
	look(w);
	assert_true(w->box->ops->file(w->box, &uid, 1, &w->f));
	assert_true(is_there(w, "new/1.a.h"));
}

static void
a_filing_folder_outside_is_refused(void **state)
{
	static const char *const bad[] = { "../luar", "/etc", ".x", "a//b",
		"a/../../b", "" };
	struct world *w = *state;
	uint32_t uid = 1;

	put_file(w, "new/1.a.h", "satu");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		bool ok = try_open(w, FILING_MOVE, bad[i]);
		if (ok) {
			look(w);
			ok = w->box->ops->file(w->box, &uid, 1, &w->f);
		}
		if (ok || w->f.scope != SCOPE_CONFIG)
			fail_msg("folder \"%s\" was taken", bad[i]);
	}
	assert_true(is_there(w, "new/1.a.h"));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_make, world_free)
	static const struct CMUnitTest tests[] = {
		TEST(reading_gives_all_mails_and_moves_none),
		TEST(a_uid_stays_when_a_mail_is_read_and_flagged),
		TEST(a_uid_is_never_given_twice),
		TEST(a_vanished_mail_is_not_whole_and_has_size_0),
		TEST(a_mail_of_another_size_than_told_is_not_whole),
		TEST(a_link_out_of_the_maildir_is_not_read),
		TEST(a_torn_index_keeps_its_whole_lines),
		TEST(a_damaged_index_is_the_operators),
		TEST(two_readers_at_once_are_refused),
		TEST(what_is_no_maildir_is_the_operators),
		TEST(filing_moves_into_a_folder_and_may_be_repeated),
		TEST(filing_replaces_no_mail_that_is_there),
		TEST(filing_by_keyword_leaves_a_maildir_alone),
		TEST(a_filing_folder_outside_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
