/*
 * Shared by the engine and the files that look at a graph: branches, and the
 * rows that one answer covers.
 */
#ifndef CABUT_SOP_ENGINE_H
#define CABUT_SOP_ENGINE_H

#include "cabut/sop.h"

/* The branch of a step for an outcome; NULL: none. */
const struct sop_branch *step_branch(const struct sop_step *, enum sop_outcome);
/* The outcome by which an official carries this kind of row on. */
enum sop_outcome step_consent(enum sop_step_kind);
/* The bit of a paper's index; 0 for -1. */
uint32_t paper_bit(int paper);

struct block {
	const struct sop_step *rows[SOP_STEPS_MAX];
	size_t count;
};
void block_of(const struct sop *, const struct sop_step *, struct block *);
/* Only up to the last row printed as `number`; NULL: all. False: no row of
 * it is called so. */
bool block_cut(struct block *, const char *number);
int block_result(const struct block *);
/* The most that one of its rows asks of a mail. */
unsigned block_assurance(const struct block *);
/* The first row's branch for an outcome, of those printed as `number` (NULL:
 * any). *is_torn: rows would lead to different places. */
const struct sop_branch *block_branch(
    const struct block *, enum sop_outcome, const char *number, bool *is_torn);

/* ---- walking ---- */

/* How a walk goes on by itself. */
struct walk {
	const struct sop *sop;
	/* A request is passed only while its papers are coming in: who was
	 * asked for more must answer first. */
	bool may_pass_request;
	uint64_t answered; /* rows that the same answer covers */
	struct verdict *verdict;
};

uint64_t row_bit(const struct sop *, const struct sop_step *);
/* Is a request ready to be left? */
bool request_is_complete(
    const struct sop *, const struct sop_step *, const struct sop_state *);
/* Enters steps, from index `next` on, until one waits; path and state of the
 * verdict grow. False: the rows lead nowhere or in a ring. */
bool walk_on(const struct walk *, unsigned next);

#endif
