/*
 * What mail_compose refuses to write: everything by which a value could break
 * out of a header or an SMTP command, and mails over their limits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "cabut/notice.h"

#include "../support/notice_plain.h"

#include "cabut/banned.h"

enum field { FROM, TO, REPLY_TO, MESSAGE_ID, CASE_NUMBER };

struct refusal {
	const char *name;
	enum field field;
	const char *value;
};

static const struct refusal refusals[] = {
	{ "CR LF in From", FROM, "a@b.go.id\r\nBcc: x@y.example" },
	{ "LF in To", TO, "a@b.go.id\nBcc: x@y.example" },
	{ "angle brackets in To", TO, "a@b.go.id> RCPT TO:<x@y.example" },
	{ "two addresses in To", TO, "a@b.go.id, x@y.example" },
	{ "letters beyond ASCII in To", TO, "\xD1\x81@b.go.id" },
	{ "no address in From", FROM, "" },
	{ "CR in Reply-To", REPLY_TO, "a+b@c.go.id\rX: y" },
	{ "CR LF in Message-ID", MESSAGE_ID, "a@b.go.id>\r\nBcc: x@y.example" },
	{ "blank in Message-ID", MESSAGE_ID, "a b@c.go.id" },
	{ "brackets in Message-ID", MESSAGE_ID, "<a@b.go.id>" },
	{ "no @ in Message-ID", MESSAGE_ID, "abc" },
	{ "DEL in Message-ID", MESSAGE_ID, "a\x7F@b.go.id" },
	{ "LF in the case number", CASE_NUMBER, "CABUT-1\nX: y" },
	{ "empty case number", CASE_NUMBER, "" },
};

static void
header_value_is_refused(void **state)
{
	const struct refusal *row = *state;
	struct mail m = plain_mail();
	struct arena *a = arena_new();
	struct fault f = { 0 };
	struct slice bytes = { 0 };

	switch (row->field) {
	case FROM:
		m.from = row->value;
		break;
	case TO:
		m.to = row->value;
		break;
	case REPLY_TO:
		m.reply_to = row->value;
		break;
	case MESSAGE_ID:
		m.message_id = row->value;
		break;
	case CASE_NUMBER:
		m.case_number = row->value;
		break;
	}
	assert_false(compose(&m, a, &bytes, &f));
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	assert_null(bytes.at);
	arena_free(a);
}

static void
body_that_is_not_utf8_is_refused(void **state)
{
	struct mail m = plain_mail();
	struct arena *a = arena_new();
	struct fault f = { 0 };
	struct slice bytes;

	(void)state;
	m.html = "a\xFF";
	assert_false(compose(&m, a, &bytes, &f));
	assert_string_equal(f.text, "body is not UTF-8");
	arena_free(a);
}

static void
mail_over_its_size_or_count_is_refused(void **state)
{
	static struct attachment many[NOTICE_ATTACHMENTS_MAX + 1];
	struct attachment big = { "a.pdf", "application/pdf", { 0 } };
	struct mail m = plain_mail();
	struct arena *a = arena_new();
	struct fault f = { 0 };
	struct slice bytes;

	(void)state;
	m.attachments = many;
	m.attachment_count = NOTICE_ATTACHMENTS_MAX + 1;
	assert_false(compose(&m, a, &bytes, &f));
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	big.bytes.len = NOTICE_BYTES_MAX * 3 / 4;
	big.bytes.at = arena_alloc(a, big.bytes.len);
	m.attachments = &big;
	m.attachment_count = 1;
	assert_false(compose(&m, a, &bytes, &f));
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	arena_free(a);
}

int
main(void)
{
	enum { REFUSALS = sizeof refusals / sizeof *refusals };
	struct CMUnitTest tests[REFUSALS + 2] = {
		cmocka_unit_test(body_that_is_not_utf8_is_refused),
		cmocka_unit_test(mail_over_its_size_or_count_is_refused),
	};
	struct arena *a = arena_new();
	size_t count = 2;
	int failed;

	for (size_t i = 0; i < REFUSALS; i++)
		tests[count++] = (struct CMUnitTest){
			arena_printf(a, "refused: %s", refusals[i].name),
			header_value_is_refused, NULL, NULL,
			(void *)&refusals[i]
		};
	failed =
	    _cmocka_run_group_tests("notice_refuse", tests, count, NULL, NULL);
	arena_free(a);
	return failed;
}
