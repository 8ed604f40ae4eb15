/*
 * html_look: can a person see this text? As much of CSS as hides or shows.
 * In the cell only.
 */
#ifndef CABUT_MESSAGE_HTML_LOOK_H
#define CABUT_MESSAGE_HTML_LOOK_H

#include "cabut/message.h"

enum {
	COLOR_UNKNOWN = -1,
	RULES_MAX = 128, /* rules of style sheets that bear on sight */
};

struct look {		   /* inherited from element to element */
	bool is_gone;	   /* display:none and the like: for good */
	bool is_invisible; /* visibility; a child may come back */
	bool is_tiny;	   /* font-size; a child may come back */
	bool is_pre;
	bool has_color;		   /* somebody set a colour or a background */
	int32_t color, background; /* 0xrrggbb or COLOR_UNKNOWN */
	unsigned quote;
};

struct look look_default(void);
bool look_is_hidden(const struct look *);
/* Applies the declarations of a style attribute or of a rule. */
void look_apply(struct look *, struct slice declarations);
/* The old attributes: color="...", bgcolor="...". */
void look_color(struct look *, struct slice value);
void look_background(struct look *, struct slice value);

struct rule {
	char kind; /* '.', '#', or 't' for an element's name */
	struct slice name;
	struct slice declarations;
};

struct rules {
	struct rule at[RULES_MAX];
	size_t count;
	bool is_full;	  /* there were more: sight is not certain */
	bool writes_text; /* "content:" shows letters that no text holds */
};

/* Adds the rules of one style element that bear on sight. */
void rules_read(struct rules *, struct slice css);
/* `classes` and `id` may be empty. */
void rules_apply(const struct rules *, struct slice element,
    struct slice classes, struct slice id, struct look *);

#endif
