/*
 * tls_verify: whom we talk to. TLS 1.2 or newer, a chain to the authorities,
 * the name of the URL in the certificate; there is no way to switch that off.
 * When it fails, the fault says what is wrong and what an operator can do.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <libetpan/mailimap.h>
#include <openssl/ssl.h>

#include "cabut/banned.h"
#include "tls_private.h"

/* The first DNS name, or the common name, of a refused certificate. */
static void
keep_name(X509 *cert, char *out, size_t room)
{
	GENERAL_NAMES *names =
	    X509_get_ext_d2i(cert, NID_subject_alt_name, NULL, NULL);
	size_t n = 0;

	out[0] = '\0';
	for (int i = 0; out[0] == '\0' && i < sk_GENERAL_NAME_num(names); i++) {
		const GENERAL_NAME *one = sk_GENERAL_NAME_value(names, i);
		if (one->type == GEN_DNS)
			snprintf(out, room, "%.*s",
			    ASN1_STRING_length(one->d.dNSName),
			    ASN1_STRING_get0_data(one->d.dNSName));
	}
	GENERAL_NAMES_free(names);
	if (out[0] == '\0')
		X509_NAME_get_text_by_NID(X509_get_subject_name(cert),
		    NID_commonName, out, (int)room);
	for (; out[n]; n++)
		if (out[n] < 0x21 || out[n] > 0x7e)
			out[n] = '?';
}

/* Keeps why and for whom; changes nothing about the verdict. */
static int
note_verdict(int ok, X509_STORE_CTX *store)
{
	SSL *ssl = X509_STORE_CTX_get_ex_data(
	    store, SSL_get_ex_data_X509_STORE_CTX_idx());
	struct tls_stream *s = SSL_get_app_data(ssl);
	X509 *cert = X509_STORE_CTX_get0_cert(store);

	if (!ok && s->verify_error == X509_V_OK) {
		s->verify_error = X509_STORE_CTX_get_error(store);
		if (cert)
			keep_name(cert, s->seen_name, sizeof s->seen_name);
	}
	return ok;
}

static bool
load_authorities(struct tls_stream *s, const char *ca_file)
{
	if (ca_file &&
	    SSL_CTX_load_verify_locations(s->ctx, ca_file, NULL) != 1)
		return tls_stream_fail(s, SCOPE_CONFIG,
		    "cannot read authorities from %s", ca_file);
	if (!ca_file && SSL_CTX_set_default_verify_paths(s->ctx) != 1)
		return tls_stream_fail(s, SCOPE_CONFIG,
		    "the system's certificate authorities cannot be read");
	return true;
}

/* A name by its letters, an address by its bytes; SNI carries only names. */
static bool
set_host(struct tls_stream *s)
{
	X509_VERIFY_PARAM *param = SSL_get0_param(s->ssl);
	const char *host = s->url.host;
	unsigned char bytes[sizeof(struct in6_addr)];

	if (inet_pton(AF_INET, host, bytes) == 1 ||
	    inet_pton(AF_INET6, host, bytes) == 1)
		return X509_VERIFY_PARAM_set1_ip_asc(param, host) == 1;
	X509_VERIFY_PARAM_set_hostflags(
	    param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
	return SSL_set1_host(s->ssl, host) == 1 &&
	       SSL_set_tlsext_host_name(s->ssl, host) == 1;
}

bool
tls_verify_prepare(struct tls_stream *s, const char *ca_file)
{
	BIO *bio;

	ERR_clear_error();
	s->ctx = SSL_CTX_new(TLS_client_method());
	if (!s->ctx || !SSL_CTX_set_min_proto_version(s->ctx, TLS1_2_VERSION))
		return tls_stream_fail(s, SCOPE_RUN, "OpenSSL does not start");
	SSL_CTX_set_options(
	    s->ctx, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
	SSL_CTX_set_mode(s->ctx, SSL_MODE_ENABLE_PARTIAL_WRITE |
				     SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
	SSL_CTX_set_session_cache_mode(s->ctx, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_verify(s->ctx, SSL_VERIFY_PEER, note_verdict);
	if (!load_authorities(s, ca_file))
		return false;
	s->ssl = SSL_new(s->ctx);
	bio = s->ssl ? tls_bio_new(s) : NULL;
	if (!bio)
		return tls_stream_fail(s, SCOPE_RUN, "OpenSSL does not start");
	SSL_set_bio(s->ssl, bio, bio);
	SSL_set_app_data(s->ssl, s);
	if (!set_host(s))
		return tls_stream_fail(
		    s, SCOPE_CONFIG, "this host name cannot be verified");
	return true;
}

static bool
explain_certificate(struct tls_stream *s)
{
	switch (s->verify_error) {
	case X509_V_ERR_HOSTNAME_MISMATCH:
	case X509_V_ERR_IP_ADDRESS_MISMATCH:
		return tls_stream_fail(s, SCOPE_CONFIG,
		    "the server's certificate is for another name (want %s, it "
		    "is for %s): use that name in the URL or have the "
		    "certificate reissued",
		    s->url.host, s->seen_name);
	case X509_V_ERR_CERT_HAS_EXPIRED:
	case X509_V_ERR_CERT_NOT_YET_VALID:
		return tls_stream_fail(s, SCOPE_CONFIG,
		    "the server's certificate (%s) is out of its time: have it "
		    "renewed, and check this machine's clock",
		    s->seen_name);
	default:
		return tls_stream_fail(s, SCOPE_CONFIG,
		    "the server's certificate (%s) is not trusted (%s): set "
		    "the CA file of its authority",
		    s->seen_name,
		    X509_verify_cert_error_string(s->verify_error));
	}
}

bool
tls_verify_explain(struct tls_stream *s, int ssl_error)
{
	unsigned long code = ERR_peek_error();
	int reason = ERR_GET_REASON(code);

	if (s->verify_error != X509_V_OK)
		return explain_certificate(s);
	if (ssl_error != SSL_ERROR_SSL ||
	    reason == SSL_R_UNEXPECTED_EOF_WHILE_READING)
		return tls_stream_fail(s, SCOPE_LATER,
		    "the connection broke during the TLS handshake");
	if (reason == SSL_R_WRONG_VERSION_NUMBER ||
	    reason == SSL_R_HTTP_REQUEST)
		return tls_stream_fail(s, SCOPE_CONFIG,
		    "the server speaks no TLS here: check the port, or use "
		    "imap+starttls:// with port %u",
		    MAILBOX_PORT_IMAP);
	return tls_stream_fail(s, SCOPE_CONFIG,
	    "no TLS 1.2 or newer with this server: %s",
	    ERR_reason_error_string(code));
}
