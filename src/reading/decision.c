/*
 * decision: from findings to one decision. An approval needs every word of
 * the own text understood and none of them to limit it; a refusal needs to
 * stand without doubt up to the point where its reason begins. What is left
 * is unclear, and the official is asked back.
 */
#include "decision.h"
#include "guard.h"
#include "span.h"

#include "cabut/banned.h"

enum { SHORT_TOKENS = 60 }; /* longer: its first line must decide */

/* "... untuk dicabut" in the same clause. */
static bool
is_to_revoke(const struct speech *s, size_t at)
{
	for (; at < s->count && s->at[at].word != WORD_STOP; at++)
		if (s->at[at].word == WORD_ACT)
			return token_is(&s->at[at], "cabut dicabut mencabut");
		else if (s->at[at].word != WORD_PLAIN &&
			 s->at[at].word != WORD_AGAR)
			return false;
	return false;
}

static bool
may_name_office(const struct speech *s, size_t at)
{
	for (size_t i = at; i-- > 0 && i + 8 > at;) {
		const struct token *t = &s->at[i];
		if (t->word == WORD_STOP || t->word == WORD_BREAK ||
		    t->clause != s->at[at].clause)
			return false;
		if (i + 1 == at && t->word == WORD_STATE)
			return false; /* "sesuai Bupati" */
		/* "Setuju dgn usulan Kabid utk mencabut" */
		if (i + 1 == at && token_is(t, "usul usulan saran"))
			return is_to_revoke(s, at + 1);
		if (t->word == WORD_ONLY ||
		    (t->text && (text_starts(t->text, "sesuai") ||
				    strcmp(t->text, "yth") == 0)))
			return true;
	}
	return false;
}

/* What thumbs write in small letters behind "pak": anything may follow, so the
 * names must be known. */
static const char given_names[] =
    "achmad adi adit agung agus ahmad ali amir andi andre ani anita anton ari "
    "arief arif arifin aris asep atik ayu aziz bagas bagus bambang beni benny "
    "budi burhan cecep dadang dani darma dede dedi deddy deni denny desi dewi "
    "dian didi didik dina dodi doni dony dwi edi eddy eka eko elly endang erna "
    "erni erwin eva evi fahmi fajar farid faisal fitri gede gusti hadi hari "
    "harry haris hasan hendra hendri heri herman heru husni ida imam indah "
    "indra ina irfan irma irwan iwan jaya joko jumadi kadek ketut komang "
    "kurnia "
    "lestari lia lilis lina lukman made mahmud maman mansur maria maya mega "
    "mulyadi mulyono nana nani nina nita nova novi nur nurul nyoman oki putra "
    "putri putu rahmat ratih ratna reni retno ria ridwan rika rina rini rita "
    "rizal rizki rizky roni rony rosa rudi rudy rusdi sandi santi sari satria "
    "sigit siti slamet sofyan sri sugeng suharto sukma sulis supri surya susi "
    "sutrisno suyanto syamsul tatang taufik teguh titik tono toni tony tri "
    "tuti "
    "udin ujang umar usman vera wahyu wati wawan wayan widi wira wisnu yanti "
    "yayan yoga yogi yosef yudi yuli yunus yusuf zaenal zainal zaki zul";

/* "Setuju pak yoga", at the end and without a capital. */
static bool
is_typed_name(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];
	bool ends =
	    at + 1 == s->count ||
	    word_is_in(t[1].word,
		IN_SET(WORD_STOP) | IN_SET(WORD_BREAK) | IN_SET(WORD_COMMA));

	return ends && at > 1 && t[-1].word == WORD_PERSON &&
	       token_is(&t[-1], "pak bapak bu ibu mas mbak bang kang uda uni "
				"kak dek") &&
	       list_has(given_names, t->text, strlen(t->text)) &&
	       word_is_in(t[-2].word,
		   IN_SET(WORD_YES) | IN_SET(WORD_GO) | IN_SET(WORD_ACK)) &&
	       strlen(t->text) > 2 && !is_near_limit(t);
}

