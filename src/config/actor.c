/*
 * Who fills a role today; several people may. A substitute counts from the
 * first to the last day that the file gives, both included, by the calendar of
 * the agency's zone. The official keeps the role meanwhile: a letter of
 * appointment adds a person, it does not dismiss one.
 */
#include <stdio.h>

#include "cabut/config.h"

#include "cabut/banned.h"

enum { DATE_ROOM = 48 }; /* for any year that an int can hold */

bool
config_substitute_in_force(const struct config_agency *agency,
    const struct config_official *official, time_s now)
{
	struct civil today = civil_of(now, agency->zone);
	char date[DATE_ROOM];

	if (!official->has_substitute || !official->substitute_from)
		return false;
	snprintf(date, sizeof date, "%04d-%02d-%02d", today.year, today.month,
	    today.day);
	return strcmp(official->substitute_from, date) <= 0 &&
	       (!official->substitute_until ||
		   strcmp(date, official->substitute_until) <= 0);
}

/* ---- a role and its people ---- */

const struct config_official *
config_official_at(
    const struct config_agency *agency, const char *role, size_t index)
{
	for (size_t i = 0; role && i < agency->official_count; i++)
		if (strcmp(agency->officials[i].role, role) == 0 &&
		    index-- == 0)
			return &agency->officials[i];
	return NULL;
}

size_t
config_role_people(const struct config_agency *agency, const char *role)
{
	size_t count = 0;

	while (config_official_at(agency, role, count))
		count++;
	return count;
}

const struct config_person *
config_actor(const struct config_agency *agency, const char *role, time_s now,
    bool *is_substitute)
{
	const struct config_official *official =
	    config_official_at(agency, role, 0);

	if (!official)
		return NULL;
	*is_substitute = config_substitute_in_force(agency, official, now);
	return *is_substitute ? &official->substitute : &official->person;
}

bool
config_holds_role(const struct config_agency *agency, const char *role,
    const char *address, time_s now)
{
	const struct config_official *o;

	for (size_t i = 0; (o = config_official_at(agency, role, i)); i++)
		if (address_equal(address, o->person.address) ||
		    (config_substitute_in_force(agency, o, now) &&
			address_equal(address, o->substitute.address)))
			return true;
	return false;
}
