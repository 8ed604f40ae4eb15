/* layout: a letter as rows of cells, and the labels and values in them.
 * Room-private. */
#ifndef READING_LAYOUT_H
#define READING_LAYOUT_H

#include "text.h"

enum field {
	FIELD_NONE,
	/* of a person */
	FIELD_NAME,
	FIELD_NIP,
	FIELD_NIK,
	FIELD_NIP_OR_NIK,
	FIELD_POSITION,
	FIELD_POSITION_OLD,
	FIELD_POSITION_NEW,
	FIELD_INSTITUTION,
	FIELD_UNIT,
	FIELD_EMAIL,
	FIELD_REASON,
	FIELD_SERIAL,
	FIELD_IGNORED, /* rank, telephone, address: bounds other values */
	/* of the letter */
	FIELD_NUMBER,
	FIELD_DATE,
	FIELD_SUBJECT,
	FIELD_SERVICE, /* "Jenis layanan": what a web form asks for */
	FIELD_HEAD,    /* sifat, lampiran, yth, dari: bounds other values */
	FIELDS,
};

/* Digits. The NIP of before 2008 was the shorter one. */
enum { NIP_LENGTH = 18, NIK_LENGTH = 16, OLD_NIP_LENGTH = 9 };

enum {
	LAYOUT_ROWS_MAX = 3000,
	LAYOUT_CELLS_MAX = 16, /* in one row */
	LAYOUT_PAIRS_MAX = 1500,
	LABEL_FIELDS_MAX = 3, /* "Nama / NIP / Jabatan" */
	LAYOUT_TICKS_MAX = 100,
};

struct label {
	enum field at[LABEL_FIELDS_MAX];
	size_t count;
};

struct cell {
	const char *text; /* squeezed, never empty */
	size_t column;	  /* in code points */
	size_t gap;	  /* blanks before it; a tab counts 4 */
};

struct row {
	struct slice line;
	unsigned page, number; /* where it stood, from 1 */
	struct cell *at;
	size_t count;
	bool is_tabbed;
	bool is_value; /* belongs to a pair: no prose */
	bool is_table; /* read as a row of a table */
	char *folded;
};

struct pair {
	enum field field;
	const char *value; /* "" when the label stands empty */
	size_t row, column;
	bool is_inline; /* in the middle of a sentence */
};

/* One box of a form and the words behind it. */
struct tick {
	const char *folded;
	bool is_set;
	size_t row;
};

struct layout {
	struct row *rows;
	size_t row_count;
	struct pair *pairs;
	size_t pair_count;
	struct tick *ticks;
	size_t tick_count;
	struct arena *arena;
};

/* `text` as a paper gives it. Pairs are sorted by row. */
void layout_make(const char *text, struct arena *, struct layout *);
void layout_add(struct layout *, enum field, const char *value, size_t row,
    size_t column, bool is_inline);

/* Of "Jabatan / Unit Kerja" each part gets its own. */
void layout_add_label(struct layout *, const struct label *, const char *value,
    size_t row, size_t column, bool is_inline);

/* labels.c: is the whole text a label ("N I P", "Nama / NIP :")? */
bool label_of(struct slice, struct label *);
/* A label with its sign ("NIP :", "nip. 19...") inside `text` from `from`:
 * where it starts and where its value does. */
bool label_find(const char *text, size_t from, struct label *, size_t *start,
    size_t *value);
/* runs.c: labels and values parted by one blank alone */
void layout_pair_runs(struct layout *);
/* ticks.c: the boxes of a form; their rows are no prose */
void layout_find_ticks(struct layout *);
/* blocks of labels above blocks of values, labels above values */
void layout_pair_blocks(struct layout *);

#endif
