/*
 * Whom intake talks to: certificates, host names, old TLS, plain text, and
 * STARTTLS that somebody in the line has stripped or filled. In none of the
 * bad cases may a server hear a user name, a password or a token.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "cabut/intake.h"
#include "fake_imap.h"
#include "intake_certs.h"
#include "tls_private.h"

#include "cabut/banned.h"

#define STARTTLS "imap+starttls"
#define FOLDER_OK "* OK [UIDVALIDITY 7] x\r\n$ OK [READ-WRITE] x\r\n"

struct visit {
	const char *name;
	const char *scheme;    /* NULL: imaps */
	const char *host;      /* NULL: localhost */
	const char *ca;	       /* NULL: "ca"; "": the system's */
	const char *password;  /* NULL: "rahasia" */
	const char *token;     /* instead of the password */
	enum scope scope;      /* SCOPE_NONE: the folder opens */
	const char *says;      /* part of the fault */
	const char *heard;     /* must stand in what the server heard */
	const char *not_heard; /* must not */
	struct fake_imap server;
	struct fake_rule rules[4];
};

static const struct visit visits[] = {
	{ .name = "a verified server gets the password",
	    .heard = "LOGIN \"cabut@dinas.example\" rahasia\r\n" },
	{ .name = "a password with IMAP's own marks is quoted",
	    .password = "a\"b\\c {5}*%",
	    .heard = "\"a\\\"b\\\\c {5}*%\"\r\n" },
	{ .name = "an address in the URL is verified by its bytes",
	    .host = "127.0.0.1",
	    .heard = "LOGIN" },
	{ .name = "a certificate of an unknown authority is refused",
	    .server = { .cert = "other" },
	    .scope = SCOPE_CONFIG,
	    .says = "is not trusted",
	    .not_heard = " " },
	{ .name = "the system's authorities do not know our test CA",
	    .ca = "",
	    .scope = SCOPE_CONFIG,
	    .says = "is not trusted",
	    .not_heard = " " },
	{ .name = "a certificate for another host is refused",
	    .server = { .cert = "wronghost" },
	    .scope = SCOPE_CONFIG,
	    .says = "for another name (want localhost, it is for "
		    "surel.lain.example)",
	    .not_heard = " " },
	{ .name = "a certificate for another address is refused",
	    .host = "127.0.0.1",
	    .server = { .cert = "wronghost" },
	    .scope = SCOPE_CONFIG,
	    .says = "for another name (want 127.0.0.1",
	    .not_heard = " " },
	{ .name = "an expired certificate is refused",
	    .server = { .cert = "expired" },
	    .scope = SCOPE_CONFIG,
	    .says = "out of its time",
	    .not_heard = " " },
	{ .name = "TLS 1.1 is refused",
	    .server = { .is_old = true },
	    .scope = SCOPE_CONFIG,
	    .says = "no TLS 1.2",
	    .not_heard = " " },
	{ .name = "a plain-text server on the TLS port is told apart",
	    .server = { .is_clear = true },
	    .scope = SCOPE_CONFIG,
	    .says = "speaks no TLS here",
	    .not_heard = "LOGIN" },
	{ .name = "a server that closes during the handshake is for later",
	    .server = { .is_clear = true, .greeting = "~eof" },
	    .scope = SCOPE_LATER,
	    .says = "handshake",
	    .not_heard = " " },
	{ .name = "a server that hangs in the handshake is given up",
	    .server = { .is_clear = true, .greeting = "~hang" },
	    .scope = SCOPE_LATER,
	    .says = "more than 1 seconds",
	    .not_heard = " " },
	{ .name = "a CA file that is not there is the operator's",
	    .ca = "tidak-ada",
	    .scope = SCOPE_CONFIG,
	    .says = "cannot read authorities",
	    .not_heard = " " },
	/* STARTTLS */
	{ .name = "STARTTLS: the password goes only after it",
	    .scheme = STARTTLS,
	    .server = { .is_clear = true },
	    .heard = "1 CAPABILITY\r\n2 STARTTLS\r\n3 CAPABILITY\r\n4 LOGIN" },
	{ .name = "a server without STARTTLS gets nothing",
	    .scheme = STARTTLS,
	    .server = { .is_clear = true },
	    .rules = { { "CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"
				       "$ OK x\r\n" } },
	    .scope = SCOPE_CONFIG,
	    .says = "offers no STARTTLS",
	    .not_heard = "LOGIN" },
	{ .name = "NO to STARTTLS is the operator's",
	    .scheme = STARTTLS,
	    .server = { .is_clear = true },
	    .rules = { { "STARTTLS", "$ NO not today\r\n" } },
	    .scope = SCOPE_CONFIG,
	    .says = "not today",
	    .not_heard = "LOGIN" },
	{ .name = "bytes behind the STARTTLS answer are refused",
	    .scheme = STARTTLS,
	    .server = { .is_clear = true },
	    .rules = { { "STARTTLS", "$ OK begin\r\n* CAPABILITY IMAP4rev1\r\n"
				     "3 OK LOGIN not needed\r\n~tls" } },
	    .scope = SCOPE_CONFIG,
	    .says = "before the encryption",
	    .not_heard = "LOGIN" },
	{ .name = "PREAUTH does not spare STARTTLS",
	    .scheme = STARTTLS,
	    .server = { .is_clear = true, .greeting = "* PREAUTH welcome\r\n" },
	    .scope = SCOPE_CONFIG,
	    .says = "PREAUTH",
	    .not_heard = "LOGIN" },
	{ .name = "STARTTLS with a certificate for another host",
	    .scheme = STARTTLS,
	    .server = { .is_clear = true, .cert = "wronghost" },
	    .scope = SCOPE_CONFIG,
	    .says = "for another name",
	    .not_heard = "LOGIN" },
	{ .name = "plain text after the STARTTLS answer is no TLS",
	    .scheme = STARTTLS,
	    .server = { .is_clear = true },
	    .rules = { { "STARTTLS", "$ OK begin\r\n" },
		{ "\r\n", "* CAPABILITY STARTTLS\r\n$ OK x\r\n" } },
	    .scope = SCOPE_LATER,
	    .not_heard = "LOGIN" },
	{ .name = "what was said before TLS does not count after it",
	    .scheme = STARTTLS,
	    .server = { .is_clear = true,
		.greeting = "* OK [CAPABILITY IMAP4rev1 STARTTLS] x\r\n" },
	    .rules = { { "2 CAPABILITY", "* CAPABILITY IMAP4rev1 LOGINDISABLED"
					 "\r\n$ OK x\r\n" },
		{ "3 CAPABILITY", "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n"
				  "$ OK x\r\n" } },
	    .scope = SCOPE_CONFIG,
	    .says = "no log-in by password",
	    .not_heard = "LOGIN" },
	/* tokens */
	{ .name = "XOAUTH2 instead of a password",
	    .token = "tanda",
	    .heard = "AUTHENTICATE XOAUTH2 dXNlcj1jYWJ1dEBkaW5hcy5leGFtcGxlAWF1"
		     "dGg9QmVhcmVyIHRhbmRhAQE=",
	    .not_heard = "LOGIN" },
	{ .name = "a refused token is the operator's",
	    .token = "tanda",
	    .rules = { { "CAPABILITY", "* CAPABILITY AUTH=XOAUTH2\r\n"
				       "$ OK x\r\n" },
		{ "AUTHENTICATE", "+ e30=\r\n" },
		{ "\r\n", "2 NO [AUTHENTICATIONFAILED] old\r\n" } },
	    .scope = SCOPE_CONFIG,
	    .says = "refused the token of user" },
	{ .name = "a server without XOAUTH2 gets no token",
	    .token = "tanda",
	    .rules = { { "CAPABILITY", "* CAPABILITY AUTH=PLAIN\r\n"
				       "$ OK x\r\n" } },
	    .scope = SCOPE_CONFIG,
	    .says = "no log-in by token",
	    .not_heard = "AUTHENTICATE" },
	{ .name = "a control byte in a token is never sent",
	    .token = "tan\001da",
	    .scope = SCOPE_CONFIG,
	    .says = "control character",
	    .not_heard = "AUTHENTICATE" },
};

