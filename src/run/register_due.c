/*
 * The owners of an agency whose time comes, for the monthly notice and for
 * `cabut owner due`.
 */
#include <stdlib.h>

#include "cabut/run.h"

#include "cabut/banned.h"

static int
by_date(const void *left, const void *right)
{
	const struct due_owner *a = left, *b = right;
	int by = strcmp(a->events[0].date, b->events[0].date);

	return by ? by
		  : (a->owner.id > b->owner.id) - (a->owner.id < b->owner.id);
}

bool
run_register_due(struct store *s, const struct config_agency *agency,
    const struct term_window *w, struct arena *a, struct due_list *out,
    struct fault *f)
{
	struct register_owner *owners;
	struct term_event events[TERM_EVENTS_MAX];
	size_t count, due = 0;

	if (!register_list(s, agency->id, a, &owners, &count, f))
		return false;
	/* Most are not due: the list is as long as it must be. */
	for (size_t i = 0; i < count; i++)
		due += term_events(&owners[i],
			   config_retirement_age(agency, owners[i].position), w,
			   events) > 0;
	struct due_owner *list = arena_array(a, due + 1, sizeof *list);

	due = 0;
	for (size_t i = 0; i < count; i++) {
		struct due_owner *d = &list[due];

		d->owner = owners[i];
		d->event_count = term_events(&owners[i],
		    config_retirement_age(agency, owners[i].position), w,
		    d->events);
		if (d->event_count > 0)
			due++;
	}
	qsort(list, due, sizeof *list, by_date);
	*out = (struct due_list){ list, due };
	return true;
}
