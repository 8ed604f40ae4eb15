/*
 * Signatures of PDFs: real ones by an invented CA (tests/support/sign_pdf.py)
 * and each way to fool a reader that is known. Whole means: every check held.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>

#include "paper/pdf_sign.h"
#include "paper_help.h"

#include "cabut/banned.h"

#define CA CABUT_PAPERS "/ca.pem"
#define IRWAN "Drs. Irwan Tendean, M.Si."

struct row {
	const char *name;
	enum signature_state state;
	enum signature_trust trust;
	enum signature_flaw flaw;
};

static struct anchors *
open_anchors(const char *path)
{
	struct fault f = { 0 };
	struct anchors *a = NULL;

	if (!anchors_open(path, &a, &f))
		fail_msg("%s", f.text);
	return a;
}

/* From a buffer that ends where the document does. */
static struct paper
read_exact(struct slice bytes, const struct anchors *ca, struct arena *arena)
{
	struct paper p = { .name = "", .kind = PAPER_KIND_PDF };
	char *exact = malloc(bytes.len + (bytes.len == 0));

	assert_non_null(exact);
	if (bytes.len > 0)
		memcpy(exact, bytes.at, bytes.len);
	p.bytes = bytes.len;
	paper_read_signatures(
	    (struct slice){ exact, bytes.len }, ca, arena, &p);
	free(exact);
	return p;
}

static struct paper_signatures
read_signed(const char *name, const struct anchors *ca, struct arena *arena)
{
	return read_exact(document(name, arena), ca, arena).signatures;
}

static void
check_one(const struct row *row, const struct paper_signatures *all)
{
	const struct paper_signature *s = all->list;

	if (all->count != 1)
		fail_msg("%s: %zu signatures", row->name, all->count);
	if (s->state != row->state || s->trust != row->trust ||
	    s->flaw != row->flaw)
		fail_msg("%s: want %s/%s/%s, got %s/%s/%s", row->name,
		    signature_state_name(row->state),
		    signature_trust_name(row->trust),
		    signature_flaw_name(row->flaw),
		    signature_state_name(s->state),
		    signature_trust_name(s->trust),
		    signature_flaw_name(s->flaw));
}

static void
check_rows(const struct row *rows, size_t count, const struct anchors *ca)
{
	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct paper_signatures all =
		    read_signed(rows[i].name, ca, arena);

		check_one(&rows[i], &all);
		arena_free(arena);
	}
}

#define CHECK(rows, ca) check_rows(rows, sizeof rows / sizeof *rows, ca)
#define W SIGNATURE_WHOLE
#define F SIGNATURE_FOLLOWED
#define U SIGNATURE_UNCERTAIN

static void
a_good_signature_by_a_configured_ca_is_whole_and_proven(void **state)
{
	static const struct row rows[] = {
		{ "sign-whole.pdf", W, TRUST_PROVEN, 0 },
		{ "sign-pkcs7.pdf", W, TRUST_PROVEN, 0 },
		{ "sign-opens.pdf", W, TRUST_PROVEN, 0 },
		{ "sign-certified.pdf", W, TRUST_PROVEN, 0 },
		{ "sign-empty-too.pdf", W, TRUST_PROVEN, 0 },
		{ "sign-stamped.pdf", W, TRUST_PROVEN, 0 },
		{ "sign-stamped-elsewhere.pdf", W, TRUST_PROVEN, 0 },
	};
	struct anchors *ca = open_anchors(CA);

	(void)state;
	CHECK(rows, ca);
	anchors_close(ca);
}

static void
whose_it_is_stands_in_the_certificate(void **state)
{
	struct arena *arena = arena_new();
	struct anchors *ca = open_anchors(CA);
	struct paper_signatures all = read_signed("sign-whole.pdf", ca, arena);
	const struct paper_signature *s = all.list;

	(void)state;
	assert_string_equal(s->signer, IRWAN);
	assert_string_equal(s->organization, "Dinas Contoh Timur");
	assert_string_equal(s->serial, "77");
	assert_string_equal(s->email, "irwan.tendean@contohtimurkab.go.id");
	assert_string_equal(s->issuer, "CA Contoh G1");
	assert_string_equal(s->anchor, "CA Contoh G1");
	assert_string_equal(s->claimed_name, "Irwan T.");
	assert_string_equal(s->reason, "Menyetujui");
	assert_string_equal(s->kind, "ETSI.CAdES.detached");
	assert_int_equal(s->clock, CLOCK_SIGNER);
	assert_true(s->signed_at > 0);
	assert_int_equal(s->covered, document("sign-whole.pdf", arena).len);
	assert_false(s->is_certifying);
	all = read_signed("sign-certified.pdf", ca, arena);
	assert_true(all.list->is_certifying);
	anchors_close(ca);
	arena_free(arena);
}

