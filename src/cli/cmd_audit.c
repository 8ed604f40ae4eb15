/*
 * cabut audit: is what the database says what really happened?
 */
#include <stdio.h>

#include "command.h"

#include "cabut/banned.h"

static void
print_json(const struct audit_report *r)
{
	json_t *problems = json_array();

	for (size_t i = 0; i < r->problem_count; i++)
		json_array_append_new(
		    problems, json_text_or_null(r->problems[i]));
	cli_print_json(json_pack("{s:I,s:I,s:I,s:I,s:o}", "casefiles",
	    (json_int_t)r->casefiles, "events", (json_int_t)r->events, "mails",
	    (json_int_t)r->mails, "owed", (json_int_t)r->owed, "problems",
	    problems));
}

bool
cmd_audit(struct cli *c, struct fault *f)
{
	struct audit_report r;

	if (!cli_operands(c, 0, 0, "audit", f) || !cli_config(c, f) ||
	    !cli_store(c, true, f) || !store_audit(c->store, c->arena, &r, f))
		return false;
	if (r.problem_count > 0)
		c->exit_code = 78;
	if (c->is_json) {
		print_json(&r);
		return true;
	}
	for (size_t i = 0; i < r.problem_count; i++)
		printf("WRONG  %s\n", r.problems[i]);
	printf("%s: %zu casefiles, %zu events in their chains, %zu mails in "
	       "the ledger, %zu owed\n",
	    r.problem_count ? "NOT in order" : "in order", r.casefiles,
	    r.events, r.mails, r.owed);
	return true;
}
