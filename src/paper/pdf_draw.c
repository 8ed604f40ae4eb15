/*
 * Through cairo: onto nothing, to count what is drawn, and onto pixels. Sizes
 * come from the document and are bounded before cairo hears of them.
 */
#include <cairo.h>
#include <leptonica/allheaders.h>
#include <math.h>
#include <poppler.h>

#include "pdf_draw.h"
#include "picture.h"

#include "cabut/banned.h"

static const double dpi = 300, points = 72;
enum { SIDE_LEAST = 16, COUNT_MAX = 1000 * 1000 };

static void
count_one(cairo_surface_t *observer, cairo_surface_t *target, void *count)
{
	unsigned *drawn = count;

	(void)observer;
	(void)target;
	if (*drawn < COUNT_MAX)
		++*drawn;
}

struct pdf_drawn
pdf_page_drawn(PopplerPage *page)
{
	cairo_surface_t *nowhere =
	    cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
	cairo_surface_t *observer = cairo_surface_create_observer(
	    nowhere, CAIRO_SURFACE_OBSERVER_NORMAL);
	cairo_t *cairo = cairo_create(observer);
	struct pdf_drawn drawn = { 0 };

	cairo_surface_observer_add_glyphs_callback(
	    observer, count_one, &drawn.texts);
	cairo_surface_observer_add_fill_callback(
	    observer, count_one, &drawn.marks);
	cairo_surface_observer_add_stroke_callback(
	    observer, count_one, &drawn.marks);
	poppler_page_render(page, cairo);
	cairo_destroy(cairo);
	cairo_surface_destroy(observer);
	cairo_surface_destroy(nowhere);
	return drawn;
}

static double
overlap(double from, double to, double end)
{
	double low = fmax(fmin(from, to), 0), high = fmin(fmax(from, to), end);

	return high > low ? high - low : 0;
}

double
pdf_page_covered(PopplerPage *page)
{
	GList *all = poppler_page_get_image_mapping(page);
	double width = 0, height = 0, sum = 0;

	poppler_page_get_size(page, &width, &height);
	for (GList *l = all; l; l = l->next) {
		const PopplerImageMapping *m = l->data;

		sum += overlap(m->area.x1, m->area.x2, width) *
		       overlap(m->area.y1, m->area.y2, height);
	}
	poppler_page_free_image_mapping(all);
	return width > 0 && height > 0 ? fmin(sum / (width * height), 1) : 0;
}

/* Pixels a point; 0: no such page. */
static double
scale_of(double width, double height)
{
	double most;

	if (!isfinite(width) || !isfinite(height) || width <= 0 || height <= 0)
		return 0;
	most = sqrt(PICTURE_PIXELS_MAX / (width * height));
	most = fmin(most, 0.9 * PICTURE_SIDE_MAX / fmax(width, height));
	return fmin(dpi / points, most);
}

static PIX *
pix_of(cairo_surface_t *surface)
{
	int width = cairo_image_surface_get_width(surface);
	int height = cairo_image_surface_get_height(surface);
	int stride = cairo_image_surface_get_stride(surface);
	const unsigned char *from = cairo_image_surface_get_data(surface);
	PIX *pix = from ? pixCreate(width, height, 8) : NULL;

	for (int y = 0; pix && y < height; y++) {
		const uint32_t *row =
		    (const uint32_t *)(const void *)(from + (size_t)y *
								(size_t)stride);
		l_uint32 *line =
		    pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);

		for (int x = 0; x < width; x++) {
			uint32_t p = row[x];

			SET_DATA_BYTE(line, x,
			    ((p >> 16 & 255) * 77 + (p >> 8 & 255) * 151 +
				(p & 255) * 28) >>
				8);
		}
	}
	return pix;
}

struct Pix *
pdf_page_picture(PopplerPage *page)
{
	double width = 0, height = 0, scale;
	cairo_surface_t *surface;
	cairo_t *cairo;
	PIX *pix = NULL;

	poppler_page_get_size(page, &width, &height);
	scale = scale_of(width, height);
	if (width * scale < SIDE_LEAST || height * scale < SIDE_LEAST)
		return NULL;
	surface = cairo_image_surface_create(
	    CAIRO_FORMAT_RGB24, (int)(width * scale), (int)(height * scale));
	cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, scale, scale);
	poppler_page_render(page, cairo);
	if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS)
		pix = pix_of(surface);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	return pix;
}
