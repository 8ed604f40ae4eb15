/*
 * The names of what is known about a signature, as JSON and the store have
 * them.
 */
#include "cabut/paper.h"

#include "cabut/banned.h"

static const char *const states[] = { "whole", "followed", "broken",
	"unsupported", "uncertain" };
static const char *const trusts[] = { "unchecked", "no-ca", "proven", "foreign",
	"expired", "undated", "unfit" };
static const char *const flaws[] = { "none", "range", "gap", "cms", "signers",
	"certificate", "weak", "active", "stray", "many", "encrypted",
	"damaged" };
static const char *const clocks[] = { "none", "signer", "stamp" };

#define COUNT(list) (sizeof(list) / sizeof *(list))

_Static_assert(COUNT(states) == SIGNATURE_UNCERTAIN + 1, "a state each");
_Static_assert(COUNT(trusts) == TRUST_UNFIT + 1, "a trust each");
_Static_assert(COUNT(flaws) == FLAW_DAMAGED + 1, "a flaw each");
_Static_assert(COUNT(clocks) == CLOCK_STAMP + 1, "a clock each");

const char *
signature_state_name(enum signature_state state)
{
	return states[state];
}

const char *
signature_trust_name(enum signature_trust trust)
{
	return trusts[trust];
}

const char *
signature_flaw_name(enum signature_flaw flaw)
{
	return flaws[flaw];
}

const char *
signature_clock_name(enum signature_clock clock)
{
	return clocks[clock];
}

static bool
find(const char *const *names, size_t count, const char *name, size_t *at)
{
	for (size_t i = 0; name && i < count; i++)
		if (strcmp(names[i], name) == 0) {
			*at = i;
			return true;
		}
	return false;
}

bool
signature_state_of(const char *name, enum signature_state *out)
{
	size_t at;

	if (!find(states, COUNT(states), name, &at))
		return false;
	*out = (enum signature_state)at;
	return true;
}

bool
signature_trust_of(const char *name, enum signature_trust *out)
{
	size_t at;

	if (!find(trusts, COUNT(trusts), name, &at))
		return false;
	*out = (enum signature_trust)at;
	return true;
}

bool
signature_flaw_of(const char *name, enum signature_flaw *out)
{
	size_t at;

	if (!find(flaws, COUNT(flaws), name, &at))
		return false;
	*out = (enum signature_flaw)at;
	return true;
}

bool
signature_clock_of(const char *name, enum signature_clock *out)
{
	size_t at;

	if (!find(clocks, COUNT(clocks), name, &at))
		return false;
	*out = (enum signature_clock)at;
	return true;
}
