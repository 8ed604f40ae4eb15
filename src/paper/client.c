/*
 * The side of cabut: starts the cell with nothing but one socket, sends it
 * bytes, and believes none of the answer before record_take has. A mail that
 * could not be read is SCOPE_MESSAGE with the reason; a cell that does not
 * answer in time, or not in the form agreed, is gone for good (SCOPE_RUN).
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "wire.h"

#include "cabut/banned.h"

enum { NUMBER_ROOM = 24, EXIT_NO_EXEC = 127 };

struct cell {
	int fd;
	pid_t pid;
	int64_t patience_ms; /* for one answer */
	bool is_gone;
	char locks[GREETING_MAX + 1];
	const char *ocr; /* in it, behind the locks */
};

/* In the forked child: tell why, in the form the parent waits for. */
static _Noreturn void
tell_no_exec(const char *program, int error)
{
	char reason[CELL_REASON_MAX];
	unsigned char head[ANSWER_HEAD];
	int len =
	    snprintf(reason, sizeof reason, "%s: %s", program, strerror(error));
	size_t kept =
	    (size_t)len < sizeof reason ? (size_t)len : sizeof reason - 1;

	answer_pack(&(struct answer){ CELL_FAILED, (uint32_t)kept }, head);
	if (wire_write(1, head, sizeof head, NO_DEADLINE))
		wire_write(1, reason, kept, NO_DEADLINE);
	_exit(EXIT_NO_EXEC);
}

/* "TESSDATA_PREFIX=..." as the operator set it; NULL: where Debian has it. */
static char *
data_folder(void)
{
	const char *folder = getenv("TESSDATA_PREFIX");
	char *text = NULL;

	if (!folder || asprintf(&text, "TESSDATA_PREFIX=%s", folder) < 0)
		return NULL;
	return text;
}

static _Noreturn void
become_cell(const char *program, const struct cell_limits *limits,
    const char *ca_file, int fd)
{
	char wall[NUMBER_ROOM], cpu[NUMBER_ROOM], memory[NUMBER_ROOM];
	char *argv[] = { (char *)program, wall, cpu, memory, (char *)ca_file,
		NULL };
	/* Threads gain OCR nothing, and a locked cell has none. */
	char *data = data_folder();
	char *environment[] = { (char *)"OMP_THREAD_LIMIT=1", data, NULL };
	int null = open("/dev/null", O_WRONLY);

	snprintf(wall, sizeof wall, "%u", limits->wall_ms);
	snprintf(cpu, sizeof cpu, "%u", limits->cpu_s);
	snprintf(memory, sizeof memory, "%zu", limits->memory_bytes);
	if (null < 0 || dup2(null, 2) < 0 || dup2(fd, 0) < 0 ||
	    dup2(fd, 1) < 0 || close_range(3, ~0U, 0) != 0 ||
	    prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
		_exit(EXIT_NO_EXEC);
	execve(program, argv, environment);
	tell_no_exec(program, errno);
}

static struct cell *
cell_new(const struct cell_limits *limits, int fd, pid_t pid)
{
	struct cell *c = calloc(1, sizeof *c);

	if (!c)
		_exit(75);
	c->fd = fd;
	c->pid = pid;
	c->patience_ms = (int64_t)limits->wall_ms + CELL_GRACE_MS;
	return c;
}

/* A sentence from the cell goes into a fault: one line, valid, bounded. */
static bool
take_reason(struct cell *c, uint32_t len, int64_t deadline,
    char out[CELL_REASON_MAX + 1])
{
	if (!wire_read(c->fd, out, len, deadline))
		return false;
	out[len] = '\0';
	for (uint32_t i = 0; i < len; i++)
		if ((unsigned char)out[i] < ' ' || out[i] == 0x7f)
			out[i] = '?';
	return utf8_is_valid(out, len);
}

static bool
lost(struct cell *c, struct fault *f)
{
	c->is_gone = true;
	return fault_set(f, SCOPE_RUN,
	    "cabut-cell: it stopped answering; see whether memory or time "
	    "ran out on this host");
}

static void
split_greeting(struct cell *c)
{
	char *mark = strchr(c->locks, ';');

	if (!mark)
		return;
	*mark = '\0';
	c->ocr = mark[1] ? mark + 1 : NULL;
}

static bool
greet(struct cell *c, const char *program, struct fault *f)
{
	unsigned char head[ANSWER_HEAD];
	char text[CELL_REASON_MAX + 1];
	struct answer a;
	int64_t deadline = monotonic_ms() + CELL_START_MS;

	if (!wire_read(c->fd, head, sizeof head, deadline) ||
	    !answer_unpack(head, GREETING_MAX, &a) ||
	    !take_reason(c, a.len, deadline, text))
		return fault_set(f, SCOPE_RUN,
		    "cabut-cell: %s ended before it was ready", program);
	if (a.status == CELL_FAILED)
		return fault_set(f, SCOPE_RUN, "cabut-cell: %s", text);
	memcpy(c->locks, text, a.len + 1);
	split_greeting(c);
	return true;
}

bool
cell_open_with_ca(const char *program, const struct cell_limits *limits,
    const char *ca_file, struct cell **out, struct fault *f)
{
	int ends[2];
	struct cell *c;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return fault_set(
		    f, SCOPE_RUN, "cabut-cell: no socket: %s", strerror(errno));
	pid = fork();
	if (pid == 0)
		become_cell(program, limits, ca_file, ends[1]);
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return fault_set(f, SCOPE_RUN, "cabut-cell: no process: %s",
		    strerror(errno));
	}
	c = cell_new(limits, ends[0], pid);
	if (!greet(c, program, f)) {
		cell_close(c);
		return false;
	}
	*out = c;
	return true;
}

