/*
 * What time brings: holds ("masa sanggah") that have ended, people to ask and
 * to remind (wake.c), and letters whose senders never answered whether they
 * sent them.
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
	ok = work_open(r, id, NULL, &w, f) &&
	     (w.casefile.held_until > r->now ? work_hold_anew(&w, f)
					     : work_enter_held(&w, f));
	return store_end(r->store, ok, f);
}

static bool
expire(struct run *r, struct agency *g, const struct ledger_row *row,
    struct fault *f)
{
	struct work w;
	const char *asked;

	if (!triage_state(r, row->id, &asked, f))
		return false;
	bool is_helpdesk = asked && !strcmp(asked, "asked");
	const char *lines[] = { arena_printf(r->arena,
				    is_helpdesk
					? "Sebuah surat yang diterima %s dan "
					  "diteruskan kepada helpdesk tidak "
					  "pernah ditentukan maksudnya."
					: "Sebuah surat permohonan yang "
					  "diterima %s tidak pernah "
					  "dikonfirmasi pengirimnya.",
				    civil_time_text(r->arena, row->received_at,
					g->config->zone)),
		NULL };

	work_without_case(r, g, NULL, &w);
	return ledger_reclass(r->store, row->id, LEDGER_EXPIRED, 0,
		   is_helpdesk ? "its kind was never told"
			       : "never confirmed by its sender",
		   f) &&
	       owe_operators(&w,
		   is_helpdesk ? "Surat tidak jelas belum ditangani"
			       : "Surat tidak dikonfirmasi",
		   lines,
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
		if (!trouble_of_case(r, "hold", ids[i], &one, f))
			return false;
	}
	return wake_pass(r, f) && expire_unconfirmed(r, f);
}
