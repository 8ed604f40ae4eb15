/*
 * The SMTP wire against a server that misbehaves on request: each end of a
 * talk has its outcome, and doubtful TLS gets neither password nor mail.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "smtp_world.h"

#include "cabut/banned.h"

/* ---- outcomes ---- */

static void
every_misbehaviour_has_its_outcome(void **state)
{
	static const struct {
		const char *helo;
		enum wire_result want;
		int code;
		const char *text;
	} rows[] = {
		{ "baik", WIRE_SENT, 250, "queued as F0001" },
		{ "mail-450", WIRE_LATER, 450, "450 5.9.9 uji mail" },
		{ "rcpt-452", WIRE_LATER, 452, "uji rcpt" },
		{ "data-451", WIRE_LATER, 451, "uji data" },
		{ "dot-450", WIRE_LATER, 450, "uji dot" },
		{ "mail-421", WIRE_LATER, 421, "uji mail" },
		{ "rcpt-421", WIRE_LATER, 421, "uji rcpt" },
		{ "data-421", WIRE_LATER, 421, "uji data" },
		{ "dot-421", WIRE_LATER, 421, "uji dot" },
		{ "mail-550", WIRE_STOP, 550, "uji mail" },
		{ "mail-552", WIRE_REFUSED, 552, "uji mail" },
		{ "rcpt-550", WIRE_REFUSED, 550, "550 5.9.9 uji rcpt" },
		{ "data-554", WIRE_REFUSED, 554, "uji data" },
		{ "dot-554", WIRE_REFUSED, 554, "uji dot" },
		{ "mail-close", WIRE_LATER, -1, "" },
		{ "rcpt-close", WIRE_LATER, 250, "" },
		{ "data-close", WIRE_LATER, 250, "" },
		{ "dot-close", WIRE_UNCERTAIN, 354, "" },
		{ "dot-reset", WIRE_UNCERTAIN, 354, "" },
		{ "auth-535", WIRE_STOP, 535, "" },
		{ "auth-454", WIRE_LATER, 454, "uji auth" },
		{ "auth-close", WIRE_LATER, -1, "" },
		{ "starttls-none", WIRE_STOP, -1, "" },
		{ "starttls-454", WIRE_STOP, 454, "" },
		{ "starttls-close", WIRE_LATER, -1, "" },
	};
	const struct world *w = *state;
	char url[TEXT_ROOM];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wire_account a = account(w, url, rows[i].helo);
		struct wire_outcome o =
		    send_once(&a, &patient, SLICE("A: b\r\n\r\nhalo\r\n"));
		if (o.result != rows[i].want ||
		    (rows[i].code >= 0 && o.code != rows[i].code) ||
		    !strstr(o.text, rows[i].text) || !o.text[0])
			fail_msg("%s: got %s %d '%s', want %s %d '%s'",
			    rows[i].helo, wire_result_name(o.result), o.code,
			    o.text, wire_result_name(rows[i].want),
			    rows[i].code, rows[i].text);
	}
}

static void
a_server_that_hangs_costs_only_the_limit(void **state)
{
	static const struct {
		const char *helo;
		struct smtp_limits limits;
		enum wire_result want;
	} rows[] = {
		{ "rcpt-hang", { 20, 1, 20 }, WIRE_LATER },
		{ "auth-hang", { 20, 1, 20 }, WIRE_LATER },
		{ "starttls-hang", { 20, 1, 20 }, WIRE_LATER },
		{ "dot-hang", { 20, 20, 1 }, WIRE_UNCERTAIN },
	};
	const struct world *w = *state;
	char url[TEXT_ROOM];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wire_account a = account(w, url, rows[i].helo);
		time_t start = time(NULL);
		struct wire_outcome o =
		    send_once(&a, &rows[i].limits, SLICE("halo\r\n"));
		if (o.result != rows[i].want)
			fail_msg("%s: got %s %s", rows[i].helo,
			    wire_result_name(o.result), o.text);
		assert_in_range(time(NULL) - start, 0, 10);
	}
}

static void
the_last_reply_may_take_longer_than_the_others(void **state)
{
	const struct world *w = *state;
	const struct smtp_limits limits = { 20, 1, 3 };
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "dot-hang");
	struct timespec start, end;

	clock_gettime(CLOCK_MONOTONIC, &start);
	struct wire_outcome o = send_once(&a, &limits, SLICE("halo\r\n"));
	clock_gettime(CLOCK_MONOTONIC, &end);
	assert_int_equal(o.result, WIRE_UNCERTAIN);
	assert_in_range(end.tv_sec - start.tv_sec, 2, 15);
}

/* ---- TLS and the log-in ---- */

