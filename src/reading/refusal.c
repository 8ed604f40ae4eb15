/*
 * refusal: what stands behind a no. It must be without doubt up to where its
 * reason begins; the reason may be in whatever words.
 */
#include "scope.h"
#include "span.h"

#include "cabut/banned.h"

enum { PLAN_REACH = 5 }; /* "SK mutasi ybs telah dibatalkan" */

/* ", tidak sesuai prosedur", ", belum ada SK": what is amiss. */
static bool
begins_lack(const struct speech *s, size_t at)
{
	return s->at[at].word == WORD_COMMA && at + 2 < s->count &&
	       word_is_not(s->at[at + 1].word) &&
	       token_is(&s->at[at + 1], "tidak tdk tak gak belum blm") &&
	       word_is_in(
		   s->at[at + 2].word, IN_SET(WORD_STATE) | IN_SET(WORD_PAPER));
}

static bool
clause_names(const struct speech *s, size_t from, size_t to, const char *list)
{
	for (size_t i = from; i < to; i++)
		if (token_is(&s->at[i], list))
			return true;
	return false;
}

/* ", beliau masih menjabat", ", masih ada LHP": how things are. */
static bool
begins_state(const struct speech *s, size_t at)
{
	static const char subjects[] =
	    "masih beliau dia ybs orangnya pegawainya pemohon pemiliknya "
	    "sertifikatnya sertifikat datanya berkasnya suratnya";
	static const char facts[] =
	    "menjabat bertugas aktif bekerja kerja mengajar jadi menjadi "
	    "bendahara pensiun dipakai digunakan dipergunakan berlaku ada "
	    "diperlukan dibutuhkan pegawai pejabat dinas";
	static const char open[] = "ragu ragu-ragu bingung pikir mikir "
				   "pikir-pikir";
	const uint64_t others = IN_SET(WORD_LET) | IN_SET(WORD_GO) |
				IN_SET(WORD_YES) | IN_SET(WORD_MORE) |
				IN_SET(WORD_ASK) | IN_SET(WORD_QUERY);
	const struct token *first = &s->at[at] + 1;
	bool is_state = false;

	if (s->at[at].word != WORD_COMMA || at + 2 >= s->count)
		return false;
	size_t end = at + 1;
	while (end < s->count && s->at[end].clause == first->clause)
		end++;
	/* "Beliau" may be the owner, or the chief of who writes. */
	if (!clause_names(s, at + 1, end, facts))
		return false;
	if (!token_is(first, subjects) &&
	    !(word_is_in(
		  first->word, IN_SET(WORD_PERSON) | IN_SET(WORD_TITLE)) &&
		token_is_name(first + 1)))
		return false;
	for (size_t i = at + 1;
	     i < s->count && s->at[i].clause == first->clause; i++) {
		const struct token *t = &s->at[i];
		if (word_is_in(t->word, others) || token_is(t, open) ||
		    (t->word == WORD_HEARSAY && !token_is(t, "beliau dia")))
			return false;
		is_state |= token_is(t, "masih baru bukan memang sedang");
	}
	return is_state;
}

/* Where the reason of a refusal begins: nothing behind it limits it. */
static size_t
reason_start(const struct judge *j, bool *because)
{
	const struct speech *s = &j->speech;

	*because = false;
	for (size_t i = j->found.no_at + 1; i < s->count; i++) {
		enum word word = s->at[i].word;
		if (word == WORD_BECAUSE)
			*because = true;
		if (*because || word == WORD_STOP || word == WORD_BREAK ||
		    begins_lack(s, i) || begins_state(s, i))
			return i;
	}
	return s->count;
}

/* "Langkah 7": which row of the SOP is refused. */
static bool
is_of_step(const struct speech *s, size_t at)
{
	size_t i = at;

	if (s->at[at].word == WORD_NUMBER && i > 0)
		i--;
	while (i > 0 && i < at && s->at[i].text &&
	       list_has("no nomor", s->at[i].text, strlen(s->at[i].text)))
		i--;
	return s->at[i].text && strcmp(s->at[i].text, "langkah") == 0;
}

/* The clause of the refusal is about something we do not know: "tolak
 * bala", "tidak setuju dengan pendapat Kabid". */
