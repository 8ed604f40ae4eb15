/*
 * Starts the server, sends to it, reads what it heard.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "smtp_world.h"

#include "cabut/banned.h"

static const char sender[] = "cabut@diskominfo.contohkab.go.id";
const char recipient[] = "kadis@diskominfo.contohkab.go.id";
const struct smtp_limits patient = { 20, 20, 20 };

int
world_open(void **state)
{
	struct world *w = calloc(1, sizeof *w);
	char line[TEXT_ROOM];

	assert_non_null(w);
	w->folder = folder_make("smtp");
	const char *const argv[] = { "/usr/bin/python3",
		CABUT_SOURCE_DIR "/tests/support/fake_smtp.py", w->folder,
		NULL };
	child_start(&w->server, argv);
	child_line(&w->server, line, sizeof line);
	assert_int_equal(sscanf(line, "starttls=%u smtps=%u greet554=%u",
			     &w->starttls, &w->smtps, &w->greet554),
	    3);
	snprintf(w->ca, sizeof w->ca, "%s/certs/ca.pem", w->folder);
	snprintf(
	    w->other_ca, sizeof w->other_ca, "%s/certs/otherca.pem", w->folder);
	*state = w;
	return 0;
}

int
world_close(void **state)
{
	struct world *w = *state;

	assert_int_equal(child_end(&w->server), 0);
	folder_remove(w->folder);
	free(w);
	return 0;
}

struct wire_account
account(const struct world *w, char url[TEXT_ROOM], const char *helo)
{
	snprintf(url, TEXT_ROOM, "smtp://cabut%%40x@localhost:%u", w->starttls);
	return (struct wire_account){ .url = url,
		.password = "rahasia-1",
		.ca_file = w->ca,
		.envelope_from = sender,
		.helo = helo };
}

struct wire *
must_open(const struct wire_account *a, const struct smtp_limits *limits)
{
	struct wire *wire = NULL;
	struct fault f = { 0 };

	if (!wire_smtp_open(a, limits, &wire, &f))
		fail_msg("%s", f.text);
	return wire;
}

void
must_send(struct wire *wire, struct slice body)
{
	struct wire_outcome o;

	wire->ops->send(wire, recipient, body, &o);
	if (o.result != WIRE_SENT)
		fail_msg("got %s: %s", wire_result_name(o.result), o.text);
}

struct wire_outcome
send_once(const struct wire_account *a, const struct smtp_limits *limits,
    struct slice body)
{
	struct wire *wire = must_open(a, limits);
	struct wire_outcome o = { .result = WIRE_STOP };

	wire->ops->send(wire, recipient, body, &o);
	wire_close(wire);
	return o;
}

char *
file_of(const struct world *w, const char *helo, const char *kind, size_t *len)
{
	char name[TEXT_ROOM];

	snprintf(name, sizeof name, "%s.%s", helo, kind);
	return folder_read(w->folder, name, len);
}

int
heard(const struct world *w, const char *helo, const char *word)
{
	size_t len = 0;
	char *talk = file_of(w, helo, "talk", &len);
	struct slice rest = { talk, len }, line;
	int n = 0;

	while (slice_take_line(&rest, &line))
		n += slice_starts_nocase(line, slice_of(word));
	free(talk);
	return n;
}

void
await_quit(const struct world *w, const char *helo)
{
	const struct timespec pause = { 0, 5000000 };
	time_t start = time(NULL);

	while (heard(w, helo, "QUIT") == 0) {
		if (time(NULL) - start > 20)
			fail_msg("%s: no QUIT", helo);
		nanosleep(&pause, NULL);
	}
}
