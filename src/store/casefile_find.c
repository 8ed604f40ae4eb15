/*
 * Casefiles found again: by number, thread, likeness, step, hold.
 */
#include "room.h"
#include "cabut/banned.h"

bool
casefile_by_number(struct store *s, const char *number, struct arena *a,
    struct casefile *out, struct fault *f)
{
	struct query q;
	int64_t id = 0;

	query_begin(&q, s->db, f, "SELECT id FROM casefile WHERE number = ?");
	query_bind_text(&q, number);
	return query_one_int(&q, &id) && casefile_load(s, id, a, out, f);
}

bool
casefile_by_message_id(
    struct store *s, const char *message_id, int64_t *id, struct fault *f)
{
	struct query q;
	int64_t found = 0;

	query_begin(&q, s->db, f,
	    "SELECT casefile_id FROM casefile_message WHERE message_id = ? "
	    "ORDER BY id LIMIT 1");
	query_bind_text(&q, message_id);
	if (!query_one_int(&q, &found))
		return false;
	*id = found;
	return true;
}

bool
casefile_message_add(struct store *s, int64_t casefile_id,
    const char *message_id, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO casefile_message (message_id, casefile_id) "
	    "VALUES (?, ?) ON CONFLICT DO NOTHING");
	query_bind_text(&q, message_id);
	query_bind_int(&q, casefile_id);
	return query_run(&q);
}

bool
casefile_find_similar(struct store *s, const char *agency, const char *service,
    const char *applicant_address, const char *nip, const char *nik,
    int64_t *id, struct fault *f)
{
	struct query q;
	int64_t found = 0;

	query_begin(&q, s->db, f,
	    "SELECT c.id FROM casefile c JOIN owner o ON o.casefile_id = c.id "
	    "WHERE c.status = 'open' AND c.agency = ? AND c.service = ? AND "
	    "c.applicant_address = ? AND (o.nip = ? OR o.nik = ?) "
	    "ORDER BY c.id DESC LIMIT 1");
	query_bind_text(&q, agency);
	query_bind_text(&q, service);
	query_bind_text(&q, applicant_address);
	query_bind_text(&q, nip);
	query_bind_text(&q, nik);
	if (!query_one_int(&q, &found))
		return false;
	*id = found;
	return true;
}

static bool
list_ids(struct store *s, int status, struct arena *a, int64_t **ids,
    size_t *count, struct fault *f)
{
	struct query q;

	if (status == CASEFILE_STATUS_ANY) {
		query_begin(
		    &q, s->db, f, "SELECT id FROM casefile ORDER BY id");
	} else {
		query_begin(&q, s->db, f,
		    "SELECT id FROM casefile WHERE status = ? ORDER BY id");
		query_bind_text(
		    &q, casefile_status_name((enum casefile_status)status));
	}
	return query_all_ints(&q, a, ids, count);
}

bool
casefile_list(struct store *s, int status, const char *agency, struct arena *a,
    struct casefile **out, size_t *count, struct fault *f)
{
	int64_t *ids;
	size_t found, n = 0;

	if (!list_ids(s, status, a, &ids, &found, f))
		return false;
	struct casefile *list = arena_array(a, found, sizeof *list);
	for (size_t i = 0; i < found; i++) {
		if (!casefile_load(s, ids[i], a, &list[n], f))
			return false;
		if (agency == NULL || strcmp(agency, list[n].agency) == 0)
			n++;
	}
	*out = list;
	*count = n;
	return true;
}

bool
casefile_in_step(struct store *s, const char *agency, const char *step,
    struct arena *a, int64_t **ids, size_t *count, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT id FROM casefile WHERE status = 'open' AND agency = ? "
	    "AND step = ? ORDER BY id");
	query_bind_text(&q, agency);
	query_bind_text(&q, step);
	return query_all_ints(&q, a, ids, count);
}

bool
casefile_held_due(struct store *s, time_s now, struct arena *a, int64_t **ids,
    size_t *count, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT id FROM casefile WHERE status = 'open' AND "
	    "held_until > 0 AND (held_until <= ?1 OR step_since > ?2) "
	    "ORDER BY held_until, id");
	query_bind_int(&q, now);
	query_bind_int(&q, now + STORE_CLOCK_AHEAD_S);
	return query_all_ints(&q, a, ids, count);
}

bool
casefile_wake_due(struct store *s, time_s now, struct arena *a, int64_t **ids,
    size_t *count, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT id FROM casefile WHERE status = 'open' AND "
	    "wake_at > 0 AND (wake_at <= ?1 OR asked_at > ?2) "
	    "ORDER BY wake_at, id");
	query_bind_int(&q, now);
	query_bind_int(&q, now + STORE_CLOCK_AHEAD_S);
	return query_all_ints(&q, a, ids, count);
}
