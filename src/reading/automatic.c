/*
 * automatic: the wording of absences, receipts and bounces, for mail whose
 * headers do not tell. An answer that decides is never taken for one of
 * them, so that nothing an official wrote is filed away unread.
 */
#include "decision.h"
#include "quote.h"

#include "cabut/banned.h"

enum { AUTOMATIC_BYTES = 8000 };

static const char certain[] =
    "balasan otomatis|balas otomatis|jawaban otomatis|dibalas otomatis|"
    "respons otomatis|respon otomatis|pesan otomatis|surel otomatis|"
    "email otomatis|secara otomatis|penjawab otomatis|"
    "auto reply|auto-reply|autoreply|automatic reply|"
    "auto response|autoresponse|automated response|automated message|"
    "automatically generated|out of office|out of the office|"
    "di luar kantor|diluar kantor|vacation responder|on vacation|"
    "annual leave|on leave until|no-reply|noreply|do not reply|"
    "jangan membalas|mohon tidak membalas|tidak perlu dibalas|"
    "undeliverable|undelivered|undelivered mail|been quarantined|"
    "without being read|no delivery notification|surel anda ditahan|"
    "pesan anda ditahan|email anda ditahan|menerima rapat ini|"
    "menolak rapat ini|"
    "delivery status notification|"
    "mail delivery failed|mail delivery failure|mail delivery system|"
    "delivery has failed|delivery failure|delivery failed|"
    "could not be delivered|couldn't be delivered|"
    "wasn't delivered|was not delivered|failed to deliver|"
    "message delayed|delivery delayed|delivery incomplete|"
    "tidak terkirim|belum terkirim|gagal terkirim|gagal dikirim|"
    "tidak dapat dikirim|tidak dapat disampaikan|pengiriman gagal|"
    "pengiriman tertunda|pesan tertunda|gagal mengirim|"
    "tidak bisa dikirim|mailer-daemon|mailer daemon|postmaster|"
    "alamat tidak ditemukan|address not found|user unknown|"
    "unknown user|mailbox full|mailbox is full|over quota|"
    "quota exceeded|kotak surat penuh|kotak masuk penuh|"
    "melebihi kuota|kuota penuh|no such user|does not exist|"
    "kotak surat penerima penuh|kotak pesan penuh|has been delayed|"
    "delivery delay notification|"
    "tidak lagi dipantau|tidak dipantau|tidak aktif lagi digunakan|"
    "tidak lagi digunakan|tidak lagi aktif|no longer monitored|"
    "tanda terima|laporan dibaca|laporan baca|read receipt|"
    "return receipt|disposition notification|was read on|"
    "was displayed on|has been read|telah dibaca pada|dibaca pada|"
    "telah dibuka pada|ditampilkan pada|telah ditampilkan|"
    "tanda bukti baca|konfirmasi baca|telah dibaca|"
    "has accepted this invitation|has declined this invitation|"
    "accepted this event|declined this event|"
    "has accepted|has declined|tentatively accepted|"
    "menerima undangan|menolak undangan|undangan telah diterima|"
    "undangan ditolak|undangan diterima|menerima undangan ini|"
    "menyetujui undangan|respons undangan|undangan rapat|"
    "permintaan rapat|meeting request|calendar|kalender|begin:vcalendar|"
    "terima kasih telah menghubungi|terimakasih telah menghubungi|"
    "terima kasih sudah menghubungi|thank you for contacting|"
    "nomor tiket|tiket anda|ticket number|your ticket|"
    "pesan anda telah kami terima|pesan anda telah diterima|"
    "pesan anda sudah kami terima|pesan anda sudah diterima|"
    "surel anda telah kami terima|surel anda telah diterima|"
    "surel anda sudah kami terima|surel anda sudah diterima|"
    "email anda telah kami terima|email anda telah diterima|"
    "email anda sudah kami terima|email anda sudah diterima|"
    "surat anda telah kami terima|surat anda sudah kami terima|"
    "surat anda telah diterima|surat anda sudah diterima|"
    "surat anda diteruskan|surat anda telah diteruskan|"
    "surel anda diteruskan|surel anda telah diteruskan|"
    "email anda diteruskan|email anda telah diteruskan|"
    "pesan anda diteruskan|pesan anda telah diteruskan|"
    "we have received your|your message has been received|"
    "your email has been received|reporting-mta|final-recipient|"
    "this is an automated|will be away|am away|currently away|"
    "recipient's mailbox|respons dari server jarak jauh|"
    "penerima tidak ditemukan|alamat surel tidak ditemukan|"
    "delivery to the following recipient|"
    "this message was created automatically|akun ini tidak dipantau";

