/*
 * The ledger: what became of each mail. A row is born ATTEMPTING, settled
 * once, and may take another class later; it is never deleted. The lists of
 * it are in ledger_list.c, the work list in ledger_work.c.
 */
#include "ledger.h"
#include "cabut/banned.h"

static bool
keep_raw(struct store *s, const struct ledger_row *row, struct fault *f)
{
	struct query q;

	if (row->raw.len == 0 || row->class == LEDGER_UNRELATED)
		return true;
	query_begin(&q, s->db, f,
	    "INSERT INTO ledger_raw (ledger_id, bytes) VALUES (?, ?)");
	query_bind_int(&q, row->id);
	query_bind_bytes(&q, row->raw);
	return query_run(&q);
}

static bool
drop_raw(struct store *s, int64_t id, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f, "DELETE FROM ledger_raw WHERE ledger_id = ?");
	query_bind_int(&q, id);
	return query_run(&q);
}

/* Only a row that is still ATTEMPTING takes it: id stays 0 otherwise. */
static bool
settle_row(
    struct store *s, struct ledger_row *row, int64_t *id, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO ledger (mailbox_id, uidvalidity, uid, sha256, "
	    "message_id, class, attempts, casefile_id, why, received_at, "
	    "is_filed) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?) "
	    "ON CONFLICT (mailbox_id, uidvalidity, uid) DO UPDATE SET "
	    "sha256 = excluded.sha256, message_id = excluded.message_id, "
	    "class = excluded.class, casefile_id = excluded.casefile_id, "
	    "why = excluded.why, is_filed = excluded.is_filed, "
	    "received_at = excluded.received_at "
	    "WHERE class = 'attempting' RETURNING id, attempts");
	query_bind_int(&q, row->mailbox_id);
	query_bind_int(&q, row->uidvalidity);
	query_bind_int(&q, row->uid);
	query_bind_hash(&q, row->sha256);
	query_bind_text(&q, row->message_id);
	query_bind_text(&q, ledger_class_name(row->class));
	query_bind_id(&q, row->casefile_id);
	query_bind_text(&q, row->why);
	query_bind_int(&q, row->received_at);
	query_bind_int(&q, row->is_filed);
	if (query_next(&q)) {
		*id = query_take_int(&q);
		row->attempts = (unsigned)query_take_int(&q);
	}
	return query_run(&q);
}

static bool
join_thread(struct store *s, const struct ledger_row *row, struct fault *f)
{
	if (row->casefile_id == 0 || row->message_id == NULL ||
	    *row->message_id == '\0')
		return true;
	return casefile_message_add(s, row->casefile_id, row->message_id, f);
}

bool
ledger_settle(struct store *s, struct ledger_row *row, struct fault *f)
{
	int64_t id = 0;

	if (!settle_row(s, row, &id, f))
		return false;
	if (id == 0)
		return fault_set(f, SCOPE_RUN,
		    "store %s: mail %u of mailbox %lld was settled before",
		    db_path(s->db), row->uid, (long long)row->mailbox_id);
	row->id = id;
	return keep_raw(s, row, f) && join_thread(s, row, f);
}

bool
ledger_find_same(struct store *s, const char *message_id, const char *sha256,
    int64_t *id, struct fault *f)
{
	struct query q;
	int64_t found = 0;

	query_begin(&q, s->db, f,
	    "SELECT id FROM ledger WHERE sha256 = ? AND message_id IS ? "
	    "AND class <> 'attempting' ORDER BY id LIMIT 1");
	query_bind_text(&q, sha256);
	query_bind_text(&q, message_id);
	if (!query_one_int(&q, &found))
		return false;
	*id = found;
	return true;
}

bool
ledger_take(struct query *q, struct arena *a, struct ledger_row *row)
{
	row->id = query_take_int(q);
	row->mailbox_id = query_take_int(q);
	row->uidvalidity = (uint32_t)query_take_int(q);
	row->uid = (uint32_t)query_take_int(q);
	query_take_hash(q, row->sha256);
	row->message_id = query_take_text(q, a);
	if (!take_ledger_class(q, &row->class))
		return false;
	row->attempts = (unsigned)query_take_int(q);
	row->casefile_id = query_take_int(q);
	row->why = query_take_text(q, a);
	row->received_at = query_take_int(q);
	row->is_filed = query_take_int(q) != 0;
	return true;
}

bool
ledger_load(struct store *s, int64_t id, struct arena *a,
    struct ledger_row *out, struct fault *f)
{
	struct query q;
	struct ledger_row row = { 0 };

	query_begin(&q, s->db, f,
	    "SELECT l.id, mailbox_id, uidvalidity, uid, sha256, message_id, "
	    "class, attempts, casefile_id, why, received_at, is_filed, bytes "
	    "FROM ledger l LEFT JOIN ledger_raw ON ledger_id = l.id "
	    "WHERE l.id = ?");
	query_bind_int(&q, id);
	if (query_next(&q) && ledger_take(&q, a, &row))
		row.raw = query_take_bytes(&q, a);
	if (!query_end(&q))
		return false;
	*out = row;
	return true;
}

bool
ledger_reclass(struct store *s, int64_t id, enum ledger_class class,
    int64_t casefile_id, const char *why, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "UPDATE ledger SET class = ?, casefile_id = ?, why = ? "
	    "WHERE id = ?");
	query_bind_text(&q, ledger_class_name(class));
	query_bind_id(&q, casefile_id);
	query_bind_text(&q, why);
	query_bind_int(&q, id);
	if (!query_run_one(&q, "ledger row", id))
		return false;
	if (class == LEDGER_UNRELATED)
		return drop_raw(s, id, f);
	if (casefile_id == 0)
		return true;
	query_begin(&q, s->db, f,
	    "INSERT INTO casefile_message (message_id, casefile_id) "
	    "SELECT message_id, casefile_id FROM ledger "
	    "WHERE id = ? AND message_id <> '' ON CONFLICT DO NOTHING");
	query_bind_int(&q, id);
	return query_run(&q);
}
