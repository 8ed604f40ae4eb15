/*
 * Files to grey pixels by leptonica. The size is asked of the head first: a
 * file of some kilobytes can unpack to gigabytes. Damaged files are refused
 * whole, as the half of a number is another number.
 */
#include <leptonica/allheaders.h>

#include "ocr.h"
#include "picture.h"

#include "cabut/banned.h"

enum {
	SMALL_LONG = 400, /* a letter of 400 x 300 pixels nobody can read */
	SMALL_SHORT = 200,
	TIFF_PAGES_MAX = 100, /* counted; finding the n-th takes n steps */
	BMP_HEAD = 30,
	STRETCH_MAX = 4,
};

bool
picture_fits(uint64_t width, uint64_t height)
{
	return width > 0 && height > 0 && width <= PICTURE_SIDE_MAX &&
	       height <= PICTURE_SIDE_MAX &&
	       width * height <= PICTURE_PIXELS_MAX;
}

bool
picture_is_small(uint64_t width, uint64_t height)
{
	uint64_t most = width > height ? width : height;
	uint64_t least = width > height ? height : width;

	return most < SMALL_LONG || least < SMALL_SHORT;
}

static const l_uint8 *
bytes_of(struct slice s)
{
	return (const l_uint8 *)s.at;
}

static int32_t
little32(struct slice s, size_t at)
{
	const unsigned char *b = (const unsigned char *)s.at + at;

	return (int32_t)((uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 |
			 (uint32_t)b[1] << 8 | b[0]);
}

static bool
bmp_size(struct slice s, int *width, int *height)
{
	if (s.len < BMP_HEAD)
		return false;
	*width = little32(s, 18);
	*height = little32(s, 22);
	if (*height < 0 && *height > -PICTURE_SIDE_MAX)
		*height = -*height;
	return true;
}

/* What the head says of page `page`; only TIFF has a second. */
static bool
size_of(struct slice s, unsigned page, int format, int *width, int *height)
{
	int bits, samples, has_map, found;

	if (format == IFF_BMP)
		return bmp_size(s, width, height);
	if (page > 0)
		return readHeaderMemTiff(bytes_of(s), s.len, (int)page, width,
			   height, &bits, &samples, NULL, NULL, NULL) == 0;
	return pixReadHeaderMem(bytes_of(s), s.len, &found, width, height,
		   &bits, &samples, &has_map) == 0;
}

static int
format_of(struct slice s)
{
	int format = IFF_UNKNOWN;

	if (s.len < 12 || findFileFormatBuffer(bytes_of(s), &format) != 0)
		return IFF_UNKNOWN;
	return format;
}

static bool
is_tiff(int format)
{
	return L_FORMAT_IS_TIFF(format);
}

/* leptonica knows more; nobody sends letters in those. */
static bool
is_read(int format)
{
	return format == IFF_JFIF_JPEG || format == IFF_PNG ||
	       format == IFF_BMP || format == IFF_WEBP || is_tiff(format);
}

unsigned
picture_pages(struct slice s)
{
	unsigned count = 0;
	int width, height, bits, samples;

	if (!is_tiff(format_of(s)))
		return 1;
	while (count < TIFF_PAGES_MAX &&
	       readHeaderMemTiff(bytes_of(s), s.len, (int)count, &width,
		   &height, &bits, &samples, NULL, NULL, NULL) == 0)
		count++;
	return count;
}

/* Grey at once, and nothing that the decoder had to guess. */
static PIX *
decode_jpeg(struct slice s)
{
	int warnings = 0;
	PIX *pix = pixReadMemJpeg(
	    bytes_of(s), s.len, 0, 1, &warnings, L_JPEG_READ_LUMINANCE);

	if (warnings > 0)
		pixDestroy(&pix);
	return pix;
}

static PIX *
decode(struct slice s, unsigned page, int format)
{
	if (format == IFF_JFIF_JPEG)
		return decode_jpeg(s);
	if (is_tiff(format))
		return pixReadMemTiff(bytes_of(s), s.len, (int)page);
	return pixReadMem(bytes_of(s), s.len);
}

/* Takes `pix`. What can be seen through is seen on white. */
static PIX *
grey_of(PIX *pix)
{
	PIX *opaque = pix ? pixRemoveAlpha(pix) : NULL;
	PIX *grey = opaque ? pixConvertTo8(opaque, 0) : NULL;

	pixDestroy(&opaque);
	pixDestroy(&pix);
	return grey;
}

/* Faxes have fewer rows an inch than columns. */
static PIX *
square(PIX *grey)
{
	int x = pixGetXRes(grey), y = pixGetYRes(grey);
	PIX *out;

	if (x <= 0 || y <= 0 || x == y || x > STRETCH_MAX * y ||
	    y > STRETCH_MAX * x ||
	    !picture_fits((uint64_t)pixGetWidth(grey) * STRETCH_MAX,
		(uint64_t)pixGetHeight(grey)))
		return grey;
	out = x > y ? pixScale(grey, 1, (float)x / (float)y)
		    : pixScale(grey, (float)y / (float)x, 1);
	pixDestroy(&grey);
	return out;
}

/* Takes `grey`, gives it turned. Mirrored ones are from no camera. */
static PIX *
turned(PIX *grey, unsigned orientation)
{
	int quarters = orientation == 6	  ? 1
		       : orientation == 3 ? 2
		       : orientation == 8 ? 3
					  : 0;
	PIX *out;

	if (quarters == 0)
		return grey;
	out = pixRotateOrth(grey, quarters);
	pixDestroy(&grey);
	return out;
}

static const char *
why_size(int width, int height)
{
	if (width <= 0 || height <= 0)
		return "damaged picture";
	if (!picture_fits((uint64_t)width, (uint64_t)height))
		return "picture with more than 25 million pixels";
	if (picture_is_small((uint64_t)width, (uint64_t)height))
		return PICTURE_SMALL;
	return NULL;
}

struct Pix *
picture_page(struct slice s, unsigned page, const char **why)
{
	int format = format_of(s), width = 0, height = 0;
	PIX *grey;

	if (heif_is(s))
		return heif_page(s, why);
	if (format == IFF_GIF) { /* unpacks to any number of pictures */
		*why = "GIF picture: not read";
		return NULL;
	}
	*why = "damaged picture";
	if (!is_read(format) || !size_of(s, page, format, &width, &height))
		return NULL;
	*why = why_size(width, height);
	if (*why)
		return NULL;
	*why = "damaged picture";
	grey = grey_of(decode(s, page, format));
	if (grey && format == IFF_JFIF_JPEG)
		grey = turned(grey, exif_orientation(s));
	return grey ? square(grey) : NULL;
}