static bool
is_about_other(const struct speech *s, size_t at)
{
	size_t from = at, to = at;

	while (from > 0 && s->at[from - 1].clause == s->at[at].clause &&
	       s->at[from - 1].word != WORD_BREAK)
		from--;
	while (to < s->count && s->at[to].clause == s->at[at].clause &&
	       s->at[to].word != WORD_BREAK)
		to++;
	/* "Setuju dengan usulan Kabid agar ditolak" */
	bool to_refuse = clause_has(s, at, WORD_REFUSED);

	for (size_t i = from; i < to; i++)
		if (!is_of_step(s, i) &&
		    ((s->at[i].word == WORD_UNKNOWN && !s->at[i].is_used &&
			 !token_is(&s->at[i], "lagi")) ||
			s->at[i].word == WORD_NUMBER ||
			(s->at[i].word == WORD_ODD &&
			    !token_is(&s->at[i], PICTURE_NO)) ||
			(i > at && s->at[i].word == WORD_WHO &&
			    !(s->at[at].word == WORD_YES && to_refuse &&
				token_is(&s->at[i - 1],
				    "usul usulan pendapat saran pertimbangan "
				    "rekomendasi dengan dgn")))))
			return true;
	return false;
}

static bool
is_taught(const struct judge *j)
{
	return j->is_taught_no && speech_first(&j->speech) == j->found.no_at &&
	       !j->found.yes && !j->found.go &&
	       !speech_has(&j->speech, WORD_UNDO, 0, j->speech.count);
}

/* "Tidak setuju kalau dicabut", and nothing behind it. */
static bool
is_what_is_refused(const struct speech *s, size_t at)
{
	size_t act = at + 1;

	if (at == 0 || s->at[at - 1].word != WORD_YES)
		return false;
	while (act < s->count && s->at[act].word == WORD_PLAIN)
		act++;
	if (act + 1 < s->count && s->at[act].word == WORD_ACT &&
	    token_is(&s->at[act + 1], "sekarang skrg"))
		act++;
	return act < s->count &&
	       (s->at[act].word == WORD_ACT ||
		   token_is(&s->at[act], "sekarang skrg")) &&
	       (act + 1 == s->count ||
		   word_is_in(s->at[act + 1].word, IN_SET(WORD_STOP) |
						       IN_SET(WORD_BREAK) |
						       IN_SET(WORD_COMMA)));
}

/* A condition behind its reason does not limit a refusal, unless it begins
 * a clause ("Tolak. Kecuali ...") or says "kalau". */
static bool
has_condition(const struct speech *s, size_t from, size_t to)
{
	static const char strong[] =
	    "kalau kalo klo kl klau jika jk bila bl apabila asal asalkan "
	    "kecuali atau atw ato sebagian tunda ditunda pending";

	for (size_t i = from; i < to; i++) {
		const struct token *t = &s->at[i];
		bool starts = i == 0 || t[-1].clause != t->clause ||
			      t[-1].word == WORD_BREAK;
		if (t->word == WORD_IF && !t->is_used &&
		    !is_what_is_refused(s, i) &&
		    (starts || token_is(t, strong)))
			return true;
	}
	return false;
}

/* "Jangan dicabut dulu, tolak": a clause that says it and nothing else. */
static bool
has_bare_no(const struct speech *s)
{
	const uint64_t beside =
	    IN_SET(WORD_NO) | IN_SET(WORD_NOT) | IN_SET(WORD_YES) |
	    IN_SET(WORD_PLAIN) | IN_SET(WORD_ME) | IN_SET(WORD_PERSON) |
	    IN_SET(WORD_COMMA) | IN_SET(WORD_STOP) | IN_SET(WORD_BREAK);

	for (size_t i = 0; i < s->count;) {
		unsigned clause = s->at[i].clause;
		bool bare = true, said = false, denied = false;
		for (; i < s->count && s->at[i].clause == clause; i++) {
			denied |= s->at[i].word == WORD_NOT;
			said |= s->at[i].word == WORD_NO ||
				(denied && s->at[i].word == WORD_YES);
			bare &= word_is_in(s->at[i].word, beside);
		}
		if (bare && said)
			return true;
	}
	return false;
}

static bool
has_plain_if(const struct speech *s, size_t to)
{
	for (size_t i = 0; i < to && i < s->count; i++)
		if (s->at[i].word == WORD_IF && !s->at[i].is_used &&
		    !is_what_is_refused(s, i))
			return true;
	return false;
}

/* "Terkait permohonan cuti Budi, saya tidak setuju." */
static bool
opens_elsewhere(const struct speech *s, size_t no_at)
{
	size_t at = no_at;

	while (at > 0 && s->at[at - 1].sentence == s->at[no_at].sentence)
		at--;
	if (!token_is(&s->at[at], "terkait sehubungan menindaklanjuti "
				  "menanggapi menjawab menunjuk"))
		return false;
	for (; at < no_at && s->at[at].clause != s->at[no_at].clause; at++)
		if (s->at[at].word == WORD_UNKNOWN && !s->at[at].is_used)
			return true;
	return false;
}

/* "Bapak masih di luar kota", "Pak Irwan masih rapat": who has to decide. */
static bool
is_away(const struct speech *s, size_t at)
{
	size_t i = at + 1;

	if (s->at[at].word != WORD_PERSON && !token_is(&s->at[at], "beliau"))
		return false;
	i += i < s->count && token_is_name(&s->at[i]);
	return i + 1 < s->count &&
	       token_is(&s->at[i], "masih lagi lg sedang sdg") &&
	       token_is(&s->at[i + 1], "di dinas cuti rapat umroh umrah haji "
				       "luar sakit diklat");
}

