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

enum { STEP_MAX = 3 };

/* "langkah 7", "langkah no. 7", "langkah ke-7"; where it ends, or NULL. */
static const char *
step_at(const char *at, struct slice *step)
{
	static const char *const labels[] = { "nomor ", "no. ", "no.", "no ",
		"ke-", "ke " };
	struct slice word = SLICE("langkah");

	if (!slice_starts_nocase(slice_of(at), word))
		return NULL;
	at += word.len;
	size_t gap = strspn(at, " :");
	if (gap == 0)
		return NULL;
	at += gap;
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (slice_starts_nocase(slice_of(at), slice_of(labels[i]))) {
			at += strlen(labels[i]);
			break;
		}
	size_t len = strspn(at, "0123456789");
	if (len == 0 || len > STEP_MAX)
		return NULL;
	size_t letter =
	    ascii_is_alpha(at[len]) && !ascii_is_alnum(at[len + 1]) ? 1 : 0;
	if (!letter &&
	    (ascii_is_alnum(at[len]) || (strchr(".,-/", at[len]) && at[len] &&
					    ascii_is_digit(at[len + 1]))))
		return NULL;
	*step = (struct slice){ at, len + letter };
	return at + len + letter;
}

/* The one step that is named; NULL: none, or two different ones. */
static const char *
find_step(const char *own, struct arena *arena)
{
	struct slice found = { NULL, 0 }, here;

	for (const char *at = own; *at; at++) {
		bool starts = at == own || !ascii_is_alnum(at[-1]);
		if (!starts || !step_at(at, &here))
			continue;
		if (found.len && !slice_equal_nocase(found, here))
			return NULL;
		found = here;
	}
	return found.len ? arena_copy(arena, found.at, found.len) : NULL;
}

static const char *
skip_step(const char *at)
{
	static const char *const before[] = { "untuk ", "pada ", "di " };
	struct slice step;
	const char *from = at, *end;

	from += strspn(from, "( ");
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (slice_starts_nocase(slice_of(from), slice_of(before[i])))
			from += strlen(before[i]);
	if (!(end = step_at(from, &step)))
		return at;
	end += strspn(end, " )");
	return skip_signs(end);
}

static const char *
skip_leads(const char *at, enum decision decision)
{
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (leads[i].decision == decision)
			at = skip_lead(at, leads[i].words);
	return at;
}

const char *
decision_remark(enum decision decision, const char *own, struct arena *arena,
    const char **step)
{
	const char *at = skip_leads(skip_signs(own), decision);

	*step = decision == DECISION_NONE ? NULL : find_step(own, arena);
	if (*step)
		at = skip_leads(skip_step(at), decision);
	size_t len = strlen(at);
	if (len > REMARK_MAX) {
		len = REMARK_MAX;
		while (len > 0 && ((unsigned char)at[len] & 0xC0) == 0x80)
			len--;
	}
	struct slice rest = slice_trim((struct slice){ at, len });
	return arena_copy(arena, rest.len ? rest.at : "", rest.len);
}
