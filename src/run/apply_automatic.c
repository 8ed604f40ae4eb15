/*
 * Automatic mail never decides anything. A bounce moves its outbox row and
 * alarms a person; an official's absence note starts the substitute rule; the
 * rest is filed with its case, or is none of ours.
 */
#include "work.h"

#include "cabut/banned.h"

/* A delay or a read receipt is a report too, but no bounce. */
static bool
has_failed(const struct message *m)
{
	return m->report_action &&
	       text_equal_nocase(m->report_action, "failed");
}

static bool
tell_bounce(struct inbound *in, const struct outbox_row *row, struct fault *f)
{
	struct work w;
	const char *lines[] = {
		arena_printf(in->run->arena,
		    "Surel kami kepada %s (%s) dikembalikan oleh server "
		    "penerima, status %s.",
		    row->recipient, row->kind,
		    in->cell.message.report_status
			? in->cell.message.report_status
			: "tidak disebut"),
		NULL
	};

	if (row->casefile_id) {
		if (!work_open(in->run, row->casefile_id, in, &w, f))
			return false;
	} else {
		work_without_case(in->run, in->agency, in, &w);
	}
	return owe_operators(&w, "Surel tidak sampai", lines,
	    "Periksa alamat itu, lalu kirim ulang: cabut case resend NOMOR.",
	    f);
}

static bool
apply_bounce(struct inbound *in, int64_t outbox_id, struct fault *f)
{
	struct outbox_row row;

	if (!outbox_load(in->run->store, outbox_id, in->run->arena, &row, f))
		return false;
	in->casefile_id = row.casefile_id;
	inbound_end(in, LEDGER_AUTOMATIC, "a bounce of our mail");
	if (!has_failed(&in->cell.message) || row.state == OUTBOX_BOUNCED)
		return true;
	return outbox_mark(in->run->store, row.id, OUTBOX_BOUNCED, row.attempts,
		   0, row.sent_at, "bounced", f) &&
	       tell_bounce(in, &row, f);
}

bool
apply_automatic(struct inbound *in, struct fault *f)
{
	const char *about = in->cell.message.report_message_id;
	int64_t outbox_id = 0;

	if (in->head.automatic == AUTOMATIC_REPORT && about &&
	    !outbox_by_message_id(in->run->store, about, &outbox_id, f))
		return false;
	if (outbox_id)
		return apply_bounce(in, outbox_id, f);
	if (!away_begin(in, f))
		return false;
	if (in->casefile_id) {
		inbound_end(in, LEDGER_AUTOMATIC, in->reading.why);
		return true;
	}
	inbound_end(in, LEDGER_UNRELATED, "automatic, of no case");
	return true;
}
