/*
 * The SQLite driver: one statement from its text to its last row.
 *
 * Values are copied into the arena at once; SQLite's own memory is never
 * handed out, but for query_peek_bytes.
 */
#include <assert.h>
#include <sqlite3.h>

#include "db_sqlite.h"
#include "cabut/banned.h"

/* The slot of a literal: its own, or the free one where it goes. */
static struct kept_statement *
find_slot(struct db *db, const char *literal)
{
	size_t at = ((uintptr_t)literal >> 3) % DB_STATEMENTS_MAX;

	for (size_t i = 0; i < DB_STATEMENTS_MAX; i++) {
		struct kept_statement *k =
		    &db->kept[(at + i) % DB_STATEMENTS_MAX];
		if (k->literal == literal || k->literal == NULL)
			return k;
	}
	return NULL; /* more literals than DB_STATEMENTS_MAX */
}

/* Refuses before SQLite is asked: writing outside a transaction, anything
 * in one that is lost. */
static bool
is_allowed(const struct db *db, sqlite3_stmt *s, struct fault *f)
{
	if (!db_is_lost(db) && sqlite3_stmt_readonly(s))
		return true;
	if (db->use == DB_LOOKS)
		return fault_set(
		    f, SCOPE_RUN, "store %s: opened only to look", db->path);
	return db_wants_transaction(db, f);
}

void
query_prepare(
    struct query *q, struct db *db, struct fault *f, const char *literal)
{
	struct kept_statement *k = find_slot(db, literal);

	*q = (struct query){ .db = db, .fault = f };
	if (k == NULL || k->is_busy) {
		assert(!"a query begun twice, or too many");
		fault_set(f, SCOPE_RUN,
		    "store %s: a query begun twice, or too many", db->path);
		return;
	}
	if (k->statement == NULL &&
	    sqlite3_prepare_v3(db->handle, literal, -1,
		SQLITE_PREPARE_PERSISTENT, &k->statement, NULL) != SQLITE_OK) {
		db_fail(db, f);
		return;
	}
	k->literal = literal;
	if (!is_allowed(db, k->statement, f))
		return;
	k->is_busy = true;
	q->kept = k;
	q->statement = k->statement;
}

static void
release(struct query *q)
{
	if (q->kept == NULL)
		return;
	sqlite3_reset(q->kept->statement);
	sqlite3_clear_bindings(q->kept->statement);
	q->kept->is_busy = false;
	q->kept = NULL;
	q->statement = NULL;
}

static void
fail(struct query *q)
{
	db_fail(q->db, q->fault);
	release(q);
}

static void
check(struct query *q, int code)
{
	if (code != SQLITE_OK)
		fail(q);
}

void
query_bind_int(struct query *q, int64_t value)
{
	if (q->statement)
		check(q, sqlite3_bind_int64(q->statement, ++q->bound, value));
}

static void
bind_null(struct query *q)
{
	if (q->statement)
		check(q, sqlite3_bind_null(q->statement, ++q->bound));
}

void
query_bind_id(struct query *q, int64_t id)
{
	if (id == 0)
		bind_null(q);
	else
		query_bind_int(q, id);
}

void
query_bind_text(struct query *q, const char *text)
{
	if (text == NULL)
		bind_null(q);
	else if (q->statement)
		check(q, sqlite3_bind_text64(q->statement, ++q->bound, text,
			     strlen(text), SQLITE_STATIC, SQLITE_UTF8));
}

void
query_bind_hash(struct query *q, const char *hash)
{
	query_bind_text(q, hash && *hash ? hash : NULL);
}

void
query_bind_bytes(struct query *q, struct slice bytes)
{
	if (bytes.len == 0)
		bind_null(q);
	else if (q->statement)
		check(q, sqlite3_bind_blob64(q->statement, ++q->bound, bytes.at,
			     bytes.len, SQLITE_STATIC));
}

