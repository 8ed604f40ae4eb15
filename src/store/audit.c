/*
 * The audit: is the file whole, and does it still say what was written?
 *
 * It walks row by row, each statement short, so that a run beside it is not
 * kept waiting; only SQLite's own integrity check holds the file longer.
 */
#include <stdarg.h>
#include <stdio.h>

#include "audit.h"
#include "cabut/banned.h"

void
audit_problem(struct audit *x, const char *format, ...)
{
	enum { SENTENCE_MAX = 1024 };
	struct audit_report *r = x->report;
	char text[SENTENCE_MAX];
	va_list ap;

	if (r->problem_count == AUDIT_PROBLEMS_MAX)
		return;
	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	if (r->problem_count == AUDIT_PROBLEMS_MAX - 1)
		snprintf(text, sizeof text, "and more problems than %d",
		    AUDIT_PROBLEMS_MAX - 1);
	r->problems = list_grow(
	    x->arena, r->problems, r->problem_count, sizeof *r->problems);
	r->problems[r->problem_count++] = arena_strdup(x->arena, text);
}

static bool
check_file(struct audit *x, struct fault *f)
{
	struct query q;

	query_begin(&q, x->store->db, f, "PRAGMA integrity_check(20)");
	while (query_next(&q)) {
		struct slice said = query_peek_bytes(&q);
		if (!slice_equal(said, SLICE("ok")))
			audit_problem(x, "the file is damaged: %.*s",
			    (int)said.len, said.at);
	}
	return query_end(&q);
}

static bool
check_references(struct audit *x, struct fault *f)
{
	struct query q;

	query_begin(&q, x->store->db, f,
	    "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check");
	while (query_next(&q)) {
		struct slice table = query_peek_bytes(&q);
		long long row = query_take_int(&q);
		struct slice parent = query_peek_bytes(&q);
		audit_problem(x, "%.*s row %lld points to a %.*s that is gone",
		    (int)table.len, table.at, row, (int)parent.len, parent.at);
	}
	return query_end(&q);
}

/* The guards are part of the schema: somebody who edits rows takes them away
 * first. */
static bool
check_guards(struct audit *x, struct fault *f)
{
	static const char *const guards[] = { "casefile_keeps_birth",
		"sop_text_is_fixed", "ledger_is_never_deleted",
		"token_dies_once", "event_is_fixed", "event_is_kept",
		"event_is_appended", "outbox_mail_is_fixed" };

	for (size_t i = 0; i < sizeof guards / sizeof guards[0]; i++) {
		struct query q;
		int64_t n = 0;
		query_begin(&q, x->store->db, f,
		    "SELECT count(*) FROM sqlite_schema "
		    "WHERE type = 'trigger' AND name = ?");
		query_bind_text(&q, guards[i]);
		if (!query_one_int(&q, &n))
			return false;
		if (n != 1)
			audit_problem(x, "the guard %s was removed", guards[i]);
	}
	return true;
}

bool
store_audit(
    struct store *s, struct arena *a, struct audit_report *out, struct fault *f)
{
	struct audit_report report = { 0 };
	struct audit x = { s, a, &report };

	if (!(check_file(&x, f) && check_references(&x, f) &&
		check_guards(&x, f) && audit_casefiles(&x, f) &&
		audit_mails(&x, f) && audit_outbox(&x, f))) {
		if (report.problem_count == 0)
			return false;
		/* The damage that was found stops the later questions. */
		audit_problem(&x, "%s", f->text);
	}
	*out = report;
	return true;
}
