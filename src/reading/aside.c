/*
 * aside: what people write beside a yes and that says nothing about it: why
 * the owner needs no certificate any more, an apology, a wish for the
 * bereaved, "laporkan kalau sudah selesai", the office that they speak to or
 * sign with. Only here may an approval stand among words that nobody knows,
 * and only in a clause of its own that holds no word of another meaning.
 */
#include "span.h"

#include "cabut/banned.h"

/* Only beside these anything is set aside. */
static const uint64_t decisive =
    IN_SET(WORD_YES) | IN_SET(WORD_GO) | IN_SET(WORD_ACT);

/* "Ybs sudah pindah ke provinsi per 1 Maret": places and times stand behind
 * what became of the owner; before it they could be a condition. */
static bool
is_fact(const struct speech *s, struct span c)
{
	static const char fates[] =
	    "pensiun pensiunan pindah dipindah mutasi dimutasi meninggal wafat "
	    "purna purnatugas purnabakti diberhentikan berhenti resign "
	    "mengundurkan alih rotasi dirotasi promosi dilantik bup hilang "
	    "kehilangan diketahui disalahgunakan bocor diretas lupa almarhum "
	    "almarhumah alm rusak "
	    "dicuri tercuri";
	static const char subjects[] =
	    "orangnya pegawainya pejabatnya pemiliknya pemohonnya dia memang "
	    "kebetulan sertifikatnya hpnya passphrasenya laptopnya baru";
	struct span before = { c.from, c.from }, behind;
	const struct token *first = &s->at[span_first(s, c)];

	/* An unknown word may open a condition, a name does not. */
	if (first < s->at + c.to && first->word == WORD_UNKNOWN &&
	    !token_is_name(first) && !token_is(first, subjects) &&
	    !token_is(first, fates))
		return false;
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
	if (told && span_is_made_of(s, before,
			SPAN_BLANK | SPAN_TELLING | IN_SET(WORD_NUMBER),
			"per sejak terhitung mulai tmt"))
		before.to = before.from;
	return (before.from == before.to ||
		   span_is_made_of(
		       s, before, SPAN_BLANK | SPAN_TELLING, "dia beliau")) &&
	       span_is_made_of(s, behind,
		   SPAN_BLANK | SPAN_TELLING | IN_SET(WORD_NUMBER) |
		       IN_SET(WORD_TO) | IN_SET(WORD_WHO),
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
			"dibutuhkan lagi aman berlaku relevan"))
			return span_has(s, c, IN_SET(WORD_HAVE)) &&
			       span_is_made_of(s, c, SPAN_BLANK | SPAN_TELLING,
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
	       span_is_made_of(s, c, SPAN_BLANK | SPAN_TELLING, "beliau dia");
}

/* "Mengingat risiko penyalahgunaan": why, in whatever words. */
static bool
is_why(const struct speech *s, struct span c)
{
	return s->at[c.from].word == WORD_BECAUSE &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_HAVE) |
		       IN_SET(WORD_BECAUSE),
		   "");
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
	       span_is_made_of(s, rest,
		   SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_NUMBER) |
		       IN_SET(WORD_PAPER) | IN_SET(WORD_NAMED) |
		       IN_SET(WORD_TITLE) | IN_SET(WORD_WHO) | IN_SET(WORD_ME) |
		       IN_SET(WORD_STATE),
		   checked ? checks
			   : "dari verifikasi telaah telaahan pertimbangan");
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
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_AGAR) | IN_SET(WORD_LET) |
		       IN_SET(WORD_FOLLOW) | IN_SET(WORD_ACT) |
		       IN_SET(WORD_WHO) | IN_SET(WORD_SO),
		   "oleh bantu dibantu");
}

static void
set_aside(struct speech *s, struct span c)
{
	for (size_t i = c.from; i < c.to; i++) {
		struct token *t = &s->at[i];
		if (!word_is_in(t->word, SPAN_BLANK | IN_SET(WORD_BECAUSE)))
			t->word = WORD_PLAIN;
	}
}

static bool
is_aside(const struct speech *s, struct span c)
{
	return is_report_wish(s, c) ||
	       (!span_has(s, c, decisive) &&
		   (is_fact(s, c) || is_why(s, c) || is_out_of_use(s, c) ||
		       is_still_there(s, c) || is_courtesy(s, c)));
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
		take_courtesy(s, i);
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
