/*
 * HTML to text on any bytes: valid UTF-8, and no fault on a short page.
 */
#include <stdlib.h>

#include "cabut/message.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *text;
	bool hidden;
	struct fault f;

	if (message_html_text((struct slice){ (const char *)data, size },
		"utf-8", arena, &text, &hidden, &f)) {
		if (!utf8_is_valid(text, strlen(text)))
			abort();
	} else if (size < 1024) { /* too short to pass any limit */
		abort();
	}
	arena_free(arena);
	return 0;
}
