/*
 * One number out of a JPEG's EXIF: how the camera was held (EXIF 2.3, 4.6.4
 * A). Phones store the sensor's rows and say here how to turn them.
 */
#include "picture.h"

#include "cabut/banned.h"

enum {
	MARKER_APP1 = 0xe1,
	MARKER_SCAN = 0xda,
	TAG_ORIENTATION = 0x0112,
	TYPE_SHORT = 3,
	ENTRY = 12,
	ENTRIES_MAX = 200,
};

struct tiff {
	struct slice bytes;
	bool is_little;
};

/* 0 beyond the end, which is nowhere a number that means something. */
static uint32_t
number(const struct tiff *t, size_t at, size_t len)
{
	uint32_t value = 0;

	if (at > t->bytes.len || len > t->bytes.len - at)
		return 0;
	for (size_t i = 0; i < len; i++) {
		size_t from = t->is_little ? at + len - 1 - i : at + i;

		value = value << 8 | (unsigned char)t->bytes.at[from];
	}
	return value;
}

static unsigned
orientation_of(struct slice bytes)
{
	struct tiff t = { bytes, bytes.len > 0 && bytes.at[0] == 'I' };
	size_t at = number(&t, 4, 4);
	size_t count = number(&t, at, 2);

	for (size_t i = 0; i < count && i < ENTRIES_MAX; i++) {
		size_t entry = at + 2 + i * ENTRY;
		uint32_t value = number(&t, entry + 8, 2);

		if (number(&t, entry, 2) == TAG_ORIENTATION &&
		    number(&t, entry + 2, 2) == TYPE_SHORT)
			return value >= 1 && value <= 8 ? value : 1;
	}
	return 1;
}

/* The next segment of a JPEG; false at the picture itself, or at the end. */
static bool
take_segment(struct slice *rest, int *marker, struct slice *body)
{
	const unsigned char *at = (const unsigned char *)rest->at;
	size_t len;

	if (rest->len < 4 || at[0] != 0xff || at[1] == MARKER_SCAN)
		return false;
	len = (size_t)at[2] << 8 | at[3];
	if (len < 2 || len + 2 > rest->len)
		return false;
	*marker = at[1];
	*body = (struct slice){ rest->at + 4, len - 2 };
	*rest = (struct slice){ rest->at + 2 + len, rest->len - 2 - len };
	return true;
}

unsigned
exif_orientation(struct slice jpeg)
{
	static const char name[] = "Exif\0";
	struct slice rest, body;
	int marker;

	if (jpeg.len < 2)
		return 1;
	rest = (struct slice){ jpeg.at + 2, jpeg.len - 2 };
	while (take_segment(&rest, &marker, &body))
		if (marker == MARKER_APP1 && body.len > sizeof name &&
		    memcmp(body.at, name, sizeof name) == 0)
			return orientation_of((struct slice){
			    body.at + sizeof name, body.len - sizeof name });
	return 1;
}
