/*
 * tls_bio: OpenSSL's own socket BIO writes with write(2), which raises
 * SIGPIPE when the server is gone. A library room must not change the signals
 * of the process, so this one sends with MSG_NOSIGNAL.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include <libetpan/mailimap.h>
#include <openssl/ssl.h>

#include "cabut/banned.h"
#include "tls_private.h"

static int
bio_write(BIO *bio, const char *at, int len)
{
	struct tls_stream *s = BIO_get_data(bio);
	ssize_t put = send(s->fd, at, (size_t)len, MSG_NOSIGNAL);

	BIO_clear_retry_flags(bio);
	if (put < 0 && (errno == EAGAIN || errno == EINTR))
		BIO_set_retry_write(bio);
	return (int)put;
}

static int
bio_read(BIO *bio, char *out, int len)
{
	struct tls_stream *s = BIO_get_data(bio);
	ssize_t got = recv(s->fd, out, (size_t)len, 0);

	BIO_clear_retry_flags(bio);
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		BIO_set_retry_read(bio);
	return (int)got;
}

static long
bio_control(BIO *bio, int what, long number, void *pointer)
{
	(void)bio;
	(void)number;
	(void)pointer;
	return what == BIO_CTRL_FLUSH;
}

BIO *
tls_bio_new(struct tls_stream *s)
{
	BIO *bio;

	s->method = BIO_meth_new(
	    BIO_TYPE_SOURCE_SINK | BIO_get_new_index(), "cabut socket");
	if (!s->method || !BIO_meth_set_write(s->method, bio_write) ||
	    !BIO_meth_set_read(s->method, bio_read) ||
	    !BIO_meth_set_ctrl(s->method, bio_control))
		return NULL;
	bio = BIO_new(s->method);
	if (!bio)
		return NULL;
	BIO_set_data(bio, s);
	BIO_set_init(bio, 1);
	return bio;
}
