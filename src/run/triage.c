/*
 * A letter whose kind nobody can tell: the helpdesk sees its text and why, and
 * answers with one word, or with a question that goes on to the sender. The
 * word only names the kind; that the sender wrote it must be proven as of any
 * letter.
 */
#include "work.h"

#include "cabut/banned.h"

enum { DAY_S = 24 * 3600 };

/* In the role of the token by which the sender answers. */
static const char SENDER[] = "pengirim";
static const char ASKED[] = "asked";

static const char operators_sentence[] =
    "Sebuah surat menyinggung sertifikat elektronik, tetapi permintaannya "
    "tidak dapat ditentukan dengan aman.";

static const char *
state_fact(struct run *r, int64_t ledger_id)
{
	return arena_printf(r->arena, "triage.%lld", (long long)ledger_id);
}

bool
triage_state(
    struct run *r, int64_t ledger_id, const char **state, struct fault *f)
{
	return store_fact_get(
	    r->store, state_fact(r, ledger_id), r->arena, state, f);
}

static bool
set_state(struct run *r, int64_t ledger_id, const char *state, struct fault *f)
{
	return store_fact_set(r->store, state_fact(r, ledger_id), state, f);
}

/* ---- the question ---- */

static const char *
letter_text(const struct inbound *in)
{
	const struct message *m = &in->cell.message;
	int paper = in->reading.letter_paper;

	if (in->reading.has_letter && paper >= 0)
		return in->cell.papers[paper].text;
	return m->text ? m->text : or_empty(m->html_text);
}

static const char *
proof_words(const struct inbound *in)
{
	switch (in->sender.assurance) {
	case ASSURANCE_SIGNED:
	case ASSURANCE_ALIGNED:
		return "terbukti dari alamat itu (DMARC atau DKIM selaras)";
	case ASSURANCE_TOKEN:
		return "terbukti dari alamat itu (kode kami kembali)";
	case ASSURANCE_KNOWN:
	case ASSURANCE_UNKNOWN:
		break;
	}
	return "belum terbukti; bila surat ini dilayani, pengirimnya diminta "
	       "membenarkannya lebih dahulu";
}

static void
add_sentence(json_t *v, const char *key, const char *sentence)
{
	json_array_append_new(
	    json_object_get(v, key), json_pack("{s:s}", "kalimat", sentence));
}

static void
set_reasons(json_t *v, const struct inbound *in, const char *why)
{
	const struct letter *l = &in->reading.letter;

	add_sentence(v, "sebab", why);
	if (!in->reading.has_letter)
		return;
	if (l->owner_count == 0 && !l->owner.name)
		add_sentence(
		    v, "sebab", "Nama pemilik sertifikat tidak ditemukan.");
	if (l->owner_count == 0 && !l->owner.is_nip_valid &&
	    !l->owner.is_nik_valid)
		add_sentence(
		    v, "sebab", "NIP atau NIK yang sah tidak ditemukan.");
	for (size_t i = 0; i < l->doubt_count; i++)
		add_sentence(v, "sebab", l->doubts[i]);
}

static void
set_papers(json_t *v, const struct inbound *in)
{
	json_t *list = json_object_get(v, "berkas");

	for (size_t i = 0; i < in->cell.paper_count; i++)
		if (!paper_is_decoration(in, i))
			json_array_append_new(
			    list, json_pack("{s:s,s:s,s:s}", "nama", "Lampiran",
				      "file", in->cell.papers[i].name, "cara",
				      in->cell.papers[i].how == PAPER_NONE
					  ? "tidak terbaca mesin"
					  : ""));
}

static void
add_choices(json_t *v)
{
	values_add_choice(v, "PENCABUTAN", "",
	    "surat itu meminta pencabutan sertifikat", BUTTON_MAIN);
	values_add_choice(v, "PENERBITAN", "",
	    "surat itu meminta penerbitan sertifikat", BUTTON_PLAIN);
	values_add_choice(v, "TANYA:", "<pertanyaan kepada pengirim>",
	    "maksudnya perlu ditanyakan kepada pengirimnya", BUTTON_PLAIN);
	values_add_choice(
	    v, "ABAIKAN", "", "surat itu bukan untuk layanan ini", BUTTON_STOP);
}

