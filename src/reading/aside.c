/*
 * aside: what people write beside a yes and that says nothing about it: why
 * the owner needs no certificate any more, an apology, a wish for the
 * bereaved, "laporkan kalau sudah selesai", the office that they speak to or
 * sign with. Only here may an approval stand beside words outside the
 * vocabulary: topics and names, in a clause of their own.
 */
#include "span.h"

#include "cabut/banned.h"

/* Only beside these anything is set aside. */
static const uint64_t decisive =
    IN_SET(WORD_YES) | IN_SET(WORD_GO) | IN_SET(WORD_ACT);
static const uint64_t refusing = IN_SET(WORD_NO) | IN_SET(WORD_REFUSED);

/* "Mohon ditindaklanjuti Sandiman hari ini": who carries it out has nothing
 * to approve. */
static bool
is_execution(const struct speech *s, struct span c)
{
	bool known = true;

	for (size_t i = c.from; i < c.to; i++)
		known &= s->at[i].word != WORD_WHO ||
			 token_is(&s->at[i], "sandiman tim verifikator");
	struct span above = { 0, c.from };
	bool due = span_names(s, c, "lambat selambatnya maksimal") &&
		   !span_names(s, c, "cepat secepatnya");

	for (size_t i = c.from; i < c.to; i++)
		known &= due || !token_is(&s->at[i],
				    "pagi siang sore malam bersamaan");
	return known && span_has(s, above, IN_SET(WORD_YES)) &&
	       !span_has(s, above, IN_SET(WORD_NOT) | IN_SET(WORD_NOT_YET)) &&
	       span_has(s, c, IN_SET(WORD_FOLLOW) | IN_SET(WORD_ACT)) &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_AGAR) | IN_SET(WORD_LET) |
		       IN_SET(WORD_FOLLOW) | IN_SET(WORD_ACT) |
		       IN_SET(WORD_WHO) | IN_SET(WORD_SO) |
		       IN_SET(WORD_PERSON) |
		       (has_names_alone(s, c) &&
				   span_has(s, c, IN_SET(WORD_PERSON))
			       ? IN_SET(WORD_UNKNOWN)
			       : 0),
		   due ? "oleh bantu dibantu paling lambat selambatnya "
			 "maksimal hari senin selasa rabu kamis jumat jum'at "
			 "sabtu besok tanggal tgl jam pukul minggu bulan akhir"
		       : "oleh bantu dibantu admin operator");
}

static void
set_aside(struct speech *s, struct span c)
{
	for (size_t i = c.from; i < c.to; i++) {
		struct token *t = &s->at[i];
		if (!word_is_in(t->word, SPAN_BLANK | IN_SET(WORD_BECAUSE)))
			token_quiet(t);
	}
}

static bool
is_aside(const struct speech *s, struct span c)
{
	return is_report_wish(s, c) ||
	       (!span_has(s, c, decisive) &&
		   (is_told(s, c) || is_courtesy(s, c)));
}

/* The clauses of a sentence above the one that decides. */
static struct span
before_decision(const struct speech *s, struct span sentence)
{
	struct span c = { sentence.from, sentence.from };

	while (c.to < sentence.to) {
		struct span next = clause_at(s, c.to);
		if (span_has(s, next, decisive | refusing))
			break;
		c.to = next.to;
	}
	return c;
}

void
speech_set_aside(struct speech *s)
{
	struct span all = { 0, s->count };
	bool is_yes = span_has(s, all, decisive);

	if (!is_yes && !span_has(s, all, refusing))
		return;
	for (size_t i = 0; i < s->count; i++)
		if (is_yes)
			take_courtesy(s, i);
		else
			take_own_word(s, i);
	bool told = false; /* the clause before gave a reason */
	for (size_t i = 0; i < s->count;) {
		struct span whole = sentence_at(s, i), part = clause_at(s, i);
		struct span opening = before_decision(s, whole);

		if (is_preamble(s, opening)) {
			set_aside(s, opening);
			i = opening.to;
			continue;
		}
		if (!is_yes) {
			i = whole.to;
			continue;
		}
		if (is_aside(s, whole) &&
		    !span_has(s, whole, IN_SET(WORD_QUERY)))
			part = whole;
		bool more =
		    told && !span_has(s, part, decisive) && is_told_on(s, part);
		told = more || is_told_reason(s, part);
		if (more || is_aside(s, part) || is_execution(s, part))
			set_aside(s, part);
		else if (!span_has(s, part, decisive))
			s->is_stray |= is_stray(s, part);
		i = part.to;
	}
}
