/*
 * The strict header scanner: every way to show one sender to one program and
 * another to the next must end in is_plain == false, and ordinary mail of
 * ordinary programs in is_plain == true.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cabut/message.h"

#include "cabut/banned.h"

static struct arena *arena;

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

static struct head
scan(struct slice raw)
{
	struct head head;
	struct fault f = { 0 };

	if (!head_scan(raw, arena, &head, &f))
		fail_msg("head_scan: %s", f.text);
	return head;
}

static struct head
scan_from(const char *from)
{
	return scan(slice_of(arena_printf(
	    arena, "From: %s\r\nSubject: Surat\r\n\r\nisi\r\n", from)));
}

struct from_row {
	const char *from;
	const char *want; /* address, or NULL */
	bool plain;
};

static void
check_from(const struct from_row *row)
{
	struct head head = scan_from(row->from);

	if (head.is_plain != row->plain)
		fail_msg("[%s] plain: got %d (%s), want %d", row->from,
		    head.is_plain, head.doubt ? head.doubt : "no doubt",
		    row->plain);
	if (!head.from || !row->want) {
		if (head.from || row->want)
			fail_msg("[%s] got %s, want %s", row->from,
			    head.from ? head.from : "NULL",
			    row->want ? row->want : "NULL");
		return;
	}
	assert_string_equal(head.from, row->want);
}

#define BOSS "boss@x.go.id"
#define EVIL "evil@y.example"

