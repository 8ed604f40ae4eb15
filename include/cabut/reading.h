/*
 * reading: what a message says. Pure functions over UTF-8 text that came out
 * of the cell and the facts of struct head. The tables of words stand in
 * src/reading/words.c and are meant to be extended.
 *
 * The one rule above all: no reading of anything else as approve. An approval
 * read as unclear costs one more mail; the other way round costs somebody's
 * certificate. Likewise a missing NIP costs a question, a wrong one harm.
 */
#ifndef CABUT_READING_H
#define CABUT_READING_H

#include "cabut/message.h"
#include "cabut/paper.h"

enum reading_kind {
	READING_REQUEST,      /* a letter that asks for a service */
	READING_DECISION,     /* an answer to something we asked */
	READING_CONFIRMATION, /* from BSrE, about a certificate */
	READING_COMMAND,      /* STATUS, BATAL, BANTUAN */
	READING_AUTOMATIC,    /* bounce, absence, receipt, list */
	READING_OTHER,
};

enum decision {
	DECISION_NONE, /* the sender wrote nothing new */
	DECISION_APPROVE,
	DECISION_REJECT,
	DECISION_MORE,
	DECISION_DELEGATE,
	DECISION_DONE,
	DECISION_WITHDRAW,
	DECISION_UNCLEAR,
};

const char *reading_kind_name(enum reading_kind); /* "request" ... */
const char *decision_name(enum decision); /* "approve" ..., NONE: NULL */

/* ---- replies ---- */

struct answer {
	enum decision decision;
	const char *why;   /* English: which rule, for people who debug it */
	/* What stands behind the deciding word: the reason of TOLAK, what to
	 * complete, to whom; the whole own text otherwise. "" when nothing. */
	const char *remark;
	const char *own;   /* the sender's own new text, quotes dropped */
	/* "7" when the answer is about "langkah 7" of the SOP, as printed;
	 * NULL: it names none, or several. */
	const char *step;
};

/* The sender's own new text of a plain body: without quotes in any client's
 * style, attribution lines, header blocks, signatures, disclaimers. */
const char *reading_own_text(const char *body, struct arena *);
/* One body alone. */
void reading_answer(const char *body, struct arena *, struct answer *);
/* A whole message: plain text and HTML must agree, hidden text, bidi
 * controls and look-alike letters near a decision make it unclear. */
void reading_answer_of(const struct message *, struct arena *,
    struct answer *);

enum { READING_LIST_MAX = 50 };

struct list_item {
	/* Its place in our list, from 1; 0: only the case number was written.
	 * With both the caller holds them against the list: they must be of
	 * one case. */
	unsigned number;
	const char *case_number; /* "CABUT-2026-0042"; NULL: not written */
	struct answer answer;	 /* NONE: left out by "semua ... kecuali 2" */
};

/* What an official wrote to a mail that lists several cases. */
struct list_answer {
	bool is_all; /* "semua setuju": items holds every number */
	struct list_item items[READING_LIST_MAX];
	size_t count; /* 0: nothing was decided */
	/* Nothing counts and count is 0: ask back. */
	bool is_unclear;
	const char *why; /* English: which rule */
};

/* Answers like "1 setuju, 2 tolak SK kurang", "1-4 acc", "setuju 1 dan 3,
 * tolak 2", "semua setuju kecuali 2". Each part is judged as an answer of its
 * own; an item may be UNCLEAR beside others that count. `items_shown` is how
 * many we listed, 1 to READING_LIST_MAX; a bare answer counts only for a list
 * of one. Guards of reading_answer_of() hold. */
void reading_list_answer(const struct message *, unsigned items_shown,
    struct arena *, struct list_answer *);

/* Is the text of an automatic answer (absence, receipt) by its wording?
 * Headers decide first; this is for mail that has none of them. */
bool reading_is_automatic(const char *subject, const char *body);

enum { ABSENCE_BYTES_MAX = 8000, ABSENCE_DAYS_MAX = 90 };

