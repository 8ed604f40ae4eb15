/*
 * The answer to "did you send this letter?". Returning the token proves the
 * mailbox; the words must say yes as well. Then the letter that waits is
 * read again from its kept bytes and opens its casefile.
 */
#include "work.h"

#include "cabut/banned.h"

/* What the helpdesk called it counts: the words alone did not say. */
static bool
name_kind(struct inbound *letter, struct fault *f)
{
	const char *service;

	if (!triage_state(letter->run, letter->ledger_id, &service, f))
		return false;
	for (int k = LETTER_REVOCATION; service && k < LETTER_OTHER; k++)
		if (!strcmp(service, letter_kind_name((enum letter_kind)k)))
			letter->reading.letter.kind = (enum letter_kind)k;
	return true;
}

bool
inbound_load_letter(struct inbound *reply, struct ledger_row *row,
    struct inbound *letter, struct fault *f)
{
	struct run *r = reply->run;

	*letter = (struct inbound){ .run = r,
		.agency = reply->agency,
		.box = reply->box,
		.raw = row->raw,
		.is_readable = true,
		.ledger_id = row->id,
		/* The mailbox is proven; the letter came from it. */
		.sender = reply->sender };
	if (!head_scan(letter->raw, r->arena, &letter->head, f) ||
	    !cell_read(r->cell, letter->raw, r->arena, &letter->cell, f))
		return false;
	reading_make(&letter->head, &letter->cell, false, false, r->arena,
	    &letter->reading);
	return name_kind(letter, f);
}

static bool
open_letter(struct inbound *in, struct ledger_row *row, struct fault *f)
{
	struct inbound letter;

	if (!inbound_load_letter(in, row, &letter, f))
		return false;
	if (!letter.reading.has_letter || !letter.head.from)
		return fault_set(f, SCOPE_MESSAGE,
		    "a confirmed letter could not be read again");
	if (!apply_open(&letter, letter.head.from, ASSURANCE_TOKEN, f))
		return false;
	in->casefile_id = letter.casefile_id;
	inbound_end(in, LEDGER_REPLY, "the sender confirmed the letter");
	return ledger_reclass(in->run->store, row->id, letter.class,
	    letter.casefile_id, "confirmed by its sender", f);
}

static bool
deny(struct inbound *in, struct ledger_row *row, struct fault *f)
{
	struct work w;
	static const char *const lines[] = {
		"Pemilik kotak surat menyatakan TIDAK mengirim surat "
		"permohonan yang datang atas namanya.",
		"Surat itu tidak diproses. Kemungkinan ada yang memalsukan "
		"pengirim.",
		NULL
	};

	work_without_case(in->run, in->agency, in, &w);
	inbound_end(in, LEDGER_REPLY, "the sender denied the letter");
	return ledger_reclass(in->run->store, row->id, LEDGER_EXPIRED, 0,
		   "denied by the owner of the mailbox", f) &&
	       owe_operators(&w, "Surat disangkal oleh pengirimnya", lines,
		   "Simpan surat itu sebagai bukti dan laporkan sesuai "
		   "prosedur "
		   "insiden.",
		   f);
}

static bool
ask_again(struct inbound *in, struct fault *f)
{
	struct inbound letter = *in;
	struct work w;

	letter.ledger_id = in->token.ledger_id;
	work_without_case(in->run, in->agency, &letter, &w);
	inbound_end(in, LEDGER_UNCLEAR, "neither yes nor no");
	return owe_confirmation_question(&w, f);
}

static bool
use(struct inbound *in, bool *was_live, struct fault *f)
{
	return token_use(
	    in->run->store, in->token.id, in->run->now, was_live, f);
}

/* A letter that is a case already: this is mail of that case. */
static bool
go_on_with_case(
    struct inbound *in, const struct ledger_row *row, struct fault *f)
{
	in->casefile_id = row->casefile_id;
	return apply_reply(in, f);
}

static bool
not_proven(struct inbound *in, struct fault *f)
{
	struct work w;
	static const char *const lines[] = {
		"Jawaban atas surel konfirmasi tidak dapat dihitung: kodenya "
		"sudah lewat waktu, atau datang dari alamat lain.",
		"Surat yang ditanyakan tidak diproses.", NULL
	};

	inbound_end(in, LEDGER_UNCLEAR, "a confirmation not proven");
	work_without_case(in->run, in->agency, in, &w);
	return owe_operators(&w, "Konfirmasi tidak dapat dihitung", lines,
	    "Bila surat itu tampak sungguh, minta pengirimnya mengirim ulang.",
	    f);
}

static bool
is_proven(const struct inbound *in)
{
	return !in->sender.is_token_from_other && in->head.is_plain &&
	       in->sender.assurance >= ASSURANCE_TOKEN && in->is_token_live;
}

bool
apply_confirm(struct inbound *in, struct fault *f)
{
	struct ledger_row row;
	bool was_live;
	enum confirm answer = reading_confirms(in->reading.answer.own);

	if (!ledger_load(
		in->run->store, in->token.ledger_id, in->run->arena, &row, f))
		return false;
	if (row.casefile_id)
		return go_on_with_case(in, &row, f);
	/* Where it was asked it must be answered: each mailbox its agency. */
	if (!is_proven(in) || row.class != LEDGER_AWAITING ||
	    row.mailbox_id != in->box->id)
		return not_proven(in, f);
	if (answer == CONFIRM_UNCLEAR)
		return ask_again(in, f);
	if (!use(in, &was_live, f))
		return false;
	return answer == CONFIRM_YES ? open_letter(in, &row, f)
				     : deny(in, &row, f);
}
