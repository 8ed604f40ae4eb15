/*
 * HEIC, as iPhones write it: libheif for the file, libde265 for the pixels.
 * libheif's own way to libde265 starts a thread, which a locked cell may not;
 * so this file is its decoder (libheif/heif_plugin.h), without one. Of the
 * picture only the brightness is used.
 */
#include <leptonica/allheaders.h>
#include <libde265/de265.h>
#include <libheif/heif.h>
#include <libheif/heif_plugin.h>

#include "ocr.h"
#include "picture.h"

#include "cabut/banned.h"

enum { PREFER = 1000, PLUGIN_VERSION = 1, NAL_HEAD = 4, PLANES = 3 };

static const struct heif_error good = { heif_error_Ok,
	heif_suberror_Unspecified, "" };
static const struct heif_error bad = { heif_error_Decoder_plugin_error,
	heif_suberror_Unspecified, "damaged" };

static const char *
plugin_name(void)
{
	return "libde265-unthreaded";
}

static int
plugin_supports(enum heif_compression_format format)
{
	return format == heif_compression_HEVC ? PREFER : 0;
}

static struct heif_error
plugin_open(void **out)
{
	*out = de265_new_decoder();
	return *out ? good : bad;
}

static void
plugin_close(void *decoder)
{
	de265_free_decoder(decoder);
}

/* Units with their length before them. */
static struct heif_error
plugin_push(void *decoder, const void *data, size_t size)
{
	const unsigned char *at = data;

	while (size >= NAL_HEAD) {
		size_t len = (size_t)at[0] << 24 | (size_t)at[1] << 16 |
			     (size_t)at[2] << 8 | at[3];

		at += NAL_HEAD;
		size -= NAL_HEAD;
		if (len > size ||
		    de265_push_NAL(decoder, at, (int)len, 0, NULL) != DE265_OK)
			return bad;
		at += len;
		size -= len;
	}
	return size == 0 ? good : bad;
}

static bool
copy_plane(const struct de265_image *from, struct heif_image *to, int plane)
{
	static const enum heif_channel channels[PLANES] = { heif_channel_Y,
		heif_channel_Cb, heif_channel_Cr };
	int width = de265_get_image_width(from, plane);
	int height = de265_get_image_height(from, plane);
	int bits = de265_get_bits_per_pixel(from, plane);
	int from_stride = 0, to_stride = 0;
	const uint8_t *source =
	    de265_get_image_plane(from, plane, &from_stride);
	uint8_t *target;

	if (heif_image_add_plane(to, channels[plane], width, height, bits)
		.code != heif_error_Ok)
		return false;
	target = heif_image_get_plane(to, channels[plane], &to_stride);
	if (!source || !target)
		return false;
	for (int y = 0; y < height; y++)
		memcpy(target + (size_t)y * (size_t)to_stride,
		    source + (size_t)y * (size_t)from_stride,
		    (size_t)width * (bits > 8 ? 2 : 1));
	return true;
}

static struct heif_error
copy_picture(const struct de265_image *from, struct heif_image **out)
{
	enum de265_chroma chroma = de265_get_chroma_format(from);
	bool is_grey = chroma == de265_chroma_mono, ok = true;
	struct heif_image *to = NULL;

	if (!picture_fits((uint64_t)de265_get_image_width(from, 0),
		(uint64_t)de265_get_image_height(from, 0)) ||
	    heif_image_create(de265_get_image_width(from, 0),
		de265_get_image_height(from, 0),
		is_grey ? heif_colorspace_monochrome : heif_colorspace_YCbCr,
		(enum heif_chroma)chroma, &to)
		    .code != heif_error_Ok)
		return bad;
	for (int plane = 0; ok && plane < (is_grey ? 1 : PLANES); plane++)
		ok = copy_plane(from, to, plane);
	if (!ok) {
		heif_image_release(to);
		return bad;
	}
	*out = to;
	return good;
}

