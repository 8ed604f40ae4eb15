/*
 * scope: how far a word reaches: a negation to its verb, a verb to its
 * subject. Clauses bound both.
 */
#include "scope.h"

#include "cabut/banned.h"

enum { NEGATION_REACH = 6 };

void
tangle(struct findings *f, size_t at)
{
	f->tangled++;
	if (at < f->tangled_at)
		f->tangled_at = at;
}

bool
speech_has(const struct speech *speech, enum word word, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < speech->count; i++)
		if (speech->at[i].word == word && !speech->at[i].is_used)
			return true;
	return false;
}

static bool
is_quiet(enum word word)
{
	return word == WORD_PLAIN || word == WORD_PERSON ||
	       word == WORD_COMMA || word == WORD_STOP || word == WORD_BREAK ||
	       word == WORD_CASE || word == WORD_ACK || word == WORD_CHEER;
}

size_t
speech_first(const struct speech *speech)
{
	size_t i = 0;

	while (i < speech->count && is_quiet(speech->at[i].word))
		i++;
	return i;
}

static bool
is_light(enum word word)
{
	return word == WORD_ME || word == WORD_CAN || word == WORD_LET ||
	       word == WORD_HAVE || word == WORD_MAYBE || word == WORD_PLAIN ||
	       word == WORD_BREAK;
}

/* The negation that governs token `at`; NULL: none. Two of them tangle. */
struct token *
negation(struct speech *s, size_t at, struct findings *f)
{
	struct token *found = NULL;
	unsigned reach = 0;

	for (size_t j = at; j-- > 0 && reach < NEGATION_REACH; reach++) {
		struct token *t = &s->at[j];
		if (t->clause != s->at[at].clause)
			break;
		if (word_is_not(t->word)) {
			if (found)
				tangle(f, at);
			found = t;
			found->is_used = true;
		} else if (!found && !is_light(t->word) &&
			   !token_is(t, "dulu dlu")) {
			break;
		}
	}
	return found;
}

/* "Tidak mau setuju": the wish is denied, too, and hedges nothing. */
void
take_wishes(struct speech *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		s->at[i].is_used |= s->at[i].word == WORD_MAYBE;
}

bool
has_before(const struct speech *s, size_t at, enum word word, size_t reach)
{
	for (size_t j = at; j-- > 0 && reach-- > 0;) {
		if (s->at[j].clause != s->at[at].clause)
			return false;
		if (s->at[j].word == word)
			return true;
	}
	return false;
}

bool
clause_has(const struct speech *s, size_t at, enum word word)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].clause == s->at[at].clause &&
		    s->at[i].word == word)
			return true;
	return false;
}

bool
sentence_has(const struct speech *s, size_t at, enum word word)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].sentence == s->at[at].sentence &&
		    s->at[i].word == word)
			return true;
	return false;
}

/* "Pak, ..." and "Siap Pak ..." speak to somebody; "Pak Kadis ..." of him. */
static bool
is_addressed(const struct speech *s, size_t at)
{
	static const char greetings[] =
	    "selamat pagi siang sore malam kasih "
	    "maaf yth terima assalamualaikum hormat makasih terimakasih kepada "
	    "halo";

	if (at == 0 || s->at[at - 1].clause != s->at[at].clause)
		return false;
	const struct token *before = &s->at[at - 1];
	return before->word == WORD_ACK || before->word == WORD_ME ||
	       before->word == WORD_YES || before->word == WORD_GO ||
	       (before->text && list_has(greetings, before->text,
				    strcspn(before->text, " "))) ||
	       (before->word == WORD_PERSON && is_addressed(s, at - 1));
}

/* "Ybs tidak setuju", "Pemohon setuju": the owner's word, which decides
 * nothing; "permohonan ybs ditolak" is about theirs. */
static bool
is_word_of_owner(const struct speech *s, size_t at)
{
	size_t j = at;

	if (s->at[at].text && text_starts(s->at[at].text, "di"))
		return false;
	while (
	    j > 0 && s->at[j - 1].clause == s->at[at].clause &&
	    (is_light(s->at[j - 1].word) || word_is_not(s->at[j - 1].word)) &&
	    (s->at[j - 1].word != WORD_PLAIN ||
		token_is(&s->at[j - 1], "juga jg sih secara tetap langsung")))
		j--;
	if (j == 0 || s->at[j - 1].clause != s->at[at].clause ||
	    !token_is(&s->at[j - 1],
		"ybs pemohon pemilik almarhum almarhumah alm bos "
		"boss"))
		return false;
	return j == 1 || s->at[j - 2].clause != s->at[at].clause ||
	       s->at[j - 2].word != WORD_PLAIN ||
	       token_is(&s->at[j - 2], "ybs pemohon");
}

