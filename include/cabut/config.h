/*
 * config: YAML files to struct config, checked whole before anything runs.
 * One file for the host (/etc/cabut/cabut.yaml) and one per agency in the
 * folder agencies.d beside it. Every fault names file, line, key, and what
 * was expected (SCOPE_CONFIG). Paths are taken relative to the file that
 * names them. Key names are English in the file, as its readers are
 * operators; docs/konfigurasi.md explains each in Indonesian.
 *
 * Secrets are never in the YAML: password_file (mode 0600, ours or root's),
 * password_credential (a name in $CREDENTIALS_DIRECTORY), or token_command
 * (a program, its first line of output is the XOAUTH2 token).
 */
#ifndef CABUT_CONFIG_H
#define CABUT_CONFIG_H

#include "cabut/base.h"
#include "cabut/calendar.h"
#include "cabut/sender.h"

enum {
	CONFIG_BYTES_MAX = 1024 * 1024, /* of one file */
	CONFIG_AGENCIES_MAX = 200,
	CONFIG_TOKEN_DAYS = 7, /* default */
	CONFIG_TOKEN_DAYS_MAX = 30,
	CONFIG_HOLD_MINUTES_MAX = 14 * 24 * 60,
	CONFIG_MAILS_PER_RUN = 1000, /* default */
	CONFIG_MAILS_PER_RUN_MAX = 100000,
	CONFIG_NOTICES_PER_DAY = 5, /* default */
	CONFIG_NOTICES_PER_DAY_MAX = 100,
	CONFIG_TOKEN_COMMAND_S = 30, /* then it is killed */
	CONFIG_HOLIDAYS_BYTES_MAX = 1024 * 1024,
	CONFIG_HOLIDAYS_EVENTS_MAX = 2000,
	CONFIG_HOLIDAYS_YEAR_FIRST = 2020, /* of what recurs every year */
	CONFIG_HOLIDAYS_YEAR_LAST = 2069,
	CONFIG_RETIREMENT_AGE = 58, /* default */
	CONFIG_RETIREMENT_AGE_LEAST = 50,
	CONFIG_RETIREMENT_AGE_MAX = 75,
	CONFIG_REGISTER_DAY_MAX = 28, /* every month has it */
	CONFIG_REGISTER_MONTHS = 2, /* default */
	CONFIG_REGISTER_MONTHS_MAX = 24,
};

struct secret_source { /* at most one is set */
	const char *password_file;
	const char *password_credential;
	const char *const *token_command; /* argv; run without a shell */
	size_t token_command_count;
};

struct config_mailbox {
	const char *url;     /* see struct mailbox_account */
	struct secret_source secret;
	const char *ca_file; /* NULL: the system's */
	const char *filing;  /* "keyword" (default), "move", "none" */
	const char *keyword; /* default "$CabutSelesai" */
	const char *folder;  /* for move */
	const char *first_run; /* "new" (default): begin at the present end;
				  "all": read what is there */
};

struct config_smtp {
	const char *url; /* see struct wire_account */
	struct secret_source secret;
	const char *ca_file;
};

struct config_person { /* an official or a substitute */
	const char *name, *nip, *rank, *address; /* rank: "Pembina, IV/a" */
	const char *title; /* as printed above a signature; NULL: role label */
};

/* Several officials may fill one role (a team): each may answer for it. */
struct config_official {
	const char *role; /* id of the SOP */
	struct config_person person;
	bool has_substitute;
	struct config_person substitute;
	const char *substitute_capacity; /* "Plh." (default) or "Plt." */
	/* "2026-11-01": the first and the last day in the agency's zone. No
	 * last day: until it is taken out. A NULL first day: never in force
	 * by date, only while the official's absence note says so. */
	const char *substitute_from, *substitute_until;
};

struct config_superior { /* the atasan of a unit kerja's owners */
	const char *unit;
	struct config_person person;
};

struct config_age_limit { /* batas usia pensiun of some positions */
	const char *contains; /* "Guru" */
	unsigned age;
};

/* Who is told each month which owners' terms end. */
struct config_register_notice {
	const char *role;      /* default "verifikator" */
	unsigned day;	       /* of the month; default 1 */
	unsigned months_ahead; /* default 2 */
};

