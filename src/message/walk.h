/*
 * walk: the tree of a mail as a flat list of leaves. In the cell only.
 */
#ifndef CABUT_MESSAGE_WALK_H
#define CABUT_MESSAGE_WALK_H

#include "entity.h"

struct leaf {
	struct part part;
	bool is_flowed; /* format=flowed */
	bool is_delsp;	/* DelSp=yes */
};

struct walk {
	struct arena *arena;
	struct leaf leaves[MIME_PARTS_MAX];
	size_t count;
	size_t entities;
	size_t decoded_bytes;
	bool is_ambiguous;
	struct slice subject;	/* raw, of the outermost header */
	struct slice report_id; /* raw Message-ID of a returned mail */
};

bool walk_message(struct slice raw, struct walk *, struct fault *);

#endif
