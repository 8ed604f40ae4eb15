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
 *
 * Pictures, and pages of a PDF that are pictures, are read by OCR: as a person
 * sees them, never by a text that the file claims to be theirs. The model is
 * loaded before the locks; without it all else is read (cell_ocr).
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
	CELL_CPU_S = 40, /* five pages of OCR on a slow host take half */
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
	SIGNATURES_MAX = 10,	  /* of one paper */
	SIGNATURE_TEXT_MAX = 300, /* a name in one, in bytes; cut there */
	SIGNATURE_CMS_MAX = 1024 * 1024,
	SIGNATURE_FIELDS_MAX = 2000, /* of a form, looked at */
	SIGNATURE_OBJECTS_MAX = 50 * 1000, /* of a signed PDF, looked at */
	CA_FILE_MAX = 256 * 1024,
	CA_COUNT_MAX = 50,
	PICTURE_PIXELS_MAX = 25 * 1000 * 1000, /* by its head, not decoded */
	OCR_PAGES_MAX = 5,	 /* of one paper, read; more are left */
	OCR_MAIL_PAGES_MAX = 10, /* of one mail */
	OCR_PAGE_BITS = 32,
};

enum paper_how {
	PAPER_TEXT,   /* the document's own text */
	PAPER_OCR,    /* some page of it was read from a picture */
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

/* ---- signatures in a PDF (PAdES): evidence for a person ----
 *
 * Nothing here decides anything. Verified without the network: whether the
 * signer's certificate was revoked (OCSP, CRL) is not asked.
 */

enum signature_state {
	SIGNATURE_WHOLE,    /* good, and covers the file to its last byte */
	SIGNATURE_FOLLOWED, /* good for what it covers; the file was added to
			     * after it */
	SIGNATURE_BROKEN,   /* what it covers is not what was signed */
	SIGNATURE_UNSUPPORTED, /* of a kind that is not verified */
	SIGNATURE_UNCERTAIN,   /* cannot be told; `flaw` says why */
};

/* Does the signer's certificate lead to a configured CA? */
enum signature_trust {
	TRUST_UNCHECKED, /* the signature itself did not verify */
	TRUST_NO_CA,	 /* no CA is configured */
	TRUST_PROVEN,	 /* it does, and all were valid when it was signed */
	TRUST_FOREIGN,	 /* it does not: another CA, self-signed, weak */
	TRUST_EXPIRED,	 /* it does, but not valid when it was signed */
	TRUST_UNDATED,	 /* it does, but nothing says when it was signed */
	TRUST_UNFIT,	 /* it does, but is not one to sign documents with */
};

enum signature_flaw {
	FLAW_NONE,
	FLAW_RANGE,	  /* ByteRange is not two ranges from 0 on */
	FLAW_GAP,	  /* the hole in it is not exactly the signature */
	FLAW_CMS,	  /* the signature is damaged, or of a strange form */
	FLAW_SIGNERS,	  /* not exactly one signer */
	FLAW_CERTIFICATE, /* without the signer's, or with another one */
	FLAW_WEAK,	  /* by SHA-1 or MD5 */
	/* Of the document; each spoils all its signatures. */
	FLAW_ACTIVE,	/* it acts: JavaScript, XFA, actions */
	FLAW_STRAY,	/* signature data that no field of its form names */
	FLAW_MANY,	/* more of it than is looked at */
	FLAW_ENCRYPTED,
	FLAW_DAMAGED,	/* readers may see different documents in it */
};

enum signature_clock {
	CLOCK_NONE,
	CLOCK_SIGNER, /* as the signer's computer said */
	CLOCK_STAMP,  /* by a timestamp that leads to a configured CA */
};

/* Texts are "" when unknown. All but `kind`, `claimed_name` and `reason` are
 * from the certificate: worth as much as `trust`. */
struct paper_signature {
	enum signature_state state;
	enum signature_trust trust;
	enum signature_flaw flaw; /* with SIGNATURE_UNCERTAIN */
	bool is_timestamp;  /* of the document (RFC 3161): nobody signs */
	bool is_certifying; /* DocMDP: the author's own */
	const char *kind;   /* SubFilter: "ETSI.CAdES.detached" */
	const char *signer; /* CN */
	const char *organization, *email, *serial; /* O, e-mail, serialNumber */
	const char *issuer; /* its CN, or O */
	const char *anchor; /* CN of the configured CA that it leads to */
	const char *claimed_name, *reason; /* as the file says, unproven */
	time_s signed_at; /* 0: unknown */
	enum signature_clock clock;
	size_t covered; /* the file's bytes up to where its range ends */
};

struct paper_signatures {
	struct paper_signature *list; /* in the order of the form's fields */
	size_t count;
	/* Of the document. Also without any signature: there was something
	 * that looks like one. */
	enum signature_flaw flaw;
};

/* "whole", "followed", "broken", "unsupported", "uncertain" */
const char *signature_state_name(enum signature_state);
/* "unchecked", "no-ca", "proven", "foreign", "expired", "undated", "unfit" */
const char *signature_trust_name(enum signature_trust);
/* "none", "range", "gap", ... */
const char *signature_flaw_name(enum signature_flaw);
/* "none", "signer", "stamp" */
const char *signature_clock_name(enum signature_clock);
/* Back again; false: no such name. */
bool signature_state_of(const char *, enum signature_state *);
bool signature_trust_of(const char *, enum signature_trust *);
bool signature_flaw_of(const char *, enum signature_flaw *);
bool signature_clock_of(const char *, enum signature_clock *);

struct paper {
	const char *name;  /* as sent, cleaned; "" when it had none; of a
			    * document in a ZIP "berkas.zip/surat.pdf" */
	enum paper_kind kind;
	enum paper_how how;
	/* UTF-8, LF; "" when how is PAPER_NONE. Pages of a PDF or a TIFF begin
	 * after '\f', also those without text. */
	const char *text;
	const char *why;   /* when PAPER_NONE: "encrypted PDF" ...; else "" */
	char sha256[SHA256_HEX_LEN + 1]; /* of the decoded bytes */
	size_t bytes;	   /* decoded length */
	unsigned pages;	   /* 0 when it has none */
	/* Bit n: page n + 1 was read by OCR, or carries a text that OCR could
	 * not be asked to confirm. 0 unless how is PAPER_OCR. */
	uint32_t ocr_pages;
	/* How sure OCR was of its letters, 0..100, as a mean. High says
	 * little: digits may be wrong at 95. */
	unsigned ocr_confidence;
	unsigned part;	   /* index into message.parts of the cell */
	struct paper_signatures signatures;
};

const char *paper_how_name(enum paper_how);   /* "text", "ocr", "none" */
const char *paper_kind_type(enum paper_kind); /* "application/pdf", ... */
/* What an office signs and sends; not a text, a mail or an archive. */
bool paper_kind_is_document(enum paper_kind);

/* ---- parser side, cell only ---- */

/* The kind by magic bytes and structure. */
enum paper_kind paper_sniff(struct slice bytes);
/* Fills all fields but name, part and signatures. Never fails: a document that
 * cannot be read is PAPER_NONE with a reason. Without OCR: pictures are not
 * read. */
void paper_read(struct slice bytes, struct arena *, struct paper *);
struct ocr; /* loaded language data, and what one mail may cost; NULL: none */
void paper_read_with(
    struct slice bytes, struct ocr *, struct arena *, struct paper *);

struct anchors; /* certificates of the configured CAs */
/* Fills `signatures` of a PDF that was read; other kinds have none. Never
 * fails: what cannot be told is SIGNATURE_UNCERTAIN. `anchors` may be NULL:
 * no CA is configured. */
void paper_read_signatures(struct slice bytes, const struct anchors *,
    struct arena *, struct paper *);

/* ---- client side ---- */

/* What one mail came back as. `message.parts` carries no bytes. */
struct cell_reading {
	struct message message;
	struct paper *papers;
	size_t paper_count;
};

/* The CAs to which the signatures of letters may lead. */
struct ca_certificate {
	const char *name; /* CN, or O */
	time_s until;	  /* its last second */
};
struct ca_list {
	struct ca_certificate *list;
	size_t count;
};
/* A PEM file of 1 to CA_COUNT_MAX certificates, each of a CA. SCOPE_CONFIG
 * with the file's name, what is wrong with it and what to do. */
bool ca_file_read(const char *path, struct arena *, struct ca_list *,
    struct fault *);

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
/* The same, for a cell that knows the CAs of this PEM file; NULL: none. It
 * reads the file before it locks itself. Check it with ca_file_read before:
 * here a bad one is SCOPE_RUN as all that keeps a cell from starting. */
bool cell_open_with_ca(const char *program, const struct cell_limits *,
    const char *ca_file, struct cell **, struct fault *);
/* The locks that hold, as the cell found them: "landlock+seccomp+rlimits",
 * or "seccomp+rlimits" on a kernel without Landlock. Lives as the cell. */
const char *cell_locks(const struct cell *);
/* The languages of its OCR data, "ind+eng" or "ind"; NULL: there is no
 * Indonesian (package tesseract-ocr-ind, or the folder in TESSDATA_PREFIX),
 * and pictures come back as PAPER_NONE. Lives as the cell. */
const char *cell_ocr(const struct cell *);
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
