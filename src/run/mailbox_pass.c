/*
 * One mailbox in one run: the work list is all UIDs minus the ledger. Mails
 * are taken in batches; a batch is one transaction. A mail whose reading
 * ended an earlier run is taken alone, so that it cannot hurt others.
 */
#include <stdlib.h>

#include "work.h"

#include "cabut/banned.h"

struct pass {
	struct run *run;
	struct agency *agency;
	struct mailbox *box;
	struct mailbox_row row;
	uint32_t *uids;
	unsigned *attempts;
	size_t count;
	uint32_t first_uid; /* of a mailbox that is new to us */
	time_s since;	    /* mail older than this was there before us; 0 */
	size_t torn;	    /* mails that did not arrive whole */
};

static uint32_t
first_uid(const struct config_mailbox *c, const struct mailbox *box,
    const uint32_t *uids, size_t count)
{
	if (c->first_run && !strcmp(c->first_run, "all"))
		return 1;
	if (box->info.uidnext)
		return box->info.uidnext;
	return count ? uids[count - 1] + 1 : 1;
}

/* A dry run keeps nothing, not even this row, so it is made again in each of
 * its transactions. */
static bool
make_row(struct pass *p, struct fault *f)
{
	return store_mailbox(p->run->store, p->agency->config->id, p->box->name,
	    p->box->info.uidvalidity, p->first_uid, p->run->lasting, &p->row,
	    f);
}

/* Ends a transaction; what a dry run did in it is undone. */
static bool
end(struct pass *p, bool ok, struct fault *f)
{
	struct fault ignored = { 0 };

	if (!ok || !p->run->is_dry)
		return store_end(p->run->store, ok, f);
	store_end(p->run->store, false, &ignored);
	return true;
}

/* When this mailbox was first seen: after a renumbering, mail that is older
 * was never ours. */
static bool
remember_first(struct pass *p, struct fault *f)
{
	struct run *r = p->run;
	const char *value;
	char *name = arena_printf(
	    r->lasting, "mailbox.%lld.since", (long long)p->row.id);

	if (p->row.is_new && p->first_uid > 1)
		return store_fact_set(r->store, name,
		    arena_printf(r->lasting, "%lld", (long long)r->now), f);
	if (!store_fact_get(r->store, name, r->lasting, &value, f))
		return false;
	p->since = value ? strtoll(value, NULL, 10) : 0;
	return true;
}

static bool
find_row(struct pass *p, struct fault *f)
{
	if (!store_begin(p->run->store, f) ||
	    !end(p, make_row(p, f) && remember_first(p, f), f))
		return false;
	if (p->row.was_renumbered)
		log_line(&p->run->log, LOG_ALARM,
		    "%s: the server has renumbered this folder (UIDVALIDITY); "
		    "every mail in it is looked at again",
		    p->agency->config->id);
	return true;
}

static bool
work_list(struct pass *p, const struct config_mailbox *c, struct fault *f)
{
	if (!p->box->ops->list(p->box, p->run->lasting, &p->uids, &p->count, f))
		return false;
	p->first_uid = first_uid(c, p->box, p->uids, p->count);
	if (!find_row(p, f))
		return false;
	p->attempts =
	    arena_array(p->run->lasting, p->count + 1, sizeof *p->attempts);
	if (!ledger_subtract(
		p->run->store, &p->row, p->uids, p->attempts, &p->count, f))
		return false;
	if (p->count > p->run->config->mails_per_run) {
		log_line(&p->run->log, LOG_NOTICE,
		    "%zu mails wait; this run takes %u", p->count,
		    p->run->config->mails_per_run);
		p->count = p->run->config->mails_per_run;
	}
	return true;
}

/* ---- reading, before any transaction ---- */

