/*
 * The world of the SMTP wire's tests: a server that misbehaves on request
 * (tests/support/fake_smtp.py), and what it heard.
 */
#ifndef CABUT_TESTS_SMTP_WORLD_H
#define CABUT_TESTS_SMTP_WORLD_H

#include "child.h"
#include "wires.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

enum { BIG = 1024 * 1024, TEXT_ROOM = 512 };

extern const char recipient[];
extern const struct smtp_limits patient;

struct world {
	struct child server;
	char *folder;
	unsigned starttls, smtps, greet554;
	char ca[TEXT_ROOM], other_ca[TEXT_ROOM];
};

int world_open(void **state);
int world_close(void **state);

/* An account that works, over STARTTLS; the server behaves as `helo` says. */
struct wire_account account(
    const struct world *, char url[TEXT_ROOM], const char *helo);
struct wire *must_open(const struct wire_account *, const struct smtp_limits *);
void must_send(struct wire *, struct slice body);
/* One mail over a new wire. */
struct wire_outcome send_once(
    const struct wire_account *, const struct smtp_limits *, struct slice body);

/* What the server kept under that name; NULL: nothing. */
char *file_of(
    const struct world *, const char *helo, const char *kind, size_t *len);
/* How often `word` begins a line of what the server heard. */
int heard(const struct world *, const char *helo, const char *word);
/* The wire does not wait for the answer to QUIT: the server may be behind. */
void await_quit(const struct world *, const char *helo);

#endif
