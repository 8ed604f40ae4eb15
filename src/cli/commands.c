/*
 * The table of subcommands, and help made from it.
 */
#include <stdio.h>

#include "command.h"

#include "cabut/banned.h"

const struct command commands[] = {
	{ "run", "", "one pass: read mail, move cases, send what is owed",
	    cmd_run },
	{ "check", "",
	    "configuration, SOPs, templates, log-ins; what is wrong and where",
	    cmd_check },
	{ "read", "FILE|FOLDER...",
	    "what would be understood from mails, letters, replies", cmd_read },
	{ "case", "list|show|export|note|cancel|revoked|resend [NUMBER [TEXT]]",
	    "casefiles", cmd_case },
	{ "outbox", "list|retry|hold|release [ID]", "mails that are owed",
	    cmd_outbox },
	{ "owner", "import FILE.csv|list|due",
	    "the register of certificate owners, and whose time comes",
	    cmd_owner },
	{ "sop", "check FILE... | draw FILE | compare OLD NEW",
	    "check a SOP file; draw it as the table that is signed; what "
	    "differs between two",
	    cmd_sop },
	{ "audit", "", "verify every chain and the sums of the ledger",
	    cmd_audit },
	{ "init", "FOLDER", "write a first configuration", cmd_init },
	{ "help", "[COMMAND]", "this text", cmd_help },
	{ NULL, NULL, NULL, NULL },
};

static const char options_text[] =
    "Options\n"
    "  --config FILE   configuration (default /etc/cabut/cabut.yaml)\n"
    "  --json          machine-readable output, one object per line\n"
    "  --verbose       tell the story of a run on standard error; sop "
    "check:\n"
    "                  every row and outcome, and where it leads\n"
    "  --dry-run       run: read and tell, change and send nothing;\n"
    "                  owner import: tell what would change\n"
    "  --as KIND       read: FILE is a letter, reply or mail\n"
    "  --output DIR    case export: where to write\n"
    "  -o, --output FILE.html|.svg|.pdf\n"
    "                  sop draw: where to write (default: HTML to standard\n"
    "                  output)\n"
    "  --casefile NUMBER\n"
    "                  sop draw: the SOP of this case, and where it stands\n"
    "  --agency ID     case list, sop check, owner list, owner due: only\n"
    "                  this agency; owner import: whose owners they are\n"
    "  --status WORD   case list: open (default), done, rejected,\n"
    "                  cancelled or all\n"
    "  --partial       owner import: leave out the lines that are wrong\n"
    "  --months N      owner due: so far ahead (default 2)\n"
    "  --at TIME       test clock, 2026-11-20T09:00:00+08:00; refused\n"
    "                  unless the configuration has allow_test_clock\n"
    "  --version       print the version\n"
    "\n"
    "Exit codes: 0 done, 64 wrong command line, 75 try later,\n"
    "78 something must be changed by an operator.\n";

bool
cmd_help(struct cli *c, struct fault *f)
{
	const char *only = c->argc > 0 ? c->argv[0] : NULL;
	bool found = !only;

	if (!only)
		printf("cabut %s: revokes BSrE certificates by an agency's "
		       "own SOP, by e-mail.\n\n"
		       "Usage: cabut COMMAND [OPTION...] [OPERAND...]\n\n",
		    CABUT_VERSION);
	for (const struct command *k = commands; k->name; k++) {
		if (only && strcmp(only, k->name) != 0)
			continue;
		printf("  cabut %s%s%s\n        %s\n", k->name,
		    *k->operands ? " " : "", k->operands, k->summary);
		found = true;
	}
	if (!found)
		return fault_set(
		    f, SCOPE_USAGE, "no command \"%s\"; see: cabut help", only);
	printf("\n%s", options_text);
	return true;
}