bool
cell_open_with(const char *program, const struct cell_limits *limits,
    struct cell **out, struct fault *f)
{
	return cell_open_with_ca(program, limits, NULL, out, f);
}

bool
cell_open(const char *program, struct cell **out, struct fault *f)
{
	struct cell_limits limits = { CELL_WALL_MS, CELL_CPU_S,
		CELL_MEMORY_MAX };

	return cell_open_with(program, &limits, out, f);
}

const char *
cell_locks(const struct cell *c)
{
	return c->locks;
}

const char *
cell_ocr(const struct cell *c)
{
	return c->ocr;
}

/* It holds nothing that would have to be saved, and its child dies with it. */
void
cell_close(struct cell *c)
{
	if (!c)
		return;
	close(c->fd);
	kill(c->pid, SIGKILL);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		;
	free(c);
}

static bool
send_request(struct cell *c, enum cell_op op, size_t index, struct slice raw,
    int64_t deadline)
{
	struct request r = { op, (uint32_t)index, (uint32_t)raw.len };
	unsigned char head[REQUEST_HEAD];

	request_pack(&r, head);
	return wire_write(c->fd, head, sizeof head, deadline) &&
	       wire_write(c->fd, raw.at, raw.len, deadline);
}

static bool
take_answer(struct cell *c, uint32_t len_max, int64_t deadline,
    struct arena *arena, struct slice *body, struct fault *f)
{
	unsigned char head[ANSWER_HEAD];
	char reason[CELL_REASON_MAX + 1];
	struct answer a;

	if (!wire_read(c->fd, head, sizeof head, deadline) ||
	    !answer_unpack(head, len_max, &a))
		return lost(c, f);
	if (a.status == CELL_FAILED) {
		if (!take_reason(c, a.len, deadline, reason))
			return lost(c, f);
		return fault_set(f, SCOPE_MESSAGE, "not readable: %s", reason);
	}
	char *at = arena_alloc(arena, a.len);

	if (!wire_read(c->fd, at, a.len, deadline))
		return lost(c, f);
	*body = (struct slice){ at, a.len };
	return true;
}

static bool
ask(struct cell *c, enum cell_op op, size_t index, struct slice raw,
    struct arena *arena, struct slice *body, struct fault *f)
{
	uint32_t len_max =
	    op == CELL_OP_EXTRACT ? CELL_EXTRACT_MAX : CELL_RECORD_MAX;
	int64_t deadline = monotonic_ms() + c->patience_ms;

	if (c->is_gone)
		return lost(c, f);
	if (raw.len > MESSAGE_BYTES_MAX)
		return fault_set(f, SCOPE_MESSAGE,
		    "not readable: larger than %d bytes", MESSAGE_BYTES_MAX);
	if (!send_request(c, op, index, raw, deadline))
		return lost(c, f);
	return take_answer(c, len_max, deadline, arena, body, f);
}

static bool
ask_reading(struct cell *c, enum cell_op op, size_t index, struct slice raw,
    struct arena *arena, struct cell_reading *out, struct fault *f)
{
	struct slice record;

	if (!ask(c, op, index, raw, arena, &record, f))
		return false;
	if (!record_take(record, arena, out))
		return fault_set(f, SCOPE_MESSAGE,
		    "not readable: the record of the cell is malformed");
	return true;
}

bool
cell_read(struct cell *c, struct slice raw, struct arena *arena,
    struct cell_reading *out, struct fault *f)
{
	return ask_reading(c, CELL_OP_MAIL, 0, raw, arena, out, f);
}

bool
cell_read_paper(struct cell *c, struct slice bytes, struct arena *arena,
    struct cell_reading *out, struct fault *f)
{
	struct cell_reading r;

	if (!ask_reading(c, CELL_OP_PAPER, 0, bytes, arena, &r, f))
		return false;
	if (r.paper_count == 0)
		return fault_set(f, SCOPE_MESSAGE,
		    "not readable: the record of the cell is malformed");
	*out = r;
	return true;
}

bool
cell_extract(struct cell *c, struct slice raw, size_t index,
    struct arena *arena, struct slice *bytes, struct fault *f)
{
	if (index >= PAPERS_MAX)
		return fault_set(f, SCOPE_MESSAGE,
		    "not readable: no paper %zu in this mail", index);
	return ask(c, CELL_OP_EXTRACT, index, raw, arena, bytes, f);
}

#ifdef CABUT_TEST_STEPS
bool
cell_misbehave(struct cell *c, enum cell_misdeed deed, struct arena *arena,
    struct cell_reading *out, struct fault *f)
{
	return ask_reading(
	    c, CELL_OP_MISDEED, deed, (struct slice){ "", 0 }, arena, out, f);
}
#endif
