/*
 * correction: "NIP: 1986..." in an applicant's reply. Only what stands there
 * with a label, is valid and has no rival is taken; the rest is asked again.
 */
#include "draft.h"
#include "reason.h"

#include "cabut/banned.h"

enum { CORRECTION_BYTES = 20 * 1024 };

static void
take(const char **slot, const char *value, size_t *count)
{
	if (!value)
		return;
	*slot = value;
	++*count;
}

static void
collect(const struct layout *layout, struct person *p, struct arena *arena)
{
	for (size_t i = 0; i < layout->pair_count; i++) {
		const struct pair *pair = &layout->pairs[i];
		const char **slot = &p->value[pair->field];
		if (pair->field < FIELD_NAME || pair->field >= FIELD_IGNORED ||
		    !value_clean(pair->value, arena))
			continue;
		if (*slot && strcmp(*slot, pair->value) != 0)
			p->is_rival[pair->field] = true;
		*slot = pair->value;
	}
}

/* Two values of one field are none. */
static void
drop_rivals(struct person *p)
{
	for (int f = FIELD_POSITION; f < FIELD_IGNORED; f++)
		if (p->is_rival[f] && f != FIELD_EMAIL)
			p->value[f] = NULL;
}

/* A reason in words that we do not know is one all the same. */
static enum reason
reason_in(const struct person *p, struct arena *arena)
{
	const char *value = p->value[FIELD_REASON];
	enum reason reason = REASON_NONE;

	if (value && value_clean(value, arena)) {
		reason = reason_of_text(text_fold(slice_of(value), arena));
		if (reason == REASON_NONE)
			reason = REASON_OTHER;
	}
	return reason;
}

size_t
correction_read(const char *own, struct arena *arena, struct owner *out,
    struct letter *notes)
{
	struct layout layout;
	struct draft d = { .arena = arena, .letter = notes };
	struct person p = { .role = ROLE_OWNER };
	struct owner o;
	size_t count = 0;

	if (!own || strlen(own) > CORRECTION_BYTES)
		return 0;
	layout_make(text_tidy(own, arena), arena, &layout);
	collect(&layout, &p, arena);
	drop_rivals(&p);
	owner_fill(&d, &p, &o);
	take(&out->name, o.name, &count);
	take(&out->email, o.email, &count);
	take(&out->position, o.position, &count);
	take(&out->institution,
	    p.value[FIELD_INSTITUTION] ? o.institution : NULL, &count);
	take(&out->unit, o.unit, &count);
	take(&out->serial, o.serial, &count);
	if (o.is_nip_valid) {
		take(&out->nip, o.nip, &count);
		out->is_nip_valid = true;
	}
	if (o.is_nik_valid) {
		take(&out->nik, o.nik, &count);
		out->is_nik_valid = true;
	}
	enum reason reason = reason_in(&p, arena);
	if (reason != REASON_NONE) {
		out->reason = reason;
		count++;
	}
	return count;
}

size_t
reading_correction(const char *own, struct arena *arena, struct owner *out)
{
	struct letter unused = { .kind = LETTER_OTHER };

	return correction_read(own, arena, out, &unused);
}
