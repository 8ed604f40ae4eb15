/* list: which listed case each part of an answer is about. Room-private. */
#ifndef READING_LIST_H
#define READING_LIST_H

#include "decision.h"

enum { LIST_OWN_MAX = ANSWER_OWN_MAX, MENTIONS_MAX = 120 };

struct ref {
	unsigned number;	 /* 0: only a case number */
	const char *case_number; /* upper case; NULL */
};

/* "no 1, 3 dan 5", "CABUT-2026-0042", "2." */
struct mention {
	size_t lead; /* where its "dan", "untuk", "nomor" begin */
	size_t from, to;
	struct ref at[READING_LIST_MAX];
	size_t count;
	bool starts_line;
	bool is_bounded; /* nothing, a comma or an end stands before it */
	bool is_labelled;
};

struct mentions {
	struct mention *at;
	size_t count;
	bool is_odd; /* too many, or a range that runs backwards */
};

/* mention.c: all that may be the numbers of cases; `text` is tidy. */
void mentions_find(const char *text, struct arena *, struct mentions *);

struct list {
	const char *own;
	unsigned shown;
	struct arena *arena;
	struct list_answer *out;
};

/* list.c: false, and the whole answer is unclear. */
bool list_spoil(struct list *, const char *why);
bool list_add(struct list *, const struct ref *, const struct answer *);
/* The answer that stands in own[from, to). */
struct answer list_judge(struct list *, size_t from, size_t to);
/* Own text from..to without signs around it. */
const char *list_piece(struct list *, size_t from, size_t to);
/* Beside a yes it would change nothing: greetings, thanks, names. */
bool list_is_harmless(struct list *, const char *text);
bool list_decides(const struct token *);
/* list_order.c: numbers before their answers, or behind them. */
bool list_read_before(
    struct list *, const struct mentions *, size_t start, bool may_be_empty);
bool list_read_behind(struct list *, const struct mentions *);
/* list_all.c: "semua ..." */
bool list_names_all(struct list *, size_t to);
bool list_read_all(struct list *, const struct mentions *);
const char *list_exception(const char *own);

#endif
