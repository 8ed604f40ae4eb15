/*
 * cabut outbox: the mails that are owed.
 */
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
			is_waiting ? time_iso(c->arena, r->next_at) : "",
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

static bool
set_state(struct cli *c, enum outbox_state state, struct fault *f)
{
	struct outbox_row row;
	char *end;
	long long id = strtoll(c->argv[1], &end, 10);
	time_s now;

	if (*end || id <= 0)
		return fault_set(f, SCOPE_USAGE,
		    "\"%s\" is not an ID; see: cabut outbox list", c->argv[1]);
	if (!cli_now(c, &now, f) || !cli_store(c, false, f) ||
	    !outbox_load(c->store, id, c->arena, &row, f))
		return false;
	if (row.id == 0)
		return fault_set(
		    f, SCOPE_USAGE, "no mail %lld; see: cabut outbox list", id);
	if (row.state == OUTBOX_SENT)
		return fault_set(
		    f, SCOPE_USAGE, "mail %lld was sent already", id);
	if (!store_begin(c->store, f))
		return false;
	return store_end(c->store,
	    outbox_mark(
		c->store, id, state, row.attempts, now, 0, row.last_error, f),
	    f);
}

static bool
drain(struct cli *c, struct fault *f)
{
	struct run r;
	int fd;
	bool is_taken;

	if (!run_lock(c->config.database, &fd, &is_taken, f))
		return false;
	if (is_taken)
		return fault_set(f, SCOPE_RUN,
		    "another run is at work; it sends what is owed");
	bool ok = cli_run_open(c, &r, f) && run_drain(&r, f);

	if (ok) {
		printf("%zu sent, %zu put off, %zu given up\n", r.tally.sent,
		    r.tally.deferred, r.tally.refused);
		c->exit_code = fault_exit_code(&r.tally.worst);
	}
	run_close(&r);
	return ok;
}

/* One mail, or all that wait, at once. */
static bool
retry(struct cli *c, struct fault *f)
{
	if (c->argc == 2 && !set_state(c, OUTBOX_PENDING, f))
		return false;
	return (c->store || cli_store(c, false, f)) && drain(c, f);
}

bool
cmd_outbox(struct cli *c, struct fault *f)
{
	static const char usage[] = "outbox list|retry|hold|release [ID]";

	if (!cli_operands(c, 1, 2, usage, f) || !cli_config(c, f))
		return false;
	if (!strcmp(c->argv[0], "list") && c->argc == 1)
		return list(c, f);
	if (!strcmp(c->argv[0], "retry"))
		return retry(c, f);
	if (!strcmp(c->argv[0], "hold") && c->argc == 2)
		return set_state(c, OUTBOX_HELD, f);
	if (!strcmp(c->argv[0], "release") && c->argc == 2)
		return set_state(c, OUTBOX_PENDING, f);
	return fault_set(f, SCOPE_USAGE, "usage: cabut %s", usage);
}
