/*
 * kind: what a letter asks for, by its subject line first and by its
 * requesting sentences second. Footers, attachments and "apabila di kemudian
 * hari" name acts too, but ask for nothing.
 */
#include "draft.h"

#include "cabut/banned.h"

enum { SENTENCE_MAX = 600, NEGATION_REACH = 24 };

static const char revocation[] =
    "pencabutan|dicabut|mencabut|cabut|penghapusan|dihapus|dihapuskan|"
    "menghapus|hapus|penonaktifan|dinonaktifkan|menonaktifkan|nonaktif|"
    "nonaktifkan|non aktif|non-aktif|menon-aktifkan|di nonaktifkan|"
    "dinon-aktifkan|penon-aktifan|revoke|revocation|revokasi|direvoke|"
    "di-revoke|pemblokiran|diblokir|blokir|dimatikan|revoked|pencabutannya|"
    "mencabutkan|dicabutkan|non-aktifkan|penghentian|dihentikan|dicabutnya";

static const char issuance[] =
    "penerbitan|diterbitkan|menerbitkan|pembuatan|dibuatkan|pendaftaran|"
    "didaftarkan|mendaftarkan|registrasi|pengajuan baru|permohonan baru|"
    "diregistrasikan|membuatkan|pembuatannya|enrollment";

static const char renewal[] =
    "pembaruan|pembaharuan|perpanjangan|diperpanjang|memperpanjang|"
    "diperbarui|diperbaharui|memperbarui|renewal|memperbaharui|"
    "perpanjang|renew";

static const char reversal[] =
    "pembatalan|membatalkan|dibatalkan|batalkan|menarik kembali|"
    "penarikan kembali|penarikan permohonan|ditarik kembali|"
    "pencabutan permohonan|mencabut permohonan|pencabutan surat|"
    "mencabut surat|batal";

static const char elsewhere[] =
    "undangan|sosialisasi|bimbingan teknis|bimtek|pelatihan|"
    "reset passphrase|reset kata sandi|reset password|atur ulang|"
    "pengaturan ulang|reset|laporan|konsultasi|penangguhan|aktivasi|"
    "pemberitahuan|jadwal|rapat|workshop|edaran|surat tugas|"
    "pelaporan|rekapitulasi";

static const char objects[] =
    "sertifikat elektronik|sertipikat elektronik|tte|bsre|sertel|"
    "tanda tangan elektronik|tandatangan elektronik|sertifikat digital|"
    "tanda tangan digital|tandatangan digital|sertifikat tte|passphrase|"
    "e-sign|esign|digital signature|digital certificate|"
    "electronic certificate|certificate|sertifikat elektroniknya|"
    "sertifikat bsre";

static const char other_objects[] =
    "pengusaha kena pajak|pkp|djp|e-faktur|faktur pajak|kpp pratama|coretax|"
    "pajak|sertifikat tanah|sertipikat tanah|pertanahan|bpn|hak milik|"
    "hak atas tanah|agraria|hak guna|sertifikat pelatihan|"
    "sertifikat kompetensi|sertifikasi guru|sertifikat halal|buku tanah|"
    "kantor pertanahan|sertifikat vaksin|sertifikat pendidik";

static const char asking[] =
    "mohon|dimohonkan|mengajukan|memohon|minta|meminta|dimohon|bermohon|ajukan|"
    "mengharapkan|agar|ingin|please|harap|tolong|memohonkan|dimintakan|"
    "diminta|bermaksud|usul|mengusulkan|diusulkan|kiranya|"
    "sampaikan permohonan|menyampaikan permohonan|permohonan saya|"
    "disampaikan permohonan|mengirimkan permohonan|permohonan kami|"
    "kirimkan permohonan|surat permohonan|berikut permohonan|"
    "kirimkan surat permohonan|request";

/* A letter that recommends an issuance asks for it; one that recommends a
 * revocation is the agency's own paper. */
static const char recommending[] =
    "merekomendasikan|direkomendasikan|memberikan rekomendasi|"
    "rekomendasi penerbitan|memberi rekomendasi";

/* Asks for a certificate without saying what to do. */
static const char plain_requests[] =
    "permohonan sertifikat elektronik|permohonan sertipikat elektronik|"
    "permohonan tte|permohonan tanda tangan elektronik|"
    "permohonan sertifikat tte|permohonan akun tte|"
    "pengajuan sertifikat elektronik|pengajuan tte|"
    "pengajuan tanda tangan elektronik|permohonan sertifikat bsre|"
    "permintaan sertifikat elektronik|permohonan sertel";

static const char supposing[] =
    "apabila|di kemudian hari|dikemudian hari|jika|bilamana|"
    "sewaktu-waktu|ditandatangani secara elektronik menggunakan|"
    "yang diterbitkan oleh|uu ite|apakah|bagaimana|tata cara|syarat|"
    "informasikan|diinformasikan|menginformasikan|tidak dapat diproses";

struct act {
	enum letter_kind kind;
	const char *at;
};

static void
consider(
    struct act *act, enum letter_kind kind, const char *text, const char *list)
{
	const char *at = text_find_any(text, list);

