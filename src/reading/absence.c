/*
 * absence: does a note say that its writer is away, until when, and whom to
 * turn to instead? A note only starts the rule for substitutes, whose answers
 * are proven like any; but one that is imagined hands work to another, so
 * other people's absence, conditions and mere receipts are none.
 */
#include "absence.h"
#include "decision.h"
#include "quote.h"

#include "cabut/banned.h"

enum { DEPUTY_MAX = 300, SENTENCE_MAX = 600 };

static const char away[] =
    "cuti|dinas luar|perjalanan dinas|tugas luar|tidak di kantor|"
    "tidak berada di kantor|tidak berada di tempat|tidak di tempat|"
    "di luar kantor|diluar kantor|luar kota|luar negeri|tidak masuk kantor|"
    "tidak masuk kerja|sakit|diklat|pelatihan|pendidikan dan pelatihan|"
    "ibadah haji|ibadah umrah|ibadah umroh|umrah|umroh|izin|tugas belajar|"
    "out of office|out of the office|on leave|annual leave|sick leave|"
    "maternity leave|on vacation|on holiday|be away|am away|currently away|"
    "travelling|traveling|business trip|absen|tidak bertugas sementara|"
    "bimtek|rapat kerja|kunjungan kerja|dl";

static const char gone[] =
    "pindah tugas|telah pindah|sudah pindah|dipindahtugaskan|mutasi ke|"
    "dimutasi|dimutasikan|alih tugas|telah pensiun|sudah pensiun|"
    "purna tugas|purnatugas|memasuki masa pensiun|tidak lagi bertugas|"
    "tidak lagi menjabat|tidak lagi bekerja|sudah tidak bertugas|"
    "sudah tidak menjabat|sudah tidak bekerja|no longer work|"
    "no longer with|no longer in|have retired|am retired|have left|"
    "have moved";

static const char back[] =
    "kembali|masuk kantor|masuk kerja|aktif bekerja|back|return|returning|"
    "sampai|s.d|hingga|until|available|membalas|balas";

/* Bounces, receipts, and what a ticket system says. */
static const char other[] =
    "mailbox full|mailbox is full|over quota|quota exceeded|"
    "kotak surat penuh|kotak masuk penuh|melebihi kuota|kuota penuh|"
    "undeliverable|undelivered|delivery status notification|"
    "mail delivery|delivery failure|delivery failed|could not be delivered|"
    "tidak terkirim|gagal terkirim|user unknown|address not found|"
    "tanda terima|laporan dibaca|read receipt|return receipt|"
    "disposition notification|was read on|was displayed on|has been read|"
    "telah dibaca pada|nomor tiket|ticket number|begin:vcalendar|"
    "undangan rapat";

static const char others[] =
    "pemohon|beliau|ybs|yang bersangkutan|pemilik|pegawai kami|a.n|"
    "atas nama|apakah|he is|she is|they are|mereka|dia|anda|pegawai yang";

/* Not now, or not at all. */
static const char no_absence[] =
    "apabila|jika|bila|bilamana|kalau|seandainya|if|unless|whenever|"
    "tidak cuti|tidak sedang|belum cuti|batal|ditunda|selesai cuti|"
    "habis cuti|sudah kembali|telah kembali|am back|permohonan|pengajuan|"
    "sertifikat|mengajukan|formulir|surat cuti|hak cuti";

static const char me[] =
    "saya|kami|i am|i'm|i will|i'll|i have|my|alamat surel ini|"
    "alamat email ini|akun ini|surel ini|email ini|i";

static const char titles[] =
    "balasan otomatis|balas otomatis|jawaban otomatis|otomatis|auto reply|"
    "auto-reply|autoreply|automatic reply|auto response|autoresponse|"
    "out of office|out of the office|di luar kantor|ooo|sedang cuti|"
    "sedang dinas luar|dinas luar|cuti";

static const char deputies[] =
    "plh|plt|pelaksana harian|pelaksana tugas|digantikan|pengganti|hubungi|"
    "menghubungi|dihubungi|ditujukan|contact|didelegasikan|mewakili|"
    "diteruskan|sekretariat";

struct note {
	struct arena *arena;
	struct absence *out;
	struct span span;
	int32_t today;
	bool is_titled; /* by its title, the writer speaks of himself */
};

static bool
is_own(const struct note *n, const char *sentence)
{
	return !text_has_any(sentence, others) &&
	       !text_has_any(sentence, no_absence) &&
	       (n->is_titled || text_has_any(sentence, me));
}

static void
take_sentence(struct note *n, const char *plain)
{
	char *folded = text_fold(slice_of(plain), n->arena);
	bool own = is_own(n, folded);
	bool is_gone = own && text_has_any(folded, gone);
	bool is_away = own && !is_gone && text_has_any(folded, away);

	n->out->is_absence |= is_gone || is_away;
	n->out->is_permanent |= is_gone;
	if (is_away ||
	    (n->out->is_absence && own && text_has_any(folded, back)) ||
	    (n->out->is_absence && !is_gone &&
		text_has_any(folded, "kembali|back|return")))
		span_read(folded, is_away, n->today, &n->span);
	if (!n->out->names_deputy_text && text_has_any(folded, deputies) &&
	    strlen(plain) <= DEPUTY_MAX)
		n->out->names_deputy_text = plain;
}

