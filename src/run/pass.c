/*
 * The loop: every mailbox of every agency, then what time brings, then the
 * outbox. One mailbox in trouble does not keep the others waiting.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "work.h"

#include "cabut/banned.h"

static const char *
first_wrong(const struct sop_findings *found)
{
	size_t i = 0;

	while (i + 1 < found->count && found->is_advice[i])
		i++;
	return found->at[i];
}

/* A SOP with a hole must not begin a case. */
static bool
load_sop(struct run *r, const char *path, struct sop *sop, struct fault *f)
{
	struct sop_findings found = { 0 };

	if (!sop_load(path, r->lasting, sop, f))
		return false;
	if (sop_check(sop, r->lasting, &found))
		return true;
	return fault_set(f, SCOPE_CONFIG, "%s: %s (see: cabut sop check %s)",
	    path, first_wrong(&found), path);
}

static bool
open_agency(struct run *r, const struct config_agency *c, struct agency *g,
    struct fault *f)
{
	*g = (struct agency){ .config = c,
		.sop_count = c->sop_count,
		.templates =
		    c->templates ? c->templates : r->config->templates };
	g->sops = arena_array(r->lasting, c->sop_count + 1, sizeof *g->sops);
	for (size_t i = 0; i < c->sop_count; i++)
		if (!load_sop(r, c->sop_files[i], &g->sops[i], f))
			return false;
	return true;
}

bool
run_open(struct run *r, struct fault *f)
{
	r->lasting = arena_new();
	r->arena = arena_new();
	r->scratch = arena_new();
	r->agency_count = r->config->agency_count;
	r->agencies =
	    arena_array(r->lasting, r->agency_count + 1, sizeof *r->agencies);
	for (size_t i = 0; i < r->agency_count; i++)
		if (!open_agency(
			r, &r->config->agencies[i], &r->agencies[i], f))
			return false;
	return true;
}

void
run_close(struct run *r)
{
	arena_free(r->arena);
	arena_free(r->scratch);
	arena_free(r->lasting);
	r->arena = r->scratch = r->lasting = NULL;
}

static bool
pass_agency(struct run *r, struct agency *g, struct fault *f)
{
	for (size_t i = 0; i < g->config->mailbox_count; i++) {
		const struct config_mailbox *m = &g->config->mailboxes[i];
		const char *where =
		    arena_printf(r->lasting, "%s/%zu", g->config->id, i + 1);
		struct fault one = { 0 };

		if (mailbox_pass(r, g, m, &one)) {
			if (!trouble_ended(r, where, f))
				return false;
			continue;
		}
		if (one.scope == SCOPE_RUN) {
			*f = one;
			return false;
		}
		trouble(r, where, &one);
	}
	return true;
}

static bool
remember_run(struct run *r, struct fault *f)
{
	if (!store_begin(r->store, f))
		return false;
	return store_end(r->store,
	    store_fact_set(
		r->store, "run.last", time_iso(r->lasting, r->now), f),
	    f);
}

bool
run_pass(struct run *r, struct fault *f)
{
	for (size_t i = 0; i < r->agency_count; i++)
		if (!pass_agency(r, &r->agencies[i], f))
			return false;
	if (r->is_dry)
		return true;
	return due_pass(r, f) && register_pass(r, f) && run_drain(r, f) &&
	       remember_run(r, f);
}

/* Anything but "somebody holds it" must not pass for a lock of ours. */
static bool
is_held_elsewhere(const char *path, bool *is_taken, struct fault *f)
{
	if (errno != EWOULDBLOCK)
		return fault_set(f, SCOPE_RUN, "%s: cannot be locked: %s", path,
		    strerror(errno));
	*is_taken = true;
	return true;
}

bool
run_lock(const char *database, int *fd, bool *is_taken, struct fault *f)
{
	struct arena *a = arena_new();
	char *path = arena_printf(a, "%s.lock", database);
	bool ok = true;

	*is_taken = false;
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (*fd < 0)
		ok =
		    fault_set(f, SCOPE_CONFIG, "%s: %s", path, strerror(errno));
	else if (flock(*fd, LOCK_EX | LOCK_NB) < 0)
		ok = is_held_elsewhere(path, is_taken, f);
	arena_free(a);
	return ok;
}
