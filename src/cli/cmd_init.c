/*
 * cabut init FOLDER: a first configuration, commented, never over another.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"

#include "cabut/banned.h"

static bool
make_folder(const char *path, struct fault *f)
{
	if (mkdir(path, 0755) == 0 || errno == EEXIST)
		return true;
	return fault_set(f, SCOPE_CONFIG, "%s: %s", path, strerror(errno));
}

static bool
write_new(const char *path, const char *text, struct fault *f)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

	if (fd < 0)
		return fault_set(f, SCOPE_CONFIG, "%s: %s", path,
		    errno == EEXIST ? "is there already; nothing was changed"
				    : strerror(errno));
	size_t len = strlen(text);
	bool ok = write(fd, text, len) == (ssize_t)len && fsync(fd) == 0;

	if (close(fd) != 0 || !ok)
		return fault_set(f, SCOPE_RUN, "%s: %s", path, strerror(errno));
	printf("wrote %s\n", path);
	return true;
}

/* The sample agency names this SOP. */
static bool
copy_sop(struct cli *c, const char *folder, struct fault *f)
{
	static const char name[] = "bolaang-mongondow-pencabutan.xml";
	struct slice text;
	char *to = arena_printf(c->arena, "%s/sop", folder);

	return make_folder(to, f) &&
	       file_read(
		   arena_printf(c->arena, "%s/%s", cli_sop_folder(c), name),
		   SOP_BYTES_MAX, c->arena, &text, f) &&
	       write_new(arena_printf(c->arena, "%s/%s", to, name),
		   arena_copy(c->arena, text.at, text.len), f);
}

bool
cmd_init(struct cli *c, struct fault *f)
{
	if (!cli_operands(c, 1, 1, "init FOLDER", f))
		return false;
	const char *folder = c->argv[0];
	char *agencies = arena_printf(c->arena, "%s/agencies.d", folder);
	char *host = arena_printf(c->arena, "%s/cabut.yaml", folder);

	umask(022);
	if (!make_folder(folder, f) || !make_folder(agencies, f) ||
	    !write_new(host, config_sample_host(), f) ||
	    !write_new(arena_printf(c->arena, "%s/contoh.yaml", agencies),
		config_sample_agency(), f) ||
	    !copy_sop(c, folder, f))
		return false;
	printf("Next: change %s/contoh.yaml, put the passwords into files of\n"
	       "mode 0600, and run: cabut check --config %s\n",
	    agencies, host);
	return true;
}