static void
read_one(struct pass *p, const struct raw_mail *mail, unsigned attempts,
    struct inbound *in)
{
	*in = (struct inbound){ .run = p->run,
		.agency = p->agency,
		.box = &p->row,
		.uid = mail->uid,
		.attempts = attempts,
		.raw = mail->bytes,
		.since = p->row.first_uid == 1 ? p->since : 0 };
	if (attempts >= RUN_ATTEMPTS_MAX)
		return;
	in->is_readable =
	    head_scan(in->raw, p->run->arena, &in->head, &in->unreadable) &&
	    cell_read(p->run->cell, in->raw, p->run->arena, &in->cell,
		&in->unreadable);
}

static bool
read_batch(struct pass *p, const struct raw_mail *mails,
    const unsigned *attempts, size_t count, struct inbound *in, size_t *taken,
    struct fault *f)
{
	*taken = 0;
	for (size_t i = 0; i < count; i++) {
		if (!mails[i].is_whole) {
			p->run->tally.later++;
			continue;
		}
		read_one(p, &mails[i], attempts[i], &in[*taken]);
		if (in[*taken].unreadable.scope == SCOPE_RUN) {
			*f = in[*taken].unreadable;
			return false;
		}
		++*taken;
	}
	return true;
}

/* ---- the transaction ---- */

/* What one mail leads to needs memory for itself alone: of the batch only
 * what was read stays. */
static bool
apply_one(struct run *r, struct inbound *in, struct fault *f)
{
	struct arena *batch = r->arena;
	bool ok;

	r->arena = r->scratch;
	ok = inbound_apply(in, f);
	in->why = NULL;
	r->arena = batch;
	arena_reset(r->scratch);
	return ok;
}

static bool
apply_batch(struct pass *p, struct inbound *in, size_t count, struct fault *f)
{
	if (!store_begin(p->run->store, f))
		return false;
	bool ok = !p->run->is_dry || make_row(p, f);

	for (size_t i = 0; ok && i < count; i++)
		ok = apply_one(p->run, &in[i], f);
	return end(p, ok, f);
}

static bool
is_for_cabut(const struct inbound *in)
{
	return in->class != LEDGER_UNRELATED;
}

static bool
tell_server(struct pass *p, const uint32_t *uids, size_t count, struct fault *f)
{
	if (count == 0)
		return true;
	if (!p->box->ops->file(p->box, uids, count, f))
		return false;
	step_mark("server.filed");
	if (!store_begin(p->run->store, f))
		return false;
	return store_end(p->run->store,
	    ledger_filed(p->run->store, &p->row, uids, count, f), f);
}

static bool
file_batch(
    struct pass *p, const struct inbound *in, size_t count, struct fault *f)
{
	uint32_t *uids = arena_array(p->run->arena, count + 1, sizeof *uids);
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (is_for_cabut(&in[i]))
			uids[n++] = in[i].uid;
	return p->run->is_dry || tell_server(p, uids, n, f);
}

/* A crash between commit and flag left some owed to the server. */
static bool
file_owed(struct pass *p, struct fault *f)
{
	uint32_t *uids;
	size_t count;

	if (p->run->is_dry)
		return true;
	return ledger_unfiled(
		   p->run->store, &p->row, p->run->lasting, &uids, &count, f) &&
	       tell_server(p, uids, count, f);
}

/* Before any byte is parsed; what did not arrive is not counted. */
static bool
count_attempts(
    struct pass *p, const struct raw_mail *mails, size_t count, struct fault *f)
{
	struct run *r = p->run;
	uint32_t *uids = arena_array(r->arena, count + 1, sizeof *uids);
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (mails[i].is_whole)
			uids[n++] = mails[i].uid;
	p->torn += count - n;
	if (r->is_dry || n == 0)
		return true;
	return store_begin(r->store, f) &&
	       end(p, ledger_attempt(r->store, &p->row, uids, n, r->now, f), f);
}

/* We live, so the fault was ours and not a mail's: a broken template must not
 * send good mail into quarantine. When even this cannot be written, the next
 * run has an attempt too few. */
