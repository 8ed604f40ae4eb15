/*
 * Where a case stands in its SOP, from its chain: each "moved" event ends the
 * step it left and what lay between; a "row" event says so of one step itself
 * and since when, and is believed before the other.
 */
#include "sop_draw.h"

#include "cabut/banned.h"

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400 };

static const uint32_t ONWARDS = 1U << OUTCOME_APPROVE | 1U << OUTCOME_DELEGATE |
				1U << OUTCOME_DONE | 1U << OUTCOME_COMPLETE |
				1U << OUTCOME_REVOKED | 1U << OUTCOME_ISSUED;

struct story {
	struct cli *cli;
	struct casefile casefile;
	struct sop *sop;
	struct draw_mark *marks;
	time_s since;	/* when the step that rests was entered */
	bool has_rows;	/* the chain tells of rows itself */
	bool has_begun; /* the step it first rested in is known */
};

const char *
sop_spent_text(struct arena *a, time_s seconds)
{
	time_s days = seconds / DAY_S, hours = seconds % DAY_S / HOUR_S,
	       minutes = seconds % HOUR_S / MINUTE_S;

	if (days > 0)
		return arena_printf(a, "%lld Hari%s", (long long)days,
		    hours ? arena_printf(a, " %lld Jam", (long long)hours)
			  : "");
	if (hours > 0)
		return arena_printf(a, "%lld Jam%s", (long long)hours,
		    minutes ? arena_printf(a, " %lld Menit", (long long)minutes)
			    : "");
	return arena_printf(a, "%lld Menit", (long long)minutes);
}

/* NULL: the configuration does not know it any more. */
static const struct config_agency *
agency_of(const struct story *s)
{
	const struct config *config = &s->cli->config;

	for (size_t i = 0; i < config->agency_count; i++)
		if (!strcmp(config->agencies[i].id, s->casefile.agency))
			return &config->agencies[i];
	return NULL;
}

/* For officials: "20 November 2026 pukul 09.15 WITA". */
static const char *
moment(const struct story *s, time_s at)
{
	const struct config_agency *g = agency_of(s);

	return g ? civil_time_text(s->cli->arena, at, g->zone)
		 : cli_time_text(s->cli, s->casefile.agency, at);
}

/* In working time, as the standard time is; days of the calendar are days. */
static time_s
spent_s(const struct config_agency *g, const struct sop_step *row, time_s since,
    time_s until)
{
	if (until <= since)
		return 0;
	if (!g || (row->has_time && row->time.unit == UNIT_DAY))
		return until - since;
	return calendar_work_between(&g->calendar, since, until);
}

static void
measure(const struct story *s, size_t step, time_s since, time_s until)
{
	const struct sop_step *row = &s->sop->steps[step];
	const struct config_agency *g = agency_of(s);
	struct draw_mark *m = &s->marks[step];

	/* What the same mail did took no time of its own. */
	if (until > since)
		m->measured = sop_spent_text(
		    s->cli->arena, spent_s(g, row, since, until));
	m->is_late =
	    g && row->has_time &&
	    until > calendar_due(&g->calendar, since, &row->time, true);
}

static void
finish(const struct story *s, size_t step, time_s since, time_s at)
{
	struct draw_mark *m = &s->marks[step];

	*m = (struct draw_mark){ .state = DRAW_DONE };
	measure(s, step, since, at);
	m->note = arena_printf(s->cli->arena, "Selesai %s", moment(s, at));
}

/* The step after this one when all goes well; step_count: none. */
static size_t
step_after(const struct sop *sop, size_t step)
{
	const struct sop_step *s = &sop->steps[step];

	for (size_t i = 0; i < s->branch_count; i++)
		if (s->branches[i].outcomes & ONWARDS)
			return s->branches[i].next;
	return s->kind == STEP_END || s->branch_count > 0 ? sop->step_count
							  : step + 1;
}

static bool
leads_on(const struct sop *sop, size_t from, size_t to)
{
	for (size_t n = 0; n <= sop->step_count; n++) {
		if (from == to)
			return true;
		if (from >= sop->step_count)
			return false;
		from = step_after(sop, from);
	}
	return false;
}

/* Steps passed with the same answer took no time of their own. */
static void
pass_through(const struct story *s, size_t from, size_t to)
{
	for (size_t i = step_after(s->sop, from); i != to;
	     i = step_after(s->sop, i))
		if (s->marks[i].state != DRAW_DONE)
			s->marks[i].state = DRAW_DONE;
	for (size_t i = from + 1; i < to; i++)
		if (s->marks[i].state == DRAW_AHEAD)
			s->marks[i].state = DRAW_SKIPPED;
}

