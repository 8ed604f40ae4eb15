/*
 * Mail made to exhaust its reader: every bomb ends at a named limit, at once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "cabut/message.h"

#include "cabut/banned.h"

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct message
parse(const char *mail)
{
	struct message m;
	struct fault f = { 0 };

	if (!message_parse(slice_of(mail), arena, &m, &f))
		fail_msg("message_parse: %s", f.text);
	return m;
}

static void
check_bomb(const struct strbuf *s, const char *want)
{
	struct timespec from, to;
	struct message m;
	struct fault f = { 0 };
	double seconds;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	assert_false(
	    message_parse((struct slice){ s->at, s->len }, arena, &m, &f));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	assert_string_equal(f.text, want);
	assert_int_equal(f.scope, SCOPE_MESSAGE);
	seconds = (double)(to.tv_sec - from.tv_sec) +
		  (double)(to.tv_nsec - from.tv_nsec) / 1e9;
	if (seconds > 2)
		fail_msg("%s: took %.1f s", want, seconds);
}

static void
bombs_end_at_their_limit_in_no_time(void **state)
{
	struct strbuf s;

	(void)state;
	strbuf_init(&s, 2 * MESSAGE_BYTES_MAX);
	for (int i = 0; i < 50000; i++)
		strbuf_printf(&s,
		    "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i,
		    i);
	check_bomb(&s, "MIME depth over 20");
	strbuf_clear(&s);
	for (int i = 0; i < 50000; i++)
		strbuf_text(&s, "Content-Type: message/rfc822\n\n");
	check_bomb(&s, "MIME depth over 20");
	strbuf_clear(&s);
	strbuf_text(&s, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 500000; i++)
		strbuf_text(&s, "--b\n\nx\n");
	check_bomb(&s, "MIME parts over 200");
	strbuf_clear(&s);
	for (int i = 0; i < 2000; i++)
		strbuf_text(&s, "X: y\n");
	check_bomb(&s, "header over 1000 lines");
	strbuf_clear(&s);
	strbuf_text(&s, "X: ");
	while (s.len < 10 * HEADER_BYTES_MAX)
		strbuf_text(&s, "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy");
	check_bomb(&s, "header over 262144 bytes");
	while (s.len <= MESSAGE_BYTES_MAX)
		strbuf_text(&s, "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy");
	check_bomb(&s, "message over 25 MB");
	strbuf_release(&s);
}

static void
depth_twenty_is_still_read(void **state)
{
	struct strbuf s;
	struct message m;

	(void)state;
	strbuf_init(&s, 100000);
	for (int i = 0; i < MIME_DEPTH_MAX; i++)
		strbuf_printf(&s,
		    "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i,
		    i);
	strbuf_text(&s, "\nisi");
	m = parse(s.at);
	assert_string_equal(m.text, "isi");
	assert_int_equal(m.parts[0].depth, MIME_DEPTH_MAX);
	strbuf_release(&s);
}

static void
near_boundaries_by_the_million_take_no_time(void **state)
{
	struct strbuf s;
	struct message m;
	struct fault f = { 0 };

	(void)state;
	strbuf_init(&s, MESSAGE_BYTES_MAX);
	strbuf_text(&s, "Content-Type: multipart/mixed; boundary=-\n\n---\n\n");
	while (s.len < 4 * 1024 * 1024)
		strbuf_text(&s, "-----------------x\n---x\n----\n");
	assert_true(
	    message_parse((struct slice){ s.at, s.len }, arena, &m, &f));
	assert_int_equal(m.part_count, 1);
	strbuf_release(&s);
}

int
main(void)
{
#define ROW(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		ROW(bombs_end_at_their_limit_in_no_time),
		ROW(depth_twenty_is_still_read),
		ROW(near_boundaries_by_the_million_take_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
