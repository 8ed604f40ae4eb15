/*
 * The drafted Surat Rekomendasi, read back with poppler's pdftotext: what is
 * on paper, on how many pages, and that the same case gives the same bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "cabut/notice.h"

#include "../support/notice_scratch.h"

#include "cabut/banned.h"

enum { DATE = 1795137300, TEXT_MAX = 1024 * 1024 };

static const char *const letterhead[] = { "PEMERINTAH KABUPATEN TANJUNG RIMBA",
	"DINAS KOMUNIKASI DAN INFORMATIKA", "Jalan Trans Rimba Nomor 5" };

static const struct recommendation_owner owner = {
	"Drs. H. Syamsul Bahri Lantong, M.Si.", "19660412 199203 1 907",
	"Kepala Bidang Tata Ruang", "Dinas Pekerjaan Umum <DPUPR> & Tata Ruang",
	"syamsul.lantong@tanjungrimbakab.go.id", "Pensiun"
};

static struct recommendation
letter_of(const struct recommendation_owner *owners, size_t count)
{
	return (struct recommendation){ .letterhead = letterhead,
		.letterhead_count = 3,
		.number = "555/012/Diskominfo/XI/2026",
		.place = "Rimba Jaya",
		.date = DATE,
		.zone = ZONE_WITA,
		.letter_number = "800.1.6/118/DPUPR/XI/2026",
		.letter_date_text = "18 November 2026",
		.case_number = "CABUT-2026-0042",
		.owners = owners,
		.owner_count = count,
		.signer_title = "Kepala Dinas Komunikasi dan Informatika",
		.signer_name = "Drs. Irwan Tendean, M.Si.",
		.signer_rank = "Pembina Utama Muda, IV/c",
		.signer_nip = "19710823 199803 1 904" };
}

static struct slice
draft(const struct recommendation *r, struct arena *a)
{
	struct slice pdf = { 0 };
	struct fault f = { 0 };

	if (!recommendation_pdf(r, a, &pdf, &f))
		fail_msg("%s", f.text);
	return pdf;
}

/* What stands on the pages, one form feed after each. */
static const char *
text_of(struct slice pdf, struct arena *a)
{
	struct scratch s;
	struct slice text;
	struct fault f = { 0 };

	assert_true(scratch_open(&s));
	assert_true(scratch_put(&s, "a.pdf", pdf));
	const char *from = arena_printf(a, "%s/a.pdf", s.path);
	const char *to = arena_printf(a, "%s/a.txt", s.path);
	const char *const argv[] = { "pdftotext", "-layout", from, to, NULL };

	assert_int_equal(scratch_run(argv), 0);
	assert_true(file_read(to, TEXT_MAX, a, &text, &f));
	scratch_close(&s);
	return arena_copy(a, text.at, text.len);
}

static size_t
pages_in(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\f';
	return n;
}

static const char *const on_paper[] = { "PEMERINTAH KABUPATEN TANJUNG RIMBA",
	"DINAS KOMUNIKASI DAN INFORMATIKA", "555/012/Diskominfo/XI/2026",
	"Rimba Jaya, 20 November 2026", "Sifat", "Lampiran",
	"Rekomendasi Pencabutan Sertifikat Elektronik",
	"Yth. Kepala Balai Besar Sertifikasi Elektronik",
	"Badan Siber dan Sandi Negara", "800.1.6/118/DPUPR/XI/2026",
	"Drs. H. Syamsul Bahri Lantong, M.Si.", "19660412 199203 1 907",
	"Kepala Bidang Tata Ruang", "Dinas Pekerjaan Umum <DPUPR> & Tata Ruang",
	"syamsul.lantong@tanjungrimbakab.go.id", "Pensiun",
	"Kepala Dinas Komunikasi dan Informatika,", "Drs. Irwan Tendean, M.Si.",
	"Pembina Utama Muda, IV/c", "NIP 19710823 199803 1 904",
	"Disusun oleh cabut untuk permohonan CABUT-2026-0042",
	"sah setelah ditandatangani." };

static void
letter_says_what_the_case_knows_on_one_page(void **state)
{
	struct arena *a = arena_new();
	struct recommendation r = letter_of(&owner, 1);
	const char *text = text_of(draft(&r, a), a);

	(void)state;
	for (size_t i = 0; i < sizeof on_paper / sizeof *on_paper; i++)
		if (!strstr(text, on_paper[i]))
			fail_msg("missing: %s\n%s", on_paper[i], text);
	assert_int_equal(pages_in(text), 1);
	arena_free(a);
}

