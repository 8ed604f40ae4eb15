/*
 * The chain of a casefile's events: each hash covers the one before, the
 * case number and the event. The casefile keeps count and last hash, so that
 * a cut tail shows.
 */
#include "chain.h"
#include "cabut/banned.h"

static void
add_line(struct strbuf *b, struct slice s)
{
	strbuf_add(b, s.at, s.len);
	strbuf_char(b, '\n');
}

void
chain_hash(const struct chain_link *link, char out[SHA256_HEX_LEN + 1])
{
	enum { NUMBERS_MAX = 64 };
	struct strbuf b;

	strbuf_init(&b, link->previous.len + link->number.len + link->kind.len +
			    link->body.len + NUMBERS_MAX);
	strbuf_text(&b, "cabut-chain-1\n");
	add_line(&b, link->previous);
	add_line(&b, link->number);
	strbuf_printf(
	    &b, "%lld\n%lld\n", (long long)link->seq, (long long)link->at);
	add_line(&b, link->kind);
	strbuf_add(&b, link->body.at, link->body.len);
	sha256_hex(b.at, b.len, out);
	strbuf_release(&b);
}

struct head {
	const char *number;
	int64_t count;
	char hash[SHA256_HEX_LEN + 1];
};

static bool
load_head(struct store *s, int64_t casefile_id, struct arena *a,
    struct head *head, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT number, chain_count, chain_hash FROM casefile "
	    "WHERE id = ?");
	query_bind_int(&q, casefile_id);
	if (query_next(&q)) {
		head->number = query_take_text(&q, a);
		head->count = query_take_int(&q);
		query_take_hash(&q, head->hash);
	}
	if (!query_end(&q))
		return false;
	if (head->number == NULL)
		return fault_set(f, SCOPE_RUN,
		    "store %s: there is no casefile %lld", db_path(s->db),
		    (long long)casefile_id);
	return true;
}

static bool
insert(struct store *s, int64_t casefile_id, const struct chain_link *link,
    const char *kind, const char *body, const char *hash, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO event (casefile_id, seq, at, kind, body, previous, "
	    "hash) VALUES (?, ?, ?, ?, ?, ?, ?)");
	query_bind_int(&q, casefile_id);
	query_bind_int(&q, link->seq);
	query_bind_int(&q, link->at);
	query_bind_text(&q, kind);
	query_bind_text(&q, body);
	query_bind_text(&q, link->previous.at);
	query_bind_text(&q, hash);
	return query_run(&q);
}

static bool
move_head(struct store *s, int64_t casefile_id, int64_t count, const char *hash,
    struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "UPDATE casefile SET chain_count = ?, chain_hash = ? "
	    "WHERE id = ?");
	query_bind_int(&q, count);
	query_bind_text(&q, hash);
	query_bind_int(&q, casefile_id);
	return query_run_one(&q, "casefile", casefile_id);
}

static bool
append(struct store *s, int64_t casefile_id, time_s at, const char *kind,
    const char *body, struct arena *a, struct fault *f)
{
	struct head head = { 0 };
	char hash[SHA256_HEX_LEN + 1];

	if (!load_head(s, casefile_id, a, &head, f))
		return false;
	struct chain_link link = {
		.previous = slice_of(head.hash),
		.number = slice_of(head.number),
		.seq = head.count + 1,
		.at = at,
		.kind = slice_of(kind),
		.body = slice_of(body),
	};
	chain_hash(&link, hash);
	return insert(s, casefile_id, &link, kind, body, hash, f) &&
	       move_head(s, casefile_id, link.seq, hash, f);
}

bool
chain_append(struct store *s, int64_t casefile_id, time_s at, const char *kind,
    const char *body, struct fault *f)
{
	struct arena *a = arena_new();
	bool ok = json_must_be(s, body, "object", f) &&
		  append(s, casefile_id, at, kind, body, a, f);

	arena_free(a);
	return ok;
}

bool
chain_list(struct store *s, int64_t casefile_id, struct arena *a,
    struct chain_event **out, size_t *count, struct fault *f)
{
	struct query q;
	struct chain_event *list = NULL;
	size_t n = 0;

	query_begin(&q, s->db, f,
	    "SELECT casefile_id, seq, at, kind, body, previous, hash "
	    "FROM event WHERE casefile_id = ? ORDER BY seq");
	query_bind_int(&q, casefile_id);
	while (query_next(&q)) {
		list = list_grow(a, list, n, sizeof *list);
		struct chain_event *e = &list[n++];
		e->casefile_id = query_take_int(&q);
		e->seq = (unsigned)query_take_int(&q);
		e->at = query_take_int(&q);
		e->kind = query_take_text(&q, a);
		e->body = query_take_text(&q, a);
		query_take_hash(&q, e->previous);
		query_take_hash(&q, e->hash);
	}
	if (!query_end(&q))
		return false;
	*out = list;
	*count = n;
	return true;
}

bool
chain_deciders(struct store *s, int64_t casefile_id, struct arena *a,
    const char ***out, size_t *count, struct fault *f)
{
	struct query q;
	const char **list = NULL;
	size_t n = 0;

	query_begin(&q, s->db, f,
	    "SELECT DISTINCT lower(body ->> 'address') FROM event "
	    "WHERE casefile_id = ? AND kind = 'decision' AND "
	    "body ->> 'outcome' IN ('setuju', 'disposisi') AND "
	    "body ->> 'address' <> '' ORDER BY 1");
	query_bind_int(&q, casefile_id);
	while (query_next(&q)) {
		list = list_grow(a, list, n, sizeof *list);
		list[n++] = query_take_text(&q, a);
	}
	if (!query_end(&q))
		return false;
	*out = list;
	*count = n;
	return true;
}
