/*
 * One agency's file: from raw values to struct config_agency, with everything
 * checked that can be known without a network: its mailboxes, whose mail it
 * believes, how its letter is numbered. Its people are in people.c, its time
 * in hours.c.
 */
#include "yaml.h"

#include "cabut/banned.h"

static bool
check_domains(
    struct yaml_file *y, const char *key, char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!check_domain(y, indexed(y, key, i, ""), list[i]))
			return false;
	return true;
}

static bool
read_sops(struct yaml_file *y, const struct raw_agency *raw,
    struct config_agency *out)
{
	const char **files =
	    arena_array(y->arena, raw->sop_count, sizeof *files);

	for (size_t i = 0; i < raw->sop_count; i++) {
		files[i] = take_path(y, raw->sop[i]);
		if (!check_readable(y, indexed(y, "sop", i, ""), files[i]))
			return false;
	}
	out->sop_files = files;
	out->sop_count = raw->sop_count;
	return true;
}

static bool
read_mailboxes(struct yaml_file *y, const struct raw_agency *raw,
    struct config_agency *out)
{
	out->mailboxes =
	    arena_array(y->arena, raw->mailbox_count, sizeof *out->mailboxes);
	out->mailbox_count = raw->mailbox_count;
	for (size_t i = 0; i < raw->mailbox_count; i++) {
		if (!read_mailbox(y, indexed(y, "mailboxes", i, ""),
			&raw->mailboxes[i], &out->mailboxes[i]))
			return false;
		for (size_t k = 0; k < i; k++)
			if (strcmp(out->mailboxes[i].url,
				out->mailboxes[k].url) == 0)
				return key_fault(y,
				    indexed(y, "mailboxes", i, "url"),
				    "this mailbox stands twice");
	}
	return true;
}

/* ---- proofs and letters ---- */

static bool
read_auth(
    struct yaml_file *y, const struct raw_auth *raw, struct auth_policy *out)
{
	*out = (struct auth_policy){ .authserv_id = raw->authserv_id,
		.border_host = raw->border_host,
		.border_strips = raw->border_strips,
		.internal_domains = (const char *const *)raw->internal_domains,
		.internal_count = raw->internal_count };
	if (raw->authserv_id && !raw->border_host && !raw->border_strips)
		return key_fault(y, "auth",
		    "authserv_id needs border_host, the name of our border "
		    "server in its Received line (or border_strips: yes, "
		    "when it is proven that it strips forged results)");
	if (!raw->authserv_id &&
	    (raw->border_host || raw->border_strips || raw->internal_count))
		return key_fault(y, "auth",
		    "key authserv_id is missing; without it no mail is "
		    "authenticated");
	return check_line(y, "auth.authserv_id", raw->authserv_id) &&
	       check_line(y, "auth.border_host", raw->border_host) &&
	       check_domains(y, "auth.internal_domains", raw->internal_domains,
		   raw->internal_count);
}

static bool
check_pattern(struct yaml_file *y, const char *pattern)
{
	static const char *const marks[] = { "{n}", "{roman}", "{year}" };
	const char *key = "letter.number_pattern";

	if (!strstr(pattern, "{n}"))
		return key_fault(
		    y, key, "\"%s\" has no {n}, the running number", pattern);
	for (const char *c = strchr(pattern, '{'); c; c = strchr(c + 1, '{')) {
		bool is_known = false;

		for (size_t i = 0; i < 3; i++)
			is_known |= strncmp(c, marks[i], strlen(marks[i])) == 0;
		if (!is_known)
			return key_fault(y, key,
			    "\"%s\"; expected {n}, {roman} and {year} only",
			    pattern);
	}
	return check_line(y, key, pattern);
}

static bool
read_letter(struct yaml_file *y, const struct raw_letter *raw,
    struct config_agency *out)
{
	if (!raw->place)
		return true; /* the group is not there */
	out->letterhead = (const char *const *)raw->letterhead;
	out->letterhead_count = raw->letterhead_count;
	out->place = raw->place;
	out->number_pattern = raw->number_pattern;
	out->signer_role = raw->signer_role;
	for (size_t i = 0; i < raw->letterhead_count; i++)
		if (!check_line(y, indexed(y, "letter.letterhead", i, ""),
			raw->letterhead[i]))
			return false;
	return check_role(y, "letter.signer_role", raw->signer_role, out) &&
	       check_line(y, "letter.place", raw->place) &&
	       check_pattern(y, raw->number_pattern);
}

static bool
read_plain_values(struct yaml_file *y, const struct raw_agency *raw,
    struct config_agency *out)
{
	out->id = raw->id;
	out->name = raw->name;
	out->sender_name = raw->sender.name ? raw->sender.name : raw->name;
	out->plus_address = raw->sender.plus_address;
	out->applicant_domains = (const char *const *)raw->applicant_domains;
	out->applicant_domain_count = raw->applicant_domain_count;
	out->helpdesk = raw->helpdesk;
	out->zone = raw->zone;
	out->hold_minutes = 0;
	out->token_days = CONFIG_TOKEN_DAYS;
	out->templates = take_path(y, raw->templates);
	return check_id(y, "id", raw->id) && check_line(y, "name", raw->name) &&
	       check_line(y, "sender.name", raw->sender.name) &&
	       take_address(y, "sender.address", raw->sender.address,
		   &out->sender_address) &&
	       check_domains(y, "applicant_domains", raw->applicant_domains,
		   raw->applicant_domain_count) &&
	       take_number(y, "hold_minutes", raw->hold_minutes, 0,
		   CONFIG_HOLD_MINUTES_MAX, &out->hold_minutes) &&
	       take_number(y, "token_days", raw->token_days, 1,
		   CONFIG_TOKEN_DAYS_MAX, &out->token_days) &&
	       check_readable(y, "templates", out->templates);
}

static bool
agency_read(struct yaml_file *y, struct config_agency *out)
{
	void *data;

	if (!yaml_load(y, &agency_schema, &data))
		return false;
	const struct raw_agency *raw = data;

	return read_plain_values(y, raw, out) && read_sops(y, raw, out) &&
	       read_mailboxes(y, raw, out) &&
	       read_smtp(y, &raw->smtp, &out->smtp) &&
	       read_officials(y, raw, out) && read_operators(y, raw, out) &&
	       read_auth(y, &raw->auth, &out->auth) &&
	       read_letter(y, &raw->letter, out) &&
	       read_calendar(y, raw, out) && read_escalation(y, raw, out) &&
	       read_register(y, raw, out);
}

bool
agency_load(const char *path, struct arena *a, struct config_agency *out,
    struct fault *f)
{
	struct config_agency agency = { .file = path };
	struct yaml_file y;

	if (!yaml_open(path, a, &y, f))
		return false;
	bool ok = agency_read(&y, &agency);

	yaml_close(&y);
	if (ok)
		*out = agency;
	return ok;
}
