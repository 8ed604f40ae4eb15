/*
 * Properties of all transcribed procedures, by 20,000 random sequences of
 * events on each, from a letter to the end of its case: a case only goes where
 * its file says; nobody whom a row does not ask moves it; BSrE is not asked,
 * and no certificate counts as revoked, before as many different people have
 * consented as the file asks for, counted anew where a request is answered
 * anew; and from wherever a case stands honest people bring it to its end.
 */
#include "sop_help.h"

#include <glob.h>

#include "cabut/banned.h"

enum {
	CASES = 20000, /* of each procedure */
	EVENTS_MAX = 100 * CASES,
	PEOPLE = 6,
	HONEST_STEPS_MAX = 64,
	SOPS_LEAST = 5,
};

static const char *const reasons[] = { NULL, "lupa_passphrase", "kehilangan",
	"perubahan_data", "mutasi", "pensiun", "meninggal", "lainnya" };
enum { REASONS = sizeof reasons / sizeof *reasons };

struct walk {
	const struct sop *sop;
	struct sop_state state;
	struct entropy luck;
	/* consented_in[p]: index of the row to which person p said yes since
	 * the case began anew; -1 */
	int consented_in[PEOPLE];
	unsigned arrivals, ends, anew;
};

struct happening { /* one event, and what came of it */
	const struct sop_step *from;
	struct sop_state before;
	struct sop_event event;
	int person;
	struct verdict verdict;
};

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

static const struct sop_step *
step_of(const struct walk *w)
{
	return sop_step_by_id(w->sop, w->state.step);
}

static int
row_of(const struct walk *w, const struct sop_step *step)
{
	return (int)(step - w->sop->steps);
}

static void
forget_consents(struct walk *w)
{
	for (int p = 0; p < PEOPLE; p++)
		w->consented_in[p] = -1;
}

static void
change_request(struct walk *w, struct sop_state *state)
{
	state->reason = reasons[pick(w, REASONS)];
	state->is_asked_by_owner = pick(w, 2) == 0;
	state->is_in_doubt = !mostly(w);
	state->is_asked_by_superior = pick(w, 2) == 0;
}

static void
open_case(struct walk *w)
{
	struct sop_state start = { .papers = pick(w, 256) };
	struct verdict v;

	change_request(w, &start);
	sop_begin(w->sop, &start, &v);
	assert_int_equal(v.act, ACT_MOVE);
	w->state = v.state;
	forget_consents(w);
}

/* ---- events ---- */

static enum sop_outcome
issued_or_revoked(const struct sop *sop)
{
	return strcmp(sop->service, "pencabutan") == 0 ? OUTCOME_REVOKED
						       : OUTCOME_ISSUED;
}

/* What the step waits for, from whom it waits for. */
static struct sop_event
honest_event(const struct sop *sop, const struct sop_step *step)
{
	struct sop_event e = { .assurance = 3,
		.is_plain = true,
		.is_facts_same = true,
		.papers = UINT32_MAX };

	e.has_token = e.is_actor =
	    step->kind == STEP_DECISION || step->kind == STEP_WORK;
	e.is_applicant = step->kind == STEP_REQUEST;
	e.is_bsre = step->kind == STEP_WAIT;
	e.outcome = step->kind == STEP_REQUEST	  ? OUTCOME_COMPLETE
		    : step->kind == STEP_DECISION ? OUTCOME_APPROVE
		    : step->kind == STEP_WORK	  ? OUTCOME_DONE
						  : issued_or_revoked(sop);
	return e;
}

/* "langkah 7": of this file, or of none. */
static const char *
random_row(struct walk *w)
{
	unsigned at = pick(w, (unsigned)w->sop->step_count + 1);

	if (pick(w, 3) != 0)
		return NULL;
	return at < w->sop->step_count ? w->sop->steps[at].number : "99";
}

static bool
has_consented_elsewhere(const struct walk *w, int person)
{
	return w->consented_in[person] >= 0 &&
	       w->consented_in[person] != row_of(w, step_of(w));
}

/* Somebody who tries: one or two things of an honest answer are not so. */
static struct sop_event
spoiled_event(struct walk *w)
{
	struct sop_event e = honest_event(w->sop, step_of(w));

	e.outcome = pick(w, 2) ? e.outcome : pick(w, OUTCOME_COUNT);
	e.assurance = mostly(w) ? e.assurance : pick(w, 5);
	e.is_automatic = !mostly(w);
	e.is_plain = mostly(w);
	e.has_token = e.has_token && mostly(w);
	e.is_token_expired = !mostly(w);
	e.is_facts_same = mostly(w);
	e.is_actor = e.is_actor && mostly(w);
	e.is_applicant = mostly(w) ? e.is_applicant : !e.is_applicant;
	e.is_bsre = e.is_bsre && mostly(w);
	return e;
}

