#include "plain_decision.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cabut/banned.h"

enum {
	LINE_BYTES = 1024,
	WORDS_BACK = 6,
	ATTRIBUTION = 5,
	SPELLED = 3,
	WORD_BYTES = 256,
	RUN_KEPT = 3 /* of a held key: "sssssetuju" */
};

static const char *const yes_stems[] = { "uju", "tuj", "ety", "acc", "pprove",
	"agree", "accept", "granted", "lanj", "lajeng", "terask", "teruskeun",
	"proceed", "silakan", "silahkan", "silaken", "monggo", "mangga",
	"manggo", "cabut", "revoke", "proses", "eksekusi", "sepakat",
	"sependapat", "izin", "ijin", "kabul", "restu", "kenan", "sarujuk",
	"sarujug", "sapuk", "set7", "s7", "st7", "stj", "sutuj", "sejutu",
	"aksep", "seyuj", "setj", "ahead", "laksanak", "teruskan", "disatuj" };
static const char *const no_stems[] = { "tola", "nola", "tolak", "tlak",
	"tollak", "tolk", "nolak", "reject", "declin", "deny", "denied",
	"refus", "disagree", "tampik" };
/* "Tidak keberatan" is a yes. */
static const char *const objections[] = { "keberatan", "objection" };
static const char *const negations[] = { "tidak", "tdk", "tak", "tdak", "gak",
	"ga", "gk", "nggak", "ngga", "enggak", "engga", "kagak", "ndak", "nda",
	"ndk", "indak", "inda", "ora", "mboten", "boten", "moten", "teu",
	"henteu", "bukan", "bkn", "jangan", "jgn", "no", "not", "never", "tra",
	"trada", "tara", "nyanda", "kada", "seng", "tena", "dang", "sing",
	"ten", "emoh", "ogah", "gamau", "dont", "don't", "tida", "dak", "aja",
	"ojo", "ulah", "g", "gag", "moal", "sanes", "belum", "blm", "blom",
	"belom", "durung", "dereng", "encan", "acan", "tacan", "kurang", "krg",
	"tanpa", "gausah", "gaperlu", "gakusah", "gakperlu", "gabisa",
	"gakbisa", "nehi", "hana", "gada", "ngak", "dudu", "nenten", "tidk",
	"ndda" };
static const char *const separators[] = { "pesan asli", "pesan orisinal",
	"pesan diteruskan", "pesan yang diteruskan", "pesan terusan",
	"original message", "forwarded message" };

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool
holds(const char *text, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(text, list[i]))
			return true;
	return false;
}

static bool
is_one_of(const char *word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(word, list[i]))
			return true;
	return false;
}

/* One line in lower case, from the first sign that is no blank; returns where
 * the next begins, NULL at the end. */
static const char *
take_line(const char *at, char line[LINE_BYTES])
{
	size_t len = 0;

	if (!*at)
		return NULL;
	for (; *at && *at != '\n' && *at != '\r'; at++) {
		bool lead = len == 0 && strchr(" \t*_", *at);
		if (!lead && len + 1 < LINE_BYTES)
			line[len++] = (char)tolower((unsigned char)*at);
	}
	line[len] = '\0';
	return *at ? at + 1 : at;
}

static bool
is_marked(const char *line)
{
	return line[0] == '>' || line[0] == '|';
}

/* "dari:", "from:", and one of the other labels close below. */
static bool
is_header(const char *line, const char *below)
{
	static const char *const labels[] = { "dikirim:", "terkirim:", "sent:",
		"tanggal:", "date:", "subjek:", "subyek:", "subject:",
		"kepada:", "to:", "ke:" };
	char next[LINE_BYTES];

	if (strncmp(line, "dari", 4) != 0 && strncmp(line, "from:", 5) != 0)
		return false;
	for (int i = 0; i < 3 && (below = take_line(below, next)); i++)
		for (size_t k = 0; k < COUNT(labels); k++)
			if (!strncmp(next, labels[k], strlen(labels[k])))
				return true;
	return false;
}

/* "Pada ... menulis:", also broken: where it ends, or NULL. */
static const char *
attribution_end(const char *at, bool *has_text)
{
	char line[LINE_BYTES];

	for (int i = 0; i < ATTRIBUTION && (at = take_line(at, line)); i++) {
		const char *hit = strstr(line, "menulis:");
		const char *end = hit ? hit + 8 : NULL;
		if (!hit && (hit = strstr(line, "wrote:")))
			end = hit + 6;
		if (end) {
			*has_text = end[strspn(end, " \t")] != '\0';
			return at;
		}
		if (!*line || is_marked(line))
			return NULL;
	}
	return NULL;
}

static bool
opens_attribution(const char *line)
{
	return !strncmp(line, "pada ", 5) || !strncmp(line, "on ", 3) ||
	       strchr(line, '@');
}

/* What is left, in lower case, signs as blanks, with '\n' between lines. */
static char *
unquoted(const char *body)
{
	char line[LINE_BYTES], *out = calloc(strlen(body) + 2, 2);
	const char *at = body, *next;
	size_t used = 0; /* the rest of `out` is zero */

	for (; out && (next = take_line(at, line)); at = next) {
		bool has_text = false;
		const char *end = opens_attribution(line)
				      ? attribution_end(at, &has_text)
				      : NULL;
		if (is_marked(line))
			continue;
		if (holds(line, separators, COUNT(separators)) &&
		    strchr(line, '-')) {
			char below[LINE_BYTES];
			if (take_line(next, below) && !is_marked(below) &&
			    !opens_attribution(below))
				break;
			continue;
		}
		if (is_header(line, next) || has_text)
			break;
		if (end) {
			next = end;
			continue;
		}
		size_t len = strlen(line);
		memcpy(out + used, line, len);
		out[used + len] = '\n';
		used += len + 1;
	}
	return out;
}

