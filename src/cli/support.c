/*
 * What several subcommands need: configuration, database, cell, clock.
 */
#include <libgen.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "command.h"

#include "cabut/banned.h"

enum { PATH_BYTES = 4096 };

static const char *
own_folder(struct arena *a)
{
	char path[PATH_BYTES];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);

	if (len <= 0)
		return ".";
	path[len] = '\0';
	return arena_strdup(a, dirname(path));
}

/* The first of these that is there, below the folder of the program: as
 * built, as installed. */
static const char *
find_near(struct cli *c, const char *const *places, size_t count)
{
	const char *folder = own_folder(c->arena);
	const char *path = NULL;

	for (size_t i = 0; i < count; i++) {
		path = arena_printf(c->arena, "%s/%s", folder, places[i]);
		if (access(path, R_OK) == 0)
			return path;
	}
	return path;
}

const char *
cli_cell_path(struct cli *c)
{
	static const char *const places[] = { "cabut-cell",
		"../libexec/cabut/cabut-cell" };

	if (c->config.cell)
		return c->config.cell;
	return find_near(c, places, 2);
}

const char *
cli_templates(struct cli *c)
{
	static const char *const places[] = { "../../templates/mail",
		"../share/cabut/mail" };

	if (c->config.templates)
		return c->config.templates;
	return find_near(c, places, 2);
}

const char *
cli_sop_folder(struct cli *c)
{
	static const char *const places[] = { "../../templates/sop",
		"../share/cabut/sop" };

	return find_near(c, places, 2);
}

bool
cli_config(struct cli *c, struct fault *f)
{
	if (!config_load(c->config_path, c->arena, &c->config, f))
		return false;
	if (c->has_at && !c->config.allow_test_clock)
		return fault_set(f, SCOPE_USAGE,
		    "--at is refused: %s does not have allow_test_clock: yes",
		    c->config_path);
	c->config.templates = cli_templates(c);
	c->config.cell = cli_cell_path(c);
	return true;
}

/* Only a run makes one: a wrong --config must not. */
static bool
has_database(const struct cli *c, struct fault *f)
{
	return access(c->config.database, F_OK) == 0 ||
	       fault_set(f, SCOPE_CONFIG,
		   "database %s is not there yet; the first cabut run makes it",
		   c->config.database);
}

bool
cli_store(struct cli *c, bool read_only, struct fault *f)
{
	if (read_only && !has_database(c, f))
		return false;
	if (read_only)
		return store_open_readonly(c->config.database, &c->store, f);
	return store_open(c->config.database, &c->store, f);
}

bool
cli_cell(struct cli *c, struct fault *f)
{
	struct cell_limits limits = { CELL_WALL_MS, CELL_CPU_S,
		CELL_MEMORY_MAX };
	const char *ca_file = c->config.signature_ca_file;
	struct ca_list all;

	return (!ca_file || ca_file_read(ca_file, c->arena, &all, f)) &&
	       cell_open_with_ca(
		   cli_cell_path(c), &limits, ca_file, &c->cell, f);
}

time_s
cli_now(const struct cli *c)
{
	return c->has_at ? c->at : time(NULL);
}

bool
cli_lock(struct cli *c, struct fault *f)
{
	bool is_taken;
	int fd;

	if (!has_database(c, f) ||
	    !run_lock(c->config.database, &fd, &is_taken, f))
		return false;
	return !is_taken || fault_set(f, SCOPE_RUN,
				"a run is at work; try again in a minute");
}

static const struct config_agency *
agency_of(const struct cli *c, const char *id)
{
	for (size_t i = 0; i < c->config.agency_count; i++)
		if (!strcmp(c->config.agencies[i].id, id))
			return &c->config.agencies[i];
	return NULL;
}

enum zone
cli_zone(struct cli *c, const char *agency)
{
	const struct config_agency *g = agency_of(c, agency);

	return g ? g->zone : ZONE_WIB;
}

const char *
cli_time_text(struct cli *c, const char *agency, time_s at)
{
	const struct config_agency *g = agency_of(c, agency);
	struct civil t = civil_of(at, g ? g->zone : (enum zone)0);

	return arena_printf(c->arena, "%04d-%02d-%02d %02d:%02d %s", t.year,
	    t.month, t.day, t.hour, t.minute, g ? zone_name(g->zone) : "UTC");
}

const char *
cli_due_text(struct cli *c, const struct casefile *k)
{
	if (k->status != CASEFILE_OPEN || k->due_at == 0)
		return "-";
	return arena_printf(c->arena, "%s%s",
	    cli_time_text(c, k->agency, k->due_at),
	    run_is_late(k, cli_now(c)) ? " LATE" : "");
}

bool
cli_run_open(struct cli *c, struct run *r, struct fault *f)
{
	*r = (struct run){ .config = &c->config,
		.store = c->store,
		.cell = c->cell,
		.entropy = entropy_of_system(),
		.now = cli_now(c),
		.is_dry = c->is_dry,
		.log = { .least = c->is_verbose || c->is_dry ? LOG_STORY
				  : isatty(STDERR_FILENO)    ? LOG_NOTICE
							     : LOG_ALARM,
		    .for_people = isatty(STDERR_FILENO) } };
	return run_open(r, f);
}

bool
cli_operands(const struct cli *c, int least, int most, const char *usage,
    struct fault *f)
{
	if (c->argc >= least && (most < 0 || c->argc <= most))
		return true;
	return fault_set(f, SCOPE_USAGE, "usage: cabut %s", usage);
}

void
cli_print_json(json_t *value)
{
	json_dumpf(value, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(value);
}
