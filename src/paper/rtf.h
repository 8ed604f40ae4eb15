/*
 * rtf: what the two halves of the RTF reader share. A group inherits all that
 * its parent had; where its text goes is its place.
 */
#ifndef PAPER_RTF_H
#define PAPER_RTF_H

#include "flow.h"
#include "parse.h"

enum {
	RTF_DEPTH_MAX = 200,
	RTF_NUMBER_MAX = 100 * 1000 * 1000,
	RTF_COLORS_MAX = 64,
	RTF_BYTES_MAX = 10 * 1024 * 1024,
};

/* The first three hold text, in the order in which it is given. */
enum rtf_place {
	RTF_HEADER,
	RTF_BODY,
	RTF_FOOTER,
	RTF_SKIPPED, /* tables of fonts, pictures, fallbacks, \* of any kind */
	RTF_COLORS,
	RTF_SHAPE, /* a drawing: only its text box is text */
};

struct rtf_group {
	enum rtf_place place;
	unsigned fallback_length; /* \uc */
	bool is_optional;	  /* \* : whoever does not know it, skips it */
	bool in_table;
	bool is_hidden, is_deleted, is_white, is_tiny;
};

struct rtf_flow {
	struct flow flow;
	struct strbuf text;
	bool row_is_due; /* \trowd was seen, \row was not */
	bool in_row, in_cell;
};

struct rtf {
	struct arena *arena;
	struct rtf_group groups[RTF_DEPTH_MAX + 1]; /* [0] is outside */
	size_t depth;
	struct rtf_flow flows[RTF_SKIPPED];
	unsigned code_page;
	unsigned fallback; /* characters still to skip after \u */
	uint32_t surrogate;
	unsigned color, red, green, blue; /* the one being defined */
	bool whites[RTF_COLORS_MAX];
};

struct rtf_word {
	struct slice name;
	long value; /* within RTF_NUMBER_MAX * 10 */
	bool has_value;
};

void rtf_flows_open(struct rtf *);
/* Joins the three texts, scrubbed, into `out`. */
void rtf_flows_close(struct rtf *, struct strbuf *out);
bool rtf_is_full(const struct rtf *);

void rtf_word(struct rtf *, const struct rtf_word *);
void rtf_color_end(struct rtf *);

/* Where text stands now, unless nobody sees it. */
void rtf_char(struct rtf *, char);
void rtf_codepoint(struct rtf *, uint32_t);
void rtf_unicode(struct rtf *, long value);

#endif
