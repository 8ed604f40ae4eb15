/*
 * paper: documents to text, behind the sandbox. The parser side (paper_*)
 * is linked into cabut-cell only; the client side (cell_*) is what cabut
 * links. They meet in one bounded record, checked on both sides.
 *
 * cabut-cell is a warm parent: it loads the libraries once, locks itself
 * down (no_new_privs, Landlock, seccomp kill, rlimits), and forks one child
 * per mail. A child that crashes, runs out of time or sends a short record
 * gives "not readable"; the parent lives on.
 *
 * A locked cell opens no file at all: fonts, tables and converters are
 * loaded before. So a kernel without Landlock (containers often hide it)
 * loses the second lock, not the promise: seccomp alone refuses every path.
 * cell_locks() says which locks hold.
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
	ZIP_UNPACKED_MAX = 60 * 1024 * 1024, /* of all in one mail */
	CELL_CPU_S = 20,
	CELL_WALL_MS = 60 * 1000,
	CELL_MEMORY_MAX = 1024 * 1024 * 1024,
	CELL_RECORD_MAX = 8 * 1024 * 1024,
	CELL_PAPERS_TEXT_MAX = 4 * 1024 * 1024, /* of one mail, together */
	CELL_EXTRACT_MAX = MESSAGE_BYTES_MAX,
	CELL_REASON_MAX = 400,	  /* why a mail was not readable */
	CELL_START_MS = 30 * 1000, /* until it says that it is locked */
	CELL_GRACE_MS = 10 * 1000, /* beyond wall_ms: the parent is gone */
	PAPER_WHY_MAX = 200,
	PAPER_PAGES_COUNT_MAX = 1000 * 1000,
	XML_DEPTH_MAX = 200,
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
	PAPER_KIND_RTF,
	PAPER_KIND_HTML,
	PAPER_KIND_PLAIN,
	PAPER_KIND_PICTURE,
	PAPER_KIND_ZIP,	    /* a folder: its documents are papers */
	PAPER_KIND_MESSAGE, /* an attached mail: its text */
	PAPER_KIND_OTHER,
};

struct paper {
	const char *name;  /* as sent, cleaned; "" when it had none; of a
			    * document in a ZIP "berkas.zip/surat.pdf" */
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
/* What an office signs and sends; not a text, a mail or an archive. */
bool paper_kind_is_document(enum paper_kind);

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
/* What one child may use; cell_open takes CELL_WALL_MS, CELL_CPU_S and
 * CELL_MEMORY_MAX. */
struct cell_limits {
	unsigned wall_ms;
	unsigned cpu_s;
	size_t memory_bytes;
};
bool cell_open_with(const char *program, const struct cell_limits *,
    struct cell **, struct fault *);
/* The locks that hold, as the cell found them: "landlock+seccomp+rlimits",
 * or "seccomp+rlimits" on a kernel without Landlock. Lives as the cell. */
const char *cell_locks(const struct cell *);
/* The mail's bytes through a fresh child. SCOPE_MESSAGE: not readable
 * (crash, limit, time, bad record); SCOPE_RUN: the parent itself is gone. */
bool cell_read(struct cell *, struct slice raw, struct arena *,
    struct cell_reading *, struct fault *);
/* One bare document (for `cabut read FILE`): papers[0] is it, or, of a ZIP,
 * papers are what it holds. There is always one. */
bool cell_read_paper(struct cell *, struct slice bytes, struct arena *,
    struct cell_reading *, struct fault *);
/* The decoded bytes of paper `index` of this mail; used to forward a
 * document. Same faults as cell_read. */
bool cell_extract(struct cell *, struct slice raw, size_t index,
    struct arena *, struct slice *bytes, struct fault *);
void cell_close(struct cell *); /* NULL is fine */

#ifdef CABUT_TEST_STEPS
/* What a test can make a child do, as if a document had taken it over. */
enum cell_misdeed {
	CELL_MISDEED_NONE, /* a good, empty record */
	CELL_MISDEED_CRASH,
	CELL_MISDEED_ABORT,
	CELL_MISDEED_SPIN,   /* burns CPU */
	CELL_MISDEED_IDLE,   /* waits for ever */
	CELL_MISDEED_READ_FILE,
	CELL_MISDEED_WRITE_FILE,
	CELL_MISDEED_SOCKET,
	CELL_MISDEED_FORK,
	CELL_MISDEED_EXEC,
	CELL_MISDEED_KILL, /* a signal to its parent */
	CELL_MISDEED_HALF_RECORD,
	CELL_MISDEED_LONG_RECORD,
	CELL_MISDEED_WRONG_RECORD,
	CELL_MISDEED_CLOSE_AND_STAY,
	CELL_MISDEED_EXHAUST, /* memory */
	CELL_MISDEED_LOOK_AROUND, /* for files or names it inherited */
	CELL_MISDEED_COUNT
};
/* True only when the child came back with a record. */
bool cell_misbehave(struct cell *, enum cell_misdeed, struct arena *,
    struct cell_reading *, struct fault *);
#endif

#endif
