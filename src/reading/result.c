/*
 * result: which sentence of a mail of BSrE tells that it is done or refused.
 * Its wording is not published and shifts, so both languages and many forms
 * are known; but a sentence that asks, advises, counts, looks back or ahead
 * tells nothing. A result that is missed costs the operator a look; one that
 * is imagined closes a case whose certificate still signs.
 */
#include "result.h"

#include "cabut/banned.h"

enum { SENTENCE_MAX = 800, LABEL_MAX = 30, COUNT_DIGITS = 8 };

static const char revoked[] =
    "telah dicabut|sudah dicabut|berhasil dicabut|telah berhasil dicabut|"
    "sudah berhasil dicabut|telah di cabut|telah kami cabut|"
    "telah dilakukan pencabutan|telah selesai dicabut|"
    "telah direvoke|berhasil direvoke|telah di-revoke|"
    "pencabutan sertifikat elektronik berhasil|pencabutan berhasil|"
    "pencabutan telah berhasil|berhasil melakukan pencabutan|"
    "pencabutan sertifikat telah selesai|telah selesai diproses|"
    "pencabutan sertifikat elektronik telah selesai|"
    "pencabutan anda telah selesai|telah dinonaktifkan|"
    "menjadi revoke|"
    "has been revoked|have been revoked|was revoked|"
    "been successfully revoked|successfully revoked|is now revoked|"
    "is revoked|were revoked|revocation was successful|"
    "revocation is complete|revocation has been completed|"
    "revocation completed|dinyatakan dicabut";

static const char refused[] =
    "ditolak|tidak disetujui|gagal diproses|rejected|declined|refused|"
    "denied|dikembalikan|gagal dicabut|was not approved|not approved|"
    "ditangguhkan";

/* What is refused: the act itself may fail, a request may be turned down. */
static const char requests[] = "permohonan|pengajuan|request|usulan";

static const char acts[] =
    "pencabutan|dicabut|di cabut|cabut|revoked|revoke|revocation|direvoke|"
    "di-revoke|dinonaktifkan|pencabutannya";
static const char other_acts[] =
    "penerbitan|terbit|diterbitkan|pembaruan|pembaharuan|perpanjangan|"
    "diperpanjang|issuance|renewal|reissue|reissued|enrollment";

/* Asks, advises, waits, or lays down a condition. */
static const char no_result[] =
    "apakah|tahukah|bagaimana|mengapa|kapan|kenapa|did you know|how to|how|"
    "why|apabila|jika|bila|bilamana|kalau|seandainya|if|unless|in case|"
    "setelah|sesudah|sebelum|ketika|sewaktu|begitu|pada saat|tanpa|"
    "after|before|when|once|until|without|akan|segera|hendak|jangan|belum|"
    "will|would|should|must|may be|can be|to be|is being|being processed|"
    "tidak dapat|tidak bisa|tidak akan|tidak pernah|cannot|could not|"
    "dapat dicabut|bisa dicabut|dapat ditolak|dapat dikembalikan|dapat|"
    "harus|wajib|perlu|pastikan|cara|tata cara|panduan|langkah|guide|tips|"
    "sedang diproses|dalam proses|menunggu|diterima dan|pending|in process|"
    "waiting|dijadwalkan|scheduled|pengingat|reminder|mengingatkan|"
    "daftar sertifikat|yang telah|yang sudah|yang berhasil|yang dicabut|"
    "yang ditolak|yang dikembalikan|certificates that|that have been|"
    "that has been|that was|that were|which has been|which have been";

/* Looks back on another certificate. */
static const char old_news[] = "lama|sebelumnya|terdahulu|dahulu|dulu|tahun|"
			       "old|previous|previously|former|last year";

/* Counts certificates; numbers before them are seen by is_count(). */
static const char many[] =
    "sebanyak|sejumlah|seluruh|semua|beberapa|setiap|tiap|masing-masing|"
    "total|jumlah|ribuan|ratusan|puluhan|all|several|many|every|each|"
    "dua sertifikat|tiga sertifikat|empat sertifikat|lima sertifikat";

/* Such a title is over no news about one certificate. */
static const char gazettes[] =
    "buletin|newsletter|panduan|tips|statistik|webinar|sosialisasi|"
    "rekapitulasi|guide|pengingat|reminder|survei|mengenal";

