/*
 * What time brings: holds ("masa sanggah") that have ended.
 */
#include "work.h"

#include "cabut/banned.h"

static bool
end_hold(struct run *r, int64_t id, struct fault *f)
{
	struct work w;
	bool ok;

	if (!store_begin(r->store, f))
		return false;
	ok = work_open(r, id, NULL, &w, f) && work_enter_held(&w, f);
	return store_end(r->store, ok, f);
}

bool
due_pass(struct run *r, struct fault *f)
{
	int64_t *ids;
	size_t count;

	if (!casefile_held_due(r->store, r->now, r->lasting, &ids, &count, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct fault one = { 0 };

		arena_reset(r->arena);
		if (end_hold(r, ids[i], &one))
			continue;
		if (one.scope != SCOPE_MESSAGE) {
			*f = one;
			return false;
		}
		trouble(r, "hold", &one);
	}
	return true;
}
