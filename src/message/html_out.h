/*
 * html_out: a page of text that is being written: lines, cells of a row,
 * blanks that collapse, "> " before quoted lines. In the cell only.
 */
#ifndef CABUT_MESSAGE_HTML_OUT_H
#define CABUT_MESSAGE_HTML_OUT_H

#include "cabut/message.h"

enum html_gap { GAP_NONE, GAP_BLANK, GAP_TAB, GAP_LINE, GAP_EMPTY_LINE };

struct html_out {
	struct strbuf text;
	enum html_gap gap;   /* owed before the next visible character */
	unsigned quote;	     /* depth of what comes */
	unsigned line_quote; /* depth with which the line began */
	bool is_fresh_cell;  /* no text in this cell yet */
	bool row_has_text;
};

void html_out_init(struct html_out *);
void html_out_block(struct html_out *); /* a line ends here */
void html_out_br(struct html_out *);	/* the same; twice: empty line */
void html_out_row(struct html_out *);
void html_out_cell(struct html_out *);
/* Text of one node; with `is_pre` blanks and line ends stay. */
void html_out_text(struct html_out *, const char *, bool is_pre);

#endif
