/*
 * PDF by cairo: vector shapes and text in embedded fonts. The date of making
 * is left out, so that the same table gives the same bytes.
 */
#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "canvas.h"

#include "cabut/banned.h"

static const double A4_LONG_PT = 841.89, A4_SHORT_PT = 595.276;

struct pen {
	cairo_t *cairo;
	PangoLayout *layout;
	PangoFontDescription *font;
};

static cairo_status_t
take_bytes(void *to, const unsigned char *at, unsigned int len)
{
	struct strbuf *out = to;

	strbuf_add(out, (const char *)at, len);
	return out->cut ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void
dip(cairo_t *cairo, enum ink ink)
{
	unsigned rgb = ink_rgb(ink);

	cairo_set_source_rgb(cairo, (rgb >> 16) / 255.0,
	    (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0);
}

/* Round at its short ends, also where a narrow column makes it stand. */
static void
trace_capsule(cairo_t *cairo, const struct shape *s)
{
	double left = s->at[0].x, top = s->at[0].y;
	double right = s->at[1].x, bottom = s->at[1].y;
	double r = fmin(right - left, bottom - top) / 2;

	cairo_new_sub_path(cairo);
	cairo_arc(cairo, right - r, top + r, r, -M_PI / 2, 0);
	cairo_arc(cairo, right - r, bottom - r, r, 0, M_PI / 2);
	cairo_arc(cairo, left + r, bottom - r, r, M_PI / 2, M_PI);
	cairo_arc(cairo, left + r, top + r, r, M_PI, 3 * M_PI / 2);
	cairo_close_path(cairo);
}

static void
trace_points(cairo_t *cairo, const struct shape *s)
{
	for (size_t i = 0; i < s->count; i++)
		cairo_line_to(cairo, s->at[i].x, s->at[i].y);
	if (s->kind == SHAPE_AREA)
		cairo_close_path(cairo);
}

static void
put_figure(const struct pen *pen, const struct shape *s)
{
	cairo_new_path(pen->cairo);
	if (s->kind == SHAPE_CAPSULE)
		trace_capsule(pen->cairo, s);
	else
		trace_points(pen->cairo, s);
	if (s->fill != INK_NONE) {
		dip(pen->cairo, s->fill);
		cairo_fill_preserve(pen->cairo);
	}
	if (s->stroke != INK_NONE) {
		dip(pen->cairo, s->stroke);
		cairo_set_line_width(pen->cairo, s->thickness);
		cairo_stroke(pen->cairo);
	}
}

static void
put_text(const struct pen *pen, const struct shape *s)
{
	pango_font_description_set_absolute_size(
	    pen->font, s->size * PANGO_SCALE);
	pango_font_description_set_weight(
	    pen->font, s->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(pen->layout, pen->font);
	pango_layout_set_text(pen->layout, s->text, -1);
	cairo_save(pen->cairo);
	dip(pen->cairo, s->fill);
	cairo_move_to(pen->cairo, s->at[0].x, s->at[0].y);
	if (s->is_upright)
		cairo_rotate(pen->cairo, -M_PI / 2);
	pango_cairo_show_layout_line(
	    pen->cairo, pango_layout_get_line_readonly(pen->layout, 0));
	cairo_restore(pen->cairo);
}

static void
put_pages(const struct canvas *c, const struct pen *pen)
{
	cairo_scale(
	    pen->cairo, A4_LONG_PT / PAGE_WIDTH, A4_SHORT_PT / PAGE_HEIGHT);
	cairo_set_line_join(pen->cairo, CAIRO_LINE_JOIN_MITER);
	for (const struct page *p = c->first; p; p = p->next) {
		for (const struct shape *s = p->first; s; s = s->next)
			if (s->kind == SHAPE_TEXT)
				put_text(pen, s);
			else
				put_figure(pen, s);
		cairo_show_page(pen->cairo);
	}
}

static cairo_surface_t *
surface_of(const struct canvas *c, struct strbuf *out)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
	    take_bytes, out, A4_LONG_PT, A4_SHORT_PT);

	cairo_pdf_surface_set_metadata(
	    surface, CAIRO_PDF_METADATA_TITLE, c->title);
	cairo_pdf_surface_set_metadata(
	    surface, CAIRO_PDF_METADATA_CREATOR, "cabut");
	/* Not a date: cairo then writes none. */
	cairo_pdf_surface_set_metadata(
	    surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
	return surface;
}

bool
write_pdf(const struct canvas *c, struct strbuf *out, struct fault *f)
{
	cairo_surface_t *surface = surface_of(c, out);
	struct pen pen = { .cairo = cairo_create(surface) };
	PangoFontMap *fonts = pango_cairo_font_map_new();
	PangoContext *context = pango_font_map_create_context(fonts);

	pango_cairo_update_context(pen.cairo, context);
	pango_context_set_round_glyph_positions(context, FALSE);
	pen.layout = pango_layout_new(context);
	pango_layout_set_auto_dir(pen.layout, FALSE);
	pen.font = pango_font_description_from_string(DRAW_FAMILY);
	put_pages(c, &pen);
	cairo_surface_finish(surface);
	cairo_status_t status = cairo_status(pen.cairo);

	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	pango_font_description_free(pen.font);
	g_object_unref(pen.layout);
	g_object_unref(context);
	g_object_unref(fonts);
	cairo_destroy(pen.cairo);
	cairo_surface_destroy(surface);
	return status == CAIRO_STATUS_SUCCESS ||
	       fault_set(f, SCOPE_RUN, "the PDF cannot be made: %s",
		   cairo_status_to_string(status));
}
