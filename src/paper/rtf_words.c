/*
 * The control words of RTF that bear on text: where it goes, how it looks as
 * far as that hides it, what stands for a character, and rows of tables.
 * Words that are not here change nothing that is read.
 */
#include "rtf.h"

#include "cabut/banned.h"

enum { TINY_HALF_POINTS = 4, WHITE = 255 };

/* ---- flows ---- */

void
rtf_flows_open(struct rtf *d)
{
	d->groups[0].place = RTF_BODY;
	for (int i = 0; i < RTF_SKIPPED; i++) {
		strbuf_init(&d->flows[i].text, PAPER_TEXT_MAX);
		flow_init(&d->flows[i].flow, &d->flows[i].text);
	}
}

bool
rtf_is_full(const struct rtf *d)
{
	for (int i = 0; i < RTF_SKIPPED; i++)
		if (d->flows[i].text.cut)
			return true;
	return false;
}

static void
row_close(struct rtf_flow *f)
{
	if (f->in_row)
		flow_row_end(&f->flow);
	f->in_row = f->in_cell = f->row_is_due = false;
}

void
rtf_flows_close(struct rtf *d, struct strbuf *out)
{
	for (int i = 0; i < RTF_SKIPPED; i++) {
		struct rtf_flow *f = &d->flows[i];

		row_close(f);
		flow_release(&f->flow);
		text_scrub(out, (struct slice){ f->text.at, f->text.len });
		if (f->text.len > 0 && f->text.at[f->text.len - 1] != '\n')
			text_scrub(out, SLICE("\n"));
		out->cut |= f->text.cut;
		strbuf_release(&f->text);
	}
}

/* ---- where text goes ---- */

static const struct {
	const char *word;
	enum rtf_place place;
} destinations[] = {
	{ "header", RTF_HEADER },
	{ "headerf", RTF_HEADER },
	{ "headerl", RTF_SKIPPED },
	{ "headerr", RTF_HEADER },
	{ "footer", RTF_FOOTER },
	{ "footerf", RTF_FOOTER },
	{ "footerl", RTF_SKIPPED },
	{ "footerr", RTF_FOOTER },
	{ "colortbl", RTF_COLORS },
	{ "fonttbl", RTF_SKIPPED },
	{ "stylesheet", RTF_SKIPPED },
	{ "info", RTF_SKIPPED },
	{ "pict", RTF_SKIPPED },
	{ "nonshppict", RTF_SKIPPED },
	{ "shprslt", RTF_SKIPPED },
	{ "nonesttables", RTF_SKIPPED },
	{ "objdata", RTF_SKIPPED },
	{ "filetbl", RTF_SKIPPED },
	{ "ftnsep", RTF_SKIPPED },
	{ "ftnsepc", RTF_SKIPPED },
	{ "aftnsep", RTF_SKIPPED },
	{ "aftnsepc", RTF_SKIPPED },
	{ "xe", RTF_SKIPPED },
	{ "tc", RTF_SKIPPED },
	{ "rxe", RTF_SKIPPED },
	{ "pntxta", RTF_SKIPPED },
	{ "pntxtb", RTF_SKIPPED },
	{ "listtext", RTF_BODY },
	{ "private", RTF_SKIPPED },
};

/* A text box stands inside of what else is skipped. Once skipped for another
 * reason, nothing inside comes back. */
static bool
take_destination(struct rtf *d, struct slice name)
{
	struct rtf_group *g = &d->groups[d->depth];

	if (g->is_optional) {
		g->is_optional = false;
		if (g->place < RTF_SKIPPED)
			g->place = slice_equal(name, SLICE("shpinst"))
				       ? RTF_SHAPE
				       : RTF_SKIPPED;
		return true;
	}
	if (g->place == RTF_SHAPE && slice_equal(name, SLICE("shptxt")))
		g->place = RTF_BODY;
	for (size_t i = 0; i < sizeof destinations / sizeof *destinations; i++)
		if (slice_equal(name, slice_of(destinations[i].word))) {
			if (g->place == RTF_BODY ||
			    destinations[i].place == RTF_SKIPPED)
				g->place = destinations[i].place;
			return true;
		}
	return false;
}

/* ---- how text looks ---- */

void
rtf_color_end(struct rtf *d)
{
	if (d->color < RTF_COLORS_MAX)
		d->whites[d->color] =
		    d->red == WHITE && d->green == WHITE && d->blue == WHITE;
	d->color++;
	d->red = d->green = d->blue = 0;
}

