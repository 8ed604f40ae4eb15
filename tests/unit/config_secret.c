/*
 * Secrets from each of their three sources, and each refusal: what others can
 * read, what is empty, what would break a line, a program that fails, floods,
 * or does not end.
 */
#include "config_help.h"

#include "cabut/banned.h"

struct argv {
	const char *at[2];
};

static struct secret_source
command(struct argv *s, const char *program)
{
	s->at[0] = program;
	s->at[1] = "cabut";
	return (struct secret_source){ .token_command = s->at,
		.token_command_count = 2 };
}

static void
want_secret(const struct folder *d, const struct secret_source *source,
    const char *want, bool want_token)
{
	struct fault f = { 0 };
	const char *got = "untouched";
	bool is_token = !want_token;

	if (!config_secret(source, d->arena, &got, &is_token, &f))
		fail_msg("%s", f.text);
	if (want)
		assert_string_equal(got, want);
	else
		assert_null(got);
	assert_int_equal(is_token, want_token);
}

static void
want_fault(const struct folder *d, const struct secret_source *source,
    enum scope scope, const char *says)
{
	struct fault f = { 0 };
	const char *got = "untouched";
	bool is_token = false;

	if (config_secret(source, d->arena, &got, &is_token, &f))
		fail_msg("accepted; want: %s", says);
	assert_string_equal(got, "untouched");
	assert_int_equal(f.scope, scope);
	if (!strstr(f.text, says))
		fail_msg("got \"%s\", want \"%s\"", f.text, says);
}

static void
a_source_that_is_not_set_gives_nothing(void **state)
{
	want_secret(*state, &(struct secret_source){ 0 }, NULL, false);
}

static void
a_file_of_our_own_gives_the_password(void **state)
{
	const struct folder *d = *state;
	struct secret_source s = { .password_file = path_of(d, "imap") };

	put_file(d, "imap", "kata sandi#1\n", 0600);
	want_secret(d, &s, "kata sandi#1", false);
	put_file(d, "imap", "kata sandi#1\n", 0640);
	want_fault(d, &s, SCOPE_CONFIG, "/imap: ");
	want_fault(d, &s, SCOPE_CONFIG, "640");
	s.password_file = path_of(d, "lain");
	want_fault(d, &s, SCOPE_CONFIG, "/lain: ");
}

static void
a_credential_comes_from_its_directory(void **state)
{
	const struct folder *d = *state;
	struct secret_source s = { .password_credential = "imap" };

	assert_int_equal(unsetenv("CREDENTIALS_DIRECTORY"), 0);
	want_fault(d, &s, SCOPE_CONFIG, "$CREDENTIALS_DIRECTORY is not set");
	assert_int_equal(setenv("CREDENTIALS_DIRECTORY", d->path, 1), 0);
	want_fault(d, &s, SCOPE_CONFIG, "/imap: ");
	put_file(d, "imap", "rahasia\n", 0440); /* the mask of an ACL */
	want_secret(d, &s, "rahasia", false);
	put_file(d, "imap", "\n", 0600);
	want_fault(d, &s, SCOPE_CONFIG, "the secret is empty");
	put_file(d, "imap", "a\tb\n", 0600);
	want_fault(d, &s, SCOPE_CONFIG, "control character");
	s.password_credential = "../imap";
	want_fault(d, &s, SCOPE_CONFIG, "expected a name, not a path");
	assert_int_equal(unsetenv("CREDENTIALS_DIRECTORY"), 0);
}

struct program {
	const char *script;
	const char *token; /* or NULL */
	enum scope scope;
	const char *says;
};

static const struct program programs[] = {
	{ "echo ya29.token-$1; echo second line", "ya29.token-cabut", 0, "" },
	{ "printf 'no-line-end'", "no-line-end", 0, "" },
	{ "printf 'crlf\\r\\nmore'", "crlf", 0, "" },
	{ "cat; echo after-empty-input", "after-empty-input", 0, "" },
	{ "exit 0", NULL, SCOPE_CONFIG, "the secret is empty" },
	{ "echo; echo second", NULL, SCOPE_CONFIG, "the secret is empty" },
	{ "printf 'a\\001b\\n'", NULL, SCOPE_CONFIG, "control character" },
	{ "echo token; exit 3", NULL, SCOPE_LATER, "exit status 3" },
	{ "kill -TERM $$", NULL, SCOPE_LATER, "ended by signal 15" },
	{ "while :; do echo flood; done", NULL, SCOPE_LATER,
	    "not done within 30000 ms and 16384 bytes" },
};

static void
a_programs_first_line_is_the_token(void **state)
{
	const struct folder *d = *state;

	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
		const struct program *p = &programs[i];
		struct argv s;
		/* A fresh name: a file that is being run cannot be written. */
		const char *name = arena_printf(d->arena, "token%zu", i);
		struct secret_source source = command(&s, path_of(d, name));

		put_file(d, name,
		    arena_printf(d->arena, "#!/bin/sh\n%s\n", p->script), 0700);
		if (p->token)
			want_secret(d, &source, p->token, true);
		else
			want_fault(d, &source, p->scope, p->says);
	}
}

/* The second prints its token, but a child of it holds the line open. */
static void
a_program_that_does_not_end_is_killed(void **state)
{
	static const char *const scripts[] = { "while :; do :; done",
		"(while :; do :; done) & echo token",
		"exec >&-; while :; do :; done" };
	const struct folder *d = *state;

	for (size_t i = 0; i < 3; i++) {
		struct argv s;
		struct fault f = { 0 };
		const char *got = "untouched";
		bool is_token;
		const char *name = arena_printf(d->arena, "stuck%zu", i);
		struct secret_source source = command(&s, path_of(d, name));

		put_file(d, name,
		    arena_printf(d->arena, "#!/bin/sh\n%s\n", scripts[i]),
		    0700);
		assert_false(config_secret_within(
		    &source, 200, d->arena, &got, &is_token, &f));
		assert_int_equal(f.scope, SCOPE_LATER);
		assert_non_null(strstr(f.text, "not done within 200 ms"));
		assert_string_equal(got, "untouched");
	}
}

static void
a_program_is_run_without_a_shell_and_by_its_path(void **state)
{
	const struct folder *d = *state;
	struct argv s;
	struct secret_source source = command(&s, path_of(d, "tidak-ada"));

	want_fault(d, &source, SCOPE_CONFIG, "/tidak-ada: No such file");
	source = command(&s, "echo"); /* $PATH is not searched */
	want_fault(d, &source, SCOPE_CONFIG, "echo: No such file");
	put_file(d, "token; touch hacked", "#!/bin/sh\necho fine\n", 0700);
	source = command(&s, path_of(d, "token; touch hacked"));
	want_secret(d, &source, "fine", true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_source_that_is_not_set_gives_nothing),
		TEST(a_file_of_our_own_gives_the_password),
		TEST(a_credential_comes_from_its_directory),
		TEST(a_programs_first_line_is_the_token),
		TEST(a_program_that_does_not_end_is_killed),
		TEST(a_program_is_run_without_a_shell_and_by_its_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
