/*
 * A letter that asks for something. Its sender must be proven, by the mail's
 * own authentication or by answering a question, before a casefile opens.
 */
#include "doubt.h"

#include "cabut/banned.h"

static const struct sop *
sop_for(const struct agency *g, enum letter_kind kind)
{
	for (size_t i = 0; i < g->sop_count; i++)
		if (!strcmp(g->sops[i].service, letter_kind_name(kind)))
			return &g->sops[i];
	return NULL;
}

bool
is_applicant_domain(const struct config_agency *g, const char *address)
{
	for (size_t i = 0; i < g->applicant_domain_count; i++)
		if (domain_is_within(
			address_domain(address), g->applicant_domains[i]))
			return true;
	return false;
}

bool
show_operators(
    struct inbound *in, const char *why, const char *sentence, struct fault *f)
{
	struct work w;
	const char *lines[] = { sentence, NULL };

	inbound_end(in, LEDGER_UNCLEAR, why);
	work_without_case(in->run, in->agency, in, &w);
	w.is_strangers_doing = true;
	return owe_operators(&w, "Surat perlu dilihat petugas", lines,
	    "Mohon periksa surat itu di kotak masuk dan hubungi pengirimnya "
	    "bila perlu.",
	    f);
}

static struct casefile_owner
owner_of(const struct owner *o)
{
	return (struct casefile_owner){ .name = o->name,
		.nip = o->is_nip_valid ? o->nip : NULL,
		.nik = o->is_nik_valid ? o->nik : NULL,
		.position = o->position,
		.institution = o->institution,
		.unit = o->unit,
		.email = o->email,
		.reason = reason_code(o->reason),
		.serial = o->serial };
}

static void
set_owners(struct inbound *in, struct casefile *c)
{
	const struct letter *l = &in->reading.letter;
	size_t n = l->owner_count ? l->owner_count : 1;

	c->owners = arena_array(in->run->arena, n, sizeof *c->owners);
	c->owner_count = n;
	for (size_t i = 0; i < n; i++) {
		const struct owner *o =
		    l->owner_count ? &l->owners[i] : &l->owner;

		c->owners[i] = owner_of(o);
		if (reason_is_urgent(o->reason))
			c->is_urgent = true;
		if (!c->reason)
			c->reason = reason_code(o->reason);
	}
}

static void
fill_casefile(struct inbound *in, const struct sop *sop, const char *applicant,
    enum assurance assurance, struct casefile *c)
{
	const struct letter *l = &in->reading.letter;

	*c = (struct casefile){ .agency = in->agency->config->id,
		.service = sop->service,
		.sop_hash = sop->hash,
		.status = CASEFILE_OPEN,
		.step = sop->steps[0].id,
		.step_since = in->run->now,
		.opened_at = in->run->now,
		.applicant_address = applicant,
		.applicant_name =
		    l->applicant_name ? l->applicant_name : l->owner.name,
		.applicant_assurance = assurance,
		.letter_number = l->number,
		.letter_date = l->date,
		.letter_kind = letter_kind_name(l->kind),
		.first_message_id = in->head.message_id,
		.subject = in->cell.message.subject };
	set_owners(in, c);
}

static bool
opened_event(struct work *w, struct fault *f)
{
	const struct casefile *c = &w->casefile;

	return work_event(w, "opened",
	    json_pack("{s:s,s:s,s:s,s:s,s:i,s:i,s:s}", "number", c->number,
		"service", c->service, "sop", c->sop_hash, "applicant",
		c->applicant_address, "assurance", (int)c->applicant_assurance,
		"owners", (int)c->owner_count, "facts", c->facts_hash),
	    f);
}

static bool
find_doubts(struct work *w, struct fault *f)
{
	struct doubts *doubts = arena_alloc(w->run->arena, sizeof *doubts);

	if (!doubts_of_letter(w, w->mail, &w->mail->reading.letter, doubts, f))
		return false;
	doubts_keep(doubts, w->run->arena, &w->casefile);
	return true;
}

/* Nobody can be asked about an unsure number, however much it hurries: a
 * person who can ring up is told. */
static bool
tell_urgent_doubt(struct work *w, struct fault *f)
{
	struct doubts *doubts = arena_alloc(w->run->arena, sizeof *doubts);

	doubts_load(&w->casefile, w->run->arena, doubts);
	if (!w->casefile.is_urgent || !doubts_wait(doubts))
		return true;
	w->is_strangers_doing = true;
	return tell_operators(w, "Permohonan mendesak menunggu kepastian data",
	    "alasannya mendesak, tetapi belum pasti sertifikat siapa yang "
	    "dimaksud; pemohon sudah ditanya. Hubungi pemohon bila jawabannya "
	    "tidak segera datang.",
	    f);
}

