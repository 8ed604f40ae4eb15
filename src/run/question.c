/*
 * What the applicant is asked, one numbered sentence each: what is in doubt,
 * what is missing, nothing else and nothing twice. A yes can settle only what
 * stands there to be looked at.
 */
#include "doubt.h"

#include "cabut/banned.h"

/* More than so many of one kind are one question: they are marked above. */
enum { CONFIRM_EACH_MAX = 5 };

struct asking {
	struct work *w;
	const struct doubts *doubts;
	json_t *list; /* sentences */
	bool may_confirm, wants_data, wants_papers;
};

static void
ask(struct asking *q, const char *sentence)
{
	json_array_append_new(q->list,
	    json_pack("{s:I,s:s}", "no",
		(json_int_t)json_array_size(q->list) + 1, "kalimat", sentence));
}

/* ---- doubts ---- */

static size_t
count_confirmable(const struct asking *q)
{
	size_t count = 0;

	for (size_t i = 0; i < q->doubts->count; i++)
		count +=
		    q->doubts->at[i].is_grave &&
		    doubt_is_confirmable(&q->w->casefile, &q->doubts->at[i]);
	return count;
}

static void
ask_doubt(struct asking *q, const struct doubt *d, bool is_confirmable)
{
	struct arena *a = q->w->run->arena;

	ask(q, arena_printf(a,
		   is_confirmable ? "%s perlu dipastikan: %s."
				  : "%s belum pasti: %s. Mohon tuliskan yang "
				    "benar dalam balasan.",
		   doubt_subject(&q->w->casefile, d, a), d->why));
}

static void
ask_doubts(struct asking *q)
{
	size_t confirmable = count_confirmable(q);
	bool each = confirmable <= CONFIRM_EACH_MAX;

	for (size_t i = 0; i < q->doubts->count; i++) {
		const struct doubt *d = &q->doubts->at[i];
		bool may = doubt_is_confirmable(&q->w->casefile, d);

		if (d->is_grave && (each || !may))
			ask_doubt(q, d, may);
		q->wants_data |= d->is_grave;
	}
	q->may_confirm = confirmable > 0;
	if (!each)
		ask(q, arena_printf(q->w->run->arena,
			   "%zu data yang bertanda \"perlu diperiksa\" di atas "
			   "perlu dipastikan.",
			   confirmable));
}

/* ---- gaps ---- */

static bool
is_asked(const struct asking *q, int owner, enum doubt_field field)
{
	for (size_t i = 0; i < q->doubts->count; i++)
		if (q->doubts->at[i].is_grave &&
		    q->doubts->at[i].field == field &&
		    (q->doubts->at[i].owner == owner ||
			q->doubts->at[i].owner == DOUBT_OF_ALL))
			return true;
	return false;
}

static bool
is_gap_asked(const struct asking *q, int owner, enum owner_gap gap)
{
	switch (gap) {
	case GAP_NAME:
		return is_asked(q, owner, DOUBT_NAME);
	case GAP_NUMBER:
		return is_asked(q, owner, DOUBT_NIP) ||
		       is_asked(q, owner, DOUBT_NIK);
	case GAP_EMAIL:
		return is_asked(q, owner, DOUBT_EMAIL);
	case GAP_POSITION:
	case GAP_INSTITUTION:
		break;
	}
	return false;
}

static const char *
gap_words(enum owner_gap gap)
{
	switch (gap) {
	case GAP_NAME:
		return "Nama lengkap pemilik sertifikat";
	case GAP_NUMBER:
		return "NIP (18 digit) atau NIK (16 digit)";
	case GAP_POSITION:
		return "Jabatan sesuai SK";
	case GAP_INSTITUTION:
		return "Instansi";
	case GAP_EMAIL:
		return "Alamat surel dinas (.go.id)";
	}
	return "";
}

static void
ask_gaps(struct asking *q)
{
	static const enum owner_gap gaps[] = { GAP_NAME, GAP_NUMBER,
		GAP_POSITION, GAP_INSTITUTION, GAP_EMAIL };
	const struct casefile *c = &q->w->casefile;
	struct arena *a = q->w->run->arena;

	for (size_t i = 0; i < c->owner_count; i++) {
		unsigned lacking = work_gaps(q->w, i);
		const char *of =
		    c->owners[i].name
			? arena_printf(a, " atas nama %s", c->owners[i].name)
		    : c->owner_count > 1
			? arena_printf(a, " pemilik ke-%zu", i + 1)
			: "";

		for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++) {
			if (!(lacking & gaps[g]) ||
			    is_gap_asked(q, (int)i, gaps[g]))
				continue;
			ask(q,
			    arena_printf(a, "%s%s belum ada; mohon dituliskan.",
				gap_words(gaps[g]), of));
			q->wants_data = true;
		}
	}
}

