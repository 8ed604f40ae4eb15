/*
 * The wire without a server: URLs, the overheard talk, the map of outcomes,
 * the last look at a body.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "wires.h"

#include "cabut/banned.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static void
good_addresses_are_taken_apart(void **state)
{
	static const struct {
		const char *url, *user, *host;
		unsigned port;
		bool implicit_tls;
	} rows[] = {
		{ "smtps://mail.contohkab.go.id", "", "mail.contohkab.go.id",
		    465, true },
		{ "smtp://mail.contohkab.go.id", "", "mail.contohkab.go.id",
		    587, false },
		{ "SMTP://a@h:25/", "a", "h", 25, false },
		{ "smtps://cabut%40x.go.id@h.example:4650", "cabut@x.go.id",
		    "h.example", 4650, true },
		{ "smtps://cabut@x.go.id@h.example", "cabut@x.go.id",
		    "h.example", 465, true },
		{ "smtps://a%3ab@[::1]:465", "a:b", "[::1]", 465, true },
		{ "smtp://127.0.0.1:65535", "", "127.0.0.1", 65535, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct smtp_target t = { 0 };
		struct fault f = { 0 };
		if (!smtp_target_parse(rows[i].url, &t, &f))
			fail_msg("%s: %s", rows[i].url, f.text);
		assert_string_equal(t.user, rows[i].user);
		assert_string_equal(t.host, rows[i].host);
		assert_int_equal(t.port, rows[i].port);
		assert_int_equal(t.implicit_tls, rows[i].implicit_tls);
	}
}

static void
doubtful_addresses_are_refused(void **state)
{
	static const char *const rows[] = { "", "smtp:", "smtp://", "smtps:///",
		"http://h", "imaps://h", "smtp://h:", "smtp://h:0",
		"smtp://h:65536", "smtp://h:123456", "smtp://h:12x",
		"smtp://h/x", "smtp://h?x", "smtp://h h", "smtp://h\r\nQUIT",
		"smtp://-h", "smtp://[::1", "smtp://[::1-2]", "smtp://[]x",
		"smtp://@h", "smtp://a:secret@h", "smtp://a%@h", "smtp://a%4@h",
		"smtp://a%0a@h", "smtp://a%00@h", "smtp://a%zz@h",
		"smtp://a\nb@h", "smtp://a%7f@h" };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct smtp_target t = { .port = 1 };
		struct fault f = { 0 };
		if (smtp_target_parse(rows[i], &t, &f))
			fail_msg("taken as good: %s", rows[i]);
		assert_int_equal(f.scope, SCOPE_CONFIG);
		assert_int_equal(t.port, 1); /* untouched on failure */
		assert_null(strstr(f.text, "secret"));
	}
}

static void
an_address_cut_anywhere_is_read_within_its_bytes(void **state)
{
	static const char url[] = "smtps://cabut%40x@[::1]:4650/";

	(void)state;
	for (size_t n = 0; n < sizeof url; n++) {
		char *cut = malloc(n + 1);
		struct smtp_target t;
		struct fault f = { 0 };
		assert_non_null(cut);
		memcpy(cut, url, n);
		cut[n] = '\0';
		if (!smtp_target_parse(cut, &t, &f))
			assert_int_equal(f.scope, SCOPE_CONFIG);
		free(cut);
	}
}

static void
commands_move_the_stage(void **state)
{
	static const struct {
		const char *line;
		enum smtp_stage want;
	} rows[] = {
		{ "EHLO x", STAGE_HELLO },
		{ "AUTH PLAIN AAAA", STAGE_HELLO },
		{ "MAIL FROM:<a@b.c> SIZE=5", STAGE_MAIL },
		{ "RCPT TO:<a@b.c>", STAGE_RCPT },
		{ "DATA", STAGE_DATA },
	};
	struct smtp_talk t;

	(void)state;
	smtp_talk_start(&t);
	for (size_t i = 0; i < COUNT(rows); i++) {
		smtp_talk_sent(&t, rows[i].line, strlen(rows[i].line));
		assert_int_equal(t.stage, rows[i].want);
		assert_int_equal(t.tried_login, i > 0);
	}
}

static void
replies_are_joined_and_printable(void **state)
{
	static const char *const lines[] = { "220 halo\r\n",
		"550-5.1.1 tidak\r\n", "550-\x1b[31m ada\xc3\xa9\r\n",
		"550 \r\n" };
	struct smtp_talk t;
	char *huge = malloc(100000);

	(void)state;
	assert_non_null(huge);
	memset(huge, 'x', 100000);
	smtp_talk_start(&t);
	for (size_t i = 0; i < COUNT(lines); i++)
		smtp_talk_heard(&t, lines[i], strlen(lines[i]));
	assert_string_equal(t.reply, "550-5.1.1 tidak 550-?[31m ada?? 550");
	smtp_talk_heard(&t, huge, 100000);
	assert_int_equal(strlen(t.reply), sizeof t.reply - 1);
	smtp_talk_heard(&t, "", 0);
	assert_string_equal(t.reply, "");
	free(huge);
}

