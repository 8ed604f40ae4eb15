/*
 * aside: what people write beside a yes and that says nothing about it: why
 * the owner needs no certificate any more, an apology, a wish for the
 * bereaved, "laporkan kalau sudah selesai", the office that they speak to or
 * sign with. Only here may an approval stand among words that nobody knows,
 * and only in a clause of its own that holds no word of another meaning.
 */
#include "decision.h"

#include "cabut/banned.h"

enum { ASIDE_TOKENS = 16 };

struct span {
	size_t from, to;
};

static const uint64_t decisive =
    IN_SET(WORD_YES) | IN_SET(WORD_GO) | IN_SET(WORD_ACT);
/* Signs, and words that mean nothing in any place. */
static const uint64_t blank = IN_SET(WORD_PLAIN) | IN_SET(WORD_COMMA) |
			      IN_SET(WORD_BREAK) | IN_SET(WORD_STOP) |
			      IN_SET(WORD_CHEER) | IN_SET(WORD_CASE) |
			      IN_SET(WORD_ACK);
/* What a told fact may be made of. */
static const uint64_t telling = IN_SET(WORD_UNKNOWN) | IN_SET(WORD_HAVE) |
				IN_SET(WORD_PERSON) | IN_SET(WORD_NAMED) |
				IN_SET(WORD_TITLE) | IN_SET(WORD_SO) |
				IN_SET(WORD_BECAUSE);

static struct span
clause_at(const struct speech *s, size_t at)
{
	struct span c = { at, at };

	while (c.to < s->count && s->at[c.to].clause == s->at[at].clause)
		c.to++;
	return c;
}

static struct span
sentence_at(const struct speech *s, size_t at)
{
	struct span c = { at, at };

	while (c.to < s->count && s->at[c.to].sentence == s->at[at].sentence)
		c.to++;
	return c;
}

static bool
span_has(const struct speech *s, struct span c, uint64_t set)
{
	for (size_t i = c.from; i < c.to; i++)
		if (word_is_in(s->at[i].word, set))
			return true;
	return false;
}

static bool
span_names(const struct speech *s, struct span c, const char *list)
{
	for (size_t i = c.from; i < c.to; i++)
		if (token_is(&s->at[i], list))
			return true;
	return false;
}

/* The first token of the span with a meaning; its end: none. */
static size_t
span_first(const struct speech *s, struct span c)
{
	size_t at = c.from;

	while (at < c.to &&
	       word_is_in(s->at[at].word,
		   IN_SET(WORD_COMMA) | IN_SET(WORD_BREAK) | IN_SET(WORD_STOP) |
		       IN_SET(WORD_SO) | IN_SET(WORD_CHEER)))
		at++;
	return at;
}

/* May it be a limit that thumbs spoiled: "asalkn", "kalu"? */
static bool
is_near_limit(const struct token *t)
{
	static const char *const limits[] = { "asalkan", "kecuali", "kalau",
		"apabila", "tetapi", "namun", "tidak", "belum", "jangan",
		"kurang", "setelah", "sebelum", "tunggu", "lengkapi", "tolak",
		"ditolak", "tunda", "besok", "nanti", "syarat", "catatan",
		"hanya" };
	size_t len = strlen(t->text);

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (is_one_edit(t->text, len, limits[i], strlen(limits[i])))
			return true;
	return false;
}

/* Every token is in `set` or one of the `also` words, and no unknown one
 * looks like a limit. */
static bool
is_made_of(
    const struct speech *s, struct span c, uint64_t set, const char *also)
{
	if (c.from == c.to || c.to - c.from > ASIDE_TOKENS)
		return false;
	for (size_t i = c.from; i < c.to; i++) {
		const struct token *t = &s->at[i];
		if (token_is(t, also))
			continue;
		if (!word_is_in(t->word, set) ||
		    (t->word == WORD_UNKNOWN && is_near_limit(t)))
			return false;
	}
	return true;
}

static void
set_aside(struct speech *s, struct span c)
{
	for (size_t i = c.from; i < c.to; i++) {
		struct token *t = &s->at[i];
		if (!word_is_in(t->word, blank | IN_SET(WORD_BECAUSE)))
			t->word = WORD_PLAIN;
	}
}

