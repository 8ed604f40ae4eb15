/*
 * What the two files of the SQLite driver share; nobody else includes it.
 */
#ifndef CABUT_STORE_DB_SQLITE_H
#define CABUT_STORE_DB_SQLITE_H

#include "db.h"

struct sqlite3;

struct kept_statement {
	const char *literal; /* NULL: the slot is free */
	struct sqlite3_stmt *statement;
	bool is_busy;
};

struct db {
	struct sqlite3 *handle;
	struct arena *arena; /* this struct is in it */
	const char *path;
	enum db_use use;
	bool has_begun, has_savepoint;
	bool is_broken; /* a COMMIT has failed */
	struct kept_statement kept[DB_STATEMENTS_MAX];
};

/* Always false; SQLite's last words into the fault. */
bool db_fail(const struct db *, struct fault *);
/* SQLite has rolled back although nobody asked. */
bool db_is_lost(const struct db *);

#endif
