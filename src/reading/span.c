/*
 * span: what a stretch of tokens is made of. The guard against words that
 * thumbs spoiled stands here: an unknown word near a limit is none.
 */
#include "span.h"

#include "cabut/banned.h"

enum { SPAN_TOKENS = 16 };

size_t
clause_start(const struct speech *s, size_t at)
{
	while (at > 0 && s->at[at - 1].clause == s->at[at].clause)
		at--;
	return at;
}

size_t
clause_first(const struct speech *s, struct span c)
{
	size_t at = c.from;

	while (at < c.to && word_is_in(s->at[at].word, SPAN_SIGNS))
		at++;
	return at;
}

struct span
clause_at(const struct speech *s, size_t at)
{
	struct span c = { at, at };

	while (c.to < s->count && s->at[c.to].clause == s->at[at].clause)
		c.to++;
	return c;
}

struct span
sentence_at(const struct speech *s, size_t at)
{
	struct span c = { at, at };

	while (c.to < s->count && s->at[c.to].sentence == s->at[at].sentence)
		c.to++;
	return c;
}

bool
span_has(const struct speech *s, struct span c, uint64_t set)
{
	for (size_t i = c.from; i < c.to; i++)
		if (word_is_in(s->at[i].word, set))
			return true;
	return false;
}

bool
span_names(const struct speech *s, struct span c, const char *list)
{
	for (size_t i = c.from; i < c.to; i++)
		if (token_is(&s->at[i], list))
			return true;
	return false;
}

/* The first token of the span with a meaning; its end: none. */
size_t
span_first(const struct speech *s, struct span c)
{
	size_t at = c.from;

	while (at < c.to &&
	       word_is_in(s->at[at].word,
		   IN_SET(WORD_COMMA) | IN_SET(WORD_BREAK) | IN_SET(WORD_STOP) |
		       IN_SET(WORD_SO) | IN_SET(WORD_CHEER)))
		at++;
	return at;
}

bool
is_near_limit(const struct token *t)
{
	static const char *const limits[] = { "asalkan", "kecuali", "kalau",
		"apabila", "tetapi", "namun", "tidak", "belum", "jangan",
		"kurang", "setelah", "sebelum", "tunggu", "lengkapi", "tolak",
		"ditolak", "tunda", "besok", "nanti", "syarat", "catatan",
		"hanya" };
	size_t len = strlen(t->text);

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (is_one_edit(t->text, len, limits[i], strlen(limits[i])))
			return true;
	return false;
}

/* Where every sentence has a capital, it makes no name. */
static bool
is_inner_name(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];

	/* "Dinas PUPR" */
	if (t->is_shouted && at > 0 && t[-1].word == WORD_WHO)
		return token_is_name(t) && !t[-1].is_shouted;
	return token_is_name(t) && !t->is_shouted && at > 0 &&
	       !word_is_in(t[-1].word, IN_SET(WORD_STOP) | IN_SET(WORD_BREAK));
}

bool
span_is_made_of(
    const struct speech *s, struct span c, uint64_t set, const char *also)
{
	if (c.from == c.to || c.to - c.from > SPAN_TOKENS)
		return false;
	for (size_t i = c.from; i < c.to; i++) {
		const struct token *t = &s->at[i];
		if (token_is(t, also))
			continue;
		if (!word_is_in(t->word, set))
			return false;
		if (t->word == WORD_UNKNOWN && !token_is_topic(t) &&
		    !is_inner_name(s, i))
			return false;
	}
	return true;
}

bool
has_names_alone(const struct speech *s, struct span c)
{
	for (size_t i = c.from; i < c.to; i++)
		if (s->at[i].word == WORD_UNKNOWN && !token_is_name(&s->at[i]))
			return false;
	return true;
}
