/*
 * What a mail costs in the store: alone in its commit, fifty to a commit, and
 * with a thousand or a hundred thousand mails in the ledger already.
 *
 * usage: bench_store DIRECTORY (on the disk that is to be measured)
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cabut/store.h"

#include "cabut/banned.h"

enum { LETTER_BYTES = 20000, MAILS = 1000 };

struct bench {
	struct store *s;
	struct arena *a;
	struct mailbox_row m;
	char letter[LETTER_BYTES];
	uint32_t uid;
};

static double
now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
must(bool ok, const struct fault *f)
{
	if (ok)
		return;
	fprintf(stderr, "bench_store: %s\n", f->text);
	exit(75);
}

/* A letter that opens a case: the dearest kind of mail. */
static bool
take_letter(struct bench *b, struct fault *f)
{
	struct casefile_owner owner = { .name = "Sutan Marajo",
		.nip = "198501012010011001" };
	char id[64];
	uint32_t uid = ++b->uid;

	snprintf(id, sizeof id, "surat-%u@contohkab.go.id", uid);
	struct casefile c = { .agency = "contohkab",
		.service = "pencabutan",
		.sop_hash = "25ce49d8ba33242eceaef9a6bb42d55e"
			    "de1374d3bfc3a0985a8e137294fa4ebd",
		.step = "disposisi-kadis",
		.first_message_id = id,
		.owners = &owner,
		.owner_count = 1 };
	struct ledger_row mail = { .mailbox_id = b->m.id,
		.uidvalidity = 7,
		.uid = uid,
		.message_id = id,
		.class = LEDGER_REQUEST,
		.raw = { b->letter, LETTER_BYTES } };
	struct outbox_row owed = { .agency = "contohkab",
		.kind = "mohon-keputusan",
		.recipient = "kadis@contohkab.go.id",
		.bytes = { b->letter, 4000 } };
	struct token_row token = { .purpose = TOKEN_DECISION,
		.step = "disposisi-kadis",
		.address = "kadis@contohkab.go.id",
		.expires_at = 1 };
	char owed_id[64];
	int64_t same;

	snprintf(owed_id, sizeof owed_id, "kami-%u@contohkab.go.id", uid);
	owed.message_id = owed_id;
	snprintf(b->letter, 32, "%u", uid);
	sha256_hex(b->letter, LETTER_BYTES, mail.sha256);
	if (!ledger_find_same(b->s, id, mail.sha256, &same, f) ||
	    !casefile_find_similar(
		b->s, "contohkab", "pencabutan", id, "1", NULL, &same, f) ||
	    !casefile_insert(b->s, &c, "CABUT", 2026, SLICE("<sop/>"), b->a, f))
		return false;
	mail.casefile_id = owed.casefile_id = token.casefile_id = c.id;
	return ledger_settle(b->s, &mail, f) &&
	       chain_append(b->s, c.id, 1, "opened", "{}", f) &&
	       chain_append(b->s, c.id, 1, "notice", "{}", f) &&
	       token_put(b->s, owed_id, &token, f) &&
	       outbox_put(b->s, &owed, f);
}

static void
run(struct bench *b, const char *what, int per_commit)
{
	struct fault f = { 0 };
	double before = now_s();

	for (int done = 0; done < MAILS; done += per_commit) {
		uint32_t uids[MAILS];
		for (int i = 0; i < per_commit; i++)
			uids[i] = b->uid + 1 + (uint32_t)i;
		must(store_begin(b->s, &f) &&
			 ledger_attempt(
			     b->s, &b->m, uids, (size_t)per_commit, 1, &f) &&
			 store_end(b->s, true, &f),
		    &f);
		must(store_begin(b->s, &f), &f);
		for (int i = 0; i < per_commit; i++)
			must(take_letter(b, &f), &f);
		must(store_end(b->s, true, &f), &f);
		arena_reset(b->a);
	}
	double s = now_s() - before;
	printf("%-44s %8.0f mails/s %8.0f us each\n", what, MAILS / s,
	    s * 1e6 / MAILS);
}

/* Unrelated mail, as most of it is. */
static void
fill_ledger(struct bench *b, uint32_t upto)
{
	struct fault f = { 0 };

	must(store_begin(b->s, &f), &f);
	while (b->uid < upto) {
		char text[32];
		struct ledger_row mail = { .mailbox_id = b->m.id,
			.uidvalidity = 7,
			.uid = ++b->uid,
			.message_id = text,
			.class = LEDGER_UNRELATED };
		snprintf(text, sizeof text, "lain-%u@contoh.example", b->uid);
		sha256_hex_text(text, mail.sha256);
		must(ledger_settle(b->s, &mail, &f), &f);
	}
	must(store_end(b->s, true, &f), &f);
}

static void
subtract(struct bench *b)
{
	struct fault f = { 0 };
	size_t count = b->uid;
	uint32_t *uids = arena_array(b->a, count, sizeof *uids);
	unsigned *attempts = arena_array(b->a, count, sizeof *attempts);

	for (uint32_t i = 0; i < count; i++)
		uids[i] = i + 1;
	double before = now_s();
	must(ledger_subtract(b->s, &b->m, uids, attempts, &count, &f), &f);
	printf("%-44s %8.1f ms for %u UIDs\n", "work list, all known",
	    (now_s() - before) * 1e3, b->uid);
}

static void
open_bench(struct bench *b, const char *path)
{
	struct fault f = { 0 };

	must(store_open(path, &b->s, &f), &f);
	b->a = arena_new();
	must(store_begin(b->s, &f) &&
		 store_mailbox(
		     b->s, "contohkab", "a/INBOX", 7, 1, b->a, &b->m, &f) &&
		 store_end(b->s, true, &f),
	    &f);
}

int
main(int argc, char **argv)
{
	static struct bench b;
	char path[4096];

	if (argc != 2) {
		fprintf(stderr, "usage: bench_store DIRECTORY\n");
		return 64;
	}
	snprintf(path, sizeof path, "%s/bench-store.db", argv[1]);
	open_bench(&b, path);
	fill_ledger(&b, 1000);
	run(&b, "one mail a commit, 1,000 in the ledger", 1);
	run(&b, "fifty a commit, 1,000 in the ledger", 50);
	fill_ledger(&b, 100000);
	run(&b, "one mail a commit, 100,000 in the ledger", 1);
	run(&b, "fifty a commit, 100,000 in the ledger", 50);
	subtract(&b);
	store_close(b.s);
	arena_free(b.a);
	unlink(path);
	snprintf(path, sizeof path, "%s/bench-store.db-journal", argv[1]);
	unlink(path);
	return 0;
}
