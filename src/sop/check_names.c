/*
 * The names in a SOP: every role acts somewhere and no name means two of
 * them, every paper is used and somebody brings it, no id stands twice.
 */
#include "check.h"
#include "engine.h"

#include "cabut/banned.h"

static bool
same_word(const char *a, const char *b)
{
	return a && b && text_equal_nocase(a, b);
}

static void
check_roles(struct checker *c)
{
	const struct sop *sop = c->sop;

	for (size_t i = 0; i < sop->role_count; i++) {
		bool is_used = false;

		for (size_t s = 0; s < sop->step_count; s++)
			is_used |= sop->steps[s].kind != STEP_END &&
				   sop->steps[s].role == i;
		if (!is_used)
			find(c, arena_printf(c->arena,
				    "peran \"%s\" tidak menjadi pelaksana "
				    "langkah mana pun",
				    sop->roles[i].id));
	}
	for (size_t s = 0; s < sop->step_count; s++)
		if (sop->steps[s].kind != STEP_END &&
		    sop->steps[s].role >= sop->role_count)
			find_at(c, &sop->steps[s],
			    "dilaksanakan oleh peran yang tidak "
			    "didefinisikan");
}

static bool
role_is_called(const struct sop_role *role, const char *word)
{
	if (same_word(role->id, word) || same_word(role->label, word))
		return true;
	for (size_t i = 0; i < role->alias_count; i++)
		if (same_word(role->aliases[i], word))
			return true;
	return false;
}

/* No name may mean two roles: DISPOSISI names people by it. */
static void
check_role_names(struct checker *c)
{
	const struct sop *sop = c->sop;

	for (size_t i = 0; i < sop->role_count; i++)
		for (size_t k = i + 1; k < sop->role_count; k++) {
			const struct sop_role *other = &sop->roles[k];
			bool is_shared =
			    role_is_called(&sop->roles[i], other->id) ||
			    role_is_called(&sop->roles[i], other->label);

			for (size_t n = 0; n < other->alias_count; n++)
				is_shared |= role_is_called(
				    &sop->roles[i], other->aliases[n]);
			if (is_shared)
				find(c,
				    arena_printf(c->arena,
					"peran \"%s\" dan \"%s\" memakai id, "
					"nama, atau alias yang sama",
					sop->roles[i].id, other->id));
		}
}

struct paper_use { /* sets of papers */
	uint32_t needed, needed_by_request, made;
};

static struct paper_use
paper_use(const struct sop *sop)
{
	struct paper_use use = { 0 };

	for (size_t s = 0; s < sop->step_count; s++) {
		const struct sop_step *step = &sop->steps[s];
		uint32_t needs = 0;

		for (size_t n = 0; n < step->need_count; n++)
			needs |= paper_bit(step->needs[n].paper);
		use.needed |= needs;
		if (step->kind == STEP_REQUEST)
			use.needed_by_request |= needs;
		if (step->kind == STEP_WORK && step->produces >= 0)
			use.made |= UINT32_C(1) << step->produces;
		if (step->kind == STEP_WORK && step->drafts >= 0)
			use.made |= UINT32_C(1) << step->drafts;
	}
	return use;
}

static bool
has_request(const struct sop *sop)
{
	for (size_t i = 0; i < sop->step_count; i++)
		if (sop->steps[i].kind == STEP_REQUEST)
			return true;
	return false;
}

static void
check_papers(struct checker *c)
{
	const struct sop *sop = c->sop;
	struct paper_use use = paper_use(sop);
	bool is_asking = has_request(sop);

	for (size_t i = 0; i < sop->paper_count; i++) {
		uint32_t one = UINT32_C(1) << i;
		const char *what = NULL;

		if (!((use.needed | use.made) & one))
			what = "tidak dipakai langkah mana pun";
		else if (is_asking && !sop->papers[i].is_optional &&
			 !((use.needed_by_request | use.made) & one))
			what = "dibutuhkan, tetapi tidak diminta dari pemohon "
			       "dan tidak dihasilkan langkah mana pun";
		if (what)
			find(c, arena_printf(c->arena, "berkas \"%s\" %s",
				    sop->papers[i].id, what));
	}
}

static void
check_twins(struct checker *c)
{
	const struct sop *sop = c->sop;

	for (size_t i = 0; i < sop->step_count; i++)
		if (sop_step_by_id(sop, sop->steps[i].id) != &sop->steps[i])
			find_at(c, &sop->steps[i],
			    "memakai id yang sudah dipakai langkah lain");
	for (size_t i = 0; i < sop->role_count; i++)
		if (sop_role_index(sop, sop->roles[i].id) != (int)i)
			find(c, arena_printf(c->arena, "peran \"%s\" ada dua",
				    sop->roles[i].id));
	for (size_t i = 0; i < sop->paper_count; i++)
		if (sop_paper_index(sop, sop->papers[i].id) != (int)i)
			find(c, arena_printf(c->arena, "berkas \"%s\" ada dua",
				    sop->papers[i].id));
}

void
check_names(struct checker *c)
{
	check_twins(c);
	check_roles(c);
	check_role_names(c);
	check_papers(c);
}
