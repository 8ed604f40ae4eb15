/*
 * A SOP and the people of one agency: does each role that is asked have
 * somebody, and somebody else for their absence; does one person hold two
 * roles that decide? The engine refuses the second decision of one person, so
 * such a case would stand still for ever.
 */
#include "check.h"

#include "cabut/banned.h"

struct staff {
	struct checker *c;
	const struct sop_person *people;
	size_t count;
};

/* The first of a role counts, as in config_actor(). */
static const struct sop_person *
holder(const struct staff *s, unsigned role)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->people[i].role, s->c->sop->roles[role].id) == 0)
			return &s->people[i];
	return NULL;
}

/* The user part belongs to its host and compares byte by byte. */
static bool
is_same_person(const char *a, const char *b)
{
	const char *at_a = a ? strrchr(a, '@') : NULL;
	const char *at_b = b ? strrchr(b, '@') : NULL;

	return at_a && at_b && at_a - a == at_b - b &&
	       memcmp(a, b, (size_t)(at_a - a)) == 0 &&
	       text_equal_nocase(at_a, at_b);
}

static const struct sop_step *
first_asked(const struct sop *sop, unsigned role)
{
	for (size_t i = 0; i < sop->step_count; i++)
		if ((sop->steps[i].kind == STEP_DECISION ||
			sop->steps[i].kind == STEP_WORK) &&
		    sop->steps[i].role == role)
			return &sop->steps[i];
	return NULL;
}

static void
check_holder(const struct staff *s, unsigned role)
{
	const struct sop_role *r = &s->c->sop->roles[role];
	const struct sop_step *step = first_asked(s->c->sop, role);
	const struct sop_person *p = holder(s, role);
	struct arena *a = s->c->arena;

	if (!step || r->source != ROLE_OFFICIAL)
		return;
	if (!p || !p->address)
		find_at(s->c, step,
		    arena_printf(a,
			"dikerjakan peran \"%s\", yang tidak dipegang pejabat "
			"mana pun dalam konfigurasi",
			r->id));
	else if (!p->substitute_address)
		advise(s->c,
		    arena_printf(a,
			"peran \"%s\" belum mempunyai pengganti dalam "
			"konfigurasi; bila %s berhalangan, permohonan menunggu",
			r->id, p->address));
	else if (is_same_person(p->address, p->substitute_address))
		find(s->c,
		    arena_printf(a,
			"peran \"%s\": pengganti dan pejabatnya satu alamat "
			"(%s)",
			r->id, p->address));
}

static void
tell_one_person(const struct staff *s, unsigned a, unsigned b, bool is_alone)
{
	const struct sop *sop = s->c->sop;

	find(s->c,
	    arena_printf(s->c->arena,
		"peran \"%s\" dan \"%s\" dipegang satu orang (%s): %s",
		sop->roles[a].id, sop->roles[b].id, holder(s, a)->address,
		is_alone ? "jalan yang meminta beberapa persetujuan akan "
			   "diputus sendirian, dan cabut menolaknya"
			 : "cabut menolak keputusan kedua dari orang yang "
			   "sama, dan permohonan berhenti di sana"));
}

/* Kabid is often the substitute of Kepala Dinas: lawful, but while it lasts
 * somebody else must decide for one of the two. */
static void
advise_overlap(const struct staff *s, unsigned a, unsigned b)
{
	const struct sop_person *official = holder(s, a);
	const struct sop_person *other = holder(s, b);

	if (is_same_person(official->address, other->substitute_address))
		advise(s->c,
		    arena_printf(s->c->arena,
			"%s memegang peran \"%s\" dan pengganti peran \"%s\": "
			"dalam satu permohonan ia hanya dapat memutus salah "
			"satunya",
			official->address, s->c->sop->roles[a].id,
			s->c->sop->roles[b].id));
}

static bool
both_decide(const struct staff *s, unsigned a, unsigned b)
{
	uint32_t roles = deciding_roles(s->c->sop);

	return a != b && (roles & (UINT32_C(1) << a)) &&
	       (roles & (UINT32_C(1) << b)) && holder(s, a) && holder(s, b);
}

/* Roles of one address get one number: is a way left that is too lonely? */
static bool
is_decided_alone(const struct staff *s)
{
	unsigned person[SOP_ROLES_MAX];
	struct consent_way way;

	for (unsigned r = 0; r < SOP_ROLES_MAX; r++) {
		person[r] = r;
		for (unsigned k = 0; k < r; k++)
			if (both_decide(s, k, r) &&
			    is_same_person(
				holder(s, k)->address, holder(s, r)->address)) {
				person[r] = person[k];
				break;
			}
	}
	return consent_least(s->c->sop, person, s->c->arena, &way) &&
	       way.last && way.people < s->c->sop->approvals;
}

static void
check_pairs(const struct staff *s)
{
	size_t roles = s->c->sop->role_count;
	bool is_alone = is_decided_alone(s);

	for (unsigned a = 0; a < roles; a++)
		for (unsigned b = 0; b < roles; b++) {
			if (!both_decide(s, a, b))
				continue;
			if (!is_same_person(
				holder(s, a)->address, holder(s, b)->address))
				advise_overlap(s, a, b);
			else if (a < b)
				tell_one_person(s, a, b, is_alone);
		}
}

bool
sop_check_people(const struct sop *sop, const struct sop_person *people,
    size_t count, struct arena *a, struct sop_findings *findings)
{
	struct checker c = { .sop = sop, .arena = a, .findings = findings };
	struct staff s = { &c, people, count };

	findings->count = 0;
	for (unsigned r = 0; r < sop->role_count; r++)
		check_holder(&s, r);
	check_pairs(&s);
	for (size_t i = 0; i < findings->count; i++)
		if (!findings->is_advice[i])
			return false;
	return true;
}
