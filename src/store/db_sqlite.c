/*
 * The SQLite driver: the file, its settings, and transactions.
 *
 * Rollback journal, not WAL: SQLite before 3.51.3 can corrupt a WAL that two
 * connections reset. TRUNCATE with synchronous=EXTRA makes a commit survive
 * a power cut. Every setting is read back; a file that cannot have them is
 * refused.
 */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db_sqlite.h"
#include "cabut/banned.h"

bool
db_fail(const struct db *db, struct fault *f)
{
	int code = sqlite3_extended_errcode(db->handle);

	if ((code & 0xff) == SQLITE_BUSY)
		return fault_set(f, SCOPE_RUN,
		    "store %s: another process holds it: %s", db->path,
		    sqlite3_errmsg(db->handle));
	if (code == SQLITE_READONLY_ROLLBACK)
		return fault_set(f, SCOPE_RUN,
		    "store %s: a run was cut off and left its journal; the "
		    "next run by the file's owner repairs it",
		    db->path);
	return fault_set(f, SCOPE_RUN, "store %s: %s (%d)", db->path,
	    sqlite3_errmsg(db->handle), code);
}

bool
db_script(struct db *db, const char *literal, struct fault *f)
{
	if (sqlite3_exec(db->handle, literal, NULL, NULL, NULL) != SQLITE_OK)
		return db_fail(db, f);
	return true;
}

/* Sets, and holds SQLite to the answer: a pragma never fails by itself. */
static bool
pragma_is(struct db *db, const char *literal, const char *want, struct fault *f)
{
	sqlite3_stmt *s = NULL;
	const char *got = NULL;
	bool ok = false;

	if (sqlite3_prepare_v2(db->handle, literal, -1, &s, NULL) != SQLITE_OK)
		return db_fail(db, f);
	int step = sqlite3_step(s);
	if (step == SQLITE_ROW)
		got = (const char *)sqlite3_column_text(s, 0);
	if (step != SQLITE_ROW && step != SQLITE_DONE)
		db_fail(db, f);
	else if (got == NULL || strcmp(got, want) != 0)
		fault_set(f, SCOPE_RUN, "store %s: %s answers %s, not %s",
		    db->path, literal, got ? got : "nothing", want);
	else
		ok = true;
	sqlite3_finalize(s);
	return ok;
}

static bool
configure(struct db *db, struct fault *f)
{
	static const struct {
		int option, value;
	} options[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	};

	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
		int now = -1;
		if (sqlite3_db_config(db->handle, options[i].option,
			options[i].value, &now) != SQLITE_OK ||
		    now != options[i].value)
			return fault_set(f, SCOPE_RUN,
			    "store %s: SQLite refuses its setting %d", db->path,
			    options[i].option);
	}
	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, DB_BUSY_MS);
	return db_script(db,
		   "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON;"
		   "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000",
		   f) &&
	       pragma_is(db, "PRAGMA trusted_schema", "0", f) &&
	       pragma_is(db, "PRAGMA foreign_keys", "1", f);
}

/* Before anything is set in it: somebody else's database stays untouched. */
static bool
is_ours(struct db *db, struct fault *f)
{
	struct query q;
	int64_t application = 0, tables = 0;

	query_begin(&q, db, f, "PRAGMA application_id");
	if (!query_one_int(&q, &application))
		return false;
	query_begin(&q, db, f, "SELECT count(*) FROM sqlite_schema");
	if (!query_one_int(&q, &tables))
		return false;
	if (application == DB_APPLICATION || (application == 0 && tables == 0))
		return true;
	return fault_set(f, SCOPE_CONFIG,
	    "store %s: a database, but not one of cabut", db->path);
}

static bool
make_durable(struct db *db, struct fault *f)
{
	return db_script(db, "PRAGMA synchronous = EXTRA", f) &&
	       pragma_is(db, "PRAGMA synchronous", "3", f) &&
	       pragma_is(db, "PRAGMA secure_delete = ON", "1", f) &&
	       pragma_is(db, "PRAGMA journal_mode = TRUNCATE", "truncate", f);
}

/* A rollback must work there too; there is nothing to sync. */
static bool
make_passing(struct db *db, struct fault *f)
{
	return pragma_is(db, "PRAGMA journal_mode = MEMORY", "memory", f);
}

static bool
keep_from_writing(struct db *db, struct fault *f)
{
	return db_script(db, "PRAGMA query_only = ON", f) &&
	       pragma_is(db, "PRAGMA query_only", "1", f);
}

