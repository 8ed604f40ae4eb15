/*
 * The rule of design section 7, one condition at a time. Each row takes an
 * event that would move the case, spoils one thing, and wants the act and
 * the sentence; the state must be as it was.
 */
#include "sop_help.h"

#include "cabut/banned.h"

struct world {
	struct arena *arena;
	struct sop sop;
	uint32_t letter, decree, draft, sealed;
};

static uint32_t
paper(const struct sop *sop, const char *id)
{
	int index = sop_paper_index(sop, id);

	assert_true(index >= 0);
	return UINT32_C(1) << index;
}

static int
setup(void **state)
{
	struct world *w = calloc(1, sizeof *w);

	w->arena = arena_new();
	w->sop = parse_or_fail(read_sop_file(w->arena), w->arena);
	w->letter = paper(&w->sop, "surat-permohonan");
	w->decree = paper(&w->sop, "sk-jabatan");
	w->draft = paper(&w->sop, "surat-rekomendasi");
	w->sealed = paper(&w->sop, "surat-rekomendasi-ttd");
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	arena_free(w->arena);
	free(w);
	return 0;
}

/* Everything right: whom the step asks answers as asked. */
static struct sop_event
good(enum sop_outcome outcome)
{
	return (struct sop_event){
		.outcome = outcome,
		.assurance = 3,
		.is_plain = true,
		.has_token = true,
		.is_facts_same = true,
		.is_actor = true,
		.is_party = true,
	};
}

static struct sop_event
from_applicant(enum sop_outcome outcome, uint32_t papers)
{
	return (struct sop_event){
		.outcome = outcome,
		.papers = papers,
		.assurance = 2,
		.is_plain = true,
		.is_applicant = true,
	};
}

static struct sop_state
at(const struct world *w, const char *step)
{
	return (struct sop_state){
		.step = step,
		.papers = w->letter | w->decree,
	};
}

static const char *
last_step(const struct verdict *v)
{
	return v->path_count ? v->path[v->path_count - 1]->id : "-";
}

static void
want_move(const struct world *w, struct sop_state state, struct sop_event event,
    const char *to)
{
	struct verdict v;

	sop_decide(&w->sop, &state, &event, &v);
	if (v.act != ACT_MOVE || strcmp(v.state.step, to) != 0)
		fail_msg("%s + %s: got act %d to %s (%s), want %s", state.step,
		    sop_outcome_word(event.outcome), v.act, v.state.step, v.why,
		    to);
	assert_string_equal(last_step(&v), to);
}

static void
want_stay(const struct world *w, struct sop_state state, struct sop_event event,
    enum sop_act act, const char *why)
{
	struct verdict v;

	sop_decide(&w->sop, &state, &event, &v);
	if (v.act != act || strcmp(v.why, why) != 0)
		fail_msg("%s + %s: got act %d (%s), want %d (%s)", state.step,
		    sop_outcome_word(event.outcome), v.act, v.why, act, why);
	assert_int_equal(v.path_count, 0);
	assert_string_equal(v.state.step, state.step);
	assert_int_equal(v.state.papers, state.papers);
	assert_ptr_equal(v.state.return_to, state.return_to);
}

static void
a_good_approval_moves_each_decision_step(void **state)
{
	const struct world *w = *state;

	want_move(w, at(w, "disposisi-kadis"), good(OUTCOME_APPROVE),
	    "disposisi-kabid");
	want_move(w, at(w, "disposisi-kabid"), good(OUTCOME_APPROVE),
	    "perintah-sandiman");
	want_move(w, at(w, "perintah-sandiman"), good(OUTCOME_APPROVE),
	    "rekomendasi");
	want_move(w, at(w, "disposisi-kadis"), good(OUTCOME_DELEGATE),
	    "disposisi-kabid");
	want_move(w, at(w, "disposisi-kadis"), good(OUTCOME_REJECT), "ditolak");
}

struct spoiled {
	const char *name;
	struct sop_event event;
	enum sop_act act;
	const char *why;
};

