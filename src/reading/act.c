/*
 * act: revocation, issuance and renewal by their words. The tables are meant
 * to be extended.
 */
#include "act.h"
#include "text.h"

#include "cabut/banned.h"

enum { NEGATION_REACH = 24, SOON_MAX = 40 };

static const char revocation[] =
    "pencabutan|dicabut|mencabut|cabut|penghapusan|dihapus|dihapuskan|"
    "menghapus|hapus|penonaktifan|dinonaktifkan|menonaktifkan|nonaktif|"
    "nonaktifkan|non aktif|non-aktif|menon-aktifkan|di nonaktifkan|"
    "dinon-aktifkan|penon-aktifan|revoke|revocation|revokasi|direvoke|"
    "di-revoke|pemblokiran|diblokir|blokir|dimatikan|revoked|pencabutannya|"
    "mencabutkan|dicabutkan|non-aktifkan|penghentian|dihentikan|dicabutnya|"
    "di cabut|pencabutan-nya|cabutkan|revoking|deactivation|deactivate";

static const char issuance[] =
    "penerbitan|diterbitkan|menerbitkan|pembuatan|dibuatkan|pendaftaran|"
    "didaftarkan|mendaftarkan|registrasi|pengajuan baru|permohonan baru|"
    "diregistrasikan|membuatkan|pembuatannya|enrollment|issuance|terbitkan|"
    "buatkan|issue";

static const char renewal[] =
    "pembaruan|pembaharuan|perpanjangan|diperpanjang|memperpanjang|"
    "diperbarui|diperbaharui|memperbarui|renewal|memperbaharui|"
    "perpanjang|renew";

static const char taking_back[] =
    "pembatalan|membatalkan|dibatalkan|batalkan|menarik kembali|"
    "penarikan kembali|penarikan permohonan|ditarik kembali|tarik kembali|"
    "penarikan surat|pencabutan permohonan|mencabut permohonan|"
    "mencabut kembali permohonan|pencabutan kembali permohonan|"
    "menarik permohonan|menarik surat|pencabutan surat|mencabut surat|batal|"
    "penundaan pencabutan|menunda pencabutan|mengabaikan permohonan|"
    "abaikan permohonan|abaikan surat|tidak jadi|urung|"
    "tidak jadi dicabut|ditunda";

static const char certificates[] =
    "sertifikat elektronik|sertipikat elektronik|tte|bsre|sertel|"
    "tanda tangan elektronik|tandatangan elektronik|sertifikat digital|"
    "tanda tangan digital|tandatangan digital|sertifikat tte|passphrase|"
    "e-sign|esign|digital signature|digital certificate|"
    "electronic certificate|certificate|sertifikat elektroniknya|"
    "sertifikat bsre|tanda tangan elektroniknya|sert. elektronik|"
    "sertifikat-elektronik|tte-nya|sertifikat elektronis|ttd elektronik|"
    "ttd digital|pencabutan sertifikat|cabut sertifikat|mencabut sertifikat|"
    "revoke sertifikat|sertifikat ttd";

/* The same, where it is clear already which certificate is meant. */
static const char short_certificates[] =
    "sertifikat|sertifikatnya|sertipikat|sertipikatnya|sertelnya|ttenya";

/* Right before the word: it is done, denied, or a cause. */
static const char *const settled[] = { "telah ", "sudah ", "pernah ", "yang ",
	"karena ", "setelah ", "akibat ", "pasca ", "usai ", "sejak ", "bahwa ",
	"berhasil ", "dalam rangka ", "sehubungan dengan ", "sebelum ",
	"tanggal ", "surat keterangan ", "akan " };

static const char *const denials[] = { "tidak ", "bukan ", "jangan ", "tanpa ",
	"belum ", "tak ", "not " };

static const char new_sentence[] =
    "mohon|dimohon|memohon|agar|supaya|sehingga|maka|mengajukan|minta|"
    "harap|dan|karena|untuk itu|please|kiranya";

/* What else is revoked in an office. */
static const char *const others[] = { "izin", "blokir", "sk ", "hak ",
	"laporan", "gugatan", "perkara", "status", "keputusan", "peraturan",
	"rekening", "kuasa", "akun", "surel", "email", "e-mail", "subsidi",
	"nomor", "ijin", "data ", "surat ", "akses", "aplikasi", "user" };

