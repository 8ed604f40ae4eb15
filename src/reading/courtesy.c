/*
 * courtesy: thanks, apologies, condolences and forms of address beside an
 * answer, and a few turns of office language that only repeat it.
 */
#include "span.h"

#include "cabut/banned.h"

enum { OFFICE_TOKENS = 12 };

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
	for (size_t i = c.from; i < c.to; i++) {
		size_t next = i + 1;
		if (!token_is(&s->at[i], when))
			continue;
		while (next < c.to && s->at[next].word == WORD_HAVE)
			next++;
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
	       !span_names(s, c, "itu ini yang yg") &&
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

/* "Setuju Pak Kabid": spoken to. "Disetujui Pak Kabid" and "acc Pak Kabid"
 * may tell of him. */
static void
take_vocative(struct speech *s, size_t at)
{
	size_t end = at + 1;

	if (s->at[at].word != WORD_PERSON || at == 0)
		return;
	const struct token *before = &s->at[at - 1];
	bool spoken = token_is(before, "setuju satuju lanjut lanjutkan kasih "
				       "makasih trims thanks") ||
		      (at > 1 && before->word == WORD_ACK);
	while (end < s->count && s->at[end].word == WORD_WHO)
		end++;
	bool ends =
	    end == s->count ||
	    word_is_in(s->at[end].word,
		IN_SET(WORD_COMMA) | IN_SET(WORD_STOP) | IN_SET(WORD_BREAK) |
		    IN_SET(WORD_CHEER) | IN_SET(WORD_ACK));
	for (size_t i = at + 1; spoken && ends && i < end; i++)
		s->at[i].word = WORD_PLAIN;
}

static size_t
first_of(const struct speech *s, uint64_t set)
{
	size_t at = 0;

	while (at < s->count && !word_is_in(s->at[at].word, set))
		at++;
	return at;
}

static bool
is_salutation(const struct speech *s, struct span c)
{
	return span_names(s, c,
		   "yth ykh ysh dear terhormat selamat halo hai "
		   "assalamualaikum assalamu'alaikum") &&
	       span_is_made_of(s, c,
		   IN_SET(WORD_WHO) | IN_SET(WORD_PERSON) | IN_SET(WORD_TITLE) |
		       IN_SET(WORD_UNKNOWN) | IN_SET(WORD_COMMA) |
		       IN_SET(WORD_BREAK),
		   "kepada kpd admin operator yth ykh ysh dear terhormat "
		   "yang selamat pagi siang sore malam halo hai di tempat "
		   "ditempat dan assalamualaikum assalamu'alaikum wr wb wr.wb "
		   "warahmatullahi wabarakatuh salam sejahtera hormat dengan "
		   "sertifikat elektronik tte tik") &&
	       has_names_alone(s, c);
}

/* "Yth. Bapak Admin,", "Kepada Yth. Kepala Seksi Persandian di tempat": who
 * is spoken to, at the beginning of an answer that says yes. */
static void
take_salutation(struct speech *s)
{
	struct span all = { 0, s->count };
	size_t line = first_of(s, IN_SET(WORD_BREAK) | IN_SET(WORD_STOP)),
	       paragraph = first_of(s, IN_SET(WORD_STOP));

	if (!span_has(s, all, IN_SET(WORD_YES)))
		return;
	if (is_salutation(s, (struct span){ 0, paragraph }))
		line = paragraph;
	else if (!is_salutation(s, (struct span){ 0, line }))
		line = first_of(s, IN_SET(WORD_COMMA));
	if (line == s->count || !is_salutation(s, (struct span){ 0, line }))
		return;
	for (size_t i = 0; i < line; i++)
		if (s->at[i].word != WORD_BREAK)
			s->at[i].word = WORD_PLAIN;
}

/* "Pak Kasi, saya setuju": spoken to as well. */
static void
take_opening_call(struct speech *s)
{
	size_t end = 1;

	while (end < s->count && s->at[end].word == WORD_WHO)
		end++;
	if (s->count < 5 || s->at[0].word != WORD_PERSON || end == 1 ||
	    end + 2 >= s->count || s->at[end].word != WORD_COMMA ||
	    s->at[end + 1].word != WORD_ME || s->at[end + 2].word != WORD_YES)
		return;
	for (size_t i = 0; i < end; i++)
		s->at[i].word = WORD_PLAIN;
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
		s->at[at].word = WORD_PLAIN;
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
	s->at[at].word = WORD_PLAIN;
	if (begs)
		s->at[at - 1].word = WORD_PLAIN;
}

/* "Kami dari RSUD menyetujui": the office that speaks. */
static void
take_own_office(struct speech *s, size_t at)
{
	size_t end = at + 2;

	if (!token_is(&s->at[at], "kami") || at + 2 >= s->count ||
	    !token_is(&s->at[at + 1], "dari") ||
	    !token_is(&s->at[end],
		"rsud puskesmas dinas badan kecamatan kelurahan bidang "
		"bagian kantor upt uptd"))
		return;
	while (end < s->count && s->at[end].word == WORD_WHO)
		end++;
	for (size_t i = at + 1; end > at + 2 && i < end; i++)
		s->at[i].word = WORD_PLAIN;
}

/* Where the name of an office that begins at `at` ends. */
static size_t
office_end(const struct speech *s, size_t at)
{
	size_t end = at;

	if (at >= s->count || s->at[at].word != WORD_WHO)
		return at;
	while (end < s->count && end < at + OFFICE_TOKENS) {
		const struct token *t = &s->at[end];
		bool inner = t->is_capital && t->word == WORD_UNKNOWN &&
			     !token_is(t, "terdahulu lalu periode mantan eks "
					  "sebelumnya demisioner") &&
			     (token_is_topic(t) || !is_near_limit(t));
		bool joins =
		    token_is(t, "dan") && end + 1 < s->count && t[1].is_capital;
		if (t->word != WORD_WHO && !inner && !joins)
			break;
		end++;
	}
	return end;
}

/* "Permohonan dari Dinas PUPR": where it came from. */
static void
take_origin(struct speech *s, size_t at)
{
	size_t end;

	if (!token_is(&s->at[at], "dari") || at == 0 || at + 1 >= s->count ||
	    !token_is(&s->at[at - 1],
		"permohonan pengajuan usulan permohonannya surat") ||
	    !token_is(&s->at[at + 1],
		"dinas badan kecamatan kelurahan rsud puskesmas kantor bidang "
		"bagian bkpsdm bkd sekretariat inspektorat opd upt uptd"))
		return;
	end = office_end(s, at + 1);
	for (size_t i = at; i < end; i++)
		s->at[i].word = WORD_PLAIN;
}

/* "Saya selaku Kepala Dinas Pendidikan menyetujui", "saya, Camat Ulu, tidak
 * menyetujui": who says so. */
static void
take_own_position(struct speech *s, size_t at)
{
	size_t from = at + 1, end;
	bool comma = from < s->count && token_is(&s->at[from], ",");

	/* "Bos saya, Kadis, ...", "di tempat kami Kadis ..." */
	if (s->at[at].word != WORD_ME ||
	    (at > 0 && !word_is_in(s->at[at - 1].word, SPAN_SIGNS) &&
		!token_is(&s->at[at - 1], "ini")))
		return;
	from += comma;
	if (from < s->count && token_is(&s->at[from], "selaku sebagai"))
		from++;
	end = office_end(s, from);
	if (end == from || (comma && !token_is(&s->at[end - 1] + 1, ",")))
		return;
	size_t next = end + comma;
	bool says =
	    next < s->count &&
	    (word_is_in(s->at[next].word, SPAN_VERDICTS | IN_SET(WORD_NOT)) ||
		token_is(&s->at[next], "memberikan menyatakan dengan"));
	for (size_t i = from; says && i < end; i++)
		s->at[i].word = WORD_PLAIN;
}

/* "Kami mendukung dan menyetujui". */
static void
take_support(struct speech *s, size_t at)
{
	if (at + 2 < s->count &&
	    token_is(&s->at[at], "mendukung memahami memaklumi mengetahui") &&
	    token_is(&s->at[at + 1], "dan") &&
	    token_is(&s->at[at + 2], "menyetujui setuju"))
		s->at[at].word = WORD_PLAIN;
}

/* "Izin, setuju". */
static void
take_leave(struct speech *s)
{
	if (s->count > 2 && token_is(&s->at[0], "izin ijin") &&
	    token_is(&s->at[1], ",") &&
	    (token_is(&s->at[2], "setuju sepakat sependapat") ||
		s->at[2].word == WORD_ME))
		s->at[0].word = WORD_PLAIN;
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
			s->at[at].word = WORD_PLAIN;
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
		s->at[at].word = WORD_PLAIN;
	if (all)
		s->at[at + 1].word = WORD_PLAIN;
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
	if (at == 0) {
		take_leave(s);
		take_salutation(s);
		take_opening_call(s);
	}
	take_vocative(s, at);
	take_own_office(s, at);
	take_origin(s, at);
	take_support(s, at);
	take_own_word(s, at);
	take_principle(s, at);
	take_number(s, at);
}
