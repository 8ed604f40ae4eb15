/*
 * events: verbs of an answer with their negation, object and subject. It
 * counts; what the counts mean together is decision.c's.
 */
#include "scope.h"

#include "cabut/banned.h"

static void
note_no(struct findings *f, size_t at, bool firm)
{
	if (at < f->no_at)
		f->no_at = at;
	if (firm)
		f->firm_no++;
	else
		f->soft_no++;
}

static void
read_yes(struct speech *s, size_t at, struct findings *f)
{
	struct token *denial = negation(s, at, f);

	if (has_other_subject(s, at) || has_other_actor(s, at))
		f->hearsay++;
	/* "Bukan saya yang setuju" denies who, not what. */
	if (denial && token_is(denial, "bukan bkn sanes") &&
	    word_is_in(denial[1].word,
		IN_SET(WORD_ME) | IN_SET(WORD_PERSON) | IN_SET(WORD_WHO))) {
		tangle(f, at);
		return;
	}
	if (denial) {
		take_wishes(s, (size_t)(denial - s->at), at);
		note_no(f, at, denial->word == WORD_NOT);
		return;
	}
	/* "Sudah disetujui": by whom? */
	if (has_before(s, at, WORD_HAVE, 4) && !clause_has(s, at, WORD_ME) &&
	    !token_is(&s->at[at], "saya"))
		tangle(f, at);
	/* "Mohon disetujui" is a plea to somebody else. */
	bool is_plea = has_before(s, at, WORD_AGAR, 4) ||
		       (at == speech_first(s) && at > 0 &&
			   token_is(&s->at[at - 1], "untuk utk u/ buat"));
	if (s->at[at].word == WORD_YES && is_plea &&
	    !clause_has(s, at, WORD_ME) && !clause_has(s, at, WORD_MORE))
		f->hearsay++;
	if (s->at[at].word == WORD_GO)
		f->go++;
	else
		f->yes++;
}

static const char opinions[] = "usul usulan pendapat saran pertimbangan "
			       "rekomendasi dengan dgn";

static bool
may_stand_between(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at];

	if (t->word == WORD_IF)
		return t->text &&
		       !list_has("atau atw ato or", t->text, strlen(t->text));
	/* "Setuju dengan usulan Kabid agar ditolak" */
	if (t->word == WORD_WHO && at > 0 && token_is(t - 1, opinions))
		return true;
	return t->word == WORD_PLAIN || t->word == WORD_LET ||
	       t->word == WORD_CAN || t->word == WORD_ME ||
	       t->word == WORD_AGAR || t->word == WORD_NOT;
}

/* The un-negated "setuju" whose object the refusal at `at` is. */
static size_t
governing_yes(struct speech *s, size_t at, struct findings *f)
{
	bool linked =
	    s->at[at].word == WORD_REFUSED || s->at[at].word == WORD_ACT;

	for (size_t j = at; j-- > 0;) {
		struct token *t = &s->at[j];
		if (t->clause != s->at[at].clause)
			return s->count;
		if (t->word == WORD_YES)
			return linked ? j : s->count;
		if (!may_stand_between(s, j)) {
			if (clause_has(s, at, WORD_YES))
				tangle(f, at);
			return s->count;
		}
		linked |= t->word == WORD_IF || t->word == WORD_AGAR ||
			  (t->text && strcmp(t->text, "untuk") == 0);
	}
	return s->count;
}

/* "Setuju untuk ditolak": the yes is a no, its "kalau" no condition. */
static void
take_object(struct speech *s, size_t at, struct findings *f)
{
	size_t yes = governing_yes(s, at, f);

	if (yes == s->count)
		return;
	if (f->yes == 0) { /* it was negated: "tidak setuju ditolak" */
		tangle(f, at);
		return;
	}
	f->yes--;
	if (yes < f->no_at)
		f->no_at = yes;
	for (size_t j = yes; j < at; j++)
		s->at[j].is_used |= s->at[j].word == WORD_IF;
}

/* "Bapak minta ditolak". */
static bool
begins_with_other(const struct speech *s, size_t at)
{
	size_t first = at;

	while (first > 0 && s->at[first - 1].clause == s->at[at].clause &&
	       s->at[first - 1].word != WORD_BREAK)
		first--;
	return (s->at[first].word == WORD_PERSON ||
		   s->at[first].word == WORD_WHO) &&
	       has_other_subject(s, at);
}