/* Words that an approval may not carry along. */
static bool
is_stranger(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];

	if (t->word == WORD_UNKNOWN)
		return !t->is_used && !is_typed_name(s, at);
	if (t->word == WORD_WHO)
		return !may_name_office(s, at);
	return word_is_in(t->word, IN_SET(WORD_ODD) | IN_SET(WORD_NUMBER) |
				       IN_SET(WORD_SEND) | IN_SET(WORD_TO));
}

static size_t
strangers(const struct speech *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->count; i++)
		count += is_stranger(s, i);
	return count;
}

enum decision
judge_unclear(struct judge *j, const char *why)
{
	j->why = why;
	return DECISION_UNCLEAR;
}

enum decision
judge_verdict(struct judge *j, enum decision decision, const char *why)
{
	j->why = why;
	return decision;
}

bool
speech_asks(const struct speech *s, size_t to)
{
	return speech_has(s, WORD_QUERY, 0, s->count) ||
	       speech_has(s, WORD_ASK, 0, to);
}

/* "Setuju karena Pak Sekda": not his own reason. */
static bool
is_for_somebody(const struct speech *s)
{
	for (size_t i = 0; i + 1 < s->count; i++)
		if (s->at[i].word == WORD_BECAUSE &&
		    (s->at[i + 1].word == WORD_PERSON ||
			s->at[i + 1].word == WORD_WHO) &&
		    s->at[i + 1].clause == s->at[i].clause &&
		    (i + 2 == s->count || s->at[i + 2].word != WORD_PLAIN))
			return true;
	return false;
}

static enum decision
judge_approval(struct judge *j)
{
	const struct speech *s = &j->speech;
	const struct findings *f = &j->found;

	if (j->guard || j->guard_yes)
		return judge_unclear(j, j->guard ? j->guard : j->guard_yes);
	if (speech_asks(s, s->count))
		return judge_unclear(j, "an approval in a question");
	if (speech_has(s, WORD_MAYBE, 0, s->count))
		return judge_unclear(
		    j, "an approval that is hedged or yet to come");
	if (speech_has(s, WORD_IF, 0, s->count) ||
	    speech_has(s, WORD_BUT, 0, s->count))
		return judge_unclear(j, "an approval with a condition");
	if (speech_has(s, WORD_NOT, 0, s->count) ||
	    speech_has(s, WORD_NOT_YET, 0, s->count) || f->tangled)
		return judge_unclear(j, "an approval beside a negation");
	if (is_for_somebody(s))
		return judge_unclear(j, "an approval for somebody's sake");
	if (f->done || f->task || s->is_stray)
		return judge_unclear(j, "an approval beside another statement");
	if (strangers(s) > 0)
		return judge_unclear(
		    j, "an approval among words not understood");
	return judge_verdict(j, DECISION_APPROVE, "an unconditional go-ahead");
}

static enum decision
judge_more(struct judge *j)
{
	const struct findings *f = &j->found;
	bool firm = f->firm_no > 0 && !f->yes && !f->go && !f->not_no;
	bool keyword = refusal_is_keyword(j);

	if (firm && f->no_at < f->more_at && (keyword || f->more == 0) &&
	    (f->more == 0 || j->speech.at[f->no_at + 1].word != WORD_COMMA))
		return judge_refusal(j);
	if (firm && f->no_at < f->more_at && !f->soft_no && keyword)
		return judge_unclear(j, "refused and asked to complete");
	if (firm && f->more == 0)
		return judge_refusal(j);
	if (f->hearsay ||
	    speech_has(&j->speech, WORD_HEARSAY, 0, j->speech.count))
		return judge_unclear(j, "a request for completion by hearsay");
	return judge_verdict(j, DECISION_MORE,
	    f->more ? "asks for completion" : "names what is missing or wrong");
}

/* A disposition to somebody; `follow` alone is one, beside a yes it is not. */
static bool
is_disposition(const struct judge *j)
{
	const struct findings *f = &j->found;

	return f->pass > 0 || (f->follow > 0 && !f->yes && !f->go &&
				  !f->firm_no && !f->soft_no);
}

