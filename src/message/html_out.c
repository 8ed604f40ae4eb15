/*
 * html_out: blanks and line ends are not written when they come but owed
 * until visible text follows, so that empty boxes leave no trace, a cell
 * with a paragraph inside stays in its row, and no line ends in a blank.
 */
#include "html_out.h"

#include "cabut/banned.h"

enum { QUOTE_MARKS_MAX = 8 };

void
html_out_init(struct html_out *o)
{
	*o = (struct html_out){ 0 };
	strbuf_init(&o->text, TEXT_BYTES_MAX);
}

static void
owe(struct html_out *o, enum html_gap gap)
{
	if (o->gap < gap)
		o->gap = gap;
}

void
html_out_block(struct html_out *o)
{
	if (!o->is_fresh_cell)
		owe(o, GAP_LINE);
}

void
html_out_br(struct html_out *o)
{
	owe(o, o->gap >= GAP_LINE ? GAP_EMPTY_LINE : GAP_LINE);
}

void
html_out_row(struct html_out *o)
{
	html_out_block(o);
	o->row_has_text = false;
}

void
html_out_cell(struct html_out *o)
{
	if (o->row_has_text)
		o->gap = GAP_TAB;
	o->is_fresh_cell = true;
}

static void
start_line(struct html_out *o)
{
	unsigned marks =
	    o->quote < QUOTE_MARKS_MAX ? o->quote : QUOTE_MARKS_MAX;

	for (unsigned i = 0; i < marks; i++)
		strbuf_text(&o->text, "> ");
	o->line_quote = o->quote;
}

/* Pays what is owed before a visible character. */
static void
pay(struct html_out *o)
{
	if (o->text.len > 0 && o->quote != o->line_quote)
		owe(o, GAP_LINE);
	if (o->text.len == 0) {
		start_line(o);
	} else if (o->gap == GAP_BLANK) {
		strbuf_char(&o->text, ' ');
	} else if (o->gap == GAP_TAB) {
		strbuf_char(&o->text, '\t');
	} else if (o->gap >= GAP_LINE) {
		strbuf_text(&o->text, o->gap == GAP_LINE ? "\n" : "\n\n");
		start_line(o);
	}
	o->gap = GAP_NONE;
	o->is_fresh_cell = false;
	o->row_has_text = true;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_nbsp(const char *at)
{
	return at[0] == '\xc2' && at[1] == '\xa0';
}

static void
add_space(struct html_out *o, char c, bool is_pre)
{
	if (is_pre && c == '\n') {
		html_out_br(o);
	} else if (is_pre && c != '\r') {
		pay(o);
		strbuf_char(&o->text, ' ');
	} else {
		owe(o, GAP_BLANK);
	}
}

void
html_out_text(struct html_out *o, const char *text, bool is_pre)
{
	for (; *text; text++) {
		if (is_nbsp(text)) {
			add_space(o, ' ', is_pre);
			text++;
		} else if (is_space(*text)) {
			add_space(o, *text, is_pre);
		} else {
			if (o->gap != GAP_NONE || o->text.len == 0 ||
			    o->quote != o->line_quote)
				pay(o);
			strbuf_char(&o->text, *text);
		}
	}
}
