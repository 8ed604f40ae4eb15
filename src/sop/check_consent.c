/*
 * How few people can bring a case to its revocation. All ways from the start
 * are followed together with the set of people who have consented so far:
 * TOLAK that leads on, a jump by DISPOSISI, and a request that is answered
 * anew are ways like any other. LENGKAPI comes back to who said it, and so
 * changes nothing.
 */
#include "check.h"
#include "engine.h"

#include "cabut/banned.h"

struct ways {
	const struct sop *sop;
	unsigned bit[SOP_ROLES_MAX]; /* of a role's person; 0: never decides */
	size_t set_count;
	bool *seen; /* [row * set_count + set] */
	bool has_grown;
};

uint32_t
deciding_roles(const struct sop *sop)
{
	uint32_t roles = 0;

	for (size_t i = 0; i < sop->step_count; i++)
		if (sop->steps[i].kind == STEP_DECISION &&
		    sop->steps[i].role < sop->role_count)
			roles |= UINT32_C(1) << sop->steps[i].role;
	return roles;
}

/* Each person who decides gets a bit. */
static bool
number_people(struct ways *w, const unsigned person[SOP_ROLES_MAX])
{
	uint32_t roles = deciding_roles(w->sop);
	unsigned bit_of[SOP_ROLES_MAX] = { 0 }, count = 0;

	for (unsigned r = 0; r < SOP_ROLES_MAX; r++) {
		if (!(roles & (UINT32_C(1) << r)))
			continue;
		if (!bit_of[person[r]]) {
			if (count == SOP_DECIDERS_MAX)
				return false;
			bit_of[person[r]] = 1u << count++;
		}
		w->bit[r] = bit_of[person[r]];
	}
	w->set_count = (size_t)1 << count;
	return true;
}

static void
arrive(struct ways *w, size_t step, unsigned set)
{
	bool *seen = &w->seen[step * w->set_count + set];

	w->has_grown |= !*seen;
	*seen = true;
}

/* LENGKAPI to a request returns; only one that is answered anew is a way. */
static bool
comes_back(const struct ways *w, const struct sop_branch *b, unsigned outcome)
{
	return outcome == OUTCOME_MORE && !b->is_anew &&
	       w->sop->steps[b->next].kind == STEP_REQUEST;
}

static unsigned
consented(const struct ways *w, const struct sop_step *step, unsigned outcome)
{
	bool is_consent = outcome == OUTCOME_APPROVE ||
			  outcome == OUTCOME_DELEGATE ||
			  outcome == OUTCOME_DONE;

	return step->kind == STEP_DECISION && is_consent &&
		       step->role < w->sop->role_count
		   ? w->bit[step->role]
		   : 0;
}

static void
leave(struct ways *w, size_t at, unsigned set)
{
	const struct sop_step *step = &w->sop->steps[at];

	for (unsigned o = 0; o < OUTCOME_UNCLEAR; o++) {
		const struct sop_branch *b = step_branch(step, o);

		if (b && !comes_back(w, b, o))
			arrive(w, b->next,
			    b->is_anew ? 0 : set | consented(w, step, o));
	}
	if (goes_on_alone(step) && step->branch_count == 0 &&
	    at + 1 < w->sop->step_count)
		arrive(w, at + 1, set);
}

static void
follow(struct ways *w)
{
	arrive(w, 0, 0);
	while (w->has_grown) {
		w->has_grown = false;
		for (size_t i = 0; i < w->sop->step_count; i++)
			for (unsigned set = 0; set < w->set_count; set++)
				if (w->seen[i * w->set_count + set])
					leave(w, i, set);
	}
}

/* Here BSrE is asked, or has been. */
static bool
is_goal(const struct sop_step *step)
{
	return step->kind == STEP_WAIT || step->end == END_DONE ||
	       step->is_held;
}

static unsigned
size_of(unsigned set)
{
	return (unsigned)__builtin_popcount(set);
}

bool
consent_least(const struct sop *sop, const unsigned person[SOP_ROLES_MAX],
    struct arena *a, struct consent_way *out)
{
	struct ways w = { .sop = sop };
	struct consent_way least = { 0 };

	if (!number_people(&w, person))
		return false;
	w.seen = arena_array(a, sop->step_count * w.set_count, sizeof *w.seen);
	follow(&w);
	for (size_t i = 0; i < sop->step_count; i++)
		for (unsigned set = 0; set < w.set_count; set++) {
			if (!is_goal(&sop->steps[i]) ||
			    !w.seen[i * w.set_count + set] ||
			    (least.last && size_of(set) >= least.people))
				continue;
			least.people = size_of(set);
			least.last = &sop->steps[i];
		}
	*out = least;
	return true;
}

void
check_approvals(struct checker *c)
{
	unsigned person[SOP_ROLES_MAX], asked = c->sop->approvals;
	struct consent_way way;

	for (unsigned r = 0; r < SOP_ROLES_MAX; r++)
		person[r] = r;
	if (!consent_least(c->sop, person, c->arena, &way))
		find(c, arena_printf(c->arena,
			    "lebih dari %d peran memutus; jalan-jalannya "
			    "terlalu banyak untuk diperiksa",
			    SOP_DECIDERS_MAX));
	else if (way.last && way.people < asked)
		find_at(c, way.last,
		    arena_printf(c->arena,
			"dapat dicapai dengan persetujuan %u orang, padahal "
			"persetujuan=\"%u\"",
			way.people, asked));
	else if (way.last && asked == 0 && way.people > 0)
		advise(c, arena_printf(c->arena,
			      "<sop>: setiap jalan melewati persetujuan "
			      "sedikitnya %u orang: tulis persetujuan=\"%u\"",
			      way.people, way.people));
}
