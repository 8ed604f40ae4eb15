/*
 * The SMTP wire against a server that it does not know: aiosmtpd with real
 * TLS and log-in, which delivers into mailboxes (tests/support/servers.py).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "child.h"
#include "wires.h"

#include "cabut/banned.h"

#define SERVERS CABUT_SOURCE_DIR "/tests/support/servers.py"

enum { ROOM = 1024 };

static const char cabut[] = "cabut@diskominfo.contohkab.go.id";

struct world {
	char *folder, *json;
	char ca[ROOM];
};

static int
world_open(void **state)
{
	struct world *w = calloc(1, sizeof *w);
	char owner[32];
	size_t len = 0;

	assert_non_null(w);
	w->folder = folder_make("nyata");
	snprintf(owner, sizeof owner, "%d", (int)getpid());
	const char *const argv[] = { "/usr/bin/python3", SERVERS, "start",
		w->folder, "--owner-pid", owner, NULL };
	assert_int_equal(child_run(argv), 0);
	w->json = folder_read(w->folder, "servers.json", &len);
	assert_non_null(w->json);
	snprintf(w->ca, sizeof w->ca, "%s/certs/ca.pem", w->folder);
	*state = w;
	return 0;
}

static int
world_close(void **state)
{
	struct world *w = *state;
	const char *const argv[] = { "/usr/bin/python3", SERVERS, "stop",
		w->folder, NULL };

	assert_int_equal(child_run(argv), 0);
	folder_remove(w->folder);
	free(w->json);
	free(w);
	return 0;
}

static int
port_of(const struct world *w, const char *key)
{
	char quoted[64];

	snprintf(quoted, sizeof quoted, "\"%s\": ", key);
	const char *at = strstr(w->json, quoted);
	assert_non_null(at);
	return (int)strtol(at + strlen(quoted), NULL, 10);
}

static struct wire_account
account(
    const struct world *w, char url[ROOM], const char *scheme, const char *port)
{
	snprintf(
	    url, ROOM, "%s://%s@localhost:%d", scheme, cabut, port_of(w, port));
	return (struct wire_account){ .url = url,
		.password = "rahasia-1",
		.ca_file = w->ca,
		.envelope_from = cabut };
}

static struct wire_outcome
send_once(const struct wire_account *a, const char *to, struct slice bytes)
{
	struct wire *wire = NULL;
	struct fault f = { 0 };
	struct wire_outcome o = { .result = WIRE_STOP };

	if (!wire_open(a, &wire, &f))
		fail_msg("%s", f.text);
	wire->ops->send(wire, to, bytes, &o);
	wire_close(wire);
	return o;
}

static void
mail_reaches_a_mailbox_over_both_kinds_of_tls(void **state)
{
	static const char *const rows[][2] = { { "smtp", "smtp_port" },
		{ "smtps", "smtps_port" } };
	const struct world *w = *state;
	char url[ROOM], line[ROOM] = "";
	int seen = 0;

	for (size_t i = 0; i < 2; i++) {
		struct wire_account a = account(w, url, rows[i][0], rows[i][1]);
		struct wire_outcome o =
		    send_once(&a, "kadis+abc@diskominfo.contohkab.go.id",
			SLICE("From: cabut@diskominfo.contohkab.go.id\r\n"
			      "Subject: uji nyata\r\n\r\n.titik\r\n"));
		if (o.result != WIRE_SENT || !strstr(o.text, "queued as U"))
			fail_msg("%s: %s", rows[i][0], o.text);
	}
	const char *const argv[] = { "/usr/bin/python3", SERVERS, "mails",
		w->folder, "kadis@diskominfo.contohkab.go.id", NULL };
	struct child c;
	child_start(&c, argv);
	do {
		child_line(&c, line, sizeof line);
		seen += strstr(line, "\"text\": \".titik\\n\"") != NULL;
	} while (line[0]);
	assert_int_equal(child_end(&c), 0);
	assert_int_equal(seen, 2);
}

static void
a_bearer_token_opens_the_door(void **state)
{
	const struct world *w = *state;
	char url[ROOM];
	struct wire_account a = account(w, url, "smtp", "smtp_port");

	a.password = NULL;
	a.bearer_token = "tanda-1";
	struct wire_outcome o = send_once(&a, cabut, SLICE("A: b\r\n\r\n"));
	if (o.result != WIRE_SENT)
		fail_msg("%s", o.text);
	a.bearer_token = "tanda-2";
	assert_int_equal(
	    send_once(&a, cabut, SLICE("A: b\r\n\r\n")).result, WIRE_STOP);
}

static void
the_probe_agrees_with_the_server(void **state)
{
	const struct world *w = *state;
	char url[ROOM];
	struct wire_account a = account(w, url, "smtps", "smtps_port");
	struct fault f = { 0 };

	if (!wire_probe(&a, &f))
		fail_msg("%s", f.text);
	a.password = "salah";
	assert_false(wire_probe(&a, &f));
	assert_int_equal(f.scope, SCOPE_CONFIG);
	a = account(w, url, "smtps", "smtps_wronghost_port");
	assert_false(wire_probe(&a, &f));
	assert_int_equal(f.scope, SCOPE_CONFIG);
	assert_non_null(strstr(f.text, "localhost"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mail_reaches_a_mailbox_over_both_kinds_of_tls),
		cmocka_unit_test(a_bearer_token_opens_the_door),
		cmocka_unit_test(the_probe_agrees_with_the_server),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
