/*
 * A4 pages by cairo and pango. The font map is our own and all dates are
 * given, so the same text gives the same bytes on the same machine.
 */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "sheet.h"

#include "cabut/banned.h"

enum {
	PAGE_WIDTH = 595, /* A4 in points */
	PAGE_HEIGHT = 842,
	MARGIN_LEFT = 78,
	MARGIN_RIGHT = 64,
	MARGIN_TOP = 48,
	MARGIN_BOTTOM = 64,
	FOOTER_RISE = 40, /* of the footer above the page's edge */
	PDF_BYTES_MAX = 8 * 1024 * 1024,
};

static const char FAMILY[] = "Liberation Serif, Times New Roman, Tinos, serif";
static const double BODY_PT = 11.5, FOOTER_PT = 8.0, LEADING_PT = 1.6;

/* fontconfig keeps its configuration behind offsets, which the leak checker
 * of a test build cannot follow. */
#ifdef __SANITIZE_ADDRESS__
#define CABUT_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CABUT_ASAN 1
#endif
#endif
#ifdef CABUT_ASAN
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

__attribute__((weak)) const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\n";
}

__attribute__((weak)) const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

struct sheet {
	struct strbuf bytes;
	cairo_surface_t *surface;
	cairo_t *cairo;
	PangoFontMap *fonts;
	PangoContext *context;
	const char *footer;
	double y; /* the cursor, from the page's upper edge */
};

