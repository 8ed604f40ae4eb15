/*
 * base: what every room stands on. Slices, an arena, a bounded string, the
 * fault that says who must act, time and randomness as values, step markers
 * for the kill tests, and the log. Nothing here knows about mail.
 *
 * Memory: an arena owns what is put into it; nobody frees parts. Allocation
 * never returns NULL: it ends the process with exit code 75, which is safe
 * because all effects are in a transaction that has not been committed yet.
 * Therefore every input has a named limit in the header of its room.
 */
#ifndef CABUT_BASE_H
#define CABUT_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* ---- slice: bytes that somebody else owns; no NUL assumed ---- */

struct slice {
	const char *at; /* NULL only when len is 0 */
	size_t len;
};

#define SLICE(literal) ((struct slice){ "" literal, sizeof(literal) - 1 })

struct slice slice_of(const char *text); /* NULL is empty */
bool slice_equal(struct slice a, struct slice b);
/* ASCII letters compare without case; other bytes as they are. */
bool slice_equal_nocase(struct slice a, struct slice b);
bool slice_starts_nocase(struct slice s, struct slice prefix);
/* Without spaces, tabs, CR and LF at both ends. */
struct slice slice_trim(struct slice s);
/* Takes one line off `rest` without its CRLF or LF. False: none is left, and
 * `line` is empty. */
bool slice_take_line(struct slice *rest, struct slice *line);
/* Takes what stands before `mark`, or all when there is none. False: nothing
 * is left, and `field` is empty. */
bool slice_take_until(struct slice *rest, char mark, struct slice *field);

/* ASCII only, whatever the locale says. */
char ascii_lower(char c);
bool ascii_is_digit(char c);
bool ascii_is_alpha(char c);
bool ascii_is_alnum(char c);
bool text_equal_nocase(const char *a, const char *b);