static void
only_a_timestamp_by_a_configured_ca_sets_the_time(void **state)
{
	struct arena *arena = arena_new();
	struct anchors *ca = open_anchors(CA);

	(void)state;
	assert_int_equal(read_signed("sign-stamped.pdf", ca, arena).list->clock,
	    CLOCK_STAMP);
	assert_int_equal(
	    read_signed("sign-stamped.pdf", NULL, arena).list->clock,
	    CLOCK_SIGNER);
	assert_int_equal(
	    read_signed("sign-stamped-elsewhere.pdf", ca, arena).list->clock,
	    CLOCK_SIGNER);
	anchors_close(ca);
	arena_free(arena);
}

static void
a_timestamp_of_the_document_is_nobodys_signature(void **state)
{
	struct arena *arena = arena_new();
	struct anchors *ca = open_anchors(CA);
	struct paper_signatures all =
	    read_signed("sign-document-stamp.pdf", ca, arena);

	(void)state;
	assert_int_equal(all.count, 2);
	assert_int_equal(all.list[0].state, F);
	assert_int_equal(all.list[1].state, W);
	assert_true(all.list[1].is_timestamp);
	assert_int_equal(all.list[1].clock, CLOCK_STAMP);
	all = read_signed("sign-document-stamp.pdf", NULL, arena);
	assert_int_equal(all.list[1].state, U);
	assert_int_equal(all.list[1].clock, CLOCK_NONE);
	anchors_close(ca);
	arena_free(arena);
}

static void
of_two_signatures_only_the_last_covers_the_whole(void **state)
{
	struct arena *arena = arena_new();
	struct anchors *ca = open_anchors(CA);
	struct paper_signatures all = read_signed("sign-two.pdf", ca, arena);

	(void)state;
	assert_int_equal(all.count, 2);
	assert_int_equal(all.list[0].state, F);
	assert_string_equal(all.list[0].signer, IRWAN);
	assert_int_equal(all.list[1].state, W);
	assert_string_equal(all.list[1].signer, "Dra. Merry Pontoh, M.AP.");
	assert_true(all.list[0].covered < all.list[1].covered);
	anchors_close(ca);
	arena_free(arena);
}

static void
the_chain_is_told_apart_from_the_signature(void **state)
{
	static const struct row rows[] = {
		{ "sign-other-ca.pdf", W, TRUST_FOREIGN, 0 },
		{ "sign-self-signed.pdf", W, TRUST_FOREIGN, 0 },
		{ "sign-injecting.pdf", W, TRUST_FOREIGN, 0 },
		{ "sign-small-key.pdf", W, TRUST_FOREIGN, 0 },
		{ "sign-expired.pdf", W, TRUST_EXPIRED, 0 },
		{ "sign-unfit.pdf", W, TRUST_UNFIT, 0 },
	};
	static const struct row no_ca[] = {
		{ "sign-whole.pdf", W, TRUST_NO_CA, 0 },
		{ "sign-self-signed.pdf", W, TRUST_NO_CA, 0 },
	};
	static const struct row other[] = {
		{ "sign-whole.pdf", W, TRUST_FOREIGN, 0 },
		{ "sign-other-ca.pdf", W, TRUST_PROVEN, 0 },
	};
	struct anchors *ca = open_anchors(CA);
	struct anchors *others = open_anchors(CABUT_PAPERS "/ca-other.pem");

	(void)state;
	CHECK(rows, ca);
	CHECK(no_ca, NULL);
	CHECK(other, others);
	anchors_close(ca);
	anchors_close(others);
}

static void
what_changed_after_signing_is_seen(void **state)
{
	static const struct row rows[] = {
		{ "sign-changed.pdf", SIGNATURE_BROKEN, 0, 0 },
		{ "sign-wrong-digest.pdf", SIGNATURE_BROKEN, 0, 0 },
		{ "sign-other-letter.pdf", SIGNATURE_BROKEN, 0, 0 },
		{ "sign-followed.pdf", F, TRUST_PROVEN, 0 },
		{ "sign-newline-added.pdf", F, TRUST_PROVEN, 0 },
		{ "sign-range-short.pdf", F, TRUST_PROVEN, 0 },
	};
	struct anchors *ca = open_anchors(CA);

	(void)state;
	CHECK(rows, ca);
	anchors_close(ca);
}

