/*
 * Who proves a sender: the attacks on Authentication-Results one by one. The
 * rule under all of them: a field counts only from our border, above its own
 * Received line, when it follows the grammar to the last byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cabut/sender.h"

#include "cabut/banned.h"

#define BORDER "Received: from out.example by mx.cabut.example with ESMTPS\r\n"
#define FROM "From: Budi <budi@dinas.x.go.id>\r\n"
#define ID "Authentication-Results: mx.cabut.example; "

static struct arena *arena;
static const struct auth_policy policy = {
	.authserv_id = "mx.cabut.example",
	.border_host = "mx.cabut.example",
};

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct evidence
evidence_of(const struct auth_policy *p, struct slice header)
{
	char *raw = arena_alloc(arena, header.len + 2);
	struct head head;
	struct fault f = { 0 };
	struct evidence e;

	memcpy(raw, header.at, header.len);
	memcpy(raw + header.len, "\r\n", 2);
	if (!head_scan((struct slice){ raw, header.len + 2 }, arena, &head, &f))
		fail_msg("head_scan: %s", f.text);
	sender_evidence(&head, p, arena, &e);
	assert_non_null(e.why);
	return e;
}

struct row {
	const char *results; /* behind our authserv-id */
	const char *domain;  /* that proves it; NULL: nothing does */
};

static void
check_rows(const struct auth_policy *p, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct evidence e =
		    evidence_of(p, slice_of(arena_printf(arena, "%s%s\r\n%s%s",
				       ID, rows[i].results, BORDER, FROM)));

		if (e.is_aligned != (rows[i].domain != NULL))
			fail_msg("[%s] got %s, want %s (%s)", rows[i].results,
			    e.is_aligned ? e.domain : "nothing",
			    rows[i].domain ? rows[i].domain : "nothing", e.why);
		if (e.is_aligned)
			assert_string_equal(e.domain, rows[i].domain);
		assert_false(e.is_forged);
	}
}

#define CHECK_ROWS(p, rows)                                                    \
	check_rows((p), (rows), sizeof(rows) / sizeof *(rows))
#define DOMAIN "dinas.x.go.id"

static void
dmarc_of_the_from_domain_proves_the_sender(void **state)
{
	static const struct row rows[] = {
		{ "dmarc=pass header.from=dinas.x.go.id", DOMAIN },
		{ "dmarc=pass header.from=DINAS.x.go.id", DOMAIN },
		{ "dmarc=pass (p=none dis=none) header.from=dinas.x.go.id",
		    DOMAIN },
		{ "spf=pass smtp.mailfrom=a@evil.example;\r\n"
		  "\tdmarc=pass header.from=dinas.x.go.id",
		    DOMAIN },
		{ "dmarc = pass header . from = \"dinas.x.go.id\" ;", DOMAIN },
		{ "dmarc/1=pass reason=\"ok\" header.from=dinas.x.go.id",
		    DOMAIN },
		{ "dmarc=pass header.from=budi@dinas.x.go.id", DOMAIN },
		{ "dmarc=pass header.from=x.go.id", NULL },
		{ "dmarc=pass header.from=evil.example", NULL },
		{ "dmarc=pass", NULL },
		{ "dmarc=fail header.from=dinas.x.go.id", NULL },
		{ "dmarc=pass header.from=dinas.x.go.id "
		  "header.from=evil.example",
		    NULL },
		{ "none", NULL },
	};

	(void)state;
	CHECK_ROWS(&policy, rows);
}

static void
dkim_counts_inside_the_organisation_only(void **state)
{
	static const struct row rows[] = {
		{ "dkim=pass header.d=dinas.x.go.id", DOMAIN },
		{ "dkim=pass header.d=x.go.id header.i=@x.go.id "
		  "header.s=k1 header.b=Ab/c+d=",
		    "x.go.id" },
		{ "dkim=pass header.i=budi@dinas.x.go.id", DOMAIN },
		{ "dmarc=none header.from=dinas.x.go.id; "
		  "dkim=pass header.d=x.go.id",
		    "x.go.id" },
		{ "dkim=pass header.d=x.go.id; dkim=pass "
		  "header.d=esp.example",
		    "x.go.id" },
		{ "dkim=pass header.d=go.id", NULL },
		{ "dkim=pass header.d=id", NULL },
		{ "dkim=pass header.d=evil.example", NULL },
		{ "dkim=pass header.d=a.dinas.x.go.id", NULL },
		{ "dkim=pass header.d=y.go.id", NULL },
		{ "dkim=pass", NULL },
		{ "dkim=pass header.d=x.go.id header.i=@evil.example", NULL },
		{ "dkim=pass header.d=x.go.id header.d=evil.example", NULL },
	};

	(void)state;
	CHECK_ROWS(&policy, rows);
}

