/*
 * db: the one door to the database. Only literals are SQL; every value is
 * bound. The driver behind it is db_sqlite.c and db_sqlite_query.c.
 *
 * A query carries its fault: bind, step and take in order, and look once, at
 * query_end. After the first failure the rest does nothing. Every fault is
 * SCOPE_RUN with the driver's own words.
 *
 * A statement that writes is refused outside db_begin ... db_end, also when
 * the driver had to give the transaction up in the middle (disk full).
 */
#ifndef CABUT_STORE_DB_H
#define CABUT_STORE_DB_H

#include "cabut/base.h"

enum {
	DB_BUSY_MS = 5000,	     /* another writer is waited for so long */
	DB_STATEMENTS_MAX = 256,     /* slots of the cache, a power of two */
	DB_APPLICATION = 1128420692, /* 'CBUT', application_id of the file */
};

struct db;
struct sqlite3_stmt;
struct kept_statement;

/* DB_WRITES makes the file (0600) when there is none and refuses one that
 * others may read or write; DB_LOOKS never makes one and changes no row;
 * DB_IN_MEMORY has none at all, `path` is only its name in faults. */
enum db_use { DB_WRITES, DB_LOOKS, DB_IN_MEMORY };

bool db_open(const char *path, enum db_use, struct db **, struct fault *);
void db_close(struct db *); /* NULL is fine */
const char *db_path(const struct db *);

/* BEGIN IMMEDIATE. Waits DB_BUSY_MS for another writer. */
bool db_begin(struct db *, struct fault *);
/* COMMIT when ok, else ROLLBACK. After a COMMIT that failed everything is
 * rolled back and no further transaction begins: a disk that refused once is
 * not asked again over the same handle. */
bool db_end(struct db *, bool ok, struct fault *);
bool db_savepoint(struct db *, struct fault *);
bool db_savepoint_end(struct db *, bool ok, struct fault *);
bool db_is_in_transaction(const struct db *);
/* For functions that write only sometimes, so that they fail always. */
bool db_wants_transaction(const struct db *, struct fault *);

/* Runs a script of our own: the schema. */
bool db_script(struct db *, const char *literal, struct fault *);

struct query {
	struct db *db;
	struct sqlite3_stmt *statement; /* NULL after a failure */
	struct kept_statement *kept;
	struct fault *fault;
	int bound, taken; /* columns so far */
	bool is_done;	  /* no further row */
};

/* Statements are kept, by the address of the literal. A literal is not begun
 * again before its query has ended. */
#define query_begin(query, db, fault, literal)                                 \
	query_prepare(query, db, fault, "" literal)
void query_prepare(
    struct query *, struct db *, struct fault *, const char *literal);

/* The next parameter. Bytes must stay where they are until query_end. */
void query_bind_int(struct query *, int64_t);
void query_bind_id(struct query *, int64_t);	     /* 0 is NULL */
void query_bind_text(struct query *, const char *);  /* NULL is NULL */
void query_bind_hash(struct query *, const char *);  /* "" is NULL */
void query_bind_bytes(struct query *, struct slice); /* empty is NULL */

/* Is there a row? */
bool query_next(struct query *);

/* The next column of the row. NULL is 0, NULL, "" or empty. */
int64_t query_take_int(struct query *);
const char *query_take_text(struct query *, struct arena *);
void query_take_hash(struct query *, char out[SHA256_HEX_LEN + 1]);
struct slice query_take_bytes(struct query *, struct arena *);
/* Not copied: only until the next row. */
struct slice query_peek_bytes(struct query *);

/* Is the next column NULL? It is not taken. */
bool query_peek_is_null(struct query *);
/* Fails it: the row's value is not one that we know. */
void query_refuse(struct query *, const char *what, struct slice value);
/* Ends it: false when anything failed. */
bool query_end(struct query *);
/* Runs what is left and ends; for statements without rows. */
bool query_run(struct query *);
/* As query_run, and exactly one row must have been changed; `what` names it
 * in the fault ("outbox row"). */
bool query_run_one(struct query *, const char *what, int64_t id);
/* The first column of the first row into *out, untouched when there is no
 * row; then ends. */
bool query_one_int(struct query *, int64_t *out);
/* The first columns of all rows. */
bool query_all_ints(struct query *, struct arena *, int64_t **, size_t *count);
/* Rows changed by the last statement. */
int64_t db_changes(const struct db *);

/* Room for one more item behind `count` items: the array itself or a copy of
 * twice the room in the arena. */
void *list_grow(struct arena *, void *items, size_t count, size_t size);

#endif
