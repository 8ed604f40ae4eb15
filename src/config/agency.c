/*
 * One agency's file: from raw values to struct config_agency, with everything
 * checked that can be known without a network: who its people are, whose mail
 * it believes, how its letter is numbered.
 */
#include "yaml.h"

#include "cabut/banned.h"

enum { NIP_LEN = 18 };

static const char *
indexed(struct yaml_file *y, const char *list, size_t i, const char *member)
{
	return arena_printf(
	    y->arena, "%s[%zu]%s%s", list, i + 1, *member ? "." : "", member);
}

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

/* ---- people ---- */

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

static bool
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
read_substitute(struct yaml_file *y, const char *key,
    const struct raw_person *raw, struct config_official *out)
{
	out->has_substitute = true;
	out->substitute_from = raw->from;
	out->substitute_until = raw->until;
	if (!read_person(y, key, raw, &out->substitute) ||
	    !check_date(y, SUB("from"), raw->from) ||
	    (raw->until && !check_date(y, SUB("until"), raw->until)))
		return false;
	if (raw->until && strcmp(raw->until, raw->from) < 0)
		return key_fault(y, SUB("until"), "%s is before from: %s",
		    raw->until, raw->from);
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
		if (strcmp(out->officials[k].role, raw->role) == 0)
			return key_fault(y, SUB("role"),
			    "\"%s\" is filled twice; expected one official "
			    "(and a substitute)",
			    raw->role);
	return !raw->substitute ||
	       read_substitute(y, SUB("substitute"), raw->substitute, official);
}

static bool
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

static bool
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
	for (size_t i = 0; i < out->official_count; i++)
		if (strcmp(out->officials[i].role, raw->signer_role) == 0)
			return check_line(y, "letter.place", raw->place) &&
			       check_pattern(y, raw->number_pattern);
	return key_fault(y, "letter.signer_role",
	    "\"%s\"; expected a role of officials", raw->signer_role);
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
	       read_letter(y, &raw->letter, out);
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
