/*
 * The directory of a ZIP, read by our own eyes before libzip opens it: what
 * two readers could see differently (names twice, overlapping members, local
 * names that differ, ZIP64) is refused. Reads PKWARE APPNOTE 4.3; every
 * number is checked against the end of the file before it is used.
 */
#include <stdlib.h>

#include "parse.h"

#include "cabut/banned.h"

enum {
	END_LEN = 22,
	CENTRAL_LEN = 46,
	LOCAL_LEN = 30,
	COMMENT_MAX = 65535,
	FLAG_ENCRYPTED = 1,
	FLAG_STRONG = 1 << 6,
	METHOD_STORED = 0,
	METHOD_DEFLATED = 8,
	RATIO_FREE = 64 * 1024, /* small members may be as dense as they like */
};

struct member {
	struct slice name;
	uint32_t begin, end; /* of its bytes, local header included */
};

struct directory {
	struct slice bytes;
	uint32_t begin; /* of the central directory */
	uint32_t end;
	unsigned count;
};

static uint32_t
u16_at(struct slice b, size_t i)
{
	const unsigned char *at = (const unsigned char *)b.at + i;

	return (uint32_t)(at[0] | at[1] << 8);
}

static uint32_t
u32_at(struct slice b, size_t i)
{
	return u16_at(b, i) | u16_at(b, i + 2) << 16;
}

static bool
has_mark(struct slice b, size_t i, const char *mark)
{
	return memcmp(b.at + i, mark, 4) == 0;
}

/* The end record must close the file exactly, its comment included. */
static bool
find_end(struct slice b, size_t *at)
{
	size_t last, first;

	if (b.len < END_LEN)
		return false;
	last = b.len - END_LEN;
	first = last > COMMENT_MAX ? last - COMMENT_MAX : 0;
	for (size_t i = last + 1; i-- > first;)
		if (has_mark(b, i, "PK\5\6") &&
		    u16_at(b, i + 20) == b.len - i - END_LEN) {
			*at = i;
			return true;
		}
	return false;
}

static bool
directory_find(struct slice b, struct directory *d)
{
	size_t end;

	if (b.len > ZIP_BYTES_MAX || !find_end(b, &end))
		return false;
	d->bytes = b;
	d->count = u16_at(b, end + 10);
	d->begin = u32_at(b, end + 16);
	d->end = (uint32_t)end;
	/* One disk; directory directly before the end; marks of ZIP64 do not
	 * pass, as they are out of bounds. */
	return u16_at(b, end + 4) == 0 && u16_at(b, end + 6) == 0 &&
	       u16_at(b, end + 8) == d->count && d->begin <= end &&
	       u32_at(b, end + 12) == end - d->begin;
}

/* The name of the entry at `at`, and where the next entry begins. */
static bool
entry_name(
    const struct directory *d, size_t at, struct slice *name, size_t *next)
{
	size_t len;

	if (d->end - at < CENTRAL_LEN || !has_mark(d->bytes, at, "PK\1\2"))
		return false;
	len = u16_at(d->bytes, at + 28);
	*next = at + CENTRAL_LEN + len + u16_at(d->bytes, at + 30) +
		u16_at(d->bytes, at + 32);
	*name = (struct slice){ d->bytes.at + at + CENTRAL_LEN, len };
	return *next <= d->end;
}

static const char *
entry_limits(const struct directory *d, size_t at)
{
	uint32_t flags = u16_at(d->bytes, at + 8);
	uint32_t method = u16_at(d->bytes, at + 10);
	uint32_t packed = u32_at(d->bytes, at + 20);
	uint32_t size = u32_at(d->bytes, at + 24);

	if (flags & (FLAG_ENCRYPTED | FLAG_STRONG))
		return "encrypted document";
	if (method != METHOD_STORED && method != METHOD_DEFLATED)
		return "document packed in an unusual way";
	if (size > ZIP_MEMBER_MAX)
		return "document with a member larger than 20 MB";
	if (size > RATIO_FREE && size / ZIP_RATIO_MAX > packed)
		return "document packed too tightly";
	return NULL;
}

/* Its local header: within bounds, and the same name. */
static bool
entry_place(const struct directory *d, size_t at, struct member *m)
{
	uint64_t local = u32_at(d->bytes, at + 42);
	uint64_t packed = u32_at(d->bytes, at + 20);
	uint64_t data;

	if (local + LOCAL_LEN > d->begin ||
	    !has_mark(d->bytes, local, "PK\3\4") ||
	    u16_at(d->bytes, local + 26) != m->name.len)
		return false;
	data = local + LOCAL_LEN + m->name.len + u16_at(d->bytes, local + 28);
	if (data + packed > d->begin ||
	    memcmp(d->bytes.at + local + LOCAL_LEN, m->name.at, m->name.len))
		return false;
	m->begin = (uint32_t)local;
	m->end = (uint32_t)(data + packed);
	return true;
}

static int
by_place(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	return (x->begin > y->begin) - (x->begin < y->begin);
}

static int
by_name(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	size_t least = x->name.len < y->name.len ? x->name.len : y->name.len;
	int order = least > 0 ? memcmp(x->name.at, y->name.at, least) : 0;

	return order
		   ? order
		   : (x->name.len > y->name.len) - (x->name.len < y->name.len);
}

static bool
members_overlap(struct member *members, unsigned count)
{
	qsort(members, count, sizeof *members, by_place);
	for (unsigned i = 1; i < count; i++)
		if (members[i].begin < members[i - 1].end)
			return true;
	return false;
}

static bool
members_repeat(struct member *members, unsigned count)
{
	qsort(members, count, sizeof *members, by_name);
	for (unsigned i = 1; i < count; i++)
		if (slice_equal(members[i].name, members[i - 1].name))
			return true;
	return false;
}

/* NULL: sound. */
static const char *
members_take(const struct directory *d, struct member *members)
{
	size_t at = d->begin, next;

	for (unsigned i = 0; i < d->count; i++, at = next) {
		const char *limit;

		if (!entry_name(d, at, &members[i].name, &next))
			return "damaged document";
		if ((limit = entry_limits(d, at)) != NULL)
			return limit;
		if (!entry_place(d, at, &members[i]))
			return "damaged document";
	}
	if (at != d->end)
		return "damaged document";
	if (members_overlap(members, d->count))
		return "document with overlapping members";
	if (members_repeat(members, d->count))
		return "document with a member twice";
	return NULL;
}

bool
zip_directory_is_sound(struct slice bytes, const char **why)
{
	struct member members[ZIP_ENTRIES_MAX];
	struct directory d;
	const char *fault;

	if (bytes.len > ZIP_BYTES_MAX)
		fault = "document larger than 10 MB";
	else if (!directory_find(bytes, &d))
		fault = "damaged document";
	else if (d.count > ZIP_ENTRIES_MAX)
		fault = "document with too many members";
	else
		fault = members_take(&d, members);
	if (fault)
		*why = fault;
	return fault == NULL;
}

bool
zip_directory_is_there(struct slice bytes)
{
	struct directory d;

	return directory_find(bytes, &d);
}

bool
zip_directory_has(struct slice bytes, const char *name)
{
	struct directory d;
	struct slice found;
	size_t at;

	if (!directory_find(bytes, &d))
		return false;
	at = d.begin;
	for (unsigned i = 0; i < d.count; i++) {
		if (!entry_name(&d, at, &found, &at))
			return false;
		if (slice_equal(found, slice_of(name)))
			return true;
	}
	return false;
}
