/*
 * cabut-cell from the side of cabut: a mail comes back as text, its documents
 * as they were, and a cell that is gone is told apart from a mail that cannot
 * be read.
 */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "paper_help.h"

#include "cabut/banned.h"

static void
a_mail_comes_back_with_its_papers(void **state)
{
	static const char *const names[] = { "letter.pdf", "letter.docx",
		"letter.odt", "encrypted.pdf", "picture.png", "bomb.docx" };
	static const enum paper_kind kinds[] = { PAPER_KIND_PDF,
		PAPER_KIND_DOCX, PAPER_KIND_ODT, PAPER_KIND_PDF,
		PAPER_KIND_PICTURE, PAPER_KIND_DOCX };
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct slice raw = mail_with(names, 6, arena);
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	if (!cell_read(cell, raw, arena, &r, &f))
		fail_msg("%s", f.text);
	assert_string_equal(r.message.subject, "Permohonan");
	assert_non_null(r.message.text);
	assert_non_null(strstr(r.message.text, "Terlampir surat kami."));
	assert_int_equal(r.paper_count, 6);
	for (size_t i = 0; i < 6; i++) {
		struct slice bytes, want = document(names[i], arena);

		assert_string_equal(r.papers[i].name, names[i]);
		assert_int_equal(r.papers[i].kind, kinds[i]);
		assert_int_equal(
		    r.papers[i].how, i < 3 ? PAPER_TEXT : PAPER_NONE);
		assert_true(r.papers[i].part < r.message.part_count);
		assert_true(cell_extract(cell, raw, i, arena, &bytes, &f));
		assert_int_equal(bytes.len, want.len);
		assert_memory_equal(bytes.at, want.at, want.len);
		assert_int_equal(r.papers[i].bytes, want.len);
	}
	arena_free(arena);
	cell_close(cell);
}

static void
a_bare_document_is_read_alone(void **state)
{
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	assert_true(cell_read_paper(
	    cell, document("letter.odt", arena), arena, &r, &f));
	assert_int_equal(r.paper_count, 1);
	assert_int_equal(r.papers[0].kind, PAPER_KIND_ODT);
	assert_int_equal(r.message.part_count, 0);
	assert_true(
	    cell_read_paper(cell, (struct slice){ "", 0 }, arena, &r, &f));
	assert_string_equal(r.papers[0].why, "empty file");
	arena_free(arena);
	cell_close(cell);
}

static void
a_paper_that_is_not_there_cannot_be_extracted(void **state)
{
	static const char *const names[] = { "letter.pdf" };
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct slice raw = mail_with(names, 1, arena), bytes;
	struct fault f = { 0 };

	(void)state;
	assert_false(cell_extract(cell, raw, 1, arena, &bytes, &f));
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	assert_string_equal(
	    f.text, "not readable: this mail has no such paper");
	assert_false(cell_extract(cell, raw, (size_t)-1, arena, &bytes, &f));
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	arena_free(arena);
	cell_close(cell);
}

static void
a_mail_larger_than_the_record_can_be_extracted(void **state)
{
	enum { LEN = 16 * 1024 * 1024 };
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	char *large = arena_alloc(arena, LEN);
	struct fault f = { 0 };
	struct slice bytes;
	struct strbuf out;

	(void)state;
	memset(large, 'x', LEN);
	strbuf_init(&out, MESSAGE_BYTES_MAX);
	strbuf_text(&out, "From: a@kab.go.id\r\nMIME-Version: 1.0\r\n"
			  "Content-Type: multipart/mixed; boundary=batas\r\n"
			  "\r\n");
	add_part(&out, "application/octet-stream", "besar.bin",
	    (struct slice){ large, LEN });
	strbuf_text(&out, "--batas--\r\n");
	assert_false(out.cut);
	if (!cell_extract(
		cell, (struct slice){ out.at, out.len }, 0, arena, &bytes, &f))
		fail_msg("%s", f.text);
	assert_int_equal(bytes.len, LEN);
	assert_memory_equal(bytes.at, large, LEN);
	strbuf_release(&out);
	arena_free(arena);
	cell_close(cell);
}

