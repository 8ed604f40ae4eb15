/*
 * imap_fetch: lists, sizes and bodies. Asks only for UID, RFC822.SIZE and
 * BODY.PEEK[]; believes only what was asked for: a body counts when its UID
 * is one of ours, it is the whole text section from the asked offset, and its
 * length is exactly the expected one. Bodies are copied as they come in, so
 * that what came before a break is not lost.
 */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include <libetpan/mailimap.h>

#include "cabut/banned.h"
#include "mailbox_imap.h"

/* ---- sets ---- */

static int
uid_compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static size_t
uids_sort(uint32_t *uids, size_t count)
{
	size_t n = 0;

	qsort(uids, count, sizeof *uids, uid_compare);
	for (size_t i = 0; i < count; i++)
		if (n == 0 || uids[n - 1] != uids[i])
			uids[n++] = uids[i];
	return n;
}

uint32_t *
imap_uids_sorted(struct imap_mailbox *m, const uint32_t *uids, size_t *count)
{
	uint32_t *copy = arena_array(m->scratch, *count, sizeof *copy);

	if (*count > 0)
		memcpy(copy, uids, *count * sizeof *copy);
	*count = uids_sort(copy, *count);
	return copy;
}

struct mailimap_set *
imap_set_of(const uint32_t *uids, size_t count, size_t *used)
{
	struct mailimap_set *set = mailimap_set_new_empty();
	size_t i = 0;

	if (!set)
		exit(EX_TEMPFAIL); /* as the arena does */
	for (int n = 0; i < count && n < IMAP_SET_RANGES; n++) {
		size_t first = i;
		while (i + 1 < count && uids[i + 1] == uids[i] + 1)
			i++;
		mailimap_set_add_interval(set, uids[first], uids[i]);
		i++;
	}
	*used = i;
	return set;
}

/* ---- what comes in ---- */

struct arrival {
	uint32_t uid; /* 0: none, or two that differ */
	bool has_size, has_body;
	uint32_t size;
	const char *body;
	size_t body_len;
	uint32_t offset;
};

static void
arrival_static(struct arrival *a, const struct mailimap_msg_att_static *s)
{
	const struct mailimap_msg_att_body_section *part;

	switch (s->att_type) {
	case MAILIMAP_MSG_ATT_UID:
		a->uid = s->att_data.att_uid;
		break;
	case MAILIMAP_MSG_ATT_RFC822_SIZE:
		a->has_size = true;
		a->size = s->att_data.att_rfc822_size;
		break;
	case MAILIMAP_MSG_ATT_BODY_SECTION:
		part = s->att_data.att_body_section;
		if (!part || !part->sec_body_part ||
		    (part->sec_section && part->sec_section->sec_spec))
			break;
		a->has_body = true;
		a->body = part->sec_body_part;
		a->body_len = part->sec_length;
		a->offset = part->sec_origin_octet;
		break;
	default: /* not asked for */
		break;
	}
}

static struct arrival
arrival_of(const struct mailimap_msg_att *att)
{
	struct arrival a = { 0 };

	for (clistiter *cur = clist_begin(att->att_list); cur;
	     cur = clist_next(cur)) {
		const struct mailimap_msg_att_item *item = clist_content(cur);
		if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC)
			arrival_static(&a, item->att_data.att_static);
	}
	return a;
}

/* Who takes the arrivals of one command. */
struct gather {
	void (*take)(struct gather *, const struct arrival *);
	struct arena *arena;
	/* sizes: ascending; bodies: in any order */
	struct mail_ref *sizes;
	const struct mail_ref *refs;
	struct raw_mail *out;
	size_t count;
	/* one piece of one large mail */
	uint32_t uid, offset;
	char *piece;
	size_t piece_len;
	bool piece_is_whole;
};

/* libetpan calls this for each FETCH reply, asked for or not. */
static void
on_arrival(struct mailimap_msg_att *att, void *context)
{
	struct gather *g = context;
	struct arrival a = arrival_of(att);

	if (a.uid != 0)
		g->take(g, &a);
}

/* libetpan calls the handler above only while somebody asks for progress. */
static void
no_progress(size_t now, size_t all, void *context)
{
	(void)now;
	(void)all;
	(void)context;
}

