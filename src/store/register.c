/*
 * The owner register: a row comes in, and which row it replaces.
 */
#include "register.h"
#include "cabut/banned.h"

/* Both rows in one sentence, since one of them must be corrected. No digits:
 * the fault may end in a log. */
static bool
refuse_two(const struct register_owner *o, const struct register_owner *by_nip,
    const struct register_owner *by_nik, struct fault *f)
{
	return fault_set(f, SCOPE_MESSAGE,
	    "the NIP of %.100s is that of \"%.100s\" in the register, and the "
	    "NIK that of \"%.100s\"; correct the one that is wrong",
	    o->name, by_nip->name, by_nik->name);
}

/* found->id is 0 when this is somebody new. */
static bool
find_same(struct store *s, const struct register_owner *o, struct arena *a,
    struct register_owner *found, struct fault *f)
{
	struct register_owner by_nip, by_nik;

	if (!register_by_nip(s, o->agency, o->nip, a, &by_nip, f) ||
	    !register_by_nik(s, o->agency, o->nik, a, &by_nik, f))
		return false;
	if (by_nip.id && by_nik.id && by_nip.id != by_nik.id)
		return refuse_two(o, &by_nip, &by_nik, f);
	*found = by_nip.id ? by_nip : by_nik;
	return true;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

/* A file without the column does not take a number away. */
static bool
same_number(const char *old, const char *new)
{
	return !new || same(old, new);
}

static enum register_change
change_of(const struct register_owner *old, const struct register_owner *new)
{
	if (!old->id)
		return REGISTER_NEW;
	if (same_number(old->nip, new->nip) &&
	    same_number(old->nik, new->nik) && same(old->name, new->name) &&
	    same(old->address, new->address) &&
	    same(old->position, new->position) &&
	    same(old->institution, new->institution) &&
	    same(old->unit, new->unit) &&
	    same(old->superior_name, new->superior_name) &&
	    same(old->superior_nip, new->superior_nip) &&
	    same(old->superior_address, new->superior_address) &&
	    same(old->term_from, new->term_from) &&
	    same(old->term_until, new->term_until) &&
	    same(old->certificate_until, new->certificate_until))
		return REGISTER_UNCHANGED;
	return REGISTER_CHANGED;
}

bool
register_compare(struct store *s, const struct register_owner *o,
    struct arena *a, enum register_change *change, struct fault *f)
{
	struct register_owner old;

	if (!find_same(s, o, a, &old, f))
		return false;
	*change = change_of(&old, o);
	return true;
}

static void
bind_owner(struct query *q, const struct register_owner *o)
{
	query_bind_text(q, o->nip);
	query_bind_text(q, o->nik);
	query_bind_text(q, o->name);
	query_bind_text(q, o->address);
	query_bind_text(q, o->position);
	query_bind_text(q, o->institution);
	query_bind_text(q, o->unit);
	query_bind_text(q, o->superior_name);
	query_bind_text(q, o->superior_nip);
	query_bind_text(q, o->superior_address);
	query_bind_text(q, o->term_from);
	query_bind_text(q, o->term_until);
	query_bind_text(q, o->certificate_until);
	query_bind_int(q, o->imported_at);
}

static bool
insert(struct store *s, const struct register_owner *o, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "INSERT INTO register (nip, nik, name, address, position, "
	    "institution, unit, superior_name, superior_nip, "
	    "superior_address, term_from, term_until, certificate_until, "
	    "imported_at, agency, told_month) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	bind_owner(&q, o);
	query_bind_text(&q, o->agency);
	query_bind_text(&q, o->told_month);
	return query_run(&q);
}

static bool
replace(struct store *s, int64_t id, const struct register_owner *o,
    struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "UPDATE register SET nip = coalesce(?, nip), "
	    "nik = coalesce(?, nik), name = ?, address = ?, position = ?, "
	    "institution = ?, unit = ?, superior_name = ?, "
	    "superior_nip = ?, superior_address = ?, term_from = ?, "
	    "term_until = ?, certificate_until = ?, imported_at = ?, "
	    "told_month = coalesce(?, told_month) WHERE id = ?");
	bind_owner(&q, o);
	query_bind_text(&q, o->told_month);
	query_bind_int(&q, id);
	return query_run_one(&q, "register row", id);
}

bool
register_put(struct store *s, const struct register_owner *o, struct arena *a,
    enum register_change *change, struct fault *f)
{
	struct register_owner old;
	bool ok = db_wants_transaction(s->db, f) && find_same(s, o, a, &old, f);

	if (!ok)
		return false;
	enum register_change made = change_of(&old, o);

	if (made == REGISTER_NEW)
		ok = insert(s, o, f);
	else if (made == REGISTER_CHANGED)
		ok = replace(s, old.id, o, f);
	if (ok)
		*change = made;
	return ok;
}

bool
register_mark_told(
    struct store *s, int64_t id, const char *month, struct fault *f)
{
	struct query q;

	query_begin(
	    &q, s->db, f, "UPDATE register SET told_month = ? WHERE id = ?");
	query_bind_text(&q, month);
	query_bind_int(&q, id);
	return query_run_one(&q, "register row", id);
}
