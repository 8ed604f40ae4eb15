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
    "draf draft drafnya konsep konsepnya terunggah terupload mengunggah "
    "mengupload menandatangani tertandatangani penandatanganan "
    "pengunggahan rekomendasinya berkasnya suratnya aplikasi portal sistem";

static const char offices[] = "bsre bssn verifikator sandiman tim kadis kabid "
			      "sekdis sekretaris persandian diskominfo";

static bool
has(const char *list, const struct token *t)
{
	return t->text && list_has(list, t->text, strcspn(t->text, " "));
}

/* "Nomor 800/12/2026", but no "tanggal 3" and no "jam 3". */
static bool
is_paper_number(const struct speech *s, size_t at)
{
	for (size_t i = at; i-- > 0 && i + 8 > at;) {
		if (has("nomor no", &s->at[i]))
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
	if (i > 0 && has("no nomor ke", &s->at[i - 1]))
		i--;
	return i > 0 && has("langkah", &s->at[i - 1]);
}

static bool
belongs(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];

	switch (t->word) {
	case WORD_UNKNOWN:
		return t->is_used || has(work, t) || has("langkah", t);
	case WORD_PLAIN:
		return !t->text || has(beside, t) || has("langkah", t);
	case WORD_WHO:
		return has(offices, t);
	case WORD_NUMBER:
		return is_paper_number(s, at) || is_only_step(s, at);
	case WORD_PAPER:
		return !has("tanggal tgl jabatan foto", t);
	case WORD_PASS:
		return has("dikerjakan kerjakan ditangani diselesaikan "
			   "selesaikan diverifikasi verifikasi diperiksa "
			   "periksa dicek cek diteliti dipelajari ditelaah",
		    t);
	case WORD_DONE:
	case WORD_ACT:
	case WORD_SEND:
	case WORD_MORE:
	case WORD_STATE:
	case WORD_FOLLOW:
	case WORD_HAVE:
	case WORD_ME:
	case WORD_TO:
	case WORD_SO:
	case WORD_ACK:
	case WORD_PERSON:
	case WORD_NAMED:
	case WORD_TITLE:
	case WORD_CASE:
	case WORD_CHEER:
	case WORD_COMMA:
	case WORD_BREAK:
	case WORD_STOP:
		return true;
	case WORD_YES:
	case WORD_GO:
	case WORD_LET:
	case WORD_CAN:
	case WORD_NO:
	case WORD_REFUSED:
	case WORD_NOT:
	case WORD_NOT_YET:
	case WORD_MAYBE:
	case WORD_IF:
	case WORD_BUT:
	case WORD_ASK:
	case WORD_HEARSAY:
	case WORD_FLAW:
	case WORD_AGAR:
	case WORD_ONLY:
	case WORD_UNDO:
	case WORD_BECAUSE:
	case WORD_ODD:
	case WORD_QUERY:
		return false;
	}
	return false;
}

bool
speech_is_of_work(const struct speech *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (!belongs(s, i))
			return false;
	return true;
}
