/*
 * People of an agency's file: officials with their substitutes, operators,
 * and who hears of a delay. One role may be filled by several.
 */
#include "yaml.h"

#include "cabut/banned.h"

enum { NIP_LEN = 18 };

static bool
check_nip(struct yaml_file *y, const char *key, const char *nip)
{
	size_t digits = 0;

	if (!nip)
		return true;
	while (ascii_is_digit(nip[digits]))
		digits++;
	return (digits == NIP_LEN && !nip[digits]) ||
	       key_fault(y, key, "\"%s\"; expected %d digits", nip, NIP_LEN);
}

bool
read_person(struct yaml_file *y, const char *key, const struct raw_person *raw,
    struct config_person *out)
{
	*out = (struct config_person){ .name = raw->name,
		.nip = raw->nip,
		.rank = raw->rank,
		.title = raw->title };
	return take_address(y, SUB("address"), raw->address, &out->address) &&
	       check_nip(y, SUB("nip"), raw->nip) &&
	       check_line(y, SUB("name"), raw->name) &&
	       check_line(y, SUB("rank"), raw->rank) &&
	       check_line(y, SUB("title"), raw->title);
}

static bool
check_dates(struct yaml_file *y, const char *key, const struct raw_person *raw)
{
	if ((raw->from && !check_date(y, SUB("from"), raw->from)) ||
	    (raw->until && !check_date(y, SUB("until"), raw->until)))
		return false;
	if (raw->until && !raw->from)
		return key_fault(y, SUB("until"),
		    "needs from, the first day; without both the substitute "
		    "acts while an absence note says so");
	if (raw->until && strcmp(raw->until, raw->from) < 0)
		return key_fault(y, SUB("until"), "%s is before from: %s",
		    raw->until, raw->from);
	return true;
}

static bool
read_substitute(struct yaml_file *y, const char *key,
    const struct raw_person *raw, struct config_official *out)
{
	static const char *const capacities[] = { "Plh.", "Plt.", NULL };

	out->has_substitute = true;
	out->substitute_from = raw->from;
	out->substitute_until = raw->until;
	if (!read_person(y, key, raw, &out->substitute) ||
	    !take_word(y, SUB("capacity"), raw->capacity, capacities,
		&out->substitute_capacity) ||
	    !check_dates(y, key, raw))
		return false;
	if (strcmp(out->substitute.address, out->person.address) == 0)
		return key_fault(y, SUB("address"),
		    "is the official's own; a substitute is another person");
	return true;
}

static bool
read_official(struct yaml_file *y, size_t i, const struct raw_person *raw,
    struct config_agency *out)
{
	struct config_official *official = &out->officials[i];
	const char *key = indexed(y, "officials", i, "");

	official->role = raw->role;
	if (!check_id(y, SUB("role"), raw->role) ||
	    !read_person(y, key, raw, &official->person))
		return false;
	for (size_t k = 0; k < i; k++)
		if (strcmp(out->officials[k].role, raw->role) == 0 &&
		    strcmp(out->officials[k].person.address,
			official->person.address) == 0)
			return key_fault(y, SUB("address"),
			    "%s fills the role \"%s\" twice; expected another "
			    "person",
			    official->person.address, raw->role);
	return !raw->substitute ||
	       read_substitute(y, SUB("substitute"), raw->substitute, official);
}

bool
read_officials(struct yaml_file *y, const struct raw_agency *raw,
    struct config_agency *out)
{
	out->officials =
	    arena_array(y->arena, raw->official_count, sizeof *out->officials);
	for (size_t i = 0; i < raw->official_count; i++)
		if (!read_official(y, i, &raw->officials[i], out))
			return false;
	out->official_count = raw->official_count;
	return true;
}

bool
read_operators(struct yaml_file *y, const struct raw_agency *raw,
    struct config_agency *out)
{
	const char **list =
	    arena_array(y->arena, raw->operator_count, sizeof *list);

	for (size_t i = 0; i < raw->operator_count; i++)
		if (!take_address(y, indexed(y, "operators", i, ""),
			raw->operators[i], &list[i]))
			return false;
	out->operators = list;
	out->operator_count = raw->operator_count;
	return true;
}

bool
read_escalation(struct yaml_file *y, const struct raw_agency *raw,
    struct config_agency *out)
{
	struct config_person *person;

	if (!raw->escalation)
		return true;
	person = arena_alloc(y->arena, sizeof *person);
	if (!read_person(y, "escalation", raw->escalation, person))
		return false;
	out->escalation = person;
	return true;
}

bool
check_role(struct yaml_file *y, const char *key, const char *role,
    const struct config_agency *agency)
{
	return config_role_people(agency, role) > 0 ||
	       key_fault(y, key, "\"%s\"; expected a role of officials", role);
}