static void
names_that_only_end_alike_prove_nothing(void **state)
{
	static const struct row rows[] = {
		{ "dkim=pass header.d=evilx.go.id", NULL },
		{ "dkim=pass header.d=evilgo.id", NULL },
		{ "dkim=pass header.d=x.go.id.evil.com", NULL },
		{ "dmarc=pass header.from=evildinas.x.go.id", NULL },
		{ "dmarc=pass header.from=dinas.x.go.id.evil.com", NULL },
		{ "dkim=pass header.d=.x.go.id", NULL },
		{ "dkim=pass header.d=x.go.id.", NULL },
	};

	(void)state;
	CHECK_ROWS(&policy, rows);
}

static void
spf_or_arc_alone_proves_nothing(void **state)
{
	static const struct row rows[] = {
		{ "spf=pass smtp.mailfrom=budi@dinas.x.go.id", NULL },
		{ "spf=pass smtp.helo=dinas.x.go.id", NULL },
		{ "arc=pass header.oldest-pass=0", NULL },
		{ "dkim-adsp=pass header.from=budi@dinas.x.go.id", NULL },
		{ "iprev=pass policy.iprev=192.0.2.1", NULL },
	};

	(void)state;
	CHECK_ROWS(&policy, rows);
}

static void
of_several_results_the_worst_counts(void **state)
{
	static const struct row rows[] = {
		{ "dmarc=pass header.from=dinas.x.go.id; "
		  "dmarc=fail header.from=dinas.x.go.id",
		    NULL },
		{ "dmarc=fail header.from=dinas.x.go.id; "
		  "dmarc=pass header.from=dinas.x.go.id",
		    NULL },
		{ "dkim=pass header.d=x.go.id; dkim=fail header.d=x.go.id",
		    NULL },
		{ "dmarc=fail header.from=dinas.x.go.id; "
		  "dkim=pass header.d=x.go.id",
		    NULL },
	};
	struct evidence e;

	(void)state;
	CHECK_ROWS(&policy, rows);
	e = evidence_of(&policy,
	    SLICE(ID "dmarc=pass header.from=dinas.x.go.id\r\n" ID
		     "dmarc=fail header.from=dinas.x.go.id\r\n" BORDER FROM));
	assert_false(e.is_aligned);
}

static void
text_in_quotes_and_comments_is_no_result(void **state)
{
	static const struct row rows[] = {
		/* d=, MAIL FROM and HELO are written by the attacker */
		{ "dkim=pass header.d=x.go.id(.evil.example", NULL },
		{ "dkim=pass header.d=x.go.id\".evil.example", NULL },
		{ "dkim=pass header.d=x.go.id'.evil.example", NULL },
		{ "dkim=pass header.d=x.go.id;.evil.example", NULL },
		{ "dkim=pass header.d=x.go.id .evil.example", NULL },
		{ "dkim=pass header.d=x.go.id,evil.example", NULL },
		{ "dkim=pass header.d=x.go.id\\.evil.example", NULL },
		{ "dkim=pass header.d=x.go.id=evil.example", NULL },
		{ "dkim=pass header.d=x.go.id\x01.evil.example", NULL },
		{ "dkim=pass header.d=x.go.id\xc3\xa9", NULL },
		{ "spf=pass smtp.mailfrom=\"a; dmarc=pass "
		  "header.from=dinas.x.go.id\"",
		    NULL },
		{ "spf=pass (a; dmarc=pass header.from=dinas.x.go.id)", NULL },
		{ "spf=fail (a (b; dmarc=pass header.from=dinas.x.go.id)",
		    NULL },
		{ "spf=fail (a\\); dmarc=pass header.from=dinas.x.go.id",
		    NULL },
		{ "spf=fail smtp.mailfrom=\"a\\\"; dmarc=pass "
		  "header.from=dinas.x.go.id",
		    NULL },
		{ "spf=fail smtp.helo=a); dmarc=pass "
		  "header.from=dinas.x.go.id",
		    NULL },
		{ "dmarc=pass(header.from=dinas.x.go.id)", NULL },
		{ "dmarc=passheader.from=dinas.x.go.id", NULL },
		{ "dmarc=pass header.from=dinas.x.go.id x", NULL },
		{ "dmarc=pass header.from=dinas.x.go.id; spf", NULL },
		{ "dmarc=pass action=none header.from=dinas.x.go.id", NULL },
		{ "dmarc/2=pass header.from=dinas.x.go.id", NULL },
	};

	(void)state;
	CHECK_ROWS(&policy, rows);
}

