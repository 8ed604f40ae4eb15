/*
 * The warm parent: reads a request, forks, waits for one whole frame and a
 * clean end within the time, and passes it on unread. Whatever else a child
 * does is turned into a sentence. The parent never looks into a mail.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "serve.h"

#include "cabut/banned.h"

enum { EXIT_MEMORY = 75 };

/* What every child is born with. */
struct parent {
	struct locks *locks;
	const struct cell_tools *tools;
};

struct child {
	pid_t pid;
	int pidfd;
	int pipe; /* its result */
	int64_t deadline_ms;
};

struct outcome {
	struct answer answer;
	char *body;
	bool is_whole; /* one frame, and nothing after it */
};

bool
answer_write(int fd, enum cell_status status, struct slice body)
{
	struct answer a = { status, (uint32_t)body.len };
	unsigned char head[ANSWER_HEAD];

	answer_pack(&a, head);
	return wire_write(fd, head, sizeof head, NO_DEADLINE) &&
	       wire_write(fd, body.at, body.len, NO_DEADLINE);
}

static _Noreturn void
be_child(
    const struct parent *p, const struct request *r, struct slice raw, int out)
{
	close(0);
	close(1);
	locks_hold_child(p->locks);
	if (p->tools->ocr)
		ocr_begin(p->tools->ocr, &p->locks->limits);
	cell_work(r, raw, p->tools, out);
}

static bool
child_start(const struct parent *p, const struct request *r, struct slice raw,
    struct child *c)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	c->deadline_ms = monotonic_ms() + p->locks->limits.wall_ms;
	c->pid = fork();
	if (c->pid == 0) {
		close(ends[0]);
		be_child(p, r, raw, ends[1]);
	}
	close(ends[1]);
	c->pipe = ends[0];
	c->pidfd = c->pid > 0 ? pidfd_open(c->pid, 0) : -1;
	if (c->pidfd >= 0)
		return true;
	close(ends[0]);
	return false;
}

/* The frame of a child; whole only when its pipe then ends. */
static void
take_result(const struct child *c, uint32_t len_max, struct outcome *o)
{
	unsigned char head[ANSWER_HEAD];
	char more;

	if (!wire_read(c->pipe, head, sizeof head, c->deadline_ms) ||
	    !answer_unpack(head, len_max, &o->answer))
		return;
	o->body = malloc(o->answer.len + 1);
	if (!o->body ||
	    !wire_read(c->pipe, o->body, o->answer.len, c->deadline_ms))
		return;
	errno = 0;
	o->is_whole =
	    !wire_read(c->pipe, &more, 1, c->deadline_ms) && errno == 0;
}

/* Its end, natural or not. False: it had to be killed. */
static bool
child_end(const struct child *c, int *status)
{
	struct pollfd p = { .fd = c->pidfd, .events = POLLIN };
	int64_t left = c->deadline_ms - monotonic_ms();
	bool in_time;

	in_time = poll(&p, 1, left > 0 ? (int)left : 0) == 1;
	if (!in_time)
		pidfd_send_signal(c->pidfd, SIGKILL, NULL, 0);
	while (waitpid(c->pid, status, 0) < 0 && errno == EINTR)
		;
	close(c->pidfd);
	close(c->pipe);
	return in_time;
}

static const char *
why_signal(const struct locks *l, int number, char *room, size_t len)
{
	if (number == SIGSYS)
		return "it tried what the sandbox forbids";
	if (number == SIGXCPU)
		snprintf(room, len, "it used more than %u s of processor time",
		    l->limits.cpu_s);
	else
		snprintf(room, len, "crashed (signal %d)", number);
	return room;
}

static const char *
why_failed(
    const struct locks *l, bool in_time, int status, char *room, size_t len)
{
	if (!in_time) {
		snprintf(room, len, "took longer than %u.%u s",
		    l->limits.wall_ms / 1000, l->limits.wall_ms % 1000 / 100);
		return room;
	}
	if (WIFSIGNALED(status))
		return why_signal(l, WTERMSIG(status), room, len);
	if (WEXITSTATUS(status) == EXIT_MEMORY)
		return "ran out of memory";
	if (WEXITSTATUS(status) == EXIT_UNLOCKED)
		return "the sandbox did not close";
	if (WEXITSTATUS(status) != 0) {
		snprintf(room, len, "ended with code %d", WEXITSTATUS(status));
		return room;
	}
	return "its record was cut short";
}

static bool
fail(const char *why)
{
	return answer_write(1, CELL_FAILED, slice_of(why));
}

static bool
answer_request(
    const struct parent *p, const struct request *r, struct slice raw)
{
	uint32_t len_max =
	    r->op == CELL_OP_EXTRACT ? CELL_EXTRACT_MAX : CELL_RECORD_MAX;
	struct outcome o = { 0 };
	struct child c;
	char room[CELL_REASON_MAX];
	bool in_time, sent;
	int status = 0;

	if (!child_start(p, r, raw, &c))
		return fail("no process for it");
	take_result(&c, len_max, &o);
	in_time = child_end(&c, &status);
	if (in_time && o.is_whole && WIFEXITED(status) &&
	    WEXITSTATUS(status) == 0)
		sent = answer_write(
		    1, o.answer.status, (struct slice){ o.body, o.answer.len });
	else
		sent = fail(
		    why_failed(p->locks, in_time, status, room, sizeof room));
	free(o.body);
	return sent;
}

/* False: cabut has gone, or speaks another language. */
static bool
serve_one(const struct parent *p)
{
	unsigned char head[REQUEST_HEAD];
	struct request r;
	char *raw;
	bool ok;

	if (!wire_read(0, head, sizeof head, NO_DEADLINE) ||
	    !request_unpack(head, &r))
		return false;
	raw = malloc(r.len + (r.len == 0));
	ok = raw && wire_read(0, raw, r.len, NO_DEADLINE) &&
	     answer_request(p, &r, (struct slice){ raw, r.len });
	free(raw);
	return ok;
}

void
cell_serve(struct locks *l, const struct cell_tools *tools)
{
	const struct parent p = { l, tools };

	while (serve_one(&p))
		;
}
