/*
 * signature: names, offices and closings around an answer. What
 * is set aside here is not lost: decision.c looks once more whether one of
 * these lines decides something by itself ("NB: tolak saja").
 */
#include "footer.h"
#include "layout.h"
#include "quote.h"
#include "span.h"

#include "cabut/banned.h"

enum {
	TAIL_LINES = 8,
	TAIL_WORDS = 14,
	IDLE_WORDS = 24,
	CLOSING_MAX = 40,
	MARK = 4 /* "(WA)" */
};

static const char closings[] =
    "|hormat kami|hormat saya|salam hormat|salam|salam hangat|wassalam|"
    "wassalamualaikum wr wb|regards|best regards|kind regards|"
    "warm regards|thanks & regards|thanks and regards|sincerely|"
    "yours sincerely|hormat|salam takzim|dengan hormat kami|ttd|"
    "salam sehat|terima kasih dan salam|tertanda|";

static bool
is_delimiter(struct slice line)
{
	struct slice s = slice_trim(line);

	if (s.len < 2 || !strchr("-_=*", s.at[0]))
		return false;
	for (size_t i = 1; i < s.len; i++)
		if (s.at[i] != s.at[0] && s.at[i] != ' ')
			return false;
	return true;
}

static bool
is_closing(const char *folded)
{
	size_t len = strlen(folded);
	const char *at = closings;

	while (len > 0 && strchr(",.: ", folded[len - 1]))
		len--;
	if (len == 0 || len > CLOSING_MAX || strchr(folded, '|'))
		return false;
	while ((at = memmem(at, strlen(at), folded, len))) {
		if (at[-1] == '|' && at[len] == '|')
			return true;
		at++;
	}
	return false;
}

/* A word of the sender after all: "NB: lengkapi dulu". */
static bool
is_afterthought(const char *folded)
{
	return text_starts(folded, "nb") || text_starts(folded, "n.b") ||
	       text_starts(folded, "ps.") || text_starts(folded, "ps:") ||
	       text_starts(folded, "p.s") || text_starts(folded, "catatan:") ||
	       text_starts(folded, "catatan :") ||
	       text_starts(folded, "note:") || text_starts(folded, "ralat");
}

static size_t
paragraph_end(struct lines lines, size_t at, size_t to)
{
	while (at < to && !slice_is_blank(lines.at[at]))
		at++;
	return at;
}

/* A line in it that speaks of the case is no disclaimer. */
static size_t
drop_paragraph(struct lines lines, size_t at, size_t to, struct arena *arena,
    enum line_role *roles)
{
	size_t end = paragraph_end(lines, at, to);

	for (; at < end; at++) {
		bool mine = text_has_any(text_fold(lines.at[at], arena),
		    "saya|tunggu|menunggu|tunda|ditunda|ybs|pencabutan|dicabut|"
		    "sk|kabid|kadis|sekda|bupati|pemohon|sertifikat|nanti|"
		    "besok|lapor|berkas|tte|menyusul|cuti|permohonan|pak|bu|"
		    "perkara|perkaranya|disidik|diproses|final|keputusan|"
		    "jawaban|jawabannya|dulu|dahulu|sementara|draf|draft|"
		    "konsep|hanya usulan|latihan|uji|coba|magang|"
		    "ditandatangani");
		roles[at] = mine ? LINE_OWN : LINE_DROPPED;
	}
	return end;
}

/* To the end of the stretch, but for afterthoughts and disclaimers. */
static void
mark_rest(struct lines lines, size_t from, size_t to, struct arena *arena,
    enum line_role *roles)
{
	bool is_thought = false;

	for (size_t i = from; i < to; i++) {
		char *folded = text_fold(lines.at[i], arena);
		if (footer_is_disclaimer(folded)) {
			i = drop_paragraph(lines, i, to, arena, roles) - 1;
			is_thought = false;
			continue;
		}
		if (is_afterthought(folded))
			is_thought = true;
		else if (!*folded)
			is_thought = false;
		if (footer_is(folded, lines.at[i], arena) ||
		    footer_is_motto(folded, lines.at[i], arena))
			roles[i] = LINE_DROPPED;
		else
			roles[i] = is_thought ? LINE_OWN : LINE_SIGNATURE;
	}
}

