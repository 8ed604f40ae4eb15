/*
 * What a document might make a child do, for the tests of the sandbox. Only in
 * test builds. A deed that succeeds where it must not ends in a good record,
 * so that its test fails.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "serve.h"

#include "cabut/banned.h"

#ifdef CABUT_TEST_STEPS

enum { EXIT_DENIED = 3, HALF = 100, FILES_LOOKED_AT = 256 };

static void
write_good(int out)
{
	struct cell_reading r = { .message = { .subject = "" } };
	struct strbuf record;

	strbuf_init(&record, CELL_RECORD_MAX);
	record_put(&r, &record);
	answer_write(out, CELL_OK, (struct slice){ record.at, record.len });
	strbuf_release(&record);
}

static void
write_half(int out)
{
	unsigned char head[ANSWER_HEAD];

	answer_pack(&(struct answer){ CELL_OK, HALF }, head);
	wire_write(out, head, sizeof head, NO_DEADLINE);
	wire_write(out, head, sizeof head, NO_DEADLINE);
}

static void
write_wrong(int out)
{
	static const char wrong[] = "\0\0\0\1\xff\xff\xff\xfe";

	answer_write(out, CELL_OK, (struct slice){ wrong, sizeof wrong });
}

/* What a library call that is refused comes to. */
static void
must_fail(int rc)
{
	if (rc < 0)
		_exit(EXIT_DENIED);
}

static void
idle(void)
{
	int never = 0;

	for (;;)
		syscall(SYS_futex, &never, FUTEX_WAIT, 0, NULL, NULL, 0);
}

static void
spin(void)
{
	for (volatile unsigned i = 0;; i++)
		;
}

static void
crash(void)
{
	volatile int *volatile nowhere = (volatile int *)64;

	*nowhere = 1;
}

static void
exhaust(void)
{
	struct arena *arena = arena_new();

	for (size_t size = 1 << 20; size < (size_t)1 << 40; size *= 2)
		arena_alloc(arena, size);
}

/* Beside its pipe and the null device. */
static bool
inherited_something(int out)
{
	if (environ && environ[0])
		return true;
	for (int fd = 0; fd < FILES_LOOKED_AT; fd++)
		if (fd != out && fd != 2 &&
		    (lseek(fd, 0, SEEK_CUR) >= 0 || errno != EBADF))
			return true;
	return false;
}

static void
run_program(void)
{
	char *argv[] = { (char *)"true", NULL };

	must_fail(execv("/bin/true", argv));
}

static void
attack(enum cell_misdeed deed, int out)
{
	switch (deed) {
	case CELL_MISDEED_CRASH:
		crash();
		break;
	case CELL_MISDEED_ABORT:
		abort();
	case CELL_MISDEED_SPIN:
		spin();
		break;
	case CELL_MISDEED_IDLE:
		idle();
		break;
	case CELL_MISDEED_READ_FILE:
		must_fail(open("/etc/passwd", O_RDONLY));
		break;
	case CELL_MISDEED_WRITE_FILE:
		must_fail(
		    open("/dev/shm/cabut-cell", O_WRONLY | O_CREAT, 0600));
		break;
	case CELL_MISDEED_SOCKET:
		must_fail(socket(AF_INET, SOCK_STREAM, 0));
		break;
	case CELL_MISDEED_FORK:
		must_fail(fork());
		break;
	case CELL_MISDEED_EXEC:
		run_program();
		break;
	case CELL_MISDEED_KILL:
		must_fail(kill(getppid(), SIGKILL));
		break;
	case CELL_MISDEED_EXHAUST:
		exhaust();
		break;
	case CELL_MISDEED_LOOK_AROUND:
		must_fail(inherited_something(out) ? 0 : -1);
		break;
	case CELL_MISDEED_NONE:
	case CELL_MISDEED_HALF_RECORD:
	case CELL_MISDEED_LONG_RECORD:
	case CELL_MISDEED_WRONG_RECORD:
	case CELL_MISDEED_CLOSE_AND_STAY:
	case CELL_MISDEED_COUNT:
		break;
	}
}

_Noreturn void
cell_do_misdeed(uint32_t deed, int out)
{
	attack((enum cell_misdeed)deed, out);
	if (deed == CELL_MISDEED_HALF_RECORD)
		write_half(out);
	else if (deed == CELL_MISDEED_WRONG_RECORD)
		write_wrong(out);
	else
		write_good(out);
	if (deed == CELL_MISDEED_LONG_RECORD)
		wire_write(out, "more", 4, NO_DEADLINE);
	if (deed == CELL_MISDEED_CLOSE_AND_STAY) {
		close(out);
		idle();
	}
	_exit(0);
}

#endif
