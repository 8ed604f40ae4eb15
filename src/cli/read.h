/*
 * Private: one result of `cabut read` and its two forms.
 */
#ifndef CABUT_CLI_READ_H
#define CABUT_CLI_READ_H

#include "cabut/reading.h"
#include "cabut/run.h"

/* An answer is a whole mail; a reply the text of one. */
enum read_as { READ_AS_MAIL, READ_AS_ANSWER, READ_AS_LETTER, READ_AS_REPLY };

struct result {
	const char *file;
	enum read_as as;
	struct cell_reading cell;
	struct reading reading;
	const char *trouble; /* could not be read; NULL */
};

struct cli;
struct fault;

/* cmd_read.c. Reads r->file as --as and its name say. False with SCOPE_RUN:
 * no more files; else this one is lost, and result_trouble() says so in `r`
 * and makes the exit code 75. */
bool result_of_file(struct cli *, struct result *r, struct fault *);
void result_trouble(struct cli *, struct result *, struct fault *);
/* read_folder.c: a table, or with --json a line each. */
bool read_folder(struct cli *, const char *path, struct fault *);

/* "approve" ...; NULL when it is no answer. */
const char *result_decision(const struct result *);
void result_print(const struct result *, struct arena *);
void result_print_json(const struct result *, struct arena *);

#endif
