/*
 * cabut sop compare: what differs between two versions of a SOP, row by row,
 * in the words of who signs it. That they differ is no error.
 */
#include <stdio.h>

#include "command.h"

#include "cabut/banned.h"

static void
print_differences(struct cli *c, const struct sop_findings *found)
{
	json_t *list = json_array();

	for (size_t i = 0; i < found->count; i++) {
		json_array_append_new(list, json_text_or_null(found->at[i]));
		if (!c->is_json)
			printf("%s\n", found->at[i]);
	}
	if (c->is_json)
		cli_print_json(json_pack("{s:o,s:o,s:O}", "old",
		    json_text_or_null(c->argv[1]), "new",
		    json_text_or_null(c->argv[2]), "differences", list));
	else if (found->count == 0)
		printf("sama\n");
	json_decref(list);
}

bool
cmd_sop_compare(struct cli *c, struct fault *f)
{
	struct sop before, after;
	struct sop_findings found = { 0 };

	if (!cli_operands(c, 3, 3, "sop compare OLD NEW", f) ||
	    !sop_load(c->argv[1], c->arena, &before, f) ||
	    !sop_load(c->argv[2], c->arena, &after, f))
		return false;
	sop_compare(&before, &after, c->arena, &found);
	print_differences(c, &found);
	return true;
}