static void
a_comment_that_closes_hides_only_itself(void **state)
{
	static const struct row rows[] = {
		{ "spf=fail (a \\) (b) ; dmarc=fail) smtp.helo=\"a;b)\"; "
		  "dmarc=pass (c) header.from=dinas.x.go.id (d)",
		    DOMAIN },
	};

	(void)state;
	CHECK_ROWS(&policy, rows);
}

#define PASS "dmarc=pass header.from=dinas.x.go.id\r\n"

static void
check_one(
    const struct auth_policy *p, struct slice header, bool aligned, bool forged)
{
	struct evidence e = evidence_of(p, header);

	if (e.is_aligned != aligned || e.is_forged != forged)
		fail_msg("%.*s\ngot aligned %d forged %d, want %d %d: %s",
		    (int)header.len, header.at, e.is_aligned, e.is_forged,
		    aligned, forged, e.why);
}

static void
a_forged_field_below_our_received_line_spoils_the_mail(void **state)
{
	(void)state;
	check_one(&policy, SLICE(ID PASS BORDER FROM), true, false);
	check_one(&policy, SLICE(BORDER ID PASS FROM), false, true);
	check_one(&policy, SLICE(ID PASS BORDER ID PASS FROM), false, true);
	check_one(&policy, SLICE(ID PASS BORDER FROM ID PASS), false, true);
	check_one(&policy,
	    SLICE(
		BORDER "Authentication-Results: MX.cabut.example; " PASS FROM),
	    false, true);
	/* a forger's own Received line of our border comes too low */
	check_one(&policy, SLICE(BORDER ID PASS BORDER FROM), false, true);
	/* a broken forged one is an alarm as well */
	check_one(
	    &policy, SLICE(ID PASS BORDER ID "(((\r\n" FROM), false, true);
}

static void
fields_of_other_servers_are_passed_over(void **state)
{
	(void)state;
	check_one(&policy,
	    SLICE("Authentication-Results: evil.example; " PASS BORDER FROM),
	    false, false);
	check_one(&policy,
	    SLICE(ID PASS BORDER
		"Authentication-Results: evil.example; dmarc=fail\r\n" FROM),
	    true, false);
	check_one(&policy,
	    SLICE("Authentication-Results: mx.cabut.example.evil; " PASS BORDER
		    FROM),
	    false, false);
	check_one(&policy,
	    SLICE("Authentication-Results: a.mx.cabut.example; " PASS BORDER
		    FROM),
	    false, false);
	check_one(&policy,
	    SLICE("Authentication-Results: dmarc=pass "
		  "header.from=dinas.x.go.id\r\n" BORDER FROM),
	    false, false);
	check_one(&policy,
	    SLICE("ARC-Authentication-Results: i=1; mx.cabut.example; " PASS
		    BORDER FROM),
	    false, false);
	check_one(&policy,
	    SLICE("X-Authentication-Results: mx.cabut.example; " PASS BORDER
		    FROM),
	    false, false);
	check_one(&policy,
	    SLICE("Authentication-Results: (c) \"mx.cabut.example\" 1 ; " PASS
		    BORDER FROM),
	    true, false);
	check_one(&policy,
	    SLICE("Authentication-Results: mx.cabut.example 2; " PASS BORDER
		    FROM),
	    false, false);
}

