/*
 * The folders that cabut reads. A change of UIDVALIDITY makes every UID new:
 * the old rows of the ledger stay, under the old value.
 */
#include "room.h"
#include "cabut/banned.h"

static bool
find(struct store *s, const char *name, struct arena *a,
    struct mailbox_row *row, const char **agency, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT id, uidvalidity, first_uid, agency FROM mailbox "
	    "WHERE name = ?");
	query_bind_text(&q, name);
	if (query_next(&q)) {
		row->id = query_take_int(&q);
		row->uidvalidity = (uint32_t)query_take_int(&q);
		row->first_uid = (uint32_t)query_take_int(&q);
		*agency = query_take_text(&q, a);
	}
	return query_end(&q);
}

static bool
insert(struct store *s, const char *agency, const char *name,
    struct mailbox_row *row, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO mailbox (agency, name, uidvalidity, first_uid) "
	    "VALUES (?, ?, ?, ?) RETURNING id");
	query_bind_text(&q, agency);
	query_bind_text(&q, name);
	query_bind_int(&q, row->uidvalidity);
	query_bind_int(&q, row->first_uid);
	return query_one_int(&q, &row->id);
}

static bool
update(struct store *s, const char *agency, const struct mailbox_row *row,
    struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "UPDATE mailbox SET agency = ?, uidvalidity = ?, first_uid = ? "
	    "WHERE id = ?");
	query_bind_text(&q, agency);
	query_bind_int(&q, row->uidvalidity);
	query_bind_int(&q, row->first_uid);
	query_bind_int(&q, row->id);
	return query_run_one(&q, "mailbox", row->id);
}

bool
store_mailbox(struct store *s, const char *agency, const char *name,
    uint32_t uidvalidity, uint32_t first_uid, struct arena *a,
    struct mailbox_row *out, struct fault *f)
{
	struct mailbox_row row = { 0 };
	const char *had_agency = NULL;
	bool ok;

	if (!db_wants_transaction(s->db, f) ||
	    !find(s, name, a, &row, &had_agency, f))
		return false;
	row.is_new = row.id == 0;
	row.was_renumbered = !row.is_new && row.uidvalidity != uidvalidity;
	if (row.is_new || row.was_renumbered) {
		row.uidvalidity = uidvalidity;
		row.first_uid = row.is_new ? first_uid : 1;
	}
	if (row.is_new)
		ok = insert(s, agency, name, &row, f);
	else if (row.was_renumbered || strcmp(had_agency, agency) != 0)
		ok = update(s, agency, &row, f);
	else
		ok = true;
	if (ok)
		*out = row;
	return ok;
}
