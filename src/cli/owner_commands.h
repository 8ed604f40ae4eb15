/*
 * Private to the room: the parts of `cabut owner`.
 */
#ifndef CABUT_CLI_OWNER_COMMANDS_H
#define CABUT_CLI_OWNER_COMMANDS_H

#include "command.h"

/* Lines were left out: an operator must correct them. */
enum { EXIT_LEFT_OUT = 78 };

/* That of --agency; without it the only one. */
bool cli_one_agency(
    struct cli *, const struct config_agency **, struct fault *);
bool owner_import(struct cli *, const char *path, struct fault *);

#endif
