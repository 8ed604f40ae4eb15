/*
 * The MIME walk on any bytes: body and names are valid UTF-8, every part lies
 * within the limits, and names carry no path.
 */
#include <stdlib.h>

#include "cabut/message.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(const char *text)
{
	if (text && !utf8_is_valid(text, strlen(text)))
		abort();
}

static void
check_part(const struct part *part)
{
	check_text(part->name);
	check_text(part->type);
	if (part->depth > MIME_DEPTH_MAX)
		abort();
	if (part->name &&
	    (strlen(part->name) > FILE_NAME_MAX || !*part->name ||
		*part->name == '.' || strpbrk(part->name, "/\\\n\r\t")))
		abort();
	if (part->is_nested && part->use != PART_ATTACHMENT)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct message m;
	struct fault f;

	if (message_parse(
		(struct slice){ (const char *)data, size }, arena, &m, &f)) {
		check_text(m.text);
		check_text(m.html_text);
		check_text(m.subject);
		if (m.part_count > MIME_PARTS_MAX)
			abort();
		for (size_t i = 0; i < m.part_count; i++)
			check_part(&m.parts[i]);
	}
	arena_free(arena);
	return 0;
}
