/*
 * The fault policy, in one place. A passing trouble is silent until it has
 * lasted; what an operator must change is said at once. Each is logged once.
 */
#include <stdlib.h>

#include "work.h"

#include "cabut/banned.h"

static int
weight(enum scope scope)
{
	switch (scope) {
	case SCOPE_NONE:
		return 0;
	case SCOPE_MESSAGE:
		return 1;
	case SCOPE_LATER:
		return 2;
	case SCOPE_USAGE:
		return 3;
	case SCOPE_CONFIG:
		return 4;
	case SCOPE_RUN:
		return 5;
	}
	return 0;
}

/* Since when this place has had trouble; kept between runs. */
static time_s
failing_since(struct run *r, const char *where)
{
	struct fault ignored = { 0 };
	const char *value = NULL;
	char *name = arena_printf(r->lasting, "trouble.%s", where);

	if (r->is_dry ||
	    !store_fact_get(r->store, name, r->lasting, &value, &ignored))
		return r->now;
	if (value && *value)
		return strtoll(value, NULL, 10);
	if (store_begin(r->store, &ignored))
		store_end(r->store,
		    store_fact_set(r->store, name,
			arena_printf(r->lasting, "%lld", (long long)r->now),
			&ignored),
		    &ignored);
	return r->now;
}

void
trouble(struct run *r, const char *where, const struct fault *f)
{
	if (weight(f->scope) > weight(r->tally.worst.scope))
		r->tally.worst = *f;
	if (f->scope == SCOPE_LATER) {
		time_s since = failing_since(r, where);
		bool lasts = r->now - since >= RUN_TROUBLE_ALARM_S;

		log_line(&r->log, lasts ? LOG_ALARM : LOG_NOTICE, "%s: %s%s",
		    where, f->text,
		    lasts ? " (for more than an hour)"
			  : "; the next run tries "
			    "again");
		return;
	}
	log_line(&r->log, LOG_ALARM, "%s: %s", where, f->text);
}

bool
trouble_ended(struct run *r, const char *where, struct fault *f)
{
	char *name = arena_printf(r->lasting, "trouble.%s", where);
	const char *value;

	if (r->is_dry || !store_fact_get(r->store, name, r->lasting, &value, f))
		return r->is_dry;
	if (!value || !*value)
		return true;
	if (!store_begin(r->store, f))
		return false;
	return store_end(r->store, store_fact_set(r->store, name, "", f), f);
}

static bool
is_said_lately(struct run *r, const char *name, struct fault *f, bool *lately)
{
	enum { AGAIN_S = 24 * 3600 };
	const char *value;
	time_s at;

	*lately = false;
	if (!store_fact_get(r->store, name, r->lasting, &value, f))
		return false;
	*lately = value && time_parse_iso(value, &at) && at <= r->now &&
		  r->now - at < AGAIN_S;
	return true;
}

bool
trouble_of_case(struct run *r, const char *where, int64_t casefile_id,
    const struct fault *one, struct fault *f)
{
	char *name = arena_printf(
	    r->lasting, "trouble.case.%lld", (long long)casefile_id);
	bool lately;

	if (one->scope == SCOPE_RUN) {
		*f = *one;
		return false;
	}
	if (!is_said_lately(r, name, f, &lately))
		return false;
	if (lately)
		return true;
	trouble(r, where, one);
	if (!store_begin(r->store, f))
		return false;
	return store_end(r->store,
	    store_fact_set(r->store, name, time_iso(r->lasting, r->now), f), f);
}
