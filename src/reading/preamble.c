/*
 * preamble: how an office begins before it decides: "Menindaklanjuti surat
 * nomor ...,", "Setelah kami periksa,". It says what was read and done, and
 * must not wait for something or name another request.
 */
#include "span.h"

#include "cabut/banned.h"

#define REVIEWS                                                                \
	"penelaahan telaah telaahan verifikasi kajian pemeriksaan pengecekan " \
	"pencermatan "
#define CHECKING                                                               \
	"mempelajari memeriksa menelaah membaca mencermati meneliti mengecek "
#define CHECKED                                                                \
	"dipelajari ditelaah diteliti diperiksa dicermati diverifikasi "       \
	"dikaji dicek dibaca dilakukan "
#define CHECKS CHECKING "periksa pelajari telaah baca cermati teliti cek "
#define TALKS "dikoordinasikan berkoordinasi berkonsultasi dikonsultasikan "

enum kind {
	PREAMBLE_NONE,
	PREAMBLE_OPENER, /* menindaklanjuti, berdasarkan */
	PREAMBLE_CHECK,	 /* setelah (kami) mempelajari: by the sender */
	PREAMBLE_REVIEW, /* setelah diperiksa: by whom is not said */
	PREAMBLE_TALK,	 /* setelah berkoordinasi */
};

static enum kind
kind_of(const struct speech *s, size_t at, size_t to)
{
	static const char openers[] =
	    "menindaklanjuti menunjuk memperhatikan berdasarkan menanggapi "
	    "menjawab merujuk terkait sehubungan berkenaan";

	if (at >= to)
		return PREAMBLE_NONE;
	if (token_is(&s->at[at], openers))
		return PREAMBLE_OPENER;
	if (at + 1 >= to || !token_is(&s->at[at], "setelah stlh sesudah"))
		return PREAMBLE_NONE;
	if (token_is(&s->at[at + 1], CHECKING) ||
	    (s->at[at + 1].word == WORD_ME && at + 2 < to &&
		token_is(&s->at[at + 2], CHECKS)))
		return PREAMBLE_CHECK;
	if (token_is(&s->at[at + 1], TALKS))
		return PREAMBLE_TALK;
	return token_is(&s->at[at + 1], CHECKED) ? PREAMBLE_REVIEW
						 : PREAMBLE_NONE;
}

/* "Dengan ini kami setujui": it is said and done. */
static bool
is_performed(const struct speech *s, struct span c)
{
	for (size_t i = c.from; i + 1 < c.to; i++)
		if (token_is(&s->at[i], "dengan dgn bersama") &&
		    token_is(&s->at[i + 1], "ini"))
			return true;
	return false;
}

/* "Permohonan rumah dinas", "pencabutan KTP lama": another one. */
static bool
names_other_request(const struct speech *s, struct span c)
{
	static const char papers[] =
	    "ktp kartu foto materai meterai ijazah kop "
	    "cap stempel";

	if (span_names(s, c, papers))
		return true;
	for (size_t i = c.from; i + 1 < c.to; i++)
		if (token_is(&s->at[i],
			"permohonan pengajuan usulan permintaan "
			"surat permohonannya") &&
		    s->at[i + 1].word == WORD_UNKNOWN &&
		    !token_is(&s->at[i + 1], "beserta") &&
		    (token_is_topic(&s->at[i + 1]) || !s->at[i + 1].is_capital))
			return true;
	return false;
}

/* "Setelah diperiksa", "setelah dilakukan verifikasi berkas": no day, nobody
 * else, nothing more to happen. */
static bool
is_bare_review(const struct speech *s, struct span c)
{
	return !span_names(s, c, "pagi siang sore malam hari besok minggu") &&
	       span_is_made_of(s, c, SPAN_BLANK | IN_SET(WORD_PAPER),
		   CHECKED REVIEWS "terhadap atas");
}

/* "..., surat dan SK sudah sesuai": told behind the comma. "Setelah membaca
 * berkas dan berkoordinasi": done, too; "dan SK terbit" is to come. */
static bool
waits(const struct speech *s, struct span c)
{
	static const char to_come[] =
	    "terbit terbitkan keluar masuk pindah pensiun dilantik pelantikan "
	    "serah selesai mutasi mundur mengundurkan berhenti";
	size_t and = c.from;

	for (size_t i = c.from; i + 1 < c.to; i++)
		if (token_is(&s->at[i], ","))
			return false;
	while (and < c.to && s->at[and].word != WORD_SO)
		and++;
	if (and == c.to)
		return span_has(s, c, IN_SET(WORD_HAVE));
	for (size_t i = and+1; i < c.to; i++)
		if (word_is_in(s->at[i].word,
			IN_SET(WORD_HAVE) | IN_SET(WORD_STATE)) ||
		    token_is(&s->at[i], to_come) ||
		    (s->at[i].word == WORD_UNKNOWN &&
			token_is_passive(&s->at[i])))
			return true;
	return false;
}

static const uint64_t preamble_words =
    SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_NUMBER) |
    IN_SET(WORD_PAPER) | IN_SET(WORD_NAMED) | IN_SET(WORD_TITLE) |
    IN_SET(WORD_WHO) | IN_SET(WORD_ME) | IN_SET(WORD_PERSON) |
    IN_SET(WORD_STATE) | IN_SET(WORD_SO);

/* "Menindaklanjuti surat nomor 800/12 tanggal 3 Maret, kami ..." */
bool
is_preamble(const struct speech *s, struct span c)
{
	const uint64_t no =
	    IN_SET(WORD_NO) | IN_SET(WORD_REFUSED) | IN_SET(WORD_NOT);
	size_t first = span_first(s, c), next = c.to;

	/* "Sehubungan dengan ..." begins a clause like "sehingga". */
	if (first > c.from && token_is(&s->at[first - 1], "sehubungan"))
		first--;
	enum kind kind = kind_of(s, first, c.to);
	if (next >= s->count)
		return false;
	struct span rest = { first + 1, c.to }, answer = clause_at(s, next);
	bool mine = span_has(s, answer, IN_SET(WORD_ME));
	bool refuses = span_has(s, answer, no);

	if (names_other_request(s, rest))
		return false;
	switch (kind) {
	case PREAMBLE_OPENER:
		return (mine || is_performed(s, answer)) &&
		       span_is_made_of(s, rest, preamble_words,
			   "dari verifikasi telaah telaahan "
			   "pertimbangan");
	case PREAMBLE_CHECK:
		return (mine || span_has(s, rest, IN_SET(WORD_ME))) &&
		       !waits(s, rest) &&
		       span_is_made_of(s, rest,
			   preamble_words | IN_SET(WORD_HAVE),
			   "berkoordinasi " CHECKS);
	case PREAMBLE_REVIEW:
		return (mine || refuses) && is_bare_review(s, rest);
	case PREAMBLE_NONE:
		break;
	case PREAMBLE_TALK:
		/* "..., kami tidak menyetujui": a yes might still wait. */
		return mine &&
		       (span_has(s, answer, IN_SET(WORD_NOT)) ||
			   is_performed(s, answer)) &&
		       span_is_made_of(s, rest, preamble_words, TALKS);
	}
	return false;
}
