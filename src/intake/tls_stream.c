/*
 * tls_stream: the libetpan driver over our own TLS. Deadlines are absolute:
 * a server that drips one byte a second gets no second more. Reading goes
 * through the watch; the first trouble is kept and ends the stream.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <libetpan/mailimap.h>
#include <openssl/ssl.h>

#include "cabut/banned.h"
#include "tls_private.h"

int64_t
tls_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool
tls_stream_fail(struct tls_stream *s, enum scope scope, const char *format, ...)
{
	char text[FAULT_TEXT_MAX];
	va_list ap;

	if (s->trouble.scope != SCOPE_NONE)
		return false;
	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	return fault_set(&s->trouble, scope, "%s: %s", s->url.label, text);
}

bool
tls_stream_end(struct tls_stream *s, const struct fault *why)
{
	if (s->trouble.scope == SCOPE_NONE)
		s->trouble = *why;
	return false;
}

const struct fault *
tls_stream_trouble(const struct tls_stream *s)
{
	return s->trouble.scope == SCOPE_NONE ? NULL : &s->trouble;
}

const struct imap_watch *
tls_stream_watch(const struct tls_stream *s)
{
	return &s->watch;
}

bool
tls_stream_is_secure(const struct tls_stream *s)
{
	return s->is_secure;
}

void
tls_stream_command(
    struct tls_stream *s, uint64_t bytes, size_t line_max, unsigned must_see)
{
	int64_t more_ms = (int64_t)(bytes / TLS_RATE_BYTES_S) * 1000;

	s->command_left = bytes + TLS_COMMAND_BYTES;
	s->command_ends_ms =
	    tls_now_ms() + more_ms + (int64_t)s->times.command_s * 1000;
	imap_watch_command(&s->watch, line_max, must_see);
}

void
tls_stream_hurry(struct tls_stream *s, unsigned seconds)
{
	int64_t end = tls_now_ms() + (int64_t)seconds * 1000;

	if (end < s->session_ends_ms)
		s->session_ends_ms = end;
}

bool
tls_stream_wait(struct tls_stream *s, short events)
{
	for (;;) {
		bool session_first = s->session_ends_ms < s->command_ends_ms;
		int64_t end =
		    session_first ? s->session_ends_ms : s->command_ends_ms;
		int64_t left = end - tls_now_ms();
		struct pollfd one = { .fd = s->fd, .events = events };
		int ready;

		if (left <= 0)
			return tls_stream_fail(s, SCOPE_LATER,
			    "the server was too slow: the %s took more than "
			    "%u seconds",
			    session_first ? "session" : "answer",
			    session_first ? s->times.session_s
					  : s->times.command_s);
		ready = poll(&one, 1, left > 60000 ? 60000 : (int)left);
		if (ready > 0)
			return true;
		if (ready < 0 && errno != EINTR)
			return tls_stream_fail(
			    s, SCOPE_LATER, "poll: %s", strerror(errno));
	}
}

/* After a call that would block: wait for what it wants. */
static bool
wait_for_tls(struct tls_stream *s, int result, bool reading)
{
	int why = SSL_get_error(s->ssl, result);

	if (why == SSL_ERROR_WANT_READ)
		return tls_stream_wait(s, POLLIN);
	if (why == SSL_ERROR_WANT_WRITE)
		return tls_stream_wait(s, POLLOUT);
	return tls_stream_fail(s, SCOPE_LATER,
	    reading ? "the server closed the connection"
		    : "the connection broke while sending");
}

static ssize_t
read_tls(struct tls_stream *s, void *out, size_t count)
{
	int want = count > TLS_BUFFER_BYTES ? TLS_BUFFER_BYTES : (int)count;

	for (;;) {
		int got = SSL_read(s->ssl, out, want);
		if (got > 0)
			return got;
		if (!wait_for_tls(s, got, true))
			return -1;
	}
}

