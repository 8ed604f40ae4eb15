/*
 * The work list: which of a folder's UIDs still need something, the attempt
 * that is counted before a byte is parsed, and the flags owed to the server.
 */
#include "ledger.h"
#include "cabut/banned.h"

/* The UIDs of one folder from `first` to `last`, ascending. */
struct span {
	const struct mailbox_row *mailbox;
	uint32_t first, last;
};

/* One row per this many numbers of the span, or more: the ledger is walked in
 * order. Fewer, after mails were moved away: each UID is looked up. */
enum { SPARSE = 32 };

static bool
is_ascending(const uint32_t *uids, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (uids[i] <= uids[i - 1])
			return false;
	return true;
}

static void
bind_span(struct query *q, const struct span *span)
{
	query_bind_int(q, span->mailbox->id);
	query_bind_int(q, span->mailbox->uidvalidity);
	query_bind_int(q, span->first);
	query_bind_int(q, span->last);
}

/* Attempts so far of each UID that is still ATTEMPTING; others keep 0. */
struct attempting {
	uint32_t *uids;
	unsigned *attempts;
	size_t count;
};

static bool
load_attempting(struct store *s, const struct span *span, struct arena *a,
    struct attempting *out, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT uid, attempts FROM ledger WHERE mailbox_id = ? AND "
	    "uidvalidity = ? AND uid BETWEEN ? AND ? AND "
	    "class = 'attempting' ORDER BY uid");
	bind_span(&q, span);
	while (query_next(&q)) {
		size_t n = out->count++;
		out->uids = list_grow(a, out->uids, n, sizeof *out->uids);
		out->attempts =
		    list_grow(a, out->attempts, n, sizeof *out->attempts);
		out->uids[n] = (uint32_t)query_take_int(&q);
		out->attempts[n] = (unsigned)query_take_int(&q);
	}
	return query_end(&q);
}

/* How often `uid` was attempted; false: it is settled. Both lists ascend, and
 * `at` moves along. */
static bool
was_attempted(
    const struct attempting *t, uint32_t uid, size_t *at, unsigned *attempts)
{
	while (*at < t->count && t->uids[*at] < uid)
		*at += 1;
	if (*at == t->count || t->uids[*at] != uid)
		return false;
	*attempts = t->attempts[*at];
	return true;
}

/* Walks the ledger's index beside the list. Both ascend. */
static bool
subtract_dense(struct store *s, const struct span *span,
    const struct attempting *t, uint32_t *uids, unsigned *attempts,
    size_t *count, struct fault *f)
{
	struct query q;
	size_t left = 0, at = 0;
	uint32_t known = 0;

	query_begin(&q, s->db, f,
	    "SELECT uid FROM ledger WHERE mailbox_id = ? AND uidvalidity = ? "
	    "AND uid BETWEEN ? AND ? ORDER BY uid");
	bind_span(&q, span);
	for (size_t i = 0; i < *count; i++) {
		unsigned tries = 0;
		while (known < uids[i] && query_next(&q))
			known = (uint32_t)query_take_int(&q);
		if (known == uids[i] && !was_attempted(t, uids[i], &at, &tries))
			continue;
		uids[left] = uids[i];
		attempts[left++] = tries;
	}
	if (!query_end(&q))
		return false;
	*count = left;
	return true;
}

static bool
look_up(struct store *s, const struct mailbox_row *m, uint32_t uid,
    bool *is_settled, unsigned *attempts, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT class <> 'attempting', attempts FROM ledger "
	    "WHERE mailbox_id = ? AND uidvalidity = ? AND uid = ?");
	query_bind_int(&q, m->id);
	query_bind_int(&q, m->uidvalidity);
	query_bind_int(&q, uid);
	*is_settled = false;
	*attempts = 0;
	if (query_next(&q)) {
		*is_settled = query_take_int(&q) != 0;
		*attempts = (unsigned)query_take_int(&q);
	}
	return query_end(&q);
}

static bool
subtract_sparse(struct store *s, const struct mailbox_row *m, uint32_t *uids,
    unsigned *attempts, size_t *count, struct fault *f)
{
	size_t left = 0;

	for (size_t i = 0; i < *count; i++) {
		bool is_settled;
		unsigned tries;
		if (!look_up(s, m, uids[i], &is_settled, &tries, f))
			return false;
		if (is_settled)
			continue;
		uids[left] = uids[i];
		attempts[left++] = tries;
	}
	*count = left;
	return true;
}

