/* base: values that every room relies on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "cabut/base.h"

#include "cabut/banned.h"

static void
civil_time_goes_there_and_back(void **state)
{
	(void)state;
	static const time_s times[] = { 0, -1, 951782399, 951782400, 1709164800,
		1795132800, 4102444799, -2208988800 };

	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		struct civil c = civil_of(times[i], ZONE_WITA);

		assert_int_equal(civil_to_time(&c, ZONE_WITA), times[i]);
	}
}

static void
a_day_in_wita_begins_eight_hours_before_utc(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	time_s t;

	assert_true(time_parse_iso("2026-11-20T00:15:00+08:00", &t));
	assert_string_equal(time_iso(a, t), "2026-11-19T16:15:00Z");
	assert_string_equal(civil_time_text(a, t, ZONE_WITA),
	    "20 November 2026 pukul 00.15 WITA");
	assert_string_equal(
	    time_rfc5322(a, t, ZONE_WITA), "Fri, 20 Nov 2026 00:15:00 +0800");
	arena_free(a);
}

static void
mail_dates_are_read_in_their_zone(void **state)
{
	(void)state;
	static const char *const same[] = {
		"Fri, 20 Nov 2026 09:15:00 +0800",
		"20 Nov 2026 09:15 +0800",
		"Fri, 20 Nov 2026 01:15:00 GMT",
		"  Fri, 20 Nov 2026 01:15:00 +0000 (UTC) ",
	};
	static const char *const odd[] = { "", "Fri", "Fri, ", "20 Nov",
		"31 Feb 2026 00:00:00 +0000", "20 Nop 2026 00:00:00 +0000",
		"20 Nov 2026", "20 Nov 2026 25:00:00 +0000",
		"20 Nov 2026 09:15:00", "20 Nov 2026 09:15:00 WITA" };
	time_s t;

	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		t = 0;
		if (!time_parse_rfc5322(slice_of(same[i]), &t) ||
		    t != 1795137300)
			fail_msg("%s: got %lld", same[i], (long long)t);
	}
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		if (time_parse_rfc5322(slice_of(odd[i]), &t))
			fail_msg("read as a date: %s", odd[i]);
}

static void
odd_times_are_refused(void **state)
{
	(void)state;
	static const char *const odd[] = { "", "2026-02-29T00:00:00Z",
		"2026-13-01T00:00:00Z", "2026-01-01", "2026-01-01T24:00:00Z",
		"2026-01-01T00:00:00", "2026-01-01T00:00:00+0800",
		"2026-01-01T00:00:00Zx" };
	time_s t = 7;

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		if (time_parse_iso(odd[i], &t))
			fail_msg("read as a time: %s", odd[i]);
		assert_int_equal(t, 7);
	}
}

struct address_row {
	const char *address;
	bool is_plain;
};

static const struct address_row addresses[] = {
	{ "kadis@diskominfo.contohkab.go.id", true },
	{ "a.b+c-d@x.go.id", true },
	{ "", false },
	{ "a@b", false },
	{ "@x.go.id", false },
	{ "a@", false },
	{ "a@@x.go.id", false },
	{ "a@x..id", false },
	{ "a@.x.id", false },
	{ "a@x.id.", false },
	{ "a@-x.id", false },
	{ ".a@x.id", false },
	{ "a..b@x.id", false },
	{ "a.@x.id", false },
	{ "a b@x.id", false },
	{ "\"a\"@x.id", false },
	{ "a@x.id>\r\nRCPT TO:<b@y.id", false },
	{ "a@x.id\n", false },
	{ "a\xc3\xa9@x.id", false },
	{ "a@[127.0.0.1]", false },
	{ "a@x.id,b@y.id", false },
};

static void
only_plain_addresses_pass(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
		if (address_is_plain(addresses[i].address) !=
		    addresses[i].is_plain)
			fail_msg("address %s: want %d", addresses[i].address,
			    addresses[i].is_plain);
}

static void
domains_are_compared_by_label(void **state)
{
	(void)state;
	assert_true(domain_is_within("bssn.go.id", "bssn.go.id"));
	assert_true(domain_is_within("ams.bssn.go.id", "bssn.go.id"));
	assert_false(domain_is_within("evilbssn.go.id", "bssn.go.id"));
	assert_false(domain_is_within("bssn.go.id.example", "bssn.go.id"));
	assert_false(domain_is_within("go.id", "bssn.go.id"));
	assert_false(domain_is_within("bssn.go.id", ""));
}

static void
tokens_differ_and_hold_128_bits(void **state)
{
	(void)state;
	char a[TOKEN_TEXT_LEN + 1], b[TOKEN_TEXT_LEN + 1];
	struct entropy e = entropy_of_seed(1), real = entropy_of_system();

	token_make(&e, a);
	token_make(&e, b);
	assert_string_not_equal(a, b);
	token_make(&real, a);
	token_make(&real, b);
	assert_string_not_equal(a, b);
	assert_int_equal(
	    strspn(a, "abcdefghijklmnopqrstuvwxyz234567"), TOKEN_TEXT_LEN);
}

static void
sha256_is_the_standard_one(void **state)
{
	(void)state;
	char hex[SHA256_HEX_LEN + 1];

	sha256_hex_text("abc", hex); /* FIPS 180-4, example B.1 */
	assert_string_equal(hex,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
a_strbuf_never_passes_its_ceiling_and_says_so(void **state)
{
	(void)state;
	struct strbuf s;

	strbuf_init(&s, 5);
	strbuf_text(&s, "abc");
	assert_false(s.cut);
	strbuf_text(&s, "def");
	assert_true(s.cut);
	assert_string_equal(s.at, "abcde");
	strbuf_clear(&s);
	strbuf_printf(&s, "%d", 123456);
	assert_true(s.cut);
	assert_string_equal(s.at, "");
	strbuf_release(&s);
	strbuf_release(&s);
}

static void
arena_pieces_do_not_overlap(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	char *pieces[200];

	for (size_t i = 0; i < 200; i++) {
		size_t len = i * 137 % 40000 + 1;

		pieces[i] = arena_alloc(a, len);
		memset(pieces[i], (int)i, len);
	}
	for (size_t i = 0; i < 200; i++)
		for (size_t k = 0; k < i * 137 % 40000 + 1; k++)
			assert_int_equal((unsigned char)pieces[i][k], i);
	arena_reset(a);
	assert_int_equal(arena_used(a), 0);
	arena_free(a);
	arena_free(NULL);
}

static void
a_fault_is_one_line_and_maps_to_its_exit_code(void **state)
{
	(void)state;
	struct fault f = { 0 };

	assert_int_equal(fault_exit_code(&f), 0);
	assert_false(fault_set(&f, SCOPE_CONFIG, "a\r\nb: %d", 7));
	assert_string_equal(f.text, "a  b: 7");
	assert_int_equal(fault_exit_code(&f), 78);
	fault_set(&f, SCOPE_RUN, "x");
	assert_int_equal(fault_exit_code(&f), 75);
	fault_set(&f, SCOPE_USAGE, "x");
	assert_int_equal(fault_exit_code(&f), 64);
}

/* got is read from a file of that mode and content. */
static bool
secret_of(mode_t mode, const char *content, struct fault *f)
{
	char path[] = "/tmp/cabut-secret-XXXXXX";
	int fd = mkstemp(path);
	struct arena *a = arena_new();
	const char *out = NULL;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, content, strlen(content)), strlen(content));
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
	bool ok = file_read_secret(path, a, &out, f);

	if (ok)
		assert_string_equal(out, "rahasia 1");
	unlink(path);
	arena_free(a);
	return ok;
}

