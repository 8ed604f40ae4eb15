/*
 * Small facts about runs, and running numbers.
 */
#include "room.h"
#include "cabut/banned.h"

static bool
fact_drop(struct store *s, const char *name, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f, "DELETE FROM fact WHERE name = ?");
	query_bind_text(&q, name);
	return query_run(&q);
}

bool
store_fact_set(
    struct store *s, const char *name, const char *value, struct fault *f)
{
	struct query q;

	if (value == NULL)
		return fact_drop(s, name, f);
	query_begin(&q, s->db, f,
	    "INSERT INTO fact (name, value) VALUES (?, ?) "
	    "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
	query_bind_text(&q, name);
	query_bind_text(&q, value);
	return query_run(&q);
}

bool
store_fact_get(struct store *s, const char *name, struct arena *a,
    const char **value, struct fault *f)
{
	struct query q;
	const char *found = NULL;

	query_begin(&q, s->db, f, "SELECT value FROM fact WHERE name = ?");
	query_bind_text(&q, name);
	if (query_next(&q))
		found = query_take_text(&q, a);
	if (!query_end(&q))
		return false;
	*value = found;
	return true;
}

bool
store_counter_next(
    struct store *s, const char *name, int64_t *out, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO counter (name, value) VALUES (?, 1) "
	    "ON CONFLICT (name) DO UPDATE SET value = value + 1 "
	    "RETURNING value");
	query_bind_text(&q, name);
	return query_one_int(&q, out);
}