static const char reasons[] = "karena|dikarenakan|dengan alasan|alasan|sebab|"
			      "because|due to|reason|catatan";

struct judge {
	struct arena *arena;
	const char *subject; /* folded */
	int year;
	struct result result;
	bool wants_reason;  /* refused, the reason may come next */
	bool is_barred;	    /* the rows below belong to a sentence like that */
	bool is_talked_of;  /* revocation is named, but not as a result */
	bool is_promised;   /* so is issuance */
	bool is_not_issued; /* by what else the mail says */
	bool is_both;
};

static bool
is_month(const char *word, size_t len)
{
	return list_has("januari februari maret april mei juni juli agustus "
			"september oktober november desember january february "
			"march may june july august october december jan feb "
			"mar apr jun jul agu aug sep okt oct nov des dec",
	    word, len);
}

static bool
is_after_month(const char *text, size_t at)
{
	size_t end = at, start;

	while (end > 0 && text[end - 1] == ' ')
		end--;
	for (start = end; start > 0 && ascii_is_alpha(text[start - 1]);)
		start--;
	return is_month(text + start, end - start);
}

static bool
starts_number(const char *text, size_t at)
{
	return ascii_is_digit(text[at]) &&
	       (at == 0 || (!ascii_is_alnum(text[at - 1]) &&
			       !strchr("./-:", text[at - 1])));
}

/* "5 sertifikat", "1.204 sertifikat elektronik", but no date and no NIP. */
static bool
is_count(const char *text)
{
	static const char counted[] =
	    "sertifikat sertipikat permohonan pengajuan pegawai pengguna "
	    "orang akun certificate certificates request requests user users "
	    "pencabutan";

	for (size_t at = 0; text[at]; at++) {
		if (!starts_number(text, at))
			continue;
		size_t len = strspn(text + at, "0123456789.,");
		const char *word = text + at + len;
		if (len <= COUNT_DIGITS && *word == ' ' &&
		    list_has(counted, word + 1, strcspn(word + 1, " .,")) &&
		    !is_after_month(text, at))
			return true;
	}
	return false;
}

/* "pada 5 Maret 2023", told in a later year. */
static bool
is_other_year(const char *text, int year)
{
	for (size_t at = 0; year && text[at]; at++) {
		if (!starts_number(text, at) ||
		    strspn(text + at, "0123456789") != 4)
			continue;
		int named = (text[at] - '0') * 1000 +
			    (text[at + 1] - '0') * 100 +
			    (text[at + 2] - '0') * 10 + (text[at + 3] - '0');
		if (named >= 1990 && named < 2100 && named != year)
			return true;
	}
	return false;
}

static bool
is_no_result(const struct judge *j, const char *sentence)
{
	return text_has_any(sentence, no_result) ||
	       text_has_any(sentence, old_news) ||
	       text_has_any(sentence, many) || is_count(sentence) ||
	       is_other_year(sentence, j->year);
}

/* Told of, and no word of revocation in the whole mail. */
static bool
is_issued(const struct judge *j, const char *sentence)
{
	return !j->is_not_issued && issued_is_told(sentence) &&
	       !text_has_any(sentence, refused) &&
	       !is_no_result(j, issued_without_use(sentence, j->arena));
}

static bool
is_finished(const struct judge *j, const char *sentence)
{
	sentence = issued_without_clause(sentence, j->arena);
	return text_has_any(sentence, revoked) &&
	       text_has_any(sentence, acts) &&
	       !text_has_any(sentence, other_acts) &&
	       !text_has_any(sentence, "tidak|bukan|not|never|batal") &&
	       !text_has_any(sentence, refused) && !is_no_result(j, sentence);
}

/* Is the refused request one for a revocation? The title may tell. */
static bool
is_about_revocation(const struct judge *j, const char *text)
{
	if (text_has_any(text, other_acts))
		return false;
	return text_has_any(text, acts) ||
	       (text_has_any(text, requests) &&
		   text_has_any(j->subject, acts) &&
		   !text_has_any(j->subject, other_acts));
}

/* The same of an issuance. */
static bool
is_about_issuance(const struct judge *j, const char *text)
{
	if (text_has_any(text, acts))
		return false;
	return issued_is_about(text) || (text_has_any(text, requests) &&
					    !text_has_any(text, other_acts) &&
					    issued_is_about(j->subject) &&
					    !text_has_any(j->subject, acts));
}

