/*
 * fake_imap: see the header. One forked child that serves connections until
 * it is killed; what it hears goes into a memory file that the test reads.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <openssl/ssl.h>

#include "fake_imap.h"

#include "cabut/banned.h"

enum { LINE_MAX_BYTES = 16 * 1024, DRIP_MS = 100 };

const char *const fake_bodies[3] = {
	"From: a@satu.example\r\nSubject: satu\r\n\r\nSatu.\r\n",
	("From: b@dua.example\r\nSubject: dua\r\n\r\nIsi dua\r\n"
	 "12 OK bukan tanda\r\n"),
	("From: c@tiga.example\r\nSubject: tiga\r\n\r\n"
	 "* BYE bukan juga\r\n"),
};

static const struct fake_rule good[] = {
	{ "CAPABILITY",
	    "* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=XOAUTH2 UIDPLUS "
	    "MOVE\r\n$ OK done\r\n" },
	{ "STARTTLS", "$ OK begin\r\n~tls" },
	{ "LOGIN", "$ OK welcome\r\n" },
	{ "AUTHENTICATE", "$ OK welcome\r\n" },
	{ "SELECT",
	    "* FLAGS (\\Seen \\Deleted)\r\n"
	    "* OK [PERMANENTFLAGS (\\Seen \\Deleted \\*)] flags\r\n"
	    "* 3 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 77] valid\r\n"
	    "* OK [UIDNEXT 10] next\r\n$ OK [READ-WRITE] selected\r\n" },
	{ "UID SEARCH", "* SEARCH 5 6 9\r\n$ OK done\r\n" },
	{ "LOGOUT", "* BYE bye\r\n$ OK done\r\n" },
	{ "UID STORE", "$ OK done\r\n" },
	{ "UID MOVE", "$ OK done\r\n" },
	{ "UID COPY", "$ OK done\r\n" },
	{ "UID EXPUNGE", "$ OK done\r\n" },
	{ NULL, NULL },
};

/* One connection. */
struct line_to {
	int fd;
	SSL_CTX *ctx;
	SSL *ssl; /* NULL: in clear */
	long cut_after;
};

static void
put(struct line_to *c, const char *at, size_t len)
{
	bool is_last = c->cut_after > 0 && (long)len >= c->cut_after;

	if (is_last)
		len = (size_t)c->cut_after;
	c->cut_after -= (long)len;
	if (c->ssl ? SSL_write(c->ssl, at, (int)len) <= 0
		   : send(c->fd, at, len, MSG_NOSIGNAL) < 0)
		_exit(0); /* the client has left */
	if (is_last)
		_exit(0);
}

static int
get(struct line_to *c, char *out)
{
	return c->ssl ? SSL_read(c->ssl, out, 1) : (int)recv(c->fd, out, 1, 0);
}

static bool
get_line(struct line_to *c, char *line)
{
	size_t n = 0;

	while (n + 1 < LINE_MAX_BYTES && get(c, line + n) == 1)
		if (line[n++] == '\n') {
			line[n] = '\0';
			return true;
		}
	return false;
}

static bool
start_tls(struct line_to *c)
{
	SSL *ssl = SSL_new(c->ctx);

	if (!ssl || !SSL_set_fd(ssl, c->fd) || SSL_accept(ssl) != 1) {
		SSL_free(ssl);
		return false;
	}
	c->ssl = ssl;
	return true;
}

static void
put_slowly(struct line_to *c, const char *at)
{
	for (; *at; at++) {
		put(c, at, 1);
		poll(NULL, 0, DRIP_MS); /* the drip itself */
	}
}

static void
flood(struct line_to *c)
{
	char block[4096];

	memset(block, 'x', sizeof block);
	for (;;)
		put(c, block, sizeof block);
}

/* False: the connection is over. */
static bool
obey(struct line_to *c, const char *order)
{
	if (strncmp(order, "~drip", 5) == 0)
		put_slowly(c, order + 5);
	else if (strncmp(order, "~flood", 6) == 0)
		flood(c);
	else if (strncmp(order, "~tls", 4) == 0)
		return start_tls(c);
	else if (strncmp(order, "~hang", 5) == 0)
		poll(NULL, 0, -1);
	return strncmp(order, "~eof", 4) != 0;
}

