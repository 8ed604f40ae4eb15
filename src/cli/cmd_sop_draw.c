/*
 * cabut sop draw: the SOP as the government prints it, from its file or, with
 * --casefile, as the case began with it and with where the case stands.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "command.h"
#include "sop_draw.h"

#include "cabut/banned.h"

static const char USAGE[] =
    "sop draw FILE [-o out.html|out.svg|out.pdf] [--casefile NUMBER]";

static bool
choose_format(const struct cli *c, enum draw_format *format, struct fault *f)
{
	*format = DRAW_HTML;
	if (!c->output || draw_format_of(c->output, format))
		return true;
	return fault_set(f, SCOPE_USAGE,
	    "--output %s: the name must end in .html, .svg or .pdf", c->output);
}

/* The whole file or, when the disk is full, its old content. */
static bool
write_file(struct cli *c, const char *path, struct slice bytes, struct fault *f)
{
	const char *fresh = arena_printf(c->arena, "%s.tmp", path);
	FILE *file = fopen(fresh, "we");

	if (!file)
		return fault_set(
		    f, SCOPE_RUN, "%s: %s", fresh, strerror(errno));
	bool ok = fwrite(bytes.at, 1, bytes.len, file) == bytes.len;

	ok = fclose(file) == 0 && ok;
	if (ok && rename(fresh, path) == 0)
		return true;
	fault_set(f, SCOPE_RUN, "%s: %s", path, strerror(errno));
	unlink(fresh);
	return false;
}

static bool
write_out(struct cli *c, struct slice bytes, struct fault *f)
{
	if (c->output)
		return write_file(c, c->output, bytes, f);
	if (fwrite(bytes.at, 1, bytes.len, stdout) == bytes.len)
		return true;
	return fault_set(f, SCOPE_RUN, "standard output: %s", strerror(errno));
}

/* A file beside --casefile must be the SOP that the case runs. */
static bool
agree(struct cli *c, const struct sop *pinned, struct fault *f)
{
	struct sop sop;

	if (c->argc < 2)
		return true;
	if (!sop_load(c->argv[1], c->arena, &sop, f))
		return false;
	if (strcmp(sop.hash, pinned->hash) == 0)
		return true;
	return fault_set(f, SCOPE_USAGE,
	    "%s began with another version of its SOP than %s; leave the file "
	    "out",
	    c->casefile, c->argv[1]);
}

bool
cmd_sop_draw(struct cli *c, struct fault *f)
{
	struct sop sop;
	struct draw_progress progress;
	enum draw_format format;
	struct slice bytes;

	if (!cli_operands(c, c->casefile ? 1 : 2, 2, USAGE, f) ||
	    !choose_format(c, &format, f))
		return false;
	if (c->casefile ? !sop_progress(c, c->casefile, &sop, &progress, f) ||
			      !agree(c, &sop, f)
			: !sop_load(c->argv[1], c->arena, &sop, f))
		return false;
	return draw_sop(&sop, c->casefile ? &progress : NULL, format, c->arena,
		   &bytes, f) &&
	       write_out(c, bytes, f);
}