#define GOOD                                                                   \
	.outcome = OUTCOME_APPROVE, .assurance = 3, .is_plain = true,          \
	.has_token = true, .is_facts_same = true, .is_actor = true
/* The last initializer of a member counts: that is how one thing is spoiled */
#pragma GCC diagnostic ignored "-Woverride-init"

static const struct spoiled spoiled[] = {
	{ "automatic", { GOOD, .is_automatic = true }, ACT_FILE,
	    "an automatic mail decides nothing" },
	{ "no token", { GOOD, .has_token = false }, ACT_HOLD,
	    "no token of this request came back" },
	{ "token expired",
	    { GOOD, .has_token = false, .is_token_expired = true }, ACT_RENEW,
	    "the request had expired" },
	{ "expired and unproven",
	    { GOOD, .has_token = false, .is_token_expired = true,
		.assurance = 1 },
	    ACT_RENEW, "the request had expired" },
	{ "another address", { GOOD, .is_actor = false }, ACT_HOLD,
	    "the token came from another address" },
	{ "another official's address",
	    { GOOD, .is_actor = false, .is_party = true }, ACT_HOLD,
	    "the token came from another address" },
	{ "the applicant with a leaked token",
	    { GOOD, .is_actor = false, .is_applicant = true }, ACT_HOLD,
	    "the token came from another address" },
	{ "a stranger without a token",
	    { GOOD, .is_actor = false, .has_token = false }, ACT_FILE,
	    "not from whom this step asks" },
	{ "header not plain", { GOOD, .is_plain = false }, ACT_HOLD,
	    "the header is not plain" },
	{ "known address only", { GOOD, .assurance = 1 }, ACT_HOLD,
	    "the sender is not proven enough" },
	{ "unknown address", { GOOD, .assurance = 0 }, ACT_HOLD,
	    "the sender is not proven enough" },
	{ "facts changed", { GOOD, .is_facts_same = false }, ACT_HOLD,
	    "the facts shown have changed since" },
	{ "own request", { GOOD, .is_own_request = true }, ACT_REFUSE,
	    "nobody decides their own request" },
	{ "own request as applicant",
	    { GOOD, .is_own_request = true, .is_applicant = true }, ACT_REFUSE,
	    "nobody decides their own request" },
	{ "own request by disposition",
	    { GOOD, .is_own_request = true, .outcome = OUTCOME_DELEGATE },
	    ACT_REFUSE, "nobody decides their own request" },
	{ "same person twice", { GOOD, .has_decided = true }, ACT_REFUSE,
	    "the same person has decided another step" },
	{ "same person twice by disposition",
	    { GOOD, .has_decided = true, .outcome = OUTCOME_DELEGATE },
	    ACT_REFUSE, "the same person has decided another step" },
	{ "unclear", { GOOD, .outcome = OUTCOME_UNCLEAR }, ACT_ASK_BACK,
	    "the answer is not clear" },
	{ "unclear and unproven",
	    { GOOD, .outcome = OUTCOME_UNCLEAR, .has_token = false }, ACT_HOLD,
	    "no token of this request came back" },
	{ "no such branch", { GOOD, .outcome = OUTCOME_DONE }, ACT_ASK_BACK,
	    "this step knows no such answer" },
	{ "complete is not an official's word",
	    { GOOD, .outcome = OUTCOME_COMPLETE }, ACT_ASK_BACK,
	    "this step knows no such answer" },
	{ "an official cannot say revoked",
	    { GOOD, .outcome = OUTCOME_REVOKED }, ACT_FILE,
	    "only BSrE itself can say so" },
	{ "BSrE outside its step",
	    { GOOD, .outcome = OUTCOME_REVOKED, .is_bsre = true }, ACT_FILE,
	    "BSrE spoke, but this step waits for somebody else" },
	{ "BSrE cannot approve",
	    { .outcome = OUTCOME_APPROVE,
		.is_bsre = true,
		.assurance = 3,
		.is_plain = true },
	    ACT_FILE, "not from whom this step asks" },
	{ "an outcome beyond the list", { GOOD, .outcome = OUTCOME_COUNT },
	    ACT_ASK_BACK, "this step knows no such answer" },
};

