/*
 * The MIME side on ordinary, awkward and hostile mail: what the reader sees
 * as body, what is a paper, and what is told as odd.
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

static struct message
parse(const char *mail)
{
	struct message m;
	struct fault f = { 0 };

	if (!message_parse(slice_of(mail), arena, &m, &f))
		fail_msg("message_parse: %s", f.text);
	return m;
}

static void
assert_bytes(const struct part *part, const char *want)
{
	if (!slice_equal(part->bytes, slice_of(want)))
		fail_msg("got [%.*s], want [%s]", (int)part->bytes.len,
		    part->bytes.at, want);
}

static void
a_plain_mail_is_its_text(void **state)
{
	struct message m = parse("Subject: =?utf-8?q?Surat_=C3=A9?=\r\n"
				 "\r\nSetuju\r\nBudi\r\n");

	(void)state;
	assert_string_equal(m.subject, "Surat \xc3\xa9");
	assert_string_equal(m.text, "Setuju\nBudi\n");
	assert_null(m.html_text);
	assert_int_equal(m.part_count, 1);
	assert_int_equal(m.parts[0].use, PART_BODY_TEXT);
	assert_false(m.is_ambiguous);
}

static void
text_and_html_and_papers_are_told_apart(void **state)
{
	struct message m = parse(
	    "Content-Type: multipart/mixed; boundary=\"out\"\n\npreamble\n"
	    "--out\nContent-Type: multipart/alternative; boundary=in\n\n"
	    "--in\nContent-Type: text/plain; charset=utf-8\n\nSetuju\n"
	    "--in\nContent-Type: text/html; charset=utf-8\n\n<p>Setuju</p>\n"
	    "--in--\n"
	    "--out\nContent-Type: application/pdf; name=\"Surat.pdf\"\n"
	    "Content-Transfer-Encoding: base64\n\nJVBERg==\n"
	    "--out\nContent-Type: text/plain\n"
	    "Content-Disposition: attachment; filename=catatan.txt\n\nTOLAK\n"
	    "--out\nContent-Type: text/plain; name=lain.txt\n\nTOLAK\n"
	    "--out\nContent-Type: text/calendar; method=REPLY\n\nBEGIN\n"
	    "--out\nContent-Type: image/png\nContent-ID: <l>\n\npng\n"
	    "--out\nContent-Type: application/ms-tnef; name=winmail.dat\n\n"
	    "tnef\n--out--\nepilogue\n");

	(void)state;
	assert_string_equal(m.text, "Setuju");
	assert_string_equal(m.html_text, "Setuju");
	assert_int_equal(m.part_count, 8);
	assert_string_equal(m.parts[2].name, "Surat.pdf");
	assert_string_equal(m.parts[2].type, "application/pdf");
	assert_bytes(&m.parts[2], "%PDF");
	assert_int_equal(m.parts[2].use, PART_ATTACHMENT);
	assert_int_equal(m.parts[3].use, PART_ATTACHMENT);
	assert_int_equal(m.parts[4].use, PART_ATTACHMENT);
	assert_int_equal(m.parts[5].use, PART_CALENDAR);
	assert_int_equal(m.parts[6].use, PART_INLINE);
	assert_string_equal(m.parts[7].name, "winmail.dat");
	assert_int_equal(m.parts[0].depth, 2);
	assert_false(m.is_ambiguous);
}

static void
an_attached_mail_never_joins_the_body(void **state)
{
	static const char *const mails[] = {
		"--b\nContent-Type: message/rfc822\n\n"
		"Subject: lama\nContent-Type: text/plain\n\nSETUJU\n",
		"--b\nContent-Type: message/rfc822\n"
		"Content-Transfer-Encoding: base64\n\n"
		"U3ViamVjdDogbGFtYQoKU0VUVUpVCg==\n",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct message m = parse(arena_printf(arena,
		    "Content-Type: multipart/mixed; boundary=b\n\n"
		    "--b\n\nlihat lampiran\n%s--b--\n",
		    mails[i]));

		assert_string_equal(m.text, "lihat lampiran");
		assert_int_equal(m.part_count, 2);
		assert_int_equal(m.parts[1].use, PART_ATTACHMENT);
		assert_true(m.parts[1].is_nested);
		assert_int_equal(m.parts[1].depth, 2);
		assert_non_null(memmem(
		    m.parts[1].bytes.at, m.parts[1].bytes.len, "SETUJU", 6));
	}
}

struct boundary_row {
	const char *parameter;
	const char *line;
};

static void
strange_boundaries_are_boundaries(void **state)
{
	static const struct boundary_row rows[] = {
		{ "boundary=\"\\\"\"", "--\"" },
		{ "boundary=\"a b \"", "--a b" },
		{ "boundary=a'+_,-./:=?", "--a'+_,-./:=?" },
		{ "BOUNDARY=\"=_x\"; x=y", "--=_x" },
		{ "boundary*=utf-8''abc; boundary=abc", "--abc" },
		{ "boundary=abc (comment)", "--abc" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct message m = parse(arena_printf(arena,
		    "Content-Type: multipart/mixed; %s\n\n%s\n\nisi\n"
		    "%s \t\nContent-Type: a/b\n\nx\n%s--\n",
		    rows[i].parameter, rows[i].line, rows[i].line,
		    rows[i].line));
		if (m.part_count != 2 || !m.text || strcmp(m.text, "isi"))
			fail_msg("[%s] %zu parts, text [%s]", rows[i].parameter,
			    m.part_count, m.text ? m.text : "none");
	}
}

static void
a_boundary_may_begin_like_another(void **state)
{
	struct message m =
	    parse("Content-Type: multipart/mixed; boundary=abc\n\n"
		  "--abc\nContent-Type: multipart/mixed; boundary=abcd\n\n"
		  "--abcd\n\nsatu\n--abcd\n\ndua\n--abcd--\n"
		  "--abc\n\ntiga\n--abc--\n");

	(void)state;
	assert_int_equal(m.part_count, 3);
	assert_string_equal(m.text, "satu\ndua\ntiga");
	assert_false(m.is_ambiguous);
}

static void
a_missing_end_keeps_the_part_and_marks_it(void **state)
{
	struct message m = parse("Content-Type: multipart/mixed; boundary=b\n"
				 "\n--b\n\nsatu\n--b\n\ndua");

	(void)state;
	assert_string_equal(m.text, "satu\ndua");
	assert_false(m.parts[0].is_damaged);
	assert_true(m.parts[1].is_damaged);
}

static void
an_outer_boundary_ends_the_inner_part(void **state)
{
	struct message m =
	    parse("Content-Type: multipart/mixed; boundary=o\n\n"
		  "--o\nContent-Type: multipart/mixed; boundary=i\n\n"
		  "--i\n\nsatu\n"
		  "--o\n\ndua\n--i--\n--o--\n");

	(void)state;
	assert_int_equal(m.part_count, 2);
	assert_bytes(&m.parts[0], "satu");
	assert_bytes(&m.parts[1], "dua\n--i--");
}

static void
what_two_readers_could_take_differently_is_ambiguous(void **state)
{
	static const char *const mails[] = {
		"Content-Type: text/plain\nContent-Type: text/html\n\nx\n",
		"Content-Transfer-Encoding: 7bit\n"
		"Content-Transfer-Encoding: base64\n\nx\n",
		"Content-Disposition: inline\n"
		"Content-Disposition: attachment\n\nx\n",
		"Subject: a\nSubject: b\n\nx\n",
		"Subject: a\rX: b\n\nx\n",
		"Subject: a\nno field\n\nx\n",
		"Content-Type: multipart/mixed; boundary=a; boundary=b\n\n"
		"--a\n\nx\n--a--\n",
		"Content-Type: multipart/mixed; boundary=a\n\nno parts\n",
		"Content-Type: multipart/mixed\n\n--a\n\nx\n--a--\n",
		"Content-Type: multipart/mixed; boundary=a\n"
		"Content-Transfer-Encoding: base64\n\n--a\n\nx\n--a--\n",
		"Content-Type: multipart/mixed; boundary=a\n\n--a\n\nx\n"
		"--a--\n--a\n\nSETUJU\n--a--\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof mails / sizeof *mails; i++)
		if (!parse(mails[i]).is_ambiguous)
			fail_msg("not ambiguous: %s", mails[i]);
}

struct transfer_row {
	const char *encoding, *body, *want;
	bool damaged;
};

static void
transfer_encodings_lose_no_byte(void **state)
{
	static const struct transfer_row rows[] = {
		{ "base64", "U3VyYXQ=", "Surat", false },
		{ "BASE64 (c)", "U3Vy\r\nYXQ", "Surat", false },
		{ "base64", "U3VyYX", "Sura", false },
		{ "base64", "U3Vy!YXQ=", "Surat", true },
		{ "base64", "U3VyYXQ=U3VyYXQ=", "SuratSurat", true },
		{ "base64", "U3VyY", "Sur", true },
		{ "base64", "", "", false },
		{ "base64", "====", "", false },
		{ "quoted-printable", "a=20b=\r\nc \r\nd", "a bc\r\nd", false },
		{ "Quoted-Printable", "=c3=A9", "\xc3\xa9", false },
		{ "quoted-printable", "a=b=zz=", "a=b=zz", true },
		{ "quoted-printable", "a= \nb", "ab", false },
		{ "quoted-printable", "a=4", "a=4", true },
		{ "x-uuencode", "begin", "begin", true },
		{ "8bit", "a\xc3\xa9", "a\xc3\xa9", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct message m = parse(arena_printf(arena,
		    "Content-Type: application/pdf\r\n"
		    "Content-Transfer-Encoding: %s\r\n\r\n%s",
		    rows[i].encoding, rows[i].body));

		assert_bytes(&m.parts[0], rows[i].want);
		if (m.parts[0].is_damaged != rows[i].damaged)
			fail_msg("[%s] damaged: got %d", rows[i].body,
			    m.parts[0].is_damaged);
	}
}

struct name_row {
	const char *field; /* behind "Content-Disposition: attachment; " */
	const char *want;
};