static size_t
drop_below(uint32_t first, uint32_t *uids, size_t count)
{
	size_t left = 0;

	for (size_t i = 0; i < count; i++)
		if (uids[i] >= first)
			uids[left++] = uids[i];
	return left;
}

bool
ledger_subtract(struct store *s, const struct mailbox_row *m, uint32_t *uids,
    unsigned *attempts, size_t *count, struct fault *f)
{
	size_t n = drop_below(m->first_uid, uids, *count);
	struct attempting t = { 0 };
	bool ok;

	*count = n;
	if (n == 0)
		return true;
	struct span span = { m, uids[0], uids[n - 1] };
	if (!is_ascending(uids, n) || (span.last - span.first) / SPARSE > n)
		return subtract_sparse(s, m, uids, attempts, count, f);
	struct arena *a = arena_new();
	ok = load_attempting(s, &span, a, &t, f) &&
	     subtract_dense(s, &span, &t, uids, attempts, count, f);
	arena_free(a);
	return ok;
}

bool
ledger_attempt(struct store *s, const struct mailbox_row *m,
    const uint32_t *uids, size_t count, time_s now, struct fault *f)
{
	struct query q;

	for (size_t i = 0; i < count; i++) {
		query_begin(&q, s->db, f,
		    "INSERT INTO ledger (mailbox_id, uidvalidity, uid, class, "
		    "attempts, received_at, is_filed) "
		    "VALUES (?, ?, ?, 'attempting', 1, ?, 0) "
		    "ON CONFLICT (mailbox_id, uidvalidity, uid) DO UPDATE "
		    "SET attempts = attempts + 1 WHERE class = 'attempting'");
		query_bind_int(&q, m->id);
		query_bind_int(&q, m->uidvalidity);
		query_bind_int(&q, uids[i]);
		query_bind_int(&q, now);
		if (!query_run(&q))
			return false;
	}
	return true;
}

bool
ledger_unattempt(struct store *s, const struct mailbox_row *m,
    const uint32_t *uids, size_t count, struct fault *f)
{
	struct query q;

	for (size_t i = 0; i < count; i++) {
		query_begin(&q, s->db, f,
		    "UPDATE ledger SET attempts = attempts - 1 "
		    "WHERE mailbox_id = ? AND uidvalidity = ? AND uid = ? "
		    "AND class = 'attempting' AND attempts > 0");
		query_bind_int(&q, m->id);
		query_bind_int(&q, m->uidvalidity);
		query_bind_int(&q, uids[i]);
		if (!query_run(&q))
			return false;
	}
	return true;
}

bool
ledger_unfiled(struct store *s, const struct mailbox_row *m, struct arena *a,
    uint32_t **out, size_t *count, struct fault *f)
{
	struct query q;
	uint32_t *uids = NULL;
	size_t n = 0;

	query_begin(&q, s->db, f,
	    "SELECT uid FROM ledger WHERE mailbox_id = ? AND uidvalidity = ? "
	    "AND is_filed = 0 AND class NOT IN ('attempting', 'unrelated') "
	    "ORDER BY uid");
	query_bind_int(&q, m->id);
	query_bind_int(&q, m->uidvalidity);
	while (query_next(&q)) {
		uids = list_grow(a, uids, n, sizeof *uids);
		uids[n++] = (uint32_t)query_take_int(&q);
	}
	if (!query_end(&q))
		return false;
	*out = uids;
	*count = n;
	return true;
}

bool
ledger_filed(struct store *s, const struct mailbox_row *m, const uint32_t *uids,
    size_t count, struct fault *f)
{
	struct query q;

	for (size_t i = 0; i < count; i++) {
		query_begin(&q, s->db, f,
		    "UPDATE ledger SET is_filed = 1 WHERE mailbox_id = ? AND "
		    "uidvalidity = ? AND uid = ?");
		query_bind_int(&q, m->id);
		query_bind_int(&q, m->uidvalidity);
		query_bind_int(&q, uids[i]);
		if (!query_run(&q))
			return false;
	}
	return true;
}
