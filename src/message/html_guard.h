/*
 * html_guard: pages on which libxml2 would spend minutes. In the cell only.
 */
#ifndef CABUT_MESSAGE_HTML_GUARD_H
#define CABUT_MESSAGE_HTML_GUARD_H

#include "cabut/message.h"

/* libxml2 compares each attribute of a tag with all before it. */
enum { HTML_ATTRIBUTES_MAX = 256 };

/* False (SCOPE_MESSAGE): a tag has too many attributes, or the page is built
 * so that this cannot be told in linear time. */
bool html_guard(const char *page, struct fault *);

#endif
