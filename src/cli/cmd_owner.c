/*
 * cabut owner: the register of those who hold a certificate, and whose time
 * comes. A NIK is never shown.
 */
#include <stdio.h>

#include "owner_commands.h"

#include "cabut/banned.h"

static const struct config_agency *
find_agency(const struct cli *c)
{
	for (size_t i = 0; i < c->config.agency_count; i++)
		if (!strcmp(c->config.agencies[i].id, c->agency))
			return &c->config.agencies[i];
	return NULL;
}

static const char *
agency_names(struct cli *c)
{
	const char *names = "";

	for (size_t i = 0; i < c->config.agency_count; i++)
		names = arena_printf(c->arena, "%s%s%s", names, i ? ", " : "",
		    c->config.agencies[i].id);
	return names;
}

/* A word that is none would look like an empty register. */
static bool
is_known_agency(struct cli *c, struct fault *f)
{
	return !c->agency || find_agency(c) ||
	       fault_set(f, SCOPE_USAGE, "--agency %s: no such agency; say %s",
		   c->agency, agency_names(c));
}

bool
cli_one_agency(struct cli *c, const struct config_agency **out, struct fault *f)
{
	if (!is_known_agency(c, f))
		return false;
	if (!c->agency && c->config.agency_count != 1)
		return fault_set(f, SCOPE_USAGE,
		    "whose owners are these? say --agency, one of: %s",
		    agency_names(c));
	*out = c->agency ? find_agency(c) : &c->config.agencies[0];
	return true;
}

static json_t *
json_register_owner(const struct register_owner *o, struct arena *a)
{
	json_t *j = json_object();
	const struct {
		const char *key, *text;
	} rows[] = { { "agency", o->agency }, { "nama", o->name },
		{ "nip", o->nip }, { "jabatan", o->position },
		{ "instansi", o->institution }, { "unit_kerja", o->unit },
		{ "email", o->address }, { "atasan", o->superior_name },
		{ "nip_atasan", o->superior_nip },
		{ "email_atasan", o->superior_address },
		{ "mulai_jabatan", o->term_from },
		{ "akhir_jabatan", o->term_until },
		{ "berlaku_sampai", o->certificate_until },
		{ "imported_at", time_iso(a, o->imported_at) },
		{ "told_month", o->told_month } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		json_object_set_new(
		    j, rows[i].key, json_text_or_null(rows[i].text));
	return j;
}

static void
print_owners(const struct register_owner *list, size_t count)
{
	static const char *const columns[] = { "AGENCY", "NAME", "NIP",
		"TERM UNTIL", "CERTIFICATE", "ADDRESS", "POSITION", "UNIT" };
	struct table *t = table_new(columns, 8);

	for (size_t i = 0; i < count; i++) {
		const struct register_owner *o = &list[i];
		const char *cells[] = { o->agency, o->name, o->nip,
			o->term_until, o->certificate_until, o->address,
			o->position, o->unit };

		table_row(t, cells);
	}
	table_print(t);
	table_free(t);
}

static bool
list(struct cli *c, struct fault *f)
{
	struct register_owner *owners;
	size_t count;

	if (!is_known_agency(c, f) || !cli_store(c, true, f) ||
	    !register_list(c->store, c->agency, c->arena, &owners, &count, f))
		return false;
	if (!c->is_json) {
		print_owners(owners, count);
		return true;
	}
	for (size_t i = 0; i < count; i++)
		cli_print_json(json_register_owner(&owners[i], c->arena));
	return true;
}

/* ---- whose time comes ---- */

/* The first event's date has a column of its own. */
static const char *
why_text(struct cli *c, const struct due_owner *d)
{
	const char *text = term_why_name(d->events[0].why);

	for (size_t i = 1; i < d->event_count; i++)
		text = arena_printf(c->arena, "%s, %s %s", text,
		    term_why_name(d->events[i].why), d->events[i].date);
	return text;
}

static void
add_due(struct cli *c, struct table *t, const struct due_owner *d)
{
	const struct register_owner *o = &d->owner;
	const char *cells[] = { d->events[0].date, why_text(c, d), o->agency,
		o->name, o->nip, o->position, o->unit };

	table_row(t, cells);
}

static void
print_due_json(const struct due_owner *d, struct arena *a)
{
	json_t *j = json_register_owner(&d->owner, a), *events = json_array();

	for (size_t i = 0; i < d->event_count; i++)
		json_array_append_new(
		    events, json_pack("{s:s,s:s}", "why",
				term_why_name(d->events[i].why), "date",
				d->events[i].date));
	json_object_set_new(j, "due", events);
	cli_print_json(j);
}

static bool
due_of_agency(struct cli *c, const struct config_agency *g, struct table *t,
    struct fault *f)
{
	struct civil today = civil_of(cli_now(c), g->zone);
	struct term_window window;
	struct due_list due;

	term_window_from_day(&today, c->months, &window);
	if (!run_register_due(c->store, g, &window, c->arena, &due, f))
		return false;
	for (size_t i = 0; i < due.count; i++)
		if (c->is_json)
			print_due_json(&due.owners[i], c->arena);
		else
			add_due(c, t, &due.owners[i]);
	return true;
}

static bool
due(struct cli *c, struct fault *f)
{
	static const char *const columns[] = { "DATE", "WHY", "AGENCY", "NAME",
		"NIP", "POSITION", "UNIT" };
	bool ok = is_known_agency(c, f) && cli_store(c, true, f);
	struct table *t = table_new(columns, 7);

	for (size_t i = 0; ok && i < c->config.agency_count; i++) {
		const struct config_agency *g = &c->config.agencies[i];

		if (!c->agency || !strcmp(c->agency, g->id))
			ok = due_of_agency(c, g, t, f);
	}
	if (ok && !c->is_json)
		table_print(t);
	table_free(t);
	return ok;
}

bool
cmd_owner(struct cli *c, struct fault *f)
{
	static const char usage[] = "owner import FILE.csv [--agency ID] "
				    "[--partial] [--dry-run] | list | due "
				    "[--months N]";
	const char *what = c->argc > 0 ? c->argv[0] : "";

	if (!cli_operands(c, 1, 2, usage, f))
		return false;
	bool is_import = !strcmp(what, "import") && c->argc == 2;

	if (c->is_dry && !is_import)
		return cli_refuse_dry_run("owner", f);
	if (!cli_config(c, f))
		return false;
	if (is_import)
		return owner_import(c, c->argv[1], f);
	if (!strcmp(what, "list") && c->argc == 1)
		return list(c, f);
	if (!strcmp(what, "due") && c->argc == 1)
		return due(c, f);
	return fault_set(f, SCOPE_USAGE, "usage: cabut %s", usage);
}
