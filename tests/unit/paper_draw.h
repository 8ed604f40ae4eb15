/*
 * For the tests of OCR: a letter as pixels, and pixels as files. Include after
 * cmocka.h.
 */
#ifndef PAPER_DRAW_H
#define PAPER_DRAW_H

#include <leptonica/allheaders.h>
#include <libheif/heif.h>
#include <pango/pangocairo.h>
#include <stdlib.h>

#include "cabut/paper.h"

#define DRAWN_NIP "198402172009042904"
#define DRAWN_NIK "7501015702849031"

static const char drawn_letter[] =
    "PEMERINTAH KABUPATEN CONTOH TIMUR\n"
    "DINAS KEARSIPAN DAN PERPUSTAKAAN\n\n"
    "Nomor\t: 800.1.11/207/DKP/IV/2026\n"
    "Hal\t: Permohonan Pencabutan Sertifikat Elektronik\n\n"
    "Bersama ini kami mengajukan permohonan pencabutan sertifikat atas nama\n"
    "Nama\t: Ratna Wulandari Sompie\n"
    "NIP\t: " DRAWN_NIP "\n"
    "NIK\t: " DRAWN_NIK "\n"
    "Jabatan\t: Kepala Seksi Pengolahan Arsip\n\n"
    "Demikian permohonan ini disampaikan, terima kasih.\n";

/* A4 at `dpi`, 8-bit grey. Owned by the caller. */
static inline PIX *
draw_letter(double dpi)
{
	int width = (int)(8.27 * dpi), height = (int)(11.69 * dpi);
	cairo_surface_t *surface =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	cairo_t *cairo = cairo_create(surface);
	PangoLayout *layout = pango_cairo_create_layout(cairo);
	PangoFontDescription *font =
	    pango_font_description_from_string("Liberation Sans 11");
	PangoTabArray *tabs = pango_tab_array_new_with_positions(
	    1, TRUE, PANGO_TAB_LEFT, (int)(1.5 * dpi));
	PIX *pix = pixCreate(width, height, 8);

	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_set_source_rgb(cairo, 0, 0, 0);
	cairo_move_to(cairo, dpi, dpi);
	pango_cairo_context_set_resolution(
	    pango_layout_get_context(layout), dpi);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_tabs(layout, tabs);
	pango_layout_set_text(layout, drawn_letter, -1);
	pango_layout_set_spacing(layout, (int)(4 * PANGO_SCALE * dpi / 72));
	pango_cairo_show_layout(cairo, layout);
	cairo_surface_flush(surface);
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++)
			pixSetPixel(pix, x, y,
			    cairo_image_surface_get_data(
				surface)[y * cairo_image_surface_get_stride(
						 surface) +
					 4 * x]);
	pango_tab_array_free(tabs);
	pango_font_description_free(font);
	g_object_unref(layout);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	return pix;
}

static inline struct slice
keep_bytes(l_uint8 *bytes, size_t len, struct arena *arena)
{
	struct slice s = { arena_copy(arena, (const char *)bytes, len), len };

	lept_free(bytes);
	return s;
}

/* `format` is one of leptonica's. */
static inline struct slice
file_of(PIX *pix, int format, struct arena *arena)
{
	PIX *bits = format == IFF_TIFF_G4 ? pixThresholdToBinary(pix, 128)
					  : pixClone(pix);
	l_uint8 *bytes = NULL;
	size_t len = 0;

	assert_int_equal(pixWriteMem(&bytes, &len, bits, format), 0);
	pixDestroy(&bits);
	return keep_bytes(bytes, len, arena);
}

static inline struct slice
tiff_of(PIX *page, int pages, struct arena *arena)
{
	PIX *bits = pixThresholdToBinary(page, 128);
	PIXA *all = pixaCreate(pages);
	l_uint8 *bytes = NULL;
	size_t len = 0;

	for (int i = 0; i < pages; i++)
		pixaAddPix(all, bits, L_COPY);
	assert_int_equal(pixaWriteMemMultipageTiff(&bytes, &len, all), 0);
	pixaDestroy(&all);
	pixDestroy(&bits);
	return keep_bytes(bytes, len, arena);
}

/* What a camera that was held so writes into a JPEG. */
static inline struct slice
with_orientation(struct slice jpeg, char orientation, struct arena *arena)
{
	char exif[] = "\xff\xe1\x00\x22"
		      "Exif\0\0"
		      "MM\0*\0\0\0\x08"
		      "\0\1\x01\x12\0\3\0\0\0\1\0?\0\0\0\0\0\0";
	size_t len = 2 + 0x22;
	char *out = arena_alloc(arena, jpeg.len + len);

	exif[29] = orientation;
	memcpy(out, jpeg.at, 2);
	memcpy(out + 2, exif, len);
	memcpy(out + 2 + len, jpeg.at + 2, jpeg.len - 2);
	return (struct slice){ out, jpeg.len + len };
}

struct heif_sink {
	struct arena *arena;
	struct slice bytes;
};

static inline struct heif_error
heif_take(
    struct heif_context *context, const void *data, size_t size, void *sink)
{
	struct heif_sink *s = sink;

	(void)context;
	s->bytes = (struct slice){ arena_copy(s->arena, data, size), size };
	return (
	    struct heif_error){ heif_error_Ok, heif_suberror_Unspecified, "" };
}

static inline void
must(struct heif_error e)
{
	if (e.code != heif_error_Ok)
		fail_msg("libheif: %s", e.message);
}

static inline struct heif_image *
heif_image_of(PIX *pix)
{
	int width = pixGetWidth(pix), height = pixGetHeight(pix), stride;
	struct heif_image *image = NULL;
	uint8_t *at;

	must(heif_image_create(width, height, heif_colorspace_monochrome,
	    heif_chroma_monochrome, &image));
	must(heif_image_add_plane(image, heif_channel_Y, width, height, 8));
	at = heif_image_get_plane(image, heif_channel_Y, &stride);
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			l_uint32 value;

			pixGetPixel(pix, x, y, &value);
			at[y * stride + x] = (uint8_t)value;
		}
	return image;
}

static inline struct slice
heic_of(PIX *pix, struct arena *arena)
{
	struct heif_context *context = heif_context_alloc();
	struct heif_encoder *encoder = NULL;
	struct heif_image *image = heif_image_of(pix);
	struct heif_writer writer = { 1, heif_take };
	struct heif_sink sink = { arena, { "", 0 } };

	must(heif_context_get_encoder_for_format(
	    context, heif_compression_HEVC, &encoder));
	heif_encoder_set_lossy_quality(encoder, 60);
	heif_encoder_set_parameter(encoder, "preset", "ultrafast");
	must(heif_context_encode_image(context, image, encoder, NULL, NULL));
	must(heif_context_write(context, &writer, &sink));
	heif_encoder_release(encoder);
	heif_image_release(image);
	heif_context_free(context);
	return sink.bytes;
}

#endif
