/*
 * A file of certificate owners: what its columns may be called, and what is
 * wrong in a line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "owner.h"

#include "cabut/banned.h"

struct world {
	struct arena *a;
	char path[64];
	struct owner_file file;
	struct fault f;
};

static const char *const domains[] = { "contohkab.go.id" };
static const struct config_agency agency = { .id = "contohkab",
	.applicant_domains = domains,
	.applicant_domain_count = 1 };

static int
setup(void **state)
{
	struct world *w = calloc(1, sizeof *w);
	static const char pattern[] = "/tmp/cabut-owners-XXXXXX";

	memcpy(w->path, pattern, sizeof pattern);
	w->a = arena_new();
	int fd = mkstemp(w->path);

	assert_true(fd >= 0);
	close(fd);
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	unlink(w->path);
	arena_free(w->a);
	free(w);
	return 0;
}

static bool
read_file(struct world *w, const char *text)
{
	FILE *out = fopen(w->path, "wb");

	assert_non_null(out);
	fputs(text, out);
	assert_int_equal(fclose(out), 0);
	memset(&w->f, 0, sizeof w->f);
	return owner_file_read(w->path, &agency, w->a, &w->file, &w->f);
}

/* All faults as "LINE: text\n". */
static const char *
faults(struct world *w)
{
	const char *out = "";

	for (size_t i = 0; i < w->file.fault_count; i++)
		out = arena_printf(w->a, "%s%zu: %s\n", out,
		    w->file.faults[i].line, w->file.faults[i].text);
	return out;
}

static void
every_column_of_an_office_is_taken(void **state)
{
	struct world *w = *state;

	assert_true(read_file(w,
	    "No;NAMA Lengkap;Nip;No. KTP;Nama Jabatan;Perangkat Daerah;"
	    "Unit  Kerja;E-Mail Dinas;Nama Atasan;NIP Atasan;Email Atasan;"
	    "T.M.T.;Akhir Masa Jabatan;Berlaku Sampai;Golongan\n"
	    "1;Sari  Dewi;=\"19681212 199203 2 007\";'1371015212680001;Camat;"
	    "Kecamatan Rimba;\"Sekre-\ntariat\";sari@ContohKab.go.id;"
	    "Hasan;197005121995031901;hasan@setda.contohkab.go.id;"
	    "3 Januari 2022;02/01/2027;2027-03-01;IV/a\n"));
	assert_string_equal(faults(w), "");
	assert_int_equal(w->file.count, 1);
	assert_int_equal(w->file.ignored_count, 2);
	assert_string_equal(w->file.ignored[0], "No");
	assert_string_equal(w->file.ignored[1], "Golongan");

	const struct register_owner *o = &w->file.lines[0].owner;

	assert_int_equal(w->file.lines[0].line, 2);
	assert_string_equal(o->agency, "contohkab");
	assert_string_equal(o->name, "Sari Dewi");
	assert_string_equal(o->nip, "196812121992032007");
	assert_string_equal(o->nik, "1371015212680001");
	assert_string_equal(o->position, "Camat");
	assert_string_equal(o->institution, "Kecamatan Rimba");
	assert_string_equal(o->unit, "Sekre- tariat");
	assert_string_equal(o->address, "sari@contohkab.go.id");
	assert_string_equal(o->superior_name, "Hasan");
	assert_string_equal(o->superior_nip, "197005121995031901");
	assert_string_equal(o->superior_address, "hasan@setda.contohkab.go.id");
	assert_string_equal(o->term_from, "2022-01-03");
	assert_string_equal(o->term_until, "2027-01-02");
	assert_string_equal(o->certificate_until, "2027-03-01");
}

static void
what_is_empty_is_not_known(void **state)
{
	struct world *w = *state;

	assert_true(read_file(w,
	    "nama,nip,nik,jabatan,email,tmt\n"
	    "Budi,,1371011203850002,-,,\nCici,198503122010012004\n"));
	assert_string_equal(faults(w), "");
	assert_int_equal(w->file.count, 2);
	assert_null(w->file.lines[0].owner.nip);
	assert_null(w->file.lines[0].owner.position);
	assert_null(w->file.lines[0].owner.address);
	assert_null(w->file.lines[0].owner.term_from);
	assert_null(w->file.lines[1].owner.nik);
}

static void
a_header_that_cannot_be_is_refused(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "", ": empty" },
		{ "\n\n", ": empty" },
		{ "Budi;198503122010011004\n", ":1: the first row must name" },
		{ "nama;jabatan\nBudi;Camat\n", ":1: the first row must name" },
		{ "nip\n198503122010011004\n", ":1: the first row must name" },
		{ "nama;nip;email;Surel\n",
		    ":1: \"email\" and \"Surel\" are the same column" },
		{ "nama;nip\n\"Budi;1\n", ":2: a quote is opened here" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_false(read_file(w, rows[i].text));
		assert_int_equal(w->f.scope, SCOPE_CONFIG);
		if (!strstr(w->f.text, rows[i].want))
			fail_msg("row %zu: %s", i, w->f.text);
	}
}

