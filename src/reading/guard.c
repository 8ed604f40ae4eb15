/*
 * guard: what keeps a yes or a no from counting although its words are known:
 * somebody else says it or is to decide, it is about something else, it is a
 * plea, a protest or a jest. Looks at the words as they were written, before
 * anything is set aside.
 */
#include "guard.h"
#include "scope.h"
#include "span.h"

#include "cabut/banned.h"

static const uint64_t verdicts =
    IN_SET(WORD_YES) | IN_SET(WORD_GO) | IN_SET(WORD_NO) | IN_SET(WORD_REFUSED);
static const uint64_t people = IN_SET(WORD_PERSON) | IN_SET(WORD_WHO);
static const uint64_t signs = IN_SET(WORD_COMMA) | IN_SET(WORD_STOP) |
			      IN_SET(WORD_BREAK) | IN_SET(WORD_CHEER);

static const char requests[] = "permohonan pengajuan usulan usul permintaan "
			       "surat permohonannya pengajuannya usulannya";
static const char owners[] = "ybs pemohon pemilik";

/* The first token of the clause that is no sign and no greeting. */
static size_t
clause_first(const struct speech *s, struct span c)
{
	size_t at = c.from;

	while (at < c.to && word_is_in(s->at[at].word, signs))
		at++;
	return at;
}

static bool
is_passive(const struct token *t)
{
	return t->text && text_starts(t->text, "di");
}

static size_t
clause_start(const struct speech *s, size_t at)
{
	while (at > 0 && s->at[at - 1].clause == s->at[at].clause)
		at--;
	return at;
}