/* "Saya setuju", but not "Kabid saya setuju". */
static bool
is_said_by_me(const struct speech *s, size_t at)
{
	unsigned reach = NEGATION_REACH;

	for (size_t j = at; j-- > 0 && reach-- > 0;) {
		if (s->at[j].clause != s->at[at].clause)
			return false;
		/* "Di tempat kami Kadis tidak setuju" */
		if (s->at[j].word == WORD_WHO &&
		    !has_before(s, j, WORD_ONLY, 5))
			return false;
		if (s->at[j].word == WORD_ME)
			return j == 0 || s->at[j - 1].word != WORD_WHO ||
			       has_before(s, j, WORD_ONLY, 5);
	}
	return false;
}

/* Somebody else is the subject of the verb: "Pak Kadis setuju". */
bool
has_other_subject(const struct speech *s, size_t at)
{
	bool me = is_said_by_me(s, at);

	if (!me && is_word_of_owner(s, at))
		return true;

	for (size_t j = at; j-- > 0;) {
		const struct token *t = &s->at[j];
		bool ends =
		    t->clause != s->at[at].clause || t->word == WORD_BREAK;
		/* "Kadis: setuju" reports, too. */
		if (ends)
			return t->word == WORD_COMMA && j > 0 && !me &&
			       s->at[j - 1].word == WORD_WHO;
		if (t->word == WORD_WHO && !me &&
		    !has_before(s, j, WORD_ONLY, 3))
			return true;
		if (t->word == WORD_PERSON && !me && !is_addressed(s, j))
			return true;
	}
	return false;
}

/* "Disetujui oleh ...", "Disetujui Bapak". */
bool
has_other_actor(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];

	bool passive =
	    t->text && (text_starts(t->text, "di") ||
			   token_is(t, "acc ngacc mengacc persetujuan"));

	if (!passive || at + 1 >= s->count)
		return false;
	const struct token *next = t + 1;
	if (next->clause != t->clause || !next->text)
		return false;
	return strcmp(next->text, "oleh") == 0 || next->word == WORD_WHO ||
	       strcmp(next->text, "bapak") == 0 ||
	       strcmp(next->text, "ibu") == 0 ||
	       strcmp(next->text, "by") == 0 ||
	       (next->word == WORD_PERSON && at + 2 < s->count &&
		   token_is_name(t + 2));
}

/* "a.n. ...", "Pak ...", "pencabutan TTE dr. ...". */
static bool
opens_name(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];

	return t->word == WORD_NAMED || t->word == WORD_PERSON ||
	       token_is(t, "almarhum almarhumah alm almh saudari saudara") ||
	       (t->word == WORD_TITLE && at > 0 &&
		   token_is(t - 1, "tte sertifikat sertipikat elektronik se "
				   "sertel permohonan pencabutan"));
}

/* "Almarhumah Hj. Nurlaila", "I Wayan": may stand before a name or in it. */
static bool
may_lead_name(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];

	return t->word == WORD_TITLE ||
	       token_is(t, "almarhum almarhumah alm almh") ||
	       (t->is_capital && t->text && !t->text[1]);
}

void
take_names(struct speech *s)
{
	/* "Yth. Admin, ..." speaks to the office, not through it. */
	for (size_t i = 0; i + 1 < s->count; i++)
		if (s->at[i].text && strcmp(s->at[i].text, "yth") == 0 &&
		    s->at[i + 1].word == WORD_HEARSAY)
			s->at[i + 1].is_used = true;
	for (size_t i = 0; i + 1 < s->count; i++) {
		bool named = s->at[i].word == WORD_NAMED;
		if (!opens_name(s, i))
			continue;
		for (size_t j = i + 1; j < s->count && j < i + 8; j++) {
			struct token *t = &s->at[j];
			t->is_used |= t->text && !t->text[1] && t->is_capital;
			if (may_lead_name(s, j))
				continue;
			if (!token_is_name(t) || (t->is_shouted && !named))
				break;
			t->is_used = true;
		}
	}
}
