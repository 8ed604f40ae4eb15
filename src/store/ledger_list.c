/*
 * The ledger seen by people: counts and lists. Lists come without the bytes.
 */
#include "ledger.h"
#include "cabut/banned.h"

bool
ledger_count(
    struct store *s, enum ledger_class class, size_t *out, struct fault *f)
{
	struct query q;
	int64_t n = 0;

	if (class == LEDGER_CLASS_COUNT) {
		query_begin(&q, s->db, f, "SELECT count(*) FROM ledger");
	} else {
		query_begin(&q, s->db, f,
		    "SELECT count(*) FROM ledger WHERE class = ?");
		query_bind_text(&q, ledger_class_name(class));
	}
	if (!query_one_int(&q, &n))
		return false;
	*out = (size_t)n;
	return true;
}

static bool
take_all(
    struct query *q, struct arena *a, struct ledger_row **out, size_t *count)
{
	struct ledger_row *rows = NULL;
	size_t n = 0;

	while (query_next(q)) {
		struct ledger_row row = { 0 };
		if (!ledger_take(q, a, &row))
			break;
		rows = list_grow(a, rows, n, sizeof *rows);
		rows[n++] = row;
	}
	if (!query_end(q))
		return false;
	*out = rows;
	*count = n;
	return true;
}

bool
ledger_list(struct store *s, enum ledger_class class, size_t limit,
    struct arena *a, struct ledger_row **out, size_t *count, struct fault *f)
{
	struct query q;

	if (class == LEDGER_CLASS_COUNT) {
		query_begin(&q, s->db, f,
		    "SELECT id, mailbox_id, uidvalidity, uid, sha256, "
		    "message_id, class, attempts, casefile_id, why, "
		    "received_at, is_filed FROM ledger "
		    "ORDER BY id DESC LIMIT ?");
	} else {
		query_begin(&q, s->db, f,
		    "SELECT id, mailbox_id, uidvalidity, uid, sha256, "
		    "message_id, class, attempts, casefile_id, why, "
		    "received_at, is_filed FROM ledger WHERE class = ? "
		    "ORDER BY id DESC LIMIT ?");
		query_bind_text(&q, ledger_class_name(class));
	}
	query_bind_int(&q, (int64_t)limit);
	return take_all(&q, a, out, count);
}

bool
ledger_of_casefile(struct store *s, int64_t casefile_id, struct arena *a,
    struct ledger_row **out, size_t *count, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT id, mailbox_id, uidvalidity, uid, sha256, message_id, "
	    "class, attempts, casefile_id, why, received_at, is_filed "
	    "FROM ledger WHERE casefile_id = ? ORDER BY id");
	query_bind_int(&q, casefile_id);
	return take_all(&q, a, out, count);
}
