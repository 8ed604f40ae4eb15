/*
 * Letters of every layout and kind, as agencies write them, with what they
 * say: tests/corpus/letters, or the folder that argv[1] names. Prints the
 * score of the folder.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "../support/reading_letters.h"

#include "cabut/banned.h"

enum { FIELD_PERCENT = 97 };

static const char *folder = CABUT_SOURCE_DIR "/tests/corpus/letters";

static void
letters_of_every_layout_and_kind_give_their_fields(void **state)
{
	(void)state;
	struct letter_score s = letters_score(folder);
	assert_letters(&s, FIELD_PERCENT);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    letters_of_every_layout_and_kind_give_their_fields),
	};

	if (argc > 1)
		folder = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