static bool
is_nip_label(const struct token *t)
{
	return t->word == WORD_PAPER && t->text && strcmp(t->text, "nip") == 0;
}

/* Nothing in it but numbers, names, offices and what is no word. */
static bool
is_calm(const char *text, struct arena *arena)
{
	const uint64_t calm =
	    IN_SET(WORD_UNKNOWN) | IN_SET(WORD_NUMBER) | IN_SET(WORD_CASE) |
	    IN_SET(WORD_TITLE) | IN_SET(WORD_WHO) | IN_SET(WORD_COMMA) |
	    IN_SET(WORD_STOP) | IN_SET(WORD_ODD) | IN_SET(WORD_PAPER);
	struct speech s;

	speech_make(text, arena, &s);
	for (size_t i = 0; i < s.count; i++) {
		if (!token_leads_number(&s, i) &&
		    !word_is_in(s.at[i].word, calm))
			return false;
	}
	return true;
}

/* "Telp. (0999) 40011", "Jl. Trans Rimba No. 5". */
static bool
is_contact_line(struct slice line, struct arena *arena)
{
	static const char *const labels[] = { "telp", "telepon", "tlp", "hp",
		"fax", "faks", "email", "e-mail", "surel", "website", "www.",
		"http", "jl.", "jalan ", "jln", "nip", "wa ",
		"wa:", "cp:", "t ", "t:", "t.", "m ", "m:", "f:", "tel ",
		"tel:", "ph", "mobile" };
	static const char *const places[] = { "gedung ", "graha ",
		"kantor: ", "kompleks ", "komplek " };
	char *folded = text_fold(line, arena);
	size_t digits = 0;

	for (const char *c = folded; *c; c++)
		digits += ascii_is_digit(*c);
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		size_t len = strlen(labels[i]);
		if (!text_starts(folded, labels[i]))
			continue;
		return (digits >= 5 || strchr(folded, '@') ||
			   strstr(folded, ".go.id") ||
			   (labels[i][0] == 'j' && digits > 0)) &&
		       is_calm(
			   text_squeeze(slice_from(line, len), arena), arena);
	}
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (text_starts(folded, places[i]) && digits > 0)
			return is_calm(text_squeeze(line, arena), arena);
	return false;
}

/* "0812-0000-1122 (WA)", "(0298) 000 222", but no date. */
static bool
is_telephone_line(struct slice line)
{
	size_t digits = 0;

	line = slice_trim(line);
	if (line.len > MARK &&
	    (slice_equal_nocase(
		 slice_from(line, line.len - MARK), SLICE("(wa)")) ||
		slice_equal_nocase(
		    slice_from(line, line.len - MARK), SLICE("(hp)"))))
		line.len -= MARK;
	if (line.len == 0 || !strchr("0+(", line.at[0]))
		return false;
	for (size_t i = 0; i < line.len; i++) {
		digits += ascii_is_digit(line.at[i]);
		if (!ascii_is_digit(line.at[i]) &&
		    !strchr(" +-().", line.at[i]))
			return false;
	}
	return digits >= 9;
}

/* "Pembina Tk. I / IV.b", "Penata Muda (III/a)", "Pembina / NIP 1974...". */
static bool
is_rank_line(const char *folded)
{
	static const char ranks[] = "juru pengatur penata pembina";
	static const char parts[] = "muda madya utama tingkat tk i ii iii iv a "
				    "b c d e gol golongan nip";
	size_t len = strcspn(folded, " ");

	if (!list_has(ranks, folded, len))
		return false;
	for (const char *at = folded + len; *at; at += len) {
		at += strspn(at, " .,/()-");
		len = strcspn(at, " .,/()-");
		if (len > 0 && !list_has(parts, at, len) &&
		    strspn(at, "0123456789") != len)
			return false;
	}
	return true;
}

/* "I Wayan", "Ni Luh": the first part of a name, in capitals. */
static bool
is_birth_name(const struct speech *s, size_t at)
{
	return s->at[at].is_capital && token_is(&s->at[at], "i") &&
	       at + 1 < s->count && token_is_name(&s->at[at + 1]);
}

/* "Asisten Administrasi Umum", but no "Asisten Umum Kepala Dinas". */
static bool
is_made_of_assistant(const struct speech *s)
{
	for (size_t i = 1; i < s->count; i++)
		if (!token_is(&s->at[i],
			"administrasi pemerintahan umum i ii iii dan "
			"perekonomian ekonomi pembangunan kesejahteraan rakyat "
			"daerah deputi bidang sosial") &&
		    !word_is_in(s->at[i].word, SPAN_SIGNS))
			return false;
	return true;
}

