/*
 * config_load(): the host's file, then every agency's file of agencies.d in
 * the order of their names. All or nothing: a host that serves ten agencies
 * does not start with nine.
 */
#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "yaml.h"

#include "cabut/banned.h"

static bool
check_prefix(struct yaml_file *y, const char *prefix)
{
	size_t len = strlen(prefix);

	for (size_t i = 0; i < len; i++)
		if (!(prefix[i] >= 'A' && prefix[i] <= 'Z'))
			len = 0;
	return (len >= 2 && len <= 12) ||
	       key_fault(y, "case_prefix",
		   "\"%s\"; expected 2 to 12 letters A-Z", prefix);
}

static bool
read_domains(
    struct yaml_file *y, const struct raw_host *raw, struct config *out)
{
	static const char *const standard[] = { "bssn.go.id" };

	for (size_t i = 0; i < raw->bsre_domain_count; i++)
		if (!check_domain(y,
			arena_printf(y->arena, "bsre_domains[%zu]", i + 1),
			raw->bsre_domains[i]))
			return false;
	out->bsre_domains = raw->bsre_domains
				? (const char *const *)raw->bsre_domains
				: standard;
	out->bsre_domain_count = raw->bsre_domains ? raw->bsre_domain_count : 1;
	return true;
}

static bool
host_read(struct yaml_file *y, struct config *out)
{
	void *data;

	if (!yaml_load(y, &host_schema, &data))
		return false;
	const struct raw_host *raw = data;

	out->database = take_path(y, raw->database);
	out->templates = take_path(y, raw->templates);
	out->cell = take_path(y, raw->cell);
	out->signature_ca_file = take_path(y, raw->signature_ca_file);
	out->case_prefix = raw->case_prefix ? raw->case_prefix : "CABUT";
	out->allow_test_clock = raw->allow_test_clock;
	out->mails_per_run = CONFIG_MAILS_PER_RUN;
	out->notices_per_sender_day = CONFIG_NOTICES_PER_DAY;
	return check_prefix(y, out->case_prefix) &&
	       check_readable(y, "templates", out->templates) &&
	       check_readable(y, "cell", out->cell) &&
	       check_readable(y, "signature_ca_file", out->signature_ca_file) &&
	       take_number(y, "mails_per_run", raw->mails_per_run, 1,
		   CONFIG_MAILS_PER_RUN_MAX, &out->mails_per_run) &&
	       take_number(y, "notices_per_sender_day",
		   raw->notices_per_sender_day, 1, CONFIG_NOTICES_PER_DAY_MAX,
		   &out->notices_per_sender_day) &&
	       read_domains(y, raw, out);
}

/* ---- agencies.d ---- */

static bool
is_agency_file(const char *name)
{
	size_t len = strlen(name);

	return name[0] != '.' && len > 5 &&
	       strcmp(name + len - 5, ".yaml") == 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
list_files(const char *folder, struct arena *a, const char ***out,
    size_t *count, struct fault *f)
{
	const char **names = arena_array(a, CONFIG_AGENCIES_MAX, sizeof *names);
	DIR *dir = opendir(folder);
	struct dirent *entry;
	bool ok = true;

	if (!dir)
		return fault_set(
		    f, SCOPE_CONFIG, "%s: %s", folder, strerror(errno));
	*count = 0;
	while (ok && (entry = readdir(dir))) {
		if (!is_agency_file(entry->d_name))
			continue;
		if (*count == CONFIG_AGENCIES_MAX)
			ok = fault_set(f, SCOPE_CONFIG,
			    "%s: more than %d agencies", folder,
			    CONFIG_AGENCIES_MAX);
		else
			names[(*count)++] =
			    arena_printf(a, "%s/%s", folder, entry->d_name);
	}
	closedir(dir);
	if (!ok)
		return false;
	if (*count == 0)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: no agency; expected at least one file NAME.yaml",
		    folder);
	qsort(names, *count, sizeof *names, by_name);
	*out = names;
	return true;
}

/* Two agencies must not take the same mail, nor stand for the same name. */
static bool
check_twins(struct config *c, struct arena *a, struct fault *f)
{
	const struct config_agency *last = &c->agencies[c->agency_count - 1];

	for (size_t i = 0; i + 1 < c->agency_count; i++) {
		const struct config_agency *other = &c->agencies[i];
		struct yaml_file y;
		const char *key = NULL;

		if (strcmp(last->id, other->id) == 0)
			key = "id";
		for (size_t m = 0; m < last->mailbox_count; m++)
			for (size_t n = 0; n < other->mailbox_count; n++)
				if (strcmp(last->mailboxes[m].url,
					other->mailboxes[n].url) == 0)
					key = arena_printf(
					    a, "mailboxes[%zu].url", m + 1);
		if (!key)
			continue;
		if (!yaml_open(last->file, a, &y, f))
			return false;
		key_fault(&y, key, "the same as in %s", other->file);
		yaml_close(&y);
		return false;
	}
	return true;
}

static bool
load_agencies(struct config *c, struct arena *a, struct fault *f)
{
	const char *folder =
	    arena_printf(a, "%s/agencies.d", dirname(arena_strdup(a, c->file)));
	const char **files;
	size_t count;

	if (!list_files(folder, a, &files, &count, f))
		return false;
	c->agencies = arena_array(a, count, sizeof *c->agencies);
	for (size_t i = 0; i < count; i++) {
		if (!agency_load(files[i], a, &c->agencies[i], f))
			return false;
		c->agency_count++;
		if (!check_twins(c, a, f))
			return false;
	}
	return true;
}

bool
config_load(
    const char *path, struct arena *a, struct config *out, struct fault *f)
{
	struct config c = { .file = arena_strdup(a, path) };
	struct yaml_file y;

	if (!yaml_open(c.file, a, &y, f))
		return false;
	bool ok = host_read(&y, &c);

	yaml_close(&y);
	if (!ok || !load_agencies(&c, a, f))
		return false;
	*out = c;
	return true;
}
