/*
 * The answer to "did you send this letter?". Closed lists of words: a mail
 * that holds a denial anywhere is a no, one that begins with a yes and has no
 * doubt in it is a yes, and everything else is asked again.
 */
#include "cabut/reading.h"

#include "cabut/banned.h"

enum { WORD_MAX = 32, WORDS_MAX = 60 };

static const char *const yes_words[] = { "benar", "betul", "ya", "iya", "yes",
	"setuju", "konfirmasi", "dikonfirmasi", "mengonfirmasi", "nggih",
	"leres" };
static const char *const no_words[] = { "bukan", "tidak", "tdk", "tak", "gak",
	"nggak", "ga", "belum", "jangan", "batal", "palsu", "salah", "no",
	"hoaks", "penipuan" };
static const char *const doubt_words[] = { "apakah", "siapa", "kalau", "jika",
	"mungkin", "sepertinya", "kenapa", "mengapa" };

#define LENGTH(list) (sizeof(list) / sizeof *(list))

static bool
is_in(const char *word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(word, list[i]))
			return true;
	return false;
}

/* The next run of letters, in lower case, cut at WORD_MAX. */
static bool
take_word(const char **at, char word[WORD_MAX])
{
	size_t len = 0;

	while (**at && !ascii_is_alpha(**at))
		++*at;
	for (; ascii_is_alpha(**at); ++*at)
		if (len + 1 < WORD_MAX)
			word[len++] = ascii_lower(**at);
	word[len] = '\0';
	return len > 0;
}

enum confirm
reading_confirms(const char *own)
{
	char word[WORD_MAX];
	bool is_yes = false, is_doubtful = own && strchr(own, '?');
	const char *at = own ? own : "";

	for (size_t i = 0; i < WORDS_MAX && take_word(&at, word); i++) {
		if (is_in(word, no_words, LENGTH(no_words)))
			return CONFIRM_NO;
		if (is_in(word, doubt_words, LENGTH(doubt_words)))
			is_doubtful = true;
		if (i == 0)
			is_yes = is_in(word, yes_words, LENGTH(yes_words));
	}
	return is_yes && !is_doubtful ? CONFIRM_YES : CONFIRM_UNCLEAR;
}
