/*
 * Shared by the parts of sop_check(): the graph (check.c), the names
 * (check_names.c), times (check_time.c), outcomes that no mail brings about
 * (check_mail.c), and how many people a way passes (check_consent.c).
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
void advise(struct checker *, const char *text);
/* langkah 5: baris "rekomendasi" ... */
void find_at(struct checker *, const struct sop_step *, const char *text);
void advise_at(struct checker *, const struct sop_step *, const char *text);

void check_names(struct checker *);
void check_times(struct checker *);
void check_mail(struct checker *);
void check_approvals(struct checker *);

/* Outcomes that can ever happen in a row of this kind, as bits. */
uint32_t kind_outcomes(enum sop_step_kind);
/* Does it go on by itself, whatever its branch is called? */
bool goes_on_alone(const struct sop_step *);

/* A way from the start to where a certificate is revoked or issued. */
struct consent_way {
	unsigned people;	     /* the fewest that consent on any way */
	const struct sop_step *last; /* where that way arrives; NULL: none */
};
/* `person[r]`: who holds role r, a number below SOP_ROLES_MAX; roles with the
 * same number count as one. False: more than SOP_DECIDERS_MAX decide. */
bool consent_least(const struct sop *, const unsigned person[SOP_ROLES_MAX],
    struct arena *, struct consent_way *);
/* Roles with a row that decides, as bits. */
uint32_t deciding_roles(const struct sop *);

#endif
