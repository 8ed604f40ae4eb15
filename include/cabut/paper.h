/*
 * paper: documents to text, behind the sandbox. The parser side (paper_*)
 * is linked into cabut-cell only; the client side (cell_*) is what cabut
 * links. They meet in one bounded record, checked on both sides.
 *
 * cabut-cell is a warm parent: it loads the libraries once, locks itself
 * down (no_new_privs, Landlock, seccomp kill, rlimits), and forks one child
 * per mail. A child that crashes, runs out of time or sends a short record
 * gives "not readable"; the parent lives on.
 */
#ifndef CABUT_PAPER_H
#define CABUT_PAPER_H

#include "cabut/message.h"

enum {
	PAPERS_MAX = 50,
	PAPER_TEXT_MAX = 512 * 1024,
	PDF_BYTES_MAX = 10 * 1024 * 1024,
	PDF_PAGES_MAX = 10,	/* read; a longer one is read this far */
	ZIP_BYTES_MAX = 10 * 1024 * 1024,
	ZIP_ENTRIES_MAX = 2000,
	ZIP_MEMBER_MAX = 20 * 1024 * 1024,
	ZIP_RATIO_MAX = 200,
	CELL_CPU_S = 20,
	CELL_WALL_MS = 60 * 1000,
	CELL_MEMORY_MAX = 1024 * 1024 * 1024,
	CELL_RECORD_MAX = 8 * 1024 * 1024,
};

enum paper_how {
	PAPER_TEXT,   /* the document's own text */
	PAPER_OCR,    /* read from a picture */
	PAPER_NONE,   /* nothing could be read: picture, encrypted, unknown */
};

enum paper_kind { /* by content, never by name or Content-Type */
	PAPER_KIND_PDF,
	PAPER_KIND_DOCX,
	PAPER_KIND_ODT,
	PAPER_KIND_HTML,
	PAPER_KIND_PLAIN,
	PAPER_KIND_PICTURE,
	PAPER_KIND_MESSAGE, /* an attached mail: its text */
	PAPER_KIND_OTHER,
};

struct paper {
	const char *name;  /* as sent, cleaned; "" when it had none */
	enum paper_kind kind;
	enum paper_how how;
	const char *text;  /* UTF-8, LF; "" when how is PAPER_NONE */
	const char *why;   /* when PAPER_NONE: "encrypted PDF" ...; else "" */
	char sha256[SHA256_HEX_LEN + 1]; /* of the decoded bytes */
	size_t bytes;	   /* decoded length */
	unsigned pages;	   /* 0 when it has none */
	unsigned part;	   /* index into message.parts of the cell */
	bool has_signature; /* a PDF with a signature dictionary */
};

const char *paper_how_name(enum paper_how);   /* "text", "ocr", "none" */
const char *paper_kind_type(enum paper_kind); /* "application/pdf", ... */

/* ---- parser side, cell only ---- */

/* The kind by magic bytes and structure. */
enum paper_kind paper_sniff(struct slice bytes);
/* Fills all fields but name and part. Never fails: a document that cannot be
 * read is PAPER_NONE with a reason. */
void paper_read(struct slice bytes, struct arena *, struct paper *);

/* ---- client side ---- */

/* What one mail came back as. `message.parts` carries no bytes. */
struct cell_reading {
	struct message message;
	struct paper *papers;
	size_t paper_count;
};

struct cell;

/* Starts cabut-cell (`program`: its path). SCOPE_RUN when it cannot be
 * started or cannot lock itself down. */
bool cell_open(const char *program, struct cell **, struct fault *);
/* The mail's bytes through a fresh child. SCOPE_MESSAGE: not readable
 * (crash, limit, time, bad record); SCOPE_RUN: the parent itself is gone. */
bool cell_read(struct cell *, struct slice raw, struct arena *,
    struct cell_reading *, struct fault *);
/* One bare document (for `cabut read FILE`): papers[0] is it. */
bool cell_read_paper(struct cell *, struct slice bytes, struct arena *,
    struct cell_reading *, struct fault *);
/* The decoded bytes of paper `index` of this mail; used to forward a
 * document. Same faults as cell_read. */
bool cell_extract(struct cell *, struct slice raw, size_t index,
    struct arena *, struct slice *bytes, struct fault *);
void cell_close(struct cell *); /* NULL is fine */

#endif
