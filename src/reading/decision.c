/*
 * decision: from findings to one decision. An approval needs every word of
 * the own text understood and none of them to limit it; a refusal needs to
 * stand without doubt up to the point where its reason begins. What is left
 * is unclear, and the official is asked back.
 */
#include "decision.h"

#include "cabut/banned.h"

enum { SHORT_TOKENS = 60 }; /* longer: its first line must decide */

struct judge {
	struct speech speech;
	struct findings found;
	const char *why;
	bool is_taught_no;	/* begins with TOLAK, as our mails ask for it */
	bool has_taught_reason; /* "TOLAK: tidak ada ..." */
};

/* Where the reason of a refusal begins: nothing behind it limits it. */
static size_t
reason_start(const struct judge *j, bool *because)
{
	const struct speech *s = &j->speech;

	*because = false;
	for (size_t i = j->found.no_at + 1; i < s->count; i++) {
		enum word word = s->at[i].word;
		if (word == WORD_BECAUSE)
			*because = true;
		if (*because || word == WORD_STOP || word == WORD_BREAK)
			return i;
	}
	return s->count;
}

static bool
may_name_office(const struct speech *s, size_t at)
{
	for (size_t i = at; i-- > 0 && i + 8 > at;) {
		const struct token *t = &s->at[i];
		if (t->word == WORD_STOP || t->word == WORD_BREAK)
			return false;
		if (t->word == WORD_ONLY ||
		    (t->text && (text_starts(t->text, "sesuai") ||
				    strcmp(t->text, "yth") == 0)))
			return true;
	}
	return false;
}

/* Words that an approval may not carry along. */
static bool
is_stranger(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];

	if (t->word == WORD_UNKNOWN)
		return !t->is_used;
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

static enum decision
unclear(struct judge *j, const char *why)
{
	j->why = why;
	return DECISION_UNCLEAR;
}

static enum decision
verdict(struct judge *j, enum decision decision, const char *why)
{
	j->why = why;
	return decision;
}

static bool
asks(const struct speech *s, size_t to)
{
	return speech_has(s, WORD_QUERY, 0, s->count) ||
	       speech_has(s, WORD_ASK, 0, to);
}

static enum decision
judge_approval(struct judge *j)
{
	const struct speech *s = &j->speech;
	const struct findings *f = &j->found;

	if (asks(s, s->count))
		return unclear(j, "an approval in a question");
	if (speech_has(s, WORD_MAYBE, 0, s->count))
		return unclear(j, "an approval that is hedged or yet to come");
	if (speech_has(s, WORD_IF, 0, s->count) ||
	    speech_has(s, WORD_BUT, 0, s->count))
		return unclear(j, "an approval with a condition");
	if (speech_has(s, WORD_NOT, 0, s->count) ||
	    speech_has(s, WORD_NOT_YET, 0, s->count) || f->tangled)
		return unclear(j, "an approval beside a negation");
	if (f->done || f->task)
		return unclear(j, "an approval beside another statement");
	if (strangers(s) > 0)
		return unclear(j, "an approval among words not understood");
	return verdict(j, DECISION_APPROVE, "an unconditional go-ahead");
}

/* "Langkah 7": which row of the SOP is refused. */
static bool
is_of_step(const struct speech *s, size_t at)
{
	size_t i = at;

	if (s->at[at].word == WORD_NUMBER && i > 0)
		i--;
	while (i > 0 && i < at && s->at[i].text &&
	       list_has("no nomor", s->at[i].text, strlen(s->at[i].text)))
		i--;
	return s->at[i].text && strcmp(s->at[i].text, "langkah") == 0;
}

/* The clause of the refusal is about something we do not know: "tolak
 * bala", "tidak setuju dengan pendapat Kabid". */
static bool
is_about_other(const struct speech *s, size_t at)
{
	size_t from = at, to = at;

	while (from > 0 && s->at[from - 1].clause == s->at[at].clause &&
	       s->at[from - 1].word != WORD_BREAK)
		from--;
	while (to < s->count && s->at[to].clause == s->at[at].clause &&
	       s->at[to].word != WORD_BREAK)
		to++;
	for (size_t i = from; i < to; i++)
		if (!is_of_step(s, i) &&
		    ((s->at[i].word == WORD_UNKNOWN && !s->at[i].is_used) ||
			s->at[i].word == WORD_NUMBER ||
			(s->at[i].word == WORD_ODD &&
			    !token_is(&s->at[i], PICTURE_NO)) ||
			(i > at && s->at[i].word == WORD_WHO)))
			return true;
	return false;
}

/* The word at the very beginning, in capitals or with a sign behind it, and
 * a reason in whatever words: that is how our mails ask for it. Slogans are in
 * capitals all through, and what is refused may be the delay. */
