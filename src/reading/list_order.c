/*
 * list_order: the two orders in which people write: "1 setuju, 2 tolak" and
 * "setuju 1, tolak 2". Each must hold through the whole text; what reads
 * both ways is unclear.
 */
#include "list.h"

#include "cabut/banned.h"

static bool
is_text_in(const char *list, const struct token *t)
{
	return t->text && list_has(list, t->text, strlen(t->text));
}

static struct speech
speech_in(struct list *l, size_t from, size_t to)
{
	struct speech s;

	speech_make(
	    arena_copy(l->arena, l->own + from, to - from), l->arena, &s);
	return s;
}

/* The word behind a number that shows it to be an item's. */
static bool
is_followed(struct list *l, size_t at)
{
	struct speech s = speech_in(l, at, strlen(l->own));
	size_t i = 0;

	while (i < s.count &&
	       (s.at[i].word == WORD_COMMA || s.at[i].word == WORD_STOP ||
		   s.at[i].word == WORD_ME ||
		   is_text_in("= saya di bisa dapat ini kami", &s.at[i])))
		i++;
	if (i == s.count)
		return false;
	enum word w = s.at[i].word;
	return list_decides(&s.at[i]) || word_is_not(w) || w == WORD_ACK ||
	       w == WORD_LET || w == WORD_CAN || w == WORD_MAYBE ||
	       w == WORD_IF || w == WORD_HAVE || w == WORD_FLAW;
}

/* Is the number at the end of its clause, as in "sama dengan 1"? */
static bool
is_dangling(const struct list *l, const struct mention *m)
{
	size_t at = m->to + strspn(l->own + m->to, " \t");

	return m->count > 1 || m->is_labelled || !l->own[at] ||
	       strchr(",;.\n", l->own[at]) || m->at[0].case_number;
}

/* A word that may be the last of an answer. */
static bool
is_end(const struct token *t)
{
	return (list_decides(t) && t->word != WORD_ACT) ||
	       t->word == WORD_CHEER || t->word == WORD_PERSON ||
	       is_text_in("saja aja", t);
}

/* "1 setuju 2 tolak": without a comma the part before must be one clear
 * clause, and the word before its end. */
static bool
is_ended(struct list *l, size_t from, size_t to)
{
	const char *piece = list_piece(l, from, to);
	struct speech s = speech_in(l, from, to);
	const struct token *t = s.count ? &s.at[s.count - 1] : NULL;

	if (!t || strpbrk(piece, ",;.!\n|") ||
	    list_judge(l, from, to).decision == DECISION_UNCLEAR)
		return false;
	return is_end(t);
}

static bool
is_greeted(struct list *l, size_t to)
{
	struct speech s = speech_in(l, 0, to);

	return s.count > 0 &&
	       (s.at[s.count - 1].word == WORD_PERSON ||
		   s.at[s.count - 1].word == WORD_ACK ||
		   s.at[s.count - 1].word == WORD_CHEER ||
		   s.at[s.count - 1].word == WORD_COMMA ||
		   is_text_in("pagi siang sore malam wb saya kami hormat "
			      "assalamualaikum jawaban keputusan berikut",
		       &s.at[s.count - 1]));
}

/* "2 permohonan setuju" counts, "2. permohonan ini setuju" numbers. */
static bool
is_amount(struct list *l, const struct mention *m)
{
	static const char nouns[] =
	    "permohonan permohonannya sertifikat sertipikat berkas kasus "
	    "pengajuan usulan orang nama surat hari lembar tte se dokumen "
	    "pegawai kali minggu bulan jam menit sertel jenis buah pemohon "
	    "pemilik item poin tahun";
	struct speech s;

	if (m->is_labelled || m->at[0].case_number || m->count > 1 ||
	    !strchr(" \t", l->own[m->to]))
		return false;
	s = speech_in(l, m->to, strlen(l->own));
	return s.count > 0 && is_text_in(nouns, &s.at[0]);
}

/* What may follow a number that ends its clause: "setuju 2 ya pak". */
static bool
is_closed(struct list *l, const struct mention *m)
{
	struct speech s = speech_in(l, m->to, strlen(l->own));
	const struct token *t = &s.at[0];

	return s.count == 0 || t->word == WORD_COMMA || t->word == WORD_STOP ||
	       t->word == WORD_BREAK || t->word == WORD_BECAUSE ||
	       t->word == WORD_PERSON || t->word == WORD_ACK ||
	       t->word == WORD_CHEER ||
	       is_text_in("saja aja dan terima makasih terimakasih", t);
}