static void
ranges_that_leave_out_more_than_the_signature_are_never_good(void **state)
{
	static const struct row rows[] = {
		{ "sign-range-from-1.pdf", U, 0, FLAW_RANGE },
		{ "sign-range-negative.pdf", U, 0, FLAW_RANGE },
		{ "sign-range-huge.pdf", U, 0, FLAW_RANGE },
		{ "sign-range-overlapping.pdf", U, 0, FLAW_RANGE },
		{ "sign-range-empty.pdf", U, 0, FLAW_RANGE },
		{ "sign-range-six.pdf", U, 0, FLAW_RANGE },
		{ "sign-range-hole-wide.pdf", U, 0, FLAW_GAP },
		{ "sign-range-hole-narrow.pdf", U, 0, FLAW_GAP },
		{ "sign-range-twice.pdf", U, 0, FLAW_GAP },
		{ "sign-range-escaped.pdf", U, 0, FLAW_GAP },
		{ "sign-hole-shared.pdf", U, 0, FLAW_GAP },
		{ "sign-hole-other-key.pdf", U, 0, FLAW_GAP },
		{ "sign-padding-used.pdf", U, 0, FLAW_CMS },
	};
	struct anchors *ca = open_anchors(CA);

	(void)state;
	CHECK(rows, ca);
	anchors_close(ca);
}

static void
a_flaw_of_the_document_spoils_its_signatures(void **state)
{
	static const struct row rows[] = {
		{ "sign-acts-script.pdf", U, TRUST_PROVEN, FLAW_ACTIVE },
		{ "sign-acts-names.pdf", U, TRUST_PROVEN, FLAW_ACTIVE },
		{ "sign-acts-escaped.pdf", U, TRUST_PROVEN, FLAW_ACTIVE },
		{ "sign-acts-xfa.pdf", U, TRUST_PROVEN, FLAW_ACTIVE },
		{ "sign-acts-launch.pdf", U, TRUST_PROVEN, FLAW_ACTIVE },
		{ "sign-rights.pdf", U, TRUST_PROVEN, FLAW_STRAY },
		{ "sign-restricted.pdf", U, TRUST_PROVEN, FLAW_ENCRYPTED },
	};
	struct anchors *ca = open_anchors(CA);

	(void)state;
	CHECK(rows, ca);
	anchors_close(ca);
}

static void
strange_forms_of_a_signature_are_named(void **state)
{
	static const struct row rows[] = {
		{ "sign-kind-sha1.pdf", SIGNATURE_UNSUPPORTED, 0, 0 },
		{ "sign-kind-x509.pdf", SIGNATURE_UNSUPPORTED, 0, 0 },
		{ "sign-digest-sha1.pdf", U, 0, FLAW_WEAK },
		{ "sign-no-attributes.pdf", U, 0, FLAW_CMS },
		{ "sign-not-detached.pdf", U, 0, FLAW_CMS },
		{ "sign-garbage-cms.pdf", U, 0, FLAW_CMS },
		{ "sign-no-certificate.pdf", U, 0, FLAW_CERTIFICATE },
		{ "sign-two-signers.pdf", U, 0, FLAW_SIGNERS },
	};
	struct anchors *ca = open_anchors(CA);

	(void)state;
	CHECK(rows, ca);
	anchors_close(ca);
}

static void
forms_without_end_are_left_with_a_word(void **state)
{
	static const struct row rows[] = {
		{ "sign-many-fields.pdf", U, TRUST_PROVEN, FLAW_MANY },
		{ "sign-circle.pdf", U, TRUST_PROVEN, FLAW_MANY },
	};
	struct arena *arena = arena_new();
	struct anchors *ca = open_anchors(CA);
	struct paper_signatures all;

	(void)state;
	CHECK(rows, ca);
	all = read_signed("sign-eleven.pdf", ca, arena);
	assert_int_equal(all.count, SIGNATURES_MAX);
	assert_int_equal(all.flaw, FLAW_MANY);
	all = read_signed("sign-no-field.pdf", ca, arena);
	assert_int_equal(all.count, 0);
	assert_int_equal(all.flaw, FLAW_STRAY);
	all = read_signed("sign-range-beyond-64.pdf", ca, arena);
	assert_int_not_equal(all.flaw, FLAW_NONE);
	anchors_close(ca);
	arena_free(arena);
}