/* "Ybs sudah pindah ke provinsi per 1 Maret": places and times stand behind
 * what became of the owner; before it they could be a condition. */
static bool
is_fact(const struct speech *s, struct span c)
{
	static const char fates[] =
	    "pensiun pensiunan pindah dipindah mutasi dimutasi meninggal wafat "
	    "purna purnatugas purnabakti diberhentikan berhenti resign "
	    "mengundurkan alih rotasi dirotasi promosi dilantik bup hilang "
	    "kehilangan bocor diretas lupa almarhum almarhumah alm rusak "
	    "dicuri tercuri";
	struct span before = { c.from, c.from }, behind;

	while (before.to < c.to && !token_is(&s->at[before.to], fates))
		before.to++;
	if (before.to == c.to)
		return false;
	behind = (struct span){ before.to, c.to };
	if (span_has(s, behind, IN_SET(WORD_TO) | IN_SET(WORD_WHO)) &&
	    !span_has(s, c, IN_SET(WORD_HAVE) | IN_SET(WORD_BECAUSE)) &&
	    !span_names(s, before, "memang baru ybs yang"))
		return false; /* "alih ke Kabid" hands it over */
	/* "Ybs tmt 1 Maret sudah pensiun" */
	bool told = before.to > before.from &&
		    s->at[before.to - 1].word == WORD_HAVE &&
		    token_is(&s->at[span_first(s, before)], "ybs");
	if (told && is_made_of(s, before, blank | telling | IN_SET(WORD_NUMBER),
			"per sejak terhitung mulai tmt"))
		before.to = before.from;
	return (before.from == before.to ||
		   is_made_of(s, before, blank | telling, "dia beliau")) &&
	       is_made_of(s, behind,
		   blank | telling | IN_SET(WORD_NUMBER) | IN_SET(WORD_TO) |
		       IN_SET(WORD_WHO),
		   "per sejak mulai terhitung tmt bulan minggu rusak");
}

/* "Sertifikatnya sudah tidak dipakai lagi". */
static bool
is_out_of_use(const struct speech *s, struct span c)
{
	for (size_t i = c.from; i + 1 < c.to; i++)
		if (s->at[i].word == WORD_NOT &&
		    token_is(&s->at[i], "tidak tdk tak gak nggak ga") &&
		    token_is(&s->at[i + 1],
			"digunakan dipakai dipergunakan bertugas menjabat "
			"aktif bekerja berdinas terpakai diperlukan "
			"dibutuhkan lagi"))
			return span_has(s, c, IN_SET(WORD_HAVE)) &&
			       is_made_of(s, c, blank | telling,
				   "tidak tdk tak gak nggak ga dibutuhkan");
	return false;
}

/* "Beliau masih menjabat" tells why not. */
static bool
is_still_there(const struct speech *s, struct span c)
{
	return span_names(s, c, "masih") &&
	       span_has(s, (struct span){ 0, s->count },
		   IN_SET(WORD_NOT) | IN_SET(WORD_NO) | IN_SET(WORD_REFUSED)) &&
	       is_made_of(s, c, blank | telling, "beliau dia");
}

/* "Terima kasih banyak atas bantuannya, Tim". */
static bool
is_thanks(const struct speech *s, struct span c)
{
	size_t first = span_first(s, c);

	return first < c.to &&
	       (token_is_thanks(&s->at[first]) ||
		   token_is(&s->at[first], "semangat salam sukses tetap")) &&
	       is_made_of(s, c,
		   blank | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_PERSON) |
		       IN_SET(WORD_ME) | IN_SET(WORD_WHO) | IN_SET(WORD_SO) |
		       IN_SET(WORD_HAVE),
		   "info infonya admin operator");
}

/* "Mengingat risiko penyalahgunaan": why, in whatever words. */
static bool
is_why(const struct speech *s, struct span c)
{
	return s->at[c.from].word == WORD_BECAUSE &&
	       is_made_of(s, c,
		   blank | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_HAVE) |
		       IN_SET(WORD_BECAUSE),
		   "");
}

