/*
 * The applicant answers the list of what was read. BENAR settles what was
 * shown in the mail that it answers and is there to be confirmed; a value
 * settles its own field. Neither fills a gap nor makes a number valid.
 */
#include "doubt.h"

#include "cabut/banned.h"

static void
say(struct work *w, const char *sentence)
{
	if (w->said_count < WORK_SAID_MAX)
		w->said[w->said_count++] = sentence;
}

/* ---- BENAR ---- */

/* Only the answer to a mail that showed these very facts says that they are
 * right: one to an older mail, or to "did you send it?", does not. */
static bool
answers_what_is_shown(const struct work *w)
{
	const struct token_row *t = &w->mail->token;

	return t->id && w->mail->is_token_live &&
	       t->purpose == TOKEN_APPLICANT && !strcmp(t->role, SHOWN_LIST) &&
	       t->casefile_id == w->casefile.id &&
	       !strcmp(t->facts_hash, w->casefile.facts_hash);
}

static bool
confirmed_event(struct work *w, json_t *what, struct fault *f)
{
	return work_event(w, "confirmed",
	    json_pack("{s:o,s:s,s:i,s:s}", "what", what, "address",
		or_empty(w->mail->head.from), "assurance",
		(int)w->mail->sender.assurance, "facts",
		w->casefile.facts_hash),
	    f);
}

/* Light doubts go with the grave ones: they were shown as well. */
static bool
settle(struct work *w, struct doubts *doubts, struct fault *f)
{
	json_t *what = json_array();
	struct arena *a = w->run->arena;
	size_t kept = 0;

	for (size_t i = 0; i < doubts->count; i++) {
		const struct doubt *d = &doubts->at[i];

		if (!doubt_is_confirmable(&w->casefile, d)) {
			doubts->at[kept++] = *d;
			continue;
		}
		json_array_append_new(
		    what, json_string(arena_printf(a, "%s: %s",
			      doubt_subject(&w->casefile, d, a), d->why)));
	}
	doubts->count = kept;
	if (doubts_wait(doubts))
		say(w, "Kata BENAR hanya berlaku untuk data yang sudah "
		       "terbaca; data yang belum ada atau belum sah masih "
		       "perlu dituliskan.");
	if (json_array_size(what) == 0) {
		json_decref(what);
		return true;
	}
	return confirmed_event(w, what, f);
}

static bool
take_yes(struct work *w, struct doubts *doubts, struct fault *f)
{
	if (doubts->count == 0)
		return true;
	if (answers_what_is_shown(w))
		return settle(w, doubts, f);
	say(w, "Kata BENAR belum dapat dihitung, karena tidak ditulis sebagai "
	       "balasan atas daftar yang terakhir. Mohon periksa daftar di "
	       "bawah ini, lalu balas surel ini.");
	return true;
}

/* ---- values ---- */

struct taken {
	enum doubt_field field;
	const char *from, **to;
};

/* What was said of one owner, field by field. */
static size_t
list_fields(const struct owner *said, struct casefile_owner *own,
    struct taken out[DOUBT_FIELDS])
{
	const struct taken all[] = {
		{ DOUBT_NAME, said->name, &own->name },
		{ DOUBT_NIP, said->is_nip_valid ? said->nip : NULL, &own->nip },
		{ DOUBT_NIK, said->is_nik_valid ? said->nik : NULL, &own->nik },
		{ DOUBT_POSITION, said->position, &own->position },
		{ DOUBT_INSTITUTION, said->institution, &own->institution },
		{ DOUBT_UNIT, said->unit, &own->unit },
		{ DOUBT_EMAIL, said->email, &own->email },
		{ DOUBT_REASON, reason_code(said->reason), &own->reason },
	};
	size_t count = 0;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].from)
			out[count++] = all[i];
	return count;
}

static bool
is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

/* Whose superior is asked must be looked up anew for somebody else, and for
 * another office; the unit in an earlier letter was that of who was named
 * there. */
static void
forget_superior(struct casefile_owner *now, const struct casefile_owner *was,
    const struct owner *said)
{
	bool is_same = is_same_text(now->nip, was->nip) &&
		       is_same_text(now->nik, was->nik) &&
		       is_same_text(now->name, was->name);
	bool is_moved = !is_same_text(now->institution, was->institution) ||
			(said->unit && !is_same_text(said->unit, was->unit));

	if (is_same && !is_moved)
		return;
	now->unit = said->unit;
	now->superior_name = now->superior_address = NULL;
}

