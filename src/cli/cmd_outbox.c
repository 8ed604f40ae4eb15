/*
 * cabut outbox: the mails that are owed.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "command.h"

#include "cabut/banned.h"

enum { LIST_MAX = 1000 };

static bool
list(struct cli *c, struct fault *f)
{
	static const char *const columns[] = { "ID", "STATE", "TRIES", "KIND",
		"TO", "NEXT", "LAST ERROR" };
	struct outbox_row *rows;
	size_t count;

	if (!cli_store(c, true, f) ||
	    !outbox_list(c->store, -1, LIST_MAX, c->arena, &rows, &count, f))
		return false;
	struct table *t = table_new(columns, 7);

	for (size_t i = 0; i < count; i++) {
		const struct outbox_row *r = &rows[i];
		bool is_waiting = r->state != OUTBOX_SENT &&
				  r->state != OUTBOX_FAILED &&
				  r->state != OUTBOX_BOUNCED;
		const char *cells[] = { arena_printf(
					    c->arena, "%lld", (long long)r->id),
			outbox_state_name(r->state),
			arena_printf(c->arena, "%u", r->attempts), r->kind,
			r->recipient,
			is_waiting ? cli_time_text(c, r->agency, r->next_at)
				   : "",
			r->last_error };

		if (c->is_json)
			cli_print_json(json_pack(
			    "{s:I,s:s,s:i,s:s,s:s,s:s,s:o}", "id",
			    (json_int_t)r->id, "state", cells[1], "attempts",
			    (int)r->attempts, "kind", r->kind, "to",
			    r->recipient, "message_id", r->message_id,
			    "last_error", json_text_or_null(r->last_error)));
		else
			table_row(t, cells);
	}
	if (!c->is_json)
		table_print(t);
	table_free(t);
	return true;
}

/* What an operator may do to one mail, and in which states. */
struct act {
	const char *name;
	enum outbox_state becomes;
	unsigned from; /* a bit for each state */
	const char *what;
};

#define IN(state) (1u << (state))
#define IN_WAITING                                                             \
	(IN(OUTBOX_PENDING) | IN(OUTBOX_SENDING) | IN(OUTBOX_UNCERTAIN))

static const struct act acts[] = {
	{ "hold", OUTBOX_HELD, IN_WAITING, "a mail that waits" },
	{ "release", OUTBOX_PENDING, IN(OUTBOX_HELD), "one that is held" },
	{ "retry", OUTBOX_PENDING,
	    IN_WAITING | IN(OUTBOX_FAILED) | IN(OUTBOX_BOUNCED),
	    "a mail that waits, failed or bounced" },
};

static const struct act *
find_act(const char *name)
{
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (!strcmp(acts[i].name, name))
			return &acts[i];
	return NULL;
}

static bool
load_named(struct cli *c, struct outbox_row *row, struct fault *f)
{
	char *end;

	errno = 0;
	long long id = strtoll(c->argv[1], &end, 10);

	if (*end || id <= 0 || errno)
		return fault_set(f, SCOPE_USAGE,
		    "\"%s\" is not an ID; see: cabut outbox list", c->argv[1]);
	if (!outbox_load(c->store, id, c->arena, row, f))
		return false;
	return row->id != 0 || fault_set(f, SCOPE_USAGE,
				   "no mail %lld; see: cabut outbox list", id);
}

static bool
set_state(struct cli *c, const struct act *act, struct fault *f)
{
	struct outbox_row row;

	if (!load_named(c, &row, f))
		return false;
	if (!(act->from & IN(row.state)))
		return fault_set(f, SCOPE_USAGE,
		    "mail %s is %s already; %s is for %s", c->argv[1],
		    outbox_state_name(row.state), act->name, act->what);
	if (!store_begin(c->store, f))
		return false;
	return store_end(c->store,
	    outbox_mark(c->store, row.id, act->becomes, row.attempts,
		cli_now(c), 0, row.last_error, f),
	    f);
}

static bool
drain(struct cli *c, struct fault *f)
{
	struct run r;
	bool ok = cli_run_open(c, &r, f) && run_drain(&r, f);

	if (ok) {
		printf("%zu sent, %zu put off, %zu given up\n", r.tally.sent,
		    r.tally.deferred, r.tally.refused);
		c->exit_code = fault_exit_code(&r.tally.worst);
	}
	run_close(&r);
	return ok;
}

/* Under the lock: a run that has begun to send must not be met. */
static bool
do_act(struct cli *c, const struct act *act, struct fault *f)
{
	bool is_retry = !strcmp(act->name, "retry");

	if (!cli_lock(c, f) || !cli_store(c, false, f))
		return false;
	if (c->argc == 2 && !set_state(c, act, f))
		return false;
	if (is_retry)
		return drain(c, f);
	printf("mail %s: %s\n", c->argv[1], outbox_state_name(act->becomes));
	return true;
}

bool
cmd_outbox(struct cli *c, struct fault *f)
{
	static const char usage[] =
	    "outbox list | hold ID | release ID | retry [ID]";

	if (!cli_operands(c, 1, 2, usage, f) || !cli_config(c, f))
		return false;
	if (!strcmp(c->argv[0], "list") && c->argc == 1)
		return list(c, f);
	const struct act *act = find_act(c->argv[0]);

	if (act && (c->argc == 2 || !strcmp(act->name, "retry")))
		return do_act(c, act, f);
	return fault_set(f, SCOPE_USAGE, "usage: cabut %s", usage);
}
