/*
 * Encoded words and character sets on any bytes: the result is valid UTF-8
 * without control characters.
 */
#include <stdlib.h>

#include "cabut/message.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const charsets[] = { "utf-8", "us-ascii",
		"iso-8859-15", "windows-1252", "utf-7", NULL };
	struct arena *arena = arena_new();
	struct slice raw = { (const char *)data, size };
	char *text = message_decode_words(raw, arena);

	if (!utf8_is_valid(text, strlen(text)))
		abort();
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			abort();
	for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
		bool doubt;

		text = message_to_utf8(raw, charsets[i], arena, &doubt);
		if (!utf8_is_valid(text, strlen(text)))
			abort();
	}
	arena_free(arena);
	return 0;
}
