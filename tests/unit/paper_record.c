/*
 * The record between cell and cabut: what goes in comes out, and whatever a
 * taken-over cell may send instead is refused or harmless.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>

#include "paper/wire.h"

#include "cabut/banned.h"

static struct part parts[] = {
	{ .use = PART_BODY_TEXT, .type = "text/plain", .charset = "utf-8" },
	{ .use = PART_ATTACHMENT,
	    .type = "application/pdf",
	    .name = "surat.pdf",
	    .depth = 1,
	    .is_nested = true,
	    .is_damaged = true },
};

#define DIGEST                                                                 \
	"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static struct paper_signature signatures[] = {
	{ .state = SIGNATURE_WHOLE,
	    .trust = TRUST_PROVEN,
	    .is_certifying = true,
	    .kind = "ETSI.CAdES.detached",
	    .signer = "\xc3\x89lla",
	    .organization = "Dinas Contoh",
	    .email = "ella@contohkab.go.id",
	    .serial = "12",
	    .issuer = "CA Contoh",
	    .anchor = "Akar Contoh",
	    .claimed_name = "E",
	    .reason = "",
	    .signed_at = INT64_C(0x123456789),
	    .clock = CLOCK_STAMP,
	    .covered = 12345 },
	{ .state = SIGNATURE_UNCERTAIN,
	    .flaw = FLAW_GAP,
	    .is_timestamp = true,
	    .kind = "",
	    .signer = "",
	    .organization = "",
	    .email = "",
	    .serial = "",
	    .issuer = "",
	    .anchor = "",
	    .claimed_name = "",
	    .reason = "" },
};

static struct paper papers[] = {
	{ .name = "surat.pdf",
	    .kind = PAPER_KIND_PDF,
	    .how = PAPER_TEXT,
	    .text = "Nama : \xc3\x89lla\n",
	    .why = "",
	    .sha256 = DIGEST,
	    .bytes = 12345,
	    .pages = 2,
	    .part = 1,
	    .signatures = { signatures, 2, FLAW_STRAY } },
	{ .name = "",
	    .kind = PAPER_KIND_PICTURE,
	    .how = PAPER_NONE,
	    .text = "",
	    .why = "no text found in the picture",
	    .sha256 = DIGEST,
	    .bytes = 1,
	    .part = 0 },
	{ .name = "foto.jpg",
	    .kind = PAPER_KIND_PICTURE,
	    .how = PAPER_OCR,
	    .text = "Halaman 1\n\fHalaman 2\n\f",
	    .why = "",
	    .sha256 = DIGEST,
	    .bytes = 1,
	    .pages = 2,
	    .ocr_pages = 0x80000001,
	    .ocr_confidence = 93,
	    .part = 0 },
};

static const struct cell_reading sample = {
	.message = { .subject = "Permohonan",
	    .text = "Isi\n",
	    .has_hidden_text = true,
	    .parts = parts,
	    .part_count = 2,
	    .report_message_id = "x@y.example",
	    .report_action = "failed" },
	.papers = papers,
	.paper_count = 3,
};

static void
put(const struct cell_reading *r, struct strbuf *record)
{
	strbuf_init(record, CELL_RECORD_MAX);
	assert_true(record_put(r, record));
}

static bool
take_exact(
    const char *at, size_t len, struct arena *arena, struct cell_reading *out)
{
	char *exact = malloc(len + (len == 0));
	bool ok;

	assert_non_null(exact);
	if (len > 0)
		memcpy(exact, at, len);
	ok = record_take((struct slice){ exact, len }, arena, out);
	free(exact);
	return ok;
}

static void
check_signatures(const struct paper_signatures *got)
{
	assert_int_equal(got->count, 2);
	assert_int_equal(got->flaw, FLAW_STRAY);
	assert_int_equal(got->list[0].state, SIGNATURE_WHOLE);
	assert_int_equal(got->list[0].trust, TRUST_PROVEN);
	assert_true(got->list[0].is_certifying);
	assert_false(got->list[0].is_timestamp);
	assert_string_equal(got->list[0].signer, signatures[0].signer);
	assert_string_equal(got->list[0].email, signatures[0].email);
	assert_string_equal(got->list[0].anchor, signatures[0].anchor);
	assert_true(got->list[0].signed_at == INT64_C(0x123456789));
	assert_int_equal(got->list[0].clock, CLOCK_STAMP);
	assert_int_equal(got->list[0].covered, 12345);
	assert_int_equal(got->list[1].flaw, FLAW_GAP);
	assert_true(got->list[1].is_timestamp);
	assert_string_equal(got->list[1].signer, "");
}

static void
what_goes_in_comes_out(void **state)
{
	struct arena *arena = arena_new();
	struct cell_reading got;
	struct strbuf record;

	(void)state;
	put(&sample, &record);
	assert_true(take_exact(record.at, record.len, arena, &got));
	assert_string_equal(got.message.subject, "Permohonan");
	assert_string_equal(got.message.text, "Isi\n");
	assert_null(got.message.html_text);
	assert_true(got.message.has_hidden_text);
	assert_false(got.message.is_ambiguous);
	assert_string_equal(got.message.report_message_id, "x@y.example");
	assert_null(got.message.report_status);
	assert_int_equal(got.message.part_count, 2);
	assert_string_equal(got.message.parts[1].name, "surat.pdf");
	assert_null(got.message.parts[0].name);
	assert_int_equal(got.message.parts[1].bytes.len, 0);
	assert_true(got.message.parts[1].is_damaged);
	assert_int_equal(got.paper_count, 3);
	assert_string_equal(got.papers[0].text, papers[0].text);
	assert_string_equal(got.papers[0].sha256, DIGEST);
	assert_int_equal(got.papers[0].bytes, 12345);
	check_signatures(&got.papers[0].signatures);
	assert_int_equal(got.papers[0].part, 1);
	assert_string_equal(got.papers[1].why, "no text found in the picture");
	assert_string_equal(got.papers[2].text, papers[2].text);
	assert_int_equal(got.papers[2].ocr_pages, 0x80000001);
	assert_int_equal(got.papers[2].ocr_confidence, 93);
	strbuf_release(&record);
	arena_free(arena);
}

static void
a_record_cut_anywhere_is_refused(void **state)
{
	struct strbuf record;

	(void)state;
	put(&sample, &record);
	for (size_t len = 0; len < record.len; len++) {
		struct arena *arena = arena_new();
		struct cell_reading got;

		if (take_exact(record.at, len, arena, &got))
			fail_msg(
			    "%zu of %zu bytes were taken", len, record.len);
		arena_free(arena);
	}
	strbuf_release(&record);
}

static void
a_record_with_more_behind_it_is_refused(void **state)
{
	struct arena *arena = arena_new();
	struct cell_reading got;
	struct strbuf record;

	(void)state;
	put(&sample, &record);
	strbuf_char(&record, '\0');
	assert_false(take_exact(record.at, record.len, arena, &got));
	strbuf_release(&record);
	arena_free(arena);
}

static void
check_text(const char *text, size_t max)
{
	assert_non_null(text);
	assert_true(strlen(text) <= max);
	assert_true(utf8_is_valid(text, strlen(text)));
}

static void
check_signature_bounds(const struct paper_signatures *all)
{
	assert_true(all->count <= SIGNATURES_MAX);
	assert_in_range(all->flaw, 0, FLAW_DAMAGED);
	for (size_t i = 0; i < all->count; i++) {
		const struct paper_signature *s = &all->list[i];

		assert_in_range(s->state, 0, SIGNATURE_UNCERTAIN);
		assert_in_range(s->trust, 0, TRUST_UNFIT);
		assert_in_range(s->flaw, 0, FLAW_DAMAGED);
		assert_in_range(s->clock, 0, CLOCK_STAMP);
		assert_int_equal(
		    s->state == SIGNATURE_UNCERTAIN, s->flaw != FLAW_NONE);
		check_text(s->signer, SIGNATURE_TEXT_MAX);
		check_text(s->reason, SIGNATURE_TEXT_MAX);
	}
}

static void
check_bounds(const struct cell_reading *r)
{
	check_text(r->message.subject, RECORD_SUBJECT_MAX);
	assert_true(r->message.part_count <= MIME_PARTS_MAX);
	for (size_t i = 0; i < r->message.part_count; i++) {
		check_text(r->message.parts[i].type, RECORD_WORD_MAX);
		assert_in_range(r->message.parts[i].use, 0, PART_REPORT);
		assert_in_range(r->message.parts[i].depth, 0, MIME_DEPTH_MAX);
	}
	assert_true(r->paper_count <= PAPERS_MAX);
	for (size_t i = 0; i < r->paper_count; i++) {
		check_text(r->papers[i].text, PAPER_TEXT_MAX);
		check_text(r->papers[i].why, PAPER_WHY_MAX);
		check_text(r->papers[i].name, RECORD_NAME_MAX);
		assert_int_equal(strlen(r->papers[i].sha256), SHA256_HEX_LEN);
		assert_in_range(r->papers[i].kind, 0, PAPER_KIND_OTHER);
		assert_in_range(r->papers[i].how, 0, PAPER_NONE);
		assert_in_range(r->papers[i].bytes, 0, MESSAGE_BYTES_MAX);
		check_signature_bounds(&r->papers[i].signatures);
		assert_in_range(r->papers[i].ocr_confidence, 0, 100);
		assert_int_equal(
		    r->papers[i].how == PAPER_OCR, r->papers[i].ocr_pages != 0);
		assert_true(r->message.part_count == 0 ||
			    r->papers[i].part < r->message.part_count);
	}
}

static void
a_record_with_any_byte_changed_is_refused_or_within_bounds(void **state)
{
	static const unsigned char masks[] = { 1, 2, 0x10, 0x80, 0xff };
	struct strbuf record;
	size_t refused = 0, taken = 0;

	(void)state;
	put(&sample, &record);
	for (size_t i = 0; i < record.len * sizeof masks; i++) {
		struct arena *arena = arena_new();
		char *byte = &record.at[i / sizeof masks];
		char mask = (char)masks[i % sizeof masks];
		struct cell_reading got;

		*byte = (char)(*byte ^ mask);
		if (take_exact(record.at, record.len, arena, &got)) {
			check_bounds(&got);
			taken++;
		} else {
			refused++;
		}
		*byte = (char)(*byte ^ mask);
		arena_free(arena);
	}
	/* Letters may change unseen; lengths, marks and ranges may not. */
	assert_true(refused > taken);
	strbuf_release(&record);
}

