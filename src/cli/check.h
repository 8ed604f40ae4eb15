/*
 * Private: the list of findings of `cabut check`.
 */
#ifndef CABUT_CLI_CHECK_H
#define CABUT_CLI_CHECK_H

#include "command.h"

struct check {
	struct cli *cli;
	size_t wrong, warned;
};

/* Nothing that keeps a run from working; in JSON ok, and "warning": true. */
void check_warn(struct check *, const char *what, const char *text);
void check_time(struct check *, const struct config_agency *, time_s now);

#endif
