/*
 * From the parts of a mail to what is read as papers.
 */
#include "bundle.h"
#include "items.h"

#include "cabut/banned.h"

static const char NESTED[] = "ZIP archive inside another: not opened";

static bool
is_picture(const struct part *p)
{
	return p->type &&
	       slice_starts_nocase(slice_of(p->type), SLICE("image/"));
}

/* Documents, and of attached mails the bodies too (they are attachments to
 * us); of pictures only those that somebody named, as the others are logos. */
static bool
is_paper(const struct part *p)
{
	bool is_named = p->name && *p->name;

	switch (p->use) {
	case PART_ATTACHMENT:
		return is_named || !is_picture(p);
	case PART_INLINE:
		return is_named;
	case PART_BODY_TEXT:
	case PART_BODY_HTML:
	case PART_CALENDAR:
	case PART_REPORT:
		return false;
	}
	return false;
}

static void
put(struct items *all, struct item one)
{
	if (all->count < PAPERS_MAX)
		all->at[all->count++] = one;
	else
		all->is_more = true;
}

static void
put_members(struct items *all, struct item whole, const struct bundle *b,
    struct arena *arena)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct bundle_member *m = &b->members[i];
		struct item one = { .part = whole.part, .bytes = m->bytes };

		one.name = arena_printf(
		    arena, "%s/%s", *whole.name ? whole.name : "ZIP", m->name);
		if (paper_sniff(m->bytes) == PAPER_KIND_ZIP)
			one.why = NESTED;
		put(all, one);
	}
	all->is_more |= b->is_more;
}

/* A ZIP that cannot be opened, or holds nothing, is a paper itself. */
static void
put_item(struct items *all, struct item one, struct arena *arena)
{
	struct bundle b;

	if (paper_sniff(one.bytes) != PAPER_KIND_ZIP) {
		put(all, one);
		return;
	}
	if (bundle_open(one.bytes, &all->unpacked_left, arena, &b, &one.why))
		put_members(all, one, &b, arena);
	else
		put(all, one);
}

static void
items_init(struct items *all)
{
	memset(all, 0, sizeof *all);
	all->unpacked_left = ZIP_UNPACKED_MAX;
}

void
items_of(const struct message *m, struct arena *arena, struct items *all)
{
	items_init(all);
	for (size_t i = 0; i < m->part_count; i++) {
		const struct part *p = &m->parts[i];

		if (is_paper(p))
			put_item(all,
			    (struct item){ .name = p->name ? p->name : "",
				.part = (unsigned)i,
				.bytes = p->bytes },
			    arena);
	}
}

void
items_of_document(struct slice bytes, struct arena *arena, struct items *all)
{
	items_init(all);
	put_item(all, (struct item){ .name = "", .bytes = bytes }, arena);
}