static void
random_bytes_are_refused(void **state)
{
	struct entropy random = entropy_of_seed(20261120);

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct arena *arena = arena_new();
		struct cell_reading got;
		char bytes[256];

		random.fill(&random, bytes, sizeof bytes);
		memcpy(bytes, "\0\0\0\1", 4);
		assert_false(take_exact(bytes, sizeof bytes, arena, &got));
		arena_free(arena);
	}
}

/* One field of an otherwise good paper is wrong. */
static void
a_paper_that_contradicts_itself_is_refused(void **state)
{
	static const struct {
		const char *what;
		struct paper paper;
	} rows[] = {
		{ "text without reading", { .name = "",
					      .how = PAPER_NONE,
					      .text = "x",
					      .why = "y",
					      .sha256 = DIGEST } },
		{ "nothing, and no reason", { .name = "",
						.how = PAPER_NONE,
						.text = "",
						.why = "",
						.sha256 = DIGEST } },
		{ "text, and a reason", { .name = "",
					    .how = PAPER_TEXT,
					    .text = "x",
					    .why = "y",
					    .sha256 = DIGEST } },
		{ "digest in capitals",
		    { .name = "",
			.how = PAPER_TEXT,
			.text = "x",
			.why = "",
			.sha256 = "BA7816BF8F01CFEA414140DE5DAE2223"
				  "B00361A396177A9CB410FF61F20015AD" } },
		{ "short digest", { .name = "",
				      .how = PAPER_TEXT,
				      .text = "x",
				      .why = "",
				      .sha256 = "ba78" } },
		{ "too many bytes", { .name = "",
					.how = PAPER_TEXT,
					.text = "x",
					.why = "",
					.sha256 = DIGEST,
					.bytes = MESSAGE_BYTES_MAX + 1 } },
		{ "OCR of no page", { .name = "",
					.how = PAPER_OCR,
					.text = "x",
					.why = "",
					.sha256 = DIGEST } },
		{ "a page by OCR, and all text", { .name = "",
						     .how = PAPER_TEXT,
						     .text = "x",
						     .why = "",
						     .sha256 = DIGEST,
						     .ocr_pages = 1 } },
		{ "more than sure", { .name = "",
					.how = PAPER_OCR,
					.text = "x",
					.why = "",
					.sha256 = DIGEST,
					.ocr_pages = 1,
					.ocr_confidence = 101 } },
		{ "a part that is not there", { .name = "",
						  .how = PAPER_TEXT,
						  .text = "x",
						  .why = "",
						  .sha256 = DIGEST,
						  .part = 1 } },
		{ "a kind that is not there", { .name = "",
						  .kind = (enum paper_kind)99,
						  .how = PAPER_TEXT,
						  .text = "x",
						  .why = "",
						  .sha256 = DIGEST } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct paper p = rows[i].paper;
		struct cell_reading r = { .message = { .subject = "" },
			.papers = &p,
			.paper_count = 1 };
		struct cell_reading got;
		struct strbuf record;

		put(&r, &record);
		if (take_exact(record.at, record.len, arena, &got))
			fail_msg("taken: %s", rows[i].what);
		strbuf_release(&record);
		arena_free(arena);
	}
}

static void
too_much_text_costs_the_later_papers_not_the_mail(void **state)
{
	enum { COUNT = 20 };
	struct arena *arena = arena_new();
	struct paper many[COUNT];
	struct cell_reading r = { .message = { .subject = "" },
		.papers = many,
		.paper_count = COUNT };
	struct cell_reading got;
	struct strbuf record;
	char *text = arena_alloc(arena, PAPER_TEXT_MAX + 1);

	(void)state;
	memset(text, 'a', PAPER_TEXT_MAX);
	for (size_t i = 0; i < COUNT; i++)
		many[i] = (struct paper){ .name = "",
			.how = PAPER_TEXT,
			.text = text,
			.why = "",
			.sha256 = DIGEST };
	put(&r, &record);
	assert_true(take_exact(record.at, record.len, arena, &got));
	assert_int_equal(got.papers[7].how, PAPER_TEXT);
	assert_int_equal(got.papers[8].how, PAPER_NONE);
	assert_string_equal(
	    got.papers[8].why, "more text than one mail may hold");
	strbuf_release(&record);
	arena_free(arena);
}

static void
texts_are_scrubbed_and_cut_between_characters(void **state)
{
	struct arena *arena = arena_new();
	struct cell_reading r = { .message = { 0 } };
	struct cell_reading got;
	struct strbuf record;
	char *subject = arena_alloc(arena, RECORD_SUBJECT_MAX + 100);

	(void)state;
	memset(subject, 'a', RECORD_SUBJECT_MAX - 1);
	memcpy(subject + RECORD_SUBJECT_MAX - 1, "\xc3\x89xyz", 6);
	subject[0] = '\x01';
	subject[10] = '\xff';
	r.message.subject = subject;
	put(&r, &record);
	assert_true(take_exact(record.at, record.len, arena, &got));
	assert_memory_equal(got.message.subject,
	    "\xef\xbf\xbd"
	    "aaa",
	    6);
	assert_true(strlen(got.message.subject) <= RECORD_SUBJECT_MAX);
	strbuf_release(&record);
	arena_free(arena);
}

static void
frames_of_another_language_are_refused(void **state)
{
	unsigned char head[REQUEST_HEAD];
	struct request r = { CELL_OP_MAIL, 0, 100 }, got;
	struct answer a;

	(void)state;
	request_pack(&r, head);
	assert_true(request_unpack(head, &got));
	assert_int_equal(got.len, 100);
	u32_pack(MESSAGE_BYTES_MAX + 1, head + 12);
	assert_false(request_unpack(head, &got));
	request_pack(&r, head);
	u32_pack(CELL_OP_COUNT, head + 4);
	assert_false(request_unpack(head, &got));
	answer_pack(&(struct answer){ CELL_FAILED, CELL_REASON_MAX + 1 }, head);
	assert_false(answer_unpack(head, CELL_RECORD_MAX, &a));
	answer_pack(&(struct answer){ CELL_OK, CELL_RECORD_MAX + 1 }, head);
	assert_false(answer_unpack(head, CELL_RECORD_MAX, &a));
	answer_pack(&(struct answer){ CELL_OK, 5 }, head);
	assert_true(answer_unpack(head, CELL_RECORD_MAX, &a));
	head[0] ^= 1;
	assert_false(answer_unpack(head, CELL_RECORD_MAX, &a));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_goes_in_comes_out),
		cmocka_unit_test(a_record_cut_anywhere_is_refused),
		cmocka_unit_test(a_record_with_more_behind_it_is_refused),
		cmocka_unit_test(
		    a_record_with_any_byte_changed_is_refused_or_within_bounds),
		cmocka_unit_test(random_bytes_are_refused),
		cmocka_unit_test(a_paper_that_contradicts_itself_is_refused),
		cmocka_unit_test(
		    too_much_text_costs_the_later_papers_not_the_mail),
		cmocka_unit_test(texts_are_scrubbed_and_cut_between_characters),
		cmocka_unit_test(frames_of_another_language_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
