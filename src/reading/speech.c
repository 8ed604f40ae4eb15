/*
 * speech: an answer as tokens of the vocabulary. Forgives what thumbs do
 * ("setujuuu", "S E T U J U", "NIP-nya") and only that: a word with a
 * letter outside ASCII is never repaired into a known one.
 */
#include <unictype.h>
#include <unistr.h>

#include "words.h"

#include "cabut/banned.h"

enum { WORD_BYTES_MAX = 60, CASE_DIGITS = 9, DOTTED_MIN = 9 };

struct scan {
	const char *text;
	size_t at;
	struct arena *arena;
	struct speech *speech;
};

static struct token *
put(struct scan *s, enum word word, const char *text, size_t at)
{
	struct speech *speech = s->speech;

	if (speech->count == SPEECH_TOKENS_MAX) {
		speech->is_cut = true;
		return &speech->at[speech->count - 1];
	}
	struct token *t = &speech->at[speech->count++];
	*t = (struct token){ .word = word, .text = text, .at = at };
	return t;
}

static bool
is_word_byte(const char *text, size_t at)
{
	char c = text[at];

	if (ascii_is_alnum(c) || (unsigned char)c >= 0x80)
		return true;
	/* Inside a word: "di-acc", "a.n", "S.Kom", "u/", "assalamu'alaikum",
	 * an address. */
	return at > 0 && c && strchr("-.'@_", c) &&
	       ascii_is_alnum(text[at - 1]) && ascii_is_alnum(text[at + 1]);
}

/* What thumbs do. The first letter must be right, so that "gsetuju" (ga
 * setuju) is not repaired. */
bool
is_one_edit(const char *a, size_t alen, const char *b, size_t blen)
{
	size_t same = 0, tail = 0;

	if (alen > blen + 1 || blen > alen + 1 || a[0] != b[0])
		return false;
	while (same < alen && same < blen && a[same] == b[same])
		same++;
	while (tail < alen - same && tail < blen - same &&
	       a[alen - 1 - tail] == b[blen - 1 - tail])
		tail++;
	size_t da = alen - same - tail, db = blen - same - tail;
	if (da <= 1 && db <= 1)
		return true;
	return da == 2 && db == 2 && a[same] == b[same + 1] &&
	       a[same + 1] == b[same];
}

static bool
is_ascii_word(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!ascii_is_alpha(word[i]))
			return false;
	return len > 0;
}

static enum word
repaired(const char *word, size_t len)
{
	static const struct {
		const char *text;
		enum word word;
	} often[] = { { "setuju", WORD_YES }, { "disetujui", WORD_YES },
		{ "setujui", WORD_YES }, { "menyetujui", WORD_YES },
		{ "lanjutkan", WORD_GO }, { "dilanjutkan", WORD_GO },
		{ "ditolak", WORD_REFUSED }, { "menolak", WORD_NO },
		{ "lengkapi", WORD_MORE }, { "dilengkapi", WORD_MORE } };

	/* "Lanjutan" is what goes on, no order to go on. */
	if (!is_ascii_word(word, len) || len < 5 ||
	    list_has("lanjutan", word, len))
		return WORD_UNKNOWN;
	for (size_t i = 0; i < sizeof often / sizeof *often; i++)
		if (is_one_edit(
			word, len, often[i].text, strlen(often[i].text)))
			return often[i].word;
	return WORD_UNKNOWN;
}

/* Runs of `min` letters and more become `left` of them. */
static size_t
shorten_runs(char *word, size_t len, size_t min, size_t left)
{
	size_t to = 0;

	for (size_t i = 0; i < len;) {
		size_t run = 1;
		while (i + run < len && word[i + run] == word[i])
			run++;
		size_t keep =
		    run >= min && ascii_is_alpha(word[i]) ? left : run;
		for (size_t k = 0; k < keep; k++)
			word[to++] = word[i];
		i += run;
	}
	word[to] = '\0';
	return to;
}

