/*
 * Tables as spreadsheets save them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "csv.h"

#include "cabut/banned.h"

/* "1: a|b\n3: c|d\n" of bytes without a NUL behind them; the fault's text
 * when there is one. */
static const char *
read_bytes(struct arena *a, struct slice bytes)
{
	char *exact = malloc(bytes.len ? bytes.len : 1);
	struct fault f = { 0 };
	struct csv csv;
	struct csv_row row;
	const char *out = "";

	if (bytes.len > 0)
		memcpy(exact, bytes.at, bytes.len);
	bool ok = csv_open(
	    &csv, "berkas.csv", (struct slice){ exact, bytes.len }, a, &f);

	while (ok && csv_next(&csv, &row, &f)) {
		out = arena_printf(a, "%s%zu: ", out, row.line);
		for (size_t i = 0; i < row.count; i++)
			out = arena_printf(
			    a, "%s%s%s", out, i ? "|" : "", row.fields[i]);
		out = arena_printf(a, "%s\n", out);
	}
	free(exact);
	return f.scope == SCOPE_NONE ? out : arena_strdup(a, f.text);
}

static const char *
read_text(struct arena *a, const char *text)
{
	return read_bytes(a, slice_of(text));
}

static void
each_way_to_save_a_table_is_read(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "", "" },
		{ "\n\r\n\n", "" },
		{ "a", "1: a\n" },
		{ "a,b\nc,d\n", "1: a|b\n2: c|d\n" },
		{ "a;b\r\nc;d\r\n", "1: a|b\n2: c|d\n" },
		{ "a\tb\rc\td\r", "1: a|b\n2: c|d\n" },
		{ "\xEF\xBB\xBF"
		  "a;b\nc;d",
		    "1: a|b\n2: c|d\n" },
		{ "\xEF\xBB\xBFsep=;\r\na,x;b\r\n", "2: a,x|b\n" },
		{ "sep=\t\na;b\tc\n", "2: a;b|c\n" },
		{ "sep=\n", "1: sep=\n" },
		/* the sign that the first row has most of */
		{ "Nama, lengkap;NIP;Jabatan\nx;y;z\n",
		    "1: Nama, lengkap|NIP|Jabatan\n2: x|y|z\n" },
		{ "\"a;b;c;d\",e\nf,g\n", "1: a;b;c;d|e\n2: f|g\n" },
		/* quotes */
		{ "\"a\";\"b \"\"c\"\"\";\"\"\n", "1: a|b \"c\"|\n" },
		{ "a,\"b\nc\r\nd\"\ne,f\n", "1: a|b\nc\nd\n4: e|f\n" },
		{ "a, \"b,c\" ,d\n", "1: a|b,c|d\n" },
		{ "a,Drs. \"Udin\" S.E.\n", "1: a|Drs. \"Udin\" S.E.\n" },
		{ "a;=\"198612\";b\n", "1: a|=\"198612\"|b\n" },
		/* empty rows and fields */
		{ "a;b\n;\n\n ; \nc;d\n", "1: a|b\n5: c|d\n" },
		{ "a;;\n;b;\n", "1: a||\n2: |b|\n" },
		{ "a,b,c\nd\n", "1: a|b|c\n2: d\n" },
		{ "  a  ;  b\n", "1: a|b\n" },
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(read_text(a, rows[i].text), rows[i].want);
	arena_free(a);
}

static void
what_is_no_such_table_is_told_with_its_line(void **state)
{
	static const struct {
		struct slice bytes;
		const char *want;
	} rows[] = {
		{ SLICE("a,b\nc,\"d\ne,f\n"),
		    "berkas.csv:2: a quote is opened here and never closed" },
		{ SLICE("a,b\n\nc,\"d\" e\n"),
		    "berkas.csv:3: text behind a closing quote" },
		{ SLICE("nama\nRen\xE9\n"),
		    "berkas.csv:2: not UTF-8 (windows-1252?); save it again" },
		{ SLICE("nama\nDewi\x96\n"), "berkas.csv:2: not UTF-8" },
		{ SLICE("\xFF\xFEn\0a\0"), "berkas.csv: UTF-16; save it" },
		{ SLICE("\xFE\xFF\0n\0a"), "berkas.csv: UTF-16; save it" },
		{ SLICE("nama\0nip\n"), "berkas.csv: not a text" },
		{ SLICE("PK\x03\x04\x14\0"), "berkas.csv: a workbook" },
		{ SLICE("\xD0\xCF\x11\xE0\xA1"), "berkas.csv: a workbook" },
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *got = read_bytes(a, rows[i].bytes);

		if (strncmp(got, rows[i].want, strlen(rows[i].want)) != 0)
			fail_msg("row %zu: %s", i, got);
	}
	arena_free(a);
}

