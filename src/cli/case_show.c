/*
 * cabut case show: where a case stands, what came, what happened.
 */
#include <stdio.h>

#include "command.h"

#include "cabut/banned.h"

struct view {
	struct casefile casefile;
	struct casefile_paper *papers;
	size_t paper_count;
	struct chain_event *events;
	size_t event_count;
};

static bool
load(struct cli *c, const char *number, struct view *v, struct fault *f)
{
	if (!cli_store(c, true, f) ||
	    !casefile_by_number(c->store, number, c->arena, &v->casefile, f))
		return false;
	if (v->casefile.id == 0)
		return fault_set(f, SCOPE_USAGE,
		    "no case %s; see: cabut case list --status all", number);
	return paper_list(c->store, v->casefile.id, c->arena, &v->papers,
		   &v->paper_count, f) &&
	       chain_list(c->store, v->casefile.id, c->arena, &v->events,
		   &v->event_count, f);
}

static json_t *
json_event(const struct chain_event *e, struct arena *a)
{
	json_t *body = json_loads(e->body, 0, NULL);

	return json_pack("{s:i,s:s,s:s,s:o,s:s}", "seq", (int)e->seq, "at",
	    time_iso(a, e->at), "kind", e->kind, "body",
	    body ? body : json_null(), "hash", e->hash);
}

static json_t *
json_paper(const struct casefile_paper *p)
{
	json_t *found =
	    p->signatures ? json_loads(p->signatures, 0, NULL) : NULL;

	return json_pack("{s:s,s:o,s:o,s:s,s:b,s:o}", "paper", p->paper, "name",
	    json_text_or_null(p->name), "type", json_text_or_null(p->type),
	    "sha256", p->sha256, "current", (int)p->is_current, "signature",
	    found ? found : json_null());
}

static void
print_json(struct cli *c, const struct view *v)
{
	json_t *j = json_casefile(&v->casefile, cli_now(c), c->arena);
	json_t *papers = json_array(), *events = json_array();

	for (size_t i = 0; i < v->paper_count; i++)
		json_array_append_new(papers, json_paper(&v->papers[i]));
	for (size_t i = 0; i < v->event_count; i++)
		json_array_append_new(
		    events, json_event(&v->events[i], c->arena));
	json_object_set_new(j, "papers", papers);
	json_object_set_new(j, "chain", events);
	cli_print_json(j);
}

/* Values that came from mail are for a terminal: no control characters. */
static const char *
clean(struct cli *c, const char *text)
{
	char *copy = arena_strdup(c->arena, text ? text : "-");

	for (char *at = copy; *at; at++)
		if ((unsigned char)*at < 0x20 || *at == 0x7f)
			*at = '?';
	return copy;
}

static void
print_head(struct cli *c, const struct casefile *k)
{
	printf("%s  %s, step %s since %s%s\n", k->number,
	    casefile_status_name(k->status), k->step,
	    cli_time_text(c, k->agency, k->step_since),
	    k->is_urgent ? "  URGENT" : "");
	if (k->held_until)
		printf("  held      until %s\n",
		    cli_time_text(c, k->agency, k->held_until));
	if (k->due_at)
		printf("  due       %s\n", cli_due_text(c, k));
	if (k->reminders)
		printf("  reminded  stage %u\n", k->reminders);
	printf("  agency    %s (%s, SOP %.12s)\n", k->agency, k->service,
	    k->sop_hash);
	printf("  applicant %s, assurance %u\n", clean(c, k->applicant_address),
	    k->applicant_assurance);
	printf("  letter    %s, %s\n", clean(c, k->letter_number),
	    clean(c, k->letter_date));
	for (size_t i = 0; i < k->owner_count; i++)
		printf("  owner     %s, NIP %s, %s, %s; reason %s\n",
		    clean(c, k->owners[i].name), clean(c, k->owners[i].nip),
		    clean(c, k->owners[i].position),
		    clean(c, k->owners[i].institution),
		    clean(c, k->owners[i].reason));
}

static void
print_signatures(
    struct cli *c, const char *agency, const struct casefile_paper *row)
{
	struct paper p = { .name = "" };
	const char **lines;
	size_t count;

	if (!signatures_take(row->signatures, c->arena, &p))
		return;
	lines = signatures_lines(&p, cli_zone(c, agency), c->arena, &count);
	for (size_t i = 0; i < count; i++)
		printf("            tanda tangan: %s\n", clean(c, lines[i]));
}

static void
print_papers(struct cli *c, const struct view *v)
{
	for (size_t i = 0; i < v->paper_count; i++) {
		printf("  paper     %-22s %s (%s, %zu bytes)%s\n",
		    v->papers[i].paper, clean(c, v->papers[i].name),
		    clean(c, v->papers[i].type), v->papers[i].bytes_len,
		    v->papers[i].is_current ? "" : "  replaced");
		print_signatures(c, v->casefile.agency, &v->papers[i]);
	}
}

static void
print_events(struct cli *c, const struct view *v)
{
	printf("  chain\n");
	for (size_t i = 0; i < v->event_count; i++)
		printf("  %4u  %s  %-10s %s\n", v->events[i].seq,
		    cli_time_text(c, v->casefile.agency, v->events[i].at),
		    v->events[i].kind, clean(c, v->events[i].body));
}

bool
case_show(struct cli *c, const char *number, struct fault *f)
{
	struct view v = { 0 };

	if (!load(c, number, &v, f))
		return false;
	if (c->is_json) {
		print_json(c, &v);
		return true;
	}
	print_head(c, &v.casefile);
	print_papers(c, &v);
	print_events(c, &v);
	return true;
}