static ssize_t
read_clear(struct tls_stream *s, void *out, size_t count)
{
	for (;;) {
		ssize_t got = recv(s->fd, out, count, 0);
		if (got > 0)
			return got;
		if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
			if (!tls_stream_wait(s, POLLIN))
				return -1;
			continue;
		}
		tls_stream_fail(s, SCOPE_LATER, "%s",
		    got == 0 ? "the server closed the connection"
			     : strerror(errno));
		return -1;
	}
}

/* Deadlines hold even when the socket never runs dry. */
static bool
is_in_time(struct tls_stream *s)
{
	int64_t now = tls_now_ms();

	return (now < s->session_ends_ms && now < s->command_ends_ms) ||
	       tls_stream_wait(s, POLLIN);
}

static bool
count_bytes(struct tls_stream *s, size_t got)
{
	if (got > s->command_left || got > s->session_left)
		return tls_stream_fail(s, SCOPE_LATER,
		    "the server sent more than the %s may bring",
		    got > s->command_left ? "answer" : "session");
	s->command_left -= got;
	s->session_left -= got;
	return true;
}

static ssize_t
driver_read(mailstream_low *low, void *out, size_t count)
{
	struct tls_stream *s = low->data;
	struct fault f = { 0 };
	ssize_t got;
	size_t good;

	if (s->trouble.scope != SCOPE_NONE || s->fd < 0 || !is_in_time(s))
		return -1;
	got =
	    s->is_secure ? read_tls(s, out, count) : read_clear(s, out, count);
	if (got <= 0 || !count_bytes(s, (size_t)got))
		return -1;
	if (!imap_watch_feed(&s->watch, out, (size_t)got, &good, &f)) {
		tls_stream_end(s, &f);
		return good > 0 ? (ssize_t)good : -1;
	}
	return got;
}

static ssize_t
write_clear(struct tls_stream *s, const void *at, size_t count)
{
	for (;;) {
		ssize_t put = send(s->fd, at, count, MSG_NOSIGNAL);
		if (put > 0)
			return put;
		if (put < 0 && errno != EAGAIN && errno != EINTR) {
			tls_stream_fail(s, SCOPE_LATER, "%s", strerror(errno));
			return -1;
		}
		if (!tls_stream_wait(s, POLLOUT))
			return -1;
	}
}

static ssize_t
driver_write(mailstream_low *low, const void *at, size_t count)
{
	struct tls_stream *s = low->data;

	if (s->trouble.scope != SCOPE_NONE || s->fd < 0)
		return -1;
	if (!s->is_secure)
		return write_clear(s, at, count);
	for (;;) {
		int put = SSL_write(s->ssl, at, (int)count);
		if (put > 0)
			return put;
		if (!wait_for_tls(s, put, false))
			return -1;
	}
}

static int
driver_close(mailstream_low *low)
{
	struct tls_stream *s = low->data;

	if (s->is_secure && s->trouble.scope == SCOPE_NONE)
		SSL_shutdown(s->ssl);
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
	return 0;
}

static int
driver_fd(mailstream_low *low)
{
	return ((struct tls_stream *)low->data)->fd;
}

static void
driver_free(mailstream_low *low)
{
	free(low);
}

mailstream *
tls_stream_mail(struct tls_stream *s)
{
	static mailstream_low_driver driver = {
		.mailstream_read = driver_read,
		.mailstream_write = driver_write,
		.mailstream_close = driver_close,
		.mailstream_get_fd = driver_fd,
		.mailstream_free = driver_free,
	};
	mailstream_low *low = mailstream_low_new(s, &driver);
	mailstream *stream = low ? mailstream_new(low, TLS_BUFFER_BYTES) : NULL;

	if (low && !stream)
		free(low);
	return stream;
}

void
tls_stream_free(struct tls_stream *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		close(s->fd);
	SSL_free(s->ssl);
	SSL_CTX_free(s->ctx);
	BIO_meth_free(s->method);
	free(s);
}