/* "acccc", "setujuuu", "stujuu": cuts the runs when that helps. */
static enum word
look_up_shorter(char *word, size_t *len, struct arena *arena)
{
	static const struct {
		size_t length_min, min, left;
	} ways[] = { { 4, 3, 2 }, { 5, 3, 1 }, { 6, 2, 1 } };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (*len < ways[i].length_min)
			continue;
		char *cut = arena_copy(arena, word, *len);
		size_t left =
		    shorten_runs(cut, *len, ways[i].min, ways[i].left);
		enum word found = word_lookup(cut, left);
		if (found == WORD_UNKNOWN)
			continue;
		memcpy(word, cut, left + 1);
		*len = left;
		return found;
	}
	return WORD_UNKNOWN;
}

/* Lower case `word` with a harmless ending; cuts it off when that helps. */
static enum word
look_up(char *word, size_t len, struct arena *arena)
{
	static const char *const endings[] = { "-nya", "nya", "lah", "-lah",
		"ku", "mu" };
	enum word found = word_lookup(word, len);

	if (found == WORD_UNKNOWN)
		found = look_up_shorter(word, &len, arena);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t cut = strlen(endings[i]);
		if (found != WORD_UNKNOWN || len < cut + 2 ||
		    memcmp(word + len - cut, endings[i], cut) != 0)
			continue;
		found = word_lookup(word, len - cut);
		if (found != WORD_UNKNOWN)
			word[len - cut] = '\0';
	}
	if (found == WORD_UNKNOWN && len > 5 &&
	    memcmp(word + len - 3, "kah", 3) == 0 &&
	    strcmp(word, "langkah") != 0)
		return WORD_ASK;
	return found != WORD_UNKNOWN ? found : repaired(word, len);
}

static bool
is_number(const char *word, size_t len, size_t *digits)
{
	*digits = 0;
	for (size_t i = 0; i < len; i++)
		*digits += ascii_is_digit(word[i]);
	return *digits > 0 && ascii_is_digit(word[0]);
}

/* "tidaksetuju": a negation glued to its verb must not get lost. */
static bool
put_glued(struct scan *s, char *word, size_t len, size_t at)
{
	for (size_t cut = 2; cut + 3 <= len; cut++) {
		enum word head = word_lookup(word, cut);
		if (!word_is_not(head))
			continue;
		enum word tail = word_lookup(word + cut, len - cut);
		if (!word_is_in(tail, IN_SET(WORD_YES) | IN_SET(WORD_NO) |
					  IN_SET(WORD_REFUSED)))
			continue;
		put(s, head, arena_copy(s->arena, word, cut), at);
		put(s, tail, arena_copy(s->arena, word + cut, len - cut), at);
		return true;
	}
	return false;
}

/* "NIP-nya", "setuju.lanjut", "ragu-ragu": the parts, if all are known. */
static bool
put_parts(struct scan *s, const char *word, size_t len, size_t at)
{
	size_t from, to;

	for (int real = 0; real < 2; real++) {
		for (from = 0; from < len; from = to + 1) {
			for (to = from; to < len && !strchr("-._", word[to]);
			     to++)
				;
			char *part =
			    arena_copy(s->arena, word + from, to - from);
			enum word found = look_up(part, to - from, s->arena);
			if (strcmp(part, "nya") == 0)
				continue;
			if (found == WORD_UNKNOWN)
				return false;
			if (real)
				put(s, found, part, at);
			if (real && to < len && word[to] == '.')
				put(s, WORD_STOP, NULL, at);
		}
	}
	return true;
}

/* "s.e.t.u.j.u" is "setuju"; "s.h" stays a degree. */
static size_t
join_dotted(char *word, size_t len)
{
	size_t to = 0;

	for (size_t i = 0; i < len; i++)
		if (i % 2 ? !strchr(".-", word[i]) : !ascii_is_alpha(word[i]))
			return len;
	if (len < DOTTED_MIN || len % 2 == 0)
		return len;
	for (size_t i = 0; i < len; i += 2)
		word[to++] = word[i];
	word[to] = '\0';
	return to;
}