static void
the_border_is_known_by_its_own_name(void **state)
{
	(void)state;
	/* hops inside our house stand above */
	check_one(&policy,
	    SLICE(
		"Received: from mx.cabut.example by store.cabut.example\r\n" ID
		    PASS BORDER FROM),
	    true, false);
	check_one(&policy,
	    SLICE(ID PASS "Received: from a by mx.cabut.example.evil\r\n" FROM),
	    false, true);
	check_one(&policy, SLICE(ID PASS FROM), false, true);
	check_one(&policy,
	    SLICE(
		ID PASS "Received: (from a) by MX.cabut.example; Fri\r\n" FROM),
	    true, false);
}

#define UNDER "Received: from x by mx.cabut.example\r\n"

/* The border writes what the client said of itself before its own name; a
 * forged field and a forged line of ours follow below. */
static void
what_the_client_says_of_itself_hides_no_line_of_ours(void **state)
{
	static const char *const lines[] = {
		"from by (unknown [192.0.2.1]) by mx.cabut.example with ESMTP",
		"from by by (unknown [192.0.2.1]) by mx.cabut.example",
		"from by by mx.cabut.example",
		"from \"by(\" (unknown [192.0.2.1]) by mx.cabut.example",
		"from by( (unknown [192.0.2.1]) by mx.cabut.example",
		"from a( (unknown [192.0.2.1]) by mx.cabut.example (x)",
		"from a) (unknown [192.0.2.1]) by mx.cabut.example",
		"from ((((((((a (unknown [192.0.2.1])\r\n\tby mx.cabut.example",
		"from a\" (unknown [192.0.2.1]) by mx.cabut.example",
		"from \"a (unknown [192.0.2.1]) by mx.cabut.example; \"",
		"from a\\ (unknown [192.0.2.1]) by mx.cabut.example",
		"from \"a\\\" (unknown [192.0.2.1]) by mx.cabut.example",
		"from (a\\) (unknown [192.0.2.1]) by mx.cabut.example",
		"from [192.0.2.1] (helo=by)\r\n\tby mx.cabut.example",
		"from ; by (unknown [192.0.2.1]) by mx.cabut.example",
		"from by; (unknown [192.0.2.1]) by mx.cabut.example",
		"from by (unknown [192.0.2.1]) by mx.cabut.example.",
		"from by (unknown [192.0.2.1]) BY MX.Cabut.Example.;",
		"from a (unknown [192.0.2.1])\r\n\tby\r\n mx.cabut.example",
		"from a by\tmx.cabut.example(Postfix)",
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		const char *below = arena_printf(
		    arena, "Received: %s\r\n" ID PASS UNDER FROM, lines[i]);
		const char *above = arena_printf(
		    arena, ID PASS "Received: %s\r\n" UNDER FROM, lines[i]);

		check_one(&policy, slice_of(below), false, true);
		check_one(&policy, slice_of(above), true, false);
	}
}

static void
a_border_configured_with_a_trailing_dot_is_the_same(void **state)
{
	static const struct auth_policy dotted = {
		.authserv_id = "mx.cabut.example",
		.border_host = "MX.cabut.example.",
	};

	(void)state;
	check_one(&dotted, SLICE(ID PASS BORDER FROM), true, false);
	check_one(&dotted, SLICE(BORDER ID PASS UNDER FROM), false, true);
	check_one(&dotted,
	    SLICE("Received: from by by mx.cabut.example.\r\n" ID PASS UNDER
		    FROM),
	    false, true);
}

static void
without_an_id_nothing_is_authenticated(void **state)
{
	static const struct auth_policy none = { .border_strips = true };
	static const struct auth_policy no_border = { .authserv_id =
							  "mx.cabut.example" };
	static const struct auth_policy strips = {
		.authserv_id = "mx.cabut.example", .border_strips = true
	};

	(void)state;
	check_one(&none, SLICE(ID PASS BORDER FROM), false, false);
	check_one(&no_border, SLICE(ID PASS BORDER FROM), false, true);
	check_one(&strips, SLICE(BORDER ID PASS FROM), true, false);
	check_one(&strips, SLICE(ID PASS BORDER FROM), true, false);
}

