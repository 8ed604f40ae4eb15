/*
 * Officials who are away, as their own notes say.
 */
#include "room.h"
#include "cabut/banned.h"

bool
absence_put(struct store *s, const struct absence_row *row, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO absence (agency, address, since, until, ledger_id) "
	    "VALUES (?, ?, ?, ?, ?) ON CONFLICT (agency, address) DO UPDATE "
	    "SET since = excluded.since, until = excluded.until, "
	    "ledger_id = excluded.ledger_id");
	query_bind_text(&q, row->agency);
	query_bind_text(&q, row->address);
	query_bind_int(&q, row->since);
	query_bind_int(&q, row->until);
	query_bind_id(&q, row->ledger_id);
	return query_run(&q);
}

bool
absence_end(
    struct store *s, const char *agency, const char *address, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "DELETE FROM absence WHERE agency = ? AND address = ?");
	query_bind_text(&q, agency);
	query_bind_text(&q, address);
	return query_run(&q);
}

bool
absence_at(struct store *s, const char *agency, const char *address, time_s now,
    bool *is_away, struct fault *f)
{
	struct query q;
	int64_t found = 0;

	query_begin(&q, s->db, f,
	    "SELECT count(*) FROM absence WHERE agency = ? AND address = ? "
	    "AND since <= ? AND until > ?");
	query_bind_text(&q, agency);
	query_bind_text(&q, address);
	query_bind_int(&q, now);
	query_bind_int(&q, now);
	if (!query_one_int(&q, &found))
		return false;
	*is_away = found > 0;
	return true;
}
