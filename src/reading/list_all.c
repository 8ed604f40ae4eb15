/*
 * list_all: "semua setuju", "setuju untuk semuanya", and the exceptions to
 * it. "Semua" counts only right beside the word of decision: thanks "untuk
 * semua" and papers that are "semua" read approve nothing.
 */
#include "list.h"

#include "cabut/banned.h"

static const char everything[] = "semua semuanya seluruh seluruhnya all kabeh "
				 "sedaya sadaya sadayana";
/* They may stand between "semua" and the decision. */
static const char between[] =
    "untuk utk u/ atas pada permohonan kasus usulan pengajuan saya kami saja "
    "aja ini itu tersebut tsb di dalam daftar yang yg diajukan pak bapak bu "
    "ibu nomor berkas kita dinyatakan";

static const char exceptions[] = "kecuali|terkecuali|kcuali|kecualikan|except|"
				 "selain|dikecualikan";

const char *
list_exception(const char *own)
{
	for (const char *at = own; *at; at++) {
		const char *word = exceptions;
		if (at > own && ascii_is_alnum(at[-1]))
			continue;
		while (*word) {
			size_t len = strcspn(word, "|");
			if (slice_starts_nocase(
				slice_of(at), (struct slice){ word, len }) &&
			    !ascii_is_alnum(at[len]))
				return at;
			word += len + (word[len] == '|');
		}
	}
	return NULL;
}

static bool
is_in(const char *list, const char *word, size_t len)
{
	char folded[16];

	if (len == 0 || len >= sizeof folded)
		return false;
	for (size_t i = 0; i < len; i++)
		folded[i] = ascii_lower(word[i]);
	return list_has(list, folded, len);
}

bool
list_names_all(struct list *l, size_t to)
{
	for (size_t at = 0; at < to; at++) {
		size_t len = 0;
		while (at + len < to && ascii_is_alpha(l->own[at + len]))
			len++;
		if (is_in(everything, l->own + at, len))
			return true;
		at += len;
	}
	return false;
}

enum { ALL_NOWHERE, ALL_BESIDE, ALL_APART };

/* Words of one clause: which one decides, which one is "semua". */
struct clause {
	struct slice word[64];
	size_t count, all, verb;
};

static enum word
word_of(struct slice s, struct arena *arena)
{
	struct speech speech;

	speech_make(arena_copy(arena, s.at, s.len), arena, &speech);
	return speech.count == 1 && list_decides(&speech.at[0])
		   ? speech.at[0].word
		   : WORD_UNKNOWN;
}

static bool
take_words(struct slice text, struct arena *arena, struct clause *c)
{
	struct slice word;

	*c = (struct clause){ .all = SIZE_MAX, .verb = SIZE_MAX };
	while (slice_take_until(&text, ' ', &word)) {
		word = slice_trim(word);
		if (word.len == 0)
			continue;
		if (c->count == 64)
			return false;
		if (is_in(everything, word.at, word.len))
			c->all = c->count;
		else if (c->verb == SIZE_MAX &&
			 word_of(word, arena) != WORD_UNKNOWN)
			c->verb = c->count;
		c->word[c->count++] = word;
	}
	return true;
}

static bool
is_beside(const struct clause *c)
{
	size_t from = c->all < c->verb ? c->all : c->verb;
	size_t to = c->all < c->verb ? c->verb : c->all;

	if (c->all == SIZE_MAX || c->verb == SIZE_MAX)
		return false;
	for (size_t i = from + 1; i < to; i++)
		if (!is_in(between, c->word[i].at, c->word[i].len))
			return false;
	/* "Tidak semua disetujui", "hampir semua". */
	return c->all == 0 || c->all > c->verb ||
	       is_in("pak bapak bu ibu ya ok oke baik siap untuk utk "
		     "permohonan saya kami",
		   c->word[c->all - 1].at, c->word[c->all - 1].len);
}

/* Does one clause say the decision of all? */
static bool
all_is_decided(struct list *l, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, ",.;:!\n");
		struct clause c;
		if (take_words((struct slice){ text, len }, l->arena, &c) &&
		    is_beside(&c))
			return true;
		text += len + (text[len] != '\0');
	}
	return false;
}

static bool
is_excepted(const struct list_answer *out, size_t count, unsigned number)
{
	for (size_t i = 0; i < count; i++)
		if (out->items[i].number == number)
			return true;
	return false;
}

/* The exceptions stand first in `out`; every other number follows. */
static bool
add_rest(struct list *l, const struct answer *answer)
{
	size_t excepted = l->out->count;

	for (size_t i = 0; i < excepted; i++)
		if (!l->out->items[i].number)
			return list_spoil(l, "an exception without its number");
	for (unsigned n = 1; n <= l->shown; n++) {
		struct ref ref = { n, NULL };
		if (!is_excepted(l->out, excepted, n) &&
		    !list_add(l, &ref, answer))
			return false;
	}
	l->out->is_all = true;
	l->out->why = "one answer for all";
	return true;
}

bool
list_read_all(struct list *l, const struct mentions *all)
{
	const char *except = list_exception(l->own);
	size_t end = except ? (size_t)(except - l->own) : strlen(l->own);
	struct answer answer = list_judge(l, 0, end);

	if (!list_names_all(l, end) ||
	    !all_is_decided(l, list_piece(l, 0, end)))
		return list_spoil(l, "'all' is not what is decided about");
	if (answer.decision == DECISION_UNCLEAR)
		return list_spoil(l, answer.why);
	if (all->is_odd || (all->count && all->at[0].from < end))
		return list_spoil(l, "'all' beside numbers");
	if (except) {
		end += strcspn(except, " :,\t\n");
		if (!all->count)
			return list_spoil(l, "an exception without a number");
		if (!list_read_before(l, all, end, true))
			return false;
	}
	return add_rest(l, &answer);
}
