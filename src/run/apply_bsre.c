/*
 * A mail that is proven to come from BSrE. Only one that names the owner of a
 * case that waits, and says plainly what happened, moves it.
 */
#include "work.h"

#include "cabut/banned.h"

enum { MATCHES_MAX = 100 };

struct match {
	int64_t casefile_id;
	size_t owner;
};

static void
match_case(const struct inbound *in, const struct casefile *c,
    struct match *matches, size_t *count)
{
	for (size_t i = 0; i < c->owner_count && *count < MATCHES_MAX; i++) {
		struct owner o = owner_view(&c->owners[i]);

		if (confirmation_names(&in->reading.confirmation, &o))
			matches[(*count)++] = (struct match){ c->id, i };
	}
}

/* What the mail says of a case of this service. */
static enum confirmation_outcome
word_for(const struct inbound *in, const struct sop *sop)
{
	const struct confirmation *c = &in->reading.confirmation;

	return service_outcome(sop) == OUTCOME_REVOKED ? c->outcome
						       : c->issuance;
}

static bool
is_silent(const struct inbound *in)
{
	return in->reading.confirmation.outcome == CONFIRMATION_NONE &&
	       in->reading.confirmation.issuance == CONFIRMATION_NONE;
}

/* A case that waits, or whose upload is just being done: BSrE may be faster
 * than the SELESAI of the person who did it. */
static bool
may_hear_bsre(const struct work *w)
{
	const struct sop_step *s = work_step(w);

	if (!s || s->kind == STEP_WAIT)
		return s != NULL;
	for (size_t i = 0; s->kind == STEP_WORK && i < s->branch_count; i++)
		if (w->sop.steps[s->branches[i].next].kind == STEP_WAIT)
			return true;
	return false;
}

/* All open cases of this agency: which of them BSrE speaks of is found by
 * the owner it names. */
static bool
find_matches(
    struct inbound *in, struct match *matches, size_t *count, struct fault *f)
{
	struct casefile *list;
	size_t n;

	*count = 0;
	if (!casefile_list(in->run->store, CASEFILE_OPEN,
		in->agency->config->id, in->run->arena, &list, &n, f))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct work w;

		if (!work_open(in->run, list[i].id, in, &w, f))
			return false;
		if (may_hear_bsre(&w) &&
		    (is_silent(in) ||
			word_for(in, &w.sop) != CONFIRMATION_NONE))
			match_case(in, &w.casefile, matches, count);
	}
	return true;
}

static bool
move_case(struct inbound *in, const struct match *m, struct fault *f)
{
	const struct confirmation *c = &in->reading.confirmation;
	bool is_done, all = true, waits;
	struct sop_event event = { .outcome = OUTCOME_REFUSED,
		.assurance = in->sender.assurance,
		.is_plain = true,
		.is_bsre = true };
	struct sop_state state;
	struct verdict v;
	struct work w;

	if (!work_open(in->run, m->casefile_id, in, &w, f) ||
	    !work_state(&w, &state, f))
		return false;
	in->casefile_id = m->casefile_id;
	is_done = word_for(in, &w.sop) != CONFIRMATION_REFUSED;
	if (is_done) {
		event.outcome = service_outcome(&w.sop);
	} else {
		w.remark = c->remark;
		w.remark_by = "BSrE";
	}
	if (!work_event(&w, "bsre",
		json_pack("{s:s,s:i}", "outcome",
		    sop_outcome_word(event.outcome), "owner", (int)m->owner),
		f))
		return false;
	if (is_done && (!work_owner_revoked(&w, m->owner, f) ||
			   !work_all_revoked(&w, &all, f)))
		return false;
	waits = work_step(&w)->kind == STEP_WAIT;
	inbound_end(in, LEDGER_BSRE, "BSrE answered");
	if (!all || !waits)
		return true;
	sop_decide(&w.sop, &state, &event, &v);
	return work_apply(&w, &v, f);
}

static bool
tell_bsre_operators(struct inbound *in, const char *sentence, struct fault *f)
{
	struct work w;
	const char *lines[] = { sentence,
		"Tidak ada permohonan yang berubah karena surel itu.", NULL };

	work_without_case(in->run, in->agency, in, &w);
	return owe_operators(&w, "Kabar BSrE perlu dicocokkan", lines,
	    "Cocokkan surel itu dengan AMS dan daftar permohonan.", f);
}

/* A true mail of BSrE can be sent again years later, its proof intact: only
 * one that is younger than the case can be about it. */
static bool
is_older_than(const struct inbound *in, const struct casefile *c)
{
	enum { CLOCKS_DIFFER_S = 300 };
	time_s sent;

	return !time_parse_rfc5322(in->head.date, &sent) ||
	       sent + CLOCKS_DIFFER_S < c->opened_at;
}

static bool
is_too_early(const struct work *w, const struct inbound *in)
{
	return word_for(in, &w->sop) == CONFIRMATION_REFUSED &&
	       work_step(w)->kind != STEP_WAIT;
}

static bool
apply_match(struct inbound *in, const struct match *m, struct fault *f)
{
	struct work w;

	if (!work_open(in->run, m->casefile_id, in, &w, f))
		return false;
	if (is_older_than(in, &w.casefile)) {
		inbound_end(in, LEDGER_BSRE, "older than the case");
		return tell_bsre_operators(in,
		    "Surel BSrE menyebut pemilik dalam permohonan yang "
		    "berjalan, "
		    "tetapi bertanggal sebelum permohonan itu dibuka.",
		    f);
	}
	if (is_too_early(&w, in)) {
		inbound_end(in, LEDGER_BSRE, "refused before SELESAI");
		return tell_bsre_operators(in,
		    "BSrE menolak sebuah permohonan yang pengunggahannya belum "
		    "dilaporkan selesai. Sampaikan kepada verifikator.",
		    f);
	}
	return move_case(in, m, f);
}

/* It names an owner of ours but says neither yes nor no: a person reads it.
 * Anything else of BSrE (newsletters) is none of ours and stays untouched. */
static bool
apply_silent(struct inbound *in, size_t count, struct fault *f)
{
	if (count == 0) {
		inbound_end(in, LEDGER_UNRELATED, "BSrE, about no case");
		return true;
	}
	inbound_end(in, LEDGER_BSRE, "says nothing final");
	return tell_bsre_operators(in,
	    "BSrE menulis tentang pemilik dalam permohonan yang berjalan, "
	    "tanpa "
	    "menyatakan dicabut atau ditolak.",
	    f);
}

bool
apply_bsre(struct inbound *in, struct fault *f)
{
	struct match matches[MATCHES_MAX];
	size_t count;

	in->casefile_id = 0;
	if (!find_matches(in, matches, &count, f))
		return false;
	if (is_silent(in))
		return apply_silent(in, count, f);
	if (count == 1)
		return apply_match(in, &matches[0], f);
	inbound_end(in, LEDGER_BSRE,
	    count ? "names several cases" : "names no waiting case");
	return tell_bsre_operators(in,
	    count ? "BSrE mengabarkan hasil yang cocok dengan lebih dari satu "
		    "permohonan."
		  : "BSrE mengabarkan hasil untuk pemilik yang tidak cocok "
		    "dengan permohonan mana pun yang sedang menunggu.",
	    f);
}