struct words {
	char at[WORDS_BACK][WORD_BYTES]; /* the last ones of the line */
	size_t count;
};

/* "tolaaak", "tidaak": every letter once. */
static void
fold_runs(const char *word, char once[WORD_BYTES])
{
	size_t len = 0;

	for (const char *c = word; *c && len + 1 < WORD_BYTES; c++)
		if (len == 0 || once[len - 1] != *c)
			once[len++] = *c;
	once[len] = '\0';
}

static bool
is_negated(const struct words *w)
{
	for (size_t i = 0; i < 3 && i < w->count; i++) {
		const char *word = w->at[(w->count - 1 - i) % WORDS_BACK];
		char once[WORD_BYTES];
		fold_runs(word, once);
		if (is_one_of(word, negations, COUNT(negations)) ||
		    is_one_of(once, negations, COUNT(negations)))
			return true;
	}
	return false;
}

static bool
has_stem(const char *word, const char *const *stems, size_t count)
{
	char once[WORD_BYTES];

	fold_runs(word, once);
	return holds(word, stems, count) || holds(once, stems, count);
}

/* Two signs other, changed, one more or one less: "dipolak", "mennlak". */
static bool
is_near(const char *word, const char *meant)
{
	size_t a = strlen(word), b = strlen(meant), front = 0, back = 0;
	size_t most = a > b ? a : b, least = a > b ? b : a;

	while (front < least && word[front] == meant[front])
		front++;
	while (
	    back < least - front && word[a - 1 - back] == meant[b - 1 - back])
		back++;
	return most - least <= 1 && most - front - back <= 2;
}

static bool
is_yes(const char *word)
{
	static const char *const often[] = { "setuju", "setujui", "disetujui",
		"menyetujui", "lanjutkan", "dilanjutkan" };

	for (size_t i = 0; i < COUNT(often); i++)
		if (is_near(word, often[i]))
			return true;
	return has_stem(word, yes_stems, COUNT(yes_stems));
}

static bool
is_no(const char *word)
{
	return has_stem(word, no_stems, COUNT(no_stems)) ||
	       is_near(word, "ditolak") || is_near(word, "menolak");
}

static void
judge_word(const char *word, struct words *w, bool *yes, bool *no)
{
	bool negated = is_negated(w);

	for (size_t i = 0; i < COUNT(negations); i++)
		negated |= strlen(negations[i]) > 1 &&
			   !strncmp(word, negations[i], strlen(negations[i])) &&
			   strstr(word, "tuju");
	if (has_stem(word, objections, COUNT(objections)))
		*(negated ? yes : no) = true;
	else if (is_no(word))
		*no = true;
	else if (is_yes(word))
		*(negated ? no : yes) = true;
	snprintf(w->at[w->count++ % WORDS_BACK], sizeof w->at[0], "%s", word);
}

static size_t
take_word(const char *at, char word[WORD_BYTES])
{
	size_t used = 0, len = 0, run = 0;

	for (; isalnum((unsigned char)at[used]) || at[used] == '\''; used++) {
		run = used > 0 && at[used] == at[used - 1] ? run + 1 : 1;
		if (len + 1 < WORD_BYTES && run <= RUN_KEPT)
			word[len++] = at[used];
	}
	word[len] = '\0';
	return used;
}

/* "s e t u j u", "s.e.t.u.j.u": joins single letters. */
static size_t
take_spelled(const char *at, char word[WORD_BYTES])
{
	size_t used = 0, len = 0;

	while (isalpha((unsigned char)at[used]) &&
	       !isalnum((unsigned char)at[used + 1]) && len + 1 < WORD_BYTES) {
		word[len++] = at[used++];
		if (!at[used] || !strchr(" .-", at[used]))
			break;
		used++;
	}
	word[len] = '\0';
	return len >= SPELLED ? used : 0;
}

static void
find(const char *text, bool *yes, bool *no)
{
	char word[WORD_BYTES];
	struct words w = { .count = 0 };
	bool other_yes = false, other_no = false;

	*yes = *no = false;
	for (const char *at = text; at && *at;) {
		size_t used = take_spelled(at, word);
		if (!used)
			used = take_word(at, word);
		if (used && *word)
			judge_word(word, &w, yes, no);
		/* A sentence ends the reach of a negation; a wrapped line
		 * may go on: both ways are tried. */
		if (*at == '.' || *at == ',' || *at == ';' || *at == '!')
			w.count = 0;
		at += used ? used : 1;
	}
	w.count = 0;
	for (const char *at = text; at && *at;) {
		size_t used = take_word(at, word);
		if (used && *word)
			judge_word(word, &w, &other_yes, &other_no);
		if (*at == '\n')
			w.count = 0;
		at += used ? used : 1;
	}
	*yes |= other_yes;
	*no |= other_no;
}

static char *
lowered(const char *body)
{
	size_t len = strlen(body);
	char *out = calloc(len + 1, 1);

	for (size_t i = 0; out && i < len; i++)
		out[i] = (char)tolower((unsigned char)body[i]);
	return out;
}

bool
plain_finds_yes(const char *body)
{
	char *text = unquoted(body);
	bool yes, no;

	find(text, &yes, &no);
	free(text);
	return yes;
}

bool
plain_finds_no(const char *body)
{
	char *text = unquoted(body);
	bool yes, no;

	find(text, &yes, &no);
	free(text);
	return no;
}

bool
plain_names_yes(const char *body)
{
	char *text = lowered(body);
	bool yes, no;

	find(text, &yes, &no);
	free(text);
	return yes;
}