static bool
begins_with_taught_no(const char *own)
{
	static const char word[] = "TOLAK";
	static const char other[] = "ukur gratifikasi bala angin korupsi suap "
				    "pungli penundaan tunda ditunda usul";
	const char *rest = own + strspn(own, " \t\n");

	if (strncasecmp(rest, word, sizeof word - 1) != 0)
		return false;
	bool shouted = strncmp(rest, word, sizeof word - 1) == 0;
	rest += sizeof word - 1;
	if (!strchr(" :,-.;", *rest) || !*rest || strchr(rest, '?') ||
	    (!shouted && !strchr(":,-.;", rest[strspn(rest, " ")])))
		return false;
	rest += strspn(rest, " :,-.;\n");
	size_t len = strcspn(rest, " \n,.!");

	return len > 0 && strpbrk(rest, "abcdefghijklmnopqrstuvwxyz") &&
	       !list_has(other, rest, len);
}

/* Behind the colon a negation is part of the reason, unless it may deny the
 * answer itself. */
static bool
has_taught_reason(const char *own)
{
	const char *rest = own + strspn(own, " \t\n");

	if (strncasecmp(rest, "TOLAK", 5) != 0)
		return false;
	rest += 5;
	rest += strspn(rest, " ");
	return (*rest == ':' || (*rest == ',' && strcasestr(rest, " ada "))) &&
	       !strcasestr(rest, "bukan");
}

static bool
is_taught(const struct judge *j)
{
	return j->is_taught_no && speech_first(&j->speech) == j->found.no_at &&
	       !j->found.yes && !j->found.go &&
	       !speech_has(&j->speech, WORD_UNDO, 0, j->speech.count);
}

/* A condition behind its reason does not limit a refusal, unless it begins
 * a clause ("Tolak. Kecuali ...") or says "kalau". */
static bool
has_condition(const struct speech *s, size_t from, size_t to)
{
	static const char strong[] =
	    "kalau kalo klo kl klau jika jk bila bl apabila asal asalkan "
	    "kecuali atau atw ato sebagian tunda ditunda pending";

	for (size_t i = from; i < to; i++) {
		const struct token *t = &s->at[i];
		bool starts = i == 0 || t[-1].clause != t->clause ||
			      t[-1].word == WORD_BREAK;
		if (t->word == WORD_IF && !t->is_used &&
		    (starts || token_is(t, strong)))
			return true;
	}
	return false;
}

/* "Jangan dicabut dulu, tolak": a clause that says it and nothing else. */
static bool
has_bare_no(const struct speech *s)
{
	bool bare = true, said = false;

	for (size_t i = 0; i <= s->count; i++) {
		if (i == s->count ||
		    (i > 0 && s->at[i].clause != s->at[i - 1].clause)) {
			if (bare && said)
				return true;
			bare = true;
			said = false;
		}
		if (i == s->count)
			break;
		said |= s->at[i].word == WORD_NO;
		bare &= word_is_in(s->at[i].word,
		    IN_SET(WORD_NO) | IN_SET(WORD_PLAIN) | IN_SET(WORD_ME) |
			IN_SET(WORD_PERSON) | IN_SET(WORD_COMMA) |
			IN_SET(WORD_STOP) | IN_SET(WORD_BREAK));
	}
	return false;
}

/* Up to here a hedge or question is about the refusal itself. */
static size_t
refusal_end(const struct judge *j, size_t reason)
{
	size_t at = j->found.no_at + 1;

	if (!is_taught(j))
		return reason;
	while (at < j->speech.count && j->speech.at[at].word == WORD_COMMA)
		at++;
	return at + 1 < reason ? at + 1 : reason;
}

static enum decision
judge_refusal(struct judge *j)
{
	const struct speech *s = &j->speech;
	bool because;
	size_t reason = reason_start(j, &because);
	size_t end = refusal_end(j, reason);
	bool bare = j->found.firm_no > 1 && has_bare_no(s);

	if (is_about_other(s, j->found.no_at) && !is_taught(j))
		return unclear(j, "a refusal of something not understood");
	if (j->found.tangled_at < reason &&
	    !(j->has_taught_reason && is_taught(j)))
		return unclear(j, "a refusal beside another negation");
	if (asks(s, because || is_taught(j) ? end : s->count))
		return unclear(j, "a refusal in a question");
	if (speech_has(s, WORD_MAYBE, 0, end))
		return unclear(j, "a refusal that is hedged or yet to come");
	if ((!bare && speech_has(s, WORD_IF, 0, end)) ||
	    has_condition(s, 0, because ? reason : s->count))
		return unclear(j, "a refusal with a condition");
	if (speech_has(s, WORD_HEARSAY, 0, reason) || j->found.hearsay)
		return unclear(j, "a refusal by hearsay");
	return verdict(j, DECISION_REJECT, "a refusal");
}