static void
put_word(struct scan *s, size_t from, size_t to)
{
	size_t len = to - from, digits;
	const char *raw = s->text + from;
	char *word = arena_copy(s->arena, raw, len);
	bool shouted = true;

	for (size_t i = 0; i < len; i++) {
		shouted &= word[i] == ascii_lower(word[i])
			       ? !ascii_is_alpha(word[i])
			       : true;
		word[i] = ascii_lower(word[i]);
	}
	len = join_dotted(word, len);
	if (is_number(word, len, &digits)) {
		put(s, digits >= CASE_DIGITS ? WORD_CASE : WORD_NUMBER, word,
		    from);
		return;
	}
	enum word found = look_up(word, len, s->arena);
	if (found == WORD_UNKNOWN && reference_is_case(word))
		found = WORD_CASE;
	if (found == WORD_UNKNOWN && len < WORD_BYTES_MAX &&
	    (strpbrk(word, "-._") ? put_parts(s, word, len, from)
				  : put_glued(s, word, len, from)))
		return;
	struct token *t = put(s, found, word, from);
	t->is_capital = ascii_is_alpha(raw[0]) && raw[0] != word[0];
	t->is_shouted = shouted && len > 1;
}

/* A picture or a letter of another script; returns the bytes it takes. */
static size_t
put_character(struct scan *s)
{
	ucs4_t c;
	int len = u8_mbtouc(
	    &c, (const uint8_t *)s->text + s->at, strlen(s->text + s->at));

	const char *text;
	enum word word = picture_word(c, &text);
	put(s, word, text, s->at);
	return len > 0 ? (size_t)len : 1;
}

static bool
is_letter_at(const char *at)
{
	ucs4_t c;

	if ((unsigned char)*at < 0x80)
		return ascii_is_alnum(*at);
	u8_mbtouc(&c, (const uint8_t *)at, strlen(at));
	return uc_is_alpha(c);
}

/* The dot of "Sdr." or "Drs." ends no sentence. */
static bool
is_abbreviation_dot(const struct scan *s)
{
	static const char list[] = "yth ykh bpk ybs dgn plt plh no tgl a.n an "
				   "sdr sdri u.b tdk blm sdh krn utk tlg kab "
				   "kec prov muh moh mhd abd ach";

	if (s->text[s->at] != '.' || s->at == 0 || s->speech->count == 0 ||
	    !ascii_is_alpha(s->text[s->at - 1]))
		return false;
	const struct token *t = &s->speech->at[s->speech->count - 1];
	if (s->speech->count > 1 && t->is_capital && t[-1].is_capital &&
	    t->text && !t->text[1])
		return true; /* "Retno W. Prasetyaningsih" */
	return t->text && (t->word == WORD_TITLE ||
			      list_has(list, t->text, strlen(t->text)));
}

static void
scan_sign(struct scan *s)
{
	const char *at = s->text + s->at;

	if ((unsigned char)*at >= 0x80) {
		s->at += put_character(s);
		return;
	}
	if (*at != ' ' && *at != '\t' && !is_abbreviation_dot(s))
		put(s, sign_word(*at), sign_text(*at), s->at);
	s->at++;
}

static void
scan_word(struct scan *s)
{
	size_t from = s->at, whole = reference_length(s->text + from);

	if (whole > 0) {
		put(s, WORD_CASE, arena_copy(s->arena, s->text + from, whole),
		    from);
		s->at += whole;
		return;
	}
	while (s->text[s->at]) {
		const char *at = s->text + s->at;
		ucs4_t c;
		if ((unsigned char)*at < 0x80 && is_word_byte(s->text, s->at))
			s->at++;
		else if ((unsigned char)*at >= 0x80 && is_letter_at(at))
			s->at += (size_t)u8_mbtouc(
			    &c, (const uint8_t *)at, strlen(at));
		else
			break;
	}
	put_word(s, from, s->at);
}

/* "S E T U J U": single letters in a row are one word. */
static bool
scan_spaced(struct scan *s)
{
	char word[WORD_BYTES_MAX];
	size_t len = 0, at = s->at;

	while (len + 1 < sizeof word && ascii_is_alpha(s->text[at]) &&
	       !is_word_byte(s->text, at + 1)) {
		word[len++] = s->text[at++];
		if (s->text[at] != ' ')
			break;
		at++;
	}
	if (len < 4 ||
	    (at > 0 && ascii_is_alnum(s->text[at]) && s->text[at - 1] != ' '))
		return false;
	word[len] = '\0';
	struct scan joined = *s;
	size_t first = s->speech->count;
	joined.text = arena_copy(s->arena, word, len);
	put_word(&joined, 0, len);
	for (size_t i = first; i < s->speech->count; i++)
		s->speech->at[i].at = s->at;
	s->at = at;
	return true;
}

