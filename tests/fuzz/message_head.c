/*
 * The strict header scanner on any bytes: no crash, and a plain sender is
 * always one that address_is_plain() accepts.
 */
#include <stdlib.h>

#include "cabut/message.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct slice raw = { (const char *)data, size };
	struct head head;
	struct fault f;
	struct text_list tokens;

	if (head_scan(raw, arena, &head, &f)) {
		char *subject = message_decode_words(head.subject, arena);

		if (head.is_plain && !address_is_plain(head.from))
			abort();
		if (head.is_plain != !head.doubt || head.bytes > size)
			abort();
		message_tokens(&head, subject, arena, &tokens);
		message_case_number(subject, arena);
	}
	arena_free(arena);
	return 0;
}