/* "Ditolak. Kata Bapak.", "TOLAK, saya sopirnya", "Itu usulan kami": the word
 * of somebody else. */
static bool
is_said_for_other(const struct speech *s, size_t at)
{
	static const char sent[] =
	    "disuruh nyuruh menyuruh suruhan titipan mewakili bilang terserah "
	    "abaikan diabaikan lupakan draf draft konsep kehendak amanat "
	    "anjuran himbauan mantan eks honorer jelang utusan";
	static const char reported[] =
	    "kata katanya pesan pesannya arahan arahannya perintah perintahnya "
	    "instruksi petunjuk ajudan ajudannya sespri sekpri";
	static const char kin[] =
	    "sopirnya supirnya pemohon pemohonnya pemiliknya istri istrinya "
	    "anak anaknya suami suaminya";
	const struct token *t = &s->at[at], *next = t + 1;

	if ((token_is(t, reported) && t->word == WORD_HEARSAY) ||
	    token_is(t, sent) || is_away(s, at))
		return true;
	if (at + 1 == s->count)
		return false;
	if (token_is(t, "usul usulan pendapat"))
		return next->word == WORD_ME || token_is(next, "pribadi");
	if (token_is(t, "hanya cuma"))
		return token_is(next, "staf staff usulan usul");
	if (t->word == WORD_ME || token_is(t, "ini"))
		return token_is(next, kin);
	return token_is(t, "staf staff") && next->word == WORD_WHO;
}

/* "Tidak setuju. Ya sudah cabut saja.", "Tolak. Itu jawaban untuk ...". */
static bool
is_turned(const struct speech *s, size_t at)
{
	const struct token *t = &s->at[at], *next = t + 1;

	if (at + 1 == s->count)
		return false;
	if (t->word == WORD_ACT)
		return token_is(t, "cabut proses") &&
		       token_is(next, "saja aja");
	return token_is(t, "jawaban") && token_is(next, "lama untuk utk buat");
}

/* Behind it stands whose word it is, or that it may change: "Ditolak. Kata
 * Bapak.", "Tidak setuju. Saya pikir-pikir dulu.", "Tolak\nSenin depan". */
static bool
leaves_open(const struct speech *s, size_t no_at)
{
	static const char times[] =
	    "senin selasa rabu kamis jumat pekan minggu bulan tahun";

	for (size_t i = no_at + 1; i < s->count; i++) {
		const struct token *t = &s->at[i];
		bool is_next = i + 1 < s->count;
		if (is_said_for_other(s, i))
			return true;
		if (t->sentence != s->at[no_at].sentence && is_turned(s, i))
			return true;
		if (token_is(t, "dr") && t->clause == s->at[no_at].clause)
			return true;
		if (t->word == WORD_MAYBE && t->clause != s->at[no_at].clause &&
		    (clause_has(s, i, WORD_ME) ||
			token_is(t, "mungkin sementara")))
			return true;
		if (token_is(t, "depan") &&
		    (!is_next || t[1].word == WORD_STOP) &&
		    (i < 2 || word_is_in(s->at[i - 2].word,
				  IN_SET(WORD_STOP) | IN_SET(WORD_BREAK))) &&
		    token_is(&s->at[i - 1], times))
			return true;
		if (t->word == WORD_LET && t->clause != s->at[no_at].clause &&
		    (!is_next || t[1].word == WORD_STOP ||
			t[1].word == WORD_ACT || t[1].word == WORD_GO))
			return true;
	}
	return false;
}

/* Up to here a hedge or question is about the refusal itself. */
static size_t
refusal_end(const struct judge *j, size_t reason)
{
	size_t at = j->found.no_at + 1;

	if (!is_taught(j))
		return reason;
	while (at < j->speech.count && j->speech.at[at].word == WORD_COMMA)
		at++;
	return at + 1 < reason ? at + 1 : reason;
}

/* "Tolak, tapi boleh"; "tolak, tidak". */
static bool
is_taken_back(const struct speech *s, size_t no_at)
{
	for (size_t i = no_at + 1; i < s->count; i++) {
		const struct token *t = &s->at[i];
		bool last = i + 1 == s->count || t[1].clause != t->clause ||
			    word_is_in(t[1].word,
				IN_SET(WORD_STOP) | IN_SET(WORD_BREAK));
		if (word_is_not(t->word) && !t->is_used && last &&
		    (t[-1].word == WORD_COMMA || t[-1].word == WORD_STOP ||
			t[-1].word == WORD_BREAK))
			return true;
		if (word_is_in(t->word, IN_SET(WORD_LET) | IN_SET(WORD_GO)) &&
		    clause_has(s, i, WORD_BUT) && !clause_has(s, i, WORD_NOT))
			return true;
	}
	return false;
}

