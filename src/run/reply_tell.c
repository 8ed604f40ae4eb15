/*
 * What is said about a reply that moves nothing: to operators, and to those
 * who are known to the case how to answer. Strangers hear nothing.
 */
#include "work.h"

#include "cabut/banned.h"

bool
tell_operators(
    struct work *w, const char *title, const char *sentence, struct fault *f)
{
	const char *lines[] = { arena_printf(w->run->arena, "Permohonan %s: %s",
				    w->casefile.number, sentence),
		NULL };

	return owe_operators(w, title, lines,
	    arena_printf(
		w->run->arena, "Lihat: cabut case show %s", w->casefile.number),
	    f);
}

/* What could not be counted: the sender hears how to answer, without which
 * part failed; strangers hear nothing. */
bool
reply_hold(struct work *w, const struct verdict *v, struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;
	const char *from = or_empty(in->head.from);
	bool is_party =
	    in->head.is_plain &&
	    (work_is_official(w, from) ||
		text_equal_nocase(w->casefile.applicant_address, from) ||
		(in->token.id && text_equal_nocase(in->token.address, from)));

	inbound_end(in, LEDGER_UNCLEAR, v->why);
	w->is_strangers_doing = true; /* nothing is proven, the From neither */
	if (!tell_operators(w, "Jawaban perlu konfirmasi",
		"sebuah jawaban tidak dapat dihitung karena buktinya belum "
		"cukup; permohonan tidak berubah.",
		f))
		return false;
	return !is_party || w->casefile.status != CASEFILE_OPEN ||
	       owe_unclear(w, "perlu-konfirmasi", f);
}

/* At most as often as any fixed answer: a mailbox that forwards everything to
 * a ticket system must not make us ask for ever. */
static bool
may_ask_again(struct work *w, bool *may, struct fault *f)
{
	enum { DAY_S = 24 * 3600 };
	size_t count;

	if (!outbox_count_since(w->run->store, w->mail->token.address, NULL,
		w->run->now - DAY_S, &count, f))
		return false;
	*may = count < 4 * (size_t)w->run->config->notices_per_sender_day;
	return true;
}

/* Another address, or one that cannot be told: not the same for a person. */
static bool
tell_foreign(struct work *w, struct fault *f)
{
	struct inbound *in = (struct inbound *)w->mail;
	static const char then[] =
	    "Tidak ada yang berubah. Bila itu permintaan keputusan, kodenya "
	    "dibatalkan dan pejabat yang berwenang ditanya kembali.";

	if (in->head.is_plain) {
		inbound_end(
		    in, LEDGER_UNCLEAR, "our token from a foreign address");
		return tell_operators(w, "Kode jawaban dari alamat lain",
		    arena_printf(w->run->arena,
			"kode jawaban datang kembali dari alamat yang bukan "
			"tujuannya. %s",
			then),
		    f);
	}
	inbound_end(in, LEDGER_UNCLEAR, or_empty(in->head.doubt));
	return tell_operators(w, "Pengirim jawaban tidak terbaca",
	    arena_printf(w->run->arena,
		"sebuah jawaban membawa kode kami, tetapi baris pengirimnya "
		"(From) tidak dapat dibaca dengan aman (%s). %s Bila pejabat "
		"itu sendiri yang menjawab, nama tampilan pada aplikasi "
		"surelnya perlu diperbaiki, misalnya tanpa koma.",
		or_empty(in->head.doubt), then),
	    f);
}

bool
reply_void_question(struct work *w, struct fault *f)
{
	const struct inbound *in = w->mail;
	const struct sop_step *s = work_step(w);
	bool is_question = in->token.purpose == TOKEN_DECISION &&
			   in->is_token_live && s &&
			   w->casefile.status == CASEFILE_OPEN &&
			   !strcmp(in->token.step, s->id);
	bool may = false;

	if (!is_question)
		return true;
	if (!token_burn(w->run->store, in->token.id, f) ||
	    !may_ask_again(w, &may, f))
		return false;
	return !may || work_ask_anew(w, f);
}

bool
reply_token_from_other(struct work *w, struct fault *f)
{
	return tell_foreign(w, f) && reply_void_question(w, f);
}

/* The request is at BSrE already: only a person can still stop it. */
bool
tell_late_withdrawal(struct work *w, struct fault *f)
{
	return tell_operators(w, "Pembatalan datang terlambat",
	    arena_printf(w->run->arena,
		"pemohon atau pejabat meminta pembatalan, tetapi pada tahap "
		"ini SOP tidak mengenal pembatalan lagi. Segera hubungi BSrE "
		"bila %s harus dihentikan.",
		w->sop.service),
	    f);
}

bool
tell_unclear_too_often(struct work *w, struct fault *f)
{
	return tell_operators(w, "Jawaban berulang kali tidak jelas",
	    "orang yang diminta berulang kali menjawab dengan cara yang tidak "
	    "dapat dibaca dengan pasti. Mohon dihubungi langsung.",
	    f);
}

bool
reply_to_closed(struct work *w, struct fault *f)
{
	enum { THANKS_BYTES = 60 };
	const struct inbound *in = w->mail;

	inbound_end((struct inbound *)in, LEDGER_REPLY, "the case is closed");
	if (in->cell.paper_count == 0 &&
	    strlen(or_empty(in->reading.answer.own)) < THANKS_BYTES)
		return true;
	return tell_operators(w, "Surel pada permohonan yang sudah ditutup",
	    "datang surel pada permohonan yang sudah ditutup; tidak ada yang "
	    "berubah. Mohon dilihat apakah masih ada yang perlu dilayani.",
	    f);
}