struct absence {
	bool is_absence;
	/* ISO dates, both days included; NULL: not told, or not believed:
	 * two that compete, or more than ABSENCE_DAYS_MAX days. */
	const char *from, *until;
	bool is_permanent; /* moved or retired: no longer there at all */
	/* The sentence that says whom to turn to, for people; NULL: none. */
	const char *names_deputy_text;
};

/* An absence note by its wording, in Indonesian or English: the writer's own
 * absence, neither a receipt nor a bounce, nor an answer that decides.
 * `today` is "2026-11-24"; a date without its year is the next one. The same
 * as out->is_absence. */
bool reading_absence(const char *subject, const char *body, const char *today,
    struct arena *, struct absence *out);

/* ---- letters ---- */

enum letter_kind {
	LETTER_REVOCATION, /* "pencabutan" */
	LETTER_ISSUANCE,   /* "penerbitan" */
	LETTER_RENEWAL,	   /* "pembaruan" */
	LETTER_OTHER,	   /* "lain" */
};

enum reason { /* alasan_code; mapped to RFC 5280 reasons in revocation.h */
	REASON_NONE,
	REASON_PASSPHRASE, /* lupa_passphrase */
	REASON_CHANGE,	   /* perubahan_data */
	REASON_LOSS,	   /* kehilangan */
	REASON_MOVED,	   /* mutasi */
	REASON_RETIRED,	   /* pensiun */
	REASON_DECEASED,   /* meninggal */
	REASON_DISMISSED,  /* pemberhentian */
	REASON_COMPROMISE, /* kompromi */
	REASON_OTHER,	   /* lainnya */
};

const char *letter_kind_name(enum letter_kind);
const char *reason_code(enum reason); /* "lupa_passphrase"; NONE: NULL */
const char *reason_label(enum reason); /* "Lupa passphrase": for mails */
bool reason_of_code(const char *code, enum reason *);
bool reason_is_urgent(enum reason); /* kompromi and kehilangan */

enum { LETTER_OWNERS_MAX = 50, LETTER_DOUBTS_MAX = 20 };

enum owner_place {
	PLACE_NAME,
	PLACE_NIP,
	PLACE_NIK,
	PLACE_POSITION,
	PLACE_INSTITUTION,
	PLACE_UNIT,
	PLACE_EMAIL,
	PLACE_REASON,
	PLACE_SERIAL,
	OWNER_PLACES,
};

enum letter_place {
	PLACE_NUMBER,
	PLACE_DATE,
	PLACE_APPLICANT_NAME,
	PLACE_APPLICANT_NIP,
	PLACE_APPLICANT_POSITION,
	LETTER_PLACES,
};

enum { PLACE_BODY = -1 };

/* Where a value stood, and what that is worth. */
struct place {
	int part; /* index of the paper, or PLACE_BODY */
	/* From 1; a page ends at '\f', lines count within it. 0: not known,
	 * or there is no value. */
	unsigned page, line;
	/* Read from a picture and nowhere else: no number to act on before
	 * somebody confirms it. */
	bool is_ocr;
	/* Letters among the digits were read as the digits they look like:
	 * one NIP or NIK alone was possible. Only where is_ocr, too. */
	bool is_repaired;
};

/* "nama", "nip" ...; "nomor_surat", "tanggal", "pemohon_nama" ... */
const char *owner_place_name(enum owner_place);
const char *letter_place_name(enum letter_place);

/* A field is NULL when absent or when two candidates compete; the second is
 * told in `doubts`. Digits only in nip and nik. */
struct owner {
	const char *name;
	const char *nip;
	bool is_nip_valid; /* structure of 18 digits holds; false: flagged */
	const char *nik;
	bool is_nik_valid;
	const char *position;	 /* jabatan */
	const char *institution; /* instansi */
	const char *unit;	 /* unit kerja */
	const char *email;
	enum reason reason;
	const char *serial;	 /* certificate serial, hex, if given */
	struct place places[OWNER_PLACES]; /* by enum owner_place */
};

