/*
 * cabut check: each thing that a run needs, one line, and for what is wrong
 * the thing's name and what to do. Reads and logs in; changes nothing.
 */
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <unistd.h>

#include "check.h"

#include "cabut/banned.h"

void
check_tell(struct check *k, bool ok, const char *what, const char *text)
{
	if (!ok)
		k->wrong++;
	if (k->cli->is_json)
		cli_print_json(json_pack("{s:b,s:s,s:o}", "ok", (int)ok, "what",
		    what, "text", json_text_or_null(text)));
	else
		printf("%-6s %-24s %s\n", ok ? "ok" : "WRONG", what, text);
}

void
check_warn(struct check *k, const char *what, const char *text)
{
	k->warned++;
	if (k->cli->is_json)
		cli_print_json(
		    json_pack("{s:b,s:b,s:s,s:o}", "ok", 1, "warning", 1,
			"what", what, "text", json_text_or_null(text)));
	else
		printf("%-6s %-24s %s\n", "warn", what, text);
}

/* The folder of a database that the first run will make. */
static void
check_no_database(struct check *k)
{
	struct arena *a = k->cli->arena;
	const char *path = k->cli->config.database;
	char *folder = dirname(arena_strdup(a, path));

	if (access(folder, W_OK | X_OK) == 0)
		check_tell(k, true, "database",
		    arena_printf(a,
			"%s is not there yet; the first run makes it", path));
	else
		check_tell(k, false, "database",
		    arena_printf(a, "folder %s: %s", folder, strerror(errno)));
}

static void
check_database(struct check *k)
{
	struct cli *c = k->cli;
	struct fault f = { 0 };

	if (access(c->config.database, F_OK) < 0) {
		check_no_database(k);
		return;
	}
	bool ok = cli_store(c, true, &f);

	check_tell(k, ok, "database", ok ? c->config.database : f.text);
}

static void
check_cell(struct check *k)
{
	struct cli *c = k->cli;
	struct fault f = { 0 };
	bool ok = cli_cell(c, &f);

	check_tell(k, ok, "cell",
	    ok ? arena_printf(c->arena, "%s, locked by %s", c->config.cell,
		     cell_locks(c->cell))
	       : f.text);
}

/* One line for each: an expired one still proves what was signed before. */
static void
check_signature_ca(struct check *k)
{
	struct cli *c = k->cli;
	const char *path = c->config.signature_ca_file;
	struct fault f = { 0 };
	struct ca_list all;

	if (!path) {
		check_tell(k, true, "signatures",
		    "no signature_ca_file: letters' signatures are shown, "
		    "but nobody's is proven");
		return;
	}
	if (!ca_file_read(path, c->arena, &all, &f)) {
		check_tell(k, false, "signatures", f.text);
		return;
	}
	check_tell(k, true, "signatures",
	    arena_printf(c->arena, "%zu CA certificate%s in %s", all.count,
		all.count == 1 ? "" : "s", path));
	for (size_t i = 0; i < all.count; i++) {
		const struct ca_certificate *ca = &all.list[i];
		const char *text = arena_printf(c->arena, "%s, until %.10s",
		    ca->name, time_iso(c->arena, ca->until));

		if (ca->until < cli_now(c))
			check_warn(k, "signatures",
			    arena_printf(c->arena,
				"%s: expired; add its successor", text));
		else
			check_tell(k, true, "signatures", text);
	}
}

/* Not wrong: an agency may want no scans to be read. */
static void
check_ocr(struct check *k)
{
	struct cli *c = k->cli;
	const char *data = c->cell ? cell_ocr(c->cell) : NULL;

	if (data)
		check_tell(k, true, "ocr",
		    arena_printf(c->arena, "scans are read with %s", data));
	else if (c->cell)
		check_warn(k, "ocr",
		    "scans and photos are not read: no OCR data for "
		    "Indonesian; apt-get install tesseract-ocr-ind");
}

static void
check_templates(struct check *k, const char *folder, const char *what)
{
	const char *const *names = notice_names();
	size_t count = 0, wrong = 0;

	for (; names[count]; count++) {
		struct fault f = { 0 };

		if (notice_check(folder, names[count], k->cli->arena, &f))
			continue;
		wrong++;
		check_tell(k, false, what, f.text);
	}
	if (!wrong)
		check_tell(k, true, what,
		    arena_printf(k->cli->arena, "%zu in %s", count, folder));
}

static size_t
tell_findings(struct check *k, const char *file, const struct config_agency *g,
    const struct sop_findings *found)
{
	size_t wrong = 0;

	for (size_t i = 0; i < found->count; i++) {
		wrong += !found->is_advice[i];
		check_tell(k, found->is_advice[i], g->id,
		    arena_printf(k->cli->arena, "%s: %s (%s)", file,
			found->at[i], g->file));
	}
	return wrong;
}

static void
check_sop(struct check *k, const struct config_agency *g, const char *file)
{
	struct arena *a = k->cli->arena;
	struct sop_findings found = { 0 }, here = { 0 };
	struct fault f = { 0 };
	struct sop sop;

	if (!sop_load(file, a, &sop, &f)) {
		check_tell(k, false, g->id, f.text);
		return;
	}
	sop_check(&sop, a, &found);
	check_sop_papers(k->cli, &sop, &here);
	check_sop_at(k->cli, g, &sop, &here);
	size_t wrong = tell_findings(k, file, g, &found) +
		       tell_findings(k, file, g, &here);

	if (wrong == 0)
		check_tell(k, true, g->id,
		    arena_printf(a, "SOP %s (%s), %zu steps", sop.id,
			sop.service, sop.step_count));
}

static void
check_agency(struct check *k, const struct config_agency *g, time_s now)
{
	for (size_t i = 0; i < g->sop_count; i++)
		check_sop(k, g, g->sop_files[i]);
	check_time(k, g, now);
	if (g->templates)
		check_templates(k, g->templates, g->id);
	if (!g->auth.authserv_id)
		check_tell(k, true, g->id,
		    "no auth.authserv_id: no mail counts as authenticated; "
		    "every applicant must confirm by reply, and BSrE's mail "
		    "ends no case (cabut case revoked does)");
	for (size_t i = 0; i < g->mailbox_count; i++)
		check_mailbox(k, k->cli, g, &g->mailboxes[i]);
	check_smtp(k, k->cli, g);
}

bool
cmd_check(struct cli *c, struct fault *f)
{
	struct check k = { .cli = c };

	if (!cli_operands(c, 0, 0, "check", f) || !cli_config(c, f))
		return false;
	check_tell(&k, true, "configuration", c->config.file);
	check_database(&k);
	check_cell(&k);
	check_signature_ca(&k);

	check_ocr(&k);
	check_templates(&k, c->config.templates, "templates");
	for (size_t i = 0; i < c->config.agency_count; i++)
		check_agency(&k, &c->config.agencies[i], cli_now(c));
	c->exit_code = k.wrong ? 78 : 0;
	if (!c->is_json)
		printf("%s\n", k.wrong ? "Something must be changed."
			       : k.warned
				   ? "All works; see what is marked warn."
				   : "All is well.");
	return true;
}