static bool
take_color_part(struct rtf *d, const struct rtf_word *w)
{
	unsigned value =
	    w->value >= 0 && w->value <= WHITE ? (unsigned)w->value : 0;

	if (d->groups[d->depth].place != RTF_COLORS)
		return false;
	if (slice_equal(w->name, SLICE("red")))
		d->red = value;
	else if (slice_equal(w->name, SLICE("green")))
		d->green = value;
	else if (slice_equal(w->name, SLICE("blue")))
		d->blue = value;
	return true;
}

static bool
take_look(struct rtf *d, const struct rtf_word *w)
{
	struct rtf_group *g = &d->groups[d->depth];
	bool is_on = !w->has_value || w->value != 0;

	if (slice_equal(w->name, SLICE("v")))
		g->is_hidden = is_on;
	else if (slice_equal(w->name, SLICE("deleted")))
		g->is_deleted = is_on;
	else if (slice_equal(w->name, SLICE("cf")))
		g->is_white = w->value >= 0 && w->value < RTF_COLORS_MAX &&
			      d->whites[w->value];
	else if (slice_equal(w->name, SLICE("fs")))
		g->is_tiny = w->has_value && w->value <= TINY_HALF_POINTS;
	else if (slice_equal(w->name, SLICE("plain")))
		g->is_hidden = g->is_deleted = g->is_white = g->is_tiny = false;
	else
		return false;
	return true;
}

/* ---- paragraphs and tables ---- */

/* A cell that holds nothing is still a column. Without a row around it (the
 * writer forgot \trowd, or it is a table in a cell) it is a tab. */
static void
end_cell(struct rtf *d)
{
	struct rtf_group *g = &d->groups[d->depth];
	struct rtf_flow *f = &d->flows[g->place];

	if (!g->in_table && !f->row_is_due && !f->in_row) {
		rtf_char(d, '\t');
		return;
	}
	if (!f->in_row)
		flow_row_begin(&f->flow);
	if (!f->in_row || !f->in_cell)
		flow_cell_begin(&f->flow);
	f->in_row = true;
	f->in_cell = false;
}

static void
end_row(struct rtf *d)
{
	struct rtf_flow *f = &d->flows[d->groups[d->depth].place];

	if (!f->in_row)
		rtf_char(d, '\n');
	row_close(f);
}

static bool
take_table(struct rtf *d, const struct rtf_word *w)
{
	struct rtf_group *g = &d->groups[d->depth];

	if (g->place >= RTF_SKIPPED)
		return false;
	if (slice_equal(w->name, SLICE("trowd")))
		d->flows[g->place].row_is_due = true;
	else if (slice_equal(w->name, SLICE("intbl")))
		g->in_table = true;
	else if (slice_equal(w->name, SLICE("pard")))
		g->in_table = false;
	else if (slice_equal(w->name, SLICE("cell")))
		end_cell(d);
	else if (slice_equal(w->name, SLICE("row")))
		end_row(d);
	else
		return false;
	return true;
}

/* ---- characters by name ---- */

static void
take_character(struct rtf *d, struct slice name)
{
	static const struct {
		const char *word;
		uint32_t c;
	} characters[] = { { "par", '\n' }, { "line", '\n' }, { "sect", '\n' },
		{ "page", '\n' }, { "tab", '\t' }, { "nestcell", '\t' },
		{ "nestrow", '\n' }, { "emdash", 0x2014 }, { "endash", 0x2013 },
		{ "lquote", 0x2018 }, { "rquote", 0x2019 },
		{ "ldblquote", 0x201c }, { "rdblquote", 0x201d },
		{ "bullet", 0x2022 }, { "emspace", ' ' }, { "enspace", ' ' },
		{ "qmspace", ' ' } };

	for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
		if (slice_equal(name, slice_of(characters[i].word)))
			rtf_codepoint(d, characters[i].c);
}

/* ---- what is said once ---- */

static bool
take_setting(struct rtf *d, const struct rtf_word *w)
{
	if (slice_equal(w->name, SLICE("u")))
		rtf_unicode(d, w->value);
	else if (slice_equal(w->name, SLICE("uc")))
		d->groups[d->depth].fallback_length =
		    w->value > 0 ? (unsigned)w->value : 0;
	else if (slice_equal(w->name, SLICE("ansicpg")))
		d->code_page = w->value > 0 ? (unsigned)w->value : 0;
	else if (slice_equal(w->name, SLICE("mac")) ||
		 slice_equal(w->name, SLICE("pc")) ||
		 slice_equal(w->name, SLICE("pca")))
		d->code_page = 0;
	else
		return false;
	return true;
}

void
rtf_word(struct rtf *d, const struct rtf_word *w)
{
	if (!take_destination(d, w->name) && !take_setting(d, w) &&
	    !take_color_part(d, w) && !take_look(d, w) && !take_table(d, w))
		take_character(d, w->name);
}
