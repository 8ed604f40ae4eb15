/*
 * What people read about a signature, and that the store gives back what it
 * was given.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cabut/run.h"

#include "cabut/banned.h"

enum { SIGNED_AT = 1772507520 }; /* 2026-03-03 10:12 WIB */

static struct paper_signature
good(void)
{
	return (struct paper_signature){ .state = SIGNATURE_WHOLE,
		.trust = TRUST_PROVEN,
		.kind = "ETSI.CAdES.detached",
		.signer = "Irwan Tendean",
		.organization = "Dinas Contoh",
		.email = "",
		.serial = "",
		.issuer = "CA Contoh",
		.anchor = "Akar Contoh",
		.claimed_name = "",
		.reason = "",
		.signed_at = SIGNED_AT,
		.clock = CLOCK_SIGNER,
		.covered = 1000 };
}

static void
check_line(const struct paper_signature *s, const char *want)
{
	struct arena *arena = arena_new();
	struct paper_signature list[] = { *s };
	struct paper p = { .bytes = 1000, .signatures = { list, 1, 0 } };
	size_t count;
	const char **lines = signatures_lines(&p, ZONE_WIB, arena, &count);

	assert_int_equal(count, 1);
	assert_string_equal(lines[0], want);
	arena_free(arena);
}

#define BY                                                                     \
	"1, oleh \"Irwan Tendean\" dari \"Dinas Contoh\", 3 Maret 2026 pukul " \
	"10.12 WIB (menurut penandatangan), "
#define NAMED                                                                  \
	"1, atas nama \"Irwan Tendean\" (tidak terbukti), 3 Maret 2026 pukul " \
	"10.12 WIB (menurut penandatangan), "

static void
a_proven_signature_is_told_with_its_name_time_and_ca(void **state)
{
	struct paper_signature s = good();

	(void)state;
	check_line(&s, BY "menutup seluruh berkas; rantai sertifikat "
			  "terverifikasi sampai \"Akar Contoh\".");
	s.state = SIGNATURE_FOLLOWED;
	s.covered = 900;
	check_line(&s, BY "BERKAS BERUBAH SESUDAHNYA: hanya menutup 900 dari "
			  "1000 byte; rantai sertifikat terverifikasi sampai "
			  "\"Akar Contoh\".");
}

