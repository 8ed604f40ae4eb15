/*
 * Documents of a casefile: which of the mail's papers is which, and the bytes
 * that officials get to see. A paper's bytes stay in the mail that brought
 * it; only what has no mail (a draft, a letter written as plain text) is kept
 * by itself.
 */
#include "work.h"

#include "cabut/banned.h"

static const char LATE_PAPER[] = "susulan";
static const char OTHER_PAPER[] = "pendukung";

/* A logo in a signature is named like a file, but nobody sent it. */
bool
paper_is_decoration(const struct inbound *in, size_t i)
{
	const struct paper *p = &in->cell.papers[i];
	const struct message *m = &in->cell.message;

	return p->kind == PAPER_KIND_PICTURE && p->part < m->part_count &&
	       m->parts[p->part].use == PART_INLINE;
}

/* Papers that the SOP does not name stand side by side; each has a name of
 * its own, so that none takes another's place. */
static const char *
side_name(struct work *w, const char *id, size_t i)
{
	return arena_printf(w->run->arena, "%s-%lld-%zu", id,
	    (long long)w->mail->ledger_id, i + 1);
}

/* `read`: the paper as the cell read it; NULL: made of a mail's own text. */
static bool
file_row(struct work *w, struct casefile_paper *row, const struct paper *read,
    uint32_t *added, struct fault *f)
{
	int index = sop_paper_index(&w->sop, row->paper);
	json_t *event;

	if (!paper_file(w->run->store, row, f))
		return false;
	if (index >= 0)
		*added |= 1u << index;
	event = json_pack("{s:s,s:s,s:i}", "paper", row->paper, "sha256",
	    row->sha256, "bytes", (int)row->bytes_len);
	if (read)
		signatures_tell(event, read);
	return work_event(w, "paper", event, f);
}

static bool
file_one(struct work *w, const char *id, const struct paper *p, int part,
    uint32_t *added, struct fault *f)
{
	struct casefile_paper row = { .casefile_id = w->casefile.id,
		.paper = id,
		.name = *p->name ? p->name : "lampiran",
		.type = paper_kind_type(p->kind),
		.bytes_len = p->bytes,
		.ledger_id = w->mail->ledger_id,
		.part = part,
		.filed_at = w->run->now,
		.how = paper_how_name(p->how),
		.signatures = signatures_keep(p, w->run->arena) };

	memcpy(row.sha256, p->sha256, sizeof row.sha256);
	return file_row(w, &row, p, added, f);
}

/* A letter written into the mail itself: its text is the document. */
static bool
file_body(struct work *w, uint32_t *added, struct fault *f)
{
	const struct message *m = &w->mail->cell.message;
	const char *text = m->text ? m->text : or_empty(m->html_text);
	struct casefile_paper row = { .casefile_id = w->casefile.id,
		.paper = "surat-permohonan",
		.name = "surat-permohonan.txt",
		.type = "text/plain",
		.bytes_len = strlen(text),
		.ledger_id = w->mail->ledger_id,
		.part = -1,
		.bytes = slice_of(text),
		.filed_at = w->run->now,
		.how = "text" };

	sha256_hex_text(text, row.sha256);
	return file_row(w, &row, NULL, added, f);
}

/* The one paper that the applicant was asked for, when only one is: an
 * unreadable scan sent in answer can be nothing else. Officials look at it. */
static const char *
only_missing(struct work *w, struct fault *f)
{
	struct sop_state state;
	const struct sop_step *s = work_step(w);

	if (!s || s->kind != STEP_REQUEST || !w->mail->casefile_id ||
	    !work_state(w, &state, f))
		return NULL;
	uint32_t missing = sop_missing(&w->sop, s, &state);

	for (size_t i = 0; i < w->sop.paper_count; i++)
		if (missing == 1u << i)
			return w->sop.papers[i].id;
	return NULL;
}

/* What the office itself makes cannot come from an applicant: a "signed"
 * recommendation in their mail is supporting paper, whatever it says. */
static bool
is_made_by_office(const struct sop *sop, const char *id)
{
	int index = sop_paper_index(sop, id);

	for (size_t i = 0; index >= 0 && i < sop->step_count; i++)
		if (sop->steps[i].produces == index ||
		    sop->steps[i].drafts == index)
			return true;
	return false;
}

/* While the case is on somebody's desk nothing that they were shown may be
 * replaced: what the applicant sends then is kept beside it. */
static bool
is_asked_now(const struct work *w)
{
	const struct sop_step *s = work_step(w);

	return s && s->kind == STEP_REQUEST;
}

/* By what its kind is called everywhere, else by the SOP's own words; the id
 * of a paper that this SOP does not name is kept when nothing better is known.
 */
static const char *
known_id(const struct sop *sop, const struct paper *p)
{
	const char *id = reading_paper_id(p);
	int own;

	if (id && sop_paper_index(sop, id) >= 0)
		return id;
	own = sop_paper_by_words(sop, p->name, p->text);
	return own >= 0 ? sop->papers[own].id : id;
}

static const char *
paper_id(const struct work *w, size_t i, const char *asked)
{
	const struct reading *r = &w->mail->reading;

	if (!is_asked_now(w))
		return LATE_PAPER;
	if (r->has_letter && r->letter_paper == (int)i)
		return "surat-permohonan";
	/* Whatever its name says: nobody can look into it. */
	if (unreadable_text(&w->mail->cell.papers[i], w->run->arena))
		return OTHER_PAPER;
	const char *id = known_id(&w->sop, &w->mail->cell.papers[i]);

	if (id && is_made_by_office(&w->sop, id))
		return OTHER_PAPER;
	if (id && sop_paper_index(&w->sop, id) >= 0)
		return id;
	return asked ? asked : id ? id : OTHER_PAPER;
}

