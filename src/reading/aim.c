/*
 * aim: a verdict whose words are right and whose aim is not: it keeps the
 * certificate ("TTE-nya dilanjutkan"), is for today alone, is the applicant's
 * news or word, or speaks of an answer and not of the request.
 */
#include "guard.h"
#include "scope.h"
#include "span.h"

#include "cabut/banned.h"

static const char certificates[] = "sertifikat sertipikat tte sertel "
				   "elektronik";

/* "Lanjutkan sertifikatnya": it is to stay. */
static bool
keeps(const struct speech *s, size_t at)
{
	struct span c = clause_at(s, clause_start(s, at));

	return s->at[at].word == WORD_GO && span_names(s, c, certificates) &&
	       !span_has(s, c, IN_SET(WORD_ACT)) &&
	       !span_names(s, c,
		   "pencabutan permohonan permohonannya pengajuan usulan");
}

/* "Saya disetujui", "kami belum ditolak", "kami dipersilakan mencabut". */
static bool
is_news(const struct speech *s, size_t at)
{
	size_t i = at;

	while (i > 0 && word_is_in(s->at[i - 1].word,
			    IN_SET(WORD_HAVE) | IN_SET(WORD_NOT) |
				IN_SET(WORD_NOT_YET) | IN_SET(WORD_MAYBE) |
				IN_SET(WORD_LET) | IN_SET(WORD_CAN)))
		i--;
	if (i == 0 || s->at[i - 1].word != WORD_ME)
		return false;
	return (token_is_passive(&s->at[at]) &&
		   !token_is(&s->at[at], "disagree") &&
		   word_is_in(s->at[at].word, SPAN_VERDICTS)) ||
	       (i < at && s->at[i].word == WORD_LET &&
		   token_is_passive(&s->at[i]));
}

/* "Saya selaku pemohon", "yang setuju pemohon", "dalam hal ini pemohon". */
static bool
is_owner_speaking(const struct speech *s, size_t at)
{
	static const char owners[] = "pemohon pemilik";
	/* "Saya selaku pejabat lama" */
	for (size_t i = 1; i + 1 < at; i++)
		if (s->at[i - 1].word == WORD_ONLY &&
		    token_is(&s->at[i], "pejabat") &&
		    token_is(&s->at[i + 1], "lama"))
			return true;
	size_t end = at + 2 < s->count ? at + 2 : s->count;

	for (size_t i = clause_start(s, at); i < end; i++) {
		if (i == 0 || !token_is(&s->at[i], owners))
			continue;
		const struct token *before = &s->at[i - 1];
		if (before->word == WORD_ONLY || before->word == WORD_ME ||
		    (i < at && token_is(before, "ini")) ||
		    (i > at && at > 0 && token_is(&s->at[at - 1], "yang yg")))
			return !token_is_passive(&s->at[at]);
	}
	/* "Saya pemohon, setuju" */
	for (size_t i = 1; i < at; i++)
		if (s->at[i].sentence == s->at[at].sentence &&
		    token_is(&s->at[i], owners) &&
		    word_is_in(
			s->at[i - 1].word, IN_SET(WORD_ME) | IN_SET(WORD_ONLY)))
			return true;
	return false;
}

/* "Jangan dicabut hari ini", "setuju untuk sekarang", "setuju hari ini". */
static bool
is_for_now(const struct speech *s, size_t at)
{
	struct span c = clause_at(s, clause_start(s, at));
	bool denied = span_has(s, c, IN_SET(WORD_NOT));
	bool acts = span_has(s, c, IN_SET(WORD_ACT));

	if (clause_has(s, at, WORD_IF))
		return false; /* judged by who judges conditions */
	for (size_t i = c.from; i < c.to; i++) {
		bool last = i + 1 == c.to;
		bool now =
		    token_is(&s->at[i], "sekarang skrg") ||
		    (!last && token_is(&s->at[i + 1], "ini") &&
			token_is(&s->at[i], "hari pagi siang sore malam"));
		bool dated = i > c.from && token_is(&s->at[i - 1], "pada");
		if (now && !dated && (denied || !acts))
			return true;
		if (denied && token_is(&s->at[i], "bersamaan"))
			return true;
	}
	return false;
}

