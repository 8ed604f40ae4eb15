/*
 * argv to a subcommand, its fault to an exit code. Options may stand before
 * or after the subcommand.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "cabut/cli.h"
#include "command.h"

#include "cabut/banned.h"

enum { EXIT_USAGE = 64, EXIT_OUTPUT_LOST = 75 };

static const struct option options[] = {
	{ "config", required_argument, NULL, 'c' },
	{ "json", no_argument, NULL, 'j' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "dry-run", no_argument, NULL, 'n' },
	{ "as", required_argument, NULL, 'a' },
	{ "output", required_argument, NULL, 'o' },
	{ "agency", required_argument, NULL, 'g' },
	{ "status", required_argument, NULL, 's' },
	{ "casefile", required_argument, NULL, 'k' },
	{ "partial", no_argument, NULL, 'p' },
	{ "months", required_argument, NULL, 'm' },
	{ "at", required_argument, NULL, 't' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static bool
set_at(struct cli *c, const char *text, struct fault *f)
{
	c->has_at = true;
	if (time_parse_iso(text, &c->at))
		return true;
	return fault_set(f, SCOPE_USAGE,
	    "--at %s: not a time; write 2026-11-20T09:00:00+08:00", text);
}

static bool
set_months(struct cli *c, const char *text, struct fault *f)
{
	char *end;
	long months = strtol(text, &end, 10);

	if (!ascii_is_digit(*text) || *end || months > TERM_MONTHS_MAX)
		return fault_set(f, SCOPE_USAGE,
		    "--months %s: say a number from 0 to %d", text,
		    TERM_MONTHS_MAX);
	c->months = (unsigned)months;
	return true;
}

static bool
set_option(struct cli *c, int option, struct fault *f)
{
	switch (option) {
	case 'c':
		c->config_path = optarg;
		return c->has_config = true;
	case 'j':
		return c->is_json = true;
	case 'v':
		return c->is_verbose = true;
	case 'n':
		return c->is_dry = true;
	case 'a':
		c->as = optarg;
		return true;
	case 'o':
		c->output = optarg;
		return true;
	case 'g':
		c->agency = optarg;
		return true;
	case 's':
		c->status = optarg;
		return true;
	case 'k':
		c->casefile = optarg;
		return true;
	case 'p':
		return c->is_partial = true;
	case 'm':
		return set_months(c, optarg, f);
	case 't':
		return set_at(c, optarg, f);
	default:
		return false; /* refuse_option has said why */
	}
}

/* getopt's own complaint is two lines and no sentence of ours. */
static bool
refuse_option(int option, char **argv, struct fault *f)
{
	char letter[] = { '-', (char)optopt, '\0' };
	const char *word = argv[optind - 1];
	const char *name = strncmp(word, "--", 2) == 0 ? word : letter;

	if (option == ':')
		return fault_set(
		    f, SCOPE_USAGE, "%s wants a value; see: cabut help", name);
	return fault_set(f, SCOPE_USAGE,
	    "%s: no such option, or one without a value; see: cabut help",
	    name);
}

static const struct command *
find_command(const char *name)
{
	for (const struct command *k = commands; k->name; k++)
		if (!strcmp(k->name, name))
			return k;
	return NULL;
}

/* Options first; what is left is the subcommand and its operands. */
static bool
parse_options(struct cli *c, int argc, char **argv, bool *wants_help,
    bool *wants_version, struct fault *f)
{
	int option;

	*wants_help = *wants_version = false;
	opterr = 0;
	while ((option = getopt_long(
		    argc, argv, ":hvo:", options, NULL)) != -1) {
		if (option == '?' || option == ':')
			return refuse_option(option, argv, f);
		if (option == 'h')
			*wants_help = true;
		else if (option == 'V')
			*wants_version = true;
		else if (!set_option(c, option, f))
			return false;
	}
	c->argc = argc - optind;
	c->argv = argv + optind;
	return true;
}

bool
cli_refuse_dry_run(const char *command, struct fault *f)
{
	return fault_set(f, SCOPE_USAGE,
	    "--dry-run is only for: cabut run, cabut owner import; \"cabut "
	    "%s\" has none, and nothing was done",
	    command);
}

/* --dry-run promises that nothing changes; who ignores it breaks that. Of
 * `owner` one part has it. */
static bool
is_allowed(const struct cli *c, const struct command *command, struct fault *f)
{
	return !c->is_dry || command->main == cmd_run ||
	       command->main == cmd_owner ||
	       cli_refuse_dry_run(command->name, f);
}

static bool
dispatch(struct cli *c, struct fault *f)
{
	if (c->argc == 0) {
		c->exit_code = EXIT_USAGE;
		return cmd_help(c, f);
	}
	const struct command *command = find_command(c->argv[0]);

	if (!command)
		return fault_set(f, SCOPE_USAGE,
		    "no command \"%s\"; see: cabut help", c->argv[0]);
	c->argc--;
	c->argv++;
	return is_allowed(c, command, f) && command->main(c, f);
}

static bool
parse_and_do(struct cli *c, int argc, char **argv, struct fault *f)
{
	bool wants_help, wants_version;

	if (!parse_options(c, argc, argv, &wants_help, &wants_version, f))
		return false;
	if (wants_version) {
		printf("cabut %s\n", CABUT_VERSION);
		return true;
	}
	return wants_help ? cmd_help(c, f) : dispatch(c, f);
}

int
cli_main(int argc, char **argv)
{
	struct cli c = { .config_path = "/etc/cabut/cabut.yaml",
		.months = TERM_MONTHS_AHEAD,
		.arena = arena_new() };
	struct fault f = { 0 };
	bool ok = parse_and_do(&c, argc, argv, &f);

	if (!ok && *f.text)
		fprintf(stderr, "cabut: %s\n", f.text);
	cell_close(c.cell);
	store_close(c.store);
	arena_free(c.arena);
	if (fflush(stdout) != 0)
		return EXIT_OUTPUT_LOST;
	return ok ? c.exit_code : fault_exit_code(&f);
}
