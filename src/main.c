/*
 * cabut: what every process must do before anything else. No core dump may
 * hold a password, a broken pipe is an error and not a death, and files are
 * ours alone.
 */
#include <locale.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "cabut/cli.h"

#include "cabut/banned.h"

int
main(int argc, char **argv)
{
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
	signal(SIGPIPE, SIG_IGN);
	umask(077);
	setlocale(LC_CTYPE, "C.UTF-8"); /* widths of table columns */
	return cli_main(argc, argv);
}
