/*
 * Private to the room: what every subcommand gets, and how it answers.
 */
#ifndef CABUT_CLI_COMMAND_H
#define CABUT_CLI_COMMAND_H

#include <jansson.h>

#include "cabut/notice.h"
#include "cabut/run.h"

/* A note or a reason: it stands in the chain for ever and goes into mails. */
enum { CLI_TEXT_BYTES_MAX = 500 };

struct cli {
	const char *config_path; /* --config */
	bool has_config;	 /* --config was given */
	bool is_json, is_verbose, is_dry;
	bool has_at;
	time_s at;	    /* --at */
	const char *as;	    /* --as letter|reply|mail */
	const char *output; /* --output */
	const char *agency; /* --agency */
	const char *status; /* --status */
	const char *casefile; /* --casefile */
	bool is_partial;    /* --partial */
	unsigned months;    /* --months */
	struct arena *arena;
	struct config config; /* after cli_config */
	struct store *store;  /* after cli_store */
	struct cell *cell;    /* after cli_cell */
	int exit_code;
	int argc; /* operands of the subcommand */
	char **argv;
};

struct command {
	const char *name;
	const char *operands; /* "NUMBER [TEXT]" */
	const char *summary;
	bool (*main)(struct cli *, struct fault *);
};

/* commands.c: NULL-named end. */
extern const struct command commands[];

/* support.c */
bool cli_config(struct cli *, struct fault *);
bool cli_store(struct cli *, bool read_only, struct fault *);
bool cli_cell(struct cli *, struct fault *);
const char *cli_cell_path(struct cli *);
const char *cli_templates(struct cli *);
const char *cli_sop_folder(struct cli *);
time_s cli_now(const struct cli *);
/* For what must never meet a run: the lock is held to the end. */
bool cli_lock(struct cli *, struct fault *);
/* "2026-11-20 09:15 WITA", in the agency's zone; UTC when it is gone. */
const char *cli_time_text(struct cli *, const char *agency, time_s);
enum zone cli_zone(struct cli *, const char *agency); /* WIB when gone */
/* When the case's step is due; with "LATE" when that is past; "-". */
const char *cli_due_text(struct cli *, const struct casefile *);
bool cli_run_open(struct cli *, struct run *, struct fault *);
bool cli_operands(
    const struct cli *, int least, int most, const char *usage, struct fault *);
/* Always false: this command has no --dry-run. */
bool cli_refuse_dry_run(const char *command, struct fault *);
/* One line of JSON on standard output; takes the reference. */
void cli_print_json(json_t *);

/* table.c: columns on standard output, cut to the terminal's width. */
struct table;
struct table *table_new(const char *const *columns, size_t count);
void table_row(struct table *, const char *const *cells);
void table_print(struct table *);
void table_free(struct table *);

/* json_values.c. Bytes that are not UTF-8 (a file's name, a server's words)
 * become '?'. */
json_t *json_text_or_null(const char *);
json_t *json_casefile(const struct casefile *, time_s now, struct arena *);

/* The subcommands, each in its own file. */
bool cmd_run(struct cli *, struct fault *);
bool cmd_check(struct cli *, struct fault *);
bool cmd_read(struct cli *, struct fault *);
bool cmd_case(struct cli *, struct fault *);
bool cmd_outbox(struct cli *, struct fault *);
bool cmd_owner(struct cli *, struct fault *);
bool cmd_sop(struct cli *, struct fault *);
bool cmd_sop_check(struct cli *, struct fault *);
bool cmd_sop_compare(struct cli *, struct fault *);
bool cmd_sop_draw(struct cli *, struct fault *);
bool cmd_audit(struct cli *, struct fault *);
bool cmd_init(struct cli *, struct fault *);
bool cmd_help(struct cli *, struct fault *);

/* check_live.c: the parts of `check` that ask servers. */
struct check;
void check_tell(struct check *, bool ok, const char *what, const char *text);
void check_mailbox(struct check *, struct cli *, const struct config_agency *,
    const struct config_mailbox *);
void check_smtp(struct check *, struct cli *, const struct config_agency *);

/* check_sop.c. What is wrong with a SOP at one agency; the agency that uses
 * a file, or is named by --agency, or is the only one. NULL: none. */
void check_sop_at(struct cli *, const struct config_agency *,
    const struct sop *, struct sop_findings *);
/* Advice on papers that no mail would be known to bring. */
void check_sop_papers(
    struct cli *, const struct sop *, struct sop_findings *);
void check_templates_at(
    struct cli *, const struct config_agency *, struct sop_findings *);
const struct config_agency *check_sop_agency(
    struct cli *, const char *path, struct fault *);

/* case_show.c, case_export.c */
bool case_show(struct cli *, const char *number, struct fault *);
bool case_export(struct cli *, const char *number, struct fault *);

#endif
