/*
 * cli: the command line. One file per subcommand in src/cli; English for
 * operators. `cabut help` lists them; docs/panduan-operator.md and cabut(1)
 * explain each.
 *
 * Exit codes: 0 done, 64 wrong command line, 75 try later, 78 an operator must
 * change something. `check` and `audit` that found
 * something wrong end with 78, `sop check` too.
 */
#ifndef CABUT_CLI_H
#define CABUT_CLI_H

/* The whole program; returns the exit code. */
int cli_main(int argc, char **argv);

#endif