/* `count` times `text`. */
static struct slice
repeated(struct arena *a, const char *before, const char *text, size_t count)
{
	size_t head = strlen(before), len = strlen(text);
	char *out = arena_alloc(a, head + count * len);

	memcpy(out, before, head);
	for (size_t i = 0; i < count; i++)
		memcpy(out + head + i * len, text, len);
	return (struct slice){ out, head + count * len };
}

static void
each_limit_has_its_words(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_int_equal(
	    strlen(read_bytes(a, repeated(a, "", "x", CSV_FIELD_MAX))),
	    CSV_FIELD_MAX + 4);
	assert_string_equal(
	    read_bytes(a, repeated(a, "", "x", CSV_FIELD_MAX + 1)),
	    "berkas.csv:1: a field of more than 4096 bytes");
	assert_string_equal(
	    read_bytes(a, repeated(a, "a\n\"", "x", CSV_FIELD_MAX + 1)),
	    "berkas.csv:2: a quote is opened here and never closed");
	assert_memory_equal(
	    read_bytes(a, repeated(a, "a", ";b", CSV_COLUMNS_MAX - 1)),
	    "1: a|b|b", 8);
	assert_string_equal(
	    read_bytes(a, repeated(a, "a", ";b", CSV_COLUMNS_MAX)),
	    "berkas.csv:1: more than 64 columns");
	assert_string_equal(
	    read_bytes(a, repeated(a, "", "x", CSV_BYTES_MAX + 1)),
	    "berkas.csv: more than 16 MB; divide it");
	assert_string_equal(
	    read_bytes(a, repeated(a, "a;b\n", ";\n", CSV_ROWS_MAX + 1)),
	    "berkas.csv:100002: more than 100000 rows; divide the file");
	assert_string_equal(
	    read_bytes(a, repeated(a, "a;b\n", ";\n", CSV_ROWS_MAX)),
	    "1: a|b\n");
	assert_string_equal(
	    read_bytes(a, repeated(a, "a;b\n", "\n", CSV_BYTES_MAX - 8)),
	    "1: a|b\n");
	arena_free(a);
}

static void
a_file_cut_anywhere_is_read_or_refused(void **state)
{
	static const char whole[] =
	    "\xEF\xBB\xBFsep=;\r\nNama;NIP;\"Unit\r\nKerja\"\r\n"
	    "\"Ren\xC3\xA9 \"\"R\"\" Lantong\";=\"196812121992032007\";a\r\n"
	    ";;\r\nBudi;'198503122010011004;\"b;c\"\r\n";
	struct arena *a = arena_new();

	(void)state;
	for (size_t len = 0; len < sizeof whole; len++) {
		const char *got = read_bytes(a, (struct slice){ whole, len });
		bool is_refused = !strncmp(got, "berkas.csv", 10);

		if (!is_refused && *got && !ascii_is_digit(*got))
			fail_msg("cut at %zu: %s", len, got);
		arena_reset(a);
	}
	assert_string_equal(read_text(a, whole),
	    "2: Nama|NIP|Unit\nKerja\n"
	    "4: Ren\xC3\xA9 \"R\" Lantong|=\"196812121992032007\"|a\n"
	    "6: Budi|'198503122010011004|b;c\n");
	arena_free(a);
}

static void
long_digits_lose_what_guarded_them(void **state)
{
	static const struct {
		const char *field, *want;
	} rows[] = {
		{ "", "" },
		{ "1986", "1986" },
		{ "=\"1986\"", "1986" },
		{ "=\"\"", "" },
		{ "=\"", "=\"" },
		{ "'1986", "1986" },
		{ "' 1986", "1986" },
		{ "\xE2\x80\x99"
		  "1986",
		    "1986" },
		{ "'", "" },
		{ "Ma'ruf", "Ma'ruf" },
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(csv_plain(rows[i].field, a), rows[i].want);
	arena_free(a);
}

static void
a_number_that_a_spreadsheet_made_is_known(void **state)
{
	static const char *const yes[] = { "1,98609E+17", "1.98609E+17",
		"1,98609e17", "2E+15", "1,37102E+15" };
	static const char *const no[] = { "", "1986", "1,98609", "E+17",
		"1,E+17", "1,9E+", "1,9E+17x", "198609121986091001", "1E" };

	(void)state;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (!csv_is_scientific(yes[i]))
			fail_msg("%s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (csv_is_scientific(no[i]))
			fail_msg("%s", no[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_way_to_save_a_table_is_read),
		cmocka_unit_test(what_is_no_such_table_is_told_with_its_line),
		cmocka_unit_test(each_limit_has_its_words),
		cmocka_unit_test(a_file_cut_anywhere_is_read_or_refused),
		cmocka_unit_test(long_digits_lose_what_guarded_them),
		cmocka_unit_test(a_number_that_a_spreadsheet_made_is_known),
	};

	return cmocka_run_group_tests_name("cli csv", tests, NULL, NULL);
}
