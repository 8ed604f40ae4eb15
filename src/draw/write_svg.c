/*
 * SVG with real text: every line is a <text> of its measured width, so that a
 * reader with another font still gets it into its cell.
 */
#include "canvas.h"

#include "cabut/banned.h"

enum { PAGE_GAP = 12 };

static void
put_number(struct strbuf *out, const char *name, double value)
{
	strbuf_printf(out, " %s=\"", name);
	markup_number(out, value);
	strbuf_char(out, '"');
}

static void
put_ink(struct strbuf *out, const char *name, enum ink ink)
{
	if (ink == INK_NONE)
		strbuf_printf(out, " %s=\"none\"", name);
	else
		strbuf_printf(out, " %s=\"#%06x\"", name, ink_rgb(ink));
}

static void
put_points(struct strbuf *out, const struct shape *s)
{
	strbuf_text(out, " points=\"");
	for (size_t i = 0; i < s->count; i++) {
		if (i > 0)
			strbuf_char(out, ' ');
		markup_number(out, s->at[i].x);
		strbuf_char(out, ',');
		markup_number(out, s->at[i].y);
	}
	strbuf_char(out, '"');
}

static void
put_strokes(struct strbuf *out, const struct shape *s)
{
	put_ink(out, "fill", s->fill);
	put_ink(out, "stroke", s->stroke);
	if (s->stroke != INK_NONE)
		put_number(out, "stroke-width", s->thickness);
	strbuf_text(out, "/>\n");
}

static void
put_text(struct strbuf *out, const struct shape *s)
{
	strbuf_text(out, "<text");
	if (s->is_upright) {
		strbuf_text(out, " transform=\"translate(");
		markup_number(out, s->at[0].x);
		strbuf_char(out, ' ');
		markup_number(out, s->at[0].y);
		strbuf_text(out, ") rotate(-90)\"");
	} else {
		put_number(out, "x", s->at[0].x);
		put_number(out, "y", s->at[0].y);
	}
	put_number(out, "font-size", s->size);
	if (s->is_bold)
		strbuf_text(out, " font-weight=\"bold\"");
	if (s->fill != INK_BLACK)
		put_ink(out, "fill", s->fill);
	if (s->text[0] && s->text[1])
		put_number(out, "textLength", s->width);
	strbuf_text(out, " lengthAdjust=\"spacingAndGlyphs\">");
	markup_text(out, s->text);
	strbuf_text(out, "</text>\n");
}

static void
put_capsule(struct strbuf *out, const struct shape *s)
{
	double width = s->at[1].x - s->at[0].x;
	double height = s->at[1].y - s->at[0].y;

	strbuf_text(out, "<rect");
	put_number(out, "x", s->at[0].x);
	put_number(out, "y", s->at[0].y);
	put_number(out, "width", width);
	put_number(out, "height", height);
	put_number(out, "rx", (width < height ? width : height) / 2);
	put_strokes(out, s);
}

static void
put_shape(struct strbuf *out, const struct shape *s)
{
	switch (s->kind) {
	case SHAPE_LINE:
	case SHAPE_AREA:
		strbuf_text(
		    out, s->kind == SHAPE_LINE ? "<polyline" : "<polygon");
		put_points(out, s);
		put_strokes(out, s);
		break;
	case SHAPE_CAPSULE:
		put_capsule(out, s);
		break;
	case SHAPE_TEXT:
		put_text(out, s);
		break;
	}
}

void
write_svg_page(const struct page *page, struct strbuf *out)
{
	strbuf_text(out, "<g font-family=\"" DRAW_FAMILY "\">\n");
	for (const struct shape *s = page->first; s; s = s->next)
		put_shape(out, s);
	strbuf_text(out, "</g>\n");
}

bool
write_svg(const struct canvas *c, struct strbuf *out)
{
	size_t gaps = (c->page_count - 1) * PAGE_GAP, i = 0;
	size_t height = c->page_count * PAGE_HEIGHT + gaps;

	strbuf_printf(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
	    "height=\"%zu\" viewBox=\"0 0 %d %zu\" role=\"img\">\n<title>",
	    PAGE_WIDTH, height, PAGE_WIDTH, height);
	markup_text(out, c->title);
	strbuf_text(out, "</title>\n");
	for (const struct page *p = c->first; p; p = p->next, i++) {
		strbuf_printf(out,
		    "<g transform=\"translate(0 %zu)\">\n<rect width=\"%d\" "
		    "height=\"%d\" fill=\"#ffffff\"/>\n",
		    i * (PAGE_HEIGHT + PAGE_GAP), PAGE_WIDTH, PAGE_HEIGHT);
		write_svg_page(p, out);
		strbuf_text(out, "</g>\n");
	}
	strbuf_text(out, "</svg>\n");
	return !out->cut;
}