static enum decision
judge_disposition(struct judge *j)
{
	const struct findings *f = &j->found;
	const struct speech *s = &j->speech;

	if (f->firm_no || f->soft_no || f->not_no || f->undo)
		return judge_unclear(j, "a refusal beside a disposition");
	if ((f->yes || f->go) && (speech_has(s, WORD_MAYBE, 0, s->count) ||
				     speech_has(s, WORD_IF, 0, s->count)))
		return judge_unclear(
		    j, "an approval yet to come, and a disposition");
	if (speech_has(s, WORD_QUERY, 0, s->count) || f->hearsay ||
	    speech_has(s, WORD_HEARSAY, 0, s->count))
		return judge_unclear(
		    j, "a disposition in a question or by hearsay");
	return judge_verdict(j, DECISION_DELEGATE, "a disposition");
}

static enum decision
judge_rest(struct judge *j)
{
	const struct findings *f = &j->found;
	const struct speech *s = &j->speech;

	if (f->undo && !f->done && !speech_asks(s, s->count) &&
	    !speech_has(s, WORD_NOT, 0, s->count) &&
	    !speech_has(s, WORD_MAYBE, 0, s->count))
		return judge_verdict(j, DECISION_WITHDRAW, "withdrawn");
	if ((f->done || f->reported) && !f->tangled && speech_is_of_work(s))
		return judge_verdict(j, DECISION_DONE, "reported as done");
	return judge_unclear(j, "no decision in it");
}

/* Long texts are letters, or our own mail quoted without any mark. They
 * only decide when their first line does, and not by "ditolak": that is how
 * a notice begins. */
static bool
is_long_without_lead(const struct speech *s)
{
	if (s->count <= SHORT_TOKENS)
		return false;
	for (size_t i = 0; i < s->count; i++) {
		enum word word = s->at[i].word;
		if (word == WORD_BREAK || word == WORD_STOP)
			return true;
		if (word == WORD_YES || word == WORD_NO || word == WORD_MORE ||
		    word == WORD_PASS || word == WORD_DONE)
			return false;
	}
	return true;
}

static enum decision
judge(struct judge *j)
{
	const struct findings *f = &j->found;
	bool yes = f->yes + f->go > 0;
	bool no = f->firm_no + f->soft_no > 0;

	if (j->speech.is_cut)
		return judge_unclear(j, "too long for an answer");
	if (is_long_without_lead(&j->speech))
		return judge_unclear(
		    j, "a long text that does not begin with it");
	if (yes && f->firm_no && (f->more || f->pass))
		return judge_unclear(j, "all the words that the mail offers");
	if (f->more || f->flaw)
		return judge_more(j);
	if (is_disposition(j))
		return judge_disposition(j);
	if ((yes && no) || f->not_no || (f->undo && yes) ||
	    (f->undo && no && refusal_is_undone(&j->speech, f->no_at)))
		return judge_unclear(j, "a yes and a no, or a denied no");
	if (yes && (f->hearsay || speech_has(&j->speech, WORD_HEARSAY, 0,
				      j->speech.count)))
		return judge_unclear(j, "an approval by hearsay");
	if (yes)
		return judge_approval(j);
	if (no)
		return judge_refusal(j);
	return judge_rest(j);
}

enum decision
decision_of(const char *own, struct arena *arena, const char **why, bool *known)
{
	struct judge j = { .why = NULL };
	const char *disguise;

	if (known)
		*known = false;
	if (slice_is_blank(slice_of(own))) {
		*why = "nothing new was written";
		return DECISION_NONE;
	}
	if ((disguise = disguise_find(own))) {
		*why = disguise;
		return DECISION_UNCLEAR;
	}
	if (strlen(own) > ANSWER_OWN_MAX) {
		*why = "too long for an answer";
		return DECISION_UNCLEAR;
	}
	j.is_taught_no = refusal_is_taught(own);
	j.has_taught_reason = refusal_has_reason(own);
	speech_make(own, arena, &j.speech);
	j.guard = guard_find(&j.speech);
	j.guard_yes = guard_find_beside_yes(&j.speech);
	speech_set_aside(&j.speech);
	findings_make(&j.speech, &j.found);
	enum decision decision = judge(&j);
	if (known)
		*known = strangers(&j.speech) == 0;
	*why = j.why;
	return decision;
}