static void
doubtful_tls_gets_neither_password_nor_mail(void **state)
{
	const struct world *w = *state;
	char base[TEXT_ROOM], url[TEXT_ROOM];
	const struct {
		const char *host, *ca, *helo;
		unsigned port;
		bool implicit_tls;
	} rows[] = {
		{ "localhost", w->other_ca, "ca-lain", w->smtps, true },
		{ "localhost", w->other_ca, "ca-lain", w->starttls, false },
		{ "localhost", NULL, "ca-sistem", w->smtps, true },
		{ "127.0.0.2", w->ca, "nama-lain", w->smtps, true },
		{ "localhost", w->ca, "starttls-none", w->starttls, false },
		{ "localhost", "/nonexistent/ca.pem", "tanpa-ca", w->smtps,
		    true },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wire_account a = account(w, base, rows[i].helo);
		snprintf(url, sizeof url, "%s://cabut@%s:%u",
		    rows[i].implicit_tls ? "smtps" : "smtp", rows[i].host,
		    rows[i].port);
		a.url = url;
		a.ca_file = rows[i].ca;
		struct wire_outcome o =
		    send_once(&a, &patient, SLICE("halo\r\n"));
		if (o.result != WIRE_STOP)
			fail_msg("%s: got %s %s", rows[i].helo,
			    wire_result_name(o.result), o.text);
		assert_int_equal(heard(w, rows[i].helo, "AUTH"), 0);
		assert_int_equal(heard(w, rows[i].helo, "MAIL"), 0);
	}
}

static void
bytes_slipped_in_behind_starttls_end_the_talk(void **state)
{
	const struct world *w = *state;
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "starttls-inject");
	struct wire_outcome o = send_once(&a, &patient, SLICE("halo\r\n"));

	assert_int_not_equal(o.result, WIRE_SENT);
	assert_int_equal(heard(w, "starttls-inject", "AUTH"), 0);
}

static void
wrong_secrets_stop_the_run(void **state)
{
	const struct world *w = *state;
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "sandi-salah");

	a.password = "salah";
	struct wire_outcome o = send_once(&a, &patient, SLICE("halo\r\n"));
	assert_int_equal(o.result, WIRE_STOP);
	assert_int_equal(o.code, 535);
	a.password = NULL;
	a.bearer_token = "salah";
	o = send_once(&a, &patient, SLICE("halo\r\n"));
	assert_int_equal(o.result, WIRE_STOP);
}

static void
the_user_is_decoded_and_the_token_used(void **state)
{
	const struct world *w = *state;
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "sandi-benar");

	assert_int_equal(
	    send_once(&a, &patient, SLICE("halo\r\n")).result, WIRE_SENT);
	assert_int_equal(heard(w, "sandi-benar", "AUTH PLAIN"), 1);
	assert_int_equal(heard(w, "sandi-benar", "USER cabut@x"), 1);
	a = account(w, url, "tanda-benar");
	a.password = NULL;
	a.bearer_token = "tanda-1";
	assert_int_equal(
	    send_once(&a, &patient, SLICE("halo\r\n")).result, WIRE_SENT);
	assert_int_equal(heard(w, "tanda-benar", "AUTH XOAUTH2"), 1);
}

static void
a_server_that_takes_no_mail_is_not_the_recipients_fault(void **state)
{
	const struct world *w = *state;
	char url[TEXT_ROOM];
	struct wire_account a = account(w, url, "salam");

	snprintf(url, sizeof url, "smtps://cabut@localhost:%u", w->greet554);
	struct wire_outcome o = send_once(&a, &patient, SLICE("halo\r\n"));
	assert_int_equal(o.result, WIRE_LATER);
	assert_int_equal(o.code, 554);
	a.url = "smtps://cabut@localhost:1";
	o = send_once(&a, &patient, SLICE("halo\r\n"));
	assert_int_equal(o.result, WIRE_LATER);
	assert_int_equal(o.code, 0);
}

/* ---- probe ---- */

static void
the_probe_tells_what_is_wrong(void **state)
{
	static const struct {
		const char *helo;
		enum scope scope;
		const char *text;
	} rows[] = {
		{ "periksa", SCOPE_NONE, "" },
		{ "auth-535", SCOPE_CONFIG, "localhost" },
		{ "auth-454", SCOPE_LATER, "uji auth" },
		{ "auth-none", SCOPE_CONFIG, "offers no login" },
		{ "starttls-none", SCOPE_CONFIG, "localhost" },
	};
	const struct world *w = *state;
	char url[TEXT_ROOM];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wire_account a = account(w, url, rows[i].helo);
		struct fault f = { 0 };
		bool ok = wire_probe(&a, &f);
		if (ok != (rows[i].scope == SCOPE_NONE) ||
		    f.scope != rows[i].scope || !strstr(f.text, rows[i].text))
			fail_msg("%s: got %d scope %d '%s'", rows[i].helo, ok,
			    (int)f.scope, f.text);
	}
	assert_int_equal(heard(w, "periksa", "MAIL"), 0);
	assert_int_equal(heard(w, "periksa", "AUTH"), 1);
	await_quit(w, "periksa");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_misbehaviour_has_its_outcome),
		cmocka_unit_test(a_server_that_hangs_costs_only_the_limit),
		cmocka_unit_test(
		    the_last_reply_may_take_longer_than_the_others),
		cmocka_unit_test(doubtful_tls_gets_neither_password_nor_mail),
		cmocka_unit_test(bytes_slipped_in_behind_starttls_end_the_talk),
		cmocka_unit_test(wrong_secrets_stop_the_run),
		cmocka_unit_test(the_user_is_decoded_and_the_token_used),
		cmocka_unit_test(
		    a_server_that_takes_no_mail_is_not_the_recipients_fault),
		cmocka_unit_test(the_probe_tells_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