static void
one_spoiled_condition_and_nothing_moves(void **state)
{
	static const char *const steps[] = { "disposisi-kadis",
		"disposisi-kabid", "perintah-sandiman" };
	const struct world *w = *state;

	for (size_t s = 0; s < 3; s++)
		for (size_t i = 0; i < sizeof spoiled / sizeof *spoiled; i++)
			want_stay(w, at(w, steps[s]), spoiled[i].event,
			    spoiled[i].act, spoiled[i].why);
}

static void
a_step_may_ask_for_more_proof_than_the_least(void **state)
{
	const struct world *w = *state;
	struct sop_step *step =
	    (struct sop_step *)sop_step_by_id(&w->sop, "disposisi-kadis");
	struct sop_event e = good(OUTCOME_APPROVE);

	step->min_assurance = 4;
	want_stay(w, at(w, "disposisi-kadis"), e, ACT_HOLD,
	    "the sender is not proven enough");
	e.assurance = 4;
	want_move(w, at(w, "disposisi-kadis"), e, "disposisi-kabid");
	step->min_assurance = 0; /* never below 2, whatever the file says */
	e.assurance = 1;
	want_stay(w, at(w, "disposisi-kadis"), e, ACT_HOLD,
	    "the sender is not proven enough");
	step->min_assurance = 2;
}

static void
a_rejection_needs_the_same_proof(void **state)
{
	const struct world *w = *state;
	struct sop_event e = good(OUTCOME_REJECT);

	e.has_token = false;
	want_stay(w, at(w, "disposisi-kadis"), e, ACT_HOLD,
	    "no token of this request came back");
	e = good(OUTCOME_REJECT);
	e.has_decided = true; /* who has approved may still say no */
	want_move(w, at(w, "disposisi-kabid"), e, "ditolak");
}

static void
asking_for_more_comes_back_to_who_asked(void **state)
{
	const struct world *w = *state;
	struct sop_state s = at(w, "disposisi-kabid");
	struct sop_event e = good(OUTCOME_MORE);
	struct verdict v;

	sop_decide(&w->sop, &s, &e, &v);
	assert_int_equal(v.act, ACT_MOVE);
	assert_int_equal(v.path_count, 1);
	assert_string_equal(v.state.step, "permohonan");
	assert_string_equal(v.state.return_to, "disposisi-kabid");
	s = v.state;
	e = from_applicant(OUTCOME_COMPLETE, 0); /* words are an answer */
	sop_decide(&w->sop, &s, &e, &v);
	assert_int_equal(v.act, ACT_MOVE);
	assert_string_equal(v.state.step, "disposisi-kabid");
	assert_null(v.state.return_to);
}

static void
asking_for_more_waits_for_what_is_missing(void **state)
{
	const struct world *w = *state;
	struct sop_state s = { .step = "permohonan",
		.return_to = "disposisi-kabid",
		.papers = w->letter };
	struct sop_event e = from_applicant(OUTCOME_COMPLETE, 0);
	struct verdict v;

	sop_decide(&w->sop, &s, &e, &v);
	assert_int_equal(v.act, ACT_TAKE);
	assert_string_equal(v.why, "papers are still missing");
	e.papers = w->decree;
	sop_decide(&w->sop, &s, &e, &v);
	assert_int_equal(v.act, ACT_MOVE);
	assert_string_equal(v.state.step, "disposisi-kabid");
	assert_int_equal(v.state.papers, w->letter | w->decree);
}