struct question {
	const struct inbound *shown; /* whose text stands in the mail */
	int64_t letter;		     /* its row in the ledger */
	const char *why;
	const char *again; /* what was wrong with the last answer; NULL */
	bool is_limited;
};

static json_t *
question_values(struct work *w, const struct question *q, struct fault *f)
{
	const struct inbound *in = q->shown;
	json_t *v = work_values(w, NULL, f);

	if (!v)
		return NULL;
	json_object_set_new(v, "pemohon",
	    json_pack(
		"{s:s,s:s}", "nama", "", "alamat", or_empty(in->head.from)));
	value_set(v, "judul", in->cell.message.subject);
	value_set(v, "bukti", proof_words(in));
	value_set(v, "waktu_terima",
	    civil_time_text(
		w->run->arena, w->run->now, w->agency->config->zone));
	set_reasons(v, in, q->why);
	set_papers(v, in);
	values_set_letter_text(v, w->run->arena, letter_text(in));
	add_choices(v);
	if (q->again) {
		value_set(v, "catatan", q->again);
		value_set(v, "catatan_dari", "layanan ini");
	}
	return v;
}

static const struct config_person *
helpdesk_of(const struct inbound *in)
{
	const struct config_agency *g = in->agency->config;
	bool is_substitute;

	return config_actor(g, g->helpdesk_role, in->run->now, &is_substitute);
}

static bool
owe_question(struct work *w, const struct question *q, struct fault *f)
{
	const struct config_person *p = helpdesk_of(w->mail);
	struct owed o = { .template = "surat-tidak-jelas",
		.to = p->address,
		.to_name = p->name,
		.values = question_values(w, q, f),
		.token = OWED_TRIAGE,
		.ledger_id = q->letter,
		.role = w->agency->config->helpdesk_role,
		.is_limited = q->is_limited };

	return owe(w, &o, f);
}

/* The helpdesk is no drain for a flood either. */
static bool
is_flooded(struct inbound *in, bool *is, struct fault *f)
{
	size_t count;

	if (!outbox_count_since(in->run->store, helpdesk_of(in)->address,
		"surat-tidak-jelas", in->run->now - DAY_S, &count, f))
		return false;
	*is = count >= RUN_HELPDESK_LETTERS_DAY;
	return true;
}

static bool
owe_courtesy(struct work *w, struct fault *f)
{
	const struct inbound *in = w->mail;
	json_t *v = work_values(w, NULL, f);
	struct owed o = { .template = "sedang-dilihat",
		.to = in->head.from,
		.to_name = "Bapak/Ibu",
		.values = v,
		.in_reply_to = in->head.message_id,
		.is_reply = true,
		.is_limited = true };

	if (v)
		value_set(v, "waktu_terima",
		    civil_time_text(
			w->run->arena, w->run->now, w->agency->config->zone));
	return owe(w, &o, f);
}

/* Whose letter may be shown: one that could be served at all. */
static bool
may_be_shown(const struct inbound *in)
{
	return in->head.is_plain && in->head.from &&
	       is_applicant_domain(in->agency->config, in->head.from) &&
	       helpdesk_of(in);
}

bool
triage_ask(struct inbound *in, struct fault *f)
{
	static const char why[] = "a letter of another kind";
	struct work w;
	struct question q = { .shown = in,
		.letter = in->ledger_id,
		.why = "Isinya menyinggung sertifikat elektronik, tetapi tidak "
		       "jelas apa yang diminta: pencabutan, penerbitan, atau "
		       "hal lain." };
	bool flooded = true;

	if (may_be_shown(in) && !is_flooded(in, &flooded, f))
		return false;
	if (flooded)
		return show_operators(in, why, operators_sentence, f);
	inbound_end(in, LEDGER_AWAITING, "the helpdesk must say what it is");
	work_without_case(in->run, in->agency, in, &w);
	if (!owe_courtesy(&w, f))
		return false;
	if (w.was_limited)
		return show_operators(in, why, operators_sentence, f);
	return set_state(in->run, in->ledger_id, ASKED, f) &&
	       owe_question(&w, &q, f);
}

/* ---- the answer ---- */

