/*
 * What one mail leads to. Each mail ends in exactly one class of the ledger;
 * its bytes are kept unless it has nothing to do with cabut.
 */
#include <stdlib.h>

#include "work.h"

#include "cabut/banned.h"

void
inbound_end(struct inbound *in, enum ledger_class class, const char *why)
{
	in->class = class;
	in->why = why;
}

static bool
settle(struct inbound *in, bool keep, struct fault *f)
{
	struct ledger_row row = { .mailbox_id = in->box->id,
		.uidvalidity = in->box->uidvalidity,
		.uid = in->uid,
		.message_id = in->is_readable ? in->head.message_id : NULL,
		.class = in->class,
		.attempts = in->attempts + 1,
		.casefile_id = in->casefile_id,
		.why = in->why,
		.raw = keep ? in->raw : (struct slice){ 0 },
		.received_at = in->run->now };

	sha256_hex(in->raw.at, in->raw.len, row.sha256);
	if (!ledger_settle(in->run->store, &row, f))
		return false;
	in->ledger_id = row.id;
	return true;
}

static bool
quarantine(struct inbound *in, const char *why, struct fault *f)
{
	struct work w;
	const char *lines[] = {
		arena_printf(in->run->arena,
		    "Sebuah surel tidak dapat dibaca dengan aman dan telah "
		    "disisihkan: %s.",
		    why),
		arena_printf(in->run->arena,
		    "Surel itu tetap ada di kotak masuk (UID %u) dan "
		    "salinannya "
		    "tersimpan dalam buku register.",
		    in->uid),
		NULL
	};

	inbound_end(in, LEDGER_QUARANTINE, why);
	work_without_case(in->run, in->agency, in, &w);
	w.is_strangers_doing = true;
	return owe_operators(&w, "Surel disisihkan", lines,
	    "Mohon buka surel itu di kotak masuk dan tindak lanjuti secara "
	    "manual bila perlu.",
	    f);
}

/* Seen again after the server renumbered its folder, or delivered twice: no
 * second effect, and what was none of ours stays untouched. */
static bool
end_as_before(struct inbound *in, int64_t id, struct fault *f)
{
	struct ledger_row row;

	if (!ledger_load(in->run->store, id, in->run->arena, &row, f))
		return false;
	if (row.class == LEDGER_UNRELATED)
		inbound_end(in, LEDGER_UNRELATED, "seen before, unrelated");
	else
		inbound_end(in, LEDGER_DUPLICATE, "same id, same content");
	return true;
}

static bool
find_duplicate(struct inbound *in, bool *found, struct fault *f)
{
	char hash[SHA256_HEX_LEN + 1];
	int64_t id = 0;

	*found = false;
	sha256_hex(in->raw.at, in->raw.len, hash);
	if (!ledger_find_same(
		in->run->store, in->head.message_id, hash, &id, f))
		return false;
	*found = id != 0;
	return id == 0 || end_as_before(in, id, f);
}

/* A From in BSrE's domain that nothing proves: nothing moves, a person
 * looks, because it may be a true mail on a badly configured server. */
static bool
apply_unproven_bsre(struct inbound *in, struct fault *f)
{
	struct work w;
	static const char *const lines[] = {
		"Sebuah surel mengaku berasal dari BSrE, tetapi asalnya tidak "
		"terbukti (tanpa DMARC atau DKIM yang selaras).",
		"Tidak ada permohonan yang berubah karena surel itu.", NULL
	};

	inbound_end(in, LEDGER_UNCLEAR, "claims BSrE, not proven");
	work_without_case(in->run, in->agency, in, &w);
	w.is_strangers_doing = true;
	return owe_operators(&w, "Surel BSrE yang tidak terbukti", lines,
	    "Periksa surel itu di kotak masuk; bandingkan dengan AMS sebelum "
	    "bertindak.",
	    f);
}

static bool
speaks_of_a_result(const struct inbound *in)
{
	const struct message *m = &in->cell.message;
	struct confirmation c;

	reading_confirmation(m->subject,
	    m->text ? m->text : or_empty(m->html_text), in->run->arena, &c);
	return c.outcome != CONFIRMATION_NONE ||
	       c.issuance != CONFIRMATION_NONE;
}

