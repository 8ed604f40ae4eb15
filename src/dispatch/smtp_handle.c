/*
 * One libcurl handle for SMTP: its options, what it calls, its end. Promise:
 * no byte of a password or a mail goes over a line that is not TLS with a
 * verified certificate, whatever the environment or the server suggest.
 */
#include <sys/socket.h>

#include "wires.h"

#include "cabut/banned.h"

enum { STALL_BYTES_PER_S = 1 };

/* ---- what libcurl calls ---- */

static size_t
on_read(char *out, size_t size, size_t count, void *context)
{
	struct wire_smtp *s = context;
	size_t n = size * count;

	if (n > s->unsent.len)
		n = s->unsent.len;
	if (n == 0) {
		/* libcurl writes the dot after this; its answer may take
		 * longer than the others. */
		s->talk.stage = STAGE_DOT;
		curl_easy_setopt(s->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT,
		    (long)s->limits.reply_s);
		return 0;
	}
	memcpy(out, s->unsent.at, n);
	s->unsent.at += n;
	s->unsent.len -= n;
	return n;
}

static size_t
on_reply(char *at, size_t size, size_t count, void *context)
{
	struct wire_smtp *s = context;

	smtp_talk_heard(&s->talk, at, size * count);
	return size * count;
}

static size_t
on_body(char *at, size_t size, size_t count, void *context)
{
	(void)at;
	(void)context;
	return size * count;
}

/* Commands pass here, the one with the password too: nothing is kept. */
static int
on_debug(CURL *curl, curl_infotype type, char *at, size_t len, void *context)
{
	struct wire_smtp *s = context;

	(void)curl;
	if (type == CURLINFO_HEADER_OUT)
		smtp_talk_sent(&s->talk, at, len);
	return 0;
}

/* ---- the handle ---- */

static bool
set_numbers(CURL *curl, const struct smtp_limits *limits)
{
	const struct {
		CURLoption option;
		long value;
	} rows[] = {
		{ CURLOPT_USE_SSL, CURLUSESSL_ALL },
		{ CURLOPT_SSL_VERIFYPEER, 1 },
		{ CURLOPT_SSL_VERIFYHOST, 2 },
		{ CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
		{ CURLOPT_NOSIGNAL, 1 },
		{ CURLOPT_VERBOSE, 1 }, /* feeds on_debug, prints nothing */
		{ CURLOPT_CONNECTTIMEOUT, limits->connect_s },
		{ CURLOPT_SERVER_RESPONSE_TIMEOUT, limits->command_s },
		{ CURLOPT_LOW_SPEED_LIMIT, STALL_BYTES_PER_S },
		/* libcurl counts the wait for the last reply as low speed. */
		{ CURLOPT_LOW_SPEED_TIME, limits->reply_s + 1 },
		{ CURLOPT_TIMEOUT, DISPATCH_MAIL_S },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (curl_easy_setopt(curl, rows[i].option, rows[i].value))
			return false;
	return true;
}

static bool
set_texts(CURL *curl, const struct wire_smtp *s)
{
	bool login = s->target.user[0] != '\0';
	const char *ways =
	    s->bearer_token ? "AUTH=XOAUTH2" : "AUTH=PLAIN;AUTH=LOGIN";
	const struct {
		CURLoption option;
		const char *value; /* NULL: libcurl's own */
	} rows[] = {
		{ CURLOPT_URL, s->url },
		{ CURLOPT_PROTOCOLS_STR, "smtp,smtps" },
		{ CURLOPT_PROXY, "" }, /* nor from the environment */
		{ CURLOPT_MAIL_FROM, s->envelope_from },
		{ CURLOPT_CAINFO, s->ca_file },
		{ CURLOPT_USERNAME, login ? s->target.user : NULL },
		{ CURLOPT_PASSWORD, login ? s->password : NULL },
		{ CURLOPT_XOAUTH2_BEARER, login ? s->bearer_token : NULL },
		/* Not what the server likes best: GSSAPI and NTLM break. */
		{ CURLOPT_LOGIN_OPTIONS, login ? ways : NULL },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].value &&
		    curl_easy_setopt(curl, rows[i].option, rows[i].value))
			return false;
	/* One CA file means: these and no others. */
	return !s->ca_file || !curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
}

static bool
set_callbacks(CURL *curl, struct wire_smtp *s)
{
	return !curl_easy_setopt(curl, CURLOPT_READFUNCTION, on_read) &&
	       !curl_easy_setopt(curl, CURLOPT_READDATA, s) &&
	       !curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_reply) &&
	       !curl_easy_setopt(curl, CURLOPT_HEADERDATA, s) &&
	       !curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body) &&
	       !curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, on_debug) &&
	       !curl_easy_setopt(curl, CURLOPT_DEBUGDATA, s) &&
	       !curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, s->curl_says);
}

bool
smtp_handle_open(struct wire_smtp *s)
{
	if (s->curl)
		return true;
	s->curl = curl_easy_init();
	if (s->curl && set_numbers(s->curl, &s->limits) &&
	    set_texts(s->curl, s) && set_callbacks(s->curl, s))
		return true;
	curl_easy_cleanup(s->curl);
	s->curl = NULL;
	return false;
}

/* libcurl says QUIT and would wait two minutes for a server that hangs;
 * nothing hinges on the answer, so it gets none. */
void
smtp_handle_drop(struct wire_smtp *s)
{
	curl_socket_t fd = CURL_SOCKET_BAD;

	if (!s->curl)
		return;
	if (!curl_easy_getinfo(s->curl, CURLINFO_ACTIVESOCKET, &fd) &&
	    fd != CURL_SOCKET_BAD)
		shutdown(fd, SHUT_RD);
	curl_easy_cleanup(s->curl);
	s->curl = NULL;
}
