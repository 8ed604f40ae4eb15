/*
 * The superior (atasan) of an owner: from the owner register, or from the
 * configuration by unit kerja, or named by the helpdesk; never from the
 * letter, whose writer might name a friend.
 */
#include "work.h"

#include "cabut/banned.h"

/* The head of an office stands in the tables as the superior of those in it,
 * and so of himself: he is nobody's who asks for his own certificate. */
static bool
is_self(const struct work *w, const struct casefile_owner *o,
    const char *register_address, const char *superior)
{
	const struct casefile *c = &w->casefile;
	bool is_asked = work_is_asked_by(c, o);

	return text_equal_nocase(o->email, superior) ||
	       text_equal_nocase(register_address, superior) ||
	       (is_asked && text_equal_nocase(c->applicant_address, superior));
}

static bool
from_register(struct work *w, struct casefile_owner *o, struct fault *f)
{
	struct register_owner row;
	const char *agency = w->agency->config->id;

	if (!register_find(w->run->store, agency, o->nip, o->nik, NULL,
		w->run->arena, &row, f))
		return false;
	if (row.id && row.superior_address &&
	    !is_self(w, o, row.address, row.superior_address)) {
		o->superior_name = row.superior_name;
		o->superior_address = row.superior_address;
	}
	return true;
}

static void
from_configuration(const struct work *w, struct casefile_owner *o)
{
	const struct config_agency *g = w->agency->config;
	const struct config_person *p = config_superior(g, o->unit);

	if (!p)
		p = config_superior(g, o->institution);
	if (p && !is_self(w, o, NULL, p->address)) {
		o->superior_name = p->name;
		o->superior_address = p->address;
	}
}

static bool
asks_superiors(const struct sop *sop)
{
	for (size_t i = 0; i < sop->role_count; i++)
		if (sop->roles[i].source == ROLE_SUPERIOR)
			return true;
	for (size_t i = 0; i < sop->step_count; i++)
		for (size_t n = 0; n < sop->steps[i].need_count; n++)
			if (sop->steps[i].needs[n].asker == ASKER_SUPERIOR)
				return true;
	return false;
}

bool
work_find_superiors(struct work *w, bool *changed, struct fault *f)
{
	*changed = false;
	if (!asks_superiors(&w->sop))
		return true;
	for (size_t i = 0; i < w->casefile.owner_count; i++) {
		struct casefile_owner *o = &w->casefile.owners[i];

		if (o->superior_address)
			continue;
		if (!from_register(w, o, f))
			return false;
		if (!o->superior_address)
			from_configuration(w, o);
		*changed = *changed || o->superior_address;
	}
	return true;
}

bool
work_one_superior(const struct work *w, struct actor *out)
{
	const struct casefile *c = &w->casefile;
	const char *address =
	    c->owner_count ? c->owners[0].superior_address : NULL;

	for (size_t i = 1; address && i < c->owner_count; i++)
		if (!address_equal(address, c->owners[i].superior_address))
			return false;
	if (!address)
		return false;
	*out = (struct actor){ or_empty(c->owners[0].superior_name), NULL,
		address, "Atasan", CAPACITY_SUPERIOR };
	return true;
}
