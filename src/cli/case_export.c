/*
 * cabut case export: everything of a case as files, for an archive or an
 * auditor: the original mails, the mails we sent, the papers made by us, and
 * the chain as JSON.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"

#include "cabut/banned.h"

static bool
write_file(struct cli *c, const char *name, struct slice bytes, struct fault *f)
{
	char *path = arena_printf(c->arena, "%s/%s", c->output, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return fault_set(f, SCOPE_RUN, "%s: %s", path, strerror(errno));
	size_t done = 0;

	while (done < bytes.len) {
		ssize_t n = write(fd, bytes.at + done, bytes.len - done);

		if (n < 0)
			break;
		done += (size_t)n;
	}
	bool ok = done == bytes.len && fsync(fd) == 0;

	return (close(fd) == 0 && ok) ||
	       fault_set(f, SCOPE_RUN, "%s: %s", path, strerror(errno));
}

static bool
export_received(struct cli *c, int64_t id, struct fault *f)
{
	struct ledger_row *rows, row;
	size_t count;

	if (!ledger_of_casefile(c->store, id, c->arena, &rows, &count, f))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!ledger_load(c->store, rows[i].id, c->arena, &row, f) ||
		    !write_file(c,
			arena_printf(
			    c->arena, "received-%06lld.eml", (long long)row.id),
			row.raw, f))
			return false;
	return true;
}

static bool
export_sent(struct cli *c, int64_t id, struct fault *f)
{
	struct outbox_row *rows, row;
	size_t count;

	if (!outbox_of_casefile(c->store, id, c->arena, &rows, &count, f))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!outbox_load(c->store, rows[i].id, c->arena, &row, f) ||
		    !write_file(c,
			arena_printf(c->arena, "sent-%06lld-%s.eml",
			    (long long)row.id, row.kind),
			row.bytes, f))
			return false;
	return true;
}

static bool
export_chain(struct cli *c, int64_t id, struct fault *f)
{
	struct chain_event *events;
	size_t count;
	json_t *list = json_array();

	if (!chain_list(c->store, id, c->arena, &events, &count, f)) {
		json_decref(list);
		return false;
	}
	for (size_t i = 0; i < count; i++)
		json_array_append_new(
		    list, json_pack("{s:i,s:I,s:s,s:s,s:s,s:s}", "seq",
			      (int)events[i].seq, "at",
			      (json_int_t)events[i].at, "kind", events[i].kind,
			      "body", events[i].body, "previous",
			      events[i].previous, "hash", events[i].hash));
	char *text = json_dumps(list, JSON_INDENT(1));
	bool ok = write_file(c, "chain.json", slice_of(text), f);

	free(text);
	json_decref(list);
	return ok;
}

static bool
export_sop(struct cli *c, const char *hash, struct fault *f)
{
	struct slice text;

	return casefile_sop_text(c->store, hash, c->arena, &text, f) &&
	       write_file(c, "sop.xml", text, f);
}

bool
case_export(struct cli *c, const char *number, struct fault *f)
{
	struct casefile k;

	if (!c->output)
		c->output = number;
	if (!cli_store(c, true, f) ||
	    !casefile_by_number(c->store, number, c->arena, &k, f))
		return false;
	if (k.id == 0)
		return fault_set(f, SCOPE_USAGE,
		    "no case %s; see: cabut case list --status all", number);
	if (mkdir(c->output, 0700) < 0)
		return fault_set(
		    f, SCOPE_USAGE, "%s: %s", c->output, strerror(errno));
	if (!export_received(c, k.id, f) || !export_sent(c, k.id, f) ||
	    !export_chain(c, k.id, f) || !export_sop(c, k.sop_hash, f))
		return false;
	printf("%s: written to %s\n", number, c->output);
	return true;
}