static void
a_secret_is_ours_alone_and_one_line(void **state)
{
	(void)state;
	struct fault f = { 0 };

	assert_true(secret_of(0600, "rahasia 1\n", &f));
	assert_true(secret_of(0400, "rahasia 1", &f));
	assert_false(secret_of(0640, "rahasia 1\n", &f));
	assert_non_null(strstr(f.text, "chmod 600"));
	assert_false(secret_of(0604, "rahasia 1\n", &f));
	assert_false(secret_of(0600, "", &f));
	assert_false(secret_of(0600, "a\r\nA1 LOGOUT\r\n", &f));
	assert_int_equal(f.scope, SCOPE_CONFIG);
}

static void
lines_are_taken_with_either_line_end(void **state)
{
	(void)state;
	struct slice rest = SLICE("a\r\n\nb\nc"), line;
	static const char *const want[] = { "a", "", "b", "c" };

	for (size_t i = 0; i < 4; i++) {
		assert_true(slice_take_line(&rest, &line));
		assert_true(slice_equal(line, slice_of(want[i])));
	}
	assert_false(slice_take_line(&rest, &line));
	assert_int_equal(line.len, 0);
}

static void
where_no_field_is_left_it_is_empty(void **state)
{
	(void)state;
	struct slice rest = { 0 }, field = { NULL, 7 };

	assert_false(slice_take_until(&rest, ';', &field));
	assert_non_null(field.at);
	assert_int_equal(field.len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(civil_time_goes_there_and_back),
		cmocka_unit_test(a_day_in_wita_begins_eight_hours_before_utc),
		cmocka_unit_test(mail_dates_are_read_in_their_zone),
		cmocka_unit_test(odd_times_are_refused),
		cmocka_unit_test(only_plain_addresses_pass),
		cmocka_unit_test(domains_are_compared_by_label),
		cmocka_unit_test(tokens_differ_and_hold_128_bits),
		cmocka_unit_test(sha256_is_the_standard_one),
		cmocka_unit_test(a_strbuf_never_passes_its_ceiling_and_says_so),
		cmocka_unit_test(arena_pieces_do_not_overlap),
		cmocka_unit_test(a_fault_is_one_line_and_maps_to_its_exit_code),
		cmocka_unit_test(a_secret_is_ours_alone_and_one_line),
		cmocka_unit_test(lines_are_taken_with_either_line_end),
		cmocka_unit_test(where_no_field_is_left_it_is_empty),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
