/*
 * The outbox: mails owed, each with the Message-ID it will always have. A row
 * is rewritten only in its state; a trigger holds the mail itself.
 */
#include "room.h"
#include "cabut/banned.h"

enum {
	BACKOFF_FIRST_S = 5 * 60,
	BACKOFF_LAST_S = 12 * 3600,
};

time_s
outbox_next_at(unsigned attempts, time_s now)
{
	time_s wait = BACKOFF_FIRST_S;

	if (attempts == 0)
		return now;
	while (--attempts > 0 && wait < BACKOFF_LAST_S)
		wait *= 2;
	return now + (wait < BACKOFF_LAST_S ? wait : BACKOFF_LAST_S);
}

static bool
insert(
    struct store *s, const struct outbox_row *row, int64_t *id, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO outbox (casefile_id, agency, kind, message_id, "
	    "recipient, state, attempts, created_at, next_at, sent_at, "
	    "last_error, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
	    "RETURNING id");
	query_bind_id(&q, row->casefile_id);
	query_bind_text(&q, row->agency);
	query_bind_text(&q, row->kind);
	query_bind_text(&q, row->message_id);
	query_bind_text(&q, row->recipient);
	query_bind_text(&q, outbox_state_name(row->state));
	query_bind_int(&q, row->attempts);
	query_bind_int(&q, row->created_at);
	query_bind_int(&q, row->next_at);
	query_bind_int(&q, row->sent_at);
	query_bind_text(&q, row->last_error);
	query_bind_bytes(&q, row->bytes);
	return query_one_int(&q, id);
}

bool
outbox_put(struct store *s, struct outbox_row *row, struct fault *f)
{
	int64_t id = 0;

	if (!insert(s, row, &id, f))
		return false;
	if (row->casefile_id != 0 &&
	    !casefile_message_add(s, row->casefile_id, row->message_id, f))
		return false;
	row->id = id;
	return true;
}

/* Columns id to last_error. */
static bool
take(struct query *q, struct arena *a, struct outbox_row *row)
{
	row->id = query_take_int(q);
	row->casefile_id = query_take_int(q);
	row->agency = query_take_text(q, a);
	row->kind = query_take_text(q, a);
	row->message_id = query_take_text(q, a);
	row->recipient = query_take_text(q, a);
	if (!take_outbox_state(q, &row->state))
		return false;
	row->attempts = (unsigned)query_take_int(q);
	row->created_at = query_take_int(q);
	row->next_at = query_take_int(q);
	row->sent_at = query_take_int(q);
	row->last_error = query_take_text(q, a);
	return true;
}

static bool
take_all(
    struct query *q, struct arena *a, struct outbox_row **out, size_t *count)
{
	struct outbox_row *rows = NULL;
	size_t n = 0;

	while (query_next(q)) {
		struct outbox_row row = { 0 };
		if (!take(q, a, &row))
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
outbox_due(struct store *s, const char *agency, time_s now, size_t limit,
    struct arena *a, struct outbox_row **out, size_t *count, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT id, casefile_id, agency, kind, message_id, recipient, "
	    "state, attempts, created_at, next_at, sent_at, last_error "
	    "FROM outbox WHERE state IN ('pending', 'sending', 'uncertain') "
	    "AND agency = ? AND (next_at <= ? OR next_at > ?) "
	    "ORDER BY next_at, id LIMIT ?");
	query_bind_text(&q, agency);
	query_bind_int(&q, now);
	/* Farther off than any wait: the clock was ahead when it was set. */
	query_bind_int(&q, now + BACKOFF_LAST_S);
	query_bind_int(&q, (int64_t)limit);
	return take_all(&q, a, out, count);
}

bool
outbox_load(struct store *s, int64_t id, struct arena *a,
    struct outbox_row *out, struct fault *f)
{
	struct query q;
	struct outbox_row row = { 0 };

	query_begin(&q, s->db, f,
	    "SELECT id, casefile_id, agency, kind, message_id, recipient, "
	    "state, attempts, created_at, next_at, sent_at, last_error, "
	    "bytes FROM outbox WHERE id = ?");
	query_bind_int(&q, id);
	if (query_next(&q) && take(&q, a, &row))
		row.bytes = query_take_bytes(&q, a);
	if (!query_end(&q))
		return false;
	*out = row;
	return true;
}

bool
outbox_mark(struct store *s, int64_t id, enum outbox_state state,
    unsigned attempts, time_s next_at, time_s sent_at, const char *error,
    struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "UPDATE outbox SET state = ?, attempts = ?, next_at = ?, "
	    "sent_at = ?, last_error = ? WHERE id = ?");
	query_bind_text(&q, outbox_state_name(state));
	query_bind_int(&q, attempts);
	query_bind_int(&q, next_at);
	query_bind_int(&q, sent_at);
	query_bind_text(&q, error);
	query_bind_int(&q, id);
	return query_run_one(&q, "outbox row", id);
}

bool
outbox_mark_sending(struct store *s, int64_t id, bool *took, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "UPDATE outbox SET state = 'sending' WHERE id = ? AND "
	    "state IN ('pending', 'uncertain', 'sending')");
	query_bind_int(&q, id);
	if (!query_run(&q))
		return false;
	*took = db_changes(s->db) == 1;
	return true;
}

bool
outbox_by_message_id(
    struct store *s, const char *message_id, int64_t *id, struct fault *f)
{
	struct query q;
	int64_t found = 0;

	query_begin(&q, s->db, f, "SELECT id FROM outbox WHERE message_id = ?");
	query_bind_text(&q, message_id);
	if (!query_one_int(&q, &found))
		return false;
	*id = found;
	return true;
}

bool
outbox_list(struct store *s, int state, size_t limit, struct arena *a,
    struct outbox_row **out, size_t *count, struct fault *f)
{
	struct query q;

	if (state < 0 || state >= OUTBOX_STATE_COUNT) {
		query_begin(&q, s->db, f,
		    "SELECT id, casefile_id, agency, kind, message_id, "
		    "recipient, state, attempts, created_at, next_at, "
		    "sent_at, last_error FROM outbox "
		    "ORDER BY id DESC LIMIT ?");
	} else {
		query_begin(&q, s->db, f,
		    "SELECT id, casefile_id, agency, kind, message_id, "
		    "recipient, state, attempts, created_at, next_at, "
		    "sent_at, last_error FROM outbox WHERE state = ? "
		    "ORDER BY id DESC LIMIT ?");
		query_bind_text(
		    &q, outbox_state_name((enum outbox_state)state));
	}
	query_bind_int(&q, (int64_t)limit);
	return take_all(&q, a, out, count);
}

bool
outbox_of_casefile(struct store *s, int64_t casefile_id, struct arena *a,
    struct outbox_row **out, size_t *count, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT id, casefile_id, agency, kind, message_id, recipient, "
	    "state, attempts, created_at, next_at, sent_at, last_error "
	    "FROM outbox WHERE casefile_id = ? ORDER BY id");
	query_bind_int(&q, casefile_id);
	return take_all(&q, a, out, count);
}

bool
outbox_count_since(struct store *s, const char *recipient, const char *kind,
    time_s since, size_t *count, struct fault *f)
{
	struct query q;
	int64_t n = 0;

	query_begin(&q, s->db, f,
	    "SELECT count(*) FROM outbox WHERE recipient = ?1 AND "
	    "created_at >= ?2 AND (?3 IS NULL OR kind = ?3)");
	query_bind_text(&q, recipient);
	query_bind_int(&q, since);
	query_bind_text(&q, kind);
	if (!query_one_int(&q, &n))
		return false;
	*count = (size_t)n;
	return true;
}