/* ---- arena ---- */

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *); /* NULL is fine */
/* Everything in it is gone; the memory is kept for the next message. */
void arena_reset(struct arena *);
/* Zeroed, aligned for any type. `bytes` of 0 gives a valid pointer. */
void *arena_alloc(struct arena *, size_t bytes);
/* count * size, checked for overflow. */
void *arena_array(struct arena *, size_t count, size_t size);
/* A NUL-terminated copy; NUL bytes inside are kept. */
char *arena_copy(struct arena *, const char *at, size_t len);
char *arena_strdup(struct arena *, const char *text); /* NULL gives NULL */
char *arena_printf(struct arena *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Bytes handed out since new or reset: for the benchmark. */
size_t arena_used(const struct arena *);

/* ---- strbuf: a string that is born with its ceiling ---- */

struct strbuf {
	char *at;	/* always NUL-terminated after strbuf_init */
	size_t len;	/* without the NUL */
	size_t room;	/* bytes owned, NUL included */
	size_t ceiling;	/* len never passes this */
	bool cut;	/* something did not fit: the text is not whole */
};

void strbuf_init(struct strbuf *, size_t ceiling);
void strbuf_release(struct strbuf *); /* a zeroed strbuf is fine */
void strbuf_clear(struct strbuf *);
void strbuf_add(struct strbuf *, const char *at, size_t len);
void strbuf_text(struct strbuf *, const char *text);
void strbuf_char(struct strbuf *, char c);
void strbuf_printf(struct strbuf *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* As text or quoted attribute of HTML or XML: & < > " ' escaped. */
void strbuf_markup(struct strbuf *, struct slice);
/* A NUL-terminated copy in the arena. */
char *strbuf_keep(const struct strbuf *, struct arena *);

/* ---- fault: who must act, and why, in one sentence ---- */

enum scope {
	SCOPE_NONE,    /* no fault; "no more" where a function says so */
	SCOPE_MESSAGE, /* this message: set it aside, tell a person */
	SCOPE_LATER,   /* a passing trouble: leave it, the next run tries */
	SCOPE_RUN,     /* stop: disk, database, server (exit 75) */
	SCOPE_CONFIG,  /* stop: the operator must change something (exit 78) */
	SCOPE_USAGE,   /* the command line is wrong (exit 64) */
};

enum { FAULT_TEXT_MAX = 512 };

struct fault {
	enum scope scope;
	char text[FAULT_TEXT_MAX]; /* UTF-8, one sentence, no line break */
};

/* Fail in one line. Always false, so that `return fault_set(...)` reads. */
bool fault_set(struct fault *, enum scope, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The one map from faults to exit codes: 0, 64, 75, 78. */
int fault_exit_code(const struct fault *);

/* ---- time and randomness, passed in as values ---- */

/* Seconds since 1970-01-01 UTC. */
typedef int64_t time_s;

/* Zones of Indonesia have no summer time: fixed offsets from UTC. */
enum zone { ZONE_WIB = 7 * 3600, ZONE_WITA = 8 * 3600, ZONE_WIT = 9 * 3600 };

struct civil { /* a wall clock in one zone */
	int year, month, day;	  /* 1..12, 1..31 */
	int hour, minute, second; /* no leap second */
	int weekday;		  /* 0 = Sunday */
};

struct civil civil_of(time_s, enum zone);
time_s civil_to_time(const struct civil *, enum zone);
bool civil_is_valid_date(int year, int month, int day);
const char *zone_name(enum zone); /* "WIB", "WITA", "WIT" */
/* "20 November 2026" and "20 November 2026 pukul 09.15 WITA". */
char *civil_date_text(struct arena *, time_s, enum zone);
char *civil_time_text(struct arena *, time_s, enum zone);
/* "2026-11-20T01:15:00Z"; for JSON, chain and log. */
char *time_iso(struct arena *, time_s);
/* "2026-11-20T09:15:00+08:00" or ...Z. False: not such a text. */
bool time_parse_iso(const char *, time_s *);
/* RFC 5322: "Fri, 20 Nov 2026 09:15:00 +0800". */
char *time_rfc5322(struct arena *, time_s, enum zone);
/* Reads one, with or without the day's name and seconds; zones as +0800, GMT
 * or UT. False: not such a text. */
bool time_parse_rfc5322(struct slice, time_s *);

/* A source of unguessable bytes; tests pass a seeded one. */
struct entropy {
	void (*fill)(struct entropy *, void *out, size_t len);
	uint64_t state; /* of the seeded one */
};
struct entropy entropy_of_system(void); /* getrandom(2) */
struct entropy entropy_of_seed(uint64_t seed);

/* ---- names, numbers, digests ---- */

enum { TOKEN_BYTES = 16, TOKEN_TEXT_LEN = 26, SHA256_HEX_LEN = 64 };

/* 128 random bits as 26 letters and digits (base32, lower case). */
void token_make(struct entropy *, char out[TOKEN_TEXT_LEN + 1]);
/* Lower case hexadecimal of SHA-256. */
void sha256_hex(const void *at, size_t len, char out[SHA256_HEX_LEN + 1]);
void sha256_hex_text(const char *text, char out[SHA256_HEX_LEN + 1]);

/* ---- text checks shared by several rooms ---- */

bool utf8_is_valid(const char *at, size_t len);
/* A strict ASCII addr-spec (RFC 5321 dot-atom local part, at most 64 + 1 +
 * 253 bytes, domain of at least two labels). Anything that could break out
 * of an SMTP command or a header is refused. */
bool address_is_plain(const char *address);
/* The same mailbox? RFC 5321 2.4: the user part is the host's own business, so
 * it compares byte by byte; the domain does not. False for NULL. */
bool address_equal(const char *a, const char *b);
/* Is `domain` the same as `parent`, or below it, label by label? Both lower
 * case: "a.bssn.go.id" is below "bssn.go.id"; "evilbssn.go.id" is not. */
bool domain_is_within(const char *domain, const char *parent);
/* What stands behind the last '@', or "" */
const char *address_domain(const char *address);

/* ---- files ---- */

/* The whole file, at most `limit` bytes, into the arena. */
bool file_read(const char *path, size_t limit, struct arena *,
    struct slice *out, struct fault *);
/* As file_read, but refuses a file that others can read or write, or that
 * belongs to neither root nor us; one line end at the end is dropped, and
 * control characters inside are refused (SCOPE_CONFIG). */
bool file_read_secret(const char *path, struct arena *, const char **out,
    struct fault *);

/* ---- step markers ---- */

/* Called right after each durable effect. In builds with CABUT_TEST_STEPS
 * the process kills itself with SIGKILL at the n-th call when the environment
 * has CABUT_KILL_AT_STEP=n; with CABUT_COUNT_STEPS=FILE the name of every
 * step is appended to FILE. In release builds it is nothing. */
#ifdef CABUT_TEST_STEPS
void step_mark(const char *name);
#else
static inline void
step_mark(const char *name)
{
	(void)name;
}
#endif

/* ---- log: one line of key=value on standard error ---- */

enum log_level { LOG_DEBUG, LOG_STORY, LOG_NOTICE, LOG_ALARM };

/* Personal data never goes in: case number and ledger id only; values are
 * escaped and cut to 256 bytes. LOG_STORY shows with --verbose, LOG_NOTICE
 * with --verbose or when standard error is a terminal, LOG_ALARM always.
 * Only `run`, `cli` and main log; other rooms return faults. */
struct log {
	enum log_level least;
	bool for_people; /* sentences rather than key=value */
};
void log_line(const struct log *, enum log_level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