static void
the_applicant_completes_a_request(void **state)
{
	const struct world *w = *state;
	struct sop_state s = { .step = "permohonan", .papers = w->letter };
	struct sop_event e = from_applicant(OUTCOME_COMPLETE, w->decree);
	struct verdict v;

	want_move(w, s, e, "disposisi-kadis");
	e.outcome = OUTCOME_UNCLEAR; /* the paper speaks for itself */
	want_move(w, s, e, "disposisi-kadis");
	e.papers = 0;
	want_stay(w, s, e, ACT_ASK_BACK, "the applicant's answer is not clear");
	e = from_applicant(OUTCOME_COMPLETE, w->decree);
	e.assurance = 1;
	want_stay(w, s, e, ACT_HOLD, "the applicant is not proven");
	e = from_applicant(OUTCOME_COMPLETE, w->decree);
	e.is_plain = false;
	want_stay(w, s, e, ACT_HOLD, "the applicant is not proven");
	e = from_applicant(OUTCOME_COMPLETE, w->decree);
	e.is_automatic = true;
	want_stay(w, s, e, ACT_FILE, "an automatic mail decides nothing");
	e = from_applicant(OUTCOME_COMPLETE, w->decree);
	e.is_applicant = false;
	want_stay(w, s, e, ACT_FILE, "not from whom this step asks");
	e.is_actor = true; /* the right address, not yet proven */
	want_stay(w, s, e, ACT_HOLD, "the applicant is not proven");
	s.papers = 0;
	e = from_applicant(OUTCOME_COMPLETE, w->decree);
	sop_decide(&w->sop, &s, &e, &v);
	assert_int_equal(v.act, ACT_TAKE);
	assert_string_equal(v.state.step, "permohonan");
	assert_int_equal(v.state.papers, w->decree);
}

static void
papers_sent_meanwhile_are_taken(void **state)
{
	const struct world *w = *state;
	struct sop_state s = at(w, "disposisi-kabid");
	struct sop_event e =
	    from_applicant(OUTCOME_COMPLETE, paper(&w->sop, "formulir"));
	struct verdict v;

	sop_decide(&w->sop, &s, &e, &v);
	assert_int_equal(v.act, ACT_TAKE);
	assert_string_equal(v.state.step, "disposisi-kabid");
	assert_int_equal(v.state.papers, s.papers | e.papers);
	e.papers = 0;
	want_stay(
	    w, s, e, ACT_FILE, "from the applicant, who is not asked now");
}

static void
the_applicant_cannot_bring_what_the_office_makes(void **state)
{
	const struct world *w = *state;
	struct sop_state s = at(w, "tanda-tangan");
	struct sop_event e = from_applicant(OUTCOME_COMPLETE, w->sealed);

	want_stay(
	    w, s, e, ACT_FILE, "from the applicant, who is not asked now");
	struct verdict v;

	sop_begin(&w->sop,
	    &(struct sop_state){
		.reason = NULL, .papers = w->letter | w->decree | w->sealed },
	    &v);
	assert_int_equal(v.state.papers, w->letter | w->decree);
}

static void
a_withdrawal_cancels_until_ams_has_it(void **state)
{
	static const char *const open[] = { "permohonan", "disposisi-kadis",
		"disposisi-kabid", "perintah-sandiman", "rekomendasi",
		"tanda-tangan", "unggah-ams" };
	const struct world *w = *state;
	struct sop_event e = from_applicant(OUTCOME_WITHDRAW, 0);
	struct sop_event party = { .outcome = OUTCOME_WITHDRAW,
		.is_party = true,
		.is_plain = true,
		.assurance = 3 };

	for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
		want_move(w, at(w, open[i]), e, "dibatalkan");
		want_move(w, at(w, open[i]), party, "dibatalkan");
	}
	want_stay(w, at(w, "verifikasi-bsre"), e, ACT_FILE,
	    "a withdrawal, but this step cannot be cancelled any more");
	e.assurance = 1;
	want_stay(w, at(w, "rekomendasi"), e, ACT_HOLD,
	    "a withdrawal whose sender is not proven");
	party.is_plain = false;
	want_stay(w, at(w, "rekomendasi"), party, ACT_HOLD,
	    "a withdrawal whose sender is not proven");
	party.is_party = false;
	want_stay(w, at(w, "rekomendasi"), party, ACT_FILE,
	    "not from whom this step asks");
}

