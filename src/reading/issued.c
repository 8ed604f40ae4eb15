/*
 * issued: which sentence tells that a certificate was issued, and what else a
 * mail may not say beside it. Mails on the way there (an account, a passphrase
 * to set) and mails about renewal or revocation tell of no issuance.
 */
#include "date.h"
#include "result.h"

#include "cabut/banned.h"

enum { CLAUSE_REACH = 40 };

static const char issued[] =
    "telah terbit|sudah terbit|berhasil terbit|telah berhasil terbit|"
    "telah diterbitkan|sudah diterbitkan|berhasil diterbitkan|"
    "telah berhasil diterbitkan|sudah berhasil diterbitkan|"
    "telah kami terbitkan|telah selesai diterbitkan|"
    "dinyatakan terbit|penerbitan berhasil|penerbitan telah berhasil|"
    "penerbitan sertifikat elektronik berhasil|"
    "penerbitan sertifikat elektronik telah berhasil|"
    "penerbitan sertifikat elektronik telah selesai|"
    "penerbitan telah selesai|aktivasi berhasil|aktivasi telah berhasil|"
    "aktivasi sertifikat elektronik berhasil|"
    "aktivasi sertifikat elektronik telah berhasil|"
    "aktivasi sertifikat elektronik telah selesai|"
    "telah aktif|sudah aktif|berhasil diaktivasi|telah diaktivasi|"
    "berhasil diaktifkan|telah diaktifkan|"
    "has been issued|have been issued|been successfully issued|"
    "successfully issued|was issued|is now issued|issuance was successful|"
    "issuance is complete|issuance has been completed|"
    "issuance completed|activation is complete|"
    "activation has been completed|activation completed|"
    "activation complete|successfully activated|has been activated";

static const char objects[] =
    "sertifikat|sertipikat|sertifikat elektronik|certificate|tte|sertel|"
    "tanda tangan elektronik";

static const char acts[] =
    "penerbitan|terbit|diterbitkan|terbitkan|issuance|issued|issue|"
    "pendaftaran|registrasi|registration|enrollment|aktivasi|activation";

/* On the way to a certificate, or about another service. */
static const char bars[] =
    "username|user name|nama pengguna dan|kata sandi sementara|"
    "username dan password|password sementara|setting passphrase|"
    "set passphrase|set up passphrase|set your passphrase|atur passphrase|"
    "mengatur passphrase|pengaturan passphrase|buat passphrase|"
    "membuat passphrase|pembuatan passphrase|aktivasi akun|aktifasi akun|"
    "account activation|akun anda|your account|"
    "pembaruan|pembaharuan|diperbarui|diperbaharui|perpanjangan|"
    "diperpanjang|renewal|renewed|reissue|reissued|penerbitan ulang|"
    "diterbitkan ulang|diterbitkan kembali|akan berakhir|akan habis|"
    "kedaluwarsa|kadaluarsa|expire|expires|expired";

static const char uses[] =
    "dan dapat digunakan|dan sudah dapat digunakan|dan telah dapat "
    "digunakan|dan siap digunakan|dan bisa digunakan|sehingga dapat "
    "digunakan|dan dapat dipakai|and can be used|and is ready|"
    "and can now be used|dan dapat anda gunakan";

static const char clauses[] =
    "yang diterbitkan pada|yang telah diterbitkan pada|yang terbit pada|"
    "yang diterbitkan tanggal|yang terbit tanggal|yang diterbitkan pada "
    "tanggal|that was issued on|which was issued on|issued on";

bool
issued_is_told(const char *sentence)
{
	return text_has_any(sentence, issued) &&
	       text_has_any(sentence, objects) &&
	       !text_has_any(sentence, "tidak|bukan|not|never|batal|gagal|no");
}

bool
issued_is_status(const char *value)
{
	static const char list[] = "|issue|issued|terbit|telah terbit|"
				   "sudah terbit|diterbitkan|"
				   "telah diterbitkan|";
	const char *hit = strstr(list, value);

	return *value && hit && hit > list && hit[-1] == '|' &&
	       hit[strlen(value)] == '|';
}

bool
issued_is_about(const char *text)
{
	return text_has_any(text, acts) && !text_has_any(text, bars);
}

bool
issued_is_barred(const char *mail)
{
	return text_has_any(mail, bars);
}

const char *
issued_without_use(const char *sentence, struct arena *arena)
{
	const char *use = text_find_any(sentence, uses);

	return use ? arena_copy(arena, sentence, (size_t)(use - sentence))
		   : sentence;
}

const char *
issued_without_clause(const char *sentence, struct arena *arena)
{
	const char *clause = text_find_any(sentence, clauses);
	struct date_hit date;

	if (!clause || !date_find(clause, &date) ||
	    date.from - clause > CLAUSE_REACH)
		return sentence;
	return arena_printf(
	    arena, "%.*s%s", (int)(clause - sentence), sentence, date.to);
}
