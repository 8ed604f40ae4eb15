/* footer: lines around an answer that nobody wrote for it. Room-private. */
#ifndef READING_FOOTER_H
#define READING_FOOTER_H

#include "text.h"

/* `folded` is the folded `line`. "Dikirim dari ...", a slogan, a banner, what
 * stands for a picture. */
bool footer_is(const char *folded, struct slice line, struct arena *);
/* A line that begins or goes on with a disclaimer. */
bool footer_is_disclaimer(const char *folded);
/* A motto in quotes, where only a signature is expected. */
bool footer_is_motto(const char *folded, struct slice line, struct arena *);

#endif
