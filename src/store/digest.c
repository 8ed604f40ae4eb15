/*
 * Mails that list several cases: which token stands for which number.
 */
#include <assert.h>

#include "room.h"
#include "cabut/banned.h"

static bool
put_item(struct store *s, int64_t token_id, int64_t seq, int64_t item_id,
    struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO digest (token_id, seq, item_id) VALUES (?, ?, ?)");
	query_bind_int(&q, token_id);
	query_bind_int(&q, seq);
	query_bind_int(&q, item_id);
	return query_run(&q);
}

bool
digest_put(struct store *s, int64_t token_id, const int64_t *items,
    size_t count, struct fault *f)
{
	assert(count <= DIGEST_ITEMS_MAX);
	for (size_t i = 0; i < count; i++)
		if (!put_item(s, token_id, (int64_t)i + 1, items[i], f))
			return false;
	return true;
}

bool
digest_items(struct store *s, int64_t token_id, struct arena *a,
    struct token_row **out, size_t *count, struct fault *f)
{
	struct query q;
	int64_t *ids;
	size_t n;

	query_begin(&q, s->db, f,
	    "SELECT item_id FROM digest WHERE token_id = ? ORDER BY seq");
	query_bind_int(&q, token_id);
	if (!query_all_ints(&q, a, &ids, &n))
		return false;
	struct token_row *rows = arena_array(a, n, sizeof *rows);

	for (size_t i = 0; i < n; i++)
		if (!token_load(s, ids[i], a, &rows[i], f))
			return false;
	*out = rows;
	*count = n;
	return true;
}
