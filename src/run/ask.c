/*
 * Asking those who act in a step: the facts, the papers, the rows that one
 * answer covers, and which words answer. Reminders are the same mail again
 * with a new code; who is late for long is told to somebody above.
 */
#include "work.h"

#include "cabut/banned.h"

void
values_add_choices(json_t *v, uint32_t offered)
{
	if (offered & 1u << OUTCOME_APPROVE)
		values_add_choice(v, "SETUJU", "",
		    "permohonan dapat berjalan ke langkah berikutnya",
		    BUTTON_MAIN);
	if (offered & 1u << OUTCOME_DONE)
		values_add_choice(v, "SELESAI", "",
		    "tugas pada tahap ini telah Bapak/Ibu kerjakan",
		    BUTTON_MAIN);
	if (offered & 1u << OUTCOME_REJECT)
		values_add_choice(v, "TOLAK", "<alasan>",
		    "permohonan berhenti di sini, dengan alasan itu",
		    BUTTON_STOP);
	if (offered & 1u << OUTCOME_MORE)
		values_add_choice(v, "LENGKAPI", "<apa yang kurang>",
		    "berkas atau data perlu dilengkapi pemohon", BUTTON_PLAIN);
	if (offered & 1u << OUTCOME_DELEGATE)
		values_add_choice(v, "DISPOSISI", "<kepada siapa>",
		    "permohonan didisposisikan untuk ditindaklanjuti",
		    BUTTON_PLAIN);
}

const char *
duration_words(struct arena *a, const struct sop_duration *d)
{
	static const char *const units[] = { "menit", "jam", "jam kerja",
		"hari", "hari kerja" };

	if (d->value == d->value_max)
		return arena_printf(a, "%u %s", d->value, units[d->unit]);
	return arena_printf(
	    a, "%u-%u %s", d->value, d->value_max, units[d->unit]);
}

static bool
offers(const struct sop_step *s, enum sop_outcome outcome)
{
	for (size_t i = 0; i < s->branch_count; i++)
		if (s->branches[i].outcomes & 1u << outcome)
			return true;
	return false;
}

/* How to object to one row: "LENGKAPI langkah 6". */
static void
set_row_example(
    json_t *v, struct work *w, const struct sop_step **rows, size_t count)
{
	static const enum sop_outcome objections[] = { OUTCOME_MORE,
		OUTCOME_REJECT };

	for (size_t o = 0; o < 2; o++)
		for (size_t i = 0; i < count; i++)
			if (*rows[i]->number &&
			    offers(rows[i], objections[o])) {
				value_set(v, "contoh_baris",
				    arena_printf(w->run->arena, "%s langkah %s",
					o == 0 ? "LENGKAPI" : "TOLAK",
					rows[i]->number));
				return;
			}
}

/* The rows that this answer covers, when they are several. */
static void
set_rows(json_t *v, struct work *w, const struct sop_step *s)
{
	const struct sop_step *rows[SOP_STEPS_MAX];
	size_t count = sop_block(&w->sop, s, rows);
	json_t *list = json_object_get(v, "baris");

	for (size_t i = 0; count > 1 && i < count; i++)
		json_array_append_new(list,
		    json_pack("{s:s,s:s,s:s}", "no", rows[i]->number,
			"kegiatan", rows[i]->activity, "waktu",
			rows[i]->has_time
			    ? duration_words(w->run->arena, &rows[i]->time)
			    : ""));
	if (count > 1)
		set_row_example(v, w, rows, count);
}

static void
set_times(json_t *v, struct work *w, const struct sop_step *s)
{
	if (s->has_time)
		value_set(
		    v, "tenggat", duration_words(w->run->arena, &s->time));
	/* Minutes are a standard for an office, no deadline for a citizen. */
	if (w->casefile.due_at &&
	    w->sop.roles[s->role].source != ROLE_APPLICANT)
		value_set(v, "batas_waktu",
		    civil_time_text(w->run->arena, w->casefile.due_at,
			w->agency->config->zone));
}

/* Which reminder this mail is; "" for the first request. Who is late knows
 * that somebody above has been told. */
