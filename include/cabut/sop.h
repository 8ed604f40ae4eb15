/*
 * sop: an agency's procedure as data, and the engine that runs it.
 *
 * A SOP file is XML (urn:cabut:sop:1); one <langkah> is one row of the
 * printed table. The RELAX NG schema is compiled in; the graph is checked by
 * sop_check(). The engine is a pure function: (SOP, state, event) -> verdict.
 * It knows nothing of mail, store or templates, and is linked with base only.
 *
 * Words of the file and of this header: outcome = hasil, step = langkah,
 * role = peran, paper = berkas. A casefile keeps the SOP text it began with
 * (sop.text, pinned by sop.hash), so a changed file never touches it.
 */
#ifndef CABUT_SOP_H
#define CABUT_SOP_H

#include "cabut/base.h"

enum {
	SOP_BYTES_MAX = 1024 * 1024,
	SOP_STEPS_MAX = 64,
	SOP_ROLES_MAX = 32,
	SOP_PAPERS_MAX = 32,
	SOP_REASONS_MAX = 16,
	SOP_WORDS_MAX = 16,	  /* of one kenali */
	SOP_WORD_BYTES_LEAST = 3, /* of each of them */
	SOP_TITLE_MAX = 1500,	  /* characters searched for them */
	SOP_FINDINGS_MAX = 100,
	SOP_DECIDERS_MAX = 12, /* roles that decide */
	SOP_DURATION_MAX = 9999, /* of any unit */
};

enum sop_step_kind {
	STEP_REQUEST,  /* permohonan: waits for the applicant's papers */
	STEP_DECISION, /* keputusan: an official decides */
	STEP_WORK,     /* proses: somebody works and answers SELESAI */
	STEP_WAIT,     /* tunggu: waits for BSrE */
	STEP_NOTIFY,   /* pemberitahuan: cabut notifies and goes on */
	STEP_RECORD,   /* catat: cabut records or files, and goes on */
	STEP_END,      /* akhir */
};

enum sop_outcome {
	OUTCOME_APPROVE,  /* setuju */
	OUTCOME_REJECT,	  /* tolak */
	OUTCOME_MORE,	  /* lengkapi */
	OUTCOME_DELEGATE, /* disposisi */
	OUTCOME_DONE,	  /* selesai */
	OUTCOME_WITHDRAW, /* batal */
	OUTCOME_COMPLETE, /* lengkap: the applicant's papers are all there */
	OUTCOME_REVOKED,  /* dicabut: BSrE says so */
	OUTCOME_REFUSED,  /* ditolak-bsre */
	OUTCOME_ISSUED,	  /* terbit: BSrE has issued (issuance procedure) */
	OUTCOME_UNCLEAR,  /* no branch may name it: always asked back */
	OUTCOME_COUNT
};

enum sop_end { END_NONE, END_DONE, END_REJECTED, END_CANCELLED };

enum sop_unit {
	UNIT_MINUTE,   /* menit */
	UNIT_HOUR,     /* jam */
	UNIT_WORKHOUR, /* jam-kerja */
	UNIT_DAY,      /* hari */
	UNIT_WORKDAY,  /* hari-kerja */
};

struct sop_duration {
	unsigned value, value_max; /* "1-2 hari": 1 and 2; equal otherwise */
	enum sop_unit unit;
};

/* Who fills a role. */
enum sop_role_source {
	ROLE_OFFICIAL,	/* the agency's configuration */
	ROLE_APPLICANT, /* id "pemohon": whoever asked */
	/* cari="atasan": the superior of the owner, from the owner register
	 * or the configuration, never from the letter */
	ROLE_SUPERIOR,
};

struct sop_role {
	const char *id, *label;	    /* "kepala-dinas", "Kepala Dinas" */
	const char **aliases;	    /* other names inside the document */
	size_t alias_count;
	enum sop_role_source source;
};

/* A reason that the SOP serves: a code of reading.h, as printed. */
struct sop_reason {
	const char *code, *label;
};

struct sop_paper {
	const char *id, *label;
	bool is_optional; /* opsional="ya": listed, never waited for */
	const char **words; /* kenali: see sop_paper_by_words() */
	size_t word_count;
};

/* Who must ask: a retired or deceased owner cannot do it. */
enum sop_asker {
	ASKER_ANY,
	ASKER_OTHER,	/* pemohon="bukan-pemilik" */
	ASKER_SUPERIOR, /* pemohon="atasan" */
};

struct sop_need {
	int paper;		/* index into sop.papers; -1: an asker */
	enum sop_asker asker;	/* ASKER_ANY: a paper */
	const char *for_reason; /* bila-alasan: only for it; NULL: always */
};

struct sop_branch {
	uint32_t outcomes; /* bit i = enum sop_outcome i */
	unsigned next;	   /* index into sop.steps */
	/* ulang="ya": to a request that is answered anew, with new papers,
	 * and whose case goes through all rows again. */
	bool is_anew;
};

