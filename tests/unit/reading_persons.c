/*
 * What people write about persons in a reply: the superior whom the helpdesk
 * names, and the fields that an applicant corrects.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

struct row {
	const char *own, *name, *address; /* name NULL: not read */
};

static void
a_superior_is_a_name_and_an_address(void **state)
{
	static const struct row rows[] = {
		{ "ATASAN: Drs. Budi Wirawan, M.Si. <kadinkes@contohkab.go.id>",
		    "Drs. Budi Wirawan, M.Si.", "kadinkes@contohkab.go.id" },
		{ "ATASAN kadinkes@contohkab.go.id Drs. Budi Wirawan",
		    "Drs. Budi Wirawan", "kadinkes@contohkab.go.id" },
		{ "Atasan: Drs. Budi Wirawan\nSurel: kadinkes@contohkab.go.id",
		    "Drs. Budi Wirawan", "kadinkes@contohkab.go.id" },
		{ "Atasan : Drs. Budi Wirawan\r\nE-mail : "
		  "Kadinkes@ContohKab.GO.ID\r\n",
		    "Drs. Budi Wirawan", "Kadinkes@contohkab.go.id" },
		{ "atasan Budi Wirawan kadinkes@contohkab.go.id",
		    "Budi Wirawan", "kadinkes@contohkab.go.id" },
		{ "ATASAN: Budi Wirawan (kadinkes@contohkab.go.id)",
		    "Budi Wirawan", "kadinkes@contohkab.go.id" },
		{ "Atasannya adalah Ibu Siti Aminah, S.Kom., surel "
		  "siti@contohkab.go.id",
		    "Siti Aminah, S.Kom.", "siti@contohkab.go.id" },
		{ "ATASAN\nNama: Budi Wirawan\nEmail: budi@contohkab.go.id",
		    "Budi Wirawan", "budi@contohkab.go.id" },
		{ "ATASAN: budi@contohkab.go.id, Budi Wirawan\n\nTerima kasih",
		    "Budi Wirawan", "budi@contohkab.go.id" },
		{ NULL, NULL, NULL },
		{ "", NULL, NULL },
		{ "ATASAN", NULL, NULL },
		{ "ATASAN: Drs. Budi Wirawan", NULL, NULL },
		{ "ATASAN: kadinkes@contohkab.go.id", NULL, NULL },
		{ "ATASAN: Budi <budi@contohkab.go.id>, "
		  "<siti@contohkab.go.id>",
		    NULL, NULL },
		{ "ATASAN: Budi budi@contohkab.go.id Siti", NULL, NULL },
		{ "ATASAN: Budi <budi@@contohkab.go.id>", NULL, NULL },
		{ "ATASAN: Budi <budi@>", NULL, NULL },
		{ "ATASAN: Budi <@contohkab.go.id>", NULL, NULL },
		{ "ATASAN: Budi <bud\xC3\xAD@contohkab.go.id>", NULL, NULL },
		{ "ATASAN: Budi <budi@contohkab.go.id\xD0\xB0>", NULL, NULL },
		{ "ATASAN: 0812345678 <budi@contohkab.go.id>", NULL, NULL },
		{ "ATASAN: siapa? <budi@contohkab.go.id>", NULL, NULL },
		{ "Budi Wirawan <budi@contohkab.go.id>", NULL, NULL },
		{ "Atasannyalah Budi <budi@contohkab.go.id>", NULL, NULL },
		{ "Mohon tanya ATASAN: Budi <budi@contohkab.go.id>", NULL,
		    NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct superior s = { NULL, NULL };
		bool read = reading_superior(rows[i].own, arena, &s);
		if (read != (rows[i].name != NULL) ||
		    (read && (strcmp(s.name, rows[i].name) != 0 ||
				 strcmp(s.address, rows[i].address) != 0)))
			fail_msg("\"%s\": \"%s\" <%s>", rows[i].own,
			    s.name ? s.name : "none",
			    s.address ? s.address : "none");
		arena_free(arena);
	}
}

static void
a_superior_cut_anywhere_is_read_whole_or_not(void **state)
{
	static const char whole[] =
	    "Atasan: Budi Wirawan\nSurel: budi@contohkab.go.id";

	(void)state;
	for (size_t len = 0; len < sizeof whole; len++) {
		struct arena *arena = arena_new();
		char *exact = malloc(len + 1);
		struct superior s;
		memcpy(exact, whole, len);
		exact[len] = '\0';
		if (reading_superior(exact, arena, &s)) {
			assert_string_equal(s.name, "Budi Wirawan");
			assert_true(address_is_plain(s.address));
		}
		free(exact);
		arena_free(arena);
	}
}

struct fix {
	const char *own;
	size_t count;
	enum reason reason;
	const char *unit, *nip, *position;
};

static bool
is_text(const char *got, const char *want)
{
	return want ? got && strcmp(got, want) == 0 : !got;
}

static void
an_applicant_corrects_what_a_label_names(void **state)
{
	static const struct fix rows[] = {
		{ "Alasan: lupa passphrase", 1, REASON_PASSPHRASE, NULL, NULL,
		    NULL },
		{ "ALASAN : mutasi ke Dinas Sosial", 1, REASON_MOVED, NULL,
		    NULL, NULL },
		{ "Alasannya: saya pensiun", 1, REASON_RETIRED, NULL, NULL,
		    NULL },
		{ "Alasan pencabutan: HP hilang", 1, REASON_LOSS, NULL, NULL,
		    NULL },
		{ "alasan = perubahan data", 1, REASON_CHANGE, NULL, NULL,
		    NULL },
		{ "Alasan: ingin saja", 1, REASON_OTHER, NULL, NULL, NULL },
		{ "Alasan: -", 0, REASON_NONE, NULL, NULL, NULL },
		{ "Alasan:", 0, REASON_NONE, NULL, NULL, NULL },
		{ "Alasan: mutasi\nAlasan: pensiun", 0, REASON_NONE, NULL, NULL,
		    NULL },
		{ "Unit kerja: Bidang Persandian", 1, REASON_NONE,
		    "Bidang Persandian", NULL, NULL },
		{ "Unit Kerja : UPTD Puskesmas Sukamaju\nJabatan : Dokter Ahli "
		  "Muda",
		    2, REASON_NONE, "UPTD Puskesmas Sukamaju", NULL,
		    "Dokter Ahli Muda" },
		{ "Unitkerja: Subbag Umum", 1, REASON_NONE, "Subbag Umum", NULL,
		    NULL },
		{ "NIP: 198503122010012004\nAlasan: lupa passphrase", 2,
		    REASON_PASSPHRASE, NULL, "198503122010012004", NULL },
		{ "NIP: 198503122010012\nAlasan: lupa", 1, REASON_PASSPHRASE,
		    NULL, NULL, NULL },
		{ "saya lupa passphrase", 0, REASON_NONE, NULL, NULL, NULL },
		{ "BENAR", 0, REASON_NONE, NULL, NULL, NULL },
		{ "", 0, REASON_NONE, NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct owner o = { .name = NULL };
		size_t count = reading_correction(rows[i].own, arena, &o);
		if (count != rows[i].count || o.reason != rows[i].reason ||
		    !is_text(o.unit, rows[i].unit) ||
		    !is_text(o.nip, rows[i].nip) ||
		    !is_text(o.position, rows[i].position))
			fail_msg("\"%s\": %zu, %s, unit \"%s\"", rows[i].own,
			    count, o.reason ? reason_code(o.reason) : "none",
			    o.unit ? o.unit : "");
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_superior_is_a_name_and_an_address),
		cmocka_unit_test(a_superior_cut_anywhere_is_read_whole_or_not),
		cmocka_unit_test(an_applicant_corrects_what_a_label_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