static bool
route(struct inbound *in, struct fault *f)
{
	const struct reading *r = &in->reading;
	bool is_list;

	if (in->is_bsre)
		return apply_bsre(in, f);
	if (in->claims_bsre && speaks_of_a_result(in))
		return apply_unproven_bsre(in, f);
	if (r->kind == READING_AUTOMATIC)
		return apply_automatic(in, f);
	if (is_triage(in))
		return apply_triage(in, f);
	if (in->token.id && in->token.purpose == TOKEN_CONFIRM)
		return apply_confirm(in, f);
	if (!inbound_is_list(in, &is_list, f))
		return false;
	if (is_list)
		return apply_list(in, f);
	if (in->casefile_id)
		return apply_reply(in, f);
	if (r->kind == READING_REQUEST && r->has_letter)
		return apply_request(in, f);
	inbound_end(in, LEDGER_UNRELATED, r->why);
	return true;
}

static void
count(struct inbound *in)
{
	struct tally *t = &in->run->tally;
	size_t *const of[LEDGER_CLASS_COUNT] = {
		[LEDGER_REQUEST] = &t->requests,
		[LEDGER_AWAITING] = &t->requests,
		[LEDGER_REPLY] = &t->replies,
		[LEDGER_UNCLEAR] = &t->unclear,
		[LEDGER_BSRE] = &t->bsre,
		[LEDGER_AUTOMATIC] = &t->automatic,
		[LEDGER_UNRELATED] = &t->unrelated,
		[LEDGER_DUPLICATE] = &t->duplicates,
		[LEDGER_QUARANTINE] = &t->quarantined,
	};

	t->mails++;
	if (of[in->class])
		++*of[in->class];
}

/* Only in a folder that was renumbered: what lay there before cabut came. */
static bool
is_from_before(const struct inbound *in)
{
	enum { DAY_S = 24 * 3600 };
	time_s sent;

	return in->since && time_parse_rfc5322(in->head.date, &sent) &&
	       sent + DAY_S < in->since;
}

static bool
apply(struct inbound *in, struct fault *f)
{
	bool is_duplicate;

	/* The row first: papers and tokens refer to it. */
	inbound_end(in, LEDGER_ATTEMPTING, NULL);
	if (!settle(in, false, f))
		return false;
	if (in->attempts >= RUN_ATTEMPTS_MAX)
		return quarantine(in, "reading it ended two runs", f);
	if (!in->is_readable)
		return quarantine(in, in->unreadable.text, f);
	if (!find_duplicate(in, &is_duplicate, f))
		return false;
	if (is_duplicate)
		return true;
	if (is_from_before(in)) {
		inbound_end(in, LEDGER_UNRELATED, "older than this mailbox");
		return true;
	}
	return inbound_judge(in, f) && route(in, f);
}

/* The chain names the exact bytes that caused an event. */
bool
inbound_note_in_chain(struct inbound *in, struct fault *f)
{
	char hash[SHA256_HEX_LEN + 1];

	if (!in->casefile_id)
		return true;
	sha256_hex(in->raw.at, in->raw.len, hash);
	json_t *body = json_pack("{s:s,s:s,s:I,s:i,s:s}", "class",
	    ledger_class_name(in->class), "sha256", hash, "mail",
	    (json_int_t)in->ledger_id, "assurance", (int)in->sender.assurance,
	    "why", or_empty(in->why));
	char *text = json_dumps(body, JSON_COMPACT | JSON_SORT_KEYS);
	bool ok = chain_append(in->run->store, in->casefile_id, in->run->now,
	    "mail", or_empty(text), f);

	free(text);
	json_decref(body);
	return ok;
}

static bool
apply_guarded(struct inbound *in, struct fault *f)
{
	struct fault inner = { 0 };
	bool ok;

	if (!store_savepoint(in->run->store, f))
		return false;
	ok = apply(in, &inner);
	if (!store_savepoint_end(in->run->store, ok, ok ? f : &inner)) {
		if (inner.scope != SCOPE_MESSAGE) {
			*f = ok ? *f : inner;
			return false;
		}
		/* What this mail did is undone; a person must look. */
		in->casefile_id = 0;
		return quarantine(
		    in, arena_strdup(in->run->arena, inner.text), f);
	}
	return true;
}

bool
inbound_apply(struct inbound *in, struct fault *f)
{
	if (!apply_guarded(in, f))
		return false;
	bool keep =
	    in->class != LEDGER_UNRELATED && in->class != LEDGER_DUPLICATE;

	if (!settle(in, keep, f) || !inbound_note_in_chain(in, f))
		return false;
	if (in->casefile_id && in->head.message_id &&
	    !casefile_message_add(
		in->run->store, in->casefile_id, in->head.message_id, f))
		return false;
	count(in);
	log_line(&in->run->log, LOG_STORY, "mail uid=%u: %s%s%s", in->uid,
	    ledger_class_name(in->class), in->why ? ": " : "",
	    or_empty(in->why));
	return true;
}