/* Asked for more: the case returns to who asked, so the rows between stay. */
static bool
is_asked_for_more(const struct sop *sop, size_t from, size_t to)
{
	const struct sop_step *s = &sop->steps[from];

	for (size_t i = 0; i < s->branch_count; i++)
		if (s->branches[i].next == to && !s->branches[i].is_anew &&
		    s->branches[i].outcomes & 1U << OUTCOME_MORE)
			return true;
	return false;
}

/* Sent back: what lies from there on is to be done anew. */
static void
go_back(const struct story *s, size_t from, size_t to)
{
	bool keeps_between = is_asked_for_more(s->sop, from, to);

	for (size_t i = to; i < s->sop->step_count; i++)
		if (i == to || i >= from || !keeps_between)
			s->marks[i] = (struct draw_mark){ 0 };
}

static bool
find(const struct story *s, const json_t *body, const char *key, size_t *step)
{
	const char *id = json_string_value(json_object_get(body, key));
	const struct sop_step *found = id ? sop_step_by_id(s->sop, id) : NULL;

	if (!found)
		return false;
	*step = (size_t)(found - s->sop->steps);
	return true;
}

/* What the letter alone has done: the rows before the first one that waited.
 * How long the applicant took is nobody's to measure. */
static void
begin(struct story *s, size_t rests)
{
	if (s->has_begun)
		return;
	s->has_begun = true;
	if (rests == 0 || !leads_on(s->sop, 0, rests))
		return;
	pass_through(s, 0, rests);
	s->marks[0] = (struct draw_mark){ .state = DRAW_DONE,
		.note = arena_printf(s->cli->arena, "Selesai %s",
		    moment(s, s->casefile.opened_at)) };
}

static void
hear_moved(struct story *s, const json_t *body, time_s at)
{
	size_t from, to;

	if (!find(s, body, "from", &from) || !find(s, body, "to", &to))
		return;
	begin(s, from);
	if (s->marks[from].state != DRAW_DONE) /* no "row" told so */
		finish(s, from, s->since, at);
	if (leads_on(s->sop, from, to))
		pass_through(s, from, to);
	else if (s->sop->steps[to].kind != STEP_END)
		go_back(s, from, to);
	s->since = at;
}

static void
hear_row(const struct story *s, const json_t *body, time_s at)
{
	const char *text = json_string_value(json_object_get(body, "since"));
	time_s since = s->since;
	size_t step;

	if (text)
		time_parse_iso(text, &since);
	if (find(s, body, "step", &step))
		finish(s, step, since, at);
}

static void
hear(struct story *s, const struct chain_event *e)
{
	json_t *body = json_loads(e->body, 0, NULL);

	if (strcmp(e->kind, "opened") == 0)
		s->since = e->at;
	else if (strcmp(e->kind, "moved") == 0)
		hear_moved(s, body, e->at);
	else if (strcmp(e->kind, "row") == 0)
		hear_row(s, body, e->at);
	json_decref(body);
}

static void
mark_current(struct story *s)
{
	const struct casefile *k = &s->casefile;
	const struct sop_step *step = sop_step_by_id(s->sop, k->step);

	if (!step || step->kind == STEP_END || k->status != CASEFILE_OPEN)
		return;
	size_t i = (size_t)(step - s->sop->steps);

	begin(s, i);
	s->marks[i] = (struct draw_mark){ .state = DRAW_CURRENT };
	measure(s, i, k->step_since, cli_now(s->cli));
	s->marks[i].note =
	    arena_printf(s->cli->arena, "Sejak %s", moment(s, k->step_since));
}

static bool
load_sop(struct story *s, struct fault *f)
{
	struct cli *c = s->cli;
	struct slice text;

	return casefile_sop_text(
		   c->store, s->casefile.sop_hash, c->arena, &text, f) &&
	       sop_parse(text, s->casefile.number, c->arena, s->sop, f);
}

bool
sop_progress(struct cli *c, const char *number, struct sop *sop,
    struct draw_progress *out, struct fault *f)
{
	struct story s = { .cli = c, .sop = sop };
	struct chain_event *events;
	size_t count;

	if (!cli_config(c, f) || !cli_store(c, true, f) ||
	    !casefile_by_number(c->store, number, c->arena, &s.casefile, f))
		return false;
	if (s.casefile.id == 0)
		return fault_set(f, SCOPE_USAGE,
		    "no case %s; see: cabut case list --status all", number);
	if (!load_sop(&s, f) ||
	    !chain_list(c->store, s.casefile.id, c->arena, &events, &count, f))
		return false;
	s.marks = arena_array(c->arena, sop->step_count, sizeof *s.marks);
	for (size_t i = 0; i < count; i++)
		hear(&s, &events[i]);
	mark_current(&s);
	*out = (struct draw_progress){ .title = s.casefile.number,
		.date = moment(&s, cli_now(c)),
		.marks = s.marks };
	return true;
}