static void
a_field_that_nobody_signed_is_no_signature(void **state)
{
	static const char *const names[] = { "sign-none.pdf", "sign-empty.pdf",
		"letter.pdf", "encrypted.pdf", "letter.docx" };
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct paper_signatures all =
		    read_signed(names[i], NULL, arena);

		assert_int_equal(all.count, 0);
		assert_int_equal(all.flaw, FLAW_NONE);
	}
	arena_free(arena);
}

/* Every length near its end and its structure, every 61st elsewhere. */
static void
a_paper_cut_anywhere_is_never_whole(void **state)
{
	struct arena *arena = arena_new();
	struct anchors *ca = open_anchors(CA);
	struct slice whole = document("sign-whole.pdf", arena);

	(void)state;
	for (size_t len = 0; len < whole.len; len++) {
		struct slice cut = { whole.at, len };
		struct paper_signatures all;
		struct arena *one;

		if (len + 400 < whole.len && len % 61 != 0)
			continue;
		one = arena_new();
		all = read_exact(cut, ca, one).signatures;
		for (size_t i = 0; i < all.count; i++)
			assert_int_not_equal(all.list[i].state, W);
		arena_free(one);
	}
	anchors_close(ca);
	arena_free(arena);
}

/* Inside the hole stand certificates that nobody signs; what a change there
 * leaves proven is still the same person's. */
static void
check_changed(
    struct slice bytes, const struct anchors *ca, bool is_in_hole, size_t at)
{
	struct arena *arena = arena_new();
	struct paper_signatures all = read_exact(bytes, ca, arena).signatures;

	for (size_t i = 0; i < all.count; i++) {
		const struct paper_signature *s = &all.list[i];

		if (s->state != W)
			continue;
		if (!is_in_hole)
			fail_msg("byte %zu changed, and it is whole", at);
		if (s->trust == TRUST_PROVEN)
			assert_string_equal(s->signer, IRWAN);
	}
	arena_free(arena);
}

static void
a_changed_byte_never_leaves_it_whole(void **state)
{
	struct arena *arena = arena_new();
	struct anchors *ca = open_anchors(CA);
	struct slice whole = document("sign-whole.pdf", arena);
	char *copy = arena_copy(arena, whole.at, whole.len);
	char *hole = memmem(copy, whole.len, "/Contents<", 10);
	size_t from = (size_t)(hole - copy) + 10;
	const char *end = memchr(hole, '>', whole.len - from);
	size_t until = (size_t)(end - copy);

	(void)state;
	for (size_t i = 0; i < whole.len; i += 29) {
		copy[i] ^= 0x01;
		check_changed((struct slice){ copy, whole.len }, ca,
		    i >= from && i < until, i);
		copy[i] ^= 0x01;
	}
	anchors_close(ca);
	arena_free(arena);
}

static void
a_locked_cell_sees_the_same(void **state)
{
	static const char *const names[] = { "sign-whole.pdf",
		"sign-stamped.pdf", "sign-changed.pdf", "sign-many-fields.pdf",
		"sign-document-stamp.pdf", "sign-eleven.pdf" };
	struct cell_limits limits = { CELL_WALL_MS, CELL_CPU_S,
		CELL_MEMORY_MAX };
	struct arena *arena = arena_new();
	struct anchors *ca = open_anchors(CA);
	struct fault f = { 0 };
	struct cell *cell;

	(void)state;
	if (!cell_open_with_ca(CABUT_CELL, &limits, CA, &cell, &f))
		fail_msg("%s", f.text);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct paper_signatures want = read_signed(names[i], ca, arena);
		struct paper_signatures *got;
		struct cell_reading r;

		if (!cell_read(
			cell, mail_with(&names[i], 1, arena), arena, &r, &f))
			fail_msg("%s: %s", names[i], f.text);
		got = &r.papers[0].signatures;
		assert_int_equal(got->count, want.count);
		assert_int_equal(got->flaw, want.flaw);
		for (size_t k = 0; k < got->count; k++) {
			assert_int_equal(
			    got->list[k].state, want.list[k].state);
			assert_int_equal(
			    got->list[k].trust, want.list[k].trust);
			assert_string_equal(
			    got->list[k].signer, want.list[k].signer);
		}
	}
	cell_close(cell);
	anchors_close(ca);
	arena_free(arena);
}

