/*
 * Faults of the disk, each injected at the n-th write or sync for growing n:
 * the mail is in the store whole or not at all, the fault says so, and after
 * it the same work comes to the same end. The disk is SQLite's own, with a
 * thin layer over it that counts and refuses.
 */
#include <signal.h>

#include "store_fixture.h"
#include "cabut/banned.h"

/* ---- the layer ---- */

enum harm {
	HARM_NONE,
	HARM_FULL,
	HARM_WRITE,
	HARM_SYNC,
	HARM_TRUNCATE,
	HARM_KILL
};

/* SQLite hands no context to a file's methods: the test keeps one here. */
static struct {
	enum harm harm;
	int at;	    /* the n-th operation of its kind is refused ... */
	bool stays; /* ... and every later one too */
	int writes, syncs, truncates;
	sqlite3_vfs *below;
} disk;

struct layered_file {
	sqlite3_file file;
	sqlite3_file *below; /* behind this struct */
};

static sqlite3_file *
below(sqlite3_file *f)
{
	return ((struct layered_file *)f)->below;
}

static bool
is_hit(int count)
{
	return count == disk.at || (disk.stays && count > disk.at);
}

static int
on_write(sqlite3_file *f, const void *at, int len, sqlite3_int64 offset)
{
	disk.writes++;
	if (disk.harm == HARM_FULL && is_hit(disk.writes))
		return SQLITE_FULL;
	if (disk.harm == HARM_WRITE && is_hit(disk.writes))
		return SQLITE_IOERR_WRITE;
	if (disk.harm == HARM_KILL && is_hit(disk.writes)) {
		/* Half of the page reaches the disk. */
		below(f)->pMethods->xWrite(below(f), at, len / 2, offset);
		kill(getpid(), SIGKILL);
	}
	return below(f)->pMethods->xWrite(below(f), at, len, offset);
}

static int
on_sync(sqlite3_file *f, int flags)
{
	disk.syncs++;
	if (disk.harm == HARM_SYNC && is_hit(disk.syncs))
		return SQLITE_IOERR_FSYNC;
	/* No power is cut here: the kernel keeps what was written. */
	(void)f;
	(void)flags;
	return SQLITE_OK;
}

static int
on_close(sqlite3_file *f)
{
	return below(f)->pMethods->xClose(below(f));
}

static int
on_read(sqlite3_file *f, void *at, int len, sqlite3_int64 offset)
{
	return below(f)->pMethods->xRead(below(f), at, len, offset);
}

static int
on_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	disk.truncates++;
	if (disk.harm == HARM_TRUNCATE && is_hit(disk.truncates))
		return SQLITE_IOERR_TRUNCATE;
	return below(f)->pMethods->xTruncate(below(f), size);
}

static int
on_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return below(f)->pMethods->xFileSize(below(f), size);
}

static int
on_lock(sqlite3_file *f, int level)
{
	return below(f)->pMethods->xLock(below(f), level);
}

static int
on_unlock(sqlite3_file *f, int level)
{
	return below(f)->pMethods->xUnlock(below(f), level);
}

static int
on_check_lock(sqlite3_file *f, int *out)
{
	return below(f)->pMethods->xCheckReservedLock(below(f), out);
}

static int
on_control(sqlite3_file *f, int op, void *arg)
{
	return below(f)->pMethods->xFileControl(below(f), op, arg);
}

static int
on_sector(sqlite3_file *f)
{
	return below(f)->pMethods->xSectorSize(below(f));
}

static int
on_traits(sqlite3_file *f)
{
	return below(f)->pMethods->xDeviceCharacteristics(below(f));
}

static const sqlite3_io_methods layer_methods = {
	.iVersion = 1,
	.xClose = on_close,
	.xRead = on_read,
	.xWrite = on_write,
	.xTruncate = on_truncate,
	.xSync = on_sync,
	.xFileSize = on_size,
	.xLock = on_lock,
	.xUnlock = on_unlock,
	.xCheckReservedLock = on_check_lock,
	.xFileControl = on_control,
	.xSectorSize = on_sector,
	.xDeviceCharacteristics = on_traits,
};