/* "Kabari saya kalau sudah selesai". */
static bool
is_report_wish(const struct speech *s, struct span c)
{
	static const char reports[] =
	    "lapor laporkan dilaporkan melaporkan kabari kabarkan dikabari "
	    "dikabarkan informasikan diinformasikan beritahu diberitahu "
	    "beritahukan diberitahukan infokan diinfokan laporan laporannya "
	    "perkembangannya progresnya hasilnya";
	static const char when[] = "setelah stlh sesudah kalau kalo klo klu "
				   "jika bila apabila begitu";
	const uint64_t set = blank | IN_SET(WORD_AGAR) | IN_SET(WORD_ME) |
			     IN_SET(WORD_TO) | IN_SET(WORD_PERSON) |
			     IN_SET(WORD_HAVE) | IN_SET(WORD_SO) |
			     IN_SET(WORD_DONE) | IN_SET(WORD_ACT);

	if (!span_names(s, c, reports) ||
	    !is_made_of(s, c, set,
		"lapor laporkan dilaporkan melaporkan kabari kabarkan dikabari "
		"dikabarkan informasikan diinformasikan beritahu diberitahu "
		"beritahukan diberitahukan infokan diinfokan laporan "
		"laporannya "
		"perkembangannya progresnya hasilnya "
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
		   "ketabahan berkah lancar bermanfaat") &&
	       is_made_of(s, c,
		   blank | telling | IN_SET(WORD_ME) | IN_SET(WORD_TO),
		   "semoga mudah-mudahan diterima amal");
}

/* "Maaf baru balas, kemarin rapat". */
static bool
is_apology(const struct speech *s, struct span c)
{
	size_t first = span_first(s, c);

	bool begs =
	    first < c.to && (token_is(&s->at[first], "maaf sorry maap") ||
				(token_is(&s->at[first], "mohon") &&
				    s->at[first].word == WORD_PLAIN));
	return begs &&
	       is_made_of(s, c, blank | telling | IN_SET(WORD_ME),
		   "mohon kalau kalo jika bila rapat acara lagi dinas "
		   "email surel") &&
	       (!span_has(s, c, IN_SET(WORD_IF)) ||
		   span_names(s, c, "terlambat telat lambat lama"));
}

static const char checks[] =
    "mempelajari memeriksa menelaah membaca mencermati meneliti mengecek "
    "periksa pelajari telaah baca cermati teliti cek";

/* "Setelah mempelajari berkas, saya ...": it has been done. */
static bool
is_own_check(const struct speech *s, size_t at, size_t to)
{
	if (at + 2 >= to || !token_is(&s->at[at], "setelah stlh sesudah"))
		return false;
	return token_is(&s->at[at + 1], "mempelajari memeriksa menelaah "
					"membaca mencermati meneliti "
					"mengecek") ||
	       (s->at[at + 1].word == WORD_ME &&
		   token_is(&s->at[at + 2], checks));
}

/* "Menindaklanjuti surat nomor 800/12 tanggal 3 Maret, kami ..." */
static bool
is_preamble(const struct speech *s, struct span c)
{
	size_t first = span_first(s, c), next = c.to;
	bool opens =
	    first < c.to &&
	    token_is(&s->at[first], "menindaklanjuti menunjuk memperhatikan "
				    "berdasarkan menanggapi menjawab merujuk "
				    "terkait sehubungan berkenaan");

	bool checked = is_own_check(s, first, c.to);

	if ((!opens && !checked) || next >= s->count)
		return false;
	struct span rest = { first + 1, c.to };
	struct span answer = clause_at(s, next);
	bool mine = span_has(s, answer, IN_SET(WORD_ME)) ||
		    (checked && span_has(s, rest, IN_SET(WORD_ME)));
	return mine &&
	       is_made_of(s, rest,
		   blank | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_NUMBER) |
		       IN_SET(WORD_PAPER) | IN_SET(WORD_NAMED) |
		       IN_SET(WORD_TITLE) | IN_SET(WORD_WHO) | IN_SET(WORD_ME) |
		       IN_SET(WORD_STATE),
		   checked ? checks
			   : "dari verifikasi telaah telaahan pertimbangan");
}

