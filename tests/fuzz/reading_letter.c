/* Any letter: never a crash; a valid NIP has 18 digits, a valid NIK 16, and
 * an address is one that may be written to. */
#include <stdlib.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct owner *o)
{
	if (o->is_nip_valid && (!o->nip || strlen(o->nip) != 18))
		abort();
	if (o->is_nik_valid && (!o->nik || strlen(o->nik) != 16))
		abort();
	if (o->email && !address_is_plain(o->email))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct letter letter;
	struct owner corrected = { .name = NULL };
	char *text = arena_copy(arena, (const char *)data, size);

	if (utf8_is_valid(text, strlen(text))) {
		reading_letter(text, arena, &letter);
		check(&letter.owner);
		for (size_t i = 0; i < letter.owner_count; i++)
			check(&letter.owners[i]);
		if (letter.owner_count == 1)
			abort();
		reading_correction(text, arena, &corrected);
		check(&corrected);
	}
	arena_free(arena);
	return 0;
}
