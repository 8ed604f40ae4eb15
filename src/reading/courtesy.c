/*
 * courtesy: thanks, apologies, condolences and forms of address beside an
 * answer, and a few turns of office language that only repeat it.
 */
#include "span.h"

#include "cabut/banned.h"

/* "Kabari saya kalau sudah selesai". */
bool
is_report_wish(const struct speech *s, struct span c)
{
	static const char reports[] =
	    "lapor laporkan dilaporkan melaporkan kabari kabarkan dikabari "
	    "dikabarkan informasikan diinformasikan beritahu diberitahu "
	    "beritahukan diberitahukan infokan diinfokan laporan laporannya "
	    "perkembangannya progresnya hasilnya";
	static const char when[] = "setelah stlh sesudah kalau kalo klo klu "
				   "jika bila apabila begitu";
	const uint64_t set = SPAN_BLANK | IN_SET(WORD_AGAR) | IN_SET(WORD_ME) |
			     IN_SET(WORD_TO) | IN_SET(WORD_PERSON) |
			     IN_SET(WORD_HAVE) | IN_SET(WORD_SO) |
			     IN_SET(WORD_DONE) | IN_SET(WORD_ACT);

	if (!span_names(s, c, reports) ||
	    !span_is_made_of(s, c, set,
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
	       span_is_made_of(s, c,
		   SPAN_BLANK | SPAN_TELLING | IN_SET(WORD_ME) |
		       IN_SET(WORD_TO),
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
	       span_is_made_of(s, c,
		   SPAN_BLANK | SPAN_TELLING | IN_SET(WORD_ME),
		   "mohon kalau kalo jika bila rapat acara lagi dinas "
		   "email surel") &&
	       (!span_has(s, c, IN_SET(WORD_IF)) ||
		   span_names(s, c, "terlambat telat lambat lama"));
}

/* "Terima kasih banyak atas bantuannya, Tim". */
static bool
is_thanks(const struct speech *s, struct span c)
{
	size_t first = span_first(s, c);

	return first < c.to &&
	       (token_is_thanks(&s->at[first]) ||
		   token_is(&s->at[first], "semangat salam sukses tetap")) &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_PERSON) |
		       IN_SET(WORD_ME) | IN_SET(WORD_WHO) | IN_SET(WORD_SO) |
		       IN_SET(WORD_HAVE),
		   "info infonya admin operator");
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
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_WHO) | IN_SET(WORD_TITLE) |
		       IN_SET(WORD_PERSON),
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

void
take_courtesy(struct speech *s, size_t at)
{
	take_vocative(s, at);
	take_own_saying(s, at);
	take_principle(s, at);
	take_number(s, at);
}