bool
is_triage(const struct inbound *in)
{
	return in->token.id && in->token.purpose == TOKEN_CONFIRM &&
	       *in->token.role;
}

static bool
is_proven(const struct inbound *in, const struct ledger_row *row)
{
	const struct token_row *t = &in->token;
	bool may = !strcmp(t->role, SENDER) ||
		   config_holds_role(in->agency->config, t->role,
		       or_empty(in->head.from), in->run->now);

	return may && in->is_token_live && in->head.is_plain &&
	       !in->sender.is_token_from_other &&
	       in->sender.assurance >= ASSURANCE_TOKEN &&
	       text_equal_nocase(t->address, in->head.from) &&
	       row->class == LEDGER_AWAITING && row->mailbox_id == in->box->id;
}

static bool
not_proven(struct inbound *in, struct fault *f)
{
	struct work w;
	static const char *const lines[] = {
		"Jawaban tentang sebuah surat yang tidak jelas tidak dapat "
		"dihitung: kodenya sudah terpakai atau lewat waktu, suratnya "
		"sudah ditangani, atau jawaban datang dari alamat lain.",
		"Tidak ada yang berubah karenanya.", NULL
	};

	inbound_end(in, LEDGER_UNCLEAR, "an answer about a letter, not proven");
	work_without_case(in->run, in->agency, in, &w);
	w.is_strangers_doing = true;
	return owe_operators(&w, "Jawaban helpdesk tidak dapat dihitung", lines,
	    "Bila surat itu masih perlu ditangani, hubungi helpdesk atau "
	    "pengirimnya.",
	    f);
}

static bool
use_token(struct inbound *in, struct fault *f)
{
	bool was_live;

	return token_use(
		   in->run->store, in->token.id, in->run->now, &was_live, f) &&
	       (was_live || fault_set(f, SCOPE_MESSAGE,
				"a token was used twice at once"));
}

static bool
named_event(struct inbound *in, const struct inbound *letter,
    const char *service, struct fault *f)
{
	struct work w;

	if (!letter->casefile_id)
		return true;
	return work_open(in->run, letter->casefile_id, in, &w, f) &&
	       work_event(&w, "kind-named",
		   json_pack("{s:s,s:s,s:s,s:i}", "service", service, "by",
		       or_empty(in->head.from), "role", in->token.role,
		       "assurance", (int)in->sender.assurance),
		   f);
}

/* From here on it is a letter like any other: its sender is proven by its own
 * mail, or is asked. */
static bool
open_named(struct inbound *in, struct ledger_row *row, const char *service,
    struct fault *f)
{
	struct inbound letter;

	inbound_end(in, LEDGER_REPLY, "the helpdesk named the kind");
	if (!use_token(in, f) || !set_state(in->run, row->id, service, f) ||
	    !inbound_load_letter(in, row, &letter, f))
		return false;
	if (!letter.reading.has_letter || !letter.head.from)
		return fault_set(f, SCOPE_MESSAGE,
		    "a letter that the helpdesk named could not be read again");
	inbound_judge_sender(&letter);
	if (letter.sender.assurance < ASSURANCE_ALIGNED)
		return ask_to_confirm(&letter, f);
	if (!apply_open(&letter, letter.head.from, ASSURANCE_ALIGNED, f))
		return false;
	in->casefile_id = letter.casefile_id;
	return ledger_reclass(in->run->store, row->id, letter.class,
		   letter.casefile_id, "the helpdesk named its kind", f) &&
	       named_event(in, &letter, service, f);
}

static bool
set_aside(struct inbound *in, struct ledger_row *row, struct fault *f)
{
	inbound_end(in, LEDGER_REPLY, "the helpdesk set a letter aside");
	return use_token(in, f) &&
	       ledger_reclass(in->run->store, row->id, LEDGER_UNCLEAR, 0,
		   "set aside by the helpdesk", f);
}

static bool
ask_sender(struct inbound *in, struct ledger_row *row, const char *question,
    struct fault *f)
{
	struct inbound letter;
	struct work w;

