/*
 * Private to the room: a CSV file of certificate owners, read and checked.
 * What each column may be called stands in owner_column.c.
 */
#ifndef CABUT_CLI_OWNER_H
#define CABUT_CLI_OWNER_H

#include "cabut/config.h"
#include "cabut/store.h"

#include "csv.h"

enum { OWNER_FAULTS_MAX = 100 }; /* told of one file; more are counted */

enum owner_column {
	OWNER_NAME,
	OWNER_NIP,
	OWNER_NIK,
	OWNER_POSITION,
	OWNER_INSTITUTION,
	OWNER_UNIT,
	OWNER_ADDRESS,
	OWNER_SUPERIOR_NAME,
	OWNER_SUPERIOR_NIP,
	OWNER_SUPERIOR_ADDRESS,
	OWNER_TERM_FROM,
	OWNER_TERM_UNTIL,
	OWNER_CERTIFICATE_UNTIL,
	OWNER_COLUMN_COUNT,
};

struct owner_fault {
	size_t line;
	const char *text; /* "nip: ..." */
};

struct owner_line {
	struct register_owner owner;
	size_t line;
};

struct owner_file {
	const char *path;
	struct owner_line *lines; /* the good ones, as in the file */
	size_t count;
	struct owner_fault faults[OWNER_FAULTS_MAX];
	size_t fault_count; /* may be more than are kept */
	size_t bad_lines;
	const char *ignored[CSV_COLUMNS_MAX]; /* columns of no meaning here */
	size_t ignored_count;
};

/* The header row: where each column stands, -1: nowhere. SCOPE_CONFIG when
 * there is no name, neither NIP nor NIK, or one column twice. */
bool owner_columns(const struct csv_row *header, struct owner_file *,
    int at[OWNER_COLUMN_COUNT], struct fault *);

struct owner_row {
	const struct config_agency *agency;
	const struct csv_row *header, *row;
	const int *at;
	struct owner_file *file; /* takes the faults */
	struct arena *arena;
	bool is_good;
};
/* One line as an owner. False: not all of it is good, and the faults are in
 * the file; nothing in it stops the reading. */
bool owner_row_read(struct owner_row *, struct register_owner *);

void owner_file_fault(struct owner_file *, size_t line, const char *text);
/* A line that looked good is none: its `line` is 0 until it is dropped. */
void owner_file_refuse(struct owner_file *, size_t index, const char *text);
void owner_file_drop_refused(struct owner_file *);
/* All lines. False only when it is no such table at all: what is wrong in
 * its lines is in `faults`, by line. Two lines of one NIP or NIK: the later
 * is at fault. */
bool owner_file_read(const char *path, const struct config_agency *,
    struct arena *, struct owner_file *, struct fault *);

#endif
