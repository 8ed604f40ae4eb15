/*
 * cabut sop check: a SOP file, its schema and its graph; with --config also
 * the people, the letter and the templates of the agency that uses it; with
 * --verbose every row and outcome and where it leads. What it finds is said
 * in Indonesian, because the reader is the one who signed the SOP.
 */
#include <stdio.h>

#include "command.h"

#include "cabut/banned.h"

struct report {
	struct cli *cli;
	const char *path;
	json_t *wrong, *advice, *pairs;
};

static void
tell(struct report *r, const struct sop_findings *found)
{
	for (size_t i = 0; i < found->count; i++) {
		bool is_advice = found->is_advice[i];

		json_array_append_new(is_advice ? r->advice : r->wrong,
		    json_text_or_null(found->at[i]));
		if (!r->cli->is_json)
			printf("%s: %s%s\n", r->path,
			    is_advice ? "saran: " : "", found->at[i]);
	}
}

static bool
check_agency(struct report *r, const struct sop *sop, struct fault *f)
{
	struct sop_findings found = { 0 };

	if (!r->cli->has_config)
		return true;
	if (!cli_config(r->cli, f))
		return false;
	const struct config_agency *g = check_sop_agency(r->cli, r->path, f);

	if (!g)
		return false;
	check_sop_at(r->cli, g, sop, &found);
	check_templates_at(r->cli, g, &found);
	tell(r, &found);
	return true;
}

/* ---- the table of --verbose ---- */

static const char *
remark(const struct sop_pair *pair)
{
	return pair->dead      ? pair->dead
	       : pair->is_anew ? "dijawab dari awal"
			       : "";
}

static void
tell_pairs(struct report *r, const struct sop *sop)
{
	static const char *const columns[] = { "NO", "LANGKAH", "JENIS",
		"HASIL", "MENUJU", "CATATAN" };
	struct sop_pair *pairs;
	size_t count = sop_pairs(sop, r->cli->arena, &pairs);
	struct table *t = table_new(columns, 6);

	for (size_t i = 0; i < count; i++) {
		const struct sop_pair *p = &pairs[i];
		const char *cells[] = { p->step->number, p->step->id,
			sop_kind_word(p->step->kind),
			sop_outcome_word(p->outcome), p->next->id, remark(p) };

		table_row(t, cells);
		json_array_append_new(r->pairs,
		    json_pack("{s:s,s:s,s:s,s:s,s:b,s:o}", "no", cells[0],
			"step", cells[1], "outcome", cells[3], "next", cells[4],
			"anew", (int)p->is_anew, "dead",
			json_text_or_null(p->dead)));
	}
	if (!r->cli->is_json)
		table_print(t);
	table_free(t);
}

static void
tell_sum(struct report *r, const struct sop *sop)
{
	if (json_array_size(r->wrong) > 0)
		r->cli->exit_code = 78;
	if (r->cli->is_json)
		cli_print_json(json_pack("{s:o,s:s,s:s,s:i,s:O,s:O,s:O}",
		    "file", json_text_or_null(r->path), "id", sop->id, "hash",
		    sop->hash, "steps", (int)sop->step_count, "findings",
		    r->wrong, "advice", r->advice, "pairs", r->pairs));
	else if (json_array_size(r->wrong) == 0)
		printf("%s: baik; %zu langkah, %zu peran, %zu berkas\n",
		    r->path, sop->step_count, sop->role_count,
		    sop->paper_count);
}

static bool
check_one(struct report *r, struct fault *f)
{
	struct sop sop;
	struct sop_findings found = { 0 };

	if (!sop_load(r->path, r->cli->arena, &sop, f))
		return false;
	if (r->cli->is_verbose)
		tell_pairs(r, &sop);
	sop_check(&sop, r->cli->arena, &found);
	tell(r, &found);
	found.count = 0;
	check_sop_papers(r->cli, &sop, &found);
	tell(r, &found);
	if (!check_agency(r, &sop, f))
		return false;
	tell_sum(r, &sop);
	return true;
}

bool
cmd_sop_check(struct cli *c, struct fault *f)
{
	bool ok = true;

	for (int i = 1; ok && i < c->argc; i++) {
		struct report r = { c, c->argv[i], json_array(), json_array(),
			json_array() };

		ok = check_one(&r, f);
		json_decref(r.wrong);
		json_decref(r.advice);
		json_decref(r.pairs);
	}
	return ok;
}
