/*
 * What the SMTP wire puts on the line, byte for byte, what it refuses to,
 * and how it keeps a connection.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "smtp_world.h"

#include "cabut/banned.h"

/* `size` bytes of lines, many of them beginning with dots; CRLF at the end. */
static char *
body_make(size_t size, unsigned seed)
{
	char *body = malloc(size);
	size_t column = 0;

	assert_non_null(body);
	for (size_t i = 0; i < size; i++) {
		seed = seed * 1103515245u + 12345u;
		unsigned dice = seed >> 16 & 63;
		body[i] = column < 2 && dice < 40 ? '.' : (char)('0' + dice);
		column++;
		if (size - i > 3 && (column > 60 || dice == 7)) {
			body[i] = '\r';
			body[++i] = '\n';
			column = 0;
		}
	}
	body[size - 2] = '\r';
	body[size - 1] = '\n';
	return body;
}

static void
a_line_cut_within_the_body_is_not_uncertain(void **state)
{
	const struct world *w = *state;
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "body-reset");
	/* More than any buffer between us takes in at once. */
	size_t size = 20u * BIG;
	char *body = body_make(size, 1);
	struct wire_outcome o =
	    send_once(&a, &patient, (struct slice){ body, size });

	free(body);
	if (o.result != WIRE_LATER)
		fail_msg("got %s %s", wire_result_name(o.result), o.text);
}

/* ---- what must never leave ---- */

static void
a_recipient_that_is_not_plain_never_reaches_the_server(void **state)
{
	static const char *const rows[] = { "", "x", "a@b",
		"a@b.example>\r\nRCPT TO:<c@d.example", "a@b.example\r\nDATA",
		"a b@c.example", "<a@b.example>", "a@b.example,c@d.example",
		"k\xc3\xa9@b.example", "a@b.example ", "\"a\"@b.example" };
	const struct world *w = *state;
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "alamat");
	struct wire *wire = must_open(&a, &patient);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wire_outcome o = { .result = WIRE_SENT };
		wire->ops->send(wire, rows[i], SLICE("halo\r\n"), &o);
		if (o.result != WIRE_REFUSED)
			fail_msg(
			    "%s: got %s", rows[i], wire_result_name(o.result));
	}
	assert_int_equal(wire_smtp_connects(wire), 0);
	wire_close(wire);
}

static void
a_body_that_could_smuggle_never_reaches_the_server(void **state)
{
	static const char *const rows[] = { "x\n.\nMAIL FROM:<a@b.c>\r\n",
		"x\r\n.\nMAIL\r\n", "x\n.\r\nMAIL\r\n", "x\r.\r\nMAIL\r\n",
		"x" };
	const struct world *w = *state;
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "selundup");
	struct wire *wire = must_open(&a, &patient);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wire_outcome o = { .result = WIRE_SENT };
		wire->ops->send(wire, recipient, slice_of(rows[i]), &o);
		assert_int_equal(o.result, WIRE_REFUSED);
		assert_non_null(strstr(o.text, "mail "));
	}
	assert_int_equal(wire_smtp_connects(wire), 0);
	wire_close(wire);
}

static void
an_account_that_could_break_out_is_not_opened(void **state)
{
	const struct world *w = *state;
	char url[TEXT_ROOM];
	const struct wire_account good = account(w, url, "x.example");
	struct wire_account rows[5] = { good, good, good, good, good };

	rows[0].envelope_from = "a@b.example>\r\nRCPT TO:<c@d.example";
	rows[1].helo = "x\r\nMAIL";
	rows[2].password = "x\r\nMAIL";
	rows[3].password = NULL;
	rows[4].envelope_from = NULL;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wire *wire = NULL;
		struct fault f = { 0 };
		assert_false(wire_open(&rows[i], &wire, &f));
		assert_null(wire);
		assert_int_equal(f.scope, SCOPE_CONFIG);
	}
}

/* ---- bytes ---- */

static void
dots_are_stuffed_exactly(void **state)
{
	static const struct {
		struct slice body, wire;
	} rows[] = {
		{ SLICE(".\r\n"), SLICE("..\r\n.\r\n") },
		{ SLICE("..\r\n"), SLICE("...\r\n.\r\n") },
		{ SLICE(".a\r\nb.\r\n"), SLICE("..a\r\nb.\r\n.\r\n") },
		{ SLICE("a\r\n.\r\n"), SLICE("a\r\n..\r\n.\r\n") },
		{ SLICE("a\r\n.\r\n.\r\nb\r\n"),
		    SLICE("a\r\n..\r\n..\r\nb\r\n.\r\n") },
		{ SLICE("\r\n"), SLICE("\r\n.\r\n") },
		{ SLICE("\r\n.\r\n"), SLICE("\r\n..\r\n.\r\n") },
	};
	const struct world *w = *state;
	char url[TEXT_ROOM], kind[32];
	struct wire_account a = account(w, url, "titik");
	struct wire *wire = must_open(&a, &patient);

	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t len = 0;
		must_send(wire, rows[i].body);
		snprintf(kind, sizeof kind, "%zu.wire", i + 1);
		char *got = file_of(w, "titik", kind, &len);
		assert_non_null(got);
		if (len != rows[i].wire.len ||
		    memcmp(got, rows[i].wire.at, len) != 0)
			fail_msg("row %zu: got %s, want %s", i, got,
			    rows[i].wire.at);
		free(got);
	}
	wire_close(wire);
}