static int
uid_fetch(struct imap_mailbox *m, struct mailimap_set *set,
    struct mailimap_fetch_type *type, struct gather *g)
{
	clist *rest = NULL;
	int r;

	mailimap_set_progress_callback(m->imap, NULL, no_progress, NULL);
	mailimap_set_msg_att_handler(m->imap, on_arrival, g);
	r = mailimap_uid_fetch(m->imap, set, type, &rest);
	mailimap_set_msg_att_handler(m->imap, NULL, NULL);
	mailimap_set_progress_callback(m->imap, NULL, NULL, NULL);
	if (r == MAILIMAP_NO_ERROR && rest)
		mailimap_fetch_list_free(rest);
	mailimap_fetch_type_free(type);
	mailimap_set_free(set);
	return r;
}

static struct mailimap_fetch_type *
fetch_type_with(struct mailimap_fetch_att *att)
{
	struct mailimap_fetch_type *type =
	    mailimap_fetch_type_new_fetch_att_list_empty();

	mailimap_fetch_type_new_fetch_att_list_add(
	    type, mailimap_fetch_att_new_uid());
	mailimap_fetch_type_new_fetch_att_list_add(type, att);
	return type;
}

/* ---- list ---- */

static bool
uids_take(struct imap_mailbox *m, clist *found, struct arena *a,
    uint32_t **uids, size_t *count, struct fault *f)
{
	size_t n = found ? (size_t)clist_count(found) : 0, i = 0;
	uint32_t *all;

	if (n > INTAKE_UIDS_MAX)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: folder %s holds %zu mails, more than %d: move old "
		    "mail "
		    "elsewhere",
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

	if (tls_stream_trouble(m->stream))
		return imap_trouble(m, "list mails", SCOPE_LATER, f);
	tls_stream_command(m->stream, WATCH_SEARCH_MAX, WATCH_SEARCH_MAX,
	    info->sel_exists > 0 ? SEEN_SEARCH : 0);
	all = mailimap_search_key_new_all();
	r = mailimap_uid_search(m->imap, NULL, all, &found);
	mailimap_search_key_free(all);
	ok = imap_is_ok(m, r)
		 ? uids_take(m, found, a, uids, count, f)
		 : imap_trouble(m, "list its mails", SCOPE_LATER, f);
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

static void
take_size(struct gather *g, const struct arrival *a)
{
	struct mail_ref key = { .uid = a->uid }, *mine;

	if (!a->has_size)
		return;
	mine = bsearch(&key, g->sizes, g->count, sizeof key, ref_compare);
	if (mine)
		mine->size = a->size;
}

static bool
sizes_ask(struct imap_mailbox *m, const uint32_t *uids, size_t count,
    struct gather *g, struct fault *f)
{
	size_t used;

	for (size_t i = 0; i < count; i += used) {
		size_t n =
		    count - i < IMAP_SIZES_UIDS ? count - i : IMAP_SIZES_UIDS;
		struct mailimap_set *set = imap_set_of(uids + i, n, &used);
		int r;

		imap_begin(m, n * IMAP_ITEM_BYTES);
		r = uid_fetch(m, set,
		    fetch_type_with(mailimap_fetch_att_new_rfc822_size()), g);
		if (!imap_is_ok(m, r) && !imap_is_no(m))
			return imap_trouble(m, "tell sizes", SCOPE_LATER, f);
	}
	return true;
}

bool
imap_sizes(struct mailbox *box, const uint32_t *uids, size_t count,
    struct mail_ref *out, struct fault *f)
{
	struct imap_mailbox *m = (struct imap_mailbox *)box;
	struct gather g = { .take = take_size, .count = count };
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

/* ---- bodies ---- */

/* A second body that differs makes neither of them whole. */
static void
take_body(struct gather *g, const struct arrival *a)
{
	for (size_t i = 0; i < g->count; i++) {
		struct raw_mail *one = &g->out[i];
		if (g->refs[i].uid != a->uid || !a->has_body)
			continue;
		if (a->offset != 0 || a->body_len != g->refs[i].size) {
			one->is_whole = false;
		} else if (!one->bytes.at) {
			one->bytes.at =
			    arena_copy(g->arena, a->body, a->body_len);
			one->bytes.len = a->body_len;
			one->is_whole = true;
		} else if (memcmp(one->bytes.at, a->body, a->body_len) != 0) {
			one->is_whole = false;
		}
	}
}

static void
take_piece(struct gather *g, const struct arrival *a)
{
	if (a->uid != g->uid || !a->has_body || a->offset != g->offset ||
	    a->body_len != g->piece_len)
		return;
	memcpy(g->piece, a->body, a->body_len);
	g->piece_is_whole = true;
}

/* One mail larger than INTAKE_PIECE_BYTES. */
static bool
fetch_pieces(struct imap_mailbox *m, const struct mail_ref *ref,
    struct arena *a, struct raw_mail *out, struct fault *f)
{
	char *bytes = arena_alloc(a, ref->size);
	struct gather g = { .take = take_piece, .uid = ref->uid };

	for (uint64_t done = 0; done < ref->size; done += g.piece_len) {
		uint64_t left = ref->size - done;
		struct mailimap_set *set = mailimap_set_new_single(ref->uid);
		int r;

		g.offset = (uint32_t)done;
		g.piece = bytes + done;
		g.piece_len = left < INTAKE_PIECE_BYTES ? (size_t)left
							: INTAKE_PIECE_BYTES;
		g.piece_is_whole = false;
		imap_begin(m, g.piece_len);
		r = uid_fetch(m, set,
		    fetch_type_with(
			mailimap_fetch_att_new_body_peek_section_partial(
			    mailimap_section_new(NULL), g.offset,
			    (uint32_t)g.piece_len)),
		    &g);
		if (!imap_is_ok(m, r) && !imap_is_no(m))
			return imap_trouble(m, "send a mail", SCOPE_LATER, f);
		if (!g.piece_is_whole)
			return true;
	}
	out->bytes = (struct slice){ bytes, (size_t)ref->size };
	out->is_whole = true;
	return true;
}

/* The next small mails from refs[*next] on, as much as one round trip may
 * bring; their UIDs go to `uids`. */
static size_t
batch_take(const struct mail_ref *refs, size_t count, size_t *next,
    uint32_t *uids, uint64_t *bytes)
{
	size_t n = 0;

	*bytes = 0;
	for (; *next < count && n < INTAKE_BATCH_MAILS; (*next)++) {
		const struct mail_ref *ref = &refs[*next];
		if (ref->size == 0 || ref->size > INTAKE_PIECE_BYTES)
			continue;
		if (n > 0 && *bytes + ref->size > INTAKE_BATCH_BYTES)
			break;
		*bytes += ref->size;
		uids[n++] = ref->uid;
	}
	return n;
}

static bool
fetch_batches(struct imap_mailbox *m, struct gather *g, struct fault *f)
{
	uint32_t uids[INTAKE_BATCH_MAILS];
	size_t next = 0, n, used;
	uint64_t bytes;

	while ((n = batch_take(g->refs, g->count, &next, uids, &bytes)) > 0) {
		struct mailimap_set *set;
		int r;

		n = uids_sort(uids, n);
		set = imap_set_of(uids, n, &used);
		/* twice: a lying size must not cost the session */
		imap_begin(m, bytes * 2 + n * IMAP_ITEM_BYTES);
		r = uid_fetch(m, set,
		    fetch_type_with(mailimap_fetch_att_new_body_peek_section(
			mailimap_section_new(NULL))),
		    g);
		if (!imap_is_ok(m, r) && !imap_is_no(m))
			return imap_trouble(m, "send mails", SCOPE_LATER, f);
	}
	return true;
}

bool
imap_fetch(struct mailbox *box, const struct mail_ref *refs, size_t count,
    struct arena *a, struct raw_mail *out, struct fault *f)
{
	struct imap_mailbox *m = (struct imap_mailbox *)box;
	struct gather g = { .take = take_body,
		.arena = a,
		.refs = refs,
		.out = out,
		.count = count };

	for (size_t i = 0; i < count; i++)
		out[i] = (struct raw_mail){ .uid = refs[i].uid };
	if (tls_stream_trouble(m->stream))
		return imap_trouble(m, "send mails", SCOPE_LATER, f);
	if (!fetch_batches(m, &g, f))
		return false;
	for (size_t i = 0; i < count; i++)
		if (refs[i].size > INTAKE_PIECE_BYTES &&
		    refs[i].size <= INTAKE_MAIL_MAX &&
		    !fetch_pieces(m, &refs[i], a, &out[i], f))
			return false;
	return true;
}