static void
work_is_done_when_its_paper_is_there(void **state)
{
	const struct world *w = *state;
	struct sop_state s = at(w, "tanda-tangan");
	struct sop_event e = good(OUTCOME_DONE);

	s.papers |= w->draft;
	e.has_decided = true; /* signing is no second decision */
	want_stay(
	    w, s, e, ACT_ASK_BACK, "paper missing: the result of the work");
	e.papers = w->sealed;
	want_move(w, s, e, "unggah-ams");
	s.papers |= w->sealed; /* an old signed letter is no new signature */
	e.papers = 0;
	want_stay(
	    w, s, e, ACT_ASK_BACK, "paper missing: the result of the work");
}

static void
a_filed_draft_may_be_accepted_as_it_is(void **state)
{
	const struct world *w = *state;
	struct sop_state s = at(w, "rekomendasi");
	struct sop_event e = good(OUTCOME_DONE);

	want_stay(
	    w, s, e, ACT_ASK_BACK, "paper missing: the result of the work");
	e.papers = w->draft;
	want_move(w, s, e, "tanda-tangan");
	e.papers = 0;
	s.papers |= w->draft;
	want_move(w, s, e, "tanda-tangan");
}

static void
entering_a_drafting_step_files_its_draft(void **state)
{
	const struct world *w = *state;
	struct sop_state s = at(w, "perintah-sandiman");
	struct sop_event e = good(OUTCOME_APPROVE);
	struct verdict v;

	sop_decide(&w->sop, &s, &e, &v);
	assert_int_equal(v.act, ACT_MOVE);
	assert_int_equal(v.state.papers, s.papers | w->draft);
}

static void
a_step_is_not_left_while_it_lacks_a_paper(void **state)
{
	const struct world *w = *state;
	struct sop_state s = at(w, "disposisi-kadis");

	s.papers = w->letter;
	want_stay(w, s, good(OUTCOME_APPROVE), ACT_ASK_BACK,
	    "paper missing: one this step needs");
	want_move(w, s, good(OUTCOME_REJECT), "ditolak");
	want_move(w, s, good(OUTCOME_MORE), "permohonan");
}

static void
bsre_alone_ends_the_waiting(void **state)
{
	const struct world *w = *state;
	struct sop_state s = at(w, "verifikasi-bsre");
	struct sop_event e = { .outcome = OUTCOME_REVOKED, .is_bsre = true };
	struct verdict v;

	sop_decide(&w->sop, &s, &e, &v);
	assert_int_equal(v.act, ACT_MOVE);
	assert_int_equal(v.path_count, 2);
	assert_string_equal(v.path[0]->id, "notifikasi");
	assert_string_equal(v.path[1]->id, "selesai");
	e.outcome = OUTCOME_REFUSED;
	want_move(w, s, e, "unggah-ams");
	e.outcome = OUTCOME_ISSUED;
	want_stay(w, s, e, ACT_FILE,
	    "BSrE spoke, but the SOP has no branch for it here");
	e = (struct sop_event){ .outcome = OUTCOME_REVOKED };
	want_stay(w, s, e, ACT_FILE, "only BSrE itself can say so");
	want_stay(w, s, good(OUTCOME_APPROVE), ACT_FILE,
	    "not from whom this step asks");
	e = (struct sop_event){ GOOD, .outcome = OUTCOME_DONE,
		.is_actor = false };
	want_stay(w, s, e, ACT_HOLD, "the token came from another address");
}

static void
a_closed_case_stays_closed(void **state)
{
	static const char *const ends[] = { "selesai", "ditolak",
		"dibatalkan" };
	const struct world *w = *state;

	for (size_t i = 0; i < 3; i++)
		for (int o = 0; o < OUTCOME_COUNT; o++) {
			struct sop_event e = good((enum sop_outcome)o);

			e.is_applicant = e.is_bsre = true;
			e.papers = UINT32_MAX;
			want_stay(w, at(w, ends[i]), e, ACT_FILE,
			    "the case is closed");
		}
}

static void
a_step_that_the_sop_does_not_have_is_held(void **state)
{
	const struct world *w = *state;

	want_stay(w, at(w, "lain"), good(OUTCOME_APPROVE), ACT_HOLD,
	    "the SOP has no such step");
}