/* Keeps the mentions that begin a part. False: one may or may not. */
static bool
keep_parts(struct list *l, const struct mentions *all, size_t start,
    struct mentions *parts)
{
	*parts = (struct mentions){ .at = arena_array(l->arena, all->count + 1,
					sizeof *parts->at) };
	for (size_t i = 0; i < all->count; i++) {
		const struct mention *m = &all->at[i];
		const struct mention *last =
		    parts->count ? &parts->at[parts->count - 1] : NULL;
		if (m->from < start)
			continue;
		bool first =
		    m->lead <= start + strspn(l->own + start, " \t:,(");
		bool opens = m->is_bounded || first;
		bool marked = m->starts_line || first ||
			      (m->is_bounded && m->is_labelled);
		bool followed = is_followed(l, m->to);
		if ((marked || m->is_bounded) && is_amount(l, m))
			return list_spoil(l, "an amount, or a number");
		if (!marked && !followed) {
			if (m->is_bounded || is_dangling(l, m))
				return list_spoil(
				    l, "a number without a decision");
			continue;
		}
		if (!opens && !(last ? is_ended(l, last->to, m->lead)
				     : is_greeted(l, m->lead)))
			return list_spoil(l, "a number inside a sentence");
		parts->at[parts->count++] = *m;
	}
	return parts->count > 0 ||
	       list_spoil(l, "no number says which case is meant");
}

static bool
ends_open(const char *piece, struct list *l)
{
	struct speech s;
	size_t len = strlen(piece);

	if (len > 0 && strchr(":(", piece[len - 1]))
		return true;
	speech_make(piece, l->arena, &s);
	if (s.count == 0)
		return false;
	enum word w = s.at[s.count - 1].word;
	return w == WORD_BECAUSE || w == WORD_IF || w == WORD_BUT ||
	       w == WORD_AGAR || w == WORD_TO || w == WORD_HEARSAY ||
	       w == WORD_MAYBE || w == WORD_ASK;
}

/* A number that was not understood, beside a decision that was not. */
static bool
has_stray(const struct mentions *all, size_t from, size_t to)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->at[i].from >= from && all->at[i].to <= to)
			return true;
	return false;
}

static bool
is_limit(const struct token *t)
{
	return list_decides(t) || t->word == WORD_IF || t->word == WORD_BUT ||
	       t->word == WORD_MAYBE || t->word == WORD_ASK ||
	       t->word == WORD_HEARSAY || t->word == WORD_LET ||
	       is_text_in("semua semuanya seluruh kecuali sisanya lain "
			  "lainnya selebihnya jangan",
		   t);
}

static size_t
head_length(const char *text)
{
	size_t len = strcspn(text, ",;\n");
	size_t sentence = text_sentence(text);

	return len < sentence ? len : sentence;
}

/* Behind the last answer, a condition or another word of decision may be
 * about all of them. */
static bool
is_tainted(struct list *l, const struct mention *m, enum decision whole)
{
	const char *text = list_piece(l, m->to, strlen(l->own));
	size_t head = head_length(text);
	struct speech s;
	struct answer answer;

	if (slice_is_blank(slice_of(text + head)) ||
	    list_is_harmless(l, text + head))
		return false;
	answer_make(arena_copy(l->arena, text, head), l->arena, &answer);
	if (whole != answer.decision && answer.decision != DECISION_UNCLEAR)
		return true;
	speech_make(text + head, l->arena, &s);
	for (size_t i = 0; i < s.count; i++)
		if (is_limit(&s.at[i]))
			return true;
	return whole != DECISION_REJECT && whole != DECISION_MORE;
}

static bool
add_all(struct list *l, const struct mention *m, const struct answer *answer)
{
	for (size_t i = 0; i < m->count; i++)
		if (!list_add(l, &m->at[i], answer))
			return false;
	return true;
}

static bool
read_part(struct list *l, const struct mentions *all,
    const struct mentions *parts, size_t i, bool may_be_empty)
{
	const struct mention *m = &parts->at[i];
	bool last = i + 1 == parts->count;
	size_t end = last ? strlen(l->own) : parts->at[i + 1].lead;
	const char *piece = list_piece(l, m->to, end);
	struct answer answer = list_judge(l, m->to, end);

	if (may_be_empty && list_is_harmless(l, piece))
		answer = (struct answer){
			.decision = DECISION_NONE,
			.why = "left out",
			.remark = "",
			.own = piece,
		};
	else if (answer.decision == DECISION_NONE)
		return list_spoil(l, "a number without an answer");
	if (!last && ends_open(piece, l))
		return list_spoil(l, "a sentence that another number ends");
	if (answer.decision == DECISION_UNCLEAR &&
	    (has_stray(all, m->to, end) ||
		(may_be_empty && strchr(".\n", l->own[m->to]))))
		return list_spoil(l, "a number or sentence not understood");
	if (last && parts->count + l->out->count > 1 &&
	    answer.decision != DECISION_NONE &&
	    is_tainted(l, m, answer.decision))
		return list_spoil(l, "words behind the last answer");
	return add_all(l, m, &answer);
}

