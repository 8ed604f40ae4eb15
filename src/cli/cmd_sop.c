/*
 * cabut sop check: a SOP file, its schema and its graph. What it finds is
 * said in Indonesian, because the reader is the one who signed the SOP.
 */
#include <stdio.h>

#include "command.h"

#include "cabut/banned.h"

static bool
check_one(struct cli *c, const char *path, struct fault *f)
{
	struct sop sop;
	struct sop_findings found = { 0 };
	json_t *list = json_array();

	if (!sop_load(path, c->arena, &sop, f)) {
		json_decref(list);
		return false;
	}
	bool ok = sop_check(&sop, c->arena, &found);

	if (!ok)
		c->exit_code = 78;
	for (size_t i = 0; i < found.count; i++) {
		json_array_append_new(list, json_string(found.at[i]));
		if (!c->is_json)
			printf("%s: %s\n", path, found.at[i]);
	}
	if (c->is_json)
		cli_print_json(json_pack("{s:o,s:s,s:s,s:i,s:O}", "file",
		    json_text_or_null(path), "id", sop.id, "hash", sop.hash,
		    "steps", (int)sop.step_count, "findings", list));
	else if (ok)
		printf("%s: baik; %zu langkah, %zu peran, %zu berkas\n", path,
		    sop.step_count, sop.role_count, sop.paper_count);
	json_decref(list);
	return true;
}

bool
cmd_sop(struct cli *c, struct fault *f)
{
	static const char usage[] = "sop check FILE...";

	if (!cli_operands(c, 2, -1, usage, f))
		return false;
	if (strcmp(c->argv[0], "check") != 0)
		return fault_set(f, SCOPE_USAGE, "usage: cabut %s", usage);
	for (int i = 1; i < c->argc; i++)
		if (!check_one(c, c->argv[i], f))
			return false;
	return true;
}
