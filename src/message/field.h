/*
 * field: the strict reader of header fields behind head_scan(). Private to
 * the scanner; the MIME walk has its own tolerant one (entity.h), so that a
 * fault in one never shows in the other.
 */
#ifndef CABUT_MESSAGE_FIELD_H
#define CABUT_MESSAGE_FIELD_H

#include "cabut/message.h"

struct header_field {
	struct slice name;  /* without ':' */
	struct slice value; /* unfolded, trimmed; the mail's or the arena's */
};

struct header_reader {
	struct slice rest;
	size_t lines;
	bool has_end;	   /* the empty line was met */
	const char *doubt; /* the first departure from RFC 5322; or NULL */
};

/* The next field; broken lines are skipped and leave a doubt. False: the
 * header ended. */
bool header_next(struct header_reader *, struct arena *, struct header_field *);
/* Drops the "From x Mon Nov 20 ..." line with which mbox files begin. */
void header_skip_mbox_line(struct header_reader *);

/* Adds to a list whose array has room for `max`; a full list loses its
 * oldest. */
void text_list_push(struct text_list *, size_t max, const char *);

#endif