static void
read_no(struct speech *s, size_t at, struct findings *f)
{
	bool negated = false;

	for (size_t j = at; j-- > 0 && s->at[j].clause == s->at[at].clause;)
		negated |= word_is_not(s->at[j].word);
	if (has_other_actor(s, at) ||
	    (s->at[at].word == WORD_NO && has_other_subject(s, at)))
		f->hearsay++;
	if (begins_with_other(s, at))
		f->hearsay++;
	/* "Sudah ditolak": by whom, when? */
	if (has_before(s, at, WORD_HAVE, 4) && !clause_has(s, at, WORD_ME))
		tangle(f, at);
	if (negated) {
		f->not_no++;
		return;
	}
	take_object(s, at, f);
	note_no(f, at, true);
}

/* cabut, proses: an order when invited, a report after "sudah". */
static void
read_act(struct speech *s, size_t at, struct findings *f)
{
	static const char invitations[] = "segera saja langsung sekarang";
	struct token *denial = negation(s, at, f);
	const struct token *next = at + 1 < s->count ? &s->at[at + 1] : NULL;
	const char *word = s->at[at].text;

	if (denial && denial->word == WORD_NOT) {
		take_object(s, at, f);
		note_no(f, at, true);
		return;
	}
	if (denial || has_before(s, at, WORD_HAVE, 3)) {
		if (denial)
			tangle(f, at);
		else
			f->done++;
		return;
	}
	/* "Tidak setuju kalau dicabut sekarang" */
	if (f->no_at < at && s->at[f->no_at].word == WORD_YES &&
	    s->at[f->no_at].clause == s->at[at].clause)
		return;
	bool is_revoke =
	    text_starts(word, "cabut") || strcmp(word, "dicabut") == 0;
	bool urged =
	    is_revoke &&
	    ((at > 0 && s->at[at - 1].text &&
		 list_has(invitations, s->at[at - 1].text,
		     strlen(s->at[at - 1].text))) ||
		(next && next->text &&
		    list_has(invitations, next->text, strlen(next->text))));
	bool bare =
	    is_revoke && speech_first(s) == at && text_starts(word, "cabut");
	bool ok = at > 0 && has_before(s, at, WORD_ACK, 2) &&
		  !has_before(s, at, WORD_ME, 3) && word[0] != 'd' &&
		  !text_starts(word, "mem") && !text_starts(word, "men") &&
		  !text_ends(word, "nya");
	if (has_before(s, at, WORD_LET, 4) || urged || bare || ok) {
		f->go++;
		if (has_other_subject(s, at))
			f->hearsay++;
	}
}

static void
read_more(struct speech *s, size_t at, struct findings *f)
{
	struct token *denial = negation(s, at, f);
	bool light = denial && has_before(s, at, WORD_CAN, 1);

	if (at < f->more_at)
		f->more_at = at;
	if (light)
		tangle(f, at);
	else if (denial)
		f->flaw++;
	else if (has_before(s, at, WORD_HAVE, 3)) {
		/* "Setuju jika SK sudah dilampirkan" asks for it. */
		if (clause_has(s, at, WORD_IF))
			f->more++;
		else
			f->done++;
	} else if (sentence_has(s, at, WORD_QUERY) ||
		   clause_has(s, at, WORD_ASK))
		f->asked_more++;
	else
		f->more++;
}

static void
read_send(struct speech *s, size_t at, struct findings *f)
{
	bool paper =
	    sentence_has(s, at, WORD_PAPER) || sentence_has(s, at, WORD_STATE);

	if (has_before(s, at, WORD_HAVE, 3))
		f->done++;
	else if (paper || negation(s, at, f))
		read_more(s, at, f);
	else
		f->task++;
}

static bool
is_flaw_alone(const char *state)
{
	return list_has(
	    "lengkap terlampir terbaca ditandatangani kebuka "
	    "dibuka bertandatangan jangkep lengkep memadai memenuhi",
	    state, strcspn(state, " "));
}

