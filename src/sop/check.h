/*
 * Shared by the two halves of sop_check(): the graph (check.c) and the names
 * (check_names.c).
 */
#ifndef CABUT_SOP_CHECK_H
#define CABUT_SOP_CHECK_H

#include "cabut/sop.h"

struct checker {
	const struct sop *sop;
	struct arena *arena;
	struct sop_findings *findings;
	uint64_t next[SOP_STEPS_MAX]; /* rows that follow at once */
};

/* Keeps a finding; beyond SOP_FINDINGS_MAX they are dropped. */
void find(struct checker *, const char *text);
/* langkah 5: baris "rekomendasi" ... */
void find_at(struct checker *, const struct sop_step *, const char *text);

void check_names(struct checker *);

#endif