/* The documents of a mail inside the mail are papers of the mail. */
static void
an_attached_mail_gives_its_text_and_its_documents(void **state)
{
	static const char *const names[] = { "letter.docx" };
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct slice inner = mail_with(names, 1, arena), bytes;
	struct fault f = { 0 };
	struct cell_reading r;
	char *outer = arena_printf(arena,
	    "From: a@kab.go.id\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: multipart/mixed; boundary=luar\r\n\r\n"
	    "--luar\r\n\r\nDiteruskan.\r\n"
	    "--luar\r\nContent-Type: message/rfc822\r\n\r\n%s\r\n"
	    "--luar--\r\n",
	    inner.at);

	(void)state;
	if (!cell_read(cell, slice_of(outer), arena, &r, &f))
		fail_msg("%s", f.text);
	assert_int_equal(r.paper_count, 2);
	assert_int_equal(r.papers[0].kind, PAPER_KIND_PLAIN);
	assert_non_null(strstr(r.papers[0].text, "Terlampir surat kami."));
	assert_null(strstr(r.message.text, "Terlampir"));
	assert_int_equal(r.papers[1].kind, PAPER_KIND_DOCX);
	assert_true(r.message.parts[r.papers[1].part].is_nested);
	assert_true(cell_extract(cell, slice_of(outer), 1, arena, &bytes, &f));
	assert_int_equal(bytes.len, r.papers[1].bytes);
	arena_free(arena);
	cell_close(cell);
}

/* In the order of the archive; what is beside it keeps its own number. */
static void
documents_in_a_zip_are_papers_of_the_mail(void **state)
{
	static const char *const names[] = { "berkas.zip", "letter.odt" };
	static const struct {
		const char *name;
		enum paper_kind kind;
		const char *why;
	} rows[] = {
		{ "berkas.zip/permohonan.pdf", PAPER_KIND_PDF, "" },
		{ "berkas.zip/SK Jabatan.docx", PAPER_KIND_DOCX, "" },
		{ "berkas.zip/di luar.txt", PAPER_KIND_PLAIN, "" },
		{ "berkas.zip/lama.zip", PAPER_KIND_ZIP,
		    "ZIP archive inside another: not opened" },
		{ "berkas.zip/surat.doc", PAPER_KIND_OTHER,
		    "old Word document: not read" },
		{ "letter.odt", PAPER_KIND_ODT, "" },
	};
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct slice raw = mail_with(names, 2, arena);
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	if (!cell_read(cell, raw, arena, &r, &f))
		fail_msg("%s", f.text);
	assert_int_equal(r.paper_count, sizeof rows / sizeof *rows);
	for (size_t i = 0; i < r.paper_count; i++) {
		const struct paper *p = &r.papers[i];
		struct slice bytes;
		char sha256[SHA256_HEX_LEN + 1];

		assert_string_equal(p->name, rows[i].name);
		assert_int_equal(p->kind, rows[i].kind);
		assert_string_equal(p->why, rows[i].why);
		assert_true(cell_extract(cell, raw, i, arena, &bytes, &f));
		sha256_hex(bytes.at, bytes.len, sha256);
		assert_string_equal(sha256, p->sha256);
	}
	arena_free(arena);
	cell_close(cell);
}

static void
a_zip_that_cannot_be_opened_is_one_paper_that_says_why(void **state)
{
	static const struct {
		const char *name, *why;
	} rows[] = {
		{ "litter.zip", "ZIP archive without documents" },
		{ "locked.zip", "encrypted document" },
		{ "overlap.zip", "document with overlapping members" },
		{ "bomb.zip", "document packed too tightly" },
		{ "flood.zip", "ZIP archive that unpacks to more than 60 MB" },
		{ "wrong-sum.zip", "damaged document" },
	};
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct slice raw = mail_with(&rows[i].name, 1, arena), bytes;
		struct fault f = { 0 };
		struct cell_reading r;

		if (!cell_read(cell, raw, arena, &r, &f))
			fail_msg("%s: %s", rows[i].name, f.text);
		assert_int_equal(r.paper_count, 1);
		assert_string_equal(r.papers[0].name, rows[i].name);
		assert_int_equal(r.papers[0].kind, PAPER_KIND_ZIP);
		if (strcmp(r.papers[0].why, rows[i].why) != 0)
			fail_msg("%s: want <%s>, got <%s>", rows[i].name,
			    rows[i].why, r.papers[0].why);
		assert_true(cell_extract(cell, raw, 0, arena, &bytes, &f));
		assert_int_equal(bytes.len, r.papers[0].bytes);
		arena_free(arena);
	}
	cell_close(cell);
}