static bool
differ(const struct list_answer *out)
{
	for (size_t i = 1; i < out->count; i++)
		if (out->items[i].answer.decision !=
		    out->items[0].answer.decision)
			return true;
	return false;
}

bool
list_read_before(
    struct list *l, const struct mentions *all, size_t start, bool may_be_empty)
{
	struct mentions parts;
	const char *lead;

	if (!keep_parts(l, all, start, &parts))
		return false;
	lead = list_piece(l, start, parts.at[0].lead);
	if (!list_is_harmless(l, lead))
		return list_spoil(l, "words before the first number");
	for (size_t i = 0; i < parts.count; i++)
		if (!read_part(l, all, &parts, i, may_be_empty))
			return false;
	if (!may_be_empty && differ(l->out) &&
	    list_names_all(l, strlen(l->own)))
		return list_spoil(l, "'all' beside different answers");
	return true;
}

/* Where the next decision begins in own[from, to): behind the last comma;
 * `to`: there is none. */
static size_t
next_clause(const struct list *l, size_t from, size_t to)
{
	size_t at = to;

	while (at > from && !strchr(",;\n.|", l->own[at - 1]))
		at--;
	if (at > from)
		return at;
	at = from + strspn(l->own + from, " \t");
	for (const char *word = "dan \0serta \0sedangkan \0"; *word;
	     word += strlen(word) + 1)
		if (at + strlen(word) <= to &&
		    slice_starts_nocase(slice_of(l->own + at), slice_of(word)))
			return at + strlen(word);
	return to;
}

/* "karena SK kurang": nothing else may stand behind a number. */
static bool
is_reason(struct list *l, const char *text)
{
	struct speech s;

	if (list_is_harmless(l, text))
		return true;
	speech_make(text, l->arena, &s);
	size_t first = speech_first(&s);
	if (first == s.count || s.at[first].word != WORD_BECAUSE)
		return false;
	for (size_t i = first; i < s.count; i++)
		if (is_limit(&s.at[i]))
			return false;
	return true;
}

/* "setuju no 1", but not "setuju, 1", "setuju tapi 1", "setuju karena 1". */
static bool
is_joined(struct list *l, size_t from, const struct mention *m)
{
	const char *between = text_fold(
	    (struct slice){ l->own + m->lead, m->from - m->lead }, l->arena);
	struct speech s = speech_in(l, from, m->lead);

	while (s.count > 0 && s.at[s.count - 1].word == WORD_COMMA &&
	       l->own[from + s.at[s.count - 1].at] == ':')
		s.count--;
	return !m->is_bounded && s.count > 0 && is_end(&s.at[s.count - 1]) &&
	       !text_has_any(between, "dan|tapi|tetapi|tp|serta|sedangkan|"
				      "sdgkan|lalu|kemudian|terus|and");
}

/* One decision, its numbers, and the reason up to `end`. */
static bool
read_clause(struct list *l, size_t from, const struct mention *m, size_t end)
{
	const char *reason = list_piece(l, m->to, end);
	const char *word = list_piece(l, from, m->lead);
	struct answer answer;

	if (!is_joined(l, from, m) || !is_closed(l, m))
		return list_spoil(l, "a number apart from its decision");
	if (!is_reason(l, reason))
		return list_spoil(l, "words behind a number");
	answer_make(word, l->arena, &answer);
	if (answer.decision == DECISION_UNCLEAR ||
	    answer.decision == DECISION_NONE)
		return list_spoil(l, "a number behind no clear decision");
	enum decision alone = answer.decision;
	answer_make(
	    arena_printf(l->arena, "%s %s", word, reason), l->arena, &answer);
	if (answer.decision != alone)
		return list_spoil(l, "a reason that changes the decision");
	return add_all(l, m, &answer);
}

bool
list_read_behind(struct list *l, const struct mentions *all)
{
	size_t from = 0;

	for (size_t i = 0; i < all->count; i++) {
		const struct mention *m = &all->at[i];
		bool last = i + 1 == all->count;
		size_t to = last ? strlen(l->own) : all->at[i + 1].lead;
		size_t next = last ? to : next_clause(l, m->to, to);
		if (m->starts_line && i > 0)
			return list_spoil(l, "numbers before and behind");
		if (!last && next == to)
			return list_spoil(l, "a number between two decisions");
		if (!read_clause(l, from, m, next))
			return false;
		from = next;
	}
	if (list_names_all(l, strlen(l->own)))
		return list_spoil(l, "'all' beside numbers");
	return true;
}