/* "Ttd Sekdis", "- Kadis Kominfo" at the very end. */
static bool
is_inline_signature(const struct speech *s, struct span c)
{
	size_t first = span_first(s, c);
	bool signs = first < c.to && token_is(&s->at[first], "ttd tertanda");
	bool dashed = first > 0 && first < c.to && c.to == s->count &&
		      s->at[first].word == WORD_WHO &&
		      s->at[first - 1].word == WORD_COMMA &&
		      token_is(&s->at[first - 1], "-");

	return (signs || dashed) &&
	       is_made_of(s, c,
		   blank | IN_SET(WORD_WHO) | IN_SET(WORD_TITLE) |
		       IN_SET(WORD_PERSON),
		   "ttd tertanda");
}

/* "Mohon ditindaklanjuti Sandiman hari ini": who carries it out has nothing
 * to approve. */
static bool
is_execution(const struct speech *s, struct span c)
{
	bool known = true;

	for (size_t i = c.from; i < c.to; i++)
		known &= s->at[i].word != WORD_WHO ||
			 token_is(&s->at[i], "sandiman tim verifikator");
	struct span above = { 0, c.from };
	return known && span_has(s, above, IN_SET(WORD_YES)) &&
	       !span_has(s, above, IN_SET(WORD_NOT) | IN_SET(WORD_NOT_YET)) &&
	       span_has(s, c, IN_SET(WORD_FOLLOW) | IN_SET(WORD_ACT)) &&
	       is_made_of(s, c,
		   blank | IN_SET(WORD_AGAR) | IN_SET(WORD_LET) |
		       IN_SET(WORD_FOLLOW) | IN_SET(WORD_ACT) |
		       IN_SET(WORD_WHO) | IN_SET(WORD_SO),
		   "oleh bantu dibantu");
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

/* "Kami sampaikan bahwa permohonan tersebut kami setujui": said by whom it
 * is decided, once more. */
static void
take_own_saying(struct speech *s, size_t at)
{
	struct span c = clause_at(s, at);

	if (at == 0 || !token_is(&s->at[at], "sampaikan menyampaikan") ||
	    s->at[at - 1].word != WORD_ME)
		return;
	for (size_t i = at + 1; i + 1 < c.to; i++)
		if (s->at[i].word == WORD_ME && s->at[i + 1].word == WORD_YES)
			s->at[at].word = WORD_PLAIN;
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

static bool
is_aside(const struct speech *s, struct span c)
{
	return is_report_wish(s, c) ||
	       (!span_has(s, c, decisive) &&
		   (is_fact(s, c) || is_why(s, c) || is_out_of_use(s, c) ||
		       is_still_there(s, c) || is_thanks(s, c) ||
		       is_condolence(s, c) || is_apology(s, c) ||
		       is_inline_signature(s, c)));
}

/* The clauses of a sentence above the one that decides. */
static struct span
before_decision(const struct speech *s, struct span sentence)
{
	struct span c = { sentence.from, sentence.from };

	while (c.to < sentence.to) {
		struct span next = clause_at(s, c.to);
		if (span_has(s, next, decisive))
			break;
		c.to = next.to;
	}
	return c;
}

void
speech_set_aside(struct speech *s)
{
	if (!span_has(s, (struct span){ 0, s->count }, decisive))
		return;
	for (size_t i = 0; i < s->count; i++) {
		take_vocative(s, i);
		take_own_saying(s, i);
		take_principle(s, i);
		take_number(s, i);
	}
	for (size_t i = 0; i < s->count;) {
		struct span whole = sentence_at(s, i), part = clause_at(s, i);
		struct span opening = before_decision(s, whole);

		if (is_preamble(s, opening)) {
			set_aside(s, opening);
			i = opening.to;
			continue;
		}
		if (is_aside(s, whole) &&
		    !span_has(s, whole, IN_SET(WORD_QUERY)))
			part = whole;
		if (is_aside(s, part) || is_execution(s, part))
			set_aside(s, part);
		i = part.to;
	}
}