static void
amend_owner(
    struct work *w, int index, const struct owner *said, struct doubts *doubts)
{
	struct casefile_owner *own = &w->casefile.owners[index];
	const struct casefile_owner was = *own;
	struct taken taken[DOUBT_FIELDS];
	size_t count = list_fields(said, own, taken);
	bool has_number = false;

	for (size_t i = 0; i < count; i++) {
		*taken[i].to = taken[i].from;
		doubts_drop(doubts, index, taken[i].field);
		doubts_drop(doubts, DOUBT_OF_ALL, taken[i].field);
		has_number |=
		    taken[i].field == DOUBT_NIP || taken[i].field == DOUBT_NIK;
	}
	if (said->serial)
		own->serial = said->serial;
	forget_superior(own, &was, said);
	if (has_number)
		doubts_compare_numbers(doubts, &w->casefile, index);
	if (said->reason != REASON_NONE || !w->casefile.reason)
		w->casefile.reason = own->reason;
}

/* The index of the owner of whom it speaks; -1: it does not say. */
static int
owner_of(struct work *w, const struct amendment *m)
{
	size_t count = w->casefile.owner_count;

	if (m->owner == 0 && count == 1)
		return 0;
	if (m->owner >= 1 && m->owner <= count)
		return (int)m->owner - 1;
	say(w, m->owner == 0
		   ? "Permohonan ini memuat beberapa pemilik; perbaikan belum "
		     "dicatat karena tidak menyebut pemilik ke berapa. Mohon "
		     "tulis nomornya lebih dahulu, misalnya \"Pemilik 2\"."
		   : arena_printf(w->run->arena,
			 "Perbaikan untuk pemilik ke-%u belum dicatat: "
			 "permohonan ini hanya memuat %zu pemilik.",
			 m->owner, count));
	return -1;
}

static bool
corrected_event(struct work *w, int owner, const struct owner *said,
    bool is_letter, struct fault *f)
{
	return work_event(w, "corrected",
	    json_pack("{s:i,s:b,s:b,s:b,s:s,s:i}", "owner", owner + 1, "nip",
		said->nip != NULL, "nik", said->nik != NULL, "letter",
		(int)is_letter, "address", or_empty(w->mail->head.from),
		"assurance", (int)w->mail->sender.assurance),
	    f);
}

/* Said to be wrong without what is right: nobody may decide about it. */
static void
doubt_reply(const struct review *r, bool is_complete, struct doubts *doubts)
{
	if (r->is_unclear || r->refused_count > 0 || !is_complete)
		doubts_add(
		    doubts, DOUBT_OF_ALL, DOUBT_OWNER, doubt_of_reply, true);
	else if (r->amendment_count > 0)
		doubts_drop_why(doubts, DOUBT_OF_ALL, doubt_of_reply);
}

static bool
take_values(struct work *w, const struct review *r, struct doubts *doubts,
    struct fault *f)
{
	bool is_complete = true;

	for (size_t i = 0; i < r->amendment_count; i++) {
		const struct amendment *m = &r->amendments[i];
		int owner = owner_of(w, m);

		is_complete &= owner >= 0;
		if (owner < 0)
			continue;
		amend_owner(w, owner, &m->said, doubts);
		if (!corrected_event(w, owner, &m->said, false, f))
			return false;
	}
	doubt_reply(r, is_complete, doubts);
	return true;
}

static void
say_refused(struct work *w, const struct review *r)
{
	for (size_t i = 0; i < r->refused_count; i++)
		say(w, arena_printf(w->run->arena,
			   "Belum dapat dicatat: %s. Mohon ditulis ulang.",
			   text_without_stop(w->run->arena, r->refused[i])));
	if (r->is_unclear)
		say(w, "Sebagian balasan belum dapat kami baca dengan pasti. "
		       "Mohon tulis satu data pada setiap baris, dengan nama "
		       "datanya di depan, misalnya \"NIP:\" diikuti angkanya.");
}

static bool
says_something(const struct review *r)
{
	return r->is_right || r->is_unclear || r->amendment_count > 0 ||
	       r->refused_count > 0;
}

/* A fresh letter is no answer: what it says fills gaps alone. */
static bool
read_review(struct work *w, struct review *r)
{
	const struct inbound *in = w->mail;

	if (in->reading.kind == READING_REQUEST || !in->reading.answer.own)
		return false;
	reading_review_of(
	    &in->cell.message, in->reading.answer.own, w->run->arena, r);
	return says_something(r);
}

