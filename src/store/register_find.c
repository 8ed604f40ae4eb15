/*
 * The owner register, looked up.
 */
#include "register.h"
#include "cabut/banned.h"

#define COLUMNS                                                                \
	"id, agency, nip, nik, name, address, position, institution, unit, "   \
	"superior_name, superior_nip, superior_address, term_from, "           \
	"term_until, certificate_until, imported_at, told_month "

static void
take_owner(struct query *q, struct arena *a, struct register_owner *o)
{
	o->id = query_take_int(q);
	o->agency = query_take_text(q, a);
	o->nip = query_take_text(q, a);
	o->nik = query_take_text(q, a);
	o->name = query_take_text(q, a);
	o->address = query_take_text(q, a);
	o->position = query_take_text(q, a);
	o->institution = query_take_text(q, a);
	o->unit = query_take_text(q, a);
	o->superior_name = query_take_text(q, a);
	o->superior_nip = query_take_text(q, a);
	o->superior_address = query_take_text(q, a);
	o->term_from = query_take_text(q, a);
	o->term_until = query_take_text(q, a);
	o->certificate_until = query_take_text(q, a);
	o->imported_at = query_take_int(q);
	o->told_month = query_take_text(q, a);
}

/* Two rows are none. */
static bool
take_only(struct query *q, struct arena *a, struct register_owner *out)
{
	struct register_owner found = { 0 };
	size_t rows = 0;

	while (query_next(q)) {
		take_owner(q, a, &found);
		rows++;
	}
	if (!query_end(q))
		return false;
	*out = rows == 1 ? found : (struct register_owner){ 0 };
	return true;
}

bool
register_by_nip(struct store *s, const char *agency, const char *nip,
    struct arena *a, struct register_owner *out, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT " COLUMNS "FROM register WHERE agency = ? AND nip = ?");
	query_bind_text(&q, agency);
	query_bind_text(&q, nip);
	return take_only(&q, a, out);
}

bool
register_by_nik(struct store *s, const char *agency, const char *nik,
    struct arena *a, struct register_owner *out, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT " COLUMNS "FROM register WHERE agency = ? AND nik = ?");
	query_bind_text(&q, agency);
	query_bind_text(&q, nik);
	return take_only(&q, a, out);
}

static bool
by_address(struct store *s, const char *agency, const char *address,
    struct arena *a, struct register_owner *out, struct fault *f)
{
	struct query q;

	query_begin(&q, s->db, f,
	    "SELECT " COLUMNS "FROM register WHERE agency = ? AND "
	    "address = ? LIMIT 2");
	query_bind_text(&q, agency);
	query_bind_text(&q, address);
	return take_only(&q, a, out);
}

static char *
lower_domain(struct arena *a, const char *address)
{
	char *copy = arena_strdup(a, address);

	for (char *at = copy ? strrchr(copy, '@') : NULL; at && *at; at++)
		*at = ascii_lower(*at);
	return copy;
}

bool
register_find(struct store *s, const char *agency, const char *nip,
    const char *nik, const char *address, struct arena *a,
    struct register_owner *out, struct fault *f)
{
	struct register_owner by_nip, by_nik, found = { 0 };

	if (!register_by_nip(s, agency, nip, a, &by_nip, f) ||
	    !register_by_nik(s, agency, nik, a, &by_nik, f))
		return false;
	bool is_one = !by_nip.id || !by_nik.id || by_nip.id == by_nik.id;

	if (is_one)
		found = by_nip.id ? by_nip : by_nik;
	if (is_one && !found.id &&
	    !by_address(s, agency, lower_domain(a, address), a, &found, f))
		return false;
	*out = found;
	return true;
}

static bool
take_all(struct query *q, struct arena *a, struct register_owner **out,
    size_t *count)
{
	struct register_owner *list = NULL;
	size_t n = 0;

	while (query_next(q)) {
		list = list_grow(a, list, n, sizeof *list);
		take_owner(q, a, &list[n++]);
	}
	if (!query_end(q))
		return false;
	*out = list;
	*count = n;
	return true;
}

bool
register_list(struct store *s, const char *agency, struct arena *a,
    struct register_owner **out, size_t *count, struct fault *f)
{
	struct query q;

	if (agency) {
		query_begin(&q, s->db, f,
		    "SELECT " COLUMNS "FROM register WHERE agency = ? "
		    "ORDER BY name COLLATE NOCASE, id");
		query_bind_text(&q, agency);
	} else {
		query_begin(&q, s->db, f,
		    "SELECT " COLUMNS "FROM register "
		    "ORDER BY agency, name COLLATE NOCASE, id");
	}
	return take_all(&q, a, out, count);
}

bool
register_count(
    struct store *s, const char *agency, size_t *count, struct fault *f)
{
	struct query q;
	int64_t found = 0;

	query_begin(&q, s->db, f,
	    "SELECT count(*) FROM register WHERE ?1 IS NULL OR agency = ?1");
	query_bind_text(&q, agency);
	if (!query_one_int(&q, &found))
		return false;
	*count = (size_t)found;
	return true;
}

bool
register_has_casefile(struct store *s, const struct register_owner *o,
    const char *service, bool *has, struct fault *f)
{
	struct query q;
	int64_t found = 0;

	query_begin(&q, s->db, f,
	    "SELECT count(*) FROM casefile c JOIN owner o "
	    "ON o.casefile_id = c.id WHERE c.agency = ? AND c.service = ? "
	    "AND c.status IN ('open', 'done') AND (o.nip = ? OR o.nik = ?)");
	query_bind_text(&q, o->agency);
	query_bind_text(&q, service);
	query_bind_text(&q, o->nip);
	query_bind_text(&q, o->nik);
	if (!query_one_int(&q, &found))
		return false;
	*has = found > 0;
	return true;
}