/* "TOLAK" as the mail asked for it: alone, or with its reason. */
static bool
is_keyword_no(const struct judge *j)
{
	const struct speech *s = &j->speech;
	size_t at = j->found.no_at;

	if (at >= s->count || speech_first(s) != at)
		return false;
	if (at + 1 == s->count)
		return true;
	enum word next = s->at[at + 1].word;
	return next == WORD_STOP || next == WORD_BREAK ||
	       next == WORD_BECAUSE || next == WORD_COMMA;
}

static enum decision
judge_more(struct judge *j)
{
	const struct findings *f = &j->found;
	bool firm = f->firm_no > 0 && !f->yes && !f->go && !f->not_no;
	bool keyword = is_keyword_no(j);

	if (firm && f->no_at < f->more_at && (keyword || f->more == 0) &&
	    (f->more == 0 || j->speech.at[f->no_at + 1].word != WORD_COMMA))
		return judge_refusal(j);
	if (firm && f->no_at < f->more_at && !f->soft_no && keyword)
		return unclear(j, "refused and asked to complete");
	if (firm && f->more == 0)
		return judge_refusal(j);
	if (f->hearsay ||
	    speech_has(&j->speech, WORD_HEARSAY, 0, j->speech.count))
		return unclear(j, "a request for completion by hearsay");
	return verdict(j, DECISION_MORE,
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
		return unclear(j, "a refusal beside a disposition");
	if ((f->yes || f->go) && (speech_has(s, WORD_MAYBE, 0, s->count) ||
				     speech_has(s, WORD_IF, 0, s->count)))
		return unclear(j, "an approval yet to come, and a disposition");
	if (speech_has(s, WORD_QUERY, 0, s->count) || f->hearsay ||
	    speech_has(s, WORD_HEARSAY, 0, s->count))
		return unclear(j, "a disposition in a question or by hearsay");
	return verdict(j, DECISION_DELEGATE, "a disposition");
}

static enum decision
judge_rest(struct judge *j)
{
	const struct findings *f = &j->found;
	const struct speech *s = &j->speech;

	if (f->undo && !f->done && !asks(s, s->count) &&
	    !speech_has(s, WORD_NOT, 0, s->count) &&
	    !speech_has(s, WORD_MAYBE, 0, s->count))
		return verdict(j, DECISION_WITHDRAW, "withdrawn");
	if ((f->done || f->reported) && !f->tangled && speech_is_of_work(s))
		return verdict(j, DECISION_DONE, "reported as done");
	return unclear(j, "no decision in it");
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

/* "Tolak, batal" takes it back; "batalkan, saya tidak setuju" says it twice,
 * and "tolak. Mutasinya dibatalkan" tells why. */
static bool
undoes_refusal(const struct speech *s, size_t no_at)
{
	static const char about[] = "keputusan jawaban jawab tadi itu ini "
				    "sebelumnya balasan surel";

	for (size_t i = 0; i < s->count; i++) {
		bool told = false, same = false;
		if (s->at[i].word != WORD_UNDO)
			continue;
		for (size_t k = 0; k < s->count; k++) {
			const struct token *t = &s->at[k];
			if (t->clause != s->at[i].clause)
				continue;
			same |= t->word == WORD_NO || t->word == WORD_REFUSED ||
				word_is_not(t->word) || token_is(t, about);
			told |=
			    k < i && t->text &&
			    (t->word == WORD_PLAIN || t->word == WORD_UNKNOWN);
		}
		if (same || (i > no_at && !(told && token_is(&s->at[i],
							"dibatalkan "
							"batal ditarik"))))
			return true;
	}
	return false;
}

static enum decision
judge(struct judge *j)
{
	const struct findings *f = &j->found;
	bool yes = f->yes + f->go > 0;
	bool no = f->firm_no + f->soft_no > 0;

	if (j->speech.is_cut)
		return unclear(j, "too long for an answer");
	if (is_long_without_lead(&j->speech))
		return unclear(j, "a long text that does not begin with it");
	if (yes && f->firm_no && (f->more || f->pass))
		return unclear(j, "all the words that the mail offers");
	if (f->more || f->flaw)
		return judge_more(j);
	if (is_disposition(j))
		return judge_disposition(j);
	if ((yes && no) || f->not_no || (f->undo && yes) ||
	    (f->undo && no && undoes_refusal(&j->speech, f->no_at)))
		return unclear(j, "a yes and a no, or a denied no");
	if (yes && (f->hearsay || speech_has(&j->speech, WORD_HEARSAY, 0,
				      j->speech.count)))
		return unclear(j, "an approval by hearsay");
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
	j.is_taught_no = begins_with_taught_no(own);
	j.has_taught_reason = has_taught_reason(own);
	speech_make(own, arena, &j.speech);
	speech_set_aside(&j.speech);
	findings_make(&j.speech, &j.found);
	enum decision decision = judge(&j);
	if (known)
		*known = strangers(&j.speech) == 0;
	*why = j.why;
	return decision;
}