bool
work_take_review(struct work *w, bool *any, struct fault *f)
{
	struct doubts *doubts = arena_alloc(w->run->arena, sizeof *doubts);
	struct review r;

	*any = read_review(w, &r);
	if (!*any)
		return true;
	doubts_load(&w->casefile, w->run->arena, doubts);
	if ((r.is_right && !take_yes(w, doubts, f)) ||
	    !take_values(w, &r, doubts, f))
		return false;
	say_refused(w, &r);
	doubts_keep(doubts, w->run->arena, &w->casefile);
	return work_save(w, f);
}

/* ---- a letter that came later ---- */

static bool
is_doubted(const struct doubts *list, enum doubt_field field)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->at[i].field == field)
			return true;
	return false;
}

/* A value that is missing is taken, with its doubts. One that is there stays:
 * the same bears it out, another is asked about where it matters. */
static void
merge_field(struct work *w, const struct taken *t, const struct doubts *theirs,
    struct doubts *ours)
{
	bool is_number = t->field == DOUBT_NIP || t->field == DOUBT_NIK ||
			 t->field == DOUBT_EMAIL;

	if (!*t->to) {
		*t->to = t->from;
		doubts_drop(ours, 0, t->field);
	} else if (text_equal_nocase(*t->to, t->from)) {
		if (!is_doubted(theirs, t->field))
			doubts_drop(ours, 0, t->field);
		return;
	} else if (is_number) {
		doubts_add(ours, 0, t->field,
		    arena_printf(w->run->arena,
			"%s pada surat yang baru berbeda dengan yang tercatat",
			doubt_label(t->field)),
		    true);
		return;
	} else {
		return;
	}
	for (size_t i = 0; i < theirs->count; i++)
		if (theirs->at[i].field == t->field)
			doubts_add(ours, 0, t->field, theirs->at[i].why,
			    theirs->at[i].is_grave);
}

static bool
is_taken(const struct taken *list, size_t count, enum doubt_field field)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].field == field)
			return true;
	return false;
}

static bool
merge_letter(struct work *w, const struct letter *l, struct doubts *ours,
    struct fault *f)
{
	struct casefile_owner *own = w->casefile.owners;
	struct doubts *theirs = arena_alloc(w->run->arena, sizeof *theirs);
	struct taken taken[DOUBT_FIELDS];
	size_t count = list_fields(&l->owner, own, taken);

	if (!doubts_of_letter(w, w->mail, l, theirs, f))
		return false;
	for (size_t i = 0; i < count; i++)
		merge_field(w, &taken[i], theirs, ours);
	/* What it says in two ways, or wrongly, contradicts what is there. */
	for (size_t i = 0; i < theirs->count; i++) {
		const struct doubt *d = &theirs->at[i];

		if (!is_taken(taken, count, d->field) &&
		    !is_doubted(ours, d->field))
			doubts_add(ours, 0, d->field, d->why, d->is_grave);
	}
	doubts_compare_numbers(ours, &w->casefile, 0);
	return true;
}

bool
work_take_letter(struct work *w, bool *any, struct fault *f)
{
	const struct reading *r = &w->mail->reading;
	struct doubts *doubts = arena_alloc(w->run->arena, sizeof *doubts);

	*any = r->has_letter && r->letter.owner_count == 0 &&
	       w->casefile.owner_count == 1;
	if (!*any)
		return true;
	doubts_load(&w->casefile, w->run->arena, doubts);
	if (!merge_letter(w, &r->letter, doubts, f))
		return false;
	if (!w->casefile.reason)
		w->casefile.reason = w->casefile.owners[0].reason;
	doubts_keep(doubts, w->run->arena, &w->casefile);
	return corrected_event(w, 0, &r->letter.owner, true, f) &&
	       work_save(w, f);
}

/* ---- too late ---- */

bool
work_tell_late_review(struct work *w, struct fault *f)
{
	struct review r;

	if (!read_review(w, &r) ||
	    (r.amendment_count == 0 && r.refused_count == 0 && !r.is_unclear))
		return true;
	say(w, "Perbaikan data dari Bapak/Ibu kami teruskan kepada petugas. "
	       "Permohonan ini sedang dikerjakan dengan data yang sudah "
	       "tercatat.");
	return tell_operators(w, "Perbaikan data datang terlambat",
		   "pemohon memperbaiki data ketika permohonannya sudah "
		   "ditelaah; datanya tidak berubah. Bila perbaikan itu "
		   "penting, pejabat yang menelaah dapat menjawab LENGKAPI, "
		   "atau batalkan permohonan dan minta pemohon mengajukannya "
		   "lagi.",
		   f) &&
	       owe_status(w, "status", w->mail->head.from, f);
}