struct sop_step {
	/* As printed: "5". "" for a row that the table does not print: the
	 * start or the notice that it leaves out, an end. Two steps may share
	 * a printed row: same number, and the texts of both, joined by a
	 * blank, are the printed text. */
	const char *number;
	const char *id;
	enum sop_step_kind kind;
	unsigned role;	      /* index into sop.roles; 0 for STEP_END */
	const char *actor;    /* pelaksana as this row calls it; "" at an end */
	unsigned min_assurance; /* syarat-surel, 0..4 */
	bool is_held;	      /* masa-sanggah="ya": entered after the hold */
	const char *activity; /* kegiatan, as printed */
	const char **equipment; /* kelengkapan as printed, one per item */
	size_t equipment_count;
	struct sop_need *needs; /* papers that must be there to leave it */
	size_t need_count;
	int produces;	      /* hasil-berkas: the paper an answer brings; -1 */
	/* konsep-berkas: paper cabut drafts on entry; -1. The engine counts
	 * it as filed once the step is entered: draft it in the same
	 * transaction. */
	int drafts;
	bool has_time;
	struct sop_duration time, remind, escalate; /* value 0: none */
	const char *output;   /* keluaran */
	const char *note;     /* keterangan; NULL */
	struct sop_branch *branches;
	size_t branch_count;
	enum sop_end end;     /* of STEP_END */
	unsigned line;	      /* in the file */
};

struct sop {
	const char *id, *service, *version, *name, *agency;
	/* persetujuan: so many people must consent before BSrE is asked;
	 * 0: nobody. sop_check() holds every path to it. */
	unsigned approvals;
	const char **legal;	 /* dasar-hukum */
	size_t legal_count;
	/* The rest of the identity block, carried for the printed form:
	 * label and text, in order. */
	const char *(*identity)[2];
	size_t identity_count;
	struct sop_role *roles;
	size_t role_count;
	struct sop_paper *papers;
	size_t paper_count;
	struct sop_reason *reasons; /* none: every reason is served */
	size_t reason_count;
	struct sop_step *steps; /* the first is where a casefile begins */
	size_t step_count;
	struct slice text;	 /* the file as read */
	char hash[SHA256_HEX_LEN + 1];
};

/* Parses, validates against the schema, resolves references. `name` is for
 * messages ("file:line: ..."). SCOPE_CONFIG on any fault. */
bool sop_parse(struct slice text, const char *name, struct arena *,
    struct sop *, struct fault *);
bool sop_load(const char *path, struct arena *, struct sop *, struct fault *);

const struct sop_step *sop_step_by_id(const struct sop *, const char *id);
int sop_role_index(const struct sop *, const char *id);	  /* -1: none */
/* By id, label or alias, without case; -1: none. */
int sop_role_called(const struct sop *, const char *name);
int sop_paper_index(const struct sop *, const char *id); /* -1: none */
/* The one paper of which a word (kenali) stands in the file's name or in the
 * first SOP_TITLE_MAX characters of its text: whole words, without case, with
 * white space and '_' collapsed. -1: none, or several papers claim it. */
int sop_paper_by_words(
    const struct sop *, const char *name, const char *text);
const char *sop_outcome_word(enum sop_outcome); /* "setuju" ... */
const char *sop_kind_word(enum sop_step_kind);	/* "keputusan" ... */

/* ---- checking the graph ---- */

struct sop_findings {
	const char *at[SOP_FINDINGS_MAX]; /* Indonesian, "langkah 5: ..." */
	bool is_advice[SOP_FINDINGS_MAX]; /* can run, but look at it */
	size_t count;
};

/* Everything the schema cannot say: one start, reachable rows, an end from
 * each row, both outcomes of a decision, loops without a person, reminders
 * that somebody can answer, roles and papers used and named, outcomes that no
 * mail can bring about, and that no way to a revocation passes fewer people
 * than `approvals`. True when nothing is wrong: what a file can run with is
 * advice. */
bool sop_check(const struct sop *, struct arena *, struct sop_findings *);

/* Who holds a role: what sop_check_people() must know of a configuration. */
struct sop_person {
	const char *role; /* id of the SOP */
	const char *address, *substitute_address; /* NULL: none */
};

/* The same with people: each role that is asked has somebody, and no two
 * deciding roles are one person's, compared by address. Roles of the
 * applicant and of a superior are found per case, not here. False when
 * something is wrong; a role without a substitute is advice, and alone does
 * not make it false. */
bool sop_check_people(const struct sop *, const struct sop_person *people,
    size_t count, struct arena *, struct sop_findings *);

/* One row and one outcome that it names. */
struct sop_pair {
	const struct sop_step *step, *next;
	enum sop_outcome outcome;
	bool is_anew;
	/* Indonesian, to stand behind "yang": why no mail can ever bring it
	 * about; NULL: one can. */
	const char *dead;
};

/* All pairs of a file in the order of its rows, as an array in the arena. A
 * row that cabut does itself has one pair, of OUTCOME_DONE. */
size_t sop_pairs(const struct sop *, struct arena *, struct sop_pair **);

