/*
 * The signatures of a PDF, any bytes: never a crash, and without a configured
 * CA nothing is proven. Nothing that the fuzzer makes can be whole, as it has
 * no key to sign with.
 */
#include <stdlib.h>

#include "cabut/paper.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct paper_signature *s)
{
	const char *texts[] = { s->kind, s->signer, s->organization, s->email,
		s->serial, s->issuer, s->anchor, s->claimed_name, s->reason };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i] || !utf8_is_valid(texts[i], strlen(texts[i])) ||
		    strlen(texts[i]) > SIGNATURE_TEXT_MAX)
			abort();
	if (s->state == SIGNATURE_WHOLE || s->state == SIGNATURE_FOLLOWED ||
	    s->trust == TRUST_PROVEN)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct paper p = {
		.kind = PAPER_KIND_PDF, .how = PAPER_TEXT, .text = "", .why = ""
	};

	paper_read_signatures(
	    (struct slice){ (const char *)data, size }, NULL, arena, &p);
	if (p.signatures.count > SIGNATURES_MAX)
		abort();
	for (size_t i = 0; i < p.signatures.count; i++)
		check(&p.signatures.list[i]);
	arena_free(arena);
	return 0;
}
