/*
 * Tokens: only the SHA-256 of each is kept. One that was used, burned or has
 * expired never lives again; a trigger says so too.
 */
#include "room.h"
#include "cabut/banned.h"

bool
token_put(
    struct store *s, const char *token, struct token_row *row, struct fault *f)
{
	struct query q;
	char hash[SHA256_HEX_LEN + 1];
	int64_t id = 0;

	sha256_hex_text(token, hash);
	query_begin(&q, s->db, f,
	    "INSERT INTO token (hash, purpose, casefile_id, ledger_id, step, "
	    "role, address, facts_hash, created_at, expires_at) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
	query_bind_text(&q, hash);
	query_bind_text(&q, token_purpose_name(row->purpose));
	query_bind_id(&q, row->casefile_id);
	query_bind_id(&q, row->ledger_id);
	query_bind_text(&q, row->step);
	query_bind_text(&q, row->role);
	query_bind_text(&q, row->address);
	query_bind_hash(&q, row->facts_hash);
	query_bind_int(&q, row->created_at);
	query_bind_int(&q, row->expires_at);
	if (!query_one_int(&q, &id))
		return false;
	row->id = id;
	row->used_at = 0;
	row->is_burned = false;
	return true;
}

static void
take(struct query *q, struct arena *a, struct token_row *row)
{
	row->id = query_take_int(q);
	if (!take_token_purpose(q, &row->purpose))
		return;
	row->casefile_id = query_take_int(q);
	row->ledger_id = query_take_int(q);
	row->step = query_take_text(q, a);
	row->role = query_take_text(q, a);
	row->address = query_take_text(q, a);
	query_take_hash(q, row->facts_hash);
	row->created_at = query_take_int(q);
	row->expires_at = query_take_int(q);
	row->used_at = query_take_int(q);
	row->is_burned = query_take_int(q) != 0;
}

bool
token_find(struct store *s, const char *token, struct arena *a,
    struct token_row *out, struct fault *f)
{
	struct query q;
	struct token_row row = { 0 };
	char hash[SHA256_HEX_LEN + 1];

	sha256_hex_text(token, hash);
	query_begin(&q, s->db, f,
	    "SELECT id, purpose, casefile_id, ledger_id, step, role, "
	    "address, facts_hash, created_at, expires_at, used_at, is_burned "
	    "FROM token WHERE hash = ?");
	query_bind_text(&q, hash);
	if (query_next(&q))
		take(&q, a, &row);
	if (!query_end(&q))
		return false;
	*out = row;
	return true;
}

bool
token_load(struct store *s, int64_t id, struct arena *a, struct token_row *out,
    struct fault *f)
{
	struct query q;
	struct token_row row = { 0 };

	query_begin(&q, s->db, f,
	    "SELECT id, purpose, casefile_id, ledger_id, step, role, "
	    "address, facts_hash, created_at, expires_at, used_at, is_burned "
	    "FROM token WHERE id = ?");
	query_bind_int(&q, id);
	if (query_next(&q))
		take(&q, a, &row);
	if (!query_end(&q))
		return false;
	*out = row;
	return true;
}

bool
token_use(
    struct store *s, int64_t id, time_s now, bool *was_live, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "UPDATE token SET used_at = ?1 WHERE id = ?2 AND used_at = 0 AND "
	    "is_burned = 0 AND (expires_at > ?1 OR expires_at = 0)");
	query_bind_int(&q, now);
	query_bind_int(&q, id);
	if (!query_run(&q))
		return false;
	*was_live = db_changes(s->db) == 1;
	return true;
}

bool
token_burn(struct store *s, int64_t id, struct fault *f)
{
	struct query q;

	query_begin(
	    &q, s->db, f, "UPDATE token SET is_burned = 1 WHERE id = ?");
	query_bind_int(&q, id);
	return query_run_one(&q, "token", id);
}

bool
token_is_asked(struct store *s, int64_t casefile_id, const char *step,
    const char *address, time_s now, bool *is_asked, struct fault *f)
{
	struct query q;
	int64_t found = 0;

	query_begin(&q, s->db, f,
	    "SELECT count(*) FROM token WHERE casefile_id = ? AND step = ? AND "
	    "address = lower(?) AND used_at = 0 AND is_burned = 0 AND "
	    "expires_at > ?");
	query_bind_int(&q, casefile_id);
	query_bind_text(&q, step);
	query_bind_text(&q, address);
	query_bind_int(&q, now);
	if (!query_one_int(&q, &found))
		return false;
	*is_asked = found > 0;
	return true;
}

bool
token_burn_step(
    struct store *s, int64_t casefile_id, const char *step, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "UPDATE token SET is_burned = 1 WHERE casefile_id = ? AND "
	    "step = ? AND used_at = 0 AND is_burned = 0");
	query_bind_int(&q, casefile_id);
	query_bind_text(&q, step);
	return query_run(&q);
}
