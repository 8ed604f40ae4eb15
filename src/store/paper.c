/*
 * The dossier: each paper with where it came from. Bytes stay in the mail
 * that brought them; only what cabut made is kept here.
 */
#include "room.h"
#include "cabut/banned.h"

static bool
retire(struct store *s, const struct casefile_paper *p, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "UPDATE paper SET is_current = 0 WHERE casefile_id = ? AND "
	    "paper = ? AND is_current = 1");
	query_bind_int(&q, p->casefile_id);
	query_bind_text(&q, p->paper);
	return query_run(&q);
}

bool
paper_file(struct store *s, struct casefile_paper *p, struct fault *f)
{
	struct query q;
	int64_t id = 0;

	if (!retire(s, p, f))
		return false;
	query_begin(&q, s->db, f,
	    "INSERT INTO paper (casefile_id, paper, name, type, sha256, "
	    "bytes_len, ledger_id, part, filed_at, is_current, how, "
	    "bytes, signatures) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?) RETURNING id");
	query_bind_int(&q, p->casefile_id);
	query_bind_text(&q, p->paper);
	query_bind_text(&q, p->name);
	query_bind_text(&q, p->type);
	query_bind_text(&q, p->sha256);
	query_bind_int(&q, (int64_t)p->bytes_len);
	query_bind_id(&q, p->ledger_id);
	query_bind_int(&q, p->part);
	query_bind_int(&q, p->filed_at);
	query_bind_text(&q, p->how);
	query_bind_bytes(&q, p->bytes);
	query_bind_text(&q, p->signatures);
	if (!query_one_int(&q, &id))
		return false;
	p->id = id;
	p->is_current = true;
	return true;
}

static void
take(struct query *q, struct arena *a, struct casefile_paper *p)
{
	p->id = query_take_int(q);
	p->casefile_id = query_take_int(q);
	p->paper = query_take_text(q, a);
	p->name = query_take_text(q, a);
	p->type = query_take_text(q, a);
	query_take_hash(q, p->sha256);
	p->bytes_len = (size_t)query_take_int(q);
	p->ledger_id = query_take_int(q);
	p->part = (int)query_take_int(q);
	p->filed_at = query_take_int(q);
	p->is_current = query_take_int(q) != 0;
	p->how = query_take_text(q, a);
	p->bytes = query_take_bytes(q, a);
	p->signatures = query_take_text(q, a);
}

bool
paper_list(struct store *s, int64_t casefile_id, struct arena *a,
    struct casefile_paper **out, size_t *count, struct fault *f)
{
	struct query q;
	struct casefile_paper *list = NULL;
	size_t n = 0;

	query_begin(&q, s->db, f,
	    "SELECT id, casefile_id, paper, name, type, sha256, bytes_len, "
	    "ledger_id, part, filed_at, is_current, how, bytes, "
	    "signatures FROM paper "
	    "WHERE casefile_id = ? ORDER BY id");
	query_bind_int(&q, casefile_id);
	while (query_next(&q)) {
		list = list_grow(a, list, n, sizeof *list);
		take(&q, a, &list[n++]);
	}
	if (!query_end(&q))
		return false;
	*out = list;
	*count = n;
	return true;
}