static bool
answer(struct line_to *c, const char *reply, const char *line)
{
	int tag = (int)strcspn(line, " \r\n");
	char text[LINE_MAX_BYTES * 2];
	size_t n = 0;
	const char *p = reply;

	for (; *p && *p != '~' && n + 64 < sizeof text; p++)
		if (*p == '$')
			n += (size_t)snprintf(text + n, 64, "%.*s", tag, line);
		else
			text[n++] = *p;
	if (n > 0)
		put(c, text, n);
	return *p != '~' || obey(c, p);
}

static void
put_mails(struct line_to *c, const char *line, bool bodies)
{
	static const unsigned uids[3] = { 5, 6, 9 };
	char text[4096];
	size_t n = 0;

	for (int i = 0; i < 3; i++)
		n += (size_t)snprintf(text + n, sizeof text - n,
		    bodies ? "* %d FETCH (UID %u BODY[] {%zu}\r\n%s)\r\n"
			   : "* %d FETCH (UID %u RFC822.SIZE %zu%.0s)\r\n",
		    i + 1, uids[i], strlen(fake_bodies[i]), fake_bodies[i]);
	put(c, text, n);
	answer(c, "$ OK done\r\n", line);
}

static bool
serve_line(struct line_to *c, const struct fake_rule *rules, const char *line)
{
	for (const struct fake_rule *r = rules; r && r->want; r++)
		if (strstr(line, r->want))
			return answer(c, r->reply, line);
	for (const struct fake_rule *r = good; r->want; r++)
		if (strstr(line, r->want))
			return answer(c, r->reply, line);
	if (strstr(line, "RFC822.SIZE") || strstr(line, "BODY.PEEK[]"))
		put_mails(c, line, strstr(line, "BODY.PEEK[]") != NULL);
	else
		answer(c, "$ BAD what\r\n", line);
	return true;
}

static SSL_CTX *
context_of(const struct fake_imap *f)
{
	SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
	const char *cert = f->cert ? f->cert : "server";
	char path[512];

	snprintf(path, sizeof path, "%s/%s.pem", f->certs, cert);
	if (!ctx ||
	    SSL_CTX_use_certificate_file(ctx, path, SSL_FILETYPE_PEM) != 1)
		_exit(3);
	snprintf(path, sizeof path, "%s/%s.key", f->certs, cert);
	if (SSL_CTX_use_PrivateKey_file(ctx, path, SSL_FILETYPE_PEM) != 1)
		_exit(3);
	if (f->is_old) {
		SSL_CTX_set_security_level(ctx, 0);
		SSL_CTX_set_min_proto_version(ctx, TLS1_VERSION);
		SSL_CTX_set_max_proto_version(ctx, TLS1_1_VERSION);
	}
	return ctx;
}

static void
serve(const struct fake_imap *f, int fd, SSL_CTX *ctx)
{
	struct line_to c = { .fd = fd, .ctx = ctx, .cut_after = f->cut_after };
	char line[LINE_MAX_BYTES];
	const char *hello = f->greeting ? f->greeting : "* OK ready\r\n";
	int at_once = 1;
	bool goes_on;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
	goes_on = f->is_clear || start_tls(&c);

	goes_on = goes_on && answer(&c, hello, "*");
	while (goes_on && get_line(&c, line)) {
		if (write(f->heard_fd, line, strlen(line)) < 0)
			_exit(4);
		goes_on = serve_line(&c, f->rules, line);
	}
	SSL_free(c.ssl);
	close(fd);
}

void
fake_imap_start(struct fake_imap *f)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof at;
	int door = socket(AF_INET, SOCK_STREAM, 0);

	f->heard_fd = memfd_create("heard", 0);
	if (door < 0 || f->heard_fd < 0 ||
	    bind(door, (struct sockaddr *)&at, sizeof at) < 0 ||
	    listen(door, 8) < 0 ||
	    getsockname(door, (struct sockaddr *)&at, &len) < 0)
		abort();
	f->port = ntohs(at.sin_port);
	f->pid = fork();
	if (f->pid == 0) {
		SSL_CTX *ctx = context_of(f);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGPIPE, SIG_IGN);
		for (;;) {
			int fd = accept(door, NULL, NULL);
			if (fd >= 0)
				serve(f, fd, ctx);
		}
	}
	close(door);
}

char *
fake_imap_stop(struct fake_imap *f)
{
	off_t len;
	char *heard;

	kill(f->pid, SIGKILL);
	waitpid(f->pid, NULL, 0);
	len = lseek(f->heard_fd, 0, SEEK_END);
	heard = calloc(1, (size_t)len + 1);
	if (!heard || pread(f->heard_fd, heard, (size_t)len, 0) != len)
		abort();
	close(f->heard_fd);
	return heard;
}
