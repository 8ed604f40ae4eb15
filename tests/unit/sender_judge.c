/*
 * From proofs to one level of assurance, every combination as a row.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cabut/sender.h"

#include "cabut/banned.h"

struct row {
	const char *why;
	bool plain, aligned, known, returned;
	const char *sent_to;
	enum assurance want;
	bool want_other;
};

#define BUDI "budi@x.go.id"

static const struct row rows[] = {
	{ "nobody knows the sender", true, false, false, false, NULL,
	    ASSURANCE_UNKNOWN, false },
	{ "a known address", true, false, true, false, NULL, ASSURANCE_KNOWN,
	    false },
	{ "its own token", true, false, false, true, BUDI, ASSURANCE_TOKEN,
	    false },
	{ "its own token in other letters", true, false, true, true,
	    "BUDI@X.go.id", ASSURANCE_TOKEN, false },
	{ "aligned and token", true, true, true, true, BUDI, ASSURANCE_ALIGNED,
	    false },
	{ "aligned alone", true, true, false, false, NULL, ASSURANCE_ALIGNED,
	    false },
	{ "another's token", true, false, true, true, "siti@x.go.id",
	    ASSURANCE_KNOWN, true },
	{ "another's token, aligned", true, true, true, true, "siti@x.go.id",
	    ASSURANCE_ALIGNED, true },
	{ "a token sent to nobody", true, false, true, true, NULL,
	    ASSURANCE_KNOWN, true },
	{ "a longer address", true, false, false, true, "budi@x.go.id.evil.com",
	    ASSURANCE_UNKNOWN, true },
	{ "not plain", false, false, true, false, NULL, ASSURANCE_UNKNOWN,
	    false },
	{ "not plain, aligned", false, true, true, false, NULL,
	    ASSURANCE_UNKNOWN, false },
	{ "not plain, its token", false, false, true, true, BUDI,
	    ASSURANCE_UNKNOWN, true },
};

static void
each_proof_gives_its_level_and_no_more(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *r = &rows[i];
		struct head head = { .is_plain = r->plain, .from = BUDI };
		struct evidence e = { .is_aligned = r->aligned };
		struct token_facts t = { r->returned, r->sent_to };
		struct sender s;

		sender_judge(&head, &e, &t, r->known, &s);
		if (s.assurance != r->want ||
		    s.is_token_from_other != r->want_other)
			fail_msg("%s: got %s other %d, want %s other %d",
			    r->why, assurance_name(s.assurance),
			    s.is_token_from_other, assurance_name(r->want),
			    r->want_other);
		assert_string_equal(s.address, r->plain ? BUDI : "");
	}
}

static void
every_level_has_a_name(void **state)
{
	(void)state;
	assert_string_equal(assurance_name(ASSURANCE_UNKNOWN), "unknown");
	assert_string_equal(assurance_name(ASSURANCE_KNOWN), "known");
	assert_string_equal(assurance_name(ASSURANCE_TOKEN), "token");
	assert_string_equal(assurance_name(ASSURANCE_ALIGNED), "aligned");
	assert_string_equal(assurance_name(ASSURANCE_SIGNED), "signed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_proof_gives_its_level_and_no_more),
		cmocka_unit_test(every_level_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
