/*
 * object: is what a yes says about this revocation? In its clause every word
 * must be one of the few that belong there: an allow-list, since what people
 * may agree to has no end ("setuju mutasi", "lanjut baca", "cabut jawaban
 * saya", "setuju dicabut pada tanggal pensiun").
 */
#include "guard.h"
#include "scope.h"
#include "span.h"

#include "cabut/banned.h"

/* What stands beside a yes; also the first word of a merged phrase. */
static const char beside[] =
    "pencabutan permohonan permohonannya pengajuan pengajuannya usulan "
    "usul usulannya sertifikat sertipikat elektronik se tte sertel "
    "e-sertifikat digital certificate revocation request this the for of "
    "and a it with by do ini itu tersebut tsb dimaksud berikut atas untuk "
    "utk u/ buat saja saj aja deh nih lah loh dengan dgn dg ybs segera "
    "dilakukan di dari bersama sangat amat langsung lgsg tanpa bahwa "
    "sekali pisan mi ji jo ces banget bgt menyatakan nyatakan dinyatakan "
    "ketentuan ketentuannya sop prosedur aturan peraturan yang yg "
    "sepenuhnya penuh secara resmi tegas ikhlas mutlak bulat pada terhadap "
    "serta seratus almarhum almarhumah alm lama cepat lekas secepatnya "
    "segerakan disegerakan dipercepat percepat mempercepat prioritaskan "
    "sekarang kini bos ams rangka dalam perihal hal mengenai tentang semua "
    "seluruh semuanya juga jg sebagaimana sbg yth ykh hormat maaf mohon "
    "demikian tidak sudah telah sdh terima terimakasih kasih makasih salam "
    "selamat assalamualaikum assalamu'alaikum wassalam alaikum wr wb wr.wb "
    "bismillah alhamdulillah om swastiastu swastyastu pemohon diajukan "
    "diusulkan dimohonkan sekian jangan harus matur hatur suwun nuwun tq "
    "trims trimakasih thanks thank wae haja mawon niki mah dipun pak bu "
    "mas dear kepada admin ibu kedua ketiga amin aamiin thx menolak "
    "memutuskan sampaikan menyampaikan disampaikan izin sugeng agar supaya "
    "biar rahajeng semeng kok dong be mendukung memahami memaklumi "
    "mengetahui kesempatan ass asw aslm askum skrg sgr ai pang ndang "
    "sehubungan "
    "selanjutnya dr";

/* What became of somebody: only when it is told ("ybs sudah pensiun"). */
static const char fates[] =
    "pensiun pensiunan purna purnatugas purnabakti bakti mutasi pindah alih "
    "tugas meninggal dunia wafat lupa passphrase password sandi passwod "
    "hilang kehilangan masa memasuki penyalahgunaan keamanan";
static const char told_by[] =
    "ybs yang yg masa memasuki purna lupa alasan almarhum almarhumah sudah "
    "telah sdh batas karena krn";
static const char hours[] = "pagi siang sore malam";

static bool
is_told_fate(const struct speech *s, size_t at)
{
	if (!token_is(&s->at[at], fates) || at == 0)
		return false;
	const struct token *before = &s->at[at - 1];
	return before->word == WORD_HAVE || before->word == WORD_BECAUSE ||
	       token_is(before, told_by) || token_is(before, fates);
}

/* "Selamat siang", "Siang Pak": no hour of the act. */
static bool
is_greeting(const struct speech *s, size_t at)
{
	if (!token_is(&s->at[at], hours))
		return false;
	return at == 0 ||
	       token_is(&s->at[at - 1], "selamat met slmt sugeng salam") ||
	       (at + 1 < s->count && s->at[at + 1].word == WORD_PERSON);
}

static bool
is_paper_of_it(const struct speech *s, size_t at)
{
	static const char links[] = "sesuai atas dalam pada terhadap dari "
				    "menindaklanjuti berdasarkan";
	const struct token *t = &s->at[at];

	if (token_is(t, "tanda tandatangan"))
		return at + 1 < s->count &&
		       token_is(t + 1, "elektronik digital");
	if (token_is(t, "nip nik")) /* "a.n. Asep NIP 1985..." */
		return at + 1 < s->count && t[1].word == WORD_CASE;
	return token_is(t, "nomor nama identitas") ||
	       (token_is(t, "surat surel email berkas dokumen data lampiran") &&
		   at > 0 && token_is(t - 1, links));
}

