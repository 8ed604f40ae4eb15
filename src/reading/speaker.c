/*
 * speaker: whose word a yes or a no is, and who is to decide. A subject holds
 * through its sentence, over "dan", comma and colon.
 */
#include "guard.h"
#include "scope.h"
#include "span.h"

#include "cabut/banned.h"

static const char owners[] = "ybs pemohon pemilik";

/* Only a person is named in it: "Pak Budi,". */
static bool
is_name_alone(const struct speech *s, struct span c, size_t first)
{
	const uint64_t calling = SPAN_PEOPLE | SPAN_SIGNS | IN_SET(WORD_TITLE) |
				 IN_SET(WORD_ACK) | IN_SET(WORD_UNKNOWN);

	for (size_t i = first; i < c.to; i++)
		if (!word_is_in(s->at[i].word, calling) &&
		    !token_is(&s->at[i], "yth ykh ysh dan sekalian"))
			return false;
	return true;
}

/* "Bos saya,", "suami saya,": whose word follows. */
static bool
is_kin(const struct speech *s, struct span c, size_t first)
{
	return first + 1 < c.to && s->at[first + 1].word == WORD_ME &&
	       (first + 2 == c.to ||
		   word_is_in(s->at[first + 2].word, SPAN_SIGNS)) &&
	       (word_is_in(
		    s->at[first].word, SPAN_PEOPLE | IN_SET(WORD_UNKNOWN)) ||
		   token_is(&s->at[first], "bos"));
}

/* What stands before the verdict in its sentence has another subject: "Pak
 * Anton sudah baca, setuju", "Ybs sudah pindah dan setuju", "Bu Rina: acc". */
static bool
speaks_for_other(const struct speech *s, size_t at)
{
	size_t from = clause_start(s, at), first = from;

	for (size_t i = from; i < at; i++)
		if (s->at[i].word == WORD_ME)
			return false;
	while (first < at && word_is_in(s->at[first].word, SPAN_SIGNS))
		first++;
	/* "Pemohon menyatakan setuju" */
	if (token_is(&s->at[first], owners) && !token_is_passive(&s->at[at]) &&
	    word_is_in(s->at[at].word, IN_SET(WORD_YES) | IN_SET(WORD_NO)) &&
	    first < at)
		return true;
	bool joined = token_is(&s->at[first], "dan");
	while (from > 0 && s->at[from - 1].sentence == s->at[at].sentence) {
		struct span c = { clause_start(s, from - 1), from };
		size_t subject = clause_first(s, c);
		const struct token *sign = &s->at[from - 1];
		from = c.from;
		if (is_kin(s, c, subject))
			return true;
		if (subject == c.to || span_has(s, c, IN_SET(WORD_ME)))
			return false;
		if (token_is(&s->at[subject], owners) &&
		    (joined || token_is(sign, ":")))
			return true;
		if (!word_is_in(s->at[subject].word, SPAN_PEOPLE))
			continue;
		if (is_name_alone(s, c, subject)) {
			if (token_is(sign, ":"))
				return true;
			continue;
		}
		if (joined || !is_told(s, c))
			return true;
	}
	return false;
}

/* "Yang memutuskan Bapak", "keputusan di Ibu", "jawaban Bapak: setuju". */
static bool
is_left_to_other(const struct speech *s, size_t at)
{
	static const char verbs[] = "memutuskan putuskan diputuskan mutusin";
	static const char nouns[] = "keputusan keputusannya jawaban jawabannya "
				    "balasan tanggapan";
	const struct token *t = &s->at[at];

	if (token_is(t, verbs))
		return at == 0 || t[-1].word != WORD_ME;
	if (!token_is(t, nouns))
		return false;
	for (size_t i = at + 1; i < s->count && s->at[i].word != WORD_STOP; i++)
		if (s->at[i].word == WORD_ME || s->at[i].word == WORD_BREAK ||
		    token_is(&s->at[i], ","))
			return false;
		else if (word_is_in(s->at[i].word, SPAN_PEOPLE) ||
			 token_is(&s->at[i], owners))
			return true;
	return false;
}

/* "Disetujui ybs", "disetujui (Ibu)", "( ) setuju". */
static bool
names_other_behind(const struct speech *s, size_t at)
{
	const struct token *next = &s->at[at] + 1;

	if (at + 1 >= s->count)
		return false;
	if (token_is_passive(&s->at[at]) && token_is(next, owners))
		return at + 2 == s->count || s->at[at + 2].word == WORD_STOP;
	return token_is(next, "(") && at + 2 < s->count &&
	       next[1].word == WORD_PERSON;
}

/* "Ini Rina sekretaris Kadis": who writes is not who is asked. */
static bool
introduces_other(const struct speech *s, size_t at)
{
	return token_is(&s->at[at], "ini") && at + 2 < s->count &&
	       token_is_name(&s->at[at + 1]) &&
	       (word_is_in(s->at[at + 2].word,
		    IN_SET(WORD_WHO) | IN_SET(WORD_HEARSAY)) ||
		   token_is(&s->at[at + 2], "sekretaris"));
}

bool
speaker_is_other(const struct speech *s, size_t at)
{
	return speaks_for_other(s, at) || names_other_behind(s, at);
}

bool
speaker_defers(const struct speech *s, size_t at)
{
	return is_left_to_other(s, at) || introduces_other(s, at);
}
