/*
 * tls_stream: one connection to one server, as a libetpan stream. Promise: a
 * secret can only be written after tls_stream_secure() has proven the
 * server's name; every wait ends at an absolute deadline; what comes in is
 * counted, capped and watched before libetpan parses it; end of file is an
 * error. The first trouble ends the stream: nothing is read or written then.
 */
#ifndef CABUT_TLS_STREAM_H
#define CABUT_TLS_STREAM_H

#include <libetpan/mailstream.h>

#include "cabut/base.h"
#include "imap_watch.h"
#include "mailbox_url.h"

enum {
	TLS_BUFFER_BYTES = 16 * 1024,
	TLS_COMMAND_BYTES = 256 * 1024, /* a reply without bodies */
	TLS_RATE_BYTES_S = 64 * 1024,	/* slower bodies are given up */
	TLS_LOGOUT_S = 2,
};
/* What one session may bring in: more waits for the next run. */
#define TLS_SESSION_BYTES (2ULL * 1024 * 1024 * 1024)

struct tls_times {
	unsigned command_s, session_s; /* never 0 */
};

struct tls_stream;

/* Resolves and connects; no byte of IMAP yet. `ca_file` NULL: the system's
 * authorities. */
bool tls_stream_open(const struct mailbox_url *, const char *ca_file,
    struct tls_times, struct tls_stream **, struct fault *);
/* The handshake, and the proof that the certificate is good for the host.
 * SCOPE_CONFIG when it is not. */
bool tls_stream_secure(struct tls_stream *, struct fault *);
bool tls_stream_is_secure(const struct tls_stream *);

/* A new deadline and a new cap; call before each command. */
void tls_stream_command(
    struct tls_stream *, uint64_t bytes, size_t line_max, unsigned must_see);
/* Shortens the session: for the last words. */
void tls_stream_hurry(struct tls_stream *, unsigned seconds);
const struct imap_watch *tls_stream_watch(const struct tls_stream *);
/* The first trouble, or NULL. */
const struct fault *tls_stream_trouble(const struct tls_stream *);
/* Ends it: no further byte in or out. Always false. */
bool tls_stream_end(struct tls_stream *, const struct fault *);

/* A libetpan stream on top; closing it closes the socket, not the struct. */
mailstream *tls_stream_mail(struct tls_stream *);
void tls_stream_free(struct tls_stream *); /* NULL is fine */

#endif
