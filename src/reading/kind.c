/*
 * kind: what a letter asks for: by the box that is ticked, by its subject
 * line, by what a form calls its service, and then by its requesting
 * sentences. Footers, attachments and "apabila di kemudian hari" name acts
 * too, but ask for nothing.
 */
#include "act.h"
#include "draft.h"

#include "cabut/banned.h"

enum { SENTENCE_MAX = 600 };

static const char elsewhere[] =
    "undangan|sosialisasi|bimbingan teknis|bimtek|pelatihan|"
    "reset passphrase|reset kata sandi|reset password|atur ulang|"
    "pengaturan ulang|reset|laporan|konsultasi|penangguhan|aktivasi|"
    "pemberitahuan|jadwal|rapat|workshop|edaran|surat tugas|"
    "pelaporan|rekapitulasi|tata cara|panduan|petunjuk teknis|evaluasi|"
    "monitoring|ganti passphrase|perubahan passphrase|penggantian passphrase|"
    "permintaan data|pemutakhiran|hasil permohonan|buka blokir|pembukaan "
    "blokir|pengumuman|buletin|newsletter";

/* Certificates of another kind, whoever writes of them. */
static const char other_objects[] =
    "pengusaha kena pajak|(pkp)|sebagai pkp|status pkp|sertifikat pkp|"
    "sertifikat elektronik pkp|akun pkp|e-faktur|faktur "
    "pajak|coretax|e-nofa|"
    "sertifikat tanah|sertipikat tanah|hak milik|hak atas tanah|hak guna|"
    "hak tanggungan|buku tanah|hak pakai|"
    "sertifikat pelatihan|sertifikat kompetensi|sertifikasi guru|"
    "sertifikat halal|sertifikat vaksin|sertifikat pendidik|"
    "sertifikat ssl|sertifikat tls|ssl/tls|sertifikat keamanan website|"
    "sertifikat keamanan situs|sertifikat server|ssl certificate|"
    "tls certificate|sertifikat domain|sertifikat website|sertifikat web|"
    "certificate ssl|sertifikat laik|sertifikat badan usaha|"
    "sertifikat diklat|sertifikat bimtek|sertifikat peserta|"
    "sertifikat elektronik ssl|sertifikat elektronik website|"
    "sertifikat elektronik pelatihan|sertifikat elektronik peserta|"
    "sertifikat elektronik diklat|sertifikat elektronik tanah|"
    "sertipikat elektronik hak";

/* Offices of such certificates: as a subject or as the one written to. */
static const char other_offices[] =
    "pajak|djp|kpp pratama|pertanahan|bpn|agraria|kantor pertanahan|"
    "kantor pelayanan pajak|ssl|tls|https|website|domain";
static const char other_addressees[] =
    "kpp pratama|kantor pelayanan pajak|kantor pertanahan|"
    "badan pertanahan nasional|direktorat jenderal pajak";

static const char asking[] =
    "mohon|dimohonkan|mengajukan|memohon|minta|meminta|dimohon|bermohon|ajukan|"
    "mengharapkan|agar|ingin|please|harap|tolong|memohonkan|dimintakan|"
    "diminta|bermaksud|usul|mengusulkan|diusulkan|kiranya|"
    "sampaikan permohonan|menyampaikan permohonan|permohonan saya|"
    "disampaikan permohonan|mengirimkan permohonan|permohonan kami|"
    "kirimkan permohonan|surat permohonan|berikut permohonan|"
    "kirimkan surat permohonan|request|dimintakan|diajukan|bermaksud|"
    "kami ajukan|saya ajukan|diusulkan|mohon bantuan|perlu|hendaknya|dapatnya|"
    "apply|would like";

static const char recommending[] =
    "merekomendasikan|direkomendasikan|memberikan rekomendasi|"
    "rekomendasi penerbitan|memberi rekomendasi";

/* A statement is made for a service. */
static const char statements[] =
    "surat keterangan|surat pernyataan|surat rekomendasi|surat pengantar|"
    "surat kuasa";
static const char purposes[] =
    "sebagai syarat|sebagai persyaratan|untuk keperluan|dipergunakan untuk|"
    "digunakan untuk|dibuat untuk|guna|sebagai kelengkapan|untuk kelengkapan|"
    "untuk memenuhi|dalam rangka|untuk mengurus|untuk pengurusan|mengurus|"
    "sebagai dasar|menjadi dasar|sebagai bahan";

