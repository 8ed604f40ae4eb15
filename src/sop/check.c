/*
 * What the schema cannot say about a SOP: does every row lie on a way from
 * the start to an end, can every official say yes and no, can the case run in
 * circles without a person. Findings are Indonesian: who wrote the file, or
 * proof-reads it, is a Kepala Bidang. Rows are bits of a 64-bit word.
 */
#include "check.h"
#include "engine.h"

#include "cabut/banned.h"

_Static_assert(SOP_STEPS_MAX <= 64, "a set of rows is one word");

static uint64_t
row(size_t i)
{
	return UINT64_C(1) << i;
}

static void
keep(struct checker *c, const char *text, bool is_advice)
{
	struct sop_findings *found = c->findings;

	if (found->count >= SOP_FINDINGS_MAX)
		return;
	found->is_advice[found->count] = is_advice;
	found->at[found->count++] = text;
}

void
find(struct checker *c, const char *text)
{
	keep(c, text, false);
}

void
advise(struct checker *c, const char *text)
{
	keep(c, text, true);
}

void
find_at(struct checker *c, const struct sop_step *step, const char *text)
{
	find(c, arena_printf(c->arena, "langkah %s: baris \"%s\" %s",
		    step->number[0] ? step->number : step->id, step->id, text));
}

void
advise_at(struct checker *c, const struct sop_step *step, const char *text)
{
	advise(
	    c, arena_printf(c->arena, "langkah %s: baris \"%s\" %s",
		   step->number[0] ? step->number : step->id, step->id, text));
}

bool
goes_on_alone(const struct sop_step *step)
{
	return step->kind == STEP_NOTIFY || step->kind == STEP_RECORD;
}

static void
draw_arrows(struct checker *c)
{
	const struct sop *sop = c->sop;

	for (size_t i = 0; i < sop->step_count; i++) {
		const struct sop_step *step = &sop->steps[i];

		c->next[i] = 0;
		for (size_t b = 0; b < step->branch_count; b++)
			c->next[i] |= row(step->branches[b].next);
		if (goes_on_alone(step) && step->branch_count == 0 &&
		    i + 1 < sop->step_count)
			c->next[i] |= row(i + 1);
	}
}

/* All rows that the set leads to, itself included, through rows of `over`. */
static uint64_t
spread(const struct checker *c, uint64_t set, uint64_t over)
{
	uint64_t before;

	do {
		before = set;
		for (size_t i = 0; i < c->sop->step_count; i++)
			if (set & over & row(i))
				set |= c->next[i];
	} while (set != before);
	return set;
}

static uint64_t
rows_of(const struct checker *c, uint32_t kinds)
{
	uint64_t set = 0;

	for (size_t i = 0; i < c->sop->step_count; i++)
		if (kinds & (UINT32_C(1) << c->sop->steps[i].kind))
			set |= row(i);
	return set;
}

static void
check_start(struct checker *c)
{
	const struct sop_step *first = c->sop->steps;

	if (c->sop->step_count == 0)
		find(c, "tidak ada satu langkah pun");
	else if (first->kind == STEP_WAIT || first->kind == STEP_NOTIFY ||
		 first->kind == STEP_END)
		find_at(c, first,
		    "adalah baris pertama, tetapi bukan awal sebuah "
		    "permohonan: mulailah dengan permohonan, keputusan, "
		    "proses, atau catat");
}

static void
check_ways(struct checker *c)
{
	uint64_t all = UINT64_MAX, from_start = spread(c, row(0), all);
	uint64_t ends = rows_of(c, UINT32_C(1) << STEP_END);
	bool has_done = false;

	for (size_t i = 0; i < c->sop->step_count; i++) {
		const struct sop_step *step = &c->sop->steps[i];

		has_done |= step->end == END_DONE;
		if (!(from_start & row(i)))
			find_at(
			    c, step, "tidak pernah dicapai dari baris pertama");
		if (!(spread(c, row(i), all) & ends))
			find_at(
			    c, step, "tidak memiliki jalan menuju baris akhir");
	}
	if (!has_done)
		find(c, "tidak ada baris dengan akhir=\"selesai\"");
}

static void
find_rings(struct checker *c, uint64_t idle)
{
	for (size_t i = 0; i < c->sop->step_count; i++)
		if ((idle & row(i)) &&
		    (spread(c, c->next[i] & idle, idle) & row(i)))
			find_at(c, &c->sop->steps[i],
			    "berputar kembali ke dirinya tanpa melewati "
			    "seorang pun");
}

/* A ring of requests that one complete mail runs through for ever. */
static void
check_request_rings(struct checker *c, uint64_t alone)
{
	uint64_t requests = rows_of(c, UINT32_C(1) << STEP_REQUEST);
	struct checker quick = *c;

	for (size_t i = 0; i < c->sop->step_count; i++) {
		const struct sop_branch *on =
		    step_branch(&c->sop->steps[i], OUTCOME_COMPLETE);

		if (requests & row(i))
			quick.next[i] = on ? row(on->next) : 0;
	}
	for (size_t i = 0; i < c->sop->step_count; i++)
		if ((requests & row(i)) &&
		    (spread(&quick, quick.next[i], requests | alone) & row(i)))
			find_at(c, &c->sop->steps[i],
			    "berputar kembali ke dirinya begitu berkasnya "
			    "lengkap, tanpa melewati seorang pun");
}

/* A ring of rows that all go on by themselves, or at a word of BSrE. */
static void
check_rings(struct checker *c)
{
	uint64_t alone =
	    rows_of(c, UINT32_C(1) << STEP_NOTIFY | UINT32_C(1) << STEP_RECORD);

	find_rings(c, alone | rows_of(c, UINT32_C(1) << STEP_WAIT));
	check_request_rings(c, alone);
}

