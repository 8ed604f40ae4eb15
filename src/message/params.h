/*
 * params: "value; name=text" fields of MIME (RFC 2045, 2183, 2231). In the
 * cell only.
 */
#ifndef CABUT_MESSAGE_PARAMS_H
#define CABUT_MESSAGE_PARAMS_H

#include "cabut/message.h"

enum { PARAMS_MAX = 64 };

struct params {
	const char *value; /* before the first ';', lower case, no blanks */
	struct {
		struct slice name;
		struct slice text; /* unquoted, still encoded */
		bool was_quoted;
	} at[PARAMS_MAX];
	size_t count;
	/* One name twice, more than PARAMS_MAX, or a ';' left out. */
	bool is_ambiguous;
};

void params_read(struct slice field, struct arena *, struct params *);
/* A plain word: charset, boundary, format. Empty when absent. */
struct slice params_word(const struct params *, const char *name);
/* A decoded text (RFC 2231, else RFC 2047); NULL when absent. */
const char *params_text(
    const struct params *, const char *name, struct arena *);

#endif