static const char *
reminder_words(const struct work *w)
{
	static const char *const words[STAGE_ESCALATED] = { "",
		"Pengingat pertama", "Pengingat kedua", "Pengingat terakhir" };
	const struct config_person *above = w->agency->config->escalation;

	if (w->casefile.reminders < STAGE_ESCALATED)
		return words[w->casefile.reminders];
	return above ? arena_printf(w->run->arena,
			   "Pengingat terakhir, dan telah disampaikan kepada "
			   "%s",
			   above->name)
		     : words[STAGE_REMINDERS];
}

void
values_set_reminder(json_t *v, struct work *w)
{
	value_set(v, "pengingat", reminder_words(w));
	if (w->casefile.reminders > 0)
		value_set(v, "sejak",
		    civil_time_text(w->run->arena, w->casefile.step_since,
			w->agency->config->zone));
}

static json_t *
request_values(struct work *w, const struct sop_step *s, struct fault *f)
{
	json_t *v = work_values(w, s, f);
	int result = sop_block_result(&w->sop, s);

	if (!v)
		return NULL;
	values_add_choices(v, sop_block_outcomes(&w->sop, s));
	set_rows(v, w, s);
	set_times(v, w, s);
	values_set_reminder(v, w);
	json_object_set_new(v, "konsep", json_boolean(s->drafts >= 0));
	if (result >= 0 && result != s->drafts)
		value_set(v, "minta_berkas", w->sop.papers[result].label);
	return v;
}

/* "Kepala Dinas (Drs. Hasan Wirawan)"; the applicant has no title here. */
const char *
actor_words(struct work *w, const struct actor *a)
{
	return a->capacity == CAPACITY_APPLICANT
		   ? a->name
		   : arena_printf(w->run->arena, "%s (%s)", a->title, a->name);
}

static bool
ask_one(struct work *w, const struct sop_step *s, const struct actor *to,
    struct fault *f)
{
	struct owed o = { .template = s->kind == STEP_DECISION
					  ? "permintaan-keputusan"
					  : "permintaan-proses",
		.to = to->address,
		.to_name = actor_words(w, to),
		.values = request_values(w, s, f),
		.token = OWED_DECISION,
		.step = s->id,
		.role = w->sop.roles[s->role].id };
	struct attachment *papers;

	/* The applicant has them. */
	if (o.values && to->capacity != CAPACITY_APPLICANT) {
		if (!papers_attach(w, &papers, &o.attachment_count, f)) {
			json_decref(o.values);
			return false;
		}
		o.attachments = papers;
	}
	return owe(w, &o, f);
}

bool
work_ask_actor(struct work *w, const struct actor *to, struct fault *f)
{
	return ask_one(w, work_step(w), to, f);
}

/* ---- nobody to ask ---- */

static bool
tell_no_official(struct work *w, const struct sop_step *s, struct fault *f)
{
	const char *role = w->sop.roles[s->role].label;
	const char *lines[] = {
		arena_printf(w->run->arena,
		    "Permohonan %s berada pada langkah %s (%s), tetapi tidak "
		    "ada pejabat untuk peran \"%s\" dalam konfigurasi.",
		    w->casefile.number, s->number, s->id, role),
		NULL
	};

	return owe_operators(w, "Pejabat belum dikonfigurasi", lines,
	    arena_printf(w->run->arena,
		"Tambahkan pejabat untuk peran \"%s\"; permintaan dikirim "
		"sendiri sesudahnya.",
		w->sop.roles[s->role].id),
	    f);
}

static char *
nobody_fact(struct work *w)
{
	return arena_printf(
	    w->run->arena, "nobody.%lld", (long long)w->casefile.id);
}

/* Said of this step since yesterday's working hours? */
static bool
is_told_lately(struct work *w, bool *told, struct fault *f)
{
	enum { AGAIN_S = 24 * 3600 };
	const char *when;
	time_s at;

	*told = false;
	if (!store_fact_get(
		w->run->store, nobody_fact(w), w->run->arena, &when, f))
		return false;
	*told =
	    when && time_parse_iso(when, &at) && at >= w->casefile.step_since &&
	    at <= w->run->now &&
	    (w->run->now - at < AGAIN_S ||
		!calendar_is_open(&w->agency->config->calendar, w->run->now));
	return true;
}

