/*
 * Members of an attached ZIP, unpacked into memory and nowhere else: a name
 * from the archive is a label, never a path.
 */
#include <zip.h>

#include "bundle.h"
#include "parse.h"

#include "cabut/banned.h"

/* What systems put beside documents. */
static bool
is_litter(struct slice name)
{
	static const char *const names[] = { "thumbs.db", "desktop.ini" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_equal_nocase(name, slice_of(names[i])))
			return true;
	return name.len == 0 ||
	       (name.at[0] == '.' && !slice_equal(name, SLICE(".")) &&
		   !slice_equal(name, SLICE("..")));
}

/* A folder ends in '/'; a hidden folder hides what it holds. */
static bool
is_document(const char *path)
{
	struct slice rest = slice_of(path), name = { NULL, 0 };

	if (rest.len == 0 || rest.at[rest.len - 1] == '/')
		return false;
	while (slice_take_until(&rest, '/', &name))
		if (is_litter(name) || slice_equal(name, SLICE("__MACOSX")))
			return false;
	return true;
}

static bool
read_all(zip_file_t *f, char *at, size_t len)
{
	size_t done = 0;
	zip_int64_t n = 1;
	char more;

	while (done < len && n > 0) {
		n = zip_fread(f, at + done, len - done);
		done += n > 0 ? (size_t)n : 0;
	}
	/* The end checks the CRC; a byte more than was said is a lie. */
	return done == len && zip_fread(f, &more, 1) == 0;
}

static bool
take_member(
    zip_t *zip, const zip_stat_t *s, struct arena *arena, struct slice *bytes)
{
	zip_file_t *f = zip_fopen_index(zip, s->index, 0);
	char *at;
	bool ok;

	if (!f)
		return false;
	at = arena_alloc(arena, (size_t)s->size);
	ok = read_all(f, at, (size_t)s->size);
	zip_fclose(f);
	if (ok)
		*bytes = (struct slice){ at, (size_t)s->size };
	return ok;
}

/* NULL: taken, or no document. */
static const char *
take_one(zip_t *zip, zip_uint64_t i, size_t *left, struct arena *arena,
    struct bundle *b)
{
	const zip_uint64_t need = ZIP_STAT_NAME | ZIP_STAT_SIZE;
	struct bundle_member *m = &b->members[b->count];
	zip_stat_t s;

	if (zip_stat_index(zip, i, 0, &s) < 0 || (s.valid & need) != need)
		return "damaged document";
	if (!is_document(s.name))
		return NULL;
	if (b->count == PAPERS_MAX) {
		b->is_more = true;
		return NULL;
	}
	if (s.size > ZIP_MEMBER_MAX || s.size > *left)
		return "ZIP archive that unpacks to more than 60 MB";
	if (!take_member(zip, &s, arena, &m->bytes))
		return "damaged document";
	*left -= (size_t)s.size;
	m->name = file_name_clean(s.name, arena);
	if (!m->name)
		m->name = "berkas";
	b->count++;
	return NULL;
}

bool
bundle_open(struct slice bytes, size_t *left, struct arena *arena,
    struct bundle *b, const char **why)
{
	struct archive *a = NULL;
	const char *fault = NULL;

	memset(b, 0, sizeof *b);
	if (!archive_open(bytes, &a, why))
		return false;
	zip_t *zip = archive_zip(a);
	zip_int64_t count = zip_get_num_entries(zip, 0);

	for (zip_int64_t i = 0; i < count && !fault; i++)
		fault = take_one(zip, (zip_uint64_t)i, left, arena, b);
	archive_close(a);
	if (!fault && b->count == 0)
		fault = "ZIP archive without documents";
	if (fault)
		*why = fault;
	return fault == NULL;
}
