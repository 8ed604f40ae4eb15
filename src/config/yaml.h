/*
 * Shared by the files of this room: one YAML file that is being read, the
 * faults that name its lines, and the raw values as libcyaml delivers them.
 */
#ifndef CABUT_CONFIG_YAML_H
#define CABUT_CONFIG_YAML_H

#include <cyaml/cyaml.h>
#include <yaml.h>

#include "cabut/config.h"

struct yaml_file {
	const char *path;
	struct slice text;
	yaml_document_t document; /* for line numbers only */
	struct arena *arena;
	struct fault *fault;
};

/* Reads and parses; the caller closes it when this returned true. */
bool yaml_open(
    const char *path, struct arena *, struct yaml_file *, struct fault *);
void yaml_close(struct yaml_file *);
/* The line of "officials[2].address" (counted from 1), or of the nearest
 * part of that path which is there. */
unsigned yaml_line(struct yaml_file *, const char *key);
/* "file:line: key: ...". Always false. */
bool key_fault(struct yaml_file *, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The values by the schema; into the arena. */
bool yaml_load(
    struct yaml_file *, const cyaml_schema_value_t *schema, void **out);

/* ---- raw values: what the schemas fill ---- */

struct raw_secret {
	char *file, *credential;
	char **command;
	size_t command_count;
};

struct raw_host {
	char *database, *templates, *cell, *signature_ca_file, *case_prefix;
	char **bsre_domains;
	size_t bsre_domain_count;
	bool allow_test_clock;
	char *mails_per_run, *notices_per_sender_day;
};

struct raw_mailbox {
	char *url, *ca_file, *filing, *keyword, *folder, *first_run;
	struct raw_secret secret;
};

struct raw_smtp {
	char *url, *ca_file;
	struct raw_secret secret;
};

struct raw_sender {
	char *address, *name;
	bool plus_address;
};

struct raw_person { /* an official, substitute, superior ... */
	char *role, *name, *nip, *rank, *address, *title, *from, *until;
	char *capacity, *unit;
	struct raw_person *substitute;
};

struct raw_auth {
	char *authserv_id, *border_host;
	bool border_strips;
	char **internal_domains;
	size_t internal_count;
};

struct raw_letter {
	char **letterhead;
	size_t letterhead_count;
	char *place, *number_pattern, *signer_role;
};

struct raw_hours {
	char *days, *open;
};

struct raw_age_limit {
	char *contains, *age;
};

struct raw_retirement {
	char *standard;
	struct raw_age_limit *by_title;
	size_t by_title_count;
};

struct raw_register {
	char *role, *day, *months_ahead;
};

struct raw_agency {
	char *id, *name, *helpdesk, *hold_minutes, *token_days, *templates;
	char *holidays, *helpdesk_role;
	struct raw_hours *hours;
	size_t hours_count;
	struct raw_person *escalation;
	struct raw_person *superiors;
	size_t superior_count;
	struct raw_retirement retirement;
	struct raw_register register_notice;
	char **sop;
	size_t sop_count;
	struct raw_mailbox *mailboxes;
	size_t mailbox_count;
	struct raw_smtp smtp;
	struct raw_sender sender;
	char **applicant_domains;
	size_t applicant_domain_count;
	struct raw_person *officials;
	size_t official_count;
	char **operators;
	size_t operator_count;
	struct raw_auth auth;
	enum zone zone;
	struct raw_letter letter;
};

extern const cyaml_schema_value_t host_schema, agency_schema;

/* ---- checks of one value; `key` is for the fault ---- */

bool take_address(
    struct yaml_file *, const char *key, const char *text, const char **out);
bool check_domain(struct yaml_file *, const char *key, const char *text);
bool check_date(struct yaml_file *, const char *key, const char *text);
bool check_id(struct yaml_file *, const char *key, const char *text);
/* No control characters: it may stand in a header of a mail. */
bool check_line(struct yaml_file *, const char *key, const char *text);
/* NULL keeps *out, the default. */
bool take_number(struct yaml_file *, const char *key, const char *text,
    unsigned least, unsigned most, unsigned *out);
/* One of the words, NULL-terminated. NULL takes the first. */
bool take_word(struct yaml_file *, const char *key, const char *text,
    const char *const *words, const char **out);
/* Relative to the file that names it. NULL stays NULL. */
const char *take_path(struct yaml_file *, const char *text);
bool check_readable(struct yaml_file *, const char *key, const char *path);

/* The path of a member of the group `key`, where `y` and `key` are known. */
#define SUB(name) arena_printf(y->arena, "%s." name, key)

/* "officials[2].address"; `i` from 0, `member` may be "". */
const char *indexed(
    struct yaml_file *, const char *list, size_t i, const char *member);

/* ---- people ---- */

bool read_person(struct yaml_file *, const char *key, const struct raw_person *,
    struct config_person *);
bool read_officials(
    struct yaml_file *, const struct raw_agency *, struct config_agency *);
bool read_operators(
    struct yaml_file *, const struct raw_agency *, struct config_agency *);
bool read_escalation(
    struct yaml_file *, const struct raw_agency *, struct config_agency *);
/* A role that at least one official fills. */
bool check_role(struct yaml_file *, const char *key, const char *role,
    const struct config_agency *);
/* Superiors, retirement, register_notice. */
bool read_register(
    struct yaml_file *, const struct raw_agency *, struct config_agency *);

/* ---- time: working_hours and holidays; the zone must be there ---- */

bool read_calendar(
    struct yaml_file *, const struct raw_agency *, struct config_agency *);

/* ---- transports ---- */

bool read_mailbox(struct yaml_file *, const char *key,
    const struct raw_mailbox *, struct config_mailbox *);
bool read_smtp(
    struct yaml_file *, const struct raw_smtp *, struct config_smtp *);

bool agency_load(
    const char *path, struct arena *, struct config_agency *, struct fault *);

#endif
