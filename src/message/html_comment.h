/*
 * html_comment: comments on which programs do not agree. In the cell only.
 */
#ifndef CABUT_MESSAGE_HTML_COMMENT_H
#define CABUT_MESSAGE_HTML_COMMENT_H

#include "cabut/message.h"

/* False: some programs show text out of a comment of this page. */
bool html_comments_are_plain(const char *page);

#endif