static struct sop_event
wild_event(struct walk *w)
{
	return (struct sop_event){
		.outcome = pick(w, OUTCOME_COUNT),
		.assurance = pick(w, 5),
		.is_automatic = !mostly(w),
		.is_plain = mostly(w),
		.has_token = mostly(w),
		.is_token_expired = !mostly(w),
		.is_facts_same = mostly(w),
		.is_actor = mostly(w),
		.is_applicant = pick(w, 3) == 0,
		.is_party = pick(w, 8) == 0,
		.is_bsre = pick(w, 4) == 0,
	};
}

static struct sop_event
random_event(struct walk *w, int person)
{
	unsigned kind = pick(w, 4);
	struct sop_event e = kind == 0	 ? wild_event(w)
			     : kind == 1 ? spoiled_event(w)
					 : honest_event(w->sop, step_of(w));

	e.row = random_row(w);
	e.papers = mostly(w) ? UINT32_MAX : pick(w, 256);
	e.is_own_request = !mostly(w);
	e.has_decided = has_consented_elsewhere(w, person);
	return e;
}

/* ---- what the file allows ---- */

static const struct sop_branch *
branch_of(const struct sop_step *step, unsigned outcome)
{
	for (size_t i = 0; outcome < OUTCOME_UNCLEAR && i < step->branch_count;
	     i++)
		if (step->branches[i].outcomes & (UINT32_C(1) << outcome))
			return &step->branches[i];
	return NULL;
}

static bool
is_consent(enum sop_outcome outcome)
{
	return outcome == OUTCOME_APPROVE || outcome == OUTCOME_DELEGATE ||
	       outcome == OUTCOME_DONE;
}

/* Does some row that the answer covers lead to `to` by this outcome? */
static bool
block_leads(const struct walk *w, const struct happening *h,
    enum sop_outcome outcome, const struct sop_step *to)
{
	const struct sop_step *rows[SOP_STEPS_MAX];
	size_t count = sop_block(w->sop, h->from, rows);

	for (size_t i = 0; i < count; i++) {
		const struct sop_branch *b = branch_of(rows[i], outcome);

		if (b && &w->sop->steps[b->next] == to &&
		    b->is_anew == h->verdict.is_anew)
			return true;
	}
	return false;
}

static bool
is_first_legal(const struct walk *w, const struct happening *h)
{
	const struct sop_step *to = h->verdict.path[0];
	bool is_withdrawn = h->event.outcome == OUTCOME_WITHDRAW;

	if (h->from->kind != STEP_REQUEST || is_withdrawn)
		return block_leads(w, h, h->event.outcome, to);
	if (h->before.return_to)
		return strcmp(h->before.return_to, to->id) == 0;
	return block_leads(w, h, OUTCOME_COMPLETE, to);
}

/* A row that was passed leads on as its kind does. */
static bool
is_next_legal(const struct walk *w, const struct sop_step *from,
    const struct sop_step *to)
{
	const struct sop_branch *b;

	if (from->kind == STEP_NOTIFY || from->kind == STEP_RECORD)
		return from->branch_count == 0
			   ? to == from + 1
			   : &w->sop->steps[from->branches[0].next] == to;
	b = branch_of(from, from->kind == STEP_REQUEST	  ? OUTCOME_COMPLETE
			    : from->kind == STEP_DECISION ? OUTCOME_APPROVE
			    : from->kind == STEP_WORK	  ? OUTCOME_DONE
							  : OUTCOME_COUNT);
	return b && &w->sop->steps[b->next] == to;
}

static void
want_legal_path(const struct walk *w, const struct happening *h)
{
	const struct verdict *v = &h->verdict;

	assert_true(v->path_count > 0);
	if (h->from->kind == STEP_END || !is_first_legal(w, h))
		fail_msg("%s: %s to %s by \"%s\" is no branch of the file",
		    w->sop->id, h->from->id, v->path[0]->id,
		    sop_outcome_word(h->event.outcome));
	for (size_t i = 1; i < v->path_count; i++)
		if (!is_next_legal(w, v->path[i - 1], v->path[i]))
			fail_msg("%s: %s to %s is no branch of the file",
			    w->sop->id, v->path[i - 1]->id, v->path[i]->id);
	assert_string_equal(v->state.step, v->path[v->path_count - 1]->id);
	if (v->state.return_to) {
		assert_int_equal(h->event.outcome, OUTCOME_MORE);
		assert_string_equal(v->state.return_to, h->from->id);
	}
}

/* ---- who may move a case ---- */

static bool
is_lawful_answer(const struct happening *h)
{
	const struct sop_event *e = &h->event;
	unsigned least =
	    h->from->min_assurance > 2 ? h->from->min_assurance : 2;

	return e->is_plain && e->has_token && e->is_facts_same && e->is_actor &&
	       e->assurance >= least &&
	       !(h->from->kind == STEP_DECISION && is_consent(e->outcome) &&
		   (e->is_own_request || e->has_decided));
}

