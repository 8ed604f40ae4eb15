/*
 * wire: the forms in which cabut and cabut-cell meet. Three frames, each a
 * fixed head (numbers big-endian) and a body of the length it names:
 *
 *   request   cabut -> cell    magic, op, index, length
 *   answer    cell -> cabut    magic, status, length
 *   result    child -> cell    as an answer, over the child's own pipe
 *
 * Nobody believes the other side: every length has a ceiling, every text is
 * checked, and a frame that is not whole is no frame.
 */
#ifndef PAPER_WIRE_H
#define PAPER_WIRE_H

#include "cabut/paper.h"

enum { REQUEST_MAGIC = 0x43425131, ANSWER_MAGIC = 0x43424131 };

enum cell_op {
	CELL_OP_MAIL,
	CELL_OP_PAPER,
	CELL_OP_EXTRACT,
	CELL_OP_MISDEED, /* builds with CABUT_TEST_STEPS only */
	CELL_OP_COUNT
};

struct request {
	enum cell_op op;
	uint32_t index; /* the paper to extract; the misdeed */
	uint32_t len;	/* at most MESSAGE_BYTES_MAX */
};

enum cell_status {
	CELL_OK,     /* body: a record, bytes, or at the start the locks */
	CELL_FAILED, /* body: the reason, at most CELL_REASON_MAX bytes */
	CELL_STATUS_COUNT
};

struct answer {
	enum cell_status status;
	uint32_t len;
};

/* The greeting: locks, ';', language of the OCR data or nothing. */
enum { REQUEST_HEAD = 16, ANSWER_HEAD = 12, GREETING_MAX = 100 };

void request_pack(const struct request *, unsigned char head[REQUEST_HEAD]);
bool request_unpack(const unsigned char head[REQUEST_HEAD], struct request *);
void answer_pack(const struct answer *, unsigned char head[ANSWER_HEAD]);
/* `len_max` is for CELL_OK; a reason has its own. */
bool answer_unpack(
    const unsigned char head[ANSWER_HEAD], uint32_t len_max, struct answer *);

void u32_pack(uint32_t, unsigned char at[4]);
uint32_t u32_unpack(const unsigned char at[4]);

/* ---- whole reads and writes ---- */

/* Milliseconds of CLOCK_MONOTONIC. */
int64_t monotonic_ms(void);
enum { NO_DEADLINE = -1 };

/* All of it or false: end of file, error, or deadline passed (errno is
 * ETIMEDOUT). `deadline_ms` by monotonic_ms(), or NO_DEADLINE. A socket does
 * not raise SIGPIPE. */
bool wire_read(int fd, void *at, size_t len, int64_t deadline_ms);
bool wire_write(int fd, const void *at, size_t len, int64_t deadline_ms);

/* ---- the record ---- */

/* Encodes into `out`, whose ceiling is CELL_RECORD_MAX. Texts that are too
 * long for their field are cut; papers beyond CELL_PAPERS_TEXT_MAX become
 * PAPER_NONE with a reason. False: it does not fit. */
struct cell_reading;
bool record_put(const struct cell_reading *, struct strbuf *out);
/* Decodes and checks everything: false when anything at all is wrong. What it
 * gives points into the arena, not into `record`. */
bool record_take(struct slice record, struct arena *, struct cell_reading *);

enum {
	RECORD_VERSION = 2,
	RECORD_NO_TEXT = -1,   /* a NULL pointer */
	RECORD_WORD_MAX = 255, /* type, charset, report fields */
	RECORD_SUBJECT_MAX = 16 * 1024,
	RECORD_ID_MAX = 1024,
	RECORD_NAME_MAX = 4 * FILE_NAME_MAX,
	RECORD_BODY_MAX = 1536 * 1024,
};
#define SIGNED_AT_MAX INT64_C(253402300799) /* 9999-12-31 */

#endif
