/*
 * entity: one MIME entity: its header, read tolerantly, and where its body
 * is. In the cell only; head_scan() has its own strict reader.
 */
#ifndef CABUT_MESSAGE_ENTITY_H
#define CABUT_MESSAGE_ENTITY_H

#include "params.h"

enum transfer {
	TRANSFER_PLAIN, /* 7bit, 8bit, binary */
	TRANSFER_QUOTED,
	TRANSFER_BASE64,
	TRANSFER_ODD, /* unknown name: taken as it stands */
};

struct mime_header { /* walks fields; stops behind the empty line */
	struct slice rest;
	size_t lines;
	size_t fields;
	bool is_ambiguous;
};

struct mime_field {
	struct slice name;
	struct slice value; /* unfolded */
};

bool mime_field_next(struct mime_header *, struct arena *, struct mime_field *);

struct entity {
	struct slice body;
	struct params type;	   /* value "text/plain" and so on */
	struct params disposition; /* value "" when absent */
	enum transfer transfer;
	struct slice subject; /* raw */
	struct slice message_id;
	bool has_content_id;
	bool is_ambiguous;
};

/* False: the header passes a limit. `fallback` is the type when no good one
 * is named. */
bool entity_read(struct slice bytes, const char *fallback, struct arena *,
    struct entity *, struct fault *);

/* The body without its transfer encoding. */
struct slice entity_decode(
    const struct entity *, struct arena *, bool *damaged);
#endif