#define HEADER "nama;nip;nik;surel;surel atasan;nip atasan;tmt;akhir jabatan\n"
#define NIP "198503122010011004"

static void
each_fault_of_a_line_is_told(void **state)
{
	static const struct {
		const char *line, *want;
	} rows[] = {
		{ ";" NIP, "nama: empty" },
		{ "Budi;;", "nip: neither NIP nor NIK" },
		{ "Budi;1985031220100110", "nip: not a valid NIP" },
		{ "Budi;19850312201001100X", "nip: not a valid NIP" },
		{ "Budi;1,98503E+17",
		    "nip: a spreadsheet has made the number 1,98503E+17" },
		{ "Budi;198503122010011000", "nip: ends with 000" },
		{ "Budi;;1371011203850000", "nik: ends with 0000" },
		{ "Budi;;13710112", "nik: not a valid NIK" },
		{ "Budi;;1.37102E+15", "nik: a spreadsheet has made" },
		{ "Budi;" NIP ";1371011303850002",
		    "nik: its birth date or sex is not that of the NIP" },
		{ "Budi;" NIP ";;budi", "surel: not a mail address" },
		{ "Budi;" NIP ";;budi@gmail.com",
		    "surel: gmail.com is none of the agency's" },
		{ "Budi;" NIP ";;budi@evilcontohkab.go.id", "surel: evil" },
		{ "Budi;" NIP ";;;x@yahoo.com", "surel atasan: yahoo.com" },
		{ "Budi;" NIP ";;b@contohkab.go.id;B@contohkab.go.id",
		    "surel atasan: the owner's own" },
		{ "Budi;" NIP ";;;;" NIP, "nip atasan: the owner's own" },
		{ "Budi;" NIP ";;;;123", "nip atasan: not a valid NIP" },
		{ "Budi;" NIP ";;;;;45000", "tmt: not a date" },
		{ "Budi;" NIP ";;;;;;12/31/2026", "akhir jabatan: not a date" },
		{ "Budi;" NIP ";;;;;2/1/2027;1/1/2027",
		    "akhir jabatan: before the term begins" },
		{ "Budi;" NIP ";;;;;;;lebih", "more fields than the first" },
		{ "Bu\xE2\x80\xAE"
		  "di;" NIP,
		    "nama: has an invisible" },
		{ "Bu\x07"
		  "di;" NIP,
		    "nama: has an invisible" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *text =
		    arena_printf(w->a, HEADER "%s\n", rows[i].line);

		if (!read_file(w, text))
			fail_msg("row %zu: %s", i, w->f.text);
		if (w->file.fault_count != 1 ||
		    strncmp(w->file.faults[0].text, rows[i].want,
			strlen(rows[i].want)) != 0)
			fail_msg("row %zu: %s", i, faults(w));
		assert_int_equal(w->file.faults[0].line, 2);
		assert_int_equal(w->file.count, 0);
		assert_int_equal(w->file.bad_lines, 1);
	}
}

static void
no_number_of_a_person_is_in_a_fault(void **state)
{
	struct world *w = *state;

	assert_true(read_file(w, HEADER "A;" NIP ";1371011303850002\nB;" NIP
					"1\nC;" NIP "\nD;" NIP "\n"));
	assert_true(w->file.fault_count >= 3);
	assert_null(strstr(faults(w), "19850312"));
	assert_null(strstr(faults(w), "13710113"));
}

static void
all_faults_of_a_file_are_counted_and_the_good_lines_kept(void **state)
{
	struct world *w = *state;
	const char *text = HEADER "Budi;" NIP "\n";

	for (int i = 0; i < 150; i++)
		text = arena_printf(w->a, "%s;1;;x@y;;;45000\n", text);
	assert_true(read_file(w, text));
	assert_int_equal(w->file.fault_count, 4 * 150);
	assert_int_equal(w->file.bad_lines, 150);
	assert_int_equal(w->file.count, 1);
	assert_int_equal(w->file.faults[OWNER_FAULTS_MAX - 1].line, 27);
}

static void
the_second_line_of_one_person_is_at_fault(void **state)
{
	struct world *w = *state;

	assert_true(read_file(w,
	    HEADER "A;" NIP "\nB;;1371011203850002\nC;" NIP
		   "\nD;;1371011203850002\nE;" NIP ";1371011203850002\n"));
	assert_string_equal(faults(w),
	    "4: the same NIP as in line 2\n6: the same NIP as in line 2\n"
	    "5: the same NIK as in line 3\n");
	assert_int_equal(w->file.count, 2);
	assert_string_equal(w->file.lines[0].owner.name, "A");
	assert_string_equal(w->file.lines[1].owner.name, "B");
}

#define test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(every_column_of_an_office_is_taken),
		test(what_is_empty_is_not_known),
		test(a_header_that_cannot_be_is_refused),
		test(each_fault_of_a_line_is_told),
		test(no_number_of_a_person_is_in_a_fault),
		test(all_faults_of_a_file_are_counted_and_the_good_lines_kept),
		test(the_second_line_of_one_person_is_at_fault),
	};

	return cmocka_run_group_tests_name("cli owners", tests, NULL, NULL);
}
