/*
 * html.h: private to the room. The writer that needs the plan too.
 */
#ifndef DRAW_HTML_H
#define DRAW_HTML_H

#include "identity.h"
#include "plan.h"

bool write_html(const struct canvas *, const struct plan *, struct strbuf *);

#endif