/* "Sudah ditandatangani": an act of the sender, not a state he found. */
static bool
is_act_done(const char *state)
{
	return list_has("ditandatangani bertandatangan terlampir terkirim "
			"diparaf dicap distempel tanda",
	    state, strcspn(state, " "));
}

static void
read_state(struct speech *s, size_t at, struct findings *f)
{
	struct token *denial = NULL;
	const char *text = s->at[at].text;

	if (s->at[at].word == WORD_FLAW)
		denial = &s->at[at];
	else if (!(denial = negation(s, at, f))) {
		f->reported +=
		    has_before(s, at, WORD_HAVE, 3) && is_act_done(text);
		return;
	}
	if (!sentence_has(s, at, WORD_PAPER) && !is_flaw_alone(text)) {
		tangle(f, at);
		return;
	}
	if (sentence_has(s, at, WORD_QUERY)) {
		f->asked_more++;
		return;
	}
	f->flaw++;
	if (at < f->more_at)
		f->more_at = at;
}

/* "Berkas kurang", "SK-nya belum": nothing follows the negation. */
static void
read_lack(struct speech *s, size_t at, struct findings *f)
{
	if (s->at[at].is_used || s->at[at].word != WORD_NOT_YET ||
	    !clause_has(s, at, WORD_PAPER) || sentence_has(s, at, WORD_QUERY))
		return;
	const struct token *next = at + 1 < s->count ? &s->at[at + 1] : NULL;
	bool ends = !next || next->clause != s->at[at].clause ||
		    next->word == WORD_BREAK || next->word == WORD_STOP ||
		    next->word == WORD_COMMA || next->word == WORD_PLAIN;
	bool lacks = text_starts(s->at[at].text, "k"); /* kurang */
	/* "Saya belum baca suratnya" */
	if ((!ends && !lacks) || (next && token_is(next, "baca membaca")))
		return;
	s->at[at].is_used = true;
	f->flaw++;
}

/* "Siap, laksanakan" is said by whom the order went to. */
static bool
is_ready(const struct speech *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].word == WORD_ACK && s->at[i].text &&
		    strcmp(s->at[i].text, "siap") == 0)
			return true;
	return false;
}

/* "Berkas sudah saya periksa", "jika sudah diverifikasi". */
static bool
is_check_done(const struct speech *s, size_t at)
{
	static const char checks[] =
	    "periksa diperiksa memeriksa cek dicek "
	    "verifikasi diverifikasi teliti diteliti pelajari dipelajari "
	    "telaah ditelaah konfirmasi dikonfirmasi dibahas";

	if (!list_has(checks, s->at[at].text, strlen(s->at[at].text)))
		return false;
	/* "Sudah saya baca dan pelajari" */
	bool goes_on = at > 2 && token_is(&s->at[at - 1], "dan") &&
		       token_is(&s->at[at - 2], "baca cek periksa lihat") &&
		       has_before(s, at - 2, WORD_HAVE, 3);

	return goes_on || has_before(s, at, WORD_HAVE, 3);
}

/* "Sudah dikerjakan", "selesai ditangani": a report of the own work. */
static bool
is_work_done(const struct speech *s, size_t at)
{
	static const char works[] = "kerjakan dikerjakan ditangani tangani "
				    "diselesaikan selesaikan diurus urus";

	return list_has(works, s->at[at].text, strlen(s->at[at].text)) &&
	       (has_before(s, at, WORD_HAVE, 3) ||
		   has_before(s, at, WORD_DONE, 2));
}

/* Nothing but a sign, thanks or somebody spoken to follows. */
static bool
ends_there(const struct speech *s, size_t at)
{
	return at >= s->count ||
	       word_is_in(s->at[at].word,
		   IN_SET(WORD_COMMA) | IN_SET(WORD_STOP) | IN_SET(WORD_BREAK) |
		       IN_SET(WORD_PERSON) | IN_SET(WORD_CHEER) |
		       IN_SET(WORD_ACK)) ||
	       token_is_thanks(&s->at[at]) ||
	       token_is(&s->at[at], "yang yg segera");
}

