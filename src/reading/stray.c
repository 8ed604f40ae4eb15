/*
 * stray: a clause beside a yes that nobody recognised. Known words are not
 * enough: "sore ini", "yang lengkap saja", "perlu SK", "untuk permohonan
 * mutasi" are made of harmless words and move, cut or turn the yes. So such a
 * clause may hold greetings, thanks, signs, and the few words that speak of
 * this revocation and of haste.
 */
#include "guard.h"
#include "span.h"

#include "cabut/banned.h"

static const char greetings[] =
    "ass asw aslm askum assalamualaikum assalamu'alaikum wassalamualaikum "
    "wassalamu'alaikum "
    "wassalam assalam alaikum waalaikumsalam wa'alaikumsalam walaikumsalam "
    "waalaikumussalam wa'alaikumussalam wr wb wr.wb warahmatullahi "
    "wabarakatuh ww shalom syalom om swastiastu swastyastu namo buddhaya "
    "kebajikan rahayu horas tabea tabe durus sampurasun rahajeng semeng "
    "wilujeng enjing sonten salam selamat sejahtera good hi halo hai hello "
    "dear yth ykh ysh terhormat hormat admin kepada di tempat ditempat pak bu "
    "mas mbak ibu santih shanti om salam";
static const char closings[] =
    "terima terimakasih kasih makasih makasi mks mksh mksih maksih trmksh "
    "trims trimakasih thanks thank you thx tq tks matur suwun nuwun hatur "
    "nuhun suksma maturnuwun maturnuhun tarimo makaseh tengkyu ampura nunas "
    "haturkan menghaturkan diucapkan ucapkan mengucapkan demikian sekian "
    "disampaikan sampaikan maaf mohon ngapunten punten amin aamiin bismillah "
    "alhamdulillah jazakallah jazakumullah khairan khoiron katsiran katsiron "
    "barakallah barokallah barakallahu fiikum fikum memberkati berkati "
    "diberkati puji innalillahi inna sukses selalu semangat sama-sama "
    "atas perhatian perhatiannya bantuannya kerjasama kerja pengertiannya "
    "informasinya kelancaran bantuan responnya salam izin ijin dengan";
static const char haste[] =
    "segera sgr saja saj aja deh dong kok nih lah ya cepat lekas cepetan "
    "secepatnya segerakan disegerakan prioritaskan dipercepat percepat "
    "mempercepat sekarang skrg langsung lgsg gercep ndang sangat amat sekali "
    "banget bgt pisan banyak semua semuanya ini itu tersebut tsb juga jg agar "
    "supaya harus jangan jgn tidak lagi haja mawon niki mah wae dipun mi ji jo "
    "ces be ai pang bos no re balas balasan e bahwa the it a and for of to "
    "request this my do with please certificate revocation tdk tak gak ga gk "
    "nggak ngga enggak ndak nda belum blm nanti biar kedua ketiga kali "
    "kesekian seratus persen";
static const char matter[] =
    "permohonan permohonannya pengajuan usulan usulannya pencabutan "
    "sertifikat sertipikat elektronik e-sertifikat se tte sertel digital ams "
    "dimaksud berikut untuk utk u/ di pada dalam rangka perihal hal mengenai "
    "tentang terhadap ybs pemohon almarhum almarhumah alm sesuai ketentuan "
    "prosedur sop aturan peraturan yang berlaku sebagaimana mestinya sudah "
    "telah sdh lengkap benar jelas penuh sepenuhnya tanpa syarat catatan "
    "dokumen berkas surat";

/* "Selamat siang", "siang Pak": no hour of the act. */
static bool
is_greeted_hour(const struct speech *s, size_t at)
{
	if (!token_is(&s->at[at], "pagi siang sore malam"))
		return false;
	return (at > 0 && token_is(&s->at[at - 1],
			      "selamat met slmt sugeng salam wilujeng")) ||
	       (at + 1 < s->count && s->at[at + 1].word == WORD_PERSON);
}