	inbound_end(in, LEDGER_REPLY, "the helpdesk asks the sender");
	if (!use_token(in, f) || !inbound_load_letter(in, row, &letter, f))
		return false;
	work_without_case(in->run, in->agency, &letter, &w);
	json_t *v = work_values(&w, NULL, f);
	struct owed o = { .template = "pertanyaan-helpdesk",
		.to = or_empty(letter.head.from),
		.to_name = "Bapak/Ibu",
		.values = v,
		.token = OWED_TRIAGE,
		.role = SENDER,
		.ledger_id = row->id,
		.in_reply_to = letter.head.message_id,
		.is_reply = true };

	if (v) {
		value_set(v, "catatan", question);
		value_set(v, "catatan_dari", "petugas helpdesk");
	}
	return owe(&w, &o, f);
}

/* Limited, so that a program that answers everything does not loop with us;
 * the open question stays so then. */
static bool
ask_again(struct inbound *in, struct ledger_row *row, struct fault *f)
{
	struct inbound letter;
	struct work w;

	inbound_end(in, LEDGER_UNCLEAR, "the helpdesk's answer is not clear");
	if (!inbound_load_letter(in, row, &letter, f))
		return false;
	inbound_judge_sender(&letter);
	struct question q = { .shown = &letter,
		.letter = row->id,
		.why = "Isinya menyinggung sertifikat elektronik, tetapi tidak "
		       "jelas apa yang diminta.",
		.again = "jawaban terakhir belum dapat dibaca dengan pasti; "
			 "mohon tulis satu kata saja pada baris pertama.",
		.is_limited = true };

	work_without_case(in->run, in->agency, in, &w);
	return owe_question(&w, &q, f) && (w.was_limited || use_token(in, f));
}

static bool
apply_helpdesk(struct inbound *in, struct ledger_row *row, struct fault *f)
{
	const struct message *m = &in->cell.message;
	const char *question = NULL;
	enum triage said =
	    reading_triage(in->reading.answer.own, in->run->arena, &question);

	if (m->has_hidden_text || m->is_ambiguous)
		said = TRIAGE_UNCLEAR;
	switch (said) {
	case TRIAGE_REVOCATION:
		return open_named(
		    in, row, letter_kind_name(LETTER_REVOCATION), f);
	case TRIAGE_ISSUANCE:
		return open_named(
		    in, row, letter_kind_name(LETTER_ISSUANCE), f);
	case TRIAGE_ASIDE:
		return set_aside(in, row, f);
	case TRIAGE_ASK:
		return ask_sender(in, row, question, f);
	case TRIAGE_UNCLEAR:
		break;
	}
	return ask_again(in, row, f);
}

/* ---- the sender answers the helpdesk's question ---- */

/* A letter that can be read now takes the place of the first. */
static bool
open_instead(struct inbound *in, struct ledger_row *row, struct fault *f)
{
	return ledger_reclass(in->run->store, row->id, LEDGER_UNCLEAR, 0,
		   "its sender wrote anew", f) &&
	       apply_open(in, in->head.from, in->sender.assurance, f);
}

static bool
apply_sender(struct inbound *in, struct ledger_row *row, struct fault *f)
{
	struct reading again;
	struct work w;
	struct question q = { .shown = in,
		.letter = row->id,
		.why = "Pengirim menjawab pertanyaan helpdesk; jawabannya "
		       "dikutip di bawah ini." };

	if (!use_token(in, f))
		return false;
	reading_make(
	    &in->head, &in->cell, false, false, in->run->arena, &again);
	if (again.has_letter && again.letter.kind != LETTER_OTHER) {
		in->reading = again;
		return open_instead(in, row, f);
	}
	inbound_end(in, LEDGER_REPLY, "the sender answered the helpdesk");
	work_without_case(in->run, in->agency, in, &w);
	if (!helpdesk_of(in))
		return show_operators(
		    in, "nobody at the helpdesk", operators_sentence, f);
	return owe_question(&w, &q, f);
}

bool
apply_triage(struct inbound *in, struct fault *f)
{
	struct ledger_row row;

	if (!ledger_load(
		in->run->store, in->token.ledger_id, in->run->arena, &row, f))
		return false;
	if (!is_proven(in, &row))
		return not_proven(in, f);
	return strcmp(in->token.role, SENDER) ? apply_helpdesk(in, &row, f)
					      : apply_sender(in, &row, f);
}
