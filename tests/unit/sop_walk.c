/*
 * A property, by 20,000 random events: no walk reaches the upload to AMS
 * unless three different people have approved on the way, each with every
 * condition of the rule; and from wherever a walk stands, honest people can
 * still bring the case to its end.
 */
#include "sop_help.h"

#include "cabut/banned.h"

enum { EVENTS = 20000, PEOPLE = 6, HONEST_STEPS_MAX = 20 };

struct walk {
	const struct sop *sop;
	struct sop_state state;
	struct entropy luck;
	/* approved_in[p]: index of the step that person p approved; -1 */
	int approved_in[PEOPLE];
};

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static unsigned
pick(struct walk *w, unsigned count)
{
	uint32_t number;

	w->luck.fill(&w->luck, &number, sizeof number);
	return number % count;
}

static bool
mostly(struct walk *w)
{
	return pick(w, 8) != 0;
}

static int
step_index(const struct walk *w)
{
	return (int)(sop_step_by_id(w->sop, w->state.step) - w->sop->steps);
}

static void
open_case(struct walk *w)
{
	struct verdict v;

	sop_begin(w->sop, &(struct sop_state){ .papers = pick(w, 32) }, &v);
	w->state = v.state;
	for (int p = 0; p < PEOPLE; p++)
		w->approved_in[p] = -1;
}

static bool
has_decided_elsewhere(const struct walk *w, int person)
{
	return w->approved_in[person] >= 0 &&
	       w->approved_in[person] != step_index(w);
}

static struct sop_event
random_event(struct walk *w, int person)
{
	return (struct sop_event){
		.outcome = pick(w, 3) ? pick(w, OUTCOME_COUNT)
				      : (unsigned)OUTCOME_APPROVE,
		.assurance = mostly(w) ? 3 : pick(w, 5),
		.papers = pick(w, 64),
		.is_automatic = !mostly(w),
		.is_plain = mostly(w),
		.has_token = mostly(w),
		.is_token_expired = !mostly(w),
		.is_facts_same = mostly(w),
		.is_actor = mostly(w),
		.is_applicant = pick(w, 3) == 0,
		.is_party = pick(w, 3) == 0,
		.is_bsre = pick(w, 4) == 0,
		.is_own_request = !mostly(w),
		.has_decided = has_decided_elsewhere(w, person),
	};
}

static bool
is_lawful(const struct sop_event *e)
{
	return !e->is_automatic && e->is_plain && e->has_token &&
	       e->is_facts_same && e->is_actor && e->assurance >= 2 &&
	       !e->is_own_request && !e->has_decided;
}

static unsigned
people_who_approved(const struct walk *w)
{
	unsigned count = 0;

	for (int p = 0; p < PEOPLE; p++)
		count += w->approved_in[p] >= 0;
	return count;
}

static bool
passes(const struct verdict *v, const char *step)
{
	for (size_t i = 0; i < v->path_count; i++)
		if (strcmp(v->path[i]->id, step) == 0)
			return true;
	return false;
}

/* Our own book of approvals, kept without asking the engine why. */
static void
note_move(struct walk *w, const struct sop_step *from,
    const struct sop_event *e, const struct verdict *v, int person)
{
	bool is_forward = v->state.step &&
			  sop_step_by_id(w->sop, v->state.step) > from &&
			  !passes(v, "ditolak") && !passes(v, "dibatalkan");

	if (from->kind != STEP_DECISION || !is_forward)
		return;
	if (!is_lawful(e))
		fail_msg(
		    "%s was passed by an unlawful event: %s", from->id, v->why);
	w->approved_in[person] = (int)(from - w->sop->steps);
}

static struct sop_event
honest_event(const struct sop_step *step)
{
	struct sop_event e = { .assurance = 3,
		.is_plain = true,
		.has_token = true,
		.is_facts_same = true,
		.is_actor = true,
		.papers = UINT32_MAX };

	switch (step->kind) {
	case STEP_REQUEST:
		e.is_applicant = true;
		e.outcome = OUTCOME_COMPLETE;
		break;
	case STEP_DECISION:
		e.outcome = OUTCOME_APPROVE;
		break;
	case STEP_WORK:
		e.outcome = OUTCOME_DONE;
		break;
	case STEP_WAIT:
		e.outcome = OUTCOME_REVOKED;
		e.is_bsre = true;
		break;
	case STEP_NOTIFY:
	case STEP_RECORD:
	case STEP_END:
		fail_msg("nobody can rest at %s", step->id);
	}
	return e;
}

static void
want_an_end(const struct walk *w)
{
	struct sop_state state = w->state;

	for (int i = 0; i < HONEST_STEPS_MAX; i++) {
		const struct sop_step *step =
		    sop_step_by_id(w->sop, state.step);
		struct verdict v;

		if (step->kind == STEP_END)
			return;
		struct sop_event e = honest_event(step);

		sop_decide(w->sop, &state, &e, &v);
		if (v.act != ACT_MOVE)
			fail_msg("honest people are stuck at %s: %s", step->id,
			    v.why);
		state = v.state;
	}
	fail_msg("no end within %d honest answers", HONEST_STEPS_MAX);
}

static void
no_upload_without_three_people(void **state)
{
	struct arena *a = *state;
	const struct sop sop = parse_or_fail(read_sop_file(a), a);
	struct walk w = { .sop = &sop, .luck = entropy_of_seed(2024) };
	unsigned uploads = 0, ends = 0;

	open_case(&w);
	for (int i = 0; i < EVENTS; i++) {
		const struct sop_step *from =
		    sop_step_by_id(w.sop, w.state.step);
		int person = (int)pick(&w, PEOPLE);
		struct sop_event e = random_event(&w, person);
		struct verdict v;

		sop_decide(w.sop, &w.state, &e, &v);
		assert_non_null(v.why);
		if (v.act != ACT_MOVE)
			assert_string_equal(v.state.step, w.state.step);
		else
			note_move(&w, from, &e, &v, person);
		if (passes(&v, "unggah-ams")) {
			uploads++;
			assert_true(people_who_approved(&w) >= 3);
		}
		w.state = v.state;
		want_an_end(&w);
		if (sop_step_by_id(w.sop, w.state.step)->kind == STEP_END) {
			ends++;
			open_case(&w);
		}
	}
	print_message("%u uploads, %u ends\n", uploads, ends);
	assert_true(uploads >= 20); /* the walk did get there */
	assert_true(ends >= 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_upload_without_three_people),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