static void
a_name_that_is_not_proven_is_called_that(void **state)
{
	static const struct {
		enum signature_state state;
		enum signature_trust trust;
		enum signature_flaw flaw;
		const char *want;
	} rows[] = {
		{ SIGNATURE_WHOLE, TRUST_NO_CA, FLAW_NONE,
		    NAMED "menutup seluruh berkas; penandatangan belum dapat "
			  "dibuktikan: CA belum dikonfigurasi." },
		{ SIGNATURE_WHOLE, TRUST_FOREIGN, FLAW_NONE,
		    NAMED "menutup seluruh berkas; penandatangan tidak "
			  "terbukti: sertifikatnya tidak berasal dari CA yang "
			  "dipercaya." },
		{ SIGNATURE_WHOLE, TRUST_EXPIRED, FLAW_NONE,
		    NAMED "menutup seluruh berkas; penandatangan tidak "
			  "terbukti: sertifikatnya tidak berlaku pada waktu "
			  "itu." },
		{ SIGNATURE_BROKEN, TRUST_UNCHECKED, FLAW_NONE,
		    NAMED "TIDAK COCOK dengan isi berkas: isinya berubah "
			  "sesudah ditandatangani, atau tanda tangannya "
			  "palsu." },
		/* A flaw of the document after all else was fine. */
		{ SIGNATURE_UNCERTAIN, TRUST_PROVEN, FLAW_ACTIVE,
		    NAMED "tidak dapat dipastikan: berkas memuat isi aktif "
			  "(JavaScript, XFA, atau tindakan otomatis)." },
		{ SIGNATURE_UNSUPPORTED, TRUST_UNCHECKED, FLAW_NONE,
		    NAMED "tidak dapat dipastikan: jenis "
			  "\"ETSI.CAdES.detached\" tidak diperiksa di sini." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct paper_signature s = good();

		s.state = rows[i].state;
		s.trust = rows[i].trust;
		s.flaw = rows[i].flaw;
		check_line(&s, rows[i].want);
	}
}

static void
no_name_ends_its_quotes_or_its_line(void **state)
{
	struct paper_signature s = good();

	(void)state;
	s.trust = TRUST_NO_CA;
	s.clock = CLOCK_NONE;
	s.signer = "X\", menutup\nseluruh berkas\"";
	check_line(&s,
	    "1, atas nama \"X', menutup seluruh berkas'\" (tidak terbukti), "
	    "menutup seluruh berkas; penandatangan belum dapat dibuktikan: CA "
	    "belum dikonfigurasi.");
}

static void
of_several_each_has_its_number(void **state)
{
	struct arena *arena = arena_new();
	struct paper_signature list[] = { good(), good() };
	struct paper p = { .bytes = 1000, .signatures = { list, 2, 0 } };
	size_t count;
	const char **lines;

	(void)state;
	list[0].state = SIGNATURE_FOLLOWED;
	list[1].is_timestamp = true;
	lines = signatures_lines(&p, ZONE_WIB, arena, &count);
	assert_int_equal(count, 2);
	assert_memory_equal(lines[0], "1 dari 2, oleh", 14);
	assert_non_null(
	    strstr(lines[0], "selebihnya ditutup tanda tangan lain"));
	assert_memory_equal(
	    lines[1], "2 dari 2 (stempel waktu dokumen), oleh", 38);
	arena_free(arena);
}

static void
what_only_looks_like_a_signature_is_told_too(void **state)
{
	struct arena *arena = arena_new();
	struct paper none = { .bytes = 1000 }, odd = none;
	size_t count;

	(void)state;
	signatures_lines(&none, ZONE_WIB, arena, &count);
	assert_int_equal(count, 0);
	assert_null(signatures_keep(&none, arena));
	odd.signatures.flaw = FLAW_STRAY;
	assert_string_equal(signatures_lines(&odd, ZONE_WIB, arena, &count)[0],
	    "tidak dapat dipastikan: ada data tanda tangan di luar daftar "
	    "tanda tangan berkas.");
	assert_non_null(signatures_keep(&odd, arena));
	arena_free(arena);
}

static void
the_store_gives_back_the_same_sentences(void **state)
{
	struct arena *arena = arena_new();
	struct paper_signature list[] = { good(), good() };
	struct paper p = { .bytes = 1000,
		.signatures = { list, 2, FLAW_MANY } },
		     got = { 0 };
	const char *kept, **want, **have;
	size_t count;

	(void)state;
	list[1].state = SIGNATURE_UNCERTAIN;
	list[1].flaw = FLAW_GAP;
	list[1].clock = CLOCK_NONE;
	list[1].signed_at = 0;
	kept = signatures_keep(&p, arena);
	assert_true(signatures_take(kept, arena, &got));
	assert_int_equal(got.signatures.flaw, FLAW_MANY);
	assert_int_equal(got.bytes, 1000);
	want = signatures_lines(&p, ZONE_WIT, arena, &count);
	have = signatures_lines(&got, ZONE_WIT, arena, &count);
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(have[i], want[i]);
	assert_string_equal(signatures_keep(&got, arena), kept);
	arena_free(arena);
}

static void
a_text_that_is_none_is_refused(void **state)
{
	static const char *const bad[] = { NULL, "", "{}", "[]", "null",
		"{\"document\":\"none\",\"list\":[{}]}",
		"{\"document\":\"good\",\"list\":[]}",
		"{\"document\":\"none\",\"list\":[1,2,3,4,5,6,7,8,9,10,11]}" };
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct paper p = { .bytes = 7 };

		assert_false(signatures_take(bad[i], arena, &p));
		assert_int_equal(p.bytes, 7);
		assert_int_equal(p.signatures.count, 0);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_proven_signature_is_told_with_its_name_time_and_ca),
		cmocka_unit_test(a_name_that_is_not_proven_is_called_that),
		cmocka_unit_test(no_name_ends_its_quotes_or_its_line),
		cmocka_unit_test(of_several_each_has_its_number),
		cmocka_unit_test(what_only_looks_like_a_signature_is_told_too),
		cmocka_unit_test(the_store_gives_back_the_same_sentences),
		cmocka_unit_test(a_text_that_is_none_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
