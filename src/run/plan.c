/*
 * The times of the step in which a case rests: when it is due by the SOP's
 * standard time, and when time acts on it next. Stages 1 to 3 are reminders,
 * stage 4 is the escalation; then the request expires and is made anew.
 */
#include "work.h"

#include "cabut/banned.h"

enum { DAY_S = 24 * 3600 };

static bool
asks_official(const struct sop_step *s)
{
	return s->kind == STEP_DECISION || s->kind == STEP_WORK;
}

static time_s
after(const struct work *w, time_s from, const struct sop_duration *d,
    unsigned times)
{
	struct sop_duration scaled = *d;

	scaled.value *= times;
	scaled.value_max *= times;
	return calendar_due(&w->agency->config->calendar, from, &scaled, true);
}

static time_s
earlier(time_s a, time_s b)
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

/* When a stage falls due; 0: never. A run that comes late does not make the
 * stages follow at once: `since` is what they are counted from at least. */
static time_s
reminder_at(const struct work *w, const struct sop_step *s, time_s now)
{
	unsigned next = w->casefile.reminders + 1;
	time_s at;

	if (s->remind.value == 0 || next > STAGE_REMINDERS)
		return 0;
	at = after(w, w->casefile.asked_at, &s->remind, next);
	return at > now ? at : after(w, now, &s->remind, 1);
}

static time_s
escalation_at(const struct work *w, const struct sop_step *s)
{
	if (s->escalate.value == 0 || w->casefile.reminders >= STAGE_ESCALATED)
		return 0;
	return after(w, w->casefile.asked_at, &s->escalate, 1);
}

static time_s
expiry_at(const struct work *w, const struct sop_step *s)
{
	if (!asks_official(s))
		return 0;
	return w->casefile.asked_at +
	       (time_s)w->agency->config->token_days * DAY_S;
}

/* Each row that one answer covers has its time, one after the other. */
static time_s
due_of(const struct work *w, const struct sop_step *s)
{
	const struct sop_step *rows[SOP_STEPS_MAX];
	size_t count = sop_block(&w->sop, s, rows);
	time_s at = w->casefile.asked_at, due = 0;

	for (size_t i = 0; i < count; i++)
		if (rows[i]->has_time)
			at = due = after(w, at, &rows[i]->time, 1);
	return due;
}

void
work_plan(struct work *w)
{
	struct casefile *c = &w->casefile;
	const struct sop_step *s = work_step(w);
	time_s now = w->run->now;

	c->wake_at = 0;
	if (!s || s->kind == STEP_END || c->status != CASEFILE_OPEN ||
	    c->asked_at == 0)
		return;
	if (c->asked_at > now + STORE_CLOCK_AHEAD_S) {
		c->asked_at = now;
		c->due_at = 0;
	}
	if (c->due_at == 0)
		c->due_at = due_of(w, s);
	c->wake_at = earlier(reminder_at(w, s, now),
	    earlier(escalation_at(w, s), expiry_at(w, s)));
	if (c->wake_at != 0 && c->wake_at <= now)
		c->wake_at = now + 1;
}

void
work_asked(struct work *w)
{
	w->casefile.asked_at = w->run->now;
	w->casefile.reminders = 0;
	work_plan(w);
}

enum deed
work_deed(const struct work *w)
{
	const struct casefile *c = &w->casefile;
	const struct sop_step *s = work_step(w);
	time_s now = w->run->now, at;

	if (!s || c->status != CASEFILE_OPEN || c->held_until > now)
		return DEED_NONE;
	if (c->asked_at == 0)
		return asks_official(s) ? DEED_ASK : DEED_NONE;
	if (!calendar_is_open(&w->agency->config->calendar, now))
		return DEED_POSTPONE;
	at = expiry_at(w, s);
	if (at != 0 && at <= now)
		return DEED_RENEW;
	at = escalation_at(w, s);
	if (at != 0 && at <= now)
		return DEED_ESCALATE;
	if (s->remind.value > 0 && c->reminders < STAGE_REMINDERS &&
	    after(w, c->asked_at, &s->remind, c->reminders + 1) <= now)
		return DEED_REMIND;
	return DEED_NONE;
}

/* Listed in another case's reminder, it needs none of its own today. */
bool
work_reminds_today(const struct work *w)
{
	const struct casefile *c = &w->casefile;
	const struct calendar *days = &w->agency->config->calendar;
	const struct sop_step *s = work_step(w);

	return s && s->remind.value > 0 && c->wake_at != 0 &&
	       c->reminders < STAGE_REMINDERS &&
	       calendar_day_of_time(days, c->wake_at) ==
		   calendar_day_of_time(days, w->run->now);
}

void
work_postpone(struct work *w)
{
	w->casefile.wake_at =
	    calendar_next_open(&w->agency->config->calendar, w->run->now);
	if (w->casefile.wake_at <= w->run->now)
		w->casefile.wake_at = w->run->now + DAY_S;
}

bool
run_is_late(const struct casefile *c, time_s now)
{
	return c->status == CASEFILE_OPEN && c->due_at != 0 && c->due_at < now;
}
