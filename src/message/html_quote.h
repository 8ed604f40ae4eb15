/*
 * html_quote: does somebody else's text begin at this element? In the cell
 * only.
 */
#ifndef CABUT_MESSAGE_HTML_QUOTE_H
#define CABUT_MESSAGE_HTML_QUOTE_H

#include <libxml/tree.h>

#include "cabut/message.h"

enum quote_mark {
	QUOTE_NONE,
	QUOTE_INSIDE, /* all inside this element is quoted */
	QUOTE_REST,   /* this and all that follows in the document */
};

enum quote_mark quote_mark_of(const xmlNode *);
/* The value of an attribute; empty when absent. */
struct slice html_attribute(const xmlNode *, const char *name);
bool html_is(const xmlNode *, const char *element);

#endif
