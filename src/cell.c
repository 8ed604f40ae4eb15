/*
 * cabut-cell: the program that touches hostile bytes. Started by cabut with a
 * socket on fds 0 and 1, an environment for OCR alone, and its limits as
 * arguments: wall milliseconds, CPU seconds, bytes of memory, and maybe the
 * file of the CAs. It says which locks hold and which OCR data there is, then
 * serves until cabut closes its end. Not meant to be started by hand.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "paper/pdf_sign.h"
#include "paper/serve.h"

#include "cabut/banned.h"

enum { EXIT_USAGE = 64, EXIT_START = 75 };

#if CELL_HAS_ASAN
/* No report can leave the cell, and none of the sanitizer's own handlers may
 * hide how a child ended. */
const char *__asan_default_options(void);
const char *
__asan_default_options(void)
{
	return "detect_leaks=0:symbolize=0:max_allocation_size_mb=1024:"
	       "allocator_may_return_null=0:handle_segv=0:handle_abort=0:"
	       "handle_sigbus=0:handle_sigfpe=0:handle_sigill=0";
}
#endif

static bool
take_number(const char *text, size_t most, size_t *out)
{
	char *end;
	unsigned long long value;

	errno = 0;
	value = strtoull(text, &end, 10);
	if (errno || end == text || *end || value == 0 || value > most)
		return false;
	*out = (size_t)value;
	return true;
}

static bool
take_limits(int argc, char **argv, struct cell_limits *l)
{
	size_t wall, cpu, memory;

	if (argc < 4 || argc > 5 ||
	    !take_number(argv[1], CELL_WALL_MS, &wall) ||
	    !take_number(argv[2], CELL_CPU_S, &cpu) ||
	    !take_number(argv[3], CELL_MEMORY_MAX, &memory))
		return false;
	*l = (struct cell_limits){ (unsigned)wall, (unsigned)cpu, memory };
	return true;
}

/* A key press or a stop of the service is for cabut, which ends us. */
static void
leave_signals_to_cabut(void)
{
	static const int signals[] = { SIGINT, SIGQUIT, SIGHUP, SIGTERM,
		SIGPIPE };

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		signal(signals[i], SIG_IGN);
}

/* "landlock+seccomp+rlimits;ind", the language left out when there is none. */
static bool
greet(const struct locks *locks, const struct ocr *ocr)
{
	char text[GREETING_MAX + 1];
	int len = snprintf(text, sizeof text, "%s;%s", locks_names(locks),
	    ocr ? ocr_language(ocr) : "");

	return answer_write(1, CELL_OK, (struct slice){ text, (size_t)len });
}

int
main(int argc, char **argv)
{
	struct cell_limits limits;
	struct locks locks = { 0 };
	struct anchors *anchors = NULL;
	struct fault f = { 0 };
	const char *why;
	struct cell_tools tools = { 0 };

	if (!take_limits(argc, argv, &limits)) {
		fputs("cabut-cell is started by cabut, not by hand\n", stderr);
		return EXIT_USAGE;
	}
	leave_signals_to_cabut();
	tools.ocr = cell_warm(&why);
	clearenv();
	if ((argc == 5 && !anchors_open(argv[4], &anchors, &f)) ||
	    !locks_hold_parent(&locks, &limits, &f)) {
		answer_write(1, CELL_FAILED, slice_of(f.text));
		_exit(EXIT_START);
	}
	if (!greet(&locks, tools.ocr))
		_exit(EXIT_START);
	tools.anchors = anchors;
	cell_serve(&locks, &tools);
	_exit(0);
}
