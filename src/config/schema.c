/*
 * The schemas of the two kinds of file. Numbers are read as texts, because
 * libcyaml takes "12x" for 12; yes and no as words, because it takes any
 * other word for true. Lists are never nested.
 */
#include "yaml.h"

#include "cabut/banned.h"

enum {
	TEXT_MAX = 1000, /* bytes of one value */
	LIST_MAX = 200,
};

#define STRUCT_FIELDS static const cyaml_schema_field_t
#define TEXT(key, type, member)                                                \
	CYAML_FIELD_STRING_PTR(                                                \
	    key, CYAML_FLAG_POINTER, type, member, 1, TEXT_MAX)
#define MAYBE(key, type, member)                                               \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,  \
	    type, member, 1, TEXT_MAX)
#define YES_NO(key, type, member)                                              \
	CYAML_FIELD_ENUM(key, CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, type,   \
	    member, yes_no, 4)
#define LIST(key, flags, type, member, counter, entry, least)                  \
	CYAML_FIELD_SEQUENCE_COUNT(key, CYAML_FLAG_POINTER | (flags), type,    \
	    member, counter, entry, least, LIST_MAX)
#define SECRET(type)                                                           \
	MAYBE("password_file", type, secret.file),                             \
	    MAYBE("password_credential", type, secret.credential),             \
	    LIST("token_command", CYAML_FLAG_OPTIONAL, type, secret.command,   \
		secret.command_count, &text, 1)

static const cyaml_strval_t yes_no[] = {
	{ "yes", true },
	{ "no", false },
	{ "true", true },
	{ "false", false },
};

static const cyaml_strval_t zones[] = {
	{ "WIB", ZONE_WIB },
	{ "WITA", ZONE_WITA },
	{ "WIT", ZONE_WIT },
};

static const cyaml_schema_value_t text = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, TEXT_MAX),
};

/* ---- the host ---- */

STRUCT_FIELDS host_fields[] = {
	TEXT("database", struct raw_host, database),
	MAYBE("templates", struct raw_host, templates),
	MAYBE("cell", struct raw_host, cell),
	MAYBE("case_prefix", struct raw_host, case_prefix),
	LIST("bsre_domains", CYAML_FLAG_OPTIONAL, struct raw_host, bsre_domains,
	    bsre_domain_count, &text, 1),
	YES_NO("allow_test_clock", struct raw_host, allow_test_clock),
	MAYBE("mails_per_run", struct raw_host, mails_per_run),
	MAYBE(
	    "notices_per_sender_day", struct raw_host, notices_per_sender_day),
	MAYBE("signature_ca_file", struct raw_host, signature_ca_file),
	CYAML_FIELD_END,
};

const cyaml_schema_value_t host_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_host, host_fields),
};

/* ---- an agency ---- */