bool
papers_take(struct work *w, uint32_t *added, struct fault *f)
{
	const struct inbound *in = w->mail;
	const char *asked = only_missing(w, f);

	*added = 0;
	if (in->reading.has_letter && in->reading.letter_paper < 0 &&
	    !file_body(w, added, f))
		return false;
	for (size_t i = 0; i < in->cell.paper_count; i++) {
		if (paper_is_decoration(in, i))
			continue;
		const char *id = paper_id(w, i, asked);
		int index = sop_paper_index(&w->sop, id);

		if (id == asked)
			asked = NULL;
		if (index < 0 || *added & 1u << index)
			id = side_name(w, index < 0 ? id : OTHER_PAPER, i);
		if (!file_one(w, id, &in->cell.papers[i], (int)i, added, f))
			return false;
	}
	return true;
}

/* ---- what a work step brings ---- */

/* A document that says nothing of itself, or that it is the one wanted: a
 * signed recommendation looks like any. */
static bool
reads_as(const struct sop *sop, const struct paper *p, const char *wanted)
{
	const char *id = known_id(sop, p);

	return !id || !strcmp(id, wanted) || !strcmp(id, "surat-rekomendasi") ||
	       !strcmp(id, "surat-rekomendasi-ttd");
}

/* Could this be the product? Its own text must not say that it is another
 * paper, and it must not be a document that we sent unsigned. */
static bool
may_be_product(struct work *w, const struct paper *p, const char *wanted,
    bool *may, struct fault *f)
{
	struct casefile_paper *known;
	size_t count;

	*may = paper_kind_is_document(p->kind) && reads_as(&w->sop, p, wanted);
	if (!paper_list(w->run->store, w->casefile.id, w->run->arena, &known,
		&count, f))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!strcmp(known[i].sha256, p->sha256))
			*may = false;
	return true;
}

bool
papers_find_product(struct work *w, const struct sop_step *s, struct fault *f)
{
	int result = sop_block_result(&w->sop, s);

	w->product = -1;
	for (size_t i = 0;
	     result >= 0 && w->product < 0 && i < w->mail->cell.paper_count;
	     i++) {
		bool may;

		if (paper_is_decoration(w->mail, i))
			continue;
		if (!may_be_product(w, &w->mail->cell.papers[i],
			w->sop.papers[result].id, &may, f))
			return false;
		if (may)
			w->product = (int)i;
	}
	return true;
}

bool
papers_file_product(struct work *w, const struct sop_step *s, struct fault *f)
{
	uint32_t added = 0;

	if (w->product < 0)
		return true;
	return file_one(w, w->sop.papers[sop_block_result(&w->sop, s)].id,
	    &w->mail->cell.papers[w->product], w->product, &added, f);
}

/* ---- bytes for officials ---- */

static bool
load_bytes(struct work *w, const struct casefile_paper *p, struct slice *bytes,
    struct fault *f)
{
	struct ledger_row row;

	if (p->bytes.len > 0 || p->ledger_id == 0) {
		*bytes = p->bytes;
		return true;
	}
	return ledger_load(
		   w->run->store, p->ledger_id, w->run->arena, &row, f) &&
	       cell_extract(w->run->cell, row.raw, (size_t)p->part,
		   w->run->arena, bytes, f);
}

/* The mail in hand is not settled yet when its papers go out again. */
static bool
load_current(struct work *w, const struct casefile_paper *p,
    struct slice *bytes, struct fault *f)
{
	if (w->mail && p->ledger_id == w->mail->ledger_id && p->part >= 0)
		return cell_extract(w->run->cell, w->mail->raw, (size_t)p->part,
		    w->run->arena, bytes, f);
	return load_bytes(w, p, bytes, f);
}

/* What fits into one mail, decided in the order of filing; the list in the
 * mail says the same of each. */
bool
paper_fits(const struct casefile_paper *p, size_t *total, size_t *count)
{
	if (!p->is_current || *count >= NOTICE_ATTACHMENTS_MAX ||
	    *total + p->bytes_len > RUN_ATTACH_BYTES_MAX)
		return false;
	*total += p->bytes_len;
	++*count;
	return true;
}

bool
papers_attach(
    struct work *w, struct attachment **out, size_t *count, struct fault *f)
{
	struct casefile_paper *papers;
	size_t n, total = 0;

	*count = 0;
	if (!paper_list(
		w->run->store, w->casefile.id, w->run->arena, &papers, &n, f))
		return false;
	*out = arena_array(w->run->arena, n + 1, sizeof **out);
	for (size_t i = 0; i < n; i++) {
		size_t at = *count;
		struct slice bytes;

		if (!paper_fits(&papers[i], &total, count))
			continue;
		if (!load_current(w, &papers[i], &bytes, f))
			return false;
		(*out)[at] = (struct attachment){ papers[i].name,
			papers[i].type, bytes };
	}
	return true;
}

bool
papers_fit(struct run *r, int64_t casefile_id, size_t *total, size_t *count,
    bool *fit, struct fault *f)
{
	struct casefile_paper *papers;
	size_t n, sum = *total, attached = *count;

	*fit = true;
	if (!paper_list(r->store, casefile_id, r->arena, &papers, &n, f))
		return false;
	for (size_t i = 0; *fit && i < n; i++)
		*fit = !papers[i].is_current ||
		       paper_fits(&papers[i], &sum, &attached);
	if (*fit) {
		*total = sum;
		*count = attached;
	}
	return true;
}