static void
take_back_attempts(struct pass *p, const struct raw_mail *mails, size_t count)
{
	struct run *r = p->run;
	struct fault ignored = { 0 };
	uint32_t *uids = arena_array(r->arena, count + 1, sizeof *uids);
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (mails[i].is_whole)
			uids[n++] = mails[i].uid;
	if (!r->is_dry && n > 0 && store_begin(r->store, &ignored))
		end(p, ledger_unattempt(r->store, &p->row, uids, n, &ignored),
		    &ignored);
}

/* refs[0..count) belong together with uids from `at`. */
static bool
take_batch(struct pass *p, size_t at, const struct mail_ref *refs, size_t count,
    struct fault *f)
{
	struct arena *a = p->run->arena;
	struct raw_mail *mails = arena_array(a, count, sizeof *mails);
	struct inbound *in = arena_array(a, count, sizeof *in);
	size_t taken;

	if (!p->box->ops->fetch(p->box, refs, count, a, mails, f) ||
	    !count_attempts(p, mails, count, f))
		return false;
	if (!read_batch(p, mails, p->attempts + at, count, in, &taken, f) ||
	    !apply_batch(p, in, taken, f)) {
		take_back_attempts(p, mails, count);
		return false;
	}
	return file_batch(p, in, taken, f);
}

/* ---- mails that are not fetched at all ---- */

static bool
set_aside_large(struct pass *p, const struct mail_ref *ref, struct fault *f)
{
	struct inbound in = { .run = p->run,
		.agency = p->agency,
		.box = &p->row,
		.uid = ref->uid };

	fault_set(&in.unreadable, SCOPE_MESSAGE,
	    "%llu bytes; the limit is %d (not fetched)",
	    (unsigned long long)ref->size, INTAKE_MAIL_MAX);
	return apply_batch(p, &in, 1, f) && file_batch(p, &in, 1, f);
}

/* How many from `at` go together: troublemakers alone, others by bytes. */
static size_t
batch_length(const struct pass *p, const struct mail_ref *refs, size_t at)
{
	size_t n = 0;

	if (p->attempts[at] > 0)
		return 1;
	while (at + n < p->count && p->attempts[at + n] == 0 &&
	       refs[at + n].size <= INTAKE_MAIL_MAX && refs[at + n].size > 0)
		n++;
	return mailbox_batch(refs + at, n);
}

static bool
take_all(struct pass *p, struct fault *f)
{
	struct mail_ref *refs =
	    arena_array(p->run->lasting, p->count + 1, sizeof *refs);

	if (p->count == 0)
		return true;
	if (!p->box->ops->sizes(p->box, p->uids, p->count, refs, f))
		return false;
	for (size_t at = 0, n; at < p->count; at += n) {
		bool ok = true;

		arena_reset(p->run->arena);
		n = 1;
		if (refs[at].size > INTAKE_MAIL_MAX) {
			ok = set_aside_large(p, &refs[at], f);
		} else if (refs[at].size > 0) {
			n = batch_length(p, refs, at);
			ok = take_batch(p, at, refs + at, n, f);
		} /* size 0: it has vanished from the folder meanwhile */
		if (!ok)
			return false;
	}
	return true;
}

bool
mailbox_pass(struct run *r, struct agency *agency,
    const struct config_mailbox *c, struct fault *f)
{
	struct mailbox_account account;
	struct pass p = { .run = r, .agency = agency };

	if (!run_mailbox_account(c, r->lasting, &account, f) ||
	    !mailbox_open(&account, &p.box, f))
		return false;
	if (r->is_dry)
		account.filing = FILING_NONE;
	bool ok = work_list(&p, c, f) && file_owed(&p, f) && take_all(&p, f);

	mailbox_close(p.box);
	if (ok && p.torn > 0)
		return fault_set(
		    f, SCOPE_LATER, "%zu mails did not arrive whole", p.torn);
	return ok;
}