/* The dots of "s.d.", "tgl." and "Plh." end no sentence. */
static bool
is_shortened(const char *text, size_t dot)
{
	static const char *const words[] = { "s.d", "tgl", "plh", "plt" };
	struct slice word = { text + dot - (dot < 3 ? dot : 3), 3 };

	for (size_t i = 0; dot >= 3 && i < sizeof words / sizeof *words; i++)
		if (slice_equal_nocase(word, slice_of(words[i])))
			return true;
	return false;
}

static size_t
sentence_length(const char *text)
{
	size_t len = text_sentence(text);

	while (text[len] == '.' && is_shortened(text, len))
		len += 1 + text_sentence(text + len + 1);
	return len < SENTENCE_MAX ? len : SENTENCE_MAX;
}

static void
take_paragraph(struct note *n, struct slice paragraph)
{
	const char *at = text_squeeze(paragraph, n->arena);

	while (*at) {
		size_t len = sentence_length(at);
		if (at[len] != '?')
			take_sentence(n, arena_copy(n->arena, at, len));
		at += len;
		at += strspn(at, ".;?! ");
	}
}

static void
take_text(struct note *n, const char *text)
{
	struct slice rest = slice_of(text), line, all = { text, 0 };

	while (slice_take_line(&rest, &line)) {
		if (slice_is_blank(line)) {
			take_paragraph(n, all);
			all = (struct slice){ line.at, 0 };
		}
		all.len = (size_t)(line.at + line.len - all.at);
	}
	take_paragraph(n, all);
}

/* What is written about the end first, the day of return second. */
static void
set_dates(struct note *n)
{
	struct span *s = &n->span;
	struct absence *out = n->out;

	if (s->until == DAY_NONE && s->back != DAY_NONE)
		s->until = s->back - 1;
	if (s->from != DAY_NONE && s->until != DAY_NONE && s->until < s->from)
		s->from = s->until = DAY_NONE;
	int32_t first = s->from != DAY_NONE ? s->from : n->today;
	bool is_long =
	    s->until != DAY_NONE && s->until - first >= ABSENCE_DAYS_MAX;
	if (s->is_rival || is_long || out->is_permanent)
		s->until = DAY_NONE;
	out->from = day_text(s->from, n->arena);
	out->until = day_text(s->until, n->arena);
}

/* Somebody who wrote a word of decision is there to be asked. */
static bool
decides(const char *own, bool is_titled, struct arena *arena)
{
	const char *why;
	struct speech speech;
	enum decision d = decision_of(own, arena, &why, NULL);

	if (d != DECISION_NONE && d != DECISION_UNCLEAR &&
	    d != DECISION_DELEGATE)
		return true;
	speech_make(own, arena, &speech);
	return !is_titled && (speech_has(&speech, WORD_YES, 0, speech.count) ||
				 speech_has(&speech, WORD_NO, 0, speech.count));
}

static const char *
head_of(const char *text, struct arena *arena)
{
	size_t len = strlen(text);

	return arena_copy(
	    arena, text, len < ABSENCE_BYTES_MAX ? len : ABSENCE_BYTES_MAX);
}

/* The title says so and answers nothing, or the text begins with it. */
static bool
is_titled(const char *title, const char *text)
{
	bool answers = text_starts(title, "re:") || text_starts(title, "bls:");

	return (!answers && text_has_any(title, titles)) ||
	       (*text && text_find_any(text, titles) == text);
}

bool
reading_absence(const char *subject, const char *body, const char *today,
    struct arena *arena, struct absence *out)
{
	struct note n = { .arena = arena,
		.out = out,
		.span = { DAY_NONE, DAY_NONE, DAY_NONE, false } };
	const char *title =
	    text_tidy(head_of(subject ? subject : "", arena), arena);
	const char *text = head_of(
	    quote_drop(text_tidy(body ? body : "", arena), arena), arena);
	char *head = text_fold(slice_of(title), arena);
	char *folded = text_fold(slice_of(text), arena);

	*out = (struct absence){ .is_absence = false };
	n.is_titled = is_titled(head, folded);
	if (!day_read(today, &n.today) || text_has_any(folded, other) ||
	    text_has_any(head, other) || disguise_find(text) ||
	    decides(head_of(reading_own_text(body, arena), arena), n.is_titled,
		arena))
		return false;
	take_text(&n, title);
	take_text(&n, text);
	if (out->is_absence)
		set_dates(&n);
	else
		*out = (struct absence){ .is_absence = false };
	return out->is_absence;
}