static char certs[CERTS_FOLDER_ROOM];

static void
check(const struct visit *v, bool ok, const struct fault *f, const char *heard)
{
	if (ok != (v->scope == SCOPE_NONE) || (!ok && f->scope != v->scope))
		fail_msg("got %s scope %d (%s), want scope %d",
		    ok ? "open" : "a fault of", f->scope, f->text, v->scope);
	if (v->says && !strstr(f->text, v->says))
		fail_msg("got \"%s\", want \"%s\" in it", f->text, v->says);
	if (v->heard && !strstr(heard, v->heard))
		fail_msg(
		    "the server did not hear \"%s\" but:\n%s", v->heard, heard);
	if (v->not_heard && strstr(heard, v->not_heard))
		fail_msg("the server heard \"%s\":\n%s", v->not_heard, heard);
	if (!ok && strstr(f->text, "rahasia"))
		fail_msg("the password is in the fault: %s", f->text);
}

static bool
open_once(const struct visit *v, unsigned port, struct fault *f)
{
	struct arena *a = arena_new();
	struct mailbox_account who = {
		.password = "rahasia", .command_s = 1, .session_s = 5
	};
	const char *ca = v->ca ? v->ca : "ca";
	struct mailbox *box = NULL;
	bool ok;

	who.url = arena_printf(a, "%s://cabut%%40dinas.example@%s:%u/INBOX",
	    v->scheme ? v->scheme : "imaps", v->host ? v->host : "localhost",
	    port);
	who.ca_file = *ca ? arena_printf(a, "%s/%s.pem", certs, ca) : NULL;
	if (v->password)
		who.password = v->password;
	if (v->token) {
		who.bearer_token = v->token;
		who.password = NULL;
	}
	ok = mailbox_open(&who, &box, f);
	mailbox_close(box);
	arena_free(a);
	return ok;
}

