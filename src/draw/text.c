/*
 * Pango as a measuring tape: which words fit on a line and how wide it is.
 * Metrics are not hinted, so that screen, SVG and PDF agree.
 */
#include <pango/pangocairo.h>

#include "text.h"

#include "cabut/banned.h"

static const double LEADING = 1.17, BASE_LINE = 0.93;

enum { MARKER_GAP_TENTHS = 3 }; /* of the size, behind a marker */

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

struct pango {
	PangoFontMap *fonts;
	PangoContext *context;
};

struct pango *
pango_new(struct arena *a)
{
	struct pango *p = arena_alloc(a, sizeof *p);
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	p->fonts = pango_cairo_font_map_new();
	pango_cairo_font_map_set_resolution(
	    PANGO_CAIRO_FONT_MAP(p->fonts), 72.0);
	p->context = pango_font_map_create_context(p->fonts);
	pango_cairo_context_set_font_options(p->context, options);
	pango_context_set_round_glyph_positions(p->context, FALSE);
	cairo_font_options_destroy(options);
	return p;
}

void
pango_free(struct pango *p)
{
	if (!p)
		return;
	g_object_unref(p->context);
	g_object_unref(p->fonts);
}

static PangoLayout *
layout_of(struct canvas *c, const char *text, const struct text_style *style)
{
	PangoLayout *layout = pango_layout_new(c->pango->context);
	PangoFontDescription *font =
	    pango_font_description_from_string(DRAW_FAMILY);

	pango_font_description_set_absolute_size(
	    font, style->size * PANGO_SCALE);
	if (style->is_bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, text, -1);
	return layout;
}

double
text_width(struct canvas *c, const char *text, const struct text_style *style)
{
	PangoLayout *layout = layout_of(c, text, style);
	int width;

	pango_layout_get_size(layout, &width, NULL);
	g_object_unref(layout);
	return (double)width / PANGO_SCALE;
}

double
text_leading(double size)
{
	return size * LEADING;
}

/* A line without the blanks at its end, which pango lets hang. */
static struct text_line
line_of(struct canvas *c, const char *text, PangoLayoutLine *l, double width,
    const struct text_style *style)
{
	struct slice s = slice_trim(
	    (struct slice){ text + l->start_index, (size_t)l->length });
	struct text_line line = { .text = arena_copy(c->arena, s.at, s.len),
		.is_bold = style->is_bold,
		.ink = style->ink ? style->ink : INK_BLACK };

	line.width = text_width(c, line.text, style);
	if (style->align == TEXT_CENTRED)
		line.x = (width - line.width) / 2;
	return line;
}

struct text
text_wrap(struct canvas *c, const char *text, double width,
    const struct text_style *style)
{
	PangoLayout *layout = layout_of(c, text, style);
	struct text out = { .size = style->size,
		.leading = text_leading(style->size) };

	if (*text) {
		pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
		out.count = (size_t)pango_layout_get_line_count(layout);
	}
	out.lines = arena_array(c->arena, out.count, sizeof *out.lines);
	for (size_t i = 0; i < out.count; i++)
		out.lines[i] = line_of(c, text,
		    pango_layout_get_line_readonly(layout, (int)i), width,
		    style);
	g_object_unref(layout);
	return out;
}

struct text
text_join(struct canvas *c, struct text a, struct text b)
{
	struct text out = a.count ? a : b;

	if (a.count == 0 || b.count == 0)
		return out;
	out.lines = arena_array(c->arena, a.count + b.count, sizeof *out.lines);
	memcpy(out.lines, a.lines, a.count * sizeof *out.lines);
	memcpy(out.lines + a.count, b.lines, b.count * sizeof *out.lines);
	out.count = a.count + b.count;
	return out;
}

static double
marker_room(struct canvas *c, size_t count, const struct text_style *style)
{
	const char *widest = count > 99 ? "999." : count > 9 ? "99." : "9.";

	return text_width(c, widest, style) +
	       style->size * MARKER_GAP_TENTHS / 10;
}

struct text
text_list(struct canvas *c, const char *const *items, size_t count,
    double width, bool is_numbered, const struct text_style *style)
{
	struct text all = { .size = style->size,
		.leading = text_leading(style->size) };
	double room = count < 2	    ? 0
		      : is_numbered ? marker_room(c, count, style)
				    : style->size * 0.75;

	for (size_t i = 0; i < count; i++) {
		struct text t = text_wrap(c, items[i], width - room, style);

		for (size_t k = 0; k < t.count; k++)
			t.lines[k].x += room;
		if (room > 0 && t.count > 0) {
			t.lines[0].marker =
			    is_numbered ? arena_printf(c->arena, "%zu.", i + 1)
					: "-";
			t.lines[0].marker_width =
			    text_width(c, t.lines[0].marker, style);
		}
		all = text_join(c, all, t);
	}
	return all;
}

double
text_height(const struct text *t)
{
	return (double)t->count * t->leading;
}

static void
put(struct canvas *c, const char *text, double width, struct point at,
    const struct text_style *style)
{
	struct shape *s = canvas_text(c, at.x, at.y);

	s->text = text;
	s->width = width;
	s->size = style->size;
	s->is_bold = style->is_bold;
	s->fill = style->ink ? style->ink : INK_BLACK;
}

void
text_put(struct canvas *c, const struct text *t, size_t from, size_t to,
    double x, double y)
{
	for (size_t i = from; i < to && i < t->count; i++) {
		const struct text_line *l = &t->lines[i];
		struct text_style style = {
			.size = t->size, .is_bold = l->is_bold, .ink = l->ink
		};
		double base =
		    y + (double)(i - from) * t->leading + t->size * BASE_LINE;

		if (l->marker)
			put(c, l->marker, l->marker_width,
			    (struct point){ x, base }, &style);
		if (*l->text)
			put(c, l->text, l->width,
			    (struct point){ x + l->x, base }, &style);
	}
}

void
text_put_line(struct canvas *c, const char *text, struct point at,
    double anchor, const struct text_style *style)
{
	double width = text_width(c, text, style);

	at.x -= width * anchor;
	put(c, text, width, at, style);
}
