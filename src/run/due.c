/*
 * What time brings: holds ("masa sanggah") that have ended, and letters whose
 * senders never answered whether they sent them.
 */
#include "work.h"

#include "cabut/banned.h"

static bool
end_hold(struct run *r, int64_t id, struct fault *f)
{
	struct work w;
	bool ok;

	if (!store_begin(r->store, f))
		return false;
	ok = work_open(r, id, NULL, &w, f) && work_enter_held(&w, f);
	return store_end(r->store, ok, f);
}

static bool
expire(struct run *r, struct agency *g, const struct ledger_row *row,
    struct fault *f)
{
	struct work w;
	const char *lines[] = { arena_printf(r->arena,
				    "Sebuah surat permohonan yang diterima %s "
				    "tidak pernah dikonfirmasi pengirimnya.",
				    civil_time_text(r->arena, row->received_at,
					g->config->zone)),
		NULL };

	work_without_case(r, g, NULL, &w);
	return ledger_reclass(r->store, row->id, LEDGER_EXPIRED, 0,
		   "never confirmed by its sender", f) &&
	       owe_operators(&w, "Surat tidak dikonfirmasi", lines,
		   "Bila surat itu tampak sungguh, hubungi pengirimnya lewat "
		   "jalur "
		   "lain dan minta ia mengirim ulang.",
		   f);
}

enum { EXPIRE_PER_RUN = 1000, DAY_S = 24 * 3600 };

/* The mailbox is not known here any more: the first agency's operators are
 * those of the host. */
static bool
expire_unconfirmed(struct run *r, struct fault *f)
{
	struct ledger_row *rows;
	size_t count;
	time_s before = r->now - (time_s)RUN_CONFIRM_DAYS * DAY_S;
	bool ok = true;

	if (r->agency_count == 0)
		return true;
	if (!ledger_list(r->store, LEDGER_AWAITING, EXPIRE_PER_RUN, r->lasting,
		&rows, &count, f))
		return false;
	for (size_t i = 0; ok && i < count; i++) {
		if (rows[i].received_at > before)
			continue;
		arena_reset(r->arena);
		ok = store_begin(r->store, f) &&
		     store_end(
			 r->store, expire(r, &r->agencies[0], &rows[i], f), f);
	}
	return ok;
}

static char *
stale_fact(struct run *r, const struct casefile *c)
{
	return arena_printf(r->arena, "stale.%lld.%lld", (long long)c->id,
	    (long long)c->step_since);
}

/* Old enough, and nobody told yet? Asked without a transaction, so that a run
 * with nothing to say writes nothing. */
static bool
may_be_stale(
    struct run *r, const struct casefile *c, bool *may, struct fault *f)
{
	const struct agency *g = run_agency(r, c->agency);
	const char *told = NULL;

	*may =
	    g && r->now - c->step_since > (time_s)g->config->token_days * DAY_S;
	if (!*may)
		return true;
	if (!store_fact_get(r->store, stale_fact(r, c), r->arena, &told, f))
		return false;
	*may = !told;
	return true;
}

static bool
tell_waiting(struct work *w, struct fault *f)
{
	struct run *r = w->run;
	const char *lines[] = {
		arena_printf(r->arena,
		    "Permohonan %s menunggu %s sejak %s; masa berlaku "
		    "permintaan kepada pejabat itu sudah lewat.",
		    w->casefile.number, w->sop.roles[work_step(w)->role].label,
		    civil_time_text(r->arena, w->casefile.step_since,
			w->agency->config->zone)),
		NULL
	};

	return owe_operators(w, "Permohonan belum dijawab", lines,
	    arena_printf(r->arena,
		"Hubungi pejabat itu, lalu kirim ulang: cabut case resend %s",
		w->casefile.number),
	    f);
}

/* Once for each step that nobody answers while its request is valid. */
static bool
tell_stale_one(struct run *r, const struct casefile *c, struct fault *f)
{
	struct work w;

	if (!work_open(r, c->id, NULL, &w, f) ||
	    !store_fact_set(r->store, stale_fact(r, c), "told", f))
		return false;
	const struct sop_step *s = work_step(&w);

	return !s || (s->kind != STEP_DECISION && s->kind != STEP_WORK) ||
	       tell_waiting(&w, f);
}

static bool
tell_stale(struct run *r, struct fault *f)
{
	struct casefile *list;
	size_t count;
	bool may;

	if (!casefile_list(
		r->store, CASEFILE_OPEN, NULL, r->lasting, &list, &count, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct fault one = { 0 };

		arena_reset(r->arena);
		if (!may_be_stale(r, &list[i], &may, f))
			return false;
		if (!may)
			continue;
		if (!store_begin(r->store, f))
			return false;
		if (store_end(
			r->store, tell_stale_one(r, &list[i], &one), &one))
			continue;
		if (one.scope == SCOPE_RUN) {
			*f = one;
			return false;
		}
		trouble(r, "waiting", &one);
	}
	return true;
}

bool
due_pass(struct run *r, struct fault *f)
{
	int64_t *ids;
	size_t count;

	if (!casefile_held_due(r->store, r->now, r->lasting, &ids, &count, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct fault one = { 0 };

		arena_reset(r->arena);
		if (end_hold(r, ids[i], &one))
			continue;
		if (one.scope == SCOPE_RUN) {
			*f = one;
			return false;
		}
		trouble(r, "hold", &one);
	}
	return expire_unconfirmed(r, f) && tell_stale(r, f);
}