/* Which service; LETTER_OTHER: neither of ours. */
static enum letter_kind
service_of(const struct judge *j, const char *text)
{
	if (is_about_revocation(j, text))
		return LETTER_REVOCATION;
	return is_about_issuance(j, text) ? LETTER_ISSUANCE : LETTER_OTHER;
}

/* The reason of a refusal may be "belum", its sentence may not: only what
 * stands before the reason is judged. */
static enum letter_kind
refusal_of(const struct judge *j, const char *sentence)
{
	const char *hit = text_find_any(sentence, refused);
	const char *reason = hit ? text_find_any(hit, reasons) : NULL;

	if (!hit)
		return LETTER_OTHER;
	char *head = arena_copy(j->arena, sentence,
	    reason ? (size_t)(reason - sentence) : strlen(sentence));
	bool is_request = text_has_any(head, requests) ||
			  !text_has_any(head, "dikembalikan|ditangguhkan");
	return is_request && !is_no_result(j, head) ? service_of(j, head)
						    : LETTER_OTHER;
}

/* What stands behind "karena", "alasan"; else the sentence itself. */
static const char *
remark_of(const char *sentence, struct arena *arena)
{
	char *folded = text_fold(slice_of(sentence), arena);
	const char *hit = text_find_any(folded, reasons);
	const char *at = hit ? sentence + (hit - folded) : NULL;

	if (at) {
		if (text_starts(hit, "dengan alasan"))
			at += strlen("dengan ");
		at += strcspn(at, " :");
		if (text_starts(at, " to "))
			at += 4;
		at += strspn(at, " :,-");
	}
	if (!at || !*at)
		at = sentence;
	size_t len = strlen(at);
	while (len > 0 && strchr(" .,;", at[len - 1]))
		len--;
	return arena_copy(arena, at, len);
}

static void
find(struct judge *j, enum confirmation_outcome outcome, enum letter_kind about,
    const char *sentence, const char *why)
{
	struct result *r = &j->result;

	if (r->outcome != CONFIRMATION_NONE &&
	    (r->outcome != outcome || r->about != about))
		j->is_both = true;
	if (r->outcome != CONFIRMATION_NONE)
		return;
	r->outcome = outcome;
	r->about = about;
	r->sentence = sentence;
	r->why = why;
}

static void
judge_sentence(struct judge *j, const char *plain, bool asks)
{
	char *folded = text_fold(slice_of(plain), j->arena);
	const char *reason =
	    text_find_any(folded, "alasan|reason|karena|catatan|keterangan");

	enum letter_kind about = asks ? LETTER_OTHER : refusal_of(j, folded);

	if (text_ends(folded, ":"))
		j->is_barred = asks || is_no_result(j, folded);
	if (about != LETTER_OTHER) {
		if (j->result.outcome == CONFIRMATION_NONE) {
			j->result.remark = remark_of(plain, j->arena);
			j->wants_reason = !reason;
		}
		find(j, CONFIRMATION_REFUSED, about, plain,
		    "a request was refused");
	} else if (j->wants_reason && reason) {
		j->result.remark = remark_of(plain, j->arena);
		j->wants_reason = false;
	} else if (!asks && is_finished(j, folded)) {
		find(j, CONFIRMATION_REVOKED, LETTER_REVOCATION, plain,
		    "a certificate has been revoked");
	} else if (!asks && is_issued(j, folded)) {
		find(j, CONFIRMATION_ISSUED, LETTER_ISSUANCE, plain,
		    "a certificate has been issued");
	} else if (asks || is_no_result(j, folded)) {
		j->is_talked_of |= text_has_any(folded, acts);
		j->is_promised |= issued_is_about(folded);
	}
}