static void
opening_rests_at_the_first_step_that_waits(void **state)
{
	const struct world *w = *state;
	struct verdict v;

	sop_begin(&w->sop,
	    &(struct sop_state){ .reason = "mutasi", .papers = w->letter }, &v);
	assert_int_equal(v.act, ACT_MOVE);
	assert_int_equal(v.path_count, 1);
	assert_string_equal(v.state.step, "permohonan");
	assert_string_equal(v.state.reason, "mutasi");
	assert_int_equal(sop_missing(&w->sop, v.path[0], &v.state), w->decree);
	sop_begin(&w->sop,
	    &(struct sop_state){
		.reason = "mutasi", .papers = w->letter | w->decree },
	    &v);
	assert_int_equal(v.path_count, 2);
	assert_string_equal(v.state.step, "disposisi-kadis");
}

static void
papers_may_depend_on_the_reason(void **state)
{
	const struct world *w = *state;
	struct arena *a = w->arena;
	struct slice text =
	    replace(slice_of(tiny_sop), "<butuh berkas=\"surat\"/>",
		"<butuh berkas=\"surat\"/>"
		"<butuh berkas=\"akta\" bila-alasan=\"meninggal\"/>",
		a);
	struct verdict v;

	text = replace(text, "<langkah no=\"1\"",
	    "<berkas id=\"akta\">Akta</berkas><langkah no=\"1\"", a);
	struct sop sop = parse_or_fail(text, a);

	sop_begin(&sop,
	    &(struct sop_state){
		.reason = "mutasi", .papers = paper(&sop, "surat") },
	    &v);
	assert_string_equal(v.state.step, "putus");
	sop_begin(&sop,
	    &(struct sop_state){
		.reason = NULL, .papers = paper(&sop, "surat") },
	    &v);
	assert_string_equal(v.state.step, "putus");
	sop_begin(&sop,
	    &(struct sop_state){
		.reason = "meninggal", .papers = paper(&sop, "surat") },
	    &v);
	assert_string_equal(v.state.step, "minta");
	assert_int_equal(
	    sop_missing(&sop, v.path[0], &v.state), paper(&sop, "akta"));
}

static void
a_ring_of_notices_ends_in_a_persons_hands(void **state)
{
	const struct world *w = *state;
	struct sop_state s = at(w, "verifikasi-bsre");
	struct sop_event e = { .outcome = OUTCOME_REVOKED, .is_bsre = true };
	struct slice text = replace(read_sop_file(w->arena),
	    "<jika hasil=\"selesai\" ke=\"selesai\"/>",
	    "<jika hasil=\"selesai\" ke=\"notifikasi\"/>", w->arena);
	struct world ring = *w;

	ring.sop = parse_or_fail(text, w->arena);
	want_stay(
	    &ring, s, e, ACT_HOLD, "the SOP leads nowhere from this step");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_good_approval_moves_each_decision_step),
		TEST(one_spoiled_condition_and_nothing_moves),
		TEST(a_step_may_ask_for_more_proof_than_the_least),
		TEST(a_rejection_needs_the_same_proof),
		TEST(asking_for_more_comes_back_to_who_asked),
		TEST(asking_for_more_waits_for_what_is_missing),
		TEST(the_applicant_completes_a_request),
		TEST(papers_sent_meanwhile_are_taken),
		TEST(the_applicant_cannot_bring_what_the_office_makes),
		TEST(a_withdrawal_cancels_until_ams_has_it),
		TEST(work_is_done_when_its_paper_is_there),
		TEST(a_filed_draft_may_be_accepted_as_it_is),
		TEST(entering_a_drafting_step_files_its_draft),
		TEST(a_step_is_not_left_while_it_lacks_a_paper),
		TEST(bsre_alone_ends_the_waiting),
		TEST(a_closed_case_stays_closed),
		TEST(a_step_that_the_sop_does_not_have_is_held),
		TEST(opening_rests_at_the_first_step_that_waits),
		TEST(papers_may_depend_on_the_reason),
		TEST(a_ring_of_notices_ends_in_a_persons_hands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