static bool
begin(struct work *w, struct fault *f)
{
	uint32_t added;
	struct sop_state state;
	struct verdict v;

	if (!papers_take(w, &added, f) || !work_state(w, &state, f))
		return false;
	sop_begin(&w->sop, &state, &v);
	return work_apply(w, &v, f) && owe_received(w, f) &&
	       tell_urgent_doubt(w, f) && work_save(w, f);
}

static bool
open_new(struct inbound *in, const struct sop *sop, const char *applicant,
    enum assurance assurance, struct fault *f)
{
	struct run *r = in->run;
	struct work w = {
		.run = r, .agency = in->agency, .mail = in, .product = -1
	};
	struct civil today = civil_of(r->now, in->agency->config->zone);

	w.sop = *sop;
	fill_casefile(in, sop, applicant, assurance, &w.casefile);
	if (!find_doubts(&w, f) ||
	    !casefile_insert(r->store, &w.casefile, r->config->case_prefix,
		today.year, sop->text, r->arena, f))
		return false;
	in->casefile_id = w.casefile.id;
	work_set_facts_hash(&w);
	if (in->head.message_id && !casefile_message_add(r->store,
				       w.casefile.id, in->head.message_id, f))
		return false;
	inbound_end(in, LEDGER_REQUEST, "a letter opened a casefile");
	log_line(&r->log, LOG_STORY, "%s opened", w.casefile.number);
	return opened_event(&w, f) && begin(&w, f);
}

/* A second letter for the same thing feeds the open case. */
static bool
find_open(struct inbound *in, const struct sop *sop, const char *applicant,
    int64_t *id, struct fault *f)
{
	const struct owner *o = &in->reading.letter.owner;

	*id = 0;
	if (in->reading.letter.owner_count ||
	    (!o->is_nip_valid && !o->is_nik_valid))
		return true;
	return casefile_find_similar(in->run->store, in->agency->config->id,
	    sop->service, applicant, o->is_nip_valid ? o->nip : NULL,
	    o->is_nik_valid ? o->nik : NULL, id, f);
}

/* The same letter by another way: To and Cc of two names of one mailbox. */
static bool
find_twin(
    struct inbound *in, const char *applicant, int64_t *id, struct fault *f)
{
	struct casefile c;

	*id = 0;
	if (!in->head.message_id)
		return true;
	if (!casefile_by_message_id(in->run->store, in->head.message_id, id, f))
		return false;
	if (*id == 0)
		return true;
	if (!casefile_load(in->run->store, *id, in->run->arena, &c, f))
		return false;
	if (c.status != CASEFILE_OPEN || !c.applicant_address ||
	    !text_equal_nocase(c.applicant_address, applicant))
		*id = 0;
	return true;
}

bool
apply_open(struct inbound *in, const char *applicant, enum assurance assurance,
    struct fault *f)
{
	const struct sop *sop = sop_for(in->agency, in->reading.letter.kind);
	int64_t open = 0;

	if (!sop)
		return show_operators(in, "no SOP for this kind of letter",
		    "Sebuah surat meminta layanan yang belum memiliki SOP "
		    "dalam konfigurasi.",
		    f);
	if (!find_open(in, sop, applicant, &open, f))
		return false;
	if (open) {
		in->casefile_id = open;
		return apply_reply(in, f);
	}
	if (!find_twin(in, applicant, &open, f))
		return false;
	if (open) {
		in->casefile_id = open;
		inbound_end(in, LEDGER_DUPLICATE, "this letter came twice");
		return true;
	}
	return open_new(in, sop, applicant, assurance, f);
}

bool
ask_to_confirm(struct inbound *in, struct fault *f)
{
	struct work w;

	inbound_end(in, LEDGER_AWAITING, "sender must confirm first");
	work_without_case(in->run, in->agency, in, &w);
	if (!owe_confirmation_question(&w, f))
		return false;
	return !w.was_limited ||
	       show_operators(in, "too many unproven letters from one sender",
		   "Sebuah surat permohonan tidak ditanyakan lagi kepada "
		   "pengirimnya karena batas harian surel konfirmasi tercapai.",
		   f);
}

bool
apply_request(struct inbound *in, struct fault *f)
{
	const struct letter *l = &in->reading.letter;

	if (l->kind == LETTER_OTHER)
		return triage_ask(in, f);
	if (!in->head.is_plain || !in->head.from)
		return show_operators(in, "identity of the sender in doubt",
		    "Pengirim sebuah surat permohonan tidak dapat ditentukan "
		    "dengan aman.",
		    f);
	if (!is_applicant_domain(in->agency->config, in->head.from))
		return show_operators(in, "not from an official domain",
		    "Sebuah surat permohonan datang dari alamat di luar domain "
		    "resmi yang dilayani; pengirimnya tidak dijawab.",
		    f);
	if (in->sender.assurance >= ASSURANCE_ALIGNED)
		return apply_open(in, in->head.from, ASSURANCE_ALIGNED, f);
	return ask_to_confirm(in, f);
}