static const char requests[] =
    "permohonan permohonannya pengajuan pengajuannya usulan usulannya surat "
    "suratnya persetujuan jawaban jabatan jabatannya sk";

/* "Cabut saja permohonannya", "permohonan ybs silakan dicabut", "setuju SK-nya
 * dicabut": not the certificate. */
bool
revokes_other_thing(const struct speech *s, size_t at)
{
	size_t i = at + 1;

	if (s->at[at].word != WORD_ACT ||
	    !token_is(&s->at[at], "cabut dicabut mencabut"))
		return false;
	while (i < s->count && s->at[i].clause == s->at[at].clause &&
	       token_is(&s->at[i], "saja aja segera dulu lagi"))
		i++;
	if (i < s->count && s->at[i].clause == s->at[at].clause &&
	    token_is(&s->at[i], requests))
		return true;
	for (i = at; i-- > 0 && s->at[i].clause == s->at[at].clause;) {
		if (word_is_in(s->at[i].word, IN_SET(WORD_YES)) ||
		    token_is(&s->at[i], "pencabutan sertifikat sertipikat tte "
					"se elektronik sertel untuk utk"))
			return false;
		if (token_is(&s->at[i], requests))
			return true;
	}
	return false;
}

/* "Setuju yang lama saja", "disetujui yang sudah lengkap": a part. */
static bool
is_of_a_part(const struct speech *s, size_t at)
{
	return at > 0 && token_is(&s->at[at], "yang yg") &&
	       word_is_in(s->at[at - 1].word,
		   IN_SET(WORD_YES) | IN_SET(WORD_GO) | IN_SET(WORD_ACT));
}

static bool
belongs(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];
	bool ends = at + 1 == s->count;

	/* "Setuju 800/KGB/2026": of what? */
	if (t->word == WORD_CASE && strchr(t->text, '/'))
		return at > 0 &&
		       token_is(t - 1, "nomor no surat permohonan pencabutan "
				       "sertifikat elektronik tte nota dinas "
				       "surel usulan pengajuan");
	if (t->word == WORD_PAPER)
		return is_paper_of_it(s, at);
	if (t->word == WORD_ONLY) /* "Setuju Anton sebagai Plh." */
		return !token_is(t, "sebagai selaku") ||
		       !has_before(s, at, WORD_YES, 12);
	if (t->word != WORD_PLAIN || !t->text ||
	    !ascii_is_alnum(t->text[0])) /* a sign */
		return true;
	if (token_is(t, "no"))
		return !ends && t[1].word == WORD_CASE;
	if (is_of_a_part(s, at))
		return false;
	if (token_is(t, "lama")) /* "untuk permohonan lama" */
		return at > 0 &&
		       (word_is_in(t[-1].word, IN_SET(WORD_HAVE) |
						   IN_SET(WORD_WHO) |
						   IN_SET(WORD_UNKNOWN)) ||
			   token_is(t - 1, "sertifikat sertipikat tte sertel "
					   "elektronik se"));
	if (token_is(t, "tempat ditempat"))
		return at > 0 && token_is(t - 1, "di");
	if (token_is(t, "hari"))
		return !ends && token_is(t + 1, "ini");
	if (token_is(t, "untuk utk bagi") && !ends)
		return !token_is(t + 1, "yang yg");
	return token_is(t, beside) || is_told_fate(s, at) || is_greeting(s, at);
}

static bool
is_clause_of_yes(const struct speech *s, struct span c)
{
	return span_has(
	    s, c, IN_SET(WORD_YES) | IN_SET(WORD_GO) | IN_SET(WORD_ACT));
}

bool
object_is_other(const struct speech *s)
{
	for (size_t i = 0; i < s->count;) {
		struct span c = clause_at(s, i);
		i = c.to;
		if (!is_clause_of_yes(s, c))
			continue;
		for (size_t k = c.from; k < c.to; k++)
			if (!belongs(s, k))
				return true;
	}
	return false;
}
