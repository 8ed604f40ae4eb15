/*
 * courtesy: thanks, apologies and condolences beside an answer, and a few
 * turns of office language that only repeat it.
 */
#include "span.h"

#include "cabut/banned.h"

/* "Kabari saya kalau sudah selesai". */
bool
is_report_wish(const struct speech *s, struct span c)
{
	static const char reports[] =
	    "tembusan tembusannya tembuskan ditembuskan lapor laporkan "
	    "dilaporkan melaporkan kabari kabarkan dikabari "
	    "dikabarkan informasikan diinformasikan beritahu diberitahu "
	    "beritahukan diberitahukan infokan diinfokan laporan laporannya "
	    "perkembangannya progresnya hasilnya";
	static const char when[] = "setelah stlh sesudah kalau kalo klo klu "
				   "jika bila apabila begitu";
	const uint64_t set =
	    SPAN_BLANK | IN_SET(WORD_AGAR) | IN_SET(WORD_ME) | IN_SET(WORD_TO) |
	    IN_SET(WORD_PERSON) | IN_SET(WORD_HAVE) | IN_SET(WORD_SO) |
	    IN_SET(WORD_DONE) | IN_SET(WORD_ACT) | IN_SET(WORD_WHO);

	if (!span_names(s, c, reports) ||
	    !span_is_made_of(s, c, set,
		"lapor laporkan dilaporkan melaporkan kabari kabarkan dikabari "
		"dikabarkan informasikan diinformasikan beritahu diberitahu "
		"beritahukan diberitahukan infokan diinfokan laporan "
		"laporannya "
		"perkembangannya progresnya hasilnya tembusan tembusannya "
		"tembuskan ditembuskan "
		"setelah stlh sesudah kalau kalo klo klu jika bila apabila "
		"begitu nanti nti"))
		return false;
	for (size_t i = c.from; i + 1 < c.to; i++)
		if (token_is(&s->at[i], "laporan") &&
		    (s->at[i + 1].word == WORD_UNKNOWN ||
			token_is(&s->at[i + 1], "pemohon ybs kehilangan")))
			return false; /* a paper */
	for (size_t i = c.from; i < c.to; i++) {
		size_t next = i + 1;
		/* "Nanti saya kabari": the sender has more to say. */
		if (word_is_in(s->at[i].word, SPAN_PEOPLE | IN_SET(WORD_ME)) &&
		    next < c.to &&
		    token_is(&s->at[next],
			"kabari kabarkan informasikan infokan beritahu "
			"beritahukan"))
			return false;
		if (!token_is(&s->at[i], when))
			continue;
		while (next < c.to && s->at[next].word == WORD_HAVE)
			next++;
		/* "Setelah selesai laporan ke Kadis": more is to happen */
		if (next + 1 < c.to &&
		    token_is(&s->at[next + 1], "laporan laporannya"))
			return false;
		if (next == c.to || !word_is_in(s->at[next].word,
					IN_SET(WORD_DONE) | IN_SET(WORD_ACT)))
			return false;
	}
	return true;
}

/* "Semoga husnul khotimah", "turut berduka". */
static bool
is_condolence(const struct speech *s, struct span c)
{
	return span_names(s, c,
		   "khotimah khatimah husnul amal almarhum almarhumah alm "
		   "surga berduka duka belasungkawa innalillahi inalillahi "
		   "ketabahan berkah lancar bermanfaat acintya memberkati "
		   "berkati diberkati barakallah barokallah jazakumullah puji "
		   "sehat") &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | SPAN_TELLING | IN_SET(WORD_ME) |
		       IN_SET(WORD_TO),
		   "semoga mudah-mudahan diterima amal beliau");
}

/* "Maaf Bapak lagi di pesawat": somebody else writes. */
static bool
excuses_other(const struct speech *s, struct span c)
{
	for (size_t i = c.from; i + 1 < c.to; i++)
		if (token_is(&s->at[i], "bapak ibu") &&
		    token_is(&s->at[i + 1],
			"lagi lg baru sedang sdg masih sempat sudah"))
			return true;
	return false;
}

