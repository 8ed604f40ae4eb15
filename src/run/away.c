/*
 * An official's own note of absence starts the substitute rule: whatever
 * waits for the official is asked of the substitute as well, and the answer
 * of either counts once. The note ends with its date, or when the official
 * writes again. It must be proven like an answer; it decides nothing.
 */
#include "work.h"

#include "cabut/banned.h"

enum { DAY_S = 24 * 3600 };

static const struct config_official *
official_of(const struct config_agency *g, const char *address)
{
	for (size_t i = 0; i < g->official_count; i++)
		if (address_equal(g->officials[i].person.address, address))
			return &g->officials[i];
	return NULL;
}

static const char *
today_text(const struct inbound *in)
{
	struct civil c = civil_of(in->run->now, in->agency->config->zone);

	return arena_printf(
	    in->run->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* The first moment of a day in the agency's zone; 0: none is named. */
static time_s
day_begin(const struct inbound *in, const char *date)
{
	time_s day;

	if (!date ||
	    !time_parse_iso(
		arena_printf(in->run->arena, "%sT00:00:00Z", date), &day))
		return 0;
	return day - (time_s)in->agency->config->zone;
}

static time_s
begin_of(const struct inbound *in, const struct absence *a)
{
	time_s day = day_begin(in, a->from);

	return day > in->run->now ? day : in->run->now;
}

/* The first moment after the last day, or a week when none is named, or one so
 * far off that it is a slip; the next note goes on from there. */
static time_s
end_of(const struct inbound *in, const struct absence *a)
{
	time_s begin = begin_of(in, a), day = day_begin(in, a->until);
	time_s most = begin + (time_s)RUN_ABSENCE_DAYS_MAX * DAY_S;

	return day != 0 && day + DAY_S <= most
		   ? day + DAY_S
		   : begin + (time_s)RUN_ABSENCE_DAYS * DAY_S;
}

/* A responder that was never switched off. */
static bool
is_over(const struct inbound *in, const struct absence *a)
{
	time_s day = day_begin(in, a->until);

	return day != 0 && day + DAY_S <= begin_of(in, a);
}

static bool
ask_substitute(
    struct inbound *in, int64_t id, const char *address, struct fault *f)
{
	struct work w;
	struct actors actors;
	bool is_asked;

	if (!work_open(in->run, id, in, &w, f))
		return false;
	const struct sop_step *s = work_step(&w);

	if (!s || w.casefile.asked_at == 0 ||
	    (s->kind != STEP_DECISION && s->kind != STEP_WORK))
		return true;
	if (!work_actors(&w, s, &actors, f))
		return false;
	if (actors.count != 2 || !address_equal(actors.at[1].address, address))
		return true;
	if (!token_is_asked(in->run->store, id, s->id, actors.at[0].address,
		in->run->now, &is_asked, f))
		return false;
	return is_asked ||
	       (work_event(&w, "substitute-asked",
		    json_pack("{s:s,s:s,s:s}", "step", s->id, "away", address,
			"to", actors.at[0].address),
		    f) &&
		   work_ask_actor(&w, &actors.at[0], f) && work_save(&w, f));
}

static bool
ask_substitute_everywhere(
    struct inbound *in, const char *address, struct fault *f)
{
	struct casefile *list;
	size_t count;

	if (!casefile_list(in->run->store, CASEFILE_OPEN,
		in->agency->config->id, in->run->arena, &list, &count, f))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!ask_substitute(in, list[i].id, address, f))
			return false;
	return true;
}

static bool
tell_away(struct inbound *in, const struct config_official *o,
    const struct absence *a, struct fault *f)
{
	struct work w;
	const char *lines[] = {
		arena_printf(in->run->arena,
		    "%s (%s) mengabarkan lewat balasan otomatis bahwa ia %s.",
		    o->person.name, o->role,
		    a->is_permanent ? "tidak lagi bertugas di jabatan itu"
				    : "tidak di tempat"),
		o->has_substitute
		    ? "Permintaan yang menunggunya juga dikirim kepada "
		      "penggantinya."
		    : "Ia tidak memiliki pengganti dalam konfigurasi; "
		      "permintaan tetap menunggu.",
		NULL
	};

	work_without_case(in->run, in->agency, NULL, &w);
	w.is_strangers_doing = true;
	return owe_operators(&w, "Pejabat tidak di tempat", lines,
	    "Bila perlu, perbarui officials dan substitute dalam konfigurasi.",
	    f);
}

static bool
note_absence(struct inbound *in, const struct config_official *o,
    const struct absence *a, struct fault *f)
{
	struct run *r = in->run;
	struct absence_row row = { .agency = in->agency->config->id,
		.address = o->person.address,
		.since = begin_of(in, a),
		.until = end_of(in, a),
		.ledger_id = in->ledger_id };
	bool was_away;

	if (!absence_at(
		r->store, row.agency, row.address, r->now, &was_away, f) ||
	    !absence_put(r->store, &row, f))
		return false;
	if (was_away)
		return true;
	if ((a->is_permanent || !o->has_substitute) && !tell_away(in, o, a, f))
		return false;
	return !o->has_substitute ||
	       ask_substitute_everywhere(in, row.address, f);
}

bool
away_begin(struct inbound *in, struct fault *f)
{
	const struct message *m = &in->cell.message;
	const struct config_official *o =
	    official_of(in->agency->config, or_empty(in->head.from));
	struct absence a = { 0 };

	if (!o || !in->head.is_plain ||
	    in->sender.assurance < ASSURANCE_TOKEN ||
	    !reading_absence(m->subject,
		m->text ? m->text : or_empty(m->html_text), today_text(in),
		in->run->arena, &a) ||
	    !a.is_absence || is_over(in, &a))
		return true;
	return note_absence(in, o, &a, f);
}

bool
away_end(struct inbound *in, struct fault *f)
{
	const struct config_official *o =
	    official_of(in->agency->config, or_empty(in->head.from));

	if (!o || in->reading.kind == READING_AUTOMATIC ||
	    in->sender.assurance < ASSURANCE_TOKEN)
		return true;
	return absence_end(
	    in->run->store, in->agency->config->id, o->person.address, f);
}
