/*
 * A SOP at one agency: are there people for its rows, and can this host do
 * what they say? Better told now than by a case that stands still.
 */
#include <stdlib.h>

#include "cabut/reading.h"
#include "command.h"

#include "cabut/banned.h"

static void
add_finding(struct sop_findings *found, bool is_advice, const char *text)
{
	if (found->count >= SOP_FINDINGS_MAX)
		return;
	found->is_advice[found->count] = is_advice;
	found->at[found->count++] = text;
}

static void
add(struct sop_findings *found, const char *text)
{
	add_finding(found, false, text);
}

static void
check_people(struct cli *c, const struct config_agency *g,
    const struct sop *sop, struct sop_findings *found)
{
	struct sop_person *people =
	    arena_array(c->arena, g->official_count + 1, sizeof *people);

	for (size_t i = 0; i < g->official_count; i++) {
		const struct config_official *o = &g->officials[i];

		people[i] = (struct sop_person){ o->role, o->person.address,
			o->has_substitute ? o->substitute.address : NULL };
	}
	sop_check_people(sop, people, g->official_count, c->arena, found);
}

static const char *
impossible(const struct config_agency *g, const struct sop_step *s)
{
	if (s->drafts >= 0 &&
	    (g->letterhead_count == 0 || !g->number_pattern || !g->signer_role))
		return "memakai konsep-berkas, padahal instansi ini belum "
		       "mempunyai letter: dengan letterhead, number_pattern, "
		       "dan signer_role";
	if (s->min_assurance == 3 && !g->auth.authserv_id)
		return "meminta syarat-surel 3, tetapi tanpa "
		       "auth.authserv_id tidak ada surel yang mencapainya";
	return NULL;
}

static void
check_rows(struct cli *c, const struct config_agency *g, const struct sop *sop,
    struct sop_findings *found)
{
	for (size_t i = 0; i < sop->step_count; i++) {
		const struct sop_step *s = &sop->steps[i];
		const char *why = impossible(g, s);

		if (why)
			add(found,
			    arena_printf(c->arena,
				"langkah %s: baris \"%s\" %s",
				s->number[0] ? s->number : s->id, s->id, why));
	}
}

/* ---- papers ---- */

/* Waited for from the applicant by some row. */
static bool
is_asked_for(const struct sop *sop, size_t paper)
{
	for (size_t i = 0; i < sop->step_count; i++)
		for (size_t n = 0; sop->steps[i].kind == STEP_REQUEST &&
				   n < sop->steps[i].need_count;
		     n++)
			if (sop->steps[i].needs[n].paper == (int)paper)
				return !sop->papers[paper].is_optional;
	return false;
}

void
check_sop_papers(
    struct cli *c, const struct sop *sop, struct sop_findings *found)
{
	for (size_t i = 0; i < sop->paper_count; i++) {
		const struct sop_paper *p = &sop->papers[i];

		if (p->word_count > 0 || reading_knows_paper(p->id) ||
		    !is_asked_for(sop, i))
			continue;
		add_finding(found, true,
		    arena_printf(c->arena,
			"berkas \"%s\" diminta dari pemohon, tetapi hanya "
			"dikenali bila ia satu-satunya yang masih kurang: "
			"tulis kenali=\"...\"",
			p->id));
	}
}

/* ---- at one agency ---- */

void
check_sop_at(struct cli *c, const struct config_agency *g,
    const struct sop *sop, struct sop_findings *found)
{
	check_people(c, g, sop, found);
	check_rows(c, g, sop, found);
}

/* ---- which agency is meant ---- */

static bool
uses(struct cli *c, const struct config_agency *g, const char *path)
{
	char *own = realpath(path, NULL);
	bool is_used = false;

	for (size_t i = 0; own && i < g->sop_count; i++) {
		char *other = realpath(g->sop_files[i], NULL);

		is_used |= other && strcmp(own, other) == 0;
		free(other);
	}
	free(own);
	return c->agency ? strcmp(c->agency, g->id) == 0 : is_used;
}

const struct config_agency *
check_sop_agency(struct cli *c, const char *path, struct fault *f)
{
	const struct config *config = &c->config;

	for (size_t i = 0; i < config->agency_count; i++)
		if (uses(c, &config->agencies[i], path))
			return &config->agencies[i];
	if (config->agency_count == 1 && !c->agency)
		return &config->agencies[0];
	fault_set(f, SCOPE_USAGE, "%s: no agency of %s %s; say --agency ID",
	    path, config->file, c->agency ? "has that id" : "uses this file");
	return NULL;
}

/* ---- its mails ---- */

void
check_templates_at(
    struct cli *c, const struct config_agency *g, struct sop_findings *found)
{
	const char *folder = g->templates ? g->templates : c->config.templates;
	const char *const *names = notice_names();

	for (size_t i = 0; names[i]; i++) {
		struct fault f = { 0 };

		if (!notice_check(folder, names[i], c->arena, &f))
			add(found, arena_strdup(c->arena, f.text));
	}
}
