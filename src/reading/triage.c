/*
 * triage: what the helpdesk says that an unclear letter is. One taught word
 * alone on the first line, or a question for the sender; everything else is
 * asked again, for the word opens a case.
 */
#include "cabut/reading.h"
#include "text.h"

#include "cabut/banned.h"

enum { QUESTION_LETTERS_MIN = 10 };

/* The next line with a letter or digit in it. */
static bool
take_worded(struct slice *rest, struct slice *line)
{
	while (slice_take_line(rest, line))
		for (size_t i = 0; i < line->len; i++)
			if (ascii_is_alnum(line->at[i]) ||
			    (unsigned char)line->at[i] >= 0x80) {
				*line = slice_trim(*line);
				return true;
			}
	return false;
}

static enum triage
kind_of(struct slice line)
{
	static const struct {
		const char *word;
		enum triage kind;
	} words[] = { { "pencabutan", TRIAGE_REVOCATION },
		{ "penerbitan", TRIAGE_ISSUANCE }, { "bukan", TRIAGE_ASIDE },
		{ "abaikan", TRIAGE_ASIDE } };

	while (line.len > 0 && strchr(".!", line.at[line.len - 1]))
		line = slice_trim(slice_head(line, line.len - 1));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_equal_nocase(line, slice_of(words[i].word)))
			return words[i].kind;
	return TRIAGE_UNCLEAR;
}

/* "TANYA: sertifikat milik siapa?", over as many lines as it takes. */
static const char *
question_in(struct slice line, struct slice rest, struct arena *a)
{
	const char *text;

	if (!slice_starts_nocase(line, SLICE("tanya")))
		return NULL;
	line = slice_trim(slice_from(line, 5));
	if (line.len == 0 || line.at[0] != ':')
		return NULL;
	line = slice_from(line, 1);
	text = text_squeeze(
	    (struct slice){ line.at, (size_t)(rest.at + rest.len - line.at) },
	    a);
	return strlen(text_letters(slice_of(text), a)) < QUESTION_LETTERS_MIN ||
		       strlen(text) > TRIAGE_QUESTION_MAX
		   ? NULL
		   : text;
}

enum triage
reading_triage(const char *own, struct arena *a, const char **question)
{
	struct slice rest = slice_of(own ? own : ""), line, more;
	const char *asked;

	if (!take_worded(&rest, &line))
		return TRIAGE_UNCLEAR;
	asked = question_in(line, rest, a);
	if (asked) {
		*question = asked;
		return TRIAGE_ASK;
	}
	enum triage kind = kind_of(line);

	/* Two words that are both taught contradict each other. */
	while (kind != TRIAGE_UNCLEAR && take_worded(&rest, &more))
		if (kind_of(more) != TRIAGE_UNCLEAR && kind_of(more) != kind)
			return TRIAGE_UNCLEAR;
	return kind;
}