/* ---- reason, asker, papers ---- */

static void
ask_reason(struct asking *q)
{
	const struct sop *sop = &q->w->sop;
	struct strbuf out;

	strbuf_init(&out, 4000);
	strbuf_text(&out, "Alasan permohonan belum ada, atau tidak dilayani; "
			  "mohon dituliskan salah satu dari: ");
	for (size_t i = 0; i < sop->reason_count; i++)
		strbuf_printf(
		    &out, "%s%s", i ? "; " : "", sop->reasons[i].label);
	strbuf_text(&out, " (dengan awalan \"Alasan:\").");
	ask(q, strbuf_keep(&out, q->w->run->arena));
	strbuf_release(&out);
	q->wants_data = true;
}

static void
ask_asker(struct asking *q, enum sop_asker asker)
{
	switch (asker) {
	case ASKER_ANY:
		return;
	case ASKER_OTHER:
		ask(q,
		    "Dengan alasan ini pemilik tidak mengajukannya sendiri; "
		    "mohon surat permohonan dikirim oleh atasan atau instansi "
		    "pemilik.");
		return;
	case ASKER_SUPERIOR:
		ask(q,
		    "Mohon surat permohonan dikirim oleh atasan pemilik dari "
		    "alamat surel dinasnya.");
		return;
	}
}

static void
ask_papers(struct asking *q, uint32_t papers)
{
	const struct work *w = q->w;
	int letter = sop_paper_index(&w->sop, "surat-permohonan");
	bool is_anew = w->casefile.anew_after != 0;

	for (size_t i = 0; i < w->sop.paper_count; i++) {
		if (!(papers & 1u << i) || ((int)i == letter && !is_anew))
			continue;
		ask(q,
		    arena_printf(w->run->arena,
			is_anew ? "%s yang baru belum terlampir; mohon "
				  "dilampirkan (yang lama tidak dipakai lagi)."
				: "%s belum terlampir; mohon dilampirkan.",
			w->sop.papers[i].label));
		q->wants_papers = true;
	}
}

/* Of the mail in hand, when it is the applicant's. */
static void
ask_unreadable(struct asking *q)
{
	const struct work *w = q->w;
	const struct inbound *in = w->mail;

	if (!in || !address_equal(in->head.from, w->casefile.applicant_address))
		return;
	for (size_t i = 0; i < in->cell.paper_count; i++) {
		const char *text =
		    unreadable_text(&in->cell.papers[i], w->run->arena);

		if (!text || paper_is_decoration(in, i))
			continue;
		ask(q, arena_printf(w->run->arena, "%s.", text));
		q->wants_papers = true;
	}
}

/* ---- the whole ---- */

static void
set_flags(json_t *v, const struct asking *q)
{
	json_object_set_new(v, "boleh_benar", json_boolean(q->may_confirm));
	json_object_set_new(v, "minta_data", json_boolean(q->wants_data));
	json_object_set_new(v, "minta_lampiran", json_boolean(q->wants_papers));
}

bool
values_set_questions(json_t *v, struct work *w, struct fault *f)
{
	const struct sop_step *step = work_step(w);
	struct doubts *doubts = arena_alloc(w->run->arena, sizeof *doubts);
	struct asking q = {
		.w = w, .doubts = doubts, .list = json_object_get(v, "tanya")
	};
	struct sop_state state;

	if (!step || step->kind != STEP_REQUEST)
		return true;
	if (!work_state(w, &state, f))
		return false;
	struct sop_lack lack = sop_lack(&w->sop, step, &state);

	doubts_load(&w->casefile, w->run->arena, doubts);
	ask_doubts(&q);
	ask_gaps(&q);
	if (lack.reason)
		ask_reason(&q);
	ask_asker(&q, lack.asker);
	ask_papers(&q, lack.papers);
	ask_unreadable(&q);
	set_flags(v, &q);
	return true;
}