static void
same_case_gives_the_same_bytes(void **state)
{
	struct arena *a = arena_new();
	struct recommendation r = letter_of(&owner, 1);
	struct slice one = draft(&r, a), two = draft(&r, a);

	(void)state;
	assert_true(one.len > 1000);
	assert_true(slice_equal(one, two));
	r.date += 86400;
	assert_false(slice_equal(one, draft(&r, a)));
	arena_free(a);
}

static void
many_owners_go_over_pages_and_none_is_lost(void **state)
{
	struct recommendation_owner owners[RECOMMENDATION_OWNERS_MAX];
	struct arena *a = arena_new();
	struct recommendation r = letter_of(owners, RECOMMENDATION_OWNERS_MAX);
	const char *text;

	(void)state;
	for (size_t i = 0; i < RECOMMENDATION_OWNERS_MAX; i++) {
		owners[i] = owner;
		owners[i].name = arena_printf(a, "Pemilik Nomor-%zu.", i + 1);
	}
	text = text_of(draft(&r, a), a);
	for (size_t i = 0; i < RECOMMENDATION_OWNERS_MAX; i++)
		if (!strstr(text, owners[i].name))
			fail_msg("missing: %s", owners[i].name);
	assert_true(pages_in(text) > 5);
	/* Each page says that it is a draft. */
	for (const char *page = text; *page; page = strchr(page, '\f') + 1)
		assert_non_null(strstr(page, "Disusun oleh cabut"));
	arena_free(a);
}

static void
letter_without_number_date_or_rank_is_still_a_sentence(void **state)
{
	struct recommendation_owner bare = { .name = "Retno" };
	struct arena *a = arena_new();
	struct recommendation r = letter_of(&bare, 1);
	const char *text;

	(void)state;
	r.letter_number = NULL;
	r.letter_date_text = NULL;
	r.signer_rank = NULL;
	r.signer_nip = "";
	text = text_of(draft(&r, a), a);
	assert_non_null(strstr(text, "Retno"));
	assert_null(strstr(text, "Surel"));
	assert_null(strstr(text, "null"));
	assert_null(strstr(text, "Alasan pencabutan"));
	arena_free(a);
}

static void
values_with_line_breaks_and_long_values_stay_in_place(void **state)
{
	struct recommendation_owner odd = owner;
	struct arena *a = arena_new();
	struct recommendation r = letter_of(&odd, 1);
	char *endless = arena_alloc(a, 5001);
	const char *text;

	(void)state;
	memset(endless, 'W', 5000);
	odd.name = "Retno\nNomor : palsu";
	odd.position = endless;
	odd.reason = "rusak \xFF";
	text = text_of(draft(&r, a), a);
	assert_non_null(strstr(text, "Retno Nomor : palsu"));
	assert_true(pages_in(text) <= 2);
	arena_free(a);
}

static void
letter_without_owner_or_case_is_refused(void **state)
{
	struct arena *a = arena_new();
	struct recommendation r = letter_of(&owner, 0);
	struct slice pdf;
	struct fault f = { 0 };

	(void)state;
	assert_false(recommendation_pdf(&r, a, &pdf, &f));
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	r.owner_count = RECOMMENDATION_OWNERS_MAX + 1;
	assert_false(recommendation_pdf(&r, a, &pdf, &f));
	r.owner_count = 1;
	r.case_number = NULL;
	assert_false(recommendation_pdf(&r, a, &pdf, &f));
	r = letter_of(&owner, 1);
	r.letterhead_count = 99;
	assert_false(recommendation_pdf(&r, a, &pdf, &f));
	assert_int_equal(f.scope, SCOPE_CONFIG);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letter_says_what_the_case_knows_on_one_page),
		cmocka_unit_test(same_case_gives_the_same_bytes),
		cmocka_unit_test(many_owners_go_over_pages_and_none_is_lost),
		cmocka_unit_test(
		    letter_without_number_date_or_rank_is_still_a_sentence),
		cmocka_unit_test(
		    values_with_line_breaks_and_long_values_stay_in_place),
		cmocka_unit_test(letter_without_owner_or_case_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