/* "Setuju itu untuk permohonan lama", "tidak setuju hasil itu". */
static bool
is_of_an_answer(const struct speech *s, size_t at)
{
	static const char answers[] =
	    "jawaban hasil hasilnya keputusan kasus diberikan";
	struct span c = clause_at(s, clause_start(s, at));
	bool denied =
	    span_has(s, c,
		IN_SET(WORD_NOT) | IN_SET(WORD_NO) | IN_SET(WORD_REFUSED)) ||
	    clause_has(s, at, WORD_NOT_YET);

	if (at + 2 < s->count && s->at[at].word == WORD_YES &&
	    !token_is_passive(&s->at[at]) &&
	    (token_is(&s->at[at + 1], "itu tersebut tsb") ||
		s->at[at + 1].word == WORD_ME) &&
	    token_is(&s->at[at + 2], "untuk utk"))
		return true;
	for (size_t i = denied ? c.from : c.to; i < c.to; i++) {
		if (token_is(&s->at[i], answers))
			return i + 1 == c.to || s->at[i + 1].word != WORD_ME;
		if (i > at && token_is(&s->at[i], "lama") &&
		    !token_is(&s->at[i - 1], certificates) &&
		    !token_is(&s->at[i - 1], "se") &&
		    !token_is(&s->at[i - 1], "yang yg"))
			return true;
	}
	return false;
}

/* "Passphrase ditolak", "NIP ditolak": by a machine. */
static bool
is_of_a_machine(const struct speech *s, size_t at)
{
	size_t first = clause_start(s, at);

	while (first < at && word_is_in(s->at[first].word, SPAN_SIGNS))
		first++;
	size_t end = first + 1;
	while (end < at && token_is(&s->at[end], "elektronik ybs"))
		end++;
	return s->at[at].word == WORD_REFUSED && end == at &&
	       token_is(&s->at[first],
		   "passphrase password sandi pin nip nik email surel file "
		   "lampiran login akun tte sertifikat passwod");
}

/* "Ada yang keberatan", "ada keberatan", "tidak diproses juga". */
static bool
is_of_others(const struct speech *s, size_t at)
{
	struct span c = clause_at(s, clause_start(s, at));
	const struct token *t = &s->at[at];
	size_t from = at > 3 && at - 3 > c.from ? at - 3 : c.from;

	for (size_t i = from; i < at; i++)
		if (token_is(&s->at[i], "ada") &&
		    (i + 1 == at || token_is(&s->at[i + 1], "yang yg")))
			return true;
	return t->word == WORD_ACT && token_is_passive(t) &&
	       span_has(s, c, IN_SET(WORD_NOT)) && at + 1 < c.to &&
	       token_is(t + 1, "juga jg");
}

/* "Saya tidak perlu menyetujui", "tidak usah disetujui lagi". */
static bool
is_needless(const struct speech *s, size_t at)
{
	return s->at[at].word == WORD_YES &&
	       ((at > 1 && token_is(&s->at[at - 1], "perlu usah harus wajib") &&
		    word_is_not(s->at[at - 2].word)) ||
		   (at > 0 && token_is(&s->at[at - 1], "gausah gaperlu "
						       "gakusah gakperlu")));
}

/* "Tidak ragu menyetujui", "jangan lama disetujui ya": urged or promised. */
static bool
is_denied_doubt(const struct speech *s, size_t at)
{
	for (size_t i = at; i-- > 0 && s->at[i].clause == s->at[at].clause;)
		if (word_is_not(s->at[i].word))
			return false;
		else if (token_is(
			     &s->at[i], "ragu ragu-ragu lupa lama sangsi") &&
			 i > 0 && word_is_not(s->at[i - 1].word))
			return true;
	return false;
}

/* "Jangan lupa diacc", "jangan ditunda, disetujui ya Pak", "izin Bu, diacc". */
static bool
is_urged(const struct speech *s, size_t at)
{
	static const char urges[] = "jangan jgn izin ijin demi";

	if (s->at[at].word != WORD_YES || clause_has(s, at, WORD_ME) ||
	    clause_has(s, at, WORD_NOT))
		return false;
	for (size_t i = at; i-- > 0 && s->at[i].sentence == s->at[at].sentence;)
		if (word_is_in(s->at[i].word,
			IN_SET(WORD_PLAIN) | IN_SET(WORD_BECAUSE)) &&
		    token_is(&s->at[i], urges))
			return token_is_passive(&s->at[at]) ||
			       token_is(&s->at[at], "acc setujui") ||
			       (token_is(&s->at[i], "jangan jgn") &&
				   s->at[i].clause == s->at[at].clause);
	return false;
}