/* Asks for a certificate without saying what to do. */
static const char plain_requests[] =
    "permohonan sertifikat elektronik|permohonan sertipikat elektronik|"
    "permohonan tte|permohonan tanda tangan elektronik|"
    "permohonan sertifikat tte|permohonan akun tte|"
    "pengajuan sertifikat elektronik|pengajuan tte|"
    "pengajuan tanda tangan elektronik|permohonan sertifikat bsre|"
    "permintaan sertifikat elektronik|permohonan sertel";

/* They ask, whatever else the subject names beside them. */
static const char revocation_requests[] =
    "permohonan pencabutan|dan permintaan pencabutan|"
    "serta permintaan pencabutan|dan usulan pencabutan|"
    "dan pengajuan pencabutan";

/* A covering letter lists what it brings: "Permohonan pencabutan ...". */
static const char brought[] = "permohonan|usulan|usul|surat permohonan";

static const char supposing[] =
    "apabila|di kemudian hari|dikemudian hari|jika|bilamana|"
    "sewaktu-waktu|bila|ditandatangani secara elektronik menggunakan|"
    "uu ite|apakah|bagaimana|tata cara|syarat|"
    "informasikan|diinformasikan|menginformasikan|tidak dapat diproses|"
    "mohon informasi|mohon penjelasan|mohon petunjuk mengenai|cara mencabut|"
    "kapan harus|wajib mengajukan|if you";

static const char titles[] =
    "permohonan|formulir|undangan|surat permohonan|surat keterangan|"
    "surat kuasa|surat rekomendasi|surat pernyataan|pencabutan|penghapusan|"
    "penonaktifan|penerbitan|pembaruan|perpanjangan|permintaan|pengajuan|"
    "form|certificate revocation|revocation request|surat pengantar";

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

static const char *
subject_or_none(const struct draft *d)
{
	const char *subject = subject_of(d);

	return subject ? subject : "";
}

/* Boxes that name our services, in a form for the office that keeps them. */
static bool
is_form_of_ours(const struct draft *d)
{
	bool has_act = false;

	for (size_t i = 0; i < d->layout.tick_count; i++)
		has_act |= act_is_mentioned(d->layout.ticks[i].folded);
	for (size_t r = 0; has_act && r < d->sign_from; r++)
		if (text_has_any(d->layout.rows[r].folded,
			"kominfo|diskominfo|persandian|kepala diskominfo"))
			return true;
	return false;
}

/* Anywhere above the signature, in labels and letterhead, too. */
static bool
names_certificate(const struct draft *d)
{
	if (act_names_certificate(d->prose) ||
	    act_names_certificate(subject_or_none(d)))
		return true;
	for (size_t r = 0; r < d->layout.row_count; r++)
		if (act_names_certificate(d->layout.rows[r].folded))
			return true;
	return is_form_of_ours(d);
}

static bool
is_addressed_elsewhere(const struct draft *d)
{
	for (size_t r = d->kop_end; r < d->head_end; r++)
		if (text_has_any(d->layout.rows[r].folded, other_addressees))
			return true;
	return false;
}

