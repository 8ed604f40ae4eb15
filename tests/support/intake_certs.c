/*
 * intake_certs: see the header. The openssl program does the work, through
 * the one Python file that knows how.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "intake_certs.h"

#include "cabut/banned.h"

static const char script[] =
    "import pathlib, sys\n"
    "sys.dont_write_bytecode = True\n"
    "sys.path.insert(0, sys.argv[1])\n"
    "import servers\n"
    "folder = pathlib.Path(sys.argv[2])\n"
    "servers.make_certificates(folder)\n"
    "servers.make_certificate(folder, 'expired', 'ca',\n"
    "    'DNS:localhost,IP:127.0.0.1', days=-1)\n";

int
intake_certs_make(char folder[CERTS_FOLDER_ROOM])
{
	int status = 0;
	pid_t pid;

	snprintf(folder, CERTS_FOLDER_ROOM, "/tmp/cabut-certs-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	pid = fork();
	if (pid == 0) {
		execl("/usr/bin/python3", "python3", "-c", script,
		    CABUT_SOURCE_DIR "/tests/support", folder, (char *)NULL);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0 ? 0
									 : -1;
}

void
intake_certs_remove(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *d;
	char path[512];

	while (dir && (d = readdir(dir)) != NULL) {
		snprintf(path, sizeof path, "%s/%s", folder, d->d_name);
		unlink(path);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
}
