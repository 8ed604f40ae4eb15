/*
 * errand: to ask, to go or to tell is no disposition, though an office is
 * named: nothing is handed over.
 */
#include "scope.h"

#include "cabut/banned.h"

enum { TO_REACH = 3, HAVE_REACH = 5 };

/* To consult somebody hands the letter to nobody: "konfirmasi ke pemilik
 * dulu", "koordinasi ke Kabid". */
bool
is_consulting(const struct speech *s, size_t at)
{
	const char *text = s->at[at].text;

	if (s->at[at].word != WORD_PASS || !text)
		return false;
	if (list_has("konfirmasi konfirmasikan dikonfirmasi klarifikasi", text,
		strlen(text)))
		return true;
	if (!list_has("koordinasi koordinasikan dikoordinasikan "
		      "berkoordinasi",
		text, strlen(text)))
		return false;
	for (size_t i = at + 1; i < s->count && i <= at + TO_REACH; i++)
		if (s->at[i].word == WORD_TO &&
		    s->at[i].clause == s->at[at].clause)
			return true;
	return false;
}

bool
is_handed_over(const struct speech *s, size_t at)
{
	if (!token_is(&s->at[at], "teruskan limpahkan disposisikan delegasikan "
				  "serahkan oper disposisi"))
		return false;
	for (size_t i = at + 1; i < s->count && i <= at + TO_REACH; i++)
		if (s->at[i].word == WORD_TO &&
		    s->at[i].clause == s->at[at].clause)
			return true;
	return false;
}

/* "Surat Anda diteruskan ke bagian terkait": a receipt, told to the sender. */
bool
tells_the_sender(const struct speech *s, size_t at)
{
	for (size_t i = at; i-- > 0 && s->at[i].clause == s->at[at].clause;)
		if (s->at[i].text && !strcmp(s->at[i].text, "anda"))
			return true;
	return false;
}

/* "Saya ke Kabid dulu", "kembali ke kantor", "tanya ke Kabid": somebody
 * goes or asks; nothing is handed over. */
bool
is_errand(const struct speech *s, size_t at)
{
	static const char places[] = "kantor kota kabupaten provinsi dinas "
				     "rsud puskesmas";
	const struct token *goal = &s->at[at];

	if (goal->text && list_has(places, goal->text, strlen(goal->text)) &&
	    (at + 1 == s->count || s->at[at + 1].word != WORD_WHO))
		return true;
	for (size_t i = at; i-- > 0 && s->at[i].clause == goal->clause;) {
		const struct token *t = &s->at[i];
		if (t->word == WORD_STOP || t->word == WORD_BREAK)
			return false;
		if (is_handed_over(s, i))
			return has_before(s, i, WORD_MAYBE, HAVE_REACH);
		if ((t->word == WORD_ME &&
			!has_before(s, at, WORD_HAVE, HAVE_REACH)) ||
		    t->word == WORD_MAYBE || t->word == WORD_UNKNOWN ||
		    is_consulting(s, i) || tells_the_sender(s, at) ||
		    (t->text && !strcmp(t->text, "kembali")))
			return true;
	}
	return false;
}

bool
is_sent_there(const struct speech *s, size_t at)
{
	for (size_t i = at; i-- > 0 && s->at[i].clause == s->at[at].clause;)
		if (s->at[i].word == WORD_SEND)
			return has_before(s, i, WORD_HAVE, TO_REACH);
	return false;
}
