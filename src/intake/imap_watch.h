/*
 * imap_watch: reads along with libetpan, byte by byte, and stops the session
 * where that library would lose or invent something: numbers beyond 32 bits,
 * negative or giant literals, endless lines, deep lists, NUL, BYE, an OK
 * whose data never came. It also keeps the tagged answer as it was said,
 * because libetpan reports OK for NO when items were there.
 */
#ifndef CABUT_IMAP_WATCH_H
#define CABUT_IMAP_WATCH_H

#include "cabut/base.h"

enum {
	WATCH_LINE_MAX = 64 * 1024,
	WATCH_SEARCH_MAX = 12 * 1024 * 1024, /* a million UIDs in one line */
	WATCH_LITERAL_MAX = 4 * 1024 * 1024,
	WATCH_DEPTH_MAX = 64, /* libetpan's parser recurses */
	WATCH_HEAD_MAX = 256, /* bytes kept of each line */
	WATCH_WORD_MAX = 20,
};

enum watch_seen {
	SEEN_SEARCH = 1,
	SEEN_CAPABILITY = 2,
	SEEN_PREAUTH = 4,
};

enum watch_answer { ANSWER_NONE, ANSWER_OK, ANSWER_NO, ANSWER_BAD };

struct imap_watch {
	const char *label; /* begins each fault */

	/* limits of this command */
	size_t line_max;
	unsigned must_see; /* bits of enum watch_seen, before an OK */

	/* what came */
	unsigned seen;
	enum watch_answer answer;
	char said[WATCH_HEAD_MAX]; /* text of the tagged line, printable */
	uint64_t after_answer;	   /* bytes behind the tagged line */

	/* where we are */
	uint64_t literal_left;
	size_t line_len, head_len, word_len, prev_len;
	char head[WATCH_HEAD_MAX];
	char word[WATCH_WORD_MAX], prev[WATCH_WORD_MAX];
	int depth;
	bool is_text; /* a line in which braces mean nothing */
	int brace;    /* how much of "{123}\r" has been read */
	bool brace_is_bad;
	uint64_t brace_value;
};

void imap_watch_init(struct imap_watch *, const char *label);
/* Before each command. `must_see`: data without which an OK is a lie. */
void imap_watch_command(
    struct imap_watch *, size_t line_max, unsigned must_see);
/* False: nothing more of this connection may be read (SCOPE_LATER); the first
 * *good bytes, whole lines, may still be believed. */
bool imap_watch_feed(struct imap_watch *, const char *at, size_t len,
    size_t *good, struct fault *);
/* Does the tagged answer carry this code, as "UNAVAILABLE" or "READ-ONLY"? */
bool imap_watch_has_code(const struct imap_watch *, const char *code);

#endif