static void
a_wrong_ca_file_says_what_to_do(void **state)
{
	static const struct {
		const char *name, *want;
	} rows[] = {
		{ "ca-empty.pem", "no certificate; expected PEM" },
		{ "ca-cut.pem", "certificate 1 cannot be read" },
		{ "ca-person.pem", "certificate 1 is not one of a CA" },
		{ "ca-none.pem", "No such file" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *path =
		    arena_printf(arena, "%s/%s", CABUT_PAPERS, rows[i].name);
		struct fault f = { 0 };
		struct ca_list all;

		assert_false(ca_file_read(path, arena, &all, &f));
		assert_int_equal(f.scope, SCOPE_CONFIG);
		if (!strstr(f.text, rows[i].want) || !strstr(f.text, path))
			fail_msg("%s: %s", rows[i].name, f.text);
	}
	arena_free(arena);
}

static void
the_cas_are_listed_with_their_last_day(void **state)
{
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct ca_list all;

	(void)state;
	assert_true(ca_file_read(CA, arena, &all, &f));
	assert_int_equal(all.count, 2);
	assert_string_equal(all.list[0].name, "Akar Contoh G1");
	assert_string_equal(
	    time_iso(arena, all.list[1].until), "2049-12-31T00:00:00Z");
	arena_free(arena);
}

static void
a_cell_with_a_wrong_ca_file_does_not_start(void **state)
{
	struct cell_limits limits = { CELL_WALL_MS, CELL_CPU_S,
		CELL_MEMORY_MAX };
	struct fault f = { 0 };
	struct cell *cell;

	(void)state;
	assert_false(cell_open_with_ca(
	    CABUT_CELL, &limits, CABUT_PAPERS "/ca-empty.pem", &cell, &f));
	assert_non_null(strstr(f.text, "no certificate"));
}

static void
times_of_a_pdf_are_read_strictly(void **state)
{
	static const struct {
		const char *text;
		time_s want;
	} rows[] = {
		{ "D:20260303101200+07'00'", 1772507520 },
		{ "D:20260303101200+07'00", 1772507520 },
		{ "D:20260303031200Z", 1772507520 },
		{ "D:20260302221200-05'00'", 1772507520 },
		{ "D:20260303101200", 0 }, /* of no zone */
		{ "D:20260231101200Z", 0 },
		{ "D:2026", 0 },
		{ "D:20260303251200Z", 0 },
		{ "20260303031200Z", 0 },
		{ "D:19690101000000Z", 0 },
		{ "D:99991231235959-14'00'", 0 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (pdf_time(rows[i].text) != rows[i].want)
			fail_msg("%s: %lld", rows[i].text,
			    (long long)pdf_time(rows[i].text));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_good_signature_by_a_configured_ca_is_whole_and_proven),
		cmocka_unit_test(whose_it_is_stands_in_the_certificate),
		cmocka_unit_test(
		    only_a_timestamp_by_a_configured_ca_sets_the_time),
		cmocka_unit_test(
		    a_timestamp_of_the_document_is_nobodys_signature),
		cmocka_unit_test(
		    of_two_signatures_only_the_last_covers_the_whole),
		cmocka_unit_test(the_chain_is_told_apart_from_the_signature),
		cmocka_unit_test(what_changed_after_signing_is_seen),
		cmocka_unit_test(
		    ranges_that_leave_out_more_than_the_signature_are_never_good),
		cmocka_unit_test(a_flaw_of_the_document_spoils_its_signatures),
		cmocka_unit_test(strange_forms_of_a_signature_are_named),
		cmocka_unit_test(forms_without_end_are_left_with_a_word),
		cmocka_unit_test(a_field_that_nobody_signed_is_no_signature),
		cmocka_unit_test(a_paper_cut_anywhere_is_never_whole),
		cmocka_unit_test(a_changed_byte_never_leaves_it_whole),
		cmocka_unit_test(a_locked_cell_sees_the_same),
		cmocka_unit_test(a_wrong_ca_file_says_what_to_do),
		cmocka_unit_test(the_cas_are_listed_with_their_last_day),
		cmocka_unit_test(a_cell_with_a_wrong_ca_file_does_not_start),
		cmocka_unit_test(times_of_a_pdf_are_read_strictly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
