/*
 * The audit of mail, in and out: every ledger row in a legal end, kept bytes
 * unaltered, every owed mail sendable.
 */
#include "audit.h"
#include "cabut/banned.h"

static bool
count_into(struct query *q, size_t *out)
{
	int64_t n = 0;

	if (!query_one_int(q, &n))
		return false;
	*out = (size_t)n;
	return true;
}

/* The sum over the legal ends must be the number of rows. */
static bool
check_sum(struct audit *x, struct fault *f)
{
	struct store *s = x->store;
	size_t all, sum = 0, n;

	if (!ledger_count(s, LEDGER_CLASS_COUNT, &all, f))
		return false;
	for (int class = 0; class < LEDGER_CLASS_COUNT; class ++) {
		if (!ledger_count(s, (enum ledger_class) class, &n, f))
			return false;
		sum += n;
	}
	if (sum != all)
		audit_problem(
		    x, "%zu mails, but only %zu in a legal end", all, sum);
	x->report->mails = all;
	return true;
}

/* A letter, an answer or a puzzle without its bytes cannot be looked at. */
static bool
check_ends(struct audit *x, struct fault *f)
{
	struct query q;

	query_begin(&q, x->store->db, f,
	    "SELECT l.id, class FROM ledger l "
	    "LEFT JOIN ledger_raw r ON r.ledger_id = l.id WHERE "
	    "(class = 'request' AND casefile_id IS NULL) OR "
	    "(class IN ('request', 'awaiting', 'reply', 'unclear', 'bsre') "
	    "AND r.ledger_id IS NULL) OR "
	    "(class = 'unrelated' AND r.ledger_id IS NOT NULL) LIMIT 100");
	while (query_next(&q)) {
		long long id = query_take_int(&q);
		struct slice class = query_peek_bytes(&q);
		audit_problem(x,
		    "mail %lld: '%.*s', but its case or bytes do not fit", id,
		    (int)class.len, class.at);
	}
	return query_end(&q);
}

/* One mail's bytes against its hash; *id moves to the next, 0 at the end. */
static bool
check_raw(struct audit *x, int64_t *id, struct fault *f)
{
	struct query q;
	char hash[SHA256_HEX_LEN + 1], want[SHA256_HEX_LEN + 1];
	int64_t after = *id;

	*id = 0;
	query_begin(&q, x->store->db, f,
	    "SELECT ledger_id, sha256, bytes FROM ledger_raw "
	    "JOIN ledger l ON l.id = ledger_id "
	    "WHERE ledger_id > ? ORDER BY ledger_id LIMIT 1");
	query_bind_int(&q, after);
	if (query_next(&q)) {
		*id = query_take_int(&q);
		query_take_hash(&q, hash);
		struct slice bytes = query_peek_bytes(&q);
		sha256_hex(bytes.at, bytes.len, want);
		if (strcmp(hash, want) != 0)
			audit_problem(x, "mail %lld: its bytes were altered",
			    (long long)*id);
	}
	return query_end(&q);
}

bool
audit_mails(struct audit *x, struct fault *f)
{
	int64_t id = 0;
	bool ok = check_sum(x, f) && check_ends(x, f);

	do {
		ok = ok && check_raw(x, &id, f);
	} while (ok && id != 0);
	return ok;
}

/* Does the mail carry the Message-ID under which it is kept? */
static bool
carries(struct slice bytes, struct slice message_id)
{
	const char *end = memmem(bytes.at, bytes.len, "\r\n\r\n", 4);
	size_t head = end ? (size_t)(end - bytes.at) : bytes.len;

	return memmem(bytes.at, head, message_id.at, message_id.len) != NULL;
}

static bool
check_owed(struct audit *x, int64_t *id, struct fault *f)
{
	struct query q;
	int64_t after = *id;

	*id = 0;
	query_begin(&q, x->store->db, f,
	    "SELECT id, message_id, bytes FROM outbox WHERE id > ? AND "
	    "+state IN ('pending', 'sending', 'uncertain', 'held') "
	    "ORDER BY id LIMIT 1");
	query_bind_int(&q, after);
	if (query_next(&q)) {
		*id = query_take_int(&q);
		struct slice message_id = query_peek_bytes(&q);
		if (!carries(query_peek_bytes(&q), message_id))
			audit_problem(x, "owed mail %lld: lacks its Message-ID",
			    (long long)*id);
	}
	return query_end(&q);
}

bool
audit_outbox(struct audit *x, struct fault *f)
{
	struct query q;
	int64_t id = 0;
	bool ok;

	query_begin(&q, x->store->db, f,
	    "SELECT count(*) FROM outbox WHERE state IN "
	    "('pending', 'sending', 'uncertain', 'held')");
	ok = count_into(&q, &x->report->owed);
	do {
		ok = ok && check_owed(x, &id, f);
	} while (ok && id != 0);
	return ok;
}