bool
work_note_told(struct work *w, struct fault *f)
{
	return store_fact_set(w->run->store, nobody_fact(w),
	    time_iso(w->run->arena, w->run->now), f);
}

/* Said once a day; whether somebody can be asked is tried every hour. */
static bool
ask_nobody(struct work *w, const struct sop_step *s, struct fault *f)
{
	enum { AGAIN_S = 3600 };
	bool told;

	w->casefile.wake_at = w->run->now + AGAIN_S;
	if (!is_told_lately(w, &told, f) || !work_save(w, f))
		return false;
	if (told)
		return true;
	if (!work_note_told(w, f))
		return false;
	return w->sop.roles[s->role].source == ROLE_SUPERIOR
		   ? ask_helpdesk(w, s, f)
		   : tell_no_official(w, s, f);
}

/* ---- one case ---- */

static bool
ask_all(struct work *w, const struct sop_step *s, const struct actors *actors,
    struct fault *f)
{
	for (size_t i = 0; i < actors->count; i++)
		if (!ask_one(w, s, &actors->at[i], f))
			return false;
	return true;
}

bool
work_ask(struct work *w, struct fault *f)
{
	const struct sop_step *s = work_step(w);
	struct actors actors;
	bool changed;

	if (s->kind == STEP_REQUEST) {
		work_asked(w);
		return owe_incomplete(w, f) && work_save(w, f);
	}
	if (!work_find_superiors(w, &changed, f) ||
	    !work_actors(w, s, &actors, f))
		return false;
	if (actors.count == 0)
		return ask_nobody(w, s, f);
	work_asked(w);
	return ask_all(w, s, &actors, f) && work_save(w, f);
}

static bool
tell_bsre_waits(struct work *w, struct fault *f)
{
	return tell_operators(w, "Kabar BSrE belum datang",
	    "BSrE belum mengabarkan hasil. Periksa statusnya di AMS dan kotak "
	    "surel penerima kabar BSrE.",
	    f);
}

bool
work_remind(struct work *w, struct fault *f)
{
	const struct sop_step *s = work_step(w);
	struct actors actors;

	if (!work_event(w, "reminded",
		json_pack("{s:s,s:i}", "step", s->id, "stage",
		    (int)w->casefile.reminders),
		f))
		return false;
	if (s->kind == STEP_WAIT)
		return tell_bsre_waits(w, f);
	if (s->kind == STEP_REQUEST)
		return owe_incomplete(w, f);
	if (!work_actors(w, s, &actors, f))
		return false;
	return ask_all(w, s, &actors, f);
}

bool
work_ask_anew(struct work *w, struct fault *f)
{
	if (!token_burn_step(
		w->run->store, w->casefile.id, w->casefile.step, f))
		return false;
	w->casefile.asked_at = 0;
	w->casefile.wake_at = w->run->now;
	return store_fact_set(w->run->store, nobody_fact(w), NULL, f) &&
	       work_save(w, f);
}

/* ---- somebody above ---- */

static bool
escalate_to(struct work *w, const struct sop_step *s, const char *address,
    const char *name, struct fault *f)
{
	struct actors actors;

	if (!work_actors(w, s, &actors, f))
		return false;
	struct owed o = { .template = "eskalasi",
		.to = address,
		.to_name = name,
		.values = work_values(w, s, f) };

	if (o.values) {
		set_times(o.values, w, s);
		values_set_reminder(o.values, w);
		value_set(o.values, "pejabat",
		    actors.count ? actor_words(w, &actors.at[0])
				 : w->sop.roles[s->role].label);
	}
	return owe(w, &o, f);
}

bool
work_escalate(struct work *w, struct fault *f)
{
	const struct config_agency *g = w->agency->config;
	const struct sop_step *s = work_step(w);

	if (!work_event(w, "escalated", json_pack("{s:s}", "step", s->id), f))
		return false;
	if (g->escalation)
		return escalate_to(
		    w, s, g->escalation->address, g->escalation->name, f);
	/* Operators are the ones who were told that BSrE is silent. */
	for (size_t i = 0; s->kind != STEP_WAIT && i < g->operator_count; i++)
		if (!escalate_to(w, s, g->operators[i], "Tim pengelola", f))
			return false;
	return true;
}