/* A document stored in a ZIP has its own names in plain sight. */
static void
a_zip_is_told_from_the_document_in_it(void **state)
{
	static const char *const names[] = { "docx-inside.zip" };
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	assert_true(cell_read(cell, mail_with(names, 1, arena), arena, &r, &f));
	assert_int_equal(r.paper_count, 1);
	assert_string_equal(r.papers[0].name, "docx-inside.zip/a.docx");
	assert_string_equal(r.papers[0].text, "isi surat\n");
	assert_false(r.message.is_ambiguous);
	arena_free(arena);
	cell_close(cell);
}

static void
more_documents_than_papers_are_left_to_a_person(void **state)
{
	static const char *const names[] = { "crowd.zip", "letter.pdf" };
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct slice raw = mail_with(names, 2, arena), bytes;
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	assert_true(cell_read(cell, raw, arena, &r, &f));
	assert_int_equal(r.paper_count, PAPERS_MAX);
	assert_true(r.message.is_ambiguous);
	assert_string_equal(r.papers[PAPERS_MAX - 1].text, "Nama : Orang 49");
	assert_false(cell_extract(cell, raw, PAPERS_MAX, arena, &bytes, &f));
	arena_free(arena);
	cell_close(cell);
}

static void
a_program_that_is_no_cell_is_a_fault_of_the_run(void **state)
{
	static const struct {
		const char *program, *why;
	} rows[] = {
		{ "/nonexistent/cabut-cell",
		    "cabut-cell: /nonexistent/cabut-cell: No such file or "
		    "directory" },
		{ "/bin/true",
		    "cabut-cell: /bin/true ended before it was ready" },
		{ "/bin/echo",
		    "cabut-cell: /bin/echo ended before it was ready" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f = { 0 };
		struct cell *cell = NULL;

		assert_false(cell_open(rows[i].program, &cell, &f));
		assert_int_equal(f.scope, SCOPE_RUN);
		assert_string_equal(f.text, rows[i].why);
		assert_null(cell);
	}
	cell_close(NULL);
}

/* The cell's process, as the kernel knows it: our one child. */
static pid_t
only_child(void)
{
	char path[PATH_ROOM], text[64] = "";
	FILE *f;

	snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(text, sizeof text, f));
	fclose(f);
	return (pid_t)strtol(text, NULL, 10);
}

static void
a_cell_that_is_gone_is_a_fault_of_the_run(void **state)
{
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct cell_reading r;

	(void)state;
	assert_int_equal(kill(only_child(), SIGKILL), 0);
	for (int i = 0; i < 2; i++) {
		f.scope = SCOPE_NONE;
		assert_false(
		    cell_read(cell, SLICE("From: a\r\n\r\n"), arena, &r, &f));
		assert_int_equal(f.scope, SCOPE_RUN);
	}
	arena_free(arena);
	cell_close(cell);
}

static void
the_cell_leaves_key_presses_to_cabut(void **state)
{
	struct cell *cell = open_cell(CELL_WALL_MS, CELL_CPU_S);

	(void)state;
	assert_int_equal(kill(only_child(), SIGINT), 0);
	assert_int_equal(kill(only_child(), SIGTERM), 0);
	expect_good_mail(cell);
	cell_close(cell);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mail_comes_back_with_its_papers),
		cmocka_unit_test(
		    an_attached_mail_gives_its_text_and_its_documents),
		cmocka_unit_test(documents_in_a_zip_are_papers_of_the_mail),
		cmocka_unit_test(
		    a_zip_that_cannot_be_opened_is_one_paper_that_says_why),
		cmocka_unit_test(a_zip_is_told_from_the_document_in_it),
		cmocka_unit_test(
		    more_documents_than_papers_are_left_to_a_person),
		cmocka_unit_test(a_bare_document_is_read_alone),
		cmocka_unit_test(a_paper_that_is_not_there_cannot_be_extracted),
		cmocka_unit_test(
		    a_mail_larger_than_the_record_can_be_extracted),
		cmocka_unit_test(
		    a_program_that_is_no_cell_is_a_fault_of_the_run),
		cmocka_unit_test(a_cell_that_is_gone_is_a_fault_of_the_run),
		cmocka_unit_test(the_cell_leaves_key_presses_to_cabut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
