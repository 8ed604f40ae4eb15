/*
 * The words of the enums, the same in SQL, on the command line and in the
 * log. The CHECK constraints of schema.sql list them once more.
 */
#include "room.h"
#include "cabut/banned.h"

const char *ledger_class_name(enum ledger_class class)
{
	switch (class) {
	case LEDGER_ATTEMPTING:
		return "attempting";
	case LEDGER_REQUEST:
		return "request";
	case LEDGER_AWAITING:
		return "awaiting";
	case LEDGER_REPLY:
		return "reply";
	case LEDGER_UNCLEAR:
		return "unclear";
	case LEDGER_BSRE:
		return "bsre";
	case LEDGER_AUTOMATIC:
		return "automatic";
	case LEDGER_UNRELATED:
		return "unrelated";
	case LEDGER_DUPLICATE:
		return "duplicate";
	case LEDGER_QUARANTINE:
		return "quarantine";
	case LEDGER_EXPIRED:
		return "expired";
	case LEDGER_CLASS_COUNT:
		break;
	}
	return NULL;
}

const char *
casefile_status_name(enum casefile_status status)
{
	switch (status) {
	case CASEFILE_OPEN:
		return "open";
	case CASEFILE_DONE:
		return "done";
	case CASEFILE_REJECTED:
		return "rejected";
	case CASEFILE_CANCELLED:
		return "cancelled";
	}
	return NULL;
}

const char *
token_purpose_name(enum token_purpose purpose)
{
	switch (purpose) {
	case TOKEN_DECISION:
		return "decision";
	case TOKEN_CONFIRM:
		return "confirm";
	case TOKEN_APPLICANT:
		return "applicant";
	}
	return NULL;
}

const char *
outbox_state_name(enum outbox_state state)
{
	switch (state) {
	case OUTBOX_PENDING:
		return "pending";
	case OUTBOX_SENDING:
		return "sending";
	case OUTBOX_SENT:
		return "sent";
	case OUTBOX_UNCERTAIN:
		return "uncertain";
	case OUTBOX_FAILED:
		return "failed";
	case OUTBOX_BOUNCED:
		return "bounced";
	case OUTBOX_HELD:
		return "held";
	case OUTBOX_STATE_COUNT:
		break;
	}
	return NULL;
}

static const char *
class_at(unsigned i)
{
	return ledger_class_name((enum ledger_class)i);
}

static const char *
status_at(unsigned i)
{
	return casefile_status_name((enum casefile_status)i);
}

static const char *
purpose_at(unsigned i)
{
	return token_purpose_name((enum token_purpose)i);
}

static const char *
state_at(unsigned i)
{
	return outbox_state_name((enum outbox_state)i);
}

static bool
take_word(struct query *q, const char *(*name_at)(unsigned), const char *what,
    unsigned *out)
{
	struct slice word = query_peek_bytes(q);
	const char *name;

	for (unsigned i = 0; (name = name_at(i)) != NULL; i++)
		if (slice_equal(word, slice_of(name))) {
			*out = i;
			return true;
		}
	query_refuse(q, what, word);
	return false;
}

bool
take_ledger_class(struct query *q, enum ledger_class *out)
{
	unsigned i;

	if (!take_word(q, class_at, "ledger class", &i))
		return false;
	*out = (enum ledger_class)i;
	return true;
}

bool
take_casefile_status(struct query *q, enum casefile_status *out)
{
	unsigned i;

	if (!take_word(q, status_at, "casefile status", &i))
		return false;
	*out = (enum casefile_status)i;
	return true;
}

bool
take_token_purpose(struct query *q, enum token_purpose *out)
{
	unsigned i;

	if (!take_word(q, purpose_at, "token purpose", &i))
		return false;
	*out = (enum token_purpose)i;
	return true;
}

bool
take_outbox_state(struct query *q, enum outbox_state *out)
{
	unsigned i;

	if (!take_word(q, state_at, "outbox state", &i))
		return false;
	*out = (enum outbox_state)i;
	return true;
}
