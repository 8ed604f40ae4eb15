/*
 * The audit of casefiles: the chain of each, link by link, and its state.
 */
#include <inttypes.h>

#include "audit.h"
#include "chain.h"
#include "cabut/banned.h"

/* One casefile on its way through the audit. */
struct walk {
	int64_t id;
	const char *number;
	int64_t count; /* as the casefile says */
	char head[SHA256_HEX_LEN + 1];
	int64_t seen;
	char previous[SHA256_HEX_LEN + 1]; /* hash of the last event seen */
};

/* One link; each fault is named once, and the walk goes on from what the
 * event says, so that one edit does not accuse the whole rest. */
static void
check_link(struct audit *x, struct walk *w, struct query *q)
{
	struct chain_link link = { .number = slice_of(w->number) };
	char want[SHA256_HEX_LEN + 1], hash[SHA256_HEX_LEN + 1];

	link.seq = query_take_int(q);
	link.at = query_take_int(q);
	link.kind = query_peek_bytes(q);
	link.body = query_peek_bytes(q);
	link.previous = query_peek_bytes(q);
	query_take_hash(q, hash);
	w->seen++;
	if (link.seq != w->seen)
		audit_problem(x,
		    "%s: chain event %" PRId64 " stands where %" PRId64
		    " belongs",
		    w->number, link.seq, w->seen);
	else if (!slice_equal(link.previous, slice_of(w->previous)))
		audit_problem(x,
		    "%s: chain event %" PRId64 " does not follow event "
		    "%" PRId64,
		    w->number, link.seq, link.seq - 1);
	chain_hash(&link, want);
	if (strcmp(want, hash) != 0)
		audit_problem(x, "%s: chain event %" PRId64 " was altered",
		    w->number, link.seq);
	w->seen = link.seq;
	memcpy(w->previous, hash, sizeof w->previous);
}

static void
check_head(struct audit *x, const struct walk *w, int64_t events)
{
	if (events == 0)
		audit_problem(x, "%s: the chain has no event", w->number);
	else if (events != w->count)
		audit_problem(x,
		    "%s: the chain holds %" PRId64
		    " events, the casefile knows %" PRId64,
		    w->number, events, w->count);
	else if (strcmp(w->head, w->previous) != 0)
		audit_problem(x,
		    "%s: chain event %" PRId64
		    " is not the last one that the casefile knows",
		    w->number, w->seen);
}

/* One statement for head and events: they are of the same moment. */
static bool
check_chain(struct audit *x, int64_t id, struct arena *a, struct fault *f)
{
	struct query q;
	struct walk w = { .id = id, .previous = CHAIN_START };
	int64_t events = 0;

	query_begin(&q, x->store->db, f,
	    "SELECT number, chain_count, chain_hash, seq, at, kind, body, "
	    "previous, hash FROM casefile c "
	    "LEFT JOIN event e ON e.casefile_id = c.id "
	    "WHERE c.id = ? ORDER BY seq");
	query_bind_int(&q, id);
	while (query_next(&q)) {
		w.number = query_take_text(&q, a);
		w.count = query_take_int(&q);
		query_take_hash(&q, w.head);
		if (query_peek_is_null(&q))
			break;
		check_link(x, &w, &q);
		events++;
	}
	if (!query_end(&q))
		return false;
	if (w.number != NULL)
		check_head(x, &w, events);
	x->report->events += (size_t)events;
	return true;
}

static bool
next_casefile(struct audit *x, int64_t *id, struct fault *f)
{
	struct query q;
	int64_t next = 0;

	query_begin(
	    &q, x->store->db, f, "SELECT min(id) FROM casefile WHERE id > ?");
	query_bind_int(&q, *id);
	if (!query_one_int(&q, &next))
		return false;
	*id = next;
	return true;
}

/* What the table's CHECKs say, asked again: an older file, or a hand that
 * switched them off. */
static bool
check_states(struct audit *x, struct fault *f)
{
	struct query q;

	query_begin(&q, x->store->db, f,
	    "SELECT number, status FROM casefile WHERE step = '' OR "
	    "(status = 'open') <> (closed_at = 0) OR status NOT IN "
	    "('open', 'done', 'rejected', 'cancelled') LIMIT 100");
	while (query_next(&q)) {
		struct slice number = query_peek_bytes(&q);
		struct slice status = query_peek_bytes(&q);
		audit_problem(x, "%.*s: '%.*s', but in no step that fits",
		    (int)number.len, number.at, (int)status.len, status.at);
	}
	return query_end(&q);
}

static bool
check_sop_texts(struct audit *x, struct fault *f)
{
	struct query q;
	char hash[SHA256_HEX_LEN + 1], want[SHA256_HEX_LEN + 1];

	query_begin(&q, x->store->db, f, "SELECT hash, text FROM sop_text");
	while (query_next(&q)) {
		query_take_hash(&q, hash);
		struct slice text = query_peek_bytes(&q);
		sha256_hex(text.at, text.len, want);
		if (strcmp(hash, want) != 0)
			audit_problem(x, "SOP text %s was altered", hash);
	}
	return query_end(&q);
}

bool
audit_casefiles(struct audit *x, struct fault *f)
{
	struct arena *a = arena_new();
	int64_t id = 0;
	bool ok = check_states(x, f) && check_sop_texts(x, f) &&
		  next_casefile(x, &id, f);

	while (ok && id != 0) {
		arena_reset(a);
		x->report->casefiles++;
		ok = check_chain(x, id, a, f) && next_casefile(x, &id, f);
	}
	arena_free(a);
	return ok;
}
