/*
 * When a text layer may stand for what OCR saw.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "paper/agree.h"

#include "cabut/banned.h"

#define BODY                                                                   \
	"Bersama ini kami mengajukan permohonan pencabutan sertifikat "        \
	"elektronik atas nama pegawai berikut\n"

static void
a_layer_agrees_when_words_and_numbers_do(void **state)
{
	static const struct {
		const char *what, *layer, *seen;
		bool agree;
	} rows[] = {
		{ "the same", BODY "NIP : 198402172009042904\n",
		    BODY "NIP : 198402172009042904\n", true },
		{ "other blanks", BODY "NIP : 19840217 200904 2 904\n",
		    BODY "NIP   :  198402172009042904\n", true },
		{ "another order", "NIP : 198402172009042904\n" BODY,
		    BODY "NIP : 198402172009042904\n", true },
		{ "letters misread", BODY "NIP : 198402172009042904\n",
		    BODY "N1P : 198402172009042904 x\n", true },
		{ "one digit differs", BODY "NIP : 198402172009042904\n",
		    BODY "NIP : 198402172009042908\n", false },
		{ "a number more in the layer",
		    BODY "NIP : 198402172009042904 199001012010011001\n",
		    BODY "NIP : 198402172009042904\n", false },
		{ "a number more on the page", BODY "NIP :\n",
		    BODY "NIP : 198402172009042904\n", false },
		{ "other words", BODY,
		    "Undangan rapat koordinasi tahunan "
		    "seluruh perangkat daerah\n",
		    false },
		{ "half of the words",
		    BODY "Undangan rapat koordinasi tahunan seluruh perangkat "
			 "daerah kabupaten pada hari Senin\n",
		    BODY, false },
		{ "nothing seen", BODY, "", false },
		{ "nothing at all", "", "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (texts_agree(rows[i].layer, rows[i].seen) != rows[i].agree)
			fail_msg("%s: want %d", rows[i].what, rows[i].agree);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_layer_agrees_when_words_and_numbers_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
