/*
 * cabut case: list them, and what an operator may do to one.
 */
#include <stdio.h>

#include "command.h"

#include "cabut/banned.h"

/* -2: not such a word. */
static int
status_of(const char *word)
{
	if (!word)
		return CASEFILE_OPEN;
	if (!strcmp(word, "all"))
		return CASEFILE_STATUS_ANY;
	for (int i = CASEFILE_OPEN; i <= CASEFILE_CANCELLED; i++)
		if (!strcmp(
			casefile_status_name((enum casefile_status)i), word))
			return i;
	return -2;
}

static const char *
owners_text(struct cli *c, const struct casefile *k)
{
	const char *first =
	    k->owner_count && k->owners[0].name ? k->owners[0].name : "?";

	if (k->owner_count < 2)
		return first;
	return arena_printf(
	    c->arena, "%s and %zu more", first, k->owner_count - 1);
}

static void
print_rows(struct cli *c, const struct casefile *rows, size_t count)
{
	static const char *const columns[] = { "NUMBER", "STATUS", "STEP",
		"SINCE", "DUE", "AGENCY", "OWNER" };
	struct table *t = table_new(columns, 7);

	for (size_t i = 0; i < count; i++) {
		const char *cells[] = { rows[i].number,
			casefile_status_name(rows[i].status), rows[i].step,
			cli_time_text(c, rows[i].agency, rows[i].step_since),
			cli_due_text(c, &rows[i]), rows[i].agency,
			owners_text(c, &rows[i]) };

		table_row(t, cells);
	}
	table_print(t);
	table_free(t);
}

static bool
list(struct cli *c, struct fault *f)
{
	struct casefile *rows;
	size_t count;
	int status = status_of(c->status);

	if (status == -2)
		return fault_set(f, SCOPE_USAGE,
		    "--status %s: say open, done, rejected, cancelled or all",
		    c->status);
	if (!cli_store(c, true, f) ||
	    !casefile_list(
		c->store, status, c->agency, c->arena, &rows, &count, f))
		return false;
	if (!c->is_json) {
		print_rows(c, rows, count);
		return true;
	}
	for (size_t i = 0; i < count; i++)
		cli_print_json(json_casefile(&rows[i], cli_now(c), c->arena));
	return true;
}

/* A note or a reason is kept for ever: what it cannot be is said at once. */
static bool
is_text(const char *text, struct fault *f)
{
	size_t len = text ? strlen(text) : 0;

	if (!text)
		return true;
	if (len == 0)
		return fault_set(f, SCOPE_USAGE, "the text is empty");
	if (len > CLI_TEXT_BYTES_MAX)
		return fault_set(f, SCOPE_USAGE,
		    "the text has %zu bytes; at most %d are kept", len,
		    CLI_TEXT_BYTES_MAX);
	return utf8_is_valid(text, len) ||
	       fault_set(f, SCOPE_USAGE, "the text is not valid UTF-8");
}

/* An act of the operator: under the lock, so that it never meets a run. */
static bool
act(struct cli *c, struct fault *f)
{
	struct run r;
	const char *number = c->argv[1];
	const char *text = c->argc > 2 ? c->argv[2] : NULL;
	bool ok;

	if (!is_text(text, f) || !cli_lock(c, f) || !cli_store(c, false, f) ||
	    !cli_cell(c, f) || !cli_run_open(c, &r, f))
		return false;
	if (!strcmp(c->argv[0], "note"))
		ok = run_case_note(&r, number, text, f);
	else if (!strcmp(c->argv[0], "cancel"))
		ok = run_case_cancel(&r, number, text, f);
	else if (!strcmp(c->argv[0], "revoked"))
		ok = run_case_revoked(&r, number, text, f);
	else
		ok = run_case_resend(&r, number, f);
	run_close(&r);
	if (ok)
		printf("%s: %s%s\n", number, c->argv[0],
		    strcmp(c->argv[0], "note")
			? "; mails owed leave with the next run"
			: "");
	return ok;
}

bool
cmd_case(struct cli *c, struct fault *f)
{
	static const char usage[] =
	    "case list | show NUMBER | export NUMBER --output DIR | note "
	    "NUMBER TEXT | cancel NUMBER REASON | revoked NUMBER EVIDENCE | "
	    "resend NUMBER";
	const char *what = c->argc > 0 ? c->argv[0] : "";

	if (!cli_operands(c, 1, 3, usage, f) || !cli_config(c, f))
		return false;
	if (!strcmp(what, "list") && c->argc == 1)
		return list(c, f);
	if (!strcmp(what, "show") && c->argc == 2)
		return case_show(c, c->argv[1], f);
	if (!strcmp(what, "export") && c->argc == 2)
		return case_export(c, c->argv[1], f);
	if (!strcmp(what, "resend") && c->argc == 2)
		return act(c, f);
	if ((!strcmp(what, "note") || !strcmp(what, "cancel") ||
		!strcmp(what, "revoked")) &&
	    c->argc == 3)
		return act(c, f);
	return fault_set(f, SCOPE_USAGE, "usage: cabut %s", usage);
}