static bool
is_lawful(const struct happening *h)
{
	const struct sop_event *e = &h->event;
	bool is_proven = e->is_plain && e->assurance >= 2;

	if (e->is_automatic)
		return false;
	if (e->outcome == OUTCOME_WITHDRAW && (e->is_applicant || e->is_party))
		return is_proven;
	switch (h->from->kind) {
	case STEP_REQUEST:
		return e->is_applicant && is_proven;
	case STEP_DECISION:
	case STEP_WORK:
		return is_lawful_answer(h);
	case STEP_WAIT:
		return e->is_bsre;
	case STEP_NOTIFY:
	case STEP_RECORD:
	case STEP_END:
		break;
	}
	return false;
}

/* Our own book of consents, kept without asking the engine why. */
static void
note_consent(struct walk *w, const struct happening *h)
{
	if (h->verdict.is_anew) {
		forget_consents(w);
		w->anew++;
	} else if (h->from->kind == STEP_DECISION &&
		   is_consent(h->event.outcome)) {
		w->consented_in[h->person] = row_of(w, h->from);
	}
}

static unsigned
people_who_consented(const struct walk *w)
{
	unsigned count = 0;

	for (int p = 0; p < PEOPLE; p++)
		count += w->consented_in[p] >= 0;
	return count;
}

static void
want_consents(struct walk *w, const struct verdict *v)
{
	for (size_t i = 0; i < v->path_count; i++) {
		const struct sop_step *s = v->path[i];

		if (s->kind != STEP_WAIT && s->end != END_DONE && !s->is_held)
			continue;
		w->arrivals++;
		if (people_who_consented(w) < w->sop->approvals)
			fail_msg("%s: %s reached with %u of %u people",
			    w->sop->id, s->id, people_who_consented(w),
			    w->sop->approvals);
	}
}

static void
look_at(struct walk *w, const struct happening *h)
{
	const struct verdict *v = &h->verdict;

	assert_non_null(v->why);
	if (v->act != ACT_MOVE) {
		assert_string_equal(v->state.step, h->before.step);
		assert_ptr_equal(v->state.return_to, h->before.return_to);
		assert_int_equal(v->path_count, 0);
		return;
	}
	if (!is_lawful(h))
		fail_msg("%s: %s was left by an unlawful event: %s", w->sop->id,
		    h->from->id, v->why);
	want_legal_path(w, h);
	note_consent(w, h);
	want_consents(w, v);
}

/* ---- an end for everybody ---- */

/* The applicant corrects what keeps the request from being served. */
static void
correct(const struct sop *sop, struct sop_state *state)
{
	state->reason = sop->reason_count > 0 ? sop->reasons[0].code : "mutasi";
	state->is_asked_by_owner = false;
	state->is_in_doubt = false;
	state->is_asked_by_superior = true;
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
		if (step->kind == STEP_REQUEST)
			correct(w->sop, &state);
		struct sop_event e = honest_event(w->sop, step);

		sop_decide(w->sop, &state, &e, &v);
		if (v.act != ACT_MOVE)
			fail_msg("%s: honest people are stuck at %s: %s",
			    w->sop->id, step->id, v.why);
		state = v.state;
	}
	fail_msg("%s: no end within %d honest answers", w->sop->id,
	    HONEST_STEPS_MAX);
}

static void
happen(struct walk *w)
{
	struct happening h = { .from = step_of(w),
		.person = (int)pick(w, PEOPLE) };

	if (h.from->kind == STEP_REQUEST && pick(w, 2) == 0)
		change_request(w, &w->state);
	h.before = w->state;
	h.event = random_event(w, h.person);
	sop_decide(w->sop, &h.before, &h.event, &h.verdict);
	look_at(w, &h);
	w->state = h.verdict.state;
	if (h.verdict.act == ACT_MOVE || h.verdict.act == ACT_TAKE)
		want_an_end(w);
	if (step_of(w)->kind == STEP_END && pick(w, 2) == 0) {
		w->ends++;
		open_case(w);
	}
}

static void
walk_at_random(const struct sop *sop, uint64_t seed)
{
	struct walk w = { .sop = sop, .luck = entropy_of_seed(seed) };

	open_case(&w);
	for (int i = 0; i < EVENTS_MAX && w.ends < CASES; i++)
		happen(&w);
	print_message("%s: %u arrivals, %u ends, %u times anew\n", sop->id,
	    w.arrivals, w.ends, w.anew);
	assert_true(w.arrivals >= CASES); /* the walk did get there */
	assert_int_equal(w.ends, CASES);
}

static void
every_procedure_keeps_its_promises(void **state)
{
	glob_t files;
	(void)state;

	assert_int_equal(
	    glob(CABUT_SOURCE_DIR "/templates/sop/*.xml", 0, NULL, &files), 0);
	assert_true(files.gl_pathc >= SOPS_LEAST);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct arena *a = arena_new();
		struct fault f = { 0 };
		struct sop sop;

		if (!sop_load(files.gl_pathv[i], a, &sop, &f))
			fail_msg("%s", f.text);
		walk_at_random(&sop, 20260 + i);
		arena_free(a);
	}
	globfree(&files);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_procedure_keeps_its_promises),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