static void
ugly_addresses_are_read_as_one_sender_or_refused(void **state)
{
	static const struct from_row rows[] = {
		{ BOSS, BOSS, true },
		{ "<boss@x.go.id>", BOSS, true },
		{ "Budi <boss@x.go.id>", BOSS, true },
		{ "Budi Santoso <Boss@X.GO.ID>", "Boss@x.go.id", true },
		{ "\"Santoso, Budi\" <boss@x.go.id>", BOSS, true },
		{ "\"boss@x.go.id\" <evil@y.example>", EVIL, true },
		{ "\"a \\\" b <boss@x.go.id>\" <evil@y.example>", EVIL, true },
		{ "(boss@x.go.id) evil@y.example", EVIL, true },
		{ "evil@y.example (boss@x.go.id)", EVIL, true },
		{ "Budi (Kepala (Dinas)) <boss@x.go.id>", BOSS, true },
		{ "Drs. H. Budi <boss@x.go.id>", BOSS, true },
		{ "=?utf-8?q?Budi_=3Cevil=40y=2Eexample=3E?= <boss@x.go.id>",
		    BOSS, true },
		{ "=?utf-8?B?Ym9zcw==?= <boss@x.go.id>", BOSS, true },
		{ "boss@x.go.id <boss@x.go.id>", BOSS, true },
		{ "boss@x.go.id <BOSS@x.go.id>", "BOSS@x.go.id", true },
		{ "Budi\t<boss@x.go.id> (dinas)", BOSS, true },
		{ "boss@x.go.id <evil@y.example>", NULL, false },
		{ "Drs. Budi, M.Si <boss@x.go.id>", NULL, false },
		{ "boss@x.go.id, evil@y.example", NULL, false },
		{ "<boss@x.go.id>, <evil@y.example>", NULL, false },
		{ "<boss@x.go.id> <evil@y.example>", NULL, false },
		{ "boss@x.go.id (unclosed", NULL, false },
		{ "\"unclosed <boss@x.go.id>", NULL, false },
		{ "Pejabat: boss@x.go.id;", NULL, false },
		{ "undisclosed-recipients:;", NULL, false },
		{ "<@y.example:boss@x.go.id>", NULL, false },
		{ "\"boss\"@x.go.id", NULL, false },
		{ "<\"boss\"@x.go.id>", NULL, false },
		{ "boss@[10.0.0.1]", NULL, false },
		{ "boss@x.go.id@y.example", NULL, false },
		{ "boss @x.go.id", NULL, false },
		{ "boss@ x.go.id", NULL, false },
		{ "< boss@x.go.id>", NULL, false },
		{ "<boss(c)@x.go.id>", NULL, false },
		{ "boss@x.go.id .y.example", NULL, false },
		{ "boss@x.go.id>", NULL, false },
		{ "Budi <boss@x.go.id", NULL, false },
		{ "Budi boss@x.go.id", NULL, false },
		{ "boss@localhost", NULL, false },
		{ "=?utf-8?q?boss?=@x.go.id", NULL, false },
		{ "boss@x..go.id", NULL, false },
		{ ".boss@x.go.id", NULL, false },
		{ "b\xc3\xb6ss@x.go.id", NULL, false },
		{ "B\xc3\xb6ss <boss@x.go.id>", BOSS, false },
		{ "boss@x.go.id\x01", NULL, false },
		{ "boss\\@y.example@x.go.id", NULL, false },
		{ "", NULL, false },
		{ "<>", NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_from(&rows[i]);
}

static void
check_doubt(struct slice raw, const char *want)
{
	struct head head = scan(raw);

	if (head.is_plain || !head.doubt)
		fail_msg("plain, want doubt \"%s\"", want);
	if (!strstr(head.doubt, want))
		fail_msg("got doubt \"%s\", want \"%s\"", head.doubt, want);
}

static void
a_nul_cannot_cut_the_address(void **state)
{
	struct slice raw = SLICE("From: boss@x.go.id\0@evil.example\r\n\r\n");

	(void)state;
	check_doubt(raw, "From is not one plain mailbox");
	assert_null(scan(raw).from);
	check_doubt(SLICE("From: boss@x.go.id\r\nX-A: a\0b\r\n\r\n"), "NUL");
}

static void
two_from_lines_name_nobody(void **state)
{
	struct slice raw = SLICE("From: boss@x.go.id\r\n"
				 "From: evil@y.example\r\n\r\n");

	(void)state;
	check_doubt(raw, "more than one From");
	assert_null(scan(raw).from);
	check_doubt(SLICE("From: boss@x.go.id\r\nfrom: boss@x.go.id\r\n\r\n"),
	    "more than one From");
	check_doubt(SLICE("From: boss@x.go.id\r\nFrom : evil@y.example\r\n"
			  "\r\n"),
	    "more than one From");
}

static void
departures_from_the_form_leave_a_doubt(void **state)
{
	(void)state;
	check_doubt(SLICE("From : boss@x.go.id\r\n\r\n"), "blank stands");
	check_doubt(SLICE("From\t: boss@x.go.id\r\n\r\n"), "blank stands");
	check_doubt(SLICE("X-A: b\rFrom: evil@y.example\r\n"
			  "From: boss@x.go.id\r\n\r\n"),
	    "bare CR");
	check_doubt(SLICE("X-A: b\r\r\nFrom: boss@x.go.id\r\n\r\n"), "bare CR");
	check_doubt(SLICE("no field here\r\nFrom: boss@x.go.id\r\n\r\n"),
	    "not a field");
	check_doubt(
	    SLICE("From: boss@x.go.id\r\nbroken line\r\n\r\n"), "not a field");
	check_doubt(SLICE(" folded first\r\nFrom: boss@x.go.id\r\n\r\n"),
	    "not a field");
	check_doubt(SLICE("From: boss@x.go.id\r\n \r\n\r\n"), "blank");
	check_doubt(SLICE("From: boss@x.go.id\r\nX-A: b\r\n"), "no empty");
	check_doubt(SLICE("Subject: x\r\n\r\n"), "no From");
	check_doubt(SLICE("From: boss@x.go.id\r\nSender: a@x.go.id\r\n"
			  "Sender: b@x.go.id\r\n\r\n"),
	    "more than one Sender");
	check_doubt(SLICE("From: boss@x.go.id\r\nSubject: a\r\n"
			  "Subject: b\r\n\r\n"),
	    "more than one Subject");
	check_doubt(SLICE("\xef\xbb\xbf"
			  "From: boss@x.go.id\r\nSubject: a\r\n\r\n"),
	    "no From");
}

static void
ordinary_mail_is_plain(void **state)
{
	struct head head = scan(SLICE(
	    "Received: from a by b; Fri, 20 Nov 2026 09:15:00 +0800\r\n"
	    "Authentication-Results: mx.x.go.id;\r\n\tdmarc=pass\r\n"
	    "Received: from c by a\r\n"
	    "From: Budi\r\n <boss@X.go.id>\r\n"
	    "Sender: staf@x.go.id\r\n"
	    "To: \"Cabut, +x@y.example\" <cabut+abc@x.go.id>, b@x.go.id\r\n"
	    "Cc: (c@x.go.id) D@X.GO.ID\r\n"
	    "Subject: Re: Surat\r\n  Pencabutan\r\n"
	    "Message-ID:\r\n <m.1@x.go.id>\r\n"
	    "In-Reply-To: <c.1@x.go.id>\r\n"
	    "References: <c.0@x.go.id>\r\n <c.1@x.go.id>\r\n"
	    "Date: Fri, 20 Nov 2026 09:15:00 +0800\r\n"
	    "\r\nIsi\r\n"));

	(void)state;
	assert_null(head.doubt);
	assert_true(head.is_plain);
	assert_string_equal(head.from, BOSS);
	assert_string_equal(head.message_id, "m.1@x.go.id");
	assert_int_equal(head.recipients.count, 3);
	assert_string_equal(head.recipients.at[0], "cabut+abc@x.go.id");
	assert_string_equal(head.recipients.at[2], "d@x.go.id");
	assert_int_equal(head.references.count, 2);
	assert_string_equal(head.references.at[1], "c.1@x.go.id");
	assert_string_equal(head.in_reply_to.at[0], "c.1@x.go.id");
	assert_true(slice_equal(head.subject, SLICE("Re: Surat  Pencabutan")));
	assert_int_equal(head.trail_count, 3);
	assert_true(head.trail[1].is_results);
	assert_true(
	    slice_equal(head.trail[1].value, SLICE("mx.x.go.id;\tdmarc=pass")));
	assert_int_equal(head.automatic, AUTOMATIC_NO);
}

static void
lf_and_mbox_mail_is_read_as_well(void **state)
{
	static const char mail[] =
	    "From boss@x.go.id Fri Nov 20 09:15:00 2026\n"
	    "From: boss@x.go.id\nSubject: a\n b\n\nIsi\n";
	struct head head = scan(slice_of(mail));

	(void)state;
	assert_true(head.is_plain);
	assert_string_equal(head.from, BOSS);
	assert_true(slice_equal(head.subject, SLICE("a b")));
	assert_string_equal(mail + head.bytes, "Isi\n");
}

static void
limits_are_faults_with_their_name(void **state)
{
	struct strbuf s;
	struct head head;
	struct fault f = { 0 };

	(void)state;
	strbuf_init(&s, 2 * HEADER_BYTES_MAX);
	for (int i = 0; i < HEADER_LINES_MAX + 1; i++)
		strbuf_text(&s, "X: y\r\n");
	assert_false(
	    head_scan((struct slice){ s.at, s.len }, arena, &head, &f));
	assert_string_equal(f.text, "header over 1000 lines");
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	strbuf_clear(&s);
	strbuf_text(&s, "X: ");
	while (s.len < HEADER_BYTES_MAX + 10)
		strbuf_text(&s, "yyyyyyyyyyyyyyyyyyyyyyyyyyyyy");
	strbuf_text(&s, "\r\n\r\n");
	assert_false(
	    head_scan((struct slice){ s.at, s.len }, arena, &head, &f));
	assert_string_equal(f.text, "header over 262144 bytes");
	assert_false(head_scan((struct slice){ 0 }, arena, &head, &f));
	assert_false(head_scan(SLICE("\r\nbody\r\n"), arena, &head, &f));
	assert_string_equal(f.text, "the mail has no header");
	strbuf_release(&s);
}

static void
a_header_of_open_brackets_takes_no_time(void **state)
{
	struct strbuf s;
	struct head head;
	struct fault f = { 0 };

	(void)state;
	strbuf_init(&s, 2 * HEADER_BYTES_MAX);
	strbuf_text(&s, "To: ");
	for (int i = 0; i < 100000; i++)
		strbuf_text(&s, i % 2 ? "(" : "\\");
	strbuf_text(&s, "\r\nFrom: ");
	for (int i = 0; i < 100000; i++)
		strbuf_text(&s, "(");
	strbuf_text(&s, "\r\n\r\n");
	assert_true(head_scan((struct slice){ s.at, s.len }, arena, &head, &f));
	assert_false(head.is_plain);
	strbuf_release(&s);
}

struct automatic_row {
	const char *field;
	enum automatic want;
};

static void
signs_of_automatic_mail_are_seen(void **state)
{
	static const struct automatic_row rows[] = {
		{ "Auto-Submitted: auto-replied", AUTOMATIC_SUBMITTED },
		{ "Auto-Submitted: auto-generated (x)", AUTOMATIC_SUBMITTED },
		{ "Auto-Submitted: No", AUTOMATIC_NO },
		{ "Auto-Submitted: no; x=y", AUTOMATIC_NO },
		{ "Precedence: Bulk", AUTOMATIC_PRECEDENCE },
		{ "Precedence: list", AUTOMATIC_PRECEDENCE },
		{ "Precedence: auto_reply", AUTOMATIC_PRECEDENCE },
		{ "Precedence: first-class", AUTOMATIC_NO },
		{ "List-Id: <l.x.go.id>", AUTOMATIC_LIST },
		{ "Return-Path: <>", AUTOMATIC_NULL_PATH },
		{ "Return-Path: <a@x.go.id>", AUTOMATIC_NO },
		{ "Content-Type: multipart/report; boundary=a",
		    AUTOMATIC_REPORT },
		{ "Content-Type:\r\n MULTIPART/REPORT; boundary=a",
		    AUTOMATIC_REPORT },
		{ "Content-Type: text/calendar; method=REPLY",
		    AUTOMATIC_CALENDAR },
		{ "Content-Type: text/plain", AUTOMATIC_NO },
		{ "X-Autoreply: yes", AUTOMATIC_RESPONDER },
		{ "X-Autorespond: yes", AUTOMATIC_RESPONDER },
		{ "X-FC-Machinegenerated: true", AUTOMATIC_RESPONDER },
		{ "X-Auto-Response-Suppress: All", AUTOMATIC_NO },
		{ "X-Cabut-Id: 1", AUTOMATIC_OURSELVES },
		{ "Auto-Submitted: auto-replied\r\n"
		  "Content-Type: multipart/report",
		    AUTOMATIC_REPORT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct head head = scan(slice_of(arena_printf(
		    arena, "From: boss@x.go.id\r\n%s\r\n\r\n", rows[i].field)));

		if (head.automatic != rows[i].want)
			fail_msg("[%s] got %d, want %d", rows[i].field,
			    head.automatic, rows[i].want);
	}
}

static void
daemons_and_loops_are_automatic(void **state)
{
	struct strbuf s;

	(void)state;
	assert_int_equal(
	    scan_from("MAILER-DAEMON@x.go.id").automatic, AUTOMATIC_DAEMON);
	assert_int_equal(
	    scan_from("Mail System <mailer-daemon@mx.x.go.id>").automatic,
	    AUTOMATIC_DAEMON);
	assert_int_equal(
	    scan_from("postmaster@x.go.id").automatic, AUTOMATIC_DAEMON);
	assert_int_equal(scan_from("<>").automatic, AUTOMATIC_DAEMON);
	strbuf_init(&s, HEADER_BYTES_MAX);
	for (int i = 0; i <= HEADER_RECEIVED_MAX; i++)
		strbuf_text(&s, "Received: from a by b\r\n");
	strbuf_text(&s, "From: boss@x.go.id\r\n\r\n");
	assert_int_equal(
	    scan((struct slice){ s.at, s.len }).automatic, AUTOMATIC_LOOP);
	strbuf_release(&s);
}

static void
any_cut_is_survived_and_never_plain_before_the_end(void **state)
{
	static const char mail[] =
	    "From: \"B\" (c) <boss@x.go.id>\r\nTo: \"a\" <c+d@x.go.id>\r\n"
	    "References: <a@b>\r\n <c@d>\r\nContent-Type: text/plain;\r\n"
	    " charset=\"utf-8\"\r\nSubject: =?utf-8?q?a?=\r\n\r\n";
	struct fault f;
	struct head head;

	(void)state;
	for (size_t len = 0; len < sizeof mail - 1; len++) {
		char *exact = malloc(len ? len : 1);
		struct slice raw = { exact, len };

		memcpy(exact, mail, len);
		if (head_scan(raw, arena, &head, &f) && head.is_plain)
			fail_msg("plain when cut at %zu", len);
		free(exact);
	}
	assert_true(scan(slice_of(mail)).is_plain);
}

int
main(void)
{
#define ROW(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		ROW(ugly_addresses_are_read_as_one_sender_or_refused),
		ROW(a_nul_cannot_cut_the_address),
		ROW(two_from_lines_name_nobody),
		ROW(departures_from_the_form_leave_a_doubt),
		ROW(ordinary_mail_is_plain),
		ROW(lf_and_mbox_mail_is_read_as_well),
		ROW(limits_are_faults_with_their_name),
		ROW(a_header_of_open_brackets_takes_no_time),
		ROW(signs_of_automatic_mail_are_seen),
		ROW(daemons_and_loops_are_automatic),
		ROW(any_cut_is_survived_and_never_plain_before_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
