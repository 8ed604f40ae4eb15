/*
 * tokens: finds our own marks in what came back: the token in a message-id,
 * in a plus-address, in the subject's tag, and the case number. Servers and
 * people change case and blanks, so letters compare in lower case. Whether a
 * token is alive is the store's business.
 */
#include "field.h"

#include "cabut/banned.h"

enum {
	PREFIX_MIN = 2,
	PREFIX_MAX = 12,
	YEAR_DIGITS = 4,
	NUMBER_DIGITS_MIN = 4,
	NUMBER_DIGITS_MAX = 9,
};

struct found {
	struct arena *arena;
	struct text_list *tokens;
};

static bool
is_base32(char c)
{
	c = ascii_lower(c);
	return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
}

/* Is there a whole token at `at`, followed by `end`? */
static bool
is_token(const char *at, char end)
{
	for (size_t i = 0; i < TOKEN_TEXT_LEN; i++)
		if (!is_base32(at[i]))
			return false;
	return at[TOKEN_TEXT_LEN] == end;
}

static void
keep_token(struct found *f, const char *at)
{
	char *token = arena_copy(f->arena, at, TOKEN_TEXT_LEN);

	for (char *c = token; *c; c++)
		*c = ascii_lower(*c);
	for (size_t i = 0; i < f->tokens->count; i++)
		if (strcmp(f->tokens->at[i], token) == 0)
			return;
	if (f->tokens->count < MESSAGE_TOKENS_MAX)
		f->tokens->at[f->tokens->count++] = token;
}

/* "c.TOKEN.x@host" */
static void
look_in_id(struct found *f, const char *id)
{
	if (ascii_lower(id[0]) == 'c' && id[1] == '.' &&
	    is_token(id + 2, '.') && strchr(id, '@'))
		keep_token(f, id + 2);
}

/* "user+TOKEN@domain" */
static void
look_in_address(struct found *f, const char *address)
{
	const char *plus = strchr(address, '+');

	if (plus && plus > address && is_token(plus + 1, '@'))
		keep_token(f, plus + 1);
}

static size_t
count_of(const char *at, bool (*is)(char), size_t most)
{
	size_t n = 0;

	while (n <= most && is(at[n]))
		n++;
	return n;
}

/* Length of "PREFIX-YYYY-NNNN" at `at`; 0 when there is none. */
static size_t
case_length(const char *at)
{
	size_t prefix = count_of(at, ascii_is_alpha, PREFIX_MAX);
	size_t year, number;

	if (prefix < PREFIX_MIN || prefix > PREFIX_MAX || at[prefix] != '-')
		return 0;
	at += prefix + 1;
	year = count_of(at, ascii_is_digit, YEAR_DIGITS);
	if (year != YEAR_DIGITS || at[year] != '-')
		return 0;
	at += year + 1;
	number = count_of(at, ascii_is_digit, NUMBER_DIGITS_MAX);
	if (number < NUMBER_DIGITS_MIN || number > NUMBER_DIGITS_MAX ||
	    ascii_is_alnum(at[number]))
		return 0;
	return prefix + 1 + year + 1 + number;
}

static const char *
skip_blanks(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

/* "[CABUT-2026-0042 TOKEN]"; `open` is at '['. */
static void
look_in_tag(struct found *f, const char *open)
{
	const char *at = skip_blanks(open + 1);
	size_t len = case_length(at);
	const char *token = skip_blanks(at + len);

	if (len == 0 || token == at + len)
		return;
	if (is_token(token, ']') ||
	    (is_token(token, ' ') &&
		*skip_blanks(token + TOKEN_TEXT_LEN) == ']'))
		keep_token(f, token);
}

void
message_tokens(const struct head *head, const char *subject, struct arena *a,
    struct text_list *tokens)
{
	struct text_list list = {
		arena_array(a, MESSAGE_TOKENS_MAX, sizeof *list.at), 0
	};
	struct found f = { a, &list };

	for (size_t i = head->in_reply_to.count; i-- > 0;)
		look_in_id(&f, head->in_reply_to.at[i]);
	for (size_t i = head->references.count; i-- > 0;)
		look_in_id(&f, head->references.at[i]);
	for (size_t i = 0; i < head->recipients.count; i++)
		look_in_address(&f, head->recipients.at[i]);
	for (const char *c = subject; c && (c = strchr(c, '[')); c++)
		look_in_tag(&f, c);
	*tokens = list;
}

static bool
is_word_start(const char *text, const char *at)
{
	return at == text || (!ascii_is_alnum(at[-1]) && at[-1] != '-' &&
				 at[-1] != '_' && (unsigned char)at[-1] < 0x80);
}

static const char *
find_case(const char *text, bool in_brackets)
{
	for (const char *at = text; *at; at++) {
		if (!is_word_start(text, at) || case_length(at) == 0)
			continue;
		if (!in_brackets || (at > text && at[-1] == '['))
			return at;
	}
	return NULL;
}

const char *
message_case_number(const char *subject, struct arena *a)
{
	const char *at;
	char *number;

	if (!subject)
		return NULL;
	at = find_case(subject, true);
	if (!at)
		at = find_case(subject, false);
	if (!at)
		return NULL;
	number = arena_copy(a, at, case_length(at));
	for (char *c = number; *c && *c != '-'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return number;
}