static struct heif_error
plugin_decode(void *decoder, struct heif_image **out)
{
	const struct de265_image *picture = NULL;
	int more = 1;

	if (de265_flush_data(decoder) != DE265_OK)
		return bad;
	while (!picture && more) {
		if (de265_decode(decoder, &more) != DE265_OK)
			return bad;
		picture = de265_get_next_picture(decoder);
	}
	return picture ? copy_picture(picture, out) : bad;
}

static const struct heif_decoder_plugin plugin = {
	.plugin_api_version = PLUGIN_VERSION,
	.get_plugin_name = plugin_name,
	.does_support_format = plugin_supports,
	.new_decoder = plugin_open,
	.free_decoder = plugin_close,
	.push_data = plugin_push,
	.decode_image = plugin_decode,
};

void
heif_warm(void)
{
	(void)heif_init(NULL);
	(void)heif_register_decoder_plugin(&plugin);
}

bool
heif_is(struct slice b)
{
	return b.len >= 12 && (memcmp(b.at + 4, "ftyphe", 6) == 0 ||
				  memcmp(b.at + 4, "ftypmif1", 8) == 0);
}

static PIX *
grey_of(const struct heif_image *image)
{
	enum heif_channel bright = heif_image_has_channel(image, heif_channel_Y)
				       ? heif_channel_Y
				       : heif_channel_G;
	int stride = 0;
	const uint8_t *from =
	    heif_image_get_plane_readonly(image, bright, &stride);
	int width = heif_image_get_width(image, bright);
	int height = heif_image_get_height(image, bright);
	int bits = heif_image_get_bits_per_pixel_range(image, bright);
	PIX *pix = from && picture_fits((uint64_t)width, (uint64_t)height)
		       ? pixCreate(width, height, 8)
		       : NULL;

	for (int y = 0; pix && y < height; y++) {
		const uint8_t *row = from + (size_t)y * (size_t)stride;
		l_uint32 *line =
		    pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);

		for (int x = 0; x < width; x++)
			SET_DATA_BYTE(line, x,
			    bits > 8 ? (row[2 * x] | row[2 * x + 1] << 8) >>
					   (bits - 8)
				     : row[x]);
	}
	return pix;
}

/* As phones store it there is nothing to convert. */
static bool
decode_as(const struct heif_image_handle *handle, enum heif_colorspace space,
    enum heif_chroma chroma, struct heif_image **out)
{
	return heif_decode_image(handle, out, space, chroma, NULL).code ==
	       heif_error_Ok;
}

static PIX *
decode(const struct heif_image_handle *handle, const char **why)
{
	struct heif_image *image = NULL;
	int width = heif_image_handle_get_width(handle);
	int height = heif_image_handle_get_height(handle);
	PIX *pix = NULL;

	if (!picture_fits((uint64_t)width, (uint64_t)height)) {
		*why = "picture with more than 25 million pixels";
		return NULL;
	}
	if (picture_is_small((uint64_t)width, (uint64_t)height)) {
		*why = PICTURE_SMALL;
		return NULL;
	}
	if (decode_as(handle, heif_colorspace_YCbCr, heif_chroma_420, &image) ||
	    decode_as(handle, heif_colorspace_RGB, heif_chroma_444, &image))
		pix = grey_of(image);
	heif_image_release(image);
	return pix;
}

struct Pix *
heif_page(struct slice s, const char **why)
{
	struct heif_context *context = heif_context_alloc();
	struct heif_image_handle *handle = NULL;
	PIX *pix = NULL;

	*why = "damaged picture";
	heif_context_set_max_decoding_threads(context, 0);
	if (heif_context_read_from_memory_without_copy(
		context, s.at, s.len, NULL)
		    .code == heif_error_Ok &&
	    heif_context_get_primary_image_handle(context, &handle).code ==
		heif_error_Ok)
		pix = decode(handle, why);
	heif_image_handle_release(handle);
	heif_context_free(context);
	return pix;
}