static int
on_open(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
	struct layered_file *l = (struct layered_file *)f;

	(void)vfs;
	l->below = (sqlite3_file *)(l + 1);
	f->pMethods = NULL;
	int code = disk.below->xOpen(disk.below, name, l->below, flags, out);
	if (code == SQLITE_OK)
		f->pMethods = &layer_methods;
	return code;
}

static int
put_layer_on_disk(void **state)
{
	static sqlite3_vfs layer;

	(void)state;
	disk.below = sqlite3_vfs_find(NULL);
	layer = *disk.below;
	layer.zName = "layer";
	layer.pNext = NULL;
	layer.szOsFile += (int)sizeof(struct layered_file);
	layer.xOpen = on_open;
	return sqlite3_vfs_register(&layer, 1);
}

static void
disk_is(enum harm harm, int at, bool stays)
{
	disk.harm = harm;
	disk.at = at;
	disk.stays = stays;
	disk.writes = disk.syncs = disk.truncates = 0;
}

static bool
disk_was_hit(void)
{
	switch (disk.harm) {
	case HARM_NONE:
	case HARM_KILL:
		break;
	case HARM_FULL:
	case HARM_WRITE:
		return disk.at <= disk.writes;
	case HARM_SYNC:
		return disk.at <= disk.syncs;
	case HARM_TRUNCATE:
		return disk.at <= disk.truncates;
	}
	return false;
}

/* ---- the work ---- */

static bool
take_mail(struct store *s, uint32_t uid, struct arena *a, struct fault *f)
{
	struct mailbox_row m;
	struct casefile c = sample_casefile();
	char bytes[256], id[32];

	snprintf(id, sizeof id, "%u@x.example", uid);
	struct outbox_row owed = sample_owed(id, bytes, sizeof bytes);
	if (!store_mailbox(s, "contohkab", "a/INBOX", 7, 1, a, &m, f) ||
	    !casefile_insert(s, &c, "CABUT", 2026, SLICE("<sop/>"), a, f))
		return false;
	char *letter = arena_alloc(a, 5000);
	memset(letter, 'x', 4999);
	struct ledger_row mail = sample_mail(&m, uid, LEDGER_REQUEST, letter);
	mail.casefile_id = owed.casefile_id = c.id;
	return ledger_settle(s, &mail, f) &&
	       chain_append(s, c.id, noon, "opened", "{}", f) &&
	       outbox_put(s, &owed, f);
}

static bool
take_and_commit(struct store *s, uint32_t uid, struct arena *a, struct fault *f)
{
	return store_begin(s, f) && store_end(s, take_mail(s, uid, a, f), f);
}

static int64_t
mails_in(struct world *w)
{
	size_t n;

	must(w, ledger_count(w->s, LEDGER_REQUEST, &n, &w->f));
	return (int64_t)n;
}

static void
assert_sound(struct world *w)
{
	struct audit_report r;

	must(w, store_audit(w->s, w->a, &r, &w->f));
	if (r.problem_count > 0)
		fail_msg("%s", r.problems[0]);
	assert_int_equal(r.casefiles, mails_in(w));
	assert_int_equal(r.owed, mails_in(w));
}

/* One mail is in; the disk refuses while the second is taken. True when the
 * harm came at all. */
static bool
refuse_once(
    struct world *w, enum harm harm, int at, bool stays, const char *words)
{
	disk_is(HARM_NONE, 0, false);
	store_close(w->s);
	w->s = NULL;
	world_forget_file(w);
	must(w, store_open(w->path, &w->s, &w->f));
	must(w, take_and_commit(w->s, 1, w->a, &w->f));

	memset(&w->f, 0, sizeof w->f);
	disk_is(harm, at, stays);
	bool ok = take_and_commit(w->s, 2, w->a, &w->f);
	bool was_hit = disk_was_hit();
	if (!ok) {
		assert_int_equal(w->f.scope, SCOPE_RUN);
		assert_non_null(strstr(w->f.text, words));
	} else if (was_hit) {
		fail_msg("harm %d at %d went unnoticed", harm, at);
	}
	store_close(w->s);
	w->s = NULL;