static void
bodies_of_all_sizes_arrive_byte_for_byte(void **state)
{
	static const size_t edges[] = { 2, 100, 16384, 32768, 65536, 131072,
		BIG };
	const struct world *w = *state;
	char url[TEXT_ROOM], kind[32];
	struct wire_account a = account(w, url, "ukuran");
	struct wire *wire = must_open(&a, &patient);
	unsigned number = 0;

	for (size_t i = 0; i < COUNT(edges) * 7; i++) {
		size_t size = edges[i / 7] + i % 7;
		size -= size > 5 ? 3 : 0;
		size_t len = 0;
		char *body = body_make(size, (unsigned)i);
		must_send(wire, (struct slice){ body, size });
		snprintf(kind, sizeof kind, "%u.mail", ++number);
		char *got = file_of(w, "ukuran", kind, &len);
		assert_non_null(got);
		assert_int_equal(len, size);
		assert_memory_equal(got, body, size);
		free(got);
		free(body);
	}
	assert_int_equal(wire_smtp_connects(wire), 1);
	wire_close(wire);
}

/* ---- the connection ---- */

static void
twenty_mails_share_one_connection(void **state)
{
	const struct world *w = *state;
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "duapuluh");
	struct wire *wire = must_open(&a, &patient);

	for (int i = 0; i < 20; i++)
		must_send(wire, SLICE("halo\r\n"));
	assert_int_equal(wire_smtp_connects(wire), 1);
	wire_close(wire);
	assert_int_equal(heard(w, "duapuluh", "CONNECT"), 1);
	assert_int_equal(heard(w, "duapuluh", "AUTH"), 1);
	assert_int_equal(heard(w, "duapuluh", "MAIL FROM:<cabut@"), 20);
	assert_int_equal(heard(w, "duapuluh", "RCPT TO:<kadis@"), 20);
	await_quit(w, "duapuluh");
}

static void
a_connection_closed_between_two_mails_is_made_anew(void **state)
{
	static const char *const rows[] = { "next-421", "next-close",
		"next-reset" };
	const struct world *w = *state;
	char url[TEXT_ROOM];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wire_account a = account(w, url, rows[i]);
		struct wire *wire = must_open(&a, &patient);
		for (int n = 0; n < 3; n++)
			must_send(wire, SLICE("halo\r\n"));
		assert_int_equal(wire_smtp_connects(wire), 3);
		wire_close(wire);
	}
}

static void
a_refused_recipient_does_not_spoil_the_wire(void **state)
{
	const struct world *w = *state;
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "rcpt-550");
	struct wire *wire = must_open(&a, &patient);
	struct wire_outcome o;

	for (int n = 0; n < 3; n++) {
		wire->ops->send(wire, recipient, SLICE("halo\r\n"), &o);
		assert_int_equal(o.result, WIRE_REFUSED);
	}
	wire_close(wire);
}

static void
a_server_that_hangs_at_quit_holds_nobody_up(void **state)
{
	const struct world *w = *state;
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "quit-hang");
	time_t start = time(NULL);

	assert_int_equal(
	    send_once(&a, &patient, SLICE("halo\r\n")).result, WIRE_SENT);
	assert_in_range(time(NULL) - start, 0, 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_cut_within_the_body_is_not_uncertain),
		cmocka_unit_test(
		    a_recipient_that_is_not_plain_never_reaches_the_server),
		cmocka_unit_test(
		    a_body_that_could_smuggle_never_reaches_the_server),
		cmocka_unit_test(an_account_that_could_break_out_is_not_opened),
		cmocka_unit_test(dots_are_stuffed_exactly),
		cmocka_unit_test(bodies_of_all_sizes_arrive_byte_for_byte),
		cmocka_unit_test(twenty_mails_share_one_connection),
		cmocka_unit_test(
		    a_connection_closed_between_two_mails_is_made_anew),
		cmocka_unit_test(a_refused_recipient_does_not_spoil_the_wire),
		cmocka_unit_test(a_server_that_hangs_at_quit_holds_nobody_up),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