static void
a_sender_that_is_not_plain_is_never_authenticated(void **state)
{
	(void)state;
	check_one(&policy,
	    SLICE(ID PASS BORDER FROM "From: evil@y.example\r\n"), false,
	    false);
	check_one(&policy, SLICE(ID PASS BORDER "From : budi@" DOMAIN "\r\n"),
	    false, false);
	check_one(&policy,
	    SLICE(ID PASS BORDER "From: budi@" DOMAIN "\0@y.example\r\n"),
	    false, false);
	check_one(&policy, SLICE(ID PASS BORDER), false, false);
}

static void
an_internal_domain_needs_the_log_in_of_the_sender(void **state)
{
	static const char *const internal[] = { DOMAIN };
	static const struct auth_policy inside = {
		.authserv_id = "mx.cabut.example",
		.border_host = "mx.cabut.example",
		.internal_domains = internal,
		.internal_count = 1,
	};
	static const struct row rows[] = {
		{ "auth=pass smtp.auth=budi@dinas.x.go.id", DOMAIN },
		{ "auth=pass (plain) smtp.auth=BUDI@dinas.x.go.id", DOMAIN },
		{ "auth=pass smtp.auth=budi", DOMAIN },
		{ "auth=pass smtp.auth=siti@dinas.x.go.id", NULL },
		{ "auth=pass smtp.auth=budi@y.example", NULL },
		{ "auth=pass smtp.mail=budi@dinas.x.go.id", NULL },
		{ "auth=fail smtp.auth=budi", NULL },
		{ "auth=pass smtp.auth=budi; auth=pass smtp.auth=siti", NULL },
		{ "dmarc=pass header.from=dinas.x.go.id", NULL },
		{ "dkim=pass header.d=dinas.x.go.id", NULL },
	};

	(void)state;
	CHECK_ROWS(&inside, rows);
}

static void
results_cut_anywhere_prove_nothing_new(void **state)
{
	static const char text[] = "dkim=pass (a \"b\") header.d=evil.example "
				   "reason=\"x\\\"y\"; dmarc=fail";

	(void)state;
	for (size_t len = 0; len < sizeof text; len++) {
		struct evidence e = evidence_of(
		    &policy, slice_of(arena_printf(arena, "%s%.*s\r\n%s%s", ID,
				 (int)len, text, BORDER, FROM)));

		assert_false(e.is_aligned);
	}
}

static void
too_many_results_or_too_long_a_field_prove_nothing(void **state)
{
	struct strbuf s;

	(void)state;
	strbuf_init(&s, 100000);
	strbuf_text(&s, ID);
	for (int i = 0; i < 40; i++)
		strbuf_text(&s, "dmarc=pass header.from=" DOMAIN "; ");
	strbuf_text(&s, "\r\n" BORDER FROM);
	check_one(&policy, (struct slice){ s.at, s.len }, false, false);
	strbuf_clear(&s);
	strbuf_text(&s, ID "dmarc=pass header.from=" DOMAIN " (");
	for (int i = 0; i < 20000; i++)
		strbuf_char(&s, 'a');
	strbuf_text(&s, ")\r\n" BORDER FROM);
	check_one(&policy, (struct slice){ s.at, s.len }, false, false);
	strbuf_release(&s);
}

int
main(void)
{
#define ROW(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		ROW(dmarc_of_the_from_domain_proves_the_sender),
		ROW(dkim_counts_inside_the_organisation_only),
		ROW(names_that_only_end_alike_prove_nothing),
		ROW(spf_or_arc_alone_proves_nothing),
		ROW(of_several_results_the_worst_counts),
		ROW(text_in_quotes_and_comments_is_no_result),
		ROW(a_comment_that_closes_hides_only_itself),
		ROW(a_forged_field_below_our_received_line_spoils_the_mail),
		ROW(fields_of_other_servers_are_passed_over),
		ROW(the_border_is_known_by_its_own_name),
		ROW(what_the_client_says_of_itself_hides_no_line_of_ours),
		ROW(a_border_configured_with_a_trailing_dot_is_the_same),
		ROW(without_an_id_nothing_is_authenticated),
		ROW(a_sender_that_is_not_plain_is_never_authenticated),
		ROW(an_internal_domain_needs_the_log_in_of_the_sender),
		ROW(results_cut_anywhere_prove_nothing_new),
		ROW(too_many_results_or_too_long_a_field_prove_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