/* The file is made here because SQLite would give it the umask's mode. */
static bool
make_file(const char *path, struct fault *f)
{
	struct stat st;
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);

	if (fd < 0 || fstat(fd, &st) != 0) {
		fault_set(f, SCOPE_RUN, "store %s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	close(fd);
	if (!S_ISREG(st.st_mode))
		return fault_set(f, SCOPE_CONFIG, "store %s: not a file", path);
	if (st.st_mode & (S_IRWXG | S_IRWXO))
		return fault_set(f, SCOPE_CONFIG,
		    "store %s: others may read or write it; chmod 600 it",
		    path);
	return true;
}

static bool
settle_use(struct db *db, struct fault *f)
{
	switch (db->use) {
	case DB_WRITES:
		return make_durable(db, f);
	case DB_LOOKS:
		return keep_from_writing(db, f);
	case DB_IN_MEMORY:
		break;
	}
	return make_passing(db, f);
}

static int
open_handle(struct db *db)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE;

	if (db->use == DB_IN_MEMORY)
		flags |= SQLITE_OPEN_MEMORY;
	return sqlite3_open_v2(db->path, &db->handle, flags, NULL);
}

bool
db_open(const char *path, enum db_use use, struct db **out, struct fault *f)
{
	if (use == DB_WRITES && !make_file(path, f))
		return false;
	struct arena *arena = arena_new();
	struct db *db = arena_alloc(arena, sizeof *db);
	db->arena = arena;
	db->path = arena_strdup(arena, path);
	db->use = use;
	/* Also to look: only so can what a killed run left be rolled back.
	 * SQLite looks only when the file's mode allows no more. */
	if (open_handle(db) != SQLITE_OK) {
		db_fail(db, f);
	} else if (configure(db, f) && is_ours(db, f) && settle_use(db, f)) {
		*out = db;
		return true;
	}
	db_close(db);
	return false;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	for (size_t i = 0; i < DB_STATEMENTS_MAX; i++)
		sqlite3_finalize(db->kept[i].statement);
	sqlite3_close(db->handle); /* rolls back what is open */
	arena_free(db->arena);
}

const char *
db_path(const struct db *db)
{
	return db->path;
}

bool
db_is_in_transaction(const struct db *db)
{
	return db->has_begun;
}

bool
db_is_lost(const struct db *db)
{
	return db->has_begun && sqlite3_get_autocommit(db->handle);
}

bool
db_wants_transaction(const struct db *db, struct fault *f)
{
	if (!db->has_begun)
		return fault_set(f, SCOPE_RUN,
		    "store %s: a change outside a transaction", db->path);
	if (db_is_lost(db))
		return fault_set(f, SCOPE_RUN,
		    "store %s: the transaction was given up", db->path);
	return true;
}

bool
db_begin(struct db *db, struct fault *f)
{
	if (db->is_broken)
		return fault_set(f, SCOPE_RUN,
		    "store %s: a commit has failed, no other begins", db->path);
	if (!db_script(db, "BEGIN IMMEDIATE", f))
		return false;
	db->has_begun = true;
	return true;
}

/* What cannot be rolled back by hand SQLite has rolled back by itself. */
static void
roll_back(struct db *db)
{
	struct fault ignored = { 0 };

	if (!sqlite3_get_autocommit(db->handle))
		db_script(db, "ROLLBACK", &ignored);
	db->has_begun = db->has_savepoint = false;
}

bool
db_end(struct db *db, bool ok, struct fault *f)
{
	if (ok && db_wants_transaction(db, f) && db_script(db, "COMMIT", f)) {
		db->has_begun = db->has_savepoint = false;
		return true;
	}
	db->is_broken = db->is_broken || ok;
	roll_back(db);
	return false;
}

bool
db_savepoint(struct db *db, struct fault *f)
{
	if (!db_wants_transaction(db, f))
		return false;
	if (db->has_savepoint)
		return fault_set(f, SCOPE_RUN,
		    "store %s: a savepoint inside a savepoint", db->path);
	db->has_savepoint = db_script(db, "SAVEPOINT mail", f);
	return db->has_savepoint;
}

/* Where the way back is lost the whole transaction is: that outranks the
 * caller's own fault. */
bool
db_savepoint_end(struct db *db, bool ok, struct fault *f)
{
	struct fault lost = { 0 };
	bool done;

	db->has_savepoint = false;
	if (ok)
		return db_wants_transaction(db, f) &&
		       db_script(db, "RELEASE mail", f);
	done = db_wants_transaction(db, &lost) &&
	       db_script(db, "ROLLBACK TO mail; RELEASE mail", &lost);
	if (!done && f->scope != SCOPE_RUN)
		*f = lost;
	return false;
}
