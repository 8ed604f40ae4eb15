/*
 * guard: what keeps a yes or a no from counting although its words are known:
 * it is about something else, a plea, a protest or a jest; who says it is
 * speaker.c's. Looks at the words as they were written, before anything is
 * set aside.
 */
#include "guard.h"
#include "scope.h"
#include "span.h"

#include "cabut/banned.h"

enum { VERDICTS_MAX = 40 }; /* looked at in one answer */

static const char requests[] = "permohonan pengajuan usulan usul permintaan "
			       "surat permohonannya pengajuannya usulannya";
static const char fates[] =
    "pensiun pensiunnya mutasi mutasinya pindah pindahnya tugas tugasnya "
    "cuti cutinya lupa wafat meninggal hilang purna purnatugas rotasi "
    "promosi kenaikan reset passphrase password penerbitan perpanjangan "
    "pembaruan penundaan penundaannya banding sanggahan sanggahannya "
    "proposal tempat tempatnya tanggalnya jadwal jadwalnya waktunya "
    "kerjasama kerjasamanya bantuan";

bool
guard_is_fate(const struct token *t)
{
	return token_is(t, fates);
}

/* "Setuju mutasi ybs", "proses pensiunnya", "TOLAK permintaan penundaan". */
static bool
is_of_other_thing(const struct speech *s, size_t at)
{
	static const char joints[] =
	    "permohonan permintaan usulan usul pengajuan atas untuk utk proses "
	    "diproses tentang mengenai terhadap dengan dgn surat jangan ybs sk "
	    "pemohon itu";
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
	for (size_t i = 0; i + 1 < s->count; i++)
		if (s->at[i].sentence == s->at[at].sentence &&
		    token_is(&s->at[i], requests) &&
		    token_is(&s->at[i + 1], fates))
			return true;
	for (size_t i = 0; i + 1 < s->count; i++)
		if (token_is(&s->at[i], "pencabutan cabut dicabut") &&
		    token_is(&s->at[i + 1], "ktp kartu ijazah materai"))
			return true;
	return false;
}

/* "... kami setujui": then it is no "pencabutan kami". */
static bool
is_active_at(const struct speech *s, size_t at)
{
	return at < s->count && word_is_in(s->at[at].word, SPAN_VERDICTS) &&
	       !token_is_passive(&s->at[at]);
}

/* "Permohonan saya disetujui": told by who asked for it. */
static bool
is_news_of_own(const struct speech *s, size_t at)
{
	struct span c = clause_at(s, clause_start(s, at));
	bool mine = span_has(s, c, IN_SET(WORD_ME));

	/* "Sertifikat saya segera dicabut" */
	for (size_t i = c.from + 1; i < c.to; i++)
		if (s->at[i].word == WORD_ME && !is_active_at(s, i + 1) &&
		    (token_is(&s->at[i - 1],
			 "sertifikat tte elektronik sertel pencabutan") ||
			(token_is_passive(&s->at[at]) && i < at &&
			    token_is(&s->at[i - 1], requests))))
			return true;
	/* "Terima kasih telah menyetujui" */
	for (size_t i = c.from; i + 1 < at; i++)
		if (token_is_thanks(&s->at[i]) && s->at[at].word == WORD_YES &&
		    (s->at[at - 1].word == WORD_HAVE ||
			token_is(&s->at[at - 1], "for atas")))
			return true;
	/* "Alhamdulillah dikabulkan" */
	for (size_t i = 0; i < at; i++)
		if (token_is(&s->at[i], "alhamdulillah syukur puji") &&
		    s->at[i].sentence == s->at[at].sentence && !mine &&
		    token_is_passive(&s->at[at]))
			return true;
	return false;
}

