/*
 * Frames and whole reads and writes, for both ends of the cell.
 */
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "wire.h"

#include "cabut/banned.h"

void
u32_pack(uint32_t value, unsigned char at[4])
{
	at[0] = (unsigned char)(value >> 24);
	at[1] = (unsigned char)(value >> 16);
	at[2] = (unsigned char)(value >> 8);
	at[3] = (unsigned char)value;
}

uint32_t
u32_unpack(const unsigned char at[4])
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	       (uint32_t)at[2] << 8 | at[3];
}

void
request_pack(const struct request *r, unsigned char head[REQUEST_HEAD])
{
	u32_pack(REQUEST_MAGIC, head);
	u32_pack((uint32_t)r->op, head + 4);
	u32_pack(r->index, head + 8);
	u32_pack(r->len, head + 12);
}

bool
request_unpack(const unsigned char head[REQUEST_HEAD], struct request *r)
{
	uint32_t op = u32_unpack(head + 4);
	uint32_t len = u32_unpack(head + 12);

	if (u32_unpack(head) != REQUEST_MAGIC || op >= CELL_OP_COUNT ||
	    len > MESSAGE_BYTES_MAX)
		return false;
	*r = (struct request){ (enum cell_op)op, u32_unpack(head + 8), len };
	return true;
}

void
answer_pack(const struct answer *a, unsigned char head[ANSWER_HEAD])
{
	u32_pack(ANSWER_MAGIC, head);
	u32_pack((uint32_t)a->status, head + 4);
	u32_pack(a->len, head + 8);
}

bool
answer_unpack(
    const unsigned char head[ANSWER_HEAD], uint32_t len_max, struct answer *a)
{
	uint32_t status = u32_unpack(head + 4);
	uint32_t len = u32_unpack(head + 8);

	if (u32_unpack(head) != ANSWER_MAGIC || status >= CELL_STATUS_COUNT ||
	    len > (status == CELL_OK ? len_max : CELL_REASON_MAX))
		return false;
	*a = (struct answer){ (enum cell_status)status, len };
	return true;
}

int64_t
monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool
wait_for(int fd, short events, int64_t deadline_ms)
{
	struct pollfd p = { .fd = fd, .events = events };
	int64_t left;
	int n;

	do {
		left = deadline_ms == NO_DEADLINE
			   ? -1
			   : deadline_ms - monotonic_ms();
		if (deadline_ms != NO_DEADLINE && left < 0)
			left = 0;
		n = poll(&p, 1, (int)left);
	} while (n < 0 && errno == EINTR);
	if (n == 0)
		errno = ETIMEDOUT;
	return n > 0;
}

bool
wire_read(int fd, void *at, size_t len, int64_t deadline_ms)
{
	char *to = at;

	while (len > 0) {
		ssize_t n;

		if (!wait_for(fd, POLLIN, deadline_ms))
			return false;
		n = read(fd, to, len);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n <= 0)
			return false;
		to += n;
		len -= (size_t)n;
	}
	return true;
}

bool
wire_write(int fd, const void *at, size_t len, int64_t deadline_ms)
{
	const char *from = at;

	while (len > 0) {
		ssize_t n;

		if (deadline_ms == NO_DEADLINE) {
			n = write(fd, from, len);
		} else {
			if (!wait_for(fd, POLLOUT, deadline_ms))
				return false;
			n = send(fd, from, len, MSG_NOSIGNAL | MSG_DONTWAIT);
		}
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n <= 0)
			return false;
		from += n;
		len -= (size_t)n;
	}
	return true;
}