/* These are also written by hand; together with `away_what` they are not. */
static const char away[] =
    "sedang cuti|sedang tidak di kantor|tidak berada di kantor|"
    "tidak di kantor|tidak berada di tempat|tidak masuk kantor|"
    "sedang dinas luar|dinas luar|perjalanan dinas|tugas luar|"
    "sedang mengikuti|sedang melaksanakan|cuti sampai|cuti bersama|"
    "cuti|telah pindah|sudah pindah|pindah tugas|telah pensiun|"
    "sudah pensiun|purna tugas|libur nasional|hari libur|libur|"
    "selama bulan ramadan|jam kerja|jam operasional|jam layanan|"
    "ibadah haji|ibadah umrah|ibadah umroh|umrah|diklat|pelatihan|"
    "pendidikan|keterbatasan akses|akses surel terbatas|"
    "akses email terbatas|luar kota|sakit|sedang tugas|izin|"
    "setelah kembali ke kantor|sekembali saya|sekembalinya|sekembali ke|"
    "luar negeri|sedang rapat|limited access|i am currently|i will be";

static const char away_what[] =
    "hubungi|menghubungi|dihubungi|contact|alamat email ini|alamat surel ini|"
    "akan membalas|akan saya balas|akan kami balas|akan dibalas|saya balas|"
    "akan saya tanggapi|akan ditindaklanjuti|"
    "akan kami tindaklanjuti|akan diproses setelah|agar diteruskan|"
    "dapat ditujukan|harap ditujukan|silakan ditujukan|"
    "surat yang memerlukan|hal mendesak|keperluan mendesak|urusan mendesak|"
    "untuk urusan|untuk keperluan|kembali bekerja|kembali masuk|"
    "kembali bertugas|kembali ke kantor|kembali pada|kembali aktif|"
    "membalas surel|membalas email|membalas pesan|baru dapat membalas|"
    "will return|upon my return|when i return|will respond|"
    "surat anda|surel anda|email anda|pesan anda|"
    "plh|pelaksana harian|digantikan|your email|your message";

static bool
is_smtp_report(const char *text)
{
	static const char codes[] =
	    "550 5|554 5|552 5|553 5|450 4|451 4|"
	    "452 4|421 4|5.1.1|5.2.2|4.4.7|5.7.1|4.4.1|5.4.1|550 no";

	return text_has_any(text, codes);
}

/* Outlook's receipt: "Pesan Anda", a header block, "dibaca pada ...". */
static bool
is_read_receipt(const char *own, const char *body, struct arena *arena)
{
	static const char openings[] = "pesan anda|your message|surel anda";
	const char *first = text_find_any(own, openings);
	char *all = text_fold(slice_of(body ? body : ""), arena);

	return first == own && strlen(own) < 40 &&
	       text_has_any(all, "dibaca pada|telah dibaca|was read on|"
				 "dihapus tanpa dibaca|ditampilkan pada|"
				 "was deleted without being read");
}

/* "Saya setuju. Maaf saya balas dari HP, sedang dinas luar." */
static bool
has_verdict(const char *own, struct arena *arena)
{
	struct speech s;

	speech_make(own, arena, &s);
	return speech_has(&s, WORD_YES, 0, s.count) ||
	       speech_has(&s, WORD_NO, 0, s.count);
}

bool
reading_is_automatic(const char *subject, const char *body)
{
	struct arena *arena = arena_new();
	const char *own = reading_own_text(body, arena), *why;
	size_t len = strlen(own);
	char *text =
	    text_fold((struct slice){ own,
			  len < AUTOMATIC_BYTES ? len : AUTOMATIC_BYTES },
		arena);
	char *title = text_fold(slice_of(subject ? subject : ""), arena);

	bool is_certain = text_has_any(text, certain) || is_smtp_report(text) ||
			  is_read_receipt(text, body, arena);
	bool wording = is_certain || (text_has_any(text, away) &&
					 text_has_any(text, away_what));
	bool titled =
	    !text_starts(title, "re:") && !text_starts(title, "bls:") &&
	    !text_starts(title, "balasan:") && text_has_any(title, certain);
	enum decision decision = decision_of(own, arena, &why, NULL);
	wording &= is_certain || !has_verdict(own, arena);
	arena_free(arena);
	if (decision == DECISION_APPROVE || decision == DECISION_REJECT)
		return false;
	return wording || titled;
}
