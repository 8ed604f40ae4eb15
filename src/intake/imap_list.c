/*
 * imap_list: which mails there are, and how large. An empty list is believed
 * only when the folder itself says that it is empty.
 */
#include <stdlib.h>
#include <string.h>

#include <libetpan/mailimap.h>

#include "cabut/banned.h"
#include "imap_arrival.h"

static bool
uids_take(struct imap_mailbox *m, clist *found, struct arena *a,
    uint32_t **uids, size_t *count, struct fault *f)
{
	size_t n = found ? (size_t)clist_count(found) : 0, i = 0;
	uint32_t *all;

	if (n > INTAKE_UIDS_MAX)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: folder %s holds %zu mails, more than %d: move old "
		    "mail elsewhere",
		    m->url.label, m->url.folder, n, INTAKE_UIDS_MAX);
	all = arena_array(a, n, sizeof *all);
	for (clistiter *c = found ? clist_begin(found) : NULL; c;
	     c = clist_next(c)) {
		all[i] = *(const uint32_t *)clist_content(c);
		if (all[i++] == 0)
			return fault_set(f, SCOPE_LATER,
			    "%s: the server lists a mail with UID 0",
			    m->url.label);
	}
	*uids = all;
	*count = uids_sort(all, n);
	return true;
}

bool
imap_list(struct mailbox *box, struct arena *a, uint32_t **uids, size_t *count,
    struct fault *f)
{
	struct imap_mailbox *m = (struct imap_mailbox *)box;
	const struct mailimap_selection_info *info =
	    m->imap->imap_selection_info;
	struct mailimap_search_key *all;
	clist *found = NULL;
	bool ok;
	int r;

	tls_stream_command(m->stream, WATCH_SEARCH_MAX, WATCH_SEARCH_MAX,
	    info->sel_exists > 0 ? SEEN_SEARCH : 0);
	all = mailimap_search_key_new_all();
	r = mailimap_uid_search(m->imap, NULL, all, &found);
	mailimap_search_key_free(all);
	ok = imap_outcome(m, r) == IMAP_OK
		 ? uids_take(m, found, a, uids, count, f)
		 : imap_trouble(m, r, "list its mails", SCOPE_LATER, f);
	if (found) /* libetpan leaves it to us after a NO as well */
		mailimap_search_result_free(found);
	if (ok && *count == 0 && info->sel_exists > 0)
		return fault_set(f, SCOPE_LATER,
		    "%s: folder %s has %u mails, but the server lists none",
		    m->url.label, m->url.folder, info->sel_exists);
	return ok;
}

/* ---- sizes ---- */

static int
ref_compare(const void *a, const void *b)
{
	return uid_compare(&((const struct mail_ref *)a)->uid,
	    &((const struct mail_ref *)b)->uid);
}

struct size_taker {
	struct taker taker;
	struct mail_ref *sizes; /* ascending */
	size_t count, arrived;
};

static void
take_size(struct taker *taker, const struct arrival *a)
{
	struct size_taker *g = (struct size_taker *)taker;
	struct mail_ref key = { .uid = a->uid }, *mine;

	if (!a->has_size)
		return;
	mine = bsearch(&key, g->sizes, g->count, sizeof key, ref_compare);
	if (!mine)
		return;
	mine->size = a->size;
	g->arrived++;
}

static bool
sizes_ask(struct imap_mailbox *m, const uint32_t *uids, size_t count,
    struct size_taker *g, struct fault *f)
{
	size_t used;

	for (size_t i = 0; i < count; i += used) {
		size_t n =
		    count - i < IMAP_SIZES_UIDS ? count - i : IMAP_SIZES_UIDS;
		struct mailimap_set *set = imap_set_of(uids + i, n, &used);
		int r;

		imap_begin(m, n * IMAP_ITEM_BYTES);
		r = imap_uid_fetch(
		    m, set, mailimap_fetch_att_new_rfc822_size(), &g->taker);
		/* a NO after some items: others were expunged meanwhile */
		if (imap_outcome(m, r) == IMAP_BROKEN ||
		    (imap_outcome(m, r) == IMAP_NO && g->arrived == 0))
			return imap_trouble(m, r, "tell sizes", SCOPE_LATER, f);
	}
	return true;
}

bool
imap_sizes(struct mailbox *box, const uint32_t *uids, size_t count,
    struct mail_ref *out, struct fault *f)
{
	struct imap_mailbox *m = (struct imap_mailbox *)box;
	struct size_taker g = { .taker = { take_size }, .count = count };
	uint32_t *sorted;

	arena_reset(m->scratch);
	sorted = imap_uids_sorted(m, uids, &g.count);
	g.sizes = arena_array(m->scratch, g.count, sizeof *g.sizes);
	for (size_t i = 0; i < g.count; i++)
		g.sizes[i].uid = sorted[i];
	if (!sizes_ask(m, sorted, g.count, &g, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct mail_ref key = { .uid = uids[i] };
		const struct mail_ref *found =
		    bsearch(&key, g.sizes, g.count, sizeof key, ref_compare);
		out[i] = *found;
	}
	return true;
}
