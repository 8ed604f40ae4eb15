/* Answers to lists as one line of text; for tests alone. */
#ifndef SUPPORT_READING_LISTS_H
#define SUPPORT_READING_LISTS_H

#include "cabut/reading.h"

/* "1 approve; 2 reject"; "?" is unclear; "" is nothing. */
static const char *
told(const struct list_answer *a, struct arena *arena)
{
	const char *text = "";

	if (a->is_unclear)
		return a->count ? "? with items" : "?";
	for (size_t i = 0; i < a->count; i++) {
		const struct list_item *item = &a->items[i];
		const char *name = decision_name(item->answer.decision);
		const char *id = item->case_number ? item->case_number : "";
		if (item->number)
			id = arena_printf(
			    arena, "%u%s%s", item->number, *id ? " " : "", id);
		text = arena_printf(arena, "%s%s%s %s", text, *text ? "; " : "",
		    id, name ? name : "none");
	}
	return text;
}

static void
read_list(const char *body, unsigned shown, struct arena *arena,
    struct list_answer *out)
{
	struct message m = { .subject = "", .text = body };

	reading_list_answer(&m, shown, arena, out);
}

#endif
