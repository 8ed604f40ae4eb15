/*
 * "Did you send this letter?" A false yes opens a case for a forger, a false
 * no drops an honest letter; to ask once more costs one mail.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

static const char *
name_of(enum confirm c)
{
	return c == CONFIRM_YES ? "yes" : c == CONFIRM_NO ? "no" : "unclear";
}

struct row {
	const char *own;
	enum confirm want;
};

static void
check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum confirm got = reading_confirms(rows[i].own);

		if (got != rows[i].want)
			fail_msg("[%s] got %s, want %s",
			    rows[i].own ? rows[i].own : "NULL", name_of(got),
			    name_of(rows[i].want));
	}
}

#define CHECK(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

static void
a_first_line_of_yes_and_nothing_more_is_a_yes(void **state)
{
	static const struct row rows[] = {
		{ "BENAR", CONFIRM_YES },
		{ "benar.", CONFIRM_YES },
		{ "\n\n  Benar, saya yang mengirim.\n", CONFIRM_YES },
		{ "Ya benar, saya sendiri yang mengirim surat permohonan itu.",
		    CONFIRM_YES },
		{ "Betul pak", CONFIRM_YES },
		{ "Memang benar surat tersebut adalah dari saya, Bu.",
		    CONFIRM_YES },
		{ "Iya sudah benar \xf0\x9f\x99\x8f", CONFIRM_YES },
		{ "\xe2\x80\x9c"
		  "BENAR\xe2\x80\x9d\r\n\r\nHormat saya,\r\nSari",
		    CONFIRM_YES },
		{ "Nggih, leres", CONFIRM_YES },
	};

	(void)state;
	CHECK(rows);
}

static void
a_no_is_its_first_word(void **state)
{
	static const struct row rows[] = {
		{ "BUKAN", CONFIRM_NO },
		{ "Bukan saya yang mengirim.\nMohon jangan diproses.",
		    CONFIRM_NO },
		{ "Tidak benar, pak.", CONFIRM_NO },
		{ "Saya tidak mengirim surat itu", CONFIRM_NO },
		{ "saya tdk pernah kirim surat", CONFIRM_NO },
		{ "Saya bukan pengirimnya", CONFIRM_NO },
		{ "\r\n\r\nPalsu!", CONFIRM_NO },
		{ "Jangan diproses", CONFIRM_NO },
	};

	(void)state;
	CHECK(rows);
}

static void
everything_else_is_asked_again(void **state)
{
	static const struct row rows[] = {
		{ NULL, CONFIRM_UNCLEAR },
		{ "", CONFIRM_UNCLEAR },
		{ "...\n--\n", CONFIRM_UNCLEAR },
		{ "saya yang mengirim", CONFIRM_UNCLEAR },
		{ "Benar?", CONFIRM_UNCLEAR },
		{ "Ya, ini apa ya pak", CONFIRM_UNCLEAR },
		{ "BENAR / BUKAN", CONFIRM_UNCLEAR },
		{ "Ya, saya tidak mengirim surat itu", CONFIRM_UNCLEAR },
		{ "Benar kalau sudah disetujui pimpinan", CONFIRM_UNCLEAR },
		{ "Selamat pagi\nBENAR", CONFIRM_UNCLEAR },
		{ "Setuju", CONFIRM_UNCLEAR },
		{ "Ya setuju", CONFIRM_UNCLEAR },
		{ "benar 2 surat", CONFIRM_UNCLEAR },
		{ "benarbenarbenarbenarbenarbenarbenar", CONFIRM_UNCLEAR },
	};

	(void)state;
	CHECK(rows);
}

static void
a_ticket_system_confirms_nothing(void **state)
{
	static const struct row rows[] = {
		{ "Konfirmasi: pesan sudah masuk ke sistem kami",
		    CONFIRM_UNCLEAR },
		{ "Konfirmasi", CONFIRM_UNCLEAR },
		{ "Dikonfirmasi", CONFIRM_UNCLEAR },
		{ "Mengonfirmasi surat tersebut", CONFIRM_UNCLEAR },
		{ "Ya, surel Bapak sudah kami terima.", CONFIRM_UNCLEAR },
		{ "Yes, your ticket is open", CONFIRM_UNCLEAR },
	};

	(void)state;
	CHECK(rows);
}

static void
a_no_word_after_a_yes_denies_only_the_letter_itself(void **state)
{
	static const struct row rows[] = {
		{ "BENAR, saya yang mengirim.\nJangan ragu menghubungi saya.",
		    CONFIRM_YES },
		{ "Benar.\n\nMohon maaf belum sempat menelepon.", CONFIRM_YES },
		{ "BENAR, saya yang mengirim. Jangan ragu menghubungi saya",
		    CONFIRM_UNCLEAR },
		{ "Benar\nTetapi saya tidak mengirim surat itu",
		    CONFIRM_UNCLEAR },
		{ "Ya.\nSurat itu tidak saya kirim.", CONFIRM_UNCLEAR },
		{ "Ya.\nSaya tidak pernah mengirimkan surat.",
		    CONFIRM_UNCLEAR },
		{ "Ya\nItu bukan saya", CONFIRM_UNCLEAR },
		{ "Ya\nItu bukan dari kami", CONFIRM_UNCLEAR },
		{ "Benar\n> \nSurat itu palsu", CONFIRM_UNCLEAR },
	};

	(void)state;
	CHECK(rows);
}

static void
a_yes_cut_anywhere_never_becomes_a_no(void **state)
{
	static const char whole[] =
	    "Ya benar, saya yang mengirim surat itu.\nTerima kasih\n";

	(void)state;
	for (size_t len = 0; len < sizeof whole; len++) {
		char *cut = malloc(len + 1);

		memcpy(cut, whole, len);
		cut[len] = '\0';
		if (reading_confirms(cut) == CONFIRM_NO)
			fail_msg("[%s] got no", cut);
		free(cut);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_first_line_of_yes_and_nothing_more_is_a_yes),
		cmocka_unit_test(a_no_is_its_first_word),
		cmocka_unit_test(everything_else_is_asked_again),
		cmocka_unit_test(a_ticket_system_confirms_nothing),
		cmocka_unit_test(
		    a_no_word_after_a_yes_denies_only_the_letter_itself),
		cmocka_unit_test(a_yes_cut_anywhere_never_becomes_a_no),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
