/*
 * work: is everything in an answer about the work that was asked for? Only
 * then "selesai" closes a step: leave, meetings and journeys end, too.
 */
#include "decision.h"

#include "cabut/banned.h"

/* Harmless words that may stand beside "selesai"; "tugas" and "pindah" are
 * harmless to an approval, but they are what somebody may have finished. */
static const char beside[] =
    "ams itu ini tersebut tsb atas untuk utk u/ permohonan permohonannya "
    "pencabutan sertifikat sertipikat elektronik se tte sertel dengan dgn "
    "yth ykh yang yg hormat terima kasih terimakasih makasih trims "
    "trimakasih thanks thank thx tq tks matur suwun nuwun hatur salam "
    "selamat pagi siang sore malam assalamualaikum assalamu'alaikum "
    "wassalamualaikum wassalamu'alaikum wassalam saja di dalam pada dari "
    "demikian berikut dimaksud bersama ybs bersangkutan seluruh semua "
    "semuanya perihal hal mengenai tentang request the this revocation "
    "certificate dokumen berkas surat sudah telah sdh dilakukan hasil "
    "hasilnya ketentuan prosedur aturan sop digital tandatangan-elektronik "
    "alhamdulillah and it is lebih sertanya serta jawaban";

/* Not in the vocabulary, because they would make approvals too easy. */
static const char work[] =
    "tadi kemarin barusan draf draft drafnya konsep konsepnya terunggah "
    "terupload mengunggah "
    "mengupload menandatangani tertandatangani penandatanganan "
    "pengunggahan rekomendasinya berkasnya suratnya aplikasi portal sistem";

static const char offices[] = "bsre bssn verifikator sandiman tim kadis kabid "
			      "sekdis sekretaris persandian diskominfo";

/* Nothing of these can be about something else. */
static const uint64_t free_beside =
    IN_SET(WORD_DONE) | IN_SET(WORD_ACT) | IN_SET(WORD_SEND) |
    IN_SET(WORD_MORE) | IN_SET(WORD_STATE) | IN_SET(WORD_FOLLOW) |
    IN_SET(WORD_HAVE) | IN_SET(WORD_ME) | IN_SET(WORD_TO) | IN_SET(WORD_SO) |
    IN_SET(WORD_ACK) | IN_SET(WORD_PERSON) | IN_SET(WORD_NAMED) |
    IN_SET(WORD_TITLE) | IN_SET(WORD_CASE) | IN_SET(WORD_CHEER) |
    IN_SET(WORD_COMMA) | IN_SET(WORD_BREAK) | IN_SET(WORD_STOP);

/* "Nomor 800/12/2026", but no "tanggal 3" and no "jam 3". */
static bool
is_paper_number(const struct speech *s, size_t at)
{
	for (size_t i = at; i-- > 0 && i + 8 > at;) {
		if (token_is(&s->at[i], "nomor no"))
			return true;
		if (s->at[i].word != WORD_NUMBER &&
		    s->at[i].word != WORD_COMMA && s->at[i].word != WORD_PLAIN)
			return false;
	}
	return false;
}

/* "SELESAI langkah 3": the row up to which it is done. Of two rows the answer
 * would cover both ends, or neither: a person is asked. */
static bool
is_only_step(const struct speech *s, size_t at)
{
	const char *text = s->at[at].text;
	size_t i = at;

	if (!text || text[strspn(text, "0123456789")] != '\0')
		return false; /* "3-5", "3/2026" */
	for (size_t k = 0; k < s->count; k++)
		if (k != at && s->at[k].word == WORD_NUMBER)
			return false;
	if (i > 0 && token_is(&s->at[i - 1], "no nomor ke"))
		i--;
	return i > 0 && token_is(&s->at[i - 1], "langkah");
}

static bool
belongs(const struct speech *s, size_t at)
{
	static const char checks[] =
	    "dikerjakan kerjakan ditangani diselesaikan selesaikan "
	    "diverifikasi verifikasi diperiksa periksa dicek cek diteliti "
	    "dipelajari ditelaah";
	const struct token *t = &s->at[at];
	enum word word = t->word;

	if (word == WORD_UNKNOWN)
		return t->is_used || token_is(t, work) ||
		       token_is(t, "langkah");
	if (word == WORD_PLAIN)
		return !t->text || token_is(t, beside) ||
		       token_is(t, "langkah");
	if (word == WORD_WHO)
		return token_is(t, offices);
	if (word == WORD_NUMBER)
		return is_paper_number(s, at) || is_only_step(s, at);
	if (word == WORD_PAPER)
		return !token_is(t, "tanggal tgl jabatan foto");
	if (word == WORD_PASS)
		return token_is(t, checks);
	if (word == WORD_IF) /* "SELESAI sampai langkah 3" */
		return token_is(t, "sampai hingga") && at + 1 < s->count &&
		       token_is(&s->at[at + 1], "langkah dengan");
	return word_is_in(word, free_beside);
}

bool
speech_is_of_work(const struct speech *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (!belongs(s, i))
			return false;
	return true;
}
