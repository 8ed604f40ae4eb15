/*
 * One casefile in hand: loaded with the SOP it began with, saved with the
 * hash of the facts that officials were shown.
 */
#include <stdlib.h>

#include "doubt.h"

#include "cabut/banned.h"

const char *
or_empty(const char *text)
{
	return text ? text : "";
}

const char *
text_without_stop(struct arena *a, const char *text)
{
	size_t len = strlen(text);

	return arena_copy(
	    a, text, len > 0 && text[len - 1] == '.' ? len - 1 : len);
}

struct agency *
run_agency(struct run *r, const char *id)
{
	for (size_t i = 0; i < r->agency_count; i++)
		if (!strcmp(r->agencies[i].config->id, id))
			return &r->agencies[i];
	return NULL;
}

static bool
pin_sop(struct run *r, const struct casefile *c, struct fault *f)
{
	struct pinned_sop *pinned = arena_alloc(r->lasting, sizeof *pinned);
	struct slice text;

	if (!casefile_sop_text(r->store, c->sop_hash, r->lasting, &text, f) ||
	    !sop_parse(text, c->number, r->lasting, &pinned->sop, f))
		return false;
	pinned->next = r->pinned;
	r->pinned = pinned;
	return true;
}

bool
run_casefile_sop(
    struct run *r, const struct casefile *c, struct sop *sop, struct fault *f)
{
	const struct pinned_sop *p = r->pinned;

	while (p && strcmp(p->sop.hash, c->sop_hash) != 0)
		p = p->next;
	if (!p && !pin_sop(r, c, f))
		return false;
	*sop = p ? p->sop : r->pinned->sop;
	return true;
}

bool
work_open(struct run *r, int64_t casefile_id, const struct inbound *mail,
    struct work *w, struct fault *f)
{
	*w = (struct work){ .run = r, .mail = mail, .product = -1 };
	if (!casefile_load(r->store, casefile_id, r->arena, &w->casefile, f))
		return false;
	w->agency = run_agency(r, w->casefile.agency);
	if (!w->agency)
		return fault_set(f, SCOPE_MESSAGE,
		    "%s belongs to the agency \"%s\", which is not configured",
		    w->casefile.number, w->casefile.agency);
	return run_casefile_sop(r, &w->casefile, &w->sop, f);
}

void
work_without_case(struct run *r, struct agency *agency,
    const struct inbound *mail, struct work *w)
{
	*w = (struct work){
		.run = r, .agency = agency, .mail = mail, .product = -1
	};
}

const struct sop_step *
work_step(const struct work *w)
{
	return sop_step_by_id(&w->sop, w->casefile.step);
}

bool
owner_is_identified(const struct casefile_owner *o)
{
	return o->name && (o->nip || o->nik);
}

struct owner
owner_view(const struct casefile_owner *o)
{
	return (struct owner){ .name = o->name,
		.nip = o->nip,
		.is_nip_valid = o->nip != NULL,
		.nik = o->nik,
		.is_nik_valid = o->nik != NULL,
		.position = o->position,
		.institution = o->institution,
		.unit = o->unit,
		.email = o->email,
		.serial = o->serial };
}

unsigned
work_gaps(const struct work *w, size_t owner)
{
	struct owner o = owner_view(&w->casefile.owners[owner]);

	return owner_gaps(&o, service_outcome(&w->sop) == OUTCOME_ISSUED
				  ? LETTER_ISSUANCE
				  : LETTER_REVOCATION);
}

static bool
all_identified(const struct work *w)
{
	for (size_t i = 0; i < w->casefile.owner_count; i++)
		if (work_gaps(w, i) != 0)
			return false;
	return w->casefile.owner_count > 0;
}

/* Does the owner ask? By address, or, since a letter without another signer
 * is the owner's, by name. */
bool
work_is_asked_by(const struct casefile *c, const struct casefile_owner *o)
{
	return (o->email && c->applicant_address &&
		   text_equal_nocase(o->email, c->applicant_address)) ||
	       (o->name && c->applicant_name &&
		   text_equal_nocase(o->name, c->applicant_name));
}