/* "Budi, SE", "Diskominfosanti", "Subbagian Penolakan dan Keberatan". */
static bool
is_of_office(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];

	if (token_is(t, "se"))
		return t->is_shouted && at > 0 && t[-1].word == WORD_COMMA;
	if (t->text && text_starts(t->text, "diskominfo"))
		return true;
	/* "Asisten Administrasi Umum", no assistant of somebody */
	if (at == 0 && token_is(t, "asisten"))
		return t->is_capital && s->count > 1 && is_made_of_assistant(s);
	/* "Camat Teluk Dalam", "Kabid Persandian dan Keamanan Informasi" */
	if (s->at[0].word == WORD_WHO && s->at[0].is_capital && at > 0 &&
	    t->is_capital && !t->is_shouted &&
	    word_is_in(t->word, IN_SET(WORD_PLAIN) | IN_SET(WORD_PAPER)) &&
	    !token_is(t, "lama pagi siang sore malam hari segera cepat saja "
			 "sekarang jangan tidak bersamaan kembali"))
		return true;
	return s->at[0].word == WORD_WHO && at > 0 &&
	       ((t->is_capital &&
		    token_is(t, "penolakan keberatan persetujuan")) ||
		   token_is(t, "merangkap"));
}

/* Looks like a name, an office, a number: and says nothing. `is_office`: it
 * has an office or a degree in it. */
static bool
is_name_line(struct slice line, struct arena *arena, bool *is_office)
{
	struct speech speech;
	bool named = false, shouted = false, placed = false;

	speech_make(text_squeeze(line, arena), arena, &speech);
	*is_office = false;
	if (speech.count == 0 || speech.count > TAIL_WORDS)
		return false;
	for (size_t i = 0; i < speech.count; i++)
		placed |= speech.at[i].word == WORD_TITLE;
	for (size_t i = 0; i < speech.count; i++) {
		const struct token *t = &speech.at[i];
		/* "Dinas Perhubungan", "Dinas Pendidikan" */
		bool name =
		    token_is_name(t) || is_birth_name(&speech, i) ||
		    (i > 0 && t->is_capital && token_is(t, "daeng dg")) ||
		    (t->word == WORD_UNKNOWN && t->is_capital && placed &&
			!is_near_limit(t));
		bool quiet = name || t->word == WORD_WHO ||
			     t->word == WORD_TITLE || t->word == WORD_COMMA ||
			     t->word == WORD_STOP || t->word == WORD_NUMBER ||
			     t->word == WORD_SO || t->word == WORD_CASE ||
			     is_nip_label(t) || is_of_office(&speech, i) ||
			     (t->word == WORD_PLAIN && !t->text);
		if (!quiet)
			return false;
		named |= name || t->word == WORD_WHO || is_nip_label(t);
		shouted |= name && t->is_shouted;
		placed |= t->word == WORD_WHO || t->word == WORD_TITLE;
	}
	*is_office = placed;
	return named && (placed || !shouted);
}

/* "Melayani dengan Hati": no word in it could decide or limit anything. */
static bool
is_idle_line(struct slice line, struct arena *arena)
{
	static const char small[] = "dan yang untuk dengan di jam lantai lt "
				    "gedung i no ke of and the";
	const uint64_t idle = IN_SET(WORD_WHO) | IN_SET(WORD_TITLE) |
			      IN_SET(WORD_NUMBER) | IN_SET(WORD_CASE) |
			      IN_SET(WORD_COMMA) | IN_SET(WORD_STOP) |
			      IN_SET(WORD_ODD) | IN_SET(WORD_ACK);
	const char *text = text_squeeze(line, arena);
	struct speech s;

	speech_make(text, arena, &s);
	if (s.count == 0 || s.count > IDLE_WORDS)
		return false;
	for (size_t i = 0; i < s.count; i++)
		if (!word_is_in(s.at[i].word, idle) &&
		    !(i > 0 && s.at[i].word == WORD_UNKNOWN &&
			s.at[i].is_capital && !is_near_limit(&s.at[i])) &&
		    !token_is_name(&s.at[i]) && !token_is(&s.at[i], small) &&
		    !(s.at[i].is_capital && token_is_topic(&s.at[i])))
			return false;
	return true;
}

