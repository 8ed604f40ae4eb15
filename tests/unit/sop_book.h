/*
 * Which branches of a procedure the scenes have walked, by row and outcome.
 */
#ifndef SOP_BOOK_H
#define SOP_BOOK_H

#include "sop_help.h"

enum { FILES_MAX = 20 };

struct walked {
	const char *file; /* as the scene names it */
	uint32_t outcomes[SOP_STEPS_MAX];
};

struct book {
	struct walked files[FILES_MAX];
	size_t count;
	struct arena *arena;
};

static inline struct walked *
walked_in(struct book *b, const char *file)
{
	for (size_t i = 0; i < b->count; i++)
		if (strcmp(b->files[i].file, file) == 0)
			return &b->files[i];
	assert_true(b->count < FILES_MAX);
	b->files[b->count] =
	    (struct walked){ .file = arena_strdup(b->arena, file) };
	return &b->files[b->count++];
}

static inline bool
has_branch(const struct sop_step *step, unsigned outcome)
{
	for (size_t i = 0; i < step->branch_count; i++)
		if (step->branches[i].outcomes & (UINT32_C(1) << outcome))
			return true;
	return false;
}

/* By which outcomes a row is left that a case goes through. */
static inline uint32_t
passed_by(const struct sop_step *step)
{
	switch (step->kind) {
	case STEP_REQUEST:
		return UINT32_C(1) << OUTCOME_COMPLETE;
	case STEP_DECISION:
		return UINT32_C(1) << OUTCOME_APPROVE;
	case STEP_WORK:
		return UINT32_C(1) << OUTCOME_DONE;
	case STEP_NOTIFY:
	case STEP_RECORD:
		return UINT32_MAX;
	case STEP_WAIT:
	case STEP_END:
		break;
	}
	return 0;
}

static inline void
book_path(struct walked *w, const struct sop *sop, const struct verdict *v)
{
	for (size_t i = 0; i + 1 < v->path_count; i++)
		w->outcomes[v->path[i] - sop->steps] |= passed_by(v->path[i]);
}

struct walk_step {
	const struct sop_step *from;
	const struct sop_event *event;
	const char *return_to; /* before it */
	const struct verdict *verdict;
};

/* The row of the block whose branch was taken: the first that has one, of
 * those that the answer names. SELESAI up to a row leaves the first. */
static inline void
book_answer(
    struct walked *w, const struct sop *sop, const struct walk_step *step)
{
	const struct sop_event *e = step->event;
	const struct sop_step *rows[SOP_STEPS_MAX];
	size_t count = sop_block(sop, step->from, rows);
	bool names_row = e->row && e->outcome != OUTCOME_DONE;

	for (size_t i = 0; i < count; i++) {
		if (!has_branch(rows[i], e->outcome) ||
		    (names_row && strcmp(rows[i]->number, e->row) != 0))
			continue;
		w->outcomes[rows[i] - sop->steps] |= UINT32_C(1) << e->outcome;
		return;
	}
}

static inline void
book_move(struct walked *w, const struct sop *sop, const struct walk_step *step)
{
	const struct sop_step *from = step->from;
	bool is_answered = from->kind == STEP_REQUEST &&
			   step->event->outcome != OUTCOME_WITHDRAW;

	if (step->verdict->act != ACT_MOVE)
		return;
	if (!is_answered)
		book_answer(w, sop, step);
	else if (!step->return_to) /* else it went back to who asked */
		w->outcomes[from - sop->steps] |= passed_by(from);
	book_path(w, sop, step->verdict);
}

#endif
