/*
 * Authentication-Results on any bytes. The field says "fail" in front of
 * what the fuzzer writes, so nothing that follows may ever prove the sender.
 */
#include <stdlib.h>

#include "cabut/sender.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct auth_policy policy = {
		.authserv_id = "mx.cabut.example", .border_strips = true
	};
	static const char front[] = "mx.cabut.example; dmarc=fail "
				    "header.from=x.go.id; spf=pass ";
	struct arena *arena = arena_new();
	char *value = arena_alloc(arena, sizeof front + size);
	struct head_received trail = { .is_results = true };
	struct head head = { .is_plain = true,
		.from = "budi@x.go.id",
		.trail = &trail,
		.trail_count = 1 };
	struct evidence e;

	memcpy(value, front, sizeof front - 1);
	if (size > 0)
		memcpy(value + sizeof front - 1, data, size);
	trail.value = (struct slice){ value, sizeof front - 1 + size };
	sender_evidence(&head, &policy, arena, &e);
	if (e.is_aligned || e.is_forged)
		abort();
	trail.value = (struct slice){ (const char *)data, size };
	sender_evidence(&head, &policy, arena, &e);
	arena_free(arena);
	return 0;
}
