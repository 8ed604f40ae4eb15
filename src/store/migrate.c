/*
 * The schema's versions. See migrate.h.
 */
#include "migrate.h"

#include "cabut/store.h"

#include "cabut/banned.h"

extern const char store_schema[]; /* schema.sql */
extern const size_t store_schema_len;
extern const char store_schema_2[]; /* schema-2.sql */
extern const size_t store_schema_2_len;
extern const char store_schema_3[]; /* schema-3.sql */
extern const size_t store_schema_3_len;

const struct migration store_migrations[STORE_SCHEMA_VERSION] = {
	{ store_schema },
	{ store_schema_2 },
	{ store_schema_3 },
};

bool
schema_version(struct db *db, int64_t *version, struct fault *f)
{
	struct query q;

	query_begin(&q, db, f, "PRAGMA user_version");
	return query_one_int(&q, version);
}

static bool
refuse_newer(struct db *db, int64_t version, size_t count, struct fault *f)
{
	return fault_set(f, SCOPE_CONFIG,
	    "store %s: made by a newer cabut (schema %lld; this one knows "
	    "%zu)",
	    db_path(db), (long long)version, count);
}

static bool
run_script(
    struct db *db, const struct migration *m, int64_t want, struct fault *f)
{
	int64_t version = -1;

	if (!db_script(db, m->script, f) || !schema_version(db, &version, f))
		return false;
	if (version == want)
		return true;
	return fault_set(f, SCOPE_RUN,
	    "store %s: migration to schema %lld left %lld", db_path(db),
	    (long long)want, (long long)version);
}

/* One step up. The version is read again inside the transaction: another
 * process may have been here first. */
static bool
step_up(struct db *db, const struct migration *list, size_t count,
    int64_t *version, struct fault *f)
{
	bool ok;

	if (!db_begin(db, f))
		return false;
	ok = schema_version(db, version, f);
	if (ok && (*version < 0 || (size_t)*version > count))
		ok = refuse_newer(db, *version, count, f);
	if (ok && (size_t)*version < count) {
		ok = run_script(db, &list[*version], *version + 1, f);
		*version += 1;
	}
	if (!db_end(db, ok, f))
		return false;
	step_mark("store.migrate");
	return true;
}

bool
schema_migrate(
    struct db *db, const struct migration *list, size_t count, struct fault *f)
{
	int64_t version = 0;

	if (!schema_version(db, &version, f))
		return false;
	if (version < 0 || (size_t)version > count)
		return refuse_newer(db, version, count, f);
	while ((size_t)version < count)
		if (!step_up(db, list, count, &version, f))
			return false;
	return true;
}

bool
schema_is(struct db *db, size_t count, struct fault *f)
{
	int64_t version = 0;

	if (!schema_version(db, &version, f))
		return false;
	if (version < 0 || (size_t)version > count)
		return refuse_newer(db, version, count, f);
	if ((size_t)version == count)
		return true;
	return fault_set(f, SCOPE_CONFIG,
	    "store %s: schema %lld of an older cabut; `cabut run` brings it "
	    "up to date",
	    db_path(db), (long long)version);
}