static void
each_end_has_its_outcome(void **state)
{
	static const struct {
		const char *why;
		CURLcode result;
		long code;
		enum smtp_stage stage;
		enum wire_result want;
	} rows[] = {
		{ "accepted", CURLE_OK, 250, STAGE_DOT, WIRE_SENT },
		{ "MAIL later", CURLE_SEND_ERROR, 451, STAGE_MAIL, WIRE_LATER },
		{ "RCPT later", CURLE_SEND_ERROR, 452, STAGE_RCPT, WIRE_LATER },
		{ "RCPT no", CURLE_SEND_ERROR, 550, STAGE_RCPT, WIRE_REFUSED },
		{ "dot later", CURLE_WEIRD_SERVER_REPLY, 451, STAGE_DOT,
		    WIRE_LATER },
		{ "dot no", CURLE_WEIRD_SERVER_REPLY, 554, STAGE_DOT,
		    WIRE_REFUSED },
		{ "our sender is not liked", CURLE_SEND_ERROR, 550, STAGE_MAIL,
		    WIRE_STOP },
		{ "too big", CURLE_SEND_ERROR, 552, STAGE_MAIL, WIRE_REFUSED },
		{ "greeting no", CURLE_WEIRD_SERVER_REPLY, 554, STAGE_HELLO,
		    WIRE_LATER },
		{ "line lost after the dot", CURLE_RECV_ERROR, 354, STAGE_DOT,
		    WIRE_UNCERTAIN },
		{ "time-out after the dot", CURLE_OPERATION_TIMEDOUT, 354,
		    STAGE_DOT, WIRE_UNCERTAIN },
		{ "no code after the dot", CURLE_RECV_ERROR, 0, STAGE_DOT,
		    WIRE_UNCERTAIN },
		{ "stale 250 after the dot", CURLE_RECV_ERROR, 250, STAGE_DOT,
		    WIRE_UNCERTAIN },
		{ "lost within the body", CURLE_SEND_ERROR, 354, STAGE_DATA,
		    WIRE_LATER },
		{ "stale 250 before DATA", CURLE_RECV_ERROR, 250, STAGE_RCPT,
		    WIRE_LATER },
		{ "no route", CURLE_COULDNT_CONNECT, 0, STAGE_HELLO,
		    WIRE_LATER },
		{ "no name", CURLE_COULDNT_RESOLVE_HOST, 0, STAGE_HELLO,
		    WIRE_LATER },
		{ "bad password", CURLE_LOGIN_DENIED, 535, STAGE_HELLO,
		    WIRE_STOP },
		{ "no common way to log in", CURLE_LOGIN_DENIED, 250,
		    STAGE_HELLO, WIRE_STOP },
		{ "login service down", CURLE_LOGIN_DENIED, 454, STAGE_HELLO,
		    WIRE_LATER },
		{ "login wanted", CURLE_SEND_ERROR, 530, STAGE_MAIL,
		    WIRE_STOP },
		{ "login wanted late", CURLE_SEND_ERROR, 530, STAGE_RCPT,
		    WIRE_STOP },
		{ "certificate", CURLE_PEER_FAILED_VERIFICATION, 220,
		    STAGE_HELLO, WIRE_STOP },
		{ "no STARTTLS", CURLE_USE_SSL_FAILED, 250, STAGE_HELLO,
		    WIRE_STOP },
		{ "STARTTLS later", CURLE_USE_SSL_FAILED, 454, STAGE_HELLO,
		    WIRE_STOP },
		{ "a good end too early", CURLE_OK, 250, STAGE_RCPT,
		    WIRE_LATER },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum wire_result got =
		    smtp_outcome(rows[i].result, rows[i].code, rows[i].stage);
		if (got != rows[i].want)
			fail_msg("%s: got %s, want %s", rows[i].why,
			    wire_result_name(got),
			    wire_result_name(rows[i].want));
	}
}

static void
only_crlf_bodies_pass(void **state)
{
	static const struct {
		struct slice body;
		bool good;
	} rows[] = {
		{ SLICE("\r\n"), true },
		{ SLICE("a: b\r\n\r\n.\r\n..\r\n"), true },
		{ SLICE(""), false },
		{ SLICE("\n"), false },
		{ SLICE("x"), false },
		{ SLICE("x\r"), false },
		{ SLICE("x\n"), false },
		{ SLICE("\nx\r\n"), false },
		{ SLICE("x\n.\n\r\n"), false },
		{ SLICE("x\r.\r\r\n"), false },
		{ SLICE("x\r\r\n"), false },
		{ SLICE("x\r\ny"), false },
		{ SLICE("x\0y\r\n"), false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t len = rows[i].body.len;
		char *exact = malloc(len ? len : 1);
		assert_non_null(exact);
		memcpy(exact, rows[i].body.at, len);
		const char *got =
		    smtp_body_trouble((struct slice){ exact, len });
		if ((got == NULL) != rows[i].good)
			fail_msg("row %zu: got %s", i, got ? got : "good");
		free(exact);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_addresses_are_taken_apart),
		cmocka_unit_test(doubtful_addresses_are_refused),
		cmocka_unit_test(
		    an_address_cut_anywhere_is_read_within_its_bytes),
		cmocka_unit_test(commands_move_the_stage),
		cmocka_unit_test(replies_are_joined_and_printable),
		cmocka_unit_test(each_end_has_its_outcome),
		cmocka_unit_test(only_crlf_bodies_pass),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
