/*
 * Once a month: whose time comes. The mail, the owners' month and the
 * agency's are one transaction, so that a run that dies tells everybody once.
 * What one mail does not hold, the next pass tells.
 */
#include "work.h"

#include "cabut/banned.h"

static const char service[] = "pencabutan";

static char *
notice_fact(struct arena *a, const char *agency)
{
	return arena_printf(a, "register.notice.%s", agency);
}

bool
run_register_forget_notice(struct store *s, const char *agency, struct fault *f)
{
	struct arena *a = arena_new();
	bool ok = store_fact_set(s, notice_fact(a, agency), NULL, f);

	arena_free(a);
	return ok;
}

/* One agency in its month. */
struct month {
	struct run *run;
	struct agency *agency;
	struct config_register_notice notice;
	const struct config_person *official; /* NULL: nobody has the role */
	struct term_window window;
	const char *name;    /* "2026-11" */
	const char *done;    /* the fact, once all are told */
	struct due_list due; /* not yet told, without a case */
	size_t left_out;     /* who have one */
	struct arena *arena;
};

static void
month_open(struct month *m, struct run *r, struct agency *g)
{
	const struct config_agency *c = g->config;
	struct civil today = civil_of(r->now, c->zone);
	bool is_substitute;

	*m = (struct month){ .run = r,
		.agency = g,
		.notice = c->register_notice,
		.arena = arena_new() };
	m->official = config_actor(c, m->notice.role, r->now, &is_substitute);
	m->name = arena_printf(m->arena, "%04d-%02d", today.year, today.month);
	/* Once somebody has the role, the month is not done any more. */
	m->done = m->official ? m->name
			      : arena_printf(
				    m->arena, "%s %s", m->name, m->notice.role);
	term_window_of_month(&today, m->notice.months_ahead, &m->window);
}

static bool
is_done(struct month *m, bool *done, struct fault *f)
{
	const char *fact;
	struct civil today = civil_of(m->run->now, m->agency->config->zone);

	*done = (unsigned)today.day < m->notice.day;
	if (*done)
		return true;
	if (!store_fact_get(m->run->store,
		notice_fact(m->arena, m->agency->config->id), m->arena, &fact,
		f))
		return false;
	*done = fact && !strcmp(fact, m->done);
	return true;
}

static bool
find_due(struct month *m, struct fault *f)
{
	struct due_list *due = &m->due;
	size_t kept = 0;

	if (!run_register_due(
		m->run->store, m->agency->config, &m->window, m->arena, due, f))
		return false;
	for (size_t i = 0; i < due->count; i++) {
		const struct register_owner *o = &due->owners[i].owner;
		bool has;

		if (o->told_month && !strcmp(o->told_month, m->name))
			continue;
		if (!register_has_casefile(m->run->store, o, service, &has, f))
			return false;
		if (has)
			m->left_out++;
		else
			due->owners[kept++] = due->owners[i];
	}
	due->count = kept;
	return true;
}

static bool
mark_told(struct month *m, size_t told, struct fault *f)
{
	for (size_t i = 0; i < told; i++)
		if (!register_mark_told(
			m->run->store, m->due.owners[i].owner.id, m->name, f))
			return false;
	return true;
}

static bool
tell_official(struct month *m, struct work *w, size_t *told, struct fault *f)
{
	json_t *v = register_notice_values(w, &m->due, &m->window, told, f);
	struct owed o = { .template = "masa-jabatan",
		.to = m->official->address,
		.to_name = m->official->name,
		.values = v };

	if (v && m->left_out)
		value_set(v, "dilewati",
		    arena_printf(m->run->arena, "%zu", m->left_out));
	return owe(w, &o, f) && mark_told(m, *told, f);
}

static bool
tell_nobody(struct month *m, struct work *w, struct fault *f)
{
	struct arena *a = m->run->arena;
	const char *lines[] = {
		arena_printf(a,
		    "Register memuat %zu pemilik sertifikat yang masanya "
		    "berakhir, tetapi tidak ada pejabat untuk peran \"%s\" "
		    "dalam konfigurasi.",
		    m->due.count, m->notice.role),
		NULL
	};

	return owe_operators(w, "Pejabat belum dikonfigurasi", lines,
	    arena_printf(a,
		"Tambahkan pejabat untuk peran \"%s\"; daftarnya: cabut owner "
		"due --agency %s",
		m->notice.role, m->agency->config->id),
	    f);
}

static bool
tell(struct month *m, struct fault *f)
{
	struct work w;
	size_t told = m->due.count;
	bool ok = true;

	work_without_case(m->run, m->agency, NULL, &w);
	if (m->due.count > 0)
		ok = m->official ? tell_official(m, &w, &told, f)
				 : tell_nobody(m, &w, f);
	if (!ok || told < m->due.count)
		return ok;
	return store_fact_set(m->run->store,
	    notice_fact(m->arena, m->agency->config->id), m->done, f);
}

static bool
pass_month(struct month *m, struct fault *f)
{
	bool done;

	if (!is_done(m, &done, f))
		return false;
	if (done)
		return true;
	if (!find_due(m, f) || !store_begin(m->run->store, f))
		return false;
	return store_end(m->run->store, tell(m, f), f);
}

bool
register_pass(struct run *r, struct fault *f)
{
	for (size_t i = 0; i < r->agency_count; i++) {
		struct fault one = { 0 };
		struct month m;

		arena_reset(r->arena);
		month_open(&m, r, &r->agencies[i]);
		bool ok = pass_month(&m, &one);

		arena_free(m.arena);
		if (ok)
			continue;
		if (one.scope == SCOPE_RUN) {
			*f = one;
			return false;
		}
		trouble(r, "register", &one);
	}
	return true;
}
