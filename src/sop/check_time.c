/*
 * The times of a SOP that make no sense: a reminder that nobody could answer,
 * or one that comes after the escalation.
 */
#include "check.h"

#include "cabut/banned.h"

/* Rough, to compare: a working day is eight working hours and as long as a
 * day. */
static unsigned
minutes(const struct sop_duration *d)
{
	enum { HOUR = 60, DAY = 24 * HOUR, WORKHOUR = DAY / 8 };

	switch (d->unit) {
	case UNIT_MINUTE:
		return d->value;
	case UNIT_HOUR:
		return d->value * HOUR;
	case UNIT_WORKHOUR:
		return d->value * WORKHOUR;
	case UNIT_DAY:
	case UNIT_WORKDAY:
		return d->value * DAY;
	}
	return 0;
}

static bool
is_answered(const struct sop_step *step)
{
	return step->kind == STEP_REQUEST || step->kind == STEP_DECISION ||
	       step->kind == STEP_WORK;
}

/* A case can run all the same, so an agency's file of an earlier time is not
 * refused for it. */
static void
check_one(struct checker *c, const struct sop_step *step)
{
	bool reminds = step->remind.value > 0;
	bool escalates = step->escalate.value > 0;
	bool waits = is_answered(step) || step->kind == STEP_WAIT;

	if (reminds && !waits)
		advise_at(c, step,
		    "memakai ingatkan, padahal baris ini tidak menunggu siapa "
		    "pun");
	else if (escalates && !waits)
		advise_at(c, step,
		    "memakai eskalasi, padahal baris ini tidak menunggu "
		    "siapa pun");
	else if (reminds && escalates &&
		 minutes(&step->remind) >= minutes(&step->escalate))
		advise_at(
		    c, step, "mengingatkan tidak lebih awal daripada eskalasi");
}

void
check_times(struct checker *c)
{
	for (size_t i = 0; i < c->sop->step_count; i++)
		check_one(c, &c->sop->steps[i]);
}