/* "Permohonan mutasi", "untuk pensiun ybs", "yang sesuai saja". */
static bool
turns(const struct speech *s, struct span c)
{
	bool ours = span_names(s, c, "pencabutan sertifikat tte");

	/* "Sdr. Budi sebagai Plt" */
	if (span_has(s, c, IN_SET(WORD_ONLY)) &&
	    span_has(s, c, IN_SET(WORD_NAMED) | IN_SET(WORD_PERSON)))
		return true;
	for (size_t i = c.from; i < c.to; i++) {
		bool last = i + 1 == c.to;
		if (token_is(&s->at[i], "yang yg") && !last &&
		    !token_is(&s->at[i + 1], "berlaku terhormat ketiga kedua"))
			return true;
		if (guard_is_fate(&s->at[i]) && !ours)
			return true;
	}
	return false;
}

static bool
may_stand(const struct speech *s, size_t at)
{
	const uint64_t calm =
	    SPAN_SIGNS | SPAN_PEOPLE | IN_SET(WORD_ACK) | IN_SET(WORD_ME) |
	    IN_SET(WORD_NAMED) | IN_SET(WORD_TITLE) | IN_SET(WORD_CASE) |
	    IN_SET(WORD_UNKNOWN) | IN_SET(WORD_LET) | IN_SET(WORD_HAVE) |
	    IN_SET(WORD_SO) | IN_SET(WORD_AGAR) | IN_SET(WORD_ONLY);
	const struct token *t = &s->at[at];

	if (t->is_aside)
		return true;
	if (t->word != WORD_PLAIN)
		return word_is_in(t->word, calm);
	return !t->text || !ascii_is_alnum(t->text[0]) ||
	       token_is(t, greetings) || token_is(t, closings) ||
	       token_is(t, haste) || token_is(t, matter) ||
	       is_greeted_hour(s, at);
}

/* "Tidak ada yang kurang", as one word of the vocabulary. */
static bool
denies_lack(const struct speech *s, struct span c)
{
	for (size_t i = c.from; i < c.to; i++)
		if (s->at[i].word == WORD_PLAIN &&
		    token_is(&s->at[i], "tidak tdk tak gak ga nggak ndak"))
			return true;
	return false;
}

/* "Data sesuai", "sudah saya cek, lengkap": found so by the sender. */
static bool
finds_in_order(const struct speech *s, struct span c)
{
	static const char checks[] =
	    "periksa cek teliti baca pelajari verifikasi cocokkan cermati "
	    "telaah dicek diperiksa diteliti diverifikasi ";
	bool checked =
	    span_has(s, c, IN_SET(WORD_HAVE)) && span_names(s, c, checks);
	bool good = span_has(s, c, IN_SET(WORD_STATE)) ||
		    (span_has(s, c, IN_SET(WORD_PAPER)) &&
			(span_names(s, c, "ok oke okay sip aman") ||
			    denies_lack(s, c)));
	bool files = span_names(s, c, "arsipkan diarsipkan arsip");

	return (checked || good || files) &&
	       !span_names(s, c,
		   "yang yg perlu harus wajib ada segera cukup keputusan "
		   "jawaban") &&
	       !(span_names(s, c, "sama") && !span_names(s, c, "dengan dgn")) &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | SPAN_PEOPLE | IN_SET(WORD_PAPER) |
		       IN_SET(WORD_STATE) | IN_SET(WORD_HAVE) |
		       IN_SET(WORD_SO) | IN_SET(WORD_ME) | IN_SET(WORD_NAMED) |
		       IN_SET(WORD_TITLE) | IN_SET(WORD_UNKNOWN),
		   checks);
}

/* "Jawaban saya:", "Keputusan:" */
static bool
is_label(const struct speech *s, struct span c)
{
	return c.to > c.from && token_is(&s->at[c.to - 1], ":") &&
	       span_names(s, c, "jawaban jawab keputusan tanggapan") &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_ME) | IN_SET(WORD_TO), "dari");
}

bool
is_stray(const struct speech *s, struct span c)
{
	if (finds_in_order(s, c) || is_label(s, c))
		return false;
	if (turns(s, c))
		return true;
	for (size_t i = c.from; i < c.to; i++)
		if (!may_stand(s, i))
			return true;
	return false;
}