static void
merge_phrases(struct speech *speech)
{
	size_t to = 0;

	for (size_t at = 0; at < speech->count;) {
		enum word word = WORD_UNKNOWN;
		size_t used =
		    phrase_lookup(speech->at + at, speech->count - at, &word);
		speech->at[to] = speech->at[at];
		if (used > 0)
			speech->at[to].word = word;
		/* "The applicant is not ..." asks nothing. */
		if (used == 0 && at > 0 &&
		    token_is(&speech->at[at], "is are") &&
		    speech->at[at - 1].word != WORD_STOP &&
		    speech->at[at - 1].word != WORD_BREAK)
			speech->at[to].word = WORD_PLAIN;
		/* "Permohonan no CABUT-2026-0042" denies nothing. */
		if (used == 0 && token_is(&speech->at[at], "no") &&
		    at + 1 < speech->count &&
		    speech->at[at + 1].word == WORD_CASE)
			speech->at[to].word = WORD_PLAIN;
		/* "Acc dr atas": from, no doctor. */
		if (used == 0 && token_is(&speech->at[at], "dr") &&
		    at + 1 < speech->count &&
		    speech->at[at + 1].word == WORD_ME)
			speech->at[to].word = WORD_PLAIN;
		else if (used == 0 && token_is(&speech->at[at], "dr") &&
			 (at + 1 == speech->count ||
			     (!token_is_name(&speech->at[at + 1]) &&
				 speech->at[at + 1].word != WORD_TITLE)))
			speech->at[to].word = WORD_TO;
		if (used > 1 &&
		    token_is(&speech->at[at + used - 1], "bersangkutan"))
			speech->at[to].text = "ybs";
		to++;
		at += used > 0 ? used : 1;
	}
	speech->count = to;
}

/* Two line ends in a row are the end of a paragraph. */
static void
mark_paragraphs(struct speech *speech)
{
	for (size_t i = 0; i + 1 < speech->count; i++)
		if (speech->at[i].word == WORD_BREAK &&
		    speech->at[i + 1].word == WORD_BREAK)
			speech->at[i].word = WORD_STOP;
}

/* "Setuju dicabut | ybs sudah pindah", without a comma. */
static bool
starts_fact(const struct speech *s, size_t at)
{
	/* "Dokter ybs sudah ..." */
	bool is_first = at == 1 || (at > 1 && s->at[at - 2].word == WORD_STOP);

	return at > 0 && at + 1 < s->count &&
	       !(is_first && s->at[at - 1].word == WORD_UNKNOWN) &&
	       token_is(&s->at[at], "ybs orangnya pemohonnya pemiliknya") &&
	       (s->at[at + 1].word == WORD_HAVE ||
		   token_is(&s->at[at + 1], "memang masih belum blm tidak "
					    "tdk baru hanya cuma bukan"));
}

static void
number_clauses(struct speech *speech)
{
	unsigned clause = 0, sentence = 0;

	for (size_t i = 0; i < speech->count; i++) {
		struct token *t = &speech->at[i];
		bool starts = t->word == WORD_BUT || t->word == WORD_SO ||
			      t->word == WORD_BECAUSE ||
			      starts_fact(speech, i) ||
			      (i > 0 && token_is_thanks(t));
		bool ends = t->word == WORD_STOP || t->word == WORD_QUERY;
		clause += starts;
		t->clause = clause;
		t->sentence = sentence;
		clause += t->word == WORD_COMMA || ends;
		sentence += ends;
	}
}

void
speech_make(const char *text, struct arena *arena, struct speech *speech)
{
	struct scan s = { text, 0, arena, speech };

	size_t room = strlen(text) * 2 + 2; /* a glued word gives two */

	speech->at = arena_array(arena,
	    (room < SPEECH_TOKENS_MAX ? room : SPEECH_TOKENS_MAX) + 1,
	    sizeof *speech->at);
	speech->count = 0;
	speech->is_cut = speech->is_stray = false;
	while (text[s.at] && !speech->is_cut) {
		if (!is_letter_at(text + s.at))
			scan_sign(&s);
		else if (!scan_spaced(&s))
			scan_word(&s);
	}
	merge_phrases(speech);
	speech->at[speech->count] = (struct token){ .word = WORD_UNKNOWN };
	mark_paragraphs(speech);
	number_clauses(speech);
}
