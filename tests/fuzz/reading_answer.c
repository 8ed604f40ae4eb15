/* Any body: never a crash; a "> " before each line of an approval takes it
 * back; and an approval that the grammar finds, the blunt second spelling
 * finds, too. */
#include <stdlib.h>

#include "cabut/reading.h"
#include "plain_decision.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *
quoted(const char *body, struct arena *arena)
{
	struct strbuf out;

	strbuf_init(&out, 1 << 20);
	strbuf_text(&out, "> ");
	for (const char *c = body; *c; c++) {
		bool ends = *c == '\n' || *c == '\r' || *c == '\f' ||
			    *c == '\v' || strncmp(c, "\xE2\x80\xA8", 3) == 0 ||
			    strncmp(c, "\xE2\x80\xA9", 3) == 0;
		strbuf_text(&out, ends ? "\n> " : "");
		if (!ends)
			strbuf_char(&out, *c);
		else if (*c == '\xE2')
			c += 2;
	}
	char *kept = strbuf_keep(&out, arena);
	strbuf_release(&out);
	return kept;
}

/* Each approved item by its own words alone; quoted, nothing. */
static void
check_list(const char *body, struct arena *arena)
{
	struct message m = { .text = body };
	struct list_answer list;
	struct answer alone;

	reading_list_answer(&m, 4, arena, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct answer *a = &list.items[i].answer;
		if (a->decision != DECISION_APPROVE)
			continue;
		reading_answer(a->own, arena, &alone);
		if (alone.decision != DECISION_APPROVE)
			abort();
	}
	m.text = quoted(body, arena);
	reading_list_answer(&m, 4, arena, &list);
	if (list.count > 0 || list.is_unclear)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct answer answer, again;
	struct confirmation confirmation;
	char *body = arena_copy(arena, (const char *)data, size);

	if (utf8_is_valid(body, strlen(body))) {
		reading_answer(body, arena, &answer);
		if (answer.decision == DECISION_APPROVE &&
		    !plain_names_yes(body))
			abort();
		reading_answer(quoted(body, arena), arena, &again);
		if (again.decision != DECISION_NONE)
			abort();
		check_list(body, arena);
		reading_is_automatic(body, body);
		reading_confirmation(body, body, arena, &confirmation);
	}
	arena_free(arena);
	return 0;
}
