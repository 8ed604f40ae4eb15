/*
 * Mailbox URLs: what is understood, and that everything else is refused with
 * a sentence that helps and shows no password.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cabut/intake.h"
#include "mailbox_url.h"

#include "cabut/banned.h"

struct row {
	const char *url;
	const char *name, *label; /* NULL: refused */
	const char *says;	  /* part of the refusal */
};

static const struct row rows[] = {
	{ "imaps://tte%40dinas.example@surel.dinas.example/INBOX",
	    "tte@dinas.example@surel.dinas.example/INBOX",
	    "imaps://surel.dinas.example:993", NULL },
	{ "imaps://a@h", "a@h/INBOX", "imaps://h:993", NULL },
	{ "imaps://a@h/", "a@h/INBOX", "imaps://h:993", NULL },
	{ "IMAPS://a@Surel.Example:1993/Surat/Masuk",
	    "a@surel.example/Surat/Masuk", "imaps://surel.example:1993", NULL },
	{ "imap+starttls://a@h/X%20Y", "a@h/X Y", "imap+starttls://h:143",
	    NULL },
	{ "imaps://a@[2001:db8::1]:994/X", "a@2001:db8::1/X",
	    "imaps://2001:db8::1:994", NULL },
	{ "maildir:/var/mail/cabut", "/var/mail/cabut",
	    "maildir:/var/mail/cabut", NULL },
	{ "maildir:///var/mail/cabut/", "/var/mail/cabut",
	    "maildir:/var/mail/cabut", NULL },
	{ "maildir:/surat%20masuk", "/surat masuk", "maildir:/surat masuk",
	    NULL },
	{ "imap://a@h/INBOX", NULL, NULL, "in clear" },
	{ "imaps://a:rahasia@h/INBOX", NULL, NULL, "password has no place" },
	{ "imaps://h/INBOX", NULL, NULL, "not understood" },
	{ "imaps://@h/INBOX", NULL, NULL, "not understood" },
	{ "imaps://a@/INBOX", NULL, NULL, "not understood" },
	{ "imaps://a@h:0/X", NULL, NULL, "not understood" },
	{ "imaps://a@h:65536/X", NULL, NULL, "not understood" },
	{ "imaps://a@h:99x/X", NULL, NULL, "not understood" },
	{ "imaps://a@h:1:2/X", NULL, NULL, "not understood" },
	{ "imaps://a@b@h/X", NULL, NULL, "%40 for an @" },
	{ "imaps://a@[::1/X", NULL, NULL, "not understood" },
	{ "imaps://a@[::1]x/X", NULL, NULL, "not understood" },
	{ "imaps://a@h h/X", NULL, NULL, "not understood" },
	{ "imaps://a%0D%0A@h/X", NULL, NULL, "not understood" },
	{ "imaps://a%00b@h/X", NULL, NULL, "not understood" },
	{ "imaps://a@h/X%0AY", NULL, NULL, "not understood" },
	{ "imaps://a@h/X%4", NULL, NULL, "not understood" },
	{ "imaps://a@h/X%", NULL, NULL, "not understood" },
	{ "imaps://a@h/X%zz", NULL, NULL, "not understood" },
	{ "maildir:var/mail", NULL, NULL, "full path" },
	{ "maildir:", NULL, NULL, "full path" },
	{ "pop3://a@h", NULL, NULL, "not understood" },
	{ "", NULL, NULL, "not understood" },
};

static void
run_row(void **state)
{
	const struct row *r = *state;
	struct arena *a = arena_new();
	struct mailbox_url url = { 0 };
	struct fault f = { 0 };
	bool ok = mailbox_url_parse(r->url, a, &url, &f);

	if (ok != (r->name != NULL))
		fail_msg("got %s (%s)", ok ? url.name : "refused", f.text);
	if (ok) {
		assert_string_equal(url.name, r->name);
		assert_string_equal(url.label, r->label);
	} else {
		assert_int_equal(f.scope, SCOPE_CONFIG);
		if (!strstr(f.text, r->says) || strstr(f.text, "rahasia"))
			fail_msg(
			    "got \"%s\", want \"%s\" in it", f.text, r->says);
	}
	arena_free(a);
}

/* ASan watches: no read behind the end of the text. */
static void
a_url_cut_at_every_length_is_safe(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t len = 0; len <= strlen(rows[i].url); len++) {
			struct arena *a = arena_new();
			char *cut = strndup(rows[i].url, len);
			struct mailbox_url url;
			struct fault f;

			assert_non_null(cut);
			mailbox_url_parse(cut, a, &url, &f);
			free(cut);
			arena_free(a);
		}
}

static void
a_url_beyond_the_limit_is_refused(void **state)
{
	char *url = calloc(1, MAILBOX_URL_MAX + 2);
	struct arena *a = arena_new();
	struct mailbox_url out;
	struct fault f = { 0 };

	(void)state;
	assert_non_null(url);
	memset(url, 'x', MAILBOX_URL_MAX + 1);
	memcpy(url, "imaps://a@h/", 12);
	assert_false(mailbox_url_parse(url, a, &out, &f));
	assert_int_equal(f.scope, SCOPE_CONFIG);
	arena_free(a);
	free(url);
}

/* What one round trip may bring. */
static void
a_batch_has_a_bound_of_bytes_and_of_mails(void **state)
{
	struct mail_ref refs[INTAKE_BATCH_MAILS + 5];
	size_t all = sizeof refs / sizeof *refs;

	(void)state;
	for (size_t i = 0; i < all; i++)
		refs[i] = (struct mail_ref){ .uid = (uint32_t)i, .size = 1000 };
	assert_int_equal(mailbox_batch(refs, all), INTAKE_BATCH_MAILS);
	assert_int_equal(mailbox_batch(refs, 3), 3);
	assert_int_equal(mailbox_batch(refs, 0), 0);
	refs[2].size = INTAKE_BATCH_BYTES;
	assert_int_equal(mailbox_batch(refs, all), 2);
	assert_int_equal(mailbox_batch(refs + 2, all - 2), 1);
	refs[0].size = 2 * (uint64_t)INTAKE_BATCH_BYTES;
	assert_int_equal(mailbox_batch(refs, all), 1);
}

int
main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(a_url_cut_at_every_length_is_safe),
		cmocka_unit_test(a_url_beyond_the_limit_is_refused),
		cmocka_unit_test(a_batch_has_a_bound_of_bytes_and_of_mails),
	};
	enum {
		ROWS = sizeof rows / sizeof *rows,
		OTHERS = sizeof others / sizeof *others
	};
	struct CMUnitTest tests[ROWS + OTHERS];

	for (size_t i = 0; i < ROWS; i++)
		tests[i] = (struct CMUnitTest){ .name = rows[i].url,
			.test_func = run_row,
			.initial_state = (void *)(uintptr_t)&rows[i] };
	memcpy(tests + ROWS, others, sizeof others);
	return _cmocka_run_group_tests(
	    "intake_url", tests, ROWS + OTHERS, NULL, NULL);
}
