/*
 * The store's handle and its transactions; see cabut/store.h.
 */
#include "migrate.h"
#include "room.h"
#include "cabut/banned.h"

static bool
open_store(
    const char *path, enum db_use use, struct store **out, struct fault *f)
{
	struct db *db;

	if (!db_open(path, use, &db, f))
		return false;
	if (!(use == DB_LOOKS ? schema_is(db, STORE_SCHEMA_VERSION, f)
			      : schema_migrate(db, store_migrations,
				    STORE_SCHEMA_VERSION, f))) {
		db_close(db);
		return false;
	}
	struct arena *arena = arena_new();
	struct store *s = arena_alloc(arena, sizeof *s);
	*s = (struct store){ .db = db, .arena = arena };
	*out = s;
	return true;
}

bool
store_open(const char *path, struct store **out, struct fault *f)
{
	bool in_memory = strcmp(path, STORE_IN_MEMORY) == 0;

	return open_store(path, in_memory ? DB_IN_MEMORY : DB_WRITES, out, f);
}

bool
store_open_readonly(const char *path, struct store **out, struct fault *f)
{
	return open_store(path, DB_LOOKS, out, f);
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	db_close(s->db);
	arena_free(s->arena);
}

bool
store_begin(struct store *s, struct fault *f)
{
	return db_begin(s->db, f);
}

bool
store_end(struct store *s, bool ok, struct fault *f)
{
	if (!db_end(s->db, ok, f))
		return false;
	step_mark("store.commit");
	return true;
}

bool
store_savepoint(struct store *s, struct fault *f)
{
	return db_savepoint(s->db, f);
}

bool
store_savepoint_end(struct store *s, bool ok, struct fault *f)
{
	return db_savepoint_end(s->db, ok, f);
}

bool
store_is_in_transaction(const struct store *s)
{
	return db_is_in_transaction(s->db);
}

bool
json_must_be(
    struct store *s, const char *text, const char *type, struct fault *f)
{
	struct query q;
	int64_t is_it = 0;

	query_begin(&q, s->db, f,
	    "SELECT CASE WHEN json_valid(?1) THEN json_type(?1) = ?2 "
	    "ELSE 0 END");
	query_bind_text(&q, text);
	query_bind_text(&q, type);
	if (!query_one_int(&q, &is_it))
		return false;
	return is_it || fault_set(f, SCOPE_RUN, "store %s: not a JSON %s",
			    db_path(s->db), type);
}
