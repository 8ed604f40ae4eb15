/*
 * imap_trap: one row of what a bad IMAP server can do. A row runs open, list,
 * sizes, fetch and file against the fake server and says how far it gets,
 * with which fault, and which mails came whole.
 */
#ifndef CABUT_IMAP_TRAP_H
#define CABUT_IMAP_TRAP_H

#include "cabut/intake.h"
#include "fake_imap.h"

enum stage { OPEN, LIST, SIZES, FETCH, FILE_IT, DONE };

struct trap {
	const char *name;
	struct fake_rule rules[4];
	enum stage ends;   /* where the fault is; DONE: none */
	enum scope scope;  /* of that fault */
	const char *says;  /* part of its text */
	const char *whole; /* of UIDs 5, 6, 9, when fetch was reached */
	enum filing filing;
	const char *greeting;
	const char *password;
	const char *heard;     /* must stand in what the server heard */
	const char *not_heard; /* must not */
};

struct outcome {
	enum stage ends;
	struct fault fault;
	char whole[4];
};

/* One visit; `cut_after` as in fake_imap. Free *heard. */
struct outcome imap_trap_visit(
    const struct trap *, long cut_after, char **heard);
extern const char *const imap_trap_stages[]; /* names */
/* Runs a whole table, and one test more, as a cmocka group. */
int imap_trap_main(const char *group, const struct trap *, size_t count,
    void (*other)(void **));

#endif
