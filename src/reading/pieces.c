/*
 * pieces: an answer whose words are not all understood, sentence by sentence.
 * One of them must be a whole answer by itself ("Setuju.", "Permohonan ini
 * saya tolak."); the others may hold words that nobody knows, but no word that
 * limits, denies, asks, hands on or takes back, and before it nobody who could
 * be the one that says so.
 */
#include "decision.h"

#include "cabut/banned.h"

enum {
	TOKENS_MAX = 150, /* of the whole answer */
	PIECE_TOKENS_MAX = 30,
	SHORT_LINE = 50, /* bytes; a longer one goes on below */
	AFTER_TOKENS_MAX = 14,
	YEAR_DIGITS = 4,
	REASON_TOKENS_MIN = 3, /* less is no reason: "tidak" */
};

struct piece {
	size_t from, to;
};

/* A joke, a trial, another case, an answer taken back. */
static const char turns[] =
    "bercanda canda guyon becanda tes test testing uji ujicoba percobaan "
    "contoh simulasi abaikan hiraukan draf draft konsep kepencet khilaf eh "
    "ups oops anulir dianulir berubah lain lainnya bersyarat latihan "
    "hoax hoaks bohong palsu dipalsukan keliru terkirim tarik urung "
    "maksud maksudnya maksudku tanya tanyakan ditanyakan bertanya hubungi "
    "telepon tunggu "
    "awalnya tadinya semula mulanya dulunya dahulunya sebelumnya seolah "
    "seakan bukannya ceritanya "
    "pembatalan pura-pura iseng anak istri suami diretas dibajak hack";
/* They say of what the answer holds. */
static const char limits[] = "yang yg untuk utk buat khusus itu tadi cukup";

static const uint64_t never =
    IN_SET(WORD_NO) | IN_SET(WORD_REFUSED) | IN_SET(WORD_BUT) |
    IN_SET(WORD_ASK) | IN_SET(WORD_QUERY) | IN_SET(WORD_MORE) |
    IN_SET(WORD_SEND) | IN_SET(WORD_FLAW) | IN_SET(WORD_UNDO) |
    IN_SET(WORD_DONE) | IN_SET(WORD_YES) | IN_SET(WORD_GO) | IN_SET(WORD_ODD);
/* Beside a refusal they tell why. */
static const uint64_t not_beside_yes = IN_SET(WORD_NOT) | IN_SET(WORD_NOT_YET) |
				       IN_SET(WORD_IF) | IN_SET(WORD_HEARSAY) |
				       IN_SET(WORD_MAYBE);
static const uint64_t orders =
    IN_SET(WORD_PASS) | IN_SET(WORD_FOLLOW) | IN_SET(WORD_ACT);
static const uint64_t people =
    IN_SET(WORD_WHO) | IN_SET(WORD_NAMED) | IN_SET(WORD_TITLE);

/* How an answer is cut, and where the cutting stands. */
struct cut {
	const struct speech *speech;
	const char *own;
	struct arena *arena;
	bool at_commas; /* also there; else at ends of sentences alone */
	size_t at, line;
};

static bool
ends_piece(const struct cut *c, size_t i)
{
	const struct token *t = &c->speech->at[i];

	if (t->word == WORD_STOP || t->word == WORD_QUERY)
		return true;
	if (c->at_commas && t->word == WORD_COMMA)
		return c->own[t->at] == ',';
	return t->word == WORD_BREAK && t->at - c->line < SHORT_LINE;
}

static bool
next_piece(struct cut *c, struct piece *p)
{
	const struct speech *s = c->speech;

	if (c->at >= s->count)
		return false;
	p->from = c->at;
	while (c->at < s->count) {
		size_t i = c->at++;
		bool ends = ends_piece(c, i);
		if (s->at[i].word == WORD_BREAK || s->at[i].word == WORD_STOP)
			c->line = s->at[i].at;
		if (ends)
			break;
	}
	p->to = c->at;
	return true;
}

static bool
piece_has(const struct speech *s, struct piece p, uint64_t set)
{
	for (size_t i = p.from; i < p.to; i++)
		if (word_is_in(s->at[i].word, set))
			return true;
	return false;
}

static bool
is_small_number(const struct token *t)
{
	return t->word == WORD_NUMBER && strlen(t->text) < YEAR_DIGITS;
}

static bool
is_typed_low(const struct token *t)
{
	return t->word == WORD_UNKNOWN && !t->is_capital;
}

/* "Sudah saya cek dengan BKPSDM." */
static bool
is_own_work(const struct speech *s, struct piece p)
{
	return piece_has(s, p, IN_SET(WORD_HAVE)) &&
	       piece_has(s, p, IN_SET(WORD_ME)) &&
	       !piece_has(s, p, IN_SET(WORD_FOLLOW) | IN_SET(WORD_ACT));
}