struct config_agency {
	const char *file;	/* where it was read, for messages */
	const char *id;		/* "diskominfo-bolaangmongondow" */
	const char *name;	/* as written in mails */
	const char *const *sop_files;
	size_t sop_count;
	struct config_mailbox *mailboxes;
	size_t mailbox_count;
	struct config_smtp smtp;
	const char *sender_address; /* From of our mails */
	const char *sender_name;
	bool plus_address;	    /* replies to user+token@ arrive */
	const char *const *applicant_domains; /* whose users may ask */
	size_t applicant_domain_count;
	struct config_official *officials;
	size_t official_count;
	const char *const *operators; /* told when a person must look */
	size_t operator_count;
	const char *helpdesk;	/* shown to applicants; NULL */
	struct auth_policy auth; /* authserv_id, border_host ... */
	enum zone zone;
	unsigned hold_minutes;	/* masa sanggah; default 0 */
	unsigned token_days;	/* default 7, 1..30 */
	const char *templates;	/* folder; NULL: the host's */
	/* Surat Rekomendasi; all NULL when the file has no `letter` */
	const char *const *letterhead;
	size_t letterhead_count;
	const char *place;
	/* {n} running number, {roman} month, {year}: "555/{n}/Kominfo/{roman}/
	 * {year}" */
	const char *number_pattern;
	const char *signer_role;
	struct calendar calendar; /* always filled */
	const char *holidays;	  /* the .ics file; NULL */
	/* The last day that the file names by a date of its own, not by a
	 * yearly rule, as calendar_day_of_date(); 0: none. Once it lies in
	 * the past, nobody has added the new year's decree. */
	int32_t holidays_until;
	/* Hears of an official who is late; NULL: nobody but operators. */
	const struct config_person *escalation;
	const struct config_superior *superiors;
	size_t superior_count;
	unsigned retirement_age; /* default 58 */
	const struct config_age_limit *age_limits;
	size_t age_limit_count;
	struct config_register_notice register_notice;
	/* Answers for what nobody else can (an owner's unknown atasan);
	 * default "helpdesk", which nobody need fill: then operators are
	 * told. */
	const char *helpdesk_role;
};

struct config {
	const char *file;
	const char *database;
	const char *templates; /* mail templates; NULL: the installed ones */
	const char *cell;      /* path of cabut-cell; NULL: beside cabut */
	/* PEM of the CAs to which signatures of papers may lead; NULL: none,
	 * then nobody's signature is proven. Read by cell_open_with_ca. */
	const char *signature_ca_file;
	const char *case_prefix; /* "CABUT" */
	const char *const *bsre_domains; /* default: bssn.go.id */
	size_t bsre_domain_count;
	bool allow_test_clock; /* --at is accepted */
	unsigned mails_per_run; /* default 1000 */
	unsigned notices_per_sender_day; /* fixed answers to one; default 5 */
	struct config_agency *agencies;
	size_t agency_count;
};

/* Reads `path` and agencies.d/ *.yaml beside it. */
bool config_load(const char *path, struct arena *, struct config *,
    struct fault *);

/* The secret's text. SCOPE_CONFIG with the file's name and its mode when
 * others can read it; SCOPE_LATER when token_command fails or is not done in
 * CONFIG_TOKEN_COMMAND_S (it is killed then, with its children). `is_token`:
 * it is a bearer token. *out NULL when the source is empty. */
bool config_secret(const struct secret_source *, struct arena *,
    const char **out, bool *is_token, struct fault *);
/* The same with another limit for token_command. */
bool config_secret_within(const struct secret_source *, unsigned limit_ms,
    struct arena *, const char **out, bool *is_token, struct fault *);

/* The first official of a role at a time: the substitute while in force.
 * NULL: no such role. `is_substitute` tells the capacity. */
const struct config_person *config_actor(const struct config_agency *,
    const char *role, time_s now, bool *is_substitute);
/* How many officials fill the role (substitutes are not counted), and each of
 * them in the order of the file; NULL beyond the last. */
size_t config_role_people(const struct config_agency *, const char *role);
const struct config_official *config_official_at(
    const struct config_agency *, const char *role, size_t index);
/* Does the file's date say so today? False without a first day: what an
 * absence note began, the caller knows. */
bool config_substitute_in_force(const struct config_agency *,
    const struct config_official *, time_s now);
/* Does this address hold the role now (an official or a substitute in force
 * of any of them)? */
bool config_holds_role(const struct config_agency *, const char *role,
    const char *address, time_s now);

/* The atasan of a unit kerja, whose name compares without case and with any
 * white space as one blank. NULL: not known, or `unit` is NULL. */
const struct config_person *config_superior(
    const struct config_agency *, const char *unit);
/* Batas usia pensiun of a position: the first limit of the file whose words
 * stand in it, as whole words without case; else, and for NULL, the
 * agency's. */
unsigned config_retirement_age(
    const struct config_agency *, const char *position);

/* A commented first configuration for `cabut init`: the two files' text. */
const char *config_sample_host(void);
const char *config_sample_agency(void);

#endif
