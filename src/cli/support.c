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
	c->config.templates = cli_templates(c);
	c->config.cell = cli_cell_path(c);
	return true;
}

bool
cli_store(struct cli *c, bool read_only, struct fault *f)
{
	if (read_only)
		return store_open_readonly(c->config.database, &c->store, f);
	return store_open(c->config.database, &c->store, f);
}

bool
cli_cell(struct cli *c, struct fault *f)
{
	return cell_open(cli_cell_path(c), &c->cell, f);
}

bool
cli_now(struct cli *c, time_s *now, struct fault *f)
{
	*now = time(NULL);
	if (!c->has_at)
		return true;
	if (!c->config.allow_test_clock)
		return fault_set(f, SCOPE_USAGE,
		    "--at is refused: %s does not have allow_test_clock: yes",
		    c->config_path);
	*now = c->at;
	return true;
}

bool
cli_run_open(struct cli *c, struct run *r, struct fault *f)
{
	*r = (struct run){ .config = &c->config,
		.store = c->store,
		.cell = c->cell,
		.entropy = entropy_of_system(),
		.is_dry = c->is_dry,
		.log = { .least = c->is_verbose || c->is_dry ? LOG_STORY
				  : isatty(STDERR_FILENO)    ? LOG_NOTICE
							     : LOG_ALARM,
		    .for_people = isatty(STDERR_FILENO) } };
	return cli_now(c, &r->now, f) && run_open(r, f);
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