static void
set_asker(const struct casefile *c, struct sop_state *state)
{
	state->is_asked_by_superior = c->owner_count > 0;
	for (size_t i = 0; i < c->owner_count; i++) {
		state->is_asked_by_owner |= work_is_asked_by(c, &c->owners[i]);
		state->is_asked_by_superior &= address_equal(
		    c->owners[i].superior_address, c->applicant_address);
	}
}

/* Papers that requests of the SOP ask for. */
static uint32_t
requested(const struct sop *sop)
{
	uint32_t papers = 0;

	for (size_t i = 0; i < sop->step_count; i++)
		for (size_t n = 0; sop->steps[i].kind == STEP_REQUEST &&
				   n < sop->steps[i].need_count;
		     n++)
			if (sop->steps[i].needs[n].paper >= 0)
				papers |= 1u << sop->steps[i].needs[n].paper;
	return papers;
}

static bool
is_in_doubt(const struct work *w)
{
	struct doubts *doubts = arena_alloc(w->run->arena, sizeof *doubts);

	doubts_load(&w->casefile, w->run->arena, doubts);
	return doubts_wait(doubts);
}

bool
work_state(struct work *w, struct sop_state *state, struct fault *f)
{
	struct casefile_paper *papers;
	size_t count;
	int letter = sop_paper_index(&w->sop, "surat-permohonan");
	uint32_t anew = requested(&w->sop);

	*state = (struct sop_state){ .step = w->casefile.step,
		.return_to = w->casefile.return_to,
		.reason = w->casefile.reason };
	if (!paper_list(w->run->store, w->casefile.id, w->run->arena, &papers,
		&count, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		int index = sop_paper_index(&w->sop, papers[i].paper);

		if (index >= 0 && papers[i].is_current &&
		    (papers[i].id > w->casefile.anew_after ||
			!(anew & 1u << index)))
			state->papers |= 1u << index;
	}
	set_asker(&w->casefile, state);
	state->is_in_doubt = is_in_doubt(w);
	/* A letter that does not say whose certificate: not there yet. */
	if (letter >= 0 && !all_identified(w))
		state->papers &= ~(1u << letter);
	return true;
}

static json_t *
owner_facts(const struct casefile_owner *o)
{
	return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "name",
	    or_empty(o->name), "nip", or_empty(o->nip), "nik", or_empty(o->nik),
	    "position", or_empty(o->position), "email", or_empty(o->email),
	    "reason", or_empty(o->reason), "serial", or_empty(o->serial));
}

/* What an official approves: whose certificate, why, on which letter. A
 * change of any of it after the question makes the answer void. */
void
work_set_facts_hash(struct work *w)
{
	const struct casefile *c = &w->casefile;
	json_t *owners = json_array();

	for (size_t i = 0; i < c->owner_count; i++)
		json_array_append_new(owners, owner_facts(&c->owners[i]));
	json_t *facts = json_pack("{s:s,s:s,s:s,s:s,s:s,s:o}", "number",
	    c->number, "service", c->service, "sop", c->sop_hash, "letter",
	    or_empty(c->letter_number), "applicant",
	    or_empty(c->applicant_address), "owners", owners);
	/* What a BENAR would confirm was shown with these. */
	if (is_in_doubt(w))
		json_object_set_new(facts, "doubts", json_string(c->doubts));
	char *text = json_dumps(facts, JSON_COMPACT | JSON_SORT_KEYS);

	sha256_hex_text(or_empty(text), w->casefile.facts_hash);
	free(text);
	json_decref(facts);
}

bool
work_save(struct work *w, struct fault *f)
{
	work_set_facts_hash(w);
	return casefile_update(w->run->store, &w->casefile, f);
}

bool
work_event(struct work *w, const char *kind, json_t *body, struct fault *f)
{
	char *text = json_dumps(body, JSON_COMPACT | JSON_SORT_KEYS);
	bool ok = chain_append(w->run->store, w->casefile.id, w->run->now, kind,
	    text ? text : "{}", f);

	free(text);
	json_decref(body);
	return ok;
}
