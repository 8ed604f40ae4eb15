/*
 * What differs between two versions of a SOP, told by row as printed. Rows,
 * roles and papers are the same thing when their id is: a row that got
 * another number or text is a changed row, not a new one.
 */
#include "compare.h"

#include "cabut/banned.h"

void
differ(struct comparison *c, const char *where, const char *text)
{
	struct sop_findings *found = c->found;

	if (found->count + 1 == SOP_FINDINGS_MAX) {
		found->at[found->count++] = "... dan perbedaan lain";
		return;
	}
	if (found->count < SOP_FINDINGS_MAX)
		found->at[found->count++] =
		    arena_printf(c->arena, "%s: %s", where, text);
}

static bool
is_given(const char *text)
{
	return text && *text;
}

void
differ_text(struct comparison *c, const char *where, const char *what,
    const char *before, const char *after)
{
	if (!is_given(before) && !is_given(after))
		return;
	if (!is_given(before))
		differ(c, where,
		    arena_printf(
			c->arena, "%s ditambahkan: \"%s\"", what, after));
	else if (!is_given(after))
		differ(c, where,
		    arena_printf(c->arena, "%s dihapus: \"%s\"", what, before));
	else if (strcmp(before, after) != 0)
		differ(c, where,
		    arena_printf(c->arena, "%s \"%s\" menjadi \"%s\"", what,
			before, after));
}

/* ---- the head ---- */

static const char *
yes_no(bool yes)
{
	return yes ? "ya" : "tidak";
}

static const char *
number_text(struct comparison *c, unsigned number)
{
	return arena_printf(c->arena, "%u", number);
}

static void
compare_head(struct comparison *c)
{
	const struct sop *a = c->before, *b = c->after;

	differ_text(c, "sop", "id", a->id, b->id);
	differ_text(c, "sop", "layanan", a->service, b->service);
	differ_text(c, "sop", "versi", a->version, b->version);
	if (a->approvals != b->approvals)
		differ_text(c, "sop", "persetujuan",
		    number_text(c, a->approvals), number_text(c, b->approvals));
	differ_text(c, "sop", "nama", a->name, b->name);
	differ_text(c, "sop", "instansi", a->agency, b->agency);
}

static bool
has_text(const char **list, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], text) == 0)
			return true;
	return false;
}

static void
compare_legal(struct comparison *c)
{
	const struct sop *a = c->before, *b = c->after;

	for (size_t i = 0; i < a->legal_count; i++)
		if (!has_text(b->legal, b->legal_count, a->legal[i]))
			differ_text(
			    c, "identitas", "dasar hukum", a->legal[i], NULL);
	for (size_t i = 0; i < b->legal_count; i++)
		if (!has_text(a->legal, a->legal_count, b->legal[i]))
			differ_text(
			    c, "identitas", "dasar hukum", NULL, b->legal[i]);
}

/* All texts of a label, joined: labels may repeat. */
static const char *
identity_text(struct comparison *c, const struct sop *sop, const char *label)
{
	const char *text = NULL;

	for (size_t i = 0; i < sop->identity_count; i++)
		if (strcmp(sop->identity[i][0], label) == 0)
			text = text ? arena_printf(c->arena, "%s; %s", text,
					  sop->identity[i][1])
				    : sop->identity[i][1];
	return text;
}

static bool
is_first_label(const struct sop *sop, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(sop->identity[k][0], sop->identity[i][0]) == 0)
			return false;
	return true;
}

static void
compare_labels(struct comparison *c, const struct sop *of, bool only_new)
{
	for (size_t i = 0; i < of->identity_count; i++) {
		const char *label = of->identity[i][0];

		if (!is_first_label(of, i) ||
		    (only_new && identity_text(c, c->before, label)))
			continue;
		differ_text(c, "identitas", label,
		    identity_text(c, c->before, label),
		    identity_text(c, c->after, label));
	}
}

/* ---- roles, papers, reasons ---- */

static const char *
list_text(struct comparison *c, const char **list, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_printf(
		    c->arena, "%s%s%s", text, i > 0 ? "; " : "", list[i]);
	return text;
}

static void
compare_roles(struct comparison *c)
{
	const struct sop *a = c->before, *b = c->after;

	for (size_t i = 0; i < a->role_count; i++) {
		const struct sop_role *old = &a->roles[i];
		int at = sop_role_index(b, old->id);
		const char *where =
		    arena_printf(c->arena, "peran \"%s\"", old->id);

		if (at < 0) {
			differ(c, where, "dihapus");
			continue;
		}
		differ_text(c, where, "nama", old->label, b->roles[at].label);
		differ_text(c, where, "alias",
		    list_text(c, old->aliases, old->alias_count),
		    list_text(
			c, b->roles[at].aliases, b->roles[at].alias_count));
		if (old->source != b->roles[at].source)
			differ(c, where, "dicari dengan cara lain");
	}
	for (size_t i = 0; i < b->role_count; i++)
		if (sop_role_index(a, b->roles[i].id) < 0)
			differ(c,
			    arena_printf(
				c->arena, "peran \"%s\"", b->roles[i].id),
			    "ditambahkan");
}

static void
compare_papers(struct comparison *c)
{
	const struct sop *a = c->before, *b = c->after;

	for (size_t i = 0; i < a->paper_count; i++) {
		const struct sop_paper *old = &a->papers[i];
		int at = sop_paper_index(b, old->id);
		const char *where =
		    arena_printf(c->arena, "berkas \"%s\"", old->id);

		if (at < 0) {
			differ(c, where, "dihapus");
			continue;
		}
		differ_text(c, where, "nama", old->label, b->papers[at].label);
		differ_text(c, where, "opsional", yes_no(old->is_optional),
		    yes_no(b->papers[at].is_optional));
		differ_text(c, where, "kenali",
		    list_text(c, old->words, old->word_count),
		    list_text(
			c, b->papers[at].words, b->papers[at].word_count));
	}
	for (size_t i = 0; i < b->paper_count; i++)
		if (sop_paper_index(a, b->papers[i].id) < 0)
			differ(c,
			    arena_printf(
				c->arena, "berkas \"%s\"", b->papers[i].id),
			    "ditambahkan");
}

static const char *
reason_text(const struct sop *sop, const char *code)
{
	for (size_t i = 0; i < sop->reason_count; i++)
		if (strcmp(sop->reasons[i].code, code) == 0)
			return sop->reasons[i].label;
	return NULL;
}

static void
compare_reasons(struct comparison *c)
{
	const struct sop *a = c->before, *b = c->after;

	for (size_t i = 0; i < a->reason_count; i++)
		differ_text(c,
		    arena_printf(c->arena, "alasan %s", a->reasons[i].code),
		    "alasan", a->reasons[i].label,
		    reason_text(b, a->reasons[i].code));
	for (size_t i = 0; i < b->reason_count; i++)
		if (!reason_text(a, b->reasons[i].code))
			differ_text(c,
			    arena_printf(
				c->arena, "alasan %s", b->reasons[i].code),
			    "alasan", NULL, b->reasons[i].label);
}

bool
sop_compare(const struct sop *before, const struct sop *after, struct arena *a,
    struct sop_findings *out)
{
	struct comparison c = { before, after, a, out };

	*out = (struct sop_findings){ 0 };
	compare_head(&c);
	compare_legal(&c);
	compare_labels(&c, before, false);
	compare_labels(&c, after, true);
	compare_roles(&c);
	compare_papers(&c);
	compare_reasons(&c);
	compare_steps(&c);
	return out->count == 0;
}
