/*
 * The outbox to the world. A row says "sending" on disk before its first
 * byte leaves; its Message-ID never changes. What is lost in between is sent
 * again with the same one.
 */

#include "work.h"

#include "cabut/banned.h"

enum { ATTEMPTS_LEAST = 5 }; /* before age alone gives a mail up */

static bool
mark(struct run *r, const struct outbox_row *row, enum outbox_state state,
    unsigned attempts, time_s next_at, const char *error, struct fault *f)
{
	time_s sent_at = state == OUTBOX_SENT ? r->now : 0;

	if (!store_begin(r->store, f))
		return false;
	return store_end(r->store,
	    outbox_mark(
		r->store, row->id, state, attempts, next_at, sent_at, error, f),
	    f);
}

/* Rows that an operator has held meanwhile leave the group. */
static bool
mark_sending(
    struct run *r, struct outbox_row *rows, size_t *count, struct fault *f)
{
	size_t kept = 0;
	bool ok = true, took;

	if (!store_begin(r->store, f))
		return false;
	for (size_t i = 0; ok && i < *count; i++) {
		ok = outbox_mark_sending(r->store, rows[i].id, &took, f);
		if (ok && took)
			rows[kept++] = rows[i];
	}
	*count = kept;
	return store_end(r->store, ok, f);
}

static void
alarm_given_up(struct run *r, const struct outbox_row *row, const char *why)
{
	log_line(&r->log, LOG_ALARM,
	    "mail %lld (%s) was given up: %s; see: cabut outbox list",
	    (long long)row->id, row->kind, why);
}

static bool
settle(struct run *r, const struct outbox_row *row,
    const struct wire_outcome *o, struct fault *f)
{
	unsigned attempts = row->attempts + 1;
	time_s next_at = outbox_next_at(attempts, r->now);
	bool is_old = r->now - row->created_at > OUTBOX_GIVE_UP_S &&
		      attempts >= ATTEMPTS_LEAST;

	switch (o->result) {
	case WIRE_SENT:
		r->tally.sent++;
		return mark(r, row, OUTBOX_SENT, attempts, 0, NULL, f);
	case WIRE_REFUSED:
		r->tally.refused++;
		alarm_given_up(r, row, o->text);
		return mark(r, row, OUTBOX_FAILED, attempts, 0, o->text, f);
	case WIRE_LATER:
	case WIRE_UNCERTAIN:
	case WIRE_STOP:
		break;
	}
	if (is_old) {
		r->tally.refused++;
		alarm_given_up(r, row, o->text);
		return mark(r, row, OUTBOX_FAILED, attempts, 0, o->text, f);
	}
	r->tally.deferred++;
	return mark(r, row,
	    o->result == WIRE_UNCERTAIN ? OUTBOX_UNCERTAIN : OUTBOX_PENDING,
	    attempts, next_at, o->text, f);
}

static const char *
smtp_name(struct run *r, const struct agency *g)
{
	return arena_printf(r->lasting, "%s/smtp", g->config->id);
}

/* What concerns all mail of the agency: a wrong password or certificate, a
 * server that is not there. The rest is left as it was. */
static bool
halt(struct run *r, const struct agency *g, const struct outbox_row *rows,
    size_t count, const struct wire_outcome *o, struct fault *f)
{
	struct fault told = { 0 };
	bool ok = true;

	if (!store_begin(r->store, f))
		return false;
	for (size_t i = 0; ok && i < count; i++)
		ok = outbox_mark(r->store, rows[i].id, OUTBOX_PENDING,
		    rows[i].attempts, rows[i].next_at, 0, rows[i].last_error,
		    f);
	if (!store_end(r->store, ok, f))
		return false;
	fault_set(&told, o->result == WIRE_STOP ? SCOPE_CONFIG : SCOPE_LATER,
	    "%s: %s", g->config->smtp.url, o->text);
	trouble(r, smtp_name(r, g), &told);
	return true;
}

static bool
is_unreachable(const struct wire_outcome *o)
{
	return o->result == WIRE_LATER && o->code == 0;
}

static bool
send_one(struct run *r, struct wire *wire, const struct outbox_row *due,
    struct wire_outcome *o, struct fault *f)
{
	struct outbox_row row;

	arena_reset(r->arena);
	if (!outbox_load(r->store, due->id, r->arena, &row, f))
		return false;
	wire->ops->send(wire, row.recipient, row.bytes, o);
	step_mark("wire.sent");
	return o->result == WIRE_STOP || settle(r, &row, o, f);
}

static bool
send_group(struct run *r, const struct agency *g, struct wire *wire,
    struct outbox_row *rows, size_t count, bool *stopped, struct fault *f)
{
	*stopped = false;
	if (!mark_sending(r, rows, &count, f))
		return false;
	for (size_t i = 0; i < count && !*stopped; i++) {
		struct wire_outcome o = { 0 };

		if (!send_one(r, wire, &rows[i], &o, f))
			return false;
		*stopped = o.result == WIRE_STOP || is_unreachable(&o);
		/* One that was tried and put off is settled already. */
		size_t rest = o.result == WIRE_STOP ? i : i + 1;

		if (*stopped && !halt(r, g, rows + rest, count - rest, &o, f))
			return false;
	}
	return true;
}

static bool
drain_agency(struct run *r, const struct agency *g, struct fault *f)
{
	struct wire_account account;
	struct wire *wire = NULL;
	struct outbox_row *rows;
	size_t count;
	bool ok = true, stopped = false;

	if (!outbox_due(r->store, g->config->id, r->now, RUN_OUTBOX_PER_RUN,
		r->lasting, &rows, &count, f))
		return false;
	if (count == 0)
		return true;
	if (!run_wire_account(g->config, r->lasting, &account, f) ||
	    !wire_open(&account, &wire, f))
		return false;
	for (size_t at = 0; ok && !stopped && at < count;
	     at += RUN_SENDING_GROUP) {
		size_t n = count - at < RUN_SENDING_GROUP ? count - at
							  : RUN_SENDING_GROUP;

		ok = send_group(r, g, wire, rows + at, n, &stopped, f);
	}
	wire_close(wire);
	return ok && (stopped || trouble_ended(r, smtp_name(r, g), f));
}

bool
run_drain(struct run *r, struct fault *f)
{
	for (size_t i = 0; i < r->agency_count; i++) {
		struct fault one = { 0 };

		const char *id = r->agencies[i].config->id;

		if (drain_agency(r, &r->agencies[i], &one)) {
			if (!trouble_ended(r, id, f))
				return false;
			continue;
		}
		if (one.scope == SCOPE_RUN) {
			*f = one;
			return false;
		}
		trouble(r, r->agencies[i].config->id, &one);
	}
	return true;
}
