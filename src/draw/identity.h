/*
 * identity.h: private to the room. The identity block of a SOP, sorted from
 * its label and text pairs into the boxes of the printed form.
 */
#ifndef DRAW_IDENTITY_H
#define DRAW_IDENTITY_H

#include "canvas.h"

enum field {
	FIELD_NUMBER,
	FIELD_MADE,
	FIELD_REVISED,
	FIELD_EFFECTIVE,
	FIELD_APPROVED,
	FIELD_NAME,
	FIELD_LEGAL,
	FIELD_QUALIFICATION,
	FIELD_RELATED,
	FIELD_TOOLS,
	FIELD_WARNING,
	FIELD_RECORDING,
	FIELD_ADDRESS, /* under the agency's name */
	FIELD_UNIT,
	FIELD_SIGNER, /* under the signature */
	FIELD_SIGNER_NIP,
	FIELD_COUNT
};

struct field_values {
	const char **at; /* clean, none empty */
	size_t count;
};

struct identity {
	struct field_values fields[FIELD_COUNT];
	const char *(*others)[2]; /* labels that the form does not know */
	size_t other_count;
	const char *agency, *name;
};

void identity_sort(struct identity *, const struct sop *, struct arena *);
/* As printed on the form: "TGL. REVISI". */
const char *field_heading(enum field);
/* FIELD_COUNT: not known. Case, dots and small slips do not matter. */
enum field field_of(const char *label);

#endif