static bool
is_before(const char *text, const char *at, const char *words)
{
	size_t len = strlen(words);

	return (size_t)(at - text) >= len &&
	       memcmp(at - len, words, len) == 0 &&
	       ((size_t)(at - text) == len ||
		   !ascii_is_alnum(at[-1 - (long)len]));
}

static bool
is_settled(const char *text, const char *at)
{
	for (size_t i = 0; i < sizeof settled / sizeof *settled; i++)
		if (is_before(text, at, settled[i]))
			return true;
	return false;
}

/* "tidak untuk dicabut", but "tidak aktif, mohon dicabut". */
/* "Pencabutan akan diproses setelah ...": told, not asked. */
static bool
is_told(const char *at)
{
	static const char *const verbs[] = { "akan ", "telah ", "sudah ",
		"hanya " };
	const char *next = at + strcspn(at, " ");

	next += strspn(next, " ");
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (text_starts(next, verbs[i]))
			return true;
	return false;
}

static bool
is_denied(const char *text, const char *at)
{
	char between[NEGATION_REACH + 1];

	for (size_t back = 1; back <= NEGATION_REACH && at - back >= text;
	     back++) {
		const char *from = at - back;
		if (from > text && ascii_is_alnum(from[-1]))
			continue;
		memcpy(between, from, back);
		between[back] = '\0';
		if (strpbrk(between, ",;") ||
		    text_has_any(between, new_sentence))
			return false;
		for (size_t i = 0; i < sizeof denials / sizeof *denials; i++)
			if (text_starts(between, denials[i]))
				return true;
	}
	return false;
}

static bool
names_soon(const char *at)
{
	char near[SOON_MAX + 1];
	size_t len = strnlen(at, SOON_MAX);

	memcpy(near, at, len);
	near[len] = '\0';
	return act_names_certificate(near);
}

static bool
is_of_other(const char *at)
{
	const char *next = at + strcspn(at, " ");

	next += strspn(next, " ");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (text_starts(next, others[i])) /* but: "cabut akun TTE" */
			return !names_soon(next);
	return false;
}

bool
act_names_certificate(const char *text)
{
	return text_has_any(text, certificates);
}

/* "cabut" says enough beside a subject; "hapus" is said of many things, and
 * many things are issued. */
static bool
is_of_certificate(enum letter_kind kind, const char *at, const char *text,
    const char *context)
{
	size_t len = strcspn(at, " ,.;:");
	bool is_plain = kind == LETTER_RENEWAL || memmem(at, len, "cabut", 5) ||
			memmem(at, len, "revo", 4);

	if (act_names_certificate(text) ||
	    text_has_any(text, short_certificates))
		return true;
	return is_plain || act_names_certificate(context);
}

/* The first word of the list that is wanted; NULL: none. */
static const char *
wanted(enum letter_kind kind, const char *text, const char *list,
    const char *context)
{
	const char *at = text;

	for (; (at = text_find_any(at, list)); at++) {
		if (at > text && ascii_is_alnum(at[-1]))
			continue;
		if (!is_settled(text, at) && !is_denied(text, at) &&
		    !is_of_other(at) && !is_told(at) &&
		    is_of_certificate(kind, at, text, context))
			return at;
	}
	return NULL;
}

bool
act_is_taken_back(const char *text)
{
	return text_has_any(text, taking_back);
}

bool
act_is_mentioned(const char *text)
{
	return text_has_any(text, revocation) || text_has_any(text, renewal) ||
	       act_is_taken_back(text);
}

struct act
act_in(const char *text, const char *context)
{
	struct act act = { LETTER_OTHER, false };

	if (act_is_taken_back(text))
		return act;
	const char *revoke =
	    wanted(LETTER_REVOCATION, text, revocation, context);
	const char *issue = wanted(LETTER_ISSUANCE, text, issuance, context);
	const char *renew = wanted(LETTER_RENEWAL, text, renewal, context);
	if (revoke && (!renew || revoke < renew)) {
		act.kind = LETTER_REVOCATION;
		act.is_both = issue != NULL;
	} else if (renew && (!issue || renew < issue)) {
		act.kind = LETTER_RENEWAL;
	} else if (issue) {
		act.kind = LETTER_ISSUANCE;
	}
	return act;
}