/* A line of the block that an office or a degree stands above. */
static bool
is_below_office(struct lines lines, size_t from, size_t at, struct arena *arena)
{
	bool is_office;

	if (!is_idle_line(lines.at[at], arena))
		return false;
	while (at > from && !slice_is_blank(lines.at[at - 1]))
		if (is_name_line(lines.at[--at], arena, &is_office) &&
		    is_office)
			return true;
	return false;
}

/* "Instansi: Dinas Kesehatan": an answer to a question, no signature. */
static bool
is_data_line(struct slice line)
{
	const char *sign = memchr(line.at, ':', line.len);
	struct label label;

	if (line.len == 0 || !sign ||
	    !label_of(slice_head(line, (size_t)(sign - line.at)), &label))
		return false;
	return label.at[0] != FIELD_NIP && label.at[0] != FIELD_EMAIL &&
	       label.at[0] < FIELD_IGNORED;
}

static bool
is_tail_line(struct lines lines, size_t from, size_t at, struct arena *arena)
{
	char *folded = text_fold(lines.at[at], arena);
	bool is_office;

	if (is_data_line(lines.at[at]))
		return false;
	return slice_is_blank(lines.at[at]) ||
	       is_contact_line(lines.at[at], arena) ||
	       is_telephone_line(lines.at[at]) || is_rank_line(folded) ||
	       is_name_line(lines.at[at], arena, &is_office) ||
	       is_below_office(lines, from, at, arena);
}

/* A name below the answer without any mark above it. */
static void
mark_tail(struct lines lines, size_t from, size_t to, struct arena *arena,
    enum line_role *roles)
{
	size_t end = to, start, written = 0;

	while (end > from && (roles[end - 1] != LINE_OWN ||
				 slice_is_blank(lines.at[end - 1])))
		end--;
	start = end;
	while (start > from && end - start < TAIL_LINES &&
	       (roles[start - 1] == LINE_DROPPED ||
		   (roles[start - 1] == LINE_OWN &&
		       is_tail_line(lines, from, start - 1, arena))))
		start--;
	for (size_t i = from; i < start; i++)
		written += roles[i] == LINE_OWN && !slice_is_blank(lines.at[i]);
	if (written == 0)
		return;
	for (size_t i = start; i < end; i++)
		if (roles[i] == LINE_OWN)
			roles[i] = LINE_SIGNATURE;
}

void
signature_mark(struct lines lines, size_t from, size_t to, struct arena *arena,
    enum line_role *roles)
{
	for (size_t i = from; i < to; i++) {
		char *folded = text_fold(lines.at[i], arena);
		if (is_delimiter(lines.at[i]) || is_closing(folded)) {
			mark_rest(lines, i, to, arena, roles);
			break;
		}
		if (footer_is_disclaimer(folded)) {
			i = drop_paragraph(lines, i, to, arena, roles) - 1;
			continue;
		}
		roles[i] = footer_is(folded, lines.at[i], arena) ? LINE_DROPPED
								 : LINE_OWN;
	}
	mark_tail(lines, from, to, arena, roles);
}

/* "Kompleks Perkantoran Bukit Asri Blok C". */
static bool
is_place_line(struct slice line, struct arena *arena)
{
	struct speech s;

	speech_make(text_squeeze(line, arena), arena, &s);
	if (s.count == 0 ||
	    !token_is(&s.at[0], "kompleks komplek gedung graha blok lantai"))
		return false;
	for (size_t i = 0; i < s.count; i++)
		if (!s.at[i].is_capital &&
		    !word_is_in(s.at[i].word, IN_SET(WORD_COMMA) |
						  IN_SET(WORD_STOP) |
						  IN_SET(WORD_NUMBER)))
			return false;
	return true;
}

bool
signature_line_is_plain(struct slice line, struct arena *arena)
{
	const struct lines one = { .at = &line, .count = 1 };
	char *folded = text_fold(line, arena);

	return is_closing(folded) || is_delimiter(line) ||
	       is_tail_line(one, 0, 0, arena) || is_idle_line(line, arena) ||
	       is_place_line(line, arena) || text_starts(folded, "tembusan");
}
