/*
 * remark: what stands behind the deciding word: the reason of TOLAK, what to
 * complete, to whom. It is shown to people, never decided upon.
 */
#include "decision.h"

#include "cabut/banned.h"

enum { REMARK_MAX = 2000 };

struct lead {
	enum decision decision;
	const char *words; /* dropped from the start, ' ' between */
};

static const struct lead leads[] = {
	{ DECISION_REJECT,
	    "tolak ditolak menolak saya kami permohonan ini "
	    "tidak setuju disetujui alasan karena krn alasannya sebab" },
	{ DECISION_MORE, "lengkapi" },
	{ DECISION_DELEGATE, "disposisi disposisikan ke kepada kpd" },
	{ DECISION_DONE, "selesai" },
	{ DECISION_WITHDRAW, "batal batalkan alasan karena" },
};

static const char *
skip_signs(const char *at)
{
	while (*at && strchr(" \t\n:;,.-=!\"'", *at))
		at++;
	return at;
}

static const char *
skip_lead(const char *at, const char *words)
{
	for (;;) {
		char word[24];
		size_t len = 0;
		while (ascii_is_alpha(at[len]) && len < sizeof word) {
			word[len] = ascii_lower(at[len]);
			len++;
		}
		if (len == 0 || len == sizeof word ||
		    !list_has(words, word, len))
			return at;
		at = skip_signs(at + len);
	}
}

const char *
decision_remark(enum decision decision, const char *own, struct arena *arena)
{
	const char *at = skip_signs(own);

	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (leads[i].decision == decision)
			at = skip_lead(at, leads[i].words);
	size_t len = strlen(at);
	if (len > REMARK_MAX) {
		len = REMARK_MAX;
		while (len > 0 && ((unsigned char)at[len] & 0xC0) == 0x80)
			len--;
	}
	struct slice rest = slice_trim((struct slice){ at, len });
	return arena_copy(arena, rest.len ? rest.at : "", rest.len);
}
