/*
 * A store in a folder of its own, and the few rows that every test of the
 * store begins with. People, agencies and addresses are invented.
 */
#ifndef STORE_FIXTURE_H
#define STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/wait.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "cabut/store.h"

struct world {
	char dir[64], path[96];
	struct arena *a;
	struct store *s;
	struct fault f;
};

static const time_s noon = 1795147200; /* 2026-11-20T04:00:00Z */

/* The call must succeed; on failure the fault is shown. */
#define must(w, call)                                                          \
	do {                                                                   \
		if (!(call))                                                   \
			fail_msg("%s: %s", #call, (w)->f.text);                \
	} while (0)

/* The call must fail, with this scope and these words in its fault. */
#define must_fail(w, call, wanted, words)                                      \
	do {                                                                   \
		memset(&(w)->f, 0, sizeof(w)->f);                              \
		if (call)                                                      \
			fail_msg("%s: no fault", #call);                       \
		if (strstr((w)->f.text, words) == NULL)                        \
			fail_msg("%s: wanted '%s', got '%s'", #call, words,    \
			    (w)->f.text);                                      \
		assert_int_equal((w)->f.scope, wanted);                        \
	} while (0)

static inline int
world_setup_empty(void **state)
{
	struct world *w = calloc(1, sizeof *w);

	snprintf(w->dir, sizeof w->dir, "/tmp/cabut-store-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	snprintf(w->path, sizeof w->path, "%s/cabut.db", w->dir);
	w->a = arena_new();
	*state = w;
	return 0;
}

static inline int
world_setup(void **state)
{
	world_setup_empty(state);
	struct world *w = *state;
	must(w, store_open(w->path, &w->s, &w->f));
	return 0;
}

static inline void
world_forget_file(struct world *w)
{
	char journal[128];

	snprintf(journal, sizeof journal, "%s-journal", w->path);
	unlink(journal);
	unlink(w->path);
}

static inline int
world_teardown(void **state)
{
	struct world *w = *state;

	store_close(w->s);
	arena_free(w->a);
	world_forget_file(w);
	assert_int_equal(rmdir(w->dir), 0);
	free(w);
	return 0;
}

static inline void
world_reopen(struct world *w)
{
	store_close(w->s);
	w->s = NULL;
	must(w, store_open(w->path, &w->s, &w->f));
}

/* Another hand at the same file. Runs SQL and gives the first number. */
static inline int64_t
stranger(const char *path, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *st;
	int64_t n = -1;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	for (const char *rest = sql; *rest;) {
		if (sqlite3_prepare_v2(db, rest, -1, &st, &rest) != SQLITE_OK)
			fail_msg("%s: %s", sql, sqlite3_errmsg(db));
		int code = sqlite3_step(st);
		if (code == SQLITE_ROW)
			n = sqlite3_column_int64(st, 0);
		else if (code != SQLITE_DONE)
			fail_msg("%s: %s", sql, sqlite3_errmsg(db));
		sqlite3_finalize(st);
	}
	sqlite3_close(db);
	return n;
}

static inline struct mailbox_row
sample_mailbox(struct world *w)
{
	struct mailbox_row m;

	must(w, store_mailbox(w->s, "contohkab",
		    "sandi@diskominfo.contohkab.go.id/INBOX", 7, 1, w->a, &m,
		    &w->f));
	return m;
}

static inline struct ledger_row
sample_mail(const struct mailbox_row *m, uint32_t uid, enum ledger_class class,
    const char *bytes)
{
	struct ledger_row row = {
		.mailbox_id = m->id,
		.uidvalidity = m->uidvalidity,
		.uid = uid,
		.message_id = "surat-1@contohkab.go.id",
		.class = class,
		.why = "a letter",
		.raw = slice_of(bytes),
		.received_at = noon,
	};
	sha256_hex_text(bytes, row.sha256);
	return row;
}

static inline struct casefile
sample_casefile(void)
{
	static struct casefile_owner owners[] = {
		{ .name = "Sutan Marajo",
		    .nip = "198501012010011001",
		    .email = "sutan@contohkab.go.id",
		    .reason = "mutasi" },
		{ .name = "Rangkayo Basa", .nik = "1371010101850001" },
	};
	struct casefile c = {
		.agency = "contohkab",
		.service = "pencabutan",
		.sop_hash = "25ce49d8ba33242eceaef9a6bb42d55e"
			    "de1374d3bfc3a0985a8e137294fa4ebd",
		.step = "disposisi-kadis",
		.step_since = noon,
		.opened_at = noon,
		.reason = "mutasi",
		.applicant_address = "sutan@contohkab.go.id",
		.applicant_name = "Sutan Marajo",
		.applicant_assurance = 3,
		.letter_number = "800/12/2026",
		.letter_kind = "pencabutan",
		.first_message_id = "surat-1@contohkab.go.id",
		.subject = "Permohonan pencabutan",
		.doubts = "[\"NIK tidak disebut\"]",
		.owners = owners,
		.owner_count = 2,
	};
	return c;
}

static inline struct casefile
insert_casefile(struct world *w)
{
	struct casefile c = sample_casefile();

	must(w, casefile_insert(
		    w->s, &c, "CABUT", 2026, SLICE("<sop/>"), w->a, &w->f));
	return c;
}

static inline struct outbox_row
sample_owed(const char *message_id, char *bytes, size_t room)
{
	int len = snprintf(bytes, room,
	    "Message-ID: <%s>\r\nSubject: Mohon keputusan\r\n\r\nIsi\r\n",
	    message_id);
	return (struct outbox_row){
		.agency = "contohkab",
		.kind = "mohon-keputusan",
		.message_id = message_id,
		.recipient = "kadis@contohkab.go.id",
		.bytes = { bytes, (size_t)len },
		.state = OUTBOX_PENDING,
		.created_at = noon,
		.next_at = noon,
	};
}

/* Waits for a child and gives its exit code, or -1 when it was killed. */
static inline int
wait_for(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif
