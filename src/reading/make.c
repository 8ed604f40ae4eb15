/*
 * make: one message as a whole. Automatic mail first, then BSrE, then
 * answers and commands, then letters. Body and papers may both hold the
 * letter: the better one is taken, the other may fill its gaps, and where
 * they contradict each other neither is believed.
 */
#include "cabut/reading.h"
#include "place.h"
#include "quote.h"
#include "result.h"

#include "cabut/banned.h"

enum { COMMAND_BYTES = 60, QUOTES_MIN = 40 };

static const char *const kind_names[] = { "request", "decision", "confirmation",
	"command", "automatic", "other" };

const char *
reading_kind_name(enum reading_kind kind)
{
	return kind_names[kind];
}

static const char *
body_of(const struct message *m)
{
	bool has_text = m->text && !slice_is_blank(slice_of(m->text));

	if (has_text)
		return m->text;
	return m->html_text ? m->html_text : "";
}

/* The own text is one command, with no more than a case number beside it. */
static const char *
command_in(const char *own, struct arena *arena)
{
	static const char *const commands[] = { "STATUS", "BATAL", "BANTUAN" };
	char *text = text_fold(slice_of(own), arena);
	size_t len = strcspn(text, " .!,:");
	const char *rest = text + len + strspn(text + len, " .!,:#[]");

	if (strlen(text) > COMMAND_BYTES)
		return NULL;
	if (*rest && !(text_starts(rest, "cabut-") && !strchr(rest, ' ')))
		return NULL;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strlen(commands[i]) == len &&
		    slice_equal_nocase(
			(struct slice){ text, len }, slice_of(commands[i])))
			return commands[i];
	return NULL;
}

/* How much a letter tells; the letter among several papers tells most. */
static int
worth_of(const struct letter *l)
{
	const struct owner *o = l->owner_count ? &l->owners[0] : &l->owner;

	return (l->kind != LETTER_OTHER) * 8 + (o->name != NULL) * 2 +
	       (o->nip != NULL) * 2 + (o->nik != NULL) + (o->email != NULL) +
	       (o->position != NULL) + (l->number != NULL);
}

static void
add_doubt(struct letter *l, const char *sentence)
{
	for (size_t i = 0; i < l->doubt_count; i++)
		if (strcmp(l->doubts[i], sentence) == 0)
			return;
	if (l->doubt_count < LETTER_DOUBTS_MAX)
		l->doubts[l->doubt_count++] = sentence;
}

struct slot {
	const char **value;
	struct place *place;
};

/* Fills a gap; two different values make it one, two of the same bear each
 * other out. */
static void
merge_field(struct letter *l, struct slot into, struct slot from,
    const char *doubt, struct arena *arena)
{
	if (!*from.value)
		return;
	if (!*into.value) {
		*into.value = *from.value;
		*into.place = *from.place;
		return;
	}
	bool same = strcmp(text_letters(slice_of(*into.value), arena),
			text_letters(slice_of(*from.value), arena)) == 0;
	if (same && !from.place->is_ocr) {
		into.place->is_ocr = into.place->is_repaired = false;
	} else if (!same && doubt) {
		add_doubt(l, doubt);
		*into.value = NULL;
		*into.place = (struct place){ .part = into.place->part };
	}
}

static struct slot
slot_of(struct owner *o, enum owner_place field)
{
	const char **const values[OWNER_PLACES] = { &o->name, &o->nip, &o->nik,
		&o->position, &o->institution, &o->unit, &o->email, NULL,
		&o->serial };

	return (struct slot){ values[field], &o->places[field] };
}

static void
merge_reason(struct owner *o, const struct owner *p)
{
	if ((o->reason != REASON_NONE && o->reason != REASON_OTHER) ||
	    p->reason == REASON_NONE)
		return;
	o->reason = p->reason;
	o->places[PLACE_REASON] = p->places[PLACE_REASON];
}

static void
merge_owner(struct letter *l, struct letter *other, struct arena *arena)
{
	static const char *const doubts[OWNER_PLACES] = {
		[PLACE_NIP] = "NIP pada surel dan pada surat berbeda.",
		[PLACE_NIK] = "NIK pada surel dan pada surat berbeda.",
		[PLACE_EMAIL] = "Alamat surel pemilik pada badan surel dan "
				"pada surat berbeda.",
	};
	struct owner *o = &l->owner;
	struct owner *p = &other->owner;
	bool nip_was = o->nip != NULL, nik_was = o->nik != NULL;

	for (int f = 0; f < OWNER_PLACES; f++)
		if (f != PLACE_REASON)
			merge_field(l, slot_of(o, (enum owner_place)f),
			    slot_of(p, (enum owner_place)f), doubts[f], arena);
	if (!nip_was)
		o->is_nip_valid = p->is_nip_valid;
	if (!nik_was)
		o->is_nik_valid = p->is_nik_valid;
	o->is_nip_valid = o->is_nip_valid && o->nip;
	o->is_nik_valid = o->is_nik_valid && o->nik;
	merge_reason(o, p);
}

/* Body and paper speak of one owner when name or number agree. */
static bool
is_same_owner(const struct owner *a, const struct owner *b)
{
	if (a->nip && b->nip && strcmp(a->nip, b->nip) == 0)
		return true;
	return a->name && b->name && text_equal_nocase(a->name, b->name);
}

static void
merge(struct letter *l, struct letter *other, struct arena *arena)
{
	if (l->owner_count || other->owner_count)
		return;
	bool known = other->owner.name || other->owner.nip;
	if (known && (l->owner.name || l->owner.nip) &&
	    !is_same_owner(&l->owner, &other->owner)) {
		add_doubt(l, "Badan surel dan surat terlampir menyebut "
			     "pemilik yang berbeda.");
		return;
	}
	merge_owner(l, other, arena);
}

static bool
paper_is_letter(const struct paper *p)
{
	const char *id = reading_paper_id(p);

	return p->how != PAPER_NONE &&
	       (!id || strcmp(id, "surat-permohonan") == 0 ||
		   strcmp(id, "formulir") == 0 ||
		   strcmp(id, "surat-keterangan") == 0);
}

/* A recommendation to revoke is our own draft; one to issue is a letter. */
static bool
recommends_issuance(const struct paper *p, const struct letter *l)
{
	const char *id = reading_paper_id(p);

	return p->how != PAPER_NONE && id &&
	       strcmp(id, "surat-rekomendasi") == 0 &&
	       l->kind == LETTER_ISSUANCE;
}

static bool
read_text(const char *subject, const char *text, struct arena *arena,
    struct letter *l)
{
	struct letter titled;

	if (reading_letter(text, arena, l) && l->kind != LETTER_OTHER)
		return true;
	/* The subject line stands for a missing "Hal". */
	const struct letter_source whole = {
		.text =
		    arena_printf(arena, "Perihal : %s\n\n%s", subject, text),
		.part = PLACE_BODY,
		.lead = 2,
	};
	if (!letter_read(&whole, arena, &titled))
		return false;
	*l = titled;
	return true;
}

/* Lines of quotes are left empty in `own`. */
static bool
has_quotes(const char *own, const char *body)
{
	return strlen(own) + QUOTES_MIN < strlen(body);
}

static bool
names_owner(const struct letter *l)
{
	return l->owner_count > 0 || l->owner.name || l->owner.nip ||
	       l->owner.nik;
}

static bool
read_body(const struct message *m, struct arena *arena, struct letter *l)
{
	const char *body = text_tidy(body_of(m), arena);
	const char *own = quote_drop(body, arena);
	const char *subject = m->subject ? m->subject : "";
	struct letter whole;
	bool has_own = read_text(subject, own, arena, l);

	if (has_own && names_owner(l))
		return true;
	/* A forwarded letter is all quote, and a nota dinas looks like one; but
	 * our own mails, quoted, speak of revocation as well. */
	bool has_whole =
	    has_quotes(own, body) && read_text(subject, body, arena, &whole);
	if (!has_whole || !names_owner(&whole))
		return has_own;
	*l = whole;
	return true;
}

struct found {
	bool any;
	struct letter letter;
	int paper;
};

static void
consider(struct found *f, const struct letter *l, int paper)
{
	/* At equal worth the paper goes first: it is what was signed. */
	if (f->any && worth_of(l) <= worth_of(&f->letter))
		return;
	f->any = true;
	f->letter = *l;
	f->paper = paper;
}

static void
read_papers(
    const struct cell_reading *cell, struct arena *arena, struct found *f)
{
	for (size_t i = 0; i < cell->paper_count; i++) {
		struct letter l;
		const struct paper *p = &cell->papers[i];
		if (reading_letter_of(p, (int)i, arena, &l) &&
		    (paper_is_letter(p) || recommends_issuance(p, &l)))
			consider(f, &l, (int)i);
	}
}

static void
mark_ocr(const struct cell_reading *cell, struct reading *r)
{
	if (r->letter_paper >= 0 &&
	    cell->papers[r->letter_paper].how == PAPER_OCR)
		add_doubt(&r->letter,
		    "Surat dibaca dari gambar pindaian; "
		    "mohon periksa kembali NIP, NIK, dan alamat surel.");
}

static void
read_request(
    const struct cell_reading *cell, struct arena *arena, struct reading *r)
{
	struct found f = { .any = false };
	struct letter body;

	read_papers(cell, arena, &f);
	bool has_body = read_body(&cell->message, arena, &body);
	bool from_paper = f.any;
	if (has_body && !from_paper)
		consider(&f, &body, PLACE_BODY);
	if (!f.any) {
		r->kind = READING_OTHER;
		r->why = "asks for nothing about certificates";
		return;
	}
	/* A cover mail fills what the letter leaves open. */
	if (from_paper && (has_body || body.owner.name || body.owner.nip))
		merge(&f.letter, &body, arena);
	r->kind = READING_REQUEST;
	r->has_letter = true;
	r->letter = f.letter;
	r->letter_paper = f.paper;
	r->why = f.paper == PLACE_BODY ? "a letter in the body"
				       : "a letter among the papers";
	mark_ocr(cell, r);
}

static bool
read_command(struct reading *r, const char *own, struct arena *arena)
{
	if (!(r->command = command_in(own, arena)))
		return false;
	r->kind = READING_COMMAND;
	r->why = "one command word";
	return true;
}

/* BSrE's notices are sent by a machine; its bounces are still bounces. */
static bool
is_automatic(enum automatic automatic, bool is_bsre)
{
	switch (automatic) {
	case AUTOMATIC_NO:
		return false;
	case AUTOMATIC_SUBMITTED:
	case AUTOMATIC_PRECEDENCE:
	case AUTOMATIC_LIST:
	case AUTOMATIC_NULL_PATH:
	case AUTOMATIC_RESPONDER:
		return !is_bsre;
	case AUTOMATIC_REPORT:
	case AUTOMATIC_CALENDAR:
	case AUTOMATIC_DAEMON:
	case AUTOMATIC_LOOP:
	case AUTOMATIC_OURSELVES:
		return true;
	}
	return true;
}

/* The four digits in the Date field; 0: none. */
static int
year_of(struct slice date)
{
	for (size_t i = 0; i + 4 <= date.len; i++) {
		int year = 0;
		size_t len = 0;
		for (; i + len < date.len && ascii_is_digit(date.at[i + len]);
		     len++)
			year = year * 10 + (date.at[i + len] - '0');
		if (len == 4)
			return year;
		if (len > 4)
			return 0;
		i += len;
	}
	return 0;
}