static bool
names_other_object(const struct draft *d)
{
	const char *subject = subject_or_none(d);

	return text_has_any(d->prose, other_objects) ||
	       text_has_any(subject, other_objects) ||
	       text_has_any(subject, other_offices) ||
	       is_addressed_elsewhere(d);
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

static enum letter_kind
settle(const struct draft *d, struct act act)
{
	if (act.is_both)
		letter_doubt(d->letter,
		    "Surat juga meminta penerbitan sertifikat baru; "
		    "permohonan ini dibaca sebagai pencabutan.");
	return act.kind;
}

/* "... dan tidak akan menuntut di kemudian hari" supposes nothing. */
static bool
is_supposed(const char *sentence)
{
	const char *later =
	    text_find_any(sentence, "di kemudian hari|dikemudian hari");
	const char *asked = text_find_any(sentence, asking);

	if (later && asked && asked < later)
		return text_has_any(sentence, "apabila|jika|bilamana|bila");
	return text_has_any(sentence, supposing);
}

static bool
asks_in(const char *sentence, const char *subject)
{
	if (text_has_any(subject, statements) &&
	    text_has_any(sentence, purposes))
		return true;
	if (text_has(subject, "surat pengantar") &&
	    text_has_any(sentence, brought))
		return true;
	return !is_supposed(sentence) &&
	       (text_has_any(sentence, asking) ||
		   text_has_any(sentence, recommending));
}

/* Asks for something, but for nothing of ours. */
static bool
asks_elsewhere(const char *sentence)
{
	return act_is_taken_back(sentence) ||
	       text_has_any(
		   sentence, "undangan|sosialisasi|reset|kehadiran|bimtek");
}

static enum letter_kind
asked_kind(const struct draft *d, const char *subject)
{
	const char *rest = d->prose;
	char sentence[SENTENCE_MAX];

	while (take_sentence(&rest, sentence)) {
		if (!asks_in(sentence, subject))
			continue;
		if (asks_elsewhere(sentence))
			return LETTER_OTHER;
		struct act act = act_in(sentence, subject);
		if (act.kind != LETTER_OTHER)
			return settle(d, act);
	}
	return LETTER_OTHER;
}

/* "Permohonan Sertifikat Elektronik": a new one, when nothing else is named
 * in the whole letter. */
static bool
is_plain_request(const struct draft *d, const char *subject)
{
	return text_has_any(subject, plain_requests) &&
	       !act_is_mentioned(d->prose) && !act_is_mentioned(subject) &&
	       !text_has_any(d->prose, elsewhere);
}

/* True when boxes name services and one is ticked: that decides. */
static bool
ticked_kind(const struct draft *d, enum letter_kind *kind)
{
	const struct layout *l = &d->layout;
	bool named = false, is_set = false;

	for (size_t i = 0; i < l->tick_count; i++) {
		const struct tick *t = &l->ticks[i];
		struct act act = act_in(t->folded, "sertifikat elektronik");
		if (i > 0 && t->row > l->ticks[i - 1].row + 1) {
			if (named && is_set)
				return true;
			named = is_set = false;
		}
		named |= act.kind != LETTER_OTHER;
		if (!t->is_set)
			continue;
		/* Revocation beside another goes first. */
		if (!is_set || act.kind == LETTER_REVOCATION)
			*kind = act.kind;
		is_set = true;
	}
	return named && is_set;
}

static bool
subject_kind(const struct draft *d, const char *subject, enum letter_kind *kind)
{
	*kind = LETTER_OTHER;
	if (!*subject)
		return false;
	if (act_is_taken_back(subject) ||
	    (text_has_any(subject, elsewhere) &&
		!text_has_any(subject, revocation_requests)))
		return true;
	*kind = settle(d, act_in(subject, ""));
	return *kind != LETTER_OTHER;
}

/* "Jenis layanan : Pencabutan sertifikat". */
static bool
service_kind(const struct draft *d, enum letter_kind *kind)
{
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field != FIELD_SERVICE || !*p->value)
			continue;
		char *value = text_fold(slice_of(p->value), d->arena);
		*kind = settle(d, act_in(value, "sertifikat elektronik"));
		return *kind != LETTER_OTHER || text_has_any(value, elsewhere);
	}
	return false;
}

enum letter_kind
letter_kind_of(const struct draft *d)
{
	const char *subject = subject_or_none(d);
	enum letter_kind kind = LETTER_OTHER;

	if (letter_is_elsewhere(d))
		return LETTER_OTHER;
	if (ticked_kind(d, &kind) || subject_kind(d, subject, &kind) ||
	    service_kind(d, &kind))
		return kind;
	kind = asked_kind(d, subject);
	if (kind == LETTER_OTHER && is_plain_request(d, subject))
		return LETTER_ISSUANCE;
	return kind;
}

bool
letter_is_elsewhere(const struct draft *d)
{
	return !names_certificate(d) || names_other_object(d);
}

bool
letter_asks(const struct draft *d)
{
	const char *subject = subject_or_none(d);

	return !letter_is_elsewhere(d) &&
	       (text_has_any(d->prose, asking) ||
		   text_has(subject, "permohonan")) &&
	       !text_has_any(d->prose, "undangan|kehadiran|menghadiri") &&
	       !text_has_any(subject, "undangan|sosialisasi|laporan|"
				      "edaran|pemberitahuan");
}