/* Only a person is named in it: "Pak Budi,"; `end`: behind the name. */
static bool
is_name_alone(const struct speech *s, struct span c, size_t first)
{
	size_t at = first;

	while (at < c.to &&
	       (word_is_in(s->at[at].word,
		    people | signs | IN_SET(WORD_TITLE) | IN_SET(WORD_ACK)) ||
		   s->at[at].word == WORD_UNKNOWN ||
		   token_is(&s->at[at], "yth ykh ysh dan sekalian")))
		at++;
	return at == c.to;
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
	while (first < at && word_is_in(s->at[first].word, signs))
		first++;
	bool joined = token_is(&s->at[first], "dan");
	while (from > 0 && s->at[from - 1].sentence == s->at[at].sentence) {
		struct span c = { clause_start(s, from - 1), from };
		size_t subject = clause_first(s, c);
		const struct token *sign = &s->at[from - 1];
		from = c.from;
		if (subject == c.to || span_has(s, c, IN_SET(WORD_ME)))
			return false;
		if (joined && token_is(&s->at[subject], owners))
			return true;
		if (!word_is_in(s->at[subject].word, people))
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
	static const char nouns[] = "keputusan keputusannya jawaban balasan "
				    "tanggapan jawabannya keputusan";
	const struct token *t = &s->at[at];

	if (token_is(t, verbs))
		return at == 0 || t[-1].word != WORD_ME;
	if (!token_is(t, nouns))
		return false;
	for (size_t i = at + 1; i < s->count && s->at[i].word != WORD_STOP; i++)
		if (s->at[i].word == WORD_ME || s->at[i].word == WORD_BREAK ||
		    token_is(&s->at[i], ","))
			return false;
		else if (word_is_in(s->at[i].word, people))
			return true;
	return false;
}

static const char fates[] =
    "pensiun pensiunnya mutasi mutasinya pindah pindahnya tugas tugasnya cuti "
    "cutinya lupa wafat meninggal hilang purna purnatugas rotasi promosi "
    "kenaikan reset passphrase password penerbitan perpanjangan pembaruan "
    "penundaan penundaannya banding sanggahan sanggahannya proposal";

/* "Setuju mutasi ybs", "proses pensiunnya", "TOLAK permintaan penundaan". */
static bool
is_of_other_thing(const struct speech *s, size_t at)
{
	static const char joints[] =
	    "permohonan permintaan usulan usul pengajuan atas untuk utk proses "
	    "diproses tentang mengenai terhadap dengan dgn surat jangan ybs";
	size_t i = at + 1;

	while (i < s->count && s->at[i].clause == s->at[at].clause &&
	       (token_is(&s->at[i], joints) || s->at[i].word == WORD_ME ||
		   s->at[i].word == WORD_LET))
		i++;
	if (i >= s->count || s->at[i].clause != s->at[at].clause ||
	    !token_is(&s->at[i], fates))
		return false;
	/* "TOLAK mutasi belum terbit": its reason. */
	if (word_is_in(s->at[at].word, IN_SET(WORD_NO) | IN_SET(WORD_REFUSED)))
		for (size_t k = i;
		     k < s->count && s->at[k].clause == s->at[i].clause; k++)
			if (word_is_not(s->at[k].word) ||
			    s->at[k].word == WORD_HAVE ||
			    token_is(&s->at[k], "masih"))
				return false;
	return true;
}

/* "Pencabutan KTP lama", "permohonan pindah tugas ybs disetujui". */
static bool
is_of_other_request(const struct speech *s, size_t at)
{
	for (size_t i = clause_start(s, at); i + 1 < at; i++)
		if (token_is(&s->at[i], requests) &&
		    token_is(&s->at[i + 1], fates))
			return true;
	for (size_t i = 0; i + 1 < s->count; i++)
		if (token_is(&s->at[i], "pencabutan cabut dicabut") &&
		    token_is(&s->at[i + 1], "ktp kartu ijazah materai"))
			return true;
	return false;
}

/* "Permohonan saya disetujui": told by who asked for it. */
static bool
is_news_of_own(const struct speech *s, size_t at)
{
	if (!is_passive(&s->at[at]))
		return false;
	for (size_t i = clause_start(s, at) + 1; i < at; i++)
		if (s->at[i].word == WORD_ME &&
		    token_is(&s->at[i - 1], requests))
			return true;
	return false;
}

/* "Untuk segera disetujui", "diusulkan disetujui", "saya usul ditolak". */
static bool
is_plea(const struct speech *s, size_t at)
{
	size_t first = clause_start(s, at);

	if (!is_passive(&s->at[at]) && !token_is(&s->at[at], "acc setujui"))
		return false;
	while (first < at && word_is_in(s->at[first].word, signs))
		first++;
	if (token_is(&s->at[first], "untuk utk u/ buat"))
		return true;
	for (size_t i = first; i < at; i++)
		if (token_is(&s->at[i], "diusulkan dimohonkan diajukan") ||
		    (token_is(&s->at[i], "usul usulkan mengusulkan") && i > 0 &&
			s->at[i - 1].word == WORD_ME))
			return true;
	return false;
}

/* "Kok disetujui", "setujui dong". */
static bool
is_protest(const struct speech *s, size_t at)
{
	size_t first = clause_start(s, at);
	struct span c = clause_at(s, first);

	while (first < at && word_is_in(s->at[first].word, signs))
		first++;
	for (size_t i = c.from; i + 1 < c.to; i++)
		if (token_is(&s->at[i], "kok koq") &&
		    (i == first || word_is_in(s->at[i + 1].word,
				       IN_SET(WORD_ACT) | IN_SET(WORD_FOLLOW) |
					   IN_SET(WORD_PASS) | verdicts)))
			return true;
	if (span_has(s, c, IN_SET(WORD_NOT)))
		return false;
	return (
	    span_names(s, c, "dong donk") &&
	    (is_passive(&s->at[at]) || token_is(&s->at[at], "setujui acc")));
}

/* "Setuju sertifikatnya tetap berlaku". */
static bool
is_to_stay(const struct speech *s, size_t at)
{
	struct span c = { at, at };

	while (c.from > 0 && s->at[c.from - 1].clause == s->at[at].clause &&
	       s->at[c.from - 1].word != WORD_BREAK)
		c.from--;
	while (c.to < s->count && s->at[c.to].clause == s->at[at].clause &&
	       s->at[c.to].word != WORD_BREAK)
		c.to++;
	return span_names(s, c, "tetap lanjut lanjutkan") &&
	       span_names(s, c,
		   "berlaku aktif pakai memakai dipakai digunakan "
		   "menggunakan");
}

/* "Surat penolakan", "keberatan ybs": a thing, no verdict. */
static bool
is_noun(const struct speech *s, size_t at)
{
	bool is_alone = s->count == 1;

	for (size_t i = 0; i < s->count; i++)
		if (i != at && word_is_in(s->at[i].word, verdicts) &&
		    s->at[i].word != s->at[at].word)
			return false;
	if (token_is(&s->at[at], "penolakan penolakannya"))
		return !is_alone;
	return token_is(&s->at[at], "keberatan") &&
	       ((at > 0 && (token_is(&s->at[at - 1], "surat") ||
			       s->at[at - 1].word == WORD_NO)) ||
		   (at + 1 < s->count &&
		       token_is(&s->at[at + 1], "ybs pemohon yang") &&
		       !has_before(s, at, WORD_ME, 3)));
}

static bool
is_jest(const struct speech *s, size_t at)
{
	static const char jests[] =
	    "canda bercanda becanda guyon guyonan kepencet pencet terpencet "
	    "dipencet hehe hehehe haha hahaha wkwk wkwkwk tes test testing "
	    "percobaan iseng";
	const struct token *t = &s->at[at];

	return token_is(t, jests) ||
	       (at + 1 < s->count && token_is(t, "salah") &&
		   token_is(t + 1, "kirim orang kamar balas ketik alamat")) ||
	       (at + 1 < s->count && token_is(t, "surat email surel") &&
		   token_is(t + 1, "lain"));
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

static const char *
guard_verdict(const struct speech *s, size_t at)
{
	if (speaks_for_other(s, at))
		return "somebody else's word";
	if (is_of_other_thing(s, at) || is_of_other_request(s, at) ||
	    is_to_stay(s, at) || is_noun(s, at))
		return "an answer about something else";
	if (is_news_of_own(s, at))
		return "the news of who asked for it";
	if (is_plea(s, at))
		return "a plea";
	if (is_protest(s, at))
		return "a protest";
	return NULL;
}

const char *
guard_find(const struct speech *s)
{
	for (size_t i = 0; i < s->count; i++) {
		bool rules =
		    word_is_in(s->at[i].word, verdicts | IN_SET(WORD_ACT));
		const char *why = rules ? guard_verdict(s, i) : NULL;
		if (why)
			return why;
		if (is_left_to_other(s, i) || introduces_other(s, i))
			return "somebody else's word";
		if (is_jest(s, i))
			return "a jest or a slip";
	}
	return NULL;
}

/* "Mohon SK-nya", "jangan lupa SK pensiunnya", "agar surat dicap": a paper is
 * asked for, and nothing else is to be done. */
static bool
asks_for_paper(const struct speech *s, struct span c)
{
	bool asks = span_has(s, c, IN_SET(WORD_AGAR));

	for (size_t i = c.from; i < c.to; i++)
		asks |= s->at[i].word == WORD_PLAIN &&
			token_is(&s->at[i], "jangan jgn") && i + 1 < c.to &&
			s->at[i + 1].word == WORD_PAPER;
	/* "Setuju agar SK ada": behind the yes. */
	for (size_t i = c.from; i < c.to; i++)
		if (word_is_in(s->at[i].word, verdicts)) {
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
		    token_is(&s->at[i + 1], fates))
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

/* "Saya sudah tidak menjabat di sini lagi". */
static bool
has_left_office(const struct speech *s, struct span c)
{
	for (size_t i = c.from; i + 1 < c.to; i++)
		if (s->at[i].word == WORD_ME &&
		    s->at[i + 1].word == WORD_PLAIN &&
		    token_is(&s->at[i + 1], "sudah sdh tidak tdk telah"))
			return true;
	return false;
}

const char *
guard_find_beside_yes(const struct speech *s)
{
	for (size_t i = 0; i < s->count; i = clause_at(s, i).to) {
		struct span c = clause_at(s, i);
		if (asks_for_paper(s, c))
			return "a yes that asks for a paper";
		if (hurries_other_thing(s, c))
			return "a yes about something else";
		if (has_lost_paper(s, c))
			return "a yes beside a paper that is lost";
		if (has_left_office(s, c))
			return "a yes by somebody who has left";
	}
	return NULL;
}
