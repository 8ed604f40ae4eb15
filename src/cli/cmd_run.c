/*
 * cabut run: one pass. Silent from cron unless a person must act.
 */
#include <stdio.h>
#include <unistd.h>

#include "command.h"

#include "cabut/banned.h"

static json_t *
json_tally(const struct tally *t)
{
	json_t *j = json_object();
	const struct {
		const char *name;
		size_t value;
	} rows[] = {
		{ "mails", t->mails },
		{ "requests", t->requests },
		{ "replies", t->replies },
		{ "moved", t->moved },
		{ "unclear", t->unclear },
		{ "bsre", t->bsre },
		{ "automatic", t->automatic },
		{ "unrelated", t->unrelated },
		{ "duplicates", t->duplicates },
		{ "quarantined", t->quarantined },
		{ "later", t->later },
		{ "owed", t->owed },
		{ "sent", t->sent },
		{ "deferred", t->deferred },
		{ "refused", t->refused },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		json_object_set_new(
		    j, rows[i].name, json_integer((json_int_t)rows[i].value));
	return j;
}

static void
tell(const struct run *r)
{
	const struct tally *t = &r->tally;

	log_line(&r->log, LOG_STORY,
	    "%zu mails: %zu letters, %zu answers, %zu unclear, %zu from BSrE, "
	    "%zu automatic, %zu unrelated, %zu duplicate, %zu set aside, "
	    "%zu left for later",
	    t->mails, t->requests, t->replies, t->unclear, t->bsre,
	    t->automatic, t->unrelated, t->duplicates, t->quarantined,
	    t->later);
	log_line(&r->log, LOG_STORY,
	    "%zu steps moved; %zu mails written, %zu sent, %zu put off, "
	    "%zu given up",
	    t->moved, t->owed, t->sent, t->deferred, t->refused);
}

/* A dry run on a host that has no database yet must not make one, nor the
 * lock beside it. */
static bool
is_without_database(const struct cli *c)
{
	return c->is_dry && access(c->config.database, F_OK) < 0;
}

static bool
open_store(struct cli *c, struct fault *f)
{
	if (is_without_database(c))
		return store_open(STORE_IN_MEMORY, &c->store, f);
	return cli_store(c, false, f);
}

static bool
pass(struct cli *c, struct fault *f)
{
	struct run r;

	if (!open_store(c, f) || !cli_cell(c, f))
		return false;
	bool ok = cli_run_open(c, &r, f) && run_pass(&r, f);

	if (ok) {
		tell(&r);
		c->exit_code = fault_exit_code(&r.tally.worst);
		if (c->is_json)
			cli_print_json(json_tally(&r.tally));
	}
	run_close(&r);
	return ok;
}

bool
cmd_run(struct cli *c, struct fault *f)
{
	bool is_taken = false;
	int fd;

	if (!cli_operands(c, 0, 0, "run [--verbose] [--dry-run]", f) ||
	    !cli_config(c, f))
		return false;
	if (!is_without_database(c) &&
	    !run_lock(c->config.database, &fd, &is_taken, f))
		return false;
	if (is_taken) {
		if (isatty(STDERR_FILENO) || c->is_verbose)
			fprintf(stderr, "cabut: another run is at work\n");
		return true;
	}
	return pass(c, f);
}