struct letter {
	enum letter_kind kind;
	const char *number;	 /* nomor surat, no blanks around '/' */
	const char *date;	 /* "2025-03-03"; or NULL */
	struct owner owner;	 /* of a letter for one owner; zeroed else */
	struct owner *owners;	 /* two or more, else NULL and 0 */
	size_t owner_count;
	/* Who asks, when it is not the owner; name NULL otherwise. */
	const char *applicant_name, *applicant_nip, *applicant_position;
	struct place places[LETTER_PLACES]; /* by enum letter_place */
	/* Sentences in Indonesian on what is contradictory or doubtful, fit
	 * to be shown to the applicant. */
	const char *doubts[LETTER_DOUBTS_MAX];
	size_t doubt_count;
};

/* True when the text is a letter worth a casefile or an answer: it asks for
 * something about certificates. kind may still be LETTER_OTHER. */
bool reading_letter(const char *text, struct arena *, struct letter *);
/* The same of a paper, or of a body when `part` is PLACE_BODY: places name
 * it, and in a picture digits may be repaired (see struct place). */
bool reading_letter_of(const struct paper *, int part, struct arena *,
    struct letter *);

/* A corrected field in an applicant's reply ("NIP: 1986..."): fills only
 * what the reply names; returns how many. */
size_t reading_correction(const char *own, struct arena *, struct owner *);

enum {
	REVIEW_BYTES_MAX = 20 * 1024,
	REVIEW_REFUSED_MAX = 10,
};

/* What a reply says about one owner. */
struct amendment {
	unsigned owner; /* "Pemilik 2:" stands above it; 0: nothing does */
	struct owner said; /* as reading_correction() */
	size_t count;
};

/* An applicant's answer to the list of what was read from their letter. */
struct review {
	/* "BENAR": what is not amended below is as we read it. */
	bool is_right;
	/* Says that something is wrong, but not what it should be, or in a
	 * way that cannot be taken for sure: ask back. */
	bool is_unclear;
	struct amendment *amendments; /* those with a count */
	size_t amendment_count;
	/* Values that are none, each with its reason, as Indonesian clauses:
	 * "NIP 19861332...: tanggal lahir di dalamnya ... tidak ada". */
	const char *refused[REVIEW_REFUSED_MAX];
	size_t refused_count;
};

/* From the sender's own new text: a yes is a first line that says so and
 * nothing else, or goes on "kecuali ..." with what it should be; a field is
 * "NIP: ...", or a sentence of known words with one number in it ("NIP salah,
 * yang benar ..."). What stands below a line of our own mail is a quote, and
 * says nothing. NULL is fine. */
void reading_review(const char *own, struct arena *, struct review *);
/* A whole message: text and HTML that differ, hidden text, and a mail that is
 * built ambiguously make what it says unclear. */
void reading_review_of(
    const struct message *, const char *own, struct arena *, struct review *);

enum { SUPERIOR_TEXT_MAX = 2000, SUPERIOR_NAME_MAX = 120 };

struct superior {
	const char *name;
	const char *address; /* address_is_plain, domain in lower case */
};

/* "ATASAN: Drs. Budi Wirawan, M.Si. <kadinkes@contohkab.go.id>", in either
 * order, on one line or two, from the helpdesk's own new text. It must begin
 * with that word, hold one address and one name, and nothing to doubt. */
bool reading_superior(const char *own, struct arena *, struct superior *);

/* ---- what is this letter? ---- */

enum { TRIAGE_QUESTION_MAX = 1000 };

enum triage {
	TRIAGE_UNCLEAR,
	TRIAGE_REVOCATION, /* "PENCABUTAN" */
	TRIAGE_ISSUANCE,   /* "PENERBITAN" */
	TRIAGE_ASIDE,	   /* "BUKAN", "ABAIKAN": nothing for us */
	TRIAGE_ASK,	   /* "TANYA: ...": *question is for the sender */
};

/* The helpdesk's answer about a letter whose kind nobody could tell, from its
 * own new text: the word must stand alone on the first line. NULL is fine. */
enum triage reading_triage(
    const char *own, struct arena *, const char **question);

/* NIP: 18 digits; birth YYYYMMDD, appointment YYYYMM (or year and 21 for
 * PPPK), sex 1 or 2, serial. Blanks, dots and dashes are dropped. False: not
 * valid; `digits` still holds what stood there when it has digits. */
