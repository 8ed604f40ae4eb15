/*
 * The Surat Rekomendasi that cabut drafts: its number, its owners, who is to
 * sign it, and its place among the papers of the casefile.
 */
#include "work.h"

#include "cabut/banned.h"

static const char *
letter_number(struct work *w, struct fault *f)
{
	static const char *const roman[] = { "I", "II", "III", "IV", "V", "VI",
		"VII", "VIII", "IX", "X", "XI", "XII" };
	const struct config_agency *g = w->agency->config;
	struct arena *a = w->run->arena;
	struct civil today = civil_of(w->run->now, g->zone);
	const char *at = g->number_pattern;
	struct strbuf out;
	int64_t n;

	if (!store_counter_next(w->run->store,
		arena_printf(a, "rekomendasi-%s-%d", g->id, today.year), &n, f))
		return NULL;
	strbuf_init(&out, 200);
	while (at && *at) {
		if (!strncmp(at, "{n}", 3)) {
			strbuf_printf(&out, "%03lld", (long long)n);
			at += 3;
		} else if (!strncmp(at, "{roman}", 7)) {
			strbuf_text(&out, roman[today.month - 1]);
			at += 7;
		} else if (!strncmp(at, "{year}", 6)) {
			strbuf_printf(&out, "%d", today.year);
			at += 6;
		} else {
			strbuf_char(&out, *at++);
		}
	}
	const char *number = strbuf_keep(&out, a);

	strbuf_release(&out);
	return number;
}

static void
set_owners(struct work *w, struct recommendation *r)
{
	const struct casefile *c = &w->casefile;
	struct recommendation_owner *list =
	    arena_array(w->run->arena, c->owner_count + 1, sizeof *list);

	for (size_t i = 0; i < c->owner_count; i++) {
		const struct casefile_owner *o = &c->owners[i];
		enum reason reason = REASON_NONE;

		if (o->reason || c->reason)
			reason_of_code(
			    o->reason ? o->reason : c->reason, &reason);
		list[i] =
		    (struct recommendation_owner){ o->name, o->nip, o->position,
			    o->institution, o->email, reason_label(reason) };
	}
	r->owners = list;
	r->owner_count = c->owner_count;
}

/* A title in the configuration is complete ("Plh. Kepala Dinas ..."); a role's
 * label gets its capacity from us. */
static const char *
signer_title(struct work *w, const struct config_person *p, bool is_substitute)
{
	const char *id = w->agency->config->signer_role;
	int role = id ? sop_role_index(&w->sop, id) : -1;
	const char *label =
	    role >= 0 ? w->sop.roles[role].label : "Kepala Dinas";

	if (p && p->title)
		return p->title;
	return is_substitute ? arena_printf(w->run->arena, "Plh. %s", label)
			     : label;
}

static void
set_signer(struct work *w, struct recommendation *r)
{
	const struct config_agency *g = w->agency->config;
	bool is_substitute = false;
	const struct config_person *p =
	    g->signer_role
		? config_actor(g, g->signer_role, w->run->now, &is_substitute)
		: NULL;

	r->signer_title = signer_title(w, p, is_substitute);
	r->signer_name = p ? p->name : "";
	r->signer_rank = p ? p->rank : NULL;
	r->signer_nip = p ? p->nip : NULL;
}

static const char *
long_date(struct work *w, const char *iso)
{
	time_s day;

	if (!iso)
		return NULL;
	if (!time_parse_iso(
		arena_printf(w->run->arena, "%sT00:00:00Z", iso), &day))
		return iso;
	return civil_date_text(w->run->arena, day, (enum zone)0);
}

static bool
file_draft(
    struct work *w, const struct sop_step *s, struct slice pdf, struct fault *f)
{
	struct casefile_paper row = { .casefile_id = w->casefile.id,
		.paper = w->sop.papers[s->drafts].id,
		.name = arena_printf(w->run->arena, "Surat-Rekomendasi-%s.pdf",
		    w->casefile.number),
		.type = "application/pdf",
		.bytes_len = pdf.len,
		.part = -1,
		.bytes = pdf,
		.filed_at = w->run->now,
		.how = "text" };

	sha256_hex(pdf.at, pdf.len, row.sha256);
	return paper_file(w->run->store, &row, f) &&
	       work_event(w, "paper",
		   json_pack("{s:s,s:s,s:i,s:s}", "paper", row.paper, "sha256",
		       row.sha256, "bytes", (int)pdf.len, "by", "cabut"),
		   f);
}

bool
papers_draft(struct work *w, const struct sop_step *s, struct fault *f)
{
	const struct config_agency *g = w->agency->config;
	const struct casefile *c = &w->casefile;
	struct recommendation r = { .letterhead = g->letterhead,
		.letterhead_count = g->letterhead_count,
		.place = g->place,
		.date = w->run->now,
		.zone = g->zone,
		.letter_number = c->letter_number,
		.letter_date_text = long_date(w, c->letter_date),
		.case_number = c->number };
	struct slice pdf;

	r.number = letter_number(w, f);
	if (!r.number)
		return false;
	set_owners(w, &r);
	set_signer(w, &r);
	return recommendation_pdf(&r, w->run->arena, &pdf, f) &&
	       file_draft(w, s, pdf, f);
}
