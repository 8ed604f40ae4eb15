/*
 * tls_connect: from a host name to a verified connection. All addresses of
 * the name are tried, each with its share of the time, so that a dead IPv6
 * route does not eat the whole deadline. (The resolver has its own, from
 * resolv.conf.)
 */
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/err.h>

#include <libetpan/mailimap.h>
#include <openssl/ssl.h>

#include "cabut/banned.h"
#include "tls_private.h"

/* 0, or why this address did not answer within `ms`. */
static int
await_connected(int fd, int64_t ms)
{
	int64_t end = tls_now_ms() + ms, left;
	int error = 0;
	socklen_t len = sizeof error;

	for (;;) {
		struct pollfd one = { .fd = fd, .events = POLLOUT };
		int ready;

		left = end - tls_now_ms();
		if (left <= 0)
			return ETIMEDOUT;
		ready = poll(&one, 1, (int)left);
		if (ready > 0)
			break;
		if (ready < 0 && errno != EINTR)
			return errno;
	}
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len) < 0)
		return errno;
	return error;
}

static int
connect_one(const struct addrinfo *to, int64_t ms, int *out)
{
	int fd = socket(
	    to->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int error = 0;

	if (fd < 0)
		return errno;
	if (connect(fd, to->ai_addr, to->ai_addrlen) < 0)
		error = errno == EINPROGRESS ? await_connected(fd, ms) : errno;
	if (error != 0) {
		close(fd);
		return error;
	}
	*out = fd;
	return 0;
}

static bool
connect_any(struct tls_stream *s, const struct addrinfo *all)
{
	int64_t left, count = 0;
	int error = 0;

	for (const struct addrinfo *a = all; a; a = a->ai_next)
		count++;
	for (const struct addrinfo *a = all; a; a = a->ai_next, count--) {
		left = s->command_ends_ms - tls_now_ms();
		if (left > 0)
			error = connect_one(a, left / count, &s->fd);
		if (s->fd >= 0)
			return true;
	}
	return tls_stream_fail(
	    s, SCOPE_LATER, "cannot connect: %s", strerror(error));
}

static bool
resolve_and_connect(struct tls_stream *s)
{
	struct addrinfo hints = { .ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM };
	struct addrinfo *all = NULL;
	char port[8];
	int error;
	bool ok;

	snprintf(port, sizeof port, "%u", s->url.port);
	error = getaddrinfo(s->url.host, port, &hints, &all);
	if (error == EAI_NONAME)
		return tls_stream_fail(s, SCOPE_CONFIG,
		    "no such host name; check the mailbox URL");
	if (error != 0)
		return tls_stream_fail(s, SCOPE_LATER,
		    "cannot look up the host: %s", gai_strerror(error));
	ok = connect_any(s, all);
	freeaddrinfo(all);
	return ok;
}

bool
tls_stream_secure(struct tls_stream *s, struct fault *f)
{
	ERR_clear_error();
	for (;;) {
		int r = SSL_connect(s->ssl);
		int why = r == 1 ? SSL_ERROR_NONE : SSL_get_error(s->ssl, r);
		short events = why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;

		if (r == 1)
			break;
		if ((why == SSL_ERROR_WANT_READ ||
			why == SSL_ERROR_WANT_WRITE) &&
		    tls_stream_wait(s, events))
			continue;
		tls_verify_explain(s, why);
		*f = s->trouble;
		return false;
	}
	s->is_secure = true;
	return true;
}

bool
tls_stream_open(const struct mailbox_url *url, const char *ca_file,
    struct tls_times times, struct tls_stream **out, struct fault *f)
{
	struct tls_stream *s = calloc(1, sizeof *s);

	if (!s)
		return fault_set(f, SCOPE_RUN, "%s: no memory", url->label);
	s->url = *url;
	s->fd = -1;
	s->times = times;
	s->session_left = TLS_SESSION_BYTES;
	s->session_ends_ms = tls_now_ms() + (int64_t)times.session_s * 1000;
	imap_watch_init(&s->watch, s->url.label);
	tls_stream_command(s, 0, WATCH_LINE_MAX, 0);
	if (!resolve_and_connect(s) || !tls_verify_prepare(s, ca_file)) {
		*f = s->trouble;
		tls_stream_free(s);
		return false;
	}
	*out = s;
	return true;
}