/* A list speaks to all, and so about nobody's certificate. */
static void
read_bsre(const struct head *head, const struct message *m, struct arena *arena,
    struct reading *r)
{
	struct confirmation *c = &r->confirmation;

	confirmation_read(
	    m->subject, body_of(m), year_of(head->date), arena, c);
	if (head->automatic == AUTOMATIC_LIST ||
	    head->automatic == AUTOMATIC_PRECEDENCE) {
		c->outcome = c->issuance = CONFIRMATION_NONE;
		c->why = "list mail is no result";
	}
	r->kind = READING_CONFIRMATION;
	r->why = c->why;
}

static void
be_automatic(struct reading *r)
{
	r->kind = READING_AUTOMATIC;
	r->has_letter = false;
	r->why = "automatic by its wording";
}

static bool
calls_itself_automatic(const char *own)
{
	static const char *const starts[] = { "balasan otomatis",
		"jawaban otomatis", "pesan otomatis", "automatic reply",
		"balas otomatis", "auto reply", "out of office",
		"delivery status notification", "mail delivery failed",
		"undelivered mail", "undeliverable", "ini adalah tanda terima",
		"this is a return receipt", "saya sedang cuti",
		"saya sedang tidak di kantor", "saya sedang dinas luar" };

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (slice_starts_nocase(slice_of(own), slice_of(starts[i])))
			return true;
	return false;
}

/* Wording alone makes a reply automatic only when it says nothing else: what
 * decides or brings papers was written by somebody. */
static void
read_reply(const struct cell_reading *cell, bool by_wording, struct reading *r)
{
	bool says_nothing = r->answer.decision == DECISION_NONE ||
			    r->answer.decision == DECISION_UNCLEAR ||
			    ((r->answer.decision == DECISION_DELEGATE ||
				 r->answer.decision == DECISION_MORE) &&
				calls_itself_automatic(r->answer.own));

	r->kind = READING_DECISION;
	/* "Hal mendesak agar diteruskan ke Sekretariat": to whom it may
	 * concern, not about this letter. */
	if (by_wording && r->answer.decision == DECISION_DELEGATE) {
		r->answer.decision = DECISION_UNCLEAR;
		r->answer.why = "a disposition in an absence note";
	}
	r->why = r->answer.why;
	if (by_wording && says_nothing && cell->paper_count == 0)
		be_automatic(r);
}

/* A letter about somebody stays a letter, though it says "tidak lagi aktif"
 * or "telah pensiun" as an absence note would. */
static void
read_fresh(const struct cell_reading *cell, bool by_wording,
    struct arena *arena, struct reading *r)
{
	const struct letter *l = &r->letter;

	r->answer =
	    (struct answer){ .why = "", .remark = "", .own = r->answer.own };
	read_request(cell, arena, r);
	bool names_somebody = r->has_letter && l->kind != LETTER_OTHER &&
			      (l->owner_count > 0 || l->owner.name ||
				  l->owner.nip || r->letter_paper >= 0);

	if (by_wording && !names_somebody)
		be_automatic(r);
}

void
reading_make(const struct head *head, const struct cell_reading *cell,
    bool is_reply, bool is_bsre, struct arena *arena, struct reading *r)
{
	const struct message *m = &cell->message;
	const char *body = body_of(m);

	*r = (struct reading){
		.kind = READING_OTHER, .letter_paper = PLACE_BODY, .why = ""
	};
	r->answer = (struct answer){ .why = "", .remark = "", .own = "" };
	if (is_automatic(head->automatic, is_bsre)) {
		r->kind = READING_AUTOMATIC;
		r->why = "automatic by its header";
		return;
	}
	if (is_bsre) {
		read_bsre(head, m, arena, r);
		return;
	}
	reading_answer_of(m, arena, &r->answer);
	if (read_command(r, r->answer.own, arena))
		return;
	bool by_wording = reading_is_automatic(m->subject, body);

	if (is_reply)
		read_reply(cell, by_wording, r);
	else
		read_fresh(cell, by_wording, arena, r);
}
