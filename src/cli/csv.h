/*
 * Private to the room: tables as a spreadsheet saves them. RFC 4180 in UTF-8,
 * with what Excel and LibreOffice do besides: a byte order mark, ';' or a tab
 * for the comma, a first line "sep=;", CR or LF alone, quotes inside a field
 * that has none around it. What is no text (UTF-16, NUL) and what is not UTF-8
 * (windows-1252) is refused with what to do about it. Pure: bytes in, fields
 * out.
 */
#ifndef CABUT_CLI_CSV_H
#define CABUT_CLI_CSV_H

#include "cabut/base.h"

enum {
	CSV_BYTES_MAX = 16 * 1024 * 1024,
	CSV_ROWS_MAX = 100000, /* below the header */
	CSV_COLUMNS_MAX = 64,
	CSV_FIELD_MAX = 4096, /* bytes */
};

struct csv {
	const char *name; /* of the file, for faults: "NAME:LINE: ..." */
	struct slice rest;
	struct arena *arena;
	char separator;
	size_t line; /* of the next row, 1 is the first */
	size_t rows; /* taken so far */
};

struct csv_row {
	size_t line;	     /* its first line in the file */
	const char **fields; /* trimmed, without quotes; "" when empty */
	size_t count;
};

/* Looks at the whole of it; SCOPE_CONFIG when it cannot be such a table. The
 * bytes must stay; fields go into the arena. */
bool csv_open(struct csv *, const char *name, struct slice bytes,
    struct arena *, struct fault *);
/* The next row that is not empty. False with SCOPE_NONE: no more. Any fault
 * (SCOPE_CONFIG, with the line) ends the reading. */
bool csv_next(struct csv *, struct csv_row *, struct fault *);

/* Without what people write so that a spreadsheet leaves long digits alone:
 * ="1986...", and the apostrophe before them. */
const char *csv_plain(const char *field, struct arena *);
/* Has a spreadsheet made a number of it: 1,98609E+17? */
bool csv_is_scientific(const char *field);

#endif