STRUCT_FIELDS mailbox_fields[] = {
	TEXT("url", struct raw_mailbox, url),
	SECRET(struct raw_mailbox),
	MAYBE("ca_file", struct raw_mailbox, ca_file),
	MAYBE("filing", struct raw_mailbox, filing),
	MAYBE("keyword", struct raw_mailbox, keyword),
	MAYBE("folder", struct raw_mailbox, folder),
	MAYBE("first_run", struct raw_mailbox, first_run),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t mailbox = {
	CYAML_VALUE_MAPPING(
	    CYAML_FLAG_DEFAULT, struct raw_mailbox, mailbox_fields),
};

STRUCT_FIELDS smtp_fields[] = {
	TEXT("url", struct raw_smtp, url),
	SECRET(struct raw_smtp),
	MAYBE("ca_file", struct raw_smtp, ca_file),
	CYAML_FIELD_END,
};

STRUCT_FIELDS sender_fields[] = {
	TEXT("address", struct raw_sender, address),
	MAYBE("name", struct raw_sender, name),
	YES_NO("plus_address", struct raw_sender, plus_address),
	CYAML_FIELD_END,
};

STRUCT_FIELDS substitute_fields[] = {
	TEXT("name", struct raw_person, name),
	TEXT("address", struct raw_person, address),
	MAYBE("from", struct raw_person, from),
	MAYBE("until", struct raw_person, until),
	MAYBE("capacity", struct raw_person, capacity),
	MAYBE("nip", struct raw_person, nip),
	MAYBE("rank", struct raw_person, rank),
	MAYBE("title", struct raw_person, title),
	CYAML_FIELD_END,
};

STRUCT_FIELDS official_fields[] = {
	TEXT("role", struct raw_person, role),
	TEXT("name", struct raw_person, name),
	TEXT("address", struct raw_person, address),
	MAYBE("nip", struct raw_person, nip),
	MAYBE("rank", struct raw_person, rank),
	MAYBE("title", struct raw_person, title),
	CYAML_FIELD_MAPPING_PTR("substitute",
	    CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct raw_person,
	    substitute, substitute_fields),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t official = {
	CYAML_VALUE_MAPPING(
	    CYAML_FLAG_DEFAULT, struct raw_person, official_fields),
};

STRUCT_FIELDS auth_fields[] = {
	MAYBE("authserv_id", struct raw_auth, authserv_id),
	MAYBE("border_host", struct raw_auth, border_host),
	YES_NO("border_strips", struct raw_auth, border_strips),
	LIST("internal_domains", CYAML_FLAG_OPTIONAL, struct raw_auth,
	    internal_domains, internal_count, &text, 0),
	CYAML_FIELD_END,
};

STRUCT_FIELDS letter_fields[] = {
	LIST("letterhead", CYAML_FLAG_DEFAULT, struct raw_letter, letterhead,
	    letterhead_count, &text, 1),
	TEXT("place", struct raw_letter, place),
	TEXT("number_pattern", struct raw_letter, number_pattern),
	TEXT("signer_role", struct raw_letter, signer_role),
	CYAML_FIELD_END,
};

STRUCT_FIELDS hours_fields[] = {
	TEXT("days", struct raw_hours, days),
	TEXT("open", struct raw_hours, open),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t hours = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_hours, hours_fields),
};

STRUCT_FIELDS escalation_fields[] = {
	TEXT("name", struct raw_person, name),
	TEXT("address", struct raw_person, address),
	MAYBE("title", struct raw_person, title),
	CYAML_FIELD_END,
};

STRUCT_FIELDS superior_fields[] = {
	TEXT("unit", struct raw_person, unit),
	TEXT("name", struct raw_person, name),
	TEXT("address", struct raw_person, address),
	MAYBE("nip", struct raw_person, nip),
	MAYBE("rank", struct raw_person, rank),
	MAYBE("title", struct raw_person, title),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t superior = {
	CYAML_VALUE_MAPPING(
	    CYAML_FLAG_DEFAULT, struct raw_person, superior_fields),
};

STRUCT_FIELDS age_limit_fields[] = {
	TEXT("contains", struct raw_age_limit, contains),
	TEXT("age", struct raw_age_limit, age),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t age_limit = {
	CYAML_VALUE_MAPPING(
	    CYAML_FLAG_DEFAULT, struct raw_age_limit, age_limit_fields),
};

STRUCT_FIELDS retirement_fields[] = {
	MAYBE("default", struct raw_retirement, standard),
	LIST("by_title", CYAML_FLAG_OPTIONAL, struct raw_retirement, by_title,
	    by_title_count, &age_limit, 1),
	CYAML_FIELD_END,
};

STRUCT_FIELDS register_fields[] = {
	MAYBE("role", struct raw_register, role),
	MAYBE("day", struct raw_register, day),
	MAYBE("months_ahead", struct raw_register, months_ahead),
	CYAML_FIELD_END,
};

STRUCT_FIELDS agency_fields[] = {
	TEXT("id", struct raw_agency, id),
	TEXT("name", struct raw_agency, name),
	LIST("sop", CYAML_FLAG_DEFAULT, struct raw_agency, sop, sop_count,
	    &text, 1),
	LIST("mailboxes", CYAML_FLAG_DEFAULT, struct raw_agency, mailboxes,
	    mailbox_count, &mailbox, 1),
	CYAML_FIELD_MAPPING(
	    "smtp", CYAML_FLAG_DEFAULT, struct raw_agency, smtp, smtp_fields),
	CYAML_FIELD_MAPPING("sender", CYAML_FLAG_DEFAULT, struct raw_agency,
	    sender, sender_fields),
	LIST("applicant_domains", CYAML_FLAG_DEFAULT, struct raw_agency,
	    applicant_domains, applicant_domain_count, &text, 1),
	LIST("officials", CYAML_FLAG_DEFAULT, struct raw_agency, officials,
	    official_count, &official, 1),
	LIST("operators", CYAML_FLAG_DEFAULT, struct raw_agency, operators,
	    operator_count, &text, 1),
	MAYBE("helpdesk", struct raw_agency, helpdesk),
	CYAML_FIELD_MAPPING(
	    "auth", CYAML_FLAG_OPTIONAL, struct raw_agency, auth, auth_fields),
	CYAML_FIELD_ENUM(
	    "zone", CYAML_FLAG_STRICT, struct raw_agency, zone, zones, 3),
	MAYBE("hold_minutes", struct raw_agency, hold_minutes),
	MAYBE("token_days", struct raw_agency, token_days),
	MAYBE("templates", struct raw_agency, templates),
	CYAML_FIELD_MAPPING("letter", CYAML_FLAG_OPTIONAL, struct raw_agency,
	    letter, letter_fields),
	LIST("working_hours", CYAML_FLAG_OPTIONAL, struct raw_agency, hours,
	    hours_count, &hours, 1),
	MAYBE("holidays", struct raw_agency, holidays),
	CYAML_FIELD_MAPPING_PTR("escalation",
	    CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct raw_agency,
	    escalation, escalation_fields),
	MAYBE("helpdesk_role", struct raw_agency, helpdesk_role),
	LIST("superiors", CYAML_FLAG_OPTIONAL, struct raw_agency, superiors,
	    superior_count, &superior, 1),
	CYAML_FIELD_MAPPING("retirement", CYAML_FLAG_OPTIONAL,
	    struct raw_agency, retirement, retirement_fields),
	CYAML_FIELD_MAPPING("register_notice", CYAML_FLAG_OPTIONAL,
	    struct raw_agency, register_notice, register_fields),
	CYAML_FIELD_END,
};

const cyaml_schema_value_t agency_schema = {
	CYAML_VALUE_MAPPING(
	    CYAML_FLAG_POINTER, struct raw_agency, agency_fields),
};
