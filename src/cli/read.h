/*
 * Private: one result of `cabut read` and its two forms.
 */
#ifndef CABUT_CLI_READ_H
#define CABUT_CLI_READ_H

#include "cabut/reading.h"

/* An answer is a whole mail; a reply the text of one. */
enum read_as { READ_AS_MAIL, READ_AS_ANSWER, READ_AS_LETTER, READ_AS_REPLY };

struct result {
	const char *file;
	enum read_as as;
	struct cell_reading cell;
	struct reading reading;
	const char *trouble; /* could not be read; NULL */
};

void result_print(const struct result *);
void result_print_json(const struct result *);

#endif
