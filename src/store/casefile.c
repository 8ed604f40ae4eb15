/*
 * Casefiles: one row each, its owners, and the SOP text it began with.
 * Finding and listing them is in casefile_find.c.
 */
#include "room.h"
#include "cabut/banned.h"

static bool
keep_sop_text(
    struct store *s, const char *hash, struct slice text, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO sop_text (hash, text) VALUES (?, ?) "
	    "ON CONFLICT (hash) DO NOTHING");
	query_bind_text(&q, hash);
	query_bind_bytes(&q, text);
	return query_run(&q);
}

static bool
next_number(struct store *s, const char *prefix, int year, struct arena *a,
    const char **number, struct fault *f)
{
	int64_t n = 0;
	const char *counter = arena_printf(a, "casefile %s-%04d", prefix, year);

	if (!store_counter_next(s, counter, &n, f))
		return false;
	*number = arena_printf(a, "%s-%04d-%04lld", prefix, year, (long long)n);
	return true;
}

/* The columns that casefile_update writes too, in the order of both. */
static void
bind_changing(struct query *q, const struct casefile *c)
{
	query_bind_text(q, c->service);
	query_bind_text(q, c->sop_hash);
	query_bind_text(q, casefile_status_name(c->status));
	query_bind_text(q, c->step);
	query_bind_text(q, c->return_to);
	query_bind_int(q, c->step_since);
	query_bind_int(q, c->closed_at);
	query_bind_int(q, c->held_until);
	query_bind_int(q, c->is_urgent);
	query_bind_text(q, c->reason);
	query_bind_text(q, c->applicant_address);
	query_bind_text(q, c->applicant_name);
	query_bind_int(q, c->applicant_assurance);
	query_bind_text(q, c->letter_number);
	query_bind_text(q, c->letter_date);
	query_bind_text(q, c->letter_kind);
	query_bind_text(q, c->first_message_id);
	query_bind_text(q, c->subject);
	query_bind_text(q, c->last_message_id);
	query_bind_hash(q, c->facts_hash);
	query_bind_text(q, c->doubts);
	query_bind_int(q, c->asked_at);
	query_bind_int(q, c->due_at);
	query_bind_int(q, c->wake_at);
	query_bind_int(q, c->reminders);
	query_bind_text(q, c->assignee);
	query_bind_int(q, c->anew_after);
	query_bind_text(q, c->remark);
	query_bind_text(q, c->remark_by);
}

static bool
insert_row(struct store *s, const struct casefile *c, const char *number,
    int64_t *id, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO casefile (service, sop_hash, status, step, "
	    "return_to, step_since, closed_at, held_until, is_urgent, "
	    "reason, applicant_address, applicant_name, "
	    "applicant_assurance, letter_number, letter_date, letter_kind, "
	    "first_message_id, subject, last_message_id, facts_hash, "
	    "doubts, asked_at, due_at, wake_at, reminders, assignee, "
	    "anew_after, remark, remark_by, number, agency, opened_at) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, "
	    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
	    "?, ?, ?, ?, ?) "
	    "RETURNING id");
	bind_changing(&q, c);
	query_bind_text(&q, number);
	query_bind_text(&q, c->agency);
	query_bind_int(&q, c->opened_at);
	return query_one_int(&q, id);
}

static bool
insert_owner(struct store *s, int64_t id, size_t seq,
    const struct casefile_owner *o, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO owner (casefile_id, seq, name, nip, nik, position, "
	    "institution, unit, email, reason, serial, superior_name, "
	    "superior_address) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	query_bind_int(&q, id);
	query_bind_int(&q, (int64_t)seq);
	query_bind_text(&q, o->name);
	query_bind_text(&q, o->nip);
	query_bind_text(&q, o->nik);
	query_bind_text(&q, o->position);
	query_bind_text(&q, o->institution);
	query_bind_text(&q, o->unit);
	query_bind_text(&q, o->email);
	query_bind_text(&q, o->reason);
	query_bind_text(&q, o->serial);
	query_bind_text(&q, o->superior_name);
	query_bind_text(&q, o->superior_address);
	return query_run(&q);
}

static bool
insert_owners(
    struct store *s, int64_t id, const struct casefile *c, struct fault *f)
{
	for (size_t i = 0; i < c->owner_count; i++)
		if (!insert_owner(s, id, i, &c->owners[i], f))
			return false;
	return true;
}

static bool
doubts_are_list(struct store *s, const struct casefile *c, struct fault *f)
{
	return c->doubts == NULL || json_must_be(s, c->doubts, "array", f);
}

bool
casefile_insert(struct store *s, struct casefile *c, const char *prefix,
    int year, struct slice sop_text, struct arena *a, struct fault *f)
{
	const char *number;
	int64_t id = 0;

	if (!doubts_are_list(s, c, f) ||
	    !keep_sop_text(s, c->sop_hash, sop_text, f) ||
	    !next_number(s, prefix, year, a, &number, f) ||
	    !insert_row(s, c, number, &id, f) || !insert_owners(s, id, c, f))
		return false;
	if (c->first_message_id && *c->first_message_id &&
	    !casefile_message_add(s, id, c->first_message_id, f))
		return false;
	c->id = id;
	c->number = number;
	return true;
}

static bool
update_row(struct store *s, const struct casefile *c, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "UPDATE casefile SET service = ?, sop_hash = ?, status = ?, "
	    "step = ?, return_to = ?, step_since = ?, closed_at = ?, "
	    "held_until = ?, is_urgent = ?, reason = ?, "
	    "applicant_address = ?, applicant_name = ?, "
	    "applicant_assurance = ?, letter_number = ?, letter_date = ?, "
	    "letter_kind = ?, first_message_id = ?, subject = ?, "
	    "last_message_id = ?, facts_hash = ?, doubts = ?, asked_at = ?, "
	    "due_at = ?, wake_at = ?, reminders = ?, assignee = ?, "
	    "anew_after = ?, remark = ?, remark_by = ? WHERE id = ?");
	bind_changing(&q, c);
	query_bind_int(&q, c->id);
	return query_run_one(&q, "casefile", c->id);
}

