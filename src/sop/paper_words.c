/*
 * paper_words: which paper of a SOP a document is, by the words that the SOP
 * itself gives (kenali). Two papers that both claim it leave it to a person.
 */
#include "cabut/sop.h"

#include "cabut/banned.h"

enum { UTF8_BYTES_MAX = 4 };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
	       c == '\v' || c == '_';
}

/* The first SOP_TITLE_MAX characters, lower case, blanks collapsed. `out` has
 * room for them. */
static void
fold(const char *text, char *out)
{
	size_t to = 0;

	for (size_t count = 0; *text; text++) {
		char c = is_blank(*text) ? ' ' : ascii_lower(*text);

		if (c == ' ' && (to == 0 || out[to - 1] == ' '))
			continue;
		count += ((unsigned char)c & 0xC0) != 0x80;
		if (count > SOP_TITLE_MAX ||
		    to >= (size_t)SOP_TITLE_MAX * UTF8_BYTES_MAX)
			break;
		out[to++] = c;
	}
	while (to > 0 && out[to - 1] == ' ')
		to--;
	out[to] = '\0';
}

static bool
is_letter(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

/* Both folded. */
static bool
has_word(const char *text, const char *word)
{
	size_t len = strlen(word);

	if (len == 0)
		return false;
	for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
		if ((at == text || !is_letter(at[-1])) && !is_letter(at[len]))
			return true;
	return false;
}

static bool
claims(const struct sop_paper *paper, const char *name, const char *title)
{
	char word[SOP_TITLE_MAX * UTF8_BYTES_MAX + 1];

	for (size_t i = 0; i < paper->word_count; i++) {
		fold(paper->words[i], word);
		if (has_word(name, word) || has_word(title, word))
			return true;
	}
	return false;
}

int
sop_paper_by_words(const struct sop *sop, const char *name, const char *text)
{
	char file[SOP_TITLE_MAX * UTF8_BYTES_MAX + 1];
	char title[SOP_TITLE_MAX * UTF8_BYTES_MAX + 1];
	int found = -1;

	fold(name ? name : "", file);
	fold(text ? text : "", title);
	for (size_t i = 0; i < sop->paper_count; i++) {
		if (!claims(&sop->papers[i], file, title))
			continue;
		if (found >= 0)
			return -1;
		found = (int)i;
	}
	return found;
}
