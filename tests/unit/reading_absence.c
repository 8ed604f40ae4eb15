/*
 * Notes of absence as mail servers and people send them. "Today" is Tuesday,
 * 24 November 2026.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

#define TODAY "2026-11-24"
#define AUTO "Balasan otomatis: [CABUT-2026-0042] mohon keputusan"

struct row {
	const char *subject, *body, *from, *until;
};

static bool
is_text(const char *got, const char *want)
{
	return want ? got && strcmp(got, want) == 0 : !got;
}

static void
check_rows(const struct row *rows, size_t count, bool want, bool permanent)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct absence a;
		bool is = reading_absence(
		    rows[i].subject, rows[i].body, TODAY, arena, &a);
		if (is != want || a.is_absence != want ||
		    a.is_permanent != permanent ||
		    !is_text(a.from, rows[i].from) ||
		    !is_text(a.until, rows[i].until)) {
			print_message("\"%s\": %d%s, %s to %s\n", rows[i].body,
			    is, a.is_permanent ? " for good" : "",
			    a.from ? a.from : "-", a.until ? a.until : "-");
			wrong++;
		}
		arena_free(arena);
	}
	assert_int_equal(wrong, 0);
}

#define CHECK(rows, want, permanent)                                           \
	check_rows(rows, sizeof rows / sizeof *rows, want, permanent)

static void
absences_tell_their_days(void **state)
{
	static const struct row rows[] = {
		{ AUTO, "Saya sedang dinas luar sampai dengan 5 Desember 2026.",
		    NULL, "2026-12-05" },
		{ AUTO, "Saya sedang cuti tanggal 1 s.d. 5 Desember 2026.",
		    "2026-12-01", "2026-12-05" },
		{ AUTO, "Saya cuti tgl. 1 s/d 5 Des 2026", "2026-12-01",
		    "2026-12-05" },
		{ AUTO, "Cuti tahunan 24-28 November", "2026-11-24",
		    "2026-11-28" },
		{ "", "Saya sedang cuti tahunan 24-28 November", "2026-11-24",
		    "2026-11-28" },
		{ "Automatic reply: mohon keputusan",
		    "I am out of the office and will be back on 2 December.",
		    NULL, "2026-12-01" },
		{ "Out of office",
		    "I'm on annual leave until December 4, 2026. I will return "
		    "on December 7.",
		    NULL, "2026-12-04" },
		{ "", "I am currently out of office, returning on 2nd December",
		    NULL, "2026-12-01" },
		{ AUTO,
		    "Mohon maaf, saya sedang tidak di kantor. Kembali masuk "
		    "tanggal 30 November 2026.",
		    NULL, "2026-11-29" },
		{ AUTO,
		    "Saya sedang mengikuti diklat mulai 20 November s.d. 4 "
		    "Desember. Hal mendesak hubungi Plh. Kadis.",
		    "2026-11-20", "2026-12-04" },
		{ AUTO, "Saya cuti 29 Desember s.d. 3 Januari", "2026-12-29",
		    "2027-01-03" },
		{ AUTO, "Saya perjalanan dinas 23/11/2026 - 27/11/2026.",
		    "2026-11-23", "2026-11-27" },
		{ AUTO, "Saya dinas luar 2026-11-23 s.d. 2026-11-27",
		    "2026-11-23", "2026-11-27" },
		{ AUTO, "Saya sedang sakit dan tidak masuk kantor.", NULL,
		    NULL },
		{ AUTO, "Saya izin pada hari Kamis, 26 November 2026.",
		    "2026-11-26", "2026-11-26" },
		{ AUTO, "Saya sedang cuti sejak 16 November.", "2026-11-16",
		    NULL },
		{ AUTO, "Saya akan cuti mulai tanggal 1 Desember", "2026-12-01",
		    NULL },
		{ AUTO,
		    "Saya sedang cuti\ntanggal 1\nsampai dengan 5\nDesember "
		    "2026",
		    "2026-12-01", "2026-12-05" },
		{ AUTO,
		    "Saya sedang dinas luar sampai 5 Desember 2026.\n\n> "
		    "Permohonan berikut sampai 9 Desember 2026",
		    NULL, "2026-12-05" },
		{ "Sedang cuti s.d. 27 November", "Terima kasih.", NULL,
		    "2026-11-27" },
	};

	(void)state;
	CHECK(rows, true, false);
}

static void
an_end_that_cannot_be_is_not_believed(void **state)
{
	static const struct row rows[] = {
		{ AUTO, "Saya cuti 1 Desember 2026 s.d. 31 Maret 2027",
		    "2026-12-01", NULL },
		{ AUTO, "Saya cuti sampai 5 Desember 2027.", NULL, NULL },
		{ AUTO, "Saya cuti s.d. 20 November", NULL, NULL },
		{ AUTO, "Saya cuti 5 Desember 2026 s.d. 1 Desember 2026", NULL,
		    NULL },
		{ AUTO, "Saya cuti sampai 31 November 2026", NULL, NULL },
		{ AUTO,
		    "Saya cuti sampai 5 Desember. Saya dinas luar sampai 9 "
		    "Desember.",
		    NULL, NULL },
		{ AUTO, "Saya cuti. Jam kerja 08.00 s.d. 16.00 WIB", NULL,
		    NULL },
		{ AUTO, "Saya cuti. Telepon 0812-3456-7890", NULL, NULL },
	};

	(void)state;
	CHECK(rows, true, false);
}

static void
who_has_left_is_away_for_good(void **state)
{
	static const struct row rows[] = {
		{ AUTO, "Saya telah pindah tugas ke Dinas Sosial.", NULL,
		    NULL },
		{ AUTO,
		    "Terhitung mulai 1 November 2026 saya telah pensiun. "
		    "Silakan hubungi sekretariat.",
		    NULL, NULL },
		{ "", "Saya sudah tidak bertugas di Diskominfo", NULL, NULL },
		{ "Automatic reply", "I no longer work at this office.", NULL,
		    NULL },
	};

	(void)state;
	CHECK(rows, true, true);
}

static void
other_mail_is_no_absence(void **state)
{
	static const struct row rows[] = {
		{ AUTO, "Terima kasih, surat Anda sudah kami terima.", NULL,
		    NULL },
		{ AUTO,
		    "Terima kasih, surel Anda telah kami terima dan akan "
		    "ditindaklanjuti.",
		    NULL, NULL },
		{ "Undeliverable: mohon keputusan",
		    "The recipient's mailbox is full. He is on leave.", NULL,
		    NULL },
		{ "", "Kotak surat penuh, saya cuti", NULL, NULL },
		{ "Laporan dibaca", "Pesan telah dibaca pada 24 November 2026",
		    NULL, NULL },
		{ "", "Saya sedang cuti, setuju.", NULL, NULL },
		{ "", "TOLAK, pemohon sedang cuti", NULL, NULL },
		{ "", "Pemohon sedang cuti sampai 5 Desember 2026.", NULL,
		    NULL },
		{ "", "Beliau sedang dinas luar sampai besok.", NULL, NULL },
		{ "",
		    "Apabila saya sedang tidak di kantor, hubungi "
		    "sekretariat.",
		    NULL, NULL },
		{ "", "Saya tidak sedang cuti.", NULL, NULL },
		{ "", "Saya sudah kembali dari cuti.", NULL, NULL },
		{ "", "Apakah Bapak sedang cuti?", NULL, NULL },
		{ "", "> Saya sedang cuti sampai 5 Desember 2026", NULL, NULL },
		{ "Permohonan pencabutan",
		    "Kami mengajukan pencabutan sertifikat a.n. Siti yang "
		    "telah pensiun.",
		    NULL, NULL },
		{ "",
		    "Saya mengajukan pencabutan karena saya telah pindah "
		    "tugas.",
		    NULL, NULL },
		{ "", "Nanti saya baca.", NULL, NULL },
		{ NULL, NULL, NULL, NULL },
	};

	(void)state;
	CHECK(rows, false, false);
}

static void
the_deputy_is_told_in_the_notes_own_words(void **state)
{
	struct arena *arena = arena_new();
	struct absence a;

	(void)state;
	reading_absence(AUTO,
	    "Saya sedang cuti. Untuk hal mendesak hubungi Plh. Kadis, Ibu "
	    "Siti Aminah. Terima kasih.",
	    TODAY, arena, &a);
	assert_string_equal(a.names_deputy_text,
	    "Untuk hal mendesak hubungi Plh. Kadis, Ibu Siti Aminah");
	reading_absence(AUTO, "Saya sedang cuti.", TODAY, arena, &a);
	assert_null(a.names_deputy_text);
	assert_false(reading_absence(AUTO, "Saya cuti.", "", arena, &a));
	assert_false(reading_absence(AUTO, "Saya cuti.", NULL, arena, &a));
	arena_free(arena);
}

static void
a_note_may_be_cut_anywhere(void **state)
{
	static const char text[] =
	    "Saya sedang cuti 29 November s.d. 5 Desember 2026, kembali "
	    "December 7th, 2026. tgl. 1/2/2026 s.d.";

	(void)state;
	for (size_t len = 0; len < sizeof text; len++) {
		struct arena *arena = arena_new();
		char *exact = malloc(len + 1);
		struct absence a;
		memcpy(exact, text, len);
		exact[len] = '\0';
		reading_absence(exact, exact, TODAY, arena, &a);
		if (a.until && a.from)
			assert_true(strcmp(a.from, a.until) <= 0);
		free(exact);
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(absences_tell_their_days),
		cmocka_unit_test(an_end_that_cannot_be_is_not_believed),
		cmocka_unit_test(who_has_left_is_away_for_good),
		cmocka_unit_test(other_mail_is_no_absence),
		cmocka_unit_test(the_deputy_is_told_in_the_notes_own_words),
		cmocka_unit_test(a_note_may_be_cut_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