static void
file_names_of_all_programs_are_read_and_cleaned(void **state)
{
	static const struct name_row rows[] = {
		{ "filename=\"Surat.pdf\"", "Surat.pdf" },
		{ "filename=Surat Permohonan (1).pdf",
		    "Surat Permohonan (1).pdf" },
		{ "filename*=utf-8'id'Surat%20%C3%A9.pdf",
		    "Surat \xc3\xa9.pdf" },
		{ "filename*0*=utf-8''Surat%20; filename*1=Perm;\n"
		  " filename*2*=%C3%A9.pdf",
		    "Surat Perm\xc3\xa9.pdf" },
		{ "filename*1=b.pdf; filename*0=a", "ab.pdf" },
		{ "filename*0*=iso-8859-1''caf%E9; filename*1=.pdf",
		    "caf\xc3\xa9.pdf" },
		{ "filename=x.bin; filename*=utf-8''y.pdf", "y.pdf" },
		{ "filename=\"=?utf-8?B?U3VyYXQucGRm?=\"", "Surat.pdf" },
		{ "filename=\"=?utf-8?Q?Surat?=\n =?utf-8?Q?=2Epdf?=\"",
		    "Surat.pdf" },
		{ "filename=\"caf\xc3\xa9.pdf\"", "caf\xc3\xa9.pdf" },
		{ "filename=\"caf\xe9.pdf\"", "caf\xc3\xa9.pdf" },
		{ "filename=\"../../etc/passwd\"", "passwd" },
		{ "filename=\"C:\\\\surat\\\\a.pdf\"", "a.pdf" },
		{ "filename=\"..bashrc\"", "bashrc" },
		{ "filename=\"a\\\"b.pdf\"", "a\"b.pdf" },
		{ "filename*=utf-8''a%00%0D%0Ab.pdf", "a\xef\xbf\xbd"
						      "b.pdf" },
		{ "filename*=utf-8''gambar%E2%80%AEfdp.exe", "gambarfdp.exe" },
		{ "filename=\"...\"", NULL },
		{ "filename=\"\"", NULL },
		{ "x=y", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct message m = parse(arena_printf(arena,
		    "Content-Disposition: attachment; %s\n\nx\n",
		    rows[i].field));
		const char *got = m.parts[0].name;

		assert_int_equal(m.parts[0].use, PART_ATTACHMENT);
		if (!got != !rows[i].want ||
		    (got && strcmp(got, rows[i].want) != 0))
			fail_msg("[%s] got %s, want %s", rows[i].field,
			    got ? got : "none",
			    rows[i].want ? rows[i].want : "none");
	}
}

static void
long_file_names_keep_their_ending(void **state)
{
	struct strbuf s;
	struct message m;

	(void)state;
	strbuf_init(&s, 10000);
	strbuf_text(&s, "Content-Disposition: attachment; filename=\"");
	for (int i = 0; i < 100; i++)
		strbuf_text(&s, "\xc3\xa9\xc3\xa9");
	strbuf_text(&s, ".pdf\"\n\nx");
	m = parse(s.at);
	assert_in_range(strlen(m.parts[0].name), 110, FILE_NAME_MAX);
	assert_true(utf8_is_valid(m.parts[0].name, strlen(m.parts[0].name)));
	assert_string_equal(
	    m.parts[0].name + strlen(m.parts[0].name) - 4, ".pdf");
	strbuf_release(&s);
}

static void
body_text_is_valid_utf8_with_lf(void **state)
{
	(void)state;
	assert_string_equal(parse("Content-Type: text/plain; "
				  "charset=windows-1252\r\n\r\n\x93"
				  "a\x94\r"
				  "b\x01")
				.text,
	    "\xe2\x80\x9c"
	    "a\xe2\x80\x9d\nb\xef\xbf\xbd");
	assert_true(parse("Content-Type: text/plain; charset=utf-7\n\n+AGE-")
			.parts[0]
			.is_damaged);
	assert_string_equal(
	    parse("Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n"
		  "Set \r\nuju\r\n> kutip \r\n> an\r\n-- \r\nBudi\r\n")
		.text,
	    "Setuju\n> kutipan\n-- \nBudi\n");
}

static void
flowed_text_is_joined_by_its_quote_depth(void **state)
{
	static const struct name_row rows[] = {
		{ "a \nb\n", "a b\n" },
		{ "a \n>b\n", "a \n> b\n" },
		{ ">a \n>b\n>>c\n", "> a b\n>> c\n" },
		{ " >a\n", ">a\n" },
		{ "a \n-- \nb\n", "a \n-- \nb\n" },
		{ "a ", "a \n" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(
		    message_unflow(rows[i].field, false, arena), rows[i].want);
}

static void
delivery_reports_tell_what_they_are_about(void **state)
{
	struct message m = parse(
	    "Content-Type: multipart/report; report-type=delivery-status;\n"
	    " boundary=b\n\n--b\n\nTidak terkirim\n"
	    "--b\nContent-Type: message/delivery-status\n\n"
	    "Reporting-MTA: dns; mx.x.go.id\n\n"
	    "Final-Recipient: rfc822; a@x.go.id\nAction: delayed\n"
	    "Status: 4.0.0\n\n"
	    "Final-Recipient: rfc822; <b@x.go.id>\nAction: Failed\n"
	    "Status: 5.1.1 (unknown)\n\n"
	    "--b\nContent-Type: message/rfc822\n\n"
	    "Message-ID: <c.1@cabut.example>\nSubject: a\n\nSETUJU\n"
	    "--b--\n");

	(void)state;
	assert_string_equal(m.report_message_id, "c.1@cabut.example");
	assert_string_equal(m.report_recipient, "b@x.go.id");
	assert_string_equal(m.report_action, "failed");
	assert_string_equal(m.report_status, "5.1.1");
	assert_string_equal(m.text, "Tidak terkirim");
	assert_int_equal(m.parts[1].use, PART_REPORT);
	m = parse("Content-Type: multipart/report; boundary=b\n\n--b\n"
		  "Content-Type: message/delivery-status\n\n\n"
		  "Action: failed\nFinal-Recipient: a@x.go.id\n\n"
		  "--b\nContent-Type: text/rfc822-headers\n\n"
		  "Message-ID: <c.2@cabut.example>\n\n--b--\n");
	assert_string_equal(m.report_message_id, "c.2@cabut.example");
	assert_string_equal(m.report_recipient, "a@x.go.id");
	m = parse("Content-Type: multipart/report; boundary=b\n\n--b\n"
		  "Content-Type: message/disposition-notification\n\n"
		  "Final-Recipient: rfc822;a@x.go.id\n"
		  "Original-Message-ID: <c.3@cabut.example>\n"
		  "Disposition: manual-action/MDN-sent-manually; displayed\n"
		  "\n--b--\n");
	assert_string_equal(m.report_message_id, "c.3@cabut.example");
	assert_string_equal(m.report_action, "displayed");
	assert_null(m.text);
	assert_null(parse("\nx").report_message_id);
}

static void
any_cut_of_a_mail_is_survived(void **state)
{
	static const char mail[] =
	    "From x@y Fri Nov 20 09:15:00 2026\r\n"
	    "Subject: =?utf-8?B?U3VyYXQ=?=\r\n"
	    "Content-Type: multipart/report; boundary=\"b\\\"\"\r\n\r\n"
	    "--b\"\r\nContent-Type: text/html (c; charset=\"utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
	    "<p style=3D'color:#fff'>a=C3=A9=\r\n</p>\r\n"
	    "--b\"\r\nContent-Type: message/delivery-status\r\n\r\n"
	    "Action: failed\r\nFinal-Recipient: rfc822;<a@x.go.id>\r\n\r\n"
	    "--b\"\r\nContent-Type: message/rfc822\r\n"
	    "Content-Transfer-Encoding: base64\r\n\r\n"
	    "TWVzc2FnZS1JRDogPGFAYj4KCmlzaQ==\r\n"
	    "--b\"\r\nContent-Disposition: attachment; "
	    "filename*0*=utf-8''a;\r\n"
	    " filename*1=\"b\r\n\r\nx\r\n--b\"--\r\n";

	(void)state;
	for (size_t len = 0; len < sizeof mail; len++) {
		char *exact = malloc(len ? len : 1);
		struct message m;
		struct fault f;

		memcpy(exact, mail, len);
		if (message_parse(
			(struct slice){ exact, len }, arena, &m, &f) &&
		    m.text)
			assert_true(utf8_is_valid(m.text, strlen(m.text)));
		free(exact);
	}
}

int
main(void)
{
#define ROW(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		ROW(a_plain_mail_is_its_text),
		ROW(text_and_html_and_papers_are_told_apart),
		ROW(an_attached_mail_never_joins_the_body),
		ROW(strange_boundaries_are_boundaries),
		ROW(a_boundary_may_begin_like_another),
		ROW(a_missing_end_keeps_the_part_and_marks_it),
		ROW(an_outer_boundary_ends_the_inner_part),
		ROW(what_two_readers_could_take_differently_is_ambiguous),
		ROW(transfer_encodings_lose_no_byte),
		ROW(file_names_of_all_programs_are_read_and_cleaned),
		ROW(long_file_names_keep_their_ending),
		ROW(body_text_is_valid_utf8_with_lf),
		ROW(flowed_text_is_joined_by_its_quote_depth),
		ROW(delivery_reports_tell_what_they_are_about),
		ROW(any_cut_of_a_mail_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