enum decision
judge_refusal(struct judge *j)
{
	const struct speech *s = &j->speech;
	bool because;
	size_t reason = reason_start(j, &because);
	size_t end = refusal_end(j, reason);
	bool bare = j->found.firm_no > 1 && has_bare_no(s);

	/* "Ralat: bukan setuju" corrects; to what is not said. */
	for (size_t i = 0; i < s->count; i++)
		if (token_is(&s->at[i], "ralat diralat koreksi eh ehh ups "
					"oops maksud maksudnya"))
			return judge_unclear(j, "a refusal that corrects");
	if (j->guard)
		return judge_unclear(j, j->guard);
	if (opens_elsewhere(s, j->found.no_at))
		return judge_unclear(j, "a refusal of something else");
	if (!because && leaves_open(s, j->found.no_at))
		return judge_unclear(j, "a refusal that is left open");
	if (is_taken_back(s, j->found.no_at))
		return judge_unclear(j, "a refusal that is taken back");
	if (is_about_other(s, j->found.no_at) && !is_taught(j))
		return judge_unclear(
		    j, "a refusal of something not understood");
	if (j->found.tangled_at < reason &&
	    !(j->has_taught_reason && is_taught(j)))
		return judge_unclear(j, "a refusal beside another negation");
	/* "Ditolak karena apa ya" */
	for (size_t i = 1; i < s->count; i++) {
		if (s->at[i - 1].word != WORD_BECAUSE)
			continue;
		if (s->at[i].word == WORD_ASK)
			return judge_unclear(j, "a refusal in a question");
		if (token_is(&s->at[i], "disuruh") ||
		    (word_is_in(s->at[i].word, SPAN_PEOPLE) &&
			i + 1 < s->count &&
			token_is(&s->at[i + 1], "bilang menyuruh nyuruh")))
			return judge_unclear(j, "a refusal by hearsay");
	}
	if (speech_asks(s, because || is_taught(j) ? end : s->count))
		return judge_unclear(j, "a refusal in a question");
	if (speech_has(s, WORD_MAYBE, 0, end))
		return judge_unclear(
		    j, "a refusal that is hedged or yet to come");
	if ((!bare && has_plain_if(s, end)) ||
	    has_condition(s, 0, because ? reason : s->count))
		return judge_unclear(j, "a refusal with a condition");
	if (speech_has(s, WORD_HEARSAY, 0, reason) || j->found.hearsay)
		return judge_unclear(j, "a refusal by hearsay");
	return judge_verdict(j, DECISION_REJECT, "a refusal");
}

/* "TOLAK" as the mail asked for it: alone, or with its reason. */
bool
refusal_is_keyword(const struct judge *j)
{
	const struct speech *s = &j->speech;
	size_t at = j->found.no_at;

	if (at >= s->count || speech_first(s) != at)
		return false;
	if (at + 1 == s->count)
		return true;
	enum word next = s->at[at + 1].word;
	return next == WORD_STOP || next == WORD_BREAK ||
	       next == WORD_BECAUSE || next == WORD_COMMA;
}

/* "Tolak, batal" takes it back; "batalkan, saya tidak setuju" says it twice,
 * and "tolak. Mutasinya dibatalkan" tells why. */
static bool
is_undone(const struct speech *s, size_t no_at, size_t undo)
{
	static const char plans[] =
	    "pindah pindahnya dimutasi mutasi mutasinya pensiun pensiunnya "
	    "pemindahan kepindahan rotasi "
	    "pelantikan pelantikannya promosi penugasan penugasannya sk";
	bool told = false;
	bool is_reported = undo > 0 && token_is_passive(&s->at[undo]) &&
			   s->at[undo - 1].word == WORD_HAVE;

	for (size_t k = 0; k < s->count; k++) {
		const struct token *t = &s->at[k];
		/* "SK mutasi | ybs telah dibatalkan" */
		told |= is_reported && k < undo && undo - k < PLAN_REACH &&
			k > no_at && t->sentence == s->at[undo].sentence &&
			token_is(t, plans);
		if (t->clause != s->at[undo].clause)
			continue;
		if (t->word == WORD_NO || t->word == WORD_REFUSED ||
		    word_is_not(t->word) ||
		    token_is(t, "jawaban jawabannya balasan keputusan"))
			return true;
		told |= (k + 1 == undo || k == undo + 1) && token_is(t, plans);
	}
	return undo > no_at && !told;
}

bool
refusal_is_undone(const struct speech *s, size_t no_at)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].word == WORD_UNDO && is_undone(s, no_at, i))
			return true;
	return false;
}