bool nip_read(const char *text, char digits[32]);
/* NIK: 16 digits with a plausible DDMMYY (day + 40 for women). */
bool nik_read(const char *text, char digits[32]);
/* Why that is no NIP or NIK: a clause in Indonesian that names the group of
 * digits, to stand behind the number; NULL when it is one. */
const char *nip_flaw(const char *text, struct arena *);
const char *nik_flaw(const char *text, struct arena *);
/* Birth date and sex of both agree. True also when one is NULL. */
bool nip_matches_nik(const char *nip, const char *nik);
/* "3 Maret 2025", "05/02/2025" (day first), "24 Mar 2025" -> ISO. */
const char *date_read(const char *text, struct arena *);

/* What a request cannot do without. */
enum owner_gap {
	GAP_NAME = 1,
	GAP_NUMBER = 2, /* neither a valid NIP nor a valid NIK */
	GAP_POSITION = 4,
	GAP_INSTITUTION = 8,
	GAP_EMAIL = 16, /* none under go.id */
};

/* The gaps of a request of this kind, as bits. A certificate is issued to a
 * name, number, jabatan, instansi and e-mail dinas; for a revocation name and
 * number are enough to know whose it is. */
unsigned owner_gaps(const struct owner *, enum letter_kind);

/* ---- did you send this letter? ---- */

enum confirm {
	CONFIRM_UNCLEAR,
	CONFIRM_YES, /* "BENAR", "Ya, saya yang mengirim" */
	CONFIRM_NO,  /* "BUKAN", "saya tidak mengirim surat itu" */
};

/* The answer to our question, from the sender's own new text: the first line
 * must be a yes and nothing else, or begin with a no; what is neither is asked
 * again. NULL is fine. */
enum confirm reading_confirms(const char *own);

/* ---- papers: which one is it ---- */

/* The id used in SOP files for a document by its text and name:
 * "surat-permohonan", "sk-jabatan", "formulir", "surat-rekomendasi",
 * "sk-pensiun", "surat-kematian", "surat-keterangan"; NULL: cannot tell. */
const char *reading_paper_id(const struct paper *);
/* Can that tell this id at all? */
bool reading_knows_paper(const char *id);

/* ---- BSrE's answer ---- */

enum confirmation_outcome {
	CONFIRMATION_NONE,    /* mentions revocation, says nothing of ours */
	CONFIRMATION_REVOKED, /* the certificate has been revoked */
	CONFIRMATION_REFUSED, /* the request was refused; `remark` says why */
	CONFIRMATION_ISSUED,  /* a new certificate has been issued */
};

/* Never both: a case of one service cannot move by news of the other. */
struct confirmation {
	enum confirmation_outcome outcome;  /* of a revocation */
	enum confirmation_outcome issuance; /* ISSUED, REFUSED or NONE */
	const char *nip, *nik, *email, *serial, *name; /* named in it; NULL */
	const char *remark;
	const char *why;
};

/* Only the wording; that it comes from BSrE is the caller's to prove. */
void reading_confirmation(const char *subject, const char *body,
    struct arena *, struct confirmation *);
/* Does it name this owner? By NIK, NIP, serial, e-mail, or full name. Two
 * identifiers that contradict each other: no. */
bool confirmation_names(const struct confirmation *, const struct owner *);

/* ---- the whole ---- */

struct reading {
	enum reading_kind kind;
	struct answer answer;
	bool has_letter;
	struct letter letter;
	/* Where the letter was found: index of the paper, or -1: the body. */
	int letter_paper;
	struct confirmation confirmation;
	const char *command; /* "STATUS", "BATAL", "BANTUAN"; or NULL */
	const char *why;
};

/* `is_reply`: it answers a mail of ours (token or thread), so a decision is
 * looked for first. `is_bsre`: proven to come from BSrE. */
void reading_make(const struct head *, const struct cell_reading *,
    bool is_reply, bool is_bsre, struct arena *, struct reading *);

#endif