/* "Maaf baru balas, kemarin rapat". */
static bool
is_apology(const struct speech *s, struct span c)
{
	size_t first = span_first(s, c);

	bool begs = first < c.to &&
		    (token_is(&s->at[first], "maaf sorry maap punten") ||
			(token_is(&s->at[first], "mohon") &&
			    s->at[first].word == WORD_PLAIN));
	/* "... lewat akun kecamatan" */
	uint64_t set = SPAN_BLANK | SPAN_TELLING | IN_SET(WORD_ME);
	if (span_names(s, c, "balas membalas merespon respon"))
		set |= IN_SET(WORD_WHO);
	return begs && !excuses_other(s, c) &&
	       !span_names(s, c, "itu ini yang yg permohonan pengajuan") &&
	       span_is_made_of(s, c, set,
		   "pesawat bandara kapal mohon kalau kalo jika bila rapat "
		   "acara lagi lg dinas "
		   "email surel selesai dari baru lewat sedang lg jalan "
		   "punten desa membalas merespon respon balasan "
		   "terlambat paripurna") &&
	       (!span_has(s, c, IN_SET(WORD_IF)) ||
		   span_names(s, c, "terlambat telat lambat lama"));
}

/* "Terima kasih banyak atas bantuannya, Tim", "tetap semangat". */
static bool
is_thanks(const struct speech *s, struct span c)
{
	size_t first = span_first(s, c);

	return first < c.to &&
	       (token_is_thanks(&s->at[first]) ||
		   token_is(&s->at[first], "semangat salam sukses") ||
		   (token_is(&s->at[first], "jaga") &&
		       span_names(s, c, "kesehatan")) ||
		   (token_is(&s->at[first], "tetap") &&
		       span_names(s, c, "semangat sehat"))) &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_PERSON) |
		       IN_SET(WORD_ME) | IN_SET(WORD_WHO) | IN_SET(WORD_SO) |
		       IN_SET(WORD_HAVE),
		   "info infonya admin operator tetap jaga");
}

/* "Ttd Sekdis", "- Kadis Kominfo", "(Lurah Pasir)" at the very end. */
static bool
is_inline_signature(const struct speech *s, struct span c)
{
	size_t first = span_first(s, c);
	bool signs = first < c.to && token_is(&s->at[first], "ttd tertanda");
	bool dashed = first > 0 && first < c.to && c.to == s->count &&
		      s->at[first].word == WORD_WHO &&
		      s->at[first - 1].word == WORD_COMMA &&
		      token_is(&s->at[first - 1], "- (");

	return (signs || dashed) &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_WHO) | IN_SET(WORD_TITLE) |
		       IN_SET(WORD_PERSON) |
		       (has_names_alone(s, c) ? IN_SET(WORD_UNKNOWN) : 0),
		   "ttd tertanda");
}

bool
is_courtesy(const struct speech *s, struct span c)
{
	return is_condolence(s, c) || is_apology(s, c) || is_thanks(s, c) ||
	       is_inline_signature(s, c);
}

#define WHAT_IS_RULED                                                          \
	"bahwa permohonan pencabutan sertifikat sertipikat elektronik tte "    \
	"tersebut tsb dimaksud di atas nomor ini usulan usul untuk "

/* "... sampaikan bahwa permohonan a.n. Budi disetujui": by whom, if not by
 * who says so. */
static bool
is_told_yes(const struct speech *s, struct span c)
{
	size_t yes = c.from;
	bool denied = span_has(s, c, IN_SET(WORD_NOT));

	while (yes < c.to && s->at[yes].word != WORD_YES)
		yes++;
	struct span before = { c.from, yes }, behind = { yes + 1, c.to };
	return yes < c.to && s->at[yes].text &&
	       text_starts(s->at[yes].text, "di") &&
	       span_is_made_of(s, before,
		   IN_SET(WORD_UNKNOWN) | IN_SET(WORD_NAMED) |
		       IN_SET(WORD_TITLE) | IN_SET(WORD_NOT) |
		       IN_SET(WORD_CASE) | IN_SET(WORD_BREAK) |
		       IN_SET(WORD_COMMA),
		   denied ? WHAT_IS_RULED "dapat bisa" : WHAT_IS_RULED) &&
	       (behind.from == behind.to ||
		   span_is_made_of(s, behind, SPAN_BLANK, ""));
}

