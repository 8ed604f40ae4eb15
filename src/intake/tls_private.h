/*
 * tls_private: the inside of a tls_stream, for the tls_*.c files alone.
 */
#ifndef CABUT_TLS_PRIVATE_H
#define CABUT_TLS_PRIVATE_H

#include <openssl/ssl.h>

#include "tls_stream.h"

struct tls_stream {
	struct mailbox_url url; /* its texts outlive the stream */
	int fd;			/* -1: closed */
	SSL_CTX *ctx;
	SSL *ssl; /* NULL: still in clear */
	BIO_METHOD *method;
	bool is_secure;
	struct tls_times times;
	int64_t command_ends_ms, session_ends_ms;
	uint64_t command_left, session_left; /* bytes */
	struct imap_watch watch;
	struct fault trouble; /* SCOPE_NONE: none yet */
	long verify_error;    /* X509_V_... of the certificate */
	char seen_name[128];  /* whom the certificate is for */
};

int64_t tls_now_ms(void);
/* Waits for the socket until the nearer deadline. */
bool tls_stream_wait(struct tls_stream *, short events);
/* Notes the first trouble and ends the stream. Always false. */
bool tls_stream_fail(struct tls_stream *, enum scope, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* OpenSSL's way to our socket: as its own, but never raises SIGPIPE. */
BIO *tls_bio_new(struct tls_stream *);
/* Context and SSL object with all checks on, over the open socket. */
bool tls_verify_prepare(struct tls_stream *, const char *ca_file);
/* Turns a failed handshake into the fault that says what to do. */
bool tls_verify_explain(struct tls_stream *, int ssl_error);

#endif