static cairo_status_t
take_bytes(void *to, const unsigned char *at, unsigned int len)
{
	struct sheet *l = to;

	strbuf_add(&l->bytes, (const char *)at, len);
	return l->bytes.cut ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static PangoLayout *
layout_of(struct sheet *l, const struct sheet_text *t)
{
	PangoLayout *layout = pango_layout_new(l->context);
	PangoFontDescription *font = pango_font_description_from_string(FAMILY);
	double width = t->width > 0 ? t->width : sheet_width() - t->left;

	pango_font_description_set_absolute_size(
	    font, (t->size_pt > 0 ? t->size_pt : BODY_PT) * PANGO_SCALE);
	if (t->is_bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_indent(layout, (int)(t->first_indent * PANGO_SCALE));
	pango_layout_set_justify(layout, t->style == SHEET_JUSTIFIED);
	pango_layout_set_alignment(
	    layout, t->style == SHEET_CENTRED ? PANGO_ALIGN_CENTER
		    : t->style == SHEET_RIGHT ? PANGO_ALIGN_RIGHT
					      : PANGO_ALIGN_LEFT);
	pango_layout_set_spacing(layout, (int)(LEADING_PT * PANGO_SCALE));
	pango_layout_set_text(layout, t->text, -1);
	return layout;
}

double
sheet_width(void)
{
	return PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT;
}

static void
put_footer(struct sheet *l)
{
	double y = l->y;

	l->y = PAGE_HEIGHT - FOOTER_RISE;
	cairo_set_source_rgb(l->cairo, 0.35, 0.35, 0.35);
	sheet_put_beside(l, &(struct sheet_text){ .text = l->footer,
				.style = SHEET_CENTRED,
				.size_pt = FOOTER_PT });
	cairo_set_source_rgb(l->cairo, 0, 0, 0);
	l->y = y;
}

static void
turn_page(struct sheet *l)
{
	put_footer(l);
	cairo_show_page(l->cairo);
	l->y = MARGIN_TOP;
}

static double
room_left(const struct sheet *l)
{
	return PAGE_HEIGHT - MARGIN_BOTTOM - l->y;
}

/* Line by line, so that a long text goes on overleaf. */
static void
put_lines(struct sheet *l, PangoLayout *layout, double left)
{
	PangoLayoutIter *iter = pango_layout_get_iter(layout);
	int top, bottom, page_top = 0;
	PangoRectangle box;

	do {
		pango_layout_iter_get_line_yrange(iter, &top, &bottom);
		if ((double)(bottom - page_top) / PANGO_SCALE > room_left(l)) {
			turn_page(l);
			page_top = top;
		}
		pango_layout_iter_get_line_extents(iter, NULL, &box);
		cairo_move_to(l->cairo,
		    MARGIN_LEFT + left + (double)box.x / PANGO_SCALE,
		    l->y + (double)(pango_layout_iter_get_baseline(iter) -
				    page_top) /
			       PANGO_SCALE);
		pango_cairo_show_layout_line(
		    l->cairo, pango_layout_iter_get_line_readonly(iter));
	} while (pango_layout_iter_next_line(iter));
	l->y += (double)(bottom - page_top) / PANGO_SCALE + LEADING_PT;
	pango_layout_iter_free(iter);
}

void
sheet_put(struct sheet *l, const struct sheet_text *t)
{
	PangoLayout *layout = layout_of(l, t);

	put_lines(l, layout, t->left);
	g_object_unref(layout);
}

double
sheet_put_beside(struct sheet *l, const struct sheet_text *t)
{
	PangoLayout *layout = layout_of(l, t);
	int height;

	cairo_move_to(l->cairo, MARGIN_LEFT + t->left, l->y);
	pango_cairo_show_layout(l->cairo, layout);
	pango_layout_get_size(layout, NULL, &height);
	g_object_unref(layout);
	return l->y + (double)height / PANGO_SCALE + LEADING_PT;
}

double
sheet_height(struct sheet *l, const struct sheet_text *t)
{
	PangoLayout *layout = layout_of(l, t);
	int height;

	pango_layout_get_size(layout, NULL, &height);
	g_object_unref(layout);
	return (double)height / PANGO_SCALE + LEADING_PT;
}

double
sheet_at(const struct sheet *l)
{
	return l->y;
}

void
sheet_move_to(struct sheet *l, double y)
{
	l->y = y;
}

void
sheet_skip(struct sheet *l, double points)
{
	l->y += points;
}

void
sheet_need(struct sheet *l, double points)
{
	if (points > room_left(l))
		turn_page(l);
}

static void
rule(struct sheet *l, double thickness)
{
	cairo_set_line_width(l->cairo, thickness);
	cairo_move_to(l->cairo, MARGIN_LEFT, l->y);
	cairo_rel_line_to(l->cairo, sheet_width(), 0);
	cairo_stroke(l->cairo);
}

void
sheet_double_rule(struct sheet *l)
{
	rule(l, 2.25);
	l->y += 2.6;
	rule(l, 0.75);
}

static void
set_properties(struct sheet *l, const char *title, const char *date)
{
	cairo_pdf_surface_set_metadata(
	    l->surface, CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(
	    l->surface, CAIRO_PDF_METADATA_CREATOR, "cabut");
	cairo_pdf_surface_set_metadata(
	    l->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
	cairo_pdf_surface_set_metadata(
	    l->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

struct sheet *
sheet_open(time_s date, const char *title, const char *footer, struct arena *a)
{
	struct sheet *l = arena_alloc(a, sizeof *l);

	strbuf_init(&l->bytes, PDF_BYTES_MAX);
	l->footer = footer;
	l->y = MARGIN_TOP;
	l->surface = cairo_pdf_surface_create_for_stream(
	    take_bytes, l, PAGE_WIDTH, PAGE_HEIGHT);
	set_properties(l, title, time_iso(a, date));
	l->cairo = cairo_create(l->surface);
	l->fonts = pango_cairo_font_map_new();
	l->context = pango_font_map_create_context(l->fonts);
	pango_cairo_update_context(l->cairo, l->context);
	return l;
}

bool
sheet_finish(
    struct sheet *l, struct arena *a, struct slice *pdf, struct fault *f)
{
	cairo_status_t status;

	put_footer(l);
	cairo_show_page(l->cairo);
	cairo_surface_finish(l->surface);
	status = cairo_status(l->cairo);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(l->surface);
	if (status != CAIRO_STATUS_SUCCESS || l->bytes.cut)
		return fault_set(f, SCOPE_MESSAGE,
		    "the letter cannot be made: %s",
		    cairo_status_to_string(status));
	*pdf = (struct slice){ strbuf_keep(&l->bytes, a), l->bytes.len };
	return true;
}

void
sheet_close(struct sheet *l)
{
	if (!l)
		return;
	g_object_unref(l->context);
	g_object_unref(l->fonts);
	cairo_destroy(l->cairo);
	cairo_surface_destroy(l->surface);
	strbuf_release(&l->bytes);
}