bool
casefile_update(struct store *s, const struct casefile *c, struct fault *f)
{
	struct query q;

	if (!doubts_are_list(s, c, f) || !update_row(s, c, f))
		return false;
	query_begin(&q, s->db, f, "DELETE FROM owner WHERE casefile_id = ?");
	query_bind_int(&q, c->id);
	return query_run(&q) && insert_owners(s, c->id, c, f);
}

static bool
load_owners(
    struct store *s, struct casefile *c, struct arena *a, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT name, nip, nik, position, institution, unit, email, "
	    "reason, serial, superior_name, superior_address "
	    "FROM owner WHERE casefile_id = ? ORDER BY seq");
	query_bind_int(&q, c->id);
	while (query_next(&q)) {
		size_t n = c->owner_count++;
		c->owners = list_grow(a, c->owners, n, sizeof *c->owners);
		struct casefile_owner *o = &c->owners[n];
		o->name = query_take_text(&q, a);
		o->nip = query_take_text(&q, a);
		o->nik = query_take_text(&q, a);
		o->position = query_take_text(&q, a);
		o->institution = query_take_text(&q, a);
		o->unit = query_take_text(&q, a);
		o->email = query_take_text(&q, a);
		o->reason = query_take_text(&q, a);
		o->serial = query_take_text(&q, a);
		o->superior_name = query_take_text(&q, a);
		o->superior_address = query_take_text(&q, a);
	}
	return query_end(&q);
}

static void
take_row(struct query *q, struct arena *a, struct casefile *c)
{
	c->id = query_take_int(q);
	c->number = query_take_text(q, a);
	c->agency = query_take_text(q, a);
	c->service = query_take_text(q, a);
	c->sop_hash = query_take_text(q, a);
	if (!take_casefile_status(q, &c->status))
		return;
	c->step = query_take_text(q, a);
	c->return_to = query_take_text(q, a);
	c->step_since = query_take_int(q);
	c->opened_at = query_take_int(q);
	c->closed_at = query_take_int(q);
	c->held_until = query_take_int(q);
	c->is_urgent = query_take_int(q) != 0;
	c->reason = query_take_text(q, a);
	c->applicant_address = query_take_text(q, a);
	c->applicant_name = query_take_text(q, a);
	c->applicant_assurance = (unsigned)query_take_int(q);
	c->letter_number = query_take_text(q, a);
	c->letter_date = query_take_text(q, a);
	c->letter_kind = query_take_text(q, a);
	c->first_message_id = query_take_text(q, a);
	c->subject = query_take_text(q, a);
	c->last_message_id = query_take_text(q, a);
	query_take_hash(q, c->facts_hash);
	c->doubts = query_take_text(q, a);
	c->asked_at = query_take_int(q);
	c->due_at = query_take_int(q);
	c->wake_at = query_take_int(q);
	c->reminders = (unsigned)query_take_int(q);
	c->assignee = query_take_text(q, a);
	c->anew_after = query_take_int(q);
	c->remark = query_take_text(q, a);
	c->remark_by = query_take_text(q, a);
}

bool
casefile_load(struct store *s, int64_t id, struct arena *a,
    struct casefile *out, struct fault *f)
{
	struct query q;
	struct casefile c = { 0 };

	query_begin(&q, s->db, f,
	    "SELECT id, number, agency, service, sop_hash, status, step, "
	    "return_to, step_since, opened_at, closed_at, held_until, "
	    "is_urgent, reason, applicant_address, applicant_name, "
	    "applicant_assurance, letter_number, letter_date, letter_kind, "
	    "first_message_id, subject, last_message_id, facts_hash, doubts, "
	    "asked_at, due_at, wake_at, reminders, assignee, anew_after, "
	    "remark, remark_by FROM casefile WHERE id = ?");
	query_bind_int(&q, id);
	if (query_next(&q))
		take_row(&q, a, &c);
	if (!query_end(&q) || (c.id != 0 && !load_owners(s, &c, a, f)))
		return false;
	*out = c;
	return true;
}

bool
casefile_sop_text(struct store *s, const char *sop_hash, struct arena *a,
    struct slice *text, struct fault *f)
{
	struct query q;
	struct slice found = { 0 };

	query_begin(&q, s->db, f, "SELECT text FROM sop_text WHERE hash = ?");
	query_bind_text(&q, sop_hash);
	if (query_next(&q))
		found = query_take_bytes(&q, a);
	if (!query_end(&q))
		return false;
	if (found.at == NULL)
		return fault_set(f, SCOPE_RUN,
		    "store %s: SOP text %.64s is not kept", db_path(s->db),
		    sop_hash);
	*text = found;
	return true;
}