/* "Status: REVOKED", "Status Permohonan Pencabutan : Ditolak". */
static void
judge_status(struct judge *j, const char *plain)
{
	char *folded = text_fold(slice_of(plain), j->arena);
	const char *value = strchr(folded, ':');

	if (!value || j->is_barred)
		return;
	value += strspn(value, ": ");
	size_t len = strlen(value);
	while (len > 0 && strchr(" .!", value[len - 1]))
		len--;
	char *one = arena_copy(j->arena, value, len);
	bool is_done = !strcmp(one, "revoked") || !strcmp(one, "revoke") ||
		       !strcmp(one, "dicabut") || !strcmp(one, "telah dicabut");
	bool is_no = !strcmp(one, "ditolak") || !strcmp(one, "rejected") ||
		     !strcmp(one, "permohonan ditolak");
	enum letter_kind about = is_no ? service_of(j, folded) : LETTER_OTHER;

	if (is_done)
		find(j, CONFIRMATION_REVOKED, LETTER_REVOCATION, plain,
		    "its status is revoked");
	else if (!j->is_not_issued && issued_is_status(one))
		find(j, CONFIRMATION_ISSUED, LETTER_ISSUANCE, plain,
		    "its status is issued");
	if (about == LETTER_OTHER)
		return;
	j->wants_reason |= j->result.outcome == CONFIRMATION_NONE;
	find(j, CONFIRMATION_REFUSED, about, plain, "its status is refused");
}

/* One row of data, or the sentences of a paragraph. */
static void
judge_piece(struct judge *j, struct slice piece, bool is_row)
{
	char *plain = text_squeeze(piece, j->arena), *at = plain;

	if (is_row && slice_starts_nocase(slice_of(plain), SLICE("status"))) {
		judge_status(j, plain);
		return;
	}
	while (*at) {
		size_t len = text_sentence(at);
		bool asks = at[len] == '?' || len > SENTENCE_MAX;
		size_t keep = len < SENTENCE_MAX ? len : SENTENCE_MAX;
		judge_sentence(j, arena_copy(j->arena, at, keep), asks);
		at += len + strspn(at + len, ".;?! ");
	}
}

/* "Nama : Sari": a short label with a value. */
static bool
is_data_row(struct slice line)
{
	struct slice s = slice_trim(line);
	const char *colon = s.len ? memchr(s.at, ':', s.len) : NULL;

	return colon && colon - s.at <= LABEL_MAX && ascii_is_alpha(s.at[0]) &&
	       colon + 1 < s.at + s.len;
}

/* A row's value may go on below it, further in or in the same sentence. */
static bool
goes_on(struct slice line)
{
	return line.at[0] == ' ' || line.at[0] == '\t' ||
	       (line.at[0] >= 'a' && line.at[0] <= 'z');
}

/* Each paragraph and each row apart: a title without a dot must not run into
 * the text, nor a row into the next. */
static void
judge_text(struct judge *j, const char *text)
{
	struct slice rest = slice_of(text), line, piece = { text, 0 };
	bool is_row = false;

	while (slice_take_line(&rest, &line)) {
		bool row = is_data_row(line);
		bool parts =
		    row || slice_is_blank(line) || (is_row && !goes_on(line));
		if (parts) {
			judge_piece(j, piece, is_row);
			piece = (struct slice){ line.at, 0 };
			is_row = row;
		}
		piece.len = (size_t)(line.at + line.len - piece.at);
	}
	judge_piece(j, piece, is_row);
}

/* Is this a mail that cannot tell of an issuance? */
static bool
speaks_of_other(const struct judge *j, const char *body)
{
	const char *text = text_fold(slice_of(body), j->arena);

	return text_has_any(text, acts) || text_has_any(j->subject, acts) ||
	       issued_is_barred(text) || issued_is_barred(j->subject);
}

void
result_read(const char *subject, const char *body, int year,
    struct arena *arena, struct result *r)
{
	struct judge j = { .arena = arena,
		.subject = text_fold(slice_of(subject), arena),
		.year = year };
	const struct result none = { CONFIRMATION_NONE, LETTER_OTHER, NULL, "",
		"nothing about a finished revocation or issuance" };

	*r = j.result = none;
	if (text_has_any(j.subject, gazettes))
		return;
	j.is_not_issued = speaks_of_other(&j, body);
	judge_text(&j, body);
	/* The title alone does not outweigh a body that only talks. */
	j.is_not_issued |= j.is_promised;
	if (j.result.outcome == CONFIRMATION_NONE && !j.is_talked_of)
		judge_piece(&j, slice_of(subject), false);
	if (!j.is_both)
		*r = j.result;
	else
		r->why = "two results that contradict each other";
}
