/*
 * Private: the list of findings of `cabut check`.
 */
#ifndef CABUT_CLI_CHECK_H
#define CABUT_CLI_CHECK_H

#include "command.h"

struct check {
	struct cli *cli;
	size_t wrong;
};

#endif