/* ---- two versions ---- */

/* What differs from `before` to `after`, one Indonesian sentence each, by row
 * as printed; rows, roles and papers are matched by id. True: nothing. Of
 * more than SOP_FINDINGS_MAX differences the last sentence says so. */
bool sop_compare(const struct sop *before, const struct sop *after,
    struct arena *, struct sop_findings *);

/* ---- the engine ---- */

/* Where a casefile stands; a value, kept by the store. */
struct sop_state {
	const char *step;      /* id */
	const char *return_to; /* id of the step that asked for more; NULL */
	uint32_t papers;       /* bit i: sop.papers[i] is filed */
	const char *reason;    /* code for needs with bila-alasan; NULL */
	bool is_asked_by_owner;	   /* the applicant is an owner */
	bool is_asked_by_superior; /* is known as the superior of each */
	bool is_in_doubt; /* whose certificate is meant is not sure */
};

/* One answer, already looked up and proven or not, as plain facts. */
struct sop_event {
	enum sop_outcome outcome;
	const char *row;	/* "langkah 7" named in the answer; NULL */
	unsigned assurance;	/* 0..4 */
	/* Papers that came with it. What an office step makes is not taken
	 * from the applicant unless a request step asks for it. */
	uint32_t papers;
	bool is_automatic;
	bool is_plain;		/* struct head.is_plain */
	bool has_token;		/* live, of this case, step and address */
	bool is_token_expired;
	bool is_facts_same;	/* hash of the facts shown is unchanged */
	bool is_actor;		/* From is the step's official or substitute */
	bool is_applicant;	/* From is the applicant, at least level 2 */
	bool is_party;		/* From may stop the case: official of it */
	bool is_bsre;		/* proven to come from BSrE */
	bool is_own_request;	/* the actor is applicant or owner */
	bool has_decided;	/* the actor approved another step of it */
	/* A disposition that names a colleague of the same role. */
	bool is_to_colleague;
};

enum sop_act {
	ACT_FILE,     /* kept with the case; nothing moves, nobody is told */
	ACT_TAKE,     /* papers taken; the step still waits */
	ACT_MOVE,     /* goes to verdict.path */
	ACT_ASK_BACK, /* the sender is asked to answer clearly */
	ACT_HOLD,     /* "perlu konfirmasi": told how, operator sees */
	ACT_RENEW,    /* the request had expired: asked anew, new token */
	ACT_REFUSE,   /* the rule forbids it (own request, same person) */
	ACT_HAND,     /* the step stays, a colleague of the role is asked */
};

struct verdict {
	enum sop_act act;
	/* Steps entered in order, for ACT_MOVE; the last one is where the case
	 * rests. Of those before it, notify and record steps are done by
	 * cabut, a request by its papers, and decision or work steps by the
	 * same answer (see sop_block). */
	const struct sop_step *path[SOP_STEPS_MAX];
	size_t path_count;
	bool is_anew; /* by a branch with ulang="ya" */
	bool is_forward; /* the row that was left is done: not a refusal */
	struct sop_state state; /* the new state; unchanged unless MOVE/TAKE */
	const char *why;	/* English, for chain and log */
};

/* APPROVE, DELEGATE and DONE carry a case on: in a decision step they are
 * refused for is_own_request and has_decided. Strings of the new state point
 * into the SOP and the old state. */
void sop_decide(const struct sop *, const struct sop_state *,
    const struct sop_event *, struct verdict *);

/* The verdict of opening a case: rests at the first step that waits. Of
 * `start` reason, papers and the asker count. */
void sop_begin(const struct sop *, const struct sop_state *start,
    struct verdict *);

/* Papers a step still lacks, given the state. */
uint32_t sop_missing(const struct sop *, const struct sop_step *,
    const struct sop_state *);
/* What keeps a request step from being left. */
struct sop_lack {
	uint32_t papers;
	bool reason;		/* unknown, or none that the SOP serves */
	enum sop_asker asker;	/* who must ask instead; ASKER_ANY: fine */
	bool certainty;		/* whom it is about is in doubt */
};
struct sop_lack sop_lack(const struct sop *, const struct sop_step *,
    const struct sop_state *);

/* The rows that are asked in one mail and answered once, `first` included:
 * consecutive rows of one role and one kind (decision or work) that its
 * consent leads through. A row that is held or drafts a paper begins a block
 * of its own, and a block brings at most one paper. An answer may name a row
 * of it ("LENGKAPI langkah 7"); else a branch is taken from the first row
 * that has one, and asked back where rows would lead to different places. */
size_t sop_block(const struct sop *, const struct sop_step *first,
    const struct sop_step *rows[SOP_STEPS_MAX]);
/* The paper that an answer to this block brings: index, or -1. Its own
 * `produces`, or else the draft that the first row made. */
int sop_block_result(const struct sop *, const struct sop_step *first);
/* Outcomes that a block offers, as bits. */
uint32_t sop_block_outcomes(const struct sop *, const struct sop_step *first);

#endif