static uint32_t
bits(const enum sop_outcome *list, size_t count)
{
	uint32_t set = 0;

	for (size_t i = 0; i < count; i++)
		set |= UINT32_C(1) << list[i];
	return set;
}
#define BITS(...)                                                              \
	bits((const enum sop_outcome[]){ __VA_ARGS__ },                        \
	    sizeof((enum sop_outcome[]){ __VA_ARGS__ }) /                      \
		sizeof(enum sop_outcome))

uint32_t
kind_outcomes(enum sop_step_kind kind)
{
	switch (kind) {
	case STEP_REQUEST:
		return BITS(OUTCOME_COMPLETE, OUTCOME_WITHDRAW);
	case STEP_DECISION:
	case STEP_WORK:
		return BITS(OUTCOME_APPROVE, OUTCOME_REJECT, OUTCOME_MORE,
		    OUTCOME_DELEGATE, OUTCOME_DONE, OUTCOME_WITHDRAW);
	case STEP_WAIT:
		return BITS(OUTCOME_REVOKED, OUTCOME_REFUSED, OUTCOME_ISSUED,
		    OUTCOME_WITHDRAW);
	case STEP_NOTIFY:
	case STEP_RECORD:
		return UINT32_MAX; /* its branch has no condition */
	case STEP_END:
		break;
	}
	return 0;
}

static void
want(struct checker *c, const struct sop_step *step, enum sop_outcome outcome)
{
	if (!step_branch(step, outcome))
		find_at(c, step,
		    arena_printf(c->arena, "tidak memiliki cabang \"%s\"",
			sop_outcome_word(outcome)));
}

static void
check_outcomes(struct checker *c, const struct sop_step *step)
{
	uint32_t seen = 0;

	for (size_t b = 0; b < step->branch_count; b++)
		for (unsigned o = 0; o < OUTCOME_UNCLEAR; o++) {
			uint32_t one = UINT32_C(1) << o;

			if (!(step->branches[b].outcomes & one))
				continue;
			if (seen & one)
				find_at(c, step,
				    arena_printf(c->arena,
					"menyebut cabang \"%s\" dua kali",
					sop_outcome_word(o)));
			seen |= one;
		}
}

static void
check_more(struct checker *c, const struct sop_step *step)
{
	bool has_request = rows_of(c, UINT32_C(1) << STEP_REQUEST) != 0;

	if (step->kind == STEP_DECISION && has_request)
		want(c, step, OUTCOME_MORE);
	for (size_t b = 0; b < step->branch_count; b++) {
		const struct sop_branch *branch = &step->branches[b];

		if ((branch->outcomes & (UINT32_C(1) << OUTCOME_MORE)) &&
		    !goes_on_alone(step) &&
		    c->sop->steps[branch->next].kind != STEP_REQUEST)
			find_at(c, step,
			    "mengarahkan \"lengkapi\" ke baris yang bukan "
			    "permohonan");
	}
}

static void
check_withdrawal(struct checker *c, const struct sop_step *step)
{
	if (step->kind == STEP_REQUEST || step->kind == STEP_DECISION ||
	    step->is_held)
		want(c, step, OUTCOME_WITHDRAW);
	for (size_t b = 0; b < step->branch_count; b++) {
		const struct sop_branch *branch = &step->branches[b];

		if ((branch->outcomes & (UINT32_C(1) << OUTCOME_WITHDRAW)) &&
		    !goes_on_alone(step) &&
		    c->sop->steps[branch->next].end != END_CANCELLED)
			find_at(c, step,
			    "mengarahkan \"batal\" ke baris yang bukan "
			    "akhir=\"dibatalkan\"");
	}
}

static void
check_notice(struct checker *c, const struct sop_step *step)
{
	size_t at = (size_t)(step - c->sop->steps);

	if (c->next[at] == 0)
		find_at(c, step, "berjalan sendiri tanpa langkah berikutnya");
	if (step->branch_count > 1)
		find_at(c, step,
		    "berjalan sendiri dengan lebih dari satu cabang; "
		    "hanya yang pertama dipakai");
}

static void
check_step(struct checker *c, const struct sop_step *step)
{
	bool is_issuing =
	    c->sop->service && strcmp(c->sop->service, "pencabutan") != 0;

	check_outcomes(c, step);
	check_more(c, step);
	check_withdrawal(c, step);
	switch (step->kind) {
	case STEP_REQUEST:
		want(c, step, OUTCOME_COMPLETE);
		break;
	case STEP_DECISION:
		want(c, step, OUTCOME_APPROVE);
		want(c, step, OUTCOME_REJECT);
		break;
	case STEP_WORK:
		want(c, step, OUTCOME_DONE);
		break;
	case STEP_WAIT:
		want(c, step, is_issuing ? OUTCOME_ISSUED : OUTCOME_REVOKED);
		want(c, step, OUTCOME_REFUSED);
		break;
	case STEP_NOTIFY:
	case STEP_RECORD:
		check_notice(c, step);
		break;
	case STEP_END:
		break;
	}
}

bool
sop_check(const struct sop *sop, struct arena *a, struct sop_findings *findings)
{
	struct checker c = { .sop = sop, .arena = a, .findings = findings };

	findings->count = 0;
	check_start(&c);
	if (sop->step_count == 0)
		return false;
	draw_arrows(&c);
	check_ways(&c);
	check_rings(&c);
	for (size_t i = 0; i < sop->step_count; i++)
		check_step(&c, &sop->steps[i]);
	check_names(&c);
	check_times(&c);
	check_mail(&c);
	check_approvals(&c);
	for (size_t i = 0; i < findings->count; i++)
		if (!findings->is_advice[i])
			return false;
	return true;
}
