/*
 * Values of the store as JSON.
 */
#include "command.h"

#include "cabut/banned.h"

json_t *
json_text_or_null(const char *text)
{
	if (!text)
		return json_null();
	if (utf8_is_valid(text, strlen(text)))
		return json_string(text);
	struct arena *a = arena_new();
	char *copy = arena_strdup(a, text);

	for (char *c = copy; *c; c++)
		if ((unsigned char)*c >= 0x80)
			*c = '?';
	json_t *j = json_string(copy);

	arena_free(a);
	return j;
}

static json_t *
json_owner(const struct casefile_owner *o)
{
	json_t *j = json_object();

	json_object_set_new(j, "nama", json_text_or_null(o->name));
	json_object_set_new(j, "nip", json_text_or_null(o->nip));
	json_object_set_new(j, "nik", json_text_or_null(o->nik));
	json_object_set_new(j, "jabatan", json_text_or_null(o->position));
	json_object_set_new(j, "instansi", json_text_or_null(o->institution));
	json_object_set_new(j, "email", json_text_or_null(o->email));
	json_object_set_new(j, "alasan_code", json_text_or_null(o->reason));
	return j;
}

json_t *
json_casefile(const struct casefile *k, time_s now, struct arena *a)
{
	json_t *j = json_object(), *owners = json_array();

	for (size_t i = 0; i < k->owner_count; i++)
		json_array_append_new(owners, json_owner(&k->owners[i]));
	json_object_set_new(j, "number", json_string(k->number));
	json_object_set_new(j, "agency", json_string(k->agency));
	json_object_set_new(j, "service", json_string(k->service));
	json_object_set_new(
	    j, "status", json_string(casefile_status_name(k->status)));
	json_object_set_new(j, "step", json_text_or_null(k->step));
	json_object_set_new(
	    j, "opened_at", json_string(time_iso(a, k->opened_at)));
	json_object_set_new(
	    j, "step_since", json_string(time_iso(a, k->step_since)));
	json_object_set_new(j, "due_at",
	    k->due_at ? json_string(time_iso(a, k->due_at)) : json_null());
	json_object_set_new(j, "late", json_boolean(run_is_late(k, now)));
	json_object_set_new(j, "reminders", json_integer(k->reminders));
	json_object_set_new(j, "urgent", json_boolean(k->is_urgent));
	json_object_set_new(
	    j, "applicant", json_text_or_null(k->applicant_address));
	json_object_set_new(
	    j, "letter_number", json_text_or_null(k->letter_number));
	json_object_set_new(j, "owners", owners);
	return j;
}
