/*
 * imap_fetch: bodies. Asks only for UID and BODY.PEEK[], which sets no \Seen;
 * believes only what was asked for: a body counts when its UID is one of
 * ours, it is the whole text from the asked offset, and its length is exactly
 * the expected one. Bodies are copied as they come in, so that what came
 * before a break is not lost.
 */
#include <stdlib.h>
#include <string.h>

#include <libetpan/mailimap.h>

#include "cabut/banned.h"
#include "imap_arrival.h"

struct body_taker {
	struct taker taker;
	const struct mail_ref *refs;
	struct raw_mail *out; /* out[i] belongs to refs[i] */
	size_t count;
	struct arena *arena;
};

/* A second body that differs makes neither of them whole. */
static void
take_body(struct taker *taker, const struct arrival *a)
{
	struct body_taker *g = (struct body_taker *)taker;

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

struct piece_taker {
	struct taker taker;
	uint32_t uid, offset;
	char *at;
	size_t len;
	bool is_whole;
};

static void
take_piece(struct taker *taker, const struct arrival *a)
{
	struct piece_taker *g = (struct piece_taker *)taker;

	if (a->uid != g->uid || !a->has_body || a->offset != g->offset ||
	    a->body_len != g->len)
		return;
	memcpy(g->at, a->body, a->body_len);
	g->is_whole = true;
}

/* One mail larger than INTAKE_PIECE_BYTES. */
static bool
fetch_pieces(struct imap_mailbox *m, const struct mail_ref *ref,
    struct arena *a, struct raw_mail *out, struct fault *f)
{
	char *bytes = arena_alloc(a, ref->size);
	struct piece_taker g = { .taker = { take_piece }, .uid = ref->uid };

	for (uint64_t done = 0; done < ref->size; done += g.len) {
		uint64_t left = ref->size - done;
		struct mailimap_set *set = mailimap_set_new_single(ref->uid);
		int r;

		g.offset = (uint32_t)done;
		g.at = bytes + done;
		g.len = left < INTAKE_PIECE_BYTES ? (size_t)left
						  : INTAKE_PIECE_BYTES;
		g.is_whole = false;
		imap_begin(m, g.len);
		r = imap_uid_fetch(m, set,
		    mailimap_fetch_att_new_body_peek_section_partial(
			mailimap_section_new(NULL), g.offset, (uint32_t)g.len),
		    &g.taker);
		if (imap_outcome(m, r) == IMAP_BROKEN)
			return imap_trouble(
			    m, r, "send a mail", SCOPE_LATER, f);
		if (!g.is_whole)
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
fetch_batches(struct imap_mailbox *m, struct body_taker *g, struct fault *f)
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
		r = imap_uid_fetch(m, set,
		    mailimap_fetch_att_new_body_peek_section(
			mailimap_section_new(NULL)),
		    &g->taker);
		if (imap_outcome(m, r) == IMAP_BROKEN)
			return imap_trouble(m, r, "send mails", SCOPE_LATER, f);
	}
	return true;
}

bool
imap_fetch(struct mailbox *box, const struct mail_ref *refs, size_t count,
    struct arena *a, struct raw_mail *out, struct fault *f)
{
	struct imap_mailbox *m = (struct imap_mailbox *)box;
	struct body_taker g = { .taker = { take_body },
		.arena = a,
		.refs = refs,
		.out = out,
		.count = count };

	for (size_t i = 0; i < count; i++)
		out[i] = (struct raw_mail){ .uid = refs[i].uid };
	if (!fetch_batches(m, &g, f))
		return false;
	for (size_t i = 0; i < count; i++)
		if (refs[i].size > INTAKE_PIECE_BYTES &&
		    refs[i].size <= INTAKE_MAIL_MAX &&
		    !fetch_pieces(m, &refs[i], a, &out[i], f))
			return false;
	return true;
}