/* Before the answer nobody may stand who gives it. */
static bool
may_stand_before(const struct speech *s, struct piece p)
{
	const struct token *last = &s->at[p.to - 1];

	if (token_is(&s->at[p.from], "maaf mhn mohon") &&
	    !piece_has(s, p, orders))
		return true;
	if (piece_has(s, p, orders | people))
		return is_own_work(s, p) &&
		       !piece_has(s, p, IN_SET(WORD_NAMED));
	if (!piece_has(s, p, IN_SET(WORD_UNKNOWN) | IN_SET(WORD_PERSON)))
		return true;
	return last->word == WORD_STOP ||
	       (p.to - p.from > 1 && last[-1].word == WORD_COMMA);
}

static bool
may_stand_behind(const struct speech *s, struct piece p)
{
	if (piece_has(s, p, IN_SET(WORD_PASS)) ||
	    (piece_has(s, p, IN_SET(WORD_TO)) &&
		piece_has(s, p, people | IN_SET(WORD_PERSON))))
		return false; /* an errand: "tanya ke Kabid" */
	if (!piece_has(s, p, orders | IN_SET(WORD_AGAR)))
		return true;
	for (size_t i = p.from; i < p.to; i++)
		if (is_typed_low(&s->at[i]) || p.to - p.from > AFTER_TOKENS_MAX)
			return false;
	return true;
}

/* Beside a refusal: "hanya cuti", "mulai minggu depan" tell why. */
static bool
holds_condition(const struct speech *s, struct piece p)
{
	if (piece_has(s, p, IN_SET(WORD_NOT) | IN_SET(WORD_NOT_YET)) &&
	    p.to - p.from < REASON_TOKENS_MIN)
		return true;
	for (size_t i = p.from; i < p.to; i++)
		if (word_is_in(
			s->at[i].word, IN_SET(WORD_IF) | IN_SET(WORD_MAYBE)) &&
		    !token_is(&s->at[i], "hanya cuma cuman minggu bulan mulai "
					 "per sejak catatan"))
			return true;
	return false;
}

/* Says nothing about the answer, whatever its unknown words are. */
static bool
is_idle(const struct speech *s, struct piece p, bool is_yes, bool is_before)
{
	size_t first = p.from;

	if (p.to - p.from > PIECE_TOKENS_MAX || piece_has(s, p, never) ||
	    (is_yes ? piece_has(s, p, not_beside_yes) : holds_condition(s, p)))
		return false;
	while (first + 1 < p.to && word_is_in(s->at[first].word,
				       IN_SET(WORD_BREAK) | IN_SET(WORD_COMMA)))
		first++;
	if (token_is(&s->at[first], limits))
		return false;
	for (size_t i = p.from; i < p.to; i++)
		if (token_is(&s->at[i], turns) || is_small_number(&s->at[i]))
			return false;
	return is_before ? may_stand_before(s, p) : may_stand_behind(s, p);
}

static enum decision
piece_decision(const struct cut *c, struct piece p)
{
	const struct speech *s = c->speech;
	size_t from = s->at[p.from].at;
	size_t to = p.to < s->count ? s->at[p.to].at : strlen(c->own);
	const char *why;

	return decision_of_sentence(
	    text_squeeze((struct slice){ c->own + from, to - from }, c->arena),
	    c->arena, &why);
}

/* The one decision that single pieces give; UNCLEAR: none, or two. */
static enum decision
sole_decision(struct cut c)
{
	enum decision found = DECISION_UNCLEAR;
	struct piece p;

	while (next_piece(&c, &p)) {
		enum decision one = piece_decision(&c, p);
		if (one != DECISION_APPROVE && one != DECISION_REJECT)
			continue;
		if (found != DECISION_UNCLEAR && one != found)
			return DECISION_UNCLEAR;
		found = one;
	}
	return found;
}

static enum decision
decision_cut(struct cut c)
{
	enum decision sole = sole_decision(c);
	bool is_before = true;
	struct piece p;

	while (sole != DECISION_UNCLEAR && next_piece(&c, &p)) {
		bool decides = piece_decision(&c, p) == sole;

		is_before &= !decides;
		if (!decides &&
		    !is_idle(c.speech, p, sole == DECISION_APPROVE, is_before))
			return DECISION_UNCLEAR;
	}
	return sole;
}

enum decision
decision_by_pieces(const struct speech *s, const char *own, struct arena *arena)
{
	struct cut c = { .speech = s, .own = own, .arena = arena };
	enum decision decision;

	if (s->is_cut || s->count > TOKENS_MAX)
		return DECISION_UNCLEAR;
	decision = decision_cut(c);
	if (decision != DECISION_UNCLEAR)
		return decision;
	c.at_commas = true;
	return decision_cut(c);
}