static void
run_visit(void **state)
{
	const struct visit *v = *state;
	struct fake_imap server = v->server;
	struct fault f = { 0 };
	char *heard;
	bool ok;

	server.certs = certs;
	server.rules = v->rules;
	fake_imap_start(&server);
	ok = open_once(v, server.port, &f);
	heard = fake_imap_stop(&server);
	check(v, ok, &f, heard);
	free(heard);
}

static void
a_closed_port_is_for_later(void **state)
{
	const struct visit v = { .host = "127.0.0.1" };
	struct fake_imap server = { .certs = certs };
	struct fault f = { 0 };

	(void)state;
	fake_imap_start(&server);
	free(fake_imap_stop(&server));
	assert_false(open_once(&v, server.port, &f));
	assert_int_equal(f.scope, SCOPE_LATER);
	assert_non_null(strstr(f.text, "Connection refused"));
}

static void
a_host_name_that_cannot_be_is_the_operators(void **state)
{
	const struct visit v = { .host = "tidak-ada.invalid" };
	struct fault f = { 0 };

	(void)state;
	assert_false(open_once(&v, 993, &f));
	/* without any name server the resolver can only say "later" */
	assert_true(f.scope == SCOPE_CONFIG || f.scope == SCOPE_LATER);
	assert_non_null(strstr(f.text, "tidak-ada.invalid"));
}

static void
writing_to_a_server_that_left_raises_no_signal(void **state)
{
	struct tls_stream s = { 0 };
	int ends[2];
	BIO *bio;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	close(ends[1]);
	s.fd = ends[0];
	bio = tls_bio_new(&s);
	assert_non_null(bio);
	assert_true(BIO_write(bio, "halo", 4) < 0); /* alive: no SIGPIPE */
	BIO_free(bio);
	BIO_meth_free(s.method);
	close(ends[0]);
}

/* Also where the machine's own OpenSSL settings would let old TLS through. */
static void
old_tls_is_switched_off_by_us(void **state)
{
	struct tls_stream s = { .fd = -1, .url = { .host = "localhost" } };

	(void)state;
	assert_true(tls_verify_prepare(&s, NULL));
	assert_int_equal(SSL_CTX_get_min_proto_version(s.ctx), TLS1_2_VERSION);
	assert_true(SSL_CTX_get_options(s.ctx) & SSL_OP_NO_COMPRESSION);
	assert_true(SSL_get_verify_mode(s.ssl) & SSL_VERIFY_PEER);
	SSL_free(s.ssl);
	SSL_CTX_free(s.ctx);
	BIO_meth_free(s.method);
}

static void
libetpan_writes_no_debug_file(void **state)
{
	(void)state;
	assert_int_not_equal(access("libetpan-stream-debug.log", F_OK), 0);
}

static int
make_certs(void **state)
{
	(void)state;
	return intake_certs_make(certs);
}

static int
remove_certs(void **state)
{
	(void)state;
	intake_certs_remove(certs);
	return 0;
}

int
main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(a_closed_port_is_for_later),
		cmocka_unit_test(a_host_name_that_cannot_be_is_the_operators),
		cmocka_unit_test(
		    writing_to_a_server_that_left_raises_no_signal),
		cmocka_unit_test(old_tls_is_switched_off_by_us),
		cmocka_unit_test(libetpan_writes_no_debug_file),
	};
	enum {
		VISITS = sizeof visits / sizeof *visits,
		OTHERS = sizeof others / sizeof *others
	};
	struct CMUnitTest tests[VISITS + OTHERS];

	for (size_t i = 0; i < VISITS; i++)
		tests[i] = (struct CMUnitTest){ .name = visits[i].name,
			.test_func = run_visit,
			.initial_state = (void *)(uintptr_t)&visits[i] };
	memcpy(tests + VISITS, others, sizeof others);
	return _cmocka_run_group_tests(
	    "intake_tls", tests, VISITS + OTHERS, make_certs, remove_certs);
}