	disk_is(HARM_NONE, 0, false);
	must(w, store_open(w->path, &w->s, &w->f));
	assert_sound(w);
	/* The last sync comes after the journal was emptied: when it fails
	 * the mail may be there all the same, but whole. */
	if (ok || harm != HARM_SYNC)
		assert_int_equal(mails_in(w), ok ? 2 : 1);
	if (mails_in(w) == 1)
		must(w, take_and_commit(w->s, 2, w->a, &w->f));
	assert_int_equal(mails_in(w), 2);
	assert_sound(w);
	return was_hit;
}

static void
refuse_everywhere(
    struct world *w, enum harm harm, bool stays, const char *words, int least)
{
	int at = 1;

	while (refuse_once(w, harm, at, stays, words))
		at++;
	print_message("%d places\n", at - 1);
	assert_true(at > least);
}

static void
a_full_disk_changes_nothing(void **state)
{
	refuse_everywhere(*state, HARM_FULL, true, "disk is full", 20);
}

static void
a_disk_full_for_a_moment_changes_nothing(void **state)
{
	refuse_everywhere(*state, HARM_FULL, false, "disk is full", 20);
}

static void
a_write_error_changes_nothing(void **state)
{
	refuse_everywhere(*state, HARM_WRITE, true, "disk I/O error", 20);
}

static void
a_sync_error_leaves_all_or_nothing(void **state)
{
	refuse_everywhere(*state, HARM_SYNC, true, "disk I/O error", 3);
}

static void
a_sync_error_once_leaves_all_or_nothing(void **state)
{
	refuse_everywhere(*state, HARM_SYNC, false, "disk I/O error", 3);
}

static void
a_journal_that_cannot_be_emptied_changes_nothing(void **state)
{
	refuse_everywhere(*state, HARM_TRUNCATE, true, "disk I/O error", 1);
}

/* As refuse_once, but the process dies with half a page written. */
static bool
kill_once(struct world *w, int at)
{
	disk_is(HARM_NONE, 0, false);
	store_close(w->s);
	w->s = NULL;
	world_forget_file(w);
	must(w, store_open(w->path, &w->s, &w->f));
	must(w, take_and_commit(w->s, 1, w->a, &w->f));
	store_close(w->s);
	w->s = NULL;
	pid_t child = fork();
	if (child == 0) {
		if (!store_open(w->path, &w->s, &w->f))
			_exit(1);
		disk_is(HARM_KILL, at, false);
		bool ok = take_and_commit(w->s, 2, w->a, &w->f);
		_exit(ok ? 0 : 2);
	}
	int code = wait_for(child);
	must(w, store_open(w->path, &w->s, &w->f));
	assert_sound(w);
	assert_int_equal(mails_in(w), code == 0 ? 2 : 1);
	return code == -1;
}

static void
killed_at_any_write_the_mail_is_not_there_yet(void **state)
{
	struct world *w = *state;
	int at = 1;

	while (kill_once(w, at))
		at++;
	print_message("%d places\n", at - 1);
	assert_true(at > 2);
}

static void
a_commit_of_fifty_syncs_as_often_as_a_commit_of_one(void **state)
{
	struct world *w = *state;
	int one;

	must(w, take_and_commit(w->s, 1, w->a, &w->f));
	disk_is(HARM_NONE, 0, false);
	must(w, take_and_commit(w->s, 2, w->a, &w->f));
	one = disk.syncs;
	disk_is(HARM_NONE, 0, false);
	must(w, store_begin(w->s, &w->f));
	for (uint32_t uid = 3; uid < 53; uid++)
		must(w, take_mail(w->s, uid, w->a, &w->f));
	must(w, store_end(w->s, true, &w->f));
	print_message("syncs: one mail %d, fifty mails %d\n", one, disk.syncs);
	assert_true(one >= 2);
	assert_int_equal(disk.syncs, one);
}

int
main(void)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_full_disk_changes_nothing),
		TEST(a_disk_full_for_a_moment_changes_nothing),
		TEST(a_write_error_changes_nothing),
		TEST(a_sync_error_leaves_all_or_nothing),
		TEST(a_sync_error_once_leaves_all_or_nothing),
		TEST(a_journal_that_cannot_be_emptied_changes_nothing),
		TEST(killed_at_any_write_the_mail_is_not_there_yet),
		TEST(a_commit_of_fifty_syncs_as_often_as_a_commit_of_one),
	};
	return cmocka_run_group_tests_name(
	    "store faults", tests, put_layer_on_disk, NULL);
}