/* "(Saya) setuju", "(kami) tidak menyetujui", "(kami) tolak". */
static bool
is_own_ruling(const struct speech *s, size_t at)
{
	at += s->at[at].word == WORD_NOT;
	at += at < s->count && token_is(&s->at[at], "memberikan dapat bisa");
	return at < s->count &&
	       word_is_in(s->at[at].word, IN_SET(WORD_YES) | IN_SET(WORD_NO)) &&
	       !token_is_passive(&s->at[at]);
}

/* "Kami sampaikan bahwa permohonan tersebut kami setujui", "izin
 * menyampaikan, saya setuju": said by whom it is decided, once more. */
static void
take_own_saying(struct speech *s, size_t at)
{
	struct span c = clause_at(s, at), rest = { at + 1, c.to };
	bool begs = at > 0 && token_is(&s->at[at - 1], "izin ijin");
	/* "Dengan ini disampaikan bahwa ..." */
	bool mine = at > 0 && (s->at[at - 1].word == WORD_ME ||
				  token_is(&s->at[at - 1], "ini"));

	/* "Saya memutuskan menolak" */
	if (token_is(&s->at[at], "memutuskan") && mine)
		token_quiet(&s->at[at]);
	if (!token_is(&s->at[at], "sampaikan menyampaikan disampaikan") ||
	    !(begs || mine))
		return;
	if (begs)
		rest = (struct span){ at + 1, sentence_at(s, at).to };
	bool repeats = mine && is_told_yes(s, rest);

	if (mine && !begs)
		rest = (struct span){ at + 1, sentence_at(s, at).to };
	for (size_t i = rest.from; i + 1 < rest.to; i++) {
		/* "Izin menyampaikan jawaban Ibu: saya setuju" */
		if (begs && s->at[i].word != WORD_COMMA &&
		    s->at[i].word != WORD_ME)
			break;
		/* "Bapak kami setuju" is his. */
		repeats |= s->at[i].word == WORD_ME &&
			   !word_is_in(s->at[i - 1].word, SPAN_PEOPLE) &&
			   is_own_ruling(s, i + 1);
	}
	if (!repeats)
		return;
	token_quiet(&s->at[at]);
	if (begs)
		token_quiet(&s->at[at - 1]);
}

/* "Pada prinsipnya setuju" waits for more; "..., silakan dicabut" is it. */
static void
take_principle(struct speech *s, size_t at)
{
	struct span c = clause_at(s, at);

	if (!token_is(&s->at[at], "pada prinsip prinsipnya") ||
	    s->at[at].word != WORD_MAYBE)
		return;
	for (size_t i = c.to; i < s->count; i++) {
		struct span next = clause_at(s, i);
		if (span_has(s, next, IN_SET(WORD_GO)) ||
		    (span_has(s, next, IN_SET(WORD_LET)) &&
			span_has(s, next, IN_SET(WORD_ACT)))) {
			token_quiet(&s->at[at]);
			return;
		}
		i = next.to - 1;
	}
}

/* "Setuju 100%", "1. Setuju". */
static void
take_number(struct speech *s, size_t at)
{
	if (s->at[at].word != WORD_NUMBER || at + 1 == s->count)
		return;
	bool all = token_is(&s->at[at], "100") && token_is(&s->at[at + 1], "%");
	bool alone =
	    at == 0 && token_is(&s->at[at], "1") &&
	    word_is_in(s->at[1].word, IN_SET(WORD_STOP) | IN_SET(WORD_COMMA)) &&
	    !span_has(s, (struct span){ 1, s->count }, IN_SET(WORD_NUMBER));
	if (all || alone)
		token_quiet(&s->at[at]);
	if (all)
		token_quiet(&s->at[at + 1]);
}

void
take_own_word(struct speech *s, size_t at)
{
	take_own_position(s, at);
	take_own_saying(s, at);
}

void
take_courtesy(struct speech *s, size_t at)
{
	take_form_of_address(s, at);
	take_own_word(s, at);
	take_principle(s, at);
	take_number(s, at);
}
