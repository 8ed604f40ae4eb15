/*
 * address: who is spoken to in an answer ("Yth. Bapak Admin,", "setuju Pak
 * Kabid"), and the office in whose name the sender speaks or that asked.
 */
#include "span.h"

#include "cabut/banned.h"

enum { OFFICE_TOKENS = 12 };

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
		token_quiet(&s->at[i]);
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
		   "sertifikat elektronik tte tik pencabutan se") &&
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
			token_quiet(&s->at[i]);
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
		token_quiet(&s->at[i]);
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
		token_quiet(&s->at[i]);
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
		token_quiet(&s->at[i]);
}

/* "Saya selaku Kepala Dinas Pendidikan menyetujui", "saya, Camat Ulu, tidak
 * menyetujui": who says so. */
void
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
		token_quiet(&s->at[i]);
}

/* "Kami mendukung dan menyetujui". */
static void
take_support(struct speech *s, size_t at)
{
	if (at + 2 < s->count &&
	    token_is(&s->at[at], "mendukung memahami memaklumi mengetahui") &&
	    token_is(&s->at[at + 1], "dan") &&
	    token_is(&s->at[at + 2], "menyetujui setuju"))
		token_quiet(&s->at[at]);
}

/* "Izin, setuju". */
static void
take_leave(struct speech *s)
{
	if (s->count > 2 && token_is(&s->at[0], "izin ijin") &&
	    token_is(&s->at[1], ",") &&
	    (token_is(&s->at[2], "setuju sepakat sependapat") ||
		s->at[2].word == WORD_ME))
		token_quiet(&s->at[0]);
}

void
take_form_of_address(struct speech *s, size_t at)
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
}