/* "Untuk segera disetujui", "diusulkan disetujui", "saya usul ditolak". */
static bool
is_plea(const struct speech *s, size_t at)
{
	size_t first = clause_start(s, at);

	if (!token_is_passive(&s->at[at]) &&
	    !token_is(&s->at[at], "acc setujui"))
		return false;
	while (first < at && word_is_in(s->at[first].word, SPAN_SIGNS))
		first++;
	if (token_is(&s->at[first], "untuk utk u/ buat") &&
	    !token_is(&s->at[first + 1], "itu"))
		return true;
	/* "Silakan disetujui, Pak", "perlu segera disetujui" */
	bool denied =
	    clause_has(s, at, WORD_NOT) || clause_has(s, at, WORD_NOT_YET);
	for (size_t i = first; i < at && s->at[at].word == WORD_YES && !denied;
	     i++)
		if (token_is(&s->at[i],
			"silakan silahkan monggo mangga boleh perlu harus "
			"wajib mohon mhn dimohon tolong harap minta izin "
			"ijin") &&
		    !(i + 1 < at && token_is(&s->at[i + 1], "maaf")))
			return true;
	/* "Segera disetujui, Pak" */
	if (first + 1 == at && s->at[at].word == WORD_YES &&
	    token_is(&s->at[first], "segera sgr ndang") && at + 1 < s->count &&
	    (s->at[at + 1].word == WORD_PERSON ||
		token_is(&s->at[at + 1], "ya yaa")))
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

	while (first < at && word_is_in(s->at[first].word, SPAN_SIGNS))
		first++;
	for (size_t i = c.from; i + 1 < c.to; i++)
		if (token_is(&s->at[i], "kok koq") &&
		    (i == first || word_is_in(s->at[i + 1].word,
				       IN_SET(WORD_ACT) | IN_SET(WORD_FOLLOW) |
					   IN_SET(WORD_PASS) | SPAN_VERDICTS)))
			return true;
	if (span_has(s, c, IN_SET(WORD_NOT)))
		return false;
	return (span_names(s, c, "dong donk") &&
		(token_is_passive(&s->at[at]) ||
		    token_is(&s->at[at], "setujui acc")));
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
		if (i != at && word_is_in(s->at[i].word, SPAN_VERDICTS) &&
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

/* "Izinkan kami memproses", "boleh kami proses": an offer. */
static bool
is_offer(const struct speech *s, size_t at)
{
	bool next_is_me = at + 1 < s->count && s->at[at + 1].word == WORD_ME;

	if (s->at[at].word == WORD_YES)
		return next_is_me &&
		       token_is(
			   &s->at[at], "izinkan ijinkan perkenankan izin ijin");
	return s->at[at].word == WORD_LET && next_is_me && at + 2 < s->count &&
	       s->at[at + 2].word == WORD_ACT;
}

/* "Silakan balas TOLAK", "jawab saja setuju". */
static bool
is_dictated(const struct speech *s, size_t at)
{
	size_t i = at;

	while (i > 0 && s->at[i - 1].clause == s->at[at].clause &&
	       token_is(&s->at[i - 1], "saja aja dengan"))
		i--;
	return i > 0 && s->at[i - 1].clause == s->at[at].clause &&
	       token_is(&s->at[i - 1], "balas jawab tulis ketik");
}

/* "Jangan langsung dicabut", "tidak semua disetujui", "tidak perlu saya
 * setujui", "bukan tugas saya menyetujui": a part, a delay, another hand. */
static bool
is_denied_in_part(const struct speech *s, size_t at)
{
	struct span c = clause_at(s, clause_start(s, at));
	bool denied = false;

	for (size_t i = c.from; i < c.to; i++) {
		bool is_me = s->at[i].word == WORD_ME;
		if (s->at[i].word == WORD_NOT && i < at)
			denied = true;
		if (!denied)
			continue;
		if (token_is(&s->at[i], "semua seluruh semuanya seluruhnya") ||
		    (i < at &&
			token_is(&s->at[i], "langsung segera cepat lekas")))
			return true;
		if (is_me && i < at && i > c.from &&
		    (token_is(&s->at[i - 1],
			 "perlu usah bukan tugas wewenang harus") ||
			token_is(&s->at[i + 1], "yang yg")))
			return true;
	}
	return false;
}

/* "Perihal mutasi ybs, kami setuju", "terkait permintaan laptop, ...": the
 * clause above names what it is about, and that is no revocation. */
static bool
opens_with_other(const struct speech *s, size_t at)
{
	static const char openers[] =
	    "perihal mengenai tentang terkait untuk utk sehubungan soal "
	    "menanggapi menjawab menunjuk menindaklanjuti berkenaan";
	static const char ours[] =
	    "pencabutan sertifikat sertipikat tte se sertel permohonan usulan "
	    "surel surat email tersebut dimaksud berikut ini berkas dokumen "
	    "hal pengajuan nota";
	size_t first = at;

	while (first > 0 && s->at[first - 1].sentence == s->at[at].sentence)
		first--;
	while (first < at && word_is_in(s->at[first].word, SPAN_SIGNS))
		first++;
	struct span c = clause_at(s, first);
	if (c.to > at || !token_is(&s->at[first], openers))
		return false;
	bool is_ours = span_has(s, c, IN_SET(WORD_CASE));
	for (size_t i = first + 1; i < c.to; i++) {
		is_ours |= token_is(&s->at[i], ours);
		if (token_is(&s->at[i], "tentang mengenai perihal soal") &&
		    i + 1 < c.to && !token_is(&s->at[i + 1], ours) &&
		    s->at[i + 1].word != WORD_COMMA)
			return true;
	}
	/* "Sehubungan ybs telah pensiun, pencabutannya kami setujui" */
	struct span ruled = clause_at(s, clause_start(s, at));
	is_ours |= span_names(s, ruled, "pencabutan") &&
		   span_names(s, ruled, "sertifikat sertipikat tte");
	return !is_ours ||
	       (span_names(s, c, fates) && !span_names(s, c, "pencabutan"));
}

static bool
is_jest(const struct speech *s, size_t at)
{
	static const char jests[] =
	    "canda bercanda becanda guyon guyonan kepencet pencet terpencet "
	    "dipencet hehe hehehe haha hahaha wkwk wkwkwk tes test testing "
	    "simulasi latihan uji "
	    "percobaan iseng contoh contohnya prank boong gadeng gajadi";
	const struct token *t = &s->at[at];

	return token_is(t, jests) ||
	       (at + 1 < s->count && token_is(t, "salah") &&
		   !(at > 0 && token_is(t - 1, "data datanya pemohon nama")) &&
		   token_is(t + 1, "kirim orang kamar balas ketik alamat "
				   "email surel")) ||
	       (at + 1 < s->count && token_is(t + 1, "lain") &&
		   (token_is(t, "surat email surel permohonan") ||
		       (at > 0 && token_is(t, "orang") &&
			   token_is(t - 1, "untuk utk buat"))));
}

/* "[ ] Setuju", "( ) setuju": a form that nobody filled in; "~~setuju~~" is
 * struck out. */
static bool
has_empty_box(const struct speech *s)
{
	for (size_t i = 0; i + 1 < s->count; i++)
		if ((token_is(&s->at[i], "( [") &&
			token_is(&s->at[i + 1], ") ]")) ||
		    (token_is(&s->at[i], "~") && token_is(&s->at[i + 1], "~")))
			return true;
	return false;
}

/* "Setuju, yang memenuhi syarat saja". */
static bool
names_part(const struct speech *s, size_t at)
{
	size_t i = at;

	if (s->at[at].word != WORD_STATE || !token_is(&s->at[at], "memenuhi"))
		return false;
	while (i > 0 && (word_is_not(s->at[i - 1].word) ||
			    s->at[i - 1].word == WORD_HAVE))
		i--;
	return i > 0 && token_is(&s->at[i - 1], "yang yg");
}

static const char *
guard_verdict(const struct speech *s, size_t at)
{
	if (speaker_is_other(s, at))
		return "somebody else's word";
	if (is_of_other_thing(s, at) || is_of_other_request(s, at) ||
	    is_to_stay(s, at) || is_noun(s, at) || opens_with_other(s, at) ||
	    revokes_other_thing(s, at))
		return "an answer about something else";
	if (is_news_of_own(s, at))
		return "the news of who asked for it";
	if (is_plea(s, at) || is_offer(s, at) || is_dictated(s, at))
		return "a plea";
	if (is_denied_in_part(s, at))
		return "denied in part";
	if (is_protest(s, at))
		return "a protest";
	return aim_misses(s, at);
}

const char *
guard_find(const struct speech *s)
{
	size_t seen = 0;

	if (has_empty_box(s))
		return "a form that is not filled in";
	for (size_t i = 0; i < s->count; i++) {
		bool rules =
		    word_is_in(s->at[i].word, SPAN_VERDICTS | IN_SET(WORD_ACT));
		seen += rules;
		if (seen > VERDICTS_MAX)
			return "more words of decision than one answer has";
		if (s->at[i].word == WORD_LET && is_offer(s, i))
			return "an offer";
		const char *why = rules ? guard_verdict(s, i) : NULL;
		if (why)
			return why;
		if (speaker_defers(s, i))
			return "somebody else's word";
		if (is_jest(s, i))
			return "a jest or a slip";
		if (names_part(s, i))
			return "a part";
	}
	return NULL;
}
