/*
 * Who may answer a step: the officials of its role, the substitute by date or
 * by absence, the colleague to whom it was handed, the applicant, or the
 * superior of the owners.
 */
#include "work.h"

#include "cabut/banned.h"

const char *
capacity_word(enum capacity capacity)
{
	switch (capacity) {
	case CAPACITY_OFFICIAL:
		return "pejabat";
	case CAPACITY_SUBSTITUTE:
		return "pengganti";
	case CAPACITY_SUPERIOR:
		return "atasan";
	case CAPACITY_APPLICANT:
		return "pemohon";
	}
	return "?";
}

static struct actor
official_actor(const struct config_official *o, const struct sop_role *role)
{
	return (struct actor){ o->person.name, o->person.nip, o->person.address,
		role->label, CAPACITY_OFFICIAL };
}

static struct actor
substitute_actor(struct work *w, const struct config_official *o,
    const struct sop_role *role)
{
	return (struct actor){ o->substitute.name, o->substitute.nip,
		o->substitute.address,
		arena_printf(w->run->arena, "%s %s", o->substitute_capacity,
		    role->label),
		CAPACITY_SUBSTITUTE };
}

static bool
is_away(struct work *w, const struct config_official *o, bool *away,
    struct fault *f)
{
	*away = false;
	return !o->has_substitute ||
	       absence_at(w->run->store, w->agency->config->id,
		   o->person.address, w->run->now, away, f);
}

/* The official who has the step on the desk: whom it was handed to, else the
 * first of the role. */
static const struct config_official *
desk_of(const struct work *w, const struct sop_role *role)
{
	const struct config_agency *g = w->agency->config;
	const struct config_official *o;

	for (size_t i = 0;
	     w->casefile.assignee && (o = config_official_at(g, role->id, i));
	     i++)
		if (address_equal(o->person.address, w->casefile.assignee))
			return o;
	return config_official_at(g, role->id, 0);
}

static bool
official_actors(struct work *w, const struct sop_role *role, struct actors *out,
    struct fault *f)
{
	const struct config_official *o = desk_of(w, role);
	bool away;

	if (!o)
		return true;
	if (config_substitute_in_force(w->agency->config, o, w->run->now)) {
		out->at[out->count++] = substitute_actor(w, o, role);
		return true;
	}
	if (!is_away(w, o, &away, f))
		return false;
	if (away)
		out->at[out->count++] = substitute_actor(w, o, role);
	out->at[out->count++] = official_actor(o, role);
	return true;
}

static void
applicant_actor(const struct work *w, struct actor *out)
{
	const struct casefile *c = &w->casefile;

	*out = (struct actor){ c->applicant_name ? c->applicant_name
						 : "Bapak/Ibu Pemohon",
		NULL, c->applicant_address, "Pemohon", CAPACITY_APPLICANT };
}

bool
work_actors(struct work *w, const struct sop_step *s, struct actors *out,
    struct fault *f)
{
	const struct sop_role *role = &w->sop.roles[s->role];

	*out = (struct actors){ 0 };
	switch (role->source) {
	case ROLE_APPLICANT:
		applicant_actor(w, &out->at[0]);
		out->count = w->casefile.applicant_address ? 1 : 0;
		return true;
	case ROLE_SUPERIOR:
		out->count = work_one_superior(w, &out->at[0]) ? 1 : 0;
		return true;
	case ROLE_OFFICIAL:
		break;
	}
	return official_actors(w, role, out, f);
}

static bool
official_holder(struct work *w, const struct sop_role *role,
    const char *address, struct actor *out, bool *holds, struct fault *f)
{
	const struct config_agency *g = w->agency->config;
	const struct config_official *o;
	bool away;

	for (size_t i = 0; !*holds && (o = config_official_at(g, role->id, i));
	     i++) {
		if (!is_away(w, o, &away, f))
			return false;
		*holds = true;
		if (address_equal(o->person.address, address))
			*out = official_actor(o, role);
		else if (o->has_substitute &&
			 (away ||
			     config_substitute_in_force(g, o, w->run->now)) &&
			 address_equal(o->substitute.address, address))
			*out = substitute_actor(w, o, role);
		else
			*holds = false;
	}
	return true;
}

bool
work_holder(struct work *w, const struct sop_step *s, const char *address,
    struct actor *out, bool *holds, struct fault *f)
{
	const struct sop_role *role = s ? &w->sop.roles[s->role] : NULL;
	struct actors actors;

	*holds = false;
	if (!s || s->kind == STEP_END)
		return true;
	if (role->source == ROLE_OFFICIAL)
		return official_holder(w, role, address, out, holds, f);
	if (!work_actors(w, s, &actors, f))
		return false;
	if (actors.count == 1 && address_equal(actors.at[0].address, address)) {
		*out = actors.at[0];
		*holds = true;
	}
	return true;
}

/* ---- a colleague named in a disposition ---- */

static bool
is_letter(char c)
{
	return ascii_is_alpha(c) || (unsigned char)c >= 0x80;
}

static bool
has_word(struct slice text, struct slice word)
{
	for (size_t i = 0; i + word.len <= text.len; i++) {
		struct slice here = { text.at + i, word.len };

		if (slice_equal_nocase(here, word) &&
		    (i == 0 || !is_letter(text.at[i - 1])) &&
		    (i + word.len == text.len ||
			!is_letter(text.at[i + word.len])))
			return true;
	}
	return false;
}

/* "Drs. Rudi Tangkudung, S.Kom.": Rudi, Tangkudung. Titles end in a dot or
 * stand behind the comma; shorter words are titles too. */
static bool
names(const char *text, const char *name)
{
	enum { WORD_LEAST = 3 };
	struct slice whole = slice_of(name), rest, word;

	if (!slice_take_until(&whole, ',', &rest))
		return false;
	while (slice_take_until(&rest, ' ', &word))
		if (word.len >= WORD_LEAST && word.at[word.len - 1] != '.' &&
		    has_word(slice_of(text), word))
			return true;
	return false;
}

size_t
work_colleagues(const struct work *w, const struct sop_step *s,
    const char *from, const char *text, const struct config_official **one)
{
	const struct sop_role *role = &w->sop.roles[s->role];
	const struct config_official *o;
	size_t count = 0;

	for (size_t i = 0;
	     role->source == ROLE_OFFICIAL && text &&
	     (o = config_official_at(w->agency->config, role->id, i));
	     i++) {
		if (!names(text, o->person.name) ||
		    address_equal(o->person.address, from))
			continue;
		*one = o;
		count++;
	}
	return count;
}
