/*
 * The answer to "did you send this letter?". Closed lists of words. A yes is
 * a first line that says yes and nothing more; a no is a first word that says
 * no. Everything else is asked again: to ask twice costs a mail, a yes that
 * was none opens a case for a forger.
 */
#include "cabut/reading.h"

#include "cabut/banned.h"

enum { WORD_MAX = 32, NEAR_WORDS = 2 };

static const char *const yes_words[] = { "benar", "betul", "ya", "iya", "yes",
	"nggih", "leres" };
static const char *const harmless_words[] = { "saya", "yang", "mengirim",
	"kirim", "surat", "itu", "tersebut", "pak", "bu", "bapak", "ibu",
	"memang", "sendiri", "adalah", "dari", "permohonan", "sudah" };
static const char *const no_words[] = { "bukan", "tidak", "tdk", "tak", "gak",
	"nggak", "ga", "belum", "jangan", "batal", "palsu", "salah", "no",
	"hoaks", "penipuan" };
static const char *const denials[] = { "bukan", "tidak", "tdk", "tak", "gak",
	"nggak", "ga", "belum" };
static const char *const sendings[] = { "mengirim", "mengirimkan",
	"mengirimnya", "kirim", "kirimkan", "dikirim", "ngirim" };
static const char *const selves[] = { "saya", "kami" };
static const char *const frauds[] = { "palsu", "dipalsukan", "pemalsuan",
	"penipuan", "hoaks" };

#define IS_IN(word, list) is_in((word), (list), sizeof(list) / sizeof *(list))

static bool
is_in(const char *word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(word, list[i]))
			return true;
	return false;
}

/* The next run of letters and digits, in lower case, cut at WORD_MAX. */
static bool
take_word(struct slice *rest, char word[WORD_MAX])
{
	size_t len = 0, at = 0;

	while (at < rest->len && !ascii_is_alnum(rest->at[at]))
		at++;
	for (; at < rest->len && ascii_is_alnum(rest->at[at]); at++)
		if (len + 1 < WORD_MAX)
			word[len++] = ascii_lower(rest->at[at]);
	word[len] = '\0';
	*rest = (struct slice){ rest->at + at, rest->len - at };
	return len > 0;
}

/* The next line with a word in it. */
static bool
take_line(struct slice *rest, struct slice *line)
{
	char word[WORD_MAX];
	struct slice look;

	do {
		if (rest->len == 0)
			return false;
		const char *lf = memchr(rest->at, '\n', rest->len);
		size_t len = lf ? (size_t)(lf - rest->at) : rest->len;
		size_t used = lf ? len + 1 : len;

		*line = look = (struct slice){ rest->at, len };
		*rest = (struct slice){ rest->at + used, rest->len - used };
	} while (!take_word(&look, word));
	return true;
}

/* "Tidak ...", "Bukan ...", "Saya tidak ...". */
static bool
is_no(struct slice line)
{
	char word[WORD_MAX];

	if (!take_word(&line, word))
		return false;
	if (IS_IN(word, no_words))
		return true;
	return IS_IN(word, selves) && take_word(&line, word) &&
	       IS_IN(word, denials);
}

/* A yes, and no word beside it that could mean something else. */
static bool
is_clean_yes(struct slice line)
{
	char word[WORD_MAX];
	bool is_yes = false;

	if (memchr(line.at, '?', line.len))
		return false;
	while (take_word(&line, word)) {
		if (IS_IN(word, yes_words))
			is_yes = true;
		else if (!IS_IN(word, harmless_words))
			return false;
	}
	return is_yes;
}

/* "Tidak pernah mengirim", "bukan saya", "palsu": a denial of the letter,
 * not "jangan ragu menghubungi saya". */
static bool
is_denial(struct slice line)
{
	char word[WORD_MAX];
	size_t since = NEAR_WORDS + 1; /* the last word of denial */
	bool is_bukan = false;

	for (; take_word(&line, word); since++) {
		if (IS_IN(word, frauds))
			return true;
		if (since <= NEAR_WORDS &&
		    (IS_IN(word, sendings) ||
			(is_bukan && IS_IN(word, selves))))
			return true;
		if (IS_IN(word, denials)) {
			since = 0;
			is_bukan = !strcmp(word, "bukan");
		}
	}
	return false;
}

enum confirm
reading_confirms(const char *own)
{
	struct slice rest = slice_of(own ? own : ""), line;

	if (!take_line(&rest, &line))
		return CONFIRM_UNCLEAR;
	if (is_no(line))
		return CONFIRM_NO;
	if (!is_clean_yes(line))
		return CONFIRM_UNCLEAR;
	while (take_line(&rest, &line))
		if (is_denial(line))
			return CONFIRM_UNCLEAR;
	return CONFIRM_YES;
}