bool
query_next(struct query *q)
{
	if (q->statement == NULL || q->is_done)
		return false;
	q->taken = 0;
	int code = sqlite3_step(q->statement);
	if (code == SQLITE_ROW)
		return true;
	q->is_done = true;
	if (code != SQLITE_DONE)
		fail(q);
	return false;
}

int64_t
query_take_int(struct query *q)
{
	if (q->statement == NULL)
		return 0;
	return sqlite3_column_int64(q->statement, q->taken++);
}

struct slice
query_peek_bytes(struct query *q)
{
	if (q->statement == NULL)
		return (struct slice){ 0 };
	int column = q->taken++;
	if (sqlite3_column_type(q->statement, column) == SQLITE_NULL)
		return (struct slice){ 0 };
	/* column_blob gives the UTF-8 of a text as it is stored. */
	const char *at = sqlite3_column_blob(q->statement, column);
	size_t len = (size_t)sqlite3_column_bytes(q->statement, column);
	if (at == NULL && sqlite3_errcode(q->db->handle) == SQLITE_NOMEM) {
		fail(q);
		return (struct slice){ 0 };
	}
	return at ? (struct slice){ at, len } : SLICE("");
}

bool
query_peek_is_null(struct query *q)
{
	return q->statement == NULL ||
	       sqlite3_column_type(q->statement, q->taken) == SQLITE_NULL;
}

struct slice
query_take_bytes(struct query *q, struct arena *a)
{
	struct slice s = query_peek_bytes(q);

	if (s.len > 0)
		s.at = arena_copy(a, s.at, s.len);
	return s;
}

const char *
query_take_text(struct query *q, struct arena *a)
{
	struct slice s = query_peek_bytes(q);

	return s.at ? arena_copy(a, s.at, s.len) : NULL;
}

void
query_take_hash(struct query *q, char out[SHA256_HEX_LEN + 1])
{
	struct slice s = query_peek_bytes(q);
	size_t len = s.len < SHA256_HEX_LEN ? s.len : SHA256_HEX_LEN;

	if (len > 0)
		memcpy(out, s.at, len);
	out[len] = '\0';
}

void
query_refuse(struct query *q, const char *what, struct slice value)
{
	if (q->statement == NULL)
		return; /* it has failed before, for a better reason */
	fault_set(q->fault, SCOPE_RUN, "store %s: unknown %s '%.*s'",
	    q->db->path, what, value.len < 40 ? (int)value.len : 40,
	    value.at ? value.at : "");
	release(q);
}

bool
query_end(struct query *q)
{
	bool ok = q->statement != NULL;

	release(q);
	return ok;
}

bool
query_run(struct query *q)
{
	while (query_next(q))
		;
	return query_end(q);
}

bool
query_run_one(struct query *q, const char *what, int64_t id)
{
	struct db *db = q->db;
	struct fault *f = q->fault;

	if (!query_run(q))
		return false;
	if (db_changes(db) != 1)
		return fault_set(f, SCOPE_RUN, "store %s: there is no %s %lld",
		    db->path, what, (long long)id);
	return true;
}

bool
query_one_int(struct query *q, int64_t *out)
{
	if (query_next(q))
		*out = query_take_int(q);
	return query_run(q);
}

bool
query_all_ints(struct query *q, struct arena *a, int64_t **out, size_t *count)
{
	int64_t *list = NULL;
	size_t n = 0;

	while (query_next(q)) {
		list = list_grow(a, list, n, sizeof *list);
		list[n++] = query_take_int(q);
	}
	if (!query_end(q))
		return false;
	*out = list;
	*count = n;
	return true;
}

int64_t
db_changes(const struct db *db)
{
	return sqlite3_changes64(db->handle);
}

void *
list_grow(struct arena *a, void *items, size_t count, size_t size)
{
	enum { FIRST = 8 };

	if (count == 0)
		return arena_array(a, FIRST, size);
	/* Full exactly when the count is a power of two from FIRST on. */
	if (count < FIRST || (count & (count - 1)) != 0)
		return items;
	void *wider = arena_array(a, count * 2, size);
	memcpy(wider, items, count * size);
	return wider;
}