/* "Pensiunnya belum disetujui", "SK-nya ditolak", "dengan prosedurnya". */
static bool
is_of_a_paper(const struct speech *s, size_t at)
{
	static const char rules[] =
	    "prosedur prosedurnya aturan aturannya sop ketentuan ketentuannya "
	    "sistem cara caranya";
	struct span c = clause_at(s, clause_start(s, at));
	size_t first = clause_first(s, c);
	bool denied = word_is_in(s->at[at].word,
			  IN_SET(WORD_REFUSED) | IN_SET(WORD_NO)) ||
		      span_has(s, c, IN_SET(WORD_NOT) | IN_SET(WORD_NOT_YET));

	if (!denied)
		return false;
	for (size_t i = at + 1; i + 1 < c.to; i++)
		if (token_is(&s->at[i], "dengan dgn") &&
		    token_is(&s->at[i + 1], rules))
			return true;
	/* "TOLAK permohonan data" */
	if (at + 2 < c.to && s->at[at].word == WORD_NO &&
	    token_is(&s->at[at + 1], "permohonan pengajuan usulan") &&
	    token_is(&s->at[at + 2], "data kerja kerjasama bantuan"))
		return true;
	/* "SK mutasi | ybs belum disetujui" */
	if (first > 0 && token_is(&s->at[first], "ybs") &&
	    s->at[first - 1].sentence == s->at[first].sentence &&
	    (s->at[first - 1].word == WORD_PAPER ||
		guard_is_fate(&s->at[first - 1])))
		return token_is_passive(&s->at[at]);
	if (!token_is_passive(&s->at[at]) || first >= at ||
	    !(s->at[first].word == WORD_PAPER || guard_is_fate(&s->at[first])))
		return false;
	for (size_t i = first; i < at; i++)
		if (word_is_in(s->at[i].word, IN_SET(WORD_ME)) ||
		    token_is(&s->at[i], "pencabutan sertifikat"))
			return false;
	return true;
}

/* "Setuju karena Anton": for whose sake. */
static bool
is_for_a_name(const struct speech *s, size_t at)
{
	return at + 2 < s->count && s->at[at].word == WORD_YES &&
	       s->at[at + 1].word == WORD_BECAUSE &&
	       token_is_name(&s->at[at + 2]) &&
	       (at + 3 == s->count || s->at[at + 3].word == WORD_STOP ||
		   token_is_name(&s->at[at + 3]));
}

/* "Setuju dengan Pak Anton": with him, or with the revocation? */
static bool
is_with_somebody(const struct speech *s, size_t at)
{
	return at + 2 < s->count && s->at[at].word == WORD_YES &&
	       token_is(&s->at[at + 1], "dengan dgn sama") &&
	       word_is_in(s->at[at + 2].word, SPAN_PEOPLE) &&
	       !clause_has(s, at, WORD_REFUSED) && !clause_has(s, at, WORD_NO);
}

const char *
aim_misses(const struct speech *s, size_t at)
{
	if (keeps(s, at))
		return "the certificate is to stay";
	if (is_news(s, at))
		return "the news of who asked for it";
	if (is_owner_speaking(s, at))
		return "the owner's word";
	if (is_for_now(s, at))
		return "a word for now";
	if (is_of_an_answer(s, at) || is_of_a_machine(s, at))
		return "an answer about something else";
	if (is_urged(s, at))
		return "a plea";
	if (is_of_a_paper(s, at))
		return "an answer about something else";
	if (is_of_others(s, at) || is_with_somebody(s, at) ||
	    is_for_a_name(s, at))
		return "somebody else's word";
	if (is_denied_doubt(s, at))
		return "a yes and a no, or a denied no";
	return is_needless(s, at) ? "denied in part" : NULL;
}