	if (!at || (act->at && act->at <= at))
		return;
	/* "tidak untuk dicabut", "jangan dicabut". */
	for (size_t back = 0; back < NEGATION_REACH && at - back > text; back++)
		if (text_starts(at - back, "tidak ") ||
		    text_starts(at - back, "bukan ") ||
		    text_starts(at - back, "jangan "))
			return;
	*act = (struct act){ kind, at };
}

static enum letter_kind
first_act(const char *text)
{
	struct act act = { LETTER_OTHER, NULL };

	if (text_has_any(text, reversal))
		return LETTER_OTHER;
	consider(&act, LETTER_REVOCATION, text, revocation);
	consider(&act, LETTER_ISSUANCE, text, issuance);
	consider(&act, LETTER_RENEWAL, text, renewal);
	return act.kind;
}

static const char titles[] =
    "permohonan|formulir|undangan|surat permohonan|surat keterangan|"
    "surat kuasa|surat rekomendasi|surat pernyataan";

static const char *
subject_of(const struct draft *d)
{
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field == FIELD_SUBJECT && p->row <= d->head_end &&
		    *p->value)
			return text_fold(slice_of(p->value), d->arena);
	}
	/* A title instead: "SURAT PERMOHONAN PENCABUTAN ...". */
	for (size_t r = 0; r < d->head_end && r < d->layout.row_count; r++) {
		const char *words = d->layout.rows[r].folded;
		if (text_find_any(words, titles) == words && *words &&
		    !text_ends(words, ".") && !text_ends(words, ","))
			return words;
	}
	return NULL;
}

static bool
names_object(const struct draft *d)
{
	const char *subject = subject_of(d);

	return text_has_any(d->prose, objects) ||
	       (subject && text_has_any(subject, objects));
}

static bool
names_other_object(const struct draft *d)
{
	const char *subject = subject_of(d);

	return text_has_any(d->prose, other_objects) ||
	       (subject && text_has_any(subject, other_objects));
}

/* Takes one sentence of the folded prose. */
static bool
take_sentence(const char **rest, char out[SENTENCE_MAX])
{
	size_t len = 0;
	const char *at = *rest;

	if (!*at)
		return false;
	len = text_sentence(at);
	size_t keep = len < SENTENCE_MAX - 1 ? len : SENTENCE_MAX - 1;
	memcpy(out, at, keep);
	out[keep] = '\0';
	*rest = at + len + strspn(at + len, ".;?! ");
	return true;
}

/* Many things are issued; a certificate must be named beside it. */
static bool
is_of_certificate(enum letter_kind kind, const char *text)
{
	return kind != LETTER_ISSUANCE || text_has_any(text, objects);
}

static bool
asks_in(const char *sentence)
{
	return text_has_any(sentence, asking) ||
	       (text_has_any(sentence, recommending) &&
		   first_act(sentence) == LETTER_ISSUANCE);
}

static enum letter_kind
asked_kind(const struct draft *d, const char *subject)
{
	const char *rest = d->prose;
	char sentence[SENTENCE_MAX];

	while (take_sentence(&rest, sentence)) {
		if (!asks_in(sentence) || text_has_any(sentence, supposing))
			continue;
		if (text_has_any(sentence, reversal) ||
		    text_has_any(sentence, "undangan|sosialisasi|reset|"
					   "kehadiran|bimtek"))
			return LETTER_OTHER;
		enum letter_kind kind = first_act(sentence);
		if (kind != LETTER_OTHER &&
		    (is_of_certificate(kind, sentence) ||
			is_of_certificate(kind, subject)))
			return kind;
	}
	return LETTER_OTHER;
}

/* "Permohonan Sertifikat Elektronik": a new one, when nothing else is named
 * in the whole letter. */
static bool
is_plain_request(const struct draft *d, const char *subject)
{
	return text_has_any(subject, plain_requests) &&
	       !text_has_any(d->prose, revocation) &&
	       !text_has_any(d->prose, renewal) &&
	       !text_has_any(d->prose, reversal) &&
	       !text_has_any(d->prose, elsewhere) &&
	       !text_has_any(subject, revocation) &&
	       !text_has_any(subject, renewal);
}

enum letter_kind
letter_kind_of(const struct draft *d)
{
	const char *subject = subject_of(d);

	if (letter_is_elsewhere(d))
		return LETTER_OTHER;
	if (subject) {
		enum letter_kind kind = first_act(subject);
		if (text_has_any(subject, reversal) ||
		    (text_has_any(subject, elsewhere) &&
			!text_has(subject, "permohonan pencabutan")))
			return LETTER_OTHER;
		if (kind != LETTER_OTHER && is_of_certificate(kind, subject))
			return kind;
	}
	enum letter_kind asked = asked_kind(d, subject ? subject : "");
	if (asked == LETTER_OTHER && subject && is_plain_request(d, subject))
		return LETTER_ISSUANCE;
	return asked;
}

bool
letter_is_elsewhere(const struct draft *d)
{
	return !names_object(d) || names_other_object(d);
}

bool
letter_asks(const struct draft *d)
{
	const char *subject = subject_of(d);

	return names_object(d) && !names_other_object(d) &&
	       (text_has_any(d->prose, asking) ||
		   (subject && text_has(subject, "permohonan"))) &&
	       !text_has_any(d->prose, "undangan|kehadiran|menghadiri") &&
	       !(subject &&
		   text_has_any(subject, "undangan|sosialisasi|laporan|"
					 "edaran|pemberitahuan"));
}
