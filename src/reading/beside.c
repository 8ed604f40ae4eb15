/*
 * beside: what keeps a yes from counting although it is the sender's own and
 * about the revocation: a paper is still asked for, something else is hurried,
 * a paper is lost, who says it has left his office.
 */
#include "guard.h"
#include "span.h"

#include "cabut/banned.h"

/* "Mohon SK-nya", "jangan lupa SK pensiunnya", "agar surat dicap": a paper is
 * asked for, and nothing else is to be done. */
static bool
asks_for_paper(const struct speech *s, struct span c)
{
	size_t first = clause_first(s, c);
	bool asks = span_has(s, c, IN_SET(WORD_AGAR)) ||
		    (first < c.to && token_is(&s->at[first], "dengan dgn"));

	for (size_t i = c.from; i < c.to; i++)
		asks |= s->at[i].word == WORD_PLAIN &&
			token_is(&s->at[i], "jangan jgn");
	/* "Setuju agar SK ada": behind the yes. */
	for (size_t i = c.from; i < c.to; i++)
		if (word_is_in(s->at[i].word, SPAN_VERDICTS)) {
			c.from = i + 1;
			asks = span_has(s, c, IN_SET(WORD_AGAR));
		}
	return asks &&
	       span_has(s, c, IN_SET(WORD_PAPER) | IN_SET(WORD_STATE)) &&
	       !span_has(s, c,
		   IN_SET(WORD_ACT) | IN_SET(WORD_FOLLOW) | IN_SET(WORD_YES) |
		       IN_SET(WORD_GO));
}

/* "Jangan ditunda lagi mutasinya". */
static bool
hurries_other_thing(const struct speech *s, struct span c)
{
	for (size_t i = c.from; i + 1 < c.to; i++)
		if (s->at[i].word == WORD_PLAIN &&
		    token_is(&s->at[i], "jangan jgn") &&
		    guard_is_fate(&s->at[i + 1]))
			return true;
	return false;
}

/* "Berkasnya hilang". */
static bool
has_lost_paper(const struct speech *s, struct span c)
{
	for (size_t i = c.from; i + 1 < c.to; i++)
		if (s->at[i].word == WORD_PAPER &&
		    token_is(&s->at[i + 1], "hilang tertinggal rusak"))
			return !token_is(&s->at[i], "kartu ktp data");
	return false;
}

/* "Ybs sudah tidak menjabat", "Pak Budi ...": somebody is named before. */
static bool
tells_of_owner(const struct speech *s, size_t at)
{
	for (size_t i = at; i-- > 0 && s->at[i].sentence == s->at[at].sentence;)
		if (token_is(&s->at[i],
			"ybs beliau dia orangnya pemohon "
			"pemilik pemiliknya almarhum pegawai") ||
		    word_is_in(s->at[i].word,
			IN_SET(WORD_PERSON) | IN_SET(WORD_NAMED)) ||
		    token_is_name(&s->at[i]))
			return true;
	return false;
}

/* "Saya sudah tidak menjabat lagi"; "maaf, sudah tidak berwenang. Setuju". */
static bool
has_left_office(const struct speech *s, struct span c)
{
	const uint64_t yes = IN_SET(WORD_YES) | IN_SET(WORD_GO);
	struct span above = { 0, c.from };

	for (size_t i = c.from; i < c.to; i++) {
		const struct token *t = &s->at[i];
		bool mine = i > 0 && t[-1].word == WORD_ME;
		if (t->word == WORD_LEFT &&
		    (mine || (i + 1 < c.to && t[1].word == WORD_ME) ||
			(!span_has(s, above, yes) && !tells_of_owner(s, i))))
			return true;
		if (!mine)
			continue;
		if (t->word == WORD_PLAIN &&
		    token_is(t, "sudah sdh tidak tdk telah pensiun purna "
				"pindah mutasi"))
			return true;
		if (t->word == WORD_HAVE && i + 1 < c.to &&
		    token_is(t + 1, "pensiun mutasi pindah purna alih"))
			return true;
	}
	return false;
}

/* "Setuju (pemohon)", "itu sertifikat saya", "maaf, saya pemiliknya". */
static bool
is_owner_writing(const struct speech *s, struct span c)
{
	const uint64_t rules = SPAN_VERDICTS | IN_SET(WORD_ACT);
	size_t first = clause_first(s, c);

	for (size_t i = first; i + 1 < c.to; i++)
		if ((token_is(&s->at[i], "sertifikat sertipikat tte sertel") &&
			s->at[i + 1].word == WORD_ME &&
			!span_has(s, c, rules)) ||
		    (s->at[i].word == WORD_ME &&
			token_is(&s->at[i + 1], "pemilik pemiliknya pemohon "
						"pemohonnya")))
			return true;
	size_t last = c.to;
	while (last > first && word_is_in(s->at[last - 1].word, SPAN_SIGNS))
		last--;
	return first + 1 == last && token_is(&s->at[first], "pemohon pemilik");
}

const char *
guard_find_beside_yes(const struct speech *s)
{
	if (object_is_other(s))
		return "a yes about something else";
	for (size_t i = 0; i < s->count; i = clause_at(s, i).to) {
		struct span c = clause_at(s, i);
		if (asks_for_paper(s, c))
			return "a yes that asks for a paper";
		if (hurries_other_thing(s, c))
			return "a yes about something else";
		if (has_lost_paper(s, c))
			return "a yes beside a paper that is lost";
		if (is_owner_writing(s, c))
			return "the owner's word";
		if (has_left_office(s, c))
			return "a yes by somebody who has left";
	}
	return NULL;
}
