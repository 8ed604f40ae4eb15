/*
 * cabut sop: what can be done with a SOP file, each in a file of its own.
 */
#include "command.h"

#include "cabut/banned.h"

bool
cmd_sop(struct cli *c, struct fault *f)
{
	static const char usage[] = "sop check FILE... | draw FILE | "
				   "compare OLD NEW";

	if (c->argc > 0 && strcmp(c->argv[0], "draw") == 0)
		return cmd_sop_draw(c, f);
	if (!cli_operands(c, 2, -1, usage, f))
		return false;
	if (strcmp(c->argv[0], "check") == 0)
		return cmd_sop_check(c, f);
	if (strcmp(c->argv[0], "compare") == 0)
		return cmd_sop_compare(c, f);
	return fault_set(f, SCOPE_USAGE, "usage: cabut %s", usage);
}
