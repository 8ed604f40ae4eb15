/*
 * Which wire an account's URL asks for, and the way in and out of it.
 */
#include "wires.h"

#include "cabut/banned.h"

static bool
is_maildir(const struct wire_account *a)
{
	return slice_starts_nocase(slice_of(a->url), SLICE("maildir:"));
}

bool
wire_open(const struct wire_account *a, struct wire **out, struct fault *f)
{
	if (is_maildir(a))
		return wire_maildir_open(a, out, f);
	return wire_smtp_open(a, &smtp_limits_usual, out, f);
}

void
wire_close(struct wire *wire)
{
	if (wire)
		wire->ops->close(wire);
}

bool
wire_probe(const struct wire_account *a, struct fault *f)
{
	struct wire *wire = NULL;

	if (!is_maildir(a))
		return wire_smtp_probe(a, &smtp_limits_usual, f);
	if (!wire_maildir_open(a, &wire, f))
		return false;
	wire_close(wire);
	return true;
}
