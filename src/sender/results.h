/*
 * results: one Authentication-Results field (RFC 8601) as values. Private to
 * the sender room.
 */
#ifndef CABUT_SENDER_RESULTS_H
#define CABUT_SENDER_RESULTS_H

#include "cabut/message.h"

enum {
	RESULTS_BYTES_MAX = 16 * 1024, /* a longer field proves nothing */
	RESULTS_MAX = 32,	       /* results in one field */
	PROPERTIES_MAX = 16,	       /* of one result */
};

struct property {	   /* "header.from=x.go.id" */
	const char *type;  /* "header", lower case */
	const char *name;  /* "from", lower case */
	const char *value; /* as written, without quotes */
};

struct result {		     /* "dkim=pass header.d=x.go.id" */
	const char *method;  /* lower case */
	const char *verdict; /* lower case */
	struct property at[PROPERTIES_MAX];
	size_t count;
};

struct results {
	const char *authserv_id; /* lower case; NULL: not even that is clear */
	bool is_readable;	 /* the whole field follows the grammar */
	struct result at[RESULTS_MAX];
	size_t count;
};

/* `out` is always filled. A field that leaves the grammar anywhere is not
 * readable and has no results at all: half a field is how forgers get in. */
void results_read(struct slice value, struct arena *, struct results *out);

/* The one value of a property; NULL when it is absent or stands twice. */
const char *result_property(
    const struct result *, const char *type, const char *name);

#endif
