/*
 * applicant: who asks, when it is not the owner: the one who names himself
 * above the owner's block, else the one who signs last.
 */
#include "draft.h"
#include "names.h"

#include "cabut/banned.h"

static bool
is_owner_name(const struct draft *d, const char *name)
{
	const struct letter *l = d->letter;

	if (l->owner_count == 0)
		return name_is_same(name, l->owner.name, d->arena);
	for (size_t i = 0; i < l->owner_count; i++)
		if (name_is_same(name, l->owners[i].name, d->arena))
			return true;
	return false;
}

static const struct signer *
signer_named(const struct draft *d, const char *name)
{
	for (size_t i = 0; i < d->signer_count; i++)
		if (name_is_same(d->signers[i].name, name, d->arena))
			return &d->signers[i];
	return NULL;
}

/* The owner's name stands in the signature, in whatever line. */
static bool
is_signed_by_owner(const struct draft *d)
{
	for (size_t r = d->sign_from; r < d->sign_to; r++)
		for (size_t c = 0; c < d->layout.rows[r].count; c++)
			if (is_owner_name(d, d->layout.rows[r].at[c].text))
				return true;
	return false;
}

static void
set_applicant(struct draft *d, const struct signer *s)
{
	struct letter *l = d->letter;

	l->applicant_name = s->name;
	l->applicant_nip = s->nip;
	l->applicant_position = s->position;
	l->places[PLACE_APPLICANT_NAME] = place_of_row(d, s->name_row);
	l->places[PLACE_APPLICANT_NIP] = place_of_row(d, s->nip_row);
	l->places[PLACE_APPLICANT_POSITION] = place_of_row(d, s->position_row);
}

/* Who names himself in a block, as the signature completes him. */
static bool
signer_of_block(const struct draft *d, const struct person *p, struct signer *s)
{
	struct owner o;
	struct letter scratch = { .kind = LETTER_OTHER };
	struct draft quiet = *d;

	quiet.letter = &scratch;
	owner_fill(&quiet, p, &o);
	if (!o.name || is_owner_name(d, o.name))
		return false;
	const struct signer *signed_as = signer_named(d, o.name);
	*s = signed_as ? *signed_as : (struct signer){ .name = NULL };
	s->name = o.name;
	s->name_row = p->row[FIELD_NAME];
	if (o.is_nip_valid) {
		s->nip = o.nip;
		s->nip_row = p->row[FIELD_NIP];
	}
	if (o.position) {
		s->position = o.position;
		s->position_row = p->row[FIELD_POSITION];
	}
	return true;
}

static bool
is_owner_signing(const struct draft *d)
{
	if (is_signed_by_owner(d))
		return true;
	for (size_t i = 0; i < d->signer_count; i++)
		if (is_owner_name(d, d->signers[i].name) ||
		    (!d->signers[i].nip &&
			name_is_within(d->signers[i].name,
			    d->letter->owner.name, d->arena)))
			return true;
	return false;
}

void
draft_applicant(struct draft *d)
{
	struct signer s;

	for (size_t i = 0; i < d->person_count; i++)
		if (d->persons[i].role == ROLE_SIGNER &&
		    signer_of_block(d, &d->persons[i], &s)) {
			set_applicant(d, &s);
			return;
		}
	if (is_owner_signing(d))
		return;
	for (size_t i = d->signer_count; i-- > 0;)
		if (d->signers[i].name) {
			set_applicant(d, &d->signers[i]);
			return;
		}
}