static void
read_pass(struct speech *s, size_t at, struct findings *f)
{
	const struct token *t = &s->at[at];
	bool mine = (has_before(s, at, WORD_ME, 2) && !is_handed_over(s, at)) ||
		    has_before(s, at, WORD_MAYBE, 3) ||
		    (at > 0 && s->at[at - 1].word == WORD_ACK) || is_ready(s);

	if (is_check_done(s, at))
		return;
	if (is_work_done(s, at) && !negation(s, at, f)) {
		f->done++;
		return;
	}
	/* "Silakan diproses sesuai ketentuan" */
	if (t->word == WORD_FOLLOW && token_is(t, "proses diproses") &&
	    has_before(s, at, WORD_LET, 2) && ends_there(s, at + 1) &&
	    !negation(s, at, f)) {
		f->go++;
		return;
	}
	if (is_consulting(s, at) || tells_the_sender(s, at)) {
		tangle(f, at);
		return;
	}
	if (negation(s, at, f) || (mine && !has_before(s, at, WORD_HAVE, 3)))
		tangle(f, at);
	else if (sentence_has(s, at, WORD_QUERY) || clause_has(s, at, WORD_ASK))
		tangle(f, at);
	else if (t->word == WORD_PASS)
		f->pass++;
	else if (has_before(s, at, WORD_HAVE, 3))
		f->done++;
	else
		f->follow++;
}

static bool
is_somebody(const struct speech *s, size_t at)
{
	return at < s->count &&
	       (s->at[at].word == WORD_WHO ||
		   (s->at[at].word == WORD_PERSON && at + 1 < s->count &&
		       (token_is_name(&s->at[at + 1]) ||
			   s->at[at + 1].word == WORD_WHO)));
}

/* "Ke Kabid dulu", "Sandiman agar ...", "Pak Yudi proses". */
static void
read_somebody(struct speech *s, size_t at, struct findings *f)
{
	bool to = at > 0 && s->at[at - 1].word == WORD_TO &&
		  strcmp(s->at[at - 1].text, "dari") != 0;

	/* "A.n. Bu Wahyuni dicabut": hers. */
	if (at > 0 && s->at[at].word == WORD_PERSON &&
	    s->at[at - 1].word == WORD_NAMED)
		return;
	bool task = sentence_has(s, at, WORD_AGAR) ||
		    clause_has(s, at, WORD_ACT) ||
		    sentence_has(s, at, WORD_FOLLOW);

	if (sentence_has(s, at, WORD_QUERY) || clause_has(s, at, WORD_ASK) ||
	    clause_has(s, at, WORD_YES) || clause_has(s, at, WORD_NO) ||
	    clause_has(s, at, WORD_REFUSED) || clause_has(s, at, WORD_IF)) {
		if (!(to && clause_has(s, at, WORD_IF) &&
			!clause_has(s, at, WORD_YES) &&
			!sentence_has(s, at, WORD_QUERY)))
			return;
	}
	if (to && is_sent_there(s, at))
		return; /* read_send() counts it */
	if (to && is_errand(s, at))
		tangle(f, at);
	else if (to || task)
		f->pass++;
}

static void
read_token(struct speech *s, size_t at, struct findings *f)
{
	enum word word = s->at[at].word;

	if (word == WORD_YES || word == WORD_GO)
		read_yes(s, at, f);
	else if (word == WORD_NO || word == WORD_REFUSED)
		read_no(s, at, f);
	else if (word == WORD_ACT)
		read_act(s, at, f);
	else if (word == WORD_MORE)
		read_more(s, at, f);
	else if (word == WORD_SEND)
		read_send(s, at, f);
	else if (word == WORD_STATE || word == WORD_FLAW)
		read_state(s, at, f);
	else if (word == WORD_PASS || word == WORD_FOLLOW)
		read_pass(s, at, f);
	else if (word == WORD_DONE)
		f->done++;
	else if (word == WORD_UNDO)
		f->undo++;
	if (is_somebody(s, at))
		read_somebody(s, at, f);
}

void
findings_make(struct speech *s, struct findings *f)
{
	*f = (struct findings){
		.no_at = s->count, .more_at = s->count, .tangled_at = s->count
	};
	for (size_t i = 0; i < s->count; i++)
		read_token(s, i, f);
	for (size_t i = 0; i < s->count; i++)
		read_lack(s, i, f);
	take_names(s);
}
